"""The other end of `worker.py`: the process that takes pages and feeds apart. It holds no state between tasks."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from onrecord.ingest.extract import extract
from onrecord.ingest.feed_parser import entries
from onrecord.ingest.options import MAX_EXTRACT_MEMORY
from onrecord.ingest.trouble import Trouble, one_line
from onrecord.ingest.worker import receive, send

TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {"html": extract, "feed": entries}


def main() -> None:
    """Serves until the pipe is closed. What a task prints must not reach the pipe, and Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(b"ready\n")
    answers.flush()
    while True:
        try:
            about, raw = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, answer(about, raw))


def answer(about: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """A task's result, or the trouble there was. Never raises."""
    try:
        return TASKS[about["task"]](raw, about)
    except Trouble as trouble:
        return {"trouble": [trouble.reason, trouble.detail, trouble.hint]}
    except MemoryError:
        return {"trouble": ["oversize", "taking it apart needs too much memory", "give the article's text as .txt"]}
    except Exception as error:  # a page must not end the run: any failure of a parser is a fact about the page
        detail = f"the parser failed on it: {type(error).__name__}: {one_line(str(error), 120)}"
        return {"trouble": ["malformed", detail, "give the article's text as .txt"]}


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MAX_EXTRACT_MEMORY, MAX_EXTRACT_MEMORY))


if __name__ == "__main__":
    main()
