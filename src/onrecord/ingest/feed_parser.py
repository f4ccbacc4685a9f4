"""A feed's entries, by feedparser on bytes alone: no entities, no addresses opened. Runs inside `served.py`."""

from __future__ import annotations

import io
import re
from typing import Any

from onrecord.ingest.decode import safe
from onrecord.ingest.trouble import Trouble

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_BLOCK = re.compile(
    r"p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure|figcaption|hr|pre", re.IGNORECASE
)
_DROP = re.compile(r"script|style|iframe|object|embed|form|noscript|template|svg", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_BREAKS = re.compile(r"\s*\n\s*")
KEPT = 5_000
"""Entries looked at: above any limit that is set for a run."""


def entries(raw: bytes, _about: dict[str, Any]) -> dict[str, Any]:
    """The feed's name and entries, each as plain text. Raises `Trouble` for what is no feed, or declares entities."""
    import feedparser

    if _ENTITY.search(raw.replace(b"\0", b"")):
        raise Trouble(
            "malformed", "it declares XML entities, which no feed needs and attacks use", "ask for a plain feed"
        )
    # a stream, not the bytes themselves: feedparser would open bytes that name a file
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=True, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise Trouble("malformed", "it is no RSS or Atom feed", "give the feed's own address or file")
    outlet = _string(feed.feed.get("title"))
    return {"outlet": outlet, "entries": [_entry(entry) for entry in feed.entries[:KEPT]]}


def _entry(entry: Any) -> dict[str, Any]:
    contents = [_text(each.get("value"), each.get("type")) for each in entry.get("content") or []]
    whole = max(contents, key=len, default="")
    detail = entry.get("summary_detail") or {}
    summary = _text(entry.get("summary"), detail.get("type"))
    return {
        "title": _text(entry.get("title"), "text/html") or None,
        "link": _string(entry.get("link")),
        "byline": _string(entry.get("author")),
        "published": _string(entry.get("published") or entry.get("updated")),
        "outlet": _string((entry.get("source") or {}).get("title")),
        "text": whole or summary,
        "complete": bool(whole) and len(whole) >= len(summary),
    }


def _string(value: object) -> str | None:
    return safe(value).strip() or None if isinstance(value, str) else None


def _text(value: object, kind: object) -> str:
    """The text of an entry's HTML, a paragraph a line; nothing of it is ever shown as HTML."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if kind == "text/plain" or "<" not in value:
        return safe(_BREAKS.sub("\n", _BLANKS.sub(" ", value)).strip())
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(value.replace("\0", "\ufffd"), create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            parts.append("\n" if _BLOCK.fullmatch(name) else "")
            parts.append("" if not name or _DROP.fullmatch(name) else element.text or "")
        else:
            parts.append("\n" if _BLOCK.fullmatch(name) else "")
            parts.append(element.tail or "")
    return safe(_BREAKS.sub("\n", _BLANKS.sub(" ", "".join(parts))).strip())
