"""Statements as W3C Web Annotations (Recommendation of 23 February 2017).

Each statement is one annotation: its body says what it is, its targets point at the words, by quotation and by
position, so that another program finds them even in a copy of the article that has moved them.
"""

from __future__ import annotations

from typing import Any

from onrecord.rows import Article, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Characters of prefix and suffix: what the standard's own examples and Hypothesis use."""


def page(article: Article, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The annotations of one article."""
    return {"@context": CONTEXT, "id": f"urn:onrecord:page:{article.id}", "type": "AnnotationPage", "items": items}


def annotation(article: Article, s: Statement) -> dict[str, Any]:
    """One statement. Content in several pieces has several targets; source and cue are targets with their own role."""
    return {
        "id": f"urn:onrecord:statement:{s.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_tag(f"{key}={value}") for key, value in _facts(s)],
        "target": [
            *(_target(article, span, "content") for span in s.content),
            *([_target(article, s.cue, "cue")] if s.cue else []),
            *([_target(article, s.source, "source")] if s.source else []),
        ],
    }


def _facts(s: Statement) -> list[tuple[str, str]]:
    facts = [("voice", s.voice), ("zone", s.zone), ("quotation", s.quotation), ("modality", s.modality)]
    return facts + ([("confidence", f"{s.confidence:.3f}")] if s.confidence is not None else [])


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": "tagging", "format": "text/plain"}


def _target(article: Article, span: Span, role: str) -> dict[str, Any]:
    """`styleClass` tells the parts apart: the standard's own means of marking a resource within an annotation."""
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
        "source": article.url or f"urn:onrecord:article:{article.id}",
        "styleClass": role,
        "selector": [quote, position],
    }
