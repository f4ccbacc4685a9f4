"""What the statements of one event have in common, two by two: matrices over all of them, not a loop over pairs.

Only pairs of different articles are compared that share words which not every report of the event has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.link.meaning import meanings
from onrecord.link.numbers import standing
from onrecord.link.rarity import LITTLE, left_here, rarity
from onrecord.link.told import Told, two_voices

FEATURES = (
    "like", "like_here", "rare", "rare_here", "shared", "numbers", "names", "counts_differ", "numbers_apart",
    "cover_less", "cover_more", "negated", "speaker", "narrators", "shorter", "longer", "close", "rarest_here",
    "pairs", "rare_pairs", "meaning", "meaning_here", "figures_same", "figures_within", "figures_apart",
)  # fmt: skip
"""What the model sees of two statements: the cosine of their words by rarity in the news, and by rarity in this event;
the shared words' rarity together, in the news and here; how many words are shared, of them numbers and names; how many
things both count otherwise; how many numbers only one has; the share of each one's rarity that is shared, the lesser
and the greater; whether one alone is negated; whether one speaker says both; whether both are the reporters' own; how
many words they have; how rare here the shared words are within WINDOW words, in the one that has less, and the rarest
of them; how many pairs of neighbouring words are shared, and how rare they are here; the cosine of the sums of the
words' vectors, by rarity in the news and here; how many figures of one thing are the same in both, how many only meet,
and how many do not."""

LOOKED_AT, SHARED = 0.1, 2
"""Least rarity here of the shared words together, and how many there must be. On the gold stories they leave a
fourteenth of all pairs, and all but 4 % of those that the model takes."""

WINDOW = 9
"""Words in a row that make up about one clause."""

SAYS_NOTHING = 0.02
"""Rarity below which a word is not looked at: nearly every article has it."""

LONGEST = 80
"""Words of a statement that are looked at in their order."""

KINDS = ("same", "within", "apart")

Floats = NDArray[np.float32]
Pairs = NDArray[np.int64]


@dataclass(frozen=True)
class Event:
    """The statements of an event as numbers: a row for each statement, a column for each stem that two of them have and
    that tells anything. `rare` and `here` are the rarities of these stems, in the news and in the event."""

    told: Sequence[Told]
    articles: Sequence[set[str]]
    weights: dict[str, tuple[float, float]]
    """of every stem, whether it has a column or not: how rare it is in the news, and here"""
    stems: dict[str, int]
    rare: Floats
    here: Floats
    has: Floats
    """[statements, stems], 1 where a statement has the stem"""
    order: NDArray[np.int64]
    """[statements, LONGEST], the columns of its stems in their order, -1 for those without one"""
    totals: Floats
    """[statements, 3], over all its stems: the squares of their rarity in the news, and here; their rarity"""


def event(told: Sequence[Told], articles: Sequence[set[str]]) -> Event:
    """Statements made ready to be compared; `articles` are those that have each in the same words."""
    having: dict[str, set[str]] = defaultdict(set)
    rareness: dict[str, float] = {}
    for t, theirs in zip(told, articles, strict=True):
        for stem in set(t.stems):
            having[stem] |= theirs
    for key, stem in {pair for t in told for pair in zip(t.keys, t.stems, strict=True)}:
        rareness[stem] = min(rareness.get(stem, 1.0), rarity(key))
    n = len(set().union(*articles))
    weights = {stem: (rareness[stem], rareness[stem] * left_here(len(a), n)) for stem, a in having.items()}
    times = Counter(stem for t in told for stem in set(t.stems))
    stems = {stem: i for i, stem in enumerate(s for s, k in times.items() if k > 1 and rareness[s] >= SAYS_NOTHING)}
    has = np.zeros((len(told), len(stems)), dtype=np.float32)
    order = np.full((len(told), LONGEST), -1, dtype=np.int64)
    totals = np.zeros((len(told), 3), dtype=np.float32)
    for i, t in enumerate(told):
        places = [stems.get(stem, -1) for stem in t.stems]
        has[i, [p for p in places if p >= 0]] = 1.0
        order[i, : len(places)] = places[:LONGEST]
        told_by = [weights[stem] for stem in set(t.stems)]
        totals[i] = [sum(x * x for x, _ in told_by), sum(y * y for _, y in told_by), sum(x for x, _ in told_by)]
    rare, here = (np.array([weights[stem][k] for stem in stems], dtype=np.float32) for k in (0, 1))
    return Event(told, articles, weights, stems, rare, here, has, order, totals)


def compared(e: Event, *, within: bool = False) -> Pairs:
    """The pairs of statements that are looked at, [pairs, 2], the lesser place first: of two articles, or, with
    `within`, of two voices in one, which cannot say the same independently but may differ."""
    enough = ((e.has * e.here) @ e.has.T >= LOOKED_AT) & (e.has @ e.has.T >= SHARED)
    pairs = np.argwhere(np.triu(enough, 1))
    kept = np.array(
        [len(e.articles[i] | e.articles[j]) > 1 or (within and two_voices(e.told[i], e.told[j])) for i, j in pairs],
        dtype=bool,
    )
    return pairs[kept] if len(pairs) else pairs


def features(e: Event, pairs: Pairs) -> Floats:
    """FEATURES of pairs, [pairs, features]."""
    i, j = pairs[:, 0], pairs[:, 1]

    def both(weights: Floats) -> Floats:
        return ((e.has * weights) @ e.has.T)[i, j].astype(np.float32)

    rare, numbers = both(e.rare), _numbers(e)
    capitals = _capitals(e)
    neighbours, their_rarity = _neighbours(e)
    negated = np.array([t.negated for t in e.told])
    speakers = _coded(t.statement.speaker for t in e.told)
    narrators = np.array([t.statement.voice == "narrator" for t in e.told])
    lengths = np.array([len(t.words) for t in e.told])
    covers = rare / (e.totals[i, 2] + 1e-9), rare / (e.totals[j, 2] + 1e-9)
    shared_numbers = both(numbers)
    close = [_close(e, one, other) for one, other in ((i, j), (j, i))]
    in_news, here = meanings(e.told, e.weights)
    columns = (
        both(e.rare**2) / np.sqrt(e.totals[i, 0] * e.totals[j, 0] + 1e-12),
        both(e.here**2) / np.sqrt(e.totals[i, 1] * e.totals[j, 1] + 1e-12),
        rare,
        both(e.here),
        (e.has @ e.has.T)[i, j],
        shared_numbers,
        (capitals @ capitals.T)[i, j],
        _counts_differ(e.told, pairs),
        (e.has @ numbers)[i] + (e.has @ numbers)[j] - 2 * shared_numbers,
        np.minimum(*covers),
        np.maximum(*covers),
        negated[i] != negated[j],
        (speakers[i] == speakers[j]) & (speakers[i] >= 0),
        narrators[i] & narrators[j],
        np.minimum(lengths[i], lengths[j]),
        np.maximum(lengths[i], lengths[j]),
        np.minimum(close[0][0], close[1][0]),
        close[0][1],
        (neighbours @ neighbours.T)[i, j],
        ((neighbours * their_rarity) @ neighbours.T)[i, j],
        (in_news @ in_news.T)[i, j],
        (here @ here.T)[i, j],
        *_figures(e.told, pairs),
    )
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _numbers(e: Event) -> Floats:
    return np.array([stem[0].isdigit() for stem in e.stems], dtype=np.float32)


def _capitals(e: Event) -> Floats:
    """[statements, stems], 1 for the stems that stand in each with a capital letter."""
    out = np.zeros_like(e.has)
    for i, t in enumerate(e.told):
        named = (e.stems.get(w.stem, -1) for w in t.words if w.capital and not w.key[0].isdigit())
        out[i, [p for p in named if p >= 0]] = 1.0
    return out


def _coded(values: Iterable[Hashable]) -> NDArray[np.int64]:
    """A number for each value, -1 for none."""
    seen: dict[Hashable, int] = {None: -1}
    return np.array([seen.setdefault(v, len(seen)) for v in values], dtype=np.int64)


def _neighbours(e: Event) -> tuple[Floats, Floats]:
    """Each two telling words that follow one another, whatever stands between, of those that two statements have:
    [statements, pairs], and how rare each pair is here."""
    if not e.stems:
        return np.zeros((len(e.told), 0), dtype=np.float32), np.zeros(0, dtype=np.float32)
    telling = (e.order >= 0) & (e.rare[e.order] > LITTLE)
    rows, words = np.nonzero(telling)[0], e.order[telling]
    follow = (rows[1:] == rows[:-1]) & (words[1:] != words[:-1])
    low, high = (pick(words[1:], words[:-1])[follow] for pick in (np.minimum, np.maximum))
    found, at = np.unique(rows[1:][follow] * len(e.stems) ** 2 + low * len(e.stems) + high, return_index=True)
    two, column, times = np.unique(found % len(e.stems) ** 2, return_inverse=True, return_counts=True)
    out = np.zeros((len(e.told), len(two)), dtype=np.float32)
    out[rows[1:][follow][at], column] = 1.0
    rare = e.here[two // len(e.stems)] + e.here[two % len(e.stems)]
    return out[:, times > 1], rare[times > 1]


def _close(e: Event, one: NDArray[np.int64], other: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """For each pair, over the words of the one that the other has too: their greatest rarity here within WINDOW words,
    and that of the rarest."""
    order = e.order[one]
    if not e.stems:
        return np.zeros(len(one), dtype=np.float32), np.zeros(len(one), dtype=np.float32)
    shared = np.where(order >= 0, e.here[order] * e.has[other[:, None], order], 0.0).astype(np.float32)
    sums = np.cumsum(np.pad(shared, ((0, 0), (1, 0))), axis=1)
    return (sums[:, WINDOW:] - sums[:, :-WINDOW]).max(axis=1), shared.max(axis=1)


def _figures(told: Sequence[Told], pairs: Pairs) -> Floats:
    """For each pair, how many figures of the one have the same in the other, how many one that only meets theirs, and
    how many none but such as do not, whichever of the two has fewer: [3, pairs]."""
    out = np.zeros((len(KINDS), len(pairs)), dtype=np.float32)
    have = np.array([bool(t.figures) for t in told])
    for k in np.flatnonzero(have[pairs[:, 0]] & have[pairs[:, 1]]):
        a, b = told[pairs[k, 0]].figures, told[pairs[k, 1]].figures
        kinds = [[standing(f, g) for g in b] for f in a]
        counts = [Counter(map(_best, side)) for side in (kinds, zip(*kinds, strict=True))]
        out[:, k] = [min(c[kind] for c in counts) for kind in KINDS]
    return out


def _best(found: Iterable[str | None]) -> str | None:
    here = set(found)
    return next((kind for kind in KINDS if kind in here), None)


def _counts_differ(told: Sequence[Told], pairs: Pairs) -> Floats:
    """How many things both count, and come to another number."""
    counts = [t.counts for t in told]
    out = np.zeros(len(pairs), dtype=np.float32)
    counting = np.array([bool(c) for c in counts])
    for k in np.flatnonzero(counting[pairs[:, 0]] & counting[pairs[:, 1]]):
        a, b = counts[pairs[k, 0]], counts[pairs[k, 1]]
        out[k] = sum(b.get(thing, number) != number for thing, number in a.items())
    return out
