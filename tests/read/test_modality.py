from __future__ import annotations

import pytest

from onrecord.read.modality import RULES, modality


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the bridge fell on Monday", "asserted"),
        ("denied", "firing on the crowd", "denied"),
        ("said", "“There is never an excuse to hide.”", "asserted"),
        ("said", "he would often walk the quay", "asserted"),
        ("said", "the crew left as soon as possible", "asserted"),
        ("said", "“I want to thank the crew.”", "asserted"),
        ("said", "“Pray for the crew.”", "wished"),
        ("said", "“May God bless the crew.”", "wished"),
        ("said", "she could hear the bells", "asserted"),
        ("said", "the lock could fail", "hedged"),
        ("said", "“This is not a retreat.”", "denied"),
        ("urged", "both sides to talk", "wished"),
        ("told", "residents to leave", "wished"),
        ("told", "residents had left", "asserted"),
        ("said", "we want the water back", "wished"),
        ("said", "the water will be back by Friday", "predicted"),
        ("forecast", "rain on Sunday", "predicted"),
        ("said", "the pump may have failed", "hedged"),
        ("is believed", "to have fled", "hedged"),
        ("dismissed", "the idea that the lock was shut", "denied"),
        ("dismissed", "the lawsuit", "asserted"),
        ("said", "the May flood was the worst", "asserted"),
        ("praised", "the strong, united will of the valley", "asserted"),
        ("said", "it did not reach the quay", "asserted"),
        ("said", "I gave no order to fire, and would not have given it", "denied"),
        ("said", "It was not an order", "denied"),
        ("said", "They are not clear on that", "asserted"),
        ("said", "It is not clear who fired", "asserted"),
        ("told", "“I don't want to talk on that yet”", "asserted"),
        ("said", "There were no reports of any damage", "asserted"),
        ("said", "the delays are due to changes in the rota", "asserted"),
        ("said", "the ferry is due to sail on Monday", "predicted"),
        ("asked", "how the change would alter the rota", "asserted"),
        ("called", "the plan a farce", "asserted"),
        ("calls", "the plan a farce", "asserted"),
        ("calling", "the plan a farce", "asserted"),
        ("reiterated calls", "for the lock to be opened", "wished"),
        ("also reiterated", "calls for the lock to be opened", "wished"),
        ("promised", "to open the lock", "wished"),
        ("promised", "the lock would open by noon", "predicted"),
        ("told", "“I went to hear it”", "asserted"),
        ("said", "he was praying that she was safe", "wished"),
        ("said", "the pumps are old and the lock will be shut", "asserted"),
        ("said", "if true, it would be a scandal", "hedged"),
        ("said", "he appeared on the quay", "asserted"),
        ("reportedly said", "the lock was shut", "asserted"),
        ("are said", "to have fled", "hedged"),
        ("said", "the crew believe there was a leak", "asserted"),
        ("said", "they believed there was a leak", "hedged"),
        ("told", "of its plan to shut the lock", "predicted"),
        ("says", "don't look at him", "wished"),
        ("", "The council met and agreed a plan which will cost two million", "asserted"),
    ],
)
def test_modality(cue: str, content: str, expected: str) -> None:
    assert modality(cue, content) == expected


def test_every_rule_says_why() -> None:
    assert all(rule.__doc__ for rule in RULES)
