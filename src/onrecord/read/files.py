"""The model files that ship with onrecord. One that is not the one tested is refused."""

from __future__ import annotations

import hashlib
import json

from onrecord.read.pinned import PINNED
from onrecord.shipped import shipped


def model_file(name: str) -> bytes:
    """A file under `read/models`, as pinned. Raises `ModelError` where it is missing or another."""
    return shipped("read", name, PINNED)


def models_digest() -> str:
    """One hash over all pinned model files: part of the reader's version."""
    return hashlib.sha256(json.dumps(PINNED, sort_keys=True).encode()).hexdigest()[:12]
