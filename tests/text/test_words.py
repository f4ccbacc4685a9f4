"""Words: their spans cut the text exactly, whatever it holds; their keys and stems bring spellings together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.text.words import words

ODD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aZ’'ʼ\"“”‘ \n.,-_\u0301\u200f\u202b\u00a0\ufffd\u2028é́א٣😀İßΣ²½"),
    ),
    max_size=80,
)


@given(ODD, st.data())
@example("O\u02bcBrien’s cafe\u0301 said 'no'", None)
def test_spans_cut_the_text_exactly(text: str, data: st.DataObject | None) -> None:
    found = words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for w in found:
        cut = text[w.start : w.end]
        assert cut[0].isalnum()
        assert cut[-1].isalnum()
        assert not set(cut) & set(' \n_.,"“”')
        assert w.key == cut.lower().replace("’", "'").replace("ʼ", "'")
        assert w.stem
    covered = {i for w in found for i in range(w.start, w.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum()), "no letter is lost"
    if data is not None and found:
        some = data.draw(st.integers(0, len(found) - 1))
        span = (found[some].start, found[-1].end)
        assert words(text, span) == found[some:], "the words within a span are those of the text"
        assert [(w.key, w.capital) for w in words(text[slice(*span)])] == [(w.key, w.capital) for w in found[some:]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("don't", "don’t"), ("O'Hara", "OʼHara"), ("PUMPS", "pumps"), ("É", "é")],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert words(one)[0].key == words(other)[0].key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("three", "3", True), ("Twelve", "12", True), ("released", "releases", True), ("thirty", "30", False),
        ("nation", "national", False), ("red", "r", False), ("bed", "b", False), ("Tolvane’s", "Tolvane", True),
    ],
)  # fmt: skip
def test_stems(one: str, other: str, same: bool) -> None:
    assert (words(one)[0].stem == words(other)[0].stem) == same


def test_capitals_are_names_and_numbers() -> None:
    assert [w.capital for w in words("Orrel saw 30 geese in É and éa")] == [
        True,
        False,
        True,
        False,
        False,
        True,
        False,
        False,
    ]
