"""Copied passages: whatever casing, marks, cuts, insertions and moves; spans that fit; nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.align import runs
from onrecord.link.passages import Shared, matches, shared, together, whole
from onrecord.link.units import Unit, units
from onrecord.rows import Reuse, Stretch
from onrecord.show.reuse import reuse
from onrecord.text.words import Word, words
from rows_made import article, linked

PLAIN = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned two winters earlier."
QUOTE = "“The lower lifts held, and every lamp in the Marbeck shaft came back,” overseer Tam Orrel told reporters."


def one(text: str) -> Unit:
    (unit,) = units(text)
    return unit


def found(a: str, b: str) -> list[tuple[str, str]]:
    """What two sentences share, in words."""
    x, y = one(a), one(b)
    return [(a[slice(*s.a)], b[slice(*s.b)]) for s in (shared(m, x, y) for m in matches(x, y))]


EDITED = {
    "casing": PLAIN.upper(),
    "headline casing": PLAIN.title(),
    "marks put in": PLAIN.replace("a rusted sluice gate", "a “rusted sluice gate”"),
    "apostrophes": PLAIN,
    "cut at the end": PLAIN[: PLAIN.index(" two winters")] + ".",
    "cut at the beginning": "They " + PLAIN[PLAIN.index("blamed") :],
    "words put in": PLAIN.replace("sluice gate", "sluice gate below the old lock").replace(
        "blamed", "have since blamed"
    ),
    "a word replaced": PLAIN.replace("inspectors", "surveyors"),
    "a number written in digits": PLAIN.replace("two", "2"),
    "a part moved": "Two winters earlier, inspectors had condemned a rusted sluice gate"
    " that engineers from Corvane blamed.",
    "endings": PLAIN.replace("blamed", "blames").replace("inspectors", "inspector"),
}


@pytest.mark.parametrize("how", EDITED)
def test_an_edited_copy_is_found(how: str) -> None:
    ((a, b),) = found(PLAIN, EDITED[how])
    assert "rusted sluice gate" in a
    assert "rusted" in b.lower()
    assert len(a.split()) >= 8
    assert found(EDITED[how], PLAIN), "from the other side too"


@pytest.mark.parametrize(
    "other",
    [
        "Farmers below Keddra will be paid for the barley that the river took in spring.",
        "The guild promised to pay widows until the inquest publishes its verdict on Friday.",
        "It was not the first time that they had been there at the end of the year.",
    ],
)
def test_other_sentences_share_nothing(other: str) -> None:
    assert found(PLAIN, other) == found(QUOTE, other) == []


def kinds(a: str, b: str) -> list[str]:
    x, y = one(a), one(b)
    return [shared(m, x, y).kind for m in matches(x, y)]


def test_kinds() -> None:
    inner = QUOTE[: QUOTE.index(" overseer")]
    assert kinds(PLAIN, PLAIN) == ["verbatim"]
    assert kinds(PLAIN, EDITED["a word replaced"]) == ["edited"]
    assert kinds(inner, inner.replace("“", '"').replace("”", '"')) == ["same_quote"]
    assert kinds(inner, inner.replace("every lamp", "every last lamp")) == ["drifted_quote"]


def test_what_is_not_shared_is_not_run_over() -> None:
    a = f"{PLAIN[:-1]}, and the harbour master of Varn sold his boat to a cousin."
    ((mine, theirs),) = found(a, PLAIN)
    assert mine == theirs == PLAIN[:-1]


def test_a_unit_with_itself_is_shared_whole() -> None:
    unit = one(PLAIN)
    s = shared(whole(unit), unit, unit)
    assert (s.a, s.kind, s.score) == (unit.span, "verbatim", 1.0)
    assert s.turned().turned() == s


def piece(a: tuple[int, int], b: tuple[int, int], **fields: float) -> Shared:
    return Shared(a, b, True, fields.get("q", 0.0), fields.get("q", 0.0), 1.0)


def test_pieces_that_follow_one_another_are_one_passage() -> None:
    text = "x" * 400
    (joined,) = together([piece((0, 80), (100, 180)), piece((81, 160), (181, 260))], text, text)
    assert (joined.a, joined.b, joined.same) == ((0, 160), (100, 260), True)
    assert len(together([piece((0, 80), (0, 80)), piece((200, 280), (81, 160))], text, text)) == 2
    (outer,) = together([piece((0, 160), (0, 160)), piece((20, 60), (20, 60))], text, text)
    assert outer.a == (0, 160), "what another holds is left out"


SPANS = st.tuples(st.integers(0, 90), st.integers(1, 10)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(st.tuples(SPANS, SPANS), max_size=8), st.randoms())
def test_putting_together_keeps_within_the_texts_and_knows_no_order(
    spans: list[tuple[tuple[int, int], tuple[int, int]]], rng: random.Random
) -> None:
    text = "“ab”" * 25
    pieces = [piece(a, b) for a, b in spans]
    out = together(pieces, text, text)
    assert together(rng.sample(pieces, len(pieces)), text, text) == out
    assert bool(out) == bool(pieces), "nothing is lost"
    for each in out:
        assert 0 <= each.a[0] < each.a[1] <= len(text)
        assert 0 <= each.b[0] < each.b[1] <= len(text)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=25), st.lists(st.sampled_from("abcdefgh"), max_size=25))
def test_runs_lie_within_both_sides(a: list[str], b: list[str]) -> None:
    for run in runs(a, b):
        assert 0 <= run.a_from < run.a_to <= len(a)
        assert 0 <= run.b_from < run.b_to <= len(b)
        assert all(run.a_from <= i < run.a_to for i in run.common)
        assert list(run.common) == sorted(set(run.common))
        assert {a[i] for i in run.common} <= set(b[run.b_from : run.b_to])
        assert 1 <= run.longest <= len(run.common)


WORDS = (
    "Marbeck", "sluice", "Corvane", "quarry", "lantern", "“Orrel", "“held", "O’Hara", "cafe\u0301", "ʼtis", "\u202bאבג",
    "30", "😀", "\ufffd", "shaft”", "guild”",
)  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(" ".join)


@given(st.lists(LINES, min_size=1, max_size=4), st.lists(LINES, max_size=2), st.sampled_from([" ", "\n", ". ", ".\n"]))
@settings(max_examples=15)
def test_every_span_of_reuse_fits_its_article(copied: list[str], own: list[str], joint: str) -> None:
    texts = [joint.join(copied), joint.join([*own, *copied]) + ".”", joint.join([*copied, *own]).upper()]
    with linked([article(t, source=f"https://o{i}.example") for i, t in enumerate(texts)]) as record:
        text_of = {a.id: a.text for a in record.articles()}
        rows: list[Reuse] = list(reuse(record))
        assert len({(r.a, r.b) for r in rows}) == len(rows), "each once"
        for r in rows:
            assert r.a.article < r.b.article
            for place in (r.a, r.b):
                check_fits(place, text_of[place.article])
            mine, theirs = (" ".join(w.key for w in units_words(text_of, p)) for p in (r.a, r.b))
            if r.kind == "verbatim":
                assert mine == theirs
            if r.kind == "same_quote":
                assert mine in theirs or theirs in mine, "one may give more of what was said"


def check_fits(place: Stretch, text: str) -> None:
    start, end = place.span
    assert 0 <= start < end <= len(text)
    assert text[start:end].strip() == text[start:end]


def units_words(texts: dict[str, str], place: Stretch) -> tuple[Word, ...]:
    return words(texts[place.article], place.span)
