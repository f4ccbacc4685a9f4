"""Which articles tell of the same matter: those that name another one in common.

A surname, or a full name, is one person's in articles that have something else in common, and may be another's in an
article that has not. Names that very many articles hold ("Washington") tell nothing. Everything here is linear in the
names of the articles asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

Words = tuple[str, ...]

COMMON = 50
"""Articles that may hold a name and it still tell something, or ...

In 1,915 articles of 500 stories (ECB+, PolNeAR, others) a fortieth of the articles keeps the names of the biggest story
and drops capitals, agencies and heads of state.
"""
COMMON_SHARE = 0.025
"""... this share of all articles of the record, where that is more."""

ONE_MATTER = 20
"""Articles up to which a record is taken to be of one matter, as one that is made at a desk is: a surname there needs
nothing else to be its only bearer's."""


class Context:
    """The names each article holds that tell what it is about."""

    def __init__(self, named: Iterable[tuple[str, Words]]) -> None:
        """`named` are articles with the canonical words of a name in them, once each or more often."""
        pairs = set(named)
        articles = {article for article, _ in pairs}
        self.one_matter = len(articles) <= ONE_MATTER
        held = Counter(words for _, words in pairs)
        cap = max(COMMON, COMMON_SHARE * len(articles))
        self._tells: dict[str, set[Words]] = defaultdict(set)
        for article, words in pairs:
            if 1 < held[words] <= cap:
                self._tells[article].add(words)

    def told(self, articles: Iterable[str], apart_from: Collection[str]) -> set[Words]:
        """What articles are about, names with any of the given words left out."""
        all_of: set[Words] = set().union(*(self._tells.get(a, ()) for a in articles))
        return {words for words in all_of if not any(w in apart_from for w in words)}

    def matters(self, articles: Iterable[str], apart_from: Collection[str]) -> list[list[str]]:
        """Articles in groups that name another one in common, one after the other; sorted."""
        root: dict[str, str] = {}

        def top(a: str) -> str:
            while root[a] != a:
                root[a] = root[root[a]]
                a = root[a]
            return a

        first: dict[Words, str] = {}
        ordered = sorted(set(articles))
        for article in ordered:
            root[article] = article
            for words in self.told([article], apart_from):
                other = top(first.setdefault(words, article))
                root[max(other, top(article))] = min(other, top(article))
        groups: dict[str, list[str]] = defaultdict(list)
        for article in ordered:
            groups[top(article)].append(article)
        return list(groups.values())
