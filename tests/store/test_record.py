from __future__ import annotations

import gc
import re
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NewerRecord, NotARecord, RecordBusy, RecordError, UsageError
from onrecord.rows import Article, Reading, Run, Skipped, Speaker, Statement, Time, statement_id, time_id
from onrecord.store import Record, copy_reading, verify
from onrecord.store.captures import unpacked
from rows_made import TEXT, article, as_read, capture, entity, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


def test_what_goes_in_comes_out(path: Path) -> None:
    a = article()
    statements = [replace(reading(a)[0], relay=("The Gazette",), due=("2031-05-05", "2031-05-06")), *reading(a)[1:]]
    with Record.open(path) as record:
        run = record.begin_run("0", "reader-1", {"again": False})
        record.add_with_reading(capture(a), as_read(statements), run)
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


def test_versions_are_in_order_of_capture_whichever_is_read_first() -> None:
    texts = [article(TEXT + f"\n{i}", captured_at=f"2031-05-0{i}T00:00:00+00:00") for i in (1, 2, 3)]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)):
        with Record.open(":memory:") as record:
            run = record.begin_run("0", "r", {})
            for i in order:
                record.add(capture(texts[i]), run)
            found = {a.id: a.version_of for a in record.articles()}
            assert found == {texts[0].id: None, texts[1].id: texts[0].id, texts[2].id: texts[1].id}
            assert verify(record) == []


def test_a_skipped_source_is_listed_until_a_later_run_reads_it(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        first = record.begin_run("0", "r", {})
        for source in (a.source, "other.txt"):
            record.skip(Skipped(source, "fetch_failed", "no answer", "try again"), first)
            record.skip(Skipped(source, "fetch_failed", "no answer yet", "try again"), first)
        assert [s.detail for s in record.skipped()] == ["no answer yet"] * 2
        second = record.begin_run("0", "r", {})
        record.skip(Skipped(a.source, "language", "its language is unclear", "it is kept"), second)
        record.add(capture(a), second)
        assert [(s.source, s.reason) for s in record.skipped()] == [
            (a.source, "language"),
            ("other.txt", "fetch_failed"),
        ]


def interrupted_after(record: Record, a: Article, run: Run) -> None:
    with record.together():
        record.add_with_reading(capture(a), as_read(reading(a)), run)
        raise KeyboardInterrupt


def test_a_group_is_kept_whole_or_not_at_all(path: Path) -> None:
    a, b = article(), article(source="https://gazette.example/x")
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        with pytest.raises(KeyboardInterrupt):
            interrupted_after(record, a, run)
        assert record.counts()["articles"] == 0
        with record.together():
            with pytest.raises(RecordError, match="please report"):
                record.add_with_reading(capture(a), as_read([replace(reading(a)[0], confidence=7.0)]), run)
            record.add_with_reading(capture(b), as_read(reading(b)), run)
        assert [x.id for x in record.articles()] == [b.id], "one that fails takes nothing with it, and leaves nothing"
        assert verify(record) == []


def test_the_same_statement_found_twice_is_one(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), as_read([*reading(a), *reading(a)]), record.begin_run("0", "r", {}))
        assert record.counts() == {
            "articles": 1, "statements": 3, "speakers": 0, "skipped": 0,
            "links": 0, "claims": 0, "stories": 0, "runs": 1, "outlets": 1, "attributed": 2, "narrator": 1
        }  # fmt: skip


def test_what_utf8_cannot_hold_is_replaced_in_names_and_refused_in_texts(path: Path) -> None:
    odd = article(path="a\udcff.txt", outlet="\ud800x")
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        stored = record.add(capture(odd), run)
        assert (stored.path, stored.outlet) == ("a\ufffd.txt", "\ufffdx")
        record.skip(Skipped("b\udcff.txt", "empty", "no text", "leave it out"), run)
        assert [s.source for s in record.skipped()] == ["b\ufffd.txt"]
        with pytest.raises(RecordError, match="lone surrogates"):
            record.add(capture(article("a\ud800b")), run)
        assert verify(record) == []


