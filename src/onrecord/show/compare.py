"""Two articles side by side: rows in which what both share or say of one thing faces each other, in the order of the
first. Spans, not words: every character of both texts is in one row and no other.

A sentence is the least that is set in a row, with the white space behind it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.link.order import first
from onrecord.link.origins import COPIED_WORDS
from onrecord.rows import Article, Link, Reuse, Side, Span
from onrecord.show.relating import is_shown, relating
from onrecord.show.reuse import reuse_between
from onrecord.store import Record
from onrecord.store.among import links_among
from onrecord.store.shared import Sharing
from onrecord.text.sentences import sentences
from onrecord.text.spans import merged
from onrecord.text.words import words

Kind = Literal["shared", "denied", "otherwise", "more_exactly", "less_exactly", "same"]

KINDS: tuple[Kind, ...] = ("denied", "otherwise", "more_exactly", "less_exactly", "shared", "same")
"""The kinds of a row, what a reader must see first. `more_exactly` says that the second article is the more exact."""

FACING: tuple[Kind, ...] = ("shared", "denied", "otherwise", "more_exactly", "less_exactly", "same")
"""The order in which rows are made: words that stand in both show best what faces what."""

MOSTLY = 0.5
"""Share of a sentence that a passage covers for the sentence to be shared with it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins a place of the one article and a place of the other: a passage that both have (`why` is the kind of
    reuse), or a link of two statements (their ids, and why they are linked)."""

    kind: Kind
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    a_statement: str | None = None
    b_statement: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What faces each other: spans of both texts, each in text order; one side is empty where nothing faces it. `kinds`
    are those of the ties between the two sides, in the order of KINDS. `ties` are all with an end in the row, those
    too whose other end stands in another row. `own` says which article alone has it; `None` where any tie has an end
    there."""

    a: tuple[Span, ...]
    b: tuple[Span, ...]
    kinds: tuple[Kind, ...]
    ties: tuple[Tie, ...]
    own: Side | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles by their ids, their rows in the order of the first, and which was first, where that is shown."""

    a: str
    b: str
    rows: tuple[Row, ...]
    first: Side | None


def compare(record: Record, a: str, b: str) -> Compared | None:
    """Two articles side by side; `None` where the record lacks one, or they are one."""
    one, other = record.article(a), record.article(b)
    if one is None or other is None or a == b:
        return None
    ties = [*_links(record, one, other), *_passages(record, one, other)]
    return Compared(a, b, tuple(rows(one.text, other.text, ties)), first(one, other))


def _passages(record: Record, a: Article, b: Article) -> Iterator[Tie]:
    for r in reuse_between(Sharing(record), a, b):
        turned = r if r.a.article == a.id else Reuse(r.b, r.a, r.kind)
        yield Tie("shared", (turned.a.span,), (turned.b.span,), why=r.kind)


def _links(record: Record, a: Article, b: Article) -> Iterator[Tie]:
    """The links between two articles, the surest first."""
    said = {s.id: s for x in (a, b) for s in record.statements(x.id)}
    where = {s.id: s.article for s in said.values()}
    found = [x for x in links_among(record, said) if is_shown(x) and where[x.a] != where[x.b]]
    refined = any(x.relation == "refine" for x in found)
    figures = {(x.id, f.span): f for x in (a, b) for f in record.figures(x.id)} if refined else {}
    for x in sorted(found, key=lambda x: (-x.score, x.a, x.b, x.relation, x.about)):
        mine, theirs = (x.a, x.b) if where[x.a] == a.id else (x.b, x.a)
        kind = relating(x, mine, where, figures)
        if kind is None or kind == "copied":
            continue
        spans = _spans(x, mine) or said[mine].content, _spans(x, theirs) or said[theirs].content
        yield Tie(kind, *spans, mine, theirs, x.why)


def _spans(x: Link, statement: str) -> tuple[Span, ...]:
    return x.a_spans if statement == x.a else x.b_spans


# Rows


def rows(a: str, b: str, ties: Iterable[Tie]) -> list[Row]:
    """The rows of two texts that these ties join; of ties of one kind the first are the surest."""
    faced = _Faced(parts(a), parts(b))
    found = [(tie, faced.ends(tie)) for tie in sorted(ties, key=lambda t: _rank(t, a))]
    for tie, (mine, theirs) in found:
        faced.join(tie, mine, theirs)
    return faced.rows(found)


def parts(text: str) -> list[Span]:
    """The sentences of a text, each with what follows up to the next, so that they make up all of it."""
    starts = sorted({start for start, end in sentences(text) if start < end} - {0})
    edges = [0, *starts, len(text)] if text else []
    if len(starts) and not text[: starts[0]].strip():
        del edges[1]  # white space before the first sentence is of it
    return list(pairwise(edges))


def _rank(tie: Tie, a: str) -> tuple[int, int]:
    """The kinds in their order; long passages first, and those of a few words after all else."""
    if tie.kind != "shared":
        return FACING.index(tie.kind), 0
    size = len(words(a, tie.a[0]))
    return (0, -size) if size >= COPIED_WORDS else (len(FACING), -size)


Ends = tuple[list[int], list[int]]


Ties = tuple[dict[int, list[tuple[Tie, bool]]], dict[int, list[tuple[Tie, bool]]]]
"""The ties at each part of both texts, and whether they join what faces each other."""


class _Faced:
    """Which parts of two texts stand in which row, while rows are made. A part is in one row at most."""

    def __init__(self, a: Sequence[Span], b: Sequence[Span]) -> None:
        self.parts = a, b
        self.starts = [s for s, _ in a], [s for s, _ in b]
        self.row_of: tuple[dict[int, int], dict[int, int]] = {}, {}
        self.made = 0

    def ends(self, tie: Tie) -> Ends:
        """The parts in which both ends of a tie stand: of a passage those that it mostly covers, or the one that has
        most of it; of a statement the first."""
        if tie.kind == "shared":
            return self._covered(0, tie.a[0]), self._covered(1, tie.b[0])
        return [self._at(0, tie.a[0][0])], [self._at(1, tie.b[0][0])]

    def _at(self, side: int, place: int) -> int:
        return max(0, bisect_right(self.starts[side], place) - 1)

    def _covered(self, side: int, span: Span) -> list[int]:
        low, high = self._at(side, span[0]), self._at(side, max(span[0], span[1] - 1))
        shares = {n: self._share(side, n, span) for n in range(low, high + 1)}
        found = [n for n, (_, part) in shares.items() if part >= MOSTLY]
        return found or [max(shares, key=lambda n: shares[n])]

    def _share(self, side: int, n: int, span: Span) -> tuple[int, float]:
        start, end = self.parts[side][n]
        both = min(end, span[1]) - max(start, span[0])
        return both, both / (end - start)

    def join(self, tie: Tie, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """Sets the ends of a tie in one row, as far as they are free: in a new one, else in the row of the other end.
        That two say the same does not draw a sentence from afar into a row that stands."""
        free = [n for n in mine if n not in self.row_of[0]], [n for n in theirs if n not in self.row_of[1]]
        if free[0] and free[1]:
            self._put(self.made, free)
            self.made += 1
            return
        side = 0 if free[0] else 1
        held = {self.row_of[1 - side][n] for n in (mine, theirs)[1 - side]} if free[side] else set()
        if len(held) == 1 and (tie.kind != "same" or self._touches(side, free[side], *held)):
            self._put(held.pop(), (free[0], []) if side == 0 else ([], free[1]))

    def _touches(self, side: int, free: Sequence[int], row: int) -> bool:
        return any(self.row_of[side].get(n) == row for at in free for n in (at - 1, at + 1))

    def _put(self, row: int, found: Ends) -> None:
        for side in (0, 1):
            self.row_of[side].update(dict.fromkeys(found[side], row))

    def rows(self, ties: Sequence[tuple[Tie, Ends]]) -> list[Row]:
        """The rows, with what stands in one alone, in the order of the first text; what the second alone has follows
        what it follows there."""
        at: Ties = {}, {}
        for tie, ends in ties:
            where = [{self.row_of[side].get(n) for n in ends[side]} for side in (0, 1)]
            facing = bool((where[0] & where[1]) - {None})
            for side in (0, 1):
                for n in ends[side]:
                    at[side].setdefault(n, []).append((tie, facing))
        return [self._row(members, at) for members in _runs(self._ordered(), at)]

    def _ordered(self) -> list[Ends]:
        """The parts of each row, in the order of rows."""
        members: dict[int, Ends] = {}
        for side in (0, 1):
            for n, row in sorted(self.row_of[side].items()):
                members.setdefault(row, ([], []))[side].append(n)
        own = [[n for n in range(len(self.parts[side])) if n not in self.row_of[side]] for side in (0, 1)]
        keyed = [(m[0][0], 0, -1, m) for m in members.values()]
        keyed += [(n, 0, -1, ([n], [])) for n in own[0]]
        after = {n: m[0][0] for m in members.values() for n in m[1]}
        place = -1
        theirs = set(own[1])
        for n in range(len(self.parts[1])):
            if n in theirs:
                keyed.append((place, 1, n, ([], [n])))
            else:
                place = after[n]
        return [m for *_, m in sorted(keyed, key=lambda x: x[:3])]

    def _row(self, members: Ends, at: Ties) -> Row:
        met = [each for side in (0, 1) for n in members[side] for each in at[side].get(n, ())]
        ties = tuple(dict.fromkeys(tie for tie, _ in met))
        facing = {tie.kind for tie, faces in met if faces}
        kinds = tuple(kind for kind in KINDS if kind in facing)
        a, b = (tuple(merged(self.parts[side][n] for n in members[side])) for side in (0, 1))
        own: Side | None = None if ties else "a" if a else "b"
        return Row(a, b, kinds, ties, own)


def _runs(found: Sequence[Ends], at: Ties) -> Iterator[Ends]:
    """Rows of which one article alone has each, and which follow one another in it, as one."""
    last: Ends | None = None
    for members in found:
        side = _alone(members, at)
        if last is not None and side is not None and _alone(last, at) == side:
            if last[side][-1] + 1 != members[side][0]:
                yield last
                last = members
            else:
                last[side].extend(members[side])
            continue
        if last is not None:
            yield last
        last = members
    if last is not None:
        yield last


def _alone(members: Ends, at: Ties) -> int | None:
    """The side that alone has a row, without a tie."""
    for side in (0, 1):
        if members[side] and not members[1 - side] and not any(n in at[side] for n in members[side]):
            return side
    return None
