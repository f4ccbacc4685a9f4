"""A process that stores articles is killed at random moments, again and again; what it leaves is always whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.show.export import export
from onrecord.store import Record, verify
from rows_made import TEXT, article, capture, reading

ARTICLES = 400

WRITER = """
import sys
sys.path[:0] = sys.argv[1], str(__import__("pathlib").Path(sys.argv[1]).parent)
from test_killed import store
store(sys.argv[2], int(sys.argv[3]))
"""


def store(path: str, together: int) -> None:
    """What a run does: passes over what is known, copies what can be, commits the rest; says what is committed."""
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        for first in range(0, ARTICLES, together):
            with record.together():
                for i in range(first, first + together):
                    _store_one(record, i, run)
            print(first + together, flush=True)


def _store_one(record: Record, i: int, run: object) -> None:
    text = TEXT if i % 9 else TEXT + f"\nUpdate {i}."
    url = f"https://lantern.example/{i % (ARTICLES - 20)}"
    one = article(text, source=url, zones=(), captured_at=f"2031-05-05T00:{i // 60:02}:{i % 60:02}+00:00")
    if not record.read_already(one.id, "r"):
        record.add_with_reading(capture(one), reading(one), run)  # type: ignore[arg-type]


def exported(path: Path, to: Path) -> list[bytes]:
    with Record.read_only(path) as record:
        assert verify(record) == []
        export(record, "jsonl", to)
    return [(to / f"{name}.jsonl").read_bytes() for name in ("articles", "statements")]


@pytest.mark.parametrize("together", [1, 8])
def test_killed_at_any_moment_and_run_again_it_holds_the_same(tmp_path: Path, together: int) -> None:
    store(str(tmp_path / "whole.db"), together)
    path = tmp_path / "killed.db"
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(path), str(together)]
    rng = random.Random(together)
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            said = run.stdout.readline()
            time.sleep(0.25 * rng.random())
            run.send_signal(signal.SIGKILL)
            said += run.stdout.read()
        acknowledged = int(said.split()[-1]) if said.split() else 0
        with Record.read_only(path) as left:
            assert verify(left) == [], "it can be read, and is whole, with its log still beside it"
            assert left.counts()["articles"] >= min(acknowledged, ARTICLES - 20), "what was acknowledged is there"
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert exported(path, tmp_path / "a") == exported(tmp_path / "whole.db", tmp_path / "b")
    assert not Path(f"{path}-wal").exists()
