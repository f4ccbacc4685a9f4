from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NewerRecord, NotARecord, RecordBusy, RecordError
from onrecord.rows import Skipped, Statement, statement_id
from onrecord.store import Record, copy_reading, verify
from onrecord.store.record import unpacked
from rows_made import TEXT, article, capture, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


def test_what_goes_in_comes_out(path: Path) -> None:
    a = article()
    statements = [replace(reading(a)[0], relay=("The Gazette",), due=("2031-05-05", "2031-05-06")), *reading(a)[1:]]
    with Record.open(path) as record:
        run = record.begin_run("0", "reader-1", {"again": False})
        record.add_with_reading(capture(a), statements, run)
        record.skip(Skipped("bad.txt", "empty", "no text", "leave it out"), run)
        record.end_run(run.id, {"new": 1})
    with Record.read_only(path) as record:
        assert list(record.articles()) == [a]
        assert sorted(record.statements(), key=lambda s: s.id) == sorted(statements, key=lambda s: s.id)
        assert [s.voice for s in record.statements(voice="narrator")] == ["narrator"]
        assert record.raw(a.id) == (a.text.encode(), "text/plain")
        assert [s.reason for s in record.skipped()] == ["empty"]
        assert [r.options for r in record.runs()] == [{"again": False}]
        assert record.read_already(a.id, "reader-1")
        assert not record.read_already(a.id, "reader-2")
        assert verify(record) == []
    assert [p.name for p in path.parent.iterdir()] == ["story.db"], "a closed record is one file"


def test_the_same_source_and_text_is_stored_once_and_a_changed_text_points_back(path: Path) -> None:
    first = article()
    later = article(TEXT + "\nUpdate.", captured_at="2031-05-06T00:00:00+00:00")
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        record.add(capture(first), run)
        record.add(capture(first), run)
        assert record.add(capture(later), run).version_of == first.id
        elsewhere = record.add(capture(article(source="https://gazette.example/x")), run)
        assert elsewhere.version_of is None
        assert record.counts()["articles"] == 3


def test_a_new_reading_takes_the_place_of_the_old(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), reading(a), record.begin_run("0", "r1", {}))
        record.add_reading(a.id, reading(a)[:1], record.begin_run("0", "r2", {}))
        assert [s.id for s in record.statements()] == [reading(a)[0].id]
        assert record.search("fault") == []
        assert record.read_already(a.id, "r2")
        assert not record.read_already(a.id, "r1")
        assert verify(record) == []


def test_a_reprint_is_another_article_with_a_copied_reading(path: Path) -> None:
    a, b = article(), article(source="https://gazette.example/x")
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        assert record.reading_of(b, "r") is None
        record.add_with_reading(capture(a), reading(a), run)
        found = record.reading_of(b, "r")
        assert found is not None
        record.add_with_reading(capture(b), copy_reading(found, b.id), run)
        assert {s.id for s in record.statements(b.id)} == {s.id for s in reading(b)}
        assert record.reading_of(article(source="c", zones=()), "r") is None, "other zones, another reading"
        assert verify(record) == []


def test_search_takes_any_words_for_words(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), reading(a), record.begin_run("0", "r", {}))
        assert record.search("warned") == [reading(a)[0].id]
        assert record.search("mayor") == [reading(a)[0].id]
        assert record.search("water board", kind="articles") == [a.id]
        for odd in ['"', "AND", "a* OR", "words:x", "NEAR(", "^", "-", "", "'; DROP TABLE articles", "\0"]:
            record.search(odd)


@given(query=st.text(max_size=30))
@settings(max_examples=60)
def test_no_query_is_an_error(query: str) -> None:
    with Record.open(":memory:") as record:
        assert record.search(query) == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(text=TEXTS, data=st.data())
@settings(max_examples=60)
def test_any_text_and_spans_come_back_exactly(text: str, data: st.DataObject) -> None:
    a = article(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    s = Statement(
        statement_id(a.id, "attributed", ((start, end),), None, None), a.id, "attributed", "body", ((start, end),)
    )
    with Record.open(":memory:") as record:
        record.add_with_reading(capture(a), [s], record.begin_run("0", "r", {}))
        (back,) = record.articles()
        assert back.text[start:end] == text[start:end]
        assert list(record.statements()) == [s]
        assert verify(record) == []


def test_a_file_that_is_no_record_is_refused_by_name(tmp_path: Path) -> None:
    text, other, newer = (tmp_path / n for n in ("text.db", "other.db", "newer.db"))
    text.write_text("not a database " * 100)
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (a)")
    db.close()
    Record.open(newer).close()
    db = sqlite3.connect(newer)
    db.execute("PRAGMA user_version = 99")
    db.close()
    for opened in (Record.open, Record.read_only):
        with pytest.raises(NotARecord, match=r"text\.db"):
            opened(text)
        with pytest.raises(NotARecord, match=r"other\.db"):
            opened(other)
        with pytest.raises(NewerRecord, match="update it"):
            opened(newer)
    with pytest.raises(RecordError, match=r"there is no such record; make one with"):
        Record.read_only(tmp_path / "none.db")
    with pytest.raises(RecordError, match="there is no folder"):
        Record.open(tmp_path / "no" / "story.db")
    with pytest.raises(RecordError, match="is it a folder"):
        Record.open(tmp_path)


@pytest.mark.parametrize(
    "added",
    [
        "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM skipped; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (a)",
        "ALTER TABLE articles ADD COLUMN extra TEXT",
        "DROP VIEW statement_texts",
    ],
)
def test_a_record_with_something_added_is_refused(path: Path, added: str) -> None:
    Record.open(path).close()
    db = sqlite3.connect(path)
    db.execute(added)
    db.close()
    for opened in (Record.open, Record.read_only):
        with pytest.raises(NotARecord, match="tampered"):
            opened(path)


def test_a_read_only_record_cannot_be_written(path: Path) -> None:
    Record.open(path).close()
    with Record.read_only(path) as record:
        with pytest.raises(RecordError, match="opened to read only"):
            record.begin_run("0", "r", {})
        with pytest.raises(sqlite3.OperationalError):
            record.db.execute("DELETE FROM runs")


def test_another_writer_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.record.BUSY_SECONDS", 0.05)
    with Record.open(path) as first, Record.open(path) as second:
        first.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordBusy, match="another process is writing"):
            second.begin_run("0", "r", {})
        first.db.execute("ROLLBACK")


def test_a_capture_never_unpacks_beyond_its_size() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)
    with pytest.raises(RecordError, match=r"damaged|not the size"):
        unpacked(bomb, 10)
    with pytest.raises(RecordError, match="damaged"):
        unpacked(b"rubbish", 7)
    assert unpacked(zlib.compress(b"abc"), 3) == b"abc"


def test_tables_are_arrow(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), reading(a), record.begin_run("0", "r", {}))
        table = record.table("statements")
        assert table.num_rows == 3
        cut = [tuple(map(tuple, c)) for c in table.column("content").to_pylist()]
        assert {text for s in cut for text in [a.text[slice(*s[0])]]} == {
            "“We were warned,”",
            "any fault",
            "Dam gives way",
        }
        assert record.table("articles").column("complete").to_pylist() == [True]
        assert record.table("skipped").num_rows == 0
        assert record.table("runs").num_rows == 1
