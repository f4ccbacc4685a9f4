"""Who differs from whom: one speaker's own words, what is most disputed, pairs that are nearly one. Fiction."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.rows import About, Answer, Article, Claim, Link, Relation, Speaker, Statement
from onrecord.show.differing import KINDS, LATER, Differing, differing, whose
from onrecord.show.report import report
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, statement

STORY = "5" * 16


def told(outlet: str, text: str, day: int) -> Article:
    return article(
        text, f"https://{outlet.lower()}.example/ferry", outlet=f"The {outlet}",
        published=f"2031-05-{day:02}T08:00:00+00:00", captured_at="2031-06-01T00:00:00+00:00", zones=(),
    )  # fmt: skip


LANTERN = told("Lantern", "The ferry was full, Tam Orrel said. Nine cars sank. The pier is shut, Ada Brin said.", 4)
GAZETTE = told("Gazette", "The ferry was empty, Tam Orrel said. Two cars sank. The pier is not shut, Sel Varn said.", 6)
COURIER = told("Courier", "The ferry was half full, Sel Varn said. Six cars sank, Ada Brin said.", 7)
PEOPLE = ("Tam Orrel", "Ada Brin", "Sel Varn")


def says(a: Article, words: str, who: str | None = None) -> Statement:
    if who is None:
        return statement(a, words, voice="narrator", quotation="none")
    s = statement(a, words, cue="said", source=who, speaker_class="named_person", quotation="indirect")
    return replace(s, entity=entity(a, who).id)


FULL, EMPTY = says(LANTERN, "The ferry was full", "Tam Orrel"), says(GAZETTE, "The ferry was empty", "Tam Orrel")
HALF = says(COURIER, "The ferry was half full", "Sel Varn")
NINE, TWO = says(LANTERN, "Nine cars sank"), says(GAZETTE, "Two cars sank")
SIX = says(COURIER, "Six cars sank", "Ada Brin")
SHUT, OPEN = says(LANTERN, "The pier is shut", "Ada Brin"), says(GAZETTE, "The pier is not shut", "Sel Varn")
STATEMENTS = (FULL, EMPTY, HALF, NINE, TWO, SIX, SHUT, OPEN)


def link(a: Statement, b: Statement, relation: Relation, about: About, rule: str) -> Link:
    a, b = sorted((a, b), key=lambda s: s.id)
    return Link(a.id, b.id, a.content, b.content, relation, about, None, None, rule, 0.7, "")


NUMBERS = re.compile(r"(?i)two|six|nine|ten")


def counts(a: Statement, b: Statement, text: dict[str, str]) -> Link:
    """Two that count differently; their numbers are what is compared."""
    x = link(a, b, "conflict", "number", "counted_apart")
    spans = {s.id: next(NUMBERS.finditer(text[s.article], *s.content[0])).span() for s in (a, b)}
    return replace(x, a_spans=(spans[x.a],), b_spans=(spans[x.b],))


LINKS = (
    link(FULL, EMPTY, "conflict", "status", "opposite"),
    link(FULL, HALF, "conflict", "status", "opposite"),
    link(NINE, TWO, "conflict", "number", "counted_apart"),
    link(NINE, SIX, "conflict", "number", "counted_apart"),
    link(SHUT, OPEN, "deny", "denial", "denied"),
)


def made(
    path: Path | str = ":memory:", links: tuple[Link, ...] = LINKS, claims: tuple[Claim, ...] = (),
    statements: tuple[Statement, ...] = STATEMENTS, articles: tuple[Article, ...] = (LANTERN, GAZETTE, COURIER),
) -> Record:  # fmt: skip
    """A record of the reports, linked by hand."""
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    entities: dict[str, list[str]] = {who: [] for who in PEOPLE}
    for a in articles:
        here = [entity(a, who) for who in PEOPLE if who in a.text]
        for e in here:
            entities[e.name or ""].append(e.id)
        record.add_with_reading(capture(a), as_read([s for s in statements if s.article == a.id], here), run)
    rows = [Speaker(f"{n}" * 16, who, "person", tuple(sorted(ids))) for n, (who, ids) in enumerate(entities.items())]
    record.put_speakers([s for s in rows if s.entities], "test", run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story(STORY, [a.id for a in articles])
        shelf.put_linked(STORY, "test", list(links), list(claims), [])
    return record


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "ferry.db").close()
    return tmp_path / "ferry.db"


def by_kind(rows: list[Differing]) -> dict[str, set[frozenset[str]]]:
    found: dict[str, set[frozenset[str]]] = {}
    for x in rows:
        found.setdefault(x.kind, set()).add(frozenset((x.a.statement.id, x.b.statement.id)))
    return found


def test_who_differs_from_whom_is_told_apart() -> None:
    with made() as record:
        rows = differing(record)
    assert by_kind(rows) == {
        "says_denies": {frozenset((SHUT.id, OPEN.id))},
        "says_says": {frozenset((FULL.id, HALF.id))},
        "asserts_says": {frozenset((NINE.id, SIX.id))},
        "asserts_asserts": {frozenset((NINE.id, TWO.id))},
        "own_words": {frozenset((FULL.id, EMPTY.id))},
    }
    assert [x.kind for x in rows] == [*KINDS]


def test_a_later_number_of_two_is_shown_apart_and_last(tmp_path: Path) -> None:
    changed = link(NINE, SIX, "update", "number", "changed_since")
    own = replace(LINKS[0], relation="update", about="number", rule="changed_since")
    made(tmp_path / "later.db", links=(changed, own, *LINKS[2:3])).close()
    rows = [json.loads(line) for line in run("show", tmp_path / "later.db", "conflicts", "--json").stdout.splitlines()]
    assert [(row["kind"], row["relation"]) for row in rows] == [
        ("asserts_asserts", "conflict"),
        ("own_words", "update"),
        ("asserts_says", "update"),
    ]
    shown = run("show", tmp_path / "later.db", "conflicts").stdout
    assert shown.index(KINDS["own_words"]) < shown.index(f"\n{LATER}\n")
    assert KINDS["asserts_says"] not in shown


def test_a_speaker_who_differs_from_himself_is_shown_in_the_order_of_time(path: Path) -> None:
    shown = run("show", path, "conflicts").stdout
    assert all(shown.count(heading) == 1 for heading in KINDS.values())
    own = shown[shown.index(KINDS["own_words"]) :]
    earlier = own.index("the same speaker, earlier: The Lantern, 4 May → Tam Orrel\n        The ferry was full")
    assert earlier < own.index("the same speaker, later: The Gazette, 6 May → Tam Orrel\n        The ferry was empty")
    assert "no shared source shown" not in own
    assert "the same speaker" not in shown[: shown.index(KINDS["own_words"])]


def test_a_rule_of_another_version_is_shown_all_the_same() -> None:
    with made(links=(replace(LINKS[0], rule="of_another_version"),)) as record:
        assert [x.label for x in differing(record)] == ["different answers"]


def test_within_one_report_no_order_of_time_is_said(tmp_path: Path) -> None:
    both = told("Lantern", "The ferry was full, Tam Orrel said. The ferry was empty, he said.", 4)
    one, other = says(both, "The ferry was full", "Tam Orrel"), says(both, "The ferry was empty", "Tam Orrel")
    given = {
        "statements": (one, other),
        "articles": (both,),
        "links": (link(one, other, "conflict", "status", "opposite"),),
    }
    with made(tmp_path / "one.db", **given) as record:  # type: ignore[arg-type]
        (row,) = differing(record)
    assert (row.kind, row.dated, row.a.statement.id) == ("own_words", False, one.id)
    assert whose(row) == ("the same speaker", "the same speaker, in the same report")


def test_without_times_no_order_is_said() -> None:
    undated = tuple(replace(a, published=None, published_grain=None) for a in (LANTERN, GAZETTE, COURIER))
    with made(articles=undated) as record:
        (own,) = [x for x in onrecord.differing(record) if x.kind == "own_words"]
    assert not own.dated


def test_json_has_the_kind_and_the_number_of_answers(path: Path) -> None:
    rows = [json.loads(line) for line in run("show", path, "conflicts", "--json").stdout.splitlines()]
    assert [row["kind"] for row in rows] == [*KINDS]
    own = rows[-1]
    assert (own["a"]["statement"], own["a_is_earlier"], own["answers"], own["more_pairs"]) == (FULL.id, True, 2, [])


def test_the_report_has_a_heading_for_each(path: Path) -> None:
    with Record.read_only(path) as record:
        report(record, path.with_suffix(".html"))
    page = path.with_suffix(".html").read_text()
    assert all(page.count(f"<h3>{heading}</h3>") == 1 for heading in KINDS.values())
    assert page.count("<strong>the same speaker, earlier:</strong>") == 1
    assert page.index("the same speaker, earlier:") < page.index("the same speaker, later:")
    assert "contradict" not in page.casefold()


def answer(*statements: Statement) -> Answer:
    articles = {s.article for s in statements}
    return Answer("", None, tuple(s.id for s in statements), (), len(articles), (1, len(articles)))


QUESTIONS = (
    Claim("a" * 16, "pier", (answer(SHUT, FULL, EMPTY), answer(OPEN))),
    Claim("b" * 16, "cars", (answer(NINE), answer(TWO), answer(SIX))),
    Claim("c" * 16, "half", (answer(HALF, TWO),)),
)


def test_most_answers_come_first_then_most_reports() -> None:
    with made(links=(*LINKS, link(TWO, SIX, "conflict", "number", "counted_apart")), claims=QUESTIONS) as record:
        assert [c.question for c in record.claims()] == ["cars", "pier", "half"]
        answers = {x.kind: x.answers for x in differing(record)}
    assert answers["asserts_asserts"] == 3
    assert answers["says_denies"] == 2


def test_a_question_without_a_difference_is_called_so_beside_its_origins(tmp_path: Path) -> None:
    made(tmp_path / "x.db", links=LINKS[:1], claims=QUESTIONS).close()
    shown = run("show", tmp_path / "x.db", "claims").stdout
    assert "cars · 1 report, 1 origin · 3 answers that differ\n" in shown
    assert "half · 2 reports, 1–2 origins · no difference found among 2 reports\n" in shown
    made(tmp_path / "y.db", claims=QUESTIONS[2:]).close()
    assert (
        "half · 2 reports, 1–2 origins · other reports differ in part\n"
        in run("show", tmp_path / "y.db", "claims").stdout
    )
    row: Any = json.loads(run("show", tmp_path / "y.db", "claims", "--json").stdout)
    assert (row["answers"], row["differs"]) == (1, True)
    with Record.read_only(tmp_path / "x.db") as record:
        report(record, tmp_path / "x.html")
    assert "no difference found among 2 reports" in (tmp_path / "x.html").read_text()


def test_pairs_that_are_one_but_for_a_few_words_are_shown_once() -> None:
    more = told("Bulletin", "In all nine cars sank on Sunday. Ten cars sank.", 8)
    near, other = says(more, "In all nine cars sank on Sunday"), says(more, "Ten cars sank")
    text = {a.id: a.text for a in (LANTERN, GAZETTE, more)}
    links = tuple(counts(s, TWO, text) for s in (NINE, near, other))
    given = {"statements": (*STATEMENTS, near, other), "articles": (LANTERN, GAZETTE, COURIER, more)}
    with made(links=links, **given) as record:  # type: ignore[arg-type]
        rows = differing(record)
    (first, second) = sorted(rows, key=lambda x: -len(x.more))
    assert [{*pair} for pair in first.more] == [{near.id, TWO.id}]
    assert second.more == ()
    assert other.id in (second.a.statement.id, second.b.statement.id)


def test_near_pairs_are_counted_on_the_screen(tmp_path: Path) -> None:
    more = told("Bulletin", "In all nine cars sank on Sunday.", 8)
    near = says(more, "In all nine cars sank on Sunday")
    links = tuple(counts(s, TWO, {a.id: a.text for a in (LANTERN, GAZETTE, more)}) for s in (NINE, near))
    made(
        tmp_path / "n.db", links, statements=(*STATEMENTS, near), articles=(LANTERN, GAZETTE, COURIER, more)
    ).close()  # fmt: skip
    assert "no shared source shown · and 1 more such pair\n" in run("show", tmp_path / "n.db", "conflicts").stdout


def test_what_is_asked_for_is_chosen_before_rows_are_made(path: Path) -> None:
    with Record.read_only(path) as record:
        everything = differing(record)
        assert differing(record, {LANTERN.id, GAZETTE.id, COURIER.id}) == everything
        assert differing(record, {COURIER.id}) == [x for x in everything if COURIER.id in (*x.a.reports, *x.b.reports)]
        assert differing(record, set()) == []
    assert run("show", path, "conflicts", "--outlet", "Courier", "--json").stdout.count("\n") == 2
    assert run("show", path, "conflicts", "--story", "zz").exit_code == 2


def test_a_pair_that_differs_only_through_others_is_told_with_them() -> None:
    direct = replace(LINKS[3], why="nine or six")
    through = replace(link(TWO, HALF, "conflict", "number", "other_answer"), why="Six or nine", a_spans=(), b_spans=())
    own = replace(link(FULL, EMPTY, "conflict", "number", "other_answer"), why="Six or nine", a_spans=(), b_spans=())
    with made(links=(direct, through, own)) as record:
        first, second = differing(record)
    assert (first.link.rule, [{*pair} for pair in first.more]) == ("counted_apart", [{TWO.id, HALF.id}])
    assert (second.kind, second.more) == ("own_words", ())
