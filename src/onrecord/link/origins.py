"""Do two statements go back to one word? RULES say so where the texts show it; where they do not, it is unknown.

A rule gives its evidence in words, or `None`. The rules of ONE are asked first: what visibly goes back to the same word
does so whoever else is named. Those of APART need both speakers named and of different institutions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.link.passages import copied_words
from onrecord.link.told import Told
from onrecord.link.units import Unit
from onrecord.resolve.media import own

Verdict = tuple[bool | None, str | None]

COPIED_WORDS = 8
"""Least words shared in a passage that shows copying: a shorter one may well be written twice."""

COPIED_SHARE = 0.6
"""Share of the shorter statement that a copied passage covers."""

NAMED = frozenset({"named_person", "named_organization"})


@dataclass(frozen=True)
class Known:
    """What is known of the speakers of an event: how reports describe each, by its id, and which are places."""

    descriptions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()


def same_origin(a: Told, b: Told, known: Known) -> Verdict:
    """`True`, `False` or `None` for unknown, with the evidence."""
    for rule in ONE:
        if evidence := rule(a, b):
            return True, evidence
    for rule_apart in APART:
        if evidence := rule_apart(a, b, known):
            return False, evidence
    return None, None


def same_speaker(a: Told, b: Told) -> str | None:
    """One named speaker, or one document, is said to have said both: an official who is quoted in ten papers is one
    origin."""
    if not a.statement.speaker or a.statement.speaker != b.statement.speaker:
        return None
    if {a.statement.speaker_class, b.statement.speaker_class} <= NAMED | {"document"}:
        return f"the same speaker: {a.name}"
    return None


def copied(a: Told, b: Told) -> str | None:
    """Most of the one stands in the other, word for word or lightly edited."""
    if len(a.words) < COPIED_WORDS or len(b.words) < COPIED_WORDS:
        return None
    if a.keys == b.keys:
        return "the same words"
    least = max(COPIED_WORDS, COPIED_SHARE * min(len(a.words), len(b.words)))
    if _most_shared(a, b) < least:
        return None
    return "a copied passage" if copied_words(Unit(a.words), Unit(b.words)) >= least else None


def _most_shared(a: Told, b: Told) -> int:
    """No fewer words than any alignment of the two has in common; counting them costs less than aligning."""
    repeated = min(len(a.stems) - len(a.vocabulary), len(b.stems) - len(b.vocabulary))
    return len(a.vocabulary & b.vocabulary) + repeated


def copied_report(a: Told, b: Told) -> str | None:
    """They are told in the same words, however few, and one report is a copy of the other, or both are of a third."""
    if a.article.sha256 == b.article.sha256:
        return "the same text"
    if a.keys == b.keys and a.copy_of and a.copy_of == b.copy_of:
        return "one report is a copy of the other"
    return None


def same_agency(a: Told, b: Told) -> str | None:
    """Both articles are copy of one agency, which says this in its own voice or was told it."""
    if a.article.agency and a.article.agency == b.article.agency and not (a.name and b.name and a.name != b.name):
        return f"both reports are {a.article.agency} copy"
    return None


def cites_the_other(a: Told, b: Told) -> str | None:
    """One has it from the other's outlet or agency."""
    for one, other in ((a, b), (b, a)):
        for relay in one.statement.relay:
            if own(other.article, relay) or _same_medium(other.article.agency or "", relay):
                return f"one cites {relay}"
    return None


def same_relay(a: Told, b: Told) -> str | None:
    """Both came through one medium, document or person."""
    for relay in a.statement.relay:
        if any(_same_medium(relay, other) for other in b.statement.relay):
            return f"both came through {relay}"
    for one, other in ((a, b), (b, a)):
        if one.name and any(_same_medium(one.name, relay) for relay in other.statement.relay):
            return f"both go back to {one.name}"
    return None


ONE: tuple[Callable[[Told, Told], str | None], ...] = (
    same_speaker, copied, copied_report, same_agency, cites_the_other, same_relay
)  # fmt: skip
"""In the order they are asked."""


