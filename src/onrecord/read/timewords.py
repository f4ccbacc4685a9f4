"""Expressions of time, each a pattern that begins at a known word and what a calendar makes of it.

What no calendar decides ("soon", "that day", "the following week", "last fall") is none; nor is a day that does not
exist. A rule gets the match and where it stands (`Setting`), and gives `Days` or `None`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from onrecord.read.days import (
    DAYS,
    MONTH_OF,
    MONTHS,
    SMALL_NUMBERS,
    Range,
    month,
    month_from,
    months_later,
    one,
    part_of_year,
    week,
    weekend,
    year,
)
from onrecord.rows import Grain

EARLIEST, LATEST = 1500, 2100
"""Years of four digits before and after are numbers more often than years."""

Kind = Literal["weekday", "date", "day", "month", "year", "period", "range", "clock"]
Side = Literal["past", "ahead", "either"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: `minute` is `None` for a bare hour ("9 p.m."), `zone` an offset from UTC where it is said."""

    hour: int
    minute: int | None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An expression of time in a text. `days` are `None` of a time of day alone. `sure` says that nothing was chosen
    between: the year is said. `until` is a second clock, where it runs to one."""

    start: int
    end: int
    kind: Kind
    days: Range | None
    grain: Grain
    sure: bool = True
    clock: Clock | None = None
    until: Clock | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule reckons from: the day the article appeared (`None` where unknown), and whether the words around speak
    of what was or what is to come (`either` of what had been planned; `None` where nothing shows it)."""

    day: date | None
    ask: Callable[[], Side | None]
    """Tells the side, and is asked only where it matters: to find it takes as long as all else."""

    @property
    def side(self) -> Side | None:
        """On which side of now the words are."""
        return self.ask()


Reckoned = tuple[Kind, Range, Grain, bool] | None
"""Kind, days, grain, and whether they are sure."""
Rule = Callable[[re.Match[str], Setting], Reckoned]

_FULL = "|".join(x for m in MONTHS for x in (m, m.upper()))
_SHORT = "|".join(x for m in (*(m[:3] for m in MONTHS if m != "May"), "Sept") for x in (m, m.upper()))
MONTH = rf"(?:(?P<month>{_FULL})\b|(?P<short>{_SHORT})\b\.?)"
_DAY_NAMES = "|".join(x for d in DAYS for x in (d, d.upper()))
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![%°]|[,.]\d|[-–]?\d)"
_REL = r"(?P<rel>last|this|next)\syear\b(?!['’]s)"
_OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?:{_YEAR}|{_REL})|,\s?{_YEAR.replace('<year>', '<year2>')})?"
_TH = r"(?:st|nd|rd|th)?"
_DAY_NUMBER = rf"(?P<d>\d{{1,2}}){_TH}"
_OTHER_DAY = rf"(?P<d2>\d{{1,2}}){_TH}"

# Days of the calendar

_NEAR = timedelta(275)
"""Days within which a date without a year is taken for the next or the last such date by the verb beside it. Further
off, the verb speaks of something else ("will mark the May 3 vote", "was asked to answer by May 3"). Nine months: on
TimeML the nearest day is then right for dates; of a month, either may be."""


_CLOCKS = timedelta(1)
"""What was may have the next day's date: by the clock of the place it is told of."""


def placed(candidates: Iterable[date], at: Setting) -> date | None:
    """Of the days a date without a year may be, the one meant: the next if the words speak of what is to come, the
    last if of what was, and where that is far off, or they show neither, the nearest."""
    if at.day is None:
        return None
    now = at.day
    days = sorted(candidates, key=lambda d: abs((d - now).days))
    side = at.side
    if side in ("past", "ahead"):
        near = [d for d in days if (d >= now if side == "ahead" else d <= now + _CLOCKS) and abs(d - now) <= _NEAR]
        days = near or days
    return days[0] if days else None


