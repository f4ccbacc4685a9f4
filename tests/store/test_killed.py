"""A process that stores articles is killed at random moments, again and again; what it leaves is always whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import NotARecord
from onrecord.rows import Article, Run
from onrecord.show.export import export
from onrecord.store import Record, verify
from rows_made import TEXT, article, as_read, capture, reading

ARTICLES = 400
KILLS = 6

WRITER = """
import sys
sys.path[:0] = sys.argv[1], str(__import__("pathlib").Path(sys.argv[1]).parent)
from test_killed import store
print("ready", flush=True)
store(sys.argv[2], int(sys.argv[3]))
"""


def one(i: int) -> Article:
    """Some are copies of others, and the last twenty come from the sources of the first."""
    text = TEXT if i % 9 else TEXT + f"\nUpdate {i}."
    url = f"https://lantern.example/{i % (ARTICLES - 20)}"
    return article(text, source=url, zones=(), captured_at=f"2031-05-05T00:{i // 60:02}:{i % 60:02}+00:00")


def store(path: str, together: int) -> None:
    """What a run does: passes over what is known, copies what can be, commits the rest; says what is committed."""
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        for first in range(0, ARTICLES, together):
            with record.together():
                for i in range(first, first + together):
                    _store_one(record, one(i), run)
            print(first + together, flush=True)


def _store_one(record: Record, a: Article, run: Run) -> None:
    if not record.read_already(a.id, "r"):
        record.add_with_reading(capture(a), as_read(reading(a)), run)


def started(path: Path, together: int) -> subprocess.Popen[str]:
    """A process that stores, ready to begin."""
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(path), str(together)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


def killed(run: subprocess.Popen[str], after: int, delay: float) -> int:
    """How many articles a process acknowledged that is killed `delay` seconds after it has acknowledged `after`."""
    said = [0]
    with run:
        assert run.stdout is not None
        while said[-1] < after:
            said.append(int(run.stdout.readline()))
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
        said.extend(int(line) for line in run.stdout if line.endswith("\n"))
    return said[-1]


def whole(path: Path, acknowledged: int) -> int:
    """How many articles a record holds that is whole and has all that was acknowledged, each with its reading."""
    with Record.read_only(path) as left:
        assert verify(left) == [], "it can be read, and is whole, with its log still beside it"
        for i in range(acknowledged):
            assert left.read_already(one(i).id, "r"), "what was acknowledged is there, with its reading"
        return left.counts()["articles"]


def exported(path: Path, to: Path) -> list[bytes]:
    with Record.read_only(path) as record:
        assert verify(record) == []
        export(record, "jsonl", to)
    return [(to / f"{name}.jsonl").read_bytes() for name in ("articles", "statements")]


@pytest.mark.parametrize("together", [1, 8])
def test_killed_at_any_moment_and_run_again_it_holds_the_same(tmp_path: Path, together: int) -> None:
    store(str(tmp_path / "whole.db"), together)
    path = tmp_path / "killed.db"
    rng = random.Random(together)
    most = in_the_midst = 0
    for n in range(KILLS):
        after = ARTICLES * n // (2 * KILLS) + 1  # each a little further than the last, and all in the first half
        most = max(most, killed(started(path, together), after, 0.01 * rng.random()))
        in_the_midst += whole(path, most) < len({one(i).id for i in range(ARTICLES)})
    assert in_the_midst, "at least one kill came before all was stored"
    with started(path, together) as run:
        run.communicate()
    assert run.returncode == 0
    assert exported(path, tmp_path / "a") == exported(tmp_path / "whole.db", tmp_path / "b")
    assert not Path(f"{path}-wal").exists()


def test_killed_while_the_record_is_made_it_can_be_made_again(tmp_path: Path) -> None:
    rng = random.Random(0)
    for n in range(KILLS):
        path = tmp_path / f"{n}.db"
        acknowledged = killed(started(path, 1), 0, 0.03 * rng.random())
        try:
            if path.exists():
                whole(path, acknowledged)
        except NotARecord:
            assert acknowledged == 0, "what is not yet a record had nothing in it"
        with Record.open(path) as again:
            _store_one(again, one(0), again.begin_run("0", "r", {}))
        assert whole(path, max(acknowledged, 1)) >= 1
