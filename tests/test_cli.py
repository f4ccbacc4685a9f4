"""The commands as people type them: data on stdout, words on stderr, exit codes as documented, no traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.cli.reading import FIELDS, has_display
from onrecord.cli.terminal import Counter
from onrecord.rows import Skipped, Speaker
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, reading, statement
from shown_rows import EVIL, TURNED

TEXT = "Bridge shut\n\nThe bridge is shut, the mayor said.\n\nIt opened in 1931.\n"
SEEN = "\x1b\x07\x9b\u202e"
"""None of these may reach a terminal from an article."""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Two articles, one of them hostile, and two inputs that were skipped."""
    path = tmp_path / "story.db"
    evil = article(f"{EVIL}\n\n“{TURNED}” the man\x07 said.", source="https://evil.example/1", outlet=f"Evil {TURNED}")
    with Record.open(path) as held:
        on = held.begin_run("0", "test", {})
        plain = article()
        held.add_with_reading(capture(plain), as_read(reading(plain)), on)
        held.add_with_reading(
            capture(evil), as_read([statement(evil, f"“{TURNED}”", source="the man\x07", cue="said")]), on
        )
        held.skip(Skipped("a\x1b[2J.txt", "empty", "no text", "open it and look"), on)
        held.skip(Skipped("b.jsonl", "malformed", "no JSON", "mend it", "line 3"), on)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "in"


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("what", ["statements", "sources", "articles", "skipped"])
def test_nothing_of_an_article_steers_the_terminal(record: Path, what: str) -> None:
    for options in ([], ["--json"]):
        result = run("show", record, what, *options)
        assert result.exit_code == 0
        assert not set(SEEN) & set(result.stdout + result.stderr)
        assert result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize("what", ["statements", "sources", "articles", "skipped"])
def test_on_a_terminal_nothing_but_heavier_type_is_added(record: Path, what: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "onrecord", "show", str(record), what]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True, env=os.environ | {"COLUMNS": "50"})
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    for ours_alone in ("\x1b[1m", "\x1b[0m"):
        assert (ours_alone in shown) == (what != "skipped")
        shown = shown.replace(ours_alone, "")
    assert not set(SEEN) & set(shown)


def test_statements_are_shown_with_source_words_and_place(record: Path) -> None:
    shown = run("show", record, "statements", "--outlet", "lantern").stdout
    assert "The Lantern · 4 May 2031, 08:00 UTC" in shown
    assert "the mayor of Ashel · said\n    “We were warned,”\n    word for word · confidence 0.90 · at " in shown
    assert "no source stated\n    Dam gives way" in shown
    assert "Evil" not in shown


def test_statements_as_json_carry_their_exact_words(record: Path) -> None:
    rows = lines(run("show", record, "statements", "--json"))
    assert len(rows) == 4
    with Record.read_only(record) as held:
        for row in rows:
            text = next(each.text for each in held.articles() if each.id == row["article"])
            assert row["words"]["content"] == [text[start:end] for start, end in row["content"]]


def test_statements_can_be_chosen(record: Path) -> None:
    def words(*options: str) -> list[str]:
        return [row["words"]["content"][0] for row in lines(run("show", record, "statements", "--json", *options))]

    assert words("--search", "warned") == ["“We were warned,”"]
    assert words("--search", 'warned" OR (') == []
    assert words("--voice", "narrator") == ["Dam gives way"]
    assert len(words("--limit", "2")) == 2
    assert len(words("--article", article().id[:5])) == 3
    assert words("--outlet", "nobody") == []
    assert "No statement found." in run("show", record, "statements", "--outlet", "nobody").stderr


