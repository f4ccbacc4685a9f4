"""How rare a word is in news: a fixed table, so that what is linked in a record does not depend on what else it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

UNLISTED = 1.0
"""Rarity of a word that is not in the table: as if one article in all had it."""


@cache
def _table() -> dict[str, float]:
    text = (files("onrecord.link") / "models" / "rarity.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found


def rarity(word: str) -> float:
    """From 0 for a word that every article has to 1 for one that hardly any has (inverse document frequency, Spärck
    Jones 1972; `training/rarity.py`)."""
    return _table().get(word, UNLISTED)


def weight(words: Iterable[str]) -> float:
    """The sum of the words' rarities."""
    table = _table()
    return sum(table.get(word, UNLISTED) for word in words)
