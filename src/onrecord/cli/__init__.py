"""The commands. Data goes to stdout, all else to stderr; nothing heavy is imported before a command needs it.

Exit codes: 0 fine, 1 failed, 2 not understood, 3 finished but some inputs were skipped, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from typing import Any

import click

from onrecord import __version__
from onrecord.cli.checks import score, verify
from onrecord.cli.files import export, report
from onrecord.cli.grouping import group
from onrecord.cli.lists import show
from onrecord.cli.places import places
from onrecord.cli.reading import demo, read
from onrecord.cli.reviewing import review
from onrecord.cli.serving import serve
from onrecord.cli.terminal import say
from onrecord.errors import OnrecordError, UsageError

FAILED, USAGE, INTERRUPTED = 1, 2, 130


class Commands(click.Group):
    """Turns what is raised on purpose into one line and an exit code. Whatever else is raised is a bug, and shows."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of use, not of the alphabet."""
        return list(self.commands)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Understands the command line; Ctrl-C means the same here as later."""
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            say(str(stop) or "Stopped.")
            ctx.exit(INTERRUPTED)
        except OnrecordError as error:
            say(f"onrecord: {error}")
            ctx.exit(USAGE if isinstance(error, UsageError) else FAILED)
        except sqlite3.Error as error:
            say(f"onrecord: the record could not be read or written: {error}. Check it with onrecord verify.")
            ctx.exit(FAILED)
        except OSError as error:
            if error.errno == errno.EPIPE or not error.strerror:
                raise
            say(f"onrecord: {error.filename or 'this machine'}: {error.strerror}")
            ctx.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="onrecord %(version)s", help="Print the version.")
def cli() -> None:
    """Who said what, on whose word, in many reports of one event.

    Begin with `onrecord demo`, or read articles of your own: `onrecord read articles/ --into story.db`.
    Nothing is sent anywhere; the network is used only for addresses that you give.
    """


for command in (demo, read, show, serve, group, review, report, export, places, verify, score):
    cli.add_command(command)


def main() -> None:
    """Where `onrecord` starts. Our matrices are small: several threads on one would wait for one another."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # read when numpy is imported, which no command has done yet
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter still gets the rest
    cli(prog_name="onrecord")