def _dated(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def _year_said(m: re.Match[str], at: Setting) -> int | None:
    """The year beside a date: in digits, or as "last year"."""
    said = m.groupdict()
    digits = said.get("year") or said.get("year2")
    if digits:
        return int(digits)
    rel = said.get("rel")
    return None if rel is None or at.day is None else at.day.year + {"last": -1, "this": 0, "next": 1}[rel]


def _number(m: re.Match[str]) -> int:
    return MONTH_OF[(m["month"] or m["short"])[:3].lower()]


ATTACKED = (9, 11)
"""A day that has become the name of what happened on it: without a year it dates nothing."""


def calendar_day(m: re.Match[str], at: Setting) -> Reckoned:
    """ "April 14, 2014", "14 April", "10-12 May", "Jan. 3 last year"; without a year, by the article's date."""
    number, said = _number(m), _year_said(m, at)
    sure = said is not None
    if m.groupdict().get("rel") and not sure:
        return None
    numbers = [int(m["d"]), *([int(m["d2"])] if m.groupdict().get("d2") else [])]
    if said is None and (number, numbers[0]) == ATTACKED:
        return None
    if said is None:
        years = [] if at.day is None else [at.day.year + n for n in (-1, 0, 1)]
        first = placed([d for y in years if (d := _dated(y, number, numbers[0]))], at)
        said = None if first is None else first.year
    days = [] if said is None else [_dated(said, number, n) for n in numbers]
    if not days or None in days or days != sorted(days, key=lambda d: d or date.min):
        return None
    first, last = days[0], days[-1]
    return None if first is None or last is None else ("range" if len(days) > 1 else "date", (first, last), "day", sure)


def iso_day(m: re.Match[str], _: Setting) -> Reckoned:
    """ "2031-05-04"."""
    found = _dated(int(m["year"]), int(m["m"]), int(m["d"]))
    return None if found is None else ("date", one(found), "day", True)


def slashed_day(m: re.Match[str], _: Setting) -> Reckoned:
    """ "13/04/2031", "04/13/2031", "13.4.2031"; "03/04/2031" is two days and so none."""
    a, b, y = int(m["a"]), int(m["b"]), int(m["year"])
    days = {d for d in (_dated(y, a, b), _dated(y, b, a)) if d}
    return ("date", one(days.pop()), "day", True) if len(days) == 1 else None


FEASTS = {
    "new year eve": (12, 31), "new year day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "valentine day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
"""Named days that are the same everywhere."""


def feast(m: re.Match[str], at: Setting) -> Reckoned:
    """ "New Year's Eve", "Christmas Day 2031"."""
    number, day = FEASTS[" ".join(re.sub(r"(?<=year|tine)['’]?s", "", m["feast"].lower()).split())]
    said = _year_said(m, at)
    if said is not None:
        return "date", one(date(said, number, day)), "day", True
    found = at.day and placed([date(at.day.year + n, number, day) for n in (-1, 0, 1)], at)
    return None if not found else ("date", one(found), "day", False)


def weekday(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Tuesday": the latest such day that is not after the article, and the next where the words speak of what is to
    come.

    The name of the day after the article's, of what is past, may be that day by another clock, and is none: of 30 such
    in real stories 25 were. None is, too, what had been planned for a day that may be to come, and the day of an event
    in a sentence on what is to come ("they will appeal Monday's ruling")."""
    if at.day is None:
        return None
    back = (at.day.weekday() - DAYS.index(m["day"].capitalize())) % 7
    if at.side == "ahead":
        told_of = m.groupdict().get("of") is not None
        return None if told_of else ("weekday", one(at.day + timedelta(-back % 7)), "day", False)
    return (
        None
        if back == 6 or (at.side == "either" and back > 2)
        else ("weekday", one(at.day - timedelta(back)), "day", False)
    )


def weekday_of(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Last Friday", "this Friday"; "next Friday" only where that can be but one day, from the Friday before on."""
    if at.day is None:
        return None
    back = (at.day.weekday() - DAYS.index(m["day"].capitalize())) % 7
    which = m["which"].lower()
    if which == "next":
        return ("weekday", one(at.day + timedelta(7 - back)), "day", False) if back <= at.day.weekday() else None
    if which.endswith("past") or which == "last":
        return "weekday", one(at.day - timedelta(back or 7)), "day", False
    return weekday(m, at if at.side == "past" else replace(at, ask=lambda: "ahead"))


def near_day(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Yesterday", "today", "tonight", "tomorrow", "the day before yesterday", "this morning", "last night"."""
    word = " ".join(m[0].lower().split())
    far = 2 if m.groupdict().get("beyond") else 1
    away = -far if word.endswith("yesterday") or word.startswith("last") else far if word.endswith("tomorrow") else 0
    return None if at.day is None else ("day", one(at.day + timedelta(away)), "day", False)


# Months, years and what lies between


def calendar_month(m: re.Match[str], at: Setting) -> Reckoned:
    """ "December 2012", "May last year"."""
    said = _year_said(m, at)
    return None if said is None else ("month", month(said, _number(m)), "month", True)


_AHEAD = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}

_NOT_NEAR = 3
"""Months within which "last May" may be meant of two, and from which on a month is not shown without a verb. Chosen."""


def bare_month(m: re.Match[str], at: Setting) -> Reckoned:
    """ "In December", by the article's date."""
    if at.day is None:
        return None
    first = at.day.replace(day=1)
    found = placed([date(first.year + n, _number(m), 1) for n in (-1, 0, 1)], replace(at, day=first))
    if found is None or (found < first and at.side == "ahead") or (found > first and at.side == "past"):
        return None
    if at.side is None and abs((found.year - first.year) * 12 + found.month - first.month) >= _NOT_NEAR:
        return None
    return "month", month(found.year, found.month), "month", False


def month_of(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Last May", "next May", "this May"; one that is near may be meant by neither, and is none."""
    if at.day is None:
        return None
    ahead = _AHEAD[m["which"].lower().split()[-1]]
    this = (at.day.year, at.day.month)
    years = [at.day.year + n for n in (-1, 0, 1)]
    before = [y for y in years if (y, _number(m)) < this]
    after = [y for y in years if (y, _number(m)) > this]
    y = at.day.year if ahead == 0 else before[-1] if ahead < 0 else after[0]
    apart = abs((y - at.day.year) * 12 + _number(m) - at.day.month)
    if ahead and apart < _NOT_NEAR:
        return None
    return "month", month(y, _number(m)), "month", False


def calendar_year(m: re.Match[str], _: Setting) -> Reckoned:
    """ "2031", where what stands before it shows that it is a year (`DATING`)."""
    return "year", year(int(m["year"])), "year", True


def years(m: re.Match[str], _: Setting) -> Reckoned:
    """ "2029-2031", "2029–31", "2029/30"; "2029-10" may be October and is none."""
    first, digits = int(m["year"]), m["last"]
    last = int(digits) if len(digits) == 4 else first - first % 100 + int(digits)
    if m["dash"] == "-" and len(digits) == 2 and int(digits) <= 12:
        return None
    return ("range", year(first, last), "year", True) if first < last < LATEST else None


def decade(m: re.Match[str], _: Setting) -> Reckoned:
    """ "The 1990s": ten years. "The 1900s" may be a hundred and are none."""
    first = int(m["year"])
    return None if first % 100 == 0 else ("period", year(first, first + 9), "year", True)


def period(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Last week", "next month", "this year", "last weekend", "this quarter"."""
    if at.day is None:
        return None
    ahead = _AHEAD[m["which"].lower().split()[-1]]
    unit = m["unit"].lower()
    if unit == "week":
        return "period", week(at.day, ahead), "day", False
    if unit == "weekend":
        # On a Saturday or Sunday "last weekend" may be this one.
        return None if ahead and at.day.weekday() > 4 else ("period", weekend(at.day, ahead), "day", False)
    if unit == "month":
        return "month", month_from(at.day, ahead), "month", False
    return "year", year(at.day.year + ahead), "year", False


_PARTS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "final": 3}


def quarter(m: re.Match[str], at: Setting) -> Reckoned:
    """ "The third quarter of 2031", "the first half of last year": where the year is said. Without it, it may be a
    business's own."""
    parts = 2 if m["part"].lower() == "half" else 4
    which, said = min(_PARTS[m["which"].lower()], parts - 1), _year_said(m, at)
    if said is None:
        return None
    return "period", part_of_year(said, which, parts), "month", True


def ago(m: re.Match[str], at: Setting) -> Reckoned:
    """ "Two days ago"; weeks, months and years give the week, the month, the year, since they are rounded."""
    if at.day is None:
        return None
    word = m["n"].lower()
    n = int(word) if word.isdigit() else SMALL_NUMBERS[word]
    unit = m["unit"].lower()
    if unit == "day":
        return "day", one(at.day - timedelta(n)), "day", False
    if unit == "week":
        return "period", week(at.day, -n), "day", False
    if unit == "month":
        return "month", month_from(months_later(at.day, -n)), "month", False
    return "year", year(at.day.year - n), "year", False


# Times of day

ZONES = {
    "GMT": "+00:00", "UTC": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "WAT": "+01:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00",
    "AEDT": "+11:00", "SGT": "+08:00", "HKT": "+08:00", "PKT": "+05:00", "SAST": "+02:00", "EAT": "+03:00",
    "BRT": "-03:00",
}  # fmt: skip
"""Zones whose letters stand for one offset. "IST", "BST" and "CST" stand for several, "ET" for two in a year: a time
in them has none."""
_LETTERS = "|".join([*ZONES, "IST", "BST", "CST", "ET", "PT", "CT", "MT", "AST", "WIB"])
_PLACE = (
    r"[Ll]ocal(?:\s[Tt]ime)?\b|(?:Eastern|Pacific|Central|Mountain|[A-Z][a-z]+)(?:\s(?:Standard|Daylight|Summer))?"
    r"\s[Tt]ime\b"
)
_ZONE = rf"(?:,?\s?(?:(?P<zone>{_LETTERS})\b(?P<off>[+-]\d{{1,2}})?|{_PLACE}|\((?:{_PLACE})\)))?"
_AP = r"(?P<{0}>[AaPp])\.?\s?[Mm](?:\b\.?|\.)"
_HM = r"(?P<{0}>\d{{1,2}})(?:[:.](?P<{1}>\d\d))?"

CLOCKS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?:{_HM.format('h0', 'm0')}(?:\s?{_AP.format('ap0')})?\s?(?:-|–|to|and|until)\s?)?"
        rf"{_HM.format('h', 'm')}\s?{_AP.format('ap')}{_ZONE}"
    ),
    re.compile(rf"(?P<h>\d{{1,2}})[:.](?P<m>\d\d)(?::\d\d)?(?![:.]?\d){_ZONE}"),
    re.compile(rf"(?P<h>\d\d)(?P<m>\d\d)(?:\s?(?:hours|hrs|h)\b)?{_ZONE}"),
    re.compile(rf"(?P<h>\d{{1,2}}){_ZONE}"),
    re.compile(rf"(?P<noon>[Nn]oon|[Mm]idday)\b{_ZONE}"),
)
"""With a.m. or p.m.; of 24 hours; without a colon; a bare hour, which needs its zone; noon."""


def _offset(m: re.Match[str]) -> str | None:
    """The offset that the letters behind a time of day stand for."""
    zone, off = m["zone"], m["off"]
    if zone is None or (off and zone not in ("GMT", "UTC")):
        return None
    return f"{off[0]}{int(off[1:]):02}:00" if off and int(off[1:]) < 15 else None if off else ZONES.get(zone)


def _hour(digits: str, half: str | None) -> int | None:
    """The hour of 24; `None` where a clock has no such."""
    n = int(digits)
    if half is None:
        return n if n < 24 else None
    return n % 12 + (12 if half.lower() == "p" else 0) if 1 <= n <= 12 else None


def _clock(digits: str, minutes: str | None, half: str | None, zone: str | None) -> Clock | None:
    hour, minute = _hour(digits, half), None if minutes is None else int(minutes)
    return None if hour is None or (minute or 0) > 59 else Clock(hour, minute, zone)


def clocked(m: re.Match[str]) -> tuple[Clock, Clock | None] | None:
    """ "9 p.m.", "9:36 a.m. local time", "21:36", "0336 GMT", "9-11 a.m.", "noon": the time of day, or two."""
    said, zone = m.groupdict(), _offset(m)
    if said.get("noon"):
        return Clock(12, 0, zone), None
    clock = _clock(m["h"], said.get("m"), said.get("ap"), zone)
    if clock is None or not said.get("h0"):
        return None if clock is None else (clock, None)
    first = _clock(m["h0"], m["m0"], m["ap0"] or m["ap"], zone)
    if first is None or (first.hour, first.minute or 0) >= (clock.hour, clock.minute or 0):
        return None
    return first, clock


# Which words begin what

_WHICH = r"(?P<which>last|next|this(?:\s(?:past|coming))?|past)\s"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime)"

