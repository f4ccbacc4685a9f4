"""Mentions to chains, by the rules that need no model."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.chains import chains, with_titles
from onrecord.rows import EntityKind, Mention, MentionForm

Told = tuple[str, MentionForm, EntityKind]


def mentioned(text: str, *told: Told) -> list[Mention]:
    """Mentions by their words, each found after the start of the one before."""
    out, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        assert m is not None, words
        out.append(Mention(m.span(), form, kind))
        at = m.start()
    return out


def chained(text: str, *told: Told) -> list[list[str]]:
    """The chains as words; the model's vectors say nothing."""
    mentions = mentioned(text, *told)
    n = len(mentions)
    titled, found = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32))
    return [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


def test_a_surname_is_short_for_the_one_full_name() -> None:
    text = "Tam Orrel came. Then Orrel spoke."
    assert chained(text, ("Tam Orrel", "name", "person"), ("Orrel", "name", "person")) == [["Tam Orrel", "Orrel"]]


def test_of_two_with_one_surname_neither_is_guessed() -> None:
    text = "Tam Orrel and Ina Orrel came. Orrel spoke."
    told: list[Told] = [("Tam Orrel", "name", "person"), ("Ina Orrel", "name", "person"), ("Orrel", "name", "person")]
    mentions = [*mentioned(text, *told[:2]), Mention((30, 35), "name", "person")]
    titled, found = chains(text, mentions, np.zeros((3, 4), dtype=np.float32))
    assert [len(c.members) for c in found] == [1, 1, 1]
    assert len(titled) == 3


def test_a_title_belongs_to_its_name() -> None:
    text = "Police chief Tam Orrel spoke."
    mentions = mentioned(text, ("Police chief Tam Orrel", "description", "person"), ("Tam Orrel", "name", "person"))
    (one,) = with_titles(mentions)
    assert one.whole.form == "name"
    assert one.name is not None
    assert text[slice(*one.name)] == "Tam Orrel"


def test_words_between_commas_after_a_name() -> None:
    text = "Tam Orrel, the mayor, spoke."
    assert chained(text, ("Tam Orrel", "name", "person"), ("the mayor", "description", "person")) == [
        ["Tam Orrel", "the mayor"]
    ]


def test_he_is_no_organisation_and_it_is_no_person() -> None:
    text = "Halyard Agency met Tam Orrel. It spoke. He spoke."
    found = chained(
        text,
        ("Halyard Agency", "name", "organization"),
        ("Tam Orrel", "name", "person"),
        ("It", "pronoun", "organization"),
        ("He", "pronoun", "person"),
    )
    assert ["Tam Orrel", "It"] not in found
    assert not any({"Halyard Agency", "He"} <= set(c) for c in found)


def test_a_pronoun_before_any_name_begins_a_chain() -> None:
    assert chained("He spoke.", ("He", "pronoun", "person")) == [["He"]]


def test_no_chain_takes_in_two_names() -> None:
    text = "Tam Orrel said the mayor lied. Ina Vale, the mayor, denied it."
    found = chained(
        text,
        ("Tam Orrel", "name", "person"),
        ("the mayor", "description", "person"),
        ("Ina Vale", "name", "person"),
        ("the mayor", "description", "person"),
    )
    assert not any({"Tam Orrel", "Ina Vale"} <= set(c) for c in found)


KINDS: list[EntityKind] = ["person", "organization", "place", "unknown"]


@given(
    st.text(max_size=300),
    st.lists(
        st.tuples(st.integers(0, 299), st.integers(1, 300), st.sampled_from(["name", "description", "pronoun"]),
                  st.sampled_from(KINDS)), max_size=10),
)  # fmt: skip
def test_every_mention_is_in_one_chain(text: str, told: list[tuple[int, int, MentionForm, EntityKind]]) -> None:
    found = {(a, min(a + n, len(text))): (form, kind) for a, n, form, kind in told if a < len(text)}
    mentions = [Mention(span, *rest) for span, rest in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1]))]
    n = len(mentions)
    titled, made = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32))
    assert sorted(i for c in made for i in c.members) == list(range(len(titled)))
