from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import quotes

MARKED = st.lists(st.sampled_from([*"ab .,\n'\"“”‘’«»„‟`(—", "''", "``"]), max_size=60).map("".join)


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," he said, "all of us."', ['"We stay,"', '"all of us."']),
        ("“We stay,” he said.", ["“We stay,”"]),
        ("‘We stay,’ he said of the dogs’ home.", ["‘We stay,’"]),
        ("'We stay,' she said. It's hers.", ["'We stay,'"]),
        ("«On reste», dit-il. „Wir bleiben“, sagt er.", ["«On reste»", "„Wir bleiben“"]),
        ("“He told me ‘go home’ twice,” she said.", ["“He told me ‘go home’ twice,”"]),
        ("In the '90s the dogs' owner wouldn't move; rock 'n' roll.", []),
        ("``Old wire style,'' he said.", ["``Old wire style,''"]),
        ('He stood 6\'2" tall and said "fine".', ['"fine"']),
        ("“[The] road is closed,” it said.", ["“[The] road is closed,”"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_long_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    first, second, third = quotes("“We stay.\n\n“We always have.\n\n“And will.” Not this.")
    assert [first.continued, second.continues, second.continued, third.continues] == [True] * 4
    assert not first.continues
    assert third.closed
    assert not third.continued


def test_one_odd_mark_costs_one_paragraph_at_most() -> None:
    text = 'A stray " mark here and “ another.\nThen "all is well," he said.\nAnd “fine,” too.'
    assert found(text)[-2:] == ['"all is well,"', "“fine,”"]
    assert all("\n" not in q for q in found(text))


@given(MARKED | st.text(max_size=60))
def test_quotations_are_ordered_and_stay_in_their_paragraph(text: str) -> None:
    got = quotes(text)
    assert all(a.end <= b.start for a, b in pairwise(got))
    for q in got:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        inner = q.inner(text)
        assert q.start <= inner[0]
        assert inner[1] <= q.end


@given(MARKED, MARKED)
def test_a_paragraph_reads_the_same_whatever_stands_before_it(before: str, text: str) -> None:
    alone = found(text.replace("\n", " "))
    after = [q for q in quotes(before + "\n" + text.replace("\n", " ")) if q.start > len(before)]
    joined = before + "\n" + text.replace("\n", " ")
    assert [joined[q.start : q.end] for q in after] == alone


def test_a_long_quotation_in_single_marks_goes_on_too() -> None:
    text = "He said: 'We stay.\n\n'We always have.\n\n'And will.' Not this."
    first, second, third = quotes(text)
    assert [first.continued, second.continues, second.continued, third.continues] == [True] * 4
    assert found(text) == ["'We stay.", "'We always have.", "'And will.'"]


def test_a_single_mark_that_nothing_goes_on_with_is_an_apostrophe() -> None:
    assert found("He said: 'We stay.\n\nThe lock is shut.") == []
    assert found("'Nother day.\n\nThe lock is shut.") == []
