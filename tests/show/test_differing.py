"""Where accounts differ and what was foreseen: in the list, as JSON, in the report and export. All of it fiction."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.link.differ import RULES
from onrecord.linking import link_record
from onrecord.rows import Article
from onrecord.show.differing import LABELS, differing
from onrecord.show.export import export
from onrecord.show.forecasts import forecasts
from onrecord.show.report import report
from onrecord.store import Record
from onrecord.store.verify import verify
from rows_made import add_linked, article, as_read, capture, linked, narrated, statement

LEAD = "Lanterns were lit on Saturday over the quays of Marbeck on the eve of the Corvane regatta."


def told(outlet: str, words: str, hour: int, **fields: Any) -> Article:
    published = f"2031-05-04T{hour:02}:00:00+00:00"
    return article(
        f"{LEAD}\n{words}", f"https://{outlet.lower()}.example/f", outlet=f"The {outlet}", published=published, **fields
    )


REPORTS = [
    told("Lantern", "Two guests suffered minor injuries when the ferry Corvane burned.", 8),
    told("Gazette", "No one was injured, the harbour master said of the ferry Corvane.", 9),
    told("Courier", "Two guests suffered minor injuries when the ferry Corvane burned.", 10),
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    linked(REPORTS, str(tmp_path / "ferry.db")).close()
    return tmp_path / "ferry.db"


def test_two_accounts_are_set_side_by_side_each_wording_once(path: Path) -> None:
    with Record.read_only(path) as record:
        (one,) = differing(record)
        assert verify(record) == []
    assert (one.link.relation, one.link.about, one.label) == ("conflict", "number", "nobody, or somebody")
    assert [len(side.reports) for side in (one.a, one.b)] == [2, 1]
    assert REPORTS[0].id == one.a.statement.article
    assert {REPORTS[0].id, REPORTS[2].id} == set(one.a.reports)


def test_the_list_names_both_sides_their_reports_and_the_words(path: Path) -> None:
    shown = run("show", path, "conflicts").stdout
    head = "Reports have it differently, each as its own\n\n  nobody, or somebody · Two or No one wounded\n"
    assert shown.startswith(head)
    assert "The Lantern, 4 May → no source stated" in shown
    assert "also in The Courier, 4 May" in shown
    assert "No one was injured" in shown
    assert "no shared source shown" in shown
    (row,) = [json.loads(line) for line in run("show", path, "conflicts", "--json").stdout.splitlines()]
    assert (row["rule"], row["a"]["differs"], row["b"]["differs"]) == ("nobody_and_somebody", ["Two"], ["No one"])
    assert row["a"]["reports"] == [REPORTS[0].id, REPORTS[2].id]
    assert run("show", path, "conflicts", "--outlet", "Herald").stdout == ""
    claims = run("show", path, "claims").stdout
    assert "otherwise · 1 report, 1 origin: No one was injured" in claims
    assert "otherwise · 2 reports, 1 origin: Two guests suffered" in claims
    assert run("show", path, "conflicts", "--limit", "1").stdout == shown


def test_the_report_marks_the_words_that_differ(path: Path) -> None:
    with Record.read_only(path) as record:
        report(record, path.with_suffix(".html"))
        report(record, path.with_suffix(".excerpts.html"), excerpts=True)
    page = path.with_suffix(".html").read_text()
    assert 'id="differ"' in page
    assert "<mark>Two</mark>" in page
    assert "<mark>No one</mark>" in page
    assert "contradict" not in page.casefold()
    assert page.count("otherwise · ") == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert 'id="differ"' not in path.with_suffix(".excerpts.html").read_text()


def test_one_claim_holds_both_answers_and_the_export_the_link_and_the_figures(path: Path, tmp_path: Path) -> None:
    with Record.read_only(path) as record:
        (claim,) = [c for c in record.claims() if len(c.answers) > 1]
        export(record, "jsonl", tmp_path / "x")
        export(record, "parquet", tmp_path / "p")
    assert [a.reports for a in claim.answers] == [2, 1]
    figures = [json.loads(line) for line in (tmp_path / "x" / "figures.jsonl").read_text().splitlines()]
    assert {f["counted"] for f in figures} == {"guests wounded", "people wounded"}
    assert list(figures[0]) == ["id", "article", "statement", "span", "low", "high", "unit", "counted", "as_of"]
    times = [json.loads(line) for line in (tmp_path / "x" / "times.jsonl").read_text().splitlines()]
    assert list(times[0]) == ["id", "article", "statement", "span", "start", "end", "grain", "relation"]
    links = [json.loads(line) for line in (tmp_path / "x" / "links.jsonl").read_text().splitlines()]
    assert [x["about"] for x in links if x["relation"] == "conflict"] == ["number", "number"]


def test_python_gives_the_same(path: Path) -> None:
    with onrecord.open(path) as record:
        assert onrecord.differing(record) == differing(record)
        assert onrecord.forecasts(record) == []
        assert onrecord.table(record, "figures").num_rows == len(list(record.figures()))
        assert onrecord.table(record, "times").num_rows == len(list(record.times())) > 0
    with pytest.raises(UsageError):
        onrecord.differing("ferry.db")  # type: ignore[arg-type]


def test_every_rule_has_a_name_for_readers() -> None:
    assert set(LABELS) == {each.__name__ for each in RULES}


def test_a_record_that_agrees_says_so_with_care(tmp_path: Path) -> None:
    linked(REPORTS[:1], str(tmp_path / "one.db")).close()
    for what in ("conflicts", "forecasts"):
        result = run("show", tmp_path / "one.db", what)
        assert result.stdout == ""
        assert result.stderr.startswith("No")


def test_one_story_alone_is_shown_where_it_is_asked_for(path: Path) -> None:
    with Record.read_only(path) as record:
        (story,) = [s.id for s in record.stories() if len(s.articles) > 1]
    assert run("show", path, "conflicts", "--story", story[:6]).stdout == run("show", path, "conflicts").stdout
    assert run("show", path, "forecasts", "--story", story[:6]).stdout == ""


def test_forecasts_stand_with_what_later_reports_say(tmp_path: Path) -> None:
    first = told("Lantern", "The ferry Corvane will sail from Marbeck again on 6 May, its owner said.", 8)
    later = told("Gazette", "The ferry Corvane sailed from Marbeck again on 6 May, its owner said.", 9)
    later = replace(later, published="2031-05-08T09:00:00+00:00", captured_at="2031-05-09T00:00:00+00:00")
    with Record.open(tmp_path / "f.db") as record:
        days = ("2031-05-06", "2031-05-06")
        words = "The ferry Corvane will sail from Marbeck again on 6 May"
        foreseen = statement(first, words, cue="said", source="its owner", modality="predicted", due=days)
        begun = record.begin_run("0", "r", {})
        record.add_with_reading(capture(first), as_read([foreseen, *narrated(first)[:1]]), begun)
        add_linked(record, [later])
        link_record(record, begun)
        (one,) = forecasts(record)
        assert one.since == (later.id,)
        assert {relation for _, relation in one.later} == {"agree"}
    shown = run("show", tmp_path / "f.db", "forecasts").stdout
    assert shown.startswith("due 6 May 2031 · The Lantern, 4 May → its owner\n")
    assert "since then, perhaps of this: The Gazette, 8 May: The ferry Corvane sailed" in shown
    (row,) = [json.loads(line) for line in run("show", tmp_path / "f.db", "forecasts", "--json").stdout.splitlines()]
    assert row["due"] == ["2031-05-06", "2031-05-06"]
    assert {x["relation"] for x in row["said_since"]} == {"agree"}
