"""What a run of ingest may do and how much it may take. Every limit is a named constant with how it was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from onrecord.errors import UsageError

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "body", "content", "maintext", "article_text", "articlebody"),
        "title": ("title", "headline"),
        "url": ("url", "link", "source_url"),
        "published": (
            "published",
            "published_at",
            "date_publish",
            "date_published",
            "datepublished",
            "pubdate",
            "datetime",
            "date",
        ),
        "outlet": ("outlet", "publisher", "source_domain", "domain", "source"),
        "byline": ("byline", "authors", "author"),
        "language": ("language", "lang"),
    }
)
"""The names a column may have, first match first, compared without case, blanks and hyphens: those of our
own export, of news-please and CC-News, and of schema.org."""

MAX_FILE_BYTES = 32 * 2**20
"""One article's file (.txt, .html, .json, a feed). Chosen: pages with pictures written into them reach several MiB."""
MAX_LINE_BYTES = 16 * 2**20
"""One line of JSON or one CSV cell: a text of `MAX_TEXT_CHARS` with every character escaped, and room."""
MAX_TEXT_CHARS = 2_000_000
"""One article's text: about 300,000 words, more than any report; a whole book is no article."""
MAX_RECORD_BYTES = 64 * 2**20
"""One WARC record, and one decoded payload: twice what a file may have."""
MAX_UNPACKED_BYTES = 8 * 2**30
"""One compressed file, unpacked: eight times the size that the WARC guidelines recommend for a file."""
MAX_PAGE_BYTES = 16 * 2**20
"""One page from the web, after decompression: half of what a file may have, since nobody waits for more."""
MAX_EXTRACT_SECONDS = 30.0
"""Extracting a plain page of 3,900 characters takes 3 ms (median of 60, one core, markup of our own making), one of 6
MB with 140,000 paragraphs 55 s: such a one is stopped."""
MAX_EXTRACT_MEMORY = 4 * 2**30
"""Address space of the extracting process. Chosen: a hundred bytes of tree for each byte of the largest file, and
room."""
MAX_FETCH_SECONDS = 30.0
"""All of one fetch, redirects and robots.txt apart: what a reader would wait at most."""
CONNECT_SECONDS = 10.0
"""One connection or one silence of the server."""
MAX_REDIRECTS = 5
"""As many as RFC 9309 asks robots to follow at least; browsers allow 20."""
PAUSE_SECONDS = 1.0
"""Between two pages of one site, where its robots.txt names no longer Crawl-delay. Chosen: as fast as a person
clicks."""
LONGEST_PAUSE = 10.0
"""A Crawl-delay above this is taken for this: a feed of 500 entries would else take days."""
MAX_FEED_ENTRIES = 500
"""Chosen: more is an archive, takes over eight minutes at one page a second, and belongs in files."""
MAX_BAD_ROWS = 1_000
"""So many bad rows with no good one among them, and the file is not what its name says: the rest is left."""


def now() -> str:
    """The time of capture, in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How to read sources. The defaults suit a desk; tests and servers set the limits lower."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column holds a field, for files whose names differ from `FIELDS`: `{"text": "body_col"}`."""
    outlet: str | None = None
    """The outlet of articles that do not name theirs."""
    network: bool = True
    """Whether web addresses may be fetched."""
    allow_addresses: frozenset[str] = frozenset()
    """IP addresses that may be connected to though they are not public: for tests and one's own archive."""
    max_file_bytes: int = MAX_FILE_BYTES
    max_line_bytes: int = MAX_LINE_BYTES
    max_text_chars: int = MAX_TEXT_CHARS
    max_record_bytes: int = MAX_RECORD_BYTES
    max_unpacked_bytes: int = MAX_UNPACKED_BYTES
    max_page_bytes: int = MAX_PAGE_BYTES
    extract_seconds: float = MAX_EXTRACT_SECONDS
    fetch_seconds: float = MAX_FETCH_SECONDS
    connect_seconds: float = CONNECT_SECONDS
    pause_seconds: float = PAUSE_SECONDS
    max_feed_entries: int = MAX_FEED_ENTRIES
    clock: Callable[[], str] = now
    """Gives `captured_at`; no id depends on it."""

    def __post_init__(self) -> None:
        """Refuses a field that there is none of."""
        for name in self.columns:
            if name not in FIELDS:
                raise UsageError(f"there is no field {name!r} to map a column to; the fields are {', '.join(FIELDS)}.")
