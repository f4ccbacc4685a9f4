"""Spellings of one name: romanisations ("Zelensky", "Zelenskyy"), British and American forms, a land and its adjective.

Many spellings are put together in two steps. `skeleton` is the same for all that may be one name, and far too coarse to
decide: "Jane", "Joan" and "John" share one. It is what to look under. `alike` then decides, sound by sound: consonants
must be the same, and vowels may differ only as they do between romanisations of one Arabic, Persian or Cyrillic name.
An edit distance (rapidfuzz) does not serve here: it puts "Khomeini" nearer to "Khamenei" than "Kadhafi" to "Gaddafi".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, zip_longest

LONG = 5
"""Letters from which a word's vowels may differ. In shorter ones that makes other names: "Lena", "Lina"."""

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"([b-z])\1ie$", r"\1i"),
        (r"tsch|tch|ch", "C"),
        (r"sch|sh", "S"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"ph", "f"),
        (r"([kgdt])h", r"\1"),
        (r"ck|c", "k"),
        (r"^[yj]e", "e"),
        (r"[yj]", "i"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"(?<=[eo])ff$", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"h(?![aeiou])", ""),
        (r"([a-zCS])\1+", r"\1"),
    )
)
"""What is written in several ways and sounds as one, in turn; at last a silent h, and a doubled letter."""

_VOWELS = frozenset("aeiou")
_NEAR = frozenset(("ae", "ea", "ei", "ie", "ou", "uo"))
"""Vowels that one short Arabic or unstressed Russian vowel is written with."""

_NEAR_CONSONANTS = frozenset(("qk", "kq", "qg", "gq"))
"""One Arabic letter, by dialect: Qaddafi, Kadhafi, Gaddafi."""

_AMERICAN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=en)ce$"), "se"),
    (re.compile(r"(?<=[bl])our$"), "or"),
    (re.compile(r"(?<=[nt])tre$"), "ter"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"amme$"), "am"),
)

_LANDS: frozenset[tuple[str, str]] = frozenset(
    (
        ("n", ""), ("i", ""), ("ese", ""), ("ese", "a"), ("ian", ""), ("ian", "e"), ("ian", "y"), ("ian", "a"),
        ("ean", "e"), ("ish", "ey"), ("ish", "en"), ("ish", "ain"), ("ish", ""), ("an", "o"), ("", "y"),
        ("tish", "land"), ("er", ""),
    )
)  # fmt: skip
"""Endings of an adjective and of its land: Syrian, Syria; Chinese, China; Turkish, Turkey; German, Germany."""

_STEM = 4
"""Letters that a land and its adjective share at least: below, "Irish" would be of "Iran"."""


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A folded word as it sounds: one sign for each sound (C is ch, S is sh), none twice in a row."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def skeleton(word: str) -> str:
    """What all spellings of a word share: its consonants' sounds, g and q as k. Short words, and those of other
    scripts, are their own."""
    if not _romanised(word):
        return word
    return "".join(c for c in sounds(word) if c not in _VOWELS).translate(_AS_K) or word


_AS_K = str.maketrans("gq", "kk")


def same_sound(a: str, b: str) -> bool:
    """Whether two folded words differ in romanisation only: "zelensky" and "zelenskyy"."""
    return a == b or (_romanised(a) and _romanised(b) and sounds(a) == sounds(b))


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two folded words can be spellings of one: "zelensky" and "zelenskyy", "gaddafi" and "qaddafi"."""
    if same_sound(a, b):
        return True
    return _romanised(a) and _romanised(b) and min(len(a), len(b)) >= LONG and _near(sounds(a), sounds(b))


LONG_ENOUGH = 6
"""Letters from which a word that is one letter off another is a slip for it rather than another name."""


def one_letter_off(a: str, b: str) -> bool:
    """Whether one folded word is the other with a letter too many, missing, wrong, or two of them swapped."""
    if a == b or min(len(a), len(b)) < LONG_ENOUGH or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[at:], b[at:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])


def _romanised(word: str) -> bool:
    return len(word) >= LONG - 1 and word.isalpha() and word.isascii()


def _near(a: str, b: str) -> bool:
    x, y = _parts(a), _parts(b)
    last = max(len(x), len(y)) - 1
    return all(_near_part(p, q, i, last) for i, (p, q) in enumerate(zip_longest(x, y, fillvalue="")))


def _parts(sound: str) -> list[str]:
    """Consonants and vowels in turn. Of several vowels an i beside them goes, and "ae" is "a": "ei", "aie"."""
    out = ["".join(run) for _, run in groupby(sound, key=_VOWELS.__contains__)]
    return [_plain(p) if p[0] in _VOWELS else p for p in out]


def _plain(vowels: str) -> str:
    return (vowels.replace("i", "") or "i").replace("ae", "a")


def _near_part(a: str, b: str, at: int, last: int) -> bool:
    """An ending is no spelling: "Maria", "Marie" and "Mario" are three. A first g for k is ("Gaddafi", "Kadhafi")."""
    if a == b:
        return True
    if a + b in _NEAR:
        return at < last
    return a + b in _NEAR_CONSONANTS or (at == 0 and {a, b} == {"g", "k"})


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A word in American spelling: "defense", "organization", "center"."""
    for pattern, other in _AMERICAN:
        word = pattern.sub(other, word)
    return word


def one_land(a: str, b: str) -> bool:
    """Whether one word is a land and the other its adjective, as their endings show: "karsk", "karskian"."""
    stem = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(
        (a[at:], b[at:]) in _LANDS or (b[at:], a[at:]) in _LANDS for at in range(stem, max(_STEM, stem - 2) - 1, -1)
    )
