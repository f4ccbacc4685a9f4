"""What a person says of a statement or link is kept, found again after a new reading, and taken back; none is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from linked_made import Dam
from onrecord.errors import RecordError, UsageError
from onrecord.rows import Judged, Link, Selected, Span, Statement, Voice, statement_id
from onrecord.show.reviews import REVIEW_KEYS
from onrecord.store import Record, verify
from onrecord.store.reviews import (
    HALF,
    add,
    all_reviews,
    current,
    orphaned,
    reviewed,
    said_last,
    selected,
    standing,
    target_named,
    undo,
)
from rows_made import article, as_read, capture, reading, statement


@pytest.fixture
def record() -> Iterator[Record]:
    with Dam().record() as held:
        yield held


def one() -> Record:
    """A record of one article with three statements."""
    held = Record.open(":memory:")
    a = article()
    held.add_with_reading(capture(a), as_read(reading(a)), held.begin_run("0", "r", {}))
    return held


def reread(held: Record, *statements: Statement) -> None:
    (a,) = held.articles()
    held.add_reading(a.id, as_read(statements), held.begin_run("0", "r2", {}))


def states(held: Record) -> list[tuple[str | None, str]]:
    return [(x.review.verdict, x.state) for x in reviewed(held)]


def test_a_review_keeps_who_said_what_of_which_words() -> None:
    with one() as held:
        s = next(s for s in held.statements() if s.quotation == "direct")
        made = add(held, s, "no", note=" not the mayor ", by="Ada")
        assert [x.review for x in reviewed(held)] == all_reviews(held) == [made]
        assert (made.kind, made.verdict, made.note, made.by) == ("statement", "no", "not the mayor", "Ada")
        quoted = Selected((15, 32), "“We were warned,”", "Dam gives way\n\n", " the mayor of Ashel said.\nThe wa")
        assert made.judged == (Judged(s.id, s.article, "attributed", (quoted,)),)
        (found,) = current(held)
        assert (found.now, found.same) == ((s.id,), True)
        assert verify(held) == []


def test_the_same_person_replaces_and_another_does_not() -> None:
    with one() as held:
        s = next(held.statements())
        add(held, s, "yes", by="Ada")
        add(held, s, "no", by="Ben")
        assert states(held) == [("no", "current"), ("yes", "current")]
        last = add(held, s, "unsure", by="Ada")
        assert states(held) == [("unsure", "current"), ("no", "current"), ("yes", "replaced")]
        assert said_last(held, s, "Ada") == last
        assert said_last(held, s) is None


def test_what_is_taken_back_brings_back_what_was_said_before() -> None:
    with one() as held:
        s = next(held.statements())
        first, second = add(held, s, "yes"), add(held, s, "no")
        assert undo(held, second.id, by="Ada")
        assert not undo(held, second.id)
        assert states(held) == [("no", "undone"), ("yes", "current")]
        assert reviewed(held)[0].undone is not None
        assert undo(held, first.id)
        assert current(held) == orphaned(held) == []
        assert len(all_reviews(held)) == 2, "what was said is kept"
        with pytest.raises(UsageError, match="there is no review"):
            undo(held, "gone")


def test_what_cannot_be_meant_is_refused(record: Record) -> None:
    s = next(record.statements())
    with pytest.raises(UsageError, match="say one of yes, no, unsure"):
        add(record, s, "maybe")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="a verdict or a note"):
        add(record, s, None, note=" \n")
    with pytest.raises(UsageError, match="no statement gone"):
        add(record, replace(s, id="gone"), "yes")
    link = next(record.links())
    with pytest.raises(UsageError, match="no such link"):
        add(record, replace(link, about="cause"), "yes")
    record.writable = False
    with pytest.raises(RecordError, match="read only"):
        add(record, s, "yes")
    record.writable = True
    assert all_reviews(record) == []


@pytest.mark.parametrize("note", ["\ud800", "a\0b", "x" * 100_000, "\u202e<script>", "'; DROP TABLE reviews"])
def test_any_note_is_kept_as_text(note: str) -> None:
    with one() as held:
        made = add(held, next(held.statements()), None, note=note)
        assert all_reviews(held) == [made]
        assert made.note is not None
        assert len(made.note) == len(note)
        assert verify(held) == []


def test_a_new_reading_takes_the_review_along_or_orphans_it() -> None:
    with one() as held:
        (a,) = held.articles()
        for s in list(held.statements()):
            add(held, s, "yes")
        longer = statement(a, "denied any fault", cue="denied", source="The water board")
        other = statement(a, "“We were warned,” the mayor of Ashel said", voice="narrator", quotation="none")
        reread(held, longer, other)
        assert [(x.now, x.same) for x in current(held)] == [((longer.id,), False)]
        assert {x.review.judged[0].words[0].exact for x in orphaned(held)} == {"“We were warned,”", "Dam gives way"}
        assert said_last(held, longer) == current(held)[0].review
        assert verify(held) == []
        reread(held, *reading(a))
        assert len(current(held)) == 3
        assert all(x.same for x in current(held)), "the very same statements have theirs again"


def test_what_is_judged_anew_replaces_what_was_said_of_its_forerunner() -> None:
    with one() as held:
        (a,) = held.articles()
        add(held, next(s for s in held.statements() if s.modality == "denied"), "no")
        reread(held, statement(a, "denied any fault", cue="denied", source="The water board"))
        add(held, next(held.statements()), "yes")
        assert states(held) == [("yes", "current"), ("no", "replaced")]


def a_link(record: Record) -> Link:
    return next(x for x in record.links() if x.same_origin is None)


def test_a_link_follows_its_ends_while_a_link_of_its_kind_stands_between_them(record: Record) -> None:
    link = a_link(record)
    made = add(record, link, "no", note="two streets")
    assert (made.kind, made.relation, made.about, len(made.judged)) == ("link", link.relation, link.about, 2)
    assert [(x.now, x.same) for x in current(record)] == [((link.a, link.b), True)]
    assert said_last(record, link) == made
    moved = next(s for s in record.statements() if s.id == link.a)
    (start, end), *_ = moved.content
    shorter = ((start, end - 3),)
    renamed = replace(moved, id=statement_id(moved.article, moved.voice, shorter, None, None), content=shorter)
    renamed = replace(renamed, cue=None, source=None, entity=None)
    run = record.begin_run("0", "r2", {})
    record.add_reading(moved.article, as_read([renamed]), run)
    (lost,) = orphaned(record)
    assert (lost.review, lost.now) == (made, None), "its ends are there, but no link between them"
    low, high = sorted((renamed.id, link.b))
    record.shelf(run).put_linked("5" * 16, "test", [replace(link, a=low, b=high)], [], [])
    (found,) = current(record)
    assert found.review == made
    assert found.now is not None
    assert (set(found.now), found.same) == ({renamed.id, link.b}, False)
    record.shelf(run).put_linked("5" * 16, "test", [replace(link, a=low, b=high, relation="deny")], [], [])
    assert len(orphaned(record)) == 1, "who judged an agreement did not judge a denial"


def test_by_the_verbs_of_the_package(record: Record) -> None:
    s, link = next(record.statements()), a_link(record)
    assert onrecord.review(record, s.id[:12], "yes", by="Ada") == all_reviews(record)[0]
    assert onrecord.review(record, f"{link.a}:{link.b}", note="two streets") is not None
    assert [(x.review.kind, x.review.verdict) for x in onrecord.reviews(record)] == [
        ("link", None),
        ("statement", "yes"),
    ]
    assert onrecord.review(record, s, by="Ben") is None, "Ben has said nothing"
    last = onrecord.review(record, s, by="Ada")
    assert last == all_reviews(record)[0]
    assert onrecord.review(record, all_reviews(record)[1].id) is not None
    assert onrecord.review(record, all_reviews(record)[1].id) is None, "it is taken back already"
    assert onrecord.reviews(record) == []
    assert [x.state for x in onrecord.reviews(record, history=True)] == ["undone", "undone"]
    rows = onrecord.table(record, "reviews").to_pylist()
    assert [tuple(row) for row in rows] == [REVIEW_KEYS] * 2
    assert [row["judged"][0]["statement"] for row in rows] == [link.a, s.id]
    assert not [said for said in onrecord.verify(record) if said.startswith("review")]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_all_that_was_said_is_exported(record: Record, tmp_path: Path, form: str) -> None:
    s = next(record.statements())
    for verdict in ("yes", "no", "unsure"):
        made = add(record, s, verdict)
    undo(record, made.id)
    add(record, a_link(record), "no", by="Ada")
    record.add_reading(s.article, as_read([]), record.begin_run("0", "r2", {}))
    onrecord.export(record, tmp_path / "out", form)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"]["reviews"] == 4
    if form == "jsonl":
        rows = [json.loads(line) for line in (tmp_path / "out" / "reviews.jsonl").read_text("utf-8").splitlines()]
        assert [tuple(row) for row in rows] == [REVIEW_KEYS] * 4
        assert [row["state"] for row in rows][1:] == ["undone", "orphaned", "replaced"]
        (article,) = [a for a in record.articles() if a.id == s.article]
        for words in (w for row in rows[1:] for w in row["judged"][0]["words"]):
            assert article.text[slice(*words["span"])] == words["exact"]


def test_reviews_of_some_articles_alone(record: Record) -> None:
    link = a_link(record)
    add(record, link, "yes")
    articles = {s.id: s.article for s in record.statements()}
    other = next(a.id for a in record.articles() if a.id not in (articles[link.a], articles[link.b]))
    assert len(reviewed(record, [articles[link.a]])) == len(reviewed(record, [articles[link.b], other])) == 1
    assert reviewed(record, [other]) == []


def test_targets_are_named_by_the_beginnings_of_ids(record: Record) -> None:
    s, link = next(record.statements()), a_link(record)
    assert target_named(record, s.id[:12].upper()) == s
    assert target_named(record, f"{link.b}:{link.a}") == link
    assert target_named(record, f"{link.a}:{link.b}:{link.relation}:{link.about}") == link
    for name, said in (("zz", "no statement's id"), ("", "no statement's id"), (f"{link.a}:{link.b}:deny", "no such")):
        with pytest.raises(UsageError, match=said):
            target_named(record, name)


def test_a_review_is_committed_before_it_is_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with Dam().record(path) as held:
        made = add(held, next(held.statements()), "yes")
        with Record.read_only(path) as other:
            assert [x.review for x in current(other)] == [made]


TEXT = "Ore was sold. The pit at Halvern shut on Monday, the guild said, and no one was hurt there."


def cut(spans: list[Span], voice: Voice) -> list[Statement]:
    a = article(TEXT)
    made = [Statement(statement_id(a.id, voice, (s,), None, None), a.id, voice, "body", (s,)) for s in spans]
    return list({s.id: s for s in made}.values())


a_span = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda x: (x[0], min(x[0] + x[1], len(TEXT))))
voices: st.SearchStrategy[Voice] = st.sampled_from(["attributed", "narrator"])
readings = st.lists(st.tuples(a_span, voices), max_size=6).map(
    lambda rows: [s for voice in ("attributed", "narrator") for s in cut([x for x, v in rows if v == voice], voice)]
)


@settings(max_examples=60, deadline=None)
@given(readings, st.lists(readings, max_size=3), st.sampled_from(["yes", "no", None]))
def test_no_review_is_lost_whatever_is_read_again(
    before: list[Statement], later: list[list[Statement]], verdict: str | None
) -> None:
    with Record.open(":memory:") as held:
        a = article(TEXT)
        held.add_with_reading(capture(a), as_read(before), held.begin_run("0", "r", {}))
        made = [add(held, s, verdict, note="so", by="Ada") for s in before]  # type: ignore[arg-type]
        for again in later:
            reread(held, *again)
            stand = {s.id: s for s in held.statements()}
            found = reviewed(held)
            assert [x.review for x in found] == made[::-1], "none is lost, and none is changed"
            holds = [x.now for x in found if x.state == "current"]
            assert len(holds) == len(set(holds)), "nobody says two things of one statement"
            for at, x in enumerate(found):
                best = nearest(x.review.judged[0], stand.values())
                if x.state == "current":
                    assert x.now is not None
                    assert x.now[0] in best
                    assert x.same == (x.review.judged[0].statement in stand)
                elif x.state == "orphaned":
                    assert x.now is None
                    assert not best or {(s,) for s in best} & set(holds), "nothing overlaps, or it has its own"
                else:
                    assert x.state == "replaced"
                    assert {(s,) for s in best} & {y.now for y in found[:at] if y.same}
        assert verify(held) == []


def nearest(j: Judged, statements: Iterable[Statement]) -> set[str]:
    """The statements that a judged one may be taken for, told apart from how the record does it."""
    before = {i for w in j.words for i in range(*w.span)}
    shares = {
        s.id: len(before & now) / len(before | now)
        for s in statements
        if s.voice == j.voice and (now := {i for span in s.content for i in range(*span)})
    }
    if j.statement in shares:
        return {j.statement}
    most = max(shares.values(), default=0)
    return {s for s, share in shares.items() if share == most >= HALF}


@given(st.text(max_size=60), st.data())
def test_words_are_those_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = selected(text, (start, end))
    assert found.exact == text[start:end]
    assert text[: found.span[0]].endswith(found.prefix)
    assert text[found.span[1] :].startswith(found.suffix)


def test_of_several_that_overlap_the_nearest_is_taken() -> None:
    wide, near = cut([(14, 64), (14, 50)], "attributed")
    judged = Judged("gone", wide.article, "attributed", (selected(TEXT, (14, 47)),))
    assert standing(judged, [wide, near]) == near.id
    assert standing(judged, cut([(14, 50)], "narrator")) is None
    assert standing(judged, []) is None


WORDS = "UPDATE reviews SET a_words = replace(a_words, {}, {})"
TAMPERINGS = {
    "UPDATE reviews SET verdict = 'yes'": "its id is not that of what it says",
    "UPDATE reviews SET note = 'another'": "its id is not that of what it says",
    WORDS.format("'houses'", "'mouses'"): "the words it judged do not stand where it says",
    WORDS.format("'\"start\": '", "'\"start\": 99'"): "the words it judged do not stand where it says",
    WORDS.format("'\"start\": '", "'\"start\": -'"): "the words it judged do not stand where it says",
    "UPDATE reviews SET a_words = '[]'": "the words it judged do not stand where it says",
    "UPDATE reviews SET a_words = '[{}]'": "broke off",
    "UPDATE reviews SET a_words = '['": "broke off",
    WORDS.format("'\"start\": '", "'\"start\": 1e999, \"x\": '"): "broke off",
    WORDS.format("'houses'", "'\\ud800'"): "the words it judged do not stand where it says",
    "UPDATE reviews SET a_article = (SELECT max(id) FROM articles WHERE id != a_article)":
        "the statement it judged is of another article",
    "UPDATE reviews SET a_article = 'gone'": "points at a row of articles that is not there",
    "UPDATE reviews_undone SET review = 'gone'": "points at a row of reviews that is not there",
}  # fmt: skip


@pytest.mark.parametrize(("done", "found"), TAMPERINGS.items(), ids=range(len(TAMPERINGS)))
def test_verify_finds_what_is_broken_in_reviews(tmp_path: Path, done: str, found: str) -> None:
    path = tmp_path / "story.db"
    dam = Dam()
    with dam.record(path, links=False) as held:
        made = add(held, dam.houses[0], "no", note="a guess")
        undo(held, made.id)
        before = verify(held)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(done)
    db.close()
    with Record.read_only(path) as held:
        problems = [str(p) for p in verify(held) if p not in before]
    assert any(found in p for p in problems), problems
