"""Which statements of one event say the same: a small model over what two statements have in common, then rules that
turn away what only looks alike.

The probability is that of gradient-boosted trees over named features (`training/agreement.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from onrecord.link.compare import FEATURES, compared, event, features
from onrecord.link.differ import (
    COUNTED,
    DENIED_ASKED,
    Difference,
    dated_pairs,
    difference,
    is_firm,
    meet,
    nobody_pairs,
    one_count,
)
from onrecord.link.difference import THROUGH
from onrecord.link.groups import dense, widened
from onrecord.link.numbers import gives
from onrecord.link.rarity import LITTLE, rarity
from onrecord.link.status_rules import same_status, status_pairs
from onrecord.link.told import Told, two_voices
from onrecord.link.trees import Trees, load, probabilities
from onrecord.link.vetoes import vetoed
from onrecord.rows import Span

AGREED = 0.13
"""Least probability that two statements say the same, to link them. Over the five gold stories, each scored by the
model of the others: .65 of the pairs that agree, 3 in 100 of those that only look alike. It is meant to miss little: of
1,900 pairs of other stories, drawn where a model was unsure and judged one by one, 43 in 100 of those linked were
right. Links carry their score, and what a reader is shown begins at CLAIMED."""

CLAIMED = 0.4
"""The same for making a claim of them, which a reader takes at its word: of those 1,900 pairs, 70 in 100 of those with
.4 or more were right, by models of other stories. On the gold stories .72 of the pairs that it puts together belong
together."""

SURE = 0.6
"""The same for taking two statements as one answer from two origins that are shown to differ: a wrong "separate" costs
a reader more than a missing one."""

ANSWERS = [FEATURES.index(name) for name in ("counts_differ", "numbers_apart", "negated", "figures_apart")]
"""What the model sees of answers that differ: without it, it says how likely two statements answer one question."""

SAME_FATE = 0.5
"""How likely it is taken to be that two statements answer one question which count those to whom the same happened."""

SAME_COUNT = 0.5
"""How likely it is taken to be that two statements say the same which give one number of those to whom the same
happened."""

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
    """What was found among the statements of an event: pairs that say the same, the groups that they make up, each
    statement in one, and these groups with those that say their answer beside another; the pairs that surely say the
    same; pairs that differ, with how likely it is that they answer one question; and pairs that answer one question
    with numbers."""

    pairs: list[Agreement]
    groups: list[list[int]]
    wide: list[list[int]]
    sure: frozenset[tuple[int, int]]
    differing: dict[tuple[int, int], tuple[Difference, float]]
    counting: list[tuple[int, int]]


def agreed(told: Sequence[Told], articles: Sequence[set[str]]) -> Agreed:
    """Which statements of one event say the same, and which differ. `articles` are those that have each in the same
    words."""
    judged = {(i, j): (score, asked) for i, j, score, asked in likely(told, articles)}
    asked_of = {pair: asked for pair, (_, asked) in judged.items()}

    def several(i: int, j: int) -> bool:
        return len(articles[i] | articles[j]) > 1

    counts, dated = list(one_count(told)), list(dated_pairs(told))
    for i, j, least in _of_one_question(told, counts, dated):
        if several(i, j) or two_voices(told[i], told[j]):
            asked_of[i, j] = max(least, asked_of.get((i, j), 0.0))
    differing = {
        pair: (each, asked)
        for pair, asked in sorted(asked_of.items())
        if (each := difference(told[pair[0]], told[pair[1]], asked))
    }
    said = {pair: score for pair, (score, _) in judged.items() if score >= AGREED}
    for pair in _of_one_answer(told, counts, dated):
        said[pair] = max(SAME_COUNT, said.get(pair, 0.0))
    said = {
        (i, j): score
        for (i, j), score in said.items()
        if several(i, j) and (i, j) not in differing and not vetoed(told[i], told[j])
    }
    counting = [(i, j) for i, j in counts if asked_of.get((i, j), 0.0) >= COUNTED and not meet(told[i], told[j])]
    claimed = [(score, i, j) for (i, j), score in said.items() if score >= CLAIMED]
    groups = dense(len(told), claimed)
    wide = widened(groups, ((i, j) for _, i, j in claimed))
    differing |= _between_answers(told, groups, articles, differing, said.keys())
    found = [Agreement(i, j, score, _shared(told[i], told[j])) for (i, j), score in said.items()]
    for i, j in _within_groups(wide, articles):
        if (i, j) not in said and (i, j) not in differing and not vetoed(told[i], told[j]):
            found.append(Agreement(i, j, AGREED, _shared(told[i], told[j]), through_others=True))
    return Agreed(
        found,
        groups,
        wide,
        frozenset(pair for pair, score in said.items() if score >= SURE),
        differing,
        counting,
    )


Pairs = Sequence[tuple[int, int]]
Dated = Sequence[tuple[int, int, bool]]


def _of_one_question(told: Sequence[Told], counts: Pairs, dated: Dated) -> Iterator[tuple[int, int, float]]:
    """Pairs that rules take to answer one question, whatever their other words, with how likely that is."""
    yield from ((min(i, j), max(i, j), SAME_FATE) for i, j in (*nobody_pairs(told), *status_pairs(told)))
    yield from ((i, j, COUNTED) for i, j in counts if told[i].leads and told[j].leads)
    yield from ((i, j, SAME_FATE) for i, j, fits in dated if not fits)


def _of_one_answer(told: Sequence[Told], counts: Pairs, dated: Dated) -> Iterator[tuple[int, int]]:
    """Pairs that rules take to say the same, whatever their other words."""
    yield from ((i, j) for i, j in counts if meet(told[i], told[j]))
    yield from ((min(i, j), max(i, j)) for i, j in same_status(told))
    yield from ((i, j) for i, j, fits in dated if fits)


def _between_answers(
    told: Sequence[Told],
    groups: Sequence[Sequence[int]],
    articles: Sequence[set[str]],
    differing: Mapping[tuple[int, int], tuple[Difference, float]],
    alike: Collection[tuple[int, int]],
) -> dict[tuple[int, int], tuple[Difference, float]]:
    """The other pairs of two groups that say otherwise: where a member of one differs from a member of the other, and
    none of them says the same, so do those that have most of the words that show it."""
    group_of = {i: n for n, group in enumerate(groups) for i in group}
    agreeing = {frozenset((group_of[i], group_of[j])) for i, j in alike}
    out: dict[tuple[int, int], tuple[Difference, float]] = {}
    for (i, j), (each, asked) in sorted(differing.items(), key=lambda x: (x[1][1], x[0])):
        one, other = group_of[i], group_of[j]
        if one == other or each.relation not in ("conflict", "deny") or frozenset((one, other)) in agreeing:
            continue
        mine, theirs = (
            _saying(told, groups[n], told[at], spans)
            for n, at, spans in ((one, i, each.a_spans), (other, j, each.b_spans))
        )
        through = replace(each, rule=THROUGH, a_spans=(), b_spans=())
        for pair in ((min(x, y), max(x, y)) for x in {i, *mine} for y in {j, *theirs}):
            if pair not in differing and len(articles[pair[0]] | articles[pair[1]]) > 1:
                out[pair] = through, asked
    return out


def _saying(told: Sequence[Told], group: Sequence[int], shown: Told, spans: Sequence[Span]) -> Iterator[int]:
    """Those of a group that give the answer of one of them, which these words of it show: its number, of the same, or
    most of its telling words."""
    numbers = [f for f in shown.figures if f.span in spans]
    inside = (w for w in shown.words if any(start <= w.start < end for start, end in spans))
    stems = {w.stem for w in inside if rarity(w.key) > LITTLE or w.stem[0].isdigit()}

    def says(t: Told) -> bool:
        if numbers:
            return gives(t.figures, numbers)
        return 2 * len(stems & t.vocabulary) > len(stems)

    return (i for i in group[:LARGE] if is_firm(told[i]) and says(told[i]))


def likely(told: Sequence[Told], articles: Sequence[set[str]]) -> Iterator[tuple[int, int, float, float]]:
    """The pairs that probably say the same, or answer one question at least: both probabilities."""
    for at in range(0, max(1, len(told) - BLOCK // 2), BLOCK // 2):
        e = event(told[at : at + BLOCK], articles[at : at + BLOCK])
        pairs = compared(e, within=True)
        if len(pairs):
            values = features(e, pairs)
            said = probabilities(model(), values)
            differ = (values[:, ANSWERS] != 0).any(axis=1)
            values[:, ANSWERS] = 0.0
            asked = said.copy()
            asked[differ] = probabilities(model(), values[differ])
            for k in np.flatnonzero((said >= AGREED) | (asked >= DENIED_ASKED)):
                yield at + int(pairs[k, 0]), at + int(pairs[k, 1]), float(said[k]), float(asked[k])


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
