"""Statements about the future with the days they fall due, and what reports published since then say of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.rows import Relation, Statement
from onrecord.show.words import moment
from onrecord.store import Record
from onrecord.store.among import statements_of


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement that foresees something. `since` are the reports of its story that were published after the last day
    it may fall due; `later` their statements that are linked to it, with how they stand."""

    statement: Statement
    since: tuple[str, ...]
    later: tuple[tuple[Statement, Relation], ...]


def forecasts(record: Record) -> list[Forecast]:
    """A record's forecasts, by the day they fall due."""
    foreseen = {s.id: s for s in record.statements() if s.due is not None}
    linked: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for x in record.links():
        for one, other in ((x.a, x.b), (x.b, x.a)):
            if one in foreseen:
                linked[one].append((other, x.relation))
    others = statements_of(record, {other for rows in linked.values() for other, _ in rows})
    published = {a.id: at.date().isoformat() for a in record.articles() if (at := moment(a))}
    together = {a: story.articles for story in record.stories() for a in story.articles}
    found = []
    for s in foreseen.values():
        due = s.due[1] if s.due else ""
        since = tuple(a for a in together.get(s.article, ()) if a != s.article and published.get(a, "") > due)
        later = tuple((others[o], r) for o, r in linked[s.id] if others[o].article in since)
        found.append(Forecast(s, since, later))
    return sorted(found, key=lambda x: (x.statement.due or ("", ""), x.statement.id))
