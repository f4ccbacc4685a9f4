"""What is counted, under one number: *143 million customers*, *143 million people*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.link.called import Called, Found, Reports, bare
from onrecord.link.noun_phrases import tokens

LEAST = 20
"""Numbers from here on are counted as the same where they are equal; smaller ones stand for many things in a story."""

FEW_DIGITS = 2
"""Digits before the noughts that make a number one of its own, unless it is large."""

LARGE = 10_000
GAP = 3
"""Characters between a number and what is counted, at most."""


def one_figure(found: Reports) -> Iterator[Found]:
    """Equal exact numbers of a story that are its own, each with what is counted."""
    by_number: dict[float, list[Called]] = defaultdict(list)
    for f in found.figures:
        if f.counted is None or f.unit is not None or f.low is None or f.low != f.high or not _own(f.low):
            continue
        text = found.texts[f.article]
        at = text.find(f.counted, f.span[1], f.span[1] + GAP + len(f.counted))
        if at < 0:
            continue
        heads = [t.stem for line in tokens(f.counted) for t in line]
        name = bare(f.counted)
        by_number[f.low].append(Called(f.article, (f.span[0], at + len(f.counted)), name, heads[-1] if heads else name))
    for places in by_number.values():
        if len({p.head for p in places}) > 1:
            yield Found("one_figure", places)


def _own(number: float) -> bool:
    digits = f"{number:.0f}".rstrip("0")
    return number >= LEAST and (len(digits) >= FEW_DIGITS or number >= LARGE)
