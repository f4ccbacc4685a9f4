"""Opening a record's file, and saying what is wrong with one. A file from elsewhere is hostile until it is checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import NewerRecord, NotARecord, RecordBusy, RecordError
from onrecord.store.schema import APPLICATION_ID, VERSION, expected_objects, migrate, objects

BUSY_SECONDS = 10
"""How long to wait for another writer before saying that the record is busy."""

SWITCH_SAFELY = "PRAGMA journal_mode = MEMORY"
"""Before the mode of the file is changed, which is one write of bytes within its first sector. Were that kept in a
journal on disk, a kill just then would leave one behind, and with it a record that cannot be opened to read."""

OLDEST_SQLITE = (3, 37, 0)
"""The first that knows STRICT tables."""

CACHE_KIB = 256 * 1024
"""Most of the page cache while writing: what a search among 100,000 articles touches again and again."""

CHECKPOINT_PAGES = 50_000
"""The write-ahead log is folded in at 200 MB: each commit reaches the disk either way, and pages that change with every
article (of the full text, of what is found by hashes) are then written once instead of many times."""


def to_write(name: str) -> sqlite3.Connection:
    """A connection that writes, to a record that is made where there is none. `:memory:` is kept nowhere."""
    if name != ":memory:" and not Path(name).parent.is_dir():
        raise RecordError(f"{name}: there is no folder {Path(name).parent}; make it first")
    return _opened(name, lambda: sqlite3.connect(name, isolation_level=None, timeout=BUSY_SECONDS), _set_to_write)


def to_read(name: str) -> sqlite3.Connection:
    """A connection that cannot write, to a record that may come from anywhere."""
    if not Path(name).is_file():
        raise RecordError(f"{name}: there is no such record; make one with: onrecord read SOURCE --into {name}")
    uri = f"file:{quote(str(Path(name).resolve()), errors='surrogateescape')}?mode=ro"
    connect = lambda: sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)  # noqa: E731
    return _opened(name, connect, _set_to_read)


def _opened(
    name: str, connect: Callable[[], sqlite3.Connection], prepare: Callable[[sqlite3.Connection, str], None]
) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RecordError(f"{name}: this Python has SQLite {sqlite3.sqlite_version}; use one with 3.37 or later")
    try:
        db = connect()
    except sqlite3.Error as e:
        raise RecordError(f"{name}: cannot be opened ({e}); is it a folder, or not yours to use?") from e
    try:
        with explained(name):
            prepare(db, name)
    except BaseException:
        db.close()
        raise
    return db


def fold(db: sqlite3.Connection) -> None:
    """Folds the log into the file and leaves WAL mode, if nobody else has it open; else that is left to them."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA busy_timeout = 0")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute(SWITCH_SAFELY)


def _set_to_write(db: sqlite3.Connection, name: str) -> None:
    db.execute("PRAGMA trusted_schema = OFF")
    _check_is_ours(db, name, may_be_older=True)
    if db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        db.execute(SWITCH_SAFELY)
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    migrate(db)
    _check_schema(db, name)


def _set_to_read(db: sqlite3.Connection, name: str) -> None:
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA query_only = ON")
    _check_is_ours(db, name, may_be_older=False)
    _check_schema(db, name)


def _check_is_ours(db: sqlite3.Connection, name: str, *, may_be_older: bool) -> None:
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (size,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if may_be_older and (mark, version, size) == (0, 0, 0):
        return
    if mark != APPLICATION_ID:
        raise NotARecord(f"{name}: a SQLite file, but no record of onrecord's; give another name")
    if version > VERSION:
        raise NewerRecord(
            f"{name}: written by a later onrecord (format {version}, this one reads {VERSION}); update onrecord"
        )
    if version < VERSION and not may_be_older:
        raise RecordError(f"{name}: an older format ({version}); open it once to write: onrecord read --into {name}")


def _check_schema(db: sqlite3.Connection, name: str) -> None:
    """Object by object: nothing is missing, nothing is other than ours, and nothing is added, whatever its name."""
    found, expected = objects(db), expected_objects()
    odd = sorted(key[1] for key in found.keys() | expected.keys() if found.get(key, "") != expected.get(key, ""))
    if odd:
        raise NotARecord(
            f"{name}: its tables are not a record's ({', '.join(odd[:5])}); it may have been tampered with:"
            " ask whoever gave it to you for an export, or read the articles again"
        )


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns SQLite's errors into ours, each with the next step."""
    try:
        yield
    except sqlite3.Error as e:
        raise _ours(name, str(e)) from e


def _ours(name: str, said: str) -> RecordError:
    if "readonly database" in said and Path(f"{name}-journal").exists():
        return RecordError(
            f"{name}: a program was killed while it wrote; mend it with: onrecord read SOURCE --into {name}"
        )
    if "locked" in said or "busy" in said:
        return RecordBusy(f"{name}: another process is writing to it; wait for it to end, then try again")
    if "not a database" in said:
        return NotARecord(f"{name}: not a record; give another name")
    for words, next_step in _NEXT_STEPS.items():
        if words in said:
            return RecordError(f"{name}: {said}; {next_step}")
    return RecordError(f"{name}: {said}; see what is broken with: onrecord verify {name}")


_NEXT_STEPS = {
    "disk is full": "make room and give the same command again, nothing that was read is lost",
    "readonly database": "it, or its folder, is not yours to write to; copy it to a folder of your own",
    "unable to open": "it, or its folder, is not yours to use; copy it, and a -wal file beside it, to one of your own",
    "constraint failed": "a row broke the record's rules, which is a fault of onrecord's: please report it",
}


@contextmanager
def ignored() -> Iterator[None]:
    """For what is best effort, such as tidying on the way out."""
    with suppress(sqlite3.Error):
        yield
