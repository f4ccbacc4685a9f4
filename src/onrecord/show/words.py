"""Dates, numbers and tags as a reader sees them. One place for the wording, so that every screen says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime

from onrecord.rows import Article, Relation, SpeakerClass, Stance, Statement
from onrecord.show.plain import one_line

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Written out, because strftime would follow the machine's locale."""

UNSURE_BELOW = 0.6
"""A reading below this confidence is called uncertain on screen. The figure itself is in `--json` and the export."""

NO_SOURCE = "no source stated"
NOT_NAMED = "source not named here"
NO_SIDE = "no side given"
INSIDE = "inside another statement"

CLASS: dict[SpeakerClass, str] = {
    "named_person": "person",
    "unnamed_person": "person, not named",
    "named_organization": "organisation",
    "unnamed_group": "group, not named",
    "document": "document",
    "unknown": "kind unknown",
}

STANCE: dict[Stance, str] = {"endorsing": "put as fact", "distancing": "put at a distance", "neutral": ""}
"""What the reporter's verb does with the words: *admitted* takes them for true, *claimed* keeps off, *said* neither."""


DIFFER: tuple[Relation, ...] = ("conflict", "deny", "update")
"""Relations of answers that are not the same: those that cannot both be so first."""


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
    return _stretch(known[0], known[-1]) if known else ""


def _stretch(first: date, last: date) -> str:
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} – {end}"


def span_of_days(first: str, last: str) -> str:
    """Two days in ISO 8601 as one date or a stretch; as they stand where they are no days."""
    try:
        days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return first if first == last else f"{first} – {last}"
    return _stretch(*days)


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """What each article is called beside others: its outlet, with the day where an outlet has several reports, and
    with a number where it has several of one day."""
    rows = in_order(sorted(articles, key=lambda a: a.id))
    several = Counter(outlet(a) for a in rows)
    names = {a.id: f"{outlet(a)}, {day(a)}" if several[outlet(a)] > 1 else outlet(a) for a in rows}
    again, upto = Counter(names.values()), Counter[str]()
    for a in rows:
        name = names[a.id]
        upto[name] += 1
        names[a.id] = one_line(f"{name} ({upto[name]})" if again[name] > 1 else name)
    return names


def origins(reports: int, bound: tuple[int, int]) -> str:
    """`11 reports, 1–3 origins`: always a bound, since what is not shown is unknown."""
    least, most = bound
    number = f"{most:,}" if least == most else f"{least:,}–{most:,}"
    return f"{count(reports, 'report')}, {number} {'origin' if most == 1 else 'origins'}"


def outlet(article: Article) -> str:
    """The outlet's name, or that it is not known."""
    return article.outlet or "outlet unknown"


def quotation(statement: Statement) -> str:
    """How the words are given, for people who do not know the field's terms."""
    return {"direct": "word for word", "indirect": "in the reporter’s words", "mixed": "partly word for word"}.get(
        statement.quotation, ""
    )


def links(statement: Statement, speaker: str) -> list[str]:
    """The way a relayed statement came, from the article to who said it; empty if it is first-hand."""
    if not statement.relay:
        return []
    relay = [one_line(name) for name in statement.relay]
    last = CLASS[statement.speaker_class] if speaker.casefold() == relay[-1].casefold() else speaker
    return ["the article", *relay, last]


def chain(statement: Statement, speaker: str) -> str:
    """The same on one line: `the article → The Post → an unnamed soldier`."""
    return " → ".join(links(statement, speaker))


def nesting(statements: Iterable[Statement]) -> dict[str, int]:
    """How many statements each stands inside of, by id. Of statements that claim to stand in each other none does."""
    outer = {s.id: s.nested_in for s in statements}
    depths = {}
    for each in outer:
        seen, at = {each}, outer[each]
        while at in outer and at not in seen:
            seen.add(at)
            at = outer[at]
        depths[each] = 0 if at in seen else len(seen) - 1
    return depths


def percent(share: float | None) -> str:
    """`41 %`; a dash for nothing, and for a share of nothing."""
    if not share:
        return "–"
    return "< 1 %" if share < 0.005 else f"{share:.0%}".replace("%", " %")


def tags(statement: Statement) -> list[str]:
    """What a reader should know of a statement beside its words; the usual is not said."""
    found: list[str] = []
    if statement.modality != "asserted":
        found.append(statement.modality + (f" for {span_of_days(*statement.due)}" if statement.due else ""))
    if statement.stance and STANCE[statement.stance]:
        found.append(STANCE[statement.stance])
    if statement.zone != "body":
        found.append(f"in the {statement.zone}" if statement.zone != "notice" else "in a site notice")
    if statement.nested_in:
        found.append(INSIDE)
    if statement.confidence is not None and statement.confidence < UNSURE_BELOW:
        found.append("uncertain reading")
    return found
