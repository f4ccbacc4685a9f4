"""Words that one group uses more: the measure, what is counted once, what is not said from too little. Fiction."""

from __future__ import annotations

import math
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.contrast import (
    LEAST_ARTICLES,
    PRIOR,
    Part,
    Stratum,
    dispersion,
    false_discovery,
    log_odds,
    log_odds_within,
)
from onrecord.link.loaded import Loaded, loaded
from onrecord.rows import Article, Reuse, Stretch, Zone
from rows_made import article

NUMBER = count()
PLAIN = "The council of Ashel met beside the river and the bridge was closed to wagons, the mayor said. "


def told(text: str, outlet: str = "The Lantern", **fields: object) -> Article:
    return article(text, f"https://lantern.example/{next(NUMBER)}", **{"outlet": outlet, "zones": (), **fields})


def filler(n: int) -> str:
    return (
        " ".join(
            f"quarry{'abcdefghij'[k % 10]}{'abcdefghij'[k // 10 % 10]}{'abcdefghij'[k // 100]}{n}" for k in range(400)
        )
        + ". "
    )


def two(word: str, times: int = 5) -> list[Article]:
    return [
        told(PLAIN + filler(n) + " ".join(f"The {word} {verb} the hill." for verb in VERBS[n][:times]))
        for n in range(2)
    ]


VERBS = (("crossed", "left", "burned", "saw", "held"), ("climbed", "watched", "mined", "sold", "lost"))


def found(rows: list[Loaded], group: str) -> set[str]:
    return {row.word for row in rows if row.group == group}


def test_each_group_has_the_word_that_it_uses_more() -> None:
    rows = loaded({"a": two("zealots"), "b": two("wardens")}, [])
    assert "zealots" in found(rows, "a")
    assert "wardens" in found(rows, "b")
    assert not found(rows, "a") & found(rows, "b")
    row = next(row for row in rows if row.word == "zealots")
    assert (row.published.count, row.published.others, row.articles, row.others_articles) == (10, 0, 2, 0)


def test_every_row_leads_to_its_places() -> None:
    groups = {"a": two("zealots"), "b": two("wardens")}
    texts = {a.id: a.text for articles in groups.values() for a in articles}
    for row in loaded(groups, []):
        assert len(row.places) == row.published.count
        assert {texts[p.article][slice(*p.span)].lower() for p in row.places} == set(row.forms)


def test_singular_and_plural_are_one_word() -> None:
    a = [
        told(PLAIN + f"The zealot fled. Zealots {v} a mill and zealots sang for zealots, zealots {v}." + filler(n))
        for n, v in enumerate("xy")
    ]
    row = next(r for r in loaded({"a": a, "b": two("wardens")}, []) if r.word == "zealots")
    assert row.forms == ("zealot", "zealots")
    assert row.published.count == 10


def test_words_used_alike_are_no_contrast() -> None:
    rows = loaded({"a": two("zealots"), "b": two("zealots")}, [])
    assert "zealots" not in found(rows, "a") | found(rows, "b")


def test_nothing_from_one_article_of_a_group_of_two() -> None:
    a = [told(PLAIN + filler(0) + "Zealots came. The zealots sang of zealots and zealots."), told(PLAIN + filler(1))]
    assert LEAST_ARTICLES == 2
    assert "zealots" not in found(loaded({"a": a, "b": two("wardens")}, []), "a")


def test_nothing_from_one_occurrence() -> None:
    rows = loaded({"a": [told("Zealots came.")], "b": [told("Wardens came.")]}, [])
    assert rows == []


def test_what_a_group_has_twice_is_counted_once_and_then_too_little() -> None:
    passage = "Zealots burned {0} mill, the zealots mined {0} bridge, more {0} zealots sang, old {0} zealots hid, {0}."
    a, b = (told(passage.format(edited) + filler(n)) for n, edited in enumerate(("some", "that")))
    copied = Reuse(Stretch(a.id, (0, len(passage))), Stretch(b.id, (0, len(passage))), "edited")
    others = {"b": two("wardens")}
    assert "zealots" in found(loaded({"a": [a, b], **others}, []), "a")
    assert "zealots" not in found(loaded({"a": [a, b], **others}, [copied]), "a")


OWN = "Zealots left. The zealots came. Some zealots sang. Zealots hid. Many zealots ran. Zealots slept. "


def test_a_caption_set_again_counts_once() -> None:
    caption = "Zealots of the north in their winter camp. "
    rows = loaded({"a": [told(OWN + caption * 20 + filler(1))], "b": two("wardens")}, [])
    row = next(row for row in rows if row.word == "zealots")
    assert row.published.count == 26
    assert row.once.count == 7


def test_an_outlet_s_own_name_and_site_notices_are_not_compared() -> None:
    text = "Lantern lantern lantern lantern. Zealots zealots zealots zealots. " + filler(1)
    notice = (Zone("notice", 33, 66),)
    rows = loaded({"a": [told(text, zones=notice)], "b": two("wardens")}, [])
    assert not {"lantern", "zealots"} & found(rows, "a")


def test_a_name_is_told_from_a_word() -> None:
    rows = loaded({"a": two("Zelnik"), "b": two("wardens")}, [])
    assert {row.word: row.name for row in rows} == {"zelnik": True, "wardens": False}


