"""The rules for zones, agencies, dates and languages, and what holds for any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_made import BODY, TEXT, TITLE

from onrecord.ingest import agency as agencies
from onrecord.ingest import zones as zoning
from onrecord.ingest.agency import agency
from onrecord.ingest.article import web_address, with_title
from onrecord.ingest.dates import from_url, normalise
from onrecord.ingest.language import language
from onrecord.ingest.zones import zones

CAPTIONS = [
    "Photo: Wardens at the second pier",
    "Image copyright Lina Sand Image caption The pier",
    "CLOSE Tam Orrel shows us round the old mill and its new wheel. Sundrel Video",
    "The pier 1 of 3 The lock at noon 2 of 3 A boat in the fog 3 of 3 The mill again",
    "Enlarge this image toggle caption Ann Lee",
    "Wardens at the second pier. (Photo: Ann Lee)",
    "A crowd at the quay Bo Ray/Getty Images",
    "The ferry at dawn (Reuters)",
    "3/12 Rescuers at the quay",
    "Warden Tessa Brandt (pictured) heard the crack",
    "Crowds wait for the ferry. Photograph: Ann Lee/AP",
    "Getty Images Crowds wait for the ferry",
    "© Agence/ A. Lee The ferry at Orvel",
]
TEASERS = [
    "READ MORE: Ten bridges that failed",
    "Related: The ferry's new timetable",
    "Read more",
    "The ferry's long history Read more",
    "[Five things to know about the bridge]",
    "More: How the pier was built",
]
NOTICES = [
    "Advertisement",
    "Copyright 2030 The Orvel Post. All rights reserved.",
    "Sign up for our morning newsletter",
    "Follow us on Facebook",
    "We use cookies to improve this site.",
    "(Reporting by Ann Lee; Editing by Bo Ray)",
    "Ann Lee contributed to this report.",
    "Subscribe now for full access",
    "© 2030 The Orvel Post",
    "Scroll down for video",
    "Story continues below advertisement",
]
BODIES = [
    "Photographs of the pier show a crack, the office said.",
    "The minister (pictured above all as a reformer) said no.",
    "9/11 changed how the harbour is guarded, Brandt said.",
    "Subscribers to the ferry service will be refunded, the office said.",
    "“Read more books,” the warden said.",
    "Related companies were told on Monday, the office said.",
    "The harbour master, Reuters reported, had left.",
    "Getty Images said that it had sold the picture.",
    "Advertisement of the contract began in May, the office said.",
    "He told the paper that he had signed up for the navy.",
    "[The ferry] is safe,” Brandt said.",
    "Cookies were sold at the quay.",
    "More than 40 people waited, police said: a record.",
    "The repair will take three weeks, the office said. (Reuters)",
]


def kinds(line: str) -> set[str]:
    """What a line is in the middle of an article."""
    text = f"{TEXT}\n{line}\n{BODY}"
    at = len(TEXT) + 1
    return {zone.kind for zone in zones(text, TITLE) if zone.start <= at < zone.end}


@pytest.mark.parametrize(
    ("line", "kind"),
    [(line, "caption") for line in CAPTIONS]
    + [(line, "teaser") for line in TEASERS]
    + [(line, "notice") for line in NOTICES]
    + [(line, "body") for line in BODIES],
)
def test_lines_have_their_zone(line: str, kind: str) -> None:
    assert kinds(line) == {kind}


@given(st.text(), st.none() | st.text(max_size=20))
def test_zones_are_ordered_disjoint_and_hold_all_but_blanks(text: str, title: str | None) -> None:
    found = zones(text, title)
    at = 0
    for zone in found:
        assert at <= zone.start < zone.end <= len(text)
        assert not text[at : zone.start].strip(" \t\r\n\ufeff\u00a0\u2028\x0b\x0c")
        at = zone.end
    assert not text[at:].strip(" \t\r\n\ufeff\u00a0\u2028\x0b\x0c")


def test_hints_of_markup_count() -> None:
    text = f"{TITLE}\nA quiet line of words\n{BODY}"
    assert zones(text, TITLE, {"a quiet line of words": "caption"})[1].kind == "caption"


@pytest.mark.parametrize("rule", [*zoning.RULES, *agencies.RULES], ids=lambda rule: rule.__name__)
def test_every_rule_says_what_it_does(rule: object) -> None:
    assert rule.__doc__


@pytest.mark.parametrize(
    "piece", ["(", "Photo: ", "a/", "by ", "[", "Read more ", "and ", ". ", "\u00a0", "A-", "AP ", "© ", "1/2 ", "'"]
)
def test_no_rule_is_slow_on_hostile_lines(piece: str) -> None:
    text = "\n".join([piece * 5_000, *[(piece * 400)[:399]] * 20])
    started = time.monotonic()
    zones(text, piece)
    agency(text, piece * 5_000, None)
    normalise(piece * 5_000)
    with_title(piece, text)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("text", "byline", "url", "name"),
    [
        ("T\n\nORVEL (Reuters) - The bridge was closed.", None, None, "Reuters"),
        ("T\n\nORVEL, Ost (AP) — The bridge was closed.", None, None, "Associated Press"),
        ("T\n\n(Reuters) - The bridge was closed.", None, None, "Reuters"),
        ("T\n\nORVEL, Jan. 2 (Xinhua) -- The bridge was closed.", None, None, "Xinhua"),
        ("T\n\nPORT ORVEL, Sundrel, March 11 (Halyard) - The bridge was closed.", None, None, "Halyard"),
        (TEXT, "Ann Lee", None, "Halyard"),
        (
            "T\n\nThe bridge was closed.\nCopyright 2030 The Associated Press. All rights reserved.",
            None,
            None,
            "Associated Press",
        ),
        ("T\n\nThe bridge was closed.\nAFP", None, None, "AFP"),
        ("T\n\nThe bridge was closed.", "By Ann Lee, Reuters", None, "Reuters"),
        ("T\n\nThe bridge was closed.", "AFP", None, "AFP"),
        ("T\n\nThe bridge was closed.", None, "https://www.reuters.com/x", "Reuters"),
        ("T\n\nThe bridge was closed.\nThe Associated Press contributed to this report.", None, None, None),
        ("T\n\nORVEL (CNN) - The bridge was closed.", None, None, None),
        ("T\n\nThe warden told Reuters that it was closed.", "Ann Lee", "https://orvel.example/reuters", None),
        ("T\n\nThe bridge (built 1890) - the oldest - was closed.", None, None, None),
    ],
)
def test_agencies_are_read_off_credits(text: str, byline: str | None, url: str | None, name: str | None) -> None:
    assert agency(text, byline, url) == name


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2030-01-02T09:30:07+02:00", ("2030-01-02T09:30:07+02:00", "second")),
        ("2030-01-02T09:30:07.123Z", ("2030-01-02T09:30:07+00:00", "second")),
        ("2030-01-02 09:30", ("2030-01-02T09:30:00", "minute")),
        ("2030-01-02T00:00:00", ("2030-01-02", "day")),
        ("2030-01-02T00:00:00Z", ("2030-01-02T00:00:00+00:00", "minute")),
        ("2030-01-02", ("2030-01-02", "day")),
        ("20300102", ("2030-01-02", "day")),
        ("2030-01", ("2030-01", "month")),
        ("2030", ("2030", "year")),
        ("Wed, 02 Jan 2030 09:30:07 +0200", ("2030-01-02T09:30:07+02:00", "second")),
        ("Wed, 02 Jan 2030 09:30:07 -0000", ("2030-01-02T09:30:07", "second")),
        ("January 2, 2030", ("2030-01-02", "day")),
        ("2 Jan. 2030", ("2030-01-02", "day")),
        ("Jan 2, 2030 at 3:05 p.m.", ("2030-01-02T15:05:00", "minute")),
        (1893576607, ("2030-01-02T09:30:07+00:00", "second")),
        (1893576607000, ("2030-01-02T09:30:07+00:00", "second")),
        ("1893576607", ("2030-01-02T09:30:07+00:00", "second")),
        ("03/04/2030", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        ("2030-13-45", None),
        (float("nan"), None),
        (float("inf"), None),
        ("0001-01-01", None),
        ([], None),
        ({}, None),
        (-5, None),
        (10**400, None),
    ],
)
def test_dates_are_normalised_or_unknown(value: object, found: tuple[str, str] | None) -> None:
    assert normalise(value) == found


@given(st.text() | st.integers() | st.floats() | st.datetimes() | st.dates())
def test_any_value_is_a_date_or_none(value: object) -> None:
    found = normalise(value)
    assert found is None or re.match(r"\d{4}", found[0])


def test_a_day_can_stand_in_an_address() -> None:
    assert from_url("https://x.example/2030/1/02/bridge") == ("2030-01-02", "day")
    assert from_url("https://x.example/2030/13/42/bridge") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("The bridge was closed.", "en"),
        (
            (
                "Die Brücke wurde am Montag geschlossen, nachdem ein Wärter einen Riss im Pfeiler gefunden hatte."
                " Das teilte das Hafenamt mit."
            ),
            "de",
        ),
        (
            (
                "Le pont a été fermé lundi après la découverte d'une fissure dans la deuxième pile,"
                " a annoncé le bureau du port d'Orvel."
            ),
            "fr",
        ),
        (
            (
                "Мост в Орвеле закрыли в понедельник после того, как смотритель нашёл трещину,"
                " сообщили в управлении порта."
            ),
            "ru",
        ),
        (
            (
                "De brug werd maandag gesloten nadat een wachter een scheur in de tweede pijler had gevonden,"
                " zei het havenkantoor."
            ),
            "nl",
        ),
        ("", None),
        ("12 34 !!", None),
    ],
)
def test_languages_are_told(text: str, code: str | None) -> None:
    assert language(text) == code


def test_a_declared_language_counts_where_the_text_is_unsure() -> None:
    assert language("Zzyx qwv", "en-GB") in ("en", language("Zzyx qwv"))


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "http://a b", "http://[", "https://", "x", 3, None, "data:text/html,x", "http://x:0/"],
)
def test_only_web_addresses_become_addresses(value: object) -> None:
    assert web_address(value) is None


def test_a_title_is_put_before_a_text_once() -> None:
    assert with_title(TITLE, BODY) == TEXT
    assert with_title(TITLE, TEXT) == TEXT
    assert with_title("“Shut”, they say", '"Shut",  they say\nBody') == '"Shut",  they say\nBody'
    assert with_title(TITLE, " ") == " "
