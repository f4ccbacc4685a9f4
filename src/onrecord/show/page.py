"""The report as plain values: everything the template writes is a field here, and the template decides nothing.

Statements are numbered per article in text order: those with a source 1, 2, 3, the reporters' own r1, r2, r3, so that
neither leaves gaps where the other is hidden.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Protocol

from onrecord.rows import REASONS, Skipped, Statement, Voice
from onrecord.show.choice import Choice
from onrecord.show.commentary import Comment, comments
from onrecord.show.differing import Contrasts, contrasts
from onrecord.show.forecasts import Foreseen, foreseen
from onrecord.show.ledger import ledger
from onrecord.show.lost import lost
from onrecord.show.manner import NO_MANNER, Manner, manner
from onrecord.show.marks import trimmed
from onrecord.show.matrix import NO_MATRICES, Matrices, matrices
from onrecord.show.missing import missing
from onrecord.show.namings import NO_NAMINGS, Namings, namings
from onrecord.show.oneword import NOTHING, OneWord, Where, oneword
from onrecord.show.part import Part
from onrecord.show.plain import one_line
from onrecord.show.sides import Labels, Named
from onrecord.show.trails import Trails, trails
from onrecord.show.voices import Places, Voices, anchor, bar, voices
from onrecord.show.words import count, days, in_order
from onrecord.show.words import labels as named
from onrecord.store import Record

NO_TRAILS = Trails([], [], [])
"""Of a record whose links are not known."""


class Shown(Named, Protocol):
    """What a report needs of a record."""

    def skipped(self) -> Iterable[Skipped]:
        """The inputs that could not be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    parts: list[Part]
    voices: Voices
    skipped: dict[str, list[Skipped]]
    excerpts: bool
    oneword: OneWord
    matrices: Matrices
    trails: Trails
    contrasts: list[Contrasts]
    comments: list[Comment]
    forecasts: list[Foreseen]
    namings: Namings
    manner: Manner
    side: str | None = None

    @property
    def fiction(self) -> bool:
        """Whether every article comes from an invented outlet."""
        return bool(self.parts) and all(part.fiction for part in self.parts)

    @property
    def reports(self) -> str:
        """`14 reports from 11 outlets`."""
        outlets = {part.article.outlet for part in self.parts if part.article.outlet}
        named = f" from {count(len(outlets), 'outlet')}" if outlets else ""
        return count(len(self.parts), "report") + named

    @property
    def days(self) -> str:
        """The days that the reports span."""
        return days(part.article for part in self.parts)

    @property
    def attributed(self) -> int:
        """Statements with a source."""
        return sum(part.attributed for part in self.parts)

    @property
    def narrated(self) -> int:
        """Statements in the reporters' own voice."""
        return sum(part.narrated for part in self.parts)

    @property
    def outlets(self) -> list[str]:
        """The outlets by name."""
        return sorted({part.outlet for part in self.parts}, key=str.casefold)

    @property
    def reasons(self) -> dict[str, str]:
        """What each reason for skipping means."""
        return REASONS

    @property
    def unresolved(self) -> str:
        """How many statements have a source that only points, or none."""
        lines = (len(place.lines) for card in self.voices.unresolved for place in card.places)
        return count(sum(lines), "statement")

    @property
    def open_all(self) -> bool:
        """Few articles are shown open; many are folded, so that the page stays one to walk through."""
        return len(self.parts) <= 20

    def data(self) -> str:
        """What the filter looks through, as JSON that cannot end the element it stands in."""
        rows = [
            [part.key, each.id, each.voice == "narrator", _words(part, each)]
            for part in self.parts
            for each in part.shown
        ]
        outlets = {part.key: part.outlet for part in self.parts}
        return script_json({"articles": outlets, "statements": rows})


