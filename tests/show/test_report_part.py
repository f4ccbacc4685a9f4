"""An article as shown: nothing of it lost or doubled, whatever its zones; a gap wherever something was left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.rows import Statement, Zone, ZoneKind
from onrecord.show.page import page
from onrecord.show.part import Part
from shown_rows import Held, article

KINDS: list[ZoneKind] = ["headline", "body", "caption", "teaser", "notice"]
TEXTS = st.lists(st.sampled_from(["word", " ", "\n", "\n\n", "end.", "\u202e", "\t"]), max_size=40).map("".join)


@st.composite
def parts(draw: st.DrawFn, *, excerpts: bool) -> Part:
    text = draw(TEXTS)
    at = st.integers(0, len(text) + 2)
    edges = sorted(draw(st.lists(at, max_size=6)))
    zones = tuple(Zone(draw(st.sampled_from(KINDS)), *pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    spans = st.tuples(at, at).map(lambda span: (min(span), max(span)))
    one = article(text, zones=zones)
    found = [
        Statement(
            f"s{number}", one.id, "attributed", "body", tuple(draw(st.lists(spans, max_size=2))), None, draw(spans)
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return page(Held([(one, found)]), excerpts=excerpts).parts[0]


def shown(part: Part) -> str:
    return "".join(token.text for row in part.headline() + part.rows() for token in row.tokens)


def dense(text: str) -> str:
    return "".join(text.split())


@given(parts(excerpts=False))
def test_every_character_is_shown_once_and_in_order(part: Part) -> None:
    assert dense(shown(part)) == dense(part.article.text)
    assert not any(token.gap for row in part.rows() for token in row.tokens)


@given(parts(excerpts=False))
def test_every_statement_with_words_has_one_entry_and_one_place(part: Part) -> None:
    rows = part.headline() + part.rows()
    worded = [each.id for each in part.statements if each.content]
    assert sorted(note.statement.id for row in rows for note in row.notes) == sorted(worded)
    opened = [t.opens for row in rows for t in row.tokens if t.opens and t.begins and t.opens.first]
    assert sorted(mark.statement.id for mark in opened) == sorted(worded)


@given(parts(excerpts=True))
def test_excerpts_keep_the_statements_and_mark_what_is_left_out(part: Part) -> None:
    text, rows = part.article.text, part.headline() + part.rows()
    for each in part.statements:
        for start, end in each.content:
            assert dense(text[start:end]) in dense(shown(part))
    left_out = len(dense(text)) - len(dense(shown(part)))
    assert any(token.gap for row in rows for token in row.tokens) == (left_out > 0 and bool(part.rows()))
    for row in rows:
        assert not any(one.gap and other.gap for one, other in pairwise(row.tokens))


def test_a_statement_that_begins_with_white_space_still_has_its_place() -> None:
    one = article("Head\n\nFirst line.\nSecond line.")
    said = Statement("s", one.id, "attributed", "body", ((17, len(one.text)),), (0, 0), (900, 950))
    (part,) = page(Held([(one, [said])]), excerpts=False).parts
    assert [len(row.notes) for row in part.rows()] == [0, 1]
    assert part.statements[0].source is None


def test_a_headline_that_is_shown_is_not_said_to_be_left_out() -> None:
    one = article("Head\nword")
    said = Statement("s", one.id, "attributed", "body", (), None, (5, 6))
    (part,) = page(Held([(one, [said])]), excerpts=True).parts
    assert not any(token.gap for row in part.rows() for token in row.tokens)


def test_a_headline_further_down_stays_where_it_is() -> None:
    text = "Top\nbody one\nCross-head\nbody two"
    zones = (Zone("headline", 0, 3), Zone("body", 4, 12), Zone("headline", 13, 23), Zone("body", 24, len(text)))
    (part,) = page(Held([(article(text, zones=zones), [])]), excerpts=False).parts
    assert len(part.headline()) == 1
    assert [row.zone for row in part.rows()] == ["body", "headline", "body"]
