"""When: expressions of time in sentences of our own, and what is none. All of it fiction."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.times import published_days, rows, times
from onrecord.rows import Grain, Zone
from onrecord.text.nouns import word_set
from rows_made import article, statement

WEDNESDAY = "2031-05-14T08:00:00+02:00"

DAYS = {
    "The dam broke on Tuesday.": ("2031-05-13", "Tuesday", "on"),
    "The dam broke Wednesday.": ("2031-05-14", "Wednesday", None),
    "The dam broke on Friday.": ("2031-05-09", "Friday", "on"),
    "The dam will open on Friday.": ("2031-05-16", "Friday", "on"),
    "The dam will open Wednesday.": ("2031-05-14", "Wednesday", None),
    "They said Orrel would speak on Thursday.": ("2031-05-15", "Thursday", "on"),
    "The trial is expected to begin on Monday.": ("2031-05-19", "Monday", "on"),
    "It was due to end on Tuesday.": ("2031-05-13", "Tuesday", "on"),
    "It broke last Friday.": ("2031-05-09", "last Friday", None),
    "It has rained since Monday.": ("2031-05-12", "Monday", "since"),
    "They must pay by Saturday.": ("2031-05-17", "Saturday", "until"),
    "It broke before Tuesday.": ("2031-05-13", "Tuesday", "before"),
    "It broke on Tuesday morning.": ("2031-05-13", "Tuesday morning", "on"),
    "It broke early Tuesday.": ("2031-05-13", "early Tuesday", None),
    "It broke yesterday.": ("2031-05-13", "yesterday", None),
    "It broke the day before yesterday.": ("2031-05-12", "day before yesterday", None),
    "It broke last night.": ("2031-05-13", "last night", None),
    "It opens tomorrow.": ("2031-05-15", "tomorrow", None),
    "It rained this morning.": ("2031-05-14", "this morning", None),
    "It broke two days ago.": ("2031-05-12", "two days ago", None),
    "It broke on April 14, 2029.": ("2029-04-14", "April 14, 2029", "on"),
    "It broke on 14 April 2029.": ("2029-04-14", "14 April 2029", "on"),
    "It broke on the 14th of April.": ("2031-04-14", "14th of April", "on"),
    "It broke on April 14.": ("2031-04-14", "April 14", "on"),
    "It broke on Dec. 30.": ("2030-12-30", "Dec. 30", "on"),
    "It will open on June 2.": ("2031-06-02", "June 2", "on"),
    "They were told to pay by May 20.": ("2031-05-20", "May 20", "until"),
    "It broke on Jan 3 last year.": ("2030-01-03", "Jan 3 last year", "on"),
    "A photo (Dec 31) shows it.": ("2030-12-31", "Dec 31", None),
    "It broke on Tuesday, May 13.": ("2031-05-13", "Tuesday, May 13", "on"),
    "It broke on Tuesday, May 14.": ("2030-05-14", "Tuesday, May 14", "on"),
    "It broke on 2029-04-14.": ("2029-04-14", "2029-04-14", "on"),
    "It broke on 13/04/2029.": ("2029-04-13", "13/04/2029", "on"),
    "It burned on New Year's Eve.": ("2030-12-31", "New Year's Eve", "on"),
    "It burned on Christmas Day 2029.": ("2029-12-25", "Christmas Day 2029", "on"),
    "VARN, May 12 (Lantern) - It broke.": ("2031-05-12", "May 12", None),
    "After Tuesday's vote they left.": ("2031-05-13", "Tuesday", None),
}


@pytest.mark.parametrize("text", DAYS)
def test_a_day(text: str) -> None:
    (one,) = times(text, WEDNESDAY)
    day, words, relation = DAYS[text]
    assert (one.start, one.end, one.grain) == (day, day, "day")
    assert text[slice(*one.span)] == words
    assert one.relation == relation


LONGER: dict[str, tuple[str, str, Grain, str | None]] = {
    "It broke last week.": ("2031-05-05", "2031-05-11", "day", None),
    "It broke last weekend.": ("2031-05-10", "2031-05-11", "day", None),
    "It opens next month.": ("2031-06-01", "2031-06-30", "month", None),
    "It broke earlier this year.": ("2031-01-01", "2031-12-31", "year", None),
    "It broke in December 2029.": ("2029-12-01", "2029-12-31", "month", "on"),
    "It broke in February.": ("2031-02-01", "2031-02-28", "month", "on"),
    "It broke in November.": ("2030-11-01", "2030-11-30", "month", "on"),
    "It broke in mid-March.": ("2031-03-01", "2031-03-31", "month", "on"),
    "The October vote was lost.": ("2030-10-01", "2030-10-31", "month", None),
    "It broke last November.": ("2030-11-01", "2030-11-30", "month", None),
    "It broke in 2029.": ("2029-01-01", "2029-12-31", "year", "on"),
    "It was the worst flood since 2015.": ("2015-01-01", "2015-12-31", "year", "since"),
    "The 2029 flood was worse.": ("2029-01-01", "2029-12-31", "year", None),
    "The flood (2029) was worse.": ("2029-01-01", "2029-12-31", "year", None),
    "It was built in the 1990s.": ("1990-01-01", "1999-12-31", "year", None),
    "It broke three months ago.": ("2031-02-01", "2031-02-28", "month", None),
    "It broke two years ago.": ("2029-01-01", "2029-12-31", "year", None),
    "It rained on 10-12 May.": ("2031-05-10", "2031-05-12", "day", "on"),
    "It rained between 3 and 5 March.": ("2031-03-03", "2031-03-05", "day", "on"),
    "It rained from April 28 to May 3, 2029.": ("2029-04-28", "2029-05-03", "day", "on"),
    "He served from 2019 to 2023.": ("2019-01-01", "2023-12-31", "year", "on"),
    "The 2019-2023 war ended.": ("2019-01-01", "2023-12-31", "year", None),
    "Sales fell in the third quarter of 2029.": ("2029-07-01", "2029-09-30", "month", None),
    "It lasted until the end of 2029.": ("2029-01-01", "2029-12-31", "year", "until"),
    "It must end before the end of 2033.": ("2033-01-01", "2033-12-31", "year", "until"),
}


@pytest.mark.parametrize("text", LONGER)
def test_what_is_longer_than_a_day(text: str) -> None:
    (one,) = times(text, WEDNESDAY)
    assert (one.start, one.end, one.grain, one.relation) == LONGER[text]


CLOCKS: dict[str, tuple[str, Grain, str]] = {
    "It broke at 9 p.m.": ("T21:00", "hour", "9 p.m."),
    "It broke at 9pm.": ("T21:00", "hour", "9pm"),
    "It broke at 11:36 a.m. local time.": ("T11:36", "minute", "11:36 a.m. local time"),
    "It broke at 0336 GMT.": ("T03:36+00:00", "minute", "0336 GMT"),
    "It broke at 9:05 a.m. EDT.": ("T09:05-04:00", "minute", "9:05 a.m. EDT"),
    "It broke at 9:05 a.m. IST.": ("T09:05", "minute", "9:05 a.m. IST"),
    "It broke at 21:36.": ("T21:36", "minute", "21:36"),
    "It broke at noon.": ("T12:00", "minute", "noon"),
    "It broke on Tuesday at 9:36 p.m.": ("2031-05-13T21:36", "minute", "Tuesday at 9:36 p.m."),
    "It broke at 9 a.m. on May 12.": ("2031-05-12T09:00", "hour", "9 a.m. on May 12"),
    "It broke at 2100 GMT Monday.": ("2031-05-12T21:00+00:00", "minute", "2100 GMT Monday"),
    "It broke at 10.30pm last night.": ("2031-05-13T22:30", "minute", "10.30pm last night"),
}


@pytest.mark.parametrize("text", CLOCKS)
def test_a_time_of_day(text: str) -> None:
    (one,) = times(text, WEDNESDAY)
    start, grain, words = CLOCKS[text]
    assert (one.start, one.end, one.grain, text[slice(*one.span)]) == (start, start, grain, words)


def test_times_of_day_that_run_to_one_another_and_such_as_only_share_a_day() -> None:
    (one,) = times("The fair is open from 9 to 11 a.m.", WEDNESDAY)
    assert (one.start, one.end, one.relation) == ("T09:00", "T11:00", "on")
    day, clock = times("It broke on Tuesday, shortly after 9 p.m.", WEDNESDAY)
    assert (day.start, day.relation) == ("2031-05-13", "on")
    assert (clock.start, clock.relation) == ("2031-05-13T21:00", "after")
    local, other = times("It broke at 11:36 a.m. (0336 GMT).", WEDNESDAY)
    assert (local.start, other.start) == ("T11:36", "T03:36+00:00")


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.", "May I go?", "They march on.", "March on!", "A Su-2017 jet", "Room 2017", "Flight 2017 left.",
        "They won 21-17.", "It cost $2017.", "It cost 2017 crowns.", "1,995 goats", "in 2000 homes", "2017 people",
        "in February 30 goats", "on February 30", "on 31 April", "at 25:10", "at 13 p.m.", "on 03/04/2029",
        "The Sunday Times said so.", "Black Friday", "every Tuesday", "on Tuesdays", "a Tuesday", "USA Today",
        "today's society", "the last week", "over the past year", "This Week with Orrel", "High Noon", "that day",
        "the following week", "two days earlier", "nearly two years ago", "soon", "in the 1900s", "Call 2031 now.",
        "On September 11 attacks", "See John 3:16.", "It is 3:1.", "March 30 miles", "Long March 9", "in 2031-05",
        "The 9/11 report", "fiscal 2029", "on Thursday it rained", "was due on Friday",
        "They will appeal Monday's ruling.", "the previous Friday", "the Friday after", "The fair in November",
    ],
)  # fmt: skip
def test_what_is_no_time_or_may_be_two(text: str) -> None:
    assert times(text, WEDNESDAY) == []


def test_next_friday_and_last_may_are_taken_only_where_they_can_be_but_one() -> None:
    assert times("It opens next Friday.", WEDNESDAY) == []
    (one,) = times("It opens next Monday.", WEDNESDAY)
    assert one.start == "2031-05-19"
    assert times("It broke last April.", WEDNESDAY) == []


def test_a_date_with_another_weekday_is_none() -> None:
    assert times("It broke on Tuesday, May 13, 2030.", WEDNESDAY) == []


def test_without_a_date_only_what_is_whole_is_taken() -> None:
    text = "It broke on Tuesday, on 3 May, last week, in June, yesterday, in 2029 and on 4 May 2028 at 9 p.m."
    assert [t.start for t in times(text, None)] == ["2029-01-01", "2028-05-04T21:00"]
    assert [t.start for t in times("It broke last year and yesterday.", "2031-05")] == ["2030-01-01"]
    assert [t.start for t in times("It broke last year and yesterday.", "2031-05-01", "month")] == ["2030-01-01"]
    assert times("It broke yesterday.", "some day") == []


@pytest.mark.parametrize(
    "published", ["2031", "2031-13", "2031-02-30", "0000", "0001-01-01", "9999-12-31", "", "x" * 50, "٢٠٣١-٠٥"]
)
def test_an_odd_date_of_publication_raises_nothing(published: str) -> None:
    published_days(published, None)
    times("yesterday, tomorrow, last week, next year, 99 days ago, on Tuesday, May 3, last May", published)


def test_today_in_words_that_were_said_on_another_day_is_none() -> None:
    text = "“It was just last night that I saw her,” Orrel wrote on Monday."
    assert [t.start for t in times(text, WEDNESDAY)] == ["2031-05-12"]
    text = "“It was just last night that I saw her,” Orrel wrote on Wednesday."
    assert [t.start for t in times(text, WEDNESDAY)] == ["2031-05-13", "2031-05-14"]


def test_a_list_of_months_on_a_page_is_no_news() -> None:
    assert times("May 2031 April 2031 March 2031 February 2031 January 2031", WEDNESDAY) == []


PIECES = word_set("""
    Tuesday May March 14 2029 last next this past coming week weekend at 9 p.m. : 30 GMT - , on since by the of year
    ago two days and to between from ( ) noon ’s will was yesterday “ ” December 0336 local_time quarter third
    New_Year's_Eve
