"""Which articles tell of the same event: those whose telling words are alike, of days that are near.

Two articles are compared only if they share one of their most telling words; whether they tell of one event depends on
these two alone, so a record's stories do not depend on the order in which its articles came.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from onrecord.link.groups import Joined
from onrecord.link.rarity import rarity
from onrecord.link.units import hashed
from onrecord.rows import Article, digest
from onrecord.text.words import words

READ = 1500
"""Characters of an article that are looked at: an event is told at the head of it. With 6,000, the shared stories fall
into a few pieces more, and reports of different events begin to look alike."""

COMMON = 0.25
"""Rarity up to which a word does not count at all."""

TERMS = 48
"""Most telling words of an article that are kept; two articles are compared by them."""

TOP, TOP_PAIRED = 16, 8
"""Of these, those that an article is found by: each with its week, and each two of the first few whatever the day. Of
366 pairs of articles of one event in the shared stories, 354 share one of 16."""

NEAR_DAYS, NEAR_LIKE = 5, 0.12
FAR_DAYS, FAR_LIKE = 14, 0.2
UNDATED_LIKE = 0.3
"""Two articles tell of one event if they are this alike, for the days that lie between them. Of 404 pairs of one event
within four days in the 35 shared stories nine in ten are more alike than .08, and all but a few are joined through a
third; of pairs of different events one in ten thousand reaches .24 whatever the days. Without a date only a reprint or
a close follow-up is."""


CROWD = 40
"""Tellings that have a key up to which each is compared with each; what comes behind them, by their ids, is compared
with these first alone. Ten thousand reports of one event, each with a headline of its own, make 40 comparisons each."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article is about: its most telling words with their weights, as a vector of length 1, and its day."""

    terms: Mapping[int, float]
    day: int | None
    """Days since the year 1, or `None` without a date."""

    @property
    def id(self) -> str:
        """A hash of both: copies of one report are about the very same, and are compared with others once."""
        return digest("telling", repr(self.day), repr(sorted(self.terms.items())))[:16]


def telling(article: Article) -> Telling:
    """An article's most telling words: frequent in it and rare in the news (TF-IDF, Salton & Buckley 1988)."""
    text = f"{article.title or ''}\n{article.text[:READ]}"
    counts = Counter(w.key for w in words(text) if len(w.key) > 2 and not w.key.isdigit())
    weights = {w: (1 + math.log(n)) * (rarity(w) - COMMON) for w, n in counts.items() if rarity(w) > COMMON}
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    norm = math.sqrt(sum(x * x for _, x in kept)) or 1.0
    return Telling({hashed(w): x / norm for w, x in kept}, day(article))


def day(article: Article) -> int | None:
    """The day it was published, where that is known to the day."""
    if article.published is None or article.published_grain in ("month", "year"):
        return None
    try:
        return date.fromisoformat(article.published[:10]).toordinal()
    except ValueError:
        return None


def keys(found: Telling) -> list[int]:
    """The keys that an article is found by."""
    return list(around(found))


def lookups(found: Telling) -> list[int]:
    """The keys of the articles that it may tell of one event with: those of the weeks about its own, or, where a date
    is missing, those that share two of the most telling words."""
    return [key for theirs in around(found).values() for key in theirs]


