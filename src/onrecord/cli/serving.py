"""`serve`: the reading room, a local web app."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from onrecord.cli.files import RECORD
from onrecord.cli.terminal import say


@click.command(short_help="Open the record in a local web app.")
@RECORD
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; without it, one that is free.")
@click.option("--no-open", is_flag=True, help="Print the address and open no browser.")
def serve(record: Path, port: int, no_open: bool) -> None:
    """Open RECORD in a local web app: its stories, what several say in them, each report with its statements, search.

    Only this machine's browser can reach it, and only with the address that is printed, which has a token. It changes
    nothing in the record; another process may go on reading into it. Stop it with Ctrl-C.
    """
    from onrecord.app.server import listening, new_address
    from onrecord.app.server import serve as run
    from onrecord.store import Record

    Record.read_only(record).close()
    held = listening(port)
    address = new_address(held)
    say(f"{record.name} is open at {address.url}")
    if not no_open:
        webbrowser.open(address.url)
    run(record, held, address)