def different_institutions(a: Told, b: Told, known: Known) -> str | None:
    """Both speakers are named, and nothing that either is called ties them: neither shares a name or a country with the
    other, both do not hold an office (a land that speaks is its government), and neither is a medium, which has it from
    somebody."""
    if not {a.statement.speaker_class, b.statement.speaker_class} <= NAMED:
        return None
    if not a.name or not b.name or a.statement.speaker == b.statement.speaker:
        return None
    if a.statement.nested_in or b.statement.nested_in or a.statement.relay or b.statement.relay:
        return None
    mine, theirs = _called(a, known), _called(b, known)
    if not all(_is_placed(x, known) for x in (a, b)):
        return None
    if _tied(a.name, b.name, mine, theirs) or _MEDIUM.search(a.name) or _MEDIUM.search(b.name):
        return None
    if all(_OFFICE.search(c) or x.statement.speaker in known.places for x, c in ((a, mine), (b, theirs))):
        return None
    return f"different speakers: {a.name}; {b.name}"


def _is_placed(each: Told, known: Known) -> bool:
    """Its name is a proper one ("the investment bank" is not), and of a person it is told who that is: without it a
    company's officer would be told from the company."""
    if each.name is None or not _PROPER.search(_ARTICLE.sub("", each.name)):
        return False
    person = each.statement.speaker_class == "named_person"
    return not person or bool(known.descriptions.get(each.statement.speaker or ""))


_ARTICLE = re.compile(r"^(?:The|A|An)\s+", re.IGNORECASE)

APART: tuple[Callable[[Told, Told, Known], str | None], ...] = (different_institutions,)
"""In the order they are asked."""

_OFFICE = re.compile(
    r"\b(?:government|president|presidency|presidential|minister|ministry|spokes\w+|officials?|army|military|police"
    r"|official|department|agency|state|authorit\w+|governor|mayor|council|senator|congress\w*|aide|secretary)\b",
    re.IGNORECASE,
)
_PROPER, _PROPER_OR_NOT = re.compile(r"\b[A-Z][\w’']+"), re.compile(r"\w{4,}")
_MEDIUM = re.compile(
    r"\b(?:News|TV|Television|Radio|Times|Post|Press|Daily|Herald|Tribune|Journal|Gazette|Broadcast\w*|Agency|Media|Online"
    r"|Magazine|Telegraph|Guardian|Mail|Mirror|Chronicle|Observer|Weekly|Review|Advocate|Sun|Star|Globe|Standard|Echo"
    r"|Examiner|Inquirer|Register|Bulletin|Independent|Express|Insider|Reporter|Dispatch|Courier|Ledger|Sentinel"
    r"|Today|Network|Blog|Reuters|Xinhua|Agence)\b|^[A-Z]{2,5}\d?$|\.(?:com|org|net|co)\b"
)
ROOT, SHORT_ROOT = 5, 4
"""Letters by which names are tied: "Nigeria" and "Nigerian", and where one has but four, "Chad" and "Chadian"."""


def _called(each: Told, known: Known) -> str:
    return " ; ".join([each.name or "", *known.descriptions.get(each.statement.speaker or "", ())])


def _tied(name: str, other_name: str, called: str, other_called: str) -> bool:
    """A word of the one's name, or a proper one of what it is called, is found with the other."""

    def roots(name: str, called: str) -> set[str]:
        proper = {m.lower()[:ROOT] for m in _PROPER.findall(called)}
        return (proper | {w.lower()[:ROOT] for w in _PROPER_OR_NOT.findall(name)}) - {"the", "a", "an"}

    mine, theirs = roots(name, called), roots(other_name, other_called)
    short = {x[:SHORT_ROOT] for x in mine} & {y[:SHORT_ROOT] for y in theirs} & (mine | theirs)
    return bool(mine & theirs or short)


_NOISE = re.compile(
    r"^the\s+|\b(?:news|agency|newspaper|magazine|online|website)\b|\.(?:com|co|org|net|uk|in|au|ca)\b|\W"
)


def _same_medium(one: str, other: str) -> bool:
    """One medium by two names: "The Keddra Bulletin", "keddrabulletin.com"."""
    a, b = _NOISE.sub("", one.lower()), _NOISE.sub("", other.lower())
    return len(a) > 1 and a == b
