"""Putting things together by pairs: all that hang together, or only those that mostly do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations


class Joined:
    """A union-find whose roots are the least of their group, so that the order of joining tells nothing."""

    def __init__(self, members: Iterable[str]) -> None:
        self.root = {a: a for a in members}

    def of(self, a: str) -> str:
        """The least of the group that it is in."""
        while self.root[a] != a:
            self.root[a] = self.root[self.root[a]]
            a = self.root[a]
        return a

    def join(self, a: str, b: str) -> None:
        """Makes the groups of two one."""
        low, high = sorted((self.of(a), self.of(b)))
        self.root[high] = low

    def groups(self) -> list[list[str]]:
        """All groups, in the order of their first members."""
        found: dict[str, list[str]] = {}
        for a in self.root:
            found.setdefault(self.of(a), []).append(a)
        return list(found.values())


DENSE = 0.5
"""Share of the pairs between two groups that must be linked to make them one. Chosen: at half, what two questions share
("released", "abducted") keeps its claims apart on the gold stories, and the pairs that it adds are right (one point
more of those that agree, none of those that only look alike)."""


def dense(n: int, scored: Iterable[tuple[float, int, int]]) -> list[list[int]]:
    """Places 0 to n in groups, by pairs with their scores, the best first: two groups become one only where most of
    their pairs are linked, so that a chain of faint likenesses makes none."""
    pairs = sorted(scored, key=lambda x: (-x[0], x[1], x[2]))
    between: list[Counter[int]] = [Counter() for _ in range(n)]  # of each group, its linked pairs with each other one
    for a, b in {(a, b) for _, a, b in pairs}:
        between[a][b] += 1
        between[b][a] += 1
    group = list(range(n))
    members = {i: [i] for i in range(n)}
    for _, a, b in pairs:
        one, other = sorted((group[a], group[b]))
        if one != other and between[one][other] >= DENSE * len(members[one]) * len(members[other]):
            for j in members.pop(other):
                group[j] = one
                members[one].append(j)
            for third, n_linked in between[other].items():
                del between[third][other]
                if third != one:
                    between[one][third] += n_linked
                    between[third][one] += n_linked
    return [sorted(m) for m in members.values()]


def widened(groups: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups, in their order, each of two or more with those beside it that are linked with most of it (DENSE); then,
    as groups of two, the linked pairs that are together in none: who says two things stands in two groups. No linked
    pair is lost."""
    linked: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        linked[a].add(b)
        linked[b].add(a)
    out = [_with_neighbours(group, linked) for group in groups]
    together = {pair for group in out for pair in combinations(group, 2)}
    left = {(a, b) for a, theirs in linked.items() for b in theirs if a < b} - together
    return out + [list(pair) for pair in sorted(left)]


def _with_neighbours(group: Sequence[int], linked: dict[int, set[int]]) -> list[int]:
    if len(group) < 2:
        return list(group)
    beside = Counter(b for a in group for b in linked[a])
    return sorted({*group, *(b for b, n in beside.items() if n >= DENSE * len(group))})
