"""Statements and links by the statements' ids: what is shown of a few of them costs no walk through all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.rows import Link, Statement
from onrecord.store.shelf import link_of

if TYPE_CHECKING:
    from onrecord.store.record import Record

AT_ONCE = 500
"""Values in one SQL list: well under SQLite's limit."""


def articles_of(record: Record, statements: Iterable[str]) -> dict[str, str]:
    """The article that each statement stands in."""
    return dict(_listed(record, "SELECT id, article FROM statements WHERE id IN ({})", statements))


def statements_of(record: Record, statements: Iterable[str]) -> dict[str, Statement]:
    """Statements by their ids."""
    wanted = set(statements)
    articles = sorted(set(articles_of(record, wanted).values()))
    return {s.id: s for article in articles for s in record.statements(article) if s.id in wanted}


def links_among(record: Record, statements: Iterable[str]) -> Iterator[Link]:
    """The links whose two ends are both among the statements."""
    wanted = set(statements)
    columns = "a, b, relation, about, same_origin, origin_evidence, rule, score, why, a_spans, b_spans"
    for row in _listed(record, f"SELECT {columns} FROM links WHERE a IN ({{}})", sorted(wanted)):
        if row[1] in wanted:
            yield link_of(row)


def stories_of(record: Record, claims: Iterable[str]) -> dict[str, str]:
    """The story that each claim belongs to."""
    return dict(_listed(record, "SELECT id, story FROM claims WHERE id IN ({})", claims))


def _listed(record: Record, sql: str, values: Iterable[str]) -> Iterator[Any]:
    wanted: Sequence[str] = list(dict.fromkeys(values))
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        yield from record.db.execute(sql.format(",".join("?" * len(part))), part).fetchall()
