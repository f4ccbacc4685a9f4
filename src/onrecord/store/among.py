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


def speakers_named(record: Record, speakers: Iterable[str]) -> dict[str, str]:
    """The names of speakers, by their ids."""
    return dict(listed(record.db, "SELECT id, name FROM speakers WHERE id IN ({})", speakers))


def links_among(record: Record, statements: Iterable[str]) -> Iterator[Link]:
    """The links whose two ends are both among the statements."""
    wanted = set(statements)
    for row in listed(record.db, f"SELECT {LINK_COLUMNS} FROM links WHERE a IN ({{}})", sorted(wanted)):
        if row[1] in wanted:
            yield link_of(row)


def stories_of(record: Record, claims: Iterable[str]) -> dict[str, str]:
    """The story that each claim belongs to."""
    return dict(listed(record.db, "SELECT id, story FROM claims WHERE id IN ({})", claims))


def links_that(record: Record, relations: Iterable[str], articles: Iterable[str] | None = None) -> Iterator[Link]:
    """The links of some relations, by their ends; of the stories alone that hold one of the articles, if these are
    given."""
    select, kept = f"SELECT {LINK_COLUMNS} FROM links WHERE", {*relations}
    if articles is None:
        rows = listed(record.db, f"{select} relation IN ({{}})", kept)
    else:
        inside = listed(record.db, "SELECT DISTINCT story FROM story_articles WHERE article IN ({})", articles)
        rows = listed(record.db, f"{select} story IN ({{}})", sorted({story for (story,) in inside}))
    found = (x for x in map(link_of, rows) if x.relation in kept)
    yield from sorted(found, key=lambda x: (x.a, x.b, x.relation, x.about))


def linked_as(record: Record, statements: Iterable[str], relations: Iterable[str]) -> set[str]:
    """Those of the statements that a link of one of the relations has at an end."""
    kept, wanted, found = {*relations}, [*statements], set[str]()
    for end in ("a", "b"):
        rows = listed(record.db, f"SELECT {end}, relation FROM links WHERE {end} IN ({{}})", wanted)
        found |= {s for s, relation in rows if relation in kept}
    return found


def answers_among(record: Record, statements: Iterable[str]) -> dict[str, list[str]]:
    """The claims that each statement gives an answer to."""
    found: dict[str, list[str]] = {}
    for s, claim in listed(
        record.db, "SELECT statement, claim FROM answer_statements WHERE statement IN ({})", statements
    ):
        found.setdefault(s, []).append(claim)
    return found


def answers_to(record: Record, claims: Iterable[str]) -> dict[str, int]:
    """How many answers each claim has."""
    return dict(listed(record.db, "SELECT claim, count(*) FROM answers WHERE claim IN ({}) GROUP BY claim", claims))
