"""Statements and links by the statements' ids: what is shown of a few of them costs no walk through all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.rows import Link, Statement
from onrecord.store.shelf import LINK_COLUMNS, link_of, listed

if TYPE_CHECKING:
    from onrecord.store.record import Record


def articles_of(record: Record, statements: Iterable[str]) -> dict[str, str]:
    """The article that each statement stands in."""
    return dict(listed(record.db, "SELECT id, article FROM statements WHERE id IN ({})", statements))


def statements_of(record: Record, statements: Iterable[str]) -> dict[str, Statement]:
    """Statements by their ids."""
    wanted = set(statements)
    articles = sorted(set(articles_of(record, wanted).values()))
    return {s.id: s for article in articles for s in record.statements(article) if s.id in wanted}


def links_among(record: Record, statements: Iterable[str]) -> Iterator[Link]:
    """The links whose two ends are both among the statements."""
    wanted = set(statements)
    for row in listed(record.db, f"SELECT {LINK_COLUMNS} FROM links WHERE a IN ({{}})", sorted(wanted)):
        if row[1] in wanted:
            yield link_of(row)


def stories_of(record: Record, claims: Iterable[str]) -> dict[str, str]:
    """The story that each claim belongs to."""
    return dict(listed(record.db, "SELECT id, story FROM claims WHERE id IN ({})", claims))
