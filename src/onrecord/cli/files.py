"""`report` and `export`: what a record holds, written to files. Nothing that is not ours is written over."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.choosing import SIDE, SIDES, labelled, needs_sides
from onrecord.cli.terminal import say
from onrecord.errors import UsageError

RECORD = click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path))
FORMATS = ("jsonl", "csv", "parquet", "webannotation", "geojson")


@click.command(short_help="Write the report: one HTML file.")
@RECORD
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write."
)
@click.option(
    "--excerpts", is_flag=True,
    help="Leave out whole texts: keep only the statements and a little around them, to share the report.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file even if it is not a report.")
@click.option("--by", type=click.Choice(["speaker", "side"]), help="How to group who is on record.")
@SIDES
@SIDE
def report(
    record: Path, output: Path, excerpts: bool, force: bool, by: str | None, sides: Path | None, side: str | None
) -> None:
    """Write the report of RECORD: one HTML file that works offline, on a phone and on paper.

    It shows who is on record, whom each outlet quotes, and each article with its statements marked. It loads nothing
    and sends nothing.
    """
    needs_sides(by, sides)
    from onrecord.show.report import report as write
    from onrecord.store import Record

    may_write(output, force=force)
    with Record.read_only(record) as held:
        labels, known = labelled(held, sides, side)
        write(held, output, excerpts=excerpts, labels=labels, side=known, by_side=by == "side")
    say(f"{output} is written. Open it in a browser.")


@click.command(short_help="Write the tables for other programs.")
@RECORD
@click.option(
    "--format", "form", default="jsonl", show_default=True, type=click.Choice(FORMATS),
    help="jsonl is the interchange format; webannotation is W3C Web Annotation; geojson is places on the map.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write into; for geojson it may be a file whose name ends in .geojson.",
)
@click.option(
    "--spreadsheet-safe", is_flag=True,
    help="In CSV, quote cells that a spreadsheet would run as a formula. Changes those cells; says so in the manifest.",
)  # fmt: skip
@SIDES
@SIDE
def export(
    record: Path, form: str, output: Path, spreadsheet_safe: bool, sides: Path | None, side: str | None
) -> None:  # fmt: skip
    """Write the tables of RECORD into a folder, for other programs.

    Spans are [start, end) in code points of the article's text. With --sides each statement has its side.
    """
    if spreadsheet_safe and form != "csv":
        raise UsageError(f"--spreadsheet-safe is for CSV; the format is {form}. Leave it out, or use --format csv.")
    from onrecord.show.export import export as write
    from onrecord.store import Record

    with Record.read_only(record) as held:
        labels, known = labelled(held, sides, side)
        write(held, form, output, spreadsheet_safe=spreadsheet_safe, labels=labels, side=known)
    say(f"{output}{'' if output.is_file() or str(output).endswith('/') else '/'} is written.")


def may_write(output: Path, *, force: bool) -> None:
    """Refuses to write over a file that is not a report: a record or an article, say, named by mistake."""
    from onrecord.show.report import is_report

    if output.exists() and output.stat().st_size and not force and not is_report(output):
        raise UsageError(f"{output} exists and is not a report. Name another file, or use --force.")
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent} is no folder. Make it first, or name another.")
