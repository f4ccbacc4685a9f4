"""One article from what a source gave: ids, hashes, date, language, agency and zones, made here for all kinds alike.

The text is not touched any more here, and the id depends on nothing but the source key and the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from onrecord.ingest import agency, dates
from onrecord.ingest.decode import first_line
from onrecord.ingest.language import language
from onrecord.ingest.options import IngestOptions
from onrecord.ingest.trouble import Trouble, one_line
from onrecord.ingest.zones import plain, zones
from onrecord.rows import Article, Capture, ZoneKind, article_id, text_sha256

MAX_TITLE = 300
"""Characters: a first line longer than this is no title. The longest of 221 headlines had 125."""
MAX_URL = 2_000
"""Characters. Chosen: about the longest address that all browsers and servers take."""
SHORT = 1_500
"""Characters under which a text that the page itself calls paid-for is taken for the free beginning of it."""

_PAYWALL = re.compile(
    r"(?:subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading|already a subscriber\?"
    r"|sign in to (?:continue|read)"
    r"|this (?:article|content|story) is (?:for|available to|reserved for) (?:our )?(?:subscribers|members)"
    r"|(?:want to|to) read the (?:full|rest)|log ?in to (?:continue|read)|you have reached your (?:article )?limit"
    r"|subscribers? (?:can|may) read|register to (?:continue|read))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\[(?:\.\.\.|…)\]|\.\.\.|…)$|\[\+?\d+ chars\]$")


@dataclass(frozen=True, slots=True)
class Found:
    """What a source gave of one article, before anything is made of it."""

    source: str
    text: str
    raw: bytes
    raw_type: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: object = None
    published_how: str | None = None
    language: str | None = None
    complete: bool = True
    captured_at: str | None = None
    hints: Mapping[str, ZoneKind] = field(default_factory=dict)


def capture(found: Found, options: IngestOptions) -> Capture:
    """The article and its bytes. Raises `Trouble` for a text that is empty or too long."""
    _check(found.text, options)
    url = web_address(found.url)
    title = _title(found)
    dated, how = dates.normalise(found.published), found.published_how
    if dated is None:
        dated, how = dates.from_url(url), "url"
    article = Article(
        id=article_id(found.source, found.text),
        source=found.source,
        path=found.path,
        url=url,
        outlet=found.outlet or options.outlet or host(url),
        agency=agency.agency(found.text, found.byline, url),
        title=title,
        byline=found.byline,
        published=dated[0] if dated else None,
        published_grain=dated[1] if dated else None,
        published_how=how if dated else None,
        captured_at=found.captured_at or options.clock(),
        language=language(found.text, found.language),
        complete=found.complete and not _is_cut(found.text),
        version_of=None,
        text=found.text,
        sha256=text_sha256(found.text),
        raw_sha256=hashlib.sha256(found.raw).hexdigest(),
        zones=zones(found.text, title, found.hints),
    )
    return Capture(article, found.raw, found.raw_type)


def with_title(title: str | None, body: str) -> str:
    """The title, a blank line and the body; the body alone where it begins with the title already.

    A headline carries statements like any other line, so it has to stand in the text that spans point into.
    """
    if not title or not body.strip():
        return body
    start, end = first_line(body)
    return body if plain(body[start:end]) == plain(title) else f"{title}\n\n{body}"


def web_address(value: object) -> str | None:
    """An http(s) address as it was given, or `None`: nothing else may ever become a link on a page."""
    if not isinstance(value, str):
        return None
    url = value.strip()
    if len(url) > MAX_URL or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return url if good else None


def host(url: str | None) -> str | None:
    """The host of an address, less `www.`: the outlet of an article that names none."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def names(value: object) -> str | None:
    """A byline from a string, a list of strings or of objects with a `name`; JSON lists in a cell count too."""
    if isinstance(value, str):
        listed = value.startswith("[") and value.endswith("]")
        return clean(re.sub(r"[\[\]'\"]", "", value) if listed else value)
    if isinstance(value, Mapping):
        return names(value.get("name"))
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        parts = [name for each in value if (name := names(each))]
        return ", ".join(dict.fromkeys(parts)) or None
    return None


def clean(value: object, limit: int = 500) -> str | None:
    """A short field on one line, or `None` if it is empty or no string."""
    return one_line(value, limit) or None if isinstance(value, str) else None


def _title(found: Found) -> str | None:
    if found.title:
        return clean(found.title)
    start, end = first_line(found.text)
    return one_line(found.text[start:end], MAX_TITLE) if end - start <= MAX_TITLE else None


def _check(text: str, options: IngestOptions) -> None:
    if not any(map(str.isalnum, text)):
        raise Trouble("empty", "there is no text in it", "check whether the file was saved whole")
    if len(text) > options.max_text_chars:
        detail = f"its text has {len(text):,} characters; the limit is {options.max_text_chars:,}"
        raise Trouble("oversize", detail, "split it into its articles")


def _is_cut(text: str) -> bool:
    """The text says of itself that it is only a beginning."""
    tail = text[-600:].rstrip()
    lines = [line for line in tail.split("\n") if line.strip()][-3:]
    return any(_PAYWALL.search(line) and len(line) < 300 for line in lines) or (
        len(text) < SHORT and _CUT.search(tail) is not None
    )
