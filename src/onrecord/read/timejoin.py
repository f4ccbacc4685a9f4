"""Expressions of time side by side that are one: a weekday and its date, a day and its time of day, a range."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.read.days import DAYS
from onrecord.read.timewords import Named


def joined(text: str, found: Sequence[Named]) -> list[Named]:
    """Weekdays with their dates, days with their times of day, ranges."""
    for join in (_same_day, _day_and_clock, _range):
        found = list(_pairwise(text, found, join))
    return _unlisted(text, found)


LISTED = 5
"""Expressions side by side with nothing between, from which on they are a list of a page's: "May 2031 April 2031 …"."""


def _unlisted(text: str, found: Sequence[Named]) -> list[Named]:
    """Those that are not in a page's list of months or days."""
    runs: list[list[Named]] = []
    for each in found:
        if runs and not text[runs[-1][-1].end : each.start].strip(" \n\t|,()0123456789"):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [each for run in runs if len(run) < LISTED for each in run]


Joined = list[Named] | None
Join = Callable[[str, Named, Named], Joined]
GAP = 24
"""Characters between two expressions that belong together, at most."""


def _pairwise(text: str, found: Sequence[Named], join: Join) -> Iterator[Named]:
    last: Named | None = None
    for each in found:
        made = join(text, last, each) if last is not None and each.start - last.end <= GAP else None
        if made is None:
            if last is not None:
                yield last
            last = each
        else:
            yield from made[:-1]
            last = made[-1] if made else None
    if last is not None:
        yield last


_BESIDE = re.compile(r",?\s(?:the\s)?|,?\s?\(")


def _same_day(text: str, a: Named, b: Named) -> list[Named] | None:
    """ "Tuesday, May 3", "May 3 (Tuesday)": the date decides; one that is no such weekday is none. "Today, May 3, 2031"
    in old words is that day."""
    if not _BESIDE.fullmatch(text, a.end, b.start):
        return None
    if a.kind == "day" and b.kind == "date" and b.sure:
        return [replace(b, start=a.start)]
    if {a.kind, b.kind} != {"weekday", "date"}:
        return None
    weekday, dated = (a, b) if a.kind == "weekday" else (b, a)
    if dated.days is None or dated.days[0] != dated.days[1]:
        return None
    named = next(i for i, d in enumerate(DAYS) if d.lower() in text[weekday.start : weekday.end].lower())
    day = _on_weekday(dated.days[0], named, dated.sure)
    return [] if day is None else [replace(dated, start=a.start, end=b.end, days=(day, day), sure=True)]


def _on_weekday(day: date, weekday: int, sure: bool) -> date | None:
    """The day, or without a sure year that of a year beside, if it is such a weekday."""
    for away in (0,) if sure else (0, -1, 1):
        try:
            found = day.replace(year=day.year + away)
        except ValueError:
            continue
        if found.weekday() == weekday:
            return found
    return None


_ON = re.compile(r",?\s(?:(?:on|early|late|the)\s){0,2}|,?\s\(")
_AT = re.compile(r",?\s(?:(?:at|around|about|approximately|roughly|@|the)\s){0,2}|,?\s\(|T|,?\s(?:from|between)\s")
_AT_LEAST = re.compile(r",?\s(?:shortly\s|just\s)?(?:before|after|by|until)\s")


def _day_and_clock(text: str, a: Named, b: Named) -> list[Named] | None:
    """ "At 9 p.m. on Tuesday", "Tuesday, 9:36 a.m.": one time; "Tuesday, shortly after 9 p.m.": two, on one day."""
    clock, day = (a, b) if a.kind == "clock" else (b, a)
    if clock.kind != "clock" or clock.days is not None or day.days is None or day.days[0] != day.days[1]:
        return None
    if day.grain != "day":
        return None
    if (_ON if a is clock else _AT).fullmatch(text, a.end, b.start):
        return [replace(clock, start=a.start, end=b.end, days=day.days, sure=day.sure)]
    if b is clock and _AT_LEAST.fullmatch(text, a.end, b.start):
        return [day, replace(clock, days=day.days, sure=day.sure)]
    return None


_TO = re.compile(r"\s?[-–]\s?|\s(?:to|through|until|till)\s(?:the\s)?|\sand\s(?:the\s)?")
_MOVED = re.compile(
    r"\b(?:mov|postpon|delay|reschedul|push|chang|extend|shift|brought|put)\w*\s(?:\w+\s){0,3}from\s$", re.I
)


def _range(text: str, a: Named, b: Named) -> list[Named] | None:
    """ "From Monday to Friday", "between 2029 and 2031", "April 14 to May 3"; not "moved from Monday to Friday"."""
    gap = _TO.fullmatch(text, a.end, b.start)
    before = text[max(0, a.start - 40) : a.start]
    if gap is None or _MOVED.search(before) or a.grain != b.grain or "clock" in (a.kind, b.kind):
        return None
    if "and" in gap[0] and not re.search(r"\bbetween\s(?:the\s)?$", before, re.IGNORECASE):
        return None
    if a.days is None or b.days is None:
        return None
    first = _in_year_of(a, b)
    if first is None or first > b.days[0]:
        return None
    return [replace(b, start=a.start, kind="range", days=(first, b.days[1]))]


def _in_year_of(a: Named, b: Named) -> date | None:
    """The first day of a range, whose year may be said with the last: "April 14 to May 3, 2031"."""
    assert a.days is not None
    assert b.days is not None
    if a.sure or not b.sure or a.kind not in ("date", "month"):
        return a.days[0]
    try:
        return a.days[0].replace(year=b.days[0].year)
    except ValueError:
        return None
