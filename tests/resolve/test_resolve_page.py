"""What a page tells of its entities: which one a source means, what it is called, what describes it."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.resolve.page import phrase
from onrecord.resolve.within import resolve
from onrecord.rows import EntityKind, Mention, MentionForm, Reading
from rows_made import article, statement

Told = tuple[str, MentionForm, EntityKind]


def said_by(text: str, source: str, *told: Told) -> tuple[str | None, str]:
    """The name and the class of who says "so", as the last words of a text."""
    a = article(text)
    mentions, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(a.text, at)
        assert m is not None, words
        mentions.append(Mention(m.span(), form, kind))
        at = m.start()
    mentions.sort(key=lambda m: (m.span[0], -m.span[1]))
    n = len(mentions)
    s = statement(a, "so", cue="said", source=source)
    found: Reading = resolve(a, [s], mentions, np.zeros((n, n + 1), dtype=np.float32))
    entity = next((e for e in found.entities if e.id == found.statements[0].entity), None)
    return (entity.name if entity is not None else None), found.statements[0].speaker_class


def test_a_name_behind_the_head_does_not_speak() -> None:
    text = "The complaint against Lark Ferries said so."
    told: list[Told] = [("The complaint", "description", "unknown"), ("Lark Ferries", "name", "organization")]
    assert said_by(text, "The complaint against Lark Ferries", *told) == (None, "document")


def test_the_envoy_to_somewhere_is_named_behind_it() -> None:
    text = "The envoy to the River League Ina Vale said so."
    told: list[Told] = [
        ("The envoy", "description", "person"),
        ("River League", "name", "organization"),
        ("Ina Vale", "name", "person"),
    ]
    assert said_by(text, "The envoy to the River League Ina Vale", *told) == ("Ina Vale", "named_person")


def test_a_spokesman_for_a_minister_is_not_the_minister() -> None:
    text = "A spokesman for Water Minister Ina Vale said so."
    told: list[Told] = [
        ("A spokesman", "description", "person"),
        ("Water Minister", "description", "person"),
        ("Ina Vale", "name", "person"),
    ]
    assert said_by(text, "A spokesman for Water Minister Ina Vale", *told) == (None, "unnamed_person")


def test_of_two_who_speak_the_named_one_is_taken() -> None:
    text = "Residents and Tam Orrel said so."
    told: list[Told] = [("Residents", "description", "person"), ("Tam Orrel", "name", "person")]
    assert said_by(text, "Residents and Tam Orrel", *told) == ("Tam Orrel", "named_person")


def test_a_group_is_called_without_the_word_where_it_mostly_is() -> None:
    text = "Lark met. Lark paid. Lark Group said so."
    told: list[Told] = [("Lark", "name", "organization"), ("Lark Group", "name", "organization")]
    mentions = [Mention(m.span(), "name", "organization") for m in re.finditer(r"Lark(?: Group)?", text)]
    a = article(text)
    found = resolve(a, [], mentions, np.zeros((3, 4), dtype=np.float32))
    assert told
    assert [e.name for e in found.entities] == ["Lark"]


def test_whom_the_article_introduces_in_full_has_that_name() -> None:
    text = "Lark Water paid. Lark met. Lark left. Lark stayed. Lark slept. Lark paid."
    mentions = [Mention(m.span(), "name", "organization") for m in re.finditer(r"Lark(?: Water)?", text)]
    n = len(mentions)
    found = resolve(article(text), [], mentions, np.zeros((n, n + 1), dtype=np.float32))
    assert [e.name for e in found.entities] == ["Lark Water"]


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Vale & Woods analyst Tam Orrel", "Woods analyst", "Vale & Woods analyst"),
        ("Radio Sund’s Tam Orrel", "Radio Sund’s", None),
        ("the commander of the Sund", "the commander of the", None),
        ("new driver", "new", "new driver"),
        ("new Orrel", "new", None),
        ("a 20-year-old conscript who", "a 20-year-old", "a 20-year-old conscript"),
        ("Both Lark coach and Tam", "Both Lark coach", "Lark coach"),
        ("Orrel and wide receiver Tam", "Orrel and wide receiver", "wide receiver"),
        ("the model and TV personality", "the model and TV personality", "the model and TV personality"),
        ("him a first-time coach", "him a first-time coach", "a first-time coach"),
        ("the mayor of Ashel", "the mayor of Ashel", "the mayor of Ashel"),
    ],
)
def test_a_description_begins_and_ends_where_its_phrase_does(text: str, words: str, told: str | None) -> None:
    span = phrase(text, (text.index(words), text.index(words) + len(words)))
    assert (text[slice(*span)] if span is not None else None) == told
