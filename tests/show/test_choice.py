"""Statements are chosen from Python as they are on the command line, and what cannot be meant is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.rows import Speaker
from onrecord.show.choice import Choice, Filters
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, reading

SIDES = {"Town hall": ["Ada Brin", "outlet:The Lantern"]}


@pytest.fixture
def record() -> Iterator[Record]:
    """Two statements with a source, of which one has a speaker, and one of the reporter's own."""
    a = article()
    mayor = replace(entity(a, "the mayor of Ashel"), name="Ada Brin")
    first, *rest = reading(a)
    first = replace(first, entity=mayor.id, speaker_class="named_person", relay=("The Post",), stance="endorsing")
    with Record.open(":memory:") as held:
        run = held.begin_run("0", "r", {})
        held.add_with_reading(capture(a), as_read([first, *rest], [mayor]), run)
        held.put_speakers([Speaker("s1", "Ada Brin", "person", (mayor.id,))], "v", run)
        yield held


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({}, {"“We were warned,”", "any fault", "Dam gives way"}),
        ({"speaker": "brin"}, {"“We were warned,”"}),
        ({"speaker": "water board"}, {"any fault"}),
        ({"speaker_class": "unknown"}, {"any fault"}),
        ({"relay": "post"}, {"“We were warned,”"}),
        ({"modality": "denied"}, {"any fault"}),
        ({"stance": "endorsing", "speaker": None}, {"“We were warned,”"}),
        ({"outlet": "lantern", "voice": "narrator"}, {"Dam gives way"}),
        ({"outlet": "nobody"}, set()),
        ({"article": article().id[:6], "voice": "attributed"}, {"“We were warned,”", "any fault"}),
        ({"side": "town HALL"}, {"“We were warned,”", "Dam gives way"}),
    ],
)
def test_filters_choose_statements_and_what_the_ledger_counts(
    record: Record, filters: Filters, words: set[str]
) -> None:
    found = list(onrecord.statements(record, SIDES, **filters))
    texts = {a.id: a.text for a in record.articles()}
    assert {texts[s.article][slice(*s.content[0])] for s in found} == words
    counted = onrecord.ledger(record, sides=SIDES, **filters)
    assert {row["words"] for row in counted.rows()} == words - {"Dam gives way"}
    assert sum(each.narrator for each in counted.outlets) == ("Dam gives way" in words)


def test_every_filter_is_a_field_of_the_choice() -> None:
    assert list(Filters.__annotations__) == list(Choice.__dataclass_fields__)
    assert not Choice(outlet="x", article="y").picks
    assert Choice(stance="neutral").picks


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"stance": "endorse"}, "give one of endorsing, distancing, neutral"),
        ({"speaker_class": "person"}, "give one of named_person"),
        ({"modality": ["denied"]}, "give one of asserted"),
        ({"speaker": 3}, "int is no text; give words"),
        ({"speakr": "x"}, "no filter 'speakr'; choose among outlet"),
        ({"side": "x"}, "give sides"),
        ({"side": "x", "sides": SIDES}, 'it has "Town hall"'),
        ({"side": 3, "sides": SIDES}, "int is no text"),
        ({"sides": 3}, "Give the path of a TOML file"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_to_do(record: Record, given: Any, said: str) -> None:
    for verb in (onrecord.ledger, onrecord.statements):
        with pytest.raises(UsageError, match=said):
            verb(record, **given)


def test_a_path_is_no_record(tmp_path: Path) -> None:
    wrong: Any = "story.db"
    for verb in (onrecord.ledger, onrecord.statements):
        with pytest.raises(UsageError, match=r"open one first: onrecord\.open"):
            verb(wrong)
    with pytest.raises(UsageError, match="open one first"):
        onrecord.export(wrong, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_report_and_export_take_sides_as_a_dict(record: Record, tmp_path: Path) -> None:
    onrecord.report(record, tmp_path / "r.html", sides=SIDES, by_side=True)
    assert "Town hall" in (tmp_path / "r.html").read_text(encoding="utf-8")
    onrecord.export(record, tmp_path / "out", "jsonl", sides=SIDES, side="town hall")
    assert (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8").count('"side": "Town hall"') == 2
    with pytest.raises(UsageError, match="give sides"):
        onrecord.export(record, tmp_path / "no", side="town hall")
    assert not (tmp_path / "no").exists()
