"""Articles looked at and stories linked by several processes: the same as by one, whatever becomes of the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import helping, linking
from onrecord.rows import Article
from onrecord.store import Record, verify
from rows_made import article, linked

PLACES = ("Varn", "Keddra", "Orvel", "Ashel", "Halvern", "Corvane", "Tolvane", "Farbank")
TABLES = ("links", "claims", "answers", "answer_statements", "remarks", "story_matches", "story_articles")


def reports() -> list[Article]:
    """Two reports each of eight events."""
    found = []
    for i, place in enumerate(PLACES):
        for outlet, said in (("Lantern", "blamed"), ("Bulletin", "later blamed")):
            text = (
                f"{place} sluice gate breaks\nEngineers from {place} {said} a rusted sluice gate that inspectors had "
                f"condemned.\nThe mayor called it “a stubborn little miracle” at the {place} chapel."
            )
            day = f"2031-{i + 1:02}-04T08:00:00+00:00"
            found.append(article(text, source=f"https://{outlet}.example/{i}", outlet=outlet, published=day))
    return found


def found_in(record: Record) -> dict[str, list[str]]:
    assert verify(record, [linking.units_have_their_words]) == []
    assert record.db.execute("SELECT count(*) FROM stories WHERE linked IS NULL").fetchone() == (0,)
    return {t: sorted(map(repr, record.db.execute(f"SELECT * FROM {t}"))) for t in TABLES}


@pytest.fixture(scope="module")
def by_one() -> dict[str, list[str]]:
    with linked(reports()) as record:
        found = found_in(record)
    assert len(found["story_articles"]) == 2 * len(PLACES)
    assert found["links"]
    assert found["remarks"]
    return found


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that help, of which there are two whatever the machine."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(task: list[str], **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(task, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(helping, "MANY_STORIES", 0)
    monkeypatch.setattr(helping, "MANY_ARTICLES", 10**9)
    monkeypatch.setattr(helping, "cores", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def test_by_several_processes_it_is_the_same(
    tmp_path: Path, by_one: dict[str, list[str]], others: list[subprocess.Popen[bytes]]
) -> None:
    with linked(reports(), str(tmp_path / "story.db")) as record:
        assert found_in(record) == by_one
    assert [each.returncode for each in others] == [0, 0]


def test_each_links_its_own_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.db"
    with monkeypatch.context() as patch:
        patch.setattr(linking, "link_stories", lambda *_: None)
        linked(reports(), str(path)).close()
    with Record.open(path) as record:
        (run,) = [run.id for run in record.runs()]
        stories = {s.id for s in record.stories()}
    assert stories == {s for mine in range(3) for s in helping.share_of(sorted(stories), 3, mine)}
    linking.link_share(str(path), run, 3, 1)
    with Record.open(path) as record:
        waiting = record.shelf(next(iter(record.runs()))).waiting(linking.linker_version())
        assert set(waiting) == stories - set(helping.share_of(sorted(stories), 3, 1)) != stories


@pytest.mark.parametrize("end", ["raise SystemExit(1)", "import os; os.kill(os.getpid(), 9)"])
def test_a_helper_that_dies_leaves_nothing_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_one: dict[str, list[str]], end: str
) -> None:
    popen = subprocess.Popen
    died: list[subprocess.Popen[bytes]] = []

    def dying(_: list[str], **options: object) -> subprocess.Popen[bytes]:
        died.append(popen([sys.executable, "-c", end], **options))  # type: ignore[call-overload]
        return died[-1]

    monkeypatch.setattr(helping, "MANY_STORIES", 0)
    monkeypatch.setattr(helping, "MANY_ARTICLES", 10**9)
    monkeypatch.setattr(helping, "cores", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", dying)
    with linked(reports(), str(tmp_path / "story.db")) as record:
        assert found_in(record) == by_one
    assert len(died) == 2
    assert all(each.returncode for each in died)


@pytest.fixture
def looking_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "MANY_ARTICLES", 0)
    monkeypatch.setattr(helping, "MANY_STORIES", 10**9)


@pytest.mark.usefixtures("others", "looking_ahead")
@pytest.mark.parametrize("waiting", [1, 1000])
def test_looked_at_ahead_by_others_it_is_the_same(
    tmp_path: Path,
    by_one: dict[str, list[str]],
    others: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    waiting: int,
) -> None:
    monkeypatch.setattr(helping, "LINES", waiting)
    monkeypatch.setattr(helping, "searched", lambda _: pytest.fail("another process has looked at it"))
    with linked(reports(), str(tmp_path / "story.db")) as record:
        assert found_in(record) == by_one
    assert len(others) == 2


@pytest.mark.usefixtures("others", "looking_ahead")
@pytest.mark.parametrize(
    "says", ["pass", "import sys; sys.stdout.write('[0')", "import json; print(json.dumps(['a', [], None, []]))"]
)
def test_what_those_ahead_do_not_say_is_looked_at_here(
    tmp_path: Path, by_one: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    popen = subprocess.Popen
    monkeypatch.setattr(helping, "cores", lambda: 3)
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: popen([sys.executable, "-c", says], **options))
    with linked(reports(), str(tmp_path / "story.db")) as record:
        assert found_in(record) == by_one


@pytest.mark.usefixtures("others", "looking_ahead")
def test_whoever_looks_ahead_and_is_no_more_wanted_ends(
    tmp_path: Path, others: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helping, "LINES", 1)
    with monkeypatch.context() as patch:
        patch.setattr(helping, "MANY_ARTICLES", 10**9)
        patch.setattr(linking, "link_stories", lambda *_: None)
        linked(reports(), str(tmp_path / "story.db")).close()
    with Record.open(tmp_path / "story.db") as record:
        names = [a.id for a in record.articles()]
        with helping.ahead(record, names, "another version") as found:
            assert next(found).article == names[0]
    assert [each.poll() is not None for each in others] == [True, True]


def test_no_helper_outlives_a_run_that_breaks_off(tmp_path: Path, others: list[subprocess.Popen[bytes]]) -> None:
    with Record.open(tmp_path / "story.db") as record:
        run = record.begin_run("0", "r", {})
        with pytest.raises(KeyboardInterrupt), helping.beside(record, run, 1):
            raise KeyboardInterrupt
    assert [each.poll() is not None for each in others] == [True, True]


def test_few_stories_and_records_in_memory_have_no_helpers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: list[subprocess.Popen[bytes]]
) -> None:
    linked(reports()).close()
    monkeypatch.setattr(helping, "MANY_STORIES", len(PLACES) + 1)
    linked(reports(), str(tmp_path / "story.db")).close()
    assert others == []
