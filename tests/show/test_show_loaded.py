"""Groups of articles, `show words` and `show agency`: on the terminal, as JSON, in Python. Fiction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.rows import Article
from onrecord.store import Record
from rows_made import article, as_read, capture

VERBS = ("sang", "hid", "ran", "slept", "left", "ate", "met", "wept")
FILLER = " ".join(f"quarry{a}{b}{c}" for a in "abcdefgh" for b in "abcdefgh" for c in "abcdefgh")
ZEALOTS = (
    "Zealots sang. The zealots hid. Most zealots ran. Zealots slept. Some zealots left. All zealots ate. "
    "Zealots met. No zealots spoke. Zealots wept. Old zealots rose. "
)

WARDENS = (
    "Wardens sang. The wardens hid. Most wardens ran. Wardens slept. Some wardens left. All wardens ate. "
    "Wardens met. No wardens spoke. Wardens wept. Old wardens rose. "
)

KILLED, WHO = "Eleven farmers were killed on Monday. ", "On Monday soldiers killed 11 farmers. "


def told(outlet: str, text: str, day: int) -> Article:
    return article(
        text, f"https://{outlet.lower()}.example/{day}", outlet=outlet, zones=(), published=f"2031-05-{day:02}",
    )  # fmt: skip


LANTERN, POST = told("Lantern", KILLED + ZEALOTS + FILLER, 4), told("Post", WHO + WARDENS + FILLER[:-1], 6)


def made(
    path: Path | str = ":memory:", articles: tuple[Article, ...] = (LANTERN, POST), *, apart: bool = False
) -> Record:
    """A record of reports of one event, or, `apart`, each of its own."""
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    for a in articles:
        record.add_with_reading(capture(a), as_read([], []), run)
    shelf = record.shelf(run)
    stories = [[a.id] for a in articles] if apart else [[a.id for a in articles]]
    with shelf.together():
        for n, ids in enumerate(stories):
            shelf.add_story(f"{n:016}", ids)
    return record


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "dam.db").close()
    return tmp_path / "dam.db"


@pytest.mark.parametrize(
    "groups",
    [
        "outlet",
        {"a": ["outlet:lantern"], "b": ["outlet:Post"]},
        {"a": ["before:2031-05-05"], "b": ["since:2031-05-05"]},
        {"a": [LANTERN.id[:12]], "b": [POST.id]},
    ],
)
def test_groups_are_named_in_several_ways(groups: str | dict[str, list[str]]) -> None:
    with made() as record:
        rows = onrecord.loaded(record, groups)
    assert [row.word for row in rows if not row.name] == ["wardens", "zealots"]
    assert all(row.places[0].article == LANTERN.id for row in rows if row.word == "zealots")


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ({"a": ["outlet:Lantern"]}, "only one group"),
        ({}, "only one group"),
        ({"a": ["outlet:Lantern"], "b": ["outlet:Herald"]}, 'no article of this record is in "b"'),
        ({"a": ["outlet:Lantern"], "b": []}, 'no article of this record is in "b"'),
        ({"a": ["outlet:Lantern"], "b": ["since:2031-01-01"]}, 'is in "a" and in "b"'),
        ({"a": "outlet:Lantern", "b": ["outlet:Post"]}, "must be a list"),
        ({"a": [""], "b": ["outlet:Post"]}, "an entry that is no text"),
        ("country", "is no grouping"),
        ({"a": ["before:spring"], "b": ["outlet:Post"]}, "is no day"),
        ({"a": ["country:Ashel"], "b": ["outlet:Post"]}, "onrecord does not know"),
        ({"a": ["paper:Lantern"], "b": ["outlet:Post"]}, "is none of outlet:, path:"),
        ({"a": ["outlet:"], "b": ["outlet:Post"]}, "nothing stands behind the colon"),
        ({"a": [7], "b": ["outlet:Post"]}, "an entry that is no text"),
    ],
)
def test_groups_that_cannot_be_compared_are_refused(groups: str | dict[str, list[str]], says: str) -> None:
    with made() as record, pytest.raises(UsageError, match=says):
        onrecord.loaded(record, groups)


FILES = (
    ('[groups]\nnorth = ["outlet:Lantern"]\n"the south" = ["outlet:Post"]\n', ""),
    ('[groups]\nnorth = ["before:2031-05-05"]\nsouth = ["since:2031-05-05"]\n', ""),
    ('[groups]\nnorth = ["outlet:Lantern"]\n', "only one group"),
    ('[groups]\nnorth = ["outlet:Lantern"]\nsouth = []\n', 'no article of this record is in "south"'),
    ('[groups]\nnorth = "outlet:Lantern"\nsouth = ["outlet:Post"]\n', "must be a list"),
    ('[groups]\nnorth = [3]\nsouth = ["outlet:Post"]\n', "no text"),
    ('[groups]\nnorth = ["outlet:Lantern"]\nsouth = ["since:2000-01-01"]\n', "Keep it in one of them"),
    ("[groups]\n", "must hold one table, [groups]"),
    ('[sides]\nnorth = ["outlet:Lantern"]\n', "must hold one table, [groups]"),
    ("groups = 3", "must hold one table, [groups]"),
    ("north", "this is no TOML"),
    ("", "must hold one table, [groups]"),
)


@pytest.mark.parametrize(("text", "says"), FILES)
def test_a_file_of_groups(path: Path, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "groups.toml"
    file.write_text(text, encoding="utf-8")
    found = run("show", path, "words", "--groups", file)
    assert found.exit_code == (2 if says else 0)
    assert says in found.stderr
    assert bool(found.stdout) is not bool(says)


def test_groups_are_of_words_alone_and_stand_alone(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "groups.toml"
    file.write_text(FILES[0][0], encoding="utf-8")
    assert "means nothing" in run("show", path, "verbs", "--groups", file).stderr
    assert "Leave out --by" in run("show", path, "words", "--groups", file, "--by", "outlet").stderr
    assert run("show", path, "words", "--groups", tmp_path / "none.toml").exit_code == 2


def test_groups_by_folder() -> None:
    reports = (replace(LANTERN, path="north/1.txt"), replace(POST, path="south/1.txt"))
    with made(articles=reports) as record:
        rows = onrecord.loaded(record, {"north": ["path:north/"], "south": ["path:south/"]})
    assert {row.group: row.word for row in rows if not row.name} == {"north": "zealots", "south": "wardens"}


@pytest.mark.parametrize(
    "articles", [(), (LANTERN,), (LANTERN, told("Lantern", WARDENS + FILLER, 9)), (replace(LANTERN, outlet=None), POST)]
)
def test_where_nothing_can_be_compared_tables_are_there_and_words_are_none(
    articles: tuple[Article, ...], tmp_path: Path
) -> None:
    with made(articles=articles) as record:
        assert onrecord.table(record, "words").num_rows == 0
        for name in ("agency", "verbs"):
            assert onrecord.table(record, name).schema.names
        for form in ("jsonl", "csv", "parquet"):
            onrecord.export(record, tmp_path / form, form)
    assert (tmp_path / "jsonl" / "words.jsonl").read_text(encoding="utf-8") == ""
    assert (tmp_path / "csv" / "words.csv").read_text(encoding="utf-8").startswith("group,word,forms,published")


def test_words_and_agency_are_exported_with_their_places(path: Path, tmp_path: Path) -> None:
    texts = {a.id: a.text for a in (LANTERN, POST)}
    with onrecord.open(path) as record:
        onrecord.export(record, tmp_path / "out")
        words, harm = (onrecord.table(record, name).to_pylist() for name in ("words", "agency"))
        assert len(words) == len(onrecord.loaded(record))
    lines = (tmp_path / "out" / "words.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == words
    row = next(row for row in words if row["word"] == "zealots")
    assert {texts[p["article"]][slice(*p["span"])].lower() for p in row["places"]} == {"zealots"}
    (act,) = harm
    assert texts[act["at"]["article"]][slice(*act["at"]["span"])] == "were killed"
    agent = act["beside"][0]["agent"]
    assert texts[agent["article"]][slice(*agent["span"])] == "soldiers"


def test_five_hundred_outlets_stay_readable(tmp_path: Path) -> None:
    def word(n: int) -> str:
        return f"zealot{'abcdefghij'[n % 10]}{'abcdefghij'[n // 10 % 10]}{'abcdefghij'[n // 100]}"

    reports = tuple(told(f"Paper{n}", " ".join(f"Some {word(n)} {v}." for v in VERBS) * 3, 4) for n in range(500))
    with made(tmp_path / "many.db", articles=reports) as record:
        groups = {row.group for row in onrecord.loaded(record)}
        assert len(groups) == 500
    found = run("show", tmp_path / "many.db", "words")
    assert "480 more groups" in found.stderr
    assert len(found.stdout.splitlines()) < 200


def test_one_article_or_no_event_in_common_is_said() -> None:
    with made(articles=(LANTERN,)) as record, pytest.raises(UsageError, match="fewer than two"):
        onrecord.loaded(record)
    with made(apart=True) as record, pytest.raises(UsageError, match="no two of these groups tell of one event"):
        onrecord.loaded(record)


def test_many_outlets_are_compared() -> None:
    reports = tuple(told(f"Paper{n}", f"{ZEALOTS}{n}", 1 + n % 28) for n in range(60))
    with made(articles=reports) as record:
        assert onrecord.loaded(record) == []


def test_words_on_the_terminal_and_as_json(path: Path) -> None:
    found = run("show", path, "words")
    assert found.exit_code == 0
    assert "zealots: 10 in" in found.output
    rows = [json.loads(line) for line in run("show", path, "words", "--json").stdout.splitlines()]
    row = next(row for row in rows if row["word"] == "zealots")
    assert row["published"]["count"] == row["once"]["count"] == len(row["places"]) == 10
    assert (row["group"], row["lexicon"]) == ("Lantern", "loaded")


def test_words_by_the_side_of_outlets(path: Path, tmp_path: Path) -> None:
    sides = tmp_path / "sides.toml"
    sides.write_text('[sides]\nNorth = ["outlet:Lantern"]\nSouth = ["outlet:Post"]\n', encoding="utf-8")
    found = run("show", path, "words", "--by", "side", "--sides", sides)
    assert found.exit_code == 0
    assert found.stdout.startswith(("North", "South"))
    sides.write_text('[sides]\nNorth = ["Josk Ilvery"]\n', encoding="utf-8")
    assert "no outlet of this record is on a side" in run("show", path, "words", "--sides", sides).output


@pytest.mark.parametrize("arguments", [["--by", "speaker"], ["--speaker", "x"], ["--outlet", "Post"]])
def test_what_means_nothing_is_refused(path: Path, arguments: list[str]) -> None:
    assert run("show", path, "words", *arguments).exit_code == 2


def test_agency_on_the_terminal_and_as_json(path: Path) -> None:
    found = run("show", path, "agency")
    assert found.exit_code == 0
    assert "were killed: by whom is not said" in found.stdout
    assert "Post: soldiers killed: soldiers" in found.stdout
    (row,) = [json.loads(line) for line in run("show", path, "agency", "--json").stdout.splitlines()]
    assert row["verb"] == "kill"
    assert row["at"]["article"] == LANTERN.id
    assert run("show", path, "agency", "--story", "fff").stdout == ""
