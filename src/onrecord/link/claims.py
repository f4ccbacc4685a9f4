"""Claims: the statements of an event that say the same, put together as one answer to one question.

Two groups become one only where most of their pairs are linked, so that a chain of faint likenesses makes no claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.link.agree import Agreement
from onrecord.link.origins import COPIED_WORDS, Known, same_origin
from onrecord.link.rarity import rarity
from onrecord.link.told import Told
from onrecord.rows import Answer, Claim, digest

DENSE = 0.5
"""Share of the pairs between two groups that must be linked to make them one. Chosen: at half, what two questions share
("released", "abducted") keeps its claims apart on the gold stories."""

COMPARED = 60
"""Tellings in different words of one answer that are compared with one another for their origins; the rest counts as
unknown, which is the safe side of the bound."""

TOPIC = 5
"""Words that a question is named by."""

VALUE = 200
"""Characters of the wording that stands for an answer."""

Twins = Sequence[Sequence[Told]]
"""Statements in the very same words, the first of each standing for them."""


def claims(twins: Twins, linked: Sequence[Agreement], known: Known) -> list[Claim]:
    """The claims of an event that two articles or more speak to; `linked` tells which of the twins say the same."""
    found = []
    for group in grouped(len(twins), linked):
        members = [twins[i] for i in group]
        if len({each.article.id for twin in members for each in twin}) > 1:
            found.append(_claim(members, known))
    return sorted(found, key=lambda c: (-c.answers[0].reports, c.id))


def grouped(n: int, linked: Sequence[Agreement]) -> list[list[int]]:
    """Places 0 to n in groups, by the strongest links first."""
    group = {i: i for i in range(n)}
    members = {i: [i] for i in range(n)}
    pairs = {(x.a, x.b) for x in linked} | {(x.b, x.a) for x in linked}
    for link in sorted(linked, key=lambda x: (-x.score, x.a, x.b)):
        one, other = sorted((group[link.a], group[link.b]))
        if one == other:
            continue
        between = sum((i, j) in pairs for i in members[one] for j in members[other])
        if between >= DENSE * len(members[one]) * len(members[other]):
            for j in members.pop(other):
                group[j] = one
                members[one].append(j)
    return [sorted(m) for m in members.values()]


def _claim(members: Twins, known: Known) -> Claim:
    statements = sorted((each for twin in members for each in twin), key=lambda s: s.id)
    shown = _plainest([twin[0] for twin in members])
    answer = Answer(
        value=_words(shown),
        as_of=None,
        statements=tuple(s.id for s in statements),
        speakers=tuple(sorted({s.statement.speaker for s in statements if s.statement.speaker})),
        reports=len({s.article.id for s in statements}),
        origins=bound(members, known),
    )
    return Claim(digest("claim", *answer.statements)[:16], _topic(members, shown), (answer,))


def _plainest(members: Sequence[Told]) -> Told:
    """The telling that has most in common with the others for its length."""
    counts = Counter(stem for m in members for stem in set(m.stems))

    def common(m: Told) -> float:
        return sum(counts[stem] - 1 for stem in set(m.stems)) / (len(m.words) + 4)

    return max(members, key=lambda m: (common(m), m.id))


def _words(told: Told) -> str:
    text = " … ".join(" ".join(told.article.text[slice(*span)].split()) for span in told.statement.content)
    return text if len(text) <= VALUE else text[: VALUE - 1].rstrip() + "…"


def _topic(members: Twins, shown: Told) -> str:
    """A question in nobody's words: the telling words that most of the answers have, as the plainest one writes them."""
    having = Counter(stem for twin in members for stem in set(twin[0].stems))
    most = [w for w in shown.words if 2 * having[w.stem] > len(members) and rarity(w.key) > 0.1]
    seen: dict[str, str] = {}
    for word in sorted(most, key=lambda w: -having[w.stem] * rarity(w.key)):
        seen.setdefault(word.stem, shown.article.text[word.start : word.end])
    kept = set(list(seen)[:TOPIC])
    ordered = dict.fromkeys(w.stem for w in shown.words if w.stem in kept)
    return " · ".join(seen[stem] for stem in ordered) or " · ".join(w.key for w in shown.words[:TOPIC])


def bound(members: Twins, known: Known) -> tuple[int, int]:
    """How many separate starting points the articles of an answer go back to, at least and at most.

    Articles that visibly have one word merge; `max` is what is left. `min` is the size of a set whose members are shown
    to be different, found greedily, and at least 1. Where the same two are shown to be one and to be different, nothing
    merges and nothing is told apart.
    """
    articles = sorted({each.article.id for twin in members for each in twin})
    one: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for a, b, verdict in _verdicts(members, known):
        (one if verdict else apart).add((min(a, b), max(a, b)))
    root = {a: a for a in articles}
    for a, b in sorted(one - apart):
        low, high = sorted((_root(root, a), _root(root, b)))
        root[high] = low
    parts: dict[str, int] = defaultdict(int)
    for a, b in apart - one:
        x, y = _root(root, a), _root(root, b)
        if x != y:
            parts[f"{min(x, y)} {max(x, y)}"] += 1
    return _shown_apart(root, parts), len({_root(root, a) for a in articles})


def _verdicts(members: Twins, known: Known) -> Iterable[tuple[str, str, bool]]:
    for twin in members:
        if len(twin[0].words) >= COPIED_WORDS:
            yield from ((twin[0].article.id, each.article.id, True) for each in twin[1:])
        else:
            yield from _between(twin[:COMPARED], twin[:COMPARED], known)
    for one, other in combinations(members[:COMPARED], 2):
        yield from _between(one[:3], other[:3], known)


def _between(some: Sequence[Told], others: Sequence[Told], known: Known) -> Iterable[tuple[str, str, bool]]:
    for a in some:
        for b in others:
            if a.article.id != b.article.id:
                verdict, _ = same_origin(a, b, known)
                if verdict is not None:
                    yield a.article.id, b.article.id, verdict


def _root(root: dict[str, str], a: str) -> str:
    while root[a] != a:
        root[a] = root[root[a]]
        a = root[a]
    return a


def _shown_apart(root: Mapping[str, str], parts: Mapping[str, int]) -> int:
    """The size of a set of starting points each of which is shown to be another than the others."""
    pairs = {tuple(key.split(" ")) for key in parts}
    chosen: list[str] = []
    degree = Counter(x for pair in pairs for x in pair)
    for each in sorted(degree, key=lambda x: (-degree[x], x)):
        if all((min(each, c), max(each, c)) in pairs for c in chosen):
            chosen.append(each)
    return max(1, len(chosen))
