"""What a page needs of a record, by queries for that page alone: a record may hold a hundred thousand articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.rows import Article, Statement
from onrecord.store import Record
from onrecord.store.among import speakers_named, statements_of
from onrecord.store.shelf import listed

PAGE = 50
"""Rows of a page; further ones are on the next."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in the list: its id, how many articles and claims it has, and one of its headlines."""

    id: str
    articles: int
    claims: int
    title: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in the list, with the first of its answers."""

    id: str
    question: str
    answers: int
    value: str
    reports: int
    origins: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of one page; `more` says whether others follow."""

    rows: Sequence[StoryLine]
    more: bool


def stories(record: Record, page: int) -> Listed:
    """The stories, the largest first, and those of the latest ids behind."""
    sql = (
        "SELECT story, count(*) AS n, min(article) FROM story_articles GROUP BY story ORDER BY n DESC, story"
        " LIMIT ? OFFSET ?"
    )
    found = record.db.execute(sql, (PAGE + 1, PAGE * page)).fetchall()
    ids = [story for story, _, _ in found]
    claims = dict(listed(record.db, "SELECT story, count(*) FROM claims WHERE story IN ({}) GROUP BY story", ids))
    titles = dict(listed(record.db, "SELECT id, title FROM articles WHERE id IN ({})", [a for _, _, a in found]))
    rows = [StoryLine(story, n, claims.get(story, 0), titles.get(a) or "") for story, n, a in found[:PAGE]]
    return Listed(rows, len(found) > PAGE)


def articles_of_story(record: Record, story: str) -> list[str]:
    """The ids of a story's articles; none where there is no such story."""
    return [a for (a,) in record.db.execute("SELECT article FROM story_articles WHERE story = ? ORDER BY 1", (story,))]


def claim_lines(record: Record, story: str, page: int) -> list[ClaimLine]:
    """The claims of one page of a story, and one more where others follow: those with most answers first, of these
    those that most reports speak to."""
    sql = (
        "SELECT c.id, c.question, count(*), min(a.n) FROM claims c JOIN answers a ON a.claim = c.id WHERE c.story = ?"
        " GROUP BY c.id ORDER BY count(*) DESC, sum(a.reports) DESC, c.id LIMIT ? OFFSET ?"
    )
    found = record.db.execute(sql, (story, PAGE + 1, PAGE * page)).fetchall()
    first = "SELECT value, reports, origins_min, origins_max FROM answers WHERE claim = ? AND n = ?"
    out = []
    for name, question, answers, n in found:
        value, reports, least, most = record.db.execute(first, (name, n)).fetchone()
        out.append(ClaimLine(name, question, answers, value, reports, (least, most)))
    return out


def claims_in(record: Record, story: str) -> int:
    """How many claims a story has."""
    return int(record.db.execute("SELECT count(*) FROM claims WHERE story = ?", (story,)).fetchone()[0])


def names_of(record: Record, statements: Iterable[Statement]) -> dict[str, str]:
    """The name of each statement's speaker, by the statement's id, where it has one."""
    rows = [s for s in statements if s.speaker is not None]
    names = speakers_named(record, (s.speaker for s in rows if s.speaker is not None))
    return {s.id: names[s.speaker] for s in rows if s.speaker in names}


def titled(record: Record, articles: Iterable[str]) -> dict[str, Article]:
    """Articles by their ids."""
    return {a: found for a in dict.fromkeys(articles) if (found := record.article(a)) is not None}


def found_statements(record: Record, words: str) -> list[Statement]:
    """Statements that hold all the words, best first."""
    ids = record.search(words, limit=PAGE)
    rows = statements_of(record, ids)
    return [rows[i] for i in ids if i in rows]
