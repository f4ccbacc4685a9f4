from __future__ import annotations

import pytest

from onrecord.read.modality import RULES, modality


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the bridge fell on Monday", "asserted"),
        ("denied", "firing on the crowd", "denied"),
        ("said", "“This is not a retreat.”", "denied"),
        ("urged", "both sides to talk", "wished"),
        ("told", "residents to leave", "wished"),
        ("told", "residents had left", "asserted"),
        ("said", "we want the water back", "wished"),
        ("said", "the water will be back by Friday", "predicted"),
        ("forecast", "rain on Sunday", "predicted"),
        ("said", "the pump may have failed", "hedged"),
        ("is believed", "to have fled", "hedged"),
        ("", "The council met and agreed a plan which will cost two million", "asserted"),
    ],
)
def test_modality(cue: str, content: str, expected: str) -> None:
    assert modality(cue, content) == expected


def test_every_rule_says_why() -> None:
    assert all(rule.__doc__ for rule in RULES)
