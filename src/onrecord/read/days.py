"""Days, weeks, months and years as a calendar has them: what `due.py` and `times.py` reckon with.

Weeks begin on Monday (ISO 8601); quarters and halves are the calendar's.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Range = tuple[date, date]
"""The first and the last day."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_OF = {m[:3].lower(): i for i, m in enumerate(MONTHS, 1)} | {"sept": 9}
"""A month's number by its first three letters."""
SMALL_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 time, as written; `None` where it has none."""
    if published is None or len(published) < 10:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def one(day: date) -> Range:
    """A day by itself."""
    return day, day


def week(day: date, ahead: int = 0) -> Range:
    """The week of a day, or one so many weeks ahead of it."""
    monday = day - timedelta(day.weekday()) + timedelta(7 * ahead)
    return monday, monday + timedelta(6)


def weekend(day: date, ahead: int = 0) -> Range:
    """Saturday and Sunday of the same."""
    _, sunday = week(day, ahead)
    return sunday - timedelta(1), sunday


def month(year: int, number: int) -> Range:
    """A month of a year."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def month_from(day: date, ahead: int = 0) -> Range:
    """The month of a day, or one so many months ahead of it."""
    year, number = divmod(day.year * 12 + day.month - 1 + ahead, 12)
    return month(year, number + 1)


def year(number: int, last: int | None = None) -> Range:
    """A year, or all from one to the last."""
    return date(number, 1, 1), date(number if last is None else last, 12, 31)


def part_of_year(number: int, part: int, parts: int) -> Range:
    """A quarter (of four `parts`) or a half (of two) of a year, counted from 0."""
    months = 12 // parts
    last = months * (part + 1)
    return date(number, last - months + 1, 1), month(number, last)[1]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    first, last = month_from(day, months)
    return first.replace(day=min(day.day, last.day))
