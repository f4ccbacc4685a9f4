"""A web address: fetched, and read by what the server says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.ingest import feeds, page
from onrecord.ingest.article import Found, capture
from onrecord.ingest.decode import decode
from onrecord.ingest.desk import Desk
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.web import Fetched, allowed
from onrecord.rows import Capture, Skipped

HTML = frozenset({"text/html", "application/xhtml+xml", ""})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
XML = frozenset({"application/xml", "text/xml"})

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Whether a source is meant as an address, not a file."""
    return _ADDRESS.match(source.strip()) is not None


def read(url: str, desk: Desk) -> Iterator[Capture | Skipped]:
    """What a page or feed on the web holds. Never raises `Trouble`."""
    try:
        allowed(url)
        if not desk.options.network:
            raise Trouble(
                "refused_address",
                "the network may not be used in this run",
                "leave out --no-network, or give the saved page",
            )
        yield from _read(desk.web.fetch(url), url, desk)
    except Trouble as trouble:
        yield trouble.skipped(_without_login(url))


def _read(got: Fetched, url: str, desk: Desk) -> Iterator[Capture | Skipped]:
    is_feed = got.kind in FEEDS or (got.kind in XML | HTML and _FEED.search(got.body[:2048]) is not None)
    if is_feed:
        yield from feeds.read_web(got.body, got.url, desk)
    elif got.kind in HTML | XML:
        yield page.from_page(got.body, desk, key=url, url=got.url, charset=got.charset)
    elif got.kind == "text/plain":
        text, _ = decode(got.body, got.charset)
        yield capture(Found(got.url, text, got.body, "text/plain", url=got.url), desk.options)
    else:
        raise Trouble("unsupported", f"it is {got.kind}, no page", "give the article's own page, or its text as .txt")


def _without_login(url: str) -> str:
    try:
        parts = urlsplit(url)
        return url if "@" not in parts.netloc else url.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1)
    except ValueError:
        return url
