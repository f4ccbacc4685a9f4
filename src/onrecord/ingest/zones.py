"""Where in an article each line stands: headline, body, caption, teaser or site notice. A visible list of rules.

Precision before recall: a line wrongly taken for a notice is lost to the reader, a notice taken for body costs a
statement that nobody looks at. Zones are in text order, do not overlap, and leave out only the breaks between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.rows import Zone, ZoneKind

LONGEST_FURNITURE = 400
"""Characters: longer lines are never caption, teaser or notice. Of 389 that the rules found in 221 real reports, 381
have under 320; longer ones that look alike are paragraphs more often than not."""
TITLE_LINES = 3
"""A page's heading is repeated within its first lines, or not at all. Chosen."""

_AGENCY = r"(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty(?: Images)?|Rex(?: Features)?|Shutterstock|iStock|Associated Press)"
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-", "\ufeff": " "})


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer blanks, and where it stands among those that are not blank."""

    text: str
    number: int
    title: str
    hint: ZoneKind | None


def headline(line: Line) -> ZoneKind | None:
    """The title, where the text repeats it in its first lines."""
    return "headline" if line.number < TITLE_LINES and line.title and plain(line.text) == line.title else None


def marked_up(line: Line) -> ZoneKind | None:
    """The page's own markup said so: `figcaption`, `aside`, a class such as `related`."""
    return line.hint


_CAPTION_WORDS = re.compile(
    r"(?:Photo|Image|Picture|Photograph|Video|File photo|FILE PHOTO|PHOTO|IMAGE|Photo credit|Image credit)s?\s?"
    r"(?::\s|$)"
    r"|Enlarge this image\b|Image (?:copyright|source|caption)\b|Media playback is unsupported\b|Media caption\b"
    r"|Facebook Twitter Pinterest\b|Enlarge Image\b|FILE - |Hide [Cc]aption\b"
)


def caption_words(line: Line) -> ZoneKind | None:
    """A line that begins with a caption's label: `Photo:`, `Image copyright`, `Enlarge this image`."""
    return "caption" if _CAPTION_WORDS.match(line.text) else None


def gallery(line: Line) -> ZoneKind | None:
    """A numbered picture, `3/34 Rescuers at the quay`; not `9/11`, `24/7` or `50/50`, nor a post in parts (`1/2 …`)."""
    match = re.match(r"(\d{1,3})/(\d{1,3}) [A-Z\d]", line.text)
    if match is None or "(@" in line.text or match[0].startswith(("9/11 ", "7/7 ", "50/50 ")):
        return None
    return "caption" if int(match[1]) <= int(match[2]) and line.text[-1] not in '.!?"”' else None


_NTH = re.compile(
    r"\b(?P<n>\d{1,3}) of (?P<all>\d{1,3})\b(?! (?:the|them|those|these|his|her|its|our|my|us)\b)|[Hh]ide [Cc]aption\b"
)
_CLOSE = re.compile(r"(?:Skip in Skip x )?(?:Embed x Share )?CLOSE [A-Z]")
STRIP = 3
"""Numbered pictures in a line from which it is a strip of captions. Chosen."""
PER_PICTURE = 600
"""Characters a numbered picture of a strip has at most; a paragraph that a strip is run into has more."""


def strip(line: Line) -> ZoneKind | None:
    """Captions of many pictures in one line: `… Hide Caption 3 of 34 …`, `… 3 of 34 …`, or a player's `CLOSE …`."""
    if _CLOSE.match(line.text) and len(line.text) < LONGEST_FURNITURE:
        return "caption"
    found = [m for m in _NTH.finditer(line.text) if m["n"] is None or int(m["n"]) <= int(m["all"])]
    return "caption" if len(found) >= STRIP and len(line.text) < PER_PICTURE * len(found) else None


