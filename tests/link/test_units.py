"""Units: sentences with keys that hold all that is compared, cut where they are long, and not of site notices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.units import LEAST, LONGEST, SHINGLE, placed, shingles, units
from onrecord.rows import Zone
from onrecord.text.words import words

LINE = "Engineers blamed a rusted sluice gate at Marbeck."
TEXTS = st.text(
    st.one_of(st.sampled_from("ab Cd.’'ʼ\"“”‘ \n\u0301\u200f\ufffdé😀1"), st.characters(exclude_categories=["Cs"])),
    max_size=300,
)


@given(TEXTS)
def test_units_stand_in_their_text_in_order_and_are_found_again_at_their_span(text: str) -> None:
    end = 0
    for unit in units(text):
        assert end <= unit.span[0] < unit.span[1] <= len(text)
        end = unit.span[1]
        assert LEAST <= len(unit.words) <= LONGEST
        assert all(0 <= a < b <= len(unit.words) for a, b in unit.quoted)
        assert placed(text, unit.span, unit.quoted) == unit
        cut = placed(text[slice(*unit.span)], (0, unit.span[1] - unit.span[0]), unit.quoted)
        assert cut.key == unit.key, "its key is the same wherever it stands"
        assert -1 < unit.key < 2**63


def key(text: str) -> int:
    (unit,) = units(text)
    return unit.key


def test_a_key_holds_words_capitals_and_marks_and_nothing_else() -> None:
    assert key(LINE) == key(f"  {LINE.replace('.', ' …')}\n") == key(LINE.replace(" a ", " - a, "))
    others = [LINE.replace("blamed", "blame"), LINE.upper(), LINE.replace("a rusted", '"a rusted"'), LINE[:-9]]
    assert len({key(text) for text in [LINE, *others]}) == 5
    assert key("“We saw it go,” he said") == key('"We saw it go," he said') != key("“We saw” it go, he said")


def test_short_sentences_and_notices_are_no_units() -> None:
    assert list(units("Read more. He said so.")) == []
    text = f"{LINE}\nSign up for our letter every morning."
    notice = Zone("notice", len(LINE) + 1, len(text))
    assert [text[slice(*u.span)] for u in units(text, [notice])] == [LINE[:-1]]


def test_a_sentence_without_end_is_cut_and_none_of_it_is_lost() -> None:
    text = " ".join(f"Marbeck{i}" for i in range(3 * LONGEST + LEAST))
    assert [len(u.words) for u in units(text)] == [LONGEST] * 3 + [LEAST]


def test_shingles_are_of_telling_words_in_a_row() -> None:
    assert shingles(words("at the end of the day it is as it was")) == set()
    some, more = shingles(words("Engineers blamed a rusted sluice gate")), shingles(words(LINE))
    assert some
    assert some < more
    assert shingles(words("Marbeck sluice")) == set(), f"fewer than {SHINGLE} words"
    assert all(-1 < s < 2**63 for s in more)
