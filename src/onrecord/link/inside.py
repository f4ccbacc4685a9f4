"""What the articles of one event share, found by all their shingles: few articles are compared with many keys.

Beyond an event copies are searched for with few keys among many articles (`linking.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.passages import Match, Weights, matches
from onrecord.link.rarity import left_here, rarity
from onrecord.link.units import Unit, shingles, units
from onrecord.rows import Article
from onrecord.text.words import Word

COMMON = 40
"""Units of one event that may share a shingle before it tells nothing more."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A passage that two units share, by their keys, the lesser first."""

    a: int
    b: int
    n: int
    match: Match


def inside(articles: Sequence[Article]) -> Iterator[Inside]:
    """The passages that different units of different articles share, by the units' keys."""
    found: dict[int, Unit] = {}
    where: dict[int, set[str]] = defaultdict(set)
    for article in articles:
        for unit in units(article.text, article.zones):
            found.setdefault(unit.key, unit)
            where[unit.key].add(article.id)
    tells = weights(found, where, len({a.id for a in articles}))
    having: dict[int, set[int]] = defaultdict(set)
    for key, unit in found.items():
        for shingle in shingles(unit.words):
            having[shingle].add(key)
    pairs = {
        (a, b)
        for theirs in having.values()
        if 1 < len(theirs) <= COMMON
        for a in theirs
        for b in theirs
        if a < b and len(where[a] | where[b]) > 1
    }
    for a, b in sorted(pairs):
        for n, match in enumerate(matches(found[a], found[b], tells)):
            yield Inside(a, b, n, match)


def weights(found: Mapping[int, Unit], where: Mapping[int, set[str]], reports: int) -> Weights:
    """How much words tell among the reports of one event, given its units and the articles that have each."""
    having: dict[str, set[str]] = defaultdict(set)
    for key, unit in found.items():
        for stem in {w.stem for w in unit.words}:
            having[stem] |= where[key]
    left = {stem: left_here(len(theirs), reports) for stem, theirs in having.items()}

    def tells(word: Word) -> float:
        return rarity(word.key) * left[word.stem]

    return tells
