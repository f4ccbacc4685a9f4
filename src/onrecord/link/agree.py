"""Which statements of one event say the same: a small model over what two statements have in common.

Only statements of different articles that tell of one event are compared, and of these only pairs that share words
which not every report of the event has. Probability by gradient-boosted trees over named features
(`training/agreement.py`; Friedman 2001), then VETOES: rules that turn away what only looks alike.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.link.rarity import rarity
from onrecord.link.told import Told

FEATURES = (
    "like", "like_here", "rare", "rare_here", "rarest_here", "shared", "numbers", "names", "counts_differ",
    "numbers_apart", "cover_less", "cover_more", "negated", "speaker", "narrators", "shorter", "longer",
)  # fmt: skip
"""What the model sees of two statements: the cosine of their words by rarity in the news, and by rarity in this event;
the shared words' rarity together, in the news and here; that of the rarest here; how many words are shared, of them
numbers and names; how many things both count otherwise; how many numbers only one has; the share of each one's rarity
that is shared, the lesser and the greater; whether one alone is negated; whether one speaker says both; whether both
are the reporters' own; how many words they have."""

LOOKED_AT = 0.1
"""Least rarity here of the shared words together. On the gold stories it leaves a tenth of all pairs, and all but 4 %
of those that the model takes."""

AGREED = 0.28
"""Least probability that two statements say the same. Over the five gold stories, each scored by the model of the
other four: half of the pairs that agree, and 5 in 100 of those that only look alike, before the vetoes."""

NEGATIONS = frozenset("not no never without none nobody didn't don't isn't wasn't denied denies".split())
COUNTED = 0.05
"""Least rarity here of a word that all reports have."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Node:
    """A statement as the model sees it."""

    told: Told
    rare: dict[str, float]
    here: dict[str, float]

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(s for s in self.told.stems if s[0].isdigit())

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(w.stem for w in self.told.words if w.capital) - self.numbers

    @cached_property
    def counts(self) -> dict[str, str]:
        """What stands behind each number, with the number."""
        stems = self.told.stems
        pairs = zip(stems, stems[1:], strict=False)
        return {after: number for number, after in pairs if number[0].isdigit() and not after[0].isdigit()}

    @cached_property
    def negated(self) -> bool:
        return not NEGATIONS.isdisjoint(self.told.keys)

    @cached_property
    def sizes(self) -> tuple[float, float, float]:
        """The lengths of its two vectors, and its rarity together."""
        return (
            math.sqrt(sum(x * x for x in self.rare.values())) + 1e-9,
            math.sqrt(sum(x * x for x in self.here.values())) + 1e-9,
            sum(self.rare.values()) + 1e-9,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two statements, by their places in the list, that say the same, how surely, and which rare words both have."""

    a: int
    b: int
    score: float
    shared: tuple[str, ...]


def agreements(statements: Sequence[Told], articles: Sequence[set[str]] | None = None) -> list[Agreement]:
    """The pairs of statements of one event that say the same. `articles` are those that have each in the same words,
    where there are more than its own."""
    articles = articles or [{s.article.id} for s in statements]
    nodes = prepared(statements, articles)
    pairs = compared(nodes, articles)
    if not pairs:
        return []
    scores = probabilities(np.array([features(nodes[i], nodes[j]) for i, j in pairs]))
    found = []
    for (i, j), score in zip(pairs, scores, strict=True):
        if score >= AGREED and not any(veto(nodes[i], nodes[j]) for veto in VETOES):
            shared = sorted(nodes[i].here.keys() & nodes[j].here.keys(), key=lambda w: (-nodes[i].here[w], w))
            found.append(Agreement(i, j, float(score), tuple(shared[:6])))
    return found


def prepared(statements: Sequence[Told], articles: Sequence[set[str]]) -> list[Node]:
    """Statements with their words weighed: by rarity in the news, and by how few articles of the event have them."""
    having: dict[str, set[str]] = defaultdict(set)
    for s, theirs in zip(statements, articles, strict=True):
        for stem in s.stems:
            having[stem] |= theirs
    n = len(set().union(*articles))
    most = math.log((n + 1) / 1.5)
    here = {w: max(COUNTED, math.log((n + 1) / (len(a) + 0.5)) / most) for w, a in having.items()}
    nodes = []
    for s in statements:
        rare = {stem: rarity(w.key) for w, stem in zip(s.words, s.stems, strict=True)}
        nodes.append(Node(s, rare, {stem: r * here[stem] for stem, r in rare.items()}))
    return nodes


