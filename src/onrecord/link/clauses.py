"""The clauses of what is said, and the words of a verb before its last, found without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.status_words import ADVERBS, COPULAS, DENYING, DO, HAVE, KINDS, MODALS, NOT, RUMOURS, STILL
from onrecord.rows import Span
from onrecord.text.nouns import word_set
from onrecord.text.words import Word


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of one clause. `denied` says whether a word of denying governs it, `headline` whether it is a headline's,
    where *was* is left out; `led` are the words of its sentence before it."""

    text: str
    words: Sequence[Word]
    denied: bool
    headline: bool
    led: Sequence[Word] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The words of a verb before its last: from where they stand, and what they say."""

    start: int
    passive: bool = False
    perfect: bool = False
    does: bool = False
    negated: bool = False
    still: bool = False
    plural: bool = False


_SENTENCE_END = re.compile(r"[.!?]|\n|…")
_CLAUSE_END = re.compile(r"[;:—–()]|--| - ")
_OPENING = word_set("that which who whom whose because although though while whereas after as since but than so")
_FAR = 40
"""Characters between two words that are looked at."""


def clauses(text: str, words: Sequence[Word], denied: bool, headline: bool) -> Iterator[Clause]:
    """Pieces between sentence ends, colons, brackets, and words that open a clause. Questions are left out."""
    start, sentence, turned = 0, 0, denied
    for n in range(1, len(words) + 1):
        between = "" if n == len(words) else text[words[n - 1].end : min(words[n].start, words[n - 1].end + _FAR)]
        ends = n == len(words) or _is_end(between, words[n - 1], words[n]) or bool(_CLAUSE_END.search(between))
        if ends or words[n].key in _OPENING:
            behind_it = text[words[n - 1].end : words[n - 1].end + 3]
            piece = words[start:n]
            if "?" not in behind_it and not (_is_rumour(words[sentence:start], piece) and not turned):
                yield Clause(text, _uncapped(text, piece, headline), turned, headline, words[sentence:start])
            that = n < len(words) and words[n].key == "that" and not ends
            turned = that and _denies(piece[-DENIES_WITHIN:])
            start = n
            sentence = n if ends else sentence


SEEN = 20_000
"""Characters of a text in which a word is looked for without its capital."""


def _uncapped(text: str, piece: Sequence[Word], headline: bool) -> Sequence[Word]:
    """The words, less the capitals of those that begin a clause or stand in a headline, where they are common nouns or
    the text has them without one: *Driver is arrested* names nobody."""
    return [
        w._replace(capital=False) if (headline or not n) and _is_common(text, w) else w for n, w in enumerate(piece)
    ]


def _is_common(text: str, w: Word) -> bool:
    return w.key in KINDS or text.find(f" {w.key}", 0, SEEN) >= 0


DENIES_WITHIN = 4
"""Words before *that* among which a word of denying governs what follows: *denied reports that*."""


def _is_rumour(led: Sequence[Word], piece: Sequence[Word]) -> bool:
    """*Reports that the town had fallen …*."""
    return bool(led) and piece[0].key == "that" and led[-1].key in RUMOURS


def _denies(piece: Sequence[Word]) -> bool:
    """It holds a word of denying that is not itself denied: *cannot deny*."""
    keys = [w.key for w in piece]
    return not DENYING.isdisjoint(keys) and not any(k in NOT or k.endswith("n't") for k in keys)


def _is_end(between: str, one: Word, other: Word) -> bool:
    if not _SENTENCE_END.search(between):
        return False
    short = one.end - one.start <= len("Gen") and one.capital and between in (". ", ".")
    return not (short and other.capital)


def verb_group(c: Clause, at: int) -> Group | None:
    """The auxiliary verbs, "not" and adverbs before a verb; `None` where it is one of *will*, *to*."""
    start, keys = at, []
    while start > 0 and (is_auxiliary(c.words[start - 1])):
        start -= 1
        keys.append(c.words[start].key)
    have_been = len(keys) > 1 and keys[-2:] == ["have", "to"] and start == 0
    if not have_been and any(k in MODALS for k in keys):
        return None
    negated = any(k in NOT or k.endswith(("n't", "n’t")) for k in keys)
    if "longer" in keys:
        return None
    bare = {k.removesuffix("n't") for k in keys}
    still, plural = (not bare.isdisjoint(some) for some in (STILL, _PLURAL))
    plural = plural and not have_been
    return Group(start, bool(bare & COPULAS), bool(bare & HAVE), bool(bare & DO), negated, still, plural)


_PLURAL = word_set("were are have")


_NO_ADVERBS = word_set("family ally assembly rally supply reply bully belly jelly monopoly anomaly")


def is_auxiliary(word: Word) -> bool:
    """Whether it may stand before a verb as a part of its group: "had not quickly". A name in -ly is no adverb."""
    key = word.key
    adverb = key.endswith("ly") and key not in _NO_ADVERBS and not word.capital
    return key.removesuffix("n't") in COPULAS | HAVE | DO | NOT | MODALS | ADVERBS or adverb


def turned_around(keys: Sequence[str]) -> bool:
    return any(k in NOT or k in ("no", "without") or k.endswith("n't") for k in keys)


def span_of(c: Clause, start: int, end: int) -> Span:
    return c.words[min(start, end)].start, c.words[end].end
