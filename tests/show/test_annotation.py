"""Checked against the terms of the Web Annotation Data Model and Vocabulary (W3C Recommendations, 23 February 2017)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.show.export import export
from onrecord.store import Record
from rows_made import TEXT, article, as_read, capture, reading, statement

KEYS = {
    "AnnotationPage": {"@context", "id", "type", "items", "partOf", "startIndex", "next", "prev"},
    "Annotation": {
        "@context",
        "id",
        "type",
        "motivation",
        "body",
        "target",
        "creator",
        "created",
        "generator",
        "generated",
    },
    "TextualBody": {"id", "type", "value", "purpose", "format", "language"},
    "SpecificResource": {"id", "type", "source", "selector", "purpose", "styleClass", "state", "scope"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix", "refinedBy"},
    "TextPositionSelector": {"type", "start", "end", "refinedBy"},
}
REQUIRED = {
    "AnnotationPage": {"@context", "id", "type", "items"},
    "Annotation": {"id", "type", "target"},
    "TextualBody": {"type", "value"},
    "SpecificResource": {"type", "source"},
    "TextQuoteSelector": {"type", "exact"},
    "TextPositionSelector": {"type", "start", "end"},
}
"""What the standard says a thing of each type must have (an annotation in a page takes its context from there)."""
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def every(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(d for v in node.values() for d in every(v))]
    return [d for v in node for d in every(v)] if isinstance(node, list) else []


def test_only_the_standards_terms_and_every_selector_finds_its_words(tmp_path: Path) -> None:
    a = article()
    pieces = statement(a, "“We were warned,”", "any fault", cue="said")
    with Record.open(":memory:") as record:
        record.add_with_reading(capture(a), as_read([*reading(a), pieces]), record.begin_run("0", "r", {}))
        export(record, "webannotation", tmp_path / "out")
    page = json.loads((tmp_path / "out" / f"{a.id}.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == 4
    for node in every(page):
        assert REQUIRED[node["type"]] <= set(node) <= KEYS[node["type"]]
        for key in ("motivation", "purpose"):
            assert node.get(key, "tagging") in MOTIVATIONS
        if node["type"] == "SpecificResource":
            quote, position = node["selector"]
            assert node["source"] == a.url
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    for item in page["items"]:
        roles = {t["styleClass"]: t["purpose"] for t in item["body"] if t["type"] == "SpecificResource"}
        assert roles.items() <= {"source": "identifying", "cue": "describing"}.items()
        starts = [t["selector"][1]["start"] for t in item["target"]]
        assert starts == sorted(starts), "pieces stand in text order"
        assert {t["styleClass"] for t in item["target"]} == {"content"}, "each body is about each target alone"
    contents = [sum(t["styleClass"] == "content" for t in i["target"]) for i in page["items"]]
    assert sorted(contents) == [1, 1, 1, 2]
