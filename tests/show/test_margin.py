"""What stands in an article's margin. All of it fiction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linked_made import Dam, link
from onrecord.rows import Answer, Article, Claim, Figure, Link, Reading, Reuse, Statement, Stretch
from onrecord.show.margin import CLAIMS, Margin, aligned, counterpart, margin
from onrecord.store import Record
from rows_made import article, as_read, capture, linked, statement

STORY = "5" * 16


def told(outlet: str, *lines: str, **fields: object) -> Article:
    text = "\n".join(lines)
    return replace(article(text, f"https://{outlet}.example/x", outlet=outlet), **fields)  # type: ignore[arg-type]


def narrated(a: Article, *lines: str) -> list[Statement]:
    return [statement(a, line, voice="narrator", quotation="none") for line in lines]


def by_hand(
    read: dict[Article, Reading],
    links: Iterable[Link] = (),
    claims: Iterable[Claim] = (),
    remarks: Iterable[Reuse] = (),
) -> Record:
    """A record of one story, linked by hand."""
    record = Record.open(":memory:")
    run = record.begin_run("0", "test", {})
    for a, reading in read.items():
        record.add_with_reading(capture(a), reading, run)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story(STORY, [a.id for a in read])
        shelf.put_linked(STORY, "test", links, claims, remarks)
    return record


def noted(found: Margin | None) -> list[tuple[str, list[str | None]]]:
    """The kinds of the notes, and the outlets that they name."""
    assert found is not None
    return [(n.kind, [t.outlet for t in n.tellings]) for p in found.passages for n in p.notes]


def test_reports_that_say_the_same_are_one_note() -> None:
    papers = [told(f"Paper {n}", "Flood", "The mill at Ashel is under water.") for n in range(11)]
    said = [narrated(a, "The mill at Ashel is under water.")[0] for a in papers]
    links = [link(said[0], other, None, None) for other in said[1:]]
    with by_hand({a: as_read([s]) for a, s in zip(papers, said, strict=True)}, links) as record:
        found = margin(record, papers[0].id)
        assert found is not None
        ((kind, outlets),) = noted(found)
        assert (kind, sorted(map(str, outlets))) == ("same", sorted(f"Paper {n}" for n in range(1, 11)))
        (passage,) = found.passages
        assert (passage.statement, passage.spans) == (said[0].id, said[0].content)
        first = passage.notes[0].tellings[0]
        of = next(s for s in said if s.id == first.statement)
        assert (first.article, first.span) == (of.article, of.content[0])
        assert first.words == "The mill at Ashel is under water."
        assert noted(margin(record, papers[1].id)) == [("same", ["Paper 0"])]


def test_what_speaks_against_a_passage_stands_first_and_numbers_apart_are_apart() -> None:
    a, b, c, d = (told(name, "Flood", line) for name, line in zip("ABCD", ("Six goats drowned.", "Nine goats drowned.",
        "Nine goats drowned.", "Ten goats drowned."), strict=True))  # fmt: skip
    said = [statement(x, x.text.split("\n")[1], voice="narrator") for x in (a, b, c, d)]
    number = {x.id: ((6, 6 + len(x.text.split("\n")[1].split()[0])),) for x in (a, b, c, d)}

    def apart(other: Statement) -> Link:
        plain = link(said[0], other, None, None)
        ends = {s.id: number[s.article] for s in (said[0], other)}
        return replace(
            plain, relation="conflict", about="number", rule="counted_apart", why="six or so",
            a_spans=ends[plain.a], b_spans=ends[plain.b],
        )  # fmt: skip

    links = [apart(s) for s in said[1:]]
    with by_hand({x: as_read([s]) for x, s in zip((a, b, c, d), said, strict=True)}, links) as record:
        found = margin(record, a.id)
        assert sorted((kind, sorted(map(str, names))) for kind, names in noted(found)) == [
            ("otherwise", ["B", "C"]), ("otherwise", ["D"]),
        ]  # fmt: skip
        assert found is not None
        assert {n.spans for p in found.passages for n in p.notes} == {((6, 9),)}


def test_the_more_exact_of_two_is_told_by_their_figures() -> None:
    a, b = told("A", "Flood", "At least six goats drowned."), told("B", "Flood", "Seven goats drowned.")
    spans = {a.id: (6, 18), b.id: (6, 11)}
    bounds = {a.id: (6.0, None), b.id: (7.0, 7.0)}
    said = {x: narrated(x, x.text.split("\n")[1])[0] for x in (a, b)}
    read = {
        x: Reading((said[x],), (), (Figure(x.id[:8] * 2, x.id, None, spans[x.id], *bounds[x.id], counted="goats"),))
        for x in (a, b)
    }
    plain = link(said[a], said[b], None, None)
    ends = (spans[said[a].article], spans[said[b].article]) if plain.a == said[a].id else (spans[b.id], spans[a.id])
    refine = replace(plain, relation="refine", rule="more_exact", a_spans=(ends[0],), b_spans=(ends[1],))
    with by_hand(read, [refine]) as record:
        assert noted(margin(record, a.id)) == [("more_exactly", ["B"])]
        assert noted(margin(record, b.id)) == [("less_exactly", ["A"])]


def test_who_shares_the_words_is_not_named_again_as_saying_the_same() -> None:
    dam = Dam()
    with dam.record() as record:
        found = margin(record, dam.gazette.id)
        assert found is not None
        remark = next(p for p in found.passages if p.statement == dam.warned[1].id)
        (note,) = remark.notes
        assert note.kind == "copied"
        (telling,) = note.tellings
        assert (telling.outlet, telling.statement, telling.reuse) == (
            "The Lantern", dam.warned[0].id, "drifted_quote",
        )  # fmt: skip
        assert telling.first == "there", "the Lantern had it an hour before"
        assert dam.gazette.text[slice(*note.spans[0])] == "We were warned in April,"


def test_shared_words_that_stand_in_no_statement_are_told_too() -> None:
    line = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned."
    a, b = told("A", "Flood", line), told("B", "Water", line)
    place = (a.text.index(line), len(a.text)), (b.text.index(line), len(b.text))
    remark = Reuse(Stretch(a.id, place[0]), Stretch(b.id, place[1]), "verbatim")
    with by_hand({a: as_read([]), b: as_read([])}, remarks=[remark]) as record:
        found = margin(record, a.id)
        assert found is not None
        (passage,) = found.passages
        assert (passage.statement, passage.spans) == (None, (place[0],))
        assert passage.notes[0].tellings[0].words == line
        assert not found.searched


def claim(n: int, said: Iterable[Statement], value: str) -> Claim:
    said = list(said)
    answer = Answer(value, None, tuple(sorted(s.id for s in said)), (), len({s.article for s in said}), (1, len(said)))
    return Claim(f"{n:016}", f"question {n}", (answer,))


QUARRY = "Inspector Brenn condemned the Marbeck quarry gate in April."
FERRY = "The ferry to Ashel stopped at noon on Monday."


def quarry() -> tuple[dict[Article, Reading], list[Statement], Article]:
    papers = [told(name, "Flood", f"Goats wander about {name}.", QUARRY) for name in ("A", "B", "C")]
    bare = told("D", "Water", FERRY)
    said = [narrated(a, QUARRY)[0] for a in papers]
    read = {a: as_read([s]) for a, s in zip(papers, said, strict=True)}
    return {**read, bare: as_read(narrated(bare, FERRY))}, said, bare


def test_what_others_carry_stands_at_the_end() -> None:
    read, said, bare = quarry()
    with by_hand(read, claims=[claim(1, said, QUARRY)]) as record:
        found = margin(record, bare.id)
        assert found is not None
        assert (found.passages, found.searched, found.story) == ((), True, STORY)
        (one,) = found.elsewhere
        assert (one.claim, one.value, one.look, one.reports) == (f"{1:016}", QUARRY, None, 3)
        assert sorted(one.outlets) == ["A", "B", "C"]
        carrier = margin(record, said[0].article)
        assert carrier is not None
        assert carrier.elsewhere == ()


def test_of_a_teaser_nothing_is_said_not_to_be_found() -> None:
    read, said, bare = quarry()
    teaser = replace(bare, complete=False)
    read = {(teaser if a is bare else a): reading for a, reading in read.items()}
    with by_hand(read, claims=[claim(1, said, QUARRY)]) as record:
        found = margin(record, bare.id)
        assert found is not None
        assert (found.elsewhere, found.searched) == ((), False)


def test_a_claim_of_which_a_statement_is_linked_here_is_not_elsewhere() -> None:
    read, said, bare = quarry()
    here = next(iter(read[bare].statements))
    with by_hand(read, [link(said[0], here, None, None)], [claim(1, said, QUARRY)]) as record:
        found = margin(record, bare.id)
        assert found is not None
        assert found.elsewhere == ()


def test_claims_that_are_not_looked_for_are_counted() -> None:
    read, said, bare = quarry()
    with by_hand(read, claims=[claim(n, said, f"{QUARRY} {n}") for n in range(CLAIMS + 3)]) as record:
        found = margin(record, bare.id)
        assert found is not None
        assert (len(found.elsewhere), found.unsearched) == (CLAIMS, 3)


def test_a_statement_within_another_is_told_once() -> None:
    a, b = told("A", "Flood", "They said that the mill is lost now."), told("B", "Flood", "The mill is lost.")
    outer, inner = narrated(a, "that the mill is lost now", "the mill is lost now")
    other = narrated(b, "The mill is lost.")[0]
    links = [link(each, other, None, None) for each in (outer, inner)]
    with by_hand({a: as_read([outer, inner]), b: as_read([other])}, links) as record:
        found = margin(record, a.id)
        assert found is not None
        assert [p.statement for p in found.passages] == [outer.id]


def test_no_article_has_no_margin() -> None:
    with Dam().record() as record:
        assert margin(record, "0" * 16) is None


@pytest.mark.parametrize("text", ["", " \n", "Flood", "\ufeff\u202e" * 50])
def test_an_article_that_stands_alone_has_an_empty_margin(text: str) -> None:
    a = article(text, "https://a.example")
    with linked([a]) as record:
        found = margin(record, a.id)
        assert found is not None
        assert (found.passages, found.elsewhere) == ((), ())


def test_spans_of_a_linked_record_lie_within_the_texts() -> None:
    lines = ["The mill at Ashel is under water.", QUARRY, "At least six goats drowned in Ashel, police said."]
    papers = [told(f"P{n}", "Flood in Ashel", *lines[: n + 1]) for n in range(3)]
    with linked(papers) as record:
        texts = {a.id: a.text for a in record.articles()}
        for a in papers:
            found = margin(record, a.id)
            assert found is not None
            assert found.passages
            for p in found.passages:
                for n in p.notes:
                    assert all(0 <= s < e <= len(a.text) for s, e in (*p.spans, *n.spans))
                    assert all(t.article != a.id and t.span[1] <= len(texts[t.article]) for t in n.tellings)
                    assert len({t.article for t in n.tellings}) == len(n.tellings)


def test_that_one_reports_own_voices_differ_is_no_other_reports_word() -> None:
    a = told("A", "Flood", "The mill is lost. The mill is safe.")
    one, other = narrated(a, "The mill is lost.", "The mill is safe.")
    with by_hand({a: as_read([one, other])}, [replace(link(one, other, None, None), relation="conflict")]) as record:
        assert noted(margin(record, a.id)) == []


def test_denials_in_whatever_words_are_one_note() -> None:
    lines = {"A": "It was a raid.", "B": "It was no raid.", "C": "There was none."}
    a, b, c = (told(name, "Flood", line) for name, line in lines.items())
    said = [narrated(x, x.text.split("\n")[1])[0] for x in (a, b, c)]
    links = [replace(link(said[0], s, None, None), relation="deny", about="denial") for s in said[1:]]
    with by_hand({x: as_read([s]) for x, s in zip((a, b, c), said, strict=True)}, links) as record:
        ((kind, outlets),) = noted(margin(record, a.id))
        assert (kind, sorted(map(str, outlets))) == ("denied", ["B", "C"])


def test_a_weak_link_tells_nothing_but_keeps_a_claim_from_being_elsewhere() -> None:
    read, said, bare = quarry()
    weak = replace(link(said[0], next(iter(read[bare].statements)), None, None), score=0.2)
    with by_hand(read, [weak], [claim(1, said, QUARRY)]) as record:
        found = margin(record, bare.id)
        assert found is not None
        assert (found.passages, found.elsewhere) == ((), ())


def test_of_a_long_passage_the_words_are_told_that_a_statement_has() -> None:
    here = "Goats drowned. The old mill in Ashel is lost, said Brenn. It rained."
    there = "Flood: Goats have drowned. The old mill in Ashel has been lost, said Brenn. It had rained."
    r = Reuse(Stretch("a", (0, len(here))), Stretch("b", (7, len(there))), "edited")
    start = here.index("The old")
    pairs = aligned(here, there, r)
    span = counterpart(pairs, r, [(start, here.index(","))])
    assert there[slice(*span)] == "The old mill in Ashel has been lost"
    assert counterpart(pairs, r, [(0, 0)]) == r.b.span


@given(st.text("ab .", max_size=30), st.text("ab .", max_size=30), st.data())
def test_the_counterpart_lies_within_the_passage(here: str, there: str, data: st.DataObject) -> None:
    def span(text: str) -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text)))
        return start, data.draw(st.integers(start, len(text)))

    r = Reuse(Stretch("a", span(here)), Stretch("b", span(there)), "edited")
    low, high = counterpart(aligned(here, there, r), r, [span(here), span(here)])
    assert r.b.span[0] <= low <= high <= r.b.span[1]
