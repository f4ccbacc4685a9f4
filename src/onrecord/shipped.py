"""Files that ship with onrecord beside its code. One that is not the one tested is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files

from onrecord.errors import ModelError


def shipped(package: str, name: str, pinned: Mapping[str, str]) -> bytes:
    """A file under a package's `models`, with its SHA-256 pinned. Raises `ModelError` if it is missing or another."""
    try:
        data = (files("onrecord") / package / "models" / name).read_bytes()
    except OSError as e:
        raise ModelError(f"the model file {name} is missing: install onrecord again ({e})") from e
    found = hashlib.sha256(data).hexdigest()
    if found != pinned[name]:
        raise ModelError(f"the model file {name} is not the pinned one: install onrecord again (SHA-256 {found})")
    return data
