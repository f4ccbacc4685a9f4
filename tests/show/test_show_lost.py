"""Which pairs of a record are compared, and what is shown of what was lost."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.show.lost import lost
from trails_made import record


def test_copied_passages_are_compared() -> None:
    with record() as held:
        rows = lost(held)
        texts = {a.id: a.text for a in held.articles()}
    (row,) = [x for x in rows if x.kind == "source"]
    assert (row.a_words, row.order) == ("Quarry guards said", "later")
    assert texts[row.a.article][slice(*row.a.span)] == row.a_words
    assert "sluice gate" in texts[row.b.article][slice(*row.b_passage)]


def test_a_bound_is_lost_along_a_copied_quotation() -> None:
    with record(with_radio=True) as held:
        words = {(x.a_words, x.b_words) for x in lost(held) if x.kind == "bound"}
    assert words == {("at least forty", "forty")}


def test_the_list_shows_both_reports(tmp_path: Path) -> None:
    path = tmp_path / "marbeck.db"
    record(path).close()
    shown = CliRunner().invoke(cli, ["show", str(path), "lost"])
    assert shown.exit_code == 0
    assert "“Quarry guards said” → no source stated" in shown.stdout
    assert "The Lantern, 4 May:" in shown.stdout
    rows = [
        json.loads(line) for line in CliRunner().invoke(cli, ["show", str(path), "lost", "--json"]).stdout.splitlines()
    ]
    assert {row["kind"] for row in rows} == {"source"}
    assert rows[0]["a_passage"]["words"].startswith("Quarry guards said a rusted")


def test_nothing_lost_is_said(tmp_path: Path) -> None:
    from onrecord.store import Record

    path = tmp_path / "empty.db"
    Record.open(path).close()
    for what in ("lost", "missing"):
        shown = CliRunner().invoke(cli, ["show", str(path), what])
        assert shown.exit_code == 0
        assert not shown.stdout
        assert shown.stderr.startswith("No")
