"""What people say of statements and links, with the keys of the interchange format, in their order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from onrecord.rows import Reviewed

REVIEW_KEYS = (
    "id", "kind", "state", "verdict", "note", "by", "at", "undone", "relation", "about", "now", "judged",
)  # fmt: skip


def review_json(row: Reviewed) -> dict[str, Any]:
    """A review with what it is of by now; `judged` are the statements as they were, with their words."""
    found = asdict(row)
    found |= found.pop("review")
    return {key: found[key] for key in REVIEW_KEYS}
