"""When what is predicted falls due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.due import due

SUNDAY = "2031-05-04T08:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("will leave tomorrow", "2031-05-05", "2031-05-05"),
        ("will meet tonight", "2031-05-04", "2031-05-04"),
        ("will arrive by Friday", "2031-05-04", "2031-05-09"),
        ("will arrive on Friday", "2031-05-09", "2031-05-09"),
        ("will fall next week", "2031-05-05", "2031-05-11"),
        ("will fall later this month", "2031-05-04", "2031-05-31"),
        ("will fall this month", "2031-05-01", "2031-05-31"),
        ("will fall this year", "2031-01-01", "2031-12-31"),
        ("will fall in the coming days", "2031-05-04", "2031-05-11"),
        ("will fall over the next few weeks", "2031-05-04", "2031-06-04"),
        ("will fall this quarter", "2031-04-01", "2031-06-30"),
        ("will fall in the fourth quarter", "2031-10-01", "2031-12-31"),
        ("will fall in the first quarter", "2032-01-01", "2032-03-31"),
        ("will fall in the final quarter of 2031", "2031-10-01", "2031-12-31"),
        ("will fall in the second half of next year", "2032-07-01", "2032-12-31"),
        ("will fall by the end of the year", "2031-05-04", "2031-12-31"),
        ("will be dry in 2040", "2040-01-01", "2040-12-31"),
        ("will be dry by 2040", "2031-05-04", "2040-12-31"),
        ("will end within 48 hours", "2031-05-04", "2031-05-06"),
        ("will rise over the next three years", "2031-05-04", "2034-05-04"),
        ("will open on 5 June", "2031-06-05", "2031-06-05"),
        ("will open on January 3", "2032-01-03", "2032-01-03"),
        ("will open on January 3, 2033", "2033-01-03", "2033-01-03"),
        ("will open in March", "2032-03-01", "2032-03-31"),
        ("will open by March 2033", "2031-05-04", "2033-03-31"),
    ],
)
def test_what_a_calendar_decides(text: str, first: str, last: str) -> None:
    assert due(text, SUNDAY) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["soon", "in the second half", "eventually", "it may rain", "on 31 February", "in 1890", "they march on", ""],
)
def test_what_it_does_not(text: str) -> None:
    assert due(text, SUNDAY) is None


def test_without_a_date_to_count_from() -> None:
    assert due("will leave tomorrow", None) is None
    assert due("will leave tomorrow", "2031") is None
    assert due("will leave tomorrow", "some day in May") is None


@given(st.text(max_size=200), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_any_words(text: str, day: date) -> None:
    found = due(text, day.isoformat())
    assert found is None or day.isoformat() <= found[0] <= found[1]


@given(
    st.sampled_from(["within", "over the next", "in"]), st.integers(0, 999),
    st.sampled_from(["hours", "days", "weeks", "months", "years"]), st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)  # fmt: skip
def test_any_number(how: str, n: int, unit: str, day: date) -> None:
    found = due(f"will end {how} {n} {unit}", day.isoformat())
    assert found is None or day.isoformat() <= found[0] <= found[1]
