"""Label scores to mentions: names of persons, organisations and places, and the other words that stand for one.

The model marks two layers: names alone ("Sadat"), and whole mentions up to their head word ("the Balkh police chief",
"he", "police chief Sadat"). Both are given on; which mentions stand for the same is decided when they are resolved,
by named features and by how well the model's vectors of two mentions fit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.read.model import Scored
from onrecord.read.worded import as_worded
from onrecord.rows import EntityKind, Mention, MentionForm, Span
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS

KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")
TAGS = 1 + 2 * len(KINDS)
"""Outside, then for each kind its first word piece and its others."""

DEPTH = 32
"""Numbers in each of a mention's two vectors: as one that refers back, and as one that is referred to."""

LAST = 3
"""Word pieces of a mention, counted from its end, whose vectors are averaged: its head."""

NEAR = 4
"""Mentions that begin before a source among which one may hold it."""

GAP = 2
"""Word pieces that may be left out within a run."""

ATTRIBUTION = 7
_NAMES, _MENTIONS, _ANAPHOR = ATTRIBUTION, ATTRIBUTION + TAGS, ATTRIBUTION + 2 * TAGS

Affinity = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marked:
    """Mentions in text order, an outer one first, and `affinity` float32 [n, n + 1].

    Row i, column j says how well the model's vectors of i and an earlier j fit; the last column, how new i looks.
    """

    mentions: tuple[Mention, ...]
    affinity: Affinity


def marked(scored: Scored, sources: Sequence[Span] = ()) -> Marked:
    """The mentions of a text. `sources` (of its statements) are mentions too, whether the model marked them or not."""
    if not len(scored.tokens):
        return Marked((), np.zeros((0, 1), dtype=np.float32))
    names = {span: Mention(span, "name", kind) for span, kind in _spans(scored, _NAMES)}
    others = {
        span: Mention(span, _form(scored.text, span), kind)
        for span, kind in _spans(scored, _MENTIONS)
        if span not in names
    }
    found = names | others
    heads = {head_of(scored.text, source) for source in sources}
    marks = sorted(found)
    ends = {b for _, b in marks}
    for head in heads:
        before = marks[: bisect_right(marks, (head[0], len(scored.text)))]
        stop = head[1] - scored.text[slice(*head)].endswith(".")
        if ends.isdisjoint({head[1], stop}) and not any(stop <= b for _, b in before[-NEAR:]):
            found[head] = Mention(head, _form(scored.text, head), "unknown")
    ordered = tuple(as_worded(scored.text, found.values(), heads))
    return Marked(ordered, _affinity(scored, ordered))


def _form(text: str, span: Span) -> MentionForm:
    return "pronoun" if text[slice(*span)].casefold() in PRONOUNS else "description"


def _spans(scored: Scored, at: int) -> Iterator[tuple[Span, EntityKind]]:
    """The runs that one layer marks, in whole words; the kind is the likeliest over the run."""
    scores = scored.scores[:, at : at + TAGS]
    tags = scores.argmax(1)
    by_kind = np.maximum(scores[:, 1::2], scores[:, 2::2])
    starts, ends = scored.tokens.starts, scored.tokens.ends
    for i, j in _runs(tags):
        span = _whole_words(scored.text, int(starts[i]), int(ends[j - 1]))
        if span[0] < span[1]:
            kind = by_kind[i] if j == i + 1 else by_kind[i:j].sum(0)
            yield span, KINDS[int(kind.argmax())]


def _runs(tags: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Runs of pieces that are not outside. A first-piece tag begins a new one; one or two pieces outside end none, if a
    tag that can only continue comes after them ("Centre for Flood Control")."""
    listed: list[int] = tags.tolist()
    done = 0
    for i in np.flatnonzero(tags).tolist():
        if i < done:
            continue
        j = i + 1
        while j < len(listed) and (more := _goes_on(listed, j)):
            j += more
        yield i, j
        done = j


def _goes_on(tags: list[int], j: int) -> int:
    """How many pieces from j on belong to the run before: 0 where it ends."""
    if tags[j] > 0:
        return int(tags[j] % 2 == 0)
    for gap in range(1, GAP + 1):
        if j + gap < len(tags) and tags[j + gap] > 0:
            return gap + 1 if tags[j + gap] % 2 == 0 else 0
    return 0


def _whole_words(text: str, start: int, end: int) -> Span:
    """Widened to the words it cuts ("hye" to "Geun-hye"), narrowed by a possessive ending and by marks at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
        start = _word_start(text, start)
    while (more := _JOINED.match(text, end)) is not None:
        end = more.end()
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    while start < end and not (text[start].isalnum() or text[start] in "(@#"):
        start += 1
    if start > 0 and text[start - 1] in "'’" and text[start : start + 2] == "s ":
        start += 2
    return start, end


_HYPHENS = "-‐‑"


_JOINED = re.compile(
    r"[-‐‑](?!(?:based|led|born|backed|wide|style|controlled|area|run|year|held|owned|bound|trained|made|era|like|flagged"
    r"|occupied|affiliated|linked|funded|registered|educated|allied|dominated|language|speaking)\b)\w+|(?:\.(?:com?|net|org|au|uk))+\b"
)
"""What goes on with a name behind its last word: "-gyun" of "Sang-gyun", ".com.au"."""


def _word_start(text: str, at: int) -> int:
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] in _HYPHENS):
        at -= 1
    return at


def _affinity(scored: Scored, mentions: tuple[Mention, ...]) -> Affinity:
    n = len(mentions)
    out = np.zeros((n, n + 1), dtype=np.float32)
    if not n:
        return out
    vectors = scored.scores[:, _ANAPHOR:]
    starts, ends = scored.tokens.starts, scored.tokens.ends
    first = np.searchsorted(ends, [m.span[0] for m in mentions], side="right")
    last = np.searchsorted(starts, [m.span[1] for m in mentions], side="left")
    last = np.minimum(np.maximum(last, first + 1), len(vectors))
    first = np.minimum(np.maximum(first, last - LAST), last - 1)
    sums = np.concatenate([np.zeros((1, vectors.shape[1]), dtype=np.float32), np.cumsum(vectors, axis=0)])
    means = (sums[last] - sums[first]) / (last - first)[:, None]
    back, front = means[:, :DEPTH], means[:, DEPTH : 2 * DEPTH]
    out[:, :n] = np.tril(np.einsum("ik,jk->ij", back, front) / DEPTH**0.5, -1)
    out[:, n] = means[:, -1]
    return out
