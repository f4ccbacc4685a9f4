"""The whole flow: twice is once, killed and resumed is undisturbed, copies are copied."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from importlib.resources import as_file, files
from pathlib import Path
from types import FunctionType

import pytest

import onrecord
from onrecord.linking import units_have_their_words
from onrecord.pipeline import Summary, read_into
from onrecord.rows import Statement
from onrecord.show.reuse import reuse
from onrecord.store import Record, verify

PLACES = ("Ashel", "Keddra", "Tolvane", "Corvane", "Farbank")
WHO = ("the mayor", "a water board official", "Tam Orrel", "the Interior Guard", "two residents")


def corpus(path: Path, n: int) -> Path:
    rng = random.Random(5)
    with path.open("w", encoding="utf8") as f:
        for i in range(n):
            place, who = rng.choice(PLACES), rng.choice(WHO)
            text = (
                f"The pumps in {place} stopped on Monday, {who} said.\n"
                f"“We had {rng.randrange(2, 90)} calls,” {who} said. "
                f"The board denied that the pumps had failed before."
            )
            url = f"https://outlet{i % 7}.example/{i}"
            f.write(json.dumps({"url": url, "title": f"Pumps stop in {place}", "text": text}) + "\n")
    return path


def findings(path: Path) -> list[object]:
    with Record.read_only(path) as record:
        assert verify(record, [units_have_their_words]) == []
        timeless = [(a.id, a.source, a.text, a.zones, a.language) for a in record.articles()]
        shared = [*reuse(record), *record.stories(), *record.links(), *record.claims()]
        return [*timeless, *record.statements(), *record.skipped(), *shared]


def read(source: Path, into: Path) -> Summary:
    with Record.open(into) as record:
        return read_into(record, [str(source)])


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    source = corpus(tmp_path / "news.jsonl", 20)
    first = read(source, tmp_path / "a.db")
    before = findings(tmp_path / "a.db")
    second = read(source, tmp_path / "a.db")
    assert (first.new, first.read, first.known) == (20, 20, 0)
    assert (second.new, second.read, second.known, second.statements) == (0, 0, 20, 0)
    assert findings(tmp_path / "a.db") == before


def test_order_and_company_change_nothing(tmp_path: Path) -> None:
    a, b = corpus(tmp_path / "a.jsonl", 12), corpus(tmp_path / "b.jsonl", 30)
    for name, order in (("ab", [a, b]), ("ba", [b, a])):
        for source in order:
            read(source, tmp_path / f"{name}.db")
    with Record.open(tmp_path / "both.db") as record:
        read_into(record, [str(a), str(b)])
    ids = [{str(x) for x in findings(tmp_path / f"{name}.db")} for name in ("ab", "ba", "both")]
    assert ids[0] == ids[1] == ids[2]


def test_a_reprint_is_copied_and_another_language_is_kept_unread(tmp_path: Path) -> None:
    rows = [
        {
            "url": "https://lantern.example/1",
            "text": "The pumps failed, the mayor of Ashel said on Monday to reporters.",
        },
        {
            "url": "https://gazette.example/1",
            "text": "The pumps failed, the mayor of Ashel said on Monday to reporters.",
        },
        {
            "url": "https://ailleurs.example/1",
            "text": "Les pompes sont en panne depuis lundi, a déclaré le maire de la ville.",
        },
    ]
    source = tmp_path / "news.jsonl"
    for part in (rows[:1], rows):
        source.write_text("".join(json.dumps(r) + "\n" for r in part), encoding="utf8")
        summary = read(source, tmp_path / "story.db")
    assert (summary.known, summary.copied, summary.unread, summary.read) == (1, 1, 1, 0)
    assert [s.reason for s in summary.skipped] == ["language"]
    with Record.read_only(tmp_path / "story.db") as record:
        assert len(list(record.articles())) == 3
        assert len({s.article for s in record.statements(voice="attributed")}) == 2


def test_killed_at_any_moment_and_called_again_it_ends_the_same(tmp_path: Path) -> None:
    source = corpus(tmp_path / "news.jsonl", 150)
    read(source, tmp_path / "whole.db")
    into = tmp_path / "killed.db"
    command = [sys.executable, "-m", "onrecord", "read", str(source), "--into", str(into)]
    rng = random.Random(2)
    for _ in range(4):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.0 + 1.5 * rng.random())
        run.send_signal(signal.SIGKILL)
        run.wait()
        if into.exists():
            with Record.open(into) as record:
                assert verify(record) == []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert findings(into) == findings(tmp_path / "whole.db")


def test_the_python_verbs(tmp_path: Path) -> None:
    with as_file(files("onrecord") / "story") as folder:
        record = onrecord.read([str(folder)])
    with record:
        assert record.counts()["articles"] >= 13
        said = list(record.statements(voice="attributed"))
        assert len(said) > 150
        assert record.table("statements").num_rows == record.counts()["statements"]
        assert onrecord.verify(record) == []
        onrecord.report(record, tmp_path / "story.html")
        onrecord.export(record, tmp_path / "out")
    assert (tmp_path / "story.html").stat().st_size > 50_000
    assert (tmp_path / "out" / "statements.jsonl").stat().st_size > 10_000


def test_the_public_face_is_listed_whole() -> None:
    public = {
        n
        for n, v in vars(onrecord).items()
        if isinstance(v, FunctionType) and v.__module__ == "onrecord" and n[0] != "_"
    }
    assert public | {"__version__"} == set(onrecord.__all__)


def test_a_reading_that_fails_is_a_row_and_not_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(tmp_path / "news.jsonl", 6)
    from onrecord.read.join import Attribution
    from onrecord.read.statements import Page
    from onrecord.read.statements import statements as whole

    def fails_once(page: Page, attributions: list[Attribution]) -> list[Statement]:
        if "Tam Orrel" in page.text:
            raise ZeroDivisionError("planted")
        return whole(page, attributions)

    monkeypatch.setattr(sys.modules["onrecord.read.reader"], "statements", fails_once)
    summary = read(source, tmp_path / "story.db")
    failed = [s for s in summary.skipped if s.reason == "reader_failed"]
    assert failed
    assert "planted" in failed[0].detail
    with Record.read_only(tmp_path / "story.db") as record:
        assert record.counts()["articles"] == 6


def test_a_fault_of_ours_in_one_text_costs_neither_its_reprint_nor_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("a fault of ours")

    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("Pumps stop\n\nThe pumps stopped on Monday, the mayor said.")
    with Record.open(tmp_path / "r.db") as record:
        monkeypatch.setattr("onrecord.pipeline.figured", fails)
        for name in ("one", "two"):
            summary = read_into(record, [str(tmp_path / name)])
            assert [s.reason for s in summary.skipped] == ["reader_failed"]
        assert len(list(record.articles())) == 2
