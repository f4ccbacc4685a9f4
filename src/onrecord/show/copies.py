"""Copied passages by pair of articles, quotations whose words differ, and how much of each article others have too."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Any

from onrecord.rows import Article, Reuse, ReuseKind, Side, Span, Statement, Stretch
from onrecord.show.linked import reuse_json
from onrecord.show.plain import one_line, shortened
from onrecord.show.reuse import held, reuse
from onrecord.show.words import in_order, labels
from onrecord.store import Record
from onrecord.text.spans import merged, overlapping
from onrecord.text.words import words

PAIRS = 200
"""Pairs of articles that a list or a report shows at most: those that share most. All are in the export."""

HELD = 500
"""Articles kept at hand while pairs are made."""

SPELT = str.maketrans("z", "s")
"""*Destabilizing* and *destabilising* are one word in two spellings, not a remark in other words."""


KIND: dict[ReuseKind, str] = {
    "verbatim": "word for word",
    "edited": "edited",
    "same_quote": "the same quotation",
    "drifted_quote": "a quotation, its words differ",
}
"""What each kind of passage is called on screen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text, and whether the other text has their words at that place."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """One wording of a remark: its pieces, its places in the reports that have it, by time, and who says it."""

    pieces: tuple[Piece, ...]
    places: tuple[Stretch, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """One remark in two wordings."""

    a: Quoted
    b: Quoted


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles with the passages they share, and what part of the characters of each these are."""

    a: Article
    b: Article
    shared: tuple[float, float]
    passages: tuple[Reuse, ...]
    first: Side | None


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of one article others have too: the part of its characters, and each other with its part, the greatest
    first."""

    whole: float
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What the articles of a record share. `pairs` are those that share most, of `found` in all; `called` is what each
    article is called."""

    pairs: tuple[Pair, ...]
    found: int
    drifts: tuple[Drift, ...]
    shares: dict[str, Shares]
    called: dict[str, str]


def copies(record: Record, limit: int | None = PAIRS) -> Copies:
    """What the articles of a record share."""
    article = held(record, HELD)
    kept: list[tuple[float, int, Pair]] = []
    spans: dict[str, list[Span]] = defaultdict(list)
    parts: dict[str, dict[str, float]] = defaultdict(dict)
    drifting: list[Reuse] = []
    found = 0
    for found, (_, rows) in enumerate(groupby(reuse(record), key=lambda r: (r.a.article, r.b.article)), 1):
        passages = tuple(rows)
        pair = pair_of(article(passages[0].a.article), article(passages[0].b.article), passages)
        for one, other, part in ((pair.a, pair.b, pair.shared[0]), (pair.b, pair.a, pair.shared[1])):
            parts[one.id][other.id] = part
        spans[pair.a.id] = merged([*spans[pair.a.id], *(p.a.span for p in passages)])
        spans[pair.b.id] = merged([*spans[pair.b.id], *(p.b.span for p in passages)])
        drifting += (p for p in passages if p.kind == "drifted_quote")
        entry = max(pair.shared), -found, pair
        if limit is None or len(kept) < limit:
            heapq.heappush(kept, entry)
        else:
            heapq.heappushpop(kept, entry)
    pairs = tuple(pair for _, _, pair in sorted(kept, key=lambda each: (-each[0], -each[1])))
    shares = {
        a: Shares(_part(article(a), spans[a]), tuple(sorted(others.items(), key=lambda each: (-each[1], each[0]))))
        for a, others in parts.items()
    }
    return Copies(pairs, found, tuple(drifts(record, drifting)), shares, labels(record.articles()))


def pair_of(a: Article, b: Article, passages: tuple[Reuse, ...]) -> Pair:
    """Two articles with what they share, the earlier one first where that is shown."""
    shared = _part(a, merged(p.a.span for p in passages)), _part(b, merged(p.b.span for p in passages))
    first = next((p.first for p in passages if p.first), None)
    if first != "b":
        return Pair(a, b, shared, passages, first)
    turned = tuple(Reuse(p.b, p.a, p.kind, "a") for p in passages)
    return Pair(b, a, (shared[1], shared[0]), tuple(sorted(turned, key=lambda p: p.a.span)), "a")


def _part(article: Article, disjoint: Iterable[Span]) -> float:
    return sum(end - start for start, end in disjoint) / max(1, len(article.text))


