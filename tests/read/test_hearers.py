"""Who is marked as a source and is none. All names and sentences are invented."""

from __future__ import annotations

import pytest
from test_join import marked

from onrecord.read.hearers import RULES, Marked, is_no_source


def of(text: str, *, headline: bool = False) -> Marked:
    plain, pieces = marked(text)
    by_kind = {p.kind: (p.start, p.end) for p in pieces}
    return Marked(plain, by_kind["cue"], by_kind["source"], (by_kind["content"],), headline)


@pytest.mark.parametrize(
    "text",
    [
        "A steward accused them and {the players} <were asked> [to leave].",
        "{The villagers} <have been told> [that the lock is shut].",
        "{Thieves} <are also thought> [to have taken the seal].",
        "{Lark Water} <was criticised for> [doing too little].",
        "[His sacking] <was reported> as {the club} met.",
        "{It} <is feared> [that many drowned].",
        "{A man} <accused of> [taking the seal] fled.",
        "{A man} <charged> [with taking the seal] fled.",
    ],
)
def test_who_hears_or_is_spoken_of(text: str) -> None:
    assert is_no_source(of(text))


@pytest.mark.parametrize(
    "text",
    [
        "{A steward} <accused> [them of theft].",
        "{The court} <ordered> [Orrel to pay].",
        "[He] <was criticised> by {many villagers}.",
        "{Orrel} <was quoted as saying> [that the lock was shut].",
        "{Orrel} <is convinced> [that the lock is shut].",
        "{Vale} <said> [in a note that the lock was shut].",
        "{It} <said> [the lock was shut].",
        "{It} <is urging> [the board to act].",
    ],
)
def test_who_speaks(text: str) -> None:
    assert not is_no_source(of(text))


def test_a_headlines_participle_is_passive() -> None:
    assert is_no_source(of("{Orrel} <sentenced> [to three years for theft]", headline=True))
    assert is_no_source(of("{Villagers} <told> [to boil water]", headline=True))
    assert not is_no_source(of("{Orrel} <warned> [of floods]", headline=True))
    assert not is_no_source(of("{Orrel} <told> [us to go]"))


def test_every_rule_says_why() -> None:
    assert all(rule.__doc__ for rule in RULES)
