"""The ledger: every attributed statement once, for its speaker; shares that add up; nothing put together by guess."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.rows import Modality, Quotation, SpeakerClass, Stance, Statement
from onrecord.show.choice import Choice
from onrecord.show.ledger import COLUMNS, Ledger, key, ledger
from onrecord.show.sides import Labels
from shown_rows import NAMES, SAID, SPOKEN, Held, article, brin, hostile, resolved, statement, story, two


def test_a_speaker_has_all_its_statements_over_all_reports() -> None:
    found = ledger(two())
    mayor = found.speakers[0]
    assert (mayor.name, mayor.speaker_class, len(mayor.said)) == ("Ada Brin", "named_person", 6)
    assert mayor.outlets == {"Gazette": 3, "Other": 3}
    assert [[each.words for each in said] for said in mayor.articles.values()] == [["one", "two", "three"]] * 2
    assert mayor.relays == {(): 4, ("Radio Pell",): 2}
    assert mayor.cues == {("said", None): 4, ("claimed", "distancing"): 2}
    assert next(iter(mayor.called)) == "Ada Brin, the mayor"
    guard = found.speakers[1]
    assert guard.reasons == ["who was not authorised"]
    assert [len(each.said) for each in found.unresolved] == [2]
    assert found.unresolved[0].name == ""


def test_outlets_and_articles_are_counted() -> None:
    found = ledger(two())
    assert [each.name for each in found.outlets] == ["Gazette", "Other"]
    for each in (*found.outlets, *found.articles):
        assert (each.attributed, each.narrator, each.first_hand, each.relayed, each.nested) == (5, 1, 3, 2, 1)
        assert each.classes["named_person"] == 3
        assert each.shares["unnamed_person"] == pytest.approx(0.2)
        assert each.reasoned == 1
        assert each.speakers == 3
    assert found.sides == ()


def test_an_article_without_statements_has_no_shares_and_no_error() -> None:
    found = ledger(Held([(article("x"), [])]))
    assert found.speakers == ()
    assert set(found.articles[0].shares.values()) == {None}
    assert found.outlets[0].share(0) is None
    assert ledger(Held([])) == Ledger((), (), (), (), ())


def test_the_same_words_of_unnamed_people_in_two_articles_are_two() -> None:
    held = Held([(one, [statement(one, "four", source="A guard")]) for one in (article(SAID), article(SAID + " "))])
    assert [len(each.said) for each in ledger(held).speakers] == [1, 1]
    named = Held([(a, [replace(s, speaker_class="named_person") for s in found]) for a, found in held.rows])
    assert [len(each.said) for each in ledger(named).speakers] == [2], "until resolved, a name goes by its words"


@pytest.mark.parametrize("mention", ["He", "we", "Which", ""])
def test_words_that_only_point_are_no_speaker(mention: str) -> None:
    one = article(f"T\n{mention} said one.")
    said = [statement(one, "one", source=mention or None)]
    for held in (Held([(one, said)]), resolved([(one, said)], {mention: mention})):
        found = ledger(held)
        assert found.speakers == ()
        assert len(found.unresolved) == 1


def test_case_a_leading_article_and_punctuation_do_not_part_wordings() -> None:
    assert key("The  Ministry,") == key("the ministry") == "ministry"
    assert key("Brin’s") == "brin"
    assert key("Theodora Anker") == "theodora anker"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(speaker="ada"), ["one", "two", "three"]),
        (Choice(speaker="ÁDA  brin"), ["one", "two", "three"]),
        (Choice(speaker_class="unnamed_person"), ["four"]),
        (Choice(relay="pell"), ["three"]),
        (Choice(stance="distancing"), ["two"]),
        (Choice(modality="denied"), []),
        (Choice(speaker="ada", relay="pell"), ["three"]),
        (Choice(outlet="gaz"), ["one", "two", "three", "four", "Five"]),
        (Choice(outlet="nobody"), []),
    ],
)
def test_statements_are_chosen(choice: Choice, words: list[str]) -> None:
    found = ledger(resolved([brin()], SPOKEN), choice=choice)
    assert [row["words"] for row in found.rows()] == words
    assert sum(each.attributed for each in found.articles) == len(words)
    if choice.speaker or choice.speaker_class or choice.relay or choice.stance:
        assert found.articles[0].narrator == 0, "nobody speaks there"
    assert len(found.outlets) == (choice.outlet != "nobody")


def test_five_hundred_outlets_are_five_hundred() -> None:
    found = ledger(resolved([brin(f"Outlet{n}") for n in range(500)], SPOKEN))
    assert len(found.outlets) == len(found.articles) == 500
    assert len(found.speakers[0].said) == 1500


@pytest.mark.parametrize("name", NAMES)
def test_any_name_comes_through(name: str) -> None:
    one = article(f"T\n{name} said one.")
    held = resolved([(one, [statement(one, "one", source=name, cue="said")])], {name: name})
    found = ledger(held)
    assert [row["words"] for row in found.rows()] == ["one"]
    assert len(found.speakers[0].name) == len(name)
    json.dumps(found.as_dict())
    assert found.table().num_rows == 1


def test_the_storys_ledger_as_rows_and_as_json() -> None:
    found = ledger(story())
    table = found.table()
    assert tuple(table.column_names) == COLUMNS
    attributed = [s for s in story().statements() if s.voice == "attributed"]
    assert table.num_rows == len(attributed) == sum(each.attributed for each in found.outlets)
    minister = next(each for each in found.speakers if each.name.endswith("Bastan Oreld"))
    assert len(minister.said) >= 20
    read = json.loads(json.dumps(found.as_dict()))
    assert sum(each["statements"] for each in read["speakers"] + read["unresolved"]) == table.num_rows


def test_a_hostile_record_has_a_ledger_that_steers_nothing() -> None:
    found = ledger(hostile())
    words = "".join(each.name + "".join(each.called) + "".join(each.reasons) for each in found.speakers)
    assert not set("\x00\x1b\x9b\u202e\n") & set(words)


CLASSES: tuple[SpeakerClass, ...] = get_args(SpeakerClass)


@st.composite
def helds(draw: st.DrawFn) -> Held:
    """Some articles with any statements, whose speakers are some of five, or nobody."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        outlet = draw(st.sampled_from(["A", "B", None]))
        one = article(SAID, source=f"https://x.example/{number}", outlet=outlet)
        said = [
            Statement(
                f"{number}.{at}", one.id, draw(st.sampled_from(["attributed", "narrator"])), "body", ((2, 5),),
                source=draw(st.sampled_from([None, (2, 10), (33, 36), (50, 54)])),
                speaker_class=draw(st.sampled_from(CLASSES)), relay=draw(st.sampled_from([(), ("R",), ("R", "Q")])),
                quotation=draw(st.sampled_from(get_args(Quotation))),
                modality=draw(st.sampled_from(get_args(Modality))),
                stance=draw(st.sampled_from([None, *get_args(Stance)])),
                nested_in=draw(st.sampled_from([None, f"{number}.0", "gone"])),
            )
            for at in range(draw(st.integers(0, 4)))
        ]  # fmt: skip
        found.append((one, said))
    names = draw(st.sampled_from([{}, {SAID[2:10]: "Ada Brin"}, {SAID[2:10]: "Ada", SAID[33:36]: "Ada"}]))
    return resolved(found, names)


@given(helds())
def test_whatever_is_said_is_counted_once_and_adds_up(held: Held) -> None:
    found = ledger(held, Labels())
    attributed = sorted(s.id for s in held.statements() if s.voice == "attributed")
    assert sorted(row["statement"] for row in found.rows()) == attributed
    for group in (found.outlets, found.articles):
        assert sum(each.attributed for each in group) == len(attributed)
        assert sum(each.narrator for each in group) == len(held.statements()) - len(attributed)
    for each in (*found.outlets, *found.articles):
        assert sum(each.classes.values()) == sum(each.quotations.values()) == each.attributed
        assert sum(each.modalities.values()) == sum(each.stances.values()) == each.attributed
        assert each.first_hand + each.relayed == each.attributed
        shares = [share for share in each.shares.values() if share is not None]
        assert not shares or sum(shares) == pytest.approx(1)
        assert bool(shares) == bool(each.attributed)
    by_speaker = [each.id for each in found.speakers if each.id]
    assert len(by_speaker) == len(set(by_speaker))
    json.dumps(found.as_dict())
    assert found.table().num_rows == len(attributed)