def test_a_new_reading_takes_the_place_of_the_old(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), as_read(reading(a)), record.begin_run("0", "r1", {}))
        record.add_reading(a.id, as_read(reading(a)[:1]), record.begin_run("0", "r2", {}))
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
        record.add_with_reading(capture(a), as_read(reading(a)), run)
        found = record.reading_of(b, "r")
        assert found is not None
        record.add_with_reading(capture(b), copy_reading(found, b.id), run)
        assert {s.id for s in record.statements(b.id)} == {s.id for s in reading(b)}
        assert record.reading_of(article(source="c", zones=()), "r") is None, "other zones, another reading"
        assert verify(record) == []


def test_search_takes_any_words_for_words(path: Path) -> None:
    a = article()
    with Record.open(path) as record:
        record.add_with_reading(capture(a), as_read(reading(a)), record.begin_run("0", "r", {}))
        assert record.search("warned") == [reading(a)[0].id]
        assert record.search("mayor") == [reading(a)[0].id]
        assert record.search("water board", kind="articles") == [a.id]
        assert record.search("gave way") == []
        assert record.search('"WARNED"') == record.search("warned,”") == [reading(a)[0].id]
        assert record.search("“ — ”") == []
        assert record.search("mayor — of") == [reading(a)[0].id]
        assert record.search("warned", limit=0) == []
        with pytest.raises(UsageError, match="choose one of statements, articles"):
            record.search("warned", kind="runs")
        for odd in ['"', "AND", "a* OR", "words:x", "NEAR(", "^", "-", "", "'; DROP TABLE articles", "\0"]:
            record.search(odd)


@given(query=st.text(max_size=30) | st.text("\"'*^:(){}+- \0ANDORNTE", max_size=30))
@settings(max_examples=100)
def test_no_query_is_an_error(query: str) -> None:
    with Record.open(":memory:") as record:
        for kind in ("statements", "articles"):
            assert record.search(query, kind=kind) == []


@pytest.mark.parametrize(
    "words", ["U.S.", "didn’t", "cafe\u0301s", "naïve", "O'Neil-Varga", "Ὀδυσσεύς", "Москва", "3.4"]
)
def test_a_word_is_found_as_it_is_written(words: str) -> None:
    a = article(f"The {words} report")
    with Record.open(":memory:") as record:
        record.add(capture(a), record.begin_run("0", "r", {}))
        assert record.search(words, kind="articles") == [a.id]


ANY = st.text(min_size=1, max_size=60).map(lambda t: re.sub("[\ud800-\udfff]", "\ufffd", t))
ODD = st.text("aé\u0301\0\u202e\u05d0\u0627\U0001f600\u200d\r\n\u2028\ufeff “”\"'", min_size=1, max_size=60)
TEXTS = ANY | ODD


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
        record.add_with_reading(capture(a), as_read([s]), record.begin_run("0", "r", {}))
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
        with pytest.raises(NewerRecord, match="update onrecord"):
            opened(newer)
    with pytest.raises(RecordError, match=r"there is no such record; make one with"):
        Record.read_only(tmp_path / "none.db")
    with pytest.raises(RecordError, match="there is no folder"):
        Record.open(tmp_path / "no" / "story.db")
    with pytest.raises(RecordError, match="is it a folder"):
        Record.open(tmp_path)


def test_another_writer_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.opening.BUSY_SECONDS", 0.05)
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
        record.add_with_reading(capture(a), as_read(reading(a)), record.begin_run("0", "r", {}))
        table = record.table("statements")
        assert table.num_rows == 3
        cut = [tuple(map(tuple, c)) for c in table.column("content").to_pylist()]
        assert {text for s in cut for text in [a.text[slice(*s[0])]]} == {
            "“We were warned,”",
            "any fault",
            "Dam gives way",
        }
        assert sum(batch.num_rows for batch in record.batches("statements")) == 3
        with pytest.raises(
            UsageError,
            match="choose one of articles, statements, entities, speakers, figures, times, places, skipped, runs",
        ):
            record.table("secrets")
        assert record.table("articles").column("complete").to_pylist() == [True]
        assert record.table("skipped").num_rows == 0
        assert record.table("runs").num_rows == 1