_CREDIT_END = re.compile(
    rf"\((?:Photos?|Image|Picture|Photograph|Credit|Pic|File)(?: by|:)[^()]{{2,80}}\)\.?$"
    rf"|\((?:[\w .'’-]{{1,60}}/\s?)?(?:{_AGENCY}|Getty Images)(?:\s?/\s?[\w .'’-]{{1,60}})?\)$"
    rf"|\([\w .'’-]{{2,50}}/ ?[A-Z][\w .'’-]{{1,50}}\)$"
    rf"|\b(?:Photo|Photograph|Photographer|Picture|Image|Credit)s?: [^.:]{{2,60}}$"
    rf"|[\w)]/(?:Getty Images|AFP|EPA|Reuters|REUTERS|AP)$|\b(?:via|by) Getty Images(?:, FILE)?$"
    rf"|[Hh]ide [Cc]aption(?: \d{{1,3}} of \d{{1,3}})?$"
)


def credit_at_end(line: Line) -> ZoneKind | None:
    """A line that ends with a photographer's credit: `(Photo: …)`, `…/Getty Images`, or `(Reuters)`.

    A bare agency behind a full stop is a caption only at the head of an article; further down it ends a report.
    """
    match = _CREDIT_END.search(line.text)
    if match is None:
        return None
    bare = re.fullmatch(rf"\({_AGENCY}\)", match[0]) and line.text[: match.start()].rstrip().endswith((".", '"', "”"))
    return None if bare and line.number >= TITLE_LINES else "caption"


_CREDIT_START = re.compile(
    r"(?:Getty Images(?: [-–] \w+)?|Getty [-–] \w+|Handout [-–] \w+|AP:Associated Press|© ?[A-Z][\w .]{1,30}/ ?\w+)"
    r" [A-Z0-9]"
)


def credit_at_start(line: Line) -> ZoneKind | None:
    """A line that begins with a picture agency and is no sentence: `Getty Images A woman lays flowers`."""
    if line.text.startswith("©") and "/" in line.text[:40]:
        return "caption"
    return "caption" if _CREDIT_START.match(line.text) and not line.text.endswith((".", '"', "”")) else None


def pictured(line: Line) -> ZoneKind | None:
    """A line that points at a picture and, like captions and unlike paragraphs, has no full stop."""
    points = re.search(r"\((?:pictured|above|left|right)\b|\bpictured (?:here|left|right|above|below)\b", line.text)
    return "caption" if points and len(line.text) < 250 and line.text[-1:].isalnum() else None


_TEASER = re.compile(
    r"(?:read more|read also|also read|see also|see more|related(?: (?:article|story|stories|videos?|content|coverage"
    r"|links?))?"
    r"|more|more on this|more on page \d{1,3}|more from [\w .'’]{1,30}|watch|watch now|don['’]t miss|recommended"
    r"|explainer|opinion|analysis|must read|you may also like|in pictures|live updates?)\s?[:|>»]\s?\S",
    re.IGNORECASE,
)
_TEASER_WHOLE = re.compile(
    r"(?:read (?:more|next|the full story)|related|more on this story|"
    r"related (?:articles?|stories|videos?|topics|content)|"
    r"related coverage|recommended(?: for you)?|you may also like|most (?:read|popular|viewed)|top stories"
    r"|trending(?: now)?|see also|"
    r"also read)\s?[:>»…]?",
    re.IGNORECASE,
)


def teaser_label(line: Line) -> ZoneKind | None:
    """A pointer to another story: `READ MORE: …`, `Related: …`, or such a label alone."""
    return "teaser" if _TEASER.match(line.text) or _TEASER_WHOLE.fullmatch(line.text) else None


def teaser_end(line: Line) -> ZoneKind | None:
    """A headline with `Read more` behind it, with no full stop between, or a link in square brackets."""
    if line.text.endswith((" Read more", " Read More")) and line.text[-11:-10] not in ".!?\"”'’":
        return "teaser"
    bracketed = (
        line.text.startswith("[")
        and not line.text.startswith("[Editor")
        and line.text.endswith("]")
        and line.text.count("[") == 1
    )
    return "teaser" if bracketed and 20 < len(line.text) < 140 else None


