"""A page's article, by trafilatura, and what the page says about it. Runs in the process of `served.py`.

trafilatura normalises characters; spans refer to its output, which is what is stored. The page itself is kept raw.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from onrecord.ingest.decode import BOMS, decode, safe
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.zones import plain

LEAST_BODY = 80
"""Characters: less than this is a menu, an error page or a stub. The shortest of 221 report bodies had 89."""
META_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
"""Names of meta elements with the time of publication, surest first."""
CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|photo-credit|image-credit|wp-caption-text|media-credit)(?:$|[\s_-])"
)
TEASERS = re.compile(
    r"(?:^|[\s_-])(?:related|read-more|readmore|more-stories|recommended|promo|teaser|trending|most-read)(?:$|[\s_-])"
)
NOTICES = re.compile(r"(?:^|[\s_-])(?:newsletter|cookie|advert|advertisement|copyright)(?:$|[\s_-])")
MAX_HINT = 400
"""Characters: `zones.LONGEST_FURNITURE`; longer passages are no furniture whatever they are called."""
MAX_ELEMENTS = 200_000
"""Elements of a page. 140,000 paragraphs take longer than the time for a page already, so this one need not be
tried."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


def extract(raw: bytes, about: dict[str, Any]) -> dict[str, Any]:
    """Title, text and metadata of a page. Raises `Trouble` where no article is found in it."""
    from lxml import etree
    from trafilatura import bare_extraction

    logging.disable(logging.CRITICAL)
    text, _ = decode(raw, _charset(raw, about.get("charset")))
    tree = _tree(text)
    document = bare_extraction(
        text, url=about.get("url"), with_metadata=True, include_comments=False, include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )  # fmt: skip
    body = safe(getattr(document, "text", None) or "").strip()
    if len(body) < LEAST_BODY:
        detail = f"no article text was found in it ({len(body)} characters)"
        raise Trouble("not_an_article", detail, "save the article's own page, or give its text as .txt")
    linked = list(_json_ld(tree))
    published, how = _published(tree, linked)
    found = {name: getattr(document, name, None) for name in ("title", "author", "sitename", "url", "date", "language")}
    if published is None and found["date"]:
        published, how = found["date"], "page"
    elements = tree.iter() if tree is not None else iter(())
    return {
        "text": body,
        "title": found["title"],
        "byline": found["author"],
        "outlet": found["sitename"],
        "url": _canonical(tree) or found["url"],
        "published": published,
        "how": how,
        "language": _language(tree),
        "free": not any(_is_false(node.get("isAccessibleForFree")) for node in linked),
        "hints": dict(_hints(element for element in elements if isinstance(element, etree._Element))),
    }


def _charset(raw: bytes, served: object) -> str | None:
    """The label of the server, else of the page's first kilobytes; a byte order mark or UTF-8 goes before both."""
    if any(raw.startswith(mark) for mark, _ in BOMS):
        return None
    match = _CHARSET.search(raw[:4096])
    return str(served) if served else (match[1] or match[2]).decode("ascii") if match else None


def _tree(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise Trouble(
            "oversize", f"the page has more than {MAX_ELEMENTS:,} elements", "give the article's text as .txt"
        )
    return tree


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The schema.org objects of a page that describe an article."""
    if tree is None:
        return
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                waiting.extend(node.get(key) for key in ("@graph", "mainEntity"))
                if re.search(r"Article|Report|BlogPosting", str(node.get("@type"))):
                    yield node


def _published(tree: Any, linked: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    """When the page says it was published, and where it says so: JSON-LD and meta elements carry times."""
    for node in linked:
        for key in ("datePublished", "dateCreated"):
            if isinstance(node.get(key), str):
                return node[key], "json-ld"
    if tree is None:
        return None, None
    meta: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(name.lower(), (element.get("content") or "").strip())
    if value := next((meta[name] for name in META_DATES if meta.get(name)), None):
        return value, "meta"
    marked = tree.xpath(
        './/time[@itemprop="datePublished" or @pubdate]/@datetime | .//*[@itemprop="datePublished"]/@content'
    )
    return (str(marked[0]), "meta") if marked else (None, None)


def _canonical(tree: Any) -> str | None:
    if tree is None:
        return None
    links = tree.xpath('.//link[@rel="canonical"]/@href | .//meta[@property="og:url"]/@content')
    return next((str(link) for link in links if str(link).startswith(("http://", "https://"))), None)


def _language(tree: Any) -> str | None:
    return str(tree.get("lang") or "") or None if tree is not None else None


def _hints(elements: Iterator[Any]) -> Iterator[tuple[str, str]]:
    """Lines that the markup itself calls caption, teaser or notice, in the form that zones compare.

    Of a box of teasers only its links count; of captions and notices only small ones: a class such as `advert` on the
    whole article's wrapper must not take the article away.
    """
    for element in elements:
        kind = _kind(element)
        if kind == "teaser":
            parts = list(element.iter("a"))
        else:
            small = kind and len(_words(element)) <= MAX_HINT and sum(1 for _ in element.iter("p")) < 2
            parts = [element, *element] if small else []
        for line in map(_words, parts):
            if kind and 3 < len(line) <= MAX_HINT:
                yield plain(line), kind


def _words(element: Any) -> str:
    return _SPACE.sub(" ", "".join(islice(element.itertext(), MAX_HINT))).strip()


def _kind(element: Any) -> str | None:
    if element.tag == "figcaption":
        return "caption"
    label = f"{element.get('class') or ''} {element.get('id') or ''}".lower().replace("__", " ")
    if not label.strip() or element.tag in ("html", "body", "article", "main"):
        return None
    if CAPTIONS.search(label):
        return "caption"
    if element.tag in ("aside", "nav", "ul", "section", "div") and TEASERS.search(label):
        return "teaser"
    return "notice" if NOTICES.search(label) else None


def _is_false(value: object) -> bool:
    return value is False or str(value).lower().rsplit("/", 1)[-1] == "false"
