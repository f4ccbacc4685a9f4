"""What is lost between two tellings: each rule with what it is for, and with what it must leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.link.hedges import bounded, hedge_in, numeral, unnamed_person
from onrecord.link.lost import Lost, Report, lost_in, paired, under_headline
from onrecord.link.told import told
from onrecord.rows import Article, Statement
from rows_made import article, statement

EARLY, LATE = "2031-05-04T08:00:00+00:00", "2031-05-04T12:00:00+00:00"


def outlet_is(a: Article, name: str) -> bool:
    return a.outlet == name


def report(text: str, *statements: tuple[tuple[str, ...], dict[str, Any]], **fields: Any) -> Report:
    a = article(text, source=f"https://{fields.get('outlet', 'x')}.example/{len(text)}".replace(" ", ""), **fields)
    rows: list[Statement] = [
        statement(a, *content, **({"quotation": "indirect"} | given)) for content, given in statements
    ]
    return Report(a, tuple(told(a, rows, {"s1": "Tam Orrel", "s2": "Marbeck Army"})))


def found(one: Report, other: Report, joined: str = "a copied passage") -> list[Lost]:
    pairs = (pair for a in one.told for b in other.told for pair in paired(a, b, one, other, joined, outlet_is))
    rows = lost_in(pairs)
    for row in rows:
        texts = {one.article.id: one.article.text, other.article.id: other.article.text}
        assert texts[row.a.article][slice(*row.a.span)] == row.a_words
        assert not row.b_words or texts[row.b.article][slice(*row.b.span)] == row.b_words
    return rows


def attributed(content: str, source: str, cue: str = "said", **given: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return (content,), {"source": source, "cue": cue} | given


def own(content: str, **given: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return (content,), {"voice": "narrator", "quotation": "none"} | given


GATE = "the rusted sluice gate above Tolvane burst shortly before dawn"


def gate_said(**fields: Any) -> Report:
    text = f"Quarry guards said {GATE}. Lamps went out."
    return report(text, attributed(GATE, "Quarry guards"), published=EARLY, **fields)


def gate_own(text: str = f"T{GATE[1:]} on Sunday.", **fields: Any) -> Report:
    return report(text, own(text.split("\n")[0]), **({"published": LATE, "outlet": "Keddra Bulletin"} | fields))


def test_a_source_that_is_no_longer_named() -> None:
    (row,) = found(gate_said(), gate_own())
    assert (row.kind, row.order, row.a_words, row.b_words) == ("source", "later", "Quarry guards said", "")


def test_a_source_that_was_named_only_later_is_not_lost() -> None:
    assert not found(gate_said(), gate_own(published="2031-05-03T08:00:00+00:00"))


def test_without_times_no_order_is_shown() -> None:
    (row,) = found(gate_said(), gate_own(published=None))
    assert row.order == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        f"T{GATE[1:]}, according to the watch.",
        f"“T{GATE[1:]}.”",
    ],
)
def test_a_source_is_kept_where_somebody_is_named_or_quoted(text: str) -> None:
    assert not found(gate_said(), gate_own(text))


def test_a_source_that_acts_itself_is_not_lost() -> None:
    plan = "it will reopen the flooded Marbeck shaft before the harvest fair"
    one = report(f"The Tolvane guild said {plan}.", attributed(plan, "The Tolvane guild"))
    other = gate_own("The guild will reopen the flooded Marbeck shaft before the harvest fair.")
    assert not found(one, other)


def test_what_the_other_attributes_in_its_next_sentence_is_not_lost() -> None:
    lead = f"T{GATE[1:]}."
    more = "the sluice gate above Tolvane burst before dawn"
    text = f"{lead}\nThe quarry guards told the Bulletin {more}."
    other = report(text, own(lead), attributed(more, "The quarry guards", "told"), published=LATE, outlet="Bulletin")
    assert not found(gate_said(), other)


def test_each_loss_is_told_once_with_who_has_it_too() -> None:
    one, two, other = gate_said(outlet="Lantern"), gate_said(outlet="Corvane Post"), gate_own()

    def pairs() -> Iterator[Any]:
        for each in (one, two):
            yield from paired(each.told[0], other.told[0], each, other, "a copied passage", outlet_is)

    (row,) = lost_in(pairs())
    assert {row.a.article, *row.also} == {one.article.id, two.article.id}


RAID = "up to 30 tunnels under the Ashel ridge were flooded by the raid"


def test_an_unnamed_person_becomes_the_institution() -> None:
    one = report(
        f"A military source said {RAID}.",
        attributed(RAID, "A military source", speaker_class="unnamed_person"),
        published=EARLY,
    )
    bare = "30 tunnels under the Ashel ridge were flooded by the raid"
    other = report(
        f"The military said {bare}.",
        attributed(bare, "The military", speaker_class="named_organization"),
        published=LATE,
        outlet="Keddra Bulletin",
    )
    rows = {row.kind: row for row in found(one, other)}
    assert rows.keys() == {"unnamed", "bound"}
    assert (rows["unnamed"].a_words, rows["unnamed"].b_words) == ("A military source", "The military")
    assert (rows["bound"].a_words, rows["bound"].b_words) == ("up to 30", "30")


def test_a_spokesman_speaks_for_his_institution() -> None:
    assert unnamed_person("an army official")
    assert unnamed_person("sources close to the guild")
    assert not unnamed_person("an army spokesman")
    assert not unnamed_person("army officials")


WELL = "the old well at Farbank had run dry years before the first drought"


def through(relay: tuple[str, ...], **fields: Any) -> Report:
    middle = f", told {relay[0]}" if relay else ""
    text = f"Tam Orrel{middle} said {WELL}."
    row = attributed(WELL, "Tam Orrel", speaker="s1", speaker_class="named_person", relay=relay)
    return report(text, row, **fields)


def test_a_relay_that_is_no_longer_named() -> None:
    one, other = through(("Radio Ashel",), published=EARLY), through((), published=LATE, outlet="Keddra Bulletin")
    (row,) = found(one, other)
    assert (row.kind, row.a_words) == ("relay", "Radio Ashel")


def test_the_relay_itself_has_lost_nothing() -> None:
    assert not found(through(("Radio Ashel",)), through((), outlet="Radio Ashel"))


def test_a_hedge_that_is_no_longer_said() -> None:
    hedged = "The raiders may have poisoned the old well at Farbank before the drought."
    flat = "The raiders poisoned the old well at Farbank before the drought."
    one = report(hedged, own(hedged, modality="hedged"), published=EARLY)
    (row,) = found(one, report(flat, own(flat), published=LATE, outlet="Keddra Bulletin"))
    assert (row.kind, row.a_words, row.b_words) == ("hedge", "may have poisoned", "poisoned")
    asked = "Have the raiders poisoned the old well at Farbank before the drought?"
    assert not found(one, report(asked, own(asked), published=LATE, outlet="Keddra Bulletin"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the gate may have burst", "may"),
        ("it reportedly burst", "reportedly"),
        ("a suspected arsonist", "suspected"),
        ("as soon as possible", None),
        ("on May 4 it burst", None),
        ("lamps could be seen from Keddra", None),
        ("a witness who appeared in court", None),
    ],
)
def test_hedges(text: str, words: str | None) -> None:
    span = hedge_in(text)
    assert (span and text[slice(*span)]) == words


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("at least 30 miners", "30", "at least 30"),
        ("up to $1,200 a head", "1,200", "up to $1,200"),
        ("nearly four years", "four", "nearly four"),
        ("30 or more miners", "30", "30 or more"),
        ("just 30 miners", "30", None),
        ("handed over 30 miners", "30", None),
        ("turning around four hours in", "four", None),
        ("over five days of rain", "five", None),
        ("another 30 miners", "30", None),
    ],
)
def test_bounds(text: str, number: str, words: str | None) -> None:
    at = text.index(number)
    numbered = numeral(text, at)
    assert numbered is not None
    span = bounded(text, numbered.span)
    assert (span and text[slice(*span)]) == words


@pytest.mark.parametrize("text", ["9:40 in the morning", "1998 was dry", "5 p.m. on Sunday", "one miner"])
def test_what_is_no_count(text: str) -> None:
    assert numeral(text, 0) is None


def test_numbers_of_other_things_are_not_compared() -> None:
    one = "At least 30 miners left the flooded Marbeck shaft before dawn."
    other = "Some left the flooded Marbeck shaft before dawn after 30 rounds of prayer."
    assert not found(report(one, own(one)), report(other, own(other), outlet="Keddra Bulletin"))


def test_a_headline_without_the_source_of_its_report() -> None:
    head = "Sluice gate above Tolvane bursts"
    text = f"{head}\nQuarry guards said {GATE}."
    zoned = report(text, own(head, zone="headline"), attributed(GATE, "Quarry guards"))
    (row,) = lost_in(under_headline(zoned, outlet_is))
    assert (row.kind, row.order, row.b_words) == ("source", "headline", "")
    plain = f"{text}\nThe sluice gate above Tolvane bursts every spring."
    last = plain.split("\n")[-1]
    told_too = report(plain, own(head, zone="headline"), attributed(GATE, "Quarry guards"), own(last))
    assert not lost_in(under_headline(told_too, outlet_is))
