"""Dates are as exact as they are known, and wording is the design's."""

from __future__ import annotations

import pytest

from onrecord.rows import Grain
from onrecord.show.words import count, days, in_order, tags, when
from shown_rows import article, statement


@pytest.mark.parametrize(
    ("published", "grain", "shown"),
    [
        ("2025-03-11T11:40:00+02:00", "minute", "11 March 2025, 11:40 +02:00"),
        ("2025-03-11T11:40:00Z", "minute", "11 March 2025, 11:40 UTC"),
        ("2025-03-11T11:40:00", "minute", "11 March 2025, 11:40"),
        ("2025-03-11T00:00:00", "day", "11 March 2025"),
        ("2025-03-11", "day", "11 March 2025"),
        ("2025-03-01", "month", "March 2025"),
        ("2025-01-01", "year", "2025"),
        ("last week", None, "last week"),
        (None, None, "no date"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(published: str | None, grain: Grain | None, shown: str) -> None:
    assert when(article("x", published=published, published_grain=grain)) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2025-03-11", "2025-03-11", "11 March 2025"),
        ("2025-03-11", "2025-03-14", "11–14 March 2025"),
        ("2025-03-30", "2025-04-02", "30 March – 2 April 2025"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
    ],
)
def test_days_span_the_reports(first: str, last: str, shown: str) -> None:
    assert days([article("x", published=last), article("y", published=first), article("z", published=None)]) == shown


def test_undated_articles_have_no_days() -> None:
    assert days([article("x", published=None)]) == ""
    assert len(in_order([article("x", published="nonsense"), article("y")])) == 2


def test_the_usual_is_not_said() -> None:
    one = article("T\nIt rained.")
    assert tags(statement(one, "It rained.")) == []
    odd = statement(one, "It rained.", modality="hedged", zone="caption", nested_in="x", confidence=0.1)
    assert tags(odd) == ["hedged", "in the caption", "inside another statement", "uncertain reading"]


def test_counts() -> None:
    assert count(1, "report") == "1 report"
    assert count(1204, "report") == "1,204 reports"
