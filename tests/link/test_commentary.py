"""What shows that an article argues against what it cites, and what does not. All of it fiction."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.commentary import RULES, Citation, Commentary, commentary, may_argue
from onrecord.link.lost import Report
from onrecord.link.told import Told, told
from onrecord.rows import Statement
from rows_made import article, statement

HEAD = "Corvane Times reported that the dam was sound."
CITED: dict[str, Any] = {"cue": "reported", "source": "Corvane Times", "speaker_class": "named_organization"}


def read(text: str, *others: Statement, medium: bool = True, **fields: Any) -> Commentary | None:
    """A text that cites the Corvane Times for `that the dam was sound`."""
    a = article(text, zones=())
    s = statement(a, "that the dam was sound", quotation="indirect", **({**CITED, **fields}))
    rows = told(a, [s, *(statement(a, a.text[slice(*o.content[0])]) for o in others)], {})
    mine = tuple(t for t in rows if t.id == s.id)
    return commentary(Report(a, tuple(rows)), [Citation(("Corvane Times", "Times"), None, mine, medium)])


DISPUTES = {
    "called_false": [
        f"{HEAD} That is simply not true.",
        f"{HEAD} But the claim was completely false.",
        f"{HEAD} Nonsense.",
        "Corvane Times reported that the dam was sound, which is wrong.",
        f"{HEAD} It isn’t true.",
        f"{HEAD} But that report, which three others copied, is misleading: the walls leak.",
    ],
    "said_wrongly": ["Corvane Times wrongly reported that the dam was sound.",
                     "Corvane Times reported, falsely, that the dam was sound.",
                     "Corvane Times reported in May – falsely – that the dam was sound.",
                     "Misleadingly, Corvane Times reported that the dam was sound."],
    "contrary_to": [f"{HEAD} The walls leak, contrary to what the Times says.",
                    f"{HEAD} Contrary to the Corvane Times, the walls leak."],
    "got_it_wrong": [f"{HEAD} The walls leak. The Times got it wrong.",
                     f"{HEAD} The paper’s story is misleading.",
                     f"{HEAD} The Times, for instance, was wrong.",
                     f"{HEAD} Walls leak. Gates leak. Roofs leak. Corvane Times was plainly wrong."],
    "left_out": [f"{HEAD} The Times failed to mention the leaks.", f"{HEAD} The report conveniently omits the leaks."],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in DISPUTES.items() for text in texts])
def test_a_firm_sign_is_enough(rule: str, text: str) -> None:
    found = read(text)
    assert found is not None
    assert rule in found.rules
    assert may_argue(text)
    (cited,) = found.cites
    assert (cited.name, text[slice(*cited.span)], len(cited.statements)) == ("Corvane Times", "Corvane Times", 1)
    for each in found.disputes:
        assert each.words == text[slice(*each.span)]
    assert all(any(d.span[0] <= c[0] < c[1] <= d.span[1] for d in found.disputes) for c in found.cues)


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        f"{HEAD} That is true.",
        f"{HEAD} If that is false, people will drown.",
        f"{HEAD} Is that false?",
        f"{HEAD} It may be that the Times is wrong.",
        f"{HEAD} The walls leak. The gates leak. That is false.",
        f"{HEAD} “That is not true,” the mayor of Ashel said.",
        f"{HEAD} The Times is on the wrong side of the river.",
        f"{HEAD} But the walls leak.",
        f"{HEAD} There is no evidence of leaks.",
        f"{HEAD} The mayor said it is propaganda.",
        f"{HEAD} The council failed to mention the leaks.",
        f"{HEAD} Contrary to all her life’s work she came.",
    ],
)
def test_one_weak_sign_or_another_s_words_say_nothing(text: str) -> None:
    assert read(text) is None


def test_two_weak_signs_of_two_families_are_enough_against_a_medium_only() -> None:
    text = "Corvane Times claimed that the dam was sound. There is no evidence for it."
    given: dict[str, Any] = {"cue": "claimed", "stance": "distancing"}
    found = read(text, **given)
    assert found is not None
    assert found.rules == ("kept_off", "no_evidence")
    assert read(text, **given, medium=False) is None
    assert read("Corvane Times claimed that the dam was sound, but walls leak.", **given) is None


def test_what_somebody_else_is_said_to_say_is_no_sign() -> None:
    text = f"{HEAD} That is not true, Ada Brin said."
    a = article(text, zones=())
    assert read(text) is not None
    assert read(text, statement(a, "That is not true")) is None


def test_the_writer_s_own_i_is_the_article_s_voice() -> None:
    text = f"{HEAD} That is not true, I said."
    a = article(text, zones=())
    rows = [
        statement(a, "that the dam was sound", **CITED),
        statement(a, "That is not true", cue="said", source="I"),
    ]
    found = told(a, rows, {})
    mine = tuple(t for t in found if t.statement.source and a.text[slice(*t.statement.source)] == "Corvane Times")
    assert commentary(Report(a, tuple(found)), [Citation(("Corvane Times",), None, mine, True)]) is not None


def test_what_calls_a_claim_false_is_not_itself_called_so() -> None:
    a = article("Corvane Times reported that no such dam ever leaked, a hoax. The claim is false.", zones=())
    rows = told(a, [statement(a, "that no such dam ever leaked, a hoax", **CITED)], {})
    assert commentary(Report(a, tuple(rows)), [Citation(("Corvane Times",), None, tuple(rows), True)]) is None


def test_a_speaker_was_wrong_only_beside_what_he_said() -> None:
    def brin(text: str) -> Commentary | None:
        a = article(text, zones=())
        rows = told(a, [statement(a, "that the dam was sound", cue="said", source="Ada Brin")], {})
        return commentary(Report(a, tuple(rows)), [Citation(("Ada Brin", "Brin"), None, tuple(rows), False)])

    assert brin("Ada Brin said that the dam was sound. Brin was wrong.") is not None
    assert brin("Ada Brin said that the dam was sound. A. B. Walls. Gates. Roofs. So Brin got that wrong.") is not None
    assert brin("Ada Brin said that the dam was sound. A. B. Walls. Gates. Roofs. Then. Brin was wrong.") is None
    assert brin("Ada Brin said that the dam was sound. Ada Brin failed to mention the leaks.") is None


def test_every_rule_gives_its_reason() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_nothing_is_found_where_nothing_is_cited() -> None:
    a = article("That is not true. Nonsense.", zones=())
    assert commentary(Report(a, ()), []) is None


PIECES = st.sampled_from(
    [HEAD, "That is false.", "“", "”", "Times", "the report", " is wrong", "contrary to ", "\n", "if"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map(" ".join))
def test_any_text_is_read_and_every_span_lies_in_it(rest: str) -> None:
    text = f"{HEAD} {rest}"
    a = article(text, zones=())
    rows: list[Told] = told(a, [statement(a, "that the dam was sound", **CITED)], {})
    found = commentary(Report(a, tuple(rows)), [Citation(("Corvane Times", "Times"), None, tuple(rows), True)])
    for span in found.cues if found else ():
        assert 0 <= span[0] < span[1] <= len(text)
    for each in found.disputes if found else ():
        assert text[slice(*each.span)] == each.words


@pytest.mark.parametrize("filler", ["a", "a ", "that is ", "Times ", "no ", "“", "n't ", "the report ", ". "])
def test_hostile_length_is_read_to_its_end(filler: str) -> None:
    text = f"{HEAD} {filler * (200_000 // len(filler))} That is false."
    a = article(text, zones=())
    rows = told(a, [statement(a, "that the dam was sound", **CITED)], {})
    commentary(Report(a, tuple(rows)), [Citation(("Corvane Times", "Times"), None, tuple(rows), True)])
