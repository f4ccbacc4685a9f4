"""As of when a count or a state is told. All of it fiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.asof import timed
from onrecord.read.figures import figured
from onrecord.rows import Reading
from rows_made import article, narrated

WEDNESDAY = "2031-05-14T08:00:00+02:00"


def read(text: str, published: str | None = WEDNESDAY) -> Reading:
    a = article(text, published=published)
    return timed(a, figured(a, Reading(tuple(narrated(a)))))


SAID = {
    "As of Monday, 34 people were missing.": "2031-05-12",
    "At least 34 people were missing as of Monday.": "2031-05-12",
    "34 people have died so far on Wednesday.": "2031-05-14",
    "By Tuesday morning, 20 bodies had been found.": "2031-05-13",
    "The death toll had risen to 34 dead by Monday.": "2031-05-12",
    "On Tuesday the death toll stood at 34 dead.": "2031-05-13",
    "The number of the missing rose to 12 people on Tuesday.": "2031-05-13",
    "34 of the boats had filed reports by Tuesday.": "2031-05-13",
    "By Tuesday the toll stood at 34 dead.": "2031-05-13",
    "As of April 2031, 34 people were missing.": "2031-04",
    "As of 2029, 34 people were missing.": "2029",
}


@pytest.mark.parametrize("text", SAID)
def test_a_sentence_gives_the_time_of_its_count(text: str) -> None:
    found = read(text)
    assert [f.as_of for f in found.figures] == [SAID[text]]
    assert [s.as_of for s in found.statements] == [SAID[text]]


@pytest.mark.parametrize(
    "text",
    [
        "34 people died on Tuesday.",
        "Police said on Tuesday that 34 people had died.",
        "The toll rose to 34 dead after the blast on Tuesday.",
        "As of Monday, 34 people were missing after the flood on May 3.",
        "By Friday, 34 people will have left.",
        "34 people had been hurt by Tuesday's storm.",
        "34 people were missing.",
        "As of 9 p.m., 34 people were missing.",
        "34 people were killed by Monday.",
        "By Tuesday, 34 people would have left.",
        "The judge had urged them to read 34 pages by Tuesday.",
        "By Tuesday, the ministry cited a report that 34 boats had sunk.",
    ],
)
def test_the_time_of_what_happened_or_was_said_or_is_to_come_is_none(text: str) -> None:
    found = read(text)
    assert {f.as_of for f in found.figures} == {None}
    assert {s.as_of for s in found.statements} == {None}


def test_an_age_or_what_stands_behind_another_verb_has_none() -> None:
    found = read("As of Monday, 34 people were missing and a 21-year-old baker was safe.")
    assert [(f.low, f.as_of) for f in found.figures] == [(34, "2031-05-12"), (21, None)]
    found = read("As of Monday, 34 people were missing after 6 boats sank.")
    assert [(f.low, f.as_of) for f in found.figures] == [(34, "2031-05-12"), (6, None)]


def test_a_statement_that_goes_on_beyond_the_sentence_has_none() -> None:
    text = "As of Monday, 34 people were missing. Orrel wept."
    a = article(text, published=WEDNESDAY)
    whole, *_ = narrated(a)
    longer = type(whole)(**{f: getattr(whole, f) for f in whole.__slots__} | {"content": ((0, len(text)),)})
    assert timed(a, Reading((longer,))).statements[0].as_of is None


def test_without_a_date_of_publication_a_whole_date_still_counts() -> None:
    assert read("As of May 3, 2029, 34 people were missing.", None).figures[0].as_of == "2029-05-03"
    assert read("As of Monday, 34 people were missing.", None).figures[0].as_of is None


@given(st.lists(st.sampled_from([
    "As of", "Monday", "by", "had been", "12 people", "the toll", "stood at", "on", "Tuesday", ",", ".", "\n", "so far",
]), max_size=12))  # fmt: skip
def test_no_text_breaks_it(words: list[str]) -> None:
    read(" ".join(words) or "x")
