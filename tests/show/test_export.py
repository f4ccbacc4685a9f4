from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, cast

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.rows import Skipped, Statement, statement_id
from onrecord.show.choice import Choice
from onrecord.show.export import ARTICLE_KEYS, FORMULA_STARTS, LEDGER, STATEMENT_KEYS, WRITERS, export
from onrecord.show.ledger import ledger
from onrecord.show.ledger_tables import EMPTY, flat_keys
from onrecord.show.linked import TABLES
from onrecord.show.sides import Labels, as_sides, label
from onrecord.store import Record
from rows_made import article, as_read, capture, linked, reading


@pytest.fixture
def record() -> Record:
    record = Record.open(":memory:")
    a = article()
    run = record.begin_run("0", "reader-1", {"models": {"reader.onnx": "abc"}})
    record.add_with_reading(capture(a), as_read(reading(a)), run)
    record.skip(Skipped("=cmd.txt", "empty", "no text", "leave it out"), run)
    return record


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_jsonl_has_every_file_and_every_key(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "jsonl", tmp_path / "out")
    out = tmp_path / "out"
    names = {"articles", "statements", "speakers", "figures", "times", "places", *LEDGER, *TABLES}
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


def test_the_examples_of_the_docs_are_what_is_written() -> None:
    text = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    a, s, account, tally, note = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL))
    assert (tuple(a), tuple(s)) == (ARTICLE_KEYS, STATEMENT_KEYS)
    assert [a["text"][start:end] for start, end in s["content"]] == ["“We were warned,”"]
    assert (a["text"][slice(*s["source"])], a["text"][slice(*s["cue"])]) == ("the mayor of Ashel", "said")
    assert (list(account), list(tally)) == (list(EMPTY["accounts"]), list(EMPTY["tallies"]))
    assert all(list(tally[key]) == list(value) for key, value in EMPTY["tallies"].items() if isinstance(value, dict))
    quote, position = note["target"][0]["selector"]
    assert a["text"][position["start"] : position["end"]] == quote["exact"]


def test_csv_for_spreadsheets_is_labelled_and_runs_nothing(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "csv", tmp_path / "plain")
        export(record, "csv", tmp_path / "safe", spreadsheet_safe=True)
    with (tmp_path / "plain" / "skipped.csv").open(newline="") as f:
        assert [r["source"] for r in csv.DictReader(f)] == ["=cmd.txt"]
    with (tmp_path / "safe" / "skipped.spreadsheet.csv").open(newline="", encoding="utf-8-sig") as f:
        assert [r["source"] for r in csv.DictReader(f)] == ["'=cmd.txt"]
    assert not any("spreadsheet" in p.name for p in (tmp_path / "plain").iterdir())
    with (tmp_path / "plain" / "statements.csv").open(newline="") as f:
        assert {r["content_text"] for r in csv.DictReader(f)} >= {"“We were warned,”", "any fault"}


def test_parquet_is_typed(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "parquet", tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "statements.parquet")
    assert table.num_rows == 3
    assert str(table.schema.field("confidence").type) == "double"


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