_NOTICE = re.compile(
    r"advertisement(?: continue reading(?: the main story)?)?$|(?:story|article) continues (?:below|after)\b"
    r"|(?:continue reading|skip to|scroll (?:down )?for) [\w ]{3,30}$"
    r"|(?:copyright|©|\(c\)|&copy;) ?(?:\d{4}|copyright)\b|.{0,80}\ball rights reserved\b"
    r"|this material may not be published\b"
    r"|your browser does not support\b|(?:please )?(?:enable|turn on) javascript\b"
    r"|(?:read or )?share this (?:story|article|page)\b.{0,80}$"
    r"|follow (?:us|[\w .@'’]{2,60}) on (?:twitter|facebook|instagram|x\b|telegram)|follow us @"
    r"|like us on facebook\b|we pay for (?:your )?(?:stories|videos)\b|click here to\b"
    r"|this report is fiction:"
    r"|this is a breaking(?: news)? story,? (?:more|check|please|and will)\b"
    r"|this (?:article|story) originally appeared (?:on|in)\b",
    re.IGNORECASE,
)


def site_notice(line: Line) -> ZoneKind | None:
    """What the site says about itself: advertisement marks, copyright lines, follow-us and share-this lines."""
    return "notice" if _NOTICE.match(line.text) else None


_SIGN_UP = re.compile(
    r"(?:sign up (?:for|to|here|now)|subscribe (?:to|now|for|today)|get (?:our|the) .{0,60}newsletter"
    r"|keep up with this story|already a subscriber|to continue reading|support (?:our|quality|independent) journalism"
    r"|become a (?:member|subscriber)|register (?:now|for free)|log ?in to"
    r"|create (?:a free|an) account|download (?:our|the) app)\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site|by (?:continuing|using|clicking))\b.{0,80}\bcookies?\b"
    r"|accept (?:all )?cookies\b",
    re.IGNORECASE,
)


def sign_up(line: Line) -> ZoneKind | None:
    """Newsletters, subscriptions, log-ins and cookies. Only as the line's own first words, and in a short line."""
    found = _SIGN_UP.match(line.text) or _COOKIES.match(line.text)
    return "notice" if found and len(line.text) < 250 and not re.search(r"[\"“”]", line.text) else None


_STAFF = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing) by [^.()]{3,200}\)?\.?$"
    r"|[^.\"“”]{3,140} contributed (?:to this (?:report|article|story|post)|reporting)\.?$",
    re.IGNORECASE,
)


def staff_credit(line: Line) -> ZoneKind | None:
    """Who worked on it: `(Reporting by …; Editing by …)`, `… contributed to this report.`"""
    return "notice" if _STAFF.match(line.text) else None


RULES: tuple[Callable[[Line], ZoneKind | None], ...] = (
    headline, marked_up, staff_credit, site_notice, sign_up, teaser_label, teaser_end, caption_words, gallery,
    strip, credit_at_start,
    credit_at_end, pictured,
)  # fmt: skip
"""In the order they are asked; the first answer counts, and a line that none claims is body."""


def plain(text: str) -> str:
    """A line for comparison: quotes and dashes of one kind, single blanks, no case."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().casefold()


def zones(text: str, title: str | None = None, hints: Mapping[str, ZoneKind] | None = None) -> tuple[Zone, ...]:
    """The zones of a text. `hints` says of lines, in their `plain` form, what a page's markup made them."""
    found: list[Zone] = []
    heading = plain(title or "")
    for number, (start, end) in enumerate(_lines(text)):
        kind = _kind(text[start:end], number, heading, hints)
        if kind == "body" and found and found[-1].kind == "body":
            found[-1] = Zone("body", found[-1].start, end)
        else:
            found.append(Zone(kind, start, end))
    return tuple(found)


def _kind(text: str, number: int, heading: str, hints: Mapping[str, ZoneKind] | None) -> ZoneKind:
    hint = hints.get(plain(text)) if hints else None
    line = Line(text, number, heading, hint)
    if len(text) > LONGEST_FURNITURE:
        return headline(line) or hint or strip(line) or "body"
    return next((kind for rule in RULES if (kind := rule(line))), "body")


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines that are not blank stand, without outer blanks. Only CR and LF end a line."""
    spans = []
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0]
        body = line.strip(" \t\ufeff\u00a0\u2028\x0b\x0c")
        if body:
            start = match.start() + len(line) - len(line.lstrip(" \t\ufeff\u00a0\u2028\x0b\x0c"))
            spans.append((start, start + len(body)))
    return spans
