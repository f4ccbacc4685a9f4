"""Dates, numbers and tags as a reader sees them. One place for the wording, so that every screen says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from onrecord.rows import Article, Statement

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Written out, because strftime would follow the machine's locale."""

UNSURE_BELOW = 0.6
"""A reading below this confidence is called uncertain on screen. The figure itself is in `--json` and the export."""

NO_SOURCE = "no source stated"
NOT_NAMED = "source not named here"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `1,204 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def moment(article: Article) -> datetime | None:
    """When an article was published, for putting it in order; `None` if that is not known."""
    try:
        found = datetime.fromisoformat(article.published or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """By the time of publication, those without one last, as they came."""

    def order(article: Article) -> tuple[bool, float]:
        at = moment(article)
        return at is None, at.timestamp() if at else 0.0

    return sorted(articles, key=order)


def when(article: Article) -> str:
    """`11 March 2025, 11:40 +02:00`, as exact as it is known and no more."""
    at = moment(article)
    if at is None or not article.published:
        return article.published or "no date"
    grain = article.published_grain
    if grain == "year":
        return str(at.year)
    if grain == "month":
        return f"{MONTHS[at.month - 1]} {at.year}"
    day = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    if grain == "day" or len(article.published) <= len("2025-03-11"):
        return day
    zone = at.strftime("%z") if datetime.fromisoformat(article.published).tzinfo else ""
    return f"{day}, {at:%H:%M}" + (f" {zone[:3]}:{zone[3:]}" if zone and zone != "+0000" else " UTC" if zone else "")


def day(article: Article) -> str:
    """`11 March`, to tell reports of one outlet apart."""
    at = moment(article)
    return f"{at.day} {MONTHS[at.month - 1]}" if at else "no date"


def days(articles: Iterable[Article]) -> str:
    """The days that the articles span: `11-14 March 2025`; empty if none is dated."""
    known = sorted(at.date() for each in articles if (at := moment(each)))
    if not known:
        return ""
    first, last = known[0], known[-1]
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} – {end}"


def outlet(article: Article) -> str:
    """The outlet's name, or that it is not known."""
    return article.outlet or "outlet unknown"


def quotation(statement: Statement) -> str:
    """How the words are given, for people who do not know the field's terms."""
    return {"direct": "word for word", "indirect": "in the reporter’s words", "mixed": "partly word for word"}.get(
        statement.quotation, ""
    )


def tags(statement: Statement) -> list[str]:
    """What a reader should know of a statement beside its words; the usual is not said."""
    found: list[str] = []
    if statement.modality != "asserted":
        found.append(statement.modality)
    if statement.zone != "body":
        found.append(f"in the {statement.zone}" if statement.zone != "notice" else "in a site notice")
    if statement.nested_in:
        found.append("inside another statement")
    if statement.confidence is not None and statement.confidence < UNSURE_BELOW:
        found.append("uncertain reading")
    return found
