"""From mentions to who says each statement."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.within import resolve
from onrecord.rows import Article, EntityKind, Mention, MentionForm, Reading, Span, Statement
from rows_made import article, statement

Told = tuple[str, MentionForm, EntityKind]


def resolved(a: Article, statements: list[Statement], *told: Told) -> Reading:
    """The reading of an article whose mentions are given by their words, each found after the one before; the model's
    vectors say nothing."""
    mentions, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(a.text, at)
        assert m is not None, words
        mentions.append(Mention(m.span(), form, kind))
        at = m.start()
    mentions.sort(key=lambda m: (m.span[0], -m.span[1]))
    return resolve(a, statements, mentions, np.zeros((len(mentions), len(mentions) + 1), dtype=np.float32))


def names(reading: Reading) -> list[str | None]:
    entities = {e.id: e for e in reading.entities}
    return [entities[s.entity].name if s.entity in entities else None for s in reading.statements]


def test_a_name_with_its_title_says_it() -> None:
    a = article("Police chief Tam Orrel said the dam held.")
    s = statement(a, "the dam held", cue="said", source="Police chief Tam Orrel")
    found = resolved(a, [s], ("Police chief Tam Orrel", "description", "person"), ("Tam Orrel", "name", "person"))
    assert names(found) == ["Tam Orrel"]
    assert found.statements[0].speaker_class == "named_person"
    (entity,) = found.entities
    assert [a.text[slice(*d)] for d in entity.descriptions] == ["Police chief"]
    assert [a.text[slice(*m.span)] for m in entity.mentions] == ["Tam Orrel"]


def test_a_spokesman_with_his_name_behind_a_comma() -> None:
    a = article("The ministry's spokesman, Tam Orrel, said so twice.")
    s = statement(a, "so twice", cue="said", source="The ministry's spokesman, Tam Orrel")
    found = resolved(a, [s], ("The ministry's spokesman", "description", "person"), ("Tam Orrel", "name", "person"))
    assert names(found) == ["Tam Orrel"]


def test_a_spokesman_for_somebody_is_not_that_somebody() -> None:
    a = article("A spokesman for Tam Orrel said so twice.")
    s = statement(a, "so twice", cue="said", source="A spokesman for Tam Orrel")
    found = resolved(a, [s], ("A spokesman", "description", "person"), ("Tam Orrel", "name", "person"))
    assert names(found) == [None]
    assert found.statements[0].speaker_class == "unnamed_person"
    words = {a.text[slice(*d)] for e in found.entities if e.name is None for d in e.descriptions}
    assert "A spokesman for Tam Orrel" in words


def test_a_quotation_that_goes_on_is_the_same_speakers() -> None:
    a = article("“We stay,” Tam Orrel said.\n\n“We always stayed here.”")
    first = statement(a, "“We stay,”", cue="said", source="Tam Orrel")
    found = resolved(a, [first, statement(a, "“We always stayed here.”")], ("Tam Orrel", "name", "person"))
    assert names(found) == ["Tam Orrel", "Tam Orrel"]


def test_a_participle_goes_on_from_the_subject_of_its_sentence() -> None:
    a = article("Tam Orrel said the dam held, adding that the town was dry.")
    first = statement(a, "the dam held", cue="said", source="Tam Orrel")
    second = statement(a, "that the town was dry", cue="adding")
    found = resolved(a, [first, second], ("Tam Orrel", "name", "person"))
    assert names(found) == ["Tam Orrel", "Tam Orrel"]


def test_a_headline_is_whose_words_the_body_says_they_are() -> None:
    a = article("“We stay in Keddra forever”\n\n“We stay in Keddra forever,” Tam Orrel said.")
    head = replace(statement(a, "“We stay in Keddra forever”"), zone="headline")
    body = statement(a, "“We stay in Keddra forever,”", cue="said", source="Tam Orrel")
    assert names(resolved(a, [head, body], ("Tam Orrel", "name", "person"))) == ["Tam Orrel", "Tam Orrel"]


def test_a_passive_without_a_source_is_somebodys_who_is_not_named() -> None:
    a = article("The dam is believed to have held.")
    found = resolved(a, [statement(a, "to have held", cue="is believed")])
    assert names(found) == [None]
    assert found.statements[0].speaker_class == "unnamed_group"
    assert found.statements[0].entity is None


def test_what_is_nested_came_through_the_outer_speaker() -> None:
    a = article("Ina Vale said the drivers told her to leave.")
    outer = statement(a, "the drivers told her to leave", cue="said", source="Ina Vale")
    inner = replace(statement(a, "to leave", cue="told", source="the drivers"), nested_in=outer.id)
    found = resolved(a, [outer, inner], ("Ina Vale", "name", "person"), ("the drivers", "description", "person"))
    assert found.statements[1].relay == ("Ina Vale",)
    assert found.statements[1].speaker_class == "unnamed_group"
    assert found.statements[0].relay == ()


def test_i_in_a_quotation_is_its_speaker() -> None:
    a = article("“I told them to go,” Ina Vale said.")
    outer = statement(a, "“I told them to go,”", cue="said", source="Ina Vale")
    inner = replace(statement(a, "to go", cue="told", source="I"), nested_in=outer.id)
    found = resolved(a, [outer, inner], ("I", "pronoun", "person"), ("Ina Vale", "name", "person"))
    assert names(found) == ["Ina Vale", "Ina Vale"]


def test_a_pronoun_before_any_name_is_nobody() -> None:
    a = article("He said the dam held.")
    found = resolved(a, [statement(a, "the dam held", cue="said", source="He")], ("He", "pronoun", "person"))
    assert names(found) == [None]
    assert found.statements[0].speaker_class == "unknown"


def test_a_reason_for_anonymity_is_the_articles_own_words() -> None:
    a = article("The dam held, said an official who was not authorised to speak to the press.")
    s = statement(a, "The dam held", cue="said", source="an official")
    found = resolved(a, [s], ("an official", "description", "person"))
    assert found.statements[0].anonymity_reason is not None
    assert "not authorised to speak" in found.statements[0].anonymity_reason
    assert found.statements[0].anonymity_reason in a.text


FORMS: list[MentionForm] = ["name", "description", "pronoun"]
KINDS: list[EntityKind] = ["person", "organization", "place", "unknown"]


@settings(max_examples=60)
@given(
    st.text(min_size=1, max_size=200),
    st.lists(
        st.tuples(st.integers(0, 199), st.integers(1, 200), st.sampled_from(FORMS), st.sampled_from(KINDS)), max_size=8
    ),
    st.lists(st.tuples(st.integers(0, 199), st.integers(1, 60)), max_size=4),
)  # fmt: skip
def test_any_text_and_mentions(
    text: str, told: list[tuple[int, int, MentionForm, EntityKind]], spans: list[tuple[int, int]]
) -> None:
    a = article(text)
    cut = {(b, min(b + n, len(a.text))): (form, kind) for b, n, form, kind in told if b < len(a.text)}
    mentions = [Mention(span, *rest) for span, rest in sorted(cut.items(), key=lambda x: (x[0][0], -x[0][1]))]
    bounds: list[Span] = [(b, min(b + n, len(a.text))) for b, n in spans if b < len(a.text)]
    statements = [
        Statement(str(i), a.id, "attributed", "body", (span,), None, span if i % 2 else None)
        for i, span in enumerate(bounds)
    ]
    n = len(mentions)
    found = resolve(a, statements, mentions, np.zeros((n, n + 1), dtype=np.float32))
    entities = {e.id for e in found.entities}
    assert all(s.entity is None or s.entity in entities for s in found.statements)
    seen = [m.span for e in found.entities for m in e.mentions]
    assert len(seen) == len(set(seen)), "no two entities share a mention"


def test_a_quotation_of_three_paragraphs_has_one_speaker() -> None:
    a = article("“We stay,” Tam Orrel said.\n\n“We always stayed.\n\n“We will.”")
    said = [
        statement(a, "“We stay,”", cue="said", source="Tam Orrel"),
        statement(a, "“We always stayed."),
        statement(a, "“We will.”"),
    ]
    assert names(resolved(a, said, ("Tam Orrel", "name", "person"))) == ["Tam Orrel"] * 3


def test_a_cross_head_is_not_the_one_before_goes_on() -> None:
    a = article("“We stay,” Tam Orrel said.\n\n‘A tale of two gates’\n\nIt rained.")
    said = [statement(a, "“We stay,”", cue="said", source="Tam Orrel"), statement(a, "‘A tale of two gates’")]
    assert names(resolved(a, said, ("Tam Orrel", "name", "person"))) == ["Tam Orrel", None]


def test_a_part_named_once_does_not_name_the_whole() -> None:
    a = article("Lark paid. Lark met. Lark left. Lark stayed, Lark Water Services said so.")
    s = statement(a, "so", cue="said", source="Lark Water Services")
    mentions, at = [], 0
    for words in ("Lark", "Lark", "Lark", "Lark", "Lark Water Services"):
        start = a.text.index(words, at)
        at = start + len(words)
        mentions.append(Mention((start, at), "name", "organization"))
    found = resolve(a, [s], mentions, np.zeros((5, 6), dtype=np.float32))
    assert names(found) == ["Lark"]


def test_the_medium_is_no_description_of_whom_it_cites() -> None:
    a = article("The Daily Lark, citing a driver, reported that the dam held.")
    s = statement(a, "that the dam held", cue="reported", source="The Daily Lark")
    found = resolved(a, [s], ("Daily Lark", "name", "organization"), ("a driver", "description", "person"))
    said = next(e for e in found.entities if e.id == found.statements[0].entity)
    assert [a.text[slice(*d)] for d in said.descriptions] == ["a driver"]
    assert found.statements[0].relay == ("Daily Lark",)
