"""`.txt`: one article, verbatim. Decoded and nothing stripped, so that offsets are offsets into the file."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.article import Found, capture, clean, names, web_address
from onrecord.ingest.decode import decode
from onrecord.ingest.desk import Desk, Input
from onrecord.rows import Capture, Skipped


def read(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The article of a text file, with what an `articles.json` beside it says of it."""
    raw = desk.bytes_of(given)
    text, _ = decode(raw)
    about = yield from desk.about(given)
    url = web_address(about.get("url"))
    found = Found(
        source=url or given.key,
        text=text,
        raw=raw,
        raw_type="text/plain",
        path=str(given.path),
        url=url,
        outlet=clean(about.get("outlet")),
        title=clean(about.get("title")),
        byline=names(about.get("byline") or about.get("authors")),
        published=about.get("published"),
        published_how="articles.json",
        language=clean(about.get("language")),
    )
    yield capture(found, desk.options)
