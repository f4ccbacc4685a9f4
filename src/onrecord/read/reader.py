"""One article in, its statements and mentions out: the model's pass, the pieces it marks, what they make up."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from onrecord.gazetteer.own import installed_digest
from onrecord.gazetteer.pinned import PINNED as TABLES
from onrecord.read.decode import pieces
from onrecord.read.due import due
from onrecord.read.files import models_digest
from onrecord.read.join import Piece, join
from onrecord.read.mentions import Marked, marked
from onrecord.read.model import Scored, Tagger
from onrecord.read.nesting import nested
from onrecord.read.statements import Page, statements
from onrecord.rows import Article, Statement, digest
from onrecord.text.quotes import quotes

SIDE_BY_SIDE = 32
"""Articles decoded together: the decoder's cost is a step a word piece, whether for one article or for many."""

STAGES = ("text", "gazetteer", "read", "resolve")
"""The packages whose code an article's reading depends on."""

PADDED = 60_000
"""Word pieces that a group may take up, padding included: a long article is decoded by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from one article: its statements, in text order, and who and what it mentions."""

    statements: list[Statement]
    marked: Marked


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """Stands where the statements of an article would that could not be read."""

    why: str


class Reader:
    """Reads articles with the shipped model. One is enough for a process; it holds about 150 MB."""

    def __init__(self, threads: int | None = None) -> None:
        self.tagger = Tagger(threads)

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found | ReadingFailed]]:
        """Each article with its statements, in order. What an article gives depends on that article alone."""
        under_way: deque[Article] = deque()

        def texts() -> Iterator[str]:
            for article in articles:
                under_way.append(article)
                yield article.text

        for group in grouped(self.tagger.score(texts())):
            yield from self._read([under_way.popleft() for _ in group], group)

    def _read(self, articles: list[Article], group: list[Scored]) -> Iterator[tuple[Article, Found | ReadingFailed]]:
        """Articles scored together: first the statements of their own, then those inside these."""
        first = [_outer(a, p) for a, p in zip(articles, pieces(group), strict=True)]
        whole = [(a.text, x) for a, x in zip(articles, first, strict=True) if not isinstance(x, ReadingFailed)]
        read = iter(nested(self.tagger, whole))
        for article, scored, outer in zip(articles, group, first, strict=True):
            yield article, outer if isinstance(outer, ReadingFailed) else _found(article, scored, next(read))


def _outer(article: Article, found: list[Piece]) -> list[Statement] | ReadingFailed:
    """A fault of ours in one article must not cost the others theirs."""
    try:
        text = article.text
        page = Page(article.id, text, article.zones, quotes(text))
        return statements(page, join(text, found))
    except Exception as e:
        return failed(e)


def _found(article: Article, scored: Scored, said: list[Statement] | Exception) -> Found | ReadingFailed:
    if isinstance(said, Exception):
        return failed(said)
    try:
        said = [_with_due(article, s) for s in said]
        return Found(said, marked(scored, [s.source for s in said if s.source is not None]))
    except Exception as e:
        return failed(e)


def _with_due(article: Article, s: Statement) -> Statement:
    """What is predicted, with the days it falls due."""
    if s.modality != "predicted":
        return s
    words = " ".join(article.text[slice(*span)] for span in s.content)
    return replace(s, due=due(words, article.published))


def failed(e: Exception) -> ReadingFailed:
    """What went wrong, in a line."""
    return ReadingFailed(f"{type(e).__name__}: {e}")


def grouped(scored: Iterable[Scored]) -> Iterator[list[Scored]]:
    """Neighbours in groups of at most SIDE_BY_SIDE that fill at most PADDED places."""
    group: list[Scored] = []
    longest = 0
    for each in scored:
        longest = max(longest, len(each.tokens))
        if group and (len(group) == SIDE_BY_SIDE or (len(group) + 1) * longest > PADDED):
            yield group
            group, longest = [], len(each.tokens)
        group.append(each)
    if group:
        yield group


def reader_version() -> str:
    """Names what reads: a hash of the models, of the code that applies them, and of the tables of places that the user
    added. Raises `PlacesError` where one of these cannot be read."""
    added = installed_digest()
    shipped = _shipped_version()
    return f"reader-{digest(shipped, added)[:12] if added else shipped[:12]}"


@cache
def _shipped_version() -> str:
    h = hashlib.sha256(models_digest().encode())
    h.update(repr(sorted(TABLES.items())).encode())
    for stage in STAGES:
        for path in sorted((files("onrecord") / stage).iterdir(), key=lambda p: p.name):
            if path.name.endswith(".py"):
                h.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return h.hexdigest()
