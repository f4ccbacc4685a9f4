"""What is no statement. All names and sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.unsaid import RULES, Said, unsaid


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("No group", "has claimed", "the raid on the mill"),
        ("You", "agree", "to receive our letters"),
        ("", "was drafted", "Orrel, a goalkeeper"),
        ("", "is best known for", "its plum fair"),
        ("The governor", "signed", "the order to shut the lock"),
        ("Vale", "enjoyed", "early success with the Rovers"),
        ("the firm", "re-established", "a line to the islands"),
        ("The crew", "discovered", "a hole in the hull"),
        ("Fans", "were thrilled by", "the win"),
        ("The flood", "claimed", "the lives of two men"),
        ("Two", "opted for", "a trial"),
        ("Orrel", "fouled off", "one slow ball from Vesk"),
        ("Vesk", "blasted", "a two-run homer to tie the game"),
        ("a guard on the quay", "sounds", "the alarm"),
        ("", "called for", "his closer"),
        ("Officers", "have yet to identify", "a motive for the raid"),
        ("Officers", "have not yet determined", "a motive"),
        ("I", "suspect", "he looks like the miller"),
        ("The fee", "has claimed", "hundreds of jobs"),
        ("She", "called", "an emergency meeting of the board"),
        ("Orrel", "called", "his mother to tell her he was safe"),
        ("", "were called", "Officers to the quay at noon"),
        ("The picture", "shows", "five men on a raft"),
        ("It", "conveys", "a sense of the dusk"),
        ("A leak at the mill", "exposed", "the names of two thousand workers"),
        ("The singer", "posted", "a short clip of her dog"),
        ("The League", "has released", "the names of the missing"),
        ("The Ledger", "citing", "the chief engineer"),
        ("Halyard", "quoted", "a surgeon at the hospital whom it did not name"),
        ("who", "asked", "not to be named"),
        ("The director", "declined", "to be interviewed"),
        ("The ministry", "did not mention", "any deaths"),
        ("The board", "declined to comment on", "the lock"),
        ("The board", "declined", "to say whether it knew"),
        ("", "it was unclear", "who had the key"),
        ("The valley", "appears", "to welcome the plan"),
        ("Owners", "can look forward to", "a cheaper ferry"),
        ("Most of them", "will be unaware", "the mill held their names"),
        ("ASHEL, Sund.", "Say goodbye to", "the ferry"),
        ("", "interested in", "the ferry"),
        ("The board", "to announce", "its plans"),
        ("", "it is safe to say", "that the lock is shut"),
    ],
)
def test_what_nobody_says(source: str, cue: str, content: str) -> None:
    assert unsaid(Said(source, cue, content))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Orrel", "said", "the lock was shut"),
        ("The fee", "claimed", "responsibility for the raid"),
        ("Vale", "claimed", "he saved many lives"),
        ("Orrel", "called", "the plan a farce"),
        ("A study", "shows", "a fall in catches"),
        ("Tests", "showed", "that the water was safe"),
        ("The League", "released", "a clip claiming that the guards shot first"),
        ("The board", "announced", "plans to shut the lock"),
        ("The Ledger", "citing", "two guards, that the lock was shut"),
        ("Vale", "cited", "the cost of the lock"),
        ("She", "declined", "the offer as too low"),
        ("The board", "refused", "to leave"),
        ("", "is seen", "The launch as a test"),
        ("Orrel", "would say", "that the lock was shut"),
        ("A witness", "can be heard saying", "that it fell"),
        ("Orrel", "apologised", "for the delay"),
    ],
)
def test_what_somebody_says(source: str, cue: str, content: str) -> None:
    assert not unsaid(Said(source, cue, content))


def test_a_sentence_that_begins_with_the_question() -> None:
    assert unsaid(Said("Orrel", "Asked about", "the lock"))
    assert unsaid(Said("Orrel", "asked for", "a reason", lead="When "))
    assert not unsaid(Said("Guards", "asked", "them to leave", lead="Guards at the gate "))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("The council", "criticized", "the plan"),
        ("Vale", "made a reference to", "the mayor’s letter"),
        ("Fans", "blasted", "the owner’s greed"),
        ("The mayor", "called for", "his resignation"),
        ("Orrel", "is not yet convinced", "that the lock is safe"),
    ],
)
def test_a_noun_phrase_that_is_said(source: str, cue: str, content: str) -> None:
    assert not unsaid(Said(source, cue, content))


def test_who_is_quoted_may_say_i() -> None:
    assert not unsaid(Said("I", "suspect", "he is the miller", within_quote=True))


def test_quoted_words_are_said() -> None:
    assert not unsaid(Said("Vale", "celebrated", "“a win for the valley”", quoted=True))


def test_words_alone_are_left_to_their_marks() -> None:
    assert not unsaid(Said("", "", "the lock was shut"))


def test_every_rule_says_why() -> None:
    assert all(rule.__doc__ for rule in RULES)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80), st.booleans())
def test_any_words(source: str, cue: str, content: str, quoted: bool) -> None:
    assert unsaid(Said(source, cue, content, quoted=quoted)) in (True, False)
