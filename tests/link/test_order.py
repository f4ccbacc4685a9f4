"""Order is shown or it is not there: zones, grains, captures, credits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.order import first, published
from onrecord.rows import Article
from rows_made import article


def at(when: str | None, grain: str | None = "minute", **fields: Any) -> Article:
    return article(published=when, published_grain=grain, captured_at="2031-06-01T00:00:00+00:00", **fields)


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        (("2031-05-04T08:00:00+00:00", "minute"), ("2031-05-04T08:01:00+00:00", "minute"), "a"),
        (("2031-05-04T08:00:00+00:00", "minute"), ("2031-05-04T08:00:00+00:00", "minute"), None),  # in the same minute
        (("2031-05-04T08:00:30+00:00", "second"), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("2031-05-04T10:00:00+02:00", "minute"), ("2031-05-04T08:30:00+00:00", "minute"), "a"),  # zones count
        (("2031-05-04T10:00:00+02:00", "minute"), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("2031-05-04T08:00:00", "minute"), ("2031-05-04T20:00:00+00:00", "minute"), None),  # whose eight o'clock?
        (("2031-05-04T08:00:00", "minute"), ("2031-05-04T20:01:00+00:00", "minute"), "a"),
        (("2031-05-04", "day"), ("2031-05-05", "day"), None),  # a day is all of that day, anywhere on earth
        (("2031-05-04", "day"), ("2031-05-06", "day"), None),
        (("2031-05-04", "day"), ("2031-05-07", "day"), "a"),
        (("2031-05-04T08:00:00+00:00", "hour"), ("2031-05-04T08:59:00+00:00", "minute"), None),
        (("2031-05", "month"), ("2031-05-20T08:00:00+00:00", "minute"), None),
        (("2031", "year"), ("2031-05-20T08:00:00+00:00", "minute"), None),
        (("2032-01-01T08:00:00+00:00", "minute"), ("2031-05-04T08:00:00+00:00", "minute"), None),  # after its capture
        ((None, None), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("soon", "day"), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("0001-01-01", "day"), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("9999-12-31T23:59:59", "second"), ("2031-05-04T08:00:00+00:00", "minute"), None),
        (("0001-01-01T00:00:00+09:00", "second"), ("2031-05-04T08:00:00+00:00", "minute"), None),
    ],
)
def test_who_was_first_by_time(a: tuple[str, str], b: tuple[str, str], shown: str | None) -> None:
    assert first(at(*a), at(*b)) == shown
    assert first(at(*b), at(*a)) == {"a": "b", None: None}[shown]


MOMENTS = st.datetimes(datetime(2030, 1, 1), datetime(2031, 12, 31))
GRAINS = st.sampled_from(["second", "minute", "hour", "day"])
ZONES = st.sampled_from([None, 0, 5, -8, 14])


@st.composite
def dated(draw: st.DrawFn) -> Article:
    moment, zone = draw(MOMENTS), draw(ZONES)
    text = moment.isoformat() + ("" if zone is None else f"{zone:+03}:00")
    outlet, agency = draw(st.sampled_from(["Varn Wire", "V", None])), draw(st.sampled_from(["varn wire", "v", None]))
    return at(text, draw(GRAINS), outlet=outlet, agency=agency)


@given(dated(), dated())
def test_order_is_the_same_from_both_sides_and_never_against_any_reading_of_the_times(a: Article, b: Article) -> None:
    shown = first(a, b)
    assert first(b, a) == {"a": "b", "b": "a", None: None}[shown]
    one, other = published(a), published(b)
    if a.agency is None and b.agency is None and shown == "a":
        assert one
        assert other
        assert one[1] <= other[0]


@given(MOMENTS, st.integers(-12, 14))
def test_a_time_without_a_zone_holds_every_zone_it_may_be_of(moment: datetime, zone: int) -> None:
    found = published(article(published=moment.isoformat(), published_grain="minute", captured_at="2040-01-01"))
    assert found
    meant = (moment - timedelta(hours=zone)).replace(tzinfo=UTC)
    assert found[0] <= meant < found[1]


def test_a_credit_shows_who_was_first() -> None:
    wire, copy = at(None, None, outlet="Varn Wire"), at(None, None, outlet="The Lantern", agency="varn wire")
    assert (first(wire, copy), first(copy, wire)) == ("a", "b")
    other = at(None, None, outlet="Keddra Bulletin", agency="Varn Wire")
    assert first(copy, other) is None, "two copies of one agency"
    assert first(at(None, None, outlet=None), at(None, None, outlet=None, agency="Varn Wire")) is None


def test_two_that_credit_each_other_have_no_order() -> None:
    a, b = (
        at(None, None, outlet="Varn Wire", agency="Keddra Wire"),
        at(None, None, outlet="Keddra Wire", agency="Varn Wire"),
    )
    assert first(a, b) is first(b, a) is None
