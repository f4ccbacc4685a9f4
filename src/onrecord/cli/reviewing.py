"""`review`: a person says whether a statement or a link is right; the list of what was said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from onrecord.cli.checks import JSON
from onrecord.cli.files import RECORD
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.errors import UsageError
from onrecord.show.plain import one_line
from onrecord.show.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.rows import Reviewed, Verdict

LIST = "list"
STANDS = ("current", "orphaned")
"""States of reviews that hold; the others are history."""


@click.command(short_help="Say whether a statement or a link is right, or list what was said.")
@RECORD
@click.argument("target", metavar="TARGET")
@click.argument("verdict", metavar="[VERDICT]", required=False, type=click.Choice(["yes", "no", "unsure"]))
@click.option("--note", metavar="TEXT", help="A note, beside the verdict or alone.")
@click.option("--by", metavar="NAME", help="Who says it; each person's word stands beside the others'.")
@click.option("--undo", is_flag=True, help="Take back what was said last of TARGET, or the review whose id TARGET is.")
@click.option("--history", is_flag=True, help="List also what was replaced or taken back.")
@JSON
def review(
    record: Path, target: str, verdict: str | None, note: str | None, by: str | None, undo: bool, history: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Say that a statement or link of RECORD is right (yes), wrong (no), or that you are unsure.

    TARGET is a statement's id or its beginning (`onrecord show RECORD statements --json` has them), A:B for the link
    between two statements, or the word list for what was said. What you say is kept in the record, apart from what the
    program found, and is found again by its words however often the articles are read.
    """
    if target == LIST:
        _needs_nothing_else(verdict, note, by, undo)
        _list(record, history, as_json)
    elif history or as_json:
        raise UsageError("--history and --json go with list")
    elif undo:
        _needs_nothing_else(verdict, note)
        _undo(record, target, by)
    elif verdict is None and note is None:
        raise UsageError("say yes, no or unsure, or a --note, or --undo to take back what was said")
    else:
        _say(record, target, cast("Verdict | None", verdict), note, by)


def _needs_nothing_else(*given: object) -> None:
    if any(given):
        raise UsageError("a verdict, --note, --by and --undo do not go with list, nor a verdict or --note with --undo")


def _list(record: Path, history: bool, as_json: bool) -> None:
    from onrecord.show.reviews import review_json
    from onrecord.store import Record
    from onrecord.store.reviews import reviewed

    with Record.read_only(record) as held:
        found = [x for x in reviewed(held) if history or x.state in STANDS]
        outlets = {} if as_json else {a.id: a.outlet or a.source for a in held.articles()}
    for x in found:
        if as_json:
            put_json(review_json(x))
        else:
            _put(x, outlets)
    lost = sum(x.state == "orphaned" for x in found)
    say(f"{count(len(found), 'review')}" + (f", {lost} of what is no longer on record." if lost else "."))


def _put(x: Reviewed, outlets: Mapping[str, str]) -> None:
    """A review: what was said, when, by whom, of which words in which outlet."""
    r = x.review
    state = [] if x.state == "current" else [x.state]
    kind = r.kind if r.relation is None else f"{r.relation}, {r.about}"
    said = " · ".join(["", *state, kind, *([one_line(r.by)] if r.by else []), r.at[:16], r.id])
    put(said, head=r.verdict or "note")
    for j in r.judged:
        fill(f"{one_line(outlets[j.article])}: {' … '.join(one_line(w.exact) for w in j.words)}")
    if r.note:
        fill(f"Note: {one_line(r.note)}")


def _undo(record: Path, target: str, by: str | None) -> None:
    from onrecord.store import Record
    from onrecord.store.reviews import take_back

    with Record.open(record) as held:
        found = take_back(held, target, by=by)
    say("Nothing was said of it." if found is None else f"Taken back: {found.verdict or 'a note'}, of {found.at[:16]}.")


def _say(record: Path, target: str, verdict: Verdict | None, note: str | None, by: str | None) -> None:
    from onrecord.store import Record
    from onrecord.store.reviews import add, target_named

    with Record.open(record) as held:
        made = add(held, target_named(held, target), verdict, note=note, by=by)
    say(f"Noted: {made.verdict or 'a note'} ({made.id}).")
