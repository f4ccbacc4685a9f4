"""When an article was published: ISO 8601, and how exact that is. What cannot be meant for certain stays unknown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from onrecord.rows import Grain

Dated = tuple[str, Grain]

_ISO = re.compile(
    r"(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2})(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?",
    re.IGNORECASE,
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: n + 1 for n, name in enumerate(_NAMES)}
_NAME = rf"({'|'.join(_NAMES)})[a-z]{{0,6}}\.?"
_CLOCK = r"(?:(?:,|\sat)?\s+(\d{1,2}):(\d{2})\s?([ap])\.?m\.?|(?:,|\sat)?\s+(\d{1,2}):(\d{2}))?"
_DAY_MONTH = re.compile(
    rf"(?:[a-z]{{3,9}},?\s)?(\d{{1,2}})(?:st|nd|rd|th)?\s{_NAME},?\s(\d{{4}}){_CLOCK}", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"(?:[a-z]{{3,9}},?\s)?{_NAME}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}}){_CLOCK}", re.IGNORECASE
)
_URL = re.compile(r"[/_-]((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
EARLIEST, LATEST = 1600, 2200
"""Newspapers begin in 1605; a year past 2200 is a typing error or an overflow."""


def normalise(value: object) -> Dated | None:
    """A date in any form it comes in, as ISO 8601 with its grain; `None` if it cannot be read for certain.

    Midnight without a zone is a day. Zero seconds are a minute: few systems give them. `03/04/2017` is two dates and
    so none.
    """
    try:
        if isinstance(value, bool) or value is None:
            return None
        if isinstance(value, int | float):
            return _epoch(float(value))
        if isinstance(value, datetime):
            return _moment(value)
        if isinstance(value, date):
            return _checked(value.year, (value.isoformat(), "day"))
        return _text(" ".join(str(value)[:100].split()))
    except (ValueError, OverflowError, OSError, IndexError):
        return None


def from_url(url: str | None) -> Dated | None:
    """The day in a URL's path, as many papers write it: `/2017/03/27/`."""
    match = _URL.search((url or "")[:2000])
    try:
        return _checked(int(match[1]), (date(*map(int, match.groups())).isoformat(), "day")) if match else None
    except ValueError:
        return None


def _text(text: str) -> Dated | None:
    if match := _ISO.fullmatch(text):
        return _iso(match)
    if match := _DAY_MONTH.fullmatch(text):
        return _named(match[3], match[2], match[1], match.groups()[3:])
    if match := _MONTH_DAY.fullmatch(text):
        return _named(match[3], match[1], match[2], match.groups()[3:])
    if re.fullmatch(r"\d{10}(\d{3})?(\.\d+)?", text):
        return _epoch(float(text))
    return _mail(text)


def _iso(match: re.Match[str]) -> Dated | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if month is None:
        return _checked(int(year), (year, "year"))
    if day is None:
        return (
            _checked(int(year), (f"{datetime(int(year), int(month), 1):%Y-%m}", "month")) if len(match[0]) > 6 else None
        )
    if hour is None:
        return _checked(int(year), (date(int(year), int(month), int(day)).isoformat(), "day"))
    at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    return _moment(at.replace(tzinfo=_zone(zone)))


def _named(year: str, month: str, day: str, clock: tuple[str | None, ...]) -> Dated | None:
    at = datetime(int(year), _MONTHS[month[:3].lower()], int(day))
    hour, minute, half, hour24, minute24 = clock
    if hour and minute and half:
        at += timedelta(hours=int(hour) % 12 + (12 if half.lower() == "p" else 0), minutes=int(minute))
    elif hour24 and minute24:
        at = at.replace(hour=int(hour24), minute=int(minute24))
    return _moment(at)


def _mail(text: str) -> Dated | None:
    """RFC 2822, as feeds and HTTP write it."""
    parts = parsedate_tz(text)
    if parts is None or not re.search(r"\d:\d\d", text):
        return None
    offset = parts[9]
    zone = None if offset is None or text.endswith("-0000") else timezone(timedelta(seconds=offset))
    return _moment(datetime(*parts[:6], tzinfo=zone))


def _epoch(number: float) -> Dated | None:
    """Seconds, milliseconds or microseconds since 1970; smaller numbers are years or nothing."""
    for scale in (1, 1_000, 1_000_000):
        if 1e8 <= number / scale < 1e10:
            return _moment(datetime.fromtimestamp(int(number / scale), UTC))
    return _text(str(int(number))) if number == int(number) and 0 < number < 1e8 else None


def _moment(at: datetime) -> Dated | None:
    if at.tzinfo is None and (at.hour, at.minute, at.second) == (0, 0, 0):
        return _checked(at.year, (at.date().isoformat(), "day"))
    return _checked(at.year, (at.replace(microsecond=0).isoformat(), "second" if at.second else "minute"))


def _checked(year: int, dated: Dated) -> Dated | None:
    return dated if EARLIEST <= year <= LATEST else None


def _zone(name: str | None) -> timezone | None:
    if name is None:
        return None
    if name.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = name[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if name[0] == "-" else offset)
