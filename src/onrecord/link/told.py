"""A statement as it is linked: its row, its words, and what is known of the article it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.rows import Article, Span, Statement
from onrecord.text.words import Word, words


@dataclass(frozen=True)
class Told:
    """A statement of an article. `name` is its speaker's, where that is known."""

    statement: Statement
    article: Article
    words: tuple[Word, ...]
    name: str | None = None

    @property
    def id(self) -> str:
        """The statement's."""
        return self.statement.id

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words without their endings."""
        return tuple(w.stem for w in self.words)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its words as they are compared: what has the same is told in the same words."""
        return tuple(w.key for w in self.words)


def told(article: Article, statements: Iterable[Statement], names: dict[str, str]) -> list[Told]:
    """The statements of an article that can be linked: those that have words. `names` are those of speakers, by id."""
    found = words(article.text)
    starts = [w.start for w in found]
    out = []
    for s in statements:
        inside = tuple(w for span in s.content for w in _within(found, starts, span))
        if inside and s.zone != "notice":
            out.append(Told(s, article, inside, names.get(s.speaker or "")))
    return out


def _within(found: Sequence[Word], starts: Sequence[int], span: Span) -> Sequence[Word]:
    return found[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
