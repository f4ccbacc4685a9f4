"""Checked against the terms of the Web Annotation Data Model and Vocabulary (W3C Recommendations, 23 February 2017)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.rows import Speaker
from onrecord.show.annotation import annotation
from onrecord.show.export import export
from onrecord.store import Record
from onrecord.store.reviews import add
from rows_made import TEXT, article, as_read, capture, entity, reading, statement

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
    "Person": {"id", "type", "name", "nickname", "email", "email_sha1", "homepage"},
    "TextualBody": {"id", "type", "value", "purpose", "format", "language"},
    "SpecificResource": {"id", "type", "source", "selector", "purpose", "styleClass", "state", "scope"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix", "refinedBy"},
    "TextPositionSelector": {"type", "start", "end", "refinedBy"},
}
REQUIRED = {
    "AnnotationPage": {"@context", "id", "type", "items"},
    "Annotation": {"id", "type", "target"},
    "Person": {"type"},
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
    first, *rest = reading(a)
    mayor = entity(a, "the mayor of Ashel")
    pieces = statement(a, "“We were warned,”", "any fault", cue="said", nested_in=rest[0].id, relay=("The Post",))
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        said = [replace(first, entity=mayor.id, speaker_class="unnamed_person"), *rest, pieces]
        record.add_with_reading(capture(a), as_read(said, [mayor]), run)
        record.put_speakers([Speaker("c41d", "the mayor of Ashel", "person", (mayor.id,))], "v", run)
        add(record, said[0], "no", note="the clerk", by="Ada")
        add(record, said[1], None, note="see page 2")
        export(record, "webannotation", tmp_path / "out")
    page = json.loads((tmp_path / "out" / f"{a.id}.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == 6
    note, verdict = page["items"][4:]
    assert [(b["purpose"], b.get("value")) for b in verdict["body"]] == [
        ("assessing", "no"), ("commenting", "the clerk"), ("linking", None),
    ]  # fmt: skip
    assert (verdict["motivation"], verdict["creator"]["name"], verdict["created"][-1]) == ("assessing", "Ada", "Z")
    assert (note["motivation"], "creator" in note) == ("commenting", False)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"]["reviews"] == 2
    for node in every(page):
        assert REQUIRED[node["type"]] <= set(node) <= KEYS[node["type"]]
        for key in ("motivation", "purpose"):
            assert node.get(key, "tagging") in MOTIVATIONS
        if node["type"] == "SpecificResource" and node.get("purpose") == "linking":
            assert node["source"] in {item["id"] for item in page["items"]}, "the statement it stands inside"
        elif node["type"] == "SpecificResource":
            quote, position = node["selector"]
            assert node["source"] == a.url
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    for item in page["items"]:
        roles = {t["styleClass"]: t["purpose"] for t in item["body"] if "styleClass" in t}
        assert roles.items() <= {"source": "identifying", "cue": "describing"}.items()
        starts = [t["selector"][1]["start"] for t in item["target"]]
        assert starts == sorted(starts), "pieces stand in text order"
        role = "reviewed" if ":review:" in item["id"] else "content"
        assert {t["styleClass"] for t in item["target"]} == {role}, "each body is about each target alone"
    contents = [sum(t["styleClass"] == "content" for t in i["target"]) for i in page["items"][:4]]
    assert sorted(contents) == [1, 1, 1, 2]


def test_bodies_say_on_whose_word_it_is() -> None:
    a = article()
    said = replace(
        reading(a)[0], speaker="c41d", speaker_class="unnamed_person", stance="endorsing",
        relay=("The Post", "Radio Pell"), due=("2031-05-06", "2031-05-07"), nested_in="8a1e",
        anonymity_reason="for fear of the river",
    )  # fmt: skip
    bodies = annotation(a, said, speaker="the mayor", side="Town hall")["body"]
    tags = [b["value"] for b in bodies if b.get("purpose") == "tagging"]
    assert tags[5:] == [
        "speaker_class=unnamed_person", "anonymity_reason=for fear of the river", "relay=The Post → Radio Pell",
        "stance=endorsing", "due=2031-05-06/2031-05-07", "side=Town hall",
    ]  # fmt: skip
    who = next(b for b in bodies if b["type"] == "TextualBody" and b["purpose"] == "identifying")
    assert (who["id"], who["value"]) == ("urn:onrecord:speaker:c41d", "the mayor")
    inside = next(b for b in bodies if b["purpose"] == "linking")
    assert inside["source"] == "urn:onrecord:statement:8a1e"


def test_of_what_is_not_known_nothing_is_said() -> None:
    a = article()
    own = annotation(a, reading(a)[2])["body"]
    assert [b["value"].partition("=")[0] for b in own] == ["voice", "zone", "quotation", "modality"]
