"""Of what kind a name is throughout an article."""

from __future__ import annotations

import re

import pytest

from onrecord.read.kinds import bearer, one_kind
from onrecord.rows import EntityKind, Mention


def kinds(text: str, **told: EntityKind) -> dict[str, EntityKind]:
    """The kinds of names, each given by its words (`_` for a space) wherever they stand."""
    mentions = [
        Mention(m.span(), "name", kind)
        for words, kind in told.items()
        for m in re.finditer(rf"\b{words.replace('_', ' ')}\b(?! [A-Z])", text)
    ]
    return {text[slice(*m.span)]: m.kind for m in one_kind(text, mentions)}


def test_a_surname_is_its_bearers_whatever_the_model_says() -> None:
    text = "Ina Vale spoke. Then Vale left."
    assert kinds(text, Ina_Vale="person", Vale="organization")["Vale"] == "person"


def test_the_first_word_of_one_organisation_is_short_for_it() -> None:
    text = "Lark Ferries paid. Then Lark left."
    assert kinds(text, Lark_Ferries="organization", Lark="person")["Lark"] == "organization"


def test_of_several_bearers_none_tells() -> None:
    text = "Lark Ferries paid Lark Council. Then Lark left."
    assert kinds(text, Lark_Ferries="organization", Lark_Council="organization", Lark="person")["Lark"] == "person"


def test_a_place_stays_one() -> None:
    text = "Ashel Ferries paid. Then Ashel was dry."
    assert kinds(text, Ashel_Ferries="organization", Ashel="place")["Ashel"] == "place"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lark shares fell. Lark said so.", "organization"),
        ("It wants to acquire Lark. Lark said so.", "organization"),
        ("Lark fighters fled. Lark said so.", "organization"),
        ("Lark's foreign ministry left. Lark said so.", "place"),
        ("Lark sang. Lark said so.", "person"),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(text: str, kind: EntityKind) -> None:
    assert kinds(text, Lark="person") == {"Lark": kind}


def test_two_persons_of_one_surname_are_no_one() -> None:
    assert bearer("Vale", [("Ina Vale", "person"), ("Tam Vale", "person")]) is None
    assert bearer("Vale", [("Ina Vale", "person"), ("Vale Ferries", "organization")]) is None
    assert bearer("Lark", [("Lark Ferries", "organization"), ("Lark Ferries Group", "organization")]) == "organization"
