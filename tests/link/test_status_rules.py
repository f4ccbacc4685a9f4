"""Where two statements give one thing a different status: what each rule must see, and must not. All fiction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.link.differ import RULES, Difference, difference
from onrecord.link.status_rules import ONE_SUBJECT, STATUS_RULES, same_status, status_pairs
from onrecord.link.told import Told
from rows_made import article as made
from rows_made import linked, said

LATER = "2031-05-04T20:00:00+00:00"


def telling(text: str, name: str | None = None, /, **fields: Any) -> Told:
    """A statement; `outlet`, `published` are its article's."""
    of = {k: fields.pop(k) for k in ("outlet", "published", "published_grain") if k in fields}
    plain = said(text, name, **fields)
    return replace(plain, article=replace(plain.article, **of))


def found(a: str | Told, b: str | Told) -> Difference | None:
    one, other = (x if isinstance(x, Told) else telling(x) for x in (a, b))
    here, there = difference(one, other, 0.0), difference(other, one, 0.0)
    assert (here is None) == (there is None), "the same whichever comes first"
    if here and there:
        assert (here.rule, here.a_spans, here.b_spans) == (there.rule, there.b_spans, there.a_spans)
        assert list(status_pairs([one, other])) == [(0, 1)], "it is looked at, however unlike the other words"
    return here


def rule(a: str | Told, b: str | Told) -> str | None:
    each = found(a, b)
    return each.rule if each else None


CLASH = [
    ("Tamas Verrin was killed on the bridge.", "Verrin is alive, his sister wrote."),
    ("The gunman is dead.", "The gunman survived."),
    ("The governor was injured.", "The governor escaped unhurt."),
    ("The launch was a success.", "The launch was a complete failure."),
    ("The crash was an accident.", "The crash was a deliberate attack."),
    ("The crash was an accident.", "It was a deliberate attack."),
    ("The strike was lawful.", "The strike was a violation of the treaty."),
    ("Rebels have captured Orval.", "Orval remains under the control of the army."),
    ("Rebel fighters took control of the town of Orval.", "Government troops hold Orval."),
    ("The army lost control of the dam.", "The army is in full control of the dam."),
    ("The airport was closed.", "The airport remains open."),
    ("The union rejected the offer.", "The union has accepted the offer."),
    ("The Red Front claimed responsibility for the bomb.", "The Red Front denied any involvement."),
    ("The ceasefire is holding.", "The ceasefire has been broken."),
    ("They killed the leader of the Red Front Tamas Verrin.", "Tamas Verrin still leads the movement."),
]
DENIAL = [
    ("Tamas Verrin was killed.", "Verrin was not killed."),
    ("Four smugglers were freed in exchange for the sailors.", "This is not a swap."),
    ("The sailors were exchanged for six smugglers.", "No smugglers were freed in exchange for the sailors."),
    ("A ransom was paid for the sailors.", "No ransom was paid for the sailors."),
    ("The town of Orval has fallen to the rebels.", "Officials denied that Orval had fallen."),
    ("The town of Orval has fallen to the rebels.", "Rebels have not captured Orval."),
    ("The two sides reached a deal on the dam.", "The ministry denied that it made a deal."),
    ("Verrin was found guilty.", "Officials denied that Verrin was found guilty."),
]
NEITHER = [
    # not one thing
    ("Tamas Verrin was killed.", "Ines Verrin is alive."),
    ("The northern border is closed.", "The southern border remains open."),
    ("A gunman was killed.", "The gunman survived."),
    ("The mayor of Orval was killed.", "The mayor of Ashel survived."),
    ("The trains were suspended.", "The flights resumed."),
    ("Rebels captured Orval.", "The army holds Ashel."),
    ("The union rejected the offer.", "The firm accepted the offer."),
    ("The union rejected the first offer.", "The union accepted the offer."),
    ("Kesh units captured Orval.", "The army captured Orval."),
    ("The union rejected the offer.", "The union accepted the treaty."),
    ("It was an accident.", "It was an attack."),
    ("Votes were cast in exchange for money.", "This is not a swap."),
    # not another status
    ("Tamas Verrin was killed.", "Verrin died on the bridge."),
    ("Tamas Verrin was arrested.", "Verrin has been freed."),
    ("The army captured Orval.", "Government troops hold Orval."),
    # not of one time
    ("In 2019 Tamas Verrin was killed.", "Verrin is alive."),
    ("The airport was closed on Monday.", "The airport remained open on Friday."),
    ("Verrin has previously been injured.", "Verrin escaped unhurt."),
    # both, or open
    ("The launch failed, but the launch was a success.", "The launch was a success."),
    ("Tamas Verrin may have been killed.", "Verrin is alive."),
    ("If Verrin is alive, he will speak.", "Tamas Verrin was killed."),
]


