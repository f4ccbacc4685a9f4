"""Cut text is the text: whatever overlaps, the pieces add up and the elements nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.rows import Span, Statement
from onrecord.show.marks import Mark, Token, cut, marks

TEXT = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)).map(lambda s: (min(s), max(s))), max_size=4)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    def one(number: int) -> Statement:
        content, others = draw(SPANS), draw(SPANS)
        cue, source = (*others, None, None)[:2]
        return Statement(f"s{number}", "a", "attributed", "body", tuple(content), cue, source)

    return [one(number) for number in range(draw(st.integers(0, 4)))]


def whole(text: str, found: list[Statement]) -> list[Token]:
    return cut(text, (0, len(text)), [mark for each in found for mark in marks(each)])


@given(TEXT, statements())
def test_the_pieces_are_the_exact_text(text: str, found: list[Statement]) -> None:
    assert "".join(token.text for token in whole(text, found)) == text


@given(TEXT, statements(), st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_the_text_is_cut_exactly_too(text: str, found: list[Statement], one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    tokens = cut(text, (start, end), [mark for each in found for mark in marks(each)])
    assert "".join(token.text for token in tokens) == text[start:end]


@given(TEXT, statements())
def test_elements_nest(text: str, found: list[Statement]) -> None:
    open_now: list[Mark] = []
    for token in whole(text, found):
        if token.opens:
            open_now.append(token.opens)
        elif token.closes:
            assert open_now.pop() == token.closes
    assert not open_now


@given(TEXT, statements())
def test_each_part_holds_its_own_characters_and_begins_and_ends_once(text: str, found: list[Statement]) -> None:
    for mark in {mark for each in found for mark in marks(each)}:
        inside, depth, begins, ends = "", 0, 0, 0
        for token in whole(text, found):
            depth += (token.opens == mark) - (token.closes == mark)
            begins += token.opens == mark and token.begins
            ends += token.closes == mark and token.ends
            inside += token.text if depth > 0 else ""
        copies = [m for each in found for m in marks(each)].count(mark)
        assert inside == text[max(0, mark.start) : max(0, mark.end)]
        if 0 <= mark.start < mark.end <= len(text):
            assert begins == ends == copies


def test_a_statement_inside_another_is_an_element_inside_it() -> None:
    text = "He said she lied."
    outer: tuple[Span, ...] = ((8, 16),)
    tokens = whole(text, [Statement("o", "a", "attributed", "body", outer, (3, 7), (0, 2)),
                          Statement("i", "a", "attributed", "body", ((12, 16),), None, (8, 11))])  # fmt: skip
    steps = [t.text or (f"<{t.opens.statement.id}.{t.opens.part}>" if t.opens else ">") for t in tokens]
    assert "".join(steps) == "<o.source>He> <o.cue>said> <o.content><i.source>she> <i.content>lied>>."
