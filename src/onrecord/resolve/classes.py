"""What kind of speaker: named or unnamed, one person, a group, an organisation, or a document.

RULES is tried in order on the entity and the words that name it; the first that speaks decides. Where none does, or no
one is named and a pronoun is all there is, it is `unknown`: never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.rows import EntityKind, SpeakerClass
from onrecord.text.nouns import COLLECTIVE, DOCUMENTS, LAWS, ORGANISATIONS, PERSONS, heads
from onrecord.text.pronouns import PRONOUNS


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker as the article shows it: `words` are the source's own, `head` without what follows its head word."""

    words: str
    head: str
    kind: EntityKind
    name: str | None


_MANY = re.compile(
    r"^(?:(?:the|these|those|at least|more than|about|his|her|their)\s+)*"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|several|many|some|few|both|most|other"
    r"|various|all|a (?:number|group|few|couple) of|\d+)\b(?!-)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"^(?:one|an?|another|either|neither)\b", re.IGNORECASE)
_BODY = heads("crowd family group crew couple pair jury panel audience gang mob trio band handful majority duo")
_ONE = frozenset(["one", "another", "someone", "somebody", "a third", "a second"])
_DEFINITE = re.compile(r"(?:the|its|their|his|her|our|both the)\b|.*\w['’]s?\s", re.IGNORECASE)
_STATE = heads("""
    government ministry army navy military air_force administration presidency office department agency council
    court parliament senate congress embassy bank party association union committee commission authority authorities
    federation league institute board bureau secretariat regime kremlin cabinet prosecution coalition alliance
    service
""")
_CAPITAL = re.compile(r"(?<!^)(?<!^[\"“‘'])\b[A-Z]\w+")
_ORIGIN = re.compile(r"[A-Z]\w+(?:['’]s?\b|(?:ian|ean|ese|ish|ani|aqi|eli|ench|utch|erman|rean|ican|indi|lish)\b)")

Rule = Callable[[Who], SpeakerClass | None]


def named_person(who: Who) -> SpeakerClass | None:
    """A person whom the article names."""
    return "named_person" if who.name and who.kind == "person" else None


def named_organization(who: Who) -> SpeakerClass | None:
    """An organisation, a government or a country by its name (a place that speaks stands for its government)."""
    return "named_organization" if who.name and who.kind in ("organization", "place", "group", "unknown") else None


def account(who: Who) -> SpeakerClass | None:
    """An organisation's account speaks for it, if a name or its place makes the organisation out, and so does one word
    with a handle that is nobody's ("LarkTracker (@larktracker)"); somebody's page among his profiles is a document."""
    if who.name:
        return None
    if _HANDLE.fullmatch(who.words) and who.kind == "unknown":
        return "named_organization"
    found = _ACCOUNT.search(who.head) if who.kind != "person" else None
    if found is None:
        return None
    if "linkedin" in found[0].casefold():
        return "document"
    rest = _ACCOUNT.sub("", who.words)
    return "named_organization" if _DEFINITE.match(who.head) or _NAMED.search(rest) else None


_HANDLE = re.compile(r"[\w.]+ \(@\w+\)")
_ACCOUNT = re.compile(
    r"(?:(?:Twitter|Facebook|Instagram|Weibo|LinkedIn|social media)\s+)(?:account|handle|feed|profile|page)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"@\w|\b[A-Z]\w+")


def document(who: Who) -> SpeakerClass | None:
    """Words whose head is a text, a picture or a recording, and the name of a law."""
    if who.name and who.kind != "person" and LAWS.search(who.name):
        return "document"
    return "document" if who.kind == "document" or (not who.name and DOCUMENTS.search(who.head)) else None


def described_organization(who: Who) -> SpeakerClass | None:
    """An institution made out by a name or a country in its description ("the Karsk government"), or by where the
    article stands ("the ministry", "the authorities"); any other is a group."""
    if not ORGANISATIONS.search(who.head):
        return None
    if _MANY.match(who.head) or (who.head.lower().endswith(("media", "police")) and not _CAPITAL.search(who.head)):
        return "unnamed_group"
    made_out = _CAPITAL.search(who.head) or _ORIGIN.match(who.head)
    placed = _DEFINITE.match(who.head) and _STATE.search(who.head)
    return "named_organization" if made_out or placed else "unnamed_group"


def unnamed_group(who: Who) -> SpeakerClass | None:
    """More than one, by number word or plural, or a kind ("employee complaints"); "they" who are neither named nor
    described are such a group."""
    if who.head.casefold() in ("they", "them"):
        return "unnamed_group"
    if _BODY.search(who.head):
        return "unnamed_group"
    if who.head.casefold() in PRONOUNS or _ONE_OF.match(who.head):
        return None
    if who.words.islower() and who.words.isalpha() and PERSONS.fullmatch(who.words):
        return "unnamed_group"
    return "unnamed_group" if _MANY.match(who.head) or COLLECTIVE.search(who.head) else None


def unnamed_person(who: Who) -> SpeakerClass | None:
    """One whom a description, and no name, makes out."""
    if who.head.casefold() in PRONOUNS:
        return None
    if who.head.casefold() in _ONE:
        return "unnamed_person"
    return "unnamed_person" if who.kind == "person" or PERSONS.search(who.head) else None


def unnamed_organization(who: Who) -> SpeakerClass | None:
    """Any other description of an organisation or a place, without a name."""
    return (
        "unnamed_group"
        if who.kind in ("organization", "place", "group") and who.head.casefold() not in PRONOUNS
        else None
    )


RULES: tuple[Rule, ...] = (
    account,
    document,
    named_person,
    named_organization,
    described_organization,
    unnamed_group,
    unnamed_person,
    unnamed_organization,
)


def speaker_class(who: Who) -> SpeakerClass:
    """The class that the first rule to speak gives."""
    return next((c for rule in RULES if (c := rule(who)) is not None), "unknown")
