"""An answer traced back: who gives it in which report, which reports visibly go back to one word, and what shows it.

Two reports are joined only by evidence that linking kept. Reports that nothing joins stand apart, which does not mean
that they are shown to be separate: that is told of those pairs alone for which it is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from onrecord.link.origins import ONE
from onrecord.link.told import Told, told
from onrecord.rows import Answer, Article, Claim, Link, Statement
from onrecord.show.plain import one_line
from onrecord.show.words import DIFFER, count, in_order, labels, tags
from onrecord.store import Record
from onrecord.store.among import linked_as, links_among, speakers_named, statements_of, stories_of
from onrecord.text.words import words

AT_ONCE = 200
"""Claims whose statements and links are fetched together."""

COMPARED = 60
"""Tellings that are compared with one another where links do not account for a count."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement that gives an answer. `label` is its report's, `words` are its own on one line; `name` is its
    speaker's, else the source's words, else empty."""

    statement: Statement
    article: Article
    label: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Join:
    """Reports that visibly go back to one word, what shows it, and two statements that show it."""

    articles: tuple[str, ...]
    evidence: str
    statements: Pair


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that are joined, by time, with what joins them; or one that nothing joins to another."""

    articles: tuple[str, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two origins, by their places in the list, that are shown to be different, and what shows it."""

    a: int
    b: int
    evidence: str
    statements: Pair


@dataclass(frozen=True, slots=True)
class Traced:
    """One answer to one question, with its tellings in the order of their reports, and its origins. `differs` says
    whether any statement of the record was found to differ from one of its own."""

    claim: Claim
    answer: Answer
    story: str
    tellings: tuple[Telling, ...]
    origins: tuple[Origin, ...]
    apart: tuple[Apart, ...]
    differs: bool = False

    @property
    def contradicted(self) -> bool:
        """Whether more origins are counted than are shown apart here: evidence that says two reports are one stands
        against evidence that says they are two, or there were too many to compare each with each."""
        return len(self.origins) < self.answer.origins[1]


def traced(record: Record, claims: Iterable[Claim], beside: Iterable[Article] | None = None) -> Iterator[Traced]:
    """Each answer of the claims, in their order. Reports are called so that each has a name of its own among those they
    stand `beside`: all of the record, or those given, the claims' own among them."""
    called = labels(record.articles() if beside is None else beside)
    waiting: list[Claim] = []
    for claim in claims:
        waiting.append(claim)
        if len(waiting) == AT_ONCE:
            yield from _traced(record, waiting, called)
            waiting = []
    yield from _traced(record, waiting, called)


def _traced(record: Record, claims: Sequence[Claim], called: Mapping[str, str]) -> Iterator[Traced]:
    ids = {s for claim in claims for answer in claim.answers for s in answer.statements}
    statements = statements_of(record, ids)
    names = speakers_named(record, (s.speaker for s in statements.values() if s.speaker is not None))
    articles = {a: found for a in {s.article for s in statements.values()} if (found := record.article(a))}
    order = {a.id: n for n, a in enumerate(in_order(sorted(articles.values(), key=lambda a: a.id)))}
    stories = stories_of(record, [claim.id for claim in claims])
    links: dict[str, list[Link]] = defaultdict(list)
    for link in links_among(record, ids):
        links[link.a].append(link)
    differing = linked_as(record, ids, DIFFER)
    for claim in claims:
        for answer in claim.answers:
            rows = sorted((statements[s] for s in answer.statements), key=lambda s: (order[s.article], s.content))
            tellings = tuple(_telling(s, articles[s.article], names, called) for s in rows)
            here = set(answer.statements)
            known = [link for s in answer.statements for link in links[s] if link.b in here]
            row = trace(claim, answer, stories.get(claim.id, ""), tellings, known)
            yield replace(row, differs=not here.isdisjoint(differing))


def standing(each: Traced) -> str:
    """Whether a question is answered in different ways: `2 answers that differ`; else, that no difference was found
    among so many reports, which is not that they are right, nor that there is none."""
    answers = len(each.claim.answers)
    if answers > 1:
        return f"{answers} answers that differ"
    if each.differs:
        return "other reports differ in part"
    return f"no difference found among {count(each.answer.reports, 'report')}"


def _telling(s: Statement, article: Article, names: Mapping[str, str], called: Mapping[str, str]) -> Telling:
    source = article.text[slice(*s.source)] if s.source else ""
    said = " … ".join(one_line(article.text[slice(*span)]) for span in s.content)
    return Telling(s, article, called[article.id], said, one_line(names.get(s.speaker or "") or source))


def alike(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings that differ in nothing but their report."""
    groups: dict[Any, list[Telling]] = {}
    for t in tellings:
        s, said = t.statement, tuple(w.key for w in words(t.words))
        groups.setdefault((said, t.name.casefold(), s.speaker_class, s.relay, tuple(tags(s))), []).append(t)
    return list(groups.values())


def trace(claim: Claim, answer: Answer, story: str, tellings: tuple[Telling, ...], links: Iterable[Link]) -> Traced:
    """An answer whose tellings and links are known."""
    one: dict[tuple[Pair, str], Pair] = {}
    two: dict[Pair, tuple[str, Pair]] = {}
    at = {t.statement.id: t.article.id for t in tellings}
    for link in links:
        pair = _pair(at[link.a], at[link.b])
        if link.same_origin is None or pair[0] == pair[1]:
            continue
        if link.same_origin:
            one.setdefault((pair, link.origin_evidence or ""), (link.a, link.b))
        else:
            two.setdefault(pair, (link.origin_evidence or "", (link.a, link.b)))
    both = {pair for pair, _ in one} & two.keys()
    articles = list(dict.fromkeys(at.values()))
    found = joined(articles, {key: ends for key, ends in one.items() if key[0] not in both})
    if len(found) > answer.origins[1]:
        one |= _seen_again(tellings, found, two.keys())
        found = joined(articles, {key: ends for key, ends in one.items() if key[0] not in both})
    if len(found) > answer.origins[1]:
        found = joined(articles, one)  # the count took a pair for one that links both join and tell apart
    place = {a: n for n, origin in enumerate(found) for a in origin.articles}
    apart: dict[tuple[int, int], Apart] = {}
    for pair, (evidence, ends) in two.items():
        a, b = sorted((place[pair[0]], place[pair[1]]))
        if pair not in both and a != b:
            apart.setdefault((a, b), Apart(a, b, evidence, ends))
    return Traced(claim, answer, story, tellings, tuple(found), tuple(apart[key] for key in sorted(apart)))


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _seen_again(
    tellings: Sequence[Telling], found: Sequence[Origin], apart: Iterable[Pair]
) -> dict[tuple[Pair, str], Pair]:
    """Evidence that joins statements which are no link of their own: the same answer joins them through others."""
    place = {a: n for n, origin in enumerate(found) for a in origin.articles}
    different = set(apart)
    seen: dict[tuple[Pair, str], Pair] = {}
    for a, b in combinations([t for t in map(_told, tellings[:COMPARED]) if t], 2):
        pair = _pair(a.article.id, b.article.id)
        if place[pair[0]] == place[pair[1]] or pair in different:
            continue
        evidence = next((words for rule in ONE if (words := rule(a, b))), None)
        if evidence:
            seen.setdefault((pair, evidence), (a.id, b.id))
    return seen


def _told(telling: Telling) -> Told | None:
    s = telling.statement
    return next(iter(told(telling.article, [s], {s.speaker: telling.name} if s.speaker else {})), None)


def joined(articles: Sequence[str], one: Mapping[tuple[Pair, str], Pair]) -> list[Origin]:
    """Articles in groups by the evidence that joins pairs of them: as few pieces of it as will do, what joins most
    articles first. The groups, and those in them, stand in the order of the articles."""
    reach: dict[str, set[str]] = defaultdict(set)
    for (a, b), evidence in one:
        reach[evidence] |= {a, b}
    root = {a: a for a in articles}
    used: dict[str, dict[Pair, Pair]] = defaultdict(dict)
    for pair, evidence in sorted(one, key=lambda each: (-len(reach[each[1]]), each[1], each[0])):
        low, high = _root(root, pair[0]), _root(root, pair[1])
        if low != high:
            root[high] = low
            used[evidence][pair] = one[pair, evidence]
    groups: dict[str, list[str]] = defaultdict(list)
    for a in articles:
        groups[_root(root, a)].append(a)
    joins = [join for evidence, pairs in used.items() for join in _joins(articles, evidence, pairs)]
    found = sorted(groups.values(), key=lambda g: -len(g))  # sorting keeps the order of those alike
    of: dict[str, list[Join]] = defaultdict(list)
    for join in joins:
        of[_root(root, join.articles[0])].append(join)
    return [Origin(tuple(g), tuple(of[_root(root, g[0])])) for g in found]


def _joins(articles: Sequence[str], evidence: str, pairs: Mapping[Pair, Pair]) -> Iterator[Join]:
    """One piece of evidence for each set of articles that it joins."""
    root = {a: a for pair in pairs for a in pair}
    for a, b in pairs:
        root[_root(root, b)] = _root(root, a)
    for top in [a for a in articles if root.get(a) == a]:
        members = tuple(a for a in articles if a in root and _root(root, a) == top)
        ends = next(ends for pair, ends in pairs.items() if pair[0] in members)
        yield Join(members, evidence, ends)


def _root(root: dict[str, str], a: str) -> str:
    while root[a] != a:
        root[a] = root[root[a]]
        a = root[a]
    return a
