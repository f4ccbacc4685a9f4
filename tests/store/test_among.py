"""What is read of a few statements and claims is what a walk through all gives. All of it fiction."""

from __future__ import annotations

from linked_made import Dam
from onrecord.store.among import (
    claims_of,
    claims_without,
    links_at,
    outlets_of,
    statements_of,
    story_of,
)


def test_claims_by_their_ids_are_those_of_a_walk_through_all() -> None:
    dam = Dam()
    with dam.record() as record:
        every = list(record.claims())
        assert claims_of(record, [c.id for c in every]) == every
        assert claims_of(record, ["0" * 16, every[1].id]) == every[1:]


def test_claims_without_an_article_are_those_that_no_statement_of_it_speaks_to() -> None:
    dam = Dam()
    with dam.record() as record:
        assert claims_without(record, "5" * 16, dam.courier.id) == ["b" * 16]
        assert claims_without(record, "5" * 16, dam.lantern.id) == []
        assert claims_without(record, "5" * 16, "0" * 16) == ["a" * 16, "b" * 16], "most reports first"
        assert claims_without(record, "6" * 16, dam.courier.id) == []


def test_links_at_a_statement_are_those_at_either_end_each_once() -> None:
    dam = Dam()
    with dam.record() as record:
        every = list(record.links())
        for s in dam.houses:
            assert {x.a if x.b == s.id else x.b for x in links_at(record, [s.id])} == {
                x.a if x.b == s.id else x.b for x in every if s.id in (x.a, x.b)
            }
        found = list(links_at(record, [s.id for s in (*dam.houses, *dam.warned)]))
        assert sorted(found, key=lambda x: (x.a, x.b)) == sorted(every, key=lambda x: (x.a, x.b))


def test_statements_by_their_ids_are_whole_and_in_text_order() -> None:
    dam = Dam()
    with dam.record() as record:
        every = [s for a in sorted(a.id for a in dam.articles) for s in record.statements(a)]
        assert list(statements_of(record, {s.id for s in every}).values()) == every
        assert statements_of(record, ["0" * 16]) == {}
        assert any(s.speaker for s in every)


def test_an_articles_story_and_outlet() -> None:
    dam = Dam()
    with dam.record() as record:
        assert story_of(record, dam.post.id) == "5" * 16
        assert story_of(record, "0" * 16) is None
        assert outlets_of(record, [dam.post.id, "0" * 16]) == {dam.post.id: "The Post"}


def test_of_a_claim_that_very_many_speak_to_some_statements_are_read() -> None:
    dam = Dam()
    with dam.record() as record:
        (found,) = claims_of(record, ["a" * 16], 2)
        (whole,) = claims_of(record, ["a" * 16])
        assert found.answers[0].statements == whole.answers[0].statements[:2]
        assert found.answers[0].reports == whole.answers[0].reports == 5
