"""Which news agency an article as a whole was taken from, read off its given. A visible list of rules.

A rule sees the article's first lines, its last lines and its byline, and gives an agency or `None`. The first answer
counts. An agency that only *contributed* is none: the article is then its outlet's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

AGENCIES = {
    "Reuters": ("Reuters", "Thomson Reuters"),
    "Associated Press": ("AP", "Associated Press", "The Associated Press", "AP News"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "PA Media": ("PA", "Press Association", "The Press Association", "PA Media", "PA News Agency"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "TASS": ("TASS", "ITAR-TASS", "Itar-Tass", "Tass"),
    "Interfax": ("Interfax", "Interfax-Ukraine"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Ukrinform": ("Ukrinform",),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "UPI": ("UPI", "United Press International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "Canadian Press": ("Canadian Press", "The Canadian Press"),
    "AAP": ("AAP", "Australian Associated Press"),
    "IRNA": ("IRNA",),
    "Tasnim": ("Tasnim", "Tasnim News Agency"),
    "SANA": ("SANA",),
    "KCNA": ("KCNA",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
}
"""Agencies whose copy others print, by the names that credits give them. Short names count only in the places that
the rules look at."""
HOSTS = {"reuters.com": "Reuters", "apnews.com": "Associated Press", "xinhuanet.com": "Xinhua", "tass.com": "TASS",
         "interfax.com": "Interfax", "ukrinform.net": "Ukrinform", "upi.com": "UPI", "kcna.kp": "KCNA"}  # fmt: skip
"""The agencies' own sites."""

_NAMES = {alias: name for name, aliases in AGENCIES.items() for alias in aliases}
_LOWER = {alias.casefold(): name for alias, name in _NAMES.items()}
_KNOWN = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_CITY = r"[A-Z][^\W\d_]*[\w .,'’/-]{0,60}?"
_DASH = r"\s{0,2}(?:--?|[\u2013\u2014])\s"
_KNOWN_DATELINE = re.compile(rf"(?:{_CITY}\s?)?\((?:\w{{3,9}}\.? \d{{1,2}} )?({_KNOWN})\){_DASH}")
_KNOWN_SLASH = re.compile(rf"[A-Z][A-Z .'’-]{{2,40}}, \w{{3,9}}\.? \d{{1,2}} [(/]({_KNOWN})[)/][.\s]")
_PLACE = r"[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w .'’-]{1,30}){0,2}"
_ANY_DATELINE = re.compile(rf"{_PLACE} \(([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){{0,3}})\){_DASH}")
_COPYRIGHT = re.compile(rf"(?:Copyright|©|\([cC]\))(?: Copyright)?(?: by)?(?: \d{{4}})?(?: by)? ({_KNOWN})\b")
_CREDIT = re.compile(rf"(?:By |Source: ?|Credit: ?|\(|©\s?|— ?|-- ?|– ?)?({_KNOWN})\)?\.?")
_BYLINE_SPLIT = re.compile(r"\s*(?:[,;|/]|\band\b|\bfor\b|\bin\b|\bby\b)\s*", re.IGNORECASE)
_STAMP = re.compile(rf"({_KNOWN})\s?\|\s?(?:Updated|Published)|Updated: [\d: -]{{8,20}}\(({_KNOWN})\)")
BROADCASTERS = frozenset(
    {"CNN", "BBC", "CBS", "CBS News", "NBC", "NBC News", "ABC", "ABC News", "FOX", "Fox News", "RT", "NPR"}
)
"""They write datelines like an agency's over reports of their own."""
HEAD_LINES, TAIL_LINES = 5, 4
"""Where credits stand: below the title and a caption or two, or above a site notice or two."""
LONGEST = 400
"""Characters of a line that are looked at: a dateline stands at a line's start, a credit is short."""


@dataclass(frozen=True, slots=True)
class Credits:
    """The places where an article says whom it is from."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    byline: str
    url: str


def own_site(given: Credits) -> str | None:
    """The article lies on an agency's own site."""
    if not given.url:
        return None
    host = (urlsplit(given.url).hostname or "").removeprefix("www.")
    return next((name for site, name in HOSTS.items() if host == site or host.endswith("." + site)), None)


def byline(given: Credits) -> str | None:
    """One of the authors is an agency: `Associated Press`, `Ana Ruiz, Reuters`, `By AFP`."""
    parts = (part.strip(" .").casefold() for part in _BYLINE_SPLIT.split(given.byline[:LONGEST]))
    return next((_LOWER[part] for part in parts if part in _LOWER), None)


def dateline(given: Credits) -> str | None:
    """A known agency in parentheses at the start of a paragraph: `KABUL (Reuters) -`, `(AP) —`, `/Xinhua/`."""
    for line in given.head:
        if match := _KNOWN_DATELINE.match(line) or _KNOWN_SLASH.match(line):
            return _NAMES[match[1]]
    return None


def unknown_dateline(given: Credits) -> str | None:
    """Any name in parentheses between a place in capitals and a dash: `PORT AMSEL (Halyard) —`."""
    found = (match[1] for line in given.head if (match := _ANY_DATELINE.match(line)))
    return next((name for name in found if name not in BROADCASTERS), None)


def stamp(given: Credits) -> str | None:
    """A line with the time of update beside the agency: `Xinhua | Updated: 2017-09-15 17:52`."""
    match = next((m for line in given.head if (m := _STAMP.search(line))), None)
    return _NAMES[match[1] or match[2]] if match else None


def copyright_line(given: Credits) -> str | None:
    """`Copyright 2017 The Associated Press. All rights reserved.` at the end."""
    match = next((m for line in given.tail if (m := _COPYRIGHT.search(line))), None)
    return _NAMES[match[1]] if match else None


def last_line(given: Credits) -> str | None:
    """A line near the end or below the title that holds nothing but an agency: `AFP`, `(PA)`, `By Associated Press`."""
    lines = (*given.tail, *given.head[1:3])
    return next((_NAMES[m[1]] for line in lines if (m := _CREDIT.fullmatch(line))), None)


RULES: tuple[Callable[[Credits], str | None], ...] = (
    dateline, stamp, byline, copyright_line, last_line, unknown_dateline, own_site
)  # fmt: skip
"""In the order they are asked."""


def agency(text: str, byline: str | None = None, url: str | None = None) -> str | None:
    """The agency whose copy an article is, where its credits say so."""
    lines = [line.strip()[:LONGEST] for line in text[:4_000].split("\n") if line.strip()][:HEAD_LINES]
    tail = [line.strip()[:LONGEST] for line in text[-2_000:].split("\n") if line.strip()][-TAIL_LINES:]
    given = Credits(tuple(lines), tuple(tail), byline or "", url or "")
    return next((name for rule in RULES if (name := rule(given))), None)
