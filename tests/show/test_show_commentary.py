"""Articles that dispute what they cite: in the list, as JSON, in Python, the report and the export. Fiction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.rows import Article, Speaker
from onrecord.show.commentary import commentary
from onrecord.show.export import export
from onrecord.show.report import report
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, statement
from shown_rows import EVIL, TURNED

CLAIM, BRIN = "that the Marbeck dam was sound", "Nobody was warned"
MINE = f"Corvane Times reported {CLAIM}. That is simply not true. {BRIN}, Ada Brin wrongly claimed."
THEIRS = f"The Marbeck dam was sound. “{BRIN},” Ada Brin said."


def told(outlet: str, text: str, day: int) -> Article:
    return article(
        text, f"https://{outlet.lower().replace(' ', '')}.example/dam", outlet=outlet, zones=(),
        published=f"2031-05-{day:02}T08:00:00+00:00", captured_at="2031-06-01T00:00:00+00:00",
    )  # fmt: skip


def made(path: Path | str = ":memory:", mark: str = "", *, day: int = 6) -> tuple[Record, Article, Article]:
    """A record of a report of the Corvane Times and one that disputes it, `mark` in the latter's outlet and text."""
    times, lantern = told("Corvane Times", THEIRS, 4), told(f"Lantern{mark}", MINE + mark, day)
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    brins = []
    for a, cue in ((times, "said"), (lantern, "claimed")):
        brin = entity(a, "Ada Brin")
        brins.append(brin.id)
        said = statement(a, BRIN, cue=cue, source="Ada Brin", speaker_class="named_person", quotation="indirect")
        rows = [replace(said, entity=brin.id)]
        if a is lantern:
            rows.append(statement(a, CLAIM, cue="reported", source="Corvane Times", speaker_class="named_organization"))
        record.add_with_reading(capture(a), as_read(rows, [brin]), run)
    record.put_speakers([Speaker("5" * 16, "Ada Brin", "person", tuple(sorted(brins)))], "test", run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story("5" * 16, [times.id, lantern.id])
        shelf.put_linked("5" * 16, "test", [], [], [])
    return record, times, lantern


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "dam.db")[0].close()
    return tmp_path / "dam.db"


def test_what_is_cited_and_disputed_in_which_words() -> None:
    record, times, lantern = made()
    with record:
        (one,) = onrecord.commentary(record)
        assert one == commentary(record)[0]
    assert one.article == lantern.id
    assert [(c.name, c.article) for c in one.cites] == [("Corvane Times", times.id), ("Ada Brin", None)]
    assert [d.words for d in one.disputes] == ["That is simply not true.", f"{BRIN}, Ada Brin wrongly claimed."]
    assert [lantern.text[slice(*c)] for c in one.cues] == ["is simply not true", "wrongly"]


def test_a_report_that_is_shown_to_be_later_is_not_the_one_cited() -> None:
    record, _, lantern = made(day=2)
    with record:
        (one,) = commentary(record)
        assert one.article == lantern.id
        assert [c.article for c in one.cites] == [None, None]


def test_list_and_json(path: Path) -> None:
    shown = run("show", path, "commentary").stdout
    assert shown.startswith("Lantern, 6 May disputes what Corvane Times and Ada Brin say\n")
    assert "Corvane Times is here: Corvane Times, 4 May" in shown
    assert f"what it cites: Corvane Times: {CLAIM}" in shown
    assert "its own words: That is simply not true. (at " in shown
    (row,) = [json.loads(line) for line in run("show", path, "commentary", "--json").stdout.splitlines()]
    assert list(row)[:4] == ["article", "cites", "disputes", "cues"]
    assert row["rules"] == ["called_false", "said_wrongly"]
    assert run("show", path, "commentary", "--outlet", "Corvane").stdout == ""
    assert run("show", path, "commentary", "--story", "5").stdout == shown
    assert "means nothing" in run("show", path, "commentary", "--speaker", "Brin").stderr


def test_the_report_shows_it_and_leaves_it_out_of_excerpts(path: Path) -> None:
    with Record.read_only(path) as record:
        report(record, path.with_suffix(".html"))
        report(record, path.with_suffix(".excerpts.html"), excerpts=True)
    page = path.with_suffix(".html").read_text()
    assert 'id="commentary"' in page
    assert "<mark>is simply not true</mark>" in page
    assert 'id="commentary"' not in path.with_suffix(".excerpts.html").read_text()


def test_it_is_exported_in_each_format_and_a_table(path: Path, tmp_path: Path) -> None:
    with Record.read_only(path) as record:
        for form in ("jsonl", "csv", "parquet"):
            export(record, form, tmp_path / form)
        table = onrecord.table(record, "commentary")
    (row,) = [json.loads(line) for line in (tmp_path / "jsonl" / "commentary.jsonl").read_text().splitlines()]
    assert list(row) == ["article", "cites", "disputes", "cues"]
    assert list(row["cites"][0]) == ["name", "article", "statements", "span"]
    assert list(row["disputes"][0]) == ["statement", "span", "words"]
    assert table.to_pylist() == [row]
    assert (tmp_path / "parquet" / "commentary.parquet").is_file()
    assert (tmp_path / "csv" / "commentary.csv").read_text().startswith("article,cites,disputes,cues\n")


def test_nothing_of_an_article_steers_the_terminal_or_the_page(tmp_path: Path) -> None:
    made(tmp_path / "evil.db", f" {EVIL}{TURNED}")[0].close()
    for options in ([], ["--json"]):
        result = run("show", tmp_path / "evil.db", "commentary", *options)
        assert result.stdout
        assert not set("\x00\x1b\x07\x9b\u202e\u202c") & set(result.stdout)
    with Record.read_only(tmp_path / "evil.db") as record:
        report(record, tmp_path / "evil.html")
    assert "<script>document.title" not in (tmp_path / "evil.html").read_text()


def test_where_nothing_is_found_that_is_said(tmp_path: Path) -> None:
    Record.open(tmp_path / "none.db").close()
    result = run("show", tmp_path / "none.db", "commentary")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("No article was found that disputes")
    with pytest.raises(UsageError):
        onrecord.commentary("none.db")  # type: ignore[arg-type]
