"""When what is predicted falls due: the first and the last day, from words of time and the article's date.

Only words that a calendar decides are taken ("by Friday", "next month", "in 2031", "within 48 hours"); "soon" and
"eventually" give nothing. "In the coming weeks", whose end nobody knows, gives the time until a span of that length is
full (COMING). Each rule is a pattern and what it makes of the day of publication. A weekday is the next one of that
name; weeks begin on Monday (ISO 8601); quarters are the calendar's. A period that has begun when the article appears
("this year") is given whole: what is foretold for it may count from its first day. Only what is "later this year" or
"by" its end begins with the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.read.days import (
    DAYS,
    MONTH_OF,
    MONTHS,
    SMALL_NUMBERS,
    Range,
    day_of,
    month,
    month_from,
    months_later,
    one,
    part_of_year,
    week,
    weekend,
    year,
)

_MONTH = "|".join(f"{m}|{m[:3]}" for m in MONTHS) + "|Sept"
_DAY = "|".join(DAYS)
_NUMBER = r"\d{1,3}|" + "|".join(SMALL_NUMBERS)
_UNTIL = r"(?P<until>by|before|until|till|no later than)"

LATEST, EARLIEST = 2100, 1900


def due(text: str, published: str | None) -> tuple[str, str] | None:
    """The range that the first expression of time in a predicted content gives; `None` where there is none, or no date
    to count from. `published` is ISO 8601; its day counts as written."""
    start = day_of(published)
    if start is None:
        return None
    found = [(m.start(), i, rule, m) for i, (pattern, rule) in enumerate(RULES) if (m := pattern.search(text))]
    for _, _, rule, m in sorted(found, key=lambda f: f[:2]):
        span = _safely(rule, m, start)
        if span is not None and span[1] >= start and span[0] <= span[1]:
            return span[0].isoformat(), span[1].isoformat()
    return None


def _safely(rule: Rule, m: re.Match[str], start: date) -> Range | None:
    """A day that no calendar has, or that is beyond any, is none."""
    try:
        span = rule(m, start)
    except (ValueError, OverflowError, KeyError):  # a key: "ſix" is matched as "six" is
        return None
    return span if span[0].year > EARLIEST and span[1].year < LATEST else None


def _by(m: re.Match[str], start: date, span: Range) -> Range:
    """ "By Friday" is any day until then."""
    return (start, span[1]) if m.groupdict().get("until") else span


def tomorrow(m: re.Match[str], start: date) -> Range:
    """ "Tomorrow", "tonight", "today", "the day after tomorrow"."""
    word = m["word"].lower()
    ahead = 2 if word.startswith("the day") else 1 if word == "tomorrow" else 0
    return _by(m, start, one(start + timedelta(ahead)))


def weekday(m: re.Match[str], start: date) -> Range:
    """ "On Friday", "by Friday", "next Friday"."""
    ahead = (DAYS.index(m["day"].capitalize()) - start.weekday()) % 7
    return _by(m, start, one(start + timedelta(ahead or 7)))


def this_or_next(m: re.Match[str], start: date) -> Range:
    """ "Next week", "later this month", "by the end of next year"."""
    ahead = 1 if m["which"].lower() in ("next", "the coming", "the following") else 0
    unit = m["unit"].lower()
    whole = {"weekend": weekend, "week": week, "month": month_from}
    span = whole[unit](start, ahead) if unit in whole else year(start.year + ahead)
    if "later" in m[0].lower():
        span = max(span[0], start), span[1]
    return _by(m, start, span)


COMING = {"days": 7, "weeks": 31, "months": 183, "years": 1826}
"""Days by which what comes "in the coming days, weeks, months, years" has come: the next longer unit, of months half a
year, of years five. Chosen."""


def coming(m: re.Match[str], start: date) -> Range:
    """ "In the coming weeks", "over the next few days"."""
    return start, start + timedelta(COMING[m["units"].lower()])


_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def quarter(m: re.Match[str], start: date) -> Range:
    """ "This quarter", "the fourth quarter", "the first quarter of 2031", "the second half of next year"; where no year
    is named, the next such quarter that is not over."""
    halves = m["part"].lower() == "half"
    if halves and "year" not in m[0].lower() and not m["year"]:
        raise ValueError("a match has halves too")
    parts = 2 if halves else 4
    which = m["which"].lower()
    now = (start.month - 1) * parts // 12
    if which in ("this", "current", "next", "coming"):
        when, number = divmod(start.year * parts + now + (which in ("next", "coming")), parts)
    else:
        number = min(_ORDINAL[which], parts) - 1
        stated = m["year"]
        when = int(stated) if stated else start.year + bool(m["rel"] and m["rel"].lower() == "next")
        if not stated and not m["rel"] and number < now:
            when += 1
    return _by(m, start, part_of_year(when, number, parts))


def end_of(m: re.Match[str], start: date) -> Range:
    """ "By the end of the year", "at the end of the month": the period's last day."""
    unit = m["unit"].lower()
    span = week(start) if unit == "week" else month_from(start) if unit == "month" else year(start.year)
    return _by(m, start, one(span[1]))


