"""The words of a text, each with its span and the form by which it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.rows import Span

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


_NUMBERS = (
    *("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()),
    *("seventeen eighteen nineteen twenty".split()),
)
SMALL_NUMBERS = {word: str(n) for n, word in enumerate(_NUMBERS)}
"""Numbers that one paper writes out and another in digits."""

ENDINGS = ("'s", "ies", "ing", "ed", "es", "s")
LEAST_STEM = 4
"""Endings that a stem goes without, if so many letters are left: "releases" and "released" are one word, "red" stays.
A light stemmer (Harman 1991): a heavier one takes "nation" and "national" for one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `key` is its form for comparing (lower case, one kind of apostrophe); `capital` whether it is written
    with a capital letter or begins with a digit."""

    start: int
    end: int
    key: str
    capital: bool

    @property
    def stem(self) -> str:
        """What is left of it where endings and the spelling of small numbers do not count."""
        return _stem(self.key)


@lru_cache(maxsize=100_000)
def _stem(key: str) -> str:
    if number := SMALL_NUMBERS.get(key):
        return number
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= LEAST_STEM:
            return key[: -len(ending)]
    return key


def words(text: str, span: Span | None = None) -> list[Word]:
    """The words within a span (all of the text without one), in order: runs of letters and digits, whatever stands
    between them."""
    start, end = span or (0, len(text))
    found = []
    for m in _WORD.finditer(text, start, end):
        word = m.group()
        found.append(Word(m.start(), m.end(), word.lower().replace("’", "'").replace("ʼ", "'"), not word[0].islower()))
    return found
