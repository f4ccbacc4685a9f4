"""`verify` and `score`: is the record whole, and how good is its reading?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.files import RECORD
from onrecord.cli.terminal import put, put_json, say
from onrecord.show.words import count

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command(short_help="Check every hash, span and reference.")
@RECORD
@JSON
@click.pass_context
def verify(ctx: click.Context, record: Path, as_json: bool) -> None:
    """Check every hash, span and reference of RECORD. Exits 1 if anything is broken."""
    from onrecord.linking import units_have_their_words
    from onrecord.store import Record
    from onrecord.store import verify as check

    with Record.read_only(record) as held:
        problems = [str(problem) for problem in check(held, [units_have_their_words])]
        counts = held.counts()
    if as_json:
        put_json({"whole": not problems, "problems": problems, "counts": counts})
    for problem in () if as_json else problems:
        put(problem)
    if problems:
        say(f"{record}: {count(len(problems), 'problem')}. It cannot be relied on.")
        ctx.exit(1)
    say(f"{record} is whole: {count(counts['articles'], 'article')}, {count(counts['statements'], 'statement')}.")


@click.command(short_help="Measure the reading against a gold standard.")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@RECORD
@JSON
def score(gold: Path, record: Path, as_json: bool) -> None:
    """Measure RECORD against the answers in the folder GOLD (`gold.json` beside `articles.json`)."""
    from onrecord.show.score import measure
    from onrecord.store import Record

    with Record.read_only(record) as held:
        figures = measure(gold, held)
    if as_json:
        put_json(asdict(figures))
        return
    for line in figures.lines():
        put(line)