def calendar_day(m: re.Match[str], start: date) -> Range:
    """ "On 5 May", "May 5, 2031", "by 5th May"; without a year, the next such day."""
    number, day = MONTH_OF[(m["m1"] or m["m2"])[:3].lower()], int(m["d1"] or m["d2"])
    found = date(int(m["y1"] or m["y2"] or start.year), number, day)
    if not (m["y1"] or m["y2"]) and found < start:
        found = found.replace(year=start.year + 1)
    return _by(m, start, one(found))


def calendar_month(m: re.Match[str], start: date) -> Range:
    """ "In May", "by May 2031", "next May"; without a year, the next such month."""
    number, when = MONTH_OF[m["month"][:3].lower()], int(m["year"] or start.year)
    if not m["year"] and number < start.month:
        when += 1
    return _by(m, start, month(when, number))


def calendar_year(m: re.Match[str], start: date) -> Range:
    """ "In 2031", "by 2040"."""
    return _by(m, start, year(int(m["year"])))


def ahead(m: re.Match[str], start: date) -> Range:
    """ "Within 48 hours", "over the next three years", "in two weeks' time"."""
    n = int(m["n"]) if m["n"].isdigit() else SMALL_NUMBERS[m["n"].lower()]
    unit = m["unit"].lower()
    days = {"hour": (n + 23) // 24, "day": n, "week": 7 * n, "fortnight": 14 * n, "month": 0, "year": 0}[unit]
    last = months_later(start, {"month": n, "year": 12 * n}.get(unit, 0)) + timedelta(days)
    exact = m["how"].lower() == "in" and unit in ("hour", "day")
    return one(last) if exact else (start, last)


Rule = Callable[[re.Match[str], date], Range]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_UNTIL}\s+)?{words}", re.IGNORECASE)


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_pattern(r"(?P<word>the\s+day\s+after\s+tomorrow|tomorrow|tonight|today)\b"), tomorrow),
    (
        re.compile(
            rf"\b(?:{_UNTIL}|on)?\s*(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:,?\s+(?P<y1>\d{{4}}))?"
            rf"|(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(?P<y2>\d{{4}}))?)",
            re.IGNORECASE,
        ),
        calendar_day,
    ),
    (
        re.compile(
            rf"\b(?:{_UNTIL}|in|next|this|coming)\s+(?:early\s+|late\s+|mid-)?(?P<month>(?-i:{_MONTH}))\b\.?(?:\s+(?P<year>\d{{4}}))?",
            re.IGNORECASE,
        ),
        calendar_month,
    ),
    (
        re.compile(
            rf"\b(?:{_UNTIL}|in|during|through|from)\s+(?:early\s+|late\s+|mid-)?(?P<year>(?:19|20)\d\d)\b",
            re.IGNORECASE,
        ),
        calendar_year,
    ),
    (
        re.compile(
            rf"\b(?:{_UNTIL}\s+|at\s+|towards?\s+)?the\s+end\s+of\s+(?:the|this)\s+(?P<unit>week|month|year)\b",
            re.IGNORECASE,
        ),
        end_of,
    ),
    (
        _pattern(
            r"(?:the\s+end\s+of\s+|later\s+|early\s+|late\s+)?(?P<which>next|this|the\s+coming|the\s+following)\s+(?P<unit>weekend|week|month|year)\b"
        ),
        this_or_next,
    ),
    (
        re.compile(
            rf"\b(?:{_UNTIL}\s+)?(?:the\s+end\s+of\s+)?(?:the\s+)?(?P<which>this|current|next|coming|first|second|third|fourth|final|last)"
            r"\s+(?:fiscal\s+|financial\s+)?(?P<part>quarter|half)\b(?:\s+(?:of\s+)?(?:the\s+)?(?:(?P<year>(?:19|20)\d\d)|(?P<rel>this|next)\s+year|year)\b)?"
            r"(?!\s*-?\s*(?:time|century|final|back|of\s+the\s+(?:game|match)))",
            re.IGNORECASE,
        ),
        quarter,
    ),
    (
        re.compile(
            r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:coming|next\s+few|next\s+several|next\s+couple\s+of|following)\s+(?P<units>days|weeks"
            r"|months|years)\b",
            re.IGNORECASE,
        ),
        coming,
    ),
    (
        re.compile(
            rf"\b(?P<how>within|in|over|during|for|inside)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?(?P<n>{_NUMBER})\s+(?P<unit>hour|day|week|fortnight|month|year)s?\b",
            re.IGNORECASE,
        ),
        ahead,
    ),
    (re.compile(rf"\b(?:{_UNTIL}|on|next|this|coming)\s+(?P<day>(?-i:{_DAY}))\b", re.IGNORECASE), weekday),
)
"""Each expression of time, and what a calendar makes of it; of those in a content the first counts."""
