"""All links of one event: a function of its articles and what was read from them, and of nothing else.

    statements ──same words──▶ twins ──agree──▶ links, each with its origin ──▶ claims

So a record's links do not depend on the order in which its articles came; an event is linked anew when it changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.link.agree import Agreement, agreed
from onrecord.link.claims import Twins, claims
from onrecord.link.differ import Difference, difference, more_exact
from onrecord.link.difference import THROUGH
from onrecord.link.inside import Inside, inside
from onrecord.link.origins import COPIED_WORDS, Known, same_origin, same_speaker
from onrecord.link.remarks import prepared, remarks
from onrecord.link.told import Told, two_voices
from onrecord.rows import About, Article, Claim, Link, Reuse, Span, Stretch

EXPANDED = 8
"""Statements in the same words that each have links of their own to all that say the same; the others are linked to the
first alone, and stand in its claims. So ten thousand copies make ten thousand links, not fifty million."""

BEST = 32
"""Links that a statement keeps, the best first."""

TWIN_WORDS = 4
"""Least words of statements that are linked because they are the same: "It is not" is not."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What was found in one event."""

    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Reuse, ...] = ()
    passages: tuple[Inside, ...] = ()


def link_story(articles: Sequence[Article], statements: Sequence[Told], known: Known) -> Linked:
    """The links of the articles of one event, given their statements. Links are sorted by their ends."""
    if len(articles) < 2:
        return Linked()
    twins = twinned(with_copies(statements))
    found = agreed([twin[0] for twin in twins], [{t.article.id for t in twin} for twin in twins])
    links = [
        *_twin_links(twins, known),
        *_agreements(twins, best(found.pairs), known),
        *_differences(twins, found.differing, known),
    ]
    once = {(x.a, x.b): x for x in sorted(links, key=lambda x: x.score)}
    answering = (*_clashing(found.differing), *found.counting)
    return Linked(
        tuple(sorted(once.values(), key=lambda x: (x.a, x.b))),
        tuple(claims(twins, found.groups, found.wide, found.sure, known, answering)),
        tuple(_remarks(articles, statements)),
        tuple(inside(distinct(articles))),
    )


def twinned(statements: Sequence[Told]) -> list[list[Told]]:
    """Statements by their words; those in the same words together, the earliest published first."""
    found: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for each in statements:
        found[each.keys].append(each)
    groups = [sorted(group, key=_earliest) for group in found.values()]
    return sorted(groups, key=lambda group: _earliest(group[0]))


COPY = 0.5
"""Share of an article's longer statements that stand in another, in the same words, where it is a copy of that."""


def with_copies(statements: Sequence[Told]) -> list[Told]:
    """Statements that know of which article their own is a copy: the earliest that has most of it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for twin in twinned(statements):
        if len(twin[0].words) >= COPIED_WORDS:
            for article in {t.article.id for t in twin}:
                votes[article][twin[0].article.id] += 1
    first = {}
    for article, given in votes.items():
        best, n = max(given.items(), key=lambda item: (item[1], item[0]))
        first[article] = best if n >= COPY * given.total() else article
    return [replace(t, copy_of=first.get(first.get(t.article.id, ""), t.article.id)) for t in statements]


def _earliest(each: Told) -> tuple[bool, str, str, str]:
    at = each.article.published
    return at is None, at or "", each.article.id, each.id


def best(found: Sequence[Agreement]) -> list[Agreement]:
    """Those that are among the best of either of their ends."""
    kept: Counter[int] = Counter()
    out = []
    for each in sorted(found, key=lambda x: (-x.score, x.a, x.b)):
        if kept[each.a] < BEST or kept[each.b] < BEST:
            out.append(each)
            kept[each.a] += 1
            kept[each.b] += 1
    return out


def _twin_links(twins: Twins, known: Known) -> Iterator[Link]:
    for twin in twins:
        if len(twin) > 1 and len(twin[0].words) >= TWIN_WORDS:
            for a, b in (*combinations(twin[:EXPANDED], 2), *((twin[0], each) for each in twin[EXPANDED:])):
                if a.article.id != b.article.id:
                    yield _link(a, b, known, "same_words", 1.0, "the same words")


def _agreements(twins: Twins, found: Sequence[Agreement], known: Known) -> Iterator[Link]:
    for each in found:
        rule = "same_answer" if each.through_others else "agreement"
        why = f"both have: {', '.join(each.shared)}" if each.shared else "most of the others say the same as both"
        for a in twins[each.a][:EXPANDED]:
            for b in twins[each.b][:EXPANDED]:
                if a.article.id != b.article.id:
                    exact = more_exact(a, b)
                    yield (
                        _link(a, b, known, rule, round(each.score, 3), why)
                        if exact is None
                        else _typed(a, b, exact, round(each.score, 3), known)
                    )


def _differences(
    twins: Twins, found: Mapping[tuple[int, int], tuple[Difference, float]], known: Known
) -> Iterator[Link]:
    for (i, j), (each, asked) in found.items():
        for a in twins[i][:EXPANDED]:
            for b in twins[j][:EXPANDED]:
                if a.article.id == b.article.id and not two_voices(a, b):
                    continue
                here = each if each.rule == THROUGH else difference(a, b, asked)
                if here is not None and here.rule == each.rule:
                    yield _typed(a, b, here, round(asked, 3), known)


def _clashing(found: Mapping[tuple[int, int], tuple[Difference, float]]) -> Iterator[tuple[int, int]]:
    """Pairs whose answers cannot both be so."""
    return (pair for pair, (each, _) in found.items() if each.relation in ("conflict", "deny"))


def _typed(a: Told, b: Told, found: Difference, score: float, known: Known) -> Link:
    """A link with the words that show how the two stand."""
    verdict, evidence = same_origin(a, b, known)
    if verdict and found.relation != "refine" and same_speaker(a, b) is None:
        verdict, evidence = None, None  # two numbers in two copies of one agency are not one word
    link = Link(
        a.id, b.id, found.a_spans or a.statement.content, found.b_spans or b.statement.content, found.relation,
        found.about, verdict, evidence, found.rule, score, found.why,
    )  # fmt: skip
    return link if a.id < b.id else replace(link, a=b.id, b=a.id, a_spans=link.b_spans, b_spans=link.a_spans)


def _link(a: Told, b: Told, known: Known, rule: str, score: float, why: str) -> Link:
    a, b = sorted((a, b), key=lambda t: t.id)
    verdict, evidence = same_origin(a, b, known)
    both_quoted = a.statement.quotation == b.statement.quotation == "direct"
    about: About = "quote" if both_quoted and verdict else "other"
    return Link(
        a.id, b.id, a.statement.content, b.statement.content, "agree", about, verdict, evidence, rule, score, why
    )  # fmt: skip


def _remarks(articles: Sequence[Article], statements: Sequence[Told]) -> Iterator[Reuse]:
    said: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for each in statements:
        said[each.article.id] += (
            (span, speaker) for span in each.statement.content if (speaker := each.statement.speaker)
        )
    texts = {a.id: prepared(a.id, a.text, sorted(said[a.id])) for a in distinct(articles)}
    for a, b, found in remarks(texts):
        yield Reuse(Stretch(a, found.a), Stretch(b, found.b), found.kind)


def distinct(articles: Sequence[Article]) -> list[Article]:
    """One article of each text."""
    return list({a.sha256: a for a in sorted(articles, key=lambda a: a.id, reverse=True)}.values())
