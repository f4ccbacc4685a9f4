"""Harm told without who did it, and the same act with who did. Fiction."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.agency import acts, agentless
from onrecord.rows import Article
from rows_made import article

NUMBER = count()


def told(text: str) -> Article:
    return article(text, f"https://lantern.example/{next(NUMBER)}", zones=())


def without(text: str) -> list[str]:
    return [text[slice(*act.span)] for act in acts(told(text)) if act.agent is None]


def agents(text: str) -> list[str]:
    return [text[slice(*act.agent)] for act in acts(told(text)) if act.agent]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eleven farmers were killed in Ashel on Monday.", "were killed"),
        ("The mill was deliberately destroyed.", "was deliberately destroyed"),
        ("Two teachers have been abducted, the school said.", "have been abducted"),
        ("Forty families were expelled from Lower Ashel.", "were expelled"),
    ],
)
def test_a_passive_without_an_agent_is_found(text: str, words: str) -> None:
    assert without(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Eleven farmers were killed by soldiers.",
        "In a raid by the Sundrel Guard, eleven farmers were killed.",
        "Eleven farmers were killed in a Sundrel airstrike.",
        "Eleven farmers were killed when soldiers opened fire.",
        "Eleven farmers were killed in a train crash.",
        "Two farmers were killed in a shootout with police.",
        "The mill was destroyed in a fire.",
        "The film was shot in Ashel.",
        "The court asked that he be executed.",
        "Nobody was injured.",
        "It is unclear how many farmers were killed.",
        "Eleven farmers were not killed.",
        "Eleven farmers could be killed.",
        "Were eleven farmers killed?",
        "Four farmers are injured.",
        "The mind of the mayor is shot.",
        "The train crashed at Ashel.\n\nEleven passengers were killed.",
        "Soldiers killed eleven farmers.",
        "The farmers killed time.",
    ],
)
def test_what_says_who_or_leaves_it_open_is_not_listed(text: str) -> None:
    assert without(text) == []


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Eleven farmers were killed by Sundrel soldiers in Ashel.", "Sundrel soldiers"),
        ("On Monday soldiers killed eleven farmers.", "soldiers"),
        ("Yesterday the Sundrel Guard killed eleven farmers.", "Sundrel Guard"),
    ],
)
def test_who_did_it_is_found(text: str, agent: str) -> None:
    assert agents(text) == [agent]


def test_what_a_preposition_governs_is_no_agent() -> None:
    assert agents("Yesterday a bomb at the Bank of Ashel killed eleven farmers.") == []
    assert agents("Yesterday a shell from the Sundrel Guard killed eleven farmers.") == []


def test_no_agent_is_a_day() -> None:
    assert agents("Eleven farmers were killed by Monday.") == []


def beside(mine: str, theirs: str) -> int:
    return sum(len(row.beside) for row in agentless([told(mine), told(theirs)]))


def test_the_same_act_elsewhere_with_its_agent_stands_beside() -> None:
    mine, theirs = told("Eleven farmers were killed on Monday."), told("On Monday soldiers killed 11 farmers.")
    (row,) = agentless([mine, theirs])
    assert mine.text[slice(*row.at.span)] == "were killed"
    ((act, agent),) = row.beside
    assert theirs.text[slice(*act.span)] == "soldiers killed"
    assert theirs.text[slice(*agent.span)] == "soldiers"


@pytest.mark.parametrize(
    "theirs",
    [
        "On Monday soldiers killed 12 farmers.",
        "On Monday soldiers killed eleven rebels.",
        "On Monday soldiers wounded 11 farmers.",
        "On Monday soldiers killed farmers.",
    ],
)
def test_another_number_victim_or_verb_is_another_act(theirs: str) -> None:
    assert beside("Eleven farmers were killed on Monday.", theirs) == 0


def test_a_person_is_known_by_the_whole_name() -> None:
    mine = "Yesterday Josk Ilvery was shot in Ashel."
    assert beside(mine, "Yesterday Josk Ilvery was shot by police in Ashel.") == 1
    assert beside(mine, "Yesterday Tam Ilvery was shot by police in Ashel.") == 0


@given(st.lists(st.text() | st.sampled_from(["were killed", " by ", "Soldiers killed 11 farmers. "])).map("".join))
def test_spans_lie_within_any_text(text: str) -> None:
    for act in acts(told(text)):
        assert 0 <= act.sentence[0] <= act.span[0] < act.span[1] <= act.sentence[1] <= len(text)
