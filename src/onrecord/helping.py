"""Other processes of onrecord's own that help where there is much to link: some look at articles ahead of the search,
others link stories beside it. What one does not do, for whatever reason, is done without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, cycle, repeat
from queue import Empty, Queue
from threading import Thread

from onrecord.link.searched import Searched, as_line, of_line, searched
from onrecord.rows import Run
from onrecord.store import Record

MANY_STORIES, MANY_ARTICLES = 60, 500
"""Stories and new articles from which on others help: starting one takes as long as a dozen stories."""

LINES = 4000
"""Articles that others have looked at and that wait: some 8 KB each. More than are searched together, so that
nobody waits for the other."""

MOST = 3
"""Processes that help at once."""

NOBODY = Run("", "", "", "")


@contextmanager
def ahead(record: Record, articles: Sequence[str], version: str) -> Iterator[Iterator[Searched]]:
    """What all articles that this version of linking has not seen are searched by, in the order of their ids; where
    they are many, others look at them in turn."""
    with _others(record, "search", version, len(articles) >= MANY_ARTICLES) as others, ExitStack() as ends:
        lines = [ends.enter_context(_read_ahead(each)) for each in others]
        yield _looked_at(record, articles, cycle(lines or [repeat(b"")]))


def _looked_at(record: Record, articles: Sequence[str], others: Iterator[Iterator[bytes]]) -> Iterator[Searched]:
    for name, lines in zip(articles, others, strict=False):
        line = next(lines)
        found = of_line(line) if line.endswith(b"\n") else None
        if found is None or found.article != name:
            article = record.article(name)
            assert article is not None, "nothing takes an article out of a record"
            found = searched(article)
        yield found


@contextmanager
def _read_ahead(other: subprocess.Popen[bytes]) -> Iterator[Iterator[bytes]]:
    """The lines that another process writes, then empty ones without end; it need not wait until they are wanted."""
    waiting: Queue[bytes] = Queue(LINES)

    def read() -> None:
        assert other.stdout is not None, "it was started with a pipe"
        for line in other.stdout:
            waiting.put(line)
        waiting.put(b"")

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        yield chain(iter(waiting.get, b""), repeat(b""))
    finally:
        other.kill()
        while reader.is_alive():
            with suppress(Empty):
                waiting.get(timeout=0.05)


def look_ahead(path: str, version: str, shares: int, mine: int) -> None:
    """What one that looks ahead does: each of its articles becomes a line on its output."""
    with Record.read_only(path) as record:
        for name in list(record.shelf(NOBODY).unlinked(version))[mine::shares]:
            article = record.article(name)
            assert article is not None, "nothing takes an article out of a record"
            sys.stdout.write(as_line(searched(article)))


@contextmanager
def beside(record: Record, run: Run, stories: int) -> Iterator[int]:
    """Others that link their shares of many stories in the same record; gives the number of shares.

    Each commits by itself and nothing is handed over, so that what one leaves undone, or a kill does, is found waiting.
    """
    with _others(record, "link", run.id, stories >= MANY_STORIES) as others:
        yield len(others) + 1
        for each in others:
            each.wait()


@contextmanager
def _others(record: Record, task: str, given: str, are_many: bool) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Other processes at one of the tasks of `onrecord.linking`, none of which outlives this."""
    n = min(cores() - 1, MOST) if are_many and record.path != ":memory:" else 0
    call = [sys.executable, "-P", "-W", "ignore", "-m", "onrecord.linking", task, record.path, given]
    # one of those that link is this process itself
    shares, first = (n + 1, 1) if task == "link" else (n, 0)
    quiet = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    output = subprocess.PIPE if task == "search" else None
    others = [
        subprocess.Popen([*call, str(shares), str(first + i)], env=quiet, stdout=output)  # noqa: S603 - ourselves
        for i in range(n)
    ]
    try:
        yield others
    finally:
        for each in others:
            each.kill()
            if each.stdout:
                each.stdout.close()
            each.wait()


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_of(stories: Sequence[str], shares: int, mine: int) -> list[str]:
    """One of so many shares of stories, told by their ids."""
    return [story for story in stories if int(story, 16) % shares == mine]
