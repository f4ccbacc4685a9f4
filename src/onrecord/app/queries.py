"""What a page needs of a record, by queries for that page alone: a record may hold a hundred thousand articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.rows import Article, Claim, Statement
from onrecord.store import Record
from onrecord.store.among import statements_of
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


def story_of(record: Record, article: str) -> str | None:
    """The story that an article is in."""
    row = record.db.execute("SELECT story FROM story_articles WHERE article = ?", (article,)).fetchone()
    return row and str(row[0])


def claim(record: Record, name: str) -> tuple[str, Claim] | None:
    """A claim with its story, by its id."""
    row = record.db.execute("SELECT story FROM claims WHERE id = ?", (name,)).fetchone()
    found = next((c for c in record.claims(str(row[0])) if c.id == name), None) if row else None
    return (str(row[0]), found) if row and found else None


def names_of(record: Record, statements: Iterable[Statement]) -> dict[str, str]:
    """The name of each statement's speaker, by the statement's id, where it has one."""
    rows = list(statements)
    ids = {s.speaker for s in rows if s.speaker is not None}
    names = dict(listed(record.db, "SELECT id, name FROM speakers WHERE id IN ({})", sorted(ids)))
    return {s.id: names[s.speaker] for s in rows if s.speaker in names}


def titled(record: Record, articles: Iterable[str]) -> dict[str, Article]:
    """Articles by their ids."""
    return {a: found for a in dict.fromkeys(articles) if (found := record.article(a)) is not None}


def found_statements(record: Record, words: str) -> list[Statement]:
    """Statements that hold all the words, best first."""
    ids = record.search(words, limit=PAGE)
    rows = statements_of(record, ids)
    return [rows[i] for i in ids if i in rows]
