"""A record: one SQLite file that holds articles and all that was found in them.

Every article is one transaction with all that was read from it, committed to disk before the call returns, so that a
killed run loses nothing it acknowledged. Found rows are never edited: a new reading replaces the old one whole.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote
from uuid import uuid4

from onrecord.errors import NewerRecord, NotARecord, RecordBusy, RecordError
from onrecord.rows import Article, Capture, Run, Skipped, Statement, statement_id
from onrecord.store import rowmap
from onrecord.store.schema import APPLICATION_ID, VERSION, expected_objects, migrate, objects
from onrecord.store.search import match_expression

if TYPE_CHECKING:
    import pyarrow

BUSY_SECONDS = 10
"""How long to wait for another writer before saying that the record is busy."""

LARGEST_RAW = 256 * 1024 * 1024
"""Bytes that a stored capture may unpack to: above the largest file that ingest accepts."""

STAGE = "read"


class Record:
    """Use as a context manager, or call `close`; what is committed is safe either way."""

    def __init__(self, db: sqlite3.Connection, path: str, *, writable: bool) -> None:
        self.db, self.path, self.writable = db, path, writable

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Opens a record to write to, making it where there is none. `:memory:` is a record that is not kept."""
        name = str(path)
        if name != ":memory:" and not Path(name).parent.is_dir():
            raise RecordError(f"{name}: there is no folder {Path(name).parent}; make it first")
        try:
            db = sqlite3.connect(name, isolation_level=None, timeout=BUSY_SECONDS)
        except sqlite3.Error as e:
            raise RecordError(f"{name}: cannot be opened ({e}); is it a folder, or not yours to write?") from e
        with _explained(name, db):
            _check_is_ours(db, name, may_be_empty=True)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA trusted_schema = OFF")
            migrate(db)
            _check_schema(db, name)
        return cls(db, name, writable=True)

    @classmethod
    def read_only(cls, path: str | Path) -> Self:
        """Opens a record to read from. It may come from anywhere: its schema is checked, nothing in it is trusted."""
        name = str(path)
        if not Path(name).is_file():
            raise RecordError(f"{name}: there is no such record; make one with: onrecord read SOURCE --into {name}")
        uri = f"file:{quote(str(Path(name).resolve()))}?mode=ro"
        try:
            db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        except sqlite3.Error as e:
            raise RecordError(f"{name}: cannot be opened ({e})") from e
        with _explained(name, db):
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA cell_size_check = ON")
            db.execute("PRAGMA query_only = ON")
            _check_is_ours(db, name, may_be_empty=False)
            _check_schema(db, name)
        return cls(db, name, writable=False)

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
            with _ignored():
                self.db.execute("PRAGMA busy_timeout = 0")
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.db.execute("PRAGMA journal_mode = DELETE")
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
        for row in self.db.execute("SELECT id, started, onrecord, reader, options FROM runs ORDER BY started, id"):
            yield Run(row[0], row[1], row[2], row[3], json.loads(row[4]))

    # Writing

    def add(self, capture: Capture, run: Run) -> Article:
        """Stores an article once and returns it as stored, pointing at an earlier text of the same source."""
        with self._transaction():
            return self._add(capture, run)

    def add_with_reading(self, capture: Capture, statements: Sequence[Statement], run: Run) -> Article:
        """Stores an article with all that was read from it."""
        with self._transaction():
            article = self._add(capture, run)
            self._put_reading(article, statements, run)
            return article

    def add_reading(self, article: str, statements: Sequence[Statement], run: Run) -> None:
        """Puts a reading in the place of the one the article had."""
        found = self.article(article)
        if found is None:
            raise RecordError(f"{self.path}: no article {article}; store it before its reading")
        with self._transaction():
            self._put_reading(found, statements, run)

    def skip(self, skipped: Skipped, run: Run) -> None:
        """Notes what could not be read; the same thing noted again replaces the earlier note."""
        row = (skipped.source, skipped.reason, skipped.at or "", skipped.detail, skipped.hint, run.id)
        with self._transaction():
            self.db.execute("INSERT OR REPLACE INTO skipped VALUES (?, ?, ?, ?, ?, ?)", tuple(map(_storable, row)))

    def read_already(self, article: str, reader: str) -> bool:
        """Whether this reader has read the article."""
        sql = "SELECT 1 FROM done WHERE article = ? AND stage = ? AND version = ?"
        return self.db.execute(sql, (article, STAGE, reader)).fetchone() is not None

    def reading_of(self, article: Article, reader: str) -> list[Statement] | None:
        """What this reader read from another article of the same text and zones, to be copied; else `None`."""
        sql = (
            "SELECT a.id FROM articles a JOIN done d ON d.article = a.id"
            " WHERE a.sha256 = ? AND d.stage = ? AND d.version = ?"
        )
        for (other,) in self.db.execute(sql, (article.sha256, STAGE, reader)).fetchall():
            if self._zones(other) == article.zones and self._language(other) == article.language:
                return list(self.statements(other))
        return None

    # Reading out

    def articles(self) -> Iterator[Article]:
        """All articles by time of publication, then source."""
        sql = f"SELECT {rowmap.ARTICLE} FROM articles ORDER BY published IS NULL, published, source, id"
        for row in self.db.execute(sql):
            yield rowmap.article(row, self._zones(row[0]))

    def article(self, article: str) -> Article | None:
        """One article by its id."""
        row = self.db.execute(f"SELECT {rowmap.ARTICLE} FROM articles WHERE id = ?", (article,)).fetchone()
        return None if row is None else rowmap.article(row, self._zones(article))

    def raw(self, article: str) -> tuple[bytes, str]:
        """The bytes an article was taken from, and their MIME type."""
        row = self.db.execute("SELECT compressed, size, type FROM captures WHERE article = ?", (article,)).fetchone()
        if row is None:
            raise RecordError(f"{self.path}: no capture of article {article}; run onrecord verify")
        return unpacked(row[0], row[1]), row[2]

    def statements(self, article: str | None = None, voice: str | None = None) -> Iterator[Statement]:
        """Statements in the order of the articles and of their places in them."""
        wanted = [article] if article is not None else [a for (a,) in self._ordered_ids()]
        for each in wanted:
            for statement in self._statements_of(each):
                if voice is None or statement.voice == voice:
                    yield statement

    def skipped(self) -> Iterator[Skipped]:
        """What could not be read, by source."""
        sql = "SELECT source, reason, detail, hint, at FROM skipped ORDER BY source, reason, at"
        for source, reason, detail, hint, at in self.db.execute(sql):
            yield Skipped(source, reason, detail, hint, at or None)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        sizes = {t: self._count(f"SELECT count(*) FROM {t}") for t in ("articles", "statements", "skipped", "runs")}
        sizes["outlets"] = self._count("SELECT count(DISTINCT outlet) FROM articles")
        for voice in ("attributed", "narrator"):
            sizes[voice] = self._count(f"SELECT count(*) FROM statements WHERE voice = '{voice}'")
        return sizes

    def search(self, query: str, kind: str = "statements", limit: int = 50) -> list[str]:
        """Ids of the statements (or articles) that hold all the query's words, best first. The query is words only."""
        match = match_expression(query)
        if match is None:
            return []
        if kind == "articles":
            sql = (
                "SELECT a.id FROM articles_fts f JOIN articles a ON a.n = f.rowid"
                " WHERE articles_fts MATCH ? ORDER BY rank, a.id LIMIT ?"
            )
        else:
            sql = (
                "SELECT s.id FROM statements_fts f JOIN statements s ON s.n = f.rowid"
                " WHERE statements_fts MATCH ? ORDER BY rank, s.id LIMIT ?"
            )
        return [row[0] for row in self.db.execute(sql, (match, limit))]

    def table(self, name: str) -> pyarrow.Table:
        """One of `articles`, `statements`, `skipped`, `runs` as an Arrow table."""
        from onrecord.store.tables import table

        return table(self, name)

    # Within

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self.writable:
            raise RecordError(f"{self.path}: opened to read only; open it with Record.open to write")
        with _explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                with _ignored():
                    self.db.execute("ROLLBACK")
                raise

    def _add(self, capture: Capture, run: Run) -> Article:
        known = self.article(capture.article.id)
        if known is not None:
            return known
        article = rowmap.storable(capture.article, version_of=self._earlier(capture.article))
        cursor = self.db.execute(rowmap.INSERT_ARTICLE, (*rowmap.article_row(article), run.id))
        zones = [(article.id, n, z.kind, z.start, z.end) for n, z in enumerate(article.zones)]
        self.db.executemany("INSERT INTO zones VALUES (?, ?, ?, ?, ?)", zones)
        packed = zlib.compress(capture.raw, 6)
        row = (article.id, capture.raw_type, len(capture.raw), packed)
        self.db.execute("INSERT INTO captures VALUES (?, ?, ?, ?)", row)
        words = (cursor.lastrowid, article.title, article.text)
        self.db.execute("INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)", words)
        return article

    def _earlier(self, article: Article) -> str | None:
        """The article of the same source that was captured last before this one."""
        sql = "SELECT id FROM articles WHERE source = ? AND id != ? ORDER BY captured_at DESC, n DESC LIMIT 1"
        row = self.db.execute(sql, (_storable(article.source), article.id)).fetchone()
        return None if row is None else str(row[0])

    def _put_reading(self, article: Article, statements: Sequence[Statement], run: Run) -> None:
        old = self.db.execute("SELECT n, id FROM statements WHERE article = ?", (article.id,)).fetchall()
        self.db.executemany("DELETE FROM statements_fts WHERE rowid = ?", [(n,) for n, _ in old])
        self.db.executemany("DELETE FROM statement_pieces WHERE statement = ?", [(s,) for _, s in old])
        self.db.execute("DELETE FROM statements WHERE article = ?", (article.id,))
        self.db.executemany(rowmap.INSERT_STATEMENT, [(*rowmap.statement_row(s), run.id) for s in statements])
        pieces = [(s.id, n, *span) for s in statements for n, span in enumerate(s.content)]
        self.db.executemany("INSERT INTO statement_pieces VALUES (?, ?, ?, ?)", pieces)
        number = dict(self.db.execute("SELECT id, n FROM statements WHERE article = ?", (article.id,)))
        words = [(number[s.id], *rowmap.words(article.text, s)) for s in statements]
        self.db.executemany("INSERT INTO statements_fts (rowid, words, source) VALUES (?, ?, ?)", words)
        done = (article.id, STAGE, run.reader, run.id)
        self.db.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", done)

    def _zones(self, article: str) -> tuple[Any, ...]:
        sql = 'SELECT kind, start, "end" FROM zones WHERE article = ? ORDER BY n'
        return tuple(rowmap.zone(row) for row in self.db.execute(sql, (article,)))

    def _language(self, article: str) -> str | None:
        row = self.db.execute("SELECT language FROM articles WHERE id = ?", (article,)).fetchone()
        return None if row is None else row[0]

    def _ordered_ids(self) -> Iterator[tuple[str]]:
        yield from self.db.execute("SELECT id FROM articles ORDER BY published IS NULL, published, source, id")

    def _statements_of(self, article: str) -> list[Statement]:
        pieces: dict[str, list[tuple[int, int]]] = {}
        sql = (
            'SELECT p.statement, p.start, p."end" FROM statements s JOIN statement_pieces p ON p.statement = s.id'
            " WHERE s.article = ? ORDER BY p.statement, p.n"
        )
        for statement, start, end in self.db.execute(sql, (article,)):
            pieces.setdefault(statement, []).append((start, end))
        rows = self.db.execute(f"SELECT {rowmap.STATEMENT} FROM statements WHERE article = ?", (article,))
        found = [rowmap.statement(row, tuple(pieces.get(row[0], []))) for row in rows]
        return sorted(found, key=lambda s: (s.content, s.voice, s.id))

    def _count(self, sql: str) -> int:
        return int(self.db.execute(sql).fetchone()[0])


