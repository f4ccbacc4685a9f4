"""What linking keeps: looked up by index, found where it stands first, and no dearer for what else a record holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.linking import link_record
from onrecord.rows import Speaker
from onrecord.store import Record, Shelf
from rows_made import add_linked, article, as_read, capture, entity, linked, reading, statement

LINE = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned."


def copies(n: int) -> Record:
    return linked(article(f"Marbeck shaft {i}\n{LINE}", source=f"https://o{i}.example") for i in range(n))


def shelf(record: Record) -> Shelf:
    return record.shelf(record.begin_run("0", "r", {}))


def test_a_unit_is_given_once_where_it_stands_first() -> None:
    with copies(5) as record:
        (key,) = [key for key, n in record.db.execute("SELECT unit, count(*) FROM unit_places GROUP BY unit") if n == 5]
        (place,) = shelf(record).units_at([key, key, 1])
        assert place.article == min(a.id for a in record.articles())
        assert (place.text, place.quoted) == (LINE[:-1], ())


def test_more_values_than_one_query_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.shelf.AT_ONCE", 2)
    with copies(5) as record:
        ids = [a.id for a in record.articles()]
        assert set(shelf(record).stories_of([*ids, *ids])) == set(ids)
        tellings = list(shelf(record).telling_of([*ids, *ids]).values())
        assert len(tellings) == len(ids)
        assert set(shelf(record).dated([*tellings, *tellings])) == set(tellings)


def test_only_new_units_are_told() -> None:
    with Record.open(":memory:") as record:
        a = article()
        run = record.begin_run("0", "r", {})
        record.add(capture(a), run)
        held = record.shelf(run)
        assert held.add_units({1: [], 2: [(0, 2)]}, [(a.id, 0, 5, 1), (a.id, 6, 9, 2)]) == {1, 2}
        assert held.add_units({2: [(0, 2)], 3: []}, [(a.id, 6, 9, 2), (a.id, 10, 12, 3)]) == {3}
        assert [p.quoted for p in held.units_at([2])] == [((0, 2),)]
        held.add_shingles([(7, 1), (7, 2), (8, 1)])
        assert held.having([7, 8, 9]) == {7: [1, 2], 8: [1]}
        held.make_common([7])
        assert (held.common([7, 8]), held.having([7, 8])) == ({7}, {8: [1]})


def test_speakers_are_described_by_the_articles_that_are_asked_for() -> None:
    a, b = article(), article(source="https://plainsman.example/dam")
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        both = []
        for each, span in ((a, (24, 30)), (b, (31, 36))):
            mayor = entity(each, "the mayor of Ashel", form="description", kind="person", descriptions=(span,))
            board = entity(each, "The water board", kind="place" if each is a else "organization")
            said = [replace(s, entity=mayor.id) for s in reading(each)[:1]]
            record.add_with_reading(capture(each), as_read(said, [mayor, board]), run)
            both.append((mayor, board))
        record.put_speakers(
            [Speaker("m", "mayor", "person", tuple(x.id for x, _ in both)),
             Speaker("w", "water board", "place", tuple(y.id for _, y in both))], "v", run,
        )  # fmt: skip
        held = record.shelf(run)
        assert held.descriptions([a.id]) == {"m": [a.text[24:30]]}
        assert held.descriptions([a.id, b.id]) == {"m": sorted([a.text[24:30], a.text[31:36]])}
        assert [sorted(held.places(x)) for x in ([a.id], [b.id], [a.id, b.id])] == [["w"], [], []]
        assert held.names(["m", "gone", "m"]) == {"m": "mayor"}


def test_a_changed_reading_makes_its_story_wait_and_no_other() -> None:
    with copies(3) as record:
        add_linked(
            record, [article("Pigeon fair\nBirds won ribbons in Halvern on Monday.", source="https://b.example")]
        )
        assert shelf(record).waiting(version(record)) == []
        (story,) = [s for s in record.stories() if len(s.articles) == 3]
        record.add_reading(story.articles[1], as_read([]), record.begin_run("1", "r", {}))
        assert shelf(record).waiting(version(record)) == [story.id]
        assert shelf(record).waiting("another version") == sorted(s.id for s in record.stories())


def test_a_story_whose_speaker_is_named_otherwise_is_linked_anew() -> None:
    a, b = (article(source=f"https://o{i}.example") for i in range(2))
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        boards = [entity(x, "The water board") for x in (a, b)]
        for each, board in zip((a, b), boards, strict=True):
            told = statement(each, "The water board denied any fault.", speaker_class="named_organization")
            said = [replace(told, entity=board.id)]
            record.add_with_reading(capture(each), as_read(said, [board]), run)
        for name in ("The water board", "The Water Board of Ashel"):
            record.put_speakers([Speaker("w", name, "organization", tuple(x.id for x in boards))], "v", run)
            link_record(record, run)
        assert "Water Board of Ashel" in str([x.origin_evidence for x in record.links()])


def version(record: Record) -> str:
    return str(record.db.execute("SELECT version FROM done WHERE stage = 'link'").fetchone()[0])


def test_no_query_of_the_shelf_scans_a_table() -> None:
    with copies(2) as record:
        asked: list[str] = []
        record.db.set_trace_callback(asked.append)
        extra = article(f"Marbeck shaft again\n{LINE.replace('blamed', 'now blamed')}", source="https://x.example")
        add_linked(record, [extra])
        record.db.set_trace_callback(None)
        may = ("FROM stories WHERE linked", "FROM done WHERE stage", "NOT EXISTS", "speaker_entities", "max(n)")
        for sql in {s for s in asked if s.startswith("SELECT") and not any(x in s for x in may)}:
            plan = [row[3] for row in record.db.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert not any(step.startswith("SCAN") for step in plan), (sql, plan)
