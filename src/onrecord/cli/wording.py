"""`show wording`: what several articles speak of, and what each outlet calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.linked import say_apart, story_named
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.show.plain import one_line
from onrecord.show.wording import RULE, wording, wording_json
from onrecord.show.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.cli.lists import Wanted
    from onrecord.rows import Named, Wording
    from onrecord.store import Record

NAMES_SHOWN = 8
"""Names of a referent that are shown; --json has all."""

OUTLETS_SHOWN = 6
"""Outlets of a name that are shown."""

FIRST = 20
"""Referents that are shown unless --limit says otherwise."""


def names(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each referent with its names: which outlets use which how often, in whose voice."""
    story = story_named(record, wanted.story) if wanted.story is not None else None
    rows = wording(record, story, wanted.names)
    shown = rows[: wanted.limit or (None if as_json else FIRST)]
    if as_json:
        for each in shown:
            put_json(wording_json(each))
        return
    for n, each in enumerate(shown):
        _put(each, before="\n" if n else "")
    if not rows and record.counts()["articles"] < 2:
        say("Names are compared between articles, and this record has fewer than two. Read more of them.")
        return
    if not rows:
        say("Nothing was found that two reports of one story call by different names.")
        return
    say_apart(record)
    more = f" {len(rows) - len(shown):,} more: --limit {len(rows)}." if len(shown) < len(rows) else ""
    say(
        "\nCounts are of places; in brackets those in no passage that an earlier report has too. --json gives every "
        f"place.{more}"
    )


def _put(each: Wording, before: str) -> None:
    reports = len({s.article for n in each.names for s in n.spans})
    put(f" · {count(reports, 'report')} · {RULE[each.rule]}", head=one_line(each.referent), before=before)
    by_name: dict[str, list[Named]] = {}
    for called in each.names:
        by_name.setdefault(called.name, []).append(called)
    for name, uses in [*by_name.items()][:NAMES_SHOWN]:
        fill(f"{one_line(name)}: {'; '.join(_voices(uses))}", 4)
    if len(by_name) > NAMES_SHOWN:
        put(f"    and {count(len(by_name) - NAMES_SHOWN, 'more name')}")


def _voices(uses: list[Named]) -> Iterator[str]:
    for voice, said in (("narrator", ""), ("attributed", "in quotations: ")):
        found = sorted((u for u in uses if u.voice == voice), key=lambda u: (-len(u.spans), u.outlet or ""))
        if found:
            more = f" and {count(len(found) - OUTLETS_SHOWN, 'more outlet')}" if len(found) > OUTLETS_SHOWN else ""
            yield said + ", ".join(_counted(u) for u in found[:OUTLETS_SHOWN]) + more


def _counted(used: Named) -> str:
    once = f" ({used.once:,})" if used.once != len(used.spans) else ""
    return f"{one_line(used.outlet or 'no outlet')} {len(used.spans):,}{once}"
