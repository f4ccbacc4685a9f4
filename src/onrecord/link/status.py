"""A status: what somebody or something is said to be. A small typed fact, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.link.clauses import Group
from onrecord.link.referents import Referent
from onrecord.link.status_words import (
    AGREED_TO,
    CAPTIVES,
    EVENTS,
    GOVERNMENT,
    OF_PERSONS,
    OPENS,
    PLACES,
    REBELS,
    TRUCES,
    Dimension,
    Sense,
)
from onrecord.rows import Span
from onrecord.text.nouns import PERSONS, word_set
from onrecord.text.words import words as read


@dataclass(frozen=True, slots=True)
class Status:
    """One value of one dimension, said of a subject, or, `negated`, said not to be so. `whom` is who holds a place, who
    agrees. `still` is what goes on; `denied` what somebody is said to deny. `span` are the words that show it."""

    dimension: Dimension
    subject: Referent
    value: str
    negated: bool
    span: Span
    whom: Referent | None = None
    still: bool = False
    denied: bool = False


def said_of(
    sense: Sense, subject: Referent | None, g: Group, span: Span, whom: Referent | None = None
) -> Iterator[Status]:
    """The status that a verb says of a subject, if there is one that it can be said of."""
    if (
        subject is None
        or not _fits(sense, subject)
        or (g.plural and (g.passive or whom is None) and _is_one(sense, subject))
    ):
        return
    no = subject.negated or bool(whom and whom.negated)
    subject = _named_by(sense, replace(subject, negated=False))
    yield Status(sense[0], subject, sense[1], g.negated != no, span, whom, g.still)


def _named_by(sense: Sense, subject: Referent) -> Referent:
    """*The town of Ashel* is Ashel."""
    if sense[0] == "control" and not subject.named and subject.head in STEMS_PLACES and subject.of:
        return replace(subject, head=subject.of[-1], names=subject.of, named=True)
    return subject


def _fits(sense: Sense, subject: Referent) -> bool:
    """Only a place is held, only what opens is closed; only a single one, or one with a name, is dead."""
    dimension = sense[0]
    if subject.head == "they":
        return False
    if dimension == "access":
        return subject.head in STEMS_OPEN
    if dimension == "control":
        return subject.named or subject.head in STEMS_PLACES
    if dimension in OF_PERSONS:
        return subject.named or subject.head == "self" or (not subject.plural and _is_person(subject.head))
    if dimension == "consent":
        return subject.head in STEMS_AGREED
    if dimension == "responsibility":
        return subject.named or subject.head == "self" or (subject.definite and not subject.negated)
    if dimension == "intent":
        return subject.head == "it" or subject.head in _STEMS_EVENTS
    return True


def _is_one(sense: Sense, subject: Referent) -> bool:
    """Of whom *were* and *have* cannot be said: they are said of another, farther off."""
    return sense[0] in OF_PERSONS and subject.head != "self"


def _is_person(head: str) -> bool:
    return head in STEMS_CAPTIVES or PERSONS.fullmatch(head)


def stems(keys: frozenset[str]) -> frozenset[str]:
    """The words without their endings."""
    return frozenset(w.stem for k in keys for w in read(k))


STEMS_OPEN, STEMS_PLACES, STEMS_AGREED = stems(OPENS), stems(PLACES), stems(AGREED_TO)
STEMS_CAPTIVES, STEMS_TRUCES = stems(CAPTIVES), stems(TRUCES)
_STEMS_EVENTS = stems(EVENTS)
ACTORS = GOVERNMENT | REBELS | word_set("separatist jihadist force forces fighters group")
ACTORS |= stems(ACTORS)
"""Who may hold a place."""
