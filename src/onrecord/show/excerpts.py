"""What an excerpt keeps of a text: the statements shown and a little around them, and nothing else.

The passages are in text order, do not touch, begin and end at words, and hold every part of every statement
they are made for.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.rows import Span, Statement

CONTEXTS = (120, 60, 20)
"""Characters kept on each side. The first width whose passages leave out enough of the text is taken."""

KEPT_AT_MOST = 0.5
"""The share of a text that excerpts try to stay under; a text that is mostly statements cannot."""


def passages(text: str, statements: Iterable[Statement]) -> list[Span]:
    """The spans of a text to show for these statements."""
    parts = (span for each in statements for span in (*each.content, each.source, each.cue) if span)
    spans = [(max(0, start), min(end, len(text))) for start, end in parts if start < min(end, len(text))]
    found: list[Span] = []
    for context in CONTEXTS:
        found = _merged(text, [_widened(text, span, context) for span in spans])
        if share(text, found) <= KEPT_AT_MOST:
            break
    return found


def share(text: str, spans: Iterable[Span]) -> float:
    """How much of a text the spans hold."""
    return sum(end - start for start, end in spans) / max(1, len(text))


def within(spans: Iterable[Span], line: Span) -> list[Span]:
    """What of the spans lies in a line."""
    return [(max(s, line[0]), min(e, line[1])) for s, e in spans if s < line[1] and e > line[0]]


def _widened(text: str, span: Span, context: int) -> Span:
    """The span with up to `context` characters of its own lines on each side, cut back to whole words."""
    start = max(text.rfind("\n", 0, span[0]) + 1, span[0] - context)
    line_end = text.find("\n", span[1])
    end = min(len(text) if line_end < 0 else line_end, span[1] + context)
    while start and start < span[0] and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > span[1] and not text[end].isspace():
        end -= 1
    return start, max(start, end)


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Overlapping and adjoining spans as one; only white space between two also joins them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
