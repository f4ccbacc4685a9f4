"""Which statements say the same, who is linked through others, and how they are put in groups."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import agree
from onrecord.link.agree import AGREED, CLAIMED, SURE, agreed, likely
from onrecord.link.groups import DENSE, dense
from onrecord.link.told import Told
from rows_made import said

TEXTS = (
    "forty tunnellers were carried across the Ashel estuary by rescue boats",
    "rescue boats carried forty tunnellers over the swollen Ashel estuary",
    "boats from Keddra took the tunnellers across the Ashel estuary",
    "barley prices at Farbank rose for the fourth week in a row",
)


def of(*texts: str) -> tuple[list[Told], list[set[str]]]:
    told = [said(t) for t in texts]
    return told, [{t.article.id} for t in told]


def with_scores(monkeypatch: pytest.MonkeyPatch, scores: dict[tuple[int, int], float]) -> None:
    """As if the model gave pairs these probabilities."""
    found = [(i, j, score, score) for (i, j), score in scores.items() if score >= AGREED]
    monkeypatch.setattr(agree, "likely", lambda *_: iter(found))


def test_the_same_said_in_other_words_agrees_and_what_is_of_something_else_does_not() -> None:
    found = agreed(*of(*TEXTS))
    assert {(x.a, x.b) for x in found.pairs} >= {(0, 1)}
    assert all(3 not in (x.a, x.b) for x in found.pairs)
    assert [3] in found.groups
    (first,) = [x for x in found.pairs if (x.a, x.b) == (0, 1)]
    assert "tunneller" in first.shared
    assert not first.through_others


def test_what_is_not_surely_enough_the_same_makes_a_link_and_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    assert AGREED < CLAIMED < SURE
    with_scores(monkeypatch, {(0, 1): CLAIMED - 0.01})
    found = agreed(*of(*TEXTS))
    assert [(x.a, x.b) for x in found.pairs] == [(0, 1)]
    assert found.groups == [[0], [1], [2], [3]]
    assert found.sure == frozenset()
    with_scores(monkeypatch, {(0, 1): CLAIMED})
    assert agreed(*of(*TEXTS)).groups == [[0, 1], [2], [3]]
    with_scores(monkeypatch, {(0, 1): SURE})
    assert agreed(*of(*TEXTS)).sure == {(0, 1)}


def test_two_that_the_others_of_their_group_tie_are_linked_through_these(monkeypatch: pytest.MonkeyPatch) -> None:
    with_scores(monkeypatch, {(0, 1): 0.9, (0, 2): 0.9, (1, 3): 0.8, (2, 3): 0.8})
    told, articles = of(*TEXTS)
    found = agreed(told, articles)
    assert found.groups == [[0, 1, 2, 3]] or len(found.groups) > 1
    through = {(x.a, x.b) for x in found.pairs if x.through_others}
    group = max(found.groups, key=len)
    assert through == set(combinations(group, 2)) - {(0, 1), (0, 2), (1, 3), (2, 3)} != set()
    assert all(x.score == AGREED for x in found.pairs if x.through_others)
    one = set.union(*articles)
    alone = agreed(told, [{min(one)}] * 4)
    assert not [x for x in alone.pairs if x.through_others], "statements of one article alone are not linked"


def test_what_is_vetoed_is_linked_neither_by_its_words_nor_through_others(monkeypatch: pytest.MonkeyPatch) -> None:
    with_scores(monkeypatch, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9})
    told, articles = of("30 tunnellers were saved", "the tunnellers were all saved", "40 tunnellers were saved")
    pairs = {(x.a, x.b) for x in agreed(told, articles).pairs}
    assert (0, 2) not in pairs
    assert {(0, 1), (1, 2)} <= pairs


def test_blocks_find_what_one_block_does_where_it_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    told, articles = of(*(f"{t} on {day}" for day in ("Monday", "Sunday") for t in TEXTS))
    whole = {(i, j) for i, j, *_ in likely(told, articles)}
    assert (0, 1) in whole
    monkeypatch.setattr(agree, "BLOCK", 4)
    parts = {(i, j) for i, j, *_ in likely(told, articles)}
    assert all(0 <= i < j < len(told) and j - i < 4 for i, j in parts)
    assert (0, 1) in parts
    assert max(j for _, j in parts) >= 5, "the last block too"


def test_trees_of_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agree, "FEATURES", ("like",))
    with pytest.raises(ValueError, match=r"run training/agreement\.py again"):
        agree.model()


def slow_dense(n: int, scored: list[tuple[float, int, int]]) -> list[list[int]]:
    """`dense` by its definition: all pairs between two groups are looked at each time."""
    pairs = sorted(scored, key=lambda x: (-x[0], x[1], x[2]))
    linked = {frozenset((a, b)) for _, a, b in pairs}
    found = [{i} for i in range(n)]
    for _, a, b in pairs:
        one, other = (next(g for g in found if x in g) for x in (a, b))
        if one is other:
            continue
        between = sum(frozenset((i, j)) in linked for i in one for j in other)
        if between >= DENSE * len(one) * len(other):
            found.remove(other)
            one |= other
    return sorted(sorted(g) for g in found)


@given(st.lists(st.tuples(st.sampled_from([0.5, 0.7, 0.9]), st.integers(0, 8), st.integers(0, 8)), max_size=40))
def test_dense_groups_are_those_of_the_definition(drawn: list[tuple[float, int, int]]) -> None:
    pairs = list({(a, b): (s, a, b) for s, a, b in drawn if a < b}.values())
    assert sorted(dense(9, pairs)) == slow_dense(9, pairs)


def test_large_groups_that_nearly_join_cost_no_more_than_their_pairs() -> None:
    """Two answers of 150 wordings, with links between two in five: a million pairs, to be counted again and again."""
    rng = np.random.default_rng(1)
    size = 150
    within = [(0.9, a, b) for s in (0, size) for a, b in combinations(range(s, s + size), 2)]
    across = [(0.5, a, b) for a in range(size) for b in range(size, 2 * size) if rng.random() < 0.4]
    assert [len(g) for g in dense(2 * size, [*within, *across])] == [size, size]


def test_two_answers_differ_in_all_their_statements_that_have_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    told, articles = of(
        "The release of the tunnellers was part of a barter with the smugglers.",
        "It was a barter: the tunnellers came out when the smugglers went in.",
        "The tunnellers came out on the day when the smugglers went in.",
        "The release of the tunnellers was not a barter.",
    )
    scores = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): 0.4}
    with_scores(monkeypatch, scores)
    found = agreed(told, articles)
    assert found.differing[0, 3][0].relation == found.differing[1, 3][0].relation == "deny"
    assert (2, 3) not in found.differing, "it does not speak of a barter"
    with_scores(monkeypatch, scores | {(1, 3): 0.5})
    assert (1, 3) not in agreed(told, articles).differing or agreed(told, articles).differing[1, 3][
        0
    ].rule != "other_answer"


def test_what_two_voices_of_one_article_say_may_differ_and_does_not_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    told, articles = of("No one was injured at the dam.", "Two people were injured at the dam.")
    speaker = replace(told[0].statement, voice="attributed", speaker="s")
    here = [
        replace(told[0], statement=speaker),
        replace(told[1], statement=replace(told[1].statement, voice="narrator")),
    ]
    one = [articles[0], articles[0]]
    with_scores(monkeypatch, {})
    assert agreed(here, one).differing[0, 1][0].rule == "nobody_and_somebody"
    assert agreed(told, one).differing == {}, "one voice"
    with_scores(monkeypatch, {(0, 1): 0.9})
    alike, _ = of("Two people were injured at the dam.", "At the dam two people were injured.")
    assert agreed(alike, one).pairs == []
