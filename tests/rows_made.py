"""Made-up rows for tests: an article, its capture, a run, statements at given words. All of it fiction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onrecord.link.told import Told
from onrecord.linking import link_record
from onrecord.read.asof import timed
from onrecord.read.figures import figured, figures
from onrecord.rows import (
    Article,
    Capture,
    Entity,
    Mention,
    MentionForm,
    Quotation,
    Reading,
    Span,
    Statement,
    Zone,
    article_id,
    digest,
    entity_id,
    statement_id,
    text_sha256,
)
from onrecord.store import Record
from onrecord.text.sentences import sentences
from onrecord.text.words import words

TEXT = "Dam gives way\n\n“We were warned,” the mayor of Ashel said.\nThe water board denied any fault."


def article(text: str = TEXT, source: str = "https://lantern.example/dam", **fields: Any) -> Article:
    raw = text.encode("utf-8", "replace")
    plain = Article(
        id=article_id(source, text),
        source=source,
        path=None,
        url=source if source.startswith("http") else None,
        outlet="The Lantern",
        agency=None,
        title=text.split("\n")[0] or None,
        byline=None,
        published="2031-05-04T08:00:00+00:00",
        published_grain="second",
        published_how="column",
        captured_at="2031-05-05T00:00:00+00:00",
        language="en",
        complete=True,
        version_of=None,
        text=text,
        sha256=text_sha256(text),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        zones=(Zone("headline", 0, 13),) if text == TEXT else (),
    )
    return replace(plain, **fields)


def capture(a: Article) -> Capture:
    return Capture(a, a.text.encode("utf-8", "replace"), "text/plain")


def statement(a: Article, *content: str, cue: str | None = None, source: str | None = None, **fields: Any) -> Statement:
    """A statement at the first place of each of its words; `source` counts from the end, `cue` from the content."""
    spans = tuple((a.text.index(c), a.text.index(c) + len(c)) for c in content)
    at = None if cue is None else (a.text.index(cue), a.text.index(cue) + len(cue))
    who = None if source is None else (a.text.index(source), a.text.index(source) + len(source))
    voice = fields.pop("voice", "attributed")
    plain = Statement(
        statement_id(a.id, voice, spans, at, who), a.id, voice, "body", spans, at, who, quotation="direct"
    )
    return replace(plain, **fields)


def as_read(statements: Iterable[Statement], entities: Iterable[Entity] = ()) -> Reading:
    """Statements, and entities, as what was read from their article."""
    return Reading(tuple(statements), tuple(entities))


def entity(a: Article, *words: str, form: MentionForm = "name", **fields: Any) -> Entity:
    """An entity mentioned at the first place of each of its words."""
    kind = fields.pop("kind", "person")
    spans = sorted((a.text.index(w), a.text.index(w) + len(w)) for w in words)
    mentions = tuple(Mention(span, form, kind) for span in spans)
    plain = Entity(entity_id(a.id, mentions), a.id, kind, words[0] if form == "name" else None, mentions)
    return replace(plain, **fields)


def reading(a: Article) -> list[Statement]:
    """The statements of an article with TEXT."""
    return [
        statement(a, "“We were warned,”", cue="said", source="the mayor of Ashel", confidence=0.9),
        statement(a, "any fault", cue="denied", source="The water board", modality="denied", quotation="indirect"),
        statement(a, "Dam gives way", voice="narrator", quotation="none"),
    ]


def narrated(a: Article) -> list[Statement]:
    """Each sentence of an article as its reporter's own assertion."""
    found = [_spoken(a, ((start, end),), voice="narrator") for start, end in sentences(a.text) if end > start]
    return list({s.id: s for s in found}.values())


def _spoken(a: Article, content: tuple[Span, ...], **fields: Any) -> Statement:
    voice = fields.pop("voice", "attributed")
    quotation: Quotation = "none" if voice == "narrator" else "indirect"
    plain = Statement(statement_id(a.id, voice, content, None, None), a.id, voice, "body", content, quotation=quotation)
    return replace(plain, **fields)


def said(text: str, name: str | None = None, /, article_of: Article | None = None, **fields: Any) -> Told:
    """A statement that is all of its article, with its words, as linking sees it. With a name, that speaker says it."""
    a = article_of or article(text, source=f"https://o{digest(text)[:6]}.example/x")
    cls = "unknown" if name is None else "named_person"
    speaker = None if name is None else digest("speaker", name)[:16]
    plain = _spoken(a, ((0, len(text)),), speaker=speaker, speaker_class=cls)
    return Told(replace(plain, **fields), a, tuple(words(text)), name, figures=tuple(figures(text)))


def linked(articles: Iterable[Article], path: str = ":memory:") -> Record:
    """A record of articles, each with its sentences as statements, linked."""
    record = Record.open(path)
    add_linked(record, articles)
    return record


def add_linked(record: Record, articles: Iterable[Article]) -> int:
    """Adds articles to a record, and links what is new; gives how many stories were linked anew."""
    run = record.begin_run("0", "r", {})
    with record.together():
        for a in articles:
            record.add_with_reading(capture(a), timed(a, figured(a, as_read(narrated(a)))), run)
    return link_record(record, run)
