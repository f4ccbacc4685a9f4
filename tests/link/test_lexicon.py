"""The lexicon layer. Fiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.lexicon import CLASSES, KINDS, WEIGHTS, marked, score


def test_every_class_weighs_something() -> None:
    assert set(CLASSES) == set(WEIGHTS) == set(KINDS.values())
    assert all(weight > 0 for weight in WEIGHTS.values())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The mayor of Ashel opened a bridge.", []),
        ("The mayor lashed out in a furious tirade.", ["loaded", "loaded", "loaded"]),
        ("The mayor admitted it.", ["factive"]),
        ("The mayor claimed it was perhaps so.", ["assertive", "hedge"]),
    ],
)
def test_words_are_marked_by_class(text: str, kinds: list[str]) -> None:
    found = [each.kind for each in marked(text)]
    assert [kind for kind in found if kind != "intensifier"] == kinds


def test_a_loaded_sentence_scores_above_a_plain_one() -> None:
    assert score("The regime unleashed chaos.") > score("The government closed a road.") == 0


@given(st.text())
def test_marks_lie_within_any_text(text: str) -> None:
    for each in marked(text):
        assert text[slice(*each.span)].strip()
    assert score(text) >= 0
