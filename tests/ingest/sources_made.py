"""Invented articles in every form that ingest reads, for its tests. Every name and event is fiction."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from onrecord.ingest import IngestOptions, ingest
from onrecord.rows import Article, Capture, Skipped

CLOCK = "2030-01-02T03:04:05+00:00"
TITLE = "Bridge at Orvel closed after crack is found"
BODY = (
    "ORVEL (Halyard) - The old bridge at Orvel was closed on Monday after a warden found a crack in its second pier, "
    "the harbour office said.\n"
    "“We heard it before we saw it,” warden Tessa Brandt told reporters, and she said that the ferry would "
    "run instead.\n"
    "The office said that the repair could take three weeks, and that the town would pay for it."
)
TEXT = f"{TITLE}\n\n{BODY}"
PAGE_TEXT = f"{TITLE}\n{BODY}"
"""What trafilatura makes of `page()`: a heading is a line like any other."""
URL = "https://orvelpost.example/2030/01/bridge-closed"


def read(*sources: object, **options: Any) -> list[Capture | Skipped]:
    """What ingest makes of some sources, with a clock that stands."""
    return list(
        ingest(map(str, sources), options=IngestOptions(**{"clock": lambda: CLOCK, "extract_seconds": 60, **options}))
    )


def one(*sources: object, **options: Any) -> Article:
    """The only article of some sources."""
    rows = read(*sources, **options)
    assert len(rows) == 1, rows
    assert isinstance(rows[0], Capture), rows[0]
    return rows[0].article


def skip(*sources: object, **options: Any) -> Skipped:
    """The only thing that ingest says of some sources, which is that they are skipped."""
    rows = read(*sources, **options)
    assert len(rows) == 1, rows
    assert isinstance(rows[0], Skipped), rows[0]
    assert rows[0].hint
    assert "\n" not in rows[0].detail
    return rows[0]


def write(path: Path, data: str | bytes) -> Path:
    """A file with just these bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def page(body: str = BODY, title: str = TITLE, head: str = "") -> str:
    """A saved page."""
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def line(**row: object) -> str:
    """A line of JSON."""
    return json.dumps({"url": URL, "title": TITLE, "text": BODY} | row)


def record(
    block: bytes,
    kind: str = "response",
    url: str = URL,
    *,
    length: int | None = None,
    mime: str = "application/http; msgtype=response",
) -> bytes:
    """A WARC record; `length` is a wrong Content-Length."""
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2029-12-31T10:20:30Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def response(
    body: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """An HTTP response as a WARC record holds it."""
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + data


def members(*records: bytes) -> bytes:
    """Records compressed one by one, as .warc.gz has them."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