def page(
    record: Shown, *, excerpts: bool, labels: Labels | None = None, side: str | None = None, by_side: bool = False
) -> Page:
    """Everything that a record's report shows. Of a `side`, its statements alone."""
    labels, choice = labels or Labels(), Choice(side=side)
    sources = ledger(record, labels, choice)
    speakers = {said.statement.id: (anchor(a), a.name) for a in sources.speakers if a.id for said in a.said}
    bars = {each.article: bar(each) for each in sources.articles}
    parts = []
    for at, article in enumerate(in_order(record.articles()), 1):
        rows = [trimmed(each, article.text) for each in record.statements(article=article.id)]
        sides = {s.id: labels.of(s, article) for s in rows}
        kept = [s for s in rows if choice.keep(s, sides[s.id], ())]
        statements = sorted(kept, key=_first)
        numbers = _numbers(statements)
        part = Part(article, f"a{at}", statements, numbers, excerpts, speakers, sides, bars[article.id])
        parts.append(part)
    found, carried = NOTHING, NO_MATRICES
    where = _where(parts, speakers, excerpts=excerpts)
    if isinstance(record, Record) and side is None:
        found = oneword(record, where)
        carried = matrices(record, where, {q.id for q in found.questions})
        parts = [replace(part, shared=found.heads.get(part.article.id)) for part in parts]
    skipped = sorted(record.skipped(), key=lambda each: each.reason)
    numbered = {part.article.id: part.numbers for part in parts}
    called = named(part.article for part in parts)
    places = Places({part.article.id: part.key for part in parts}, called, numbered)
    whole = record if isinstance(record, Record) and side is None and not excerpts else None
    return Page(
        parts,
        voices(sources, places, by_side=by_side),
        {reason: list(rows) for reason, rows in groupby(skipped, key=lambda each: each.reason)},
        excerpts,
        found,
        carried,
        _trails(record, places, excerpts=excerpts) if side is None else NO_TRAILS,
        contrasts(whole, places) if whole is not None else [],
        comments(whole, places) if whole is not None else [],
        foreseen(whole, places) if whole is not None else [],
        namings(whole, where) if whole is not None else NO_NAMINGS,
        manner(whole, where) if whole is not None else NO_MANNER,
        side,
    )


def _trails(record: Shown, places: Places, *, excerpts: bool) -> Trails:
    """What was lost on the way, and the originals that are missing. Excerpts lack the reporters' own statements, and so
    what was lost from and to these."""
    if not isinstance(record, Record):
        return NO_TRAILS
    articles = {a.id: a for a in record.articles()}
    return trails(() if excerpts else lost(record), missing(record), articles, places)


def _numbers(statements: Iterable[Statement]) -> dict[str, str]:
    """The number of each, by its id."""
    upto: Counter[Voice] = Counter()
    found = {}
    for each in statements:
        upto[each.voice] += 1
        found[each.id] = f"{'r' if each.voice == 'narrator' else ''}{upto[each.voice]}"
    return found


def _where(parts: Iterable[Part], speakers: Mapping[str, tuple[str, str]], *, excerpts: bool) -> Where:
    parts = list(parts)
    return Where(
        {part.article.id: part.key for part in parts},
        {part.article.id: part.shown for part in parts},
        {statement: card for statement, (card, _) in speakers.items()},
        excerpts,
    )


def script_json(value: Any) -> str:
    """JSON in ASCII without `<`, `>` and `&`: whatever it holds, it cannot close a script element."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _words(part: Part, statement: Statement) -> str:
    """What the filter finds a statement by: the words of its parts, its speaker's name, and its relays."""
    spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
    text = " ".join(one_line(part.article.text[slice(*span)]) for span in spans)
    _, name = part.speakers.get(statement.id, ("", ""))
    return " ".join([text, *({name} - {""} if name not in text else ()), *map(one_line, statement.relay)])


def _first(statement: Statement) -> tuple[int, int]:
    start, end = statement.content[0] if statement.content else (0, 0)
    return start, -end
