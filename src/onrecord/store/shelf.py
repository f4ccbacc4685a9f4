"""What linking keeps in a record between runs, so that a few new articles cost little more than themselves.

Everything here is made of the articles and their reading alone, and can be thrown away and made again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.rows import Article, Claim, Figure, Link, Reuse, Run, Span, Statement, Stretch

if TYPE_CHECKING:
    from onrecord.store.record import Record

STAGE = "link"
AT_ONCE = 500
"""Values in one SQL list: well under SQLite's limit."""

LINK_COLUMNS = "a, b, relation, about, same_origin, origin_evidence, rule, score, why, a_spans, b_spans"
"""What `link_of` reads, in its order."""

TEXTS_HELD = 64
"""Texts kept at hand while units are cut out of them."""


TELLINGS_HELD = 10_000
"""What so many articles are about is kept at hand: some 5 KB each."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands: the characters there, and which of its words are quoted."""

    unit: int
    article: str
    span: Span
    text: str
    quoted: tuple[Span, ...]


class Shelf:
    """A record's keeping of links. Opened by `Record.shelf`."""

    def __init__(self, record: Record, run: Run) -> None:
        self.record, self.db, self.run = record, record.db, run
        self._held: dict[str, tuple[str, int | None, dict[int, float]]] = {}

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of it or nothing."""
        with self.record.together():
            yield

    # Articles

    def unlinked(self, version: str) -> Iterator[str]:
        """Articles that this version of linking has not seen, by their ids."""
        sql = (
            "SELECT id FROM articles WHERE NOT EXISTS"
            " (SELECT 1 FROM done d WHERE d.article = id AND d.stage = ? AND d.version = ?) ORDER BY id"
        )
        yield from [row[0] for row in self.db.execute(sql, (STAGE, version))]

    def forget_other_versions(self, version: str) -> None:
        """Throws away what another version of linking left, so that nothing old stands beside the new."""
        sql = "SELECT 1 FROM done WHERE stage = ? AND version != ? LIMIT 1"
        if self.db.execute(sql, (STAGE, version)).fetchone() is None:
            return
        with self.together():
            for table in (
                "answer_statements", "answers", "claims", "remarks", "links", "story_articles", "stories",
                "same_events", "telling_keys", "article_tellings", "tellings", "unit_matches", "shingles",
                "common_shingles", "unit_places", "units",
            ):  # fmt: skip
                self.db.execute(f"DELETE FROM {table}")
            self.db.execute("DELETE FROM done WHERE stage = ?", (STAGE,))

    def seen(self, articles: Iterable[str], version: str) -> None:
        """Marks articles as searched for what they share."""
        rows = [(a, STAGE, version, self.run.id) for a in articles]
        self.db.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", rows)

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Articles by their ids."""
        return [a for each in ids if (a := self.record.article(each)) is not None]

    def statements(self, article: str) -> list[Statement]:
        """What was read from an article, with its speakers."""
        return list(self.record.statements(article))

    def figures(self, article: str) -> list[Figure]:
        """The figures of an article, in text order."""
        return list(self.record.figures(article))

    # Units

    def add_units(self, units: Mapping[int, Sequence[Span]], places: Iterable[tuple[str, int, int, int]]) -> set[int]:
        """Stores units (with which words are quoted) and where they stand; gives those that are new."""
        known = set(self._known_units(units))
        new = [(key, json.dumps(quoted)) for key, quoted in units.items() if key not in known]
        self.db.executemany("INSERT INTO units VALUES (?, ?)", new)
        self.db.executemany("INSERT OR IGNORE INTO unit_places VALUES (?, ?, ?, ?)", places)
        return {key for key, _ in new}

    def _known_units(self, keys: Iterable[int]) -> Iterator[int]:
        for (key,) in listed(self.db, "SELECT key FROM units WHERE key IN ({})", keys):
            yield key

    def units_at(self, keys: Iterable[int]) -> Iterator[UnitPlace]:
        """Each unit where it stands first. Texts are cut here: SQLite would count a long one's characters each time."""
        sql = (
            'SELECT u.key, p.article, p.start, p."end", u.quoted'
            " FROM units u JOIN unit_places p ON (p.article, p.start) ="
            " (SELECT x.article, x.start FROM unit_places x WHERE x.unit = u.key ORDER BY x.article, x.start LIMIT 1)"
            " WHERE u.key IN ({})"
        )
        text = lru_cache(maxsize=TEXTS_HELD)(self._text)
        for key, article, start, end, quoted in listed(self.db, sql, keys):
            words = text(article)[start:end]
            yield UnitPlace(key, article, (start, end), words, tuple((a, b) for a, b in json.loads(quoted)))

    def _text(self, article: str) -> str:
        row = self.db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        return str(row[0])

    # Shingles

    def common(self, keys: Iterable[int]) -> set[int]:
        """Which shingles are too common to tell anything."""
        return {key for (key,) in listed(self.db, "SELECT key FROM common_shingles WHERE key IN ({})", keys)}

    def add_shingles(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Stores which unit has which shingle: pairs of shingle and unit."""
        self.db.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", sorted(pairs))

    def having(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The units that have each shingle."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, unit in listed(self.db, "SELECT key, unit FROM shingles WHERE key IN ({})", keys):
            found[key].append(unit)
        return found

    def make_common(self, keys: Iterable[int]) -> None:
        """Notes that shingles are too common, and forgets who has them."""
        rows = [(key,) for key in keys]
        self.db.executemany("INSERT OR IGNORE INTO common_shingles VALUES (?)", rows)
        self.db.executemany("DELETE FROM shingles WHERE key = ?", rows)

    def matched_among(self, units: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs of units, all of a list, that share a passage."""
        wanted = set(units)
        sql = "SELECT DISTINCT a, b FROM unit_matches WHERE a IN ({})"
        return [(a, b) for a, b in listed(self.db, sql, units) if b in wanted]

    def drop_matches(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forgets what pairs of units share."""
        self.db.executemany("DELETE FROM unit_matches WHERE a = ? AND b = ?", pairs)

    def add_matches(self, rows: Iterable[tuple[int, int, int, int, int, int, int, float]]) -> None:
        """Stores what units share: a, b, number, from and to in each, score."""
        self.db.executemany("INSERT OR REPLACE INTO unit_matches VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    # Events

    def add_tellings(self, found: Mapping[str, tuple[int | None, Mapping[int, float], Sequence[int]]]) -> set[str]:
        """Stores what articles are about, and what it is found by: day, terms and keys by id. Gives those new."""
        known = {t for (t,) in listed(self.db, "SELECT id FROM tellings WHERE id IN ({})", found)}
        new = [t for t in found if t not in known]
        rows = [(t, found[t][0], json.dumps([*found[t][1].items()])) for t in new]
        self.db.executemany("INSERT INTO tellings VALUES (?, ?, ?)", rows)
        self.db.executemany(
            "INSERT INTO telling_keys VALUES (?, ?)", sorted((k, t) for t in new for k in {*found[t][2]})
        )
        return set(new)

    def tell(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Stores which article is about what: pairs of article and telling."""
        self.db.executemany("INSERT OR REPLACE INTO article_tellings VALUES (?, ?)", pairs)

    def found_by(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The tellings that each key finds."""
        found: dict[int, list[str]] = defaultdict(list)
        for key, telling in listed(self.db, "SELECT key, telling FROM telling_keys WHERE key IN ({})", keys):
            found[key].append(telling)
        return found

    def tellings(self, ids: Iterable[str]) -> Iterator[tuple[str, int | None, dict[int, float]]]:
        """What tellings are about: id, day and terms. Those of crowds are asked for again and again."""
        wanted = set(ids)
        yield from (self._held[i] for i in wanted & self._held.keys())
        missing = wanted - self._held.keys()
        if len(self._held) > TELLINGS_HELD:
            self._held.clear()
        for telling, day, terms in listed(self.db, "SELECT id, day, terms FROM tellings WHERE id IN ({})", missing):
            self._held[telling] = telling, day, dict(json.loads(terms))
            yield self._held[telling]

    def add_same_events(self, rows: Iterable[tuple[str, str, float]]) -> None:
        """Stores which tellings seem to be of one event, and how alike they are."""
        self.db.executemany("INSERT OR REPLACE INTO same_events VALUES (?, ?, ?)", rows)

    def drop_same_events(self, telling: str, others: Iterable[str]) -> None:
        """Forgets that a telling seems to be of one event with others."""
        rows = [(min(telling, other), max(telling, other)) for other in others]
        self.db.executemany("DELETE FROM same_events WHERE a = ? AND b = ?", rows)

    def telling_of(self, articles: Iterable[str]) -> dict[str, str]:
        """What each article is about."""
        return dict(listed(self.db, "SELECT article, telling FROM article_tellings WHERE article IN ({})", articles))

    def articles_telling(self, tellings: Iterable[str]) -> dict[str, list[str]]:
        """The articles that are about each."""
        found: dict[str, list[str]] = defaultdict(list)
        sql = "SELECT telling, article FROM article_tellings WHERE telling IN ({}) ORDER BY article"
        for telling, article in listed(self.db, sql, tellings):
            found[telling].append(article)
        return found

    def near(self, tellings: Iterable[str]) -> set[str]:
        """The tellings that seem to be of one event with any of those given."""
        ids = list(tellings)
        there = listed(self.db, "SELECT b FROM same_events WHERE a IN ({})", ids)
        back = listed(self.db, "SELECT a FROM same_events WHERE b IN ({})", ids)
        return {x for (x,) in (*there, *back)}

    def edges(self, tellings: Sequence[str]) -> dict[tuple[str, str], float]:
        """How alike the tellings of a list are, where they are of one event."""
        wanted = set(tellings)
        sql = "SELECT a, b, alike FROM same_events WHERE a IN ({})"
        return {(a, b): alike for a, b, alike in listed(self.db, sql, tellings) if b in wanted}

    def dated(self, tellings: Iterable[str]) -> dict[str, bool]:
        """Whether the day of each is known."""
        return {
            t: day is not None for t, day in listed(self.db, "SELECT id, day FROM tellings WHERE id IN ({})", tellings)
        }

    def said_of(self, articles: Iterable[str]) -> dict[tuple[str, str], bool]:
        """What a person said of pairs of articles of which one is given: whether they tell of one event."""
        ids = list(articles)
        there = listed(self.db, "SELECT a, b, same FROM story_corrections WHERE a IN ({})", ids)
        back = listed(self.db, "SELECT a, b, same FROM story_corrections WHERE b IN ({})", ids)
        return {(a, b): bool(same) for a, b, same in (*there, *back)}

    # Stories

    def stories_of(self, articles: Iterable[str]) -> dict[str, str]:
        """The story that each article is in."""
        return dict(listed(self.db, "SELECT article, story FROM story_articles WHERE article IN ({})", articles))

    def members(self, story: str) -> list[str]:
        """A story's articles."""
        sql = "SELECT article FROM story_articles WHERE story = ? ORDER BY article"
        return [row[0] for row in self.db.execute(sql, (story,))]

    def drop_stories(self, stories: Iterable[str]) -> None:
        """Forgets stories with all that was linked in them."""
        self.db.executemany("DELETE FROM stories WHERE id = ?", [(s,) for s in stories])

    def add_story(self, story: str, articles: Iterable[str]) -> None:
        """Stores a story that waits to be linked."""
        self.db.execute("INSERT INTO stories VALUES (?, NULL, ?)", (story, self.run.id))
        self.db.executemany("INSERT INTO story_articles VALUES (?, ?)", [(a, story) for a in articles])

    def waiting(self, version: str) -> list[str]:
        """Stories that wait to be linked by this version."""
        sql = "SELECT id FROM stories WHERE linked IS NULL OR linked != ? ORDER BY id"
        return [row[0] for row in self.db.execute(sql, (version,))]

    def put_linked(
        self, story: str, version: str, links: Iterable[Link], claims: Iterable[Claim], remarks: Iterable[Reuse]
    ) -> None:
        """Puts what was found in a story in the place of what was."""
        for table in ("claims", "remarks", "links"):
            self.db.execute(f"DELETE FROM {table} WHERE story = ?", (story,))
        self.db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [_link_row(story, x) for x in links]
        )
        for c in claims:
            self.db.execute("INSERT INTO claims VALUES (?, ?, ?)", (c.id, story, c.question))
            for n, a in enumerate(c.answers):
                row = (c.id, n, a.value, a.as_of, a.reports, *a.origins)
                self.db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                said = [(c.id, n, s) for s in a.statements]
                self.db.executemany("INSERT INTO answer_statements VALUES (?, ?, ?)", said)
        rows = [(story, n, r.a.article, *r.a.span, r.b.article, *r.b.span, r.kind) for n, r in enumerate(remarks)]
        self.db.executemany("INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self.db.execute("UPDATE stories SET linked = ?, run = ? WHERE id = ?", (version, self.run.id, story))

    def put_passages(self, story: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Puts what units share within a story in the place of what was: a, b, number, from and to in each, score."""
        self.db.execute("DELETE FROM story_matches WHERE story = ?", (story,))
        self.db.executemany(
            "INSERT INTO story_matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ((story, *row) for row in rows)
        )

    def descriptions(self, articles: Iterable[str]) -> dict[str, list[str]]:
        """What these articles call each speaker beside its name. Not what others do, or links would change with
        articles of other stories, and each story would cost as much as the record is large."""
        found: dict[str, set[str]] = defaultdict(set)
        sql = (
            'SELECT e.speaker, substr(a.text, x.start + 1, x."end" - x.start) FROM entities i'
            " JOIN speaker_entities e ON e.entity = i.id JOIN descriptions x ON x.entity = i.id"
            " JOIN articles a ON a.id = i.article WHERE i.article IN ({})"
        )
        for speaker, words in listed(self.db, sql, articles):
            found[speaker].add(words)
        return {speaker: sorted(words) for speaker, words in found.items()}

    def places(self, articles: Iterable[str]) -> frozenset[str]:
        """The speakers that these articles mostly take for places."""
        kinds: dict[str, Counter[bool]] = defaultdict(Counter)
        sql = (
            "SELECT e.speaker, i.kind FROM entities i JOIN speaker_entities e ON e.entity = i.id"
            " WHERE i.article IN ({})"
        )
        for speaker, kind in listed(self.db, sql, articles):
            kinds[speaker][kind == "place"] += 1
        return frozenset(speaker for speaker, n in kinds.items() if n[True] > n[False])

    def names(self, speakers: Iterable[str]) -> dict[str, str]:
        """Speakers' names by their ids."""
        return dict(listed(self.db, "SELECT id, name FROM speakers WHERE id IN ({})", speakers))


def listed(db: sqlite3.Connection, sql: str, values: Iterable[Any]) -> Iterator[Any]:
    """A query over a list of values, some at a time; `{}` stands for the list."""
    wanted = list(dict.fromkeys(values))
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        yield from db.execute(sql.format(",".join("?" * len(part))), part)


def _link_row(story: str, x: Link) -> tuple[Any, ...]:
    same = None if x.same_origin is None else int(x.same_origin)
    return (
        x.a, x.b, story, x.relation, x.about, same, x.origin_evidence, x.rule, x.score, x.why,
        json.dumps(x.a_spans), json.dumps(x.b_spans),
    )  # fmt: skip


def link_of(row: Sequence[Any]) -> Link:
    """A link from its columns: a, b, relation, about, same_origin, origin_evidence, rule, score, why, spans."""
    a, b, relation, about, same, evidence, rule, score, why, a_spans, b_spans = row
    return Link(
        a, b, spans_of(a_spans), spans_of(b_spans), relation, about, None if same is None else bool(same), evidence,
        rule, score, why,
    )  # fmt: skip


def remark_of(row: Sequence[Any]) -> Reuse:
    """A remark from its columns: article, start and end of both sides, and kind."""
    a, a_start, a_end, b, b_start, b_end, kind = row
    return Reuse(Stretch(a, (a_start, a_end)), Stretch(b, (b_start, b_end)), kind)


def spans_of(text: str) -> tuple[Span, ...]:
    """Spans from their column, a JSON list of pairs."""
    return tuple((int(a), int(b)) for a, b in json.loads(text))
