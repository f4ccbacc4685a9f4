"""Rows of the tables to the frozen rows of `rows.py`, and back. Each list of columns stands here once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.errors import RecordError
from onrecord.rows import (
    Area,
    Article,
    Entity,
    Figure,
    Mention,
    Place,
    Reading,
    Run,
    Span,
    Statement,
    Time,
    Zone,
    entity_id,
    statement_id,
)

_ARTICLE = (
    "id", "source", "path", "url", "outlet", "agency", "title", "byline", "published", "published_grain",
    "published_how", "captured_at", "language", "complete", "version_of", "text", "sha256", "raw_sha256",
)  # fmt: skip
_STATEMENT = (
    "id", "article", "voice", "zone", "cue_start", "cue_end", "source_start", "source_end", "entity",
    "speaker_class", "anonymity_reason", "relay", "quotation", "modality", "stance", "as_of", "due_from", "due_to",
    "nested_in", "confidence",
)  # fmt: skip

ARTICLE = ", ".join(_ARTICLE)
STATEMENT = ", ".join(_STATEMENT)
SPOKEN = ", ".join(f"s.{name}" for name in _STATEMENT) + ", e.speaker"
"""A statement's columns and, over its entity, its speaker."""
INSERT_ARTICLE = f"INSERT INTO articles ({ARTICLE}, run, n, rowid) VALUES ({', '.join('?' * (len(_ARTICLE) + 3))})"
"""`rowid` is set to `n`, since Datasette looks articles up by it when it searches."""
INSERT_STATEMENT = f"INSERT INTO statements ({STATEMENT}, run, n) VALUES ({', '.join('?' * (len(_STATEMENT) + 2))})"

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


def storable(value: str) -> str:
    """Lone surrogates cannot be stored as UTF-8, and file names may hold them; each becomes one U+FFFD."""
    return value if value.isascii() else value.translate(_SURROGATES)


_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def stored(a: Article, version_of: str | None) -> Article:
    """The article as a record keeps it: pointing at an earlier text, and free of what UTF-8 cannot hold.

    Text and source are hashed into its id, so ingest has made them storable, or it is no article of ours.
    """
    if storable(a.text) != a.text or storable(a.source) != a.source:
        raise RecordError(f"{storable(a.source)}: its text or name holds lone surrogates; replace them with U+FFFD")
    named = {k: v for k in _ARTICLE if isinstance(v := getattr(a, k), str) and k not in ("text", "source")}
    clean: dict[str, Any] = {k: storable(v) for k, v in named.items()}
    return replace(a, **{**clean, "version_of": version_of})


def statement_row(s: Statement) -> Row:
    """The columns of a statement in the order of STATEMENT."""
    cue, source, due = s.cue or (None, None), s.source or (None, None), s.due or (None, None)
    return (
        s.id, s.article, s.voice, s.zone, *cue, *source, s.entity, s.speaker_class, s.anonymity_reason,
        json.dumps(s.relay, ensure_ascii=False), s.quotation, s.modality, s.stance, s.as_of, *due, s.nested_in,
        s.confidence,
    )  # fmt: skip


def statement(row: Row, content: tuple[Span, ...]) -> Statement:
    """A statement from the columns of SPOKEN and its pieces."""
    v = dict(zip((*_STATEMENT, "speaker"), row, strict=True))
    return Statement(
        id=v["id"],
        article=v["article"],
        voice=v["voice"],
        zone=v["zone"],
        content=content,
        cue=_span(v["cue_start"], v["cue_end"]),
        source=_span(v["source_start"], v["source_end"]),
        entity=v["entity"],
        speaker=v["speaker"],
        speaker_class=v["speaker_class"],
        anonymity_reason=v["anonymity_reason"],
        relay=tuple(map(str, _json(v["relay"], list))),
        quotation=v["quotation"],
        modality=v["modality"],
        stance=v["stance"],
        as_of=v["as_of"],
        due=None if v["due_from"] is None else (v["due_from"], v["due_to"]),
        nested_in=v["nested_in"],
        confidence=v["confidence"],
    )


