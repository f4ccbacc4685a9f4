"""A statement as it is linked: its row, its words, and what is known of the article it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.link.befallen import Befallen, befallen
from onrecord.link.hedges import NEGATIONS
from onrecord.link.referents import POINTING, Referent, described
from onrecord.link.status import Status
from onrecord.link.statuses import statuses
from onrecord.rows import Article, Figure, Span, Statement
from onrecord.text.words import Word, within, words


@dataclass(frozen=True)
class Told:
    """A statement of an article. `name` is its speaker's, where that is known; `copy_of` the article of which its own
    is a copy for the most part, itself where it is none; `figures` are those that stand in it."""

    statement: Statement
    article: Article
    words: tuple[Word, ...]
    name: str | None = None
    copy_of: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def id(self) -> str:
        """The statement's."""
        return self.statement.id

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words without their endings."""
        return tuple(w.stem for w in self.words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each of its stems once."""
        return frozenset(self.stems)

    @cached_property
    def said(self) -> str:
        """Its characters, its pieces apart."""
        return " ".join(self.article.text[slice(*span)] for span in self.statement.content)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset(s for s in self.stems if s[0].isdigit())

    @cached_property
    def counts(self) -> dict[str, str]:
        """What stands behind each number, with the number."""
        pairs = zip(self.stems, self.stems[1:], strict=False)
        return {after: number for number, after in pairs if number[0].isdigit() and not after[0].isdigit()}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its words as they are compared: what has the same is told in the same words."""
        return tuple(w.key for w in self.words)

    @cached_property
    def befallen(self) -> tuple[Befallen, ...]:
        """What it says befell somebody on a date."""
        return befallen(self.article.text, self.words, self.statement.content)

    @property
    def leads(self) -> bool:
        """Whether it stands in the headline or among the first words of its article: how many died there is how many
        died in what is reported, and not in what is recalled."""
        return self.statement.zone == "headline" or self.words[0].start < LEAD

    @cached_property
    def negated(self) -> bool:
        """Whether its words or its cue turn it around: "nobody was hurt", "denied that …"."""
        return self.statement.modality == "denied" or not NEGATIONS.isdisjoint(self.keys)

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """What it says of who is alive or free, who holds what, what is open, agreed, a success; nothing of what is
        hedged, wished or foreseen. Who says *I* is its speaker."""
        s = self.statement
        if s.modality not in ("asserted", "denied") or s.zone not in ("headline", "body"):
            return ()
        cue = self.article.text[slice(*s.cue)] if s.cue else ""
        denied = s.modality == "denied" and bool(_DENIES.search(cue))
        found = statuses(self.article.text, self.words, denied, s.zone == "headline")
        return tuple(own for x in found if (own := self._owned(x)) is not None)

    def _owned(self, status: Status) -> Status | None:
        """*I* is the speaker; who is said to hold or to agree is, as *it* or *they*, the source."""
        if status.whom is not None and status.whom.head in POINTING:
            source = self.statement.source
            who = described(self.article.text, words(self.article.text, source)) if source else None
            status = replace(status, whom=who)
        if status.subject.head != "self":
            return status
        names = tuple(w.key for w in words(self.name or "") if w.capital)
        if not names or self.statement.quotation != "direct":
            return None
        return replace(status, subject=Referent(names[-1], names, True, span=status.subject.span))


_DENIES = re.compile(r"\b(?:den[iy]|refut|reject|dismiss|disput)", re.IGNORECASE)
"""Cues by which what is said is turned around."""

LEAD = 500
"""Characters that are an article's headline and first sentences."""

MOST = 1000
"""Statements of an article that are linked, the first: some 100,000 characters. A longer text is a list or a book."""


def told(
    article: Article,
    statements: Iterable[Statement],
    names: dict[str, str],
    figures: Sequence[Figure] = (),
) -> list[Told]:
    """The statements of an article that can be linked: those that have words. `names` are those of speakers, by id;
    `figures` those of the article, in text order."""
    found = words(article.text)
    out = []
    for s in statements:
        inside = tuple(w for span in s.content for w in within(found, span))
        if inside and s.zone != "notice":
            counted = tuple(f for span in s.content for f in _within(figures, span))
            out.append(Told(s, article, inside, names.get(s.speaker or ""), figures=counted))
    return sorted(out, key=lambda t: (t.words[0].start, t.id))[:MOST]


def _within(figures: Sequence[Figure], span: Span) -> Sequence[Figure]:
    low, high = (bisect_left(figures, at, key=lambda f: f.span[0]) for at in span)
    return figures[low:high]


def two_voices(a: Told, b: Told) -> bool:
    """Whether one article has them from two: from two speakers, or from a speaker and the reporter. What one voice says
    in one article is of a piece."""
    one, other = a.statement, b.statement
    if one.voice != other.voice:
        return True
    return one.voice == "attributed" and None not in (one.speaker, other.speaker) and one.speaker != other.speaker
