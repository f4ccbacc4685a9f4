"""A process of our own in which foreign pages and feeds are taken apart, so that it can be stopped.

lxml and the feed parser run in C or in loops that no thread or signal can end safely (signals do not exist for this on
Windows, nor outside the main thread). A process can be killed after its time, dies alone if a page crashes the parser,
and has its own memory limit. It is started once, serves many pages over a pipe, and ends with the run: when we are
gone, its input ends.
"""

from __future__ import annotations

import contextlib
import json
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from onrecord.ingest.trouble import Trouble

_LENGTHS = struct.Struct(">II")
TASKS_A_PROCESS = 1_000
"""Then a new process is started: the libraries keep caches that grow over a long archive."""
LONGEST_ANSWER = 2**29
"""Bytes: an answer holds one page's text, which the caller's limits bound far lower."""


class Worker:
    """Runs one task at a time: `html` or `feed`, on some bytes, for so many seconds at most."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def run(self, task: str, raw: bytes, **about: Any) -> dict[str, Any]:
        """The task's result. Raises `Trouble`: `too_slow` when stopped, or what the task found wrong."""
        process = self._started()
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            answer = _asked(process, {"task": task, **about}, raw)
        except (OSError, EOFError, ValueError):
            self.close()
            raise self._ended(stopped.is_set()) from None
        finally:
            timer.cancel()
            timer.join()
        if stopped.is_set():  # its time was over just as it answered
            self.close()
        if "trouble" in answer:
            raise Trouble(*answer["trouble"])
        return answer

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        self._served += 1
        if self._process is None or self._process.poll() is not None or self._served > TASKS_A_PROCESS:
            self.close()
            self._served = 1
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-m", "onrecord.ingest.served"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._answers()
        return self._process

    def _answers(self) -> None:
        """Waits for it to be ready: its imports do not count against a page's time."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        if not process.stdout.readline():
            self.close()
            raise Trouble(
                "unreadable", "the extracting process did not start", "check that onrecord is installed whole"
            )

    def _ended(self, stopped: bool) -> Trouble:
        if stopped:
            detail = f"taking it apart took longer than {self._seconds:g} s"
            return Trouble("too_slow", detail, "give the article's text as .txt")
        return Trouble("malformed", "the parser broke down on it", "give the article's text as .txt")


def _asked(process: subprocess.Popen[bytes], about: dict[str, Any], raw: bytes) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    send(process.stdin, about, raw)
    answer, _ = receive(process.stdout)
    return answer


def send(pipe: IO[bytes], about: dict[str, Any], raw: bytes = b"") -> None:
    """One message: two lengths, an object as JSON, and bytes."""
    head = json.dumps(about).encode()
    pipe.write(_LENGTHS.pack(len(head), len(raw)) + head)
    pipe.write(raw)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The next message. Raises `EOFError` when there is none."""
    head, raw = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if head > LONGEST_ANSWER:
        raise ValueError("an answer too long to be one")
    return json.loads(_exactly(pipe, head)), _exactly(pipe, raw)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
