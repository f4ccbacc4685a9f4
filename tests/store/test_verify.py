"""Each way a record can be broken is done to one, and found."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.linking import units_have_their_words
from onrecord.read.places import placed
from onrecord.rows import Speaker
from onrecord.store import Problem, Record, verify
from rows_made import article, as_read, capture, entity, linked, narrated, reading, statement

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


LINE = "Two engineers from Corvane on Tuesday blamed a rusted sluice gate that inspectors had condemned."
QUOTE = "Orrel called the rescue “a stubborn little miracle” at the chapel, {}."

LINKED_TAMPERINGS = {
    'UPDATE figures SET "end" = 9999': "it lies outside its statement",
    "UPDATE figures SET start = start + 1": "its id is not that of its article and place",
    "UPDATE figures SET low = high + 1": "its bounds cannot be",
    "UPDATE figures SET statement = 'gone'": "points at a row of statements that is not there",
    "UPDATE figures SET statement = (SELECT max(id) FROM statements WHERE article != figures.article)":
        "it lies outside its statement",
    'UPDATE times SET "end" = 9999': "it lies outside its statement",
    "UPDATE times SET start = start + 1": "its id is not that of its article and place",
    "UPDATE times SET first = '9999-01-01'": "its bounds cannot be",
    "UPDATE times SET statement = 'gone'": "points at a row of statements that is not there",
    'UPDATE unit_places SET "end" = 9999': "words that it shares lie outside it",
    "UPDATE remarks SET a_end = 9999": "words that it shares lie outside it",
    "UPDATE remarks SET b_start = -1": "words that it shares lie outside it",
    "UPDATE unit_matches SET a_to = a_from": "what they share has no length",
    "UPDATE unit_places SET unit = (SELECT min(key) FROM units)": "its units are not those of its text",
    "UPDATE unit_places SET start = start + 1": "its units are not those of its text",
    "DELETE FROM unit_places": "its units are not those of its text",
    "UPDATE unit_places SET unit = 1": "points at a row of units that is not there",
    "DELETE FROM story_articles WHERE article = (SELECT min(article) FROM story_articles)": "but is in no story",
    "DELETE FROM done WHERE stage = 'link'": "but is in no story, or the other way round",
    "DELETE FROM story_articles": "it is empty, or its id is not that of its least article",
    "UPDATE story_articles SET story = 'gone'": "points at a row of stories that is not there",
    "UPDATE links SET a_spans = '[[0, 9999]]'": "what it compares is not in its statements",
    "UPDATE links SET b_spans = '[]'": "what it compares is not in its statements",
    "UPDATE links SET b_spans = '{'": "broke off",
    "UPDATE links SET b = b || 'x'": "points at a row of statements that is not there",
    "UPDATE links SET story = (SELECT id FROM stories WHERE id NOT IN (SELECT story FROM links))":
        "its statements are not of two articles of its story, nor of two voices in one",
    "UPDATE answers SET reports = reports + 1": "reports, and",
    "UPDATE answers SET origins_max = 99": "its bound of origins cannot be",
    "DELETE FROM answers": "it has no answer",
    "DELETE FROM answer_statements": "and 0 carry it",
    "UPDATE claims SET story = (SELECT id FROM stories WHERE id NOT IN (SELECT story FROM links))":
        "a statement of it is of another story",
}  # fmt: skip


@pytest.mark.parametrize(("done", "found"), LINKED_TAMPERINGS.items(), ids=range(len(LINKED_TAMPERINGS)))
def test_verify_finds_in_what_was_linked(tmp_path: Path, done: str, found: str) -> None:
    path = tmp_path / "story.db"
    heads = ("Marbeck shaft reopened", "Marbeck shaft opens", "Corvane quarry shaft back")
    edited = LINE.replace("blamed", "now blamed")
    reports = [
        article("\n".join([h, s, QUOTE.format(h)]), source=f"https://o{i}.example", outlet=f"O{i}")
        for i, (h, s) in enumerate(zip(heads, [LINE, LINE, edited], strict=True))
    ]
    with linked([*reports, article("Pigeon fair\nBirds won ribbons in Halvern.", source="b")], str(path)) as record:
        tables = ("remarks", "unit_matches", "links", "answers", "figures", "times")
        assert all(record.db.execute(f"SELECT 1 FROM {t}").fetchone() for t in tables), "there is something to break"
        assert verify(record, [units_have_their_words]) == []
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(done)
    db.close()
    with Record.read_only(path) as record:
        problems = [str(p) for p in verify(record, [units_have_their_words])]
    assert any(found in p for p in problems), problems


PLACE_TAMPERINGS = {
    'UPDATE places SET "end" = 9999': "it lies outside its article or its statement",
    "UPDATE places SET start = start + 1": "its id is not that of its article and place",
    "UPDATE places SET statement = 'gone'": "points at a row of statements that is not there",
    "UPDATE places SET within = '[[1]]'": "broke off",
    "UPDATE places SET geonames = NULL, lat = NULL, lon = NULL": "it says where it is but not which place it is",
}


@pytest.mark.parametrize(("done", "found"), PLACE_TAMPERINGS.items(), ids=range(len(PLACE_TAMPERINGS)))
def test_verify_finds_in_places(tmp_path: Path, done: str, found: str) -> None:
    path = tmp_path / "story.db"
    a = article("Dam gives way in Elko, Nevada.\nOrrel said it.")
    said = statement(a, "Dam gives way in Elko, Nevada.", voice="narrator", quotation="none")
    with Record.open(path) as record:
        made = placed(a, as_read([said]))
        record.add_with_reading(capture(a), made, record.begin_run("0", "r", {}))
        assert list(record.places()) == [*made.places]
        assert [p.name for p in made.places] == ["Elko"]
        assert verify(record) == []
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(done)
    db.close()
    with Record.read_only(path) as record:
        assert any(found in str(p) for p in verify(record))


def test_a_story_that_waits_to_be_linked_anew_is_no_problem() -> None:
    a, b = (article(f"Marbeck shaft\n{LINE}", source=f"https://o{i}.example", outlet=f"O{i}") for i in range(2))
    with linked([a, b]) as record:
        assert list(record.claims())
        record.add_reading(a.id, as_read(narrated(a)[:1]), record.begin_run("0", "r2", {}))
        assert verify(record, [units_have_their_words]) == []


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
