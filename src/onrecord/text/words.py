"""The words of a text, each with its span and the form by which it is compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.rows import Span

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
SMALL_NUMBERS = {word: str(n) for n, word in enumerate(_NUMBERS)}
"""Numbers that one paper writes out and another in digits."""

ENDINGS = ("'s", "ing", "ed", "es", "s")
LEAST_STEM = 4
"""Endings that a stem goes without, if so many letters are left: "releases" and "released" are one word, "red" stays;
with them goes a last "e", and "y" counts as "i", so that "release" is theirs and "policy" that of "policies".
A light stemmer (Harman 1991): a heavier one takes "nation" and "national" for one."""


class Word(NamedTuple):
    """A word: `key` is its form for comparing (lower case, one kind of apostrophe); `capital` whether it is written
    with a capital letter or begins with a digit; `stem` what is left of it where endings and the spelling of small
    numbers do not count."""

    start: int
    end: int
    key: str
    capital: bool
    stem: str


def _stem(key: str) -> str:
    if number := SMALL_NUMBERS.get(key):
        return number
    ending = next((e for e in ENDINGS if key.endswith(e) and len(key) - len(e) >= LEAST_STEM), "")
    bare = key[: len(key) - len(ending)]
    if len(bare) > LEAST_STEM and (bare[-1] == "e" or (bare[-1] == bare[-2] and ending)):
        return bare[:-1]
    return bare[:-1] + "i" if len(bare) >= LEAST_STEM and bare[-1] == "y" else bare


def words(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """The words within a span (all of the text without one), in order: runs of letters and digits, whatever stands
    between them."""
    return _all_words(text) if span is None else tuple(_words(text, *span))


TEXTS_HELD = 64
"""Texts whose words are kept: an article's are asked for several times while it is linked, and then no more."""


@lru_cache(maxsize=TEXTS_HELD)
def _all_words(text: str) -> tuple[Word, ...]:
    return tuple(_words(text, 0, len(text)))


def within(found: Sequence[Word], span: Span) -> Sequence[Word]:
    """Those of some words, in order, that begin within a span."""
    return found[bisect_left(found, span[0], key=_start) : bisect_left(found, span[1], key=_start)]


def _start(word: Word) -> int:
    return word.start


@lru_cache(maxsize=200_000)
def _form(word: str) -> tuple[str, bool, str]:
    """What a word is whatever its place: its key, whether it has a capital, its stem."""
    key = word.lower()
    if not key.isascii():
        key = key.replace("’", "'").replace("ʼ", "'")
    return key, not word[0].islower(), _stem(key)


def _words(text: str, start: int, end: int) -> list[Word]:
    return [Word._make((*m.span(), *_form(m.group()))) for m in _WORD.finditer(text, start, end)]
