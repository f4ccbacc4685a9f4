"""`show verbs` and `onrecord.verbs`: groups of speakers, on the terminal, as JSON, as a table. Fiction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.errors import UsageError
from onrecord.rows import Article, Entity, Speaker, SpeakerClass, Stance, Statement
from onrecord.store import Record
from rows_made import article, as_read, capture, entity

TAM, BOARD = "Tam Orrel", "the River Board"
NAMES = {TAM: "Tam Orrel", BOARD: "River Board"}
CLASSES: dict[str, SpeakerClass] = {TAM: "named_person", BOARD: "named_organization"}
STANCES: dict[str, Stance] = {"admitted": "endorsing", "claimed": "distancing"}
SAID = [(TAM, "said"), (TAM, "said"), (TAM, "told us"), (BOARD, "admitted"), (BOARD, "admitted"), (BOARD, "claimed")]
THINGS = ("floods", "cracks", "rain", "leaks", "rust", "mud")


def told(n: int, outlet: str) -> tuple[Article, list[Statement], list[Entity]]:
    """A report in which each of SAID is a sentence of its own."""
    lines = [f"{who} {cue} {thing} {n}." for (who, cue), thing in zip(SAID, THINGS, strict=True)]
    a = article(
        "Dam\n\n" + "\n".join(lines), f"https://{outlet}.example/{n}", outlet=outlet, published=f"2031-05-{n + 1:02}",
        zones=(),
    )  # fmt: skip
    entities = {who: entity(a, NAMES[who], kind="person" if who == TAM else "organization") for who in (TAM, BOARD)}
    found, at = [], len("Dam\n\n")
    for k, (line, (who, cue)) in enumerate(zip(lines, SAID, strict=True)):
        start = at + len(who) + 1
        cue_at, content = (start, start + len(cue)), (start + len(cue) + 1, at + len(line))
        found.append(Statement(
            f"{n:08}{k:08}", a.id, "attributed", "body", (content,), cue_at, (at, at + len(who)),
            entity=entities[who].id, speaker_class=CLASSES[who], stance=STANCES.get(cue, "neutral"),
        ))  # fmt: skip
        at += len(line) + 1
    return a, found, [*entities.values()]


def made(path: Path | str = ":memory:", reports: int = 6) -> Record:
    """A record of reports of one event by two outlets."""
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    read = [told(n, ("Lantern", "Post")[n % 2]) for n in range(reports)]
    for a, said, entities in read:
        record.add_with_reading(capture(a), as_read(said, entities), run)
    speakers = [
        Speaker(str(n) * 16, NAMES[who], "person" if who == TAM else "organization",
                tuple(sorted(entities[n].id for _, _, entities in read)))
        for n, who in enumerate((TAM, BOARD)) if read
    ]  # fmt: skip
    record.put_speakers(speakers, "test", run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story("0" * 16, [a.id for a, _, _ in read])
    return record


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made(tmp_path / "dam.db").close()
    return tmp_path / "dam.db"


def test_verbs_by_class_of_speaker() -> None:
    with made() as record:
        rows = onrecord.verbs(record)
        texts = {a.id: a.text for a in record.articles()}
    assert {(r.group, r.verb) for r in rows if r.contrast} == {
        ("named_organization", "admit"), ("named_person", "say"),
    }  # fmt: skip
    admit = next(r for r in rows if r.verb == "admit")
    assert (admit.published.count, admit.published.of, admit.published.others) == (12, 18, 0)
    assert admit.stances.endorsing == 12
    assert all(texts[p.article][slice(*p.span)] == "admitted" for p in admit.places)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("class", {"named_person", "named_organization"}),
        ("speaker", {"Tam Orrel", "River Board"}),
        ("outlet", {"Lantern", "Post"}),
        ("side", {"People", "State"}),
    ],
)
def test_groups(by: str, groups: set[str]) -> None:
    sides = {"People": ["Tam Orrel"], "State": ["River Board"]}
    with made() as record:
        rows = onrecord.verbs(record, by, sides)
    assert {r.group for r in rows} == groups
    assert any(r.contrast for r in rows) is (by != "outlet")


def test_who_is_on_no_side_is_not_compared() -> None:
    with made() as record:
        rows = onrecord.verbs(record, "side", {"People": ["Tam Orrel"]})
    assert {r.group for r in rows} == {"People"}
    assert not any(r.contrast for r in rows)
    assert all(r.published.of_others == 0 for r in rows)


def test_a_speaker_of_few_statements_is_no_group() -> None:
    with made(reports=1) as record:
        assert onrecord.verbs(record, "speaker") == []
        assert len(onrecord.verbs(record)) == 4


def test_two_speakers_of_one_name_are_told_apart() -> None:
    with made() as record:
        run_ = record.begin_run("0", "test", {})
        one, other = record.speakers()
        record.put_speakers([one, replace(other, name=one.name)], "test", run_)
        assert {r.group for r in onrecord.verbs(record, "speaker")} == {
            f"{one.name} ({one.id[:6]})", f"{one.name} ({other.id[:6]})",
        }  # fmt: skip


@pytest.mark.parametrize(("by", "says"), [("article", "no grouping"), ("side", "by side needs")])
def test_groups_that_there_are_not(by: str, says: str) -> None:
    with made() as record, pytest.raises(UsageError, match=says):
        onrecord.verbs(record, by)


def test_on_the_terminal(path: Path) -> None:
    found = run("show", path, "verbs")
    assert found.exit_code == 0
    assert "Organisations, more than the others" in found.stdout
    assert "admit: 12 of 18 statements (67%), others 0 of 18 (0%)" in found.stdout
    assert "Persons with a name · 18 statements · 0 put as fact, 0 at a distance" in found.stdout
    assert "z: the log-odds" in found.stderr


def test_by_speaker_outlet_and_side_on_the_terminal(path: Path, tmp_path: Path) -> None:
    sides = tmp_path / "sides.toml"
    sides.write_text('[sides]\nPeople = ["Tam Orrel"]\nState = ["River Board"]\n', encoding="utf-8")
    assert "River Board, more than" in run("show", path, "verbs", "--by", "speaker").stdout
    assert "No verb stands out" in run("show", path, "verbs", "--by", "outlet").stderr
    assert "State, more than" in run("show", path, "verbs", "--sides", sides).stdout
    sides.write_text('[sides]\nPeople = ["Josk Ilvery"]\n', encoding="utf-8")
    assert "No statement's speaker is on a side" in run("show", path, "verbs", "--sides", sides).stderr
    sides.write_text('[sides]\nPeople = ["Tam Orrel"]\n', encoding="utf-8")
    assert "nothing to compare it with" in run("show", path, "verbs", "--sides", sides).stderr


def test_as_json(path: Path) -> None:
    rows = [json.loads(line) for line in run("show", path, "verbs", "--json").stdout.splitlines()]
    assert [*rows[0]] == [
        "group", "verb", "forms", "contrast", "published", "once", "q", "articles", "others_articles", "stances",
        "stances_once", "places",
    ]  # fmt: skip
    assert sum(row["published"]["count"] for row in rows) == 36
    assert len(run("show", path, "verbs", "--json", "--limit", 2).stdout.splitlines()) == 2
    assert run("show", path, "verbs", "--story", "fff").stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["verbs", "--by", "article"], ["verbs", "--by", "side"], ["verbs", "--speaker", "x"],
        ["verbs", "--outlet", "Post"], ["sources", "--by", "class"], ["statements", "--by", "class"],
        ["words", "--by", "class"],
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(path: Path, arguments: list[str]) -> None:
    assert run("show", path, *arguments).exit_code == 2


def test_the_table_and_the_export_have_the_rows(path: Path, tmp_path: Path) -> None:
    with onrecord.open(path) as record:
        rows = onrecord.table(record, "verbs").to_pylist()
        for form in ("jsonl", "csv", "parquet"):
            onrecord.export(record, tmp_path / form, form)
        assert len(rows) == len(onrecord.verbs(record)) == 4
    lines = (tmp_path / "jsonl" / "verbs.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert (tmp_path / "parquet" / "verbs.parquet").exists()
    assert (tmp_path / "csv" / "verbs.csv").read_text(encoding="utf-8").startswith("group,verb,forms,contrast")


def test_a_record_without_articles_or_with_one() -> None:
    with made(reports=0) as record:
        assert onrecord.verbs(record) == []
    with made(reports=1) as record:
        rows = onrecord.verbs(record, "outlet")
    assert {r.group for r in rows} == {"Lantern"}
    assert all(r.published.z == 0.0 for r in rows)


def test_hostile_names_stay_on_their_line(path: Path) -> None:
    with Record.open(path) as record:
        one, other = record.speakers()
        record.put_speakers([replace(one, name="Tam\n\x1b[31m"), other], "t", record.begin_run("0", "t", {}))
    shown = run("show", path, "verbs", "--by", "speaker").stdout
    assert "Tam" in shown
    assert "\x1b" not in shown
