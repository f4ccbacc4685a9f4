"""Vetoes: what only looks alike is turned away, what may be the same is not."""

from __future__ import annotations

import pytest

from onrecord.link.vetoes import VETOES, counted_otherwise, other_dates, other_minutes, vetoed
from rows_made import said


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("the dam broke on May 4", "the dam broke on May 5", True),
        ("the dam broke on May 4", "the dam broke on 4th of May", False),
        ("the dam broke on May 4", "the dam broke in May 2031", False),
        ("the dam broke on May 4, 2031", "the dam broke on May 4, 2029", True),
        ("the dam broke in May 2031", "the dam broke in December 2031", True),
        ("the dam broke on May 4", "the dam broke on Sunday", False),
        ("the dam may break on 4 of them", "the dam broke on May 5", False),
        ("it broke on May 4 and on June 1", "it broke on June 1", False),
        ("they marched 30 miles", "they decided 2012 would be the year", False),
        ("the dam broke on Sept. 4", "the dam broke on September 4", False),
    ],
)
def test_other_dates(a: str, b: str, apart: bool) -> None:
    assert other_dates(said(a), said(b)) == other_dates(said(b), said(a)) == apart


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("30 tunnellers were saved", "40 tunnellers were saved", True),
        ("three tunnellers were saved", "3 tunnellers were saved", False),
        ("30 tunnellers were saved", "tunnellers were saved", False),
        ("30 tunnellers and 2 dogs", "40 tunnellers and 2 dogs", False),
        ("30 tunnellers were saved", "40 boats went out", False),
        ("30 tunnellers in 2 boats", "40 tunnellers in 5 boats", True),
        ("30 tunnellers were saved", "more than 20 tunnellers were saved", False),
        ("30 tunnellers were killed", "40 tunnellers were wounded", False),
    ],
)
def test_counted_otherwise(a: str, b: str, apart: bool) -> None:
    assert counted_otherwise(said(a), said(b)) == counted_otherwise(said(b), said(a)) == apart


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("it fell at 9:36 a.m.", "it rose at 9 a.m.", True),
        ("it fell at 9:36 a.m.", "it fell at 9:36 am", False),
        ("it fell at 9:36 a.m.", "it fell at 0:36 GMT", False),
        ("it fell at 9:36 a.m.", "it fell at 15:06 there, half an hour off", False),
        ("it fell at 9:36 a.m.", "it fell at 10:07, then at 11:40", True),
        ("it fell at 9:36 a.m.", "it fell on Sunday", False),
    ],
)
def test_other_minutes(a: str, b: str, apart: bool) -> None:
    assert other_minutes(said(a), said(b)) == other_minutes(said(b), said(a)) == apart


def test_one_veto_is_enough_and_each_gives_its_reason() -> None:
    assert vetoed(said("30 boats on May 4"), said("30 boats on May 5"))
    assert not vetoed(said("30 boats"), said("30 boats"))
    assert all(veto.__doc__ for veto in VETOES)
