"""How many and how much: the grammar over sentences of our own, and what is no figure. All of it fiction."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.amounts import LARGEST, amounts, spelled
from onrecord.read.figures import figured, figures
from onrecord.rows import Reading, Zone
from rows_made import article, statement

BOUNDS = {
    "At least six officers left.": (6, None),
    "No fewer than 40 houses burned.": (40, None),
    "More than 1,200 fans came.": (1200, None),
    "Over 1.5 million voters stayed home.": (1.5e6, None),
    "Up to 30 trucks crossed.": (None, 30),
    "No more than three boats sank.": (None, 3),
    "Fewer than 20 seats are left.": (None, 20),
    "Nearly 100 sheep drowned.": (90, 100),
    "About 20 sheep drowned.": (18, 22),
    "Some 200 houses flooded.": (180, 220),
    "6-7 trucks crossed.": (6, 7),
    "Between six and seven trucks crossed.": (6, 7),
    "3,000 to 4,000 troops marched.": (3000, 4000),
    "Dozens of houses burned.": (24, None),
    "Tens of thousands of fans came.": (20_000, None),
    "A dozen eggs broke.": (12, 12),
    "Half a million voters stayed home.": (5e5, 5e5),
    "Two hundred and fifty thousand voters came.": (250_000, 250_000),
    "Twenty-three goats ran.": (23, 23),
    "300+ goats ran.": (300, None),
    "They handed over 21 pupils.": (21, 21),
    "Several hundred goats ran.": (300, None),
    "Nobody was hurt.": (0, 0),
    "5-6,000 goats ran.": (5000, 6000),
    "200-3,000 goats ran.": (200, 3000),
    "2.500 goats ran.": (2500, 2500),
    "Two and a half million voters came.": (2.5e6, 2.5e6),
    "No captive Red Bay miners were freed.": (0, 0),
}


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds(text: str) -> None:
    (one,) = figures(text)
    low, high = BOUNDS[text]
    assert one.low == (None if low is None else pytest.approx(low))
    assert one.high == (None if high is None else pytest.approx(high))
    assert one.unit is None


UNITS = {
    "It cost $2.5bn.": (2.5e9, "USD", "$2.5bn"),
    "It cost 3 million euros.": (3e6, "EUR", "3 million euros"),
    "It cost £40.": (40, "GBP", "£40"),
    "Turnout was 41 percent.": (41, "percent", "41 percent"),
    "Turnout was 41%.": (41, "percent", "41%"),
    "Two thirds voted.": (100 * 2 / 3, "percent", "Two thirds"),
    "It was minus 4 degrees.": (-4, "degree", "4 degrees"),
    "It took 4 and a half hours.": (4.5, "hour", "4 and a half hours"),
    "The road is 12 km long.": (12, "kilometre", "12 km"),
    "It did 320km/h.": (320, "kilometre per hour", "320km/h"),
    "It took 8 hours and 20 minutes.": (8 + 1 / 3, "hour", "8 hours and 20 minutes"),
    "It was 30 degrees Celsius.": (30, "degree Celsius", "30 degrees Celsius"),
    "A 21-year-old baker spoke.": (21, "years old", "21-year"),
    "Orla Vennick, 45, spoke.": (45, "years old", "45"),
    "It was a 6.2-magnitude quake.": (6.2, "magnitude", "6.2"),
    "He weighs 90 kilos.": (90, "kilogram", "90 kilos"),
}


@pytest.mark.parametrize("text", UNITS)
def test_units(text: str) -> None:
    (one,) = figures(text)
    value, unit, words = UNITS[text]
    assert one.low == one.high == pytest.approx(value)
    assert one.unit == unit
    assert text[slice(*one.span)] == words
    assert one.counted is None


COUNTED = {
    "Six police officers were wounded.": [("police officers", "wounded")],
    "Two civilians died.": [("civilians", "killed")],
    "It killed at least 20 and injured 30 others.": [(None, "killed"), ("others", "wounded")],
    "No one was injured.": [("people", "wounded")],
    "Two people suffered minor injuries.": [("people", "wounded")],
    "2 injured in blast": [(None, "wounded")],
    "The toll rose to 34 dead, with 12 missing.": [(None, "killed"), (None, "missing")],
    "There were six deaths.": [("deaths", "killed")],
    "21 of the more than 200 pupils were freed.": [("pupils", "freed"), ("pupils", None)],
    "15 of the pupils abducted in Varn spoke.": [("pupils", None)],
    "Thousands of residents fled.": [("residents", "displaced")],
    "Police arrested 12 people.": [("people", "arrested")],
    "About 28,500 U.S. troops are here.": [("U.S. troops", None)],
    "The 200 fire rescue units came.": [("fire rescue units", None)],
}


@pytest.mark.parametrize("text", COUNTED)
def test_what_is_counted_and_what_happened_to_it(text: str) -> None:
    assert [(f.counted, f.happened) for f in figures(text)] == COUNTED[text]


@pytest.mark.parametrize(
    "text",
    [
        "Flight 175 left.", "A Su-35 and a G20 guest.", "Boeing 777 jets", "in 2014", "On April 14, 2016, it rained.",
        "the 14th of May", "14 April 2016", "at 11:36 a.m.", "at 9 a.m.", "in the 1990s", "the third time", "the 21st",
        "They won 3-1.", "They won 6-7.",
        "in 2017 vs our side", "at six o'clock", "at half past five",
        "at five this afternoon", "by nine on Friday", "at half mast", "Decree 88", "not one tap ran",
        "7-6 trucks", "Call 202-555-0100.", "Call 0207 782 4368.", "See [4].", "10^15",
        "1000000000000000000000 grains", "No. 10 said no.", "Resolution 2270", "page 3", "One of them spoke.",
        "no longer", "It was no doubt so.", "Hide Caption 47 of 59", "14 of 41 Skip", "the 9/11 report",
        "a one-time hit",
        "http://varn.example/2031/12", "the Probe 3 XL", "Registration Number: 130349", "v1.2.3",
    ],
)  # fmt: skip
def test_what_names_dates_or_orders_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0), ("nineteen", 19), ("forty-two", 42), ("a hundred", 100), ("two hundred and five", 205),
        ("three thousand", 3000), ("one million two hundred thousand", 1_200_000), ("half a dozen", 6),
        ("two dozen", 24),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, value: float) -> None:
    assert spelled(words) == value
    (one,) = amounts(words)
    assert (one.low, one.high) == (value, value)


@given(st.integers(0, 10**9))
def test_digits_are_read_as_they_are_written_with_and_without_commas(n: int) -> None:
    for written in (f"{n:,}", str(n)):
        (one,) = amounts(f"exactly {written} grains")
        assert one.low == n == one.high


@given(st.text(alphabet="0123456789,.-– $%kmbn dozen\nof one half", max_size=60))
def test_no_text_breaks_it_and_every_figure_stands_in_it(text: str) -> None:
    found = figures(text)
    assert [f.span for f in found] == sorted(f.span for f in found)
    for one, other in pairwise(found):
        assert one.span[1] <= other.span[0]
    for f in found:
        assert 0 <= f.span[0] < f.span[1] <= len(text)
        assert all(x is None or (math.isfinite(x) and x <= LARGEST * 100) for x in (f.low, f.high))


def test_a_line_of_a_million_numbers_takes_no_more_than_its_length() -> None:
    assert len(figures("12 cows " * 20_000)) == 20_000


def test_a_figure_is_in_the_innermost_statement_that_holds_it_and_notices_have_none() -> None:
    text = "Orrel said that Vale had said that 12 boats sank and 3 barns burned. 4 more stories"
    notice = Zone("notice", text.index("4 more"), len(text))
    a = article(text, zones=(notice,))
    outer = statement(a, "that Vale had said that 12 boats sank and 3 barns burned")
    inner = statement(a, "that 12 boats sank")
    found = figured(a, Reading((outer, inner))).figures
    assert [(text[slice(*f.span)], f.statement) for f in found] == [("12", inner.id), ("3", outer.id)]
    assert {f.article for f in found} == {a.id}
    assert len({f.id for f in found}) == 2
    assert figured(a, Reading()).figures[0].statement is None


def test_letters_that_only_look_like_ours_are_no_numbers() -> None:
    assert figures("\u017feven men and \u017feveral boats, \u0131n all") == []
