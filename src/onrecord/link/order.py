"""Which of two articles was first, where that is shown: by the times they give, or by a credit.

A time without a zone may be any zone's; a day is all of that day, anywhere on earth. Times that may overlap give no
order, nor does a time that lies after the article was captured.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from onrecord.rows import Article, Grain, Side

EAST, WEST = timedelta(hours=14), timedelta(hours=12)
"""How far local time is ahead of, and behind, universal time at most."""

LENGTHS: dict[Grain, timedelta] = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}

Interval = tuple[datetime, datetime]


def published(article: Article) -> Interval | None:
    """The earliest and the latest moment at which it may have been published; `None` where that is not known."""
    try:
        start, end = _interval(article.published or "", LENGTHS[article.published_grain or "day"])
    except (ValueError, OverflowError):
        return None
    try:
        captured = datetime.fromisoformat(article.captured_at)
    except ValueError:
        return start, end
    captured = captured if captured.tzinfo else captured.replace(tzinfo=UTC)
    return (start, end) if start <= captured else None


def _interval(published: str, length: timedelta) -> Interval:
    """Raises `ValueError` or, at the ends of the calendar, `OverflowError`."""
    at = datetime.fromisoformat(published)
    if at.tzinfo is not None:
        return at.astimezone(UTC), at.astimezone(UTC) + length
    utc = at.replace(tzinfo=UTC)
    return utc - EAST, utc + length + WEST


def first(a: Article, b: Article) -> Side | None:
    """Which of two articles was first, where it is shown."""
    if credit := _credited(a, b):
        return credit
    one, other = published(a), published(b)
    if one is None or other is None:
        return None
    if one[1] <= other[0]:
        return "a"
    return "b" if other[1] <= one[0] else None


def _credited(a: Article, b: Article) -> Side | None:
    """An agency's own report came before the copy that another prints of it."""
    mine = _is(a.outlet, b.agency) and not _is(b.outlet, b.agency)
    theirs = _is(b.outlet, a.agency) and not _is(a.outlet, a.agency)
    if mine == theirs:
        return None  # neither, or each credits the other
    return "a" if mine else "b"


def _is(outlet: str | None, agency: str | None) -> bool:
    return bool(outlet and agency) and str(outlet).casefold() == str(agency).casefold()