def run(row: Row) -> Run:
    """A run from its columns."""
    name, started, onrecord, reader, options = row
    return Run(name, started, onrecord, reader, _json(options, dict))


def _json(text: str, kind: type) -> Any:
    """JSON of one kind. A record from elsewhere may hold anything."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise RecordError(f"a row holds broken JSON ({e}); see which with: onrecord verify") from e
    if not isinstance(value, kind):
        raise RecordError(f"a row holds JSON of another kind than {kind.__name__}; see which with: onrecord verify")
    return value


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def words(text: str, s: Statement) -> tuple[str, str]:
    """What full-text search finds a statement by: its content's words, and its source's."""
    return " … ".join(text[a:b] for a, b in s.content), text[slice(*s.source)] if s.source else ""


def entity(row: Row, mentions: tuple[Mention, ...], descriptions: tuple[Span, ...]) -> Entity:
    """An entity from its columns (id, article, kind, name)."""
    name, article, kind, called = row
    return Entity(name, article, kind, called, mentions, descriptions)


def copy_reading(reading: Reading, article: str) -> Reading:
    """What was read from one article as that of another with the same text."""
    entities = {e.id: replace(e, id=entity_id(article, e.mentions), article=article) for e in reading.entities}
    renamed = {s.id: statement_id(article, s.voice, s.content, s.cue, s.source) for s in reading.statements}
    statements = tuple(
        replace(
            s,
            id=renamed[s.id],
            article=article,
            entity=entities[s.entity].id if s.entity in entities else None,
            speaker=None,
            nested_in=None if s.nested_in is None else renamed.get(s.nested_in),
        )
        for s in reading.statements
    )
    return Reading(statements, tuple(entities.values()))


FIGURE = 'id, article, statement, start, "end", low, high, unit, counted, happened, as_of'


def figure(row: Sequence[Any]) -> Figure:
    """A figure from the columns of FIGURE."""
    key, article, statement, start, end, *rest = row
    return Figure(key, article, statement, (start, end), *rest)


def figure_row(f: Figure, run: str) -> tuple[Any, ...]:
    """The columns of FIGURE, and the run."""
    return f.id, f.article, f.statement, *f.span, f.low, f.high, f.unit, f.counted, f.happened, f.as_of, run


TIME = 'id, article, statement, start, "end", first, last, grain, relation'


def time(row: Sequence[Any]) -> Time:
    """A time from the columns of TIME."""
    key, article, statement, start, end, *rest = row
    return Time(key, article, statement, (start, end), *rest)


def time_row(t: Time, run: str) -> tuple[Any, ...]:
    """The columns of TIME, and the run."""
    return t.id, t.article, t.statement, *t.span, t.start, t.end, t.grain, t.relation, run


PLACE = 'id, article, statement, start, "end", name, geonames, kind, lat, lon, country, within'


def place(row: Sequence[Any]) -> Place:
    """A place from the columns of PLACE."""
    key, article, statement, start, end, name, geonames, kind, lat, lon, country, within = row
    return Place(key, article, statement, (start, end), name, geonames, kind, lat, lon, country, _areas(within))


def _areas(text: str) -> tuple[Area, ...]:
    try:
        return tuple(Area(int(key), str(name)) for key, name in _json(text, list))
    except (TypeError, ValueError) as e:
        raise RecordError(f"a place lies in what is no area ({e}); see which with: onrecord verify") from e


def place_row(p: Place, run: str) -> tuple[Any, ...]:
    """The columns of PLACE, and the run."""
    within = json.dumps([(a.geonames, a.name) for a in p.within], ensure_ascii=False)
    return (
        p.id, p.article, p.statement, *p.span, p.name, p.geonames, p.kind, p.lat, p.lon, p.country, within, run,
    )  # fmt: skip
