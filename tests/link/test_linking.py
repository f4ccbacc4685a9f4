"""Linking: the order of articles tells nothing, adding is as good as beginning anew, a kill loses nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import linking
from onrecord.link import events
from onrecord.resolve.across import speakers
from onrecord.rows import Article, Reading
from onrecord.show.reuse import reuse
from onrecord.store import Record, Shelf, verify
from rows_made import add_linked, article, as_read, capture, entity, linked, narrated

TABLES = (
    "units", "unit_places", "shingles", "common_shingles", "unit_matches", "tellings", "telling_keys", "same_events",
    "story_articles", "links", "claims", "answers", "answer_statements", "remarks",
)  # fmt: skip

SENTENCES = (
    "Quarrymen at Tolvane reopened the flooded Marbeck shaft before dawn on Sunday.",
    "“The lower lifts held, and every lamp came back,” overseer Tam Orrel told the Corvane assembly.",
    "Rescue boats from Keddra carried forty tunnellers across the swollen Ashel estuary.",
    "Engineers blamed a rusted sluice gate that inspectors had condemned two winters earlier.",
    "The Farbank guild promised to pay widows until the inquest publishes its verdict.",
    "Orrel called the rescue “a stubborn little miracle” in front of the Marbeck chapel.",
    "Quarry owners reject any claim that warnings about the sluice were ignored for months.",
)
EDITS: tuple[Callable[[str], str], ...] = (
    lambda s: s,
    lambda s: s.upper(),
    lambda s: s.replace("“", '"').replace("”", '"'),
    lambda s: s.replace("Quarrymen", "Miners").replace("Rescue", "Small rescue").replace("blamed", "later blamed"),
    lambda s: " ".join(s.split()[:9]) + ".",
)
HEADS = (
    "Marbeck shaft reopened at Tolvane",
    "Tolvane quarrymen return to Marbeck",
    "Orrel praises Marbeck rescue boats",
)


@st.composite
def reports(draw: st.DrawFn) -> list[Article]:
    """A few reports of one or two events, with planted copies."""
    one = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(EDITS))
    found = []
    for i in range(draw(st.integers(2, 6))):
        told = [edit(s) for s, edit in draw(st.lists(one, min_size=1, max_size=5))]
        day = draw(st.sampled_from([None, "2031-05-04", "2031-05-05T08:00:00+00:00", "2031-06-30"]))
        grain = None if day is None else "day" if len(day) == 10 else "minute"
        text = "\n".join([draw(st.sampled_from(HEADS)), *told])
        outlet = draw(st.sampled_from([None, "The Lantern", "Keddra Bulletin"]))
        found.append(
            article(text, source=f"https://o{i}.example/{i}", outlet=outlet, published=day, published_grain=grain)
        )
    return found


def reading_of(a: Article) -> Reading:
    """Its sentences, those with its name in them said by Tam Orrel."""
    if "Tam Orrel" not in a.text:
        return as_read(narrated(a))
    who = entity(a, "Tam Orrel")
    at = a.text.index("Tam Orrel")
    spoken = [
        replace(s, entity=who.id, speaker_class="named_person") if s.content[0][0] <= at < s.content[0][1] else s
        for s in narrated(a)
    ]
    described = tuple((i, i + 8) for i in [a.text.find("overseer")] if i >= 0)
    return as_read(spoken, [replace(who, descriptions=described)])


def add(record: Record, articles: Sequence[Article]) -> None:
    """What a run does with articles that are read: it stores, tells who is who, links."""
    run = record.begin_run("0", "r", {})
    for a in articles:
        record.add_with_reading(capture(a), reading_of(a), run)
    resolve(record)
    linking.link_record(record, run)


def resolve(record: Record) -> None:
    found = speakers(record.entity_words(), record.descriptions_of_persons())
    record.put_speakers(found, "v", record.begin_run("0", "r", {}))


def found_in(record: Record) -> dict[str, object]:
    """All that linking found, without what tells when."""
    tables: dict[str, object] = {name: sorted(map(repr, record.db.execute(f"SELECT * FROM {name}"))) for name in TABLES}
    waiting = record.db.execute("SELECT count(*) FROM stories WHERE linked IS NULL").fetchone()
    return tables | {"reuse": list(reuse(record)), "waiting": waiting, "claimed": list(record.claims())}


def in_parts(*parts: Sequence[Article]) -> dict[str, object]:
    """What is found where articles come part by part."""
    with Record.open(":memory:") as record:
        for part in parts:
            add(record, part)
        assert verify(record) == []
        return found_in(record)


def differing(one: dict[str, object], other: dict[str, object]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


@given(reports(), st.randoms(use_true_random=False), st.sampled_from([(64, 500, 40), (2, 2, 2), (1, 1, 1)]))
@settings(max_examples=12)
def test_the_order_of_articles_tells_nothing(
    found: list[Article], rng: random.Random, sizes: tuple[int, int, int]
) -> None:
    half = len(found) // 2
    mixed = rng.sample(found, len(found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "COMMON", sizes[0])
        patch.setattr(linking, "CHUNK", sizes[1])
        patch.setattr(events, "CROWD", sizes[2])
        whole = in_parts(found)
        for parts in ([found[:half], found[half:]], [found[half:], found[:half]], [[a] for a in mixed]):
            assert differing(in_parts(*parts), whole) == []


def shared_story() -> list[Article]:
    """Reports that share copied passages and a short quotation, and two that stand alone."""
    found = [
        article("\n".join([HEADS[i % 3], *SENTENCES[i : i + 4]]), source=f"https://o{i}.example/{i}", outlet=f"O{i}")
        for i in range(4)
    ]
    return [
        *found,
        article("Pigeon fair opens.\nBirds won ribbons in Halvern on Monday.", source="https://b.example/p"),
    ]


def test_what_is_planted_is_found() -> None:
    with linked(shared_story()) as record:
        assert len(list(reuse(record))) >= 6
        assert [len(s.articles) for s in record.stories()] == [4, 1]
        assert any(x.rule == "same_words" for x in record.links())
        assert all(c.answers[0].reports >= 2 for c in record.claims())
        assert verify(record) == []


def test_shingles_become_common_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the order test above would test less than it says."""
    monkeypatch.setattr(linking, "COMMON", 2)
    edited = [
        f"{SENTENCES[3][:-1]} at the {place} lock."
        for place in ("Varn", "Keddra", "Orvel", "Ashel", "Halvern", "Corvane")
    ]
    found = [article(f"{HEADS[0]}\n{s}", source=f"https://o{i}.example") for i, s in enumerate(edited)]
    with Record.open(":memory:") as record:
        sizes = []
        for a in found:
            add(record, [a])
            sizes.append(
                [
                    record.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
                    for t in ("common_shingles", "unit_matches")
                ]
            )
        assert sizes[0][0] == 0 < sizes[-1][0]
        assert max(n for _, n in sizes) > sizes[-1][1], "matches found by what became common are dropped again"
        assert differing(found_in(record), in_parts(found)) == []


