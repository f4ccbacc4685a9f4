"""A source that only passes on: "The Daily Post, citing two guards, reported …" has two guards for its source.

The reader marks as the source whoever stands beside the cue. Where that is a medium and the sentence says whom it
cites, the statement is theirs, and the medium is its relay.
"""

from __future__ import annotations

import re

from onrecord.resolve.frames import ADVERB, MASK, REPORTS, WHEN, Frame, after_article, medium
from onrecord.resolve.media import Medium
from onrecord.rows import Span
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS

_CITES = (
    re.compile(
        rf"\s*,?\s*(?:{ADVERB}\s+)*(?:(?:{REPORTS}|said|says|wrote|writes){WHEN}\s*,?\s*)?"
        r"(?:citing|quoting|quoted|cited|quotes|cites)\s+"
    ),
    re.compile(r"(?:\s+(?:report|story|article))?\s+(?:citing|quoting)\s+"),
    re.compile(rf"{MASK}*[\s,\"”’]*(?:{REPORTS}|said|wrote){WHEN},?\s+(?:citing|quoting)\s+"),
)
"""From a medium's name to whom it cites."""

_WHOM_END = re.compile(
    rf"\s*(?:[,;\n\"“”{MASK}]|\.(?=\s|$)"
    r"|\b(?:as|saying|that|who|whom|which|said|reported|in (?:its|a report))\b)"
)
_WHOM_THAT = re.compile(r"(?<=\w),? that\b|[,;.\n]")
_WHICH = re.compile(r"\s*,?\s*which (?:had |has )?(?:spoken|spoke|talked|interviewed|quoted|cited)\s+(?:to |with )?")
_QUOTED_BY = re.compile(
    rf"(?P<who>[^,;:.\n{MASK}\"“”]{{2,120}}?),?\s+(?:is|was|were|are|has been|had been)\s+(?:also\s+|later\s+)?"
    r"(?:quoted|cited)(?: as saying)?\s+by\s+(?:the\s+|a\s+)?(?:[a-z-]+\s+){0,3}$"
)
_NO_SPEAKER = re.compile(
    r"\b(?:concerns?|reasons?|fears?|security|need|lack|risks?|costs?|weather|rules|polic(?:y|ies)|evidence|figures|fact"
    r"|difficulties|pressure|sensitivity)\s*$"
)
"""What one cites as a ground, and not as somebody's word."""


def cited(f: Frame) -> tuple[list[Medium], Span] | None:
    """The media that a source's words name and whom they cite, nearest the reporter first; `None` where the source
    speaks for itself."""
    recalled = _recalled(f)
    if recalled is not None:
        return recalled
    first = _at_head(f)
    if first is None:
        return None
    subject = _QUOTED_BY.search(f.text, f.sentence[0], first.name[0])
    if subject is not None:
        return [first], (subject.start("who"), subject.start("who") + len(subject["who"].rstrip(" ,")))
    rest = f.text[first.name[1] : first.end].strip(" ’'s")
    at = first.end if rest else first.name[1]
    match = next((m for c in _CITES if (m := c.match(f.text, at, f.sentence[1]))), None)
    whom = _phrase(f, match.end()) if match is not None else None
    if whom is None:
        return None
    which = _WHICH.match(f.text, whom[1], f.sentence[1])
    second = medium(f, after_article(f, whom[0]))
    deeper = _phrase(f, which.end()) if which is not None and second is not None else None
    return ([first, second], deeper) if second is not None and deeper is not None else ([first], whom)


_WHOM_RECALLED = re.compile(
    r"\s+(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) "
    r"(?:as )?(?:saying|telling|shouting|yelling|asking)\b"
)


def _recalled(f: Frame) -> tuple[list[Medium], Span] | None:
    """Whom somebody remembers or quotes: "“It is shut,” Orrin recalled Vesk saying" has Vesk for its source."""
    if f.source is None or f.cue is None or f.cue[0] < f.source[1] or f.raw[slice(*f.source)].casefold() in PRONOUNS:
        return None
    m = _WHOM_RECALLED.match(f.text, f.cue[1], f.sentence[1])
    if m is None or not _REMEMBERS.search(f.raw[slice(*f.cue)]):
        return None
    return [Medium(head_of(f.raw, f.source), f.source[1], True)], m.span("who")


_REMEMBERS = re.compile(r"\b(?:recall|remember|quot|cit)(?:s|e|es|ed|ing)$")


def _at_head(f: Frame) -> Medium | None:
    """The medium that is the head of the source's words."""
    if f.source is None or f.raw[slice(*f.source)].casefold() in PRONOUNS:
        return None
    head = head_of(f.raw, f.source)
    starts = [f.source[0] + m.start() for m in re.finditer(r"(?<![\w’'.-])\w", f.raw[f.source[0] : head[1]])]
    found = (medium(f, at) for at in starts)
    return next((m for m in found if m is not None and m.name[0] < head[1]), None)


def _phrase(f: Frame, at: int) -> Span | None:
    """Whom a medium cites: the words to the end of the phrase, unless they are no speaker's. The reader may have taken
    them for the beginning of what is said: "citing [two guards, that the bridge is shut]"."""
    masked = f.text[at : at + 1] == MASK
    cut = _WHOM_THAT.search(f.raw, at, f.sentence[1]) if masked else _WHOM_END.search(f.text, at, f.sentence[1])
    if masked and (cut is None or "that" not in cut[0]):
        return None
    words = f.raw[at : cut.start() if cut else f.sentence[1]].rstrip(" .,")
    if not words or _NO_SPEAKER.search(words) or words.casefold() in PRONOUNS:
        return None
    return at, at + len(words)
