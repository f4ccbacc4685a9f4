"""Arithmetic on spans. Lists called disjoint are sorted and do not overlap, so that a look-up is a bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from onrecord.rows import Span


def merged(spans: Iterable[Span]) -> list[Span]:
    """The disjoint spans that cover the same characters."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def overlapping(span: Span, disjoint: list[Span]) -> list[Span]:
    """Those of the disjoint spans that share a character with the span."""
    low = bisect_right(disjoint, span[0], key=lambda s: s[1])
    high = bisect_left(disjoint, span[1], key=lambda s: s[0])
    return disjoint[low:high]


def covered(span: Span, disjoint: list[Span]) -> float:
    """The share of the span's characters that the disjoint spans cover."""
    size = span[1] - span[0]
    shared = sum(min(e, span[1]) - max(s, span[0]) for s, e in overlapping(span, disjoint))
    return shared / size if size else 0.0


def less(span: Span, disjoint: list[Span]) -> list[Span]:
    """What is left of the span without the disjoint ones."""
    out = []
    at, end = span
    for s, e in overlapping(span, disjoint):
        if s > at:
            out.append((at, s))
        at = max(at, e)
    return [*out, (at, end)] if at < end else out