def test_headings_and_beginnings_of_sentences_make_no_names() -> None:
    heading = "{} IN THE NORTHERN HILLS\nZealots Come To The {} Hills\n"
    body = (
        "However {0} wept. However, zealots sang {0}. However the zealots {0} ran. However they {0} did, zealots hid."
    )
    a = [told(heading.format("ZEALOTS " * 9, v) + body.format(v) + filler(n)) for n, v in enumerate(("long", "well"))]
    plain = told("They came, however late. " + filler(7), "The Post")
    rows = loaded({"a": a, "b": [*two("wardens"), plain]}, [])
    assert {r.word: r.name for r in rows if r.word in ("zealots", "however")} == {"zealots": False, "however": False}


def test_what_the_page_says_in_every_article_counts_once() -> None:
    page = " Zealots may sign up here and zealots will receive the letter of the zealots every week."
    a = [told(filler(n) + page) for n in range(4)]
    assert "zealots" not in found(loaded({"a": a, "b": two("wardens")}, []), "a")


def test_the_measure_is_the_published_one() -> None:
    a = PRIOR * 10 / 1000
    ratio = math.log((8 + a) / (400 + PRIOR - 8 - a)) - math.log((2 + a) / (600 + PRIOR - 2 - a))
    assert log_odds(8, 2, 400, 600) == pytest.approx(ratio / math.sqrt(1 / (8 + a) + 1 / (2 + a)))


SIZES = st.integers(0, 10**6)


@given(SIZES, SIZES, SIZES, SIZES)
def test_the_measure_is_finite_and_turns_with_the_groups(x: int, y: int, m: int, n: int) -> None:
    z = log_odds(x, y, x + m, y + n)
    assert math.isfinite(z)
    assert log_odds(y, x, y + n, x + m) == pytest.approx(-z)


@given(st.lists(st.tuples(SIZES, SIZES, SIZES, SIZES), max_size=5))
def test_over_events_it_is_finite_and_turns_with_the_groups(rows: list[tuple[int, int, int, int]]) -> None:
    z = log_odds_within([Stratum(x, y, x + m, y + n) for x, y, m, n in rows])
    assert math.isfinite(z)
    assert log_odds_within([Stratum(y, x, y + n, x + m) for x, y, m, n in rows]) == pytest.approx(-z)


def test_q_is_that_of_benjamini_and_hochberg() -> None:
    assert false_discovery([1.959964, 2.326348, 0.0, -1.0]) == [0.05, 0.04, 0.667, 0.841]
    assert false_discovery([]) == []


@given(st.lists(st.floats(-9, 9)))
def test_what_is_surer_has_no_greater_q(scores: list[float]) -> None:
    shares = [q for _, q in sorted(zip(scores, false_discovery(scores), strict=True))]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= q <= 1 for q in shares)


def part(*articles: tuple[int, int]) -> Part:
    count, words = (sum(column) for column in zip(*articles, strict=True))
    return Part(len(articles), words, count, sum(x * x / of for x, of in articles))


def test_dispersion_is_that_of_pearson() -> None:
    uneven = part((4, 100), (0, 100))  # (4 - 2)² / 2 + (0 - 2)² / 2, by one degree
    assert dispersion([part((2, 100), (2, 100))]) == 1.0
    assert dispersion([uneven]) == pytest.approx(4.0)
    assert dispersion([uneven, part((9, 10)), part((0, 5), (0, 5))]) == pytest.approx(4.0)
    assert dispersion([]) == dispersion([part((3, 9))]) == dispersion([Part(0, 0, 0, 0.0)]) == 1.0


def test_a_word_in_a_burst_is_less_sure_than_one_spread_over_articles() -> None:
    burst = " ".join(f"The zealots {v} it." for v in VERBS[0] + VERBS[1][:4])
    one = [told(filler(0) + burst), told("Zealots." + filler(1))]
    assert "zealots" in found(loaded({"a": two("zealots"), "b": two("wardens")}, []), "a")
    assert "zealots" not in found(loaded({"a": one, "b": two("wardens")}, []), "a")


def test_a_word_of_the_event_that_a_group_tells_more_of_is_no_contrast() -> None:
    told_alike = [Stratum(300, 10, 3000, 100), Stratum(0, 0, 100, 3000)]
    assert log_odds(300, 10, 3100, 3100) > 5
    assert abs(log_odds_within(told_alike)) < 0.5


def test_words_are_compared_within_an_event() -> None:
    flood = [told(PLAIN + filler(n) + f"Flood {n} rose. The flood {n} fell. A {n} flood, the flood.") for n in range(7)]
    fair = [told(PLAIN + filler(n)) for n in range(7, 15)]
    event = {a.id: "flood" for a in flood} | {a.id: "fair" for a in fair}
    groups = {"a": [*flood[:6], fair[0]], "b": [flood[6], *fair[1:]]}
    assert "flood" in found(loaded(groups, []), "a")
    assert "flood" not in found(loaded(groups, [], event), "a")


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    groups = {str(n): [told(text)] for n, text in enumerate(texts)}
    for row in loaded(groups, []):
        assert min(row.published.count, row.once.count) >= 2
