"""Relayed words beside their original, and words to search for."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.link.lost import Report
from onrecord.link.missing import beside, searches
from onrecord.link.told import told
from rows_made import article, statement

ORIGINAL = (
    "“The lower lifts held for nine hours, and every lamp came back from the Marbeck shaft,” Tam Orrel told us. "
    "“At least forty tunnellers crossed the swollen Ashel estuary on rafts,” he added."
)


def reported(text: str, content: str, **fields: Any) -> Report:
    a = article(text, source=f"https://{len(text)}.example/x", outlet=fields.pop("outlet", "Keddra Bulletin"))
    row = statement(a, content, quotation="indirect", speaker="s", speaker_class="named_person", **fields)
    return Report(a, tuple(told(a, [row], {"s": "Tam Orrel"})))


def original(complete: bool = True) -> Report:
    a = article(ORIGINAL, source="https://radio.example/1", outlet="Radio Ashel", complete=complete)
    rows = [
        statement(a, "The lower lifts held for nine hours, and every lamp came back from the Marbeck shaft,"),
        statement(a, "At least forty tunnellers crossed the swollen Ashel estuary on rafts,"),
    ]
    return Report(a, tuple(told(a, rows, {})))


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("The lower lifts held for nine hours, and every lamp came back from the Marbeck shaft", "same"),
        ("The lower lifts held for nine hours", "cut"),
        ("The lower lifts stayed up nine hours, and nearly all lamps came back from the Marbeck shaft", "reworded"),
        ("Forty tunnellers crossed the swollen Ashel estuary on rafts", "hardened"),
        ("Quarry owners reject every claim about the inquest of the widows", "not found"),
    ],
)
def test_what_became_of_words(words: str, fate: str) -> None:
    citing = reported(f"{words}, Tam Orrel told Radio Ashel.", words)
    row = beside(citing.told[0], citing, original(), {})
    assert row is not None
    assert row.fate == fate
    assert (row.b is None) == (fate == "not found")
    if fate == "hardened":
        assert row.lost[0].a_words == "At least forty"


def test_a_few_words_that_stand_there_just_so_are_found() -> None:
    words = "crossed the swollen Ashel"
    citing = reported(f"They {words}, Orrel said.", words)
    row = beside(citing.told[0], citing, original(), {})
    assert row is not None
    assert row.fate == "same"
    assert row.b is not None
    assert ORIGINAL[slice(*row.b.span)] == words


def test_words_too_few_to_tell_are_not_judged() -> None:
    citing = reported("He said it was so.", "it was so")
    assert beside(citing.told[0], citing, original(), {}) is None


def test_of_a_part_that_is_said() -> None:
    citing = reported("Quarry owners reject every claim, he said.", "Quarry owners reject every claim")
    row = beside(citing.told[0], citing, original(complete=False), {})
    assert row is not None
    assert "only a part" in row.why


def test_a_surely_linked_statement_is_the_same_in_other_words() -> None:
    citing = reported("The hoists outlasted the flood, he said.", "The hoists outlasted the flood")
    at = original()
    row = beside(citing.told[0], citing, at, {at.told[0].id: 0.9})
    assert row is not None
    assert row.fate == "reworded"
    faint = beside(citing.told[0], citing, at, {at.told[0].id: 0.4})
    assert faint is not None
    assert faint.fate == "not found"


def test_quoted_words_are_searched_for_with_names() -> None:
    words = "a stubborn little miracle of lamps and rafts"
    citing = reported(f"It was “{words}”, Orrel told Radio Ashel.", f"“{words}”")
    (line,) = searches([(citing.told[0], citing)], "Radio Ashel")
    assert line == f'"{words}" "Tam Orrel" "Radio Ashel"'


def test_without_a_quotation_names_and_rare_words_are_searched_for() -> None:
    words = "that the tunnellers had crossed the Ashel estuary"
    citing = reported(f"Orrel said {words}.", words)
    (line,) = searches([(citing.told[0], citing)], None)
    assert '"Tam Orrel"' in line
    assert "Ashel" in line
    assert not line.startswith('"')


def test_a_phrase_does_not_run_over_a_stop() -> None:
    words = "No lamp was lost. Every one of the tunnellers came back"
    citing = reported(f"“{words},” Orrel said.", f"“{words},”")
    (line,) = searches([(citing.told[0], citing)], None)
    assert "." not in line
