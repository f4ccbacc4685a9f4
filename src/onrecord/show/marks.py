"""Text is cut here, in Python, and nowhere else: the pieces put together are the exact text they were cut from.

Statements may stand inside one another and may overlap. Each part of each is opened and closed like an HTML
element; where two cross, the inner one is closed and opened again, so that the elements always nest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.rows import Span, Statement

Part = Literal["source", "cue", "content"]
INSIDE: dict[Part, int] = {"content": 0, "source": 1, "cue": 2}
"""Which of two parts with the same extent encloses the other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of text that is a part of a statement. `first` and `last` are told of its content's pieces."""

    start: int
    end: int
    part: Part
    statement: Statement
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A step through a marked text: `text` to write, or a mark that opens or closes here.

    `begins` is true where the mark's text really begins (it may be opened again further on), `ends` likewise.
    At a `gap`, text of the article was left out.
    """

    text: str = ""
    opens: Mark | None = None
    closes: Mark | None = None
    begins: bool = False
    ends: bool = False
    gap: bool = False


GAP = Token(gap=True)
"""Stands where text was left out."""


def marks(statement: Statement) -> Iterator[Mark]:
    """The parts of a statement, empty ones left out."""
    content = [span for span in statement.content if span[0] < span[1]]
    for number, (start, end) in enumerate(content):
        yield Mark(start, end, "content", statement, number == 0, number == len(content) - 1)
    if statement.source and statement.source[0] < statement.source[1]:
        yield Mark(*statement.source, "source", statement)
    if statement.cue and statement.cue[0] < statement.cue[1]:
        yield Mark(*statement.cue, "cue", statement)


def trimmed(statement: Statement, text: str) -> Statement:
    """The statement with its parts inside the text and without white space at their ends, as they are shown."""

    def trim(span: Span) -> Span | None:
        start, end = max(0, span[0]), min(span[1], len(text))
        words = text[start:end].strip()
        return (at := text.index(words, start), at + len(words)) if words else None

    content = tuple(found for span in statement.content if (found := trim(span)))
    cue, source = (trim(span) if span else None for span in (statement.cue, statement.source))
    return replace(statement, content=content, cue=cue, source=source)


def cut(text: str, span: Span, of: Iterable[Mark]) -> list[Token]:
    """`text[start:end]` as tokens: every opening has its closing, and the texts add up to the exact characters."""
    start, end = span
    opening: dict[int, list[Mark]] = defaultdict(list)
    edges = {start, end}
    for mark in of:
        if mark.start < end and mark.end > start:
            opening[max(mark.start, start)].append(mark)
            edges |= {max(mark.start, start), min(mark.end, end)}
    tokens: list[Token] = []
    open_now: list[Mark] = []
    for here, there in pairwise(sorted(edges)):
        again = _close(open_now, here, tokens)
        _open(open_now, again + opening[here], here, tokens)
        tokens.append(Token(text[here:there]))
    tokens += [Token(closes=mark, ends=mark.end == end) for mark in reversed(open_now)]
    return tokens


def _close(open_now: list[Mark], here: int, tokens: list[Token]) -> list[Mark]:
    """Closes what ends here, and whatever was opened inside it; returns what must be opened again."""
    lowest = next((at for at, mark in enumerate(open_now) if mark.end <= here), len(open_now))
    closed = open_now[lowest:]
    del open_now[lowest:]
    tokens += [Token(closes=mark, ends=mark.end == here) for mark in reversed(closed)]
    return [mark for mark in closed if mark.end > here]


def _open(open_now: list[Mark], opening: list[Mark], here: int, tokens: list[Token]) -> None:
    """Opens the longest first, so that as few as possible are cut in two."""
    for mark in sorted(opening, key=lambda mark: (-mark.end, INSIDE[mark.part])):
        open_now.append(mark)
        tokens.append(Token(opens=mark, begins=mark.start == here))
