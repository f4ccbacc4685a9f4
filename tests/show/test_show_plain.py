"""No character steers a terminal or turns a line around, and none disappears unseen."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.plain import one_line, plain, plain_json, shortened

ANY = st.text(st.characters(codec=None, categories=None, exclude_categories=()), max_size=40)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(ANY)
def test_plain_is_as_long_as_what_it_was_made_of_and_steers_nothing(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not STEERS.search(shown)
    shown.encode("utf-8")
    assert "\n" not in one_line(text)


@given(st.dictionaries(ANY, ANY, max_size=3))
def test_json_steers_nothing_and_loses_nothing(value: dict[str, str]) -> None:
    line = plain_json(value)
    assert not STEERS.search(line)
    assert "\n" not in line
    read = json.loads(line)
    assert {plain(k): plain(v) for k, v in read.items()} == {plain(k): plain(v) for k, v in value.items()}


@given(st.text(max_size=50), st.integers(2, 30))
def test_shortened_is_short_and_begins_as_the_text_does(text: str, width: int) -> None:
    short = shortened(text, width)
    assert len(short) <= width
    assert short == text or text.startswith(short[:-1])


def test_escapes_are_seen() -> None:
    assert plain("a\x1b[2Jb\x7f\u202ec") == "a␛[2Jb␡�c"
