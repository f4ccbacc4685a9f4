from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_join import marked

from onrecord.read.join import Attribution, Piece, join
from onrecord.read.statements import Page, posts, slug, statements
from onrecord.rows import Statement, Zone
from onrecord.text.quotes import quotes


def read(marked_text: str, zones: tuple[Zone, ...] = ()) -> tuple[str, list[Statement]]:
    text, pieces = marked(marked_text)
    return text, statements(Page("a", text, zones, quotes(text)), join(text, pieces))


def cut(text: str, s: Statement) -> list[str]:
    return [text[a:b] for a, b in s.content]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{She} <said>: “[We stay here].”", "direct"),
        ("{She} <said> [the council was “frankly out of its depth” on this].", "mixed"),
        ("{She} <said> [the council was out of its depth].", "indirect"),
    ],
)
def test_quotation_by_the_marks(text: str, kind: str) -> None:
    _, (s, *_) = read(text)
    assert s.quotation == kind


def test_what_no_group_claims_nobody_says() -> None:
    _, found = read("{No group} <has claimed> [the raid on the mill].")
    assert [s.voice for s in found] == ["narrator"]
    _, found = read("{Nora Vale} <has claimed> [the raid on the mill].")
    assert [s.voice for s in found] == ["attributed"]


def test_a_relative_pronoun_is_no_part_of_who_speaks() -> None:
    text, (s, *_) = read("[A man] {who police} <said> [drove the lorry that day] fled.")
    assert s.source is not None
    assert text[slice(*s.source)] == "police"


def test_who_is_told_does_not_speak() -> None:
    _, (s, *_) = read("{The players} <were asked> [to leave the boat at once].")
    assert s.voice == "attributed"
    assert s.source is None


def test_a_credit_is_no_part_of_who_speaks() -> None:
    text, (s, *_) = read("The quay at noon\n{Reuters Tam Orrel} <said> [the lock was shut].")
    assert s.source is not None
    assert text[slice(*s.source)] == "Tam Orrel"


def test_a_subject_with_its_clauses_is_who_speaks() -> None:
    text, (s, *_) = read("But a guard who was there, and whose name is withheld, <said> [that the lock was shut].")
    assert s.source is not None
    assert text[slice(*s.source)] == "a guard who was there, and whose name is withheld"


def test_a_list_of_other_pieces_is_not_read() -> None:
    _, found = read("MOST READ IN NEWS 'OH NO' {Orrel} <says> [the lock is shut] LARK Mayor finds a hat in the lock")
    assert found == []


def test_a_cue_belongs_to_its_own_paragraph() -> None:
    text, found = read(
        "“[We stay here and so does everybody],” {the league} <said> to Radio Sund.\n“[We always have].”"
    )
    first, second = (s for s in found if s.voice == "attributed")
    assert first.cue is not None
    assert (cut(text, second), second.cue) == (["“We always have.”"], None)


def test_what_is_denied_is_part_of_what_is_said() -> None:
    text, (s, *_) = read("{Orrel} <denied early reports> [that the lock was shut].")
    assert (cut(text, s), s.modality) == (["early reports that the lock was shut"], "denied")
    assert s.cue is not None
    assert text[slice(*s.cue)] == "denied"


def test_what_a_speaker_was_asked_is_no_assertion() -> None:
    text, found = read("<Asked about> [the shut lock and the pumps], {Orrel} <said> [that he knew nothing].")
    assert [(s.voice, cut(text, s)) for s in found] == [("attributed", ["that he knew nothing"])]


def test_two_posts_in_one_line_are_two() -> None:
    text = "We stay — Vale (@vale) May 1, 2031 We go — Orrel (@orrel) May 2, 2031"
    assert [text[slice(*post)] for post, _ in posts(text)] == ["We stay", "We go"]


def test_content_keeps_its_marks() -> None:
    text, (s, *_) = read("“[We stay here],” {she} <said>.")
    assert cut(text, s) == ["“We stay here,”"]


def test_a_quotation_going_on_in_a_new_paragraph_is_a_second_statement() -> None:
    text, found = read("“[We stay here],” {she} <said>. “[We always have.\n\n“And we always will].”")
    first, second = (s for s in found if s.voice == "attributed")
    assert cut(text, first) == ["“We stay here,”", "“We always have."]
    assert (first.cue is None, second.cue, second.source) == (False, None, None)
    assert cut(text, second) == ["“And we always will.”"]


def test_an_unclaimed_sentence_in_marks_is_said_by_somebody() -> None:
    text, found = read("The crowd waited.\n\n“Nobody has told us anything.”\n\nA banner read on.")
    (bare,) = (s for s in found if s.voice == "attributed")
    assert cut(text, bare) == ["“Nobody has told us anything.”"]
    assert (bare.cue, bare.source, bare.quotation) == (None, None, "direct")


