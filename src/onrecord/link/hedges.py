"""Words that soften: hedges, bounds before and behind a number, persons who are not named, and words of saying.

Lists for English news. A word is in a list where it means that in nearly every report; "could" and "about" stand here
with what they must not be followed by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.rows import Span
from onrecord.text.words import SMALL_NUMBERS

_HEDGE = re.compile(
    r"""(?<!['’\w])(?: (?-i:may) (?!\s+(?:\d|not\b)) | (?-i:might) (?!\s+not\b) | could (?=\s+(?:have|be|also)\b)
        (?!\s+be\s+(?:seen|heard|felt|smelt|found|reached)\b)
      | reportedly | allegedly | apparently | possibly | perhaps | presumably | purportedly | supposedly | potentially
      | (?<!\bas\ )(?<!\bif\ )(?<!\bnot\ ) possible (?!\s+(?:to|for|that)\b)
      | (?:alleged | suspected | apparent | purported | presumed) (?=\s+[\w'’-]+)
      | (?:appear|seem)(?:s|ed)? (?=\s+to\b)
      | (?:believed|thought|suspected|feared|said|alleged|understood|rumou?red) (?=\s+to\s+(?:be|have)\b)
      | probably | (?<!\bmost\ )(?<!\bvery\ ) likely | (?:suggest|indicat)(?:s|ed|e|ing)? )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def hedge_in(text: str, span: Span | None = None) -> Span | None:
    """The first hedge in a text, or within a span of it."""
    found = _HEDGE.search(text, *(span or (0, len(text))))
    return found.span() if found is not None else None


_NEGATIONS = """
    not no never none nobody without didn't don't isn't wasn't aren't weren't hasn't denied denies
"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words that turn what is told around."""

SAYING = re.compile(
    r"\baccording\s+to\b|\b(?:say|says|said|saying|tell|tells|told|claim|claims|claimed|report|reports|reported|warn|warns"
    r"|warned|announce[sd]?|confirm|confirms|confirmed|admit|admits|admitted|den(?:y|ies|ied)|reveal|reveals|revealed"
    r"|allege[sd]?|alleging|accuse[sd]?|insist|insists|insisted|state[sd]|ask|asks|asked|think|thinks|thought"
    r"|believe[sd]?|fear|fears|feared|sources?|spokes\w+|officials?|police|experts?|witness\w*|stud(?:y|ies)|polls?|survey"
    r"|apologi[sz]e[sd]?|vow|vows|vowed|call|calls|called|blame[sd]?|tweet\w*|wr(?:ites|ote)|quot(?:e[sd]?|ing)|cit(?:e[sd]?|ing))\b",
    re.IGNORECASE,
)
"""Where one of these stands, somebody may be named for what is told, even where no statement was read."""


def saying(text: str) -> bool:
    """Whether somebody may speak in these words, or be cited."""
    return SAYING.search(text) is not None


ANONYMOUS = re.compile(
    r"\banonym\w+|\b(?:not|declined|refused|asked|wish\w*)\s+(?:\w+\s+){0,3}?(?:named|identified)\b"
    r"|\bnot\s+authori[sz]ed\b",
    re.IGNORECASE,
)

_UNNAMED = re.compile(
    r"\b(?:sources?|insiders?|(?:people|person|persons)\s+(?:familiar|close|with))\b"
    r"|^(?:an?|one|another|the)\s+(?:[\w.’'-]+\s+){0,4}?(?:officials?|officer|adviser|advisor|aide|employee|diplomat)\b",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(r"\bspokes\w+|\b(?:press|information)\s+officer\b|\bofficials\b", re.IGNORECASE)


def unnamed_person(words: str) -> bool:
    """Whether these words show somebody who is not named, and who does not speak for a body as its office: a spokesman
    does, and "officials" is what a body that speaks is called."""
    return _UNNAMED.search(words) is not None and _SPEAKS_FOR.search(words) is None


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: its value as it is compared, how many of the text's words it takes, and whether it is one that only
    this thing has."""

    value: str
    span: Span
    words: int
    telling: bool


_TENS = enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
NUMBERS = {w: n for w, n in SMALL_NUMBERS.items() if w not in ("zero", "one")} | {w: str(10 * n) for n, w in _TENS}
"""Numbers that are written out, but for those that count nothing."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = re.compile(r"[\s-]?(million|billion|trillion|thousand|hundred|dozen|bn|m|k)\b", re.IGNORECASE)
_SCALES = {"bn": "billion", "m": "million", "k": "thousand"}
_NO_COUNT = re.compile(r"\s*(?:[ap]\.?m\b|o['’]clock|[:/]\d|%?\s*\(|st\b|nd\b|rd\b|th\b)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+\b(?!-(?:year|month|day|week|hour))")


def numeral(text: str, at: int) -> Numeral | None:
    """The number that begins at a place; `None` where none does, or where it is a time of day, a date, a year."""
    if at and (text[at - 1].isdigit() or (text[at - 1] in ".,:/" and at > 1 and text[at - 2].isdigit())):
        return None
    digits = _DIGITS.match(text, at)
    if digits is not None:
        value, end = digits.group().replace(",", "").rstrip("."), digits.end()
        end -= len(digits.group()) - len(digits.group().rstrip(",."))
    else:
        word = _WORD.match(text, at)
        spelt = NUMBERS.get(word.group().lower()) if word is not None else None
        if word is None or spelt is None:
            return None
        value, end = spelt, word.end()
    if _NO_COUNT.match(text, end) or re.fullmatch(r"(?:19|20)\d\d", value):
        return None
    words = len(re.findall(r"\d+|[A-Za-z]+", text[at:end]))
    scale = _SCALE.match(text, end)
    if scale is not None:
        name = scale[1].lower()
        value, end, words = f"{value} {_SCALES.get(name, name)}", scale.end(), words + 1
    return Numeral(value, (at, end), words, len(value) >= 3)


_BEFORE = re.compile(
    r"""(?<![\w-])(?: (?:at?\ (?:least|most) | up\ to | as\ (?:many|few|much|little)\ as
      | (?:no\ |not\ )?(?:more|less|fewer)\ than | (?:just\ |well\ |slightly\ )?(?:over|under) | nearly | almost | about
      | around | approximately | roughly | some | (?:an\ )?estimated | close\ to | upwards?\ of
      | a\ (?:minimum|maximum)\ of
      | about\ another | another )
      \s+ (?:an?\ (?:additional|estimated)\ |another\ )? )+ (?:US|A|C)?[$£€¥]?$""".replace("\\ ", r"\s+"),
    re.IGNORECASE | re.VERBOSE,
)
_JUST_ANOTHER = re.compile(r"\s*another\s*", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:\+|-plus\b|(?:people|persons|\w+)?\s*(?:or\s+(?:more|so|fewer|less)|and\s+(?:counting|more)|at\s+(?:least|most))\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\s*(?:consecutive\s+)?(?:second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:hand|turn|pass|look|go|walk|sail|soar|hover|sign|t(?:ake|aken|ook)|gave|giv|fl[eyo]w?|carr|argu|fought|fight|rul|all|r[au]n)"
    r"(?:n|ed|ing|s|ied|ies)?\s+$",
    re.IGNORECASE,
)
"""Verbs behind which "over" or "around" says where to: "handed over 21 girls", "turning around four hours in"."""
_DURING = re.compile(r"^(?:just\s+|well\s+|slightly\s+)?(?:over|under|around|about)\s", re.IGNORECASE)

LOOK_BACK = 48
"""Characters before a number in which its bound stands."""


def bounded(text: str, number: Span) -> Span | None:
    """The words that bound a number, with it: "at least 30", "30 or more"; `None` where it stands bare. "Over five
    days" tells how long something took, and bounds nothing."""
    low = max(0, number[0] - LOOK_BACK)
    before = _BEFORE.search(text[low : number[0]])
    if before is not None and not _JUST_ANOTHER.fullmatch(before.group()):
        start = low + before.start()
        if before.group().lower().split()[0] in ("over", "around", "under", "about") and _MOVED.search(
            text[:start][-16:]
        ):
            return None
        during = _DURING.match(before.group()) and before.group().lower().split()[0] in ("over", "under")
        if not (during and _PERIOD.match(text, number[1])):
            return start, number[1]
    behind = _BEHIND.match(text, number[1])
    return (number[0], behind.end()) if behind is not None else None
