"""A record may come from anywhere: nothing in it runs, nothing is trusted, and what is wrong is said."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, RecordError
from onrecord.store import Record, verify
from rows_made import article, as_read, capture, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), as_read(reading(a)), record.begin_run("0", "r", {}))
    return path


def change(path: Path, *sql: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for each in sql:
        db.execute(each)
    db.close()


@pytest.mark.parametrize(
    "added",
    [
        "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM skipped; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (a)",
        "CREATE INDEX i ON runs (reader)",
        "ALTER TABLE articles ADD COLUMN extra TEXT",
        "DROP VIEW statement_texts",
        "INSERT INTO sqlite_schema VALUES ('view', 'sqlite_v', 'sqlite_v', 0, 'CREATE VIEW sqlite_v AS SELECT 1')",
        "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT', 'text TEXT DEFAULT (zeroblob(9))')",
    ],
)
def test_a_record_with_anything_of_another_kind_is_refused(path: Path, added: str) -> None:
    change(path, "PRAGMA writable_schema = ON", added)
    for opened in (Record.open, Record.read_only):
        with pytest.raises(NotARecord, match="tampered"):
            opened(path)


def test_statistics_of_another_program_are_no_matter(path: Path) -> None:
    change(path, "ANALYZE")
    with Record.read_only(path) as record:
        assert verify(record) == []


READS: dict[str, Callable[[Record], object]] = {
    "articles": lambda record: list(record.articles()),
    "statements": lambda record: list(record.statements()),
    "runs": lambda record: list(record.runs()),
}


@pytest.mark.parametrize(
    ("done", "read"),
    [
        ("UPDATE articles SET text = CAST(x'ff' AS TEXT)", "articles"),
        ("UPDATE statements SET relay = '{'", "statements"),
        ("UPDATE statements SET relay = '{}'", "statements"),
        ("UPDATE runs SET options = '[]'", "runs"),
        (f"UPDATE runs SET options = '{'[' * 100_000}'", "runs"),
    ],
)
def test_a_row_that_cannot_be_is_an_error_of_ours_with_the_next_step(path: Path, done: str, read: str) -> None:
    change(path, done)
    with Record.read_only(path) as record:
        with pytest.raises(RecordError, match="onrecord verify"):
            READS[read](record)
        if read != "runs":
            assert any("broke off" in str(problem) for problem in verify(record))


@pytest.mark.parametrize("size", [10, 200 * 1024 * 1024, 2**62, -1])
def test_a_capture_that_would_fill_the_memory_does_not(path: Path, size: int) -> None:
    bomb = zlib.compress(b"\0" * 30_000_000)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE captures SET compressed = ?, size = ?", (bomb, size))
    db.close()
    with Record.read_only(path) as record:
        tracemalloc.start()
        with pytest.raises(RecordError, match="not the size on record"):
            record.raw(article().id)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert size != 10 or peak < 1_000_000


def test_a_record_of_a_killed_run_is_read_with_its_log(tmp_path: Path) -> None:
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from rows_made import *; from onrecord.store import Record\n"
        "r = Record.open(sys.argv[2]); a = article()\n"
        "r.add_with_reading(capture(a), as_read(reading(a)), r.begin_run('0', 'r', {})); os._exit(9)"
    )
    path = tmp_path / "killed.db"
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parents[1]), str(path)], check=False)
    assert Path(f"{path}-wal").stat().st_size
    copied = tmp_path / "copied"
    copied.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", copied)
    for each in (path, copied / path.name):
        with Record.read_only(each) as record:
            assert record.counts()["statements"] == 3
            assert verify(record) == []
    with Record.open(path):
        pass
    assert not Path(f"{path}-wal").exists()


def test_a_journal_left_by_another_program_is_said_and_mended(path: Path) -> None:
    code = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for sql in ('PRAGMA cache_size = 1', 'BEGIN', 'UPDATE articles SET text = hex(zeroblob(50000))',"
        " 'UPDATE statements SET relay = hex(zeroblob(50000))'): db.execute(sql)\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert Path(f"{path}-journal").exists()
    with pytest.raises(RecordError, match="mend it with: onrecord read"):
        Record.read_only(path)
    with Record.open(path) as record:
        assert verify(record) == []
    Record.read_only(path).close()


def test_changing_the_mode_of_the_file_leaves_no_journal_at_any_moment(path: Path) -> None:
    seen = []

    def look(*_: object) -> int:
        seen.append(Path(f"{path}-journal").exists())
        return 0

    for _ in range(3):
        with Record.open(path) as record:
            record.db.set_progress_handler(look, 1)
            record.begin_run("0", "r", {})
            assert record.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert path.read_bytes()[18:20] == b"\1\1", "a closed record is not in WAL mode"
    assert not any(seen)


def test_a_read_only_record_cannot_be_written(path: Path) -> None:
    with Record.read_only(path) as record:
        with pytest.raises(RecordError, match="opened to read only"):
            record.begin_run("0", "r", {})
        with pytest.raises(sqlite3.OperationalError):
            record.db.execute("DELETE FROM runs")
        with pytest.raises(sqlite3.OperationalError):
            record.db.execute("CREATE TABLE t (a)")
