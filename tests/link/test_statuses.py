"""What statements say of who is alive or free, who holds what, what is open, agreed, a success. All fiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.statuses import RULES, TRIGGERS, statuses
from onrecord.text.words import words

SAID = {
    # control
    "The rebels captured Orval.": "control held orval by rebel",
    "Rebel fighters have seized the town of Orval.": "control held orval by fighter",
    "Orval was recaptured by government troops on Monday.": "control held orval by troop",
    "Army units took full control of Orval.": "control held orval by unit",
    "The army remains in control of Orval.": "control held orval by armi",
    "Orval is still under government control.": "control held orval by government",
    "Orval remains under the army's control.": "control held orval by armi",
    "The dam is under the control of the rebels.": "control held dam by rebel",
    "The town has fallen to the rebels.": "control held town by rebel",
    "Orval fell to the rebels.": "control held orval by rebel",
    "The town has not fallen.": "control not held town",
    "Rebels have not captured Orval.": "control not held orval by rebel",
    "The militants withdrew from Orval.": "control lost orval by militant",
    "The rebels were driven out of Orval.": "control lost orval by rebel",
    "The army lost control of the airport.": "control lost airport by armi",
    "Troops hold the bridge.": "control held bridg by troop",
    "The ministry confirmed the capture of Orval by rebels.": "control held orval by rebel",
    "The spokesman denied the capture of Orval.": "control not held orval",
    "Officials denied that Orval had fallen to the rebels.": "control not held orval by rebel",
    # life, custody, injury
    "Tamas Verrin was killed in the blast.": "life dead verrin",
    "The police chief, Tamas Verrin, was killed on Friday.": "life dead verrin",
    "The mayor of Orval was killed.": "life dead mayor",
    "The gunman was shot and killed.": "life dead gunman",
    "Police killed the gunman.": "life dead gunman by polic",
    "Verrin died at home.": "life dead verrin",
    "Verrin is alive.": "life alive verrin",
    "Verrin survived the crash.": "life alive verrin",
    "Verrin still leads the movement.": "life alive verrin",
    "Verrin was not killed, his office said.": "life not dead verrin",
    "Verrin escaped unhurt.": "injury unhurt verrin",
    "The governor was injured.": "injury hurt governor",
    "Police have arrested Tamas Verrin.": "custody held verrin by polic",
    "Verrin hasn't been arrested.": "custody not held verrin",
    "Verrin has been freed.": "custody free verrin",
    # what is open
    "The airport remains open.": "access open airport",
    "The airport has reopened.": "access open airport",
    "The road was not closed.": "access not closed road",
    # agreed, exchanged
    "The union rejected the offer.": "consent refused offer by union",
    "The union has accepted the offer.": "consent agreed offer by union",
    "The union did not accept the offer.": "consent not agreed offer by union",
    "The president refused to sign the treaty.": "consent refused treati by president",
    "The two sides reached a deal.": "deal yes deal",
    "There is no deal.": "deal not yes deal",
    "The ceasefire is holding.": "truce holds ceasefir",
    "The ceasefire collapsed.": "truce broken ceasefir",
    "Ten sailors were freed in exchange for six smugglers.": "exchange yes swap",
    "The release was part of a prisoner swap.": "exchange yes swap",
    "This was not a prisoner swap.": "exchange not yes swap",
    "No smugglers were freed in exchange for the sailors.": "exchange not yes swap",
    "No ransom was paid.": "exchange not yes ransom",
    "The firm paid a ransom.": "exchange yes ransom",
    "A ransom was not paid.": "exchange not yes ransom",
    # what it was, who did it
    "The launch was a success.": "outcome success launch",
    "The launch was a complete failure.": "outcome failure launch",
    "The launch failed.": "outcome failure launch",
    "The Red Front claimed responsibility for the bomb.": "responsibility claimed front",
    "The Red Front denied any involvement.": "responsibility denied front",
    "Verrin was found guilty.": "guilt guilty verrin",
    "Verrin is not guilty.": "guilt not guilty verrin",
    "The strike was a clear violation of the treaty.": "legality violation strik",
    "The launch was an exercise of our legitimate right.": "legality right launch",
    "The crash was an accident.": "intent accident crash",
    "It was a deliberate attack.": "intent attack it",
    "The minister has not resigned.": "office not out minister",
}


def spelt(text: str, denied: bool = False, headline: bool = False) -> list[str]:
    return [
        " ".join(
            [x.dimension, *(["not"] if x.negated else []), x.value, x.subject.head]
            + ([f"by {x.whom.head}"] if x.whom else [])
        )
        for x in statuses(text, words(text), denied, headline)
    ]


@pytest.mark.parametrize("text", SAID)
def test_a_status_is_read_from_the_words(text: str) -> None:
    assert spelt(text) == [SAID[text]]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels could capture Orval.",
        "If rebels capture Orval, the road is cut.",
        "Rebels tried to seize Orval.",
        "Rebels want to capture Orval.",
        "Was Verrin killed?",
        "It is unclear whether Verrin was killed.",
        "Verrin may have been killed.",
        "Verrin was reportedly killed.",
        "Reports that Verrin was killed spread fast.",
        "The council is expected to accept the offer.",
        "The rebels no longer control Orval.",
        "Seven people were killed.",
        "Three of the sailors were arrested.",
        "Some schools were closed.",
        "The driver, who was arrested, is a father.",
        "Nobody was hurt in the swap.",
        "The verse does not accord with the tune.",
        "A great deal of money was made.",
        "They spoke by telephone without being arrested.",
        "The bill was dead on arrival.",
        "Verrin is alive to the danger.",
        "The driver, of Orval, Ashel, died.",
        "It was no accident that the road was long.",
        "The song was released.",
        "The white paper has failed us.",
        "In the report that failed readers most, he spoke.",
        "A ransom would be paid.",
        "The firm held talks.",
        "He took time off.",
        "Fans of Kill Bill cheered.",
        "The launch failed to impress.",
        "An accident investigator spoke.",
        "He won votes in exchange for a promise.",
        "The company's operations were supported.",
        "",
    ],
)
def test_what_is_hedged_asked_wished_or_of_many_gives_nothing(text: str) -> None:
    assert spelt(text) == []


def test_in_a_headline_the_verb_to_be_may_be_left_out_and_capitals_name_nobody() -> None:
    assert spelt("Tamas Verrin killed in blast", headline=True) == ["life dead verrin"]
    assert spelt("Tamas Verrin killed in blast") == []
    text = "Driver Is Arrested\n\nThe driver was sober."
    assert [x.subject.named for x in statuses(text, words(text, (0, 18)), headline=True)] == [False]


def test_what_is_denied_is_turned_around_once() -> None:
    assert spelt("Orval had fallen to the rebels", denied=True) == ["control not held orval by rebel"]
    assert spelt("We cannot deny that the crash was an accident.") == ["intent accident crash"]
    (one,) = statuses("Verrin was killed", words("Verrin was killed"), denied=True)
    assert one.denied
    assert one.negated


def test_what_goes_on_is_marked() -> None:
    text = "Orval remains under the army's control."
    (one,) = statuses(text, words(text))
    assert one.still
    assert text[slice(*one.span)] == "remains under the army's control"


def test_the_words_that_show_it_begin_with_the_not() -> None:
    text = "Please note that this is not a prisoner swap."
    (one,) = statuses(text, words(text))
    assert text[slice(*one.span)] == "not a prisoner swap"


def test_every_rule_says_what_it_looks_for_and_every_list_is_of_words() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert all(words(w)[0].key == w for w in TRIGGERS if "-" not in w)


PIECES = st.sampled_from(
    [*sorted(TRIGGERS)[:60], "the", "not", "was", "of", "Orval", "no", ",", ".", "“", "in", "has", "?"]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map(" ".join)), st.booleans(), st.booleans())
def test_any_text_is_read_and_spans_lie_within_it(text: str, denied: bool, headline: bool) -> None:
    for x in statuses(text, words(text), denied, headline):
        assert 0 <= x.span[0] < x.span[1] <= len(text)


def test_a_long_text_of_one_word_is_read() -> None:
    text = "control of " * 50_000
    assert statuses(text, words(text)) == ()


@pytest.mark.parametrize("name", ["Kelly", "Reilly", "Molly", "Connolly"])
def test_a_name_in_ly_is_no_adverb(name: str) -> None:
    assert spelt(f"Orla {name} is dead.") == [f"life dead {name.lower()}"]
    assert spelt("The assembly rejected the bill.") == ["consent refused bill by assembli"]
