"""Relayed words beside the original they were taken from, and words to search for while that is not at hand.

`beside` says what became of the words: told the same, cut, reworded, hardened (a hedge or a bound was lost), or not
found. It looks for them in the original's sentences, then among the statements that are linked as saying the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.link.lost import Lost, Pair, Report, bound, hedge
from onrecord.link.passages import matches
from onrecord.link.rarity import rarity
from onrecord.link.told import Told
from onrecord.link.units import Unit, units
from onrecord.rows import Article, Span, Stretch
from onrecord.text.words import Word, words

Fate = Literal["same", "cut", "reworded", "hardened", "not found"]

SAME = 0.9
"""Share of the relayed words that stand in the original in their order, where they are told the same: a changed ending
or an article is no rewording."""

CUT = 4
"""Telling words of the original's own statement that the relayed ones leave out, where they are cut."""

TELLING = 0.1
"""Least rarity of a word that tells something, as in `lost`."""

FOUND = 0.35
"""Share of the relayed words that must be found for a copied passage to be the place: less is an echo of some name."""

LINKED = 0.6
"""Least score of a link that says that both tell the same in other words. `agree.AGREED` finds candidates; below this,
every second that was read told of something near by."""

LEAST = 2
"""Telling words of a statement that can be looked for: "to take another seat" is found anywhere."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A relayed statement and its place in the original, `None` where it was not found there. `lost` are the hedges and
    bounds that the original has and the relayed words have not."""

    statement: str
    a: Stretch
    b: Stretch | None
    fate: Fate
    why: str
    lost: tuple[Lost, ...] = ()


def beside(relayed: Told, citing: Report, original: Report, linked: Mapping[str, float]) -> Beside | None:
    """What became of an original's words in a statement relayed from it; `None` where that has too few words to tell.
    `linked` are the original's statements that are linked to it as saying the same, with how sure that is."""
    if sum(rarity(w.key) > TELLING for w in relayed.words) < LEAST:
        return None
    here = Stretch(relayed.article.id, (relayed.words[0].start, relayed.words[-1].end))
    found = _found(relayed, original)
    said = _statement_at(original, found.place if found else None, linked)
    if found is None and said is None:
        partly = "; only a part of it is on record" if not original.article.complete else ""
        return Beside(relayed.id, here, None, "not found", f"its words are not found there{partly}")
    place = found.place if found else (said.words[0].start, said.words[-1].end)  # type: ignore[union-attr]
    there = Stretch(original.article.id, place)
    lost = tuple(_hardened(relayed, citing, original, said)) if said is not None else ()
    if lost:
        return Beside(relayed.id, here, there, "hardened", "; ".join(x.why for x in lost), lost)
    if found is None:
        return Beside(relayed.id, here, there, "reworded", "the same in other words")
    if found.share < SAME:
        why = f"{found.share:.0%} of its words stand there in this order".replace("%", " %")
        return Beside(relayed.id, here, there, "reworded", why)
    if len(found.left) >= CUT:
        return Beside(relayed.id, here, there, "cut", f"left out: {' … '.join(found.left)}")
    return Beside(relayed.id, here, there, "same", "its words stand there in this order")


@dataclass(frozen=True, slots=True)
class _Found:
    """Where relayed words stand in the original, what share of them does, and what they leave out of its sentences."""

    place: Span
    share: float
    left: list[str]


def _found(relayed: Told, original: Report) -> _Found | None:
    """The sentence that shares most with the relayed words is where to look; they are then aligned with the original's
    text around it, since a relayed remark may reach over several sentences."""
    mine, text = Unit(relayed.words), original.article.text
    best: tuple[int, Unit] | None = None
    for unit in units(text, original.article.zones):
        size = max((m.a_to - m.a_from for m in matches(mine, unit)), default=0)
        if size > (best[0] if best else 0):
            best = size, unit
    if best is None:
        return _verbatim(relayed, original)
    around = words(text, _window(text, best[1].span, relayed.words[-1].end - relayed.words[0].start))
    have = _aligned(relayed.words, around)
    share = len(have) / len(relayed.words)
    if share < FOUND:
        return None
    place = around[min(have.values())].start, around[max(have.values())].end
    return _Found(place, share, _left_out(relayed, original, place))


def _window(text: str, anchor: Span, size: int) -> Span:
    return max(0, anchor[0] - size), min(len(text), anchor[1] + size)


def _aligned(mine: Sequence[Word], theirs: Sequence[Word]) -> dict[int, int]:
    """Places of the words that both have in one order; a word of grammar alone among others tells nothing."""
    ops = [op for op in Indel.opcodes([w.stem for w in mine], [w.stem for w in theirs]) if op.tag == "equal"]
    have: dict[int, int] = {}
    for op in ops:
        size = op.src_end - op.src_start
        if size > 1 or rarity(mine[op.src_start].key) > TELLING:
            have |= {op.src_start + k: op.dest_start + k for k in range(size)}
    return have


def _verbatim(relayed: Told, original: Report) -> _Found | None:
    """A few words that are no passage by themselves, but stand in the original just so."""
    theirs, keys = words(original.article.text), [w.key for w in relayed.words]
    for i in range(len(theirs) - len(keys) + 1):
        if theirs[i].key == keys[0] and [w.key for w in theirs[i : i + len(keys)]] == keys:
            return _Found((theirs[i].start, theirs[i + len(keys) - 1].end), 1.0, [])
    return None


