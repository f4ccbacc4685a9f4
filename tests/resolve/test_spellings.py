"""Spellings of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.spellings import alike, american, one_land, one_letter_off, same_sound, skeleton

ONE = [
    ("zelensky", "zelenskyy"),
    ("zelensky", "zelenskiy"),
    ("kadyrov", "kadirov"),
    ("gaddafi", "qaddafi"),
    ("gaddafi", "kadhafi"),
    ("mohammed", "muhammad"),
    ("hussein", "husayn"),
    ("yanukovych", "janukowitsch"),
    ("tsarnaev", "tsarnayev"),
    ("hezbollah", "hizbullah"),
    ("evgeny", "yevgeniy"),
    ("betty", "bettie"),
]
TWO = [
    ("jane", "john"),
    ("joan", "jane"),
    ("maria", "mario"),
    ("maria", "marie"),
    ("eric", "erica"),
    ("dan", "dean"),
    ("martin", "morton"),
    ("khamenei", "khomeini"),
    ("hassan", "hussein"),
    ("orrel", "orrin"),
    ("орел", "орёл"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert alike(a, b)
    assert skeleton(a) == skeleton(b)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names(a: str, b: str) -> None:
    assert not alike(a, b)


def test_a_vowel_is_more_than_a_romanisation() -> None:
    assert same_sound("zelensky", "zelenskyy")
    assert alike("mohammed", "muhammad")
    assert not same_sound("mohammed", "muhammad")


@pytest.mark.parametrize(
    ("adjective", "land"),
    [("karskian", "karsk"), ("sundrelese", "sundrel"), ("ostrian", "ostria"), ("velmish", "velmey")],
)
def test_a_land_and_its_adjective(adjective: str, land: str) -> None:
    assert one_land(adjective, land)
    assert one_land(land, adjective)


def test_two_lands() -> None:
    assert not one_land("ostria", "ostrava")
    assert not one_land("karsk", "velm")


def test_british_and_american() -> None:
    assert [american(w) for w in ("defence", "organisation", "centre", "labour", "hour")] == [
        "defense",
        "organization",
        "center",
        "labor",
        "hour",
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a)
    assert alike(a, a)
    assert one_land(a, b) == one_land(b, a)
    if alike(a, b):
        assert skeleton(a) == skeleton(b)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), st.text("aehioquwyk", min_size=1, max_size=12))
def test_alike_words_are_found_under_one_skeleton(a: str, b: str) -> None:
    assert not alike(a, b) or skeleton(a) == skeleton(b)


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("shoreham", "schoreham", True),
        ("shoreham", "shorehan", True),
        ("shoreham", "shorheam", True),
        ("shoreham", "shorehamm", True),
        ("shoreham", "shoreham", False),
        ("shoreham", "choreham", False),
        ("orrel", "orrell", False),
        ("shoreham", "shorvaan", False),
    ],
)
def test_a_slip_is_one_letter(a: str, b: str, slip: bool) -> None:
    assert one_letter_off(a, b) is slip
    assert one_letter_off(b, a) is slip