""")


@given(
    st.lists(st.sampled_from(sorted(PIECES)).map(lambda w: w.replace("_", " ")), max_size=14),
    st.sampled_from([" ", "", "\n"]),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_no_text_breaks_it_and_every_time_stands_in_it(words: list[str], gap: str, day: date) -> None:
    text = gap.join(words)
    found = times(text, day.isoformat())
    for one, other in pairwise(found):
        assert one.span[1] <= other.span[0]
    for t in found:
        assert 0 <= t.span[0] < t.span[1] <= len(text)
        assert t.start <= t.end
        if not t.start.startswith("T"):
            date.fromisoformat(t.start[:10])


@given(st.text(max_size=200), st.text(max_size=12))
def test_any_text(text: str, published: str) -> None:
    assert all(text[slice(*t.span)] for t in times(text, published))


@given(st.dates(date(1600, 1, 1), date(2099, 1, 1)), st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_a_whole_date_is_that_day_whenever_it_was_printed(day: date, published: date) -> None:
    for form in ("%B %-d, %Y", "%-d %B %Y", "%Y-%m-%d"):
        (one,) = times(f"It broke on {day.strftime(form)}.", published.isoformat())
        assert one.start == one.end == day.isoformat()


@pytest.mark.parametrize(
    "piece",
    ["Tuesday ", "today “", "ago ", "May 3 ", "9 ", "last ", "(", "a", "1", "in 2029-", "by Monday had ", "toll "],
)
def test_a_text_of_one_word_takes_no_more_than_its_length(piece: str) -> None:
    times(piece * 5_000, WEDNESDAY)


def test_a_time_is_in_the_innermost_statement_that_holds_it_and_notices_have_none() -> None:
    text = "Orrel said that Vale had said that it broke on Tuesday and burned on Monday. Posted May 3"
    a = article(text, published=WEDNESDAY, zones=(Zone("notice", text.index("Posted"), len(text)),))
    outer = statement(a, "that Vale had said that it broke on Tuesday and burned on Monday")
    inner = statement(a, "that it broke on Tuesday")
    found = rows(a, (outer, inner))
    assert [(text[slice(*t.span)], t.statement) for t in found] == [("Tuesday", inner.id), ("Monday", outer.id)]
    assert {t.article for t in found} == {a.id}
    assert len({t.id for t in found}) == 2
    assert rows(a, ())[0].statement is None
