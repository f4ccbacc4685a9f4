"""What an article is searched by, made of it alone: units with the shingles they are found by, and what it is about.

It can be made in another process, and handed over as a line of JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from onrecord.link.events import Telling, telling
from onrecord.link.units import few_shingles, units
from onrecord.rows import Article, Span


@dataclass(frozen=True, slots=True)
class SearchedUnit:
    """A unit by its key: where it stands, which of its words are quoted, and the shingles it is found by."""

    key: int
    span: Span
    quoted: tuple[Span, ...]
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Searched:
    """What an article is searched by; `article` is its id."""

    article: str
    units: tuple[SearchedUnit, ...]
    telling: Telling


def searched(article: Article) -> Searched:
    """What an article is searched by."""
    found = (
        SearchedUnit(u.key, u.span, u.quoted, frozenset(few_shingles(u.words)))
        for u in units(article.text, article.zones)
    )
    return Searched(article.id, tuple(found), telling(article))


def as_line(found: Searched) -> str:
    """It as a line of JSON."""
    rows = [[u.key, u.span, u.quoted, [*u.shingles]] for u in found.units]
    return json.dumps([found.article, rows, found.telling.day, [*found.telling.terms.items()]]) + "\n"


def of_line(line: bytes) -> Searched:
    """It from such a line."""
    article, rows, day, terms = json.loads(line)
    found = (
        SearchedUnit(key, (start, end), tuple((a, b) for a, b in quoted), frozenset(shingles))
        for key, (start, end), quoted, shingles in rows
    )
    return Searched(article, tuple(found), Telling(dict(terms), day))
