"""What is compared: sentences, each reduced to its words. A sentence printed a thousand times is one unit.

A unit's key is a hash of its words, so that the same sentence has the same key in every record and on every machine;
its shingles are hashes of the words that follow one another in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from onrecord.link.rarity import rarities
from onrecord.rows import Span, Zone
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences
from onrecord.text.spans import merged, overlapping
from onrecord.text.words import Word, within, words

LEAST = 4
"""Words of the shortest unit: shorter sentences ("Read more", "He said so") are too common to tell anything."""

LONGEST = 120
"""Words of the longest unit. A longer sentence (a list, a text without stops) is cut, so that no comparison of two
units costs more than a fixed time."""

SHINGLE = 3
"""Words of a shingle. Within an event all are used, 217 an article, which find .82 of the passages annotated in the
five gold stories (with half of them .80); beyond it the rarest few."""

TELLING = 0.75
"""Least rarity of a shingle's words together: below it, three words such as "at the end" stand in every article."""


TELLING_MUCH, WINNOWED = 1.1, 3
"""Least rarity of a shingle that articles of different events are searched by, and how many of them one stands for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of an article, or a part of a very long one: its words with their spans, and which of them, from one
    to before another, stand in quotation marks."""

    words: tuple[Word, ...]
    quoted: tuple[Span, ...] = ()

    @property
    def key(self) -> int:
        """A hash of its words, of which have capitals, and of which are quoted: all that a comparison looks at, so that
        what two units share is the same wherever they stand."""
        written = " ".join(f"^{w.key}" if w.capital else w.key for w in self.words)
        return _hash(written + (repr(self.quoted) if self.quoted else ""))

    @property
    def span(self) -> Span:
        """From its first word's first character to its last word's last."""
        return self.words[0].start, self.words[-1].end


def units(text: str, zones: Iterable[Zone] = ()) -> Iterator[Unit]:
    """The units of a text, in order; site notices are not read."""
    quoted = merged((q.start, q.end) for q in quotes(text))
    notices = [(z.start, z.end) for z in zones if z.kind == "notice"]
    everything = words(text)
    for span in sentences(text):
        found = within(everything, span)
        for at in range(0, len(found), LONGEST):
            part = tuple(found[at : at + LONGEST])
            if len(part) >= LEAST and not overlapping((part[0].start, part[-1].end), notices):
                yield Unit(part, tuple(_ranges(part, quoted)))


def _ranges(found: Sequence[Word], quoted: list[Span]) -> Iterator[Span]:
    """Which words stand within the disjoint spans."""
    for start, end in overlapping((found[0].start, found[-1].end), quoted):
        inside = [i for i, w in enumerate(found) if start <= w.start and w.end <= end]
        if inside:
            yield inside[0], inside[-1] + 1


def placed(text: str, span: Span, quoted: Iterable[Span]) -> Unit:
    """The unit that stands at a span of a text."""
    return Unit(words(text, span), tuple(quoted))


def shingles(found: Sequence[Word]) -> set[int]:
    """Hashes of each few words in a row that together are rare enough to tell something."""
    return {key for key, _ in _shingles(found)}


def few_shingles(found: Sequence[Word]) -> set[int]:
    """The rarer of these, and of each few that follow one another the least (winnowing: Schleimer, Wilkerson & Aiken
    2003): enough to find a passage of a dozen words, by a third of the entries."""
    rare = [key for key, told in _shingles(found) if told >= TELLING_MUCH]
    if len(rare) <= WINNOWED:
        return {min(rare)} if rare else set()
    return {min(rare[i : i + WINNOWED]) for i in range(len(rare) - WINNOWED + 1)}


def _shingles(found: Sequence[Word]) -> list[tuple[int, float]]:
    keys = [w.key for w in found]
    rare = rarities(keys)
    hashes = [hashed(w.stem) for w in found]
    out = []
    for i in range(len(keys) - SHINGLE + 1):
        told = rare[i] + rare[i + 1] + rare[i + 2]
        if told >= TELLING:
            mixed = hashes[i] * 0x9E3779B1 + hashes[i + 1] * 0x85EBCA77 + hashes[i + 2] * 0xC2B2AE3D
            out.append((mixed & _MASK, told))
    return out


_MASK = (1 << 63) - 1


@lru_cache(maxsize=200_000)
def hashed(word: str) -> int:
    """63 bits of a word's hash, so that SQLite and Arrow hold it as an integer; the same in every process."""
    return _hash(word)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") & _MASK
