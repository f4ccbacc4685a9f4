"""`show coverage`, its matrix in the report, its export and its Python call. All of it fiction."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from test_report import Seen

import onrecord
from linked_made import Dam
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.rows import Answer, Claim, Skipped
from onrecord.show.matrix import COLUMNS, ROWS, SIGNS
from onrecord.show.page import page
from onrecord.show.report import report
from onrecord.store import Record
from rows_made import article, as_read, capture, statement


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Dam().record(tmp_path / "x.db") as record:
        again = record.begin_run("0", "test", {})
        record.skip(Skipped("fremd.txt", "language", "it is in German", "none"), again)
        record.skip(Skipped("leer.txt", "empty", "it is empty", "none"), again)
    return tmp_path / "x.db"


def many(path: Path, outlets: int, claims: int = 1) -> None:
    """A record of reports that all make the same claims, linked by hand."""
    record = Record.open(path)
    begun = record.begin_run("0", "test", {})
    lines = [f"The ferry Marl{n} struck the pier." for n in range(claims)]
    told = [
        article("\n".join(["Flood", *lines, f"Paper {n}."]), f"https://p{n}.example/x", outlet=f"Paper {n}", zones=())
        for n in range(outlets)
    ]
    said = [[statement(a, line, voice="narrator") for a in told] for line in lines]
    with record.together():
        for n, a in enumerate(told):
            record.add_with_reading(capture(a), as_read(rows[n] for rows in said), begun)
    shelf = record.shelf(begun)
    found = [
        Claim(f"{n:016}", f"ferry · {n}", (Answer(line, None, tuple(s.id for s in rows), (), outlets, (1, outlets)),))
        for n, (line, rows) in enumerate(zip(lines, said, strict=True))
    ]
    with shelf.together():
        shelf.add_story("5" * 16, [a.id for a in told])
        shelf.put_linked("5" * 16, "test", [], found, [])
    record.close()


def test_show_prints_outlets_by_place_and_what_was_not_read(path: Path) -> None:
    result = run("show", path, "coverage")
    shown = " ".join(result.stdout.split())
    assert "5 reports, 5 outlets · story 5555555555555555" in shown
    assert "40 · houses · water About 40 houses are under water" in shown
    assert re.search(r"in the lead The Lantern \(at \w{6} \d+–\d+\); The Gazette", shown)
    assert "2 inputs of the record were not read, or not wholly: 1 empty, 1 in a language that is not read." in shown
    assert "not found here: the report is complete" in " ".join(result.stderr.split())
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    assert "omit" not in (result.stdout + result.stderr).casefold()
    assert run("show", path, "coverage", "--story", "5").stdout == result.stdout
    assert "means nothing" in run("show", path, "coverage", "--speaker", "Orrel").stderr
    of_one = run("show", path, "coverage", "--outlet", "lantern").stdout
    assert "The Lantern" in of_one
    assert "The Gazette" not in of_one
    assert "1 more claim that fewer reports make" in run("show", path, "coverage", "--limit", "1").stdout


def test_json_has_each_article_each_outlet_and_what_was_not_read(path: Path) -> None:
    rows = [json.loads(line) for line in run("show", path, "coverage", "--json").stdout.splitlines()]
    assert [r["question"] for r in rows] == ["40 · houses · water", "warned"]
    assert {a["place"] for a in rows[0]["articles"]} == {"lead"}
    assert len(rows[0]["outlets"]) == 5
    assert rows[0]["not_read"] == {"partial": [], "unread": [], "skipped": {"empty": 1, "language": 1}}
    with onrecord.open(path) as record:
        (found,) = onrecord.coverage(record)
        assert [c.claim.id for c in found.claims] == [r["claim"] for r in rows]
        assert onrecord.coverage(record, story="555")[0].story == found.story
        with pytest.raises(UsageError, match="no story's id begins"):
            onrecord.coverage(record, story="777")
    with pytest.raises(UsageError):
        onrecord.coverage("x.db")  # type: ignore[arg-type]


def test_every_form_of_the_export_has_it(path: Path, tmp_path: Path) -> None:
    with onrecord.open(path) as record:
        for form in ("jsonl", "csv", "parquet"):
            onrecord.export(record, tmp_path / form, form)
        texts = {a.id: a.text for a in record.articles()}
        assert onrecord.table(record, "coverage").num_rows == 10
    rows = [json.loads(x) for x in (tmp_path / "jsonl" / "coverage.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {tuple(r) for r in rows} == {("claim", "story", "article", "outlet", "place", "statements", "spans")}
    for row in rows:
        assert all(s["article"] == row["article"] and texts[s["article"]][slice(*s["span"])] for s in row["spans"])
        assert bool(row["statements"]) == (row["place"] in ("headline", "lead", "body"))
    assert pq.read_table(tmp_path / "parquet" / "coverage.parquet").to_pylist() == rows
    with (tmp_path / "csv" / "coverage.csv").open(newline="", encoding="utf-8") as f:
        assert next(csv.reader(f)) == list(rows[0])


@pytest.mark.parametrize("excerpts", [False, True])
def test_each_cell_of_the_matrix_has_a_sign_a_word_and_leads_to_its_passage(path: Path, excerpts: bool) -> None:
    with onrecord.open(path) as record:
        shown = page(record, excerpts=excerpts)
        report(record, path.with_suffix(".html"), excerpts=excerpts)
    (matrix,) = shown.matrices.stories
    assert matrix.outlets == ["The Lantern", "The Gazette", "The Courier", "The Post", "The Herald"]
    assert [r.question.href for r in matrix.rows] == [f"#{q.id}" for q in shown.oneword.questions]
    ids = {s.id for part in shown.parts for s in part.shown}
    first = matrix.rows[0].marks[0]
    assert (first.sign, first.word) == SIGNS["lead"]
    assert first.href.removeprefix("#s-") in ids
    text = path.with_suffix(".html").read_text(encoding="utf-8")
    seen = Seen(text)
    anchors = {f"#{a['id']}" for _, a in seen.elements if "id" in a}
    assert {a["href"] for tag, a in seen.elements if tag == "a" and (a["href"] or "").startswith("#")} <= anchors
    section = text[text.index('<section id="coverage">') :]
    section = section[: section.index("</section>")]
    assert section.count("<td") == 10
    assert section.count('class="word"') == 10 + len(SIGNS)
    assert "2 inputs of the record were not read" in section
    assert "omit" not in section.casefold()


def test_excerpts_repeat_no_claim_that_has_no_place_in_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.show.oneword.QUESTIONS", 1)
    with Dam().record(tmp_path / "x.db") as record:
        (whole,) = page(record, excerpts=False).matrices.stories
        (kept,) = page(record, excerpts=True).matrices.stories
    assert [r.question.text for r in whole.rows] == ["40 · houses · water", "warned"]
    assert whole.rows[1].question.href == ""
    assert [r.question.text for r in kept.rows] == ["40 · houses · water"]
    assert kept.more == (1, 0)


def test_hundreds_of_outlets_stay_readable(tmp_path: Path) -> None:
    many(tmp_path / "x.db", outlets=500, claims=ROWS + 3)
    shown = run("show", tmp_path / "x.db", "coverage", "--limit", "2").stdout
    assert "500 reports, 500 outlets" in shown
    assert "… 492 more" in shown
    assert len(shown.splitlines()) < 30
    with onrecord.open(tmp_path / "x.db") as record:
        (matrix,) = page(record, excerpts=False).matrices.stories
    assert (len(matrix.rows), len(matrix.outlets), matrix.more) == (ROWS, COLUMNS, (3, 500 - COLUMNS))


def test_one_outlet_one_article_and_no_claims(tmp_path: Path) -> None:
    with Record.open(tmp_path / "one.db") as record:
        begun = record.begin_run("0", "r", {})
        record.add_with_reading(capture(article()), as_read([]), begun)
        assert onrecord.coverage(record) == []
        assert page(record, excerpts=False).matrices.stories == []
    with Dam().record(tmp_path / "none.db", links=False):
        pass
    for name in ("one", "none"):
        result = run("show", tmp_path / f"{name}.db", "coverage")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "nothing to compare" in result.stderr
    dam = Dam()
    dam.articles[:] = [replace(a, outlet=None) for a in dam.articles]
    with dam.record(tmp_path / "same.db"):
        pass
    assert "outlet unknown" in run("show", tmp_path / "same.db", "coverage").stdout


def test_partial_articles_are_counted_beside(tmp_path: Path) -> None:
    dam = Dam()
    dam.articles[:] = [replace(a, complete=a.outlet != "The Herald") for a in dam.articles]
    with dam.record(tmp_path / "x.db"):
        pass
    shown = " ".join(run("show", tmp_path / "x.db", "coverage").stdout.split())
    assert "1 report of this story not complete: nothing is “not found” there." in shown


def test_hostile_names_stay_on_their_line(tmp_path: Path) -> None:
    with Dam("\x1b[2J\nx").record(tmp_path / "x.db"):
        pass
    assert "\x1b" not in run("show", tmp_path / "x.db", "coverage").stdout
