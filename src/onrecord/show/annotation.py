"""Statements as W3C Web Annotations (Recommendation of 23 February 2017).

Each statement is one annotation: its targets are the words stated, its bodies say what they are and on whose word, and
point at who said them and how that is put. All is said in the standard's own terms, so that no tool has to know ours:
`key=value` tags, the speaker as a text with an identity of its own, the statement around this one as a link. The
standard relates each body to each target alone, so nothing but the words stated is a target. Words are pointed at by
quotation and by position, so that another program finds them even in a copy of the article that has moved them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.rows import Article, Reviewed, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

CHAIN = " → "
"""Between the names of a relay, nearest the reporter first, as on every screen."""

AROUND = 32
"""Characters of prefix and suffix: what the standard's own examples and Hypothesis use."""


def page(article: Article, items: Iterable[dict[str, Any]]) -> str:
    """The annotations of one article as JSON-LD, one a line."""
    head = {"@context": CONTEXT, "id": f"urn:onrecord:page:{article.id}", "type": "AnnotationPage", "items": []}
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return json.dumps(head).removesuffix("]}") + f"\n{lines}\n]}}\n"


def annotation(
    article: Article, s: Statement, *, speaker: str | None = None, side: str | None = None
) -> dict[str, Any]:  # fmt: skip
    """One statement. Content in several pieces has several targets, in text order. `speaker` is its speaker's name."""
    return {
        "id": f"urn:onrecord:statement:{s.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            *(_tag(f"{key}={value}") for key, value in [*_facts(s), *_whose(s, side)]),
            *([_speaker(s.speaker, speaker)] if s.speaker and speaker else []),
            *([_leading_to(s.nested_in)] if s.nested_in else []),
            *([_words(article, s.source, "source", purpose="identifying")] if s.source else []),
            *([_words(article, s.cue, "cue", purpose="describing")] if s.cue else []),
        ],
        "target": [_words(article, span, "content") for span in s.content],
    }


def assessment(article: Article, x: Reviewed) -> dict[str, Any]:
    """What a person says of a statement: its targets are the words that were judged, its bodies the verdict, the note,
    and a link to the annotation of the statement that it is of by now."""
    r = x.review
    said = [("assessing", r.verdict), ("commenting", r.note)]
    bodies = [{"type": "TextualBody", "value": v, "purpose": p, "format": "text/plain"} for p, v in said if v]
    return {
        "id": f"urn:onrecord:review:{r.id}",
        "type": "Annotation",
        "motivation": "assessing" if r.verdict else "commenting",
        **({"creator": {"type": "Person", "name": r.by}} if r.by else {}),
        "created": r.at.replace("+00:00", "Z"),
        "body": [*bodies, *map(_leading_to, x.now or ())],
        "target": [_words(article, w.span, "reviewed") for w in r.judged[0].words],
    }


def _facts(s: Statement) -> list[tuple[str, str]]:
    facts = [("voice", s.voice), ("zone", s.zone), ("quotation", s.quotation), ("modality", s.modality)]
    return facts + ([("confidence", f"{s.confidence:.3f}")] if s.confidence is not None else [])


def _whose(s: Statement, side: str | None) -> list[tuple[str, str]]:
    """On whose word it is; of the reporters' own there is only a side to say."""
    facts = [
        ("speaker_class", s.speaker_class if s.voice == "attributed" else None),
        ("anonymity_reason", s.anonymity_reason),
        ("relay", CHAIN.join(s.relay)),
        ("stance", s.stance),
        ("due", "/".join(s.due or ())),
        ("side", side),
    ]
    return [(key, value) for key, value in facts if value]


def _speaker(speaker: str, name: str) -> dict[str, Any]:
    """The same speaker has the same `id` in all annotations of a record."""
    return {
        "id": f"urn:onrecord:speaker:{speaker}",
        "type": "TextualBody",
        "value": name,
        "purpose": "identifying",
        "format": "text/plain",
    }


def _leading_to(statement: str) -> dict[str, Any]:
    """Leads to the annotation of a statement: the one inside whose content this one stands, or the one reviewed."""
    return {"type": "SpecificResource", "source": f"urn:onrecord:statement:{statement}", "purpose": "linking"}


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": "tagging", "format": "text/plain"}


def _words(article: Article, span: Span, role: str, **purpose: str) -> dict[str, Any]:
    """`styleClass` tells the parts apart where they are shown: the standard's own means."""
    start, end = span
    quote = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - AROUND) : start],
        "suffix": article.text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "SpecificResource",
        **purpose,
        "source": article.url or f"urn:onrecord:article:{article.id}",
        "styleClass": role,
        "selector": [quote, position],
    }
