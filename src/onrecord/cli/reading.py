"""`read` and `demo`: articles in, a record out. What was read is kept whatever happens; the same call goes on."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.files import may_write
from onrecord.cli.terminal import Counter, put_json, say, skipped_lines
from onrecord.errors import OnrecordError, UsageError
from onrecord.show.ledger import ledger
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.ingest import IngestOptions
    from onrecord.pipeline import Summary
    from onrecord.store import Record

SOME_SKIPPED = 3
NAMED = 3
"""Sources that a message names."""
FIELDS = ("url", "title", "text", "published", "outlet", "byline", "language")


def columns(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`text=body` as a pair; both sides are needed and the field must be one of ours."""
    found = {}
    for each in given:
        field, equals, name = each.partition("=")
        if not equals or not name or field not in FIELDS:
            raise click.BadParameter(f"{each!r} is not FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}.")
        found[field] = name
    return found


@click.command(short_help="Read articles into a record.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--into", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The record: one SQLite file, made if it is not there, added to if it is.",
)  # fmt: skip
@click.option(
    "--columns", multiple=True, metavar="FIELD=COLUMN", callback=columns,
    help=f"Which column of a table or key of a JSON line holds a field ({', '.join(FIELDS)}). Repeat for each.",
)  # fmt: skip
@click.option("--outlet", metavar="NAME", help="The outlet of articles that do not name theirs.")
@click.option("--again", is_flag=True, help="Read again what is in the record already.")
@click.option("--no-network", is_flag=True, help="Refuse web addresses.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts and what was skipped as JSON.")
@click.pass_context
def read(
    ctx: click.Context, sources: tuple[str, ...], into: Path, columns: dict[str, str], outlet: str | None,
    again: bool, no_network: bool, as_json: bool,
) -> None:  # fmt: skip
    """Read articles into a record, and say what was skipped and why.

    SOURCE is a file (.txt, .html, .jsonl, .csv, .parquet, .warc, .warc.gz, a feed), a folder of them, a web address
    or a feed's address. A run that was stopped goes on where it was when the same command is given again. Exits 3
    if anything was skipped, and 1, without making a record, if there is no such source at all.
    """
    from onrecord.ingest import IngestOptions

    options = IngestOptions(columns=columns, outlet=outlet, network=not no_network)
    summary = run(sources, into, options, again=again)
    if as_json:
        put_json(as_dict(summary))
    tell(summary, into)
    tell_links(into)
    if not as_json:
        say(f"\nNext: onrecord report {into} -o {into.with_suffix('.html')}")
    ctx.exit(SOME_SKIPPED if summary.skipped else 0)


@click.command(short_help="Read the bundled story and open its report.")
@click.option("--no-open", is_flag=True, help="Write the report, but do not open it in a browser.")
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Keep the record in this file.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
def demo(no_open: bool, into: Path | None, output: Path | None) -> None:
    """Read the bundled story, write its report and open it.

    The story is fiction: fourteen reports by ten invented outlets of one event in an invented country.
    """
    from onrecord.show.report import report as write
    from onrecord.store import Record

    folder = Path(tempfile.mkdtemp(prefix="onrecord-demo-")) if into is None or output is None else Path()
    into, output = into or folder / "story.db", output or folder / "story.html"
    may_write(output, force=False)
    say("Reading the bundled story: fiction, from an invented country.")
    with as_file(files("onrecord") / "story") as story:
        summary = run(sorted(str(path) for path in story.glob("*.txt")), into)
    tell(summary, into)
    tell_links(into)
    with Record.read_only(into) as record:
        say(f"Most quoted: {most_quoted(record)}.")
        write(record, output)
    click.echo(output)
    opened = not no_open and has_display() and webbrowser.open(output.absolute().as_uri())
    say(f"{'The report is open in your browser' if opened else 'Open the report in a browser'}: {output}")
    shown = "".join(f"\n      onrecord show {into} {what}" for what in ("claims", "sources"))
    say(f"\nNext: {shown.strip()}\n      onrecord read YOUR-ARTICLES --into my-story.db")


def run(sources: Iterable[str], into: Path, options: IngestOptions | None = None, *, again: bool = False) -> Summary:
    """Reads into the record at `into`, with a line on the terminal that says how far it is."""
    from onrecord.ingest import is_there
    from onrecord.pipeline import read_into
    from onrecord.store import Record

    if not into.absolute().parent.is_dir():
        raise UsageError(f"{into.parent} is no folder. Make it first, or name another.")
    sources = list(sources)
    if not into.exists() and not any(map(is_there, sources)):
        raise OnrecordError(
            f"nothing to read: {', '.join(sources[:NAMED])}{' …' if len(sources) > NAMED else ''}: no such file or "
            f"folder. No record was made. Check the name, or give a web address with http:// or https://."
        )
    counter = Counter()
    try:
        with Record.open(into) as record:
            return read_into(record, sources, options=options, again=again, progress=counter.shows)
    except KeyboardInterrupt:
        counter.clear()
        raise KeyboardInterrupt(
            f"Stopped. What was read is kept in {into}; the same command goes on from there."
        ) from None
    finally:
        counter.clear()


def tell(summary: Summary, into: Path) -> None:
    """What a run did, on stderr."""
    known = f", {summary.known:,} already there" if summary.known else ""
    copied = f", {summary.copied:,} with a text already read" if summary.copied else ""
    say(f"{count(summary.new, 'new article')}{known}{copied}, {count(summary.statements, 'statement')} in {into}.")
    if summary.read:
        say(f"{count(summary.read, 'article')} read in {summary.seconds:.1f} s.")
    if summary.skipped:
        say(f"\n{count(len(summary.skipped), 'input')} skipped, or stored without being read:")
        for line in skipped_lines(summary.skipped):
            say(line)


def tell_links(into: Path) -> None:
    """What a record's reports have in common, on stderr; nothing where they have nothing."""
    from onrecord.store import Record

    with Record.read_only(into) as record:
        counts = record.counts()
    stories, claims = counts["stories"], counts["claims"]
    if stories:
        answered = f"{count(claims, 'question')} that several reports answer" if claims else "no question in common"
        say(f"{count(stories, 'story', 'stories')} of 2 reports or more; {answered}.")


def most_quoted(record: Record, number: int = 4) -> str:
    """The speakers with the most statements."""
    return ", ".join(f"{each.name} ({len(each.said)})" for each in ledger(record).speakers[:number]) or "nobody"


def as_dict(summary: Summary) -> dict[str, Any]:
    """What a run did, for `--json`."""
    from dataclasses import asdict

    return summary.counts() | {
        "seconds": round(summary.seconds, 3), "skipped_rows": [asdict(each) for each in summary.skipped]
    }  # fmt: skip


def has_display() -> bool:
    """Whether a browser could open a window here."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
