"""The head of a noun phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.phrases import head_of


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("a man who was there", "a man"),
        ("the chief of police", "the chief"),
        ("the complaint against Lark Ferries Ltd", "the complaint"),
        ("questions about the dam", "questions"),
        ("well over 100 drivers", "well over 100 drivers"),
        ("A Karskian court Saturday", "A Karskian court"),
        ("the mayor today", "the mayor"),
        ("The Keddra Sunday", "The Keddra"),
        ("a complaint Halyard filed on Monday", "a complaint"),
        ("Halyard’s", "Halyard"),
        ("Karsk)", "Karsk"),
        ("Karsk (north)", "Karsk"),
        ("drivers aboard the Sund Ferry", "drivers"),
        ("A Bank of Karsk spokesman", "A Bank of Karsk spokesman"),
        ("the Board of Karsk", "the Board"),
    ],
)
def test_the_head_of_a_phrase(words: str, head: str) -> None:
    text = f"“x” {words}"
    assert text[slice(*head_of(text, (4, len(text))))] == head


@given(st.text(min_size=1, max_size=80))
def test_a_head_lies_in_its_phrase(text: str) -> None:
    start, end = head_of(text, (0, len(text)))
    assert start == 0 <= end <= len(text)
