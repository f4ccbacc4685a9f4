"""What articles share, as a record keeps it: crowds are paired with their first, boilerplate is left out."""

from __future__ import annotations

import pytest

from onrecord.rows import Article
from onrecord.show.reuse import reuse, reuse_between
from onrecord.store import Record
from onrecord.store.shared import ALL_STORIES, CROWDED, SITE_STORIES, Sharing
from rows_made import article, linked

LINE = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned."
EDITED = LINE.replace("blamed", "have now blamed")
FOOT = "Tell the Lantern newsroom in Marbeck Street what Corvane inspectors condemned this winter."
ABOUT = (
    "Marbeck quarry shaft flooded", "Keddra lighthouse lens stolen", "Tolvane orchard pippin prize",
    "Varn harbour seals counted", "Halvern choir tenor retires", "Ashel ferry turbine burns",
    "Corvane glacier maps redrawn", "Farbank beekeepers win court", "Orvel drawbridge jams open",
)  # fmt: skip


def pairs(record: Record) -> set[tuple[str, str]]:
    return {(r.a.article, r.b.article) for r in reuse(record)}


def copies(n: int, *lines: str) -> list[Article]:
    return [article("\n".join(["Marbeck shaft", *lines]), source=f"https://o{i}.example") for i in range(n)]


@pytest.mark.parametrize(("n", "expected"), [(CROWDED, CROWDED * (CROWDED - 1) // 2), (CROWDED + 1, CROWDED)])
def test_each_is_paired_with_each_until_they_are_a_crowd(n: int, expected: int) -> None:
    with linked(copies(n, LINE)) as record:
        found = pairs(record)
        assert len(found) == expected
        assert {x for pair in found for x in pair} == {a.id for a in record.articles()}


def test_two_crowds_are_paired_by_their_firsts() -> None:
    many = [
        *copies(CROWDED + 5, LINE),
        *(article(f"Shaft\n{EDITED}", source=f"https://e{i}.example") for i in range(50)),
    ]
    with linked(many) as record:
        assert len(pairs(record)) <= (CROWDED + 5) + 50 + 50


def test_a_line_that_one_article_repeats_is_paired_once_with_each_other() -> None:
    long = article("\n".join(["Marbeck shaft", *[LINE] * 200]), source="https://long.example")
    with linked([long, *copies(3, LINE)]) as record:
        found = list(reuse(record))
        first = min(a.id for a in record.articles())
        assert {(r.a.article, r.b.article) for r in found} == {
            (first, a.id) for a in record.articles() if a.id != first
        }
        assert len(found) == 3


def footed(outlets: list[str | None]) -> list[Article]:
    return [
        article(
            f"{about}\n{FOOT}",
            source=f"https://{i}.example",
            outlet=outlet,
            published=f"2030-{i + 1:02}-01",
        )
        for i, (about, outlet) in enumerate(zip(ABOUT, outlets, strict=False))
    ]


@pytest.mark.parametrize(
    ("outlets", "shown"),
    [
        (["The Lantern"] * (SITE_STORIES - 1), True),
        (["The Lantern"] * SITE_STORIES, False),
        (["A", "B", "C", "D"], True),
        ([f"O{i}" for i in range(ALL_STORIES)], False),
    ],
)
def test_what_a_site_prints_under_every_story_is_not_shown(outlets: list[str | None], shown: bool) -> None:
    with linked(footed(outlets)) as record:
        assert len(list(record.stories())) == len(outlets), "they tell of different events"
        texts = {a.id: a.text for a in record.articles()}
        words = [texts[r.a.article][slice(*r.a.span)] for r in reuse(record)]
        assert (FOOT in words) == shown
        assert bool(Sharing(record).boilerplate) != shown
        units = [unit for (unit,) in record.db.execute("SELECT key FROM units")]
        assert {unit for unit in units if Sharing(record).is_boilerplate(unit)} == Sharing(record).boilerplate
        assert record.db.execute("SELECT count(*) FROM unit_places p JOIN units u ON u.key = p.unit").fetchone()[0]


def test_articles_without_an_outlet_are_not_of_one_outlet() -> None:
    with linked(footed([None] * SITE_STORIES)) as record:
        assert not Sharing(record).boilerplate


def test_what_two_share_is_the_same_read_for_two_or_for_all() -> None:
    papers = [*copies(4, LINE), article(f"Shaft\n{EDITED} Goats grazed.", source="https://e.example")]
    with linked(papers) as record:
        every = list(reuse(record))
        assert every
        sharing, found = Sharing(record), {a.id: a for a in record.articles()}
        for a in found.values():
            beside = sharing.beside(a.id, 10)
            theirs = {each for r in every for each in (r.a.article, r.b.article) if a.id in (r.a.article, r.b.article)}
            assert theirs - {a.id} <= {*beside}
            for b in beside:
                pair = (min(a.id, b), max(a.id, b))
                assert reuse_between(sharing, a, found[b]) == [r for r in every if (r.a.article, r.b.article) == pair]


def test_one_of_a_crowd_is_compared_with_any_other_though_not_paired_with_all() -> None:
    with linked(copies(CROWDED + 2, LINE)) as record:
        sharing, (*_, one, other) = Sharing(record), list(record.articles())
        assert reuse_between(sharing, one, other)
        assert len(sharing.beside(one.id, 5)) == 5