def spoken(path: Path) -> Path:
    """A record with a speaker in two outlets, one of whom relays him, a nested statement and a forecast."""
    with Record.open(path) as held:
        on = held.begin_run("0", "test", {})
        speakers: dict[str, list[str]] = {}
        for outlet, relay in (("The Lantern", ()), ("Radio Pell", ("The Lantern",))):
            a = article(source=f"https://{outlet[-4:]}.example/1", outlet=outlet)
            mayor, board = entity(a, "the mayor of Ashel"), entity(a, "The water board", kind="organization")
            mayor = replace(mayor, name="Ada Brin", descriptions=(mayor.mentions[0].span,))
            first, second, own = reading(a)
            first = replace(
                first, entity=mayor.id, speaker_class="named_person", relay=relay, stance="endorsing",
                modality="predicted", due=("2031-05-06", "2031-05-07"),
            )  # fmt: skip
            second = replace(
                second, entity=board.id, speaker_class="unnamed_group", nested_in=first.id, stance="distancing",
                anonymity_reason="for fear of the river",
            )  # fmt: skip
            held.add_with_reading(capture(a), as_read([first, second, own], [mayor, board]), on)
            for each in (mayor, board):
                speakers.setdefault(each.name or "", []).append(each.id)
        rows = [Speaker(f"s{n}", name, "person", tuple(sorted(ids))) for n, (name, ids) in enumerate(speakers.items())]
        held.put_speakers(rows, "v", on)
    return path


SIDES = '[sides]\n"Town hall" = ["Mayor Ada Brin", "outlet:Radio Pell"]\n"Nobody" = ["Tam Orrel"]\n'


def test_sources_are_shown_by_speaker(tmp_path: Path) -> None:
    path = spoken(tmp_path / "r.db")
    result = run("show", path, "sources")
    assert (
        "Ada Brin · person\n"
        "    statements  2: Radio Pell 1, The Lantern 1\n"
        "    called      “the mayor of Ashel” (Radio Pell, The Lantern)\n"
        "    put as      said (put as fact) 2\n"
        "    through     The Lantern 1, nobody stated 1\n"
    ) in result.stdout
    assert "    reason      for fear of the river\n" in result.stdout
    assert "found by a program" in result.stderr
    rows = lines(run("show", path, "sources", "--json"))
    assert [row["name"] for row in rows] == ["Ada Brin", "The water board"]
    assert [each["outlet"] for each in rows[0]["articles"]] == ["Radio Pell", "The Lantern"]
    assert rows[0]["articles"][0]["statements"][0]["relay"] == ["The Lantern"]
    assert {each["text"] for each in rows[0]["descriptions"]} == {"the mayor of Ashel"}


def test_sources_that_are_not_resolved_are_shown_as_worded(record: Path) -> None:
    shown = run("show", record, "sources").stdout
    assert "the mayor of Ashel · kind unknown\n    statements  1: The Lantern 1\n" in shown
    assert "No source found." in run("show", record, "sources", "--outlet", "nobody").stderr


@pytest.mark.parametrize(
    ("by", "names"), [("outlet", ["The Lantern", "Radio Pell"]), ("article", ["The Lantern", "Radio Pell"])]
)
def test_shares_are_shown_by_outlet_and_by_article(tmp_path: Path, by: str, names: list[str]) -> None:
    path = spoken(tmp_path / "r.db")
    shown = run("show", path, "sources", "--by", by)
    table = shown.stdout.splitlines()
    assert len({len(line) for line in table}) == 1, "the columns stand under their heads"
    assert all(any(name in line for line in table[2:]) for name in names)
    assert all("50 %" in line for line in table[2:])
    assert "Shares of the statements with a source." in shown.stderr
    rows = lines(run("show", path, "sources", "--by", by, "--json"))
    assert [row["attributed"] for row in rows] == [2, 2]
    assert [row["shares"]["named_person"] for row in rows] == [0.5, 0.5]
    assert [row["narrator"] for row in rows] == [1, 1]


@pytest.mark.parametrize("columns", [80, 100, 200])
@pytest.mark.parametrize("by", ["outlet", "article"])
def test_heads_of_shares_are_whole_words_and_fit_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str, columns: int
) -> None:
    monkeypatch.setattr("onrecord.cli.ledger.width", lambda: columns)
    table = run("show", spoken(tmp_path / "r.db"), "sources", "--by", by).stdout.splitlines()
    assert all(len(line) <= columns for line in table)
    assert len({len(line) for line in table}) == 1
    heads = " ".join(table[:2])
    assert "-" not in heads
    for word in ("document", "known", "relayed", "organ.", "first", "hand"):
        assert f" {word} " in f"{heads} "