def drifts(record: Record, found: Iterable[Reuse]) -> Iterator[Drift]:
    """Remarks in two wordings, each once however many reports copied either; those in most reports first."""
    texts = _Texts(record)
    wordings: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[set[Stretch], set[Stretch]]] = {}
    for each in found:
        a, b = texts.keys(each.a), texts.keys(each.b)
        if _is_cut(a, b) or _is_cut(b, a):
            continue  # they differ in punctuation, in spelling, or in where they begin and end
        ends = (each.a, each.b) if a <= b else (each.b, each.a)
        places = wordings.setdefault((min(a, b), max(a, b)), (set(), set()))
        for place, theirs in zip(ends, places, strict=True):
            theirs.add(place)
    for ends_a, ends_b in sorted(wordings.values(), key=lambda each: -len({p.article for p in each[0] | each[1]})):
        places_a, places_b = texts.in_order(ends_a), texts.in_order(ends_b)
        pieces = diff(texts.at(places_a[0]), texts.at(places_b[0]))
        one = Quoted(pieces[0], places_a, texts.speakers(places_a))
        other = Quoted(pieces[1], places_b, texts.speakers(places_b))
        yield Drift(one, other) if texts.time(places_a[0]) <= texts.time(places_b[0]) else Drift(other, one)


class _Texts:
    """What is looked up of places in a record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.article = held(record, HELD)
        self.quotes = lru_cache(maxsize=HELD)(self._quotes)
        self.order = {a.id: n for n, a in enumerate(in_order(record.articles()))}
        self.names = {s.id: s.name for s in record.speakers()}

    def _quotes(self, article: str) -> list[Statement]:
        return [s for s in self.record.statements(article) if s.quotation in ("direct", "mixed")]

    def at(self, place: Stretch) -> str:
        return one_line(self.article(place.article).text[slice(*place.span)])

    def keys(self, place: Stretch) -> tuple[str, ...]:
        return tuple(_key(w.key) for w in words(self.at(place)))

    def time(self, place: Stretch) -> tuple[int, Span]:
        return self.order[place.article], place.span

    def in_order(self, places: Iterable[Stretch]) -> tuple[Stretch, ...]:
        return tuple(sorted(places, key=self.time))

    def speakers(self, places: Iterable[Stretch]) -> tuple[str, ...]:
        """Who is said to have said what stands there; whom most reports name first."""
        found = Counter[str]()
        for place in places:
            inside = [s for s in self.quotes(place.article) if overlapping(place.span, merged(s.content))]
            best = max(inside, key=lambda s: _common(place.span, s), default=None)
            if best:
                source = self.article(place.article).text[slice(*best.source)] if best.source else ""
                found[one_line(self.names.get(best.speaker or "") or source)] += 1
        return tuple(name for name, _ in found.most_common() if name)


def _common(span: Span, s: Statement) -> int:
    """How many characters of a span a statement's content has."""
    return sum(min(e, span[1]) - max(b, span[0]) for b, e in overlapping(span, merged(s.content)))


def _is_cut(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the one stands whole in the other."""
    return any(a == b[at : at + len(a)] for at in range(len(b) - len(a) + 1))


def _key(word: str) -> str:
    return word.translate(SPELT)


def diff(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, with the words that the other lacks at that place told apart. The pieces of each, put
    together, are the text."""
    ours, theirs = words(a), words(b)
    matcher = SequenceMatcher(None, [_key(w.key) for w in ours], [_key(w.key) for w in theirs], autojunk=False)
    differs_a, differs_b = list[Span](), list[Span]()
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if kind != "equal" and a_to > a_from:
            differs_a.append((ours[a_from].start, ours[a_to - 1].end))
        if kind != "equal" and b_to > b_from:
            differs_b.append((theirs[b_from].start, theirs[b_to - 1].end))
    return _pieces(a, differs_a), _pieces(b, differs_b)


def _pieces(text: str, differs: Sequence[Span]) -> tuple[Piece, ...]:
    out, at = list[Piece](), 0
    for start, end in differs:
        out += [Piece(text[at:start], False)] * (start > at)
        out.append(Piece(text[start:end], True))
        at = end
    return (*out, *[Piece(text[at:], False)] * (at < len(text)))


def cut_to(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """Pieces up to a number of characters, with an ellipsis where something was left out."""
    out: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > width:
            return [*out, Piece(shortened(piece.text, max(1, width)), piece.differs)]
        out.append(piece)
        width -= len(piece.text)
    return out


def pair_json(pair: Pair) -> dict[str, Any]:
    """Two articles and what they share, with the words."""
    return {
        "a": {"article": pair.a.id, "outlet": pair.a.outlet, "shared": round(pair.shared[0], 4)},
        "b": {"article": pair.b.id, "outlet": pair.b.outlet, "shared": round(pair.shared[1], 4)},
        "first": pair.first,
        "passages": [passage_json(pair, p) for p in pair.passages],
    }


def passage_json(pair: Pair, p: Reuse) -> dict[str, Any]:
    """A passage as in the interchange format, with the characters on both sides."""
    return reuse_json(p) | {"a_words": pair.a.text[slice(*p.a.span)], "b_words": pair.b.text[slice(*p.b.span)]}
