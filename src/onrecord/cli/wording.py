"""`show wording`: what several articles speak of, and what each outlet calls it, with every place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.linked import story_named
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.show.plain import one_line
from onrecord.show.wording import wording, wording_json
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.rows import Named, Wording
    from onrecord.store import Record

RULE = {
    "known_names": "names that a table knows to be of one place or group",
    "same_name": "one person, group or organisation",
    "same_number": "as many persons, in statements that agree",
    "one_kind": "nouns for one thing, in statements that agree",
    "same_noun": "one noun, in statements that agree",
    "one_event": "nouns for one happening, in reports of one story",
    "same_remark": "who is said to have said one thing",
}
"""By what the names are taken to stand for one thing, in words."""


def names(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each referent with its names: which outlets use which, in whose voice, and where."""
    story = story_named(record, wanted.story) if wanted.story is not None else None
    rows = list(islice(wording(record, story), wanted.limit))
    for n, each in enumerate(rows):
        if as_json:
            put_json(wording_json(each) | {"rule": each.rule})
        else:
            _put(each, before="\n" if n else "")
    if not rows:
        say("Nothing was found that two reports of one story call by different names.")


def _put(each: Wording, before: str) -> None:
    reports = len({s.article for n in each.names for s in n.spans})
    put(f" · {count(reports, 'report')} · {RULE[each.rule]}", head=one_line(each.referent), before=before)
    for called in each.names:
        fill(_line(called), 4)


def _line(called: Named) -> str:
    voice = "inside a quotation" if called.voice == "attributed" else "reporter’s own voice"
    places = ", ".join(f"{s.article[:6]} {s.span[0]}–{s.span[1]}" for s in called.spans)
    return f"{one_line(called.name)} · {one_line(called.outlet or 'no outlet')} · {voice} · at {places}"
