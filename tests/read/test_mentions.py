"""Scores to mentions, with scores made by hand."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.mentions import ATTRIBUTION, DEPTH, KINDS, TAGS, marked
from onrecord.read.model import Scored, _tokenizer
from onrecord.read.tokens import tokenize
from onrecord.rows import EntityKind

WIDTH = ATTRIBUTION + 2 * TAGS + 2 * DEPTH + 1


def scored(text: str, names: dict[str, EntityKind], others: dict[str, EntityKind]) -> Scored:
    """A text whose scores mark the first place of each of the given words."""
    tokens = tokenize(_tokenizer(), text)
    scores = np.zeros((len(tokens), WIDTH), dtype=np.float32)
    for at, told in ((ATTRIBUTION, names), (ATTRIBUTION + TAGS, others)):
        scores[:, at] = 1.0
        for words, kind in told.items():
            start = re.search(rf"(?<!\w){re.escape(words)}", text).start()  # type: ignore[union-attr]
            inside = np.flatnonzero((tokens.starts >= start) & (tokens.ends <= start + len(words)))
            tag = at + 1 + 2 * KINDS.index(kind)
            scores[inside, tag + 1] = 2.0
            scores[inside[0], tag] = 3.0
    return Scored(text, tokens, scores)


def words(text: str, names: dict[str, EntityKind], others: dict[str, EntityKind]) -> list[tuple[str, str, str]]:
    found = marked(scored(text, names, others)).mentions
    return [(text[slice(*m.span)], m.form, m.kind) for m in found]


def test_names_descriptions_and_pronouns() -> None:
    text = "The mayor Tam Orrel said he left."
    assert words(text, {"Tam Orrel": "person"}, {"The mayor Tam Orrel": "person", "he": "person"}) == [
        ("The mayor Tam Orrel", "description", "person"),
        ("Tam Orrel", "name", "person"),
        ("he", "pronoun", "person"),
    ]


def test_a_possessive_ending_is_no_part_of_a_name() -> None:
    assert words("Sundrel’s port", {"Sundrel’s": "place"}, {}) == [("Sundrel", "name", "place")]


def test_a_cut_word_is_made_whole() -> None:
    text = "Tolvanian ships"
    assert words(text, {"Tolvan": "place"}, {})[0][0] in ("Tolvanian",)


def test_a_source_is_a_mention_though_unmarked() -> None:
    text = "A man who saw it said so."
    found = marked(scored(text, {}, {}), [(0, 16)]).mentions
    assert [text[slice(*m.span)] for m in found] == ["A man"]


def test_an_empty_text_has_none() -> None:
    found = marked(scored("", {}, {}))
    assert found.mentions == ()
    assert found.affinity.shape == (0, 1)


@given(st.text(max_size=120), st.integers(0, 2**32 - 1))
def test_any_scores(text: str, seed: int) -> None:
    tokens = tokenize(_tokenizer(), text)
    scores = np.random.default_rng(seed).normal(size=(len(tokens), WIDTH)).astype(np.float32)
    found = marked(Scored(text, tokens, scores))
    assert found.affinity.shape == (len(found.mentions), len(found.mentions) + 1)
    for m in found.mentions:
        assert 0 <= m.span[0] < m.span[1] <= len(text)
