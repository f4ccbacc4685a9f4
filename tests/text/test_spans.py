from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.spans import covered, less, merged, overlapping

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=12)
ONE = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))


def chars(spans: list[tuple[int, int]]) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


@given(SPANS, ONE)
def test_against_sets_of_characters(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    disjoint = merged(spans)
    assert chars(disjoint) == chars(spans)
    assert all(a[1] < b[0] for a, b in pairwise(disjoint))
    assert overlapping(span, disjoint) == [d for d in disjoint if chars([d]) & chars([span])]
    assert chars(less(span, disjoint)) == chars([span]) - chars(spans)
    assert covered(span, disjoint) == len(chars([span]) & chars(spans)) / len(chars([span]))