def test_who_has_nothing_of_what_is_chosen_is_left_out(tmp_path: Path) -> None:
    path = spoken(tmp_path / "r.db")
    for by in ("outlet", "article"):
        rows = lines(run("show", path, "sources", "--by", by, "--relay", "lantern", "--json"))
        assert [row["outlet"] for row in rows] == ["Radio Pell"]
        assert "The Lantern" not in run("show", path, "sources", "--by", by, "--relay", "lantern").stdout
    nothing = run("show", path, "sources", "--by", "outlet", "--class", "document")
    assert (nothing.stdout, nothing.stderr) == ("", "No statement found.\n")


def test_export_takes_sides(tmp_path: Path) -> None:
    path, file, out = spoken(tmp_path / "r.db"), tmp_path / "sides.toml", tmp_path / "out"
    file.write_text(SIDES, encoding="utf-8")
    result = run("export", path, "-o", out, "--sides", file)
    assert 'no one in this record is "Tam Orrel"' in result.stderr

    def sides() -> list[str | None]:
        rows = (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(row)["side"] for row in rows]

    assert sides().count("Town hall") == 3
    assert len(sides()) == 6
    assert run("export", path, "-o", out, "--sides", file, "--side", "town hall").exit_code == 0
    assert sides() == ["Town hall"] * 3


def test_sides_group_and_choose(tmp_path: Path) -> None:
    path, file = spoken(tmp_path / "r.db"), tmp_path / "sides.toml"
    file.write_text(SIDES, encoding="utf-8")
    result = run("show", path, "sources", "--by", "side", "--sides", file)
    assert 'no one in this record is "Tam Orrel"' in result.stderr
    assert "\nTown hall\n    Ada Brin  2 statements in 2 outlets\n" in result.stdout
    rows = lines(run("show", path, "sources", "--by", "side", "--sides", file, "--json"))
    assert [(row["name"], row["attributed"], row["narrator"]) for row in rows] == [
        ("Town hall", 2, 1), ("Nobody", 0, 0), (None, 2, 1),
    ]  # fmt: skip
    chosen = lines(run("show", path, "statements", "--sides", file, "--side", "town HALL", "--json"))
    assert [(row["voice"], row["side"]) for row in chosen].count(("attributed", "Town hall")) == 2
    assert len(chosen) == 3
    grouped = run("show", path, "statements", "--by", "side", "--sides", file).stdout
    assert [line for line in grouped.splitlines() if line.startswith("==")] == ["== Town hall", "== no side given"]
    out = tmp_path / "r.html"
    assert run("report", path, "-o", out, "--sides", file, "--by", "side").exit_code == 0
    assert '<h3 class="group"><bdi>Town hall</bdi></h3>' in out.read_text(encoding="utf-8")
    assert run("report", path, "-o", out, "--sides", file, "--side", "Town hall").exit_code == 0
    assert "any fault" not in re.sub("(?s)<h3.*?</p>|<p class=.text.*?</p>", "", out.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--speaker", "brin"], 2),
        (["--class", "unnamed_group"], 2),
        (["--relay", "lantern"], 1),
        (["--modality", "predicted"], 2),
        (["--stance", "distancing"], 2),
        (["--stance", "distancing", "--outlet", "pell"], 1),
        (["--by", "speaker"], 6),
        (["--by", "outlet", "--voice", "attributed"], 4),
    ],
)
def test_statements_can_be_chosen_by_who_speaks_and_how(tmp_path: Path, options: list[str], found: int) -> None:
    path = spoken(tmp_path / "r.db")
    assert len(lines(run("show", path, "statements", "--json", *options))) == found
    assert len(re.findall(r"\bat\s+\d+–\d+", run("show", path, "statements", *options).stdout)) == found


