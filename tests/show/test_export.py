from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import cast

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.rows import Skipped, Statement, statement_id
from onrecord.show.export import ARTICLE_KEYS, LATER, STATEMENT_KEYS, export
from onrecord.store import Record
from rows_made import article, capture, reading


@pytest.fixture
def record() -> Record:
    record = Record.open(":memory:")
    a = article()
    run = record.begin_run("0", "reader-1", {"models": {"reader.onnx": "abc"}})
    record.add_with_reading(capture(a), reading(a), run)
    record.skip(Skipped("=cmd.txt", "empty", "no text", "leave it out"), run)
    return record


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_jsonl_has_every_file_and_every_key(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "jsonl", tmp_path / "out")
    out = tmp_path / "out"
    names = {"articles", "statements", *LATER}
    assert {p.name for p in out.iterdir()} == {f"{n}.jsonl" for n in names} | {"manifest.json"}
    assert [tuple(a) for a in lines(out / "articles.jsonl")] == [ARTICLE_KEYS]
    assert [tuple(s) for s in lines(out / "statements.jsonl")] == [STATEMENT_KEYS] * 3
    (a,) = lines(out / "articles.jsonl")
    first = next(s for s in lines(out / "statements.jsonl") if s["quotation"] == "direct")
    (span,) = cast(list[list[int]], first["content"])
    assert str(a["text"])[slice(*span)] == "“We were warned,”"
    assert (first["relay"], first["due"], first["speaker_class"]) == ([], None, "unknown")
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["format_version"], manifest["readers"], manifest["models"]) == (
        1,
        ["reader-1"],
        {"reader.onnx": "abc"},
    )
    assert manifest["counts"]["statements"] == 3


def test_csv_for_spreadsheets_is_labelled_and_runs_nothing(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "csv", tmp_path / "plain")
        export(record, "csv", tmp_path / "safe", spreadsheet_safe=True)
    with (tmp_path / "plain" / "skipped.csv").open(newline="") as f:
        assert [r["source"] for r in csv.DictReader(f)] == ["=cmd.txt"]
    with (tmp_path / "safe" / "skipped.spreadsheet.csv").open(newline="") as f:
        assert [r["source"] for r in csv.DictReader(f)] == ["'=cmd.txt"]
    with (tmp_path / "plain" / "statements.csv").open(newline="") as f:
        assert {r["content_text"] for r in csv.DictReader(f)} >= {"“We were warned,”", "any fault"}


def test_parquet_is_typed(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "parquet", tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "statements.parquet")
    assert table.num_rows == 3
    assert str(table.schema.field("confidence").type) == "float"


def test_an_export_is_replaced_and_nothing_else_is(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "jsonl", tmp_path / "out")
        export(record, "csv", tmp_path / "out")
        assert not (tmp_path / "out" / "articles.jsonl").exists()
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "notes.txt").write_text("keep")
        with pytest.raises(UsageError, match="name another folder"):
            export(record, "jsonl", tmp_path / "mine")
        (tmp_path / "file").write_text("keep")
        with pytest.raises(UsageError, match="is a file"):
            export(record, "jsonl", tmp_path / "file")
        with pytest.raises(UsageError, match="choose one of"):
            export(record, "xml", tmp_path / "x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "mine", "out"], "nothing half-written is left"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(text=TEXTS, data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back_from_jsonl_and_csv(
    text: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    a = article(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = (start, data.draw(st.integers(start + 1, len(text))))
    s = Statement(statement_id(a.id, "narrator", (span,), None, None), a.id, "narrator", "body", (span,))
    out = tmp_path_factory.mktemp("export")
    with Record.open(":memory:") as record:
        record.add_with_reading(capture(a), [s], record.begin_run("0", "r", {}))
        export(record, "jsonl", out / "jsonl")
        export(record, "csv", out / "csv")
    (back,) = (json.loads(x) for x in (out / "jsonl" / "articles.jsonl").read_text(encoding="utf-8").split("\n") if x)
    assert back["text"] == text
    with (out / "csv" / "statements.csv").open(newline="", encoding="utf-8") as f:
        (row,) = csv.DictReader(f)
    assert row["content_text"] == text[slice(*span)]
