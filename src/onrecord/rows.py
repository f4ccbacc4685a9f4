"""The rows that flow through onrecord: frozen, plain, and importing nothing of ours.

A span is a half-open pair `[start, end)` of code-point offsets into `Article.text`, which never changes once
it is stored. Whatever is not known is `None`; nothing is filled in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Span = tuple[int, int]

Voice = Literal["attributed", "narrator"]
Quotation = Literal["direct", "indirect", "mixed", "none"]
Modality = Literal["asserted", "hedged", "predicted", "denied", "wished"]
SpeakerClass = Literal["named_person", "unnamed_person", "named_organization", "unnamed_group", "document", "unknown"]
ZoneKind = Literal["headline", "body", "caption", "teaser", "notice"]
Grain = Literal["second", "minute", "hour", "day", "month", "year"]
Stance = Literal["endorsing", "distancing", "neutral"]
MentionForm = Literal["name", "description", "pronoun"]
EntityKind = Literal["person", "group", "organization", "place", "document", "unknown"]
ReuseKind = Literal["verbatim", "edited", "same_quote", "drifted_quote"]
Relation = Literal["agree", "refine", "update", "conflict", "deny"]
About = Literal["number", "date", "place", "identity", "cause", "status", "control", "denial", "quote", "other"]
Side = Literal["a", "b"]
TimeRelation = Literal["on", "since", "until", "before", "after"]
PlaceKind = Literal["town", "region", "country"]
Verdict = Literal["yes", "no", "unsure"]
ReviewKind = Literal["statement", "link"]
ReviewState = Literal["current", "orphaned", "replaced", "undone"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article and what it is on the page. Zones of an article do not overlap."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One report as captured.

    `source` is what the article was taken from, so that the same source is known again: its URL, else its
    file name and, in a file of many, the row (`news.jsonl#12`). `path` is where the file lay when it was read.
    `published_how` names where the date was found (`meta`, `json-ld`, `column`, `articles.json`, `feed`, `url`).
    `version_of` is the id of an earlier text of the same source. `complete` is false for a teaser or a page
    behind a paywall.
    """

    id: str
    source: str
    path: str | None
    url: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    byline: str | None
    published: str | None
    published_grain: Grain | None
    published_how: str | None
    captured_at: str
    language: str | None
    complete: bool
    version_of: str | None
    text: str
    sha256: str
    raw_sha256: str
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """An article and the bytes it came from: what ingest hands on and the record keeps."""

    article: Article
    raw: bytes
    raw_type: str
    """MIME type of `raw`."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, or not wholly, and why. Never dropped in silence.

    `reason` is one of `REASONS`; `detail` says what was wrong in this one; `hint` says what to do next;
    `at` says where in the source (`line 12`, `byte 4096`).
    """

    source: str
    reason: str
    detail: str
    hint: str
    at: str | None = None


