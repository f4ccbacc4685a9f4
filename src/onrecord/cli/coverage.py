"""`show coverage`: which claims of a story which outlets carry, and where in their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.linked import say_apart, story_named
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.resolve.names import fold
from onrecord.show.coverage import MEANING, WORDS, coverage, coverage_json, first_cells, left_out, not_read
from onrecord.show.plain import one_line, shortened
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.link.coverage import Carried, Cell
    from onrecord.show.coverage import Coverage
    from onrecord.store import Record

NAMED = 8
"""Outlets that a line names before it counts the rest; `--json` has all."""

VALUE = 120
"""Characters of an answer that stand for a claim."""


def places(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each claim of each story with the outlets that have it in the headline, in the lead, deeper, and so on."""
    story = story_named(record, wanted.story) if wanted.story is not None else None
    found = [each for each in coverage(record, story, wanted.limit) if each.claims]
    for n, each in enumerate(found):
        if as_json:
            for row in each.claims:
                put_json(coverage_json(each, row))
        else:
            _put_story(each, wanted.choice.outlet, before="\n" if n else "")
    if not found:
        say(
            "No claim that two reports of one story make was found, so there is nothing to compare. See `show stories`."
        )
    elif not as_json:
        if found[0].skipped:
            fill(left_out(found[0].skipped), 0, before="\n")
        say_apart(record)
        say("\n" + "\n".join(f"{WORDS[place]}: {words}." for place, words in MEANING.items()))


def _put_story(found: Coverage, outlet: str | None, before: str) -> None:
    first = found.articles[0]
    outlets = len({a.outlet for a in found.articles})
    about = f" · {count(len(found.articles), 'report')}, {count(outlets, 'outlet')} · story {found.story}"
    put(about, head=one_line(first.title or first.source), before=before)
    for line in not_read(found):
        fill(line, 4)
    for row in found.claims:
        _put_claim(row, outlet)
    if found.more:
        put(f"    {count(found.more, 'more claim')} that fewer reports make.", before="\n")


def _put_claim(row: Carried, asked: str | None) -> None:
    best = [(o, cell) for o, cell in first_cells(row) if asked is None or fold(asked) in fold(o or "")]
    if not best:
        return
    others = len(row.claim.answers) - 1
    about = f" · {count(others, 'other answer')} beside this" if others else ""
    put(about, head=one_line(row.claim.question), before="\n    ")
    fill(shortened(one_line(row.claim.answers[0].value), VALUE), 4)
    for place, words in WORDS.items():
        here = [_named(outlet, cell) for outlet, cell in best if cell.place == place]
        if here:
            more = f"; … {len(here) - NAMED:,} more" if len(here) > NAMED else ""
            fill(f"{words:<16} {'; '.join(here[:NAMED])}{more}", 8)


def _named(outlet: str | None, cell: Cell) -> str:
    at = f" (at {cell.article[:6]} {cell.spans[0].span[0]}–{cell.spans[0].span[1]})" if cell.spans else ""
    return one_line(outlet or "outlet unknown") + at
