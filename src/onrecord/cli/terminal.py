"""How the commands speak: messages on stderr, data on stdout, and no control character of anybody's on either."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from onrecord.rows import REASONS, Skipped
from onrecord.show.plain import one_line, plain, plain_json, shortened
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.pipeline import Progress

EXAMPLES = 3
"""How many inputs are named for each reason that something was skipped."""

ELSEWHERE = 100
"""The width of a line that goes to a file or another program."""


def say(message: str) -> None:
    """A line for the person, on stderr."""
    click.echo(plain(message), err=True)


def put(line: str = "", *, head: str = "", before: str = "") -> None:
    """A line of data on stdout. `head` stands before it, heavier on a terminal, and `before` before that."""
    first = click.style(one_line(head), bold=True) if head and sys.stdout.isatty() else one_line(head)
    click.echo(plain(before) + first + plain(line))


def fill(line: str, indent: int = 4, before: str = "") -> None:
    """A line of data broken at the width, its later lines a little further in."""
    spaces = " " * indent
    put(textwrap.fill(line, room(), initial_indent=spaces, subsequent_indent=spaces + "  "), before=before)


def room() -> int:
    """How wide a broken line is: some of the width is left free."""
    return max(40, width() - 2)


def put_json(value: Any) -> None:
    """One JSON object on one line of stdout."""
    click.echo(plain_json(value))


def width() -> int:
    """How wide lines may be."""
    return shutil.get_terminal_size((ELSEWHERE, 24)).columns if sys.stdout.isatty() else ELSEWHERE


class Counter:
    """A line on a terminal that says how far a run is; silent anywhere else."""

    EVERY = 0.1
    CLEAR = "\r\x1b[K"

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.started = time.monotonic()
        self.last = 0.0

    def at(self, done: int, current: str) -> None:
        """Shows how many are done and what was done last."""
        now = time.monotonic()
        if self.shown and now - self.last >= self.EVERY:
            self.last = now
            rate = done / max(now - self.started, 0.001)
            line = f"{count(done, 'article')} · {rate:.0f} a second · {one_line(current)}"
            room = shutil.get_terminal_size((80, 24)).columns - 1
            click.echo(self.CLEAR + shortened(line, room), nl=False, err=True)

    def shows(self, progress: Progress) -> None:
        """Shows where a run is; that all is read and is being linked is said at once."""
        if progress.linking:
            if self.shown:
                click.echo(f"{self.CLEAR}{count(progress.done, 'article')} · linking…", nl=False, err=True)
        else:
            self.at(progress.done, progress.current)

    def clear(self) -> None:
        """Takes the line away."""
        if self.shown:
            click.echo(self.CLEAR, nl=False, err=True)


def skipped_lines(skipped: Iterable[Skipped], examples: int = EXAMPLES) -> list[str]:
    """What was skipped, by reason, with a few examples of each and what can be done."""
    by_reason: dict[str, list[Skipped]] = {}
    for each in skipped:
        by_reason.setdefault(each.reason, []).append(each)
    lines = []
    for reason, rows in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        lines.append(f"  {len(rows):,} × {REASONS.get(reason, reason)}")
        lines += [f"      {_example(each)}" for each in rows[:examples]]
        if len(rows) > examples:
            lines.append(f"      … and {len(rows) - examples:,} more")
    return lines


def _example(each: Skipped) -> str:
    where = f" ({each.at})" if each.at else ""
    hint = f" {each.hint[:1].upper()}{each.hint[1:]}." if each.hint else ""
    return one_line(f"{each.source}{where}: {each.detail.rstrip('.')}.{hint.replace('..', '.')}")
