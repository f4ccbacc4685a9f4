"""The tables, what is said of them, and how an older record becomes a newer one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.store import Record, schema
from onrecord.store.meaning import TABLES
from rows_made import article


def columns(name: str) -> list[str]:
    with Record.open(":memory:") as record:
        return [row[1] for row in record.db.execute(f"PRAGMA table_info ({name})")]


def test_every_table_and_column_is_explained_and_no_other() -> None:
    with Record.open(":memory:") as record:
        sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts%'"
        made = {name for (name,) in record.db.execute(sql)}
    assert set(TABLES) == made
    for name, (meaning, explained) in TABLES.items():
        assert meaning.endswith(".")
        assert list(explained) == columns(name), name


def test_tables_are_strict_and_references_are_held() -> None:
    made = [sql for step in schema.MIGRATIONS for sql in step if sql.startswith("CREATE TABLE")]
    assert all("STRICT" in sql for sql in made)
    with Record.open(":memory:") as record:
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            record.db.execute("INSERT INTO done VALUES ('gone', 'read', 'r', 'gone')")
        with pytest.raises(sqlite3.IntegrityError, match="INTEGER"):
            record.db.execute("INSERT INTO captures VALUES ('gone', 't', 'many', x'')")


def test_an_old_sqlite_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(RecordError, match=r"3\.37 or later"):
        Record.open(":memory:")


def test_an_older_record_is_moved_forward_when_opened_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    Record.open(path).close()
    step = ("ALTER TABLE runs ADD COLUMN host TEXT",)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr("onrecord.store.opening.VERSION", schema.VERSION)
    with pytest.raises(RecordError, match=rf"an older format \({schema.VERSION - 1}\); open it once to write"):
        Record.read_only(path)
    with Record.open(path) as record:
        assert record.db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    with Record.read_only(path) as record:
        assert list(record.runs()) == []


def test_a_record_of_the_first_format_keeps_its_statements(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    db = sqlite3.connect(path, isolation_level=None)
    for statement in schema.MIGRATIONS[0]:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    a = article()
    db.execute("INSERT INTO runs VALUES ('r', 'then', NULL, '0', 'reader', '{}', NULL)")
    named = "id, source, captured_at, complete, text, sha256, raw_sha256, run, n"
    db.execute(f"INSERT INTO articles ({named}) VALUES (?, ?, 'then', 1, ?, '', '', 'r', 1)", (a.id, a.source, a.text))
    columns = "id, article, voice, zone, speaker_class, relay, quotation, modality, run, n"
    row = "'s', ?, 'narrator', 'body', 'unknown', '[]', 'none', 'asserted', 'r', 1"
    db.execute(f"INSERT INTO statements ({columns}) VALUES ({row})", (a.id,))
    db.execute("INSERT INTO statement_pieces VALUES ('s', 0, 0, 3)")
    db.close()
    with Record.open(path) as record:
        (found,) = record.statements()
        assert (found.id, found.content, found.entity, found.speaker) == ("s", ((0, 3),), None, None)
        assert list(record.entities()) == []
    with Record.read_only(path) as record:
        assert [s.id for s in record.statements()] == ["s"]


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    Record.open(path).close()
    before = path.read_bytes()
    with monkeypatch.context() as later:
        step = ("ALTER TABLE runs ADD COLUMN host TEXT", "no SQL")
        later.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
        later.setattr(schema, "VERSION", schema.VERSION + 1)
        later.setattr("onrecord.store.opening.VERSION", schema.VERSION)
        with pytest.raises(RecordError, match="syntax error"):
            Record.open(path)
    with Record.open(path) as record:
        assert record.counts()["articles"] == 0
    assert len(path.read_bytes()) == len(before)


def test_no_query_of_the_record_sorts_or_scans_what_it_need_not() -> None:
    plans = {
        "SELECT text FROM articles ORDER BY published IS NULL, published, source, id": "USING INDEX articles_by_time",
        "SELECT id FROM articles ORDER BY published IS NULL, published, source, id": "COVERING INDEX articles_by_time",
        "SELECT id FROM articles WHERE source = '' AND captured_at <= '' ORDER BY captured_at DESC, n DESC LIMIT 1":
            "USING INDEX articles_by_source",
        "SELECT id FROM statements WHERE article = ''": "USING INDEX statements_by_article",
        "SELECT max(n) FROM statements": "COVERING INDEX",
    }  # fmt: skip
    with Record.open(":memory:") as record:
        for sql, wanted in plans.items():
            said = "; ".join(row[3] for row in record.db.execute(f"EXPLAIN QUERY PLAN {sql}"))
            assert wanted in said
            assert "TEMP B-TREE" not in said, said
