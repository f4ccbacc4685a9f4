"""Quotations by their marks. One odd mark never reaches beyond its paragraph.

A mark is judged by what stands beside it (an opening mark leans on the word after it, a closing one on the word
before), not by counting, so that a missing mark costs one quotation and no more. A quotation left open at the end
of a paragraph goes on when the next paragraph opens with a mark again (the printer's rule for long quotations).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.rows import Span
from onrecord.text.sentences import paragraphs

DOUBLE = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", '"': '"', "＂": "＂", "”": "”", "``": "''"}
SINGLE_OPENERS = "‘‚‹'`"
SINGLE_CLOSERS = "’›'"

_MARK = re.compile(r"``|''|[\"“”„‟«»＂‘’‚‹›'`]")
_ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_LEANS_RIGHT = set("([{—–-/:;,.…") | {""}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: `text[start:end]` begins with the opening mark and, if closed, ends with one.

    `single` tells single marks from double ones; `continued` says that the quotation goes on in the paragraph
    after, `continues` that it began in the paragraph before.
    """

    start: int
    end: int
    closed: bool
    single: bool = False
    continued: bool = False
    continues: bool = False

    def inner(self, text: str) -> Span:
        """The span between the marks."""
        first = 2 if text.startswith("``", self.start) else 1
        last = (2 if text.endswith("''", self.start, self.end) else 1) if self.closed else 0
        return min(self.start + first, self.end), max(self.end - last, self.start)


def quotes(text: str) -> list[Quote]:
    """All outermost quotations of a text, and those in single marks that stand outside double ones, in order."""
    found: list[Quote] = []
    open_before: Quote | None = None
    for start, end in paragraphs(text):
        here, apostrophe = _in_paragraph(text, start, end)
        if apostrophe is not None:
            here.append(apostrophe)
        goes_on = bool(here) and open_before is not None and _goes_on(text, start, open_before, here[0])
        if goes_on and open_before is not None:
            found[-1] = _with(open_before, continued=True)
            here[0] = _with(here[0], continues=True)
        found.extend(here)
        last = here[-1] if here else None
        open_before = last if last is not None and not last.closed else None
    return _without_apostrophes(found)


def _without_apostrophes(found: list[Quote]) -> list[Quote]:
    """Without the single marks that open what no paragraph closes."""
    kept: list[Quote] = []
    for quote in reversed(found):
        closes = quote.continued and kept and kept[-1].continues
        if quote.closed or not quote.single or closes:
            kept.append(quote)
    return kept[::-1]


def _goes_on(text: str, start: int, before: Quote, first: Quote) -> bool:
    """Whether a paragraph that begins at `start` goes on with the quotation left open in the one before."""
    return first.single == before.single and not text[start : first.start].strip()


def _with(quote: Quote, *, continued: bool | None = None, continues: bool | None = None) -> Quote:
    return Quote(
        quote.start,
        quote.end,
        quote.closed,
        quote.single,
        quote.continued if continued is None else continued,
        quote.continues if continues is None else continues,
    )


_BEGINS = re.compile(r"(?:|[:,]\s)")


def _in_paragraph(text: str, start: int, end: int) -> tuple[list[Quote], Quote | None]:
    """The quotations of one paragraph: a stack of one, since what stands inside a quotation is part of it. And what a
    single mark that never closes opens, at the paragraph's head or behind a colon or comma: an apostrophe, unless the
    next paragraph opens with such a mark again."""
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for m in _MARK.finditer(text, start, end):
        mark, at = m.group(), m.start()
        before = text[at - 1] if at > start else ""
        after = text[m.end()] if m.end() < end else ""
        if opened is None:
            if _may_open(text, mark, before, after, m.end(), end):
                opened = (at, mark)
        elif _closes(opened[1], mark, before, after):
            found.append(Quote(opened[0], m.end(), True, opened[1] in SINGLE_OPENERS))
            opened = None
        elif opened[1] in SINGLE_OPENERS and mark in DOUBLE and mark != "”":
            # What looked like a single quotation never closed before a double one began: an apostrophe after all.
            opened = (at, mark) if _may_open(text, mark, before, after, m.end(), end) else None
    if opened is None:
        return found, None
    if opened[1] not in SINGLE_OPENERS:
        return [*found, Quote(opened[0], end, False)], None
    begins = _BEGINS.fullmatch(text[max(start, opened[0] - 2) : opened[0]]) is not None
    return found, Quote(opened[0], end, False, True) if begins else None


def _may_open(text: str, mark: str, before: str, after: str, after_at: int, end: int) -> bool:
    """An opening mark has a word after it and none before it."""
    if not after or after.isspace():
        return False
    free_before = not before or before.isspace() or before in _LEANS_RIGHT
    if mark in SINGLE_OPENERS or mark in SINGLE_CLOSERS:
        elided = _ELISION.match(text, after_at, end) is not None and mark != "‘"
        return mark in SINGLE_OPENERS and free_before and not elided and (after.isalnum() or after in '“"[$£€')
    if mark in "”»''" and mark != '"':
        # A closing mark used to open («so» the other way round, or a typographer's slip) only where nothing else fits.
        return mark in "”»" and free_before and after.isalnum()
    return free_before or mark in "“„«"


def _closes(opener: str, mark: str, before: str, after: str) -> bool:
    """A closing mark of the opener's kind, leaning on what stands before it."""
    if opener in SINGLE_OPENERS:
        return mark in SINGLE_CLOSERS and not after.isalnum() and not before.isspace()
    if mark in SINGLE_OPENERS or mark in SINGLE_CLOSERS:
        return False
    if mark in "”»''" and mark not in ("'",):
        return True
    straight = mark in '"＂'
    if straight and after.isalnum() and (before.isspace() or not before):
        return False
    return straight or mark in DOUBLE.get(opener, "")
