"""The places that an article names, linked to a table of places where the text decides which one is meant.

A name that the reader takes for a place stands as a place, known or not; so do names that their region stands behind
("Ashby, Minnesota"). Which place is meant, `read/whereabouts.py` tells.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.gazetteer.known import Known
from onrecord.gazetteer.names import folded
from onrecord.gazetteer.short import REGIONS
from onrecord.gazetteer.world import World, contains, world
from onrecord.read.holders import Holders
from onrecord.read.whereabouts import Sight, areas_behind, whereabouts
from onrecord.rows import Article, Mention, Place, PlaceKind, Reading, Span, place_id
from onrecord.text.spans import covered, merged, overlapping

AROUND = 60
"""Characters before and behind a name that are looked at."""

KINDS: dict[str, PlaceKind] = {"n": "country", "r": "region", "c": "region", "t": "town"}


def placed(article: Article, reading: Reading) -> Reading:
    """The reading with the places that the article names, each in the innermost statement that holds it."""
    return replace(reading, places=tuple(_rows(article, reading, world())))


def _rows(article: Article, reading: Reading, tables: World) -> Iterator[Place]:
    notices = merged((z.start, z.end) for z in article.zones if z.kind == "notice")
    mentions = [m for e in reading.entities for m in e.mentions if m.form == "name"]
    sights = [s for s in sighted(article.text, mentions, tables) if covered(s.span, notices) == 0.0]
    holders = Holders(reading.statements)
    for sight, place in zip(sights, whereabouts(sights, tables), strict=True):
        yield _row(article, holders.of(sight.span), sight, place, tables)


def _row(article: Article, statement: str | None, sight: Sight, place: Known | None, tables: World) -> Place:
    name = place_id(article.id, sight.span)
    if place is None:
        return Place(name, article.id, statement, sight.span, sight.name)
    return Place(
        name, article.id, statement, sight.span, place.name, place.id, KINDS[place.level], place.lat, place.lon,
        place.country, tables.within(place),
    )  # fmt: skip


# What names a place


def sighted(text: str, mentions: Sequence[Mention], tables: World) -> list[Sight]:
    """Where a text names places, in order; no two overlap. `mentions` are its names of whatever kind."""
    marked = [(m.span, m.kind) for m in sorted(mentions, key=lambda m: m.span)]
    found = [part for span, kind in marked if kind == "place" for part in parts(text, span)]
    others = {span: kind for span, kind in marked if kind != "place"}
    for span in (span for span, kind in others.items() if kind == "organization"):
        found += _area_by_name(text, span, tables)
    found += before_their_regions(text, tables)
    out: list[Sight] = []
    taken: list[Span] = []
    for span in dict.fromkeys(found):
        if not overlapping(span, taken):
            insort(taken, span)
            out.append(seen(text, span, tables))
    return sorted(out, key=lambda s: s.span)


def parts(text: str, span: Span) -> Iterator[Span]:
    """A mention without its article, and one of a town with its region as two: "Ashby, Minnesota"."""
    at = span[0]
    for part in text[slice(*span)].split(","):
        bare = _TRIM.fullmatch(part)
        if bare is not None and bare[1]:
            yield at + bare.start(1), at + bare.end(1)
        at += len(part) + 1


_TRIM = re.compile(r"\s*(?:[Tt]he\s+)?(.*?)(?:['’]s)?\s*", re.S)


def _area_by_name(text: str, span: Span, tables: World) -> Iterator[Span]:
    """A country or region that speaks or acts, taken for an organisation: "Russia said"."""
    for part in parts(text, span):
        if any(p.level in ("n", "r") and p.own and p.people >= AREA for p in tables.find(text[slice(*part)])):
            yield part


AREA = 500_000
"""People from which a region's name alone makes a place of what was taken for an organisation."""


def before_their_regions(text: str, tables: World) -> Iterator[Span]:
    """Towns that stand before their region, with the region: "ASHBY, Minn.", whatever they were taken for."""
    for m in _PAIR.finditer(text):
        areas, closed = areas_behind(text[m.end(1) : m.end(1) + AROUND], tables)
        if not closed:
            continue
        for start in _starts(text, m.start(1), m.end(1)):
            if _lies_in(text[start : m.end(1)], areas, tables):
                yield start, m.end(1)
                break


_PAIR = re.compile(
    r"(?<![\w’'.-])([A-Z][\w’'.-]{1,30}(?: (?:(?:de|del|la|of|on|the) )?[A-Z][\w’'.-]{0,30}){0,3})(?=, [A-Z])"
)
_OPENERS = frozenset(["in", "at", "from", "near", "the", "and", "but", "to", "for", "by", "on", "of", "meanwhile"])


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the town's name may begin: there, or behind a word that opens a sentence."""
    yield start
    first, space, _ = text[start:end].partition(" ")
    if space and first.lower() in _OPENERS:
        yield start + len(first) + 1


def _lies_in(name: str, areas: Sequence[Known], tables: World) -> bool:
    return any(contains(area, p) for p in tables.find(name) for area in areas)


def seen(text: str, span: Span, tables: World) -> Sight:
    """A name as it stands, with what may be meant. What stands before a name of a place that is called by direction
    ("northern Mali") is no part of it."""
    words = text[slice(*span)]
    found = tables.find(words)
    if not found and (m := _DIRECTION.match(words)):
        found = tables.find(words[m.end() :])
    start, end = span
    before = text[max(0, start - AROUND) : start].rsplit("\n", 1)[-1]
    after = text[end : end + AROUND].split("\n", 1)[0]
    found = _spelt(words, found)
    region = _short_form(words, before, after, tables)
    return Sight(span, " ".join(words.split()), before, after, tuple(found) if region is None else (region,))


def _spelt(words: str, found: list[Known]) -> list[Known]:
    """What is spelt just so goes before what has other accents: "Los Angeles" before "Los Ángeles". A short form in
    capitals is no name that happens to be spelt so: "USA" is not the town of Usa."""
    if words.isupper() and len(words) <= SHORT:
        return [p for p in found if folded(p.name) != folded(words)]
    said, key = words.casefold(), folded(words)
    if not any(p.name.casefold() == said for p in found):
        return found
    return [replace(p, own=False) if folded(p.name) == key and p.name.casefold() != said else p for p in found]


SHORT = 3
"""Letters of a short form."""


def _short_form(words: str, before: str, after: str, tables: World) -> Known | None:
    """The region whose short form stands behind a town: "Hazard, [Ky.]"."""
    code = REGIONS.get(words) or (REGIONS.get(f"{words}.") if after.startswith(".") else None)
    return tables.region(code) if code is not None and before.endswith(", ") else None


_DIRECTION = re.compile(
    r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern|-?(?:eastern|western))?|[Cc]entral|[Dd]owntown|[Gg]reater"
    r"|[Mm]ainland|[Mm]etro(?:politan)?|[Ii]nner|[Uu]pstate|[Rr]ural)\s+"
)
