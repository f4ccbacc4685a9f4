"""The report as plain values: everything the template writes is a field here, and the template decides nothing.

Statements are numbered per article in text order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from onrecord.rows import REASONS, Article, Skipped, Statement
from onrecord.show.marks import trimmed
from onrecord.show.part import Part
from onrecord.show.plain import one_line
from onrecord.show.sources import Sources, sources
from onrecord.show.words import count, day, days, in_order


class Shown(Protocol):
    """What a report needs of a record."""

    def articles(self) -> Iterable[Article]:
        """All articles."""

    def statements(self, article: str | None = None) -> Iterable[Statement]:
        """The statements of an article, in text order."""

    def skipped(self) -> Iterable[Skipped]:
        """The inputs that could not be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    parts: list[Part]
    sources: Sources
    skipped: dict[str, list[Skipped]]
    excerpts: bool

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
    def keys(self) -> dict[str, str]:
        """The place of each article in the page, by its id."""
        return {part.article.id: part.key for part in self.parts}

    @property
    def numbers(self) -> dict[str, dict[str, int]]:
        """The numbers of each article's statements."""
        return {part.article.id: part.numbers for part in self.parts}

    @property
    def labels(self) -> dict[str, str]:
        """Each article's outlet, with the day where an outlet has several reports here."""
        several = Counter(part.outlet for part in self.parts)

        def label(part: Part) -> str:
            return f"{part.outlet}, {day(part.article)}" if several[part.outlet] > 1 else part.outlet

        return {part.article.id: label(part) for part in self.parts}

    @property
    def unresolved(self) -> str:
        """How many statements have a source that only points, or none."""
        return count(sum(each.statements for each in self.sources.pointing + self.sources.none), "statement")

    @property
    def open_all(self) -> bool:
        """Few articles are shown open; many are folded, so that the page stays one to walk through."""
        return len(self.parts) <= 20

    def data(self) -> str:
        """What the filter looks through, as JSON that cannot end the element it stands in."""
        rows = [
            [part.key, each.id, each.voice == "narrator", _words(part.article, each)]
            for part in self.parts
            for each in part.shown
        ]
        outlets = {part.key: part.outlet for part in self.parts}
        return script_json({"articles": outlets, "statements": rows})


def page(record: Shown, *, excerpts: bool) -> Page:
    """Everything that a record's report shows."""
    parts = []
    for at, article in enumerate(in_order(record.articles()), 1):
        found = [trimmed(each, article.text) for each in record.statements(article=article.id)]
        statements = sorted(found, key=_first)
        numbers = {each.id: number for number, each in enumerate(statements, 1)}
        parts.append(Part(article, f"a{at}", statements, numbers, excerpts))
    skipped = sorted(record.skipped(), key=lambda each: each.reason)
    return Page(
        parts,
        sources((part.article, part.statements) for part in parts),
        {reason: list(rows) for reason, rows in groupby(skipped, key=lambda each: each.reason)},
        excerpts,
    )


def script_json(value: Any) -> str:
    """JSON in ASCII without `<`, `>` and `&`: whatever it holds, it cannot close a script element."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _words(article: Article, statement: Statement) -> str:
    spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
    return " ".join(one_line(article.text[slice(*span)]) for span in spans)


def _first(statement: Statement) -> tuple[int, int]:
    start, end = statement.content[0] if statement.content else (0, 0)
    return start, -end
