"""Features of pairs of mentions."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.pairs import FEATURES, described, features
from onrecord.rows import EntityKind, Mention, MentionForm

TEXT = (
    "Mayor Tam Orrel spoke. The mayor, a baker, said he was glad. “I am,” Orrel said. The Halyard Party (HP) was not."
)


def mention(words: str, form: MentionForm, kind: EntityKind = "person", nth: int = 0) -> Mention:
    found = [m.span() for m in re.finditer(re.escape(words), TEXT)]
    return Mention(found[nth], form, kind)


MENTIONS = [
    mention("Mayor Tam Orrel", "name"),
    mention("The mayor", "description"),
    mention("a baker", "description"),
    mention("he", "pronoun", nth=1),
    mention("I", "pronoun"),
    mention("Orrel", "name", nth=1),
    mention("The Halyard Party", "name", "organization"),
    mention("HP", "name", "organization"),
]


def held(i: int, j: int) -> set[str]:
    out = features(TEXT, described(TEXT, MENTIONS))
    return {name for name, value in zip(FEATURES, out[i, j], strict=True) if value}


def test_a_short_form_shares_the_last_word() -> None:
    assert {"name<name", "name same last word", "name part of", "name same kind"} <= held(5, 0)


def test_an_apposition_stands_beside() -> None:
    assert "apposition" in held(2, 1)
    assert "apposition" not in held(1, 0)


def test_a_pronoun_is_nearest_to_what_fits() -> None:
    assert "pronoun nearest 0" in held(3, 2)
    assert "pronoun nearest 1" in held(3, 1)


def test_i_within_a_quotation() -> None:
    assert {"first person, other quotation", "in quotation, antecedent not"} <= held(4, 3)


def test_an_acronym() -> None:
    assert "acronym" not in held(6, 5)
    assert "name other kind" in held(6, 5)


def test_only_earlier_mentions_have_features() -> None:
    out = features(TEXT, described(TEXT, MENTIONS))
    assert not np.triu(out.sum(2)).any()


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 199), st.integers(1, 60)), max_size=12))
def test_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    forms: list[MentionForm] = ["name", "description", "pronoun"]
    mentions = [Mention((a, min(a + n, len(text))), forms[(a + n) % 3], "person") for a, n in spans if a < len(text)]
    found = described(text, mentions)
    assert features(text, found).shape == (len(mentions), len(mentions), len(FEATURES))


def test_a_two_time_coach_is_one() -> None:
    text = "The two-time coach and two coaches and the 65-year-old met."
    words = ("The two-time coach", "two coaches", "the 65-year-old")
    mentions = [Mention((text.index(w), text.index(w) + len(w)), "description", "person") for w in words]
    assert described(text, mentions).number == ("one", "many", "one")
