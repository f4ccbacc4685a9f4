"""Where one of VETOES is true, nothing shows that two statements say the same, however alike their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.link.told import Told

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(rf"\b({_MONTH})\b\.?(?:\s(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s((?:19|20)\d\d))?\b", re.IGNORECASE)
"""Months whole or cut short, and no other words that begin like one: *they marched 30 miles* names no date."""


def vetoed(a: Told, b: Told) -> bool:
    """Whether one of VETOES is true of them."""
    return any(veto(a, b) for veto in VETOES)


def other_dates(a: Told, b: Told) -> bool:
    """Each names a date, by its month with a day or a year, and no date of the one fits one of the other: *in December
    2012* and *on April 13, 2012* are two occasions, however alike the words."""
    mine, theirs = _dates(a), _dates(b)
    if not mine or not theirs:
        return False
    return not any(
        x[0] == y[0] and ("" in (x[1], y[1]) or x[1] == y[1]) and ("" in (x[2], y[2]) or x[2] == y[2])
        for x in mine
        for y in theirs
    )


def _dates(t: Told) -> set[tuple[str, str, str]]:
    said = " ".join(t.article.text[slice(*span)] for span in t.statement.content)
    return {(m[1][:3].lower(), m[2] or "", m[3] or "") for m in _DATE.finditer(said) if m[2] or m[3]}


def counted_otherwise(a: Told, b: Told) -> bool:
    """Both count the same thing, and every thing that both count comes to another number: at best they differ."""
    both = a.counts.keys() & b.counts.keys()
    return bool(both) and not a.numbers & b.numbers and all(a.counts[x] != b.counts[x] for x in both)


OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("rose rise risen rises up gained climbed", "fell fall fallen falls down lost dropped slipped"),
        ("increase increased grew growth", "decrease decreased shrank decline declined"),
        ("won win wins victory", "lost lose loses defeat"),
        ("alive survived", "dead died killed"),
        ("guilty convicted", "innocent acquitted"),
        ("accepted accepts agreed", "rejected rejects refused"),
        ("opened opens open", "closed closes shut"),
        ("success succeeded successful", "failure failed unsuccessful"),
        ("supports supported backed", "opposes opposed"),
        ("confirmed confirms", "denied denies"),
    )
)
"""Words that are said of one thing only one at a time."""


def opposites(a: Told, b: Told) -> bool:
    """One has a word and the other its opposite, and neither has both: *shares fell 1 percent*, *they rose*."""
    mine, theirs = set(a.keys), set(b.keys)
    both = (*OPPOSITES, *((y, x) for x, y in OPPOSITES))
    return any(_only(mine, x, y) and _only(theirs, y, x) for x, y in both)


def _only(keys: set[str], these: frozenset[str], those: frozenset[str]) -> bool:
    return not these.isdisjoint(keys) and those.isdisjoint(keys)


VETOES: tuple[Callable[[Told, Told], bool], ...] = (other_dates, counted_otherwise, opposites)
"""In the order they are asked."""
