"""How rare a word is in news: a fixed table, so that what is linked does not depend on what else a record holds."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.link.files import model_file

UNLISTED = 1.0
"""Rarity of a word that is not in the table: as if one article in all had it."""

LITTLE = 0.1
"""Rarity up to which a word tells little."""


@cache
def _table() -> dict[str, float]:
    found: dict[str, float] = json.loads(model_file("rarity.json"))
    return found


def rarity(word: str) -> float:
    """From 0 for a word that every article has to 1 for one that hardly any has (inverse document frequency, Spärck
    Jones 1972; `training/rarity.py`)."""
    return _table().get(word, UNLISTED)


COUNTED = 0.05
"""What is left of the rarity of a word that all reports of an event have."""


@lru_cache(maxsize=10_000)
def left_here(having: int, reports: int) -> float:
    """What share of its rarity a word keeps among the reports of one event, of which so many have it: in reports of an
    earthquake "quake" tells nothing."""
    return max(COUNTED, math.log((reports + 1) / (having + 0.5)) / math.log((reports + 1) / 1.5))


def rarities(words: Iterable[str]) -> list[float]:
    """The rarity of each word."""
    rare = _table().get
    return [rare(word, UNLISTED) for word in words]


def weight(words: Iterable[str]) -> float:
    """The sum of the words' rarities."""
    return sum(rarities(words))
