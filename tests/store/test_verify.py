"""Each way a record can be broken is done to one, and found."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.rows import Speaker
from onrecord.store import Problem, Record, verify
from rows_made import article, as_read, capture, entity, reading

TAMPERINGS = {
    "UPDATE articles SET text = 'Another text, of a length that still holds every span there is in it, or nearly so.'":
        "its text is not the one whose hash is on record",
    "UPDATE articles SET source = 'elsewhere'": "its id is not that of its source and text",
    "UPDATE captures SET compressed = x'00'": "a stored capture",
    "UPDATE captures SET compressed = (SELECT compressed FROM captures WHERE size = 3), size = 3":
        "its capture is not the one whose hash is on record",
    "UPDATE zones SET \"end\" = 9999": "its zones overlap or lie outside its text",
    "UPDATE statement_pieces SET \"end\" = 9999": "its pieces are missing, out of order or outside its article",
    "DELETE FROM statement_pieces": "its pieces are missing",
    "UPDATE statements SET cue_end = 9999 WHERE cue_end IS NOT NULL": "its cue or source lies outside its article",
    "UPDATE statements SET voice = 'narrator'": "its id is not that of its article, voice and spans",
    "UPDATE statements SET article = 'gone'": "points at a row of articles that is not there",
    "UPDATE articles SET version_of = 'gone'": "points at a row of articles that is not there",
    "UPDATE articles SET run = 'gone'": "points at a row of runs that is not there",
    "UPDATE statements SET run = 'gone'": "points at a row of runs that is not there",
    "UPDATE done SET run = 'gone'": "points at a row of runs that is not there",
    "UPDATE captures SET article = 'gone'": "no capture of article",
    "UPDATE captures SET size = size + 1": "has not the size on record",
    "UPDATE articles SET raw_sha256 = sha256 || '0'": "its capture is not the one whose hash is on record",
    "UPDATE articles SET sha256 = raw_sha256 || '0'": "its text is not the one whose hash is on record",
    "UPDATE articles SET version_of = id": "is of another source, or later",
    "UPDATE statements SET nested_in = id": "it is nested in itself",
    "UPDATE statements SET entity = 'gone'": "points at a row of entities that is not there",
    "UPDATE statements SET speaker_class = 'somebody'": "its speaker's class is none that there is",
    "UPDATE entities SET article = 'gone'": "points at a row of articles that is not there",
    "DELETE FROM mentions": "it has no mention",
    "UPDATE mentions SET \"end\" = 9999": "a mention or description lies outside its article",
    "UPDATE descriptions SET \"end\" = 9999": "a mention or description lies outside its article",
    "UPDATE mentions SET start = start - 1": "its id is not that of its article and first mention",
    "INSERT INTO mentions SELECT entity, 9, start, \"end\", form, kind FROM mentions": "mention of another",
    "UPDATE speaker_entities SET speaker = 'gone'": "points at a row of speakers that is not there",
    "DELETE FROM speaker_entities": "it is no entity of any article",
    "UPDATE statements SET nested_in = (SELECT max(id) FROM statements) WHERE id != (SELECT max(id) FROM statements)":
        "it is nested in a statement that does not hold its words",
    "UPDATE statement_pieces SET start = start + 1": "its id is not that of its article, voice and spans",
    "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')": "search would not find all",
    "UPDATE articles SET title = 'Another'": "search would not find all",
    "INSERT INTO statements_fts (words, source) VALUES ('more', '')": "4 entries for 3 rows",
    "UPDATE statements SET nested_in = 'gone'": "points at a row of statements that is not there",
    "DELETE FROM done": "no mark of having been read",
    "UPDATE statements_fts SET words = 'other words'": "search would find it by other words",
    "DELETE FROM statements_fts": "0 entries for 3 rows",
}  # fmt: skip


@pytest.mark.parametrize(("done", "found"), TAMPERINGS.items(), ids=range(len(TAMPERINGS)))
def test_verify_finds(tmp_path: Path, done: str, found: str) -> None:
    path = tmp_path / "story.db"
    a = article()
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        mayor = entity(a, "the mayor of Ashel", form="description", descriptions=((31, 36),))
        first, *others = reading(a)
        record.add_with_reading(capture(a), as_read([replace(first, entity=mayor.id), *others], [mayor]), run)
        record.put_speakers([Speaker("k", "the mayor", "person", (mayor.id,))], "v", run)
        if "size = 3" in done:
            record.add(capture(article("abc", source="b")), run)
        assert verify(record) == []
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(done)
    db.close()
    before = path.read_bytes()
    with Record.read_only(path) as record:
        problems = [str(p) for p in verify(record)]
    assert any(found in p for p in problems), problems
    assert path.read_bytes() == before, "looking changes nothing"


def test_a_torn_file_is_a_problem_or_an_error_never_silence(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        for i in range(40):
            a = article(source=f"https://lantern.example/{i}")
            record.add_with_reading(capture(a), as_read(reading(a)), run)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(bytes(data))
    try:
        with Record.read_only(path) as record:
            problems = verify(record)
    except RecordError as e:
        problems = [Problem("file", str(path), str(e))]
    assert any("malformed" in str(p) or "damaged" in str(p) for p in problems)
