"""Where an article carries a claim, and when a claim may be said to be not found. All of it fiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.coverage import LEAD_MOST, PLACES, Carried, Page, coverage, names_of
from onrecord.read.figures import figures
from onrecord.rows import Answer, Article, Claim, Statement, Zone
from rows_made import article, statement

CLAIM = "The ferry Marlund struck the Varnholm pier with 143 passengers aboard."
PLAIN = "Rain fell on the harbour all morning. Fishing boats stayed in, and nobody was seen on the quay."
FILL = "The weather of the week was told at length by the keepers of the light, who had little else to tell. " * 6


def told(outlet: str, text: str, **fields: Any) -> Article:
    zones = (Zone("headline", 0, text.index("\n")),) if "\n" in text else ()
    return article(text, f"https://{outlet.lower()}.example/x", outlet=outlet, zones=zones, **fields)


def worked_out(articles: Sequence[Article], *words: str, question: str = "ferry · Marlund") -> Carried:
    """A claim whose statements are where the words stand, over articles each of which has some statement."""
    said = {a.id: [statement(a, w, voice="narrator") for w in words if w in a.text] for a in articles}
    others = [statement(a, a.text.split()[-1], voice="narrator") for a in articles if not said[a.id]]
    ids = tuple(s.id for rows in said.values() for s in rows)
    claim = Claim("c" * 16, question, (Answer(words[0], None, ids, (), len(ids), (1, 1)),))
    counted = [replace(f, article=a.id) for a in articles for f in figures(a.text)]
    (row,) = coverage([claim], articles, [s for rows in said.values() for s in rows] + others, counted)
    return row


def place(outlet: str, row: Carried) -> str:
    return next(o.place for o in row.outlets if o.outlet == outlet)


CARRY = [told("Lantern", f"Flood\n{CLAIM}"), told("Gazette", f"Storm\n{CLAIM} {PLAIN}")]


def beside(text: str, **fields: Any) -> str:
    """The place of the claim in one more article."""
    return place("Post", worked_out([*CARRY, told("Post", text, **fields)], CLAIM))


def test_headline_lead_and_deeper() -> None:
    deep = told("Courier", f"Weather\n{FILL}\n{CLAIM}")
    head = told("Herald", f"{CLAIM}\n{PLAIN}")
    row = worked_out([*CARRY, deep], CLAIM)
    assert [c.place for c in row.articles] == ["lead", "lead", "body"]
    assert all(c.statements and c.spans for c in row.articles)
    headline = statement(head, CLAIM, voice="narrator", zone="headline")
    claim = Claim("c", "q", (Answer(CLAIM, None, (headline.id,), (), 1, (1, 1)),))
    (row,) = coverage([claim], [head], [headline], [])
    assert row.articles[0].place == "headline"


def test_a_headline_with_the_words_and_the_number_of_a_claim_tells_it() -> None:
    title = "Ferry Marlund with 143 passengers strikes Varnholm pier"
    same, other = (told("Herald", f"{t}\n{FILL}\n{CLAIM}") for t in (title, title.replace("143", "90")))
    assert place("Herald", worked_out([*CARRY, same], CLAIM)) == "headline"
    assert place("Herald", worked_out([*CARRY, other], CLAIM)) == "body"


def test_a_count_in_a_headline_or_a_lead_answers_how_many_whatever_the_number() -> None:
    dead = "Three people were killed at the pier."
    counted = [
        told("Lantern", f"Flood\n{dead}"), told("Gazette", f"Storm\n{dead} {PLAIN}"),
        told("Post", f"Ferry crash: seven dead\n{PLAIN}"),
        told("Herald", f"Ferry\nAt the pier four people died. {PLAIN}"),
        told("Courier", f"Ferry\n{FILL}\nIn 1959 nine people were killed there."),
    ]  # fmt: skip
    row = worked_out(counted, dead, question="how many killed")
    assert [place(o, row) for o in ("Lantern", "Post", "Herald")] == ["lead", "headline", "lead"]
    assert place("Courier", row) not in ("headline", "lead", "body")
    assert place("Post", worked_out(counted, dead, question="pier · people")) != "headline"


def test_not_found_is_said_of_a_complete_article_without_a_word_of_it() -> None:
    assert beside(f"Harbour\n{PLAIN}") == "not_found"


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour\n{PLAIN} The owners of the Marlund said nothing.",
        f"HARBOUR\n{PLAIN} THE MARLUND'S OWNERS SAID NOTHING.",
        f"Harbour\n{PLAIN} Nobody of the 143 people was hurt.",
        f"Harbour\n{PLAIN} Nobody of the one hundred and forty-three people was hurt.",
        f"Harbour\n{PLAIN} A ferry struck a pier, and its passengers were taken off.",
        f"Harbour\n{PLAIN} Varnholmers stood at the windows.",
    ],
)
def test_a_name_a_number_or_like_words_keep_it_from_being_not_found(text: str) -> None:
    assert beside(text) in ("unlinked", "unknown")


def test_where_words_of_it_stand_together_the_reader_is_sent_there() -> None:
    text = f"Harbour\n{FILL}\nA ferry, the Marlund, struck the pier. {PLAIN}"
    row = worked_out([*CARRY, told("Post", text)], CLAIM)
    cell = row.articles[2]
    assert cell.place == "unlinked"
    (stretch,) = cell.spans
    assert "Marlund, struck the pier" in text[slice(*stretch.span)]


@pytest.mark.parametrize("fields", [{"complete": False}, {"language": "de"}, {"language": None}])
def test_of_an_article_that_is_partial_or_not_read_it_cannot_be_told(fields: dict[str, Any]) -> None:
    assert beside(f"Harbour\n{PLAIN}", **fields) == "unknown"


def test_of_some_articles_alone_cells_are_the_same() -> None:
    articles = [*CARRY, told("Herald", f"Harbour\n{PLAIN}")]
    said = [statement(a, CLAIM, voice="narrator") for a in CARRY] + [statement(articles[-1], PLAIN, voice="narrator")]
    claim = Claim("c", "q", (Answer(CLAIM, None, tuple(s.id for s in said[: len(CARRY)]), (), 2, (1, 2)),))
    (every,), (one,) = (list(coverage([claim], articles, said, [], among)) for among in (None, {articles[-1].id}))
    assert one.articles == every.articles[-1:]
    assert one.articles[0].place == "not_found"


def test_of_an_article_without_statements_it_cannot_be_told() -> None:
    said = [statement(a, CLAIM, voice="narrator") for a in CARRY]
    claim = Claim("c", "q", (Answer(CLAIM, None, tuple(s.id for s in said), (), 2, (1, 2)),))
    (row,) = coverage([claim], [*CARRY, told("Post", f"Harbour\n{PLAIN}")], said, [])
    assert row.articles[2].place == "unknown"


def test_a_claim_without_name_or_number_is_never_not_found() -> None:
    words = "the ferry struck the pier and sank within the hour"
    a, b = (told(x, f"Flood\nThey said that {words}.") for x in ("Lantern", "Gazette"))
    row = worked_out([a, b, told("Post", f"Harbour\n{PLAIN}")], words)
    assert place("Post", row) == "unknown"


def test_a_small_number_alone_is_nothing_to_search_for() -> None:
    words = "three divers drowned below the weir"
    a, b = (told(x, f"Flood\nThey said that {words}.") for x in ("Lantern", "Gazette"))
    assert place("Post", worked_out([a, b, told("Post", f"Harbour\n{PLAIN}")], words)) == "unknown"


def test_an_outlet_has_the_best_place_of_its_articles_and_not_found_only_where_all_have_it() -> None:
    other = article(f"Quay\n{PLAIN}", "https://post.example/y", outlet="Post", zones=(), complete=False)
    row = worked_out([*CARRY, told("Post", f"Harbour\n{PLAIN}"), other], CLAIM)
    assert [c.place for c in row.articles] == ["lead", "lead", "not_found", "unknown"]
    assert place("Post", row) == "unknown"
    assert [o.outlet for o in row.outlets] == ["Lantern", "Gazette", "Post"]


def test_an_article_without_a_title_or_an_outlet_and_one_in_capitals() -> None:
    bare = article(CLAIM, "bare.txt", outlet=None, title=None, zones=())
    loud = told("Herald", f"FLOOD\n{CLAIM.upper()}")
    row = worked_out([*CARRY, bare, loud], CLAIM, CLAIM.upper())
    assert [c.place for c in row.articles] == ["lead"] * 4
    assert place("Post", worked_out([bare, loud, told("Post", f"Harbour\n{PLAIN}")], CLAIM)) != "headline"


def test_one_article_no_claim_and_a_claim_of_other_articles() -> None:
    assert list(coverage([], CARRY, [], [])) == []
    (row,) = coverage([Claim("c", "q", (Answer("x", None, ("none",), (), 1, (1, 1)),))], CARRY[:1], [], [])
    assert [c.place for c in row.articles] == ["unknown"]
    assert next(coverage([Claim("c", "q", ())], [], [], [])).outlets == ()


def test_what_all_reports_name_tells_nothing_of_one_claim() -> None:
    more = [told(f"Paper{n}", f"Harbour\n{PLAIN} It was said in Ostrava, near Varnholm.") for n in range(4)]
    row = worked_out([*CARRY, *more], CLAIM)
    assert {c.place for c in row.articles[2:]} <= {"not_found", "unknown"}


def test_names_are_written_with_capitals_within_sentences() -> None:
    text = "Ferry Hits Pier\nThe Marlund sank. We saw the ferry near Varnholm, and the Marlund's crew. May came."
    found = names_of([Page(told("Lantern", text), (), ())])
    assert {"marlund", "varnholm"} <= found
    assert not {"hits", "the", "we", "may", "ferry", "pier"} & found


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_has_spans_within_it_and_a_lead_of_few_words(text: str, other: str) -> None:
    rows = [article(t, f"https://{n}.example/x", outlet=str(n), zones=()) for n, t in enumerate((text, other))]
    for a in rows:
        page = Page(a, (), ())
        assert all(0 <= s < e <= len(a.text) for s, e in page.lead)
        assert sum(len(a.text[s:e].split()) for s, e in page.lead) <= 4 * LEAD_MOST + 200
    said = [Statement(str(n), a.id, "narrator", "body", ((0, len(a.text)),)) for n, a in enumerate(rows) if a.text]
    claim = Claim("c", "q", (Answer("x", None, ("0",), (), 1, (1, 1)),))
    (row,) = coverage([claim], rows, said, [])
    assert [c.article for c in row.articles] == [a.id for a in rows]
    for cell, a in zip(row.articles, rows, strict=True):
        assert cell.place in PLACES
        assert all(0 <= s.span[0] < s.span[1] <= len(a.text) for s in cell.spans)


def test_long_hostile_texts_are_searched_quickly() -> None:
    for text in ("\n" * 300_000, "a\n" * 100_000, "A " * 100_000, "143 " * 50_000):
        assert beside(f"Harbour\n{text} end") in PLACES
