"""Excerpts keep every statement, cut at words, and leave the rest out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.rows import Statement
from onrecord.show.excerpts import CONTEXTS, passages, share

WORDS = st.lists(st.text("ab.", min_size=1, max_size=9), min_size=1, max_size=80)


@given(WORDS, st.sampled_from([" ", "\n", " \n\n "]), st.data())
def test_passages_hold_the_statements_in_order_and_end_at_words(
    words: list[str], gap: str, data: st.DataObject
) -> None:
    text = gap.join(words)
    at = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda s: (min(s), max(s)))
    spans = data.draw(st.lists(at, max_size=3))
    kept = passages(text, [Statement("s", "a", "attributed", "body", (span,)) for span in spans])
    assert kept == sorted(kept)
    assert all(one[1] < other[0] for one, other in pairwise(kept))
    for span in (each for each in spans if each[0] < each[1]):
        assert any(start <= span[0] and span[1] <= end for start, end in kept)
    edges = {edge for span in spans for edge in span}
    for start, end in kept:
        assert start == 0 or start in edges or text[start - 1].isspace()
        assert end == len(text) or end in edges or text[end].isspace()


def test_context_is_about_120_characters_and_stays_in_its_paragraph() -> None:
    line = "word " * 100
    text = f"{line}\nHe said {line.strip()}.\n{line}"
    start = text.index("He said")
    (kept,) = passages(text, [Statement("s", "a", "attributed", "body", ((start + 200, start + 203),))])
    assert CONTEXTS[0] - 6 <= start + 200 - kept[0] <= CONTEXTS[0]
    (first,) = passages(text, [Statement("s", "a", "attributed", "body", ((start, start + 2),))])
    assert first[0] == start


def test_a_text_dense_with_statements_keeps_less_around_them() -> None:
    text = ("filler " * 12 + "STATED ") * 12
    spans = [at for at in range(len(text)) if text.startswith("STATED", at)]
    kept = passages(text, [Statement(str(at), "a", "attributed", "body", ((at, at + 6),)) for at in spans])
    assert share(text, kept) < 0.6
