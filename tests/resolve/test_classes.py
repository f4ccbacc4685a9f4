"""What kind of speaker a source is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.classes import Who, speaker_class
from onrecord.rows import EntityKind


def who(words: str, kind: EntityKind = "unknown", name: str | None = None) -> Who:
    return Who(words, words, kind, name)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (who("mayor Tam Orrel", "person", "Tam Orrel"), "named_person"),
        (who("the Halyard Agency", "organization", "Halyard Agency"), "named_organization"),
        (who("Sundrel", "place", "Sundrel"), "named_organization"),
        (who("a senior official", "person"), "unnamed_person"),
        (who("one of the drivers", "person"), "unnamed_person"),
        (who("two diplomats", "person"), "unnamed_group"),
        (who("witnesses"), "unnamed_group"),
        (who("police"), "unnamed_group"),
        (who("local media", "organization"), "unnamed_group"),
        (who("the Sundrel government", "organization"), "named_organization"),
        (who("Corvane's defence ministry", "organization"), "named_organization"),
        (who("the ministry", "organization"), "named_organization"),
        (who("the airline", "organization"), "unnamed_group"),
        (who("Authorities"), "unnamed_group"),
        (who("Sundreli officials"), "unnamed_group"),
        (who("the report"), "document"),
        (who("a video"), "document"),
        (who("Two studies"), "document"),
        (who("he", "person"), "unknown"),
        (who("they"), "unnamed_group"),
        (who("it"), "unknown"),
    ],
)
def test_classes(speaker: Who, expected: str) -> None:
    assert speaker_class(speaker) == expected


def test_a_named_paper_is_no_document() -> None:
    assert speaker_class(who("the Quayside Report", "organization", "Quayside Report")) == "named_organization"


@given(st.text(max_size=300), st.sampled_from(["person", "group", "organization", "place", "document", "unknown"]))
def test_any_words_have_a_class(words: str, kind: EntityKind) -> None:
    assert speaker_class(who(words, kind))


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (who("the two-time coach", "person"), "unnamed_person"),
        (who("the 65-year-old winner", "person"), "unnamed_person"),
        (who("employee", "person"), "unnamed_group"),
        (who("one"), "unnamed_person"),
        (who("the Fair Ferries Act", "organization", "Fair Ferries Act"), "document"),
        (who("Bill", "person", "Orrel Bill"), "named_person"),
        (who("An Ashel court", "organization"), "named_organization"),
    ],
)
def test_numbers_in_compounds_kinds_and_laws(speaker: Who, expected: str) -> None:
    assert speaker_class(speaker) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (who("LarkTracker (@larktracker)"), "named_organization"),
        (who("The official Twitter account"), "named_organization"),
        (who("her LinkedIn account"), "document"),
        (who("a Twitter account"), "unknown"),
        (who("a “Wanted” poster"), "document"),
    ],
)
def test_accounts(speaker: Who, expected: str) -> None:
    assert speaker_class(speaker) == expected
