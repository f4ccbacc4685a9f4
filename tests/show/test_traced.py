"""Origins are what evidence joins: no more, no less; the ways are what the text states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linked_made import Dam, link
from onrecord.show.paths import apart_words, paths, reason, stated_by, trace_json
from onrecord.show.plain import plain_json
from onrecord.show.traced import Traced, alike, joined, trace, traced


@pytest.fixture
def dam() -> Dam:
    return Dam()


def houses(dam: Dam) -> Traced:
    with dam.record() as record:
        return next(iter(traced(record, record.claims())))


def names(each: Traced, articles: tuple[str, ...]) -> list[str]:
    called = {t.article.id: t.label for t in each.tellings}
    return [called[a] for a in articles]


def test_reports_are_joined_by_evidence_and_the_rest_stands_apart(dam: Dam) -> None:
    each = houses(dam)
    assert [names(each, o.articles) for o in each.origins] == [
        ["The Lantern", "The Gazette", "The Courier", "The Post"], ["The Herald"]
    ]  # fmt: skip
    assert len(each.origins) == each.answer.origins[1]
    joins = {j.evidence: names(each, j.articles) for j in each.origins[0].joins}
    assert joins == {
        "the same words": ["The Lantern", "The Courier"],
        "both reports are Halyard copy": ["The Gazette", "The Courier"],
        "one cites The Lantern": ["The Lantern", "The Post"],
    }
    assert apart_words(each) == ["between the two: no shared source shown"]
    assert not each.contradicted


def test_the_same_statements_in_any_order_give_the_same_trace(dam: Dam) -> None:
    each = houses(dam)
    again = trace(each.claim, each.answer, each.story, each.tellings, reversed(dam.links()[1:]))
    assert (again.origins, again.apart) == (each.origins, each.apart)


def test_what_is_shown_apart_is_said_and_contradictions_join_nothing(dam: Dam) -> None:
    each = houses(dam)
    lantern, gazette, courier, _, herald = dam.houses
    apart = link(lantern, herald, False, "different speakers: Tam Orrel; Ada Brin")
    told = trace(each.claim, each.answer, "", each.tellings, [*dam.links()[1:], apart])
    assert [(x.a, x.b) for x in told.apart] == [(0, 1)]
    assert apart_words(told) == ["1 and 2 are shown to be different: Ada Brin and Tam Orrel"]
    both = [link(gazette, courier, True, "a copied passage"), link(gazette, courier, False, "different speakers: A; B")]
    answer = replace(each.answer, origins=(1, 4))
    split = trace(each.claim, answer, "", each.tellings, [*dam.links()[1:2], *both])
    assert len(split.origins) == 4, "the contradicted pair is not joined"
    assert split.apart == ()


def test_evidence_that_links_lack_is_looked_for_where_the_count_is_lower(dam: Dam) -> None:
    each = houses(dam)
    again = trace(each.claim, each.answer, "", each.tellings, dam.links()[1:3])
    assert len(again.origins) == 2
    assert "one cites The Lantern" in {j.evidence for j in again.origins[0].joins}


def test_as_little_evidence_as_will_do_is_given_for_each_group() -> None:
    one = {(("a", "b"), "x"): ("1", "2"), (("b", "c"), "x"): ("2", "3"), (("a", "c"), "y"): ("1", "3")}
    (origin,) = joined(["a", "b", "c"], one)
    assert [(j.articles, j.evidence) for j in origin.joins] == [(("a", "b", "c"), "x")]
    assert joined(["a"], {})[0].joins == ()


def test_ways_lead_through_agency_and_relay_to_who_says_it(dam: Dam) -> None:
    each = houses(dam)
    ways = {t.label: way for origin in each.origins for way in paths(each, origin) for t in way.tellings}
    assert ways["The Gazette"].names == ["Halyard (agency)", "police (group, not named)"]
    assert ways["The Gazette"].evidence == ["the report is credited to Halyard", "“police said”"]
    assert ways["The Post"].names == ["The Lantern", "source not named here"]
    assert ways["The Herald"].names == ["no source stated"]
    assert ways["The Herald"].evidence == []
    assert ways["The Gazette"] is ways["The Courier"]


def test_one_speaker_in_two_reports_is_one_origin(dam: Dam) -> None:
    with dam.record() as record:
        warned = [*traced(record, record.claims())][1]
    (origin,) = warned.origins
    assert [way.names for way in paths(warned, origin)] == [
        ["Tam Orrel (person)"], ["Halyard (agency)", "Tam Orrel (person)"]
    ]  # fmt: skip
    assert [reason(j) for j in origin.joins] == ["the same speaker: Tam Orrel"]
    assert stated_by(warned.tellings[0]) == "“Tam Orrel told us”"
    assert apart_words(warned) == []


def test_tellings_in_the_same_words_by_the_same_speaker_stand_together(dam: Dam) -> None:
    groups = alike(houses(dam).tellings)
    assert [[t.label for t in g] for g in groups] == [
        ["The Lantern", "The Courier"], ["The Gazette"], ["The Post"], ["The Herald"]
    ]  # fmt: skip


def test_the_trace_as_json_has_every_report_in_one_group(dam: Dam) -> None:
    row = trace_json(houses(dam))
    assert row["origins"] == (1, 2)
    assert [len(g["articles"]) for g in row["groups"]] == [4, 1]
    told = [t for g in row["groups"] for p in g["paths"] for t in p["tellings"]]
    assert {t["statement"] for t in told} == {s.id for s in dam.houses}
    assert plain_json(row)
