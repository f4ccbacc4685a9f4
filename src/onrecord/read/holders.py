"""Which statement holds what stands at a place of an article: a figure, a time, a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.rows import Span, Statement


class Holders:
    """The innermost statement that holds a span."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        pieces = [(span, sum(b - a for a, b in s.content), s.id) for s in statements for span in s.content]
        self.pieces = sorted(pieces)
        self.longest = max((b - a for (a, b), *_ in pieces), default=0)

    def of(self, span: Span) -> str | None:
        """Its id; of pieces that hold the span, that of the statement with the least content."""
        low = bisect_left(self.pieces, span[1] - self.longest, key=lambda p: p[0][0])
        high = bisect_right(self.pieces, span[0], key=lambda p: p[0][0])
        inside = [(size, name) for (_, b), size, name in self.pieces[low:high] if span[1] <= b]
        return min(inside)[1] if inside else None