def around(found: Telling) -> dict[int, list[int]]:
    """The keys that an article is found by, each with those of the articles that may look it up by this."""
    out = {key: [key] for key in (_key(*two) for two in combinations(sorted(_top(found, TOP_PAIRED)), 2))}
    if found.day is not None:
        weeks = range((found.day - FAR_DAYS) // 7, (found.day + FAR_DAYS) // 7 + 1)
        out |= {_key(term, found.day // 7): [_key(term, week) for week in weeks] for term in _top(found, TOP)}
    return out


def _top(found: Telling, n: int) -> list[int]:
    return sorted(found.terms, key=lambda term: (-found.terms[term], term))[:n]


def _key(term: int, other: int) -> int:
    return (term * 0x9E3779B1 + other * 0x85EBCA77) & ((1 << 63) - 1)


class Crowds:
    """The tellings that keys find, of which a crowd's first are compared with all."""

    def __init__(self, by_key: Mapping[int, Iterable[str]]) -> None:
        self.having = {key: sorted(theirs) for key, theirs in by_key.items()}
        self.first = {key: set(theirs[:CROWD]) for key, theirs in self.having.items()}

    def others(self, telling: str, found: Telling) -> set[str]:
        """Those that one is compared with: the first that it looks up, and all that look it up where it is such a first
        itself."""
        out = set()
        for key, theirs in around(found).items():
            for each in theirs:
                out |= self.first.get(each, set())
                if telling in self.first.get(key, ()):
                    out.update(self.having.get(each, ()))
        return out - {telling}

    def behind(self, new: Iterable[str]) -> set[str]:
        """Those that were among the first of a key before some were new, and are no more."""
        came = set(new)
        crowds = ((theirs, self.first[key]) for key, theirs in self.having.items() if len(theirs) > CROWD)
        return {t for theirs, first in crowds for t in [x for x in theirs if x not in came][:CROWD] if t not in first}


def alike(one: Telling, other: Telling) -> float:
    """The cosine of their terms: to the last bit the same whichever comes first."""
    few, many = sorted((one.terms, other.terms), key=len)
    return math.fsum(x * many[term] for term, x in few.items() if term in many)


def same_event(one: Telling, other: Telling) -> float | None:
    """How alike two articles are, if that is enough for the days between them to make them tell of one event."""
    found = alike(one, other)
    if one.day is None or other.day is None:
        return found if found >= UNDATED_LIKE else None
    apart = abs(one.day - other.day)
    if (apart <= NEAR_DAYS and found >= NEAR_LIKE) or (apart <= FAR_DAYS and found >= FAR_LIKE):
        return found
    return None


STRONG = 0.2
"""An edge this strong joins by itself. A weaker one joins only where a third article is near both, or where neither has
any other edge: a single faint likeness between two stories makes them no one story."""


def groups(
    tellings: Iterable[str], edges: Mapping[tuple[str, str], float], dated: Mapping[str, bool]
) -> list[list[str]]:
    """What edges join, with how alike the two are; each group sorted, in the order of their first.

    What has no date goes to the one most like it and joins no others, since it would make one story of what lies years
    apart.
    """
    near: dict[str, set[str]] = {a: set() for a in sorted(tellings)}
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    joined = Joined(near)
    for (a, b), like in edges.items():
        alone = len(near[a]) == len(near[b]) == 1
        if dated[a] and dated[b] and (like >= STRONG or alone or near[a] & near[b]):
            joined.join(a, b)
    for a in near:
        others = [b for b in near[a] if dated[b]] or sorted(near[a])
        if not dated[a] and others:
            joined.join(a, max(others, key=lambda b: (edges[min(a, b), max(a, b)], b)))
    return joined.groups()


def corrected(found: Iterable[Sequence[str]], said: Mapping[tuple[str, str], bool]) -> list[list[str]]:
    """Groups of articles as a person said, which counts for more than what they look like: of two that tell of
    different events, the second leaves the first's story."""
    joined = Joined(sorted(a for group in found for a in group))
    for group in found:
        for a in group[1:]:
            joined.join(group[0], a)
    for (a, b), same in said.items():
        if same:
            joined.join(a, b)
    return _set_apart(joined.groups(), [pair for pair, same in said.items() if not same])


def _set_apart(found: list[list[str]], apart: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Takes out of each group what a person said does not belong with another of its articles. What leaves a group
    stays together, as far as nobody said otherwise."""
    out = []
    while found:
        group = found.pop()
        here = set(group)
        leaves = {b for a, b in apart if a in here and b in here}
        out.append([a for a in group if a not in leaves])
        found += [sorted(leaves)] if leaves else []
    return sorted(out)
