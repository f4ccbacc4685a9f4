from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_join import marked

from onrecord.read.join import Piece, join
from onrecord.read.model import Tagger
from onrecord.read.nesting import descent, inner_text, nested, standing_inside
from onrecord.read.statements import Page, statements
from onrecord.rows import Statement
from onrecord.text.quotes import quotes

Told = tuple[str | None, str | None, str]


def first(marked_text: str) -> tuple[str, list[Statement]]:
    text, pieces = marked(marked_text)
    return text, statements(Page("a", text, (), quotes(text)), join(text, pieces))


def words(text: str, s: Statement) -> Told:
    at = [text[slice(*x)] if x else None for x in (s.source, s.cue)]
    return at[0], at[1], " … ".join(text[a:b] for a, b in s.content)


def inner(outer: str, *levels: str) -> list[Told]:
    """What is found inside a marked text, given how the model marks each text that is asked about, in turn."""
    text, said = first(outer)
    going = descent(text, said)
    answers = iter(levels)
    try:
        asked = next(going)
        while True:
            found: list[list[Piece]] = []
            for each in asked:
                plain, pieces = marked(next(answers, each.text))
                assert plain == each.text
                found.append(pieces)
            asked = going.send(found)
    except StopIteration as done:
        return [words(text, s) for s in done.value if s.nested_in]


def test_a_statement_inside_anothers_content() -> None:
    outer = "{The mayor} <said> [that the guards told her the pumps had been sold]."
    told = "{The guards} <told> [her the pumps had been sold]"
    assert inner(outer, told) == [("the guards", "told", "the pumps had been sold")]


def test_denied_reports_stand_inside_the_denial() -> None:
    assert inner("{Orrel} <denied early reports> [that the lock was shut and the pumps were sold].") == [
        (None, "reports", "the lock was shut and the pumps were sold")
    ]


def test_a_new_clause_stands_beside_an_infinitive() -> None:
    text, said = first("[Orrel] <is expected> [to stay at the mill and the board has assured Vale that she may stay].")
    going = descent(text, said)
    (asked,) = next(going)
    told = "to stay at the mill and {the board} <has assured> [Vale that she may stay]"
    plain, pieces = marked("Orrel " + told)
    assert plain == asked.text
    with pytest.raises(StopIteration) as done:
        going.send([pieces])
    (assured,) = (s for s in done.value.value if s.cue and text[slice(*s.cue)] == "has assured")
    assert assured.nested_in is None


def test_each_level_points_at_the_one_above() -> None:
    text, said = first("{She} <said> [that Vane told them that the board believed the pumps were sound].")
    going = descent(text, said)
    next(going)
    going.send([marked("{Vane} <told> [them that the board believed the pumps were sound]")[1]])
    with pytest.raises(StopIteration) as done:
        going.send([marked("{The board} <believed> [the pumps were sound]")[1]])
    chain = [s for s in done.value.value if s.voice == "attributed"]
    assert [s.nested_in for s in chain] == [None, chain[0].id, chain[1].id]


def test_a_quotation_is_read_without_its_marks_and_ends_with_its_sentence() -> None:
    text, (s, *_) = first("“[They told us the gate was shut],” {she} <said>. “[Nobody came].”")
    asked = inner_text(text, s)
    assert asked is not None
    assert asked.text == "They told us the gate was shut. Nobody came."
    again = "{They} <told> [us the gate was shut. Nobody came]."
    assert inner("“[They told us the gate was shut],” {she} <said>. “[Nobody came].”", again) == [
        ("They", "told", "the gate was shut")
    ]


def test_marks_inside_a_quotation_make_the_inner_one_direct() -> None:
    text, said = first("“[They told me, ‘We have no water left,’]” {she} <said>.")
    going = descent(text, said)
    next(going)
    with pytest.raises(StopIteration) as done:
        going.send([marked("{They} <told> me, [‘We have no water left,’]")[1]])
    (found,) = [s for s in done.value.value if s.nested_in]
    assert (found.quotation, words(text, found)[2]) == ("direct", "‘We have no water left,’")


@pytest.mark.parametrize(
    ("outer", "again", "why"),
    [
        (
            "{She} <said> [she believed the gate had been shut].",
            "{She} <believed> [the gate had been shut]",
            "her mind",
        ),
        ("“[I think that this is a bad idea],” {she} <said>.", "{I} <think> [that this is a bad idea],", "her mind"),
        ("{She} <said> [nobody claimed the gate was shut].", "{Nobody} <claimed> [the gate was shut]", "nobody"),
        ("“[They will say it was the rain],” {she} <said>.", "{They} <will say> [it was the rain],", "not yet"),
        ("“[They did not say the gate was shut],” {she} <said>.", "{They} <did not say> [the gate was shut],", "not"),
        (
            "{He} <said> [the crew told nobody and saw a big fire].",
            "The crew told nobody and <saw> [a big fire]",
            "no report",
        ),
        (
            "{He} <said> [it was late and claimed the gate was shut].",
            "It was late and <claimed> [the gate was shut]",
            "his",
        ),
        (
            "{He} <said> [the two of them announced their split].",
            "{The two of them} <announced> [their split]",
            "slight",
        ),
        (
            "{He} <said> [that police were called to the river bank].",
            "{Police} <were called> [to the river bank]",
            "sense",
        ),
    ],
)
def test_what_is_no_statement_of_its_own(outer: str, again: str, why: str) -> None:
    assert inner(outer, again) == [], why


