"""`show wording`, its export and its Python call. All of it fiction."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.store import Record
from rows_made import article, as_read, capture

CRASH, COLLISION = "“The crash was loud,” Ada Brin said in Ashel.", "Nobody in Marbeck saw the collision."


def made(path: Path, mark: str = "") -> None:
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    told = [
        article(text, f"https://{outlet.lower()}.example/x", outlet=outlet + mark, zones=())
        for outlet, text in (("Lantern", CRASH), ("Gazette", COLLISION))
    ]
    for a in told:
        record.add_with_reading(capture(a), as_read([]), run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story("5" * 16, [a.id for a in told])
        shelf.put_linked("5" * 16, "test", [], [], [])
    record.close()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "x.db")
    return tmp_path / "x.db"


def test_show_prints_names_by_outlet_and_voice(path: Path) -> None:
    shown = run("show", path, "wording").stdout
    assert "crash: in quotations: Lantern 1" in " ".join(shown.split())
    assert "collision: Gazette 1" in " ".join(shown.split())
    (row,) = [json.loads(line) for line in run("show", path, "wording", "--json").stdout.splitlines()]
    assert (row["rule"], row["story"]) == ("one_event", "5" * 16)
    assert {n["voice"] for n in row["names"]} == {"attributed", "narrator"}
    assert run("show", path, "wording", "--story", "5").stdout == shown
    assert "means nothing" in run("show", path, "wording", "--speaker", "Brin").stderr


def test_every_form_of_the_export_has_it(path: Path, tmp_path: Path) -> None:
    with onrecord.open(path) as record:
        for form in ("jsonl", "csv", "parquet"):
            onrecord.export(record, tmp_path / form, form)
        texts = {a.id: a.text for a in record.articles()}
        assert onrecord.table(record, "wording").num_rows == len(onrecord.wording(record)) == 1
    (row,) = [json.loads(x) for x in (tmp_path / "jsonl" / "wording.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(row) == ["referent", "names", "rule", "split", "story"]
    for name in row["names"]:
        assert list(name) == ["name", "outlet", "voice", "spans", "once"]
        assert all(name["name"] in texts[s["article"]][slice(*s["span"])] for s in name["spans"])
    assert pq.read_table(tmp_path / "parquet" / "wording.parquet").to_pylist()[0]["names"] == row["names"]
    with (tmp_path / "csv" / "wording.csv").open(newline="", encoding="utf-8") as f:
        assert next(csv.reader(f)) == ["referent", "names", "rule", "split", "story"]


def test_a_table_of_ones_own(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "names.toml"
    own.write_text('[[same]]\nnames = ["Ashel", "Marbeck"]\n')
    with onrecord.open(path) as record:
        assert {w.rule for w in onrecord.wording(record, own)} == {"known_names", "one_event"}
        with pytest.raises(UsageError):
            onrecord.wording(record, tmp_path / "none.toml")
    assert "names that a table says" in run("show", path, "wording", "--names", own).stdout
    assert "means nothing" in run("show", path, "claims", "--names", own).stderr


def test_nothing_found_is_said_and_hostile_names_stay_on_their_line(tmp_path: Path) -> None:
    Record.open(tmp_path / "none.db").close()
    result = run("show", tmp_path / "none.db", "wording")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "fewer than two" in result.stderr
    made(tmp_path / "evil.db", "\x1b[2J\nx")
    assert "\x1b" not in run("show", tmp_path / "evil.db", "wording").stdout
    with pytest.raises(UsageError):
        onrecord.wording("none.db")  # type: ignore[arg-type]
