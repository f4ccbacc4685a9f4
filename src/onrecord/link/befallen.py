"""When something befell somebody: "schoolgirls abducted on April 14, 2014", "the abduction of the girls in April".

A date answers that question only where a word for it (`text/fates.py`) and for those whom it befell stand shortly
before it, in one clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.dates import DATE, NamedDate
from onrecord.link.numbers import ANYBODY
from onrecord.link.rarity import LITTLE, rarity
from onrecord.rows import Span
from onrecord.text.fates import fate
from onrecord.text.words import Word

REACH = 10
"""Words before a date among which its fate is looked for."""


_CLAUSE = re.compile(r"[.;:!?]|\b(?:but|since|after|before|until)\b")


@dataclass(frozen=True, slots=True)
class Befallen:
    """What befell whom, by the date's characters: the whom as stems, names left out."""

    fate: str
    whom: frozenset[str]
    date: NamedDate
    span: Span


def befallen(text: str, words: Sequence[Word], pieces: Sequence[Span]) -> tuple[Befallen, ...]:
    """What a statement of these pieces dates, each fate by the date behind it."""
    dated = ((m, span) for span in pieces for m in DATE.finditer(text, *span) if m[2] or m[3])
    return tuple(found for m, span in dated if (found := _at(text, words, m, span)))


def _at(text: str, words: Sequence[Word], m: re.Match[str], piece: Span) -> Befallen | None:
    end = bisect_left(words, m.start(), key=lambda w: w.start)
    before = [w for w in words[max(0, end - REACH) : end] if w.start >= piece[0]]
    if not before:
        return None
    cut = max((c.end() for c in _CLAUSE.finditer(text, before[0].start, m.start())), default=0)
    clause = [w for w in before if w.start >= cut]
    at = next((k for k in range(len(clause) - 1, -1, -1) if fate(clause[k].key)), None)
    if at is None:
        return None
    whom = frozenset(w.stem for k, w in enumerate(clause) if k != at and _is_whom(w))
    date = (m[1][:3].lower(), m[2] or "", m[3] or "")
    return Befallen(fate(clause[at].key) or "", whom, date, m.span()) if whom else None


def _is_whom(w: Word) -> bool:
    return rarity(w.key) > LITTLE and not w.capital and w.key not in ANYBODY and fate(w.key) is None


def alike(a: Befallen, b: Befallen) -> bool:
    """Whether both tell of one fate of the same, girls being schoolgirls."""
    return a.fate == b.fate and any(x.endswith(y) or y.endswith(x) for x in a.whom for y in b.whom)
