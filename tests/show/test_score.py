from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import GoldError
from onrecord.show.score import score
from onrecord.store import Record
from rows_made import TEXT, article, capture, reading

GOLD = {
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
    record.add_with_reading(capture(a), reading(a), record.begin_run("0", "r", {}))
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


def test_a_folder_that_cannot_be_scored_against_says_why(tmp_path: Path) -> None:
    with record_of("/x/other.txt") as record, pytest.raises(GoldError, match="none of its articles is on record"):
        score(gold_folder(tmp_path), record)
    with record_of("/x/dam.txt") as record:
        with pytest.raises(GoldError, match="not in its article"):
            score(gold_folder(tmp_path, statements=[{**GOLD["statements"][0], "content": ["nowhere"]}]), record)  # type: ignore[index]
        (tmp_path / "dam.txt").write_text("another text")
        with pytest.raises(GoldError, match="the text on record is another"):
            score(tmp_path, record)
        (tmp_path / "gold.json").write_text("{")
        with pytest.raises(GoldError, match="not in the story-gold format"):
            score(tmp_path, record)
        (tmp_path / "gold.json").unlink()
        with pytest.raises(GoldError, match=r"gold\.json"):
            score(tmp_path, record)
