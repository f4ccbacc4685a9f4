"""One article as the report shows it: its lines with what is marked in them, and the entries beside them.

A statement's place is `s-<id>` and its entry beside the text `n-<id>`; both are made of content ids, so a link into
a report outlives a new reading of the articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from onrecord.rows import Article, Span, Statement, ZoneKind
from onrecord.show.excerpts import passages, share, within
from onrecord.show.ledger import key
from onrecord.show.marks import GAP, Mark, Token, cut, marks
from onrecord.show.oneword import Head
from onrecord.show.plain import one_line, shortened
from onrecord.show.voices import Bar
from onrecord.show.words import (
    CLASS,
    INSIDE,
    NO_SOURCE,
    NOT_NAMED,
    links,
    moment,
    nesting,
    outlet,
    quotation,
    tags,
    when,
)

NOTE_WIDTH = 96
"""Characters of a statement that its entry beside the text repeats: enough to recognise it by."""

DEEPEST = 3
"""Statements inside statements are indented as far as this, so that something is left of the column."""

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Note:
    """The entry of one statement beside the text.

    `name` is the speaker's name, else the source's words, else that there are none; `card` is the speaker's place in
    the page; `source` are the source's words where they differ from its name; `depth` says how many statements it
    stands inside of, and `inside` is the number of the nearest.
    """

    statement: Statement
    number: str
    name: str
    card: str
    source: str
    cue: str
    content: str
    chain: list[str]
    quotation: str
    tags: list[str]
    depth: int
    inside: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, or what is kept of it, and the statements that begin in it."""

    zone: ZoneKind
    tokens: list[Token]
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class Part:
    """One article as the report shows it. `rows` are made when they are asked for, and not kept.

    `shared` says how much of it other articles have too.

    `speakers` gives the card and the name of a statement's speaker, `sides` its side, by the statement's id.
    """

    article: Article
    key: str
    statements: list[Statement]
    numbers: dict[str, str]
    excerpts: bool
    speakers: Mapping[str, tuple[str, str]]
    sides: Mapping[str, str | None]
    bar: Bar
    depths: Mapping[str, int] = field(init=False)
    shared: Head | None = None

    def __post_init__(self) -> None:
        """Tells how the statements stand in one another."""
        object.__setattr__(self, "depths", nesting(self.statements))

    @property
    def outlet(self) -> str:
        """Who published it."""
        return outlet(self.article)

    @property
    def title(self) -> str:
        """The headline, or where the article came from."""
        return one_line(self.article.title or self.article.source)

    @property
    def when(self) -> str:
        """When it was published, as exact as is known."""
        return when(self.article)

    @property
    def fiction(self) -> bool:
        """Whether its outlet is an invented one."""
        return invented(self.article)

    @property
    def dated(self) -> bool:
        """Whether `when` is a date, and so has no need to wrap; else it may be anything."""
        return moment(self.article) is not None

    @property
    def link(self) -> str | None:
        """Where it was found, if that can be followed: web addresses only, and not the invented ones."""
        url = self.article.url or ""
        return url if url.startswith(("http://", "https://")) and not self.fiction else None

    @property
    def attributed(self) -> int:
        """Statements with a source."""
        return sum(each.voice == "attributed" for each in self.statements)

    @property
    def narrated(self) -> int:
        """Statements in the reporter's own voice."""
        return len(self.statements) - self.attributed

    @property
    def shown(self) -> list[Statement]:
        """The statements that are marked: in excerpts, those that somebody else made."""
        return [each for each in self.statements if each.voice == "attributed" or not self.excerpts]

    @property
    def flags(self) -> list[str]:
        """What a reader must know of the article before reading it."""
        article = self.article
        found = [f"agency: {one_line(article.agency)}"] if article.agency and article.agency != article.outlet else []
        if not article.complete:
            found.append("not complete: a teaser or a page behind a paywall")
        if article.language != "en":
            found.append(f"language: {article.language or 'unknown'}; not read, only English is")
        return found + (["a later version of the page"] if article.version_of else [])

    @property
    def kept(self) -> str:
        """In excerpts, how much of the article is shown."""
        text = self.article.text
        return f"{share(text, passages(text, self.shown)):.0%} of its {len(text):,} characters"

    def headline(self) -> list[Row]:
        """The headline as it stands at the head of the text, with its statements; empty if there is none."""
        lines = self._lines()
        return self._rows(lines, [[line] for line in lines])[: self._head()]

    def rows(self) -> list[Row]:
        """The rest of the article, line by line."""
        lines = self._lines()
        kept = [[line] for line in lines]
        if self.excerpts:
            spans = passages(self.article.text, self.shown)
            kept = [*kept[: self._head()], *(within(spans, line) for line in lines[self._head() :])]
        return [row for row in self._rows(lines, kept)[self._head() :] if row.tokens]

    def _head(self) -> int:
        """How many lines the headline has."""
        return len(list(takewhile(lambda line: self._zone(line) == "headline", self._lines())))

    def _lines(self) -> list[Span]:
        """The lines that are not blank. A line ends where a zone does, so that it stands in one zone."""
        text = self.article.text
        edges = {0, len(text), *(edge for zone in self.article.zones for edge in (zone.start, zone.end))}
        stretches = pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text)))
        return [m.span() for stretch in stretches for m in LINE.finditer(text, *stretch) if m[0].strip()]

    def _rows(self, lines: Sequence[Span], kept: Sequence[Sequence[Span]]) -> list[Row]:
        """A row for each line: what is kept of it with its marks, a gap wherever something was left out."""
        marked: list[list[Mark]] = [[] for _ in lines]
        noted: list[list[Note]] = [[] for _ in lines]
        for statement in self.shown:
            for mark in marks(statement):
                for at in _touched(lines, (mark.start, mark.end)):
                    marked[at].append(mark)
            for at in _touched(lines, statement.content[0])[:1] if statement.content else ():
                noted[at].append(self._note(statement))
        rows: list[Row] = []
        left_out = False
        for line, spans, found, notes in zip(lines, kept, marked, noted, strict=True):
            tokens, upto = [GAP] * (left_out and bool(spans)), line[0]
            for start, end in spans:
                tokens += [GAP] * (start > upto and not (tokens and tokens[-1].gap))
                tokens += cut(self.article.text, (start, end), found)
                upto = end
            tokens += [GAP] * (bool(spans) and upto < line[1])
            left_out = not spans
            rows.append(Row(self._zone(line), tokens, notes))
        shown = [row for row in rows if row.tokens]
        if left_out and shown:
            shown[-1].tokens.append(GAP)
        return rows

    def _note(self, s: Statement) -> Note:
        text = self.article.text
        said = " … ".join(one_line(text[slice(*span)]) for span in s.content)
        source = shortened(one_line(text[slice(*s.source)]), NOTE_WIDTH) if s.source else ""
        card, name = self.speakers.get(s.id, ("", ""))
        nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
        cue = one_line(text[slice(*s.cue)]) if s.cue else ""
        shown = shortened(name, NOTE_WIDTH) or source or nobody
        return Note(
            s, self.numbers[s.id], shown, card, source if key(source) != key(shown) else "", cue,
            shortened(said, NOTE_WIDTH), links(s, shown), quotation(s), self._tags(s),
            min(self.depths[s.id], DEEPEST), self.numbers.get(s.nested_in or ""),
        )  # fmt: skip

    def _tags(self, s: Statement) -> list[str]:
        """Who that is, by class and side, and what else there is to say; where it stands inside is said with a link."""
        side = self.sides.get(s.id)
        kind = [CLASS[s.speaker_class]] if s.voice == "attributed" and s.speaker_class != "unknown" else []
        reason = [f"reason given: {shortened(one_line(s.anonymity_reason), NOTE_WIDTH)}"] if s.anonymity_reason else []
        rest = [each for each in tags(s) if each != INSIDE or s.nested_in not in self.numbers]
        return kind + ([f"side: {side}"] if side else []) + rest + reason

    def _zone(self, line: Span) -> ZoneKind:
        start = line[0]
        return next((zone.kind for zone in self.article.zones if zone.start <= start < zone.end), "body")


def invented(article: Article) -> bool:
    """Whether an article's address is under `.example`, which no real outlet can have."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        return False
    return host.endswith(".example")


def _touched(lines: Sequence[Span], span: Span) -> range:
    """The lines that a span has characters in."""
    first = bisect_right(lines, span[0], key=lambda line: line[1])
    return range(first, bisect_left(lines, span[1], key=lambda line: line[0]))
