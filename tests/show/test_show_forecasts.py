"""What was foreseen: each wording once, with what later reports say, or that nothing was found. Fiction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.rows import Article, Link, Relation, Statement
from onrecord.show.forecasts import UNFIT, Forecast, forecasts
from onrecord.show.report import report
from onrecord.store import Record
from rows_made import article, as_read, capture, statement

SAIL = "The ferry Corvane will sail next month"
DUE = ("2031-06-01", "2031-06-30")


def told(outlet: str, text: str, published: str) -> Article:
    return article(
        text, f"https://{outlet.lower()}.example/ferry", outlet=f"The {outlet}",
        published=f"{published}T08:00:00+00:00", captured_at="2031-12-01T00:00:00+00:00", zones=(),
    )  # fmt: skip


LANTERN = told("Lantern", f"“{SAIL},” Tam Orrel said. It may sail to Marbeck.", "2031-05-04")
GAZETTE = told("Gazette", f"“{SAIL},” Tam Orrel said. It may sail to Marbeck.", "2031-06-02")
LATER = {
    "said": "The ferry Corvane sailed on 3 June.",
    "planned": "The ferry Corvane was scheduled to sail.",
    "put off": "The ferry Corvane, which was to sail, will be postponed.",
    "before": "The ferry Corvane sailed back in March.",
    "loose": "The ferry Corvane is a big one.",
}
HERALD = told("Herald", " ".join(LATER.values()), "2031-07-04")


def foresees(a: Article, due: tuple[str, str] = DUE, **fields: Any) -> Statement:
    fields = {"cue": "said", "source": "Tam Orrel", "modality": "predicted", "due": due, "quotation": "direct"} | fields
    return statement(a, fields.pop("words", SAIL), **fields)


def made(
    path: Path | str = ":memory:",
    score: float = 0.9,
    relation: Relation = "agree",
    later: tuple[str, ...] = tuple(LATER),
    more: tuple[Statement, ...] = (),
) -> Record:
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    first, again = foresees(LANTERN), foresees(GAZETTE, ("2031-07-01", "2031-07-31"))
    others = {k: statement(HERALD, LATER[k], voice="narrator", quotation="none") for k in later}
    said = [first, again, *others.values(), *more]
    for a in (LANTERN, GAZETTE, HERALD):
        record.add_with_reading(capture(a), as_read([s for s in said if s.article == a.id]), run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story("5" * 16, [LANTERN.id, GAZETTE.id, HERALD.id])
        links = [_link(first, o, 0.3 if k == "loose" else score, relation) for k, o in others.items()]
        shelf.put_linked("5" * 16, "test", links, [], [])
    return record


def _link(a: Statement, b: Statement, score: float, relation: Relation) -> Link:
    a, b = sorted((a, b), key=lambda s: s.id)
    return Link(a.id, b.id, a.content, b.content, relation, "other", None, None, "agreement", score, "")


def words(found: Forecast) -> list[str]:
    return [HERALD.text[slice(*s.content[0])] for s, _ in found.later]


def test_one_wording_of_a_speaker_stands_once_with_the_days_of_the_earliest_report() -> None:
    with made() as record:
        (one,) = forecasts(record)
    assert (one.statement.article, one.statement.due) == (LANTERN.id, DUE)
    assert [s.article for s in one.also] == [GAZETTE.id]


def test_in_the_reporters_words_other_days_stay_another_forecast() -> None:
    words = "It may sail to Marbeck"
    more = tuple(
        foresees(a, due, words=words, quotation="indirect", cue=None, source=None, voice="narrator")
        for a, due in ((LANTERN, DUE), (GAZETTE, ("2031-07-01", "2031-07-31")))
    )
    with made(more=more) as record:
        assert len([x for x in forecasts(record) if x.statement.voice == "narrator"]) == 2


def test_only_what_may_tell_what_came_of_it_is_shown() -> None:
    with made() as record:
        (one,) = forecasts(record)
    assert set(words(one)) == {LATER["said"], LATER["put off"]}
    assert one.since == (HERALD.id,)


def test_a_loose_link_is_no_word_of_it_but_a_differing_one_is() -> None:
    with made(score=0.5, later=("said",)) as record:
        assert forecasts(record)[0].later == ()
    with made(score=0.5, later=("said",), relation="conflict") as record:
        assert [r for _, r in forecasts(record)[0].later] == ["conflict"]
    assert all(rule.__doc__ for rule in UNFIT)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "f.db").close()
    return tmp_path / "f.db"


def test_the_list_and_the_report_say_it(path: Path) -> None:
    shown = run("show", path, "forecasts").stdout
    assert shown.startswith("due 1–30 June 2031 · The Lantern, 4 May → Tam Orrel\n")
    assert "        also in The Gazette, 2 June\n" in shown
    assert f"since then, perhaps of this: The Herald, 4 July: {LATER['said']}" in shown
    (row,) = [json.loads(line) for line in run("show", path, "forecasts", "--json").stdout.splitlines()]
    assert [x["article"] for x in row["also"]] == [GAZETTE.id]
    with Record.read_only(path) as record:
        report(record, path.with_suffix(".html"))
        report(record, path.with_suffix(".excerpts.html"), excerpts=True)
    page = path.with_suffix(".html").read_text()
    assert 'id="forecasts"' in page
    assert "due <bdi>1–30 June 2031</bdi>" in page
    assert "since then, perhaps of this:" in page
    assert 'id="forecasts"' not in path.with_suffix(".excerpts.html").read_text()


def test_where_nothing_was_found_that_is_said(tmp_path: Path) -> None:
    made(tmp_path / "g.db", later=("planned",)).close()
    said = "1 report published after that day: nothing of it was found"
    assert said in run("show", tmp_path / "g.db", "forecasts").stdout
    with Record.read_only(tmp_path / "g.db") as record:
        report(record, tmp_path / "g.html")
    assert said in (tmp_path / "g.html").read_text()


def test_forecasts_of_the_articles_asked_for(path: Path) -> None:
    assert run("show", path, "forecasts", "--outlet", "Gazette").stdout == run("show", path, "forecasts").stdout
    assert run("show", path, "forecasts", "--outlet", "Herald").stdout == ""


def test_odd_days_are_shown_as_they_stand(tmp_path: Path) -> None:
    odd = replace(foresees(LANTERN), due=("soon", "later"))
    with Record.open(tmp_path / "o.db") as record:
        begun = record.begin_run("0", "r", {})
        record.add_with_reading(capture(LANTERN), as_read([odd]), begun)
        report(record, tmp_path / "o.html")
    assert "due soon – later" in run("show", tmp_path / "o.db", "forecasts").stdout
    assert "due <bdi>soon – later</bdi>" in (tmp_path / "o.html").read_text()
