"""Rows of JSON lines, CSV and Parquet: columns found or named, bad rows said, good ones kept."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sources_made import BODY, TEXT, TITLE, URL, line, one, read, skip, write

from onrecord.ingest import columns
from onrecord.rows import Capture, Skipped


def cells(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def test_a_line_is_an_article_whose_headline_stands_in_its_text(tmp_path: Path) -> None:
    raw = line(published="2030-01-02", authors=["Ann Lee"])
    rows = read(write(tmp_path / "a.jsonl", raw + "\n"))
    assert isinstance(rows[0], Capture)
    article = rows[0].article
    assert article.text == TEXT
    assert (article.source, article.outlet, article.byline) == (URL, "orvelpost.example", "Ann Lee")
    assert (article.published, article.published_grain, article.published_how) == ("2030-01-02", "day", "column")
    assert (rows[0].raw, rows[0].raw_type) == (raw.encode(), "application/json")


def test_a_text_that_begins_with_its_title_is_left_as_it_is(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.jsonl", line(text=TEXT))).text == TEXT


def test_bad_lines_are_said_with_their_number_and_good_ones_kept(tmp_path: Path) -> None:
    bad = [
        '{"text": ',
        "[]",
        "3",
        '{"text": null}',
        '{"text": " "}',
        '{"text": 3}',
        '{"name": "x"}',
        "[" * 5000,
        "\udcff",
    ]
    lines = [line(url=None), *bad, "", line(url=None, text="The last line was read, the harbour office said.")]
    rows = read(write(tmp_path / "a.jsonl", "\n".join(lines).encode("utf-8", "surrogateescape")))
    assert [row.article.source for row in rows if isinstance(row, Capture)] == ["a.jsonl#1", "a.jsonl#12"]
    said = [row for row in rows if isinstance(row, Skipped)]
    assert [row.at for row in said] == [f"line {n}" for n in range(2, 11)]
    reasons = ["malformed"] * 3 + ["empty"] * 2 + ["malformed"] * 3 + ["encoding"]
    assert [row.reason for row in said] == reasons
    assert "found: name" in said[6].detail


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.jsonl", f"{line(text='x' * 9000)}\n{line()}\n"), max_line_bytes=2000)
    assert [getattr(row, "reason", "read") for row in rows] == ["oversize", "read"]


def test_a_file_that_is_something_else_is_left_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MAX_BAD_ROWS", 5)
    rows = read(write(tmp_path / "a.jsonl", "nonsense\n" * 100))
    assert len(rows) == 6
    assert isinstance(rows[-1], Skipped)
    assert "rest was not read" in rows[-1].detail


def test_lone_surrogates_in_json_are_replaced(tmp_path: Path) -> None:
    article = one(
        write(
            tmp_path / "a.jsonl",
            '{"text": "The town\\ud800 said \\u0000 so.", "title": "A\\ud800", "url": "http://x\\ud800"}',
        )
    )
    assert article.text.endswith("The town\ufffd said \ufffd so.")
    assert article.url is None
    json.dumps(article.title).encode()


def test_utf16_lines_are_named(tmp_path: Path) -> None:
    assert skip(write(tmp_path / "a.jsonl", line().encode("utf-16"))).reason == "encoding"


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"t": BODY, "site": "Orvel Post"}))
    assert one(path, columns={"text": "t", "outlet": "site"}).outlet == "Orvel Post"
    assert "found: t, site" in skip(path, columns={"text": "nope"}).detail
    rows = read(path, columns={"text": "t", "outlet": "nope"})
    assert [getattr(row, "reason", "read") for row in rows] == ["read", "malformed"]


def test_the_default_outlet_is_for_articles_that_name_none(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line() + "\n" + line(outlet="Named"))
    outlets = [row.article.outlet for row in read(path, outlet="Given") if isinstance(row, Capture)]
    assert outlets == ["Given", "Named"]


@pytest.mark.parametrize("data", [f"[{line()}]", line(), json.dumps({"articles": [json.loads(line())]})])
def test_json_holds_an_object_or_a_list(tmp_path: Path, data: str) -> None:
    assert one(write(tmp_path / "a.json", data)).source == URL


@pytest.mark.parametrize("data", ["", "3", "[]", "{", "[3]"])
def test_json_of_another_form_is_said(tmp_path: Path, data: str) -> None:
    assert skip(write(tmp_path / "a.json", data)).reason in ("empty", "malformed")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_its_many_forms(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = cells(["Headline", "URL", "Body"], [TITLE, URL, BODY], delimiter=delimiter)
    article = one(write(tmp_path / "a.csv", table.encode(encoding)))
    assert (article.text.replace("\r\n", "\n"), article.url) == (TEXT, URL)


def test_csv_rows_that_do_not_fit_are_said(tmp_path: Path) -> None:
    table = (
        cells(["title", "text"], [TITLE, BODY])
        + "torn\r\n"
        + cells([TITLE, ""], [TITLE, BODY])
        + 'a,"never closed\r\nx'
    )
    rows = read(write(tmp_path / "a.csv", table))
    kinds = [row.reason if isinstance(row, Skipped) else row.article.source for row in rows]
    assert kinds == ["a.csv#1", "malformed", "empty", "a.csv#4", "malformed"]
    assert isinstance(rows[1], Skipped)
    assert rows[1].at == "line 5"
    assert isinstance(rows[-1], Skipped)
    assert "never closed" in rows[-1].detail


def test_a_row_of_csv_keeps_its_own_lines(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.csv", cells(["text"], [BODY], ["The second row, they said."])))
    assert isinstance(rows[0], Capture)
    assert rows[0].raw == cells([BODY]).encode()


def test_csv_without_a_text_names_its_columns(tmp_path: Path) -> None:
    said = skip(write(tmp_path / "a.csv", "when,what\r\n1,2\r\n"))
    assert "found: when, what" in said.detail
    assert skip(write(tmp_path / "b.csv", "")).reason == "empty"
    assert skip(write(tmp_path / "c.csv", "text\r\n")).reason == "empty"


def parquet(path: Path, **table: list[Any]) -> Path:
    pq.write_table(pa.table(table), path)
    return path


def test_parquet_rows_are_articles(tmp_path: Path) -> None:
    when = datetime(2030, 1, 2, 9, 30, 7, tzinfo=UTC)
    path = parquet(
        tmp_path / "a.parquet",
        text=[BODY, None],
        title=[TITLE, "x"],
        published=[when, None],
        authors=[["Ann Lee"], None],
    )
    rows = read(path)
    assert isinstance(rows[0], Capture)
    article = rows[0].article
    assert (article.text, article.published, article.byline) == (TEXT, "2030-01-02T09:30:07+00:00", "Ann Lee")
    assert json.loads(rows[0].raw)["title"] == TITLE
    assert isinstance(rows[1], Skipped)
    assert (rows[1].reason, rows[1].at) == ("empty", "row 2")


def test_broken_parquet_is_said(tmp_path: Path) -> None:
    whole = parquet(tmp_path / "a.parquet", text=[BODY] * 9).read_bytes()
    for data in (b"", b"PAR1", whole[:-20], whole[:50] + whole[60:]):
        assert skip(write(tmp_path / "b.parquet", data)).reason in ("malformed", "empty")
    assert "found: name" in skip(parquet(tmp_path / "c.parquet", name=["x"])).detail
