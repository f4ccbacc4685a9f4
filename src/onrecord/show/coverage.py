"""Which claims of a record's stories its articles carry, and where: worked out when it is asked for, and not stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import UsageError
from onrecord.link.coverage import Carried, Cell, Place
from onrecord.link.coverage import coverage as carried
from onrecord.rows import Article
from onrecord.show.words import count, in_order
from onrecord.store import Record

WORDS: dict[Place, str] = {
    "headline": "in the headline",
    "lead": "in the lead",
    "body": "deeper",
    "unlinked": "to be looked at",
    "unknown": "cannot be told",
    "not_found": "not found here",
}
"""What a place is called on screen."""

MEANING: dict[Place, str] = {
    "headline": "it is in the headline",
    "lead": "in the first paragraphs",
    "body": "in the text below these",
    "unlinked": "no statement of it was found, but words of it stand together: read the passage",
    "unknown": "a search has too little to go by, or the report is not complete or was not read",
    "not_found": "the report is complete, and a search of its text for names, numbers and words of it finds nothing",
}
"""What each means."""

WHY: dict[str, str] = {
    "empty": "empty",
    "language": "in a language that is not read",
    "not_an_article": "no article",
    "broken_archive": "in a damaged archive",
    "torn_record": "cut short",
    "malformed": "malformed",
    "oversize": "too large",
    "too_slow": "too slow",
    "encoding": "not to be decoded",
    "unsupported": "of a kind that is not read",
    "missing": "missing",
    "unreadable": "not to be opened",
    "refused_address": "at an address that is not allowed",
    "robots": "kept from robots by the site",
    "fetch_failed": "not to be fetched",
    "unsafe_path": "outside the folder",
    "reader_failed": "where reading failed",
}
"""The reasons for skipping an input, in few words."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A story's articles, by time, and its claims, each with a cell for each article. Of `partial` (a teaser, a page
    behind a paywall) and `unread` articles (ids: in another language, or nothing was read from them) nothing is ever
    said to be not found. `skipped` counts the record's inputs that could not be read, of whatever story, by reason;
    `more` the claims that are left out where a limit was asked for."""

    story: str
    articles: tuple[Article, ...]
    claims: tuple[Carried, ...]
    partial: tuple[str, ...]
    unread: tuple[str, ...]
    skipped: dict[str, int]
    more: int = 0


def coverage(record: Record, story: str | None = None, limit: int | None = None) -> list[Coverage]:
    """The stories of two articles or more, the largest first, with their claims, those first that most reports speak
    to; of one story, if its id or the beginning of it is given, and of each so many claims, if a limit is. Raises
    `UsageError` where no story's id begins so."""
    if story is not None and not any(each.id.startswith(story.casefold()) for each in record.stories()):
        raise UsageError(f"no story's id begins with {story!r}. See their ids with: onrecord show RECORD stories")
    skipped = skipped_by_reason(record)
    return [_coverage(record, s, articles, limit, skipped) for s, articles in stories(record, story)]


def skipped_by_reason(record: Record) -> dict[str, int]:
    """How many inputs of a record were not read, or not wholly, by reason, the most frequent first."""
    found = Counter(each.reason for each in record.skipped())
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def stories(record: Record, story: str | None = None) -> Iterator[tuple[str, list[Article]]]:
    """The stories of two articles or more, each with its articles by time; those alone whose id begins as is said."""
    for each in record.stories():
        if each.id.startswith((story or "").casefold()) and len(each.articles) > 1:
            yield each.id, in_order(a for i in each.articles if (a := record.article(i)) is not None)


def _coverage(
    record: Record, story: str, articles: Sequence[Article], limit: int | None, skipped: dict[str, int]
) -> Coverage:
    statements = [s for a in articles for s in record.statements(a.id)]
    figures = [f for a in articles for f in record.figures(a.id)]
    claims = sorted(record.claims(story), key=lambda c: -sum(answer.reports for answer in c.answers))
    claims = list({(c.question, c.answers[0].value): c for c in reversed(claims)}.values())[
        ::-1
    ]  # of two alike, the first
    kept = claims[:limit]
    told = {s.article for s in statements}
    return Coverage(
        story,
        tuple(articles),
        tuple(carried(kept, articles, statements, figures)),
        tuple(a.id for a in articles if not a.complete),
        tuple(a.id for a in articles if a.language != "en" or a.id not in told),
        skipped,
        len(claims) - len(kept),
    )


def left_out(skipped: Mapping[str, int]) -> str:
    """How many inputs of a record were not read, and why, as a sentence; empty where all were."""
    if not skipped:
        return ""
    kinds = ", ".join(f"{n:,} {WHY.get(reason, reason)}" for reason, n in skipped.items())
    inputs = sum(skipped.values())
    return (
        f"{count(inputs, 'input')} of the record {'was' if inputs == 1 else 'were'} not read, or not wholly: {kinds}."
    )


def not_read(found: Coverage) -> list[str]:
    """How many of a story's articles were not read, or are not complete, in words; empty where all were."""
    lines = []
    if found.unread:
        lines.append(
            f"{count(len(found.unread), 'report')} of this story not read: another language, or no text in it."
        )
    if found.partial:
        lines.append(f"{count(len(found.partial), 'report')} of this story not complete: nothing is “not found” there.")
    return lines


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """A row for each claim and article, with the keys of the interchange format."""
    for found in coverage(record):
        for row in found.claims:
            for cell in row.articles:
                yield {"claim": row.claim.id, "story": found.story, **cell_json(cell)}


def cell_json(cell: Cell) -> dict[str, Any]:
    """A cell as a JSON object."""
    spans = [{"article": s.article, "span": s.span} for s in cell.spans]
    return {
        "article": cell.article,
        "outlet": cell.outlet,
        "place": cell.place,
        "statements": cell.statements,
        "spans": spans,
    }


def coverage_json(found: Coverage, row: Carried) -> dict[str, Any]:
    """A claim with its cells, by article and by outlet, and what was not read."""
    return {
        "claim": row.claim.id,
        "question": row.claim.question,
        "story": found.story,
        "articles": [cell_json(cell) for cell in row.articles],
        "outlets": [{"outlet": o.outlet, "place": o.place, "articles": o.articles} for o in row.outlets],
        "not_read": {"partial": found.partial, "unread": found.unread, "skipped": found.skipped},
    }


def first_cells(row: Carried) -> Iterable[tuple[str | None, Cell]]:
    """For each outlet the first of its cells that has its best place."""
    cells = {cell.article: cell for cell in row.articles}
    return ((o.outlet, cells[o.articles[0]]) for o in row.outlets)