@pytest.mark.parametrize(
    ("outer", "found"),
    [
        (
            "{The office} <said> [that a boy believed by doctors to be about six had been found].",
            ("doctors", "believed", "to be about six"),
        ),
        (
            "{Radio Ashel} <said> [the board had received reports of a broken lock but closed no gate].",
            (None, "reports", "a broken lock"),
        ),
    ],
)
def test_turns_of_phrase_that_the_model_leaves_out(outer: str, found: Told) -> None:
    assert inner(outer) == [found]


def test_a_cue_of_telling_gets_its_complement() -> None:
    outer = "“[The nurse just told me to take another seat],” {she} <wrote>."
    assert inner(outer, "{The nurse} <just told> me to take another seat,") == [
        ("The nurse", "just told", "to take another seat")
    ]


def test_those_who_were_told_are_not_those_who_said_it() -> None:
    outer = "{Radio Ashel} <says> [the guards were told to have their boats ready]."
    assert inner(outer, "{The guards} <were told> [to have their boats ready]") == [
        (None, "were told", "to have their boats ready")
    ]


def test_a_medium_that_only_passes_on_is_a_relay() -> None:
    text, said = first("[The ministry said four crates were missing], {Radio Ashel} <reported>.")
    going = descent(text, said)
    next(going)
    with pytest.raises(StopIteration) as done:
        going.send([marked("{The ministry} <said> [four crates were missing]")[1]])
    (s,) = [s for s in done.value.value if s.voice == "attributed"]
    assert (words(text, s), s.relay, s.nested_in) == (
        ("The ministry", "said", "four crates were missing"),
        ("Radio Ashel",),
        None,
    )


def test_a_person_who_tells_of_anothers_words_is_no_relay() -> None:
    outer = "[The ministry said four crates were missing], <according to> {Mira Vane}."
    assert len(inner(outer, "{The ministry} <said> [four crates were missing]")) == 1


def test_what_the_first_reading_found_inside_a_post_points_at_it() -> None:
    text, said = first("{Vane} <wrote>: [x] <y>")
    post = Statement("p", "a", "attributed", "body", ((0, 20),))
    told = Statement("t", "a", "attributed", "body", ((8, 15),), cue=(4, 7))
    assert [s.nested_in for s in standing_inside([post, told])] == [None, "p"]
    assert standing_inside(said) == said
    assert text


@pytest.mark.parametrize("content", ["We stay here until the rain ends", "They said so", "to plan it"])
def test_a_content_without_a_report_is_not_read_again(content: str) -> None:
    text, (s, *_) = first("{She} <said> [" + content + "].")
    assert inner_text(text, s) is None


@given(st.text("ab, .“”‘’'\"said told that\n", max_size=80))
def test_an_inner_text_keeps_its_places(content: str) -> None:
    text = "x told y: " + content + " z"
    s = Statement("s", "a", "attributed", "body", ((2, len(text)),), quotation="direct")
    found = inner_text(text, s)
    if found is not None:
        assert len(found.text) == len(found.at)
        assert all(at < 0 or text[at].lower() == c.lower() for c, at in zip(found.text, found.at, strict=True))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(threads=1)


REPEATED = "Mayor Lena Dorn said on Friday that the guardsmen had told her that the pumps were sold years ago."


def test_the_model_reads_a_content_again(tagger: Tagger) -> None:
    outer = "{Mayor Lena Dorn} <said> on Friday [that the guardsmen had told her that the pumps were sold years ago]."
    reading = first(outer)
    alone = nested(tagger, [reading])
    assert nested(tagger, [("", []), reading, reading]) == [[], alone[0], alone[0]]
    (found,) = alone
    assert isinstance(found, list)
    assert [words(REPEATED, s)[:2] for s in found if s.nested_in] == [("the guardsmen", "had told")]


def test_a_fault_in_one_article_costs_no_other_its_reading(tagger: Tagger) -> None:
    text, said = first("{She} <said> [that the guards told her the pumps had been sold].")
    broken = Statement("s", "a", "attributed", "body", ())
    bad, good = nested(tagger, [(text, [broken, broken]), (text, said)])
    assert isinstance(bad, Exception)
    assert isinstance(good, list)
