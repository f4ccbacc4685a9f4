"""Dates as a statement names them: a month with a day or a year."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
DATE = re.compile(rf"\b({_MONTH})\b\.?(?:\s(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s((?:19|20)\d\d))?\b", re.IGNORECASE)
"""Months whole or cut short, and no other words that begin like one: *they marched 30 miles* names no date."""


NamedDate = tuple[str, str, str]
"""The first three letters of a month, a day and a year, empty where they are not said."""

HELD = 10_000
"""Statements whose dates and times are kept: each is compared with many."""


@lru_cache(maxsize=HELD)
def dates(said: str) -> set[NamedDate]:
    """The dates that are named: month, day and year, empty where it is not said."""
    return {(m[1][:3].lower(), m[2] or "", m[3] or "") for m in DATE.finditer(said) if m[2] or m[3]}


def fit(x: NamedDate, y: NamedDate) -> bool:
    """Whether two may be one date: one month, and one day and one year where both say them."""
    return x[0] == y[0] and ("" in (x[1], y[1]) or x[1] == y[1]) and ("" in (x[2], y[2]) or x[2] == y[2])