def copy_reading(statements: Sequence[Statement], article: str) -> list[Statement]:
    """The statements of one article as those of another with the same text."""
    renamed = {s.id: statement_id(article, s.voice, s.content, s.cue, s.source) for s in statements}
    return [rowmap.moved(s, article, renamed) for s in statements]


def unpacked(packed: bytes, size: int) -> bytes:
    """A stored capture, never more than its own size or LARGEST_RAW."""
    limit = min(max(size, 0), LARGEST_RAW)
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, limit + 1)
    except zlib.error as e:
        raise RecordError(f"a stored capture is damaged ({e}); read its source again") from e
    if len(data) != size:
        raise RecordError(f"a stored capture has not the size on record ({size} bytes); read its source again")
    return data


def _check_is_ours(db: sqlite3.Connection, name: str, *, may_be_empty: bool) -> None:
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (size,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if may_be_empty and (mark, version, size) == (0, 0, 0):
        return
    if mark != APPLICATION_ID:
        raise NotARecord(f"{name}: a SQLite file, but no record of onrecord's; give another name")
    if version > VERSION:
        raise NewerRecord(
            f"{name}: written by a later onrecord (format {version}, this one reads {VERSION}); update it"
        )
    if version < VERSION and not may_be_empty:
        raise RecordError(f"{name}: an older format ({version}); open it once to write: onrecord read --into {name}")


def _check_schema(db: sqlite3.Connection, name: str) -> None:
    found, expected = objects(db), expected_objects()
    odd = sorted(k for k in found.keys() | expected.keys() if found.get(k) != expected.get(k))
    if odd:
        raise NotARecord(
            f"{name}: its tables are not a record's ({', '.join(odd[:5])}); it may have been tampered with"
        )


@contextmanager
def _explained(name: str, db: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turns SQLite's errors into ours; closes the connection where it was just opened."""
    try:
        yield
    except BaseException as e:
        if db is not None:
            db.close()
        if not isinstance(e, sqlite3.Error):
            raise
        if "locked" in str(e) or "busy" in str(e):
            raise RecordBusy(f"{name}: another process is writing to it; wait for it to end, then try again") from e
        if "not a database" in str(e):
            raise NotARecord(f"{name}: not a record; give another name") from e
        raise RecordError(f"{name}: {e}") from e


@contextmanager
def _ignored() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error:
        return


def _storable(value: str) -> str:
    """Lone surrogates cannot be stored as UTF-8; file names may hold them."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
