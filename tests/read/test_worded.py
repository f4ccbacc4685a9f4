"""What the words of a mention leave no doubt about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.worded import as_worded, in_headline
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


@pytest.mark.parametrize(
    ("text", "words", "form", "kind", "expected"),
    [
        ("Then A.Q. Orrel ran.", "Orrel", "name", "person", ("A.Q. Orrel", "name", "person")),
        ("Then the U.S. Orrel ran.", "Orrel", "name", "person", ("Orrel", "name", "person")),
        ("Then Tam do Orrel ran.", "Orrel", "name", "person", ("Tam do Orrel", "name", "person")),
        (
            "The ferry sank. Lark River and Ferry Commission met.", "Lark River", "name", "organization",
            ("Lark River and Ferry Commission", "name", "organization"),
        ),
        (
            "Lark River and Sund Commission met.", "Lark River", "name", "organization",
            ("Lark River", "name", "organization"),
        ),
        ("Then the Keddra bank paid.", "Keddra bank", "name", "organization",
         ("the Keddra bank", "description", "organization")),
        ("Then Lark shareholders met.", "Lark shareholders", "name", "person",
         ("Lark shareholders", "description", "person")),
        ("Then LarkWorks paid.", "LarkWorks", "name", "person", ("LarkWorks", "name", "organization")),
        ("Then MacOrrel paid.", "MacOrrel", "name", "person", ("MacOrrel", "name", "person")),
        ("He met Deputy Chief of the Sund Police.", "Sund Police", "name", "organization",
         ("Sund Police", "name", "organization")),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(
    text: str, words: str, form: MentionForm, kind: EntityKind, expected: tuple[str, MentionForm, EntityKind]
) -> None:
    assert worded(text, words, form, kind) == expected


def names_in(text: str, *told: tuple[str, MentionForm, EntityKind]) -> list[str]:
    mentions = [Mention((text.index(w), text.index(w) + len(w)), form, kind) for w, form, kind in told]
    return [text[slice(*m.span)] for m in as_worded(text, mentions) if m.form == "name"]


def test_a_word_before_a_role_at_the_head_of_a_sentence_is_no_name() -> None:
    told: list[tuple[str, MentionForm, EntityKind]] = [("Kiosk", "name", "person"), ("Tam Orrel", "name", "person")]
    assert names_in("Kiosk owner Tam Orrel sold out.", *told) == ["Tam Orrel"]
    assert names_in("He asked Kiosk. Kiosk owner Tam Orrel sold out.", *told) == ["Kiosk", "Tam Orrel"]


def test_who_wrote_the_article_is_nobody_in_it() -> None:
    assert names_in("It rained. (Reporting by Tam Orrel)", ("Tam Orrel", "name", "person")) == []


def test_the_place_of_an_office_is_no_part_of_the_name() -> None:
    text = "Keddra is dry, the mayor of Keddra Tam Orrel said."
    start = text.index("Keddra Tam")
    mentions = [Mention((0, 6), "name", "place"), Mention((start, start + 16), "name", "person")]
    assert [text[slice(*m.span)] for m in as_worded(text, mentions)] == ["Keddra", "Tam Orrel"]


def test_a_description_ends_where_the_name_does_that_it_ends_with() -> None:
    text = "The ferry sank, Karsk’s Lark River and Ferry Commission said."
    name, description = text.index("Lark River"), text.index("Karsk")
    mentions = [
        Mention((description, name + 10), "description", "organization"),
        Mention((name, name + 10), "name", "organization"),
    ]
    found = as_worded(text, mentions)
    assert [text[slice(*m.span)] for m in found if m.form == "description"] == [
        "Karsk’s Lark River and Ferry Commission"
    ]


def test_a_people_is_short_for_the_one_airline_called_so() -> None:
    text = "Syrian Airways paid. Then Syrian said it was sorry."
    source = (text.index("Syrian said"), text.index("Syrian said") + 6)
    airline = Mention((0, 14), "name", "organization")
    found = as_worded(text, [airline, Mention(source, "description", "person")], {source})
    assert [(text[slice(*m.span)], m.form, m.kind) for m in found][1:] == [("Syrian", "name", "organization")]
    alone = as_worded(text[14:], [Mention((source[0] - 14, source[1] - 14), "description", "person")], {(12, 18)})
    assert [m.form for m in alone] == ["description"]


def test_a_name_ends_before_what_it_does() -> None:
    text = "Ashel Airport Police told local radio"
    assert in_headline(text, Mention((0, 31), "name", "organization")).span == (0, 20)
