"""The lexicon layer. Fiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.lexicon import CLASSES, KINDS, PROPERTIES, WEIGHTS, marked, properties, score


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


def worth(name: str, text: str) -> float:
    """The value of one property."""
    return dict(zip([each.__name__ for each, _ in PROPERTIES], properties(text), strict=True))[name]


def test_a_loaded_sentence_scores_above_a_plain_one() -> None:
    plain = score("The government closed a road.")
    assert score("The regime unleashed chaos.") > plain > 0
    assert score("The regime closed a road.") > plain


@pytest.mark.parametrize(
    ("name", "more", "less"),
    [
        ("weighed", "The regime closed a road.", "The government closed a road."),
        ("unlisted", "The mayor guzzled gruel.", "The mayor closed a road."),
        ("length", "The mayor closed a road in the town.", "The mayor closed a road."),
        ("numbers", "The mayor closed 12 roads.", "The mayor closed the roads."),
        ("plainly_said", "The mayor said it.", "The mayor shouted it."),
        ("short_quotations", 'The "free" road is closed.', "The free road is closed."),
        ("short_quotations", "The “toll free” road is closed.", "The “road is open to all of us” sign is gone."),
    ],
)
def test_a_property_is_found(name: str, more: str, less: str) -> None:
    assert worth(name, more) > worth(name, less)


def test_names_are_not_rare_words() -> None:
    assert worth("unlisted", "Sundrel met Varnish Ashelby.") == 0


def test_each_property_moves_the_score_as_its_weight_says() -> None:
    """Figures and plain words of saying speak against a marked wording, all others for it."""
    assert {each.__name__ for each, weight in PROPERTIES if weight < 0} == {"numbers", "plainly_said"}


def test_a_span_is_scored_as_its_text_alone() -> None:
    text = 'The mayor said 5 roads were shut. The "regime" unleashed chaos, guzzling gruel.'
    at = text.index("The", 5)
    assert score(text, (at, len(text))) == score(text[at:])
    assert score(text, (0, at)) == score(text[:at])


@given(st.text())
def test_marks_lie_within_any_text(text: str) -> None:
    for each in marked(text):
        assert text[slice(*each.span)].strip()
    assert 0 < score(text) < 1


@pytest.mark.parametrize("one", ["“", '"', "a", "“a", "5 ", "mayor "])
def test_a_text_of_one_thing_over_and_over_is_scored(one: str) -> None:
    assert 0 <= score(one * (1_000_000 // len(one))) <= 1
