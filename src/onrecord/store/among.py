"""Statements and links by the statements' ids: what is shown of a few of them costs no walk through all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.rows import Answer, Claim, Link, Span, Statement
from onrecord.store.rowmap import SPOKEN, statement
from onrecord.store.shelf import LINK_COLUMNS, link_of, listed

if TYPE_CHECKING:
    from onrecord.store.record import Record


def articles_of(record: Record, statements: Iterable[str]) -> dict[str, str]:
    """The article that each statement stands in."""
    return dict(listed(record.db, "SELECT id, article FROM statements WHERE id IN ({})", statements))


def outlets_of(record: Record, articles: Iterable[str]) -> dict[str, str | None]:
    """The outlet of each article."""
    return dict(listed(record.db, "SELECT id, outlet FROM articles WHERE id IN ({})", articles))


def statements_of(record: Record, statements: Iterable[str]) -> dict[str, Statement]:
    """Statements by their ids; those of one article in the order of its text."""
    wanted, pieces = sorted({*statements}), defaultdict[str, list[Span]](list)
    sql = 'SELECT statement, start, "end" FROM statement_pieces WHERE statement IN ({}) ORDER BY statement, n'
    for s, start, end in listed(record.db, sql, wanted):
        pieces[s].append((start, end))
    spoken = f"SELECT {SPOKEN} FROM statements s LEFT JOIN speaker_entities e ON e.entity = s.entity"
    rows = listed(record.db, f"{spoken} WHERE s.id IN ({{}})", wanted)
    found = [statement(row, tuple(pieces[row[0]])) for row in rows]
    return {s.id: s for s in sorted(found, key=lambda s: (s.article, s.content, s.voice, s.id))}


def speakers_named(record: Record, speakers: Iterable[str]) -> dict[str, str]:
    """The names of speakers, by their ids."""
    return dict(listed(record.db, "SELECT id, name FROM speakers WHERE id IN ({})", speakers))


def links_among(record: Record, statements: Iterable[str]) -> Iterator[Link]:
    """The links whose two ends are both among the statements."""
    wanted = set(statements)
    for row in listed(record.db, f"SELECT {LINK_COLUMNS} FROM links WHERE a IN ({{}})", sorted(wanted)):
        if row[1] in wanted:
            yield link_of(row)


def links_at(record: Record, statements: Iterable[str]) -> Iterator[Link]:
    """The links that have one of the statements at an end, each once."""
    wanted, seen = sorted({*statements}), set[tuple[Any, ...]]()
    for end in ("a", "b"):
        for row in listed(record.db, f"SELECT {LINK_COLUMNS} FROM links WHERE {end} IN ({{}})", wanted):
            if row[:4] not in seen:
                seen.add(row[:4])
                yield link_of(row)


def story_of(record: Record, article: str) -> str | None:
    """The story that an article is in."""
    row = record.db.execute("SELECT story FROM story_articles WHERE article = ?", (article,)).fetchone()
    return row and str(row[0])


def claims_without(record: Record, story: str, article: str) -> list[str]:
    """The claims of a story that no statement of an article speaks to, by their ids: those first that most reports
    do."""
    sql = (
        "SELECT c.id FROM claims c JOIN answers a ON a.claim = c.id WHERE c.story = ? AND c.id NOT IN"
        " (SELECT x.claim FROM statements s JOIN answer_statements x ON x.statement = s.id WHERE s.article = ?)"
        " GROUP BY c.id ORDER BY sum(a.reports) DESC, c.id"
    )
    return [row[0] for row in record.db.execute(sql, (story, article))]


def claims_of(record: Record, claims: Iterable[str], most: int | None = None) -> list[Claim]:
    """Claims by their ids, in the order of these; with so many statements of each at most, if that is said, whatever
    their `reports` count."""
    wanted = list(dict.fromkeys(claims))
    said, speakers = defaultdict[tuple[str, int], list[str]](list), defaultdict[tuple[str, int], set[str]](set)
    sql = (
        "SELECT x.claim, x.n, x.statement, e.speaker FROM answer_statements x JOIN statements s ON s.id = x.statement"
        " LEFT JOIN speaker_entities e ON e.entity = s.entity WHERE x.claim = ? ORDER BY x.claim, x.n, x.statement"
        " LIMIT ?"
    )
    for each in wanted:
        for claim, n, s, speaker in record.db.execute(sql, (each, -1 if most is None else most)):
            said[claim, n].append(s)
            speakers[claim, n] |= {speaker} - {None}
    answers = defaultdict[str, list[Answer]](list)
    columns = "claim, n, value, as_of, reports, origins_min, origins_max"
    sql = f"SELECT {columns} FROM answers WHERE claim IN ({{}}) ORDER BY claim, n"
    for claim, n, value, as_of, reports, least, most in listed(record.db, sql, wanted):
        theirs = tuple(sorted(speakers[claim, n]))
        answers[claim].append(Answer(value, as_of, tuple(said[claim, n]), theirs, reports, (least, most)))
    asked = dict(listed(record.db, "SELECT id, question FROM claims WHERE id IN ({})", wanted))
    return [Claim(c, asked[c], tuple(answers[c])) for c in wanted if c in asked]


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
