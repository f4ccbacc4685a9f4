"""Which articles tell of one event: alike from both sides, undated ones bridge nothing, what a person said counts."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.events import (
    FAR_DAYS,
    NEAR_DAYS,
    UNDATED_LIKE,
    Telling,
    alike,
    corrected,
    day,
    groups,
    keys,
    lookups,
    same_event,
    telling,
)
from rows_made import article

VECTORS = st.dictionaries(st.integers(1, 60), st.floats(0.01, 1), min_size=1, max_size=30)
DAYS = st.none() | st.integers(700_000, 700_030)


@given(VECTORS, VECTORS, DAYS, DAYS)
def test_alike_is_to_the_last_bit_the_same_from_both_sides(
    a: dict[int, float], b: dict[int, float], one: int | None, other: int | None
) -> None:
    x, y = Telling(a, one), Telling(b, other)
    assert alike(x, y) == alike(y, x)
    assert same_event(x, y) == same_event(y, x)


@given(VECTORS, VECTORS, DAYS, DAYS)
def test_each_finds_the_other_or_neither_does(
    a: dict[int, float], b: dict[int, float], one: int | None, other: int | None
) -> None:
    x, y = Telling(a, one), Telling(b, other)
    found, back = (not set(lookups(p)).isdisjoint(keys(q)) for p, q in ((x, y), (y, x)))
    if one is None or other is None or abs(one - other) <= FAR_DAYS:
        assert found == back


def test_likeness_needed_grows_with_the_days_between() -> None:
    x = {1: 0.4, 2: 0.917}
    pairs = {
        days: same_event(Telling(x, 700_000), Telling({1: 0.4, 3: 0.917}, 700_000 + days))
        for days in (0, NEAR_DAYS, NEAR_DAYS + 1, FAR_DAYS)
    }
    assert pairs[0] == pairs[NEAR_DAYS] == pytest.approx(0.16)
    assert pairs[NEAR_DAYS + 1] is None
    assert same_event(Telling(x, 700_000), Telling(x, 700_000 + FAR_DAYS)) is not None
    assert same_event(Telling(x, 700_000), Telling(x, 700_000 + FAR_DAYS + 1)) is None
    half = {1: 0.4, 2: 0.1, 3: 0.91}
    assert same_event(Telling(x, None), Telling(half, 1)) is None, "not without a date"
    assert (same_event(Telling(x, None), Telling(x, 1)) or 0) > UNDATED_LIKE


@pytest.mark.parametrize(
    ("published", "grain", "known"),
    [("2031-05-04", "day", True), ("2031-05", "month", False), ("2031", "year", False), (None, None, False),
     ("soon", "day", False), ("0001-01-01", "day", True)],
)  # fmt: skip
def test_a_day_is_known_or_it_is_not(published: str | None, grain: str | None, known: bool) -> None:
    assert (day(article(published=published, published_grain=grain)) is not None) == known


def test_an_article_without_words_tells_nothing() -> None:
    found = telling(article("…", title=None))
    assert (dict(found.terms), keys(found), lookups(found)) == ({}, [], [])
    assert same_event(found, found) is None


def test_copies_of_one_report_are_one_telling() -> None:
    text = "Dam gives way\nThe dam at Ashel broke before dawn."
    one, other = (telling(article(text, source=f"https://o{i}.example", outlet=f"O{i}")) for i in range(2))
    assert one.id == other.id
    assert one.id != telling(article(text, published="2031-05-05T08:00:00+00:00")).id, "its day counts"
    assert one.id == Telling(dict(reversed([*one.terms.items()])), one.day).id, "the order of its terms does not"


def joined(edges: dict[tuple[str, str], float], said: dict[tuple[str, str], bool] | None = None) -> list[list[str]]:
    """Small letters have no date."""
    names = sorted({x for pair in [*edges, *(said or {})] for x in pair})
    return corrected(groups(names, edges, {x: x.isupper() for x in names}), said or {})


def test_an_undated_article_makes_no_one_story_of_two() -> None:
    assert joined({("A", "u"): 0.9, ("B", "u"): 0.8}) == [["A", "u"], ["B"]]
    assert joined({("u", "v"): 0.9, ("A", "u"): 0.5, ("B", "v"): 0.5}) == [["A", "u"], ["B", "v"]]
    assert joined({("u", "v"): 0.9}) == [["u", "v"]]


def test_a_faint_likeness_joins_only_with_a_third_or_where_there_is_nothing_else() -> None:
    assert joined({("A", "B"): 0.15}) == [["A", "B"]]
    strong = {("A", "B"): 0.5, ("C", "D"): 0.5}
    assert joined({**strong, ("B", "C"): 0.15}) == [["A", "B"], ["C", "D"]]
    assert joined({**strong, ("B", "C"): 0.15, ("B", "D"): 0.15}) == [["A", "B", "C", "D"]]


def test_what_a_person_said_counts_for_more() -> None:
    assert joined({("A", "B"): 0.9}, {("A", "B"): False}) == [["A"], ["B"]]
    assert joined({}, {("A", "B"): True}) == [["A", "B"]]
    through = {("A", "B"): 0.9, ("B", "C"): 0.9, ("A", "C"): 0.9}
    assert joined(through, {("A", "C"): False}) == [["A", "B"], ["C"]]
    assert joined(through, {("A", "B"): False, ("A", "C"): False}) == [["A"], ["B", "C"]]
    assert joined({("A", "u"): 0.9}, {("A", "u"): False}) == [["A"], ["u"]]


NAMES = st.sampled_from("ABCDEuvw")
PAIRS = st.tuples(NAMES, NAMES).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(PAIRS, st.floats(0.12, 1)), st.dictionaries(PAIRS, st.booleans()), st.randoms())
def test_groups_share_out_all_articles_whatever_the_order(
    edges: dict[tuple[str, str], float], said: dict[tuple[str, str], bool], rng: random.Random
) -> None:
    names = list("ABCDEuvw")
    dated = {x: x.isupper() for x in names}
    found = corrected(groups(names, edges, dated), said)
    assert sorted(x for group in found for x in group) == sorted(names)
    mixed = dict(rng.sample(list(edges.items()), len(edges)))
    groups_again = groups(rng.sample(names, len(names)), mixed, dated)
    again = corrected(rng.sample(groups_again, len(groups_again)), dict(rng.sample(list(said.items()), len(said))))
    assert sorted(again) == sorted(found)
    for group in found:
        for pair in combinations(group, 2):
            assert said.get(pair) is not False, "what a person set apart stays apart"
