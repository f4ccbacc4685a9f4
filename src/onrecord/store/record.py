"""A record: one SQLite file that holds articles and all that was found in them.

Every article is one transaction with all that was read from it, committed to disk before the call returns, so that a
killed run loses nothing it acknowledged. Found rows are never edited: a new reading replaces the old one whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from onrecord.errors import RecordError, UsageError
from onrecord.rows import (
    Answer,
    Article,
    Capture,
    Claim,
    Entity,
    EntityWords,
    Figure,
    Link,
    Mention,
    Place,
    Reading,
    Run,
    Skipped,
    Span,
    Speaker,
    Statement,
    Story,
    Time,
    Zone,
)
from onrecord.store import opening, rowmap
from onrecord.store.captures import packed, unpacked
from onrecord.store.rowmap import storable
from onrecord.store.search import SEARCHES, match_expression
from onrecord.store.shelf import LINK_COLUMNS, Shelf, link_of

if TYPE_CHECKING:
    import pyarrow

STAGE = "read"
_ORDER = "published IS NULL, published, source, id"


class Record:
    """Use as a context manager, or call `close`; what is committed is safe either way."""

    def __init__(self, db: sqlite3.Connection, path: str, *, writable: bool) -> None:
        self.db, self.path, self.writable = db, path, writable

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Opens a record to write to, making it where there is none. `:memory:` is a record that is not kept."""
        return cls(opening.to_write(str(path)), str(path), writable=True)

    @classmethod
    def read_only(cls, path: str | Path) -> Self:
        """Opens a record to read from. It may come from anywhere: its schema is checked, nothing in it is trusted."""
        return cls(opening.to_read(str(path)), str(path), writable=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Folds the write-ahead log into the file and leaves WAL mode, so that the record really is one file.

        A reader of a file in WAL mode would leave `-shm` and `-wal` beside it. Where another process has the record
        open, the mode stays, and the last one to close changes it.
        """
        if self.writable:
            opening.fold(self.db)
        self.db.close()

    # Runs

    def begin_run(self, onrecord: str, reader: str, options: dict[str, Any]) -> Run:
        """Notes that a run begins: which code and options the rows to come are from."""
        run = Run(uuid4().hex[:16], _now(), onrecord, reader, options)
        row = (run.id, run.started, run.onrecord, run.reader, json.dumps(run.options, sort_keys=True))
        with self._transaction():
            self.db.execute("INSERT INTO runs (id, started, onrecord, reader, options) VALUES (?, ?, ?, ?, ?)", row)
        return run

    def end_run(self, run: str, counts: dict[str, int]) -> None:
        """Notes that a run came to its end."""
        with self._transaction():
            row = (_now(), json.dumps(counts, sort_keys=True), run)
            self.db.execute("UPDATE runs SET ended = ?, counts = ? WHERE id = ?", row)

    def runs(self) -> Iterator[Run]:
        """All runs, first to last."""
        for row in self._rows("SELECT id, started, onrecord, reader, options FROM runs ORDER BY started, id"):
            yield rowmap.run(row)

    # Writing

    def add(self, capture: Capture, run: Run) -> Article:
        """Stores an article once and returns it as stored, pointing at an earlier text of the same source."""
        with self._transaction():
            return self._add(capture, run)

    def add_with_reading(self, capture: Capture, reading: Reading, run: Run) -> Article:
        """Stores an article with all that was read from it."""
        with self._transaction():
            article = self._add(capture, run)
            self._put_reading(article, reading, run)
            return article

    def add_reading(self, article: str, reading: Reading, run: Run) -> None:
        """Puts a reading in the place of the one the article had."""
        found = self.article(article)
        if found is None:
            raise RecordError(f"{self.path}: no article {article}; store it before its reading")
        with self._transaction():
            self._put_reading(found, reading, run)

    def put_speakers(self, speakers: Iterable[Speaker], version: str, run: Run) -> None:
        """Puts speakers in the place of all that were on record, each pointing at entities on record."""
        speakers = list(speakers)
        with self._transaction():
            self._wait_to_be_linked(self._spoken_anew(speakers))
            for table in ("speaker_entities", "speakers", "resolutions"):
                self.db.execute(f"DELETE FROM {table}")
            for s in speakers:
                self.db.execute("INSERT INTO speakers VALUES (?, ?, ?, ?)", (s.id, storable(s.name), s.kind, run.id))
                edges = [(entity, s.id) for entity in s.entities]
                self.db.executemany("INSERT INTO speaker_entities VALUES (?, ?)", edges)
            self.db.execute("INSERT INTO resolutions VALUES (?, ?)", (version, run.id))

    def _spoken_anew(self, speakers: Iterable[Speaker]) -> set[str]:
        """The articles of entities that were another speaker's till now, or nobody's, or one of another name."""
        sql = "SELECT e.entity, k.id, k.name, k.kind FROM speaker_entities e JOIN speakers k ON k.id = e.speaker"
        before = {entity: speaker for entity, *speaker in self._rows(sql)}
        now = {entity: [s.id, storable(s.name), s.kind] for s in speakers for entity in s.entities}
        changed = [e for e in before.keys() | now.keys() if before.get(e) != now.get(e)]
        found: set[str] = set()
        for entity in changed:
            row = self._one("SELECT article FROM entities WHERE id = ?", (entity,))
            found |= {row[0]} if row else set()
        return found

    def skip(self, skipped: Skipped, run: Run) -> None:
        """Notes what could not be read; the same thing noted again replaces the earlier note.

        The note goes when a later run stores an article from the very same source.
        """
        row = (skipped.source, skipped.reason, skipped.at or "", skipped.detail, skipped.hint, run.id)
        with self._transaction():
            self.db.execute("INSERT OR REPLACE INTO skipped VALUES (?, ?, ?, ?, ?, ?)", tuple(map(storable, row)))

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is stored within is committed at its end, at once: for many articles that are ready anyway.

        A commit waits for the disk, which costs more than the storing. A kill loses the whole group, and no article
        of it is kept in part; so acknowledge only after the end.
        """
        with self._transaction():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read within is the record of one moment, whatever another process writes meanwhile."""
        if self.db.in_transaction:
            yield
            return
        with opening.explained(self.path):
            self.db.execute("BEGIN")
        try:
            yield
        finally:
            with opening.ignored():
                self.db.execute("COMMIT")

    def shelf(self, run: Run) -> Shelf:
        """What linking keeps in this record between runs."""
        return Shelf(self, run)

    # What is known already

    def read_already(self, article: str, reader: str) -> bool:
        """Whether this reader has read the article."""
        sql = "SELECT 1 FROM done WHERE article = ? AND stage = ? AND version = ?"
        return self._one(sql, (article, STAGE, reader)) is not None

    def reading_of(self, article: Article, reader: str) -> Reading | None:
        """What this reader read from another article of the same text and zones, to be copied; else `None`."""
        sql = (
            "SELECT a.id FROM articles a JOIN done d ON d.article = a.id"
            " WHERE a.sha256 = ? AND a.language IS ? AND d.stage = ? AND d.version = ? ORDER BY a.n"
        )
        for (other,) in list(self._rows(sql, (article.sha256, article.language, STAGE, reader))):
            if self._zones(other) == article.zones:
                return Reading(tuple(self.statements(other)), tuple(self.entities(other)))
        return None

    def resolved(self, version: str) -> bool:
        """Whether the speakers on record are those that this version makes of all entities on record."""
        return self._one("SELECT 1 FROM resolutions WHERE version = ?", (version,)) is not None

    # Reading out

    def articles(self) -> Iterator[Article]:
        """All articles by time of publication, then source."""
        for row in self._rows(f"SELECT {rowmap.ARTICLE} FROM articles ORDER BY {_ORDER}"):
            yield rowmap.article(row, self._zones(row[0]))

    def article(self, article: str) -> Article | None:
        """One article by its id."""
        row = self._one(f"SELECT {rowmap.ARTICLE} FROM articles WHERE id = ?", (article,))
        return None if row is None else rowmap.article(row, self._zones(article))

    def raw(self, article: str) -> tuple[bytes, str]:
        """The bytes an article was taken from, and their MIME type."""
        row = self._one("SELECT compressed, size, type FROM captures WHERE article = ?", (article,))
        if row is None:
            raise RecordError(f"{self.path}: no capture of article {article}; run: onrecord verify {self.path}")
        return unpacked(row[0], row[1]), row[2]

    def statements(self, article: str | None = None, voice: str | None = None) -> Iterator[Statement]:
        """Statements in the order of the articles and of their places in them."""
        wanted = [article] if article is not None else self._ordered_ids()
        for each in wanted:
            for statement in self._statements_of(each):
                if voice is None or statement.voice == voice:
                    yield statement

    def entities(self, article: str | None = None) -> Iterator[Entity]:
        """Entities in the order of the articles and of their first mentions."""
        for each in [article] if article is not None else self._ordered_ids():
            yield from self._entities_of(each)

    def entity_words(self) -> Iterator[EntityWords]:
        """Every entity in words: its name, its longest description (else its first mention), and whether it speaks."""
        best = (
            'SELECT substr(a.text, x.start + 1, x."end" - x.start) FROM {} x'
            " WHERE x.entity = i.id ORDER BY {} x.start LIMIT 1"
        )
        longest, first = best.format("descriptions", 'x.start - x."end",'), best.format("mentions", "")
        sql = (
            "SELECT i.id, i.article, i.kind, i.name, CASE WHEN i.name IS NOT NULL THEN i.name ELSE"
            f" coalesce(({longest}), ({first})) END,"
            " EXISTS (SELECT 1 FROM statements s WHERE s.entity = i.id)"
            " FROM entities i JOIN articles a ON a.id = i.article ORDER BY i.id"
        )
        for name, article, kind, called, words, speaks in self._rows(sql):
            yield EntityWords(name, article, kind, called, " ".join(words.split()), bool(speaks))

    def descriptions_of_persons(self) -> dict[str, list[str]]:
        """What articles call each named person beside the name ("the senator"), by the entity's id."""
        found: dict[str, list[str]] = {}
        sql = (
            'SELECT x.entity, substr(a.text, x.start + 1, x."end" - x.start) FROM descriptions x'
            " JOIN entities i ON i.id = x.entity JOIN articles a ON a.id = i.article"
            " WHERE i.kind = 'person' AND i.name IS NOT NULL ORDER BY x.entity, x.start"
        )
        for entity, words in self._rows(sql):
            found.setdefault(entity, []).append(" ".join(words.split()))
        return found

    def speakers(self) -> Iterator[Speaker]:
        """All speakers by name."""
        edges: dict[str, list[str]] = {}
        for entity, speaker in self._rows("SELECT entity, speaker FROM speaker_entities ORDER BY entity"):
            edges.setdefault(speaker, []).append(entity)
        for speaker, name, kind in self._rows("SELECT id, name, kind FROM speakers ORDER BY name, id"):
            yield Speaker(speaker, name, kind, tuple(edges.get(speaker, ())))

    def passages(self, speaker: str, kind: str = "mentions") -> Iterator[tuple[str, str | None, Span, str]]:
        """Where a speaker is mentioned (or, of kind `descriptions`, described): article, outlet, span and words."""
        if kind not in ("mentions", "descriptions"):
            raise UsageError(f"there are no passages of kind {kind!r}; choose mentions or descriptions")
        sql = (
            'SELECT a.id, a.outlet, x.start, x."end", substr(a.text, x.start + 1, x."end" - x.start)'
            f" FROM speaker_entities e JOIN entities i ON i.id = e.entity JOIN {kind} x ON x.entity = i.id"
            " JOIN articles a ON a.id = i.article WHERE e.speaker = ?"
            " ORDER BY a.published IS NULL, a.published, a.source, a.id, x.start"
        )
        for article, outlet, start, end, words in self._rows(sql, (speaker,)):
            yield article, outlet, (start, end), words

    def links(self) -> Iterator[Link]:
        """All links, by their ends."""
        for row in self._rows(f"SELECT {LINK_COLUMNS} FROM links ORDER BY a, b, relation, about"):
            yield link_of(row)

    def claims(self, story: str | None = None) -> Iterator[Claim]:
        """All claims: those with most answers first, of these those that most reports speak to."""
        sql = (
            "SELECT c.id, c.question, a.n, a.value, a.as_of, a.reports, a.origins_min, a.origins_max FROM claims c"
            " JOIN answers a ON a.claim = c.id WHERE ?1 IS NULL OR c.story = ?1"
            " ORDER BY (SELECT count(*) FROM answers x WHERE x.claim = c.id) DESC,"
            " (SELECT sum(reports) FROM answers x WHERE x.claim = c.id) DESC, c.id, a.n"
        )
        for (claim, question), rows in groupby(self._rows(sql, (story,)), key=lambda row: row[:2]):
            yield Claim(claim, question, tuple(self._answer(claim, row[2:]) for row in rows))

    def _answer(self, claim: str, row: Sequence[Any]) -> Answer:
        n, value, as_of, reports, least, most = row
        sql = (
            "SELECT x.statement, e.speaker FROM answer_statements x JOIN statements s ON s.id = x.statement"
            " LEFT JOIN speaker_entities e ON e.entity = s.entity WHERE x.claim = ? AND x.n = ? ORDER BY x.statement"
        )
        said = list(self._rows(sql, (claim, n)))
        speakers = tuple(sorted({speaker for _, speaker in said if speaker is not None}))
        return Answer(value, as_of, tuple(s for s, _ in said), speakers, reports, (least, most))

    def stories(self) -> Iterator[Story]:
        """Which articles tell of one event, the largest stories first."""
        sql = (
            "SELECT story, article FROM story_articles ORDER BY count(*) OVER (PARTITION BY story) DESC, story, article"
        )
        for story, rows in groupby(self._rows(sql), key=lambda row: row[0]):
            yield Story(story, tuple(article for _, article in rows))

    def skipped(self) -> Iterator[Skipped]:
        """What could not be read, by source."""
        sql = "SELECT source, reason, detail, hint, at FROM skipped ORDER BY source, reason, at"
        for source, reason, detail, hint, at in self._rows(sql):
            yield Skipped(source, reason, detail, hint, at or None)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are; of stories, those of two reports or more."""
        sizes = {
            t: self._count(f"SELECT count(*) FROM {t}")
            for t in ("articles", "statements", "speakers", "skipped", "runs", "links", "claims")
        }
        several = "SELECT 1 FROM story_articles GROUP BY story HAVING count(*) > 1"
        sizes["stories"] = self._count(f"SELECT count(*) FROM ({several})")
        sizes["outlets"] = self._count("SELECT count(DISTINCT outlet) FROM articles")
        voices = dict(self._rows("SELECT voice, count(*) FROM statements GROUP BY voice"))
        return sizes | {voice: voices.get(voice, 0) for voice in ("attributed", "narrator")}

    def figures(self, article: str | None = None) -> Iterator[Figure]:
        """Figures in the order of the articles and of their text; those of one article, if one is given."""
        return map(rowmap.figure, self._in_text_order("figures", rowmap.FIGURE, article))

    def times(self, article: str | None = None) -> Iterator[Time]:
        """Times in the order of the articles and of their text; those of one article, if one is given."""
        return map(rowmap.time, self._in_text_order("times", rowmap.TIME, article))

    def _in_text_order(self, table: str, columns: str, article: str | None) -> Iterator[Sequence[Any]]:
        for name in self._ordered_ids() if article is None else [article]:
            yield from list(self._rows(f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY start", (name,)))

    def places(self, article: str | None = None) -> Iterator[Place]:
        """Places in the order of the articles and of their text; those of one article, if one is given."""
        return map(rowmap.place, self._in_text_order("places", rowmap.PLACE, article))

    def search(self, query: str, kind: str = "statements", limit: int = 50) -> list[str]:
        """Ids of the statements (or articles) that hold all the query's words, best first. The query is words only."""
        if kind not in SEARCHES:
            raise UsageError(f"there is nothing to search called {kind!r}; choose one of {', '.join(SEARCHES)}")
        match = match_expression(query)
        return [] if match is None else [row[0] for row in self._rows(SEARCHES[kind], (match, limit))]

    def table(self, name: str) -> pyarrow.Table:
        """One of the tables that `store.tables.ROWS` names, as an Arrow table."""
        from onrecord.store.tables import table

        return table(self, name)

    def batches(self, name: str) -> Iterator[pyarrow.RecordBatch]:
        """The same as `table`, batch by batch, in bounded memory."""
        from onrecord.store.tables import batches

        return batches(self, name)

    # Within

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing; one within another is a part that can fail alone."""
        if not self.writable:
            raise RecordError(f"{self.path}: opened to read only; open it with Record.open to write")
        inner = self.db.in_transaction
        begin, end, undo = (
            ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
            if inner
            else ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
        )
        with opening.explained(self.path):
            self.db.execute(begin)
            try:
                yield
                self.db.execute(end)
            except BaseException:
                with opening.ignored():
                    for each in undo:
                        self.db.execute(each)
                raise

    def _add(self, capture: Capture, run: Run) -> Article:
        known = self.article(capture.article.id)
        if known is not None:
            return known
        article = rowmap.stored(capture.article, version_of=self._earlier(capture.article))
        n = self._count("SELECT coalesce(max(n), 0) + 1 FROM articles")
        self.db.execute(rowmap.INSERT_ARTICLE, (*rowmap.article_row(article), run.id, n, n))
        zones = [(article.id, i, z.kind, z.start, z.end) for i, z in enumerate(article.zones)]
        self.db.executemany("INSERT INTO zones VALUES (?, ?, ?, ?, ?)", zones)
        row = (article.id, capture.raw_type, len(capture.raw), packed(capture.raw))
        self.db.execute("INSERT INTO captures VALUES (?, ?, ?, ?)", row)
        words = (n, article.title, article.text)
        self.db.execute("INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)", words)
        self._point_later_version_at(article)
        self.db.execute("DELETE FROM skipped WHERE source = ? AND run != ?", (article.source, run.id))
        return article

    def _earlier(self, article: Article) -> str | None:
        """The article of the same URL that was captured last before this one. File names are too common to go by."""
        if article.url is None:
            return None
        sql = "SELECT id FROM articles WHERE source = ? AND captured_at <= ? ORDER BY captured_at DESC, n DESC LIMIT 1"
        row = self._one(sql, (storable(article.source), article.captured_at))
        return None if row is None else str(row[0])

    def _point_later_version_at(self, article: Article) -> None:
        """Where a later text of the source is on record already, so that the order of reading changes nothing."""
        sql = "SELECT id FROM articles WHERE source = ? AND captured_at > ? ORDER BY captured_at, n LIMIT 1"
        row = self._one(sql, (article.source, article.captured_at))
        if row is not None:
            self.db.execute("UPDATE articles SET version_of = ? WHERE id = ?", (article.id, row[0]))

    def _put_reading(self, article: Article, reading: Reading, run: Run) -> None:
        self._drop_reading(article.id)
        self._put_entities(reading, run)
        once = list({s.id: s for s in reversed(reading.statements)}.values())[::-1]
        first = self._count("SELECT coalesce(max(n), 0) + 1 FROM statements")
        rows = [(*rowmap.statement_row(s), run.id, n) for n, s in enumerate(once, first)]
        self.db.executemany(rowmap.INSERT_STATEMENT, rows)
        pieces = [(s.id, i, *span) for s in once for i, span in enumerate(s.content)]
        self.db.executemany("INSERT INTO statement_pieces VALUES (?, ?, ?, ?)", pieces)
        words = [(n, *rowmap.words(article.text, s)) for n, s in enumerate(once, first)]
        self.db.executemany("INSERT INTO statements_fts (rowid, words, source) VALUES (?, ?, ?)", words)
        figures = [rowmap.figure_row(f, run.id) for f in reading.figures]
        self.db.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * 12)})", figures)
        times = [rowmap.time_row(t, run.id) for t in reading.times]
        self.db.executemany(f"INSERT INTO times VALUES ({', '.join('?' * 10)})", times)
        places = [rowmap.place_row(p, run.id) for p in reading.places]
        self.db.executemany(f"INSERT INTO places VALUES ({', '.join('?' * 13)})", places)
        done = (article.id, STAGE, run.reader, run.id)
        self.db.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", done)
        self._wait_to_be_linked([article.id])
        self.db.execute("DELETE FROM resolutions")

    def _wait_to_be_linked(self, articles: Iterable[str]) -> None:
        """The stories of articles of which something changed."""
        sql = "UPDATE stories SET linked = NULL WHERE id IN (SELECT story FROM story_articles WHERE article = ?)"
        self.db.executemany(sql, [(a,) for a in articles])

    def _put_entities(self, reading: Reading, run: Run) -> None:
        entities = [(e.id, e.article, e.kind, e.name, run.id) for e in reading.entities]
        self.db.executemany("INSERT INTO entities VALUES (?, ?, ?, ?, ?)", entities)
        mentions = [(e.id, n, *m.span, m.form, m.kind) for e in reading.entities for n, m in enumerate(e.mentions)]
        self.db.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)", mentions)
        descriptions = [(e.id, n, *span) for e in reading.entities for n, span in enumerate(e.descriptions)]
        self.db.executemany("INSERT INTO descriptions VALUES (?, ?, ?, ?)", descriptions)

    def _drop_reading(self, article: str) -> None:
        for table in ("figures", "times", "places"):
            self.db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        old = self.db.execute("SELECT n, id FROM statements WHERE article = ?", (article,)).fetchall()
        self.db.executemany("DELETE FROM statements_fts WHERE rowid = ?", [(n,) for n, _ in old])
        self.db.executemany("DELETE FROM statement_pieces WHERE statement = ?", [(s,) for _, s in old])
        self.db.execute("DELETE FROM statements WHERE article = ?", (article,))
        theirs = "IN (SELECT id FROM entities WHERE article = ?)"
        speakers = self.db.execute(f"SELECT DISTINCT speaker FROM speaker_entities WHERE entity {theirs}", (article,))
        left = speakers.fetchall()
        for table in ("speaker_entities", "mentions", "descriptions"):
            self.db.execute(f"DELETE FROM {table} WHERE entity {theirs}", (article,))
        self.db.execute("DELETE FROM entities WHERE article = ?", (article,))
        unused = "DELETE FROM speakers WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM speaker_entities WHERE speaker = ?1)"
        self.db.executemany(unused, left)

    def _zones(self, article: str) -> tuple[Zone, ...]:
        sql = 'SELECT kind, start, "end" FROM zones WHERE article = ? ORDER BY n'
        return tuple(rowmap.zone(row) for row in self._rows(sql, (article,)))

    def _ordered_ids(self) -> Iterator[str]:
        """Their ids in the order of `articles`; from the index alone."""
        for (article,) in self._rows(f"SELECT id FROM articles ORDER BY {_ORDER}"):
            yield article

    def _statements_of(self, article: str) -> list[Statement]:
        pieces: dict[str, list[Span]] = {}
        sql = (
            'SELECT p.statement, p.start, p."end" FROM statements s JOIN statement_pieces p ON p.statement = s.id'
            " WHERE s.article = ? ORDER BY p.statement, p.n"
        )
        for statement, start, end in self._rows(sql, (article,)):
            pieces.setdefault(statement, []).append((start, end))
        spoken = f"SELECT {rowmap.SPOKEN} FROM statements s LEFT JOIN speaker_entities e ON e.entity = s.entity"
        rows = self._rows(f"{spoken} WHERE s.article = ?", (article,))
        found = [rowmap.statement(row, tuple(pieces.get(row[0], []))) for row in rows]
        return sorted(found, key=lambda s: (s.content, s.voice, s.id))

    def _entities_of(self, article: str) -> list[Entity]:
        mentions: dict[str, list[Mention]] = {}
        joined = "FROM entities i JOIN {0} x ON x.entity = i.id WHERE i.article = ? ORDER BY x.entity, x.n"
        sql = 'SELECT x.entity, x.start, x."end", x.form, x.kind ' + joined.format("mentions")
        for entity, start, end, form, kind in self._rows(sql, (article,)):
            mentions.setdefault(entity, []).append(Mention((start, end), form, kind))
        described: dict[str, list[Span]] = {}
        sql = 'SELECT x.entity, x.start, x."end" ' + joined.format("descriptions")
        for entity, start, end in self._rows(sql, (article,)):
            described.setdefault(entity, []).append((start, end))
        rows = self._rows("SELECT id, article, kind, name FROM entities WHERE article = ?", (article,))
        found = [rowmap.entity(r, tuple(mentions.get(r[0], ())), tuple(described.get(r[0], ()))) for r in rows]
        return sorted(found, key=lambda e: (e.mentions[0].span if e.mentions else (0, 0), e.id))

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Rows of a query; what SQLite finds broken on the way is said as a `RecordError`."""
        with opening.explained(self.path):
            for row in self.db.execute(sql, values):  # noqa: UP028 - `yield from` closes the cursor, if need be too late
                yield row

    def _one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return next(self._rows(sql, values), None)

    def _count(self, sql: str) -> int:
        return int(self._one(sql)[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
