"""Other words for whom an article is about, and whose words follow a sentence."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.resolve.chains import chains
from onrecord.rows import EntityKind, Mention, MentionForm, Span

Told = tuple[str, MentionForm, EntityKind]


def mentioned(text: str, told: list[Told]) -> list[Mention]:
    """Mentions by their words, each found after the start of the one before."""
    out, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        assert m is not None, words
        out.append(Mention(m.span(), form, kind))
        at = m.start()
    return out


def speakers(text: str, told: list[Told], *said: tuple[str, str]) -> list[list[str]]:
    """The chains as words, where each of `said` is words and their source."""
    mentions = mentioned(text, told)
    spoken: list[tuple[Span, Span]] = []
    for words, source in said:
        piece = re.search(re.escape(words), text)
        assert piece is not None
        near = [m.span() for m in re.finditer(rf"\b{re.escape(source)}\b", text)]
        spoken.append((piece.span(), min(near, key=lambda s: min(abs(s[0] - piece.end()), abs(piece.start() - s[1])))))
    n = len(mentions)
    titled, found = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32), [s for _, s in spoken], spoken)
    return [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("The 46-year-old Karskian", True),
        ("The frontwoman", True),
        ("The minister", False),
        ("The witness", False),
        ("The lawyer", False),
    ],
)
def test_a_description_that_opens_a_sentence_is_whom_the_article_is_about(words: str, joins: bool) -> None:
    text = f"Ina Vale sings in Karsk.\n{words} said the tour is over."
    told: list[Told] = [("Ina Vale", "name", "person"), (words, "description", "person")]
    found = speakers(text, told, ("the tour is over", words))
    assert found == ([["Ina Vale", words]] if joins else [["Ina Vale"], [words]])


def test_he_said_behind_a_quotation_is_the_subject_of_the_sentence_before() -> None:
    text = 'Tam Orrel wept before Edgar Vale in the hall. "There is nothing left," he said.'
    told: list[Told] = [("Tam Orrel", "name", "person"), ("Edgar Vale", "name", "person"), ("he", "pronoun", "person")]
    assert speakers(text, told, ('"There is nothing left,"', "he")) == [["Tam Orrel", "he"], ["Edgar Vale"]]


def test_she_within_a_quotation_is_not_who_says_it() -> None:
    text = 'Ina Vale spoke of her mother. "My mother called. She said come home," Vale said.'
    told: list[Told] = [
        ("Ina Vale", "name", "person"), ("My mother", "description", "person"), ("She", "pronoun", "person"),
        ("Vale", "name", "person"),
    ]  # fmt: skip
    found = speakers(text, told, ('"My mother called. She said come home,"', "Vale"), ("come home", "She"))
    assert ["My mother", "She"] in found


def test_the_extremist_group_is_the_one_that_is_called_a_group() -> None:
    text = "Free Karsk militants came to Ashel Water. The extremist group said so."
    told: list[Told] = [
        ("Free Karsk", "name", "organization"), ("Ashel Water", "name", "organization"),
        ("The extremist group", "description", "organization"),
    ]  # fmt: skip
    assert ["Free Karsk", "The extremist group"] in speakers(text, told, ("so", "The extremist group"))