REASONS: dict[str, str] = {
    "empty": "the file or the extracted text is empty",
    "not_an_article": "no article text was found in it",
    "language": "the article is stored but not read: only English is read now",
    "broken_archive": "a compressed file or archive is damaged",
    "torn_record": "a record of an archive is cut short; its neighbours are kept",
    "malformed": "the file or row does not have the form its name promises",
    "oversize": "it is larger than the limit",
    "too_slow": "it took longer than the limit",
    "encoding": "its characters could not be decoded",
    "unsupported": "a kind of file that onrecord does not read",
    "missing": "there is no such file",
    "unreadable": "the file could not be opened",
    "refused_address": "the address is private, local or not http(s)",
    "robots": "the site asks robots not to fetch it",
    "fetch_failed": "the page could not be fetched",
    "unsafe_path": "the path leads outside the folder that was given",
    "reader_failed": "the article is stored, but reading it failed",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed content, or one assertion in the reporter's own voice.

    `content` holds one or more pieces in text order. `entity` is the id of the article's entity that is stated to
    say it; `speaker` is the id of the `Speaker` that entity belongs to, known only in a record that has been resolved.
    `relay` names those it came through, nearest the reporter first. `due` is the first and the last day (ISO 8601)
    of what a predicted content foresees. `nested_in` is the id of the statement inside whose content this one
    stands. `confidence` is a calibrated probability that it is right, or `None`.
    """

    id: str
    article: str
    voice: Voice
    zone: ZoneKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    entity: str | None = None
    speaker: str | None = None
    speaker_class: SpeakerClass = "unknown"
    anonymity_reason: str | None = None
    relay: tuple[str, ...] = ()
    quotation: Quotation = "none"
    modality: Modality = "asserted"
    stance: Stance | None = None
    as_of: str | None = None
    due: tuple[str, str] | None = None
    nested_in: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that stand for a person, group, organisation, place or document."""

    span: Span
    form: MentionForm
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one referent in one article, in text order; no two at the same span.

    `name` is the fullest name the article gives it, without title or role; `None` where it gives none.
    `descriptions` are the spans of words that say who or what it is ("the town's police chief"), whether they stand
    alone or beside a name: what an outlet calls it.
    """

    id: str
    article: str
    kind: EntityKind
    name: str | None
    mentions: tuple[Mention, ...]
    descriptions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityWords:
    """An entity as it is seen from other articles: `words` are what it is called where it has no name, `speaks` says
    whether any statement is attributed to it."""

    id: str
    article: str
    kind: EntityKind
    name: str | None
    words: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """One real person, group, organisation or document, over all articles of a record, that somebody is said to be.

    `name` is the fullest form that is most used, or, where nobody names it, its words in the article. `entities` are
    the ids of the articles' entities that are it, sorted.
    """

    id: str
    name: str
    kind: EntityKind
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that two articles share. `first` says which had it before the other, where that is shown."""

    a: Stretch
    b: Stretch
    kind: ReuseKind
    first: Side | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement about two statements: an edge, which changes neither. They are of different articles, or differ and
    are of two voices in one.

    `a_spans` and `b_spans` are the words that were compared, inside each. `same_origin` says whether both visibly go
    back to the same word (`True`), to shown different ones (`False`), or whether nothing shows it (`None`), and
    `origin_evidence` by what. `rule` names the rule or model that made the link, `score` how sure it is, from 0 to 1.
    """

    a: str
    b: str
    a_spans: tuple[Span, ...]
    b_spans: tuple[Span, ...]
    relation: Relation
    about: About
    same_origin: bool | None
    origin_evidence: str | None
    rule: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What several statements say alike. `statements` and `speakers` are ids; `reports` counts articles; `origins`
    bounds how many separate starting points they go back to."""

    value: str
    as_of: str | None
    statements: tuple[str, ...]
    speakers: tuple[str, ...]
    reports: int
    origins: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """One question, in nobody's words, and the answers to it."""

    id: str
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One name for a referent as one outlet uses it, in one voice: inside a quotation (`attributed`) or in the
    reporter's own (`narrator`); with every place of it. `name` is the form that is most used, without *the* and *a*;
    `once` is the number of its places that stand in no passage that an article before has too."""

    name: str
    outlet: str | None
    voice: Voice
    spans: tuple[Stretch, ...]
    once: int


@dataclass(frozen=True, slots=True)
class Wording:
    """What several articles speak of under different names. `referent` is the name that most of them use; `rule` says
    by what its names are taken to stand for one thing. So many outlets as `split` use one name and never another, and
    at least as many do the reverse; 0 where no two names are kept apart so. `story` is the id of the story they are
    of, where that is known."""

    referent: str
    names: tuple[Named, ...]
    rule: str
    split: int
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of a record that tell of one event. `id` is made of the least of their ids."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many or how much an article says something is: `low` and `high` are its bounds, `None` where it has none.

    `statement` is the id of the innermost statement that holds it. `counted` are the words for what is counted,
    `happened` what is said to have befallen it (`killed`, `freed`).
    """

    id: str
    article: str
    statement: str | None
    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    happened: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time that an article speaks of.

    `start` and `end` are the first and the last day (ISO 8601), or, where the text says a time of day, the first and
    the last minute with the offset from UTC if that is said; without a day, the time of day alone (`T21:00`). `grain`
    is the unit of these bounds: a week is days, a quarter is months, a decade is years. `relation` is what the
    preposition says: what is told holds `on` it, `since` it, `until` its end, `before` or `after` it. `statement` is
    the id of the innermost statement that holds it.
    """

    id: str
    article: str
    statement: str | None
    span: Span
    start: str
    end: str
    grain: Grain
    relation: TimeRelation | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A region or country that a place lies in, as GeoNames knows it."""

    geonames: int
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an article names. `statement` is the id of the innermost statement that holds it.

    `geonames` is its id at GeoNames and `name` its name there; where the text does not decide which place is meant, or
    no table has it, `geonames` and all that follows it are `None`, and `name` is what the article calls it. `lat` and
    `lon` are degrees (WGS 84), of a region the middle of where people live, of a country mostly its capital. `country`
    is the ISO 3166 code, `within` the areas that contain it, the nearest first.
    """

    id: str
    article: str
    statement: str | None
    span: Span
    name: str
    geonames: int | None = None
    kind: PlaceKind | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    within: tuple[Area, ...] = ()


def contains(outer: Place, inner: Place) -> bool:
    """Whether the tables say that a place lies in another: a town in its region and country, a region in its country. A
    place does not contain itself."""
    return outer.geonames is not None and any(area.geonames == outer.geonames for area in inner.within)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one article."""

    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One call of onrecord on a record: which code, models and options its rows came from."""

    id: str
    started: str
    onrecord: str
    reader: str
    """Version of the reading: a hash of the models and of the rules that apply them."""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selected:
    """Words of an article by position and by quotation: `exact` stands at `span`, `prefix` before it and `suffix`
    after it."""

    span: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement as it was when a person judged it: its id then, its article and voice, and its pieces' words."""

    statement: str
    article: str
    voice: Voice
    words: tuple[Selected, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a person says of a statement, or of a link: whether it is right (`None` for a note alone).

    `judged` is the statement, or the two ends of the link, of which `relation` and `about` say what it was. `by` is who
    says it, if told; `at` when (ISO 8601, UTC).
    """

    id: str
    kind: ReviewKind
    verdict: Verdict | None
    note: str | None
    by: str | None
    at: str
    judged: tuple[Judged, ...]
    relation: Relation | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, and what it is of by now.

    `state` is `current`; `orphaned` if nothing on record is what was judged; `replaced` if the same person judged the
    same, or what it has become, later; or `undone`, at the time `undone`. `now` are the ids of the statement, or of the
    link's two ends, that it is of now, in the order of `judged`; `None` where there are none. `same` says whether they
    are the very ones that were judged; else they overlap these.
    """

    review: Review
    state: ReviewState
    now: tuple[str, ...] | None
    same: bool
    undone: str | None = None


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts, each prefixed with its length so that no two lists of parts run together."""
    h = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        h.update(len(data).to_bytes(8, "big"))
        h.update(data)
    return h.hexdigest()


def article_id(source: str, text: str) -> str:
    """An article is its source and its text: the same text from another source is another article."""
    return digest("article", source, text)[:16]


def statement_id(article: str, voice: Voice, content: tuple[Span, ...], cue: Span | None, source: Span | None) -> str:
    """A statement is its article, its voice and its spans."""
    return digest("statement", article, voice, repr((content, cue, source)))[:16]


def entity_id(article: str, mentions: tuple[Mention, ...]) -> str:
    """An entity is its article and the span of its first mention: no two entities share a mention."""
    return digest("entity", article, repr(min(m.span for m in mentions)))[:16]


def figure_id(article: str, span: Span) -> str:
    """A figure is its article and its span."""
    return digest("figure", article, repr(span))[:16]


def time_id(article: str, span: Span) -> str:
    """A time is its article and its span."""
    return digest("time", article, repr(span))[:16]


def place_id(article: str, span: Span) -> str:
    """A place as an article names it is its article and its span."""
    return digest("place", article, repr(span))[:16]


def review_id(r: Review) -> str:
    """A review is what it says of what, by whom and when; its own `id` plays no part."""
    ends = [
        (j.statement, j.article, j.voice, [(w.span, w.exact, w.prefix, w.suffix) for w in j.words]) for j in r.judged
    ]
    return digest("review", r.kind, repr((r.verdict, r.note, r.by, r.at, r.relation, r.about, ends)))[:16]


def text_sha256(text: str) -> str:
    """The hash stored beside a text: SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
