"""A user's words as a full-text query in which nothing is syntax."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def match_expression(query: str) -> str | None:
    """Every word of the query quoted, so that all must occur; `None` where it holds no word."""
    words = _WORD.findall(query)
    return " ".join(f'"{w}"' for w in words) if words else None
