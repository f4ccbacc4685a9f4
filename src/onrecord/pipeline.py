"""The whole flow on one screen: ingest → read → resolve → store → link. Each article is committed with its reading.

    sources ──ingest──▶ Capture | Skipped ──read──▶ statements, mentions ──resolve──▶ Reading ──store──▶ record
    a reading's words ──read──▶ figures, times, places
    record's entities ──resolve──▶ Speakers ──store──▶ record
    record's articles and statements ──link──▶ reuse, stories, links, claims ──store──▶ record   (`linking.py`)

An article that the record already holds, read by this reader, is passed over: so a killed run, called again, goes on
where it was, and ends in the same record as an undisturbed one. Articles are committed in the order they came.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord import __version__
from onrecord.gazetteer.own import installed
from onrecord.gazetteer.pinned import PINNED as TABLES
from onrecord.ingest import IngestOptions, ingest
from onrecord.linking import link_record
from onrecord.read.asof import timed
from onrecord.read.figures import figured
from onrecord.read.pinned import PINNED
from onrecord.read.places import placed
from onrecord.read.reader import Found, Reader, ReadingFailed, failed, reader_version
from onrecord.resolve.across import resolver_version, speakers
from onrecord.resolve.within import resolve
from onrecord.rows import Article, Capture, Reading, Skipped
from onrecord.store import Record, copy_reading

READ_LANGUAGES = ("en",)
"""Languages that are read now; articles in others are stored and marked."""


@dataclass(frozen=True)
class Progress:
    """Where a run is: articles done, and the source last finished. `linking` is true once all are read."""

    done: int
    current: str
    linking: bool = False


@dataclass
class Summary:
    """What a run did. `new`, `known`, `read`, `copied` and `unread` count articles; `statements` those added; `stories`
    those that were linked anew."""

    new: int = 0
    known: int = 0
    read: int = 0
    copied: int = 0
    unread: int = 0
    statements: int = 0
    stories: int = 0
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
    link: bool = True,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Reads sources into a record and says what it did. `again` reads anew what is on record already; without `link`
    the articles are not linked, until a later run does it."""
    flow = _Flow(record, again=again, link=link, progress=progress)
    started = time.monotonic()
    for article, found in Reader().read(flow.to_read(ingest(sources, options=options or IngestOptions()))):
        flow.done(article, resolved(article, found))
    flow.finish()
    flow.summary.seconds = time.monotonic() - started
    record.end_run(flow.run.id, flow.summary.counts())
    return flow.summary


def resolved(article: Article, found: Found | ReadingFailed) -> Reading | ReadingFailed:
    """What was read, with who says it. A fault of ours in one article must not cost the others theirs."""
    if isinstance(found, ReadingFailed):
        return found
    return found_in(article, lambda: resolve(article, found.statements, found.marked.mentions, found.marked.affinity))


def found_in(article: Article, read: Callable[[], Reading]) -> Reading | ReadingFailed:
    """A reading with the figures, times and places that stand in the article's text."""
    try:
        return placed(article, timed(article, figured(article, read())))
    except Exception as e:
        return failed(e)


@dataclass
class _Waiting:
    """A capture on its way to the record, with its reading once that is known."""

    capture: Capture
    reading: Reading | None


class _Flow:
    """Sorts captures into those known, those to copy and those to read, and commits each in its turn."""

    def __init__(self, record: Record, *, again: bool, link: bool, progress: Callable[[Progress], None]) -> None:
        self.record, self.again, self.link, self.progress = record, again, link, progress
        self.version = reader_version()
        places = {table.name: table.sha256 for table in installed()}
        options = {"again": again, "models": PINNED | TABLES, "places": places}
        self.run = record.begin_run(__version__, self.version, options)
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
                reading = self._ready(each.article)
                self.waiting.append(_Waiting(each, reading))
                if reading is None:
                    yield each.article
                self._commit_ready()

    def done(self, article: Article, reading: Reading | ReadingFailed) -> None:
        """The reader is done with the first article that waits for it; where it failed, the article is kept."""
        if isinstance(reading, ReadingFailed):
            hint = "it is kept; please report this with the article"
            self._skip(Skipped(article.source, "reader_failed", reading.why, hint))
            reading = Reading()
        self._commit_ready()
        first = self.waiting[0]
        assert first.capture.article.id == article.id, "the reader keeps the order it was given"
        first.reading = reading
        self.summary.read += 1
        self._commit_ready()

    def finish(self) -> None:
        """Commits what is left, tells who is who over all articles of the record, unless that is known, and links."""
        self._commit_ready()
        assert not self.waiting, "every article was read"
        if not self.record.resolved(resolver_version()):
            found = speakers(self.record.entity_words(), self.record.descriptions_of_persons())
            self.record.put_speakers(found, resolver_version(), self.run)
        if self.link:
            self.progress(Progress(self.summary.done, "", linking=True))
            self.summary.stories = link_record(self.record, self.run)

    def _is_known(self, article: Article) -> bool:
        if article.id in self.ids:
            return True
        return not self.again and self.record.read_already(article.id, self.version)

    def _ready(self, article: Article) -> Reading | None:
        """What need not be read: a text whose reading is on record, or one in a language that is not read."""
        if article.language not in READ_LANGUAGES:
            self.summary.unread += 1
            name = article.language or "unknown"
            self._skip(Skipped(article.source, "language", f"its language is {name}", "it is kept as it is"))
            return Reading()
        reading = None if self.again else self.record.reading_of(article, self.version)
        if reading is None:
            return None
        copied = copy_reading(reading, article.id)
        made = found_in(article, lambda: copied)
        if isinstance(made, ReadingFailed):
            return None  # it is read anew, and what fails is said
        self.summary.copied += 1
        return made

    def _commit_ready(self) -> None:
        while self.waiting and (reading := self.waiting[0].reading) is not None:
            capture = self.waiting.popleft().capture
            self.summary.new += self.record.article(capture.article.id) is None
            self.record.add_with_reading(capture, reading, self.run)
            self.ids.discard(capture.article.id)
            self.summary.statements += len(reading.statements)
            self.progress(Progress(self.summary.done, capture.article.source))

    def _skip(self, skipped: Skipped) -> None:
        self.record.skip(skipped, self.run)
        self.summary.skipped.append(skipped)
