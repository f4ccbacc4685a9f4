"""`.html`: a page's article, taken apart in the extracting process, as a `Found`."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.article import SHORT, Found, capture, clean, web_address, with_title
from onrecord.ingest.desk import Desk, Input
from onrecord.rows import Capture, Skipped


def read(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The article of a saved page. Its address, where the page names it, is its source."""
    raw = desk.bytes_of(given)
    yield from_page(raw, desk, key=given.key, path=str(given.path))


def from_page(
    raw: bytes, desk: Desk, *, key: str, path: str | None = None, url: str | None = None, charset: str | None = None,
    captured_at: str | None = None, feed_date: object = None,
) -> Capture:  # fmt: skip
    """The article of a page. `url` is where it came from; else the address that the page gives as its own."""
    page = desk.worker.run("html", raw, url=url, charset=charset)
    address = url or web_address(page["url"])
    title, text = clean(page["title"]), page["text"]
    found = Found(
        source=address or key,
        text=with_title(title, text),
        raw=raw,
        raw_type="text/html",
        path=path,
        url=address,
        outlet=clean(page["outlet"]),
        title=title,
        byline=clean(page["byline"]),
        published=page["published"] or feed_date,
        published_how=page["how"] or "feed",
        language=clean(page["language"]),
        complete=page["free"] or len(text) > SHORT,
        captured_at=captured_at,
        hints=page["hints"],
    )
    return capture(found, desk.options)