@pytest.mark.parametrize(("a", "b"), CLASH)
def test_of_two_statuses_of_one_thing_only_one_can_be_so(a: str, b: str) -> None:
    each = found(a, b)
    assert each is not None
    assert (each.relation, each.rule) == ("conflict", "status_apart")
    assert each.about in ("status", "control")


@pytest.mark.parametrize(("a", "b"), DENIAL)
def test_one_says_that_it_is_not_so(a: str, b: str) -> None:
    each = found(a, b)
    assert each is not None
    assert (each.relation, each.rule) == ("deny", "status_denied")
    assert each.about == ("control" if "Orval" in a else "denial")


@pytest.mark.parametrize(("a", "b"), NEITHER)
def test_of_another_thing_or_time_or_left_open_nothing_is_said(a: str, b: str) -> None:
    assert rule(a, b) is None


def test_the_words_that_differ_are_shown() -> None:
    a, b = "Rebels have captured Orval.", "Orval remains under the control of the army."
    each = found(a, b)
    assert each is not None
    assert each.about == "control"
    assert [a[slice(*s)] for s in each.a_spans] == ["have captured"]
    assert [b[slice(*s)] for s in each.b_spans] == ["remains under the control"]
    assert each.why == "have captured or remains under the control"


def test_what_may_have_changed_meanwhile_is_only_put_in_order() -> None:
    rebels, army = "Rebels captured Orval.", "The army captured Orval."
    assert rule(rebels, army) == "status_apart", "of one day"
    assert rule(rebels, telling(army, published=LATER)) is None, "retaken meanwhile"
    assert rule(rebels, telling("Orval remains under the army's control.", published=LATER)) == "status_apart"
    assert rule(rebels, telling(army, published=None)) is None, "nobody knows when"
    assert rule("Verrin was arrested.", telling("Verrin has not been arrested.", published=LATER)) == "status_denied"
    assert rule("Verrin has not been arrested.", "Verrin was arrested.") is None, "in the course of a day"
    assert rule("Verrin has not been arrested.", telling("Verrin was arrested.", published=LATER)) is None
    assert rule("Verrin was killed.", telling("Verrin is alive.", published=LATER)) == "status_apart"
    assert rule("Verrin is alive.", telling("Verrin was killed.", published=LATER)) is None, "he may have died since"
    assert rule("Verrin was not killed.", telling("Verrin was killed.", published=LATER)) is None


def test_one_outlet_that_tells_of_a_change_revises_itself() -> None:
    closed = telling("The airport was closed.", outlet="The Bulletin")
    open_again = "The airport has reopened."
    assert rule(closed, telling(open_again, published=LATER, outlet="The Bulletin")) == "status_changed"
    assert rule(closed, telling(open_again, published=LATER, outlet="The Herald")) is None
    assert rule(closed, telling("The airport was opened.", published=LATER, outlet="The Bulletin")) is None


def test_who_says_i_is_the_speaker_and_who_holds_a_place_may_be_the_source() -> None:
    own = telling("I am alive.", "Tamas Verrin", quotation="direct")
    assert rule("Tamas Verrin was killed.", own) == "status_apart"
    assert telling("I am alive.", quotation="direct").statuses == ()
    text = "The army said that they control the town of Orval."
    whole = telling(text)
    inside = (text.index("they"), len(text))
    spoken = replace(whole.statement, content=(inside,), source=(0, len("The army")))
    held = replace(whole, statement=spoken, words=tuple(w for w in whole.words if w.start >= inside[0]))
    assert rule("Rebels captured the town of Orval.", held) == "status_apart"


def test_a_family_name_that_two_persons_have_shows_nobody() -> None:
    two = telling("Verrin survived. Ines Verrin spoke.")
    assert rule("Tamas Verrin was killed.", two) is None


def test_pairs_are_of_two_articles_and_bounded() -> None:
    dead = [telling(f"Verrin was killed {w}.") for w in ("here", "there")]
    alive = telling("Verrin is alive.")
    assert list(status_pairs([dead[0], alive, dead[1]])) == [(0, 1), (1, 2)]
    assert list(same_status([dead[0], alive, dead[1]])) == [(0, 2)]
    one = [dead[0], replace(alive, article=dead[0].article)]
    assert list(status_pairs(one)) == []
    many = [telling(f"Verrin {'is alive' if n % 2 else 'is dead'} {n}.") for n in range(3 * ONE_SUBJECT)]
    assert len(list(status_pairs(many))) <= ONE_SUBJECT**2 / 2


def test_they_are_among_the_rules_and_make_links() -> None:
    assert set(STATUS_RULES) <= set(RULES)
    a = made(
        "Tamas Verrin was killed when the dam at Ashel broke.\n\nWater filled Ashel.", source="https://a.example/1"
    )
    b = made("Tamas Verrin is alive, and the dam at Ashel broke.\n\nWater filled Ashel.", source="https://b.example/2")
    links = linked([a, replace(b, outlet="The Bulletin")]).links()
    assert ("conflict", "status", "status_apart") in [(x.relation, x.about, x.rule) for x in links]
