"""How rare a word is in news: a fixed table, so that what is linked does not depend on what else a record holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from onrecord.link.files import model_file

UNLISTED = 1.0
"""Rarity of a word that is not in the table: as if one article in all had it."""


@cache
def _table() -> dict[str, float]:
    found: dict[str, float] = json.loads(model_file("rarity.json"))
    return found


def rarity(word: str) -> float:
    """From 0 for a word that every article has to 1 for one that hardly any has (inverse document frequency, Spärck
    Jones 1972; `training/rarity.py`)."""
    return _table().get(word, UNLISTED)


def weight(words: Iterable[str]) -> float:
    """The sum of the words' rarities."""
    table = _table()
    return sum(table.get(word, UNLISTED) for word in words)