@pytest.mark.parametrize("name", ["notes.txt", "mine.csv", "notes.jsonl", "articles.csv.bak", "articles.json"])
def test_an_export_with_something_put_beside_it_is_not_replaced(record: Record, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    with record:
        export(record, "jsonl", out)
        (out / name).write_text("keep")
        with pytest.raises(UsageError, match="no export of onrecord's"):
            export(record, "jsonl", out)
    assert (out / name).read_text() == "keep"


@pytest.mark.parametrize("form", WRITERS)
def test_every_export_can_be_replaced_by_every_other(record: Record, tmp_path: Path, form: str) -> None:
    with record:
        for safe in (False, True):
            export(record, form, tmp_path / "out", spreadsheet_safe=safe)
            export(record, "jsonl", tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_written(record: Record, tmp_path: Path, there: bool) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    if there:
        real.mkdir()
    link.symlink_to(real)
    with record:
        export(record, "jsonl", link)
        export(record, "csv", link)
    assert link.is_symlink()
    assert (real / "articles.csv").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"], "nothing else is left"


def test_an_export_that_cannot_be_moved_into_place_leaves_the_old_one(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if target == out and not self.name.endswith(".old"):
            raise OSError("no")
        return rename(self, target)

    with record:
        export(record, "jsonl", out)
        before = {p.name: p.read_bytes() for p in out.iterdir()}
        monkeypatch.setattr(Path, "rename", fails)
        with pytest.raises(OSError, match="no"):
            export(record, "csv", out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("manifest", ["{", "[]", '"onrecord"', "{}", "\udcff"])
def test_only_our_manifest_makes_a_folder_an_export(record: Record, tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, errors="surrogateescape")
    with record, pytest.raises(UsageError, match="no export of onrecord's"):
        export(record, "jsonl", tmp_path)


def test_the_folder_one_stands_in_is_not_replaced(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with record, pytest.raises(UsageError, match="the folder you are in"):
        export(record, "jsonl", Path())


def test_an_export_that_breaks_off_leaves_the_old_one(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with record:
        export(record, "jsonl", out)
        before = {p.name: p.read_bytes() for p in out.iterdir()}

        def breaks_off(*_: object) -> dict[str, int]:
            raise KeyboardInterrupt

        monkeypatch.setitem(WRITERS, "csv", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            export(record, "csv", out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_empty_record_gives_every_file_and_header(tmp_path: Path) -> None:
    with Record.open(":memory:") as empty:
        for form in WRITERS:
            export(empty, form, tmp_path / form)
    header = (tmp_path / "csv" / "statements.csv").read_text().strip().split(",")
    assert header[-len(STATEMENT_KEYS) :] == list(STATEMENT_KEYS)
    assert pq.read_table(tmp_path / "parquet" / "statements.parquet").num_rows == 0
    for name in LEDGER:
        assert (tmp_path / "jsonl" / f"{name}.jsonl").read_bytes() == b""
        assert (tmp_path / "csv" / f"{name}.csv").read_text().strip().split(",") == flat_keys(name)
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").column_names == list(EMPTY[name])
    for name, (keys, _) in TABLES.items():
        assert (tmp_path / "jsonl" / f"{name}.jsonl").read_bytes() == b""
        assert (tmp_path / "csv" / f"{name}.csv").read_text().strip().split(",") == list(keys)
        assert pq.read_schema(tmp_path / "parquet" / f"{name}.parquet").names == list(keys)
    assert [p.name for p in (tmp_path / "webannotation").iterdir()] == ["manifest.json"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "\uff1d1"])
def test_no_cell_of_a_spreadsheet_file_begins_as_a_formula(tmp_path: Path, cell: str) -> None:
    a = article(outlet=cell, title=cell, byline=cell)
    with Record.open(":memory:") as held:
        held.add_with_reading(capture(a), as_read(reading(a)), held.begin_run("0", "r", {}))
        export(held, "csv", tmp_path / "out", spreadsheet_safe=True)
    assert {p.name for p in (tmp_path / "out").glob("*.csv")} == {
        f"{n}.spreadsheet.csv"
        for n in ("articles", "statements", "speakers", "figures", "times", "places", "skipped", *LEDGER, *TABLES)
    }
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as f:
            cells = [c for row in csv.reader(f) for c in row]
        assert not any(c.startswith(FORMULA_STARTS) for c in cells)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["spreadsheet_safe"] is True


def test_an_export_is_of_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with Record.open(path) as writer:
        run = writer.begin_run("0", "r", {})
        writer.add_with_reading(capture(article()), as_read(reading(article())), run)
        with Record.read_only(path) as reader, reader.snapshot():
            assert reader.counts()["articles"] == 1
            later = article(source="https://lantern.example/later")
            writer.add_with_reading(capture(later), as_read(reading(later)), run)
            export(reader, "jsonl", tmp_path / "out")
    assert len(lines(tmp_path / "out" / "articles.jsonl")) == 1
    assert len(lines(tmp_path / "out" / "statements.jsonl")) == 3


def test_parquet_holds_what_jsonl_holds(record: Record, tmp_path: Path) -> None:
    with record:
        export(record, "jsonl", tmp_path / "j")
        export(record, "parquet", tmp_path / "p")
    rows = pq.read_table(tmp_path / "p" / "statements.parquet").to_pylist()
    assert [{k: row[k] for k in STATEMENT_KEYS} for row in rows] == lines(tmp_path / "j" / "statements.jsonl")


def test_what_linking_found_is_exported_with_spans_that_fit(tmp_path: Path) -> None:
    line = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned. 😀"
    quote = "Orrel called the rescue “a stubborn little miracle” in front of the Marbeck chapel."
    found = [
        article(
            f"Marbeck shaft reopened\n{line}\n{quote} {i}.",
            source=f"https://o{i}.example",
            outlet=f"Outlet {i}",
            agency="Varn Wire",
        )
        for i in range(3)
    ]
    with linked(found) as record:
        for form in ("jsonl", "csv", "parquet"):
            export(record, form, tmp_path / form)
    out = tmp_path / "jsonl"
    rows = {name: lines(out / f"{name}.jsonl") for name in ("articles", "statements", *TABLES)}
    assert [name for name, found in rows.items() if not found] == [
            "commentary", "wording", "words", "agency", "verbs", "reviews",
        ]  # fmt: skip
    assert all(tuple(row) == keys for name, (keys, _) in TABLES.items() for row in rows[name])
    sizes = {str(a["id"]): len(str(a["text"])) for a in rows["articles"]}
    said = {str(s["id"]): s for s in rows["statements"]}
    for row in rows["reuse"]:
        for side in ("a", "b"):
            place = cast(dict[str, Any], row[side])
            start, end = place["span"]
            assert 0 <= start < end <= sizes[place["article"]]
    for row in rows["links"]:
        for side in ("a", "b"):
            held = cast(list[list[int]], said[str(row[side])]["content"])
            spans = cast(list[list[int]], row[f"{side}_spans"])
            assert all(any(s <= start < end <= e for s, e in held) for start, end in spans)
        assert (row["same_origin"] is None) == (row["origin_evidence"] is None)
    for row in rows["claims"]:
        for answer in cast(list[dict[str, Any]], row["answers"]):
            articles = {said[s]["article"] for s in answer["statements"]}
            assert 1 <= answer["origins"][0] <= answer["origins"][1] <= answer["reports"] == len(articles)
    assert [row["articles"] for row in rows["stories"]] == [sorted(sizes)]
    counts = json.loads((out / "manifest.json").read_text())["counts"]
    for name in TABLES:
        assert counts[name] == len(rows[name])
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist() == rows[name]
        with (tmp_path / "csv" / f"{name}.csv").open(newline="") as f:
            assert len(list(csv.DictReader(f))) == len(rows[name])


def sided(record: Record) -> Labels:
    return label(as_sides({"Board": ["The water board"], "Paper": ["outlet:The Lantern"], "None": ["x"]}), record)


SIDED = {"any fault": "Board", "Dam gives way": "Paper", "“We were warned,”": None}


@pytest.mark.parametrize("side", [None, "Board", "None"])
def test_with_sides_every_statement_has_its_own_and_one_side_can_stand_alone(
    record: Record, tmp_path: Path, side: str | None
) -> None:
    with record:
        for form in WRITERS:
            export(record, form, tmp_path / form, labels=sided(record), side=side)
    wanted = {words: each for words, each in SIDED.items() if side in (None, each)}
    rows = lines(tmp_path / "jsonl" / "statements.jsonl")
    assert [tuple(row) for row in rows] == [(*STATEMENT_KEYS, "side")] * len(wanted)
    texts = {str(a["id"]): str(a["text"]) for a in lines(tmp_path / "jsonl" / "articles.jsonl")}
    cut = [texts[str(row["article"])][slice(*cast(list[list[int]], row["content"])[0])] for row in rows]
    assert dict(zip(cut, (row["side"] for row in rows), strict=True)) == wanted
    with (tmp_path / "csv" / "statements.csv").open(newline="") as f:
        assert {r["content_text"]: r["side"] or None for r in csv.DictReader(f)} == wanted
    typed = pq.read_table(tmp_path / "parquet" / "statements.parquet").to_pylist()
    assert [(r["id"], r["side"]) for r in typed] == [(r["id"], r["side"]) for r in rows]
    notes = [item for p in (tmp_path / "webannotation").glob("*.jsonld") for item in json.loads(p.read_text())["items"]]
    assert len(notes) == len(wanted)
    manifest = json.loads((tmp_path / "jsonl" / "manifest.json").read_text())
    assert (manifest["sides"], manifest["side"]) == (["Board", "Paper", "None"], side)
    assert manifest["counts"]["statements"] == len(wanted)


def test_without_sides_nothing_speaks_of_them(record: Record, tmp_path: Path) -> None:
    with record:
        for form in ("jsonl", "parquet"):
            export(record, form, tmp_path / form)
    assert not {"side", "sides"} & set(json.loads((tmp_path / "jsonl" / "manifest.json").read_text()))
    assert "side" not in pq.read_schema(tmp_path / "parquet" / "statements.parquet").names
    assert [row["by"] for row in lines(tmp_path / "jsonl" / "tallies.jsonl")] == ["outlet", "article"]


@pytest.mark.parametrize("side", [None, "Board"])
def test_the_ledger_is_exported_with_the_figures_that_are_shown(
    record: Record, tmp_path: Path, side: str | None
) -> None:
    with record:
        for form in ("jsonl", "csv", "parquet"):
            export(record, form, tmp_path / form, labels=sided(record), side=side)
        found = ledger(record, sided(record), Choice(side=side))
        accounts = [a.as_dict() for a in (*found.speakers, *found.unresolved)]
        tallies = [t.as_dict() for t in (*found.outlets, *found.articles, *found.sides)]
    for row in accounts:
        row["articles"] = [
            each | {"statements": [s["statement"] for s in each["statements"]]} for each in row["articles"]
        ]
    shown = {"accounts": accounts, "tallies": tallies}
    for name, rows in shown.items():
        written = lines(tmp_path / "jsonl" / f"{name}.jsonl")
        assert [tuple(row) for row in written] == [tuple(EMPTY[name])] * len(rows)
        assert [{k: v for k, v in row.items() if k != "by"} for row in written] == json.loads(json.dumps(rows))
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist() == written
        with (tmp_path / "csv" / f"{name}.csv").open(newline="") as f:
            cells = list(csv.DictReader(f))
        assert len(cells) == len(rows)
        assert all(list(row) == flat_keys(name) for row in cells)
    assert cells[0]["classes.unknown"] == str(tallies[0]["classes"]["unknown"])
    assert [row["by"] for row in written] == ["outlet", "article", "side", "side", "side", "side"]


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
        record.add_with_reading(capture(a), as_read([s]), record.begin_run("0", "r", {}))
        export(record, "jsonl", out / "jsonl")
        export(record, "csv", out / "csv")
    (back,) = (json.loads(x) for x in (out / "jsonl" / "articles.jsonl").read_text(encoding="utf-8").split("\n") if x)
    assert back["text"] == text
    with (out / "csv" / "statements.csv").open(newline="", encoding="utf-8") as f:
        (row,) = csv.DictReader(f)
    assert row["content_text"] == text[slice(*span)]
