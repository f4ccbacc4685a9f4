"""Statements as W3C Web Annotations (Recommendation of 23 February 2017).

Each statement is one annotation: its targets are the words stated, its bodies say what they are, and point at who said
them and how that is put. The standard relates each body to each target alone, so nothing but the words stated is a
target. Words are pointed at by quotation and by position, so that another program finds them even in a copy of the
article that has moved them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.rows import Article, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Characters of prefix and suffix: what the standard's own examples and Hypothesis use."""


def page(article: Article, items: Iterable[dict[str, Any]]) -> str:
    """The annotations of one article as JSON-LD, one a line."""
    head = {"@context": CONTEXT, "id": f"urn:onrecord:page:{article.id}", "type": "AnnotationPage", "items": []}
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return json.dumps(head).removesuffix("]}") + f"\n{lines}\n]}}\n"


def annotation(article: Article, s: Statement) -> dict[str, Any]:
    """One statement. Content in several pieces has several targets, in text order."""
    return {
        "id": f"urn:onrecord:statement:{s.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            *(_tag(f"{key}={value}") for key, value in _facts(s)),
            *([_words(article, s.source, "source", purpose="identifying")] if s.source else []),
            *([_words(article, s.cue, "cue", purpose="describing")] if s.cue else []),
        ],
        "target": [_words(article, span, "content") for span in s.content],
    }


def _facts(s: Statement) -> list[tuple[str, str]]:
    facts = [("voice", s.voice), ("zone", s.zone), ("quotation", s.quotation), ("modality", s.modality)]
    return facts + ([("confidence", f"{s.confidence:.3f}")] if s.confidence is not None else [])


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
