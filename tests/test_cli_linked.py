"""What linking found as people ask for it: claims, origins, copied passages, stories, and how to correct these."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linked_made import Dam
from onrecord.cli import cli
from onrecord.cli.terminal import Counter
from onrecord.pipeline import Progress
from onrecord.rows import Reading
from onrecord.store import Record
from shown_rows import EVIL, TURNED

LISTS = ["claims", "origins", "reuse", "stories"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


def rows(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    Dam().record(tmp_path / "dam.db").close()
    return tmp_path / "dam.db"


def test_claims_say_how_many_reports_and_origins_who_says_it_and_why(record: Path) -> None:
    shown = run("show", record, "claims").stdout
    assert shown.startswith(
        "40 · houses · water · 5 reports, 1–2 origins · no difference found among 5 reports\n"
        "    About 40 houses are under water\n"
    )
    assert (
        "    The Lantern; The Courier → police (group, not named)\n        About 40 houses are under water\n" in shown
    )
    assert "    The Post → The Lantern → source not named here\n" in shown
    assert "    The Herald → no source stated\n" in shown
    assert "why one origin: the same words (The Lantern; The Courier)" in shown
    assert "else: no shared source shown" in shown
    assert "warned · 2 reports, 1 origin · no difference found among 2 reports\n" in shown


def test_claims_as_json_carry_their_words_and_evidence(record: Path) -> None:
    first, second = rows(run("show", record, "claims", "--json"))
    assert first["answer"]["origins"] == [1, 2]
    assert (first["answers"], first["differs"]) == (1, False)
    with Record.read_only(record) as held:
        texts = {a.id: a.text for a in held.articles()}
    for telling in first["tellings"]:
        assert telling["words"] == [texts[telling["article"]][slice(*span)] for span in telling["content"]]
    assert [each["evidence"] for each in second["joined_by"]] == ["the same speaker: Tam Orrel"]


def test_origins_are_drawn_from_the_reports_to_who_says_it(record: Path) -> None:
    shown = run("show", record, "origins", "--limit", 1).stdout
    assert "1. 4 reports that go back to one word" in shown
    assert "        The Lantern → police (group, not named)\n            “police said”" in shown
    assert "        The Gazette ┬→ Halyard (agency) → police (group, not named)\n        The Courier ┘\n" in shown
    assert "between the two: no shared source shown" in shown
    (row,) = rows(run("show", record, "origins", "--json", "--limit", 1))
    assert row["groups"][1]["paths"][0]["steps"][0]["name"] == "no source stated"


def test_reuse_shows_pairs_and_what_differs_in_a_quotation(record: Path) -> None:
    shown = run("show", record, "reuse").stdout
    assert "earlier, by their times or a credit: The Lantern" in shown
    assert "    The Lantern · Tam Orrel\n        “We were warned in ‹the spring›,”\n" in shown
    assert "    The Gazette · Tam Orrel\n        “We were warned in ‹April›,”\n" in shown
    (pair,) = rows(run("show", record, "reuse", "--json"))
    assert pair["first"] == "a"
    assert pair["passages"][0]["kind"] == "drifted_quote"


def test_stories_list_their_reports_with_ids(record: Path) -> None:
    shown = run("show", record, "stories").stdout
    assert shown.startswith("Dam gives way · 5 reports · story 5555555555555555\n")
    assert all(f"    {a.id}  {a.outlet}" in shown for a in Dam().articles)
    (story,) = rows(run("show", record, "stories", "--json"))
    assert [each["outlet"] for each in story["reports"]] == [a.outlet for a in Dam().articles]


def test_claims_of_one_story(record: Path) -> None:
    assert len(rows(run("show", record, "claims", "--json", "--story", "5555"))) == 2
    result = run("show", record, "claims", "--story", "zz")
    assert result.exit_code == 2
    assert "no story's id begins with 'zz'" in result.stderr
    assert "--story means nothing for `show reuse`" in run("show", record, "reuse", "--story", "5").stderr


@pytest.mark.parametrize("what", LISTS)
def test_where_nothing_is_linked_that_is_said(tmp_path: Path, what: str) -> None:
    Dam().record(tmp_path / "none.db", links=False).close()
    result = run("show", tmp_path / "none.db", what)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize("what", LISTS)
def test_nothing_of_an_article_steers_the_terminal(tmp_path: Path, what: str) -> None:
    Dam(EVIL + TURNED).record(tmp_path / "evil.db").close()
    for options in ([], ["--json"]):
        result = run("show", tmp_path / "evil.db", what, *options)
        assert result.exit_code == 0
        assert result.stdout
        assert not set("\x00\x1b\x07\x9b\u202e\u202c") & set(result.stdout + result.stderr)


def test_group_puts_two_articles_together_or_apart(record: Path) -> None:
    a, b, *_ = (x.id for x in Dam().articles)
    assert "The two stand in different stories." in run("group", record, a[:9], b, "--different").stderr
    assert "That was said before" in run("group", record, b, a, "--different").stderr
    assert "The two stand in one story of" in run("group", record, a, b, "--same").stderr
    assert f"{min(a, b)} and {max(a, b)} tell of the same event." in run("show", record, "stories").stderr
    assert run("group", record, a, b, "--undo").exit_code == 0
    assert "Nothing was said of the two." in run("group", record, a, b, "--undo").stderr
    assert run("verify", record).exit_code == 0


def test_group_needs_two_articles_and_a_word(record: Path) -> None:
    a, b, *_ = (x.id for x in Dam().articles)
    for arguments, words in (
        ((a, b), "say --same or --different"),
        ((a, a, "--same"), "is one article; name two"),
        (("zz", b, "--same"), "no article's id begins with 'zz'"),
    ):
        result = run("group", record, *arguments)
        assert result.exit_code == 2
        assert words in result.stderr


def test_read_says_what_it_linked(tmp_path: Path) -> None:
    for n, text in enumerate(("Ashel bridge shut after flood", "Ashel bridge shut, flood rises")):
        story = f"{text}\n\nThe bridge at Ashel is shut, Tam Orrel said on Monday. The Keddra flood rose."
        (tmp_path / f"{n}.txt").write_text(story, encoding="utf-8")
    result = run("read", tmp_path / "0.txt", "--into", tmp_path / "one.db")
    assert "stor" not in result.stderr.replace("story", ""), "one article is no story"
    result = run("read", tmp_path / "0.txt", tmp_path / "1.txt", "--into", tmp_path / "two.db")
    assert result.exit_code == 0
    with Record.read_only(tmp_path / "two.db") as held:
        assert ("1 story of 2 reports or more" in result.stderr) == (held.counts()["stories"] == 1)


def test_linking_is_said_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Counter().shows(Progress(3, "", linking=True))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    counter = Counter()
    counter.shows(Progress(3, "", linking=True))
    monkeypatch.undo()
    assert "3 articles · linking…" in capsys.readouterr().err


def test_review_says_lists_and_takes_back(record: Path) -> None:
    with Record.read_only(record) as held:
        (a, b), s = next((x.a, x.b) for x in held.links()), next(held.statements())
    assert run("review", record, "list").stderr == "0 reviews.\n"
    said = run("review", record, s.id[:12], "no", "--note", "not\x1b[31m\nhis word", "--by", "Ada")
    assert said.stderr.startswith("Noted: no (")
    assert run("review", record, f"{b}:{a}", "--note", "two streets").exit_code == 0
    shown = run("review", record, "list")
    first, *_, second, words, note = shown.stdout.splitlines()
    assert first.startswith("note · agree, ")
    assert second.startswith("no · statement · Ada · 20")
    assert words.startswith("    The ")
    assert note.startswith("    Note: not")
    assert "\x1b" not in shown.stdout
    assert shown.stderr == "2 reviews.\n"
    link, other = rows(run("review", record, "list", "--json"))
    assert (link["kind"], link["state"], link["note"], sorted(link["now"])) == (
        "link",
        "current",
        "two streets",
        [a, b],
    )
    assert (other["verdict"], other["by"], other["now"]) == ("no", "Ada", [s.id])
    assert run("review", record, s.id, "--undo").stderr == "Nothing was said of it.\n", "that was Ada"
    assert run("review", record, s.id, "--undo", "--by", "Ada").stderr.startswith("Taken back: no, of 20")
    assert run("review", record, link["id"], "--undo").stderr.startswith("Taken back: a note, of 20")
    assert run("review", record, "list").stdout == ""
    states = [row["state"] for row in rows(run("review", record, "list", "--json", "--history"))]
    assert states == ["undone", "undone"]


def test_review_lists_what_is_no_longer_there(record: Path) -> None:
    with Record.open(record) as held:
        s = next(held.statements())
        assert run("review", record, s.id, "unsure").exit_code == 0
        held.add_reading(s.article, Reading(), held.begin_run("0", "r2", {}))
    shown = run("review", record, "list")
    assert shown.stdout.startswith("unsure · orphaned · statement · 20")
    assert shown.stderr == "1 review, 1 of what is no longer on record.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["zz", "yes"], ["{s}"], ["{s}", "maybe"], ["{s}", "yes", "--undo"], ["{s}", "yes", "--json"],
        ["{s}", "--note", " "], ["{s}:{s}", "yes"], ["list", "--by", "Ada"], ["list", "yes"],
    ],
)  # fmt: skip
def test_review_of_what_cannot_be_meant_is_refused(record: Path, arguments: list[str]) -> None:
    with Record.read_only(record) as held:
        s = next(held.statements()).id
    result = run("review", record, *[each.format(s=s) for each in arguments])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert run("review", record, "list").stdout == ""
