"""One article in, its statements out: the model's pass, the pieces it marks, the attributions they make."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.read.decode import pieces
from onrecord.read.files import models_digest
from onrecord.read.join import Piece, join
from onrecord.read.model import Scored, Tagger
from onrecord.read.quotes import quotes
from onrecord.read.statements import statements
from onrecord.rows import Article, Statement

SIDE_BY_SIDE = 32
"""Articles decoded together: the decoder's cost is a step a word piece, whether for one article or for many."""

PADDED = 60_000
"""Word pieces that a group may take up, padding included: a long article is decoded by itself."""


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """Stands where the statements of an article would that could not be read."""

    why: str


class Reader:
    """Reads articles with the shipped model. One is enough for a process; it holds about 150 MB."""

    def __init__(self, threads: int | None = None) -> None:
        self.tagger = Tagger(threads)

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, list[Statement] | ReadingFailed]]:
        """Each article with its statements, in order. What an article gives depends on that article alone."""
        under_way: deque[Article] = deque()

        def texts() -> Iterator[str]:
            for article in articles:
                under_way.append(article)
                yield article.text

        for group in grouped(self.tagger.score(texts())):
            for found in pieces(group):
                article = under_way.popleft()
                yield article, _statements(article, found)


def _statements(article: Article, found: list[Piece]) -> list[Statement] | ReadingFailed:
    """A fault of ours in one article must not cost the others theirs."""
    try:
        text = article.text
        return statements(article.id, text, article.zones, quotes(text), join(text, found))
    except Exception as e:
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


@cache
def reader_version() -> str:
    """Names what reads: a hash of the models and of the code that applies them."""
    h = hashlib.sha256(models_digest().encode())
    for path in sorted((files("onrecord") / "read").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".py"):
            h.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"reader-{h.hexdigest()[:12]}"
