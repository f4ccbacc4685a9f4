"""RSS and Atom. A feed given by its address has each entry fetched; of a feed file the entries' own text is taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.ingest import page
from onrecord.ingest.article import Found, capture, clean, web_address, with_title
from onrecord.ingest.desk import Desk, Input
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.web import joined
from onrecord.rows import Capture, Skipped


def read(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles of a feed file, incomplete where an entry holds only a summary. Nothing is fetched."""
    feed = _parsed(desk.bytes_of(given), desk)
    for number, entry in enumerate(feed["entries"], 1):
        key = f"{given.key}#{number}"
        try:
            yield _own_text(entry, feed, key, str(given.path), desk)
        except Trouble as trouble:
            yield trouble.skipped(key)


def read_web(raw: bytes, url: str, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles that a feed on the web points at, each fetched; those beyond the limit are said to be left."""
    feed = _parsed(raw, desk)
    limit = desk.options.max_feed_entries
    for number, entry in enumerate(feed["entries"][:limit], 1):
        link = None
        try:
            link = web_address(joined(url, entry["link"] or ""))
            if link is None or link == url:
                yield _own_text(entry, feed, f"{url}#{number}", None, desk)
            else:
                yield _fetched(link, entry, desk)
        except Trouble as trouble:
            yield trouble.skipped(link or f"{url}#{number}")
    if len(feed["entries"]) > limit:
        detail = f"it has {len(feed['entries']):,} entries; the first {limit:,} were read"
        yield Skipped(url, "oversize", detail, "give the others by their own addresses")


def _parsed(raw: bytes, desk: Desk) -> dict[str, Any]:
    feed = desk.worker.run("feed", raw)
    if not feed["entries"]:
        raise Trouble("empty", "the feed has no entries", "try again later, or give the articles themselves")
    return feed


def _fetched(link: str, entry: dict[str, Any], desk: Desk) -> Capture:
    got = desk.web.fetch(link)
    return page.from_page(got.body, desk, key=link, url=got.url, charset=got.charset, feed_date=entry["published"])


def _own_text(entry: dict[str, Any], feed: dict[str, Any], key: str, path: str | None, desk: Desk) -> Capture:
    url, title = web_address(entry["link"]), clean(entry["title"])
    found = Found(
        source=url or key,
        text=with_title(title, entry["text"]),
        raw=json.dumps(entry, sort_keys=True).encode(),
        raw_type="application/json",
        path=path,
        url=url,
        outlet=clean(entry["outlet"]) or clean(feed["outlet"]),
        title=title,
        byline=clean(entry["byline"]),
        published=entry["published"],
        published_how="feed",
        complete=entry["complete"],
    )
    return capture(found, desk.options)
