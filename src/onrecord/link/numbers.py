"""How two figures stand to each other: whether they count or measure the same thing, and whether their bounds meet.

Policemen killed and civilians killed are two things; so are girls freed and girls abducted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from onrecord.rows import Figure, Side
from onrecord.text.nouns import word_set
from onrecord.text.words import words

Standing = Literal["same", "within", "apart"]

ANYBODY = word_set("people person persons others victims humans individuals somebody men women lives casualties dead")
"""Words for those who are counted whoever they are."""

MANY_OF = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "years old"})
"""Units of which a story has many figures, for many things."""

_ELSE = re.compile(r"(?:others?|more|additional|new|further)\b", re.IGNORECASE)
"""Those beside others who were counted: they are no answer to how many there were."""

_FATE = re.compile(r"deaths?|fatalities|injuries|casualties|arrests?")

ROUNDED = 0.005
"""How far off, as a share, one number may be to be another rounded: 1.61 kilometres and a mile are."""

UNIT_SIZES: dict[str, tuple[str, float]] = {
    "second": ("time", 1), "minute": ("time", 60), "hour": ("time", 3600), "day": ("time", 86400),
    "week": ("time", 604800), "metre": ("length", 1), "kilometre": ("length", 1000), "foot": ("length", 0.3048),
    "yard": ("length", 0.9144), "mile": ("length", 1609.344), "kilogram": ("mass", 1), "tonne": ("mass", 1000),
    "pound-mass": ("mass", 0.45359237), "kilometre per hour": ("speed", 1), "mile per hour": ("speed", 1.609344),
    "cent": ("USD", 0.01), "pence": ("GBP", 0.01),
}  # fmt: skip
"""Units that a paper may give for another's: what they measure, and their size. The others are compared as they are."""


def standing(a: Figure, b: Figure) -> Standing | None:
    """`same` numbers, one `within` the other's bounds, or bounds that do not meet (`apart`); `None` where nothing shows
    that both are figures of one thing."""
    if not _of_one_kind(a, b):
        return None
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    if max(a_low, b_low) > min(a_high, b_high) * (1 + ROUNDED):
        return "apart"
    if _near(a_low, b_low) and _near(a_high, b_high):
        return "same"
    return "within"


def exacter(a: Figure, b: Figure) -> Side | None:
    """Which of two figures of one thing is the more exact: the one with two bounds that lie within the other's; `None`
    where neither's do, or both are the same. Of "at least 80" and "more than 70" neither is."""
    if standing(a, b) != "within":
        return None
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    if b_low <= a_low and a_high <= b_high:
        return "a" if _is_bounded(a) else None
    return "b" if a_low <= b_low and b_high <= a_high and _is_bounded(b) else None


def _is_bounded(f: Figure) -> bool:
    return f.low is not None and f.high is not None


def gives(said: Iterable[Figure], numbers: Iterable[Figure]) -> bool:
    """Whether one of the figures is one of these numbers, or meets it, of what befell the same."""
    wanted = list(numbers)
    return any(f.happened == g.happened and standing(f, g) in ("same", "within") for f in said for g in wanted)


def _of_one_kind(a: Figure, b: Figure) -> bool:
    if a.unit or b.unit:
        return _measure(a)[0] == _measure(b)[0]
    if is_of_others(a) or is_of_others(b):
        return False
    if a.happened != b.happened and a.happened and b.happened:
        return False
    mine, theirs = head(a), head(b)
    if mine and theirs:
        # where nobody was hurt, no two policemen were; and two people hurt may be two policemen
        return mine == theirs or (a.happened == b.happened is not None and not ANYBODY.isdisjoint({mine, theirs}))
    return a.happened == b.happened is not None


def head(f: Figure) -> str | None:
    """The last word of what is counted, without its ending."""
    if f.counted is None:
        return None
    last = words(f.counted)[-1:]
    return (f.counted.split()[-1].lower() if f.counted.lower() in ANYBODY else last[0].stem) if last else None


def is_less(a: Figure, b: Figure) -> bool:
    """Whether all that the one may be is less than all that the other may be."""
    return a.high is not None and b.low is not None and a.high < b.low


def is_of_others(f: Figure) -> bool:
    """Whether it counts those beside others who were counted."""
    return _ELSE.match(f.counted or "") is not None


def counted_as_one(a: Figure, b: Figure) -> bool:
    """Whether both say whom they count, and it is the same: people and goats are not."""
    mine, theirs = head(a), head(b)
    return mine is not None and theirs is not None and (mine == theirs or {mine, theirs} <= ANYBODY)


def counts_anybody(f: Figure) -> bool:
    """Whether those counted are people whoever they are, or what happened to them: *no one*, *no deaths*."""
    last = (f.counted or "people").split()[-1].lower()
    return last in ANYBODY or _FATE.fullmatch(last) is not None


def _measure(f: Figure) -> tuple[str | None, float]:
    return UNIT_SIZES.get(f.unit or "", (f.unit, 1))


def _bounds(f: Figure) -> tuple[float, float]:
    size = _measure(f)[1]
    return (0.0 if f.low is None else f.low * size), (float("inf") if f.high is None else f.high * size)


def _near(x: float, y: float) -> bool:
    return x == y or (max(x, y) != float("inf") and abs(x - y) <= ROUNDED * max(x, y))
