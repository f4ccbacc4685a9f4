"""How a link reads from either end. All of it fiction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.rows import Figure, Link, Relation
from onrecord.show.relating import SAID, Relating, is_shown, relating

LINK = Link("a", "b", ((0, 3),), ((5, 9),), "agree", "other", None, None, "agreement", 0.9, "")
WHERE = {"a": "one", "b": "other"}


def figure(article: str, span: tuple[int, int], low: float | None, high: float | None) -> Figure:
    return Figure(f"{article}{span}", article, None, span, low, high, counted="goats", happened="killed")


@pytest.mark.parametrize(
    ("relation", "kind"),
    [("agree", "same"), ("deny", "denied"), ("conflict", "otherwise"), ("update", "otherwise"), ("refine", None)],
)
def test_each_relation_is_of_a_kind(relation: Relation, kind: Relating | None) -> None:
    """Of two that are linked by figures that the record lacks, nothing is said."""
    link = replace(LINK, relation=relation)
    assert relating(link, "a", WHERE, {}) == relating(link, "b", WHERE, {}) == kind


@pytest.mark.parametrize(
    ("mine", "theirs", "kinds"),
    [
        ((6, None), (7, 7), ("more_exactly", "less_exactly")),
        ((7, 7), (6, 9), ("less_exactly", "more_exactly")),
        ((6, 8), (7, 9), (None, None)),
        ((7, 7), (7, 7), (None, None)),
        ((7, 7), (20, 20), (None, None)),
        ((60, None), (24, None), (None, None)),
    ],
)
def test_the_number_within_the_others_bounds_is_the_more_exact(
    mine: tuple[float, float | None], theirs: tuple[float, float | None], kinds: tuple[Relating | None, Relating | None]
) -> None:
    link = replace(LINK, relation="refine")
    figures = {("one", (0, 3)): figure("one", (0, 3), *mine), ("other", (5, 9)): figure("other", (5, 9), *theirs)}
    assert (relating(link, "a", WHERE, figures), relating(link, "b", WHERE, figures)) == kinds


def test_a_link_is_shown_that_is_sure_enough() -> None:
    assert is_shown(replace(LINK, score=SAID))
    assert not is_shown(replace(LINK, score=SAID - 0.01))
    assert is_shown(replace(LINK, relation="refine", score=SAID))
    assert not is_shown(replace(LINK, relation="refine", score=SAID - 0.01))
    assert is_shown(replace(LINK, relation="conflict", score=0.2))
