"""Where one of VETOES is true, nothing shows that two statements say the same, however alike their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from onrecord.link.dates import HELD, dates, fit
from onrecord.link.numbers import standing
from onrecord.link.told import Told


def vetoed(a: Told, b: Told) -> bool:
    """Whether one of VETOES is true of them."""
    return any(veto(a, b) for veto in VETOES)


def other_dates(a: Told, b: Told) -> bool:
    """Each names a date, by its month with a day or a year, and no date of the one fits one of the other: *in December
    2012* and *on April 13, 2012* are two occasions, however alike the words."""
    mine, theirs = dates(a.said), dates(b.said)
    if not mine or not theirs:
        return False
    return not any(fit(x, y) for x in mine for y in theirs)


def counted_otherwise(a: Told, b: Told) -> bool:
    """Both count or measure the same thing, and nothing that both do comes to numbers that meet: at best they
    differ."""
    found = {standing(f, g) for f in a.figures for g in b.figures}
    return "apart" in found and found.isdisjoint({"same", "within"})


def nobody_there(a: Told, b: Told) -> bool:
    """One says of nobody what the other says of somebody, whoever they are: *no fighters were freed*, *four were*."""
    return any(
        f.happened == g.happened is not None and (f.high == 0) != (g.high == 0) for f in a.figures for g in b.figures
    )


def one_denies(a: Told, b: Told) -> bool:
    """One denies something, and nothing in the other is turned around: at best it is what is denied."""
    denied = [t.statement.modality == "denied" for t in (a, b)]
    return denied[0] != denied[1] and a.negated != b.negated


_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?(?:a\.?m|p\.?m)\b|\b(\d{1,2}):(\d\d)\b(?!:)", re.IGNORECASE)
ZONES_APART = 15
"""Minutes by which the clocks of two places differ, or a multiple of it."""


def other_minutes(a: Told, b: Told) -> bool:
    """Each names a time of day, and no minutes of the one fit any of the other, in whatever time zone: *at 9:36 a.m.*
    and *at 9 a.m.* are two occasions."""
    mine, theirs = _minutes(a.said), _minutes(b.said)
    return bool(mine and theirs) and all((x - y) % ZONES_APART for x in mine for y in theirs)


@lru_cache(maxsize=HELD)
def _minutes(said: str) -> set[int]:
    return {int(m[2] or m[4] or 0) for m in _CLOCK.finditer(said)}


OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("rose rise risen rises gained climbed", "fell fall fallen falls lost dropped slipped"),
        ("increase increased grew growth", "decrease decreased shrank decline declined"),
        ("won win wins victory", "lost lose loses defeat"),
        ("alive survived", "dead died killed"),
        ("guilty convicted", "innocent acquitted"),
        ("accepted accepts agreed", "rejected rejects refused"),
        ("opened opens open", "closed closes shut"),
        ("success succeeded successful successfully", "failure failed fails unsuccessful unsuccessfully"),
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


VETOES: tuple[Callable[[Told, Told], bool], ...] = (
    other_dates, other_minutes, counted_otherwise, nobody_there, one_denies, opposites
)  # fmt: skip
"""In the order they are asked."""
