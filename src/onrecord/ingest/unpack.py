"""Content encodings undone within a limit, for the web client and for WARC alike."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from onrecord.ingest.trouble import Trouble

ACCEPTED = "gzip, deflate"
"""What the client asks for: older versions of brotli's library cannot be told where to stop."""


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The bytes behind a content encoding. Raises `Trouble` beyond the limit or where they are damaged."""
    steps = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    data = _gathered(chunks, limit)
    for name in reversed(steps):
        data = _undone(data, name, limit)
    return data


def _gathered(chunks: Iterable[bytes], limit: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise _too_large(limit)
    return bytes(data)


def _undone(data: bytes, name: str, limit: int) -> bytes:
    if name not in ("gzip", "x-gzip", "deflate"):
        raise Trouble(
            "unsupported", f"its content encoding is {name!r}", "save the page in your browser and give me the file"
        )
    for window in (47, -15):
        decoder = zlib.decompressobj(window)
        try:
            found = decoder.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise _too_large(limit)
        if decoder.eof:
            return found
        raise Trouble("broken_archive", "its compressed content is cut short", "fetch or capture it again")
    if data[:2] != b"\x1f\x8b":
        return data
    raise Trouble("broken_archive", "its compressed content is damaged", "fetch or capture it again")


def _too_large(limit: int) -> Trouble:
    return Trouble(
        "oversize", f"it is larger than {limit:,} bytes", "save only the article's text and give me the file"
    )
