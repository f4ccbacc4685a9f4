"""A statement as it is linked: its row, its words, and what is known of the article it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.link.hedges import NEGATIONS
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
    def negated(self) -> bool:
        """Whether its words or its cue turn it around: "nobody was hurt", "denied that …"."""
        return self.statement.modality == "denied" or not NEGATIONS.isdisjoint(self.keys)


MOST = 1000
"""Statements of an article that are linked, the first: some 100,000 characters. A longer text is a list or a book."""


def told(
    article: Article, statements: Iterable[Statement], names: dict[str, str], figures: Sequence[Figure] = ()
) -> list[Told]:
    """The statements of an article that can be linked: those that have words. `names` are those of speakers, by id;
    `figures` those of the article, in text order."""
    found = words(article.text)
    out = []
    for s in statements:
        inside = tuple(w for span in s.content for w in within(found, span))
        if inside and s.zone != "notice":
            theirs = tuple(f for span in s.content for f in _within(figures, span))
            out.append(Told(s, article, inside, names.get(s.speaker or ""), figures=theirs))
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
