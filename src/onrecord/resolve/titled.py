"""Names with what stands beside them: a title before, a noun for a business behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.rows import Mention, Span
from onrecord.text.nouns import BUSINESSES, PERSONS


@dataclass(frozen=True)
class Titled:
    """A mention with the name at its end apart, where it has one: "police chief Sadat" and "Sadat"."""

    whole: Mention
    name: Span | None
    row: int


def with_titles(text: str, mentions: Sequence[Mention]) -> list[Titled]:
    """A name that ends a longer mention, or that a description of its kind stands right before, is one mention with it;
    so is one right before the noun for a business that ends a description ("the Lark company"). The kind is the name's.
    Shorter descriptions that end with the same name go."""
    by_end = {x.span[1]: i for i, x in enumerate(mentions) if x.form == "name"}
    by_start = {(x.span[0], x.kind): i for i, x in enumerate(mentions) if x.form == "name"}
    taken: set[int] = set()
    out: list[Titled] = []
    for i, x in enumerate(mentions):
        if x.form != "description":
            continue
        j = by_end.get(x.span[1])
        if j is None and x.kind in ("person", "organization"):
            j = by_start.get((x.span[1] + 1, x.kind))
        if j is None and PERSONS.search(text[slice(*x.span)]):
            j = by_start.get((x.span[1] + 1, "person"))
        if j is None:
            j = _before_business(text, x, mentions, by_end)
        if j is None or x.span[0] >= mentions[j].span[0] or _OF.search(text, x.span[0], mentions[j].span[0]):
            continue
        if j in taken:
            if x.span[1] == mentions[j].span[1]:
                taken.add(i)
            continue
        taken |= {i, j}
        name = mentions[j]
        whole = (x.span[0], max(x.span[1], name.span[1]))
        out.append(Titled(Mention(whole, "name", name.kind), name.span, j if x.span[1] < whole[1] else i))
    out += [Titled(x, x.span if x.form == "name" else None, i) for i, x in enumerate(mentions) if i not in taken]
    return sorted(out, key=lambda t: (t.whole.span[0], -t.whole.span[1]))


_OF = re.compile(r"\b(?:of|at|for|from|in|with|to|by|on|near)\s+(?:(?:the|an?)\s+)?$")
"""Who is of somebody is not that one: "analysts at Lark Water"."""

_LAST_WORD = re.compile(r"\s+[a-z]+$")


def _before_business(text: str, x: Mention, mentions: Sequence[Mention], by_end: dict[int, int]) -> int | None:
    """The name in "the state-run Lark company"; "a Lark company" is but one of Lark's."""
    words = text[slice(*x.span)]
    last = _LAST_WORD.search(words)
    if last is None or words[:4].lower() != "the " or not BUSINESSES.search(words):
        return None
    j = by_end.get(x.span[0] + last.start())
    return j if j is not None and mentions[j].kind == "organization" else None
