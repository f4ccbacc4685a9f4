"""Reused passages, so that what stands in them can be counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.rows import Reuse, Span
from onrecord.text.spans import merged


def said_before(order: Sequence[str], reuse: Iterable[Reuse]) -> dict[str, list[Span]]:
    """The passages of each article that one before it has too. `order` are ids of articles, the first to appear first;
    where a passage itself shows who had it first, that counts. Passages that only one of them has part in are left
    out."""
    place = {article: n for n, article in enumerate(order)}
    found: dict[str, list[Span]] = defaultdict(list)
    for each in reuse:
        a, b = place.get(each.a.article), place.get(each.b.article)
        if a is not None and b is not None:
            later = each.a if (each.first == "b" if each.first else a > b) else each.b
            found[later.article].append(later.span)
    return {article: merged(spans) for article, spans in found.items()}