def test_entities_and_speakers_come_back_as_they_went_in(path: Path) -> None:
    a = article()
    mayor = entity(a, "the mayor of Ashel", form="description", descriptions=((31, 36),))
    board = entity(a, "The water board", form="description", kind="organization")
    first, second, third = reading(a)
    said = [replace(first, entity=mayor.id), replace(second, entity=board.id), third]
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        record.add_with_reading(capture(a), as_read(said, [mayor, board]), run)
        assert list(record.entities()) == sorted([mayor, board], key=lambda e: e.mentions[0].span)
        assert not record.resolved("v1")
        speakers = [
            Speaker("2", "water board", "organization", (board.id,)),
            Speaker("1", "mayor", "person", (mayor.id,)),
        ]
        record.put_speakers(speakers, "v1", run)
        assert record.resolved("v1")
        assert not record.resolved("v2")
        assert [s.name for s in record.speakers()] == ["mayor", "water board"]
        assert {s.entity: s.speaker for s in record.statements() if s.entity} == {mayor.id: "1", board.id: "2"}
        assert [(span, words) for _, _, span, words in record.passages("1")] == [
            (mayor.mentions[0].span, "the mayor of Ashel")
        ]
        assert [words for _, _, _, words in record.passages("1", "descriptions")] == [a.text[31:36]]
        assert {e.words for e in record.entity_words()} == {a.text[31:36], "The water board"}
        assert all(e.speaks for e in record.entity_words())
        assert record.descriptions_of_persons() == {}, "neither has a name"
        assert verify(record) == []
        with pytest.raises(UsageError, match="mentions or descriptions"):
            next(record.passages("1", "secrets"))


def test_what_named_persons_are_called_beside_their_names(path: Path) -> None:
    a = article()
    mayor = replace(entity(a, a.text[31:36]), kind="person", descriptions=((24, 30),))
    with Record.open(path) as record:
        record.add_with_reading(capture(a), as_read(reading(a), [mayor]), record.begin_run("0", "r", {}))
        assert record.descriptions_of_persons() == {mayor.id: [" ".join(a.text[24:30].split())]}


def test_a_half_read_list_says_nothing_when_the_record_is_closed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Record.open(path) as record:
        for name in ("a", "b"):
            record.skip(Skipped(name, "empty", "", ""), record.begin_run("0", "r", {}))
        rows = record.skipped()
        next(rows)
    del rows
    gc.collect()
    assert "Exception ignored" not in capsys.readouterr().err


def test_a_new_reading_takes_its_speakers_with_it(path: Path) -> None:
    a = article()
    mayor = entity(a, "the mayor of Ashel", form="description")
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        said = [replace(s, entity=mayor.id) for s in reading(a)[:1]]
        record.add_with_reading(capture(a), as_read(said, [mayor]), run)
        record.put_speakers([Speaker("1", "mayor", "person", (mayor.id,))], "v", run)
        record.add_reading(a.id, as_read(reading(a)), run)
        assert (list(record.entities()), list(record.speakers())) == ([], [])
        assert not record.resolved("v"), "who is who has to be told again"
        assert verify(record) == []


def test_a_copied_reading_points_at_its_own_entities(path: Path) -> None:
    a, b = article(), article(source="https://plainsman.example/dam")
    mayor = entity(a, "the mayor of Ashel", form="description")
    outer, inner, _ = reading(a)
    said = [replace(outer, entity=mayor.id), replace(inner, nested_in=outer.id)]
    copied = copy_reading(as_read(said, [mayor]), b.id)
    assert {e.article for e in copied.entities} == {s.article for s in copied.statements} == {b.id}
    assert copied.statements[0].entity == copied.entities[0].id != mayor.id
    assert copied.statements[1].nested_in == copied.statements[0].id != outer.id
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        record.add_with_reading(capture(a), as_read(said, [mayor]), run)
        record.add_with_reading(capture(b), copied, run)
        assert verify(record) == [p for p in verify(record) if "nested" in p.what]


def test_times_come_back_in_text_order_and_a_new_reading_replaces_them() -> None:
    a = article()
    month = Time(time_id(a.id, (4, 9)), a.id, None, (4, 9), "2031-05-01", "2031-05-31", "month", "since")
    clock = Time(time_id(a.id, (0, 3)), a.id, None, (0, 3), "T21:00", "T21:00", "hour")
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        record.add_with_reading(capture(a), Reading(times=(month, clock)), run)
        assert list(record.times()) == list(record.times(a.id)) == [clock, month]
        record.add_reading(a.id, Reading(times=(month,)), run)
        assert list(record.times()) == [month]
