"""The bundled story is whole: every gold quote stands in its article, and what the demo shows is there."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

STORY = files("onrecord") / "story"
LABEL = "This report is fiction: the country, the people and the outlets are invented for the onrecord demo."
CLASSES = {"named_person", "unnamed_person", "named_organization", "unnamed_group", "document"}
QUOTATIONS = {"direct", "indirect", "mixed"}
MODALITIES = {"asserted", "hedged", "predicted", "denied", "wished"}
KINDS = {"number", "date", "place", "identity", "cause", "status", "control", "denial", "other", "different"}
RELATIONS = {"agree", "conflict", "refine", "update", "different"}
REUSE = {"verbatim", "edited", "same_quote", "drifted_quote"}

Row = dict[str, Any]
Stretch = tuple[str, Any, str]


def load(name: str) -> Any:
    return json.loads((STORY / name).read_text(encoding="utf-8"))


ARTICLES: list[Row] = load("articles.json")
GOLD: Row = load("gold.json")
TEXTS: dict[str, str] = {row["id"]: (STORY / row["file"]).read_bytes().decode("utf-8") for row in ARTICLES}
STATEMENTS: list[Row] = GOLD["statements"]
ITEMS: dict[str, Row] = {row["id"]: row for row in STATEMENTS + GOLD["assertions"]}
PAIRS: list[Row] = [pair for fact in GOLD["facts"] for pair in fact["pairs"]]
BY_ID: dict[str, Row] = {row["id"]: row for row in STATEMENTS}


def hits(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def span(article: str, quote: Any) -> tuple[int, int]:
    """Where a gold quote stands; it must be named by `nth` if it occurs more than once."""
    text = quote["quote"] if isinstance(quote, dict) else quote
    places = hits(TEXTS[article], text)
    assert places, f"not in {article}: {text!r}"
    if isinstance(quote, dict):
        assert 1 <= quote["nth"] <= len(places), f"{article}: no hit {quote['nth']} of {text!r}"
        start = places[quote["nth"] - 1]
    else:
        assert len(places) == 1, f"{article}: {len(places)} hits, no nth: {text!r}"
        start = places[0]
    return start, start + len(text)


def quotes() -> list[Stretch]:
    """Every quote of the gold standard: its article, itself, and where in the gold it stands."""
    found: list[Stretch] = []
    for row in ITEMS.values():
        found += [(row["article"], piece, row["id"]) for piece in row["content"]]
        found += [(row["article"], row[key], row["id"]) for key in ("cue", "source") if row.get(key)]
    for fact in GOLD["facts"]:
        found += [(ITEMS[one["ref"]]["article"], one["quote"], fact["id"]) for one in fact["answers"]]
    for row in GOLD["reuse"]:
        found += [(row[side]["article"], row[side]["quote"], "reuse") for side in "ab"]
    for row in GOLD["wording"]:
        found += [(name["article"], name["quote"], row["referent"]) for name in row["names"]]
    return found


def test_every_quote_stands_in_its_article() -> None:
    for article, quote, _ in quotes():
        span(article, quote)


def test_ids_are_unique_and_references_known() -> None:
    assert len(ITEMS) == len(STATEMENTS) + len(GOLD["assertions"])
    assert len(TEXTS) == len(ARTICLES)
    assert len({fact["id"] for fact in GOLD["facts"]}) == len(GOLD["facts"])
    assert set(GOLD["on_topic"]) | set(GOLD["off_topic"]) == set(TEXTS)
    assert not set(GOLD["on_topic"]) & set(GOLD["off_topic"])
    for fact in GOLD["facts"]:
        refs = [one["ref"] for one in fact["answers"]]
        refs += [pair[side] for pair in fact["pairs"] for side in "ab"]
        assert set(refs) <= set(ITEMS), fact["id"]
    assert {row["nested_in"] for row in STATEMENTS} - {None} <= set(BY_ID)


def test_values_are_of_the_allowed_sets() -> None:
    for row in STATEMENTS:
        assert row["speaker_class"] in CLASSES, row["id"]
        assert row["quote"] in QUOTATIONS, row["id"]
        assert row["modality"] in MODALITIES, row["id"]
        assert row["speaker"], row["id"]
        assert row["content"], row["id"]
        assert isinstance(row["relay"], list), row["id"]
    assert {fact["kind"] for fact in GOLD["facts"]} <= KINDS
    for pair in PAIRS:
        assert pair["relation"] in RELATIONS, pair
        assert pair["same_origin"] in (True, False, "unknown"), pair
    assert {row["kind"] for row in GOLD["reuse"]} <= REUSE


def test_answers_stand_in_the_statements_they_belong_to() -> None:
    for fact in GOLD["facts"]:
        for one in fact["answers"]:
            item = ITEMS[one["ref"]]
            start, end = span(item["article"], one["quote"])
            pieces = [span(item["article"], piece) for piece in item["content"]]
            assert any(a <= start and end <= b for a, b in pieces), (fact["id"], one)


def test_nested_statements_stand_inside_their_outer_one() -> None:
    for row in STATEMENTS:
        if row["nested_in"] is None:
            continue
        outer = BY_ID[row["nested_in"]]
        assert outer["article"] == row["article"]
        pieces = [span(outer["article"], piece) for piece in outer["content"]]
        for piece in row["content"]:
            start, end = span(row["article"], piece)
            assert any(a <= start and end <= b for a, b in pieces), row["id"]


def test_pairs_of_one_fact_are_not_said_twice() -> None:
    for fact in GOLD["facts"]:
        keys = [tuple(sorted((pair["a"], pair["b"]))) for pair in fact["pairs"]]
        assert len(keys) == len(set(keys)), fact["id"]


def test_enough_reports_by_enough_outlets() -> None:
    on_topic = [row for row in ARTICLES if row["id"] in GOLD["on_topic"]]
    assert len(on_topic) >= 12
    assert len({row["outlet"] for row in on_topic}) >= 8
    assert GOLD["off_topic"]
    for row in ARTICLES:
        assert row["url"].split("/")[2].endswith(".example"), row["url"]
        assert row["published"][19:] in ("+00:00", "+02:00"), row["published"]


@pytest.mark.parametrize("article", sorted(TEXTS))
def test_article_is_shaped_like_one(article: str) -> None:
    text = TEXTS[article]
    row = next(one for one in ARTICLES if one["id"] == article)
    title, body = text.split("\n\n", 1)
    assert title == row["title"]
    assert 250 <= len(body.split()) <= 700
    assert text.rstrip("\n").split("\n\n")[-1] == LABEL
    assert not any(hits(text, LABEL)[0] < span(article, quote)[1] for of, quote, _ in quotes() if of == article)


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_every_relation_is_shown(relation: str) -> None:
    assert any(pair["relation"] == relation for pair in PAIRS)


@pytest.mark.parametrize("kind", sorted(REUSE))
def test_every_kind_of_reuse_is_shown(kind: str) -> None:
    assert any(row["kind"] == kind for row in GOLD["reuse"])


@pytest.mark.parametrize("modality", sorted(MODALITIES))
def test_every_modality_is_shown(modality: str) -> None:
    assert any(row["modality"] == modality for row in STATEMENTS)


@pytest.mark.parametrize("speaker_class", sorted(CLASSES))
def test_every_class_of_speaker_is_shown(speaker_class: str) -> None:
    assert any(row["speaker_class"] == speaker_class for row in STATEMENTS)


def test_the_ingredients_of_real_coverage_are_there() -> None:
    on_topic = [row for row in STATEMENTS if row["article"] in GOLD["on_topic"]]
    assert any(len(row["relay"]) == 2 and row["nested_in"] is None for row in on_topic)
    assert any(row["nested_in"] for row in on_topic)
    assert any(row["cue"] is None and row["source"] is None for row in on_topic)
    assert any(len(row["content"]) > 1 for row in on_topic)
    assert {pair["same_origin"] for pair in PAIRS} == {True, False, "unknown"}
    hard = [fact for fact in GOLD["facts"] if fact["kind"] == "different"]
    assert sum(len(fact["pairs"]) for fact in hard) >= 8
    assert all(ITEMS[pair["a"]]["article"] != ITEMS[pair["b"]]["article"] for fact in hard for pair in fact["pairs"])
    assert len(GOLD["wording"]) >= 5
