"""Nouns for those who speak, and names that are nobody's."""

from __future__ import annotations

import pytest

from onrecord.text.nouns import DOCUMENTS, LAWS, OF_MANY, PERSONS, names_nobody


def test_what_is_written_is_a_document() -> None:
    for words in ("a travel advisory", "the complaint", "a regulatory filing", "her speech"):
        assert DOCUMENTS.search(words), words


def test_a_law_is_known_by_its_name() -> None:
    assert LAWS.search("Fair Ferries Act")
    assert not LAWS.search("Bill")


def test_thieves_are_persons_and_many() -> None:
    assert PERSONS.search("the thieves")
    assert OF_MANY.search("a guest")
    assert not OF_MANY.search("her lawyer")


@pytest.mark.parametrize("word", ["Syrian", "African-American", "Saudi Arab", "Mr.", "Syrians"])
def test_a_people_or_a_title_names_nobody(word: str) -> None:
    assert names_nobody(word)


@pytest.mark.parametrize("word", ["Orrel", "Syrian Airways", "Ina Vale"])
def test_a_name_names_somebody(word: str) -> None:
    assert not names_nobody(word)


def test_a_number_or_an_office_is_no_name() -> None:
    assert names_nobody("Two")
    assert names_nobody("CEO")
