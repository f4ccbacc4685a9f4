"""News sentences edited so that they say otherwise: another figure, day, place or name, the opposite, or its denial.

The edits are those by which reports of one event come to differ. Each takes a sentence and a random generator, and
gives the edited sentence, or `None` where there is nothing for it to change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Edit = Callable[[str, random.Random], str | None]

WORDS = {
    "numbers": """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        twenty thirty forty fifty
    """,
    "days": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "months": "January February March April June July August September October November December",
}

_NUMBERS = tuple(WORDS["numbers"].split())
_NUMBER = re.compile(
    r"(?<![\w$€£.,-])(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?![\w%-]|[.,]\d)|\b(?:" + "|".join(_NUMBERS) + r")\b"
)
_DAYS, _MONTHS = (tuple(WORDS[name].split()) for name in ("days", "months"))
_DATE = re.compile(r"\b(?:" + "|".join((*_DAYS, *_MONTHS)) + r")\b")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+)(?: [A-Z][a-z]+)*(?=[ ,.;]|$)")

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("rose", "fell"), ("increased", "decreased"), ("won", "lost"), ("killed", "injured"), ("alive", "dead"),
    ("survived", "died"), ("accepted", "rejected"), ("agreed", "refused"), ("opened", "closed"), ("open", "closed"),
    ("success", "failure"), ("successful", "failed"), ("supported", "opposed"), ("supports", "opposes"),
    ("confirmed", "denied"), ("captured", "lost"), ("arrested", "released"), ("guilty", "innocent"),
    ("legal", "illegal"), ("before", "after"), ("more than", "fewer than"), ("at least", "at most"), ("first", "last"),
    ("all", "none"), ("always", "never"), ("north", "south"), ("east", "west"), ("began", "ended"), ("men", "women"),
    ("accident", "attack"), ("continued", "stopped"), ("allowed", "banned"), ("true", "false"), ("true", "untrue"),
    ("peaceful", "violent"), ("approved", "blocked"), ("signed", "vetoed"), ("resumed", "suspended"),
)  # fmt: skip
_OPPOSITE = {**dict(OPPOSITES), **{b: a for a, b in OPPOSITES}}
_TURNED = re.compile(r"\b(?:" + "|".join(sorted(_OPPOSITE, key=len, reverse=True)) + r")\b")
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do)\b(?! not|n['’]t)")
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|did|does|do) (?:not|never) |\b(had|has|was|were|is|are) no "
)


def number(text: str, rng: random.Random) -> str | None:
    """Another number of like size."""

    def other(said: str) -> str:
        if not said[0].isdigit():
            return rng.choice([w for w in _NUMBERS if w != said.lower()])
        value = int(said.replace(",", ""))
        for _ in range(20):
            new = max(1, round(value * rng.choice((0.25, 0.5, 0.7, 1.3, 1.5, 2, 3)) + rng.choice((-2, -1, 0, 1, 2))))
            if new != value and abs(new - value) > 0.02 * value:
                return f"{new:,}" if "," in said else str(new)
        return str(value + 3)

    return _one(_NUMBER, text, rng, other)


def date(text: str, rng: random.Random) -> str | None:
    """Another day of the week, or another month."""
    return _one(
        _DATE, text, rng, lambda said: rng.choice([x for x in (_DAYS if said in _DAYS else _MONTHS) if x != said])
    )


def named(names: list[str]) -> Edit:
    """Another of some names, in the place of one that has as many words."""

    def edit(text: str, rng: random.Random) -> str | None:
        def other(said: str) -> str:
            alike = [n for n in names if len(n.split()) == len(said.split()) and n not in text]
            return rng.choice(alike) if alike else said

        found = _one(_NAME, text, rng, other)
        return None if found == text else found

    return edit


def opposite(text: str, rng: random.Random) -> str | None:
    """The opposite of one of its words."""
    return _one(_TURNED, text, rng, lambda said: _OPPOSITE[said])


def negated(text: str, rng: random.Random) -> str | None:
    """A "not" put in behind a verb, or taken out."""
    if _NOT.search(text):
        return _one(_NOT, text, rng, lambda said: said.split()[0] + " ")
    return _one(_VERB, text, rng, lambda said: f"{said} {rng.choice(('not', 'not', 'never'))}")


def denied(text: str, rng: random.Random) -> str | None:
    """A denial put before it."""
    if _NOT.search(text) or not re.match(r"(?:The|A|An|He|She|They|It|[A-Z][a-z]+ [a-z])", text):
        return None
    start = text[0].lower() + text[1:] if re.match(r"(?:The|A|An|He|She|They|It)\b", text) else text
    return rng.choice(
        ("Officials denied that {}", "It is not true that {}", "The spokesman denied {}", "No: {}")
    ).format(start)


def _one(pattern: re.Pattern[str], text: str, rng: random.Random, other: Callable[[str], str]) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start()] + other(m[0]) + text[m.end() :]
