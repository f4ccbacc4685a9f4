"""When two of one full name are two persons: what they are called fits no one person, and their stories have nothing
else in common.

Only walks of life that seldom meet in one person speak against it: a senator may be a lawyer and have been a general,
but a senator and a striker in unrelated news are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WALKS = {
    "public": """president minister premier senator lawmaker politician governor mayor congressman congresswoman
        representative candidate councillor councilman councilwoman chancellor secretary ambassador diplomat legislator
        lawyer attorney prosecutor judge justice general colonel commander admiral brigadier businessman businesswoman
        executive ceo chairman chairwoman entrepreneur activist adviser spokesman spokeswoman leader""",
    "sport": """footballer striker midfielder goalkeeper quarterback linebacker cornerback receiver pitcher
        outfielder golfer boxer cricketer batsman bowler cyclist sprinter swimmer skater gymnast wrestler coach
        winger teammate""",
    "stage": "actor actress singer rapper musician comedian guitarist drummer novelist poet painter filmmaker dancer",
    "science": "professor scientist researcher physicist biologist chemist historian economist astronomer",
    "medicine": "doctor surgeon nurse physician psychiatrist paramedic pathologist",
    "police": "policeman policewoman sheriff detective constable trooper",
    "church": "bishop archbishop priest imam rabbi pastor cardinal vicar nun monk",
    "school": "student pupil teacher teenager schoolboy schoolgirl freshman sophomore",
}
_WALK = {word: walk for walk, words in _WALKS.items() for word in words.split()}
_HE = _list("man boy father brother son husband uncle nephew spokesman chairman policeman businessman actor")
_SHE = _list(
    "woman girl mother sister daughter wife aunt niece spokeswoman chairwoman policewoman businesswoman actress"
)
_WORD = re.compile(r"[a-z]+")
_OF_OTHERS = re.compile(r"\b[\w'’.-]+['’]s?\s|\b(?:of|for|to|from|at|in|who|that|with|by)\b.*", re.DOTALL)
"""What a description says of others: "the senator's lawyer", "wife of the coach"."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What descriptions tell of a person."""

    walks: frozenset[str]
    genders: frozenset[str]


def profile(descriptions: Iterable[str]) -> Profile:
    """Walks of life and genders that descriptions name, each by its own words, not by those of others in it."""
    words = {w for d in descriptions for w in _WORD.findall(_OF_OTHERS.sub(" ", d.casefold()))}
    genders = {g for g, of in (("he", _HE), ("she", _SHE)) if not of.isdisjoint(words)}
    return Profile(frozenset(_WALK[w] for w in words if w in _WALK), frozenset(genders))


def conflict(a: Profile, b: Profile) -> bool:
    """Whether no one person fits both: no walk of life in common, or another gender. Who has both is told badly."""
    walks = a.walks and b.walks and a.walks.isdisjoint(b.walks)
    genders = len(a.genders) == len(b.genders) == 1 and a.genders != b.genders
    return bool(walks or genders)


def apart(profiles: Sequence[Profile]) -> list[list[int]]:
    """Which profiles are one person's: all, unless two conflict. Then those are that have a walk of life in common, and
    whoever has none stays alone. Indices into `profiles`."""
    of: dict[Profile, list[int]] = {}
    for i, p in enumerate(profiles):
        of.setdefault(p, []).append(i)
    told = sorted((p for p in of if p.walks or p.genders), key=lambda p: (sorted(p.walks), sorted(p.genders)))
    if not any(conflict(a, b) for i, a in enumerate(told) for b in told[:i]):
        return [list(range(len(profiles)))] if profiles else []
    persons: list[list[Profile]] = []
    for p in told:
        fits = [known for known in persons if _is_one_of(p, known)]
        if len(fits) == 1:
            fits[0].append(p)
        else:
            persons.append([p])
    groups = [sorted(i for p in known for i in of[p]) for known in persons]
    return groups + [[i] for p, found in of.items() if p not in told for i in found]


def _is_one_of(p: Profile, known: Sequence[Profile]) -> bool:
    shared = any(not p.walks.isdisjoint(q.walks) for q in known)
    return shared and not any(conflict(p, q) for q in known)
