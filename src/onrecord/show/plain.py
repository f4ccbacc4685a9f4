"""No character of an article or a file name can steer a terminal, turn a line around or break an encoding.

What is taken out leaves a visible mark in its place, one for one, so that nothing disappears unseen.
"""

from __future__ import annotations

import json
import re
from typing import Any

STEERING = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they can make a line read other than it is stored."""

UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{STEERING}\ud800-\udfff]")
SHOWN = "\N{REPLACEMENT CHARACTER}"


def plain(text: str) -> str:
    """The text with its control characters made visible and harmless; line feeds and tabs stay."""
    return UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """The same on one line: runs of white space become one space."""
    return " ".join(plain(text).split())


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else SHOWN


def plain_json(value: Any) -> str:
    """One line of JSON with every character that could steer a terminal written as an escape."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def shortened(text: str, width: int) -> str:
    """At most `width` characters, cut at a word, with an ellipsis where something was left out."""
    if len(text) <= width:
        return text
    head = text[: width - 1]
    at_word = head.rsplit(None, 1)[0] if " " in head[width // 2 :] else head
    return at_word.rstrip(" ,;:") + "…"
