"""Whose words a statement is that names nobody."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from onrecord.resolve.within import resolve
from onrecord.rows import Article, EntityKind, Mention, MentionForm, Statement
from rows_made import article, statement

Told = tuple[str, MentionForm, EntityKind]


def voices(a: Article, said: list[Statement], *told: Told) -> list[str | None]:
    """The names of who says each statement."""
    mentions, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(a.text, at)
        assert m is not None, words
        mentions.append(Mention(m.span(), form, kind))
        at = m.start()
    n = len(mentions)
    found = resolve(a, said, mentions, np.zeros((n, n + 1), dtype=np.float32))
    names = {e.id: e.name for e in found.entities}
    return [names.get(s.entity or "") for s in found.statements]


ORREL: Told = ("Tam Orrel", "name", "person")
VALE: Told = ("Ina Vale", "name", "person")


def test_an_active_verb_behind_and_goes_on_from_the_subject() -> None:
    a = article("Tam Orrel was rushed to a clinic and revealed that the dam leaks.")
    assert voices(a, [statement(a, "that the dam leaks", cue="revealed")], ORREL) == ["Tam Orrel"]


def test_a_participle_goes_on_from_a_subject_that_said_nothing_yet() -> None:
    a = article("Tam Orrel spent ten years at the dam, saying he would retire.")
    assert voices(a, [statement(a, "he would retire", cue="saying")], ORREL) == ["Tam Orrel"]


def test_a_fronted_participle_is_his_who_stands_behind_the_comma() -> None:
    a = article("After learning that the dam leaks, Tam Orrel left.")
    assert voices(a, [statement(a, "that the dam leaks", cue="learning")], ORREL) == ["Tam Orrel"]


def test_a_passive_is_not_the_subjects_own() -> None:
    a = article("Tam Orrel left and is believed to be safe.")
    assert voices(a, [statement(a, "to be safe", cue="is believed")], ORREL) == [None]


def test_who_stands_right_before_an_active_verb() -> None:
    a = article("Lark Gazette reports that the dam leaks.")
    gazette: Told = ("Lark Gazette", "name", "organization")
    assert voices(a, [statement(a, "that the dam leaks", cue="reports")], gazette) == ["Lark Gazette"]


def test_a_quotation_that_ends_in_a_comma_belongs_to_the_next_line() -> None:
    a = article("Ina Vale said 'no.'\n'It strikes at what we do,'\nsaid Tam Orrel. 'I am sorry.'")
    cue = a.text.index("said Tam")
    said = [
        statement(a, "'no.'", cue="said", source="Ina Vale"),
        statement(a, "'It strikes at what we do,'", quotation="direct"),
        replace(statement(a, "'I am sorry.'", source="Tam Orrel"), cue=(cue, cue + 4)),
    ]
    assert voices(a, said, VALE, ORREL) == ["Ina Vale", "Tam Orrel", "Tam Orrel"]


def test_an_open_quotation_goes_on_over_a_caption() -> None:
    a = article("“We stay,” Tam Orrel said. “We always stayed.\nThe dam at Keddra\n“We will stay.”")
    said = [
        statement(a, "“We stay,”", "“We always stayed.", cue="said", source="Tam Orrel", quotation="direct"),
        statement(a, "“We will stay.”", quotation="direct"),
    ]
    assert voices(a, said, ORREL) == ["Tam Orrel", "Tam Orrel"]


def test_a_post_is_whose_name_stands_behind_it() -> None:
    a = article("As I leave Keddra, I welcome the peace. — Tam Orrel (@orrel)")
    said = [statement(a, "the peace", cue="welcome", source="I")]
    said[0] = replace(said[0], source=(a.text.index("I welcome"), a.text.index(" welcome")))
    assert voices(a, said, ORREL) == ["Tam Orrel"]


def test_we_in_the_following_statement_are_who_issued_it() -> None:
    a = article("The River League has released the following statement: The dam leaks and we are concerned today.")
    league: Told = ("River League", "name", "organization")
    said = [
        statement(a, "The dam leaks", cue="has released the following statement", source="The River League"),
        statement(a, "today", cue="are concerned", source="we"),
    ]
    assert voices(a, said, league, ("we", "pronoun", "person")) == ["River League", "River League"]
