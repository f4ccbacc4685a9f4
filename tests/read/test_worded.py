"""What the words of a mention leave no doubt about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.worded import as_worded
from onrecord.rows import EntityKind, Mention, MentionForm


def worded(text: str, words: str, form: MentionForm, kind: EntityKind) -> tuple[str, MentionForm, EntityKind]:
    start = text.index(words)
    span = (start, start + len(words))
    (m,) = as_worded(text, [Mention(span, form, kind)], {span})
    return text[slice(*m.span)], m.form, m.kind


@pytest.mark.parametrize(
    ("text", "words", "form", "kind", "expected"),
    [
        ("Authorities said so.", "Authorities", "name", "organization", ("Authorities", "description", "organization")),
        ("It said KLTV paid.", "KLTV", "name", "person", ("KLTV", "name", "organization")),
        ("Then the US paid.", "US", "name", "place", ("US", "name", "place")),
        ("The Keddra Council met.", "Keddra Council", "name", "place", ("Keddra Council", "name", "organization")),
        ("Tam Orrel of Keddra spoke.", "Tam Orrel of Keddra", "name", "person", ("Tam Orrel", "name", "person")),
        (
            "He left the Centre for Flood Control yesterday.", "Centre", "name", "organization",
            ("Centre for Flood Control", "name", "organization"),
        ),
        (
            "It was the Water Service that said it.", "the Water Service", "description", "organization",
            ("Water Service", "name", "organization"),
        ),
        ("It was the service that said it.", "the service", "description", "organization",
         ("the service", "description", "organization")),
        ("ORREL: We stay here.", "ORREL", "name", "organization", ("ORREL", "name", "person")),
        ("Karsk Says 21 Boatmen Are Safe", "Karsk Says 21 Boatmen", "name", "place", ("Karsk", "name", "place")),
        ("KEDDRA (Halyard) - Three died.", "Halyard", "name", "person", ("Halyard", "name", "organization")),
        ("In May the Lower Sarn Ferry Company paid.", "Ferry Company", "name", "organization",
         ("Lower Sarn Ferry Company", "name", "organization")),
        ("The Orrels met Tam Orrel there.", "Orrels", "name", "person", ("Orrels", "description", "person")),
        ("THE WATER SERVICE SAID SO", "THE WATER SERVICE", "description", "organization",
         ("THE WATER SERVICE", "description", "organization")),
    ],
)  # fmt: skip
def test_rules(
    text: str, words: str, form: MentionForm, kind: EntityKind, expected: tuple[str, MentionForm, EntityKind]
) -> None:
    assert worded(text, words, form, kind) == expected


def marked(text: str, *mentions: tuple[str, MentionForm, EntityKind]) -> list[tuple[str, MentionForm]]:
    """What the rules make of mentions given by their words."""
    given = [Mention((at := text.index(words), at + len(words)), form, kind) for words, form, kind in mentions]
    return [(text[slice(*m.span)], m.form) for m in as_worded(text, given)]


@pytest.mark.parametrize(
    ("text", "words", "form", "expected"),
    [
        ("They shut the gate. A guard wept.", "the gate. A guard", "description",
         [("the gate", "description"), ("A guard", "description")]),
        ("In Keddra, a clerk said so.", "Keddra, a clerk", "description",
         [("Keddra", "description"), ("a clerk", "description")]),
        ("He said 22 people fled.", "He said 22 people", "description", [("He", "pronoun")]),
        ("It rained in Keddra, Dulmar and on us.", "Keddra, Dulmar", "name", [("Keddra", "name"), ("Dulmar", "name")]),
        ("By Tam Orrel, Jr. it was.", "Tam Orrel, Jr", "name", [("Tam Orrel, Jr", "name")]),
        ("KEDDRA (Halyard) - It rained.", "KEDDRA (Halyard", "description",
         [("KEDDRA", "description"), ("Halyard", "description")]),
    ],
)  # fmt: skip
def test_what_the_model_ran_together(
    text: str, words: str, form: MentionForm, expected: list[tuple[str, MentionForm]]
) -> None:
    assert marked(text, (words, form, "person")) == expected


def test_a_credit_before_a_sentence_is_not_a_name_twice() -> None:
    assert marked("Lark Lark paid it.", ("Lark Lark", "name", "organization")) == [("Lark", "name")]


def test_where_somebody_is_based_is_no_part_of_the_name() -> None:
    text = "In Ashel-based Lark Water they met."
    assert ("Lark Water", "name") in marked(text, ("Ashel-based Lark Water", "name", "organization"))


def test_who_has_fighters_is_a_group() -> None:
    text = "He met Free Karsk fighters, and Free Karsk fled."
    mentions = [Mention((7, 17), "name", "person"), Mention((32, 42), "name", "person")]
    assert {m.kind for m in as_worded(text, mentions) if m.form == "name"} == {"organization"}


def test_the_name_behind_a_role() -> None:
    text = "Then water board spokeswoman Ina Vale spoke."
    assert marked(text, ("water board spokeswoman Ina Vale", "description", "person")) == [
        ("water board spokeswoman Ina Vale", "description"),
        ("Ina Vale", "name"),
    ]


def test_somebody_of_an_institution_is_not_the_institution() -> None:
    assert ("A Treasury official", "description") in marked("A Treasury official, who left, said so.")
    assert marked("The Treasury said so.") == []


def test_an_acronym_said_once_in_brackets_is_one_everywhere() -> None:
    text = "The Water Board (LWB) met. LWB says so. A water quality index (WQI) fell, and the WQI is low."
    assert [w for w, _ in marked(text)] == ["LWB", "LWB"]


def test_a_name_taken_in_by_a_longer_one_goes() -> None:
    text = "The Centre for Flood Control met."
    mentions = [Mention((4, 10), "name", "organization"), Mention((15, 28), "name", "organization")]
    assert [text[slice(*m.span)] for m in as_worded(text, mentions)] == ["Centre for Flood Control"]


def test_a_place_within_an_organisation_stays() -> None:
    text = "The Bank of Sundrel met."
    mentions = [Mention((4, 8), "name", "organization"), Mention((12, 19), "name", "place")]
    assert [text[slice(*m.span)] for m in as_worded(text, mentions)] == ["Bank of Sundrel", "Sundrel"]


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 299), st.integers(1, 300)), max_size=8))
def test_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    forms: list[MentionForm] = ["name", "description", "pronoun"]
    mentions = [Mention((a, min(a + n, len(text))), forms[n % 3], "person") for a, n in spans if a < len(text)]
    for m in as_worded(text, mentions):
        assert 0 <= m.span[0] < m.span[1] <= len(text)
