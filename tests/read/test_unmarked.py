"""Names that capitals show, whatever the model marks."""

from __future__ import annotations

from onrecord.read.unmarked import acronyms, behind_roles, officials
from onrecord.rows import Mention


def test_capitals_among_small_letters_are_an_acronym() -> None:
    text = "Then the KLTV said so to the CEO."
    assert [text[slice(*s)] for s in acronyms(text, [])] == ["KLTV"]


def test_an_official_of_somewhere_is_somebody() -> None:
    text = "It was a senior Treasury official who said so."
    assert [text[slice(*s)] for s in officials(text)] == ["a senior Treasury official"]


def test_a_name_behind_a_role() -> None:
    text = "water board spokeswoman Ina Vale said"
    found = list(behind_roles(text, [Mention((0, 32), "description", "person")]))
    assert [text[slice(*m.span)] for m in found] == ["Ina Vale"]
