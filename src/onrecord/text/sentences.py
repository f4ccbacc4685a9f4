"""Where paragraphs and sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.rows import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-Z0-9])""")
_NO_SPACE = re.compile(r"(?<=[a-z]{3})[.!?][\"”’)]?(?=(?!(?:Com|Net|Org)\b)[A-Z][a-z]+['’]?[a-z]*\s)")
"""A stop without a space behind it, between words as sentences have them ("reads properly.The glitch was"): not within
`Lark.Com` or `e.g.The`; what follows is one word with a capital and a space."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|a\.m|p\.m|U\.S|U\.N|U\.K|D\.C|e\.g|i\.e|approx|est)|\b[A-Z])\.$"
)


def paragraphs(text: str) -> Iterator[Span]:
    """The spans of the text's lines that hold anything but white space."""
    for m in _PARAGRAPH.finditer(text):
        if not m.group().isspace():
            yield m.span()


def sentences(text: str) -> list[Span]:
    """The spans of the sentences: never across a line break, never after an abbreviation or an initial."""
    found = []
    for start, end in paragraphs(text):
        at = start
        for m in _ends(text, start, end):
            if _ABBREVIATION.search(text, max(at, m.start() - 7), m.start() + 1) is None:
                found.append((at, m.end()))
                at = m.end()
        found.append((at, end))
    return [_stripped(text, s, e) for s, e in found]


def _ends(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Where a sentence may end, in order."""
    glued = list(_NO_SPACE.finditer(text, start, end))
    spaced = list(_SENTENCE_END.finditer(text, start, end))
    return sorted([*spaced, *glued], key=lambda m: m.start()) if glued else spaced


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_CROSS_HEAD = re.compile(r"\s*(?:[-–—]\s*)?([\"“'‘])(?:[^\n.!?\"“”'‘’]|(?<=\w)['’](?=\w)){2,60}[\"”'’](?:\s*[-–—])?\s*")


def is_cross_head(text: str, span: Span) -> bool:
    """Whether a span is all of a line that is nothing but a few quoted words without a stop: a heading within the
    article, which quotes what stands further on."""
    low, high = text.rfind("\n", 0, span[0] + 1) + 1, text.find("\n", max(span[0], span[1] - 1))
    return _CROSS_HEAD.fullmatch(text, low, high if high >= 0 else len(text)) is not None
