"""What every kind of source has in common: from a text and what is known of it to a `Capture`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlsplit

from onrecord.ingest import dates
from onrecord.ingest.agency import agency
from onrecord.ingest.language import language
from onrecord.ingest.options import IngestOptions
from onrecord.ingest.zones import zones
from onrecord.rows import Article, Capture, Skipped, Zone, article_id, text_sha256

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


def clean(text: str) -> str:
    """NUL and lone surrogates cannot be stored; each becomes one U+FFFD, so that no offset moves."""
    return text.translate(_UNSTORABLE)


def capture(
    *,
    source: str,
    text: str,
    raw: bytes,
    raw_type: str,
    options: IngestOptions,
    path: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    published: object = None,
    published_how: str | None = None,
    captured_at: str | None = None,
    complete: bool = True,
    zone_hints: tuple[Zone, ...] = (),
) -> Capture | Skipped:
    """A capture, or why there is none: nothing but white space, or more text than the limit."""
    text, source = clean(text), clean(source)
    if not text.strip():
        return Skipped(source, "empty", "there is no text in it", "save the page again, with its text")
    if len(text) > options.max_text:
        detail = f"it has {len(text):,} characters, the limit is {options.max_text:,}"
        return Skipped(source, "oversize", detail, "split it into its articles")
    when, grain = dates.published(published)
    article = Article(
        id=article_id(source, text),
        source=source,
        path=path,
        url=url,
        outlet=outlet or options.outlet or host(url),
        agency=agency(text, byline),
        title=title,
        byline=byline,
        published=when,
        published_grain=grain,
        published_how=published_how if when else None,
        captured_at=captured_at or options.captured_at or now(),
        language=language(text),
        complete=complete,
        version_of=None,
        text=text,
        sha256=text_sha256(text),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        zones=zones(text, title, zone_hints),
    )
    return Capture(article, raw, raw_type)


def host(url: str | None) -> str | None:
    """The outlet that an address shows: its host without `www.`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def now() -> str:
    """The time of capture, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
