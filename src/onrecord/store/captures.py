"""The bytes an article was taken from, compressed. Unpacking one never takes more memory than its stated size."""

from __future__ import annotations

import zlib

from onrecord.errors import RecordError

LARGEST_RAW = 256 * 1024 * 1024
"""Bytes that a stored capture may unpack to: above the largest file that ingest accepts."""


def packed(raw: bytes) -> bytes:
    """A capture as it is stored."""
    return zlib.compress(raw, 6)


def unpacked(stored: bytes, size: int) -> bytes:
    """A stored capture, never more than its own size or LARGEST_RAW. Raises `RecordError` where it is another size."""
    limit = min(max(size, 0), LARGEST_RAW)
    try:
        data = zlib.decompressobj().decompress(stored, limit + 1)
    except zlib.error as e:
        raise RecordError(f"a stored capture is damaged ({e}); read its source again") from e
    if len(data) != size:
        raise RecordError(f"a stored capture has not the size on record ({size} bytes); read its source again")
    return data
