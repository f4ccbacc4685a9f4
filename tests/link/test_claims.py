"""Bounds of origins against a plain reading of their definition."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import claims as module
from onrecord.link.claims import Judge, bound, claims
from onrecord.link.groups import dense, widened
from onrecord.link.origins import Known
from onrecord.link.told import Told
from rows_made import article, said

Edges = dict[tuple[int, int], set[bool]]


def by_definition(n: int, edges: Edges) -> tuple[int, int]:
    """Nodes are the articles; what is shown to be the same merges; contradictory edges merge nothing; `max` is the
    number of components, and the most that `min` may be is the size of the largest set that is pairwise apart."""
    part = list(range(n))
    for (a, b), verdicts in edges.items():
        if verdicts == {True}:
            part = [part[a] if x == part[b] else x for x in part]
    parts = sorted(set(part))
    apart = {frozenset((part[a], part[b])) for (a, b), v in edges.items() if v == {False} and part[a] != part[b]}
    largest = max(
        size
        for size in range(1, len(parts) + 1)
        for chosen in combinations(parts, size)
        if all(frozenset(two) in apart for two in combinations(chosen, 2))
    )
    return largest, len(parts)


def statements(n: int, per_article: int) -> list[list[Told]]:
    """Short statements in different words, some articles with several."""
    found = []
    for i in range(n):
        a = article(f"Report {i}", source=f"https://o{i}.example")
        found += [[said(f"word{i}{'x' * k} fell", article_of=a)] for k in range(per_article)]
    return found


def bounds(twins: list[list[Told]], sure: bool = True, known: Known | None = None) -> tuple[int, int]:
    """The bound of an answer whose tellings all say the same, surely or not."""
    pairs = frozenset(combinations(range(len(twins)), 2)) if sure else frozenset()
    return bound(range(len(twins)), Judge(twins, known or Known(), pairs))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Edges]:
    n = draw(st.integers(1, 6))
    pairs = list(combinations(range(n), 2))
    kinds = st.sampled_from([set(), set(), {True}, {False}, {False}, {True, False}])
    return n, {pair: draw(kinds) for pair in pairs}


@given(graphs())
@settings(max_examples=150)
def test_bounds_are_those_of_the_definition(graph: tuple[int, Edges]) -> None:
    n, edges = graph
    members = statements(n, 2)
    article_at = {twin[0].article.id: i // 2 for i, twin in enumerate(members)}
    second = {twin[0].id for twin in members[1::2]}

    def told(a: Told, b: Told, _: Known) -> tuple[bool | None, str | None]:
        """The first verdict of a pair of articles holds for their first statements, the second for the others."""
        i, j = sorted((article_at[a.article.id], article_at[b.article.id]))
        verdicts = sorted(edges[i, j])
        at = len({a.id, b.id} & second) // 2
        return (verdicts[min(at, len(verdicts) - 1)], "shown") if verdicts else (None, None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "same_origin", told)
        least, most = bounds(members)
    largest, parts = by_definition(n, edges)
    assert most == parts
    assert 1 <= least <= largest <= most
    assert (least > 1) == (largest > 1), "two that are shown apart are counted as two"
    if largest <= 2:
        assert least == largest


def test_copies_are_one_origin_whoever_is_named() -> None:
    text = "the pumps at Ashel stopped before dawn because of rust"
    twin = [said(text, f"Speaker {i}", article_of=article(text, source=f"https://{i}.example")) for i in range(30)]
    assert bounds([twin]) == (1, 1)


def test_named_speakers_of_different_institutions_are_counted_apart_and_unknown_ones_never() -> None:
    texts = ["pumps stopped at dawn", "the sluice gate broke", "water came over the wall", "the dam is gone"]
    named = [[said(t, name)] for t, name in zip(texts, ["Tam Orrel", "Ines Vauk", "Jor Bessel"], strict=False)]
    trades = ["diver", "quilter", "organist"]
    known = Known({str(t.statement.speaker): [trade] for (t,), trade in zip(named, trades, strict=True)})
    assert bounds(named, known=known) == (3, 3)
    assert bounds([*named, [said(texts[3])]], known=known) == (3, 4)
    assert bounds([[said(t)] for t in texts]) == (1, 4)
    assert bounds(named, sure=False, known=known) == (1, 3), "who may speak of something else is not counted apart"


def test_a_claim_counts_articles_not_statements() -> None:
    a = article("The dam broke. The dam is broken.", source="https://a.example", outlet="Keddra Bulletin")
    twins = [
        [said("the dam at Ashel broke", article_of=a)],
        [said("the dam at Ashel is broken", article_of=a), said("the dam at Ashel is broken", "Tam Orrel")],
        [said("barley is dear")],
    ]
    (claim,) = claims(twins, [[0, 1], [2]], [[0, 1], [2]], frozenset(), Known())
    (answer,) = claim.answers
    assert (answer.reports, len(answer.statements), answer.speakers) == (2, 3, (twins[1][1].statement.speaker,))
    assert 1 <= answer.origins[0] <= answer.origins[1] <= answer.reports
    assert answer.value in {"the dam at Ashel broke", "the dam at Ashel is broken"} or answer.value
    assert claim.question


def claimed(a: str, b: str, *, outlets: tuple[str | None, str | None] = ("A", "B"), one: bool = False) -> bool:
    """Whether two tellings of one thing make a claim, of articles of two outlets or of one article."""
    articles = [
        article(t, source=f"https://{i}.example", outlet=o)
        for i, (t, o) in enumerate(zip((a, b), outlets, strict=True))
    ]
    twins = [[said(t, article_of=x)] for t, x in zip((a, b), [articles[0]] * 2 if one else articles, strict=True)]
    return bool(claims(twins, [[0, 1]], [[0, 1]], frozenset(), Known()))


def test_what_makes_a_claim() -> None:
    broke = "The dam at Ashel broke.", "The Ashel dam is broken."
    assert claimed(*broke)
    assert claimed(*broke, outlets=(None, None)), "articles without an outlet are not of one"
    assert not claimed(*broke, one=True), "one article alone"
    assert not claimed(*broke, outlets=("A", "A")), "one outlet alone"
    assert not claimed("It was that.", "So it all was that."), "it says nothing"
    assert not claimed("Did the dam at Ashel break?", "Is the Ashel dam broken?"), "a question is no answer"


def test_a_caption_alone_makes_no_second_report() -> None:
    other = article("the dam at Ashel is broken", outlet="Keddra Bulletin")
    twins = [[said("the dam at Ashel broke")], [said(other.text, article_of=other, zone="caption")]]
    assert claims([twins[0], [said(other.text, article_of=other)]], [[0, 1]], [[0, 1]], frozenset(), Known())
    assert claims(twins, [[0, 1]], [[0, 1]], frozenset(), Known()) == []


def test_a_chain_of_likenesses_makes_no_group() -> None:
    chain = [(0.9, 0, 1), (0.8, 2, 3), (0.7, 1, 2)]
    assert dense(4, chain) == [[0, 1], [2, 3]]
    assert dense(4, [*chain, (0.6, 0, 2)]) == [[0, 1, 2, 3]], "half of the pairs are linked by the time they are asked"
    assert dense(3, []) == [[0], [1], [2]]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7), st.integers(0, 7)).filter(lambda x: x[1] < x[2])))
def test_groups_share_out_all_places_whatever_the_order_of_links(pairs: list[tuple[float, int, int]]) -> None:
    once = list({(a, b): (s, a, b) for s, a, b in pairs}.values())
    found = dense(8, once)
    assert sorted(x for group in found for x in group) == list(range(8))
    assert dense(8, reversed(once)) == found


def test_answers_that_differ_stand_in_one_claim_and_a_third_that_differs_from_one_alone_does_not() -> None:
    texts = ("Thirty barns burned at Varn.", "About 30 barns burned.", "Nine barns burned there.", "No barn burned.")
    twins = [
        [said(t, article_of=article(t, source=f"https://b{i}.example", outlet=f"B{i}"))] for i, t in enumerate(texts)
    ]
    groups = [[0, 1], [2], [3]]
    (one,) = [c for c in claims(twins, groups, groups, frozenset(), Known(), [(1, 2), (2, 3)]) if len(c.answers) > 1]
    assert [a.reports for a in one.answers] == [2, 1]
    assert [set(a.statements) for a in one.answers] == [{t[0].id for t in twins[:2]}, {twins[2][0].id}]
    assert all(low <= high <= a.reports for a in one.answers for low, high in [a.origins])
    (three,) = claims(twins, groups, groups, frozenset(), Known(), [(1, 2), (2, 3), (0, 3)])
    assert [len(a.statements) for a in three.answers] == [2, 1, 1]
    assert len(claims(twins, groups, groups, frozenset(), Known())) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from([0.4, 0.6, 0.9]), st.integers(0, 9), st.integers(0, 9)).filter(lambda x: x[1] < x[2])
    )
)
def test_no_linked_pair_is_lost_when_groups_are_widened(scored: list[tuple[float, int, int]]) -> None:
    groups = dense(10, scored)
    wide = widened(groups, ((i, j) for _, i, j in scored))
    assert all(set(group) <= set(more) for group, more in zip(groups, wide, strict=False))
    assert all(any({i, j} <= set(group) for group in wide) for _, i, j in scored)
    assert all(len(group) == 2 for group in wide[len(groups) :])


def test_who_says_two_things_stands_in_two_groups() -> None:
    pairs = [(0.9, 0, 1), (0.9, 0, 2), (0.9, 1, 2), (0.9, 3, 4), (0.8, 2, 3), (0.8, 2, 4)]
    assert widened(dense(5, pairs), [(i, j) for _, i, j in pairs]) == [[0, 1, 2], [2, 3, 4]]
    chain = [(0.9, 0, 1), (0.8, 1, 2)]
    assert widened([[0, 1], [2], [3]], [(i, j) for _, i, j in chain]) == [[0, 1, 2], [2], [3]]
