"""Which statements of one event say the same: a small model over what two statements have in common, then rules that
turn away what only looks alike.

The probability is that of gradient-boosted trees over named features (`training/agreement.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from onrecord.link.compare import FEATURES, compared, event, features
from onrecord.link.groups import dense
from onrecord.link.rarity import rarity
from onrecord.link.told import Told
from onrecord.link.trees import Trees, load, probabilities
from onrecord.link.vetoes import vetoed

AGREED = 0.21
"""Least probability that two statements say the same, to link them. Over the five gold stories: .61 of the pairs that
agree, 3 of the 97 that only look alike; with .25, .59 and 3. Links carry their score."""

CLAIMED = 0.5
"""The same for making a claim of them, which a reader takes at its word: of 630 pairs of other stories, drawn where an
earlier model was unsure, 65 in 100 with .25 were right, 81 with .5."""

SURE = 0.6
"""The same for taking two statements as one answer from two origins that are shown to differ: a wrong "separate" costs
a reader more than a missing one."""

LARGE = 100
"""Wordings of one answer up to which all pairs are linked."""

BLOCK = 2000
"""Statements in different words that are compared with one another. Of a larger event, those that follow one another in
time are, in blocks that overlap by half: what it costs grows with the event, not with its square."""

SHOWN_WORDS = 6
"""Shared words that a link names."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two statements, by their places in the list, that say the same: how surely, which rare words both have, and
    whether they were linked only because most of those that say the same as the one do as the other."""

    a: int
    b: int
    score: float
    shared: tuple[str, ...]
    through_others: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was found among the statements of an event: pairs, and the groups that they make up."""

    pairs: list[Agreement]
    groups: list[list[int]]
    sure: frozenset[tuple[int, int]]


def agreed(told: Sequence[Told], articles: Sequence[set[str]]) -> Agreed:
    """Which statements of one event say the same. `articles` are those that have each in the same words."""
    said = {(i, j): score for i, j, score in likely(told, articles) if not vetoed(told[i], told[j])}
    groups = dense(len(told), ((score, i, j) for (i, j), score in said.items() if score >= CLAIMED))
    found = [Agreement(i, j, score, _shared(told[i], told[j])) for (i, j), score in said.items()]
    for i, j in _within_groups(groups, articles):
        if (i, j) not in said and not vetoed(told[i], told[j]):
            found.append(Agreement(i, j, AGREED, _shared(told[i], told[j]), through_others=True))
    return Agreed(found, groups, frozenset(pair for pair, score in said.items() if score >= SURE))


def likely(told: Sequence[Told], articles: Sequence[set[str]]) -> Iterator[tuple[int, int, float]]:
    """The pairs that probably say the same, with the probability."""
    for at in range(0, max(1, len(told) - BLOCK // 2), BLOCK // 2):
        e = event(told[at : at + BLOCK], articles[at : at + BLOCK])
        pairs = compared(e)
        if len(pairs):
            said = probabilities(model(), features(e, pairs))
            for k in np.flatnonzero(said >= AGREED):
                yield at + int(pairs[k, 0]), at + int(pairs[k, 1]), float(said[k])


def model() -> Trees:
    """The trees, which must have been learned from the features as they are."""
    trees = load("agreement.json")
    if trees.features != FEATURES:
        raise ValueError("agreement.json was learned from other features; run training/agreement.py again")
    return trees


def _within_groups(groups: Sequence[Sequence[int]], articles: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    """The pairs of each group, of statements that two articles have; of a very large group those of its first."""
    for group in groups:
        for i, j in combinations(group[:LARGE], 2):
            if len(articles[i] | articles[j]) > 1:
                yield i, j


def _shared(a: Told, b: Told) -> tuple[str, ...]:
    """The rarest words that both have, without their endings."""
    theirs = set(b.stems)
    both = {stem: rarity(w.key) for w, stem in zip(a.words, a.stems, strict=True) if stem in theirs}
    return tuple(sorted(both, key=lambda stem: (-both[stem], stem))[:SHOWN_WORDS])
