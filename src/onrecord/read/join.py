"""Marked pieces to attributions: each content piece finds its cue, each cue its source.

Every attribution turns on its cue. A piece and the cues around it are compared by plain features of the words
between them, weighed by a logistic model fitted on PolNeAR (`training/joining.py`); the weights lie in `join.json`.
A piece that no cue claims stands alone; a source may serve several cues ("He said … and added …").
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.read.files import model_file
from onrecord.text.sentences import is_cross_head

Kind = Literal["source", "cue", "content"]

NEAR = 3
"""How many cues on each side of a piece are looked at: in PolNeAR train 99.99 % have theirs among them."""

FAR = 2_000
"""Characters between a piece and its cue at most: in PolNeAR train four of 41,638 are further; without a bound a page
of quotations with one cue would cost the square of its length."""

BESIDE = 40
"""Characters between a content without a cue and the source put beside it ("Vale: we stay", "— Tam Orrel, a baker")."""

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s")
_WORD = re.compile(r"\w+")
_QUOTES = "\"“”„«»‘’'`"


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked stretch of text, and how sure the model is of it."""

    kind: Kind
    start: int
    end: int
    p: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content in its pieces, with its cue and source where there are any."""

    content: tuple[Piece, ...]
    cue: Piece | None
    source: Piece | None


def join(text: str, pieces: list[Piece]) -> list[Attribution]:
    """The attributions that the pieces (in text order) make up. Every content piece is in exactly one."""
    pieces = bridged(text, pieces)
    cues = [p for p in pieces if p.kind == "cue"]
    between = Between(text, pieces)
    claimed: dict[Piece, list[Piece]] = {}
    alone: list[Piece] = []
    for piece in pieces:
        if piece.kind == "content":
            cue = None if is_cross_head(text, (piece.start, piece.end)) else _best(between, piece, cues)
            if cue is None:
                alone.append(piece)
            else:
                claimed.setdefault(cue, []).append(piece)
    sources = [p for p in pieces if p.kind == "source"]
    found = [Attribution(tuple(c), cue, _best(between, cue, sources)) for cue, c in claimed.items()]
    used = {a.source for a in found}
    free = {s for s in sources if s not in used}
    for c in alone:
        head = is_cross_head(text, (c.start, c.end))
        found.append(Attribution((c,), None, None if head else _beside(between, c, free)))
    return sorted(found, key=lambda a: a.content[0].start)


_GOES_ON = re.compile(r"(?:has|have|had|is|are|was|were|will|would|can|could)\b")


def bridged(text: str, pieces: list[Piece]) -> list[Piece]:
    """A content that the model breaks off at an apposition, taking the name set beside its subject for a source, is
    one: "Lark said the firm it hired, Orrel & Sons, has ended its search"."""
    out: list[Piece] = []
    for p in pieces:
        out.append(p)
        cue, first, name, verb, rest = out[-5:] if len(out) >= 5 else [None] * 5
        if cue is None or first is None or name is None or verb is None or rest is None:
            continue
        kinds = [x.kind for x in (cue, first, name, verb, rest)]
        beside = text[first.end : name.start].strip() == "," and text[name.start : verb.start].rstrip().endswith(",")
        joined = text[cue.end : first.start].isspace() and text[verb.end : rest.start].isspace()
        goes_on = _GOES_ON.match(text, verb.start) is not None and text[name.start].isupper()
        if kinds == ["cue", "content", "source", "cue", "content"] and beside and joined and goes_on:
            out[-4:] = [Piece("content", first.start, rest.end, min(first.p, rest.p))]
    return out


def _best(between: Between, piece: Piece, others: list[Piece]) -> Piece | None:
    """The likeliest of the nearest others, if it is likelier than not."""
    weights = _weights()["content" if piece.kind == "content" else "source"]
    scored = [
        (between.score(piece, other, weights), -abs(other.start - piece.start), other)
        for other in nearest(piece, others)
    ]
    if not scored:
        return None
    score, _, other = max(scored, key=lambda s: s[:2])
    return other if score > 0 else None


def _beside(between: Between, content: Piece, free: set[Piece]) -> Piece | None:
    """The source of a content that has no cue: the marked piece next to it, if no cue claims that and it is close."""
    at = bisect_left(between.starts, content.start)
    for other in between.pieces[max(0, at - 1) : at + 2]:
        if other in free and max(other.start - content.end, content.start - other.end) <= BESIDE:
            return other
    return None


def nearest(piece: Piece, others: list[Piece]) -> list[Piece]:
    """The NEAR others before the piece and the NEAR after it, none further away than FAR."""
    at = bisect_left(others, piece.start, key=lambda o: o.start)
    near = others[max(0, at - NEAR) : at + NEAR]
    return [o for o in near if max(o.start - piece.end, piece.start - o.end) <= FAR]


@cache
def _weights() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(model_file("join.json"))
    return loaded


class Between:
    """What lies between two pieces of one text, as named features."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.starts = [p.start for p in pieces]
        self._around: dict[Piece, tuple[str, str]] = {}
        self._own: dict[tuple[Piece, str], float] = {}
        self._tails: dict[Piece, str] = {}
        self._ends = [m.start() for m in _END.finditer(text)]
        self._words = [m.start() for m in _WORD.finditer(text)]

    def score(self, piece: Piece, other: Piece, weights: dict[str, float]) -> float:
        """The sum of the weights of a pair's features; what only one of the two shows is summed once."""
        order = _order(piece, other)
        if (piece, order) not in self._own:
            self._own[piece, order] = sum(weights.get(name, 0.0) for name in self._of_piece(piece, order))
        return self._own[piece, order] + sum(weights.get(name, 0.0) for name in self._of_pair(piece, other, order))

    def features(self, piece: Piece, other: Piece) -> list[str]:
        """Names of the features that hold of a pair: a content or cue, and the cue or source it may belong to."""
        order = _order(piece, other)
        return [*self._of_piece(piece, order), *self._of_pair(piece, other, order)]

    def _of_piece(self, piece: Piece, order: str) -> list[str]:
        around_next, around_previous = self._neighbours(piece)
        names = ["bias", f"order={order}", f"{order} next={around_next}", f"{order} previous={around_previous}"]
        if any(c in _QUOTES for c in self.text[max(0, piece.start - 1) : piece.start + 1]):
            names.append(f"{order} quoted")
        return names

    def _of_pair(self, piece: Piece, other: Piece, order: str) -> list[str]:
        first, second = (piece, other) if order == "after" else (other, piece)
        lines = self.text.count("\n", first.end, max(first.end, second.start))
        sources, cues, contents = self._counts(first.end, second.start)
        ends = min(2, _within(self._ends, first.end, second.start) + (lines > 0))
        words = min(6, int(math.log2(1 + _within(self._words, first.end, second.start))))
        cue = other if other.kind == "cue" else piece
        return [
            f"{order} words={words}",
            f"{order} cues={cues}",
            f"{order} sources={sources}",
            f"{order} contents={contents}",
            f"{order} shape={sources}{cues}{contents} ends={ends}",
            f"{order} ends={ends}",
            f"{order} paragraph={min(2, lines)}",
            f"{order} tail={self._tail(first)} ends={ends}",
            f"{order} cue={self.text[cue.start : cue.end].lower()}",
        ]

    def _counts(self, start: int, end: int) -> tuple[int, int, int]:
        """How many sources, cues and contents begin in a stretch: none, one, or more (2)."""
        kinds = [p.kind for p in self.pieces[bisect_left(self.starts, start) : bisect_left(self.starts, end)]]
        return min(2, kinds.count("source")), min(2, kinds.count("cue")), min(2, kinds.count("content"))

    def _tail(self, piece: Piece) -> str:
        """How the earlier piece ends: with a stop, a comma, a mark, or in the middle of a sentence."""
        if piece not in self._tails:
            near = self.text[max(piece.start, piece.end - 2) : piece.end + 2].strip()
            stop = "." if any(c in ".!?" for c in near) else "," if "," in near else "-"
            self._tails[piece] = stop + ("q" if any(c in _QUOTES for c in near) else "")
        return self._tails[piece]

    def _neighbours(self, piece: Piece) -> tuple[str, str]:
        """The kinds of the pieces after and before a piece, and whether they are in its sentence."""
        if piece not in self._around:
            after = bisect_left(self.starts, piece.end)
            before = bisect_left(self.starts, piece.start) - 1
            self._around[piece] = (
                self._kind(piece.end, self.starts[after], after) if after < len(self.pieces) else "none",
                self._kind(self.pieces[before].end, piece.start, before) if before >= 0 else "none",
            )
        return self._around[piece]

    def _kind(self, start: int, end: int, at: int) -> str:
        """The kind of the piece at a place in the list, across the stretch from start to end."""
        gap = self.text[start:end]
        return self.pieces[at].kind + ("" if "\n" not in gap and _END.search(gap) is None else " beyond")


def _order(piece: Piece, other: Piece) -> str:
    return "after" if other.start > piece.start else "before"


def _within(places: list[int], start: int, end: int) -> int:
    """How many of the places lie in a stretch."""
    return bisect_left(places, end) - bisect_left(places, start)
