"""The model files that ship with onrecord. One that is not the one tested is refused."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from onrecord.errors import ModelError
from onrecord.read.pinned import PINNED


def model_file(name: str) -> bytes:
    """A file under `read/models`, as pinned. Raises `ModelError` where it is missing or another."""
    try:
        data = (files("onrecord") / "read" / "models" / name).read_bytes()
    except OSError as e:
        raise ModelError(f"the model file {name} is missing: install onrecord again ({e})") from e
    found = hashlib.sha256(data).hexdigest()
    if found != PINNED[name]:
        raise ModelError(f"the model file {name} is not the pinned one: install onrecord again (SHA-256 {found})")
    return data


def models_digest() -> str:
    """One hash over all pinned model files: part of the reader's version."""
    return hashlib.sha256(json.dumps(PINNED, sort_keys=True).encode()).hexdigest()[:12]
