"""How the cue puts what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.stance import stance


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the dam held", "neutral"),
        ("according to", "the dam held", "neutral"),
        ("insisted", "the dam held", "neutral"),
        ("admitted", "the dam broke", "endorsing"),
        ("has confirmed", "the dam broke", "endorsing"),
        ("pointed out", "the dam broke", "endorsing"),
        ("a confession", "the dam broke", "endorsing"),
        ("claimed", "the dam held", "distancing"),
        ("falsely said", "the dam held", "distancing"),
        ("said without evidence", "the dam held", "distancing"),
        ("so-called", "holding", "distancing"),
        ("allegedly admitted", "the dam broke", "distancing"),
        ("claimed", "responsibility for the attack", "neutral"),
        ("claimed", "the lives of two people", "neutral"),
        ("could not confirm", "the dam broke", "neutral"),
        ("declined to reveal", "the cost", "neutral"),
        ("denied", "the dam broke", "neutral"),
        ("said in a note Friday", "the dam broke", "neutral"),
        ("noted", "the dam broke", "endorsing"),
        ("is known for", "its dam", "neutral"),
        ("know about", "the dam", "neutral"),
        ("exposed", "the names of thousands", "neutral"),
        ("exposed", "how the dam broke", "endorsing"),
        ("didn't immediately confirm", "the figure", "neutral"),
        ("", "the dam broke", None),
    ],
)
def test_stance(cue: str, content: str, expected: str | None) -> None:
    assert stance(cue, content) == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words(cue: str, content: str) -> None:
    assert stance(cue, content) in ("endorsing", "distancing", "neutral", None)