def _statement_at(original: Report, place: Span | None, linked: Mapping[str, float]) -> Told | None:
    """The original's statement at a place; without one, that which is most surely linked."""
    if place is not None:

        def shared(t: Told) -> int:
            return min(place[1], t.words[-1].end) - max(place[0], t.words[0].start)

        best = max(original.told, key=lambda t: (shared(t), -len(t.words)), default=None)
        return best if best is not None and shared(best) > 0 else None
    found = [t for t in original.told if linked.get(t.id, 0.0) >= LINKED]
    return max(found, key=lambda t: (linked[t.id], t.id), default=None)


def _hardened(relayed: Told, citing: Report, original: Report, said: Told) -> Iterator[Lost]:
    pair = Pair(said, relayed, original, citing, "relayed from it", "later", _no_outlet)
    yield from hedge(pair)
    yield from bound(pair)


def _no_outlet(_article: Article, _name: str) -> bool:
    """The rules on hedges and bounds ask of no outlet."""
    return False


def _left_out(relayed: Told, original: Report, place: Span) -> list[str]:
    """Telling words that the original has among the relayed ones, or in the rest of the quotation they end in."""
    quoted = [q for q in original.quoted if q[0] < place[1] and place[0] < q[1]]
    sentence = original.around((place[1] - 1, place[1]))
    ends = [min(q[1], sentence[1]) for q in quoted if q[0] < place[1] <= q[1]]
    have, text = set(relayed.stems), original.article.text
    return [
        text[w.start : w.end]
        for w in words(text, (place[0], max([place[1], *ends])))
        if w.stem not in have and rarity(w.key) > TELLING
    ]


# Words to search for

PHRASE = 8
"""Words of a quoted phrase to search for: search engines take more, and a misprint in a long one finds nothing."""

LEAST_PHRASE = 4
"""Words of the shortest quoted phrase that finds one text among many."""

SEARCHES = 3
"""Search lines for one original."""

PLAIN_WORDS = 5
"""Words to search for where nothing is quoted."""

_NAME_WORD = re.compile(r"[^\W\d_]")


def searches(relayed: Sequence[tuple[Told, Report]], name: str | None) -> tuple[str, ...]:
    """Lines to paste into a search engine, the most telling first: words that stand in quotation marks, with the name
    of the original and of who speaks; where nothing is quoted, names and the rarest words."""
    found: dict[str, float] = {}
    for told, report in relayed:
        weight, line = _search(told, report)
        who = _who(told)
        parts = [line, *(f'"{x}"' if " " in x else x for x in (who, name) if x and x.lower() not in line.lower())]
        found.setdefault(" ".join(dict.fromkeys(parts)), weight)
    best = sorted(found, key=lambda line: (-found[line], line))
    return tuple(best[:SEARCHES])


def _who(told: Told) -> str | None:
    """The speaker's name, where it is one that could stand in the original."""
    named = told.statement.speaker_class in ("named_person", "named_organization")
    name = re.sub(r"\s*\([^)]*\)", "", told.name or "")
    return name if named and name[:1].isupper() and len(name.split()) <= 4 and not name.startswith("The ") else None


def _search(told: Told, report: Report) -> tuple[float, str]:
    phrases = [p for span in _quoted_parts(told, report) if (p := _phrase(report.article.text, span))]
    if phrases:
        best = max(phrases, key=_weight)
        text = report.article.text[best[0].start : best[-1].end]
        return 10 + _weight(best), '"' + " ".join(text.replace('"', " ").split()) + '"'
    return _weight(told.words), " ".join(_rarest(told))


def _quoted_parts(told: Told, report: Report) -> Iterator[Span]:
    """What of a statement's words stands in quotation marks."""
    for span in told.statement.content:
        for start, end in report.quoted:
            if start < span[1] and span[0] < end:
                yield max(start, span[0]), min(end, span[1])


def _phrase(text: str, span: Span) -> tuple[Word, ...]:
    """The most telling few words in a row that no stop, bracket or mark breaks; none where there are too few."""
    windows = []
    for part in _UNBROKEN.finditer(text, *span):
        found = words(text, part.span())
        if len(found) >= LEAST_PHRASE:
            windows += [tuple(found[i : i + PHRASE]) for i in range(max(1, len(found) - PHRASE + 1))]
    return max(windows, key=_weight, default=())


_UNBROKEN = re.compile(r"[^.!?…:;()\[\]{}\"“”‘«»\n]+")


def _weight(found: Iterable[Word]) -> float:
    return sum(rarity(w.key) for w in found)


def _rarest(told: Told) -> list[str]:
    """A statement's rarest words, in their order, each once."""
    text = told.article.text
    once = {w.stem: w for w in reversed(told.words) if _NAME_WORD.search(w.key) or len(w.key) > 2}
    best = sorted(once.values(), key=lambda w: (-rarity(w.key) * (1.5 if w.capital else 1), w.start))[:PLAIN_WORDS]
    return [text[w.start : w.end] for w in sorted(best, key=lambda w: w.start)]