def compared(nodes: Sequence[Node], articles: Sequence[set[str]]) -> list[tuple[int, int]]:
    """Pairs of statements of different articles that share enough to be looked at."""
    columns: dict[str, int] = {}
    rows, cols, values = [], [], []
    for i, node in enumerate(nodes):
        for word, x in node.here.items():
            rows.append(i)
            cols.append(columns.setdefault(word, len(columns)))
            values.append(x)
    has = np.zeros((len(nodes), len(columns)), dtype=np.float32)
    has[rows, cols] = 1.0
    weights = np.zeros_like(has)
    weights[rows, cols] = values
    pairs = zip(*np.nonzero(np.triu(weights @ has.T >= LOOKED_AT, 1)), strict=True)
    return [(int(i), int(j)) for i, j in pairs if len(articles[i] | articles[j]) > 1]


def features(a: Node, b: Node) -> list[float]:
    """FEATURES of two statements, in their order."""
    both = a.rare.keys() & b.rare.keys()
    rare = sum(a.rare[w] for w in both)
    here = [a.here[w] for w in both]
    covers = rare / a.sizes[2], rare / b.sizes[2]
    lengths = len(a.told.words), len(b.told.words)
    return [
        sum(a.rare[w] * b.rare[w] for w in both) / (a.sizes[0] * b.sizes[0]),
        sum(a.here[w] * b.here[w] for w in both) / (a.sizes[1] * b.sizes[1]),
        rare,
        sum(here),
        max(here, default=0.0),
        len(both),
        len(a.numbers & b.numbers),
        len(a.names & b.names),
        sum(b.counts.get(thing, number) != number for thing, number in a.counts.items()),
        len(a.numbers ^ b.numbers),
        min(covers),
        max(covers),
        a.negated != b.negated,
        a.told.statement.speaker is not None and a.told.statement.speaker == b.told.statement.speaker,
        a.told.statement.voice == b.told.statement.voice == "narrator",
        min(lengths),
        max(lengths),
    ]


def probabilities(values: Matrix) -> Matrix:
    """What the trees say of rows of features, [n, features] to [n]."""
    start, trees = _model()
    total = np.full(len(values), start)
    for feature, threshold, left, right, leaf in trees:
        at = np.zeros(len(values), dtype=np.int64)
        while True:
            inner = left[at] >= 0
            if not inner.any():
                break
            goes = values[np.arange(len(values)), feature[at]] <= threshold[at]
            at = np.where(inner, np.where(goes, left[at], right[at]), at)
        total += leaf[at]
    probability: Matrix = 1 / (1 + np.exp(-total))
    return probability


@cache
def _model() -> tuple[float, list[tuple[NDArray[np.int64], Matrix, NDArray[np.int64], NDArray[np.int64], Matrix]]]:
    held = json.loads((files("onrecord.link") / "models" / "agreement.json").read_text(encoding="utf-8"))
    if tuple(held["features"]) != FEATURES:
        raise ValueError("agreement.json was learned from other features; run training/agreement.py again")
    trees = [
        (
            np.array(t["feature"]),
            np.array(t["threshold"]),
            np.array(t["left"]),
            np.array(t["right"]),
            np.array(t["leaf"]),
        )
        for t in held["trees"]
    ]
    return held["start"], trees


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATE = re.compile(
    rf"\b({'|'.join(_MONTHS)})[a-z]*\.?(?:\s(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s((?:19|20)\d\d))?\b", re.IGNORECASE
)


def _dates(node: Node) -> set[tuple[str, str, str]]:
    text = node.told.article.text
    said = " ".join(text[slice(*span)] for span in node.told.statement.content)
    return {(m[1].lower(), m[2] or "", m[3] or "") for m in _DATE.finditer(said) if m[2] or m[3]}


def other_dates(a: Node, b: Node) -> bool:
    """Each names a date, by its month with a day or a year, and no date of the one fits one of the other: *in December
    2012* and *on April 13, 2012* are two occasions, however alike the words."""
    mine, theirs = _dates(a), _dates(b)
    if not mine or not theirs:
        return False
    return not any(
        x[0] == y[0] and ("" in (x[1], y[1]) or x[1] == y[1]) and ("" in (x[2], y[2]) or x[2] == y[2])
        for x in mine
        for y in theirs
    )


def counted_otherwise(a: Node, b: Node) -> bool:
    """Both count the same thing, and every thing that both count comes to another number: at best they differ."""
    both = a.counts.keys() & b.counts.keys()
    return bool(both) and not a.numbers & b.numbers and all(a.counts[x] != b.counts[x] for x in both)


VETOES: tuple[Callable[[Node, Node], bool], ...] = (other_dates, counted_otherwise)
"""Where one is true, nothing shows that two statements say the same."""
