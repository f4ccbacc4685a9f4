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
from onrecord.rows import Span

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
    cues = [p for p in pieces if p.kind == "cue"]
    between = Between(text, pieces)
    claimed: dict[Piece, list[Piece]] = {}
    alone: list[Piece] = []
    for piece in pieces:
        if piece.kind == "content":
            cue = _best(between, piece, cues)
            if cue is None:
                alone.append(piece)
            else:
                claimed.setdefault(cue, []).append(piece)
    sources = [p for p in pieces if p.kind == "source"]
    found = [Attribution(tuple(c), cue, _best(between, cue, sources)) for cue, c in claimed.items()]
    free = set(sources) - {a.source for a in found}
    found += [Attribution((c,), None, _beside(between, c, free)) for c in alone]
    return sorted(found, key=lambda a: a.content[0].start)


def _best(between: Between, piece: Piece, others: list[Piece]) -> Piece | None:
    """The likeliest of the nearest others, if it is likelier than not."""
    weights = _weights()["content" if piece.kind == "content" else "source"]
    scored = [
        (
            sum(weights.get(name, 0.0) for name in between.features(piece, other)),
            -abs(other.start - piece.start),
            other,
        )
        for other in nearest(piece, others)
    ]
    if not scored:
        return None
    score, _, other = max(scored, key=lambda s: s[:2])
    return other if score > 0 else None


def _beside(between: Between, content: Piece, free: set[Piece | None]) -> Piece | None:
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

    def features(self, piece: Piece, other: Piece) -> list[str]:
        """Names of the features that hold of a pair: a content or cue, and the cue or source it may belong to."""
        first, second = (piece, other) if piece.start < other.start else (other, piece)
        order = "after" if other.start > piece.start else "before"
        gap = self.text[first.end : second.start]
        inner = self.pieces[bisect_left(self.starts, first.end) : bisect_left(self.starts, second.start)]
        counts = {k: min(2, sum(p.kind == k for p in inner)) for k in ("source", "cue", "content")}
        ends = min(2, len(_END.findall(gap)) + ("\n" in gap))
        words = min(6, int(math.log2(1 + len(_WORD.findall(gap)))))
        names = [
            "bias",
            f"order={order}",
            f"{order} words={words}",
            f"{order} cues={counts['cue']}",
            f"{order} sources={counts['source']}",
            f"{order} contents={counts['content']}",
            f"{order} shape={counts['source']}{counts['cue']}{counts['content']} ends={ends}",
            f"{order} ends={ends}",
            f"{order} paragraph={min(2, gap.count(chr(10)))}",
            f"{order} tail={self._tail(first)} ends={ends}",
            f"{order} next={self._next(piece)}",
            f"{order} previous={self._previous(piece)}",
        ]
        cue = other if other.kind == "cue" else piece
        words_of_cue = self.text[cue.start : cue.end].lower()
        names.append(f"{order} cue={words_of_cue}")
        if any(q in self.text[max(0, piece.start - 1) : piece.start + 1] for q in _QUOTES):
            names.append(f"{order} quoted")
        return names

    def _tail(self, piece: Piece) -> str:
        """How the earlier piece ends: with a stop, a comma, a mark, or in the middle of a sentence."""
        near = self.text[max(piece.start, piece.end - 2) : piece.end + 2].strip()
        stop = "." if re.search(r"[.!?]", near) else "," if "," in near else "-"
        return stop + ("q" if any(q in near for q in _QUOTES) else "")

    def _next(self, piece: Piece) -> str:
        """The kind of the piece that follows, and whether it is in the same sentence."""
        at = bisect_left(self.starts, piece.end)
        return self._neighbour(piece.end, self.pieces[at].start, self.pieces[at]) if at < len(self.pieces) else "none"

    def _previous(self, piece: Piece) -> str:
        at = bisect_left(self.starts, piece.start) - 1
        return self._neighbour(self.pieces[at].end, piece.start, self.pieces[at]) if at >= 0 else "none"

    def _neighbour(self, start: int, end: int, other: Piece) -> str:
        gap = self.text[start:end]
        return other.kind + ("" if _END.search(gap) is None and "\n" not in gap else " beyond")


def spans_of(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    """The pieces' spans."""
    return tuple((p.start, p.end) for p in pieces)
