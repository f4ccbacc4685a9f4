"""Of what kind a name is throughout an article: the kind it mostly has, that of its fighters, or that of its bearer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from onrecord.rows import EntityKind, Mention

_MEN = re.compile(
    r"\s+(?:militants?|fighters?|insurgents?|extremists?|jihadists?|gunmen|members|militia|group|movement|leaders?"
    r"|commanders?|insurgency|prisoners|captives)\b"
)
_GROUP = re.compile(r"\b(?:group|militia|movement|sect|organi[sz]ation|insurgents|militants|party)\s+$")

_FIRM = re.compile(
    r"(?:['’]s)?\s+(?:CEO|CFO|shares|shareholders|stock|Inc|Corp|Ltd|employees|subsidiary|customers|board"
    r"|management|revenue|earnings|business model|executives|users|products|website)\b"
)
_BOUGHT = re.compile(
    r"\b(?:acquir(?:e|ed|ing)|acquisition of|takeover of|merger? with|(?:shares|stake) (?:of|in)|CEO of|bid for)\s+$"
)

_LAND = re.compile(
    r"['’]s\s+(?:(?:foreign|interior|defen[cs]e|finance)\s+)?(?:ministry|parliament|capital|embassy|coast)\b"
)

NEAR = 20
"""Characters before a name that are looked at."""

ENOUGH = 0.1
"""Share of a name's mentions that must show a group of men, or a business, for it to be one's."""


def one_kind(text: str, mentions: list[Mention]) -> list[Mention]:
    """A name is of one kind in an article: the one it has most often (one sense per discourse, Yarowsky 1995), a
    group's, where it has fighters, members or shares ("Free Karsk fighters"), or a land's, where it has a ministry."""
    kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    groups: Counter[str] = Counter()
    lands: Counter[str] = Counter()
    for m in mentions:
        if m.form == "name":
            words = text[slice(*m.span)]
            kinds[words][m.kind] += 1
            before = text[max(0, m.span[0] - NEAR) : m.span[0]]
            lands[words] += _LAND.match(text, m.span[1]) is not None
            groups[words] += bool(
                _MEN.match(text, m.span[1])
                or _FIRM.match(text, m.span[1])
                or _GROUP.search(before)
                or _BOUGHT.search(before)
            )
    most = {words: count.most_common(1)[0][0] for words, count in kinds.items()}
    for words, men in groups.items():
        if men and most[words] == "person" and men >= ENOUGH * kinds[words].total():
            most[words] = "organization"
    for words, shown in lands.items():
        if shown and most[words] == "person" and shown >= ENOUGH * kinds[words].total():
            most[words] = "place"
    most |= _of_bearers(most)
    return [replace(m, kind=most[text[slice(*m.span)]]) if m.form == "name" else m for m in mentions]


def _of_bearers(kinds: dict[str, EntityKind]) -> dict[str, EntityKind]:
    """One word that is somebody's surname, or the first word of an organisation's name, is that one's, if no other
    name of the article holds it: "Vale" beside "Ina Vale", "Halyard" beside "Halyard Ferries". A place stays one."""
    found: dict[str, EntityKind] = {}
    for word, kind in kinds.items():
        other: EntityKind = "organization" if kind == "person" else "person"
        if " " not in word and kind in ("person", "organization", "unknown") and bearer(word, kinds.items()) == other:
            found[word] = other
    return found


def bearer(word: str, names: Iterable[tuple[str, EntityKind]]) -> EntityKind | None:
    """Of what kind the one is whose name of several words holds a word where a short form of it would; `None` where
    there are several, or none."""
    holding = {(name, kind) for name, kind in names if " " in name and word in name.split()}
    persons = {name.split()[0] for name, kind in holding if kind == "person" and name.split()[-1] == word}
    if persons and all(kind == "person" for _, kind in holding):
        return "person" if len(persons) == 1 and len({n.split()[-1] for n, _ in holding}) == 1 else None
    heads = {tuple(name.split()[:2]) for name, kind in holding if kind == "organization" and name.split()[0] == word}
    return "organization" if len(heads) == 1 and len(holding) == sum(n.split()[0] == word for n, _ in holding) else None
