from __future__ import annotations

import pytest

from onrecord.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[slice(*s)] for s in sentences(text)]


def test_a_stop_and_a_space_end_a_sentence() -> None:
    assert cut("The lock shut. It stayed so.") == ["The lock shut.", "It stayed so."]


def test_a_missing_space_ends_one_too() -> None:
    assert cut("It runs properly.The fault was small.") == ["It runs properly.", "The fault was small."]
    assert cut("“It runs properly.”The fault was small.") == ["“It runs properly.”", "The fault was small."]


@pytest.mark.parametrize(
    "text", ["It stood on Lark.Com for a day.", "Mr. Orrel of the U.S. Navy left.", "It is at ferry.Vale/times now."]
)
def test_names_and_titles_are_left_whole(text: str) -> None:
    assert cut(text) == [text]


def test_no_sentence_crosses_a_line() -> None:
    assert cut("One line\nanother.") == ["One line", "another."]