Words = tuple[re.Pattern[str], Rule]

_MONTHLY: tuple[Words, ...] = (
    (
        re.compile(
            rf"{MONTH}\s(?:the\s)?{_DAY_NUMBER}(?:\s?(?:-|–|to|and|through)\s?{_OTHER_DAY}(?!\d|\s?(?:[a-z]|[ap]\.?m)))?"
            rf"(?![\d%]|[:.,]\d|\s?[ap]\.?m\b|\s?o['’]clock){_OF_YEAR}"
        ),
        calendar_day,
    ),
    (re.compile(rf"{MONTH},?\s(?:of\s)?(?:{_YEAR}|{_REL})"), calendar_month),
)
DIGITS: tuple[Words, ...] = (
    (re.compile(r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-)"), iso_day),
    (re.compile(r"(?P<a>\d{1,2})([/.])(?P<b>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?![\d/.]\d)"), slashed_day),
    (
        re.compile(
            rf"{_DAY_NUMBER}(?:\s?(?:-|–|to|and)\s?{_OTHER_DAY})?\s?(?:of\s)?(?-i:{MONTH}){_OF_YEAR}(?!\s(?:have|be|not)\b)"
        ),
        calendar_day,
    ),
    (re.compile(r"(?P<year>(?:1[5-9]|20)\d0)['’]?s\b"), decade),
)
YEARS: tuple[Words, ...] = (
    (re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)\s?(?:(?P<dash>[-–])|/)\s?(?P<last>\d{4}|\d\d)(?![\d/]|[-–.,]\d)"), years),
    (re.compile(_YEAR), calendar_year),
)
_WEEKDAY: Words = (re.compile(rf"(?P<day>{_DAY_NAMES})\b(?P<of>(?=['’]s\b))?"), weekday)
_RELATIVE: tuple[Words, ...] = (
    (re.compile(rf"{_WHICH}(?P<day>{_DAY_NAMES})\b", re.IGNORECASE), weekday_of),
    (re.compile(rf"{_WHICH}(?-i:{MONTH})(?!\.?\s\d)", re.IGNORECASE), month_of),
    (re.compile(rf"{_WHICH}(?P<unit>weekend|week|month|year)\b(?!-|\s(?:and|or)\s(?:a\shalf|so\b))", re.I), period),
    (re.compile(rf"(?:this\s{_PART_OF_DAY}|last\s(?:night|evening))\b", re.IGNORECASE), near_day),
)
_NEAR_DAY: Words = (
    re.compile(r"(?:day\s(?P<beyond>before\s(?=y)|after\s(?=tom)))?(?:yesterday|today|tonight|tomorrow)\b", re.I),
    near_day,
)
_FEASTS: Words = (
    re.compile(
        rf"(?P<feast>New\sYear['’]?s?\s(?:Eve|Day)|Christmas\s(?:Eve|Day)|Boxing\sDay|Valentine['’]?s?\sDay|Halloween)\b"
        rf"(?:,?\s{_YEAR})?"
    ),
    feast,
)
_QUARTERS: Words = (
    re.compile(
        rf"(?P<which>first|second|third|fourth|final)[\s-](?P<part>quarter|half)\s(?:of\s)?(?:{_YEAR}|{_REL})", re.I
    ),
    quarter,
)
BEHIND: tuple[Words, ...] = (
    (
        re.compile(rf"\b(?P<n>\d{{1,3}}|{'|'.join(SMALL_NUMBERS)})[\s-](?P<unit>day|week|month|year)s?\sago$", re.I),
        ago,
    ),
)
"""What is found from its last word."""
HEADS: dict[str, tuple[Words, ...]] = {
    **{name.lower(): (_WEEKDAY,) for name in DAYS},
    **dict.fromkeys(("day", "yesterday", "today", "tonight", "tomorrow"), (_NEAR_DAY,)),
    **dict.fromkeys(("last", "next", "this", "past"), _RELATIVE),
    **dict.fromkeys(("new", "christmas", "boxing", "valentine", "halloween"), (_FEASTS,)),
    **dict.fromkeys(_PARTS, (_QUARTERS,)),
    **dict.fromkeys([*MONTH_OF, *(m.lower() for m in MONTHS)], _MONTHLY),
}
"""By their first word in lower case, what may begin there, in the order it is tried."""
BARE_MONTH: Words = (re.compile(MONTH), bare_month)
BEGINNINGS = frozenset({*HEADS, "ago", "noon", "midday"})
"""Words that an expression of time begins with, or ends with, besides digits."""
