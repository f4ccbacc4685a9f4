"""Why a source is not named. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.anonymity import anonymity_reason
from onrecord.rows import Span, Statement


def said(text: str, content: str, cue: str, source: str) -> Statement:
    def at(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    return Statement("s", "a", "attributed", "body", (at(content),), at(cue), at(source))


SHUT = "the lock is shut"


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [
        (
            f"An official, who was not authorised to speak to the media, said {SHUT}.",
            "An official",
            "was not authorised to speak to the media",
        ),
        (
            f"An official who spoke on condition of anonymity because the talks go on said {SHUT}.",
            "An official",
            "spoke on condition of anonymity because the talks go on",
        ),
        (f"An aide who asked not to be named said {SHUT}.", "An aide", "asked not to be named"),
        (f"An aide who declined to give her name said {SHUT}.", "An aide", "declined to give her name"),
        (f"A guard, whose name is being withheld, said {SHUT}.", "A guard", "whose name is being withheld"),
        (f"A guard, citing security concerns, said {SHUT}.", "A guard", "citing security concerns"),
        (f"A guard said on condition of anonymity that {SHUT}.", "A guard", "on condition of anonymity"),
        (
            f"Speaking on condition of anonymity, a guard said {SHUT}.",
            "a guard",
            "Speaking on condition of anonymity",
        ),
        (
            f"Two guards said {SHUT}. They asked not to be named because they fear for their jobs.",
            "Two guards",
            "asked not to be named because they fear for their jobs",
        ),
        (
            f"“Well, {SHUT},” said a guard, who was barred from speaking to reporters.",
            "a guard",
            "was barred from speaking to reporters",
        ),
    ],
)
def test_a_reason_is_given_in_its_words(text: str, source: str, reason: str) -> None:
    found = anonymity_reason(text, said(text, SHUT, "said", source))
    assert found == reason
    assert found in text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"A guard said {SHUT}.", "A guard"),
        (f"A guard said {SHUT}. Orrin was not authorised to speak, his aide said.", "A guard"),
        (f"A guard said a clerk said she asked not to be named as {SHUT}.", "A guard"),
        (f"A guard said {SHUT}.\nThey asked not to be named.", "A guard"),
    ],
)
def test_words_about_another_are_no_reason(text: str, source: str) -> None:
    assert anonymity_reason(text, said(text, SHUT, "said", source)) is None


def test_what_is_said_gives_no_reason() -> None:
    text = "A guard said he was not authorised to speak."
    assert anonymity_reason(text, said(text, "he was not authorised to speak", "said", "A guard")) is None


def test_without_a_source_there_is_no_reason() -> None:
    text = "It was said on condition of anonymity."
    assert anonymity_reason(text, Statement("s", "a", "attributed", "body", ((0, 2),))) is None


@given(st.data())
def test_any_reason_stands_in_the_text(data: st.DataObject) -> None:
    words = st.sampled_from(
        ["A guard", "said", "on condition of anonymity", "because", ",", ".", "\n", "“", "asked not to be named"]
    )
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=20)))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
    content = tuple(data.draw(st.lists(spans, min_size=1, max_size=3)))
    found = anonymity_reason(
        text, Statement("s", "a", "attributed", "body", content, data.draw(spans), data.draw(spans))
    )
    assert found is None or found in text