@pytest.mark.parametrize(
    "text", ["“[The Quiet Shore]” came out in May, to no great notice.", "[A bridge in May] was to open."]
)
def test_marked_words_with_no_cue_need_marks_and_no_titles_capitals(text: str) -> None:
    _, found = read(text)
    assert [s.voice for s in found] == ["narrator"]


@pytest.mark.parametrize("text", ["The “so-called” deal failed.", "He read “The Quiet Shore” twice."])
def test_scare_quotes_and_titles_are_no_statements(text: str) -> None:
    _, found = read(text)
    assert [s.voice for s in found] == ["narrator"]


def test_the_rest_of_a_sentence_is_the_reporters_own() -> None:
    text, found = read("The bridge fell on Monday, and {police} <said> [nobody was on it].")
    narrator = next(s for s in found if s.voice == "narrator")
    assert cut(text, narrator) == ["The bridge fell on Monday, and"]


def test_site_notices_are_not_read_and_captions_are_labelled() -> None:
    text = "Bridge falls in Ashel\nPhoto: The bridge fell on Monday.\nSubscribe to our daily letter now it is free."
    zones = (Zone("headline", 0, 21), Zone("caption", 22, 55), Zone("notice", 56, len(text)))
    got = statements(Page("a", text, zones, quotes(text)), [])
    assert [s.zone for s in got] == ["headline", "caption"]


def test_posts_are_found_by_their_signature() -> None:
    text = "It was seen.\nWe saw a light — a big one. — Vale Weather (@valewx) May 4, 2031\nMore to come."
    (((a, b), (c, d)),) = posts(text)
    assert (text[a:b], text[c:d]) == ("We saw a light — a big one.", "Vale Weather (@valewx)")


PIECES = st.lists(
    st.tuples(st.sampled_from(["source", "cue", "content"]), st.integers(0, 70), st.integers(1, 12)),
    max_size=6,
)


@given(st.text(st.sampled_from(list("abcd “”\".,\n'—:")), max_size=90), PIECES)
def test_spans_lie_within_the_text_whatever_is_marked(text: str, spec: list[tuple[str, int, int]]) -> None:
    end = 0
    pieces = []
    for kind, start, size in sorted(spec, key=lambda s: s[1]):
        if start >= end and start + size <= len(text):
            pieces.append(Piece(kind, start, end := start + size))  # type: ignore[arg-type]
    found = statements(Page("a", text, (), quotes(text)), join(text, pieces))
    for s in found:
        assert all(0 <= a < b <= len(text) for a, b in s.content)
        assert all(x[1] <= y[0] for x, y in zip(s.content, s.content[1:], strict=False))
        assert all("\n" not in text[a:b] for a, b in s.content)
    assert len({s.id for s in found}) == len(found)


def test_an_attribution_without_letters_is_no_error() -> None:
    text = "“…”"
    a = Attribution((Piece("content", 1, 2),), None, None)
    assert statements(Page("a", text, (), quotes(text)), [a]) == []


def test_a_post_is_one_statement_by_its_signer() -> None:
    text, found = read(
        "The quay was full.\n{I} <want> [the lock open again] by spring. — Nora Vale (@novale) May 2, 2031"
    )
    said = [s for s in found if s.voice == "attributed"]
    assert [cut(text, s) for s in said] == [["I want the lock open again by spring."]]
    assert said[0].source is not None
    assert text[slice(*said[0].source)].startswith("Nora Vale")


def test_who_is_quoted_in_a_post_still_speaks() -> None:
    _, found = read(
        "We walked the quay end to end this morning and all was well there at last; {the miller} <says> [it holds]."
        " — Nora Vale (@novale) May 2, 2031"
    )
    assert len([s for s in found if s.voice == "attributed"]) == 2


def test_quotations_in_single_marks_by_themselves() -> None:
    text, found = read("‘We will stay here.’\n‘We always have stayed.’")
    assert [cut(text, s) for s in found if s.voice == "attributed"] == [
        ["‘We will stay here.’"],
        ["‘We always have stayed.’"],
    ]


def test_a_series_name_is_no_part_of_what_is_said() -> None:
    line = "Photos: {Bridges of Sundrel %s} <said> [the lock was shut]."
    text, found = read("\n".join(line % name for name in ("Orrel", "Vale", "Vesk")))
    assert {text[slice(*s.source)] for s in found if s.source} == {"Orrel", "Vale", "Vesk"}
    assert slug(text) == "Bridges of Sundrel "
    assert slug("Photos: Bridges of Sundrel Orrel") == ""