class KilledError(Exception):
    """Stands for a kill."""


def killed_at(n: int, patch: pytest.MonkeyPatch, *, after: bool) -> None:
    """The n-th commit of linking does not come to pass, or is the last thing that does."""
    together, commits = Shelf.together, count()

    @contextmanager
    def until(self: Shelf) -> Iterator[None]:
        this = next(commits)
        with together(self):
            yield
            if this == n and not after:
                raise KilledError
        if this == n:
            raise KilledError

    patch.setattr(Shelf, "together", until)


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_commit_and_run_again_it_finds_the_same(monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    monkeypatch.setattr(linking, "CHUNK", 2)
    monkeypatch.setattr(linking, "STORIES_A_COMMIT", 1)
    whole = in_parts(shared_story())
    for n in range(50):
        with Record.open(":memory:") as record:
            run = record.begin_run("0", "r", {})
            for a in shared_story():
                record.add_with_reading(capture(a), reading_of(a), run)
            resolve(record)
            with pytest.MonkeyPatch.context() as patch:
                killed_at(n, patch, after=after)
                try:
                    linking.link_record(record, run)
                except KilledError:
                    assert verify(record) == [], "what a kill leaves is whole"
                else:
                    break
            linking.link_record(record, run)
            assert differing(found_in(record), whole) == [], n
    assert n == 5, "three chunks and two stories"


def test_nothing_new_links_nothing_anew() -> None:
    with linked(shared_story()) as record:
        assert linking.link_record(record, record.begin_run("0", "r", {})) == 0
        extra = article("Kites over Varn.\nChildren flew kites over Varn harbour all day.", source="https://k.example")
        assert add_linked(record, [extra]) == 1, "only the new article's own story"


def test_reading_again_finds_the_same() -> None:
    with Record.open(":memory:") as record:
        add(record, shared_story())
        before = found_in(record)
        for a in shared_story()[1:3]:
            record.add_reading(a.id, reading_of(a), record.begin_run("1", "r2", {}))
        assert verify(record) == [], "while the story waits to be linked anew"
        resolve(record)
        assert linking.link_record(record, record.begin_run("1", "r2", {})) == 1
        assert differing(found_in(record), before) == []


def test_a_changed_reading_is_linked_as_if_it_had_been_so_always() -> None:
    first, second, *others = shared_story()
    changed = as_read(narrated(second)[2:3])
    ends = []
    for before in (reading_of(second), changed):
        with Record.open(":memory:") as record:
            add(record, [first, *others])
            run = record.begin_run("0", "r", {})
            record.add_with_reading(capture(second), before, run)
            resolve(record)
            linking.link_record(record, run)
            record.add_reading(second.id, changed, run)
            resolve(record)
            linking.link_record(record, run)
            assert verify(record) == []
            ends.append(found_in(record))
    assert differing(*ends) == []


def test_another_version_of_linking_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with linked(shared_story()) as record:
        before = found_in(record)
        record.db.execute("UPDATE unit_matches SET score = 0")
        monkeypatch.setattr(linking, "linker_version", lambda: "another")
        assert linking.link_record(record, record.begin_run("0", "r", {})) == 2
        assert differing(found_in(record), before) == []


def test_articles_of_other_stories_change_no_link() -> None:
    """A speaker described anew elsewhere: a story is a function of its own articles."""
    here = shared_story()
    report = "Orchard prize\nThe apple grower Tam Orrel won the Halvern orchard prize for a yellow pippin."
    elsewhere = article(report, source="https://z.example/z", published="2029-01-01T08:00:00+00:00")
    assert differing(in_parts(here, [elsewhere]), in_parts([elsewhere], here)) == []


# Bad input


def seconds(done: Callable[[], object]) -> float:
    started = time.process_time()
    done()
    return time.process_time() - started


def test_articles_of_one_line_and_of_nothing_to_tell() -> None:
    texts = ("Rain.", "Rain.", "…", "12 34 56", "He said so.", SENTENCES[0], SENTENCES[0])
    with linked([article(t, source=f"https://o{i}.example") for i, t in enumerate(texts)]) as record:
        assert verify(record) == []
        assert sum(len(s.articles) for s in record.stories()) == len(texts), "nothing is lost"
        assert [r.kind for r in reuse(record)] == ["verbatim"], "one word alone is no passage"


def invented(n: int, seed: int = 1) -> list[str]:
    """Sentences of made-up words."""
    rng = random.Random(seed)
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    return [
        " ".join("".join(rng.choice(syllables) for _ in range(3)) for _ in range(12)).capitalize() + "."
        for _ in range(n)
    ]


@pytest.mark.parametrize("joint", ["\n", " "])
def test_a_long_article_is_searched_in_time_linear_in_it(joint: str) -> None:
    """Without its statements, which are linked within their event."""
    took = []
    for n in (400, 1600):
        lines = invented(n)
        pair = [article(joint.join(lines[i:]), source=f"https://{i}.example", outlet=f"O{i}") for i in (0, 1)]
        with Record.open(":memory:") as record:
            run = record.begin_run("0", "r", {})
            for a in pair:
                record.add_with_reading(capture(a), as_read([]), run)
            took.append(seconds(partial(linking.link_record, record, run)))
            (found,) = reuse(record)
            a, b = sorted(pair, key=lambda x: x.id)
            assert a.text[slice(*found.a.span)] == b.text[slice(*found.b.span)] == joint.join(lines[1:])
    assert took[1] < 10 * took[0] + 0.5


def test_an_article_that_prints_one_line_again_and_again() -> None:
    line, *rest = invented(12)
    pair = [article("\n".join([*rest, *[line] * (1000 + i)]), source=f"https://{i}.example") for i in range(2)]

    def run() -> None:
        with linked(pair) as record:
            assert 1 <= len(list(reuse(record))) <= 3
            assert verify(record) == []

    assert seconds(run) < 8


def test_an_article_that_quotes_itself_shares_nothing_with_itself() -> None:
    text = f"{HEADS[0]}\n{SENTENCES[1]}\n{SENTENCES[3]}\nAgain: {SENTENCES[3]}\n{SENTENCES[1]}"
    with linked([article(text)]) as record:
        assert not [*reuse(record), *record.links(), *record.claims()]
        assert verify(record) == []


def copies(n: int) -> list[Article]:
    text = "\n".join([HEADS[0], *SENTENCES, *invented(8)])
    return [article(text, source=f"https://o{i}.example/x", outlet=f"Outlet {i}") for i in range(n)]


def test_many_copies_make_links_and_reuse_as_many_as_they_are() -> None:
    sizes = []
    for n in (60, 120):
        with linked(copies(n)) as record:
            found = list(reuse(record))
            assert {p.article for r in found for p in (r.a, r.b)} == {a.id for a in record.articles()}
            (claim, *_) = record.claims()
            assert (claim.answers[0].reports, claim.answers[0].origins) == (n, (1, 1))
            sizes.append((len(found), len(list(record.links()))))
    assert sizes[1][0] <= 2.2 * sizes[0][0]
    assert sizes[1][1] <= 2.2 * sizes[0][1]


def test_copies_in_the_same_words_are_compared_with_others_once() -> None:
    with linked(copies(40)) as record:
        assert record.db.execute("SELECT count(*) FROM tellings").fetchone() == (1,)
        assert record.db.execute("SELECT count(*) FROM same_events").fetchone() == (0,)
        assert [len(s.articles) for s in record.stories()] == [40]


def headed(n: int) -> list[Article]:
    """Copies of one report, each under a headline of its own."""
    heads = [" ".join(line.split()[:6]) for line in invented(n, seed=3)]
    body = "\n".join(SENTENCES)
    return [
        article(f"{h}\n{body}", source=f"https://o{i}.example/x", outlet=f"Outlet {i}") for i, h in enumerate(heads)
    ]


def test_a_crowd_is_compared_with_its_first_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CROWD", 5)
    sizes = []
    for n in (20, 40):
        with linked(headed(n)) as record:
            sizes.append(record.db.execute("SELECT count(*) FROM same_events").fetchone()[0])
            assert [len(s.articles) for s in record.stories()] == [n]
    assert sizes[0] < 20 * 19 / 2, "not each with each"
    assert sizes[1] <= 2.5 * sizes[0]


def test_who_comes_before_the_first_of_a_crowd_takes_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CROWD", 3)
    by_id = sorted(headed(12), key=lambda a: events.telling(a).id)
    whole = in_parts(by_id)
    for parts in ([[a] for a in by_id], [[a] for a in reversed(by_id)], [by_id[6:], by_id[:6]]):
        assert differing(in_parts(*parts), whole) == []


def test_an_edited_copy_is_paired_with_a_crowd_once_wherever_its_id_falls() -> None:
    for i in range(4):
        other = article(
            "\n".join([HEADS[1], SENTENCES[3].replace("blamed", "now blame")]), source=f"https://e{i}.example"
        )
        with linked([*copies(60), other]) as record:
            theirs = [r for r in reuse(record) if other.id in (r.a.article, r.b.article)]
        assert len({(r.a.article, r.b.article) for r in theirs}) == 1, i


@pytest.mark.parametrize("published", [None, "2999-01-01", "0001-01-01", "9999-12-31T23:59:59", "soon"])
def test_odd_dates_break_nothing_and_give_no_order(published: str | None) -> None:
    grain = None if published is None else "day"
    pair = [
        article("\n".join([HEADS[0], *SENTENCES]), source=f"https://o{i}.example", published=p, published_grain=g)
        for i, (p, g) in enumerate([("2031-05-04T08:00:00+00:00", "minute"), (published, grain)])
    ]
    with linked(pair) as record:
        assert [r.first for r in reuse(record)] == [None]
        assert len(list(record.stories())) in (1, 2)
        assert verify(record) == []
