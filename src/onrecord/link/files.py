"""The tables and small models that linking uses, as pinned."""

from __future__ import annotations

from onrecord.link.pinned import PINNED
from onrecord.shipped import shipped


def model_file(name: str) -> bytes:
    """A file under `link/models`. Raises `ModelError` where it is missing or another than the one pinned."""
    return shipped("link", name, PINNED)