def test_a_statement_says_who_how_through_whom_and_for_when(tmp_path: Path) -> None:
    shown = run("show", spoken(tmp_path / "r.db"), "statements", "--outlet", "pell").stdout
    assert "  Ada Brin (“the mayor of Ashel”) · said\n    “We were warned,”\n    person" in shown
    flat = " ".join(shown.split())
    assert "the article → The Lantern → Ada Brin" in flat
    assert "predicted for 6–7 May 2031 · put as fact" in flat
    assert "\n    The water board · denied\n      any fault\n" in shown, "what stands inside another is indented"
    assert "reason given: for fear of the river" in flat


def test_skipped_inputs_are_shown_by_reason_with_what_to_do(record: Path) -> None:
    shown = run("show", record, "skipped").stdout
    assert "1 × the file or row does not have the form" in shown
    assert "b.jsonl (line 3): no JSON. Mend it." in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{record}", "sources", "--search", "x"],
        ["show", "{record}", "skipped", "--outlet", "x"],
        ["show", "{record}", "articles", "--stance", "neutral"],
        ["show", "{record}", "sources", "--voice", "narrator"],
        ["show", "{record}", "sources", "--by", "side"],
        ["show", "{record}", "sources", "--side", "x"],
        ["show", "{record}", "sources", "--sides", "{record}"],
        ["show", "{record}", "sources", "--sides", "nowhere.toml"],
        ["report", "{record}", "-o", "r.html", "--by", "side"],
        ["report", "{record}", "-o", "r.html", "--side", "x"],
        ["show", "{record}", "claimz"],
        ["show", "nowhere.db", "statements"],
        ["export", "{record}", "-o", "out", "--spreadsheet-safe"],
        ["export", "{record}", "-o", "out", "--side", "x"],
        ["export", "{record}", "-o", "out", "--sides", "{record}"],
        ["report", "{record}", "-o", "{record}"],
        ["report", "{record}", "-o", "no/such/folder/r.html"],
        ["read", "x.txt", "--into", "no/such/folder/r.db"],
        ["read", "x.txt", "--into", "r.db", "--columns", "texts=body"],
        ["read", "x.txt", "--into", "r.db", "--columns", "text"],
        ["read", "--into", "r.db"],
        ["nonsense"],
    ],
)
def test_what_is_not_understood_exits_2_and_writes_nothing(
    record: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(record.parent)
    before = {path: path.read_bytes() for path in record.parent.iterdir()}
    result = run(*(each.format(record=record) for each in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr) > 20
    assert {path: path.read_bytes() for path in record.parent.iterdir()} == before


def test_a_file_that_is_no_record_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a record " * 100)
    sqlite3.connect(tmp_path / "y.db").execute("CREATE TABLE t (x)").connection.close()
    for name in ("x.db", "y.db"):
        for command in (["show", name, "articles"], ["verify", name], ["report", name, "-o", "r.html"]):
            result = run(command[0], tmp_path / name, *command[2:])
            assert result.exit_code == 1
            assert result.stderr.startswith("onrecord: ")
            assert result.stderr.count("\n") == 1


def test_verify_says_whole_or_exits_1(record: Path) -> None:
    assert run("verify", record).exit_code == 0
    assert lines(run("verify", record, "--json"))[0]["whole"] is True
    db = sqlite3.connect(record)
    db.execute("UPDATE articles SET text = text || 'x'")
    db.commit()
    db.close()
    result = run("verify", record)
    assert result.exit_code == 1
    assert "hash" in result.stdout
    assert lines(run("verify", record, "--json"))[0]["whole"] is False


def test_report_is_written_and_only_over_a_report(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "story.html"
    assert run("report", record, "-o", out).exit_code == 0
    assert "We were warned" in out.read_text(encoding="utf-8")
    assert run("report", record, "-o", out, "--excerpts").exit_code == 0
    out.write_text("a letter")
    assert run("report", record, "-o", out).exit_code == 2
    assert run("report", record, "-o", out, "--force").exit_code == 0


def test_read_says_what_it_did_and_what_to_type_next(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "story.db"
    result = run("read", folder, "--into", into)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "1 new article, " in result.stderr
    assert f"Next: onrecord report {into} -o {tmp_path / 'story.html'}" in result.stderr
    again = run("read", folder, "--into", into)
    assert "0 new articles, 1 already there" in again.stderr
    assert run("verify", into).exit_code == 0


def test_read_says_what_it_skipped_and_exits_3(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = run("read", folder, tmp_path / "gone.txt", "--into", tmp_path / "story.db", "--json")
    assert result.exit_code == 3
    (told,) = lines(result)
    assert told["new"] == 1
    assert sorted(row["reason"] for row in told["skipped_rows"]) == ["empty", "missing"]
    assert "2 inputs skipped" in result.stderr
    assert "empty.txt" in result.stderr
    assert run("show", tmp_path / "story.db", "skipped").stdout.count(" × ") == 2


@pytest.mark.parametrize("names", [["gone.txt"], ["gone", "also-gone.jsonl"], [""], ["a\x00b"]])
def test_read_makes_no_record_where_there_is_nothing_to_read(tmp_path: Path, names: list[str]) -> None:
    into = tmp_path / "story.db"
    result = run("read", *(name and tmp_path / name for name in names), "--into", into, "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No record was made. Check the name" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_read_keeps_a_record_that_is_there_when_its_source_is_gone(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "story.db"
    assert run("read", folder, "--into", into).exit_code == 0
    assert run("read", tmp_path / "gone.txt", "--into", into).exit_code == 3
    assert run("show", into, "articles").stdout


def test_read_refuses_the_network_when_told_to(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "story.db"
    result = run("read", folder, "https://lantern.example/x", "--into", into, "--no-network", "--outlet", "Lantern")
    assert result.exit_code == 3
    with Record.read_only(into) as held:
        assert [each.outlet for each in held.articles()] == ["Lantern"]


def test_the_fields_named_in_the_help_are_those_of_ingest() -> None:
    from onrecord.ingest.options import FIELDS as KNOWN

    assert set(FIELDS) == set(KNOWN)


def test_demo_reads_the_story_and_writes_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", asked.append)
    monkeypatch.setenv("DISPLAY", ":0")
    out, into = tmp_path / "story.html", tmp_path / "story.db"
    result = run("demo", "--no-open", "--into", into, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{out}\n"
    assert asked == []
    assert "Fiction." in out.read_text(encoding="utf-8")
    assert len(lines(run("show", into, "articles", "--json"))) == 14
    run("demo", "--into", into, "-o", out)
    assert asked == [out.as_uri()]


def test_no_browser_is_opened_where_there_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()


def test_ctrl_c_says_that_what_was_read_is_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.pipeline.read_into", stopped)
    result = run("read", folder, "--into", tmp_path / "story.db")
    assert result.exit_code == 130
    assert "is kept in" in result.stderr
    assert "the same command goes on" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_real_ctrl_c_leaves_a_whole_record(folder: Path, tmp_path: Path) -> None:
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"{TEXT * 20}{number}", encoding="utf-8")
    into = tmp_path / "story.db"
    command = [sys.executable, "-m", "onrecord", "read", str(folder), "--into", str(into)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (into.exists() and rows(into)):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert "is kept in" in told
    assert run("verify", into).exit_code == 0
    assert 0 < rows(into) <= 401


def rows(path: Path) -> int:
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def test_a_closed_pipe_is_no_error_to_see(record: Path) -> None:
    shell = f"'{sys.executable}' -m onrecord show '{record}' statements --json | true"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_plain_terminal_gets_what_it_can_show(record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "show", str(record), "statements"]
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert b"\\u201cWe were warned,\\u201d" in done.stdout


def test_progress_is_for_terminals_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Counter().at(3, "x.txt")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    counter = Counter()
    counter.started, counter.last = time.monotonic() - 1, 0.0
    counter.at(3, f"news/{TURNED}.txt")
    monkeypatch.undo()
    told = capsys.readouterr().err
    assert "3 articles" in click.unstyle(told)
    assert not set("\x07\x9b\u202e") & set(told)


def test_help_is_quick() -> None:
    best = min(timed([sys.executable, "-m", "onrecord", "--help"]) for _ in range(5))
    assert best < 0.4


def timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - started
