"""Subjects that the model takes for sources and that are none: who was told, asked, accused or sentenced.

In the passive the subject hears, or is spoken of; who speaks stands behind "by", or nowhere. Each rule says that the
words marked as the source are not whose words these are; then no source is stated, and the reader guesses none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.rows import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what is marked in it as a cue, its source and what is said. `headline` tells the zone."""

    text: str
    cue: Span
    source: Span
    content: tuple[Span, ...]
    headline: bool = False

    @property
    def words(self) -> str:
        """The cue's words."""
        return " ".join(self.text[slice(*self.cue)].split())

    @property
    def behind(self) -> str:
        """The words behind the cue, to where its clause may end."""
        return self.text[self.cue[1] : self.cue[1] + NEAR]


NEAR = 40
"""Characters behind a cue in which "by" or a preposition is looked for."""

Rule = Callable[[Marked], bool]

_TOLD = (
    "told|informed|asked|warned|ordered|notified|urged|instructed|reminded|assured|advised|promised|offered|invited"
    "|questioned|interviewed|shown"
)
_SPOKEN_OF = (
    "accused|charged|convicted|sentenced|suspected|thought|believed|feared|expected|said|reported|alleged|rumou?red"
    "|called|described|considered|seen|regarded|viewed|criticised|criticized|praised|blamed|condemned|credited|linked|labelled"
    "|labeled|dubbed|nicknamed|required|allowed|banned|barred|predicted|estimated|announced|confirmed|denied|claimed"
    "|understood|presumed|found|sued|cleared|acquitted|recommended|hailed|forced|reprimanded|identified"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|being|be|am|get|gets|got)\s+(?:(?:\w+ly|also|still|now|then|once|first|long"
    rf"|later|not|widely|even)\s+)*"
    rf"(?:{_TOLD}|{_SPOKEN_OF})(?:\s+(?:of|to|as|for|with|in|on|about|over|that|\w+day|by))?(?:\s+(?:be"
    rf"|have)(?:\s+been)?)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby(?:\s+(?:an?|the))?\W*$", re.IGNORECASE)


def passive(m: Marked) -> bool:
    """ "The players were asked to leave": they did not ask. Who is behind "by" did."""
    if not _PASSIVE.search(m.words):
        return False
    return m.source[0] < m.cue[1] or _BY.search(m.text[m.cue[0] : m.source[0]]) is None


_BARE = re.compile(
    r"^(?:\w+ly\s+|also\s+|wrongly\s+)?(?:sentenced|convicted|accused|charged|ordered|feared|thought|believed"
    r"|suspected|alleged|told|said"
    r"|urged|asked|warned)(?P<prep>\s+(?:of|to|with|in|for|over|after))?$",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\s*(?:of|with|to)\b", re.IGNORECASE)
_IN_HEADLINES = re.compile(r"\s*(?:of|with|to|in|for|over|after)\b", re.IGNORECASE)
_OWN_PREPOSITION = re.compile(r"^(?:told|said|asked|urged|warned)\b", re.IGNORECASE)


def bare_participle(m: Marked) -> bool:
    """ "Mayor sentenced to three years", "a man accused of theft": a passive without its "was". In headlines it stands
    before any preposition, and "told", "warned", "urged" before "to" too."""
    found = _BARE.match(m.words)
    if found is None or m.source[0] > m.cue[0]:
        return False
    if _OWN_PREPOSITION.match(m.words) and not (m.headline and re.match(r"\s*to\b", found["prep"] or m.behind)):
        return False
    where = _IN_HEADLINES if m.headline else _ANYWHERE
    return where.match(found["prep"] or m.behind) is not None


_IT = re.compile(r"(?:it|there)$", re.IGNORECASE)
_BEING = re.compile(
    r"(?:is|was|has\s+been|had\s+been|remains|remained|seems|appears|['’]s)\b(?!\s+\w+ing\b)", re.IGNORECASE
)


def expletive(m: Marked) -> bool:
    """ "It is feared that": nobody in particular."""
    return _IT.match(m.text[slice(*m.source)]) is not None and _BEING.match(m.words) is not None


RULES: tuple[Rule, ...] = (passive, bare_participle, expletive)
"""What makes a marked source none; any of them is enough."""


def is_no_source(m: Marked) -> bool:
    """Whether what is marked as the source is not who speaks."""
    return any(rule(m) for rule in RULES)
