from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import GoldError
from onrecord.rows import Speaker
from onrecord.show.gold import same_speaker
from onrecord.show.score import measure, score
from onrecord.store import Record
from rows_made import TEXT, article, as_read, capture, entity, reading

GOLD: dict[str, Any] = {
    "on_topic": ["dam"],
    "statements": [
        {"id": "s1", "article": "dam", "content": ["“We were warned,”"], "quote": "direct", "modality": "asserted"},
        {"id": "s2", "article": "dam", "content": ["fault"], "quote": "indirect", "modality": "asserted"},
        {"id": "s3", "article": "dam", "content": ["Ashel"], "quote": "indirect", "modality": "asserted"},
        {
            "id": "s4",
            "article": "dam",
            "content": ["The water"],
            "quote": "indirect",
            "modality": "asserted",
            "marginal": True,
        },
    ],
    "assertions": [{"id": "n1", "article": "dam", "content": ["Dam gives"]}],
}


def gold_folder(folder: Path, **changed: Any) -> Path:
    (folder / "dam.txt").write_text(TEXT, encoding="utf-8")
    (folder / "articles.json").write_text(json.dumps([{"id": "dam", "file": "dam.txt"}]))
    (folder / "gold.json").write_text(json.dumps(GOLD | changed))
    return folder


def record_of(path: str) -> Record:
    record = Record.open(":memory:")
    a = article(source="dam.txt", path=path)
    record.add_with_reading(capture(a), as_read(reading(a)), record.begin_run("0", "r", {}))
    return record


def test_figures_by_hand(tmp_path: Path) -> None:
    with record_of("/x/dam.txt") as record:
        got = score(gold_folder(tmp_path), record)
    assert got["statements_gold"] == 3
    assert got["statements_found"] == 2
    assert got["statements_precision"] == 1.0
    assert got["statements_recall"] == 0.667
    assert got["statements_f1"] == 0.8
    assert got["statements_exact_f1"] == 0.4
    assert got["quotation_accuracy"] == 1.0
    assert got["modality_accuracy"] == 0.5
    assert got["assertions_recall"] == 1.0


def test_speakers_relays_and_nesting_by_hand(tmp_path: Path) -> None:
    rows = [dict(row) for row in GOLD["statements"]]
    rows[0] |= {"speaker": "Orrel, a clerk", "speaker_class": "named_person", "relay": ["Lark Radio", "The Post"]}
    a = article(source="dam.txt", path="/x/dam.txt")
    clerk = replace(entity(a, a.text[31:36]), name="Tam Orrel", kind="person")
    said = [
        replace(s, entity=clerk.id, speaker_class="named_person", relay=("the Post",)) if i == 0 else s
        for i, s in enumerate(s for s in reading(a) if s.voice == "attributed")
    ]
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        record.add_with_reading(capture(a), as_read(said, [clerk]), run)
        record.put_speakers([Speaker("1", "Tam Orrel", "person", (clerk.id,))], "v", run)
        got = score(gold_folder(tmp_path, statements=rows), record)
    first = "“We were warned,”" in [a.text[slice(*s.content[0])] for s in said[:1]]
    assert first
    assert (got["speaker_accuracy"], got["speaker_class_accuracy"]) == (1.0, 0.5)
    assert (got["relay_precision"], got["relay_recall"], got["relay_f1"]) == (1.0, 0.5, 0.667)
    assert (got["nested_gold"], got["nested_found"]) == (0, 0)


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("Tam Orrel", "Orrel", True),
        ("Mayor Tam Orrel (the mayor)", "Tam Orrel", True),
        ("Tam Orrel", "Ina Orrel", False),
        ("Tam Orrel", None, False),
        ("unnamed", None, True),
        ("unnamed", "the Interior Ministry", False),
        ("two river guards", "river guards", True),
        ("two river guards", "a nurse", False),
    ],
)
def test_one_speaker_by_name(wanted: str, got: str | None, same: bool) -> None:
    assert same_speaker(wanted, got) == same


def test_a_folder_that_cannot_be_scored_against_says_why(tmp_path: Path) -> None:
    with record_of("/x/other.txt") as record, pytest.raises(GoldError, match="none of its articles is on record"):
        score(gold_folder(tmp_path), record)
    with record_of("/x/dam.txt") as record:
        with pytest.raises(GoldError, match="not in the text of dam"):
            score(gold_folder(tmp_path, statements=[{**GOLD["statements"][0], "content": ["nowhere"]}]), record)
        (gold_folder(tmp_path) / "dam.txt").write_text(TEXT + " More.", encoding="utf-8")
        with pytest.raises(GoldError, match="the text on record is another"):
            score(tmp_path, record)
        (tmp_path / "gold.json").write_text("{")
        with pytest.raises(GoldError, match="not in the story-gold format"):
            score(tmp_path, record)
        (tmp_path / "gold.json").unlink()
        with pytest.raises(GoldError, match=r"gold\.json"):
            score(tmp_path, record)


def test_an_article_that_is_not_on_record_counts_as_missed(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path, on_topic=["dam", "other"], statements=[
        GOLD["statements"][0],
        {"id": "o1", "article": "other", "content": ["Rain fell"], "quote": "indirect", "modality": "asserted"},
    ])  # fmt: skip
    (folder / "other.txt").write_text("Rain fell, the mayor said.")
    (folder / "articles.json").write_text(json.dumps([{"id": i, "file": f"{i}.txt"} for i in ("dam", "other")]))
    with record_of("/x/dam.txt") as record:
        got = measure(folder, record)
    assert got.articles_missing == ("other",)
    assert (got.statements_gold, got.statements_recall) == (2, 0.5)
    assert "not on record" in got.lines()[1]


def test_a_file_of_the_same_name_from_another_story_is_no_matter(tmp_path: Path) -> None:
    with record_of("/x/dam.txt") as record:
        before = score(gold_folder(tmp_path), record)
        other = article("Another text.", source="y/dam.txt", path="/y/dam.txt")
        record.add_with_reading(capture(other), as_read([]), record.begin_run("0", "r", {}))
        assert score(tmp_path, record) == before


def test_the_lines_say_what_each_figure_means(tmp_path: Path) -> None:
    with record_of("/x/dam.txt") as record:
        text = "\n".join(measure(gold_folder(tmp_path), record).lines())
    assert "Statements: 3 in the gold, 2 found." in text
    assert "precision  1.000  share of those found" in text
    assert text.startswith("Articles with gold answers: 1.\n")


def test_articles_off_topic_are_said_to_be_so(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path)
    (folder / "rain.txt").write_text("Rain fell, the mayor said.")
    (folder / "articles.json").write_text(json.dumps([{"id": i, "file": f"{i}.txt"} for i in ("dam", "rain")]))
    with record_of("/x/dam.txt") as record:
        got = measure(folder, record)
    assert (got.articles_gold, got.articles_off_topic) == (1, 1)
    assert got.lines()[0].startswith("Articles with gold answers: 1 of 2; the rest are off topic in the gold")


@pytest.mark.parametrize("broken", [
    {"on_topic": ["nobody"]}, {"statements": [{"id": "s1", "article": "dam"}]}, {"statements": None},
    {"statements": [{**GOLD["statements"][0], "content": [""]}]},
    {"statements": [{**GOLD["statements"][0], "content": [{"quote": "Ashel", "nth": 9}]}]},
])  # fmt: skip
def test_a_torn_gold_is_said_and_not_guessed(tmp_path: Path, broken: dict[str, Any]) -> None:
    with record_of("/x/dam.txt") as record, pytest.raises(GoldError, match="mend"):
        score(gold_folder(tmp_path, **broken), record)
