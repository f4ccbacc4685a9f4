"""Rows of the tables to the frozen rows of `rows.py`, and back. Each list of columns stands here once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from onrecord.rows import Article, Span, Statement, Zone

_ARTICLE = (
    "id", "source", "path", "url", "outlet", "agency", "title", "byline", "published", "published_grain",
    "published_how", "captured_at", "language", "complete", "version_of", "text", "sha256", "raw_sha256",
)  # fmt: skip
_STATEMENT = (
    "id", "article", "voice", "zone", "cue_start", "cue_end", "source_start", "source_end", "speaker",
    "speaker_class", "anonymity_reason", "relay", "quotation", "modality", "stance", "as_of", "due_from", "due_to",
    "nested_in", "confidence",
)  # fmt: skip

ARTICLE = ", ".join(_ARTICLE)
STATEMENT = ", ".join(_STATEMENT)
INSERT_ARTICLE = f"INSERT INTO articles ({ARTICLE}, run) VALUES ({', '.join('?' * (len(_ARTICLE) + 1))})"
INSERT_STATEMENT = f"INSERT INTO statements ({STATEMENT}, run) VALUES ({', '.join('?' * (len(_STATEMENT) + 1))})"

Row = tuple[Any, ...]


def article_row(a: Article) -> Row:
    """The columns of an article in the order of ARTICLE."""
    return tuple(getattr(a, name) for name in _ARTICLE)


def article(row: Row, zones: tuple[Zone, ...]) -> Article:
    """An article from its columns."""
    values = dict(zip(_ARTICLE, row, strict=True))
    values["complete"] = bool(values["complete"])
    return Article(**values, zones=zones)


def zone(row: Row) -> Zone:
    """A zone from its columns."""
    return Zone(*row)


def storable(a: Article, version_of: str | None) -> Article:
    """The article as a record keeps it: pointing at an earlier text, and free of what UTF-8 cannot hold."""
    clean: dict[str, Any] = {k: v for k in _ARTICLE if isinstance(v := getattr(a, k), str) and k != "text"}
    clean = {k: v.encode("utf-8", "replace").decode() for k, v in clean.items()}
    return replace(a, **{**clean, "version_of": version_of})


def statement_row(s: Statement) -> Row:
    """The columns of a statement in the order of STATEMENT."""
    cue, source, due = s.cue or (None, None), s.source or (None, None), s.due or (None, None)
    return (
        s.id, s.article, s.voice, s.zone, *cue, *source, s.speaker, s.speaker_class, s.anonymity_reason,
        json.dumps(s.relay, ensure_ascii=False), s.quotation, s.modality, s.stance, s.as_of, *due, s.nested_in,
        s.confidence,
    )  # fmt: skip


def statement(row: Row, content: tuple[Span, ...]) -> Statement:
    """A statement from its columns and its pieces."""
    v = dict(zip(_STATEMENT, row, strict=True))
    return Statement(
        id=v["id"],
        article=v["article"],
        voice=v["voice"],
        zone=v["zone"],
        content=content,
        cue=_span(v["cue_start"], v["cue_end"]),
        source=_span(v["source_start"], v["source_end"]),
        speaker=v["speaker"],
        speaker_class=v["speaker_class"],
        anonymity_reason=v["anonymity_reason"],
        relay=tuple(json.loads(v["relay"])),
        quotation=v["quotation"],
        modality=v["modality"],
        stance=v["stance"],
        as_of=v["as_of"],
        due=None if v["due_from"] is None else (v["due_from"], v["due_to"]),
        nested_in=v["nested_in"],
        confidence=v["confidence"],
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def words(text: str, s: Statement) -> tuple[str, str]:
    """What full-text search finds a statement by: its content's words, and its source's."""
    return " … ".join(text[a:b] for a, b in s.content), text[slice(*s.source)] if s.source else ""


def moved(s: Statement, article: str, renamed: dict[str, str]) -> Statement:
    """The same statement in another article."""
    nested = None if s.nested_in is None else renamed[s.nested_in]
    return replace(s, id=renamed[s.id], article=article, nested_in=nested)
