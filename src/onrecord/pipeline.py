"""The whole flow on one screen: ingest → read → store. Each article is committed with all that was read from it.

    sources ──ingest──▶ Capture | Skipped ──read──▶ statements ──store──▶ record

An article that the record already holds, read by this reader, is passed over: so a killed run, called again, goes on
where it was, and ends in the same record as an undisturbed one. Articles are committed in the order they came.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord import __version__
from onrecord.ingest import IngestOptions, ingest
from onrecord.read.pinned import PINNED
from onrecord.read.reader import Reader, ReadingFailed, reader_version
from onrecord.rows import Article, Capture, Skipped, Statement
from onrecord.store import Record, copy_reading

READ_LANGUAGES = ("en",)
"""Languages that are read now; articles in others are stored and marked."""


@dataclass(frozen=True)
class Progress:
    """Where a run is: articles done, and the source last finished."""

    done: int
    current: str


@dataclass
class Summary:
    """What a run did. `new`, `known`, `read`, `copied` and `unread` count articles; `statements` those added."""

    new: int = 0
    known: int = 0
    read: int = 0
    copied: int = 0
    unread: int = 0
    statements: int = 0
    seconds: float = 0.0
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Articles dealt with."""
        return self.known + self.read + self.copied + self.unread

    def counts(self) -> dict[str, int]:
        """The figures that the record's `runs` table keeps."""
        whole = {k: v for k, v in vars(self).items() if isinstance(v, int)}
        return whole | {"skipped": len(self.skipped)}


def read_into(
    record: Record,
    sources: Iterable[str],
    *,
    options: IngestOptions | None = None,
    again: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Reads sources into a record and says what it did. `again` reads anew what is on record already."""
    flow = _Flow(record, again=again, progress=progress)
    started = time.monotonic()
    for article, statements in Reader().read(flow.to_read(ingest(sources, options=options or IngestOptions()))):
        flow.done(article, statements)
    flow.finish()
    flow.summary.seconds = time.monotonic() - started
    record.end_run(flow.run.id, flow.summary.counts())
    return flow.summary


@dataclass
class _Waiting:
    """A capture on its way to the record, with its statements once they are known."""

    capture: Capture
    statements: list[Statement] | None


class _Flow:
    """Sorts captures into those known, those to copy and those to read, and commits each in its turn."""

    def __init__(self, record: Record, *, again: bool, progress: Callable[[Progress], None]) -> None:
        self.record, self.again, self.progress = record, again, progress
        self.version = reader_version()
        self.run = record.begin_run(__version__, self.version, {"again": again, "models": dict(PINNED)})
        self.summary = Summary()
        self.waiting: deque[_Waiting] = deque()
        self.ids: set[str] = set()

    def to_read(self, incoming: Iterable[Capture | Skipped]) -> Iterator[Article]:
        """The articles that need the reader; all else is dealt with on the way."""
        for each in incoming:
            if isinstance(each, Skipped):
                self._skip(each)
            elif self._is_known(each.article):
                self.summary.known += 1
                self.progress(Progress(self.summary.done, each.article.source))
            else:
                self.ids.add(each.article.id)
                statements = self._ready(each.article)
                self.waiting.append(_Waiting(each, statements))
                if statements is None:
                    yield each.article
                self._commit_ready()

    def done(self, article: Article, statements: list[Statement] | ReadingFailed) -> None:
        """The reader is done with the first article that waits for it; where it failed, the article is kept."""
        if isinstance(statements, ReadingFailed):
            hint = "it is kept; please report this with the article"
            self._skip(Skipped(article.source, "reader_failed", statements.why, hint))
            statements = []
        self._commit_ready()
        first = self.waiting[0]
        assert first.capture.article.id == article.id, "the reader keeps the order it was given"
        first.statements = statements
        self.summary.read += 1
        self._commit_ready()

    def finish(self) -> None:
        """Commits what is left."""
        self._commit_ready()
        assert not self.waiting, "every article was read"

    def _is_known(self, article: Article) -> bool:
        if article.id in self.ids:
            return True
        return not self.again and self.record.read_already(article.id, self.version)

    def _ready(self, article: Article) -> list[Statement] | None:
        """What need not be read: a text whose reading is on record, or one in a language that is not read."""
        if article.language not in READ_LANGUAGES:
            self.summary.unread += 1
            name = article.language or "unknown"
            self._skip(Skipped(article.source, "language", f"its language is {name}", "it is kept as it is"))
            return []
        reading = None if self.again else self.record.reading_of(article, self.version)
        if reading is None:
            return None
        self.summary.copied += 1
        return copy_reading(reading, article.id)

    def _commit_ready(self) -> None:
        while self.waiting and (statements := self.waiting[0].statements) is not None:
            capture = self.waiting.popleft().capture
            self.summary.new += self.record.article(capture.article.id) is None
            self.record.add_with_reading(capture, statements, self.run)
            self.ids.discard(capture.article.id)
            self.summary.statements += len(statements)
            self.progress(Progress(self.summary.done, capture.article.source))

    def _skip(self, skipped: Skipped) -> None:
        self.record.skip(skipped, self.run)
        self.summary.skipped.append(skipped)
