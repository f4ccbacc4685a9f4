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
        ("THE WATER SERVICE SAID SO", "THE WATER SERVICE", "description", "organization",
         ("THE WATER SERVICE", "description", "organization")),
    ],
)  # fmt: skip
def test_rules(
    text: str, words: str, form: MentionForm, kind: EntityKind, expected: tuple[str, MentionForm, EntityKind]
) -> None:
    assert worded(text, words, form, kind) == expected


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
