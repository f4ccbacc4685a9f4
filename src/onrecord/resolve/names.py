"""What a name is made of, and when one name can be short for another, or another spelling of it.

Folded: no accents, no case, no titles before and no generation behind ("Dr. José Orrel Jr." is `jose orrel`). Names in
other scripts are compared as they are written: 1,900 English news articles held none, so a transliteration library
would earn nothing now.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.resolve.spellings import alike, american, one_land, same_sound, skeleton
from onrecord.rows import EntityKind
from onrecord.text.nouns import PEOPLES, is_common, is_role


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?")
_GENERATIONS = _list("jr jnr sr snr ii iii iv")
_SUFFIXES = _GENERATIONS | _list("mp mep phd md qc kc obe mbe")
_CORPORATE = _list("inc corp corporation ltd limited llc plc co company gmbh ag")
_PARTICLES = _list("al el bin ibn van von der den de del la le di da dos")
_SMALL = _list("the of and for in on at to al")
_BEFORE_TITLES = _list("""
    prime vice deputy foreign former ex then acting first interior defence defense finance lieutenant brigadier major
    staff police army us uk eu un late
    """)
"""Words that stand before a title and belong to it: "then-Deputy Prime Minister Orrel"."""

_REGNAL = _list("king queen prince princess pope emperor")
"""Titles that are part of a name where only a first name follows, or a number."""

_INSTITUTIONS = _list("""
    ministry department government parliament army navy police military embassy cabinet presidency court prosecutor
    prosecutors forces force
    """)
"""A state has one of each, whatever the order of words: elsewhere order tells (Washington University is not the
University of Washington)."""

_OF_ANY = _list("""
    defence defense interior foreign finance health justice education environment trade energy transport labour labor
    affairs supreme high constitutional federal national central state city county district public security intelligence
    appeals royal presidential parliamentary house air coast guard emergency election electoral civil general armed
    joint special local metropolitan criminal investigation investigations office people
    """)
"""Words that tell no ministry, court or force of one land from another's."""

_STATES = {
    "us": "united states", "usa": "united states", "uk": "united kingdom", "un": "united nations",
    "eu": "european union", "uae": "united arab emirates",
}  # fmt: skip
"""Acronyms that papers use without ever writing them out."""

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*(?:[)\]]|$)")
_NICKNAME = re.compile(r"(?<=\s)[\"“‘'][^\"“”‘’']{1,30}[\"”’'](?=\s)")
_INITIALS = re.compile(r"\b(?!(?:U\.?[SKN]|E\.?U)\.)(?:[^\W\d_]\.){2,}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words, folded, and what it is the name of. `generation` ("jr") tells apart, but is left off too often
    to make two names of one."""

    words: tuple[str, ...]
    kind: EntityKind
    generation: str = field(default="", compare=False)


def fold(text: str) -> str:
    """Without accents, case and typographic marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def parse(text: str, kind: EntityKind) -> Name:
    """The words of a name. Where nothing but titles is left, they stay."""
    words = _words(_in_order_of_speech(text) if kind == "person" else _BRACKETS.sub(" ", text)) or _words(text)
    bare = list(words)
    while len(bare) > 1 and bare[0] in ("the", "a", "an"):
        bare = bare[1:]
    if kind == "person":
        bare = bare[_titles(bare) :]
    generation = ""
    behind = _SUFFIXES if kind == "person" else _CORPORATE
    while len(bare) > 1 and bare[-1] in behind and not _numbered(bare):
        generation = bare[-1] if bare[-1] in _GENERATIONS else generation
        bare = bare[:-1]
        if behind is _CORPORATE and len(bare) > 2 and bare[-1] in ("group", "holdings", "holding"):
            bare = bare[:-1]
    return Name(tuple(bare or words or [fold(text)]), kind, generation)


def _words(text: str) -> list[str]:
    found = (w.rstrip(".").removesuffix("'s").replace(".", "") for w in _WORD.findall(fold(text).replace("-", " ")))
    return [w for w in found if w]


def _in_order_of_speech(text: str) -> str:
    """A person's name without brackets and nickname, initials apart, and the surname last: "Orrel, Tam"."""
    text = _NICKNAME.sub("", _BRACKETS.sub(" ", text))
    text = _INITIALS.sub(lambda m: m[0].replace(".", ". "), text)
    last, comma, first = text.partition(",")
    given = _words(first)
    if comma and 1 <= len(given) <= 2 and not set(given) & _SUFFIXES and len(_words(last)) == 1 and "," not in first:
        return f"{first} {last}"
    return text


def _titles(words: list[str]) -> int:
    """How many of the first words are titles and roles; a word that is left is a name."""
    end = 0
    for i, word in enumerate(words[:-1]):
        if is_role(word) or word in ("former", "late"):
            end = i + 1
        elif word not in _BEFORE_TITLES and word not in PEOPLES:
            break
    if end and words[end - 1] in _REGNAL and (len(words) - end == 1 or _numbered(words[end - 1 :])):
        return end - 1
    return end


def _numbered(words: list[str]) -> bool:
    """ "King Tam III": the number is part of the name."""
    return words[0] in _REGNAL and words[-1] in _GENERATIONS


def short_form_of(short: Name, full: Name) -> bool:
    """Whether a name can be short for a longer one: surname or given name, initials, acronym, or fewer of its words."""
    a, b = short.words, full.words
    if a == b or len(a) > len(b):
        return False
    if len(a) == 1 and len(b) > 1 and acronym(a[0], b):
        return True
    if full.kind == "person":
        return _short_person(a, b)
    return len(a) < len(b) and (b[-len(a) :] == a or b[: len(a)] == a or _in_order(a, b))


def _short_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == 1:
        return len(b) > 1 and (same_sound(a[0], b[-1]) or same_sound(a[0], b[0]))
    return alike(a[-1], b[-1]) and _given_in(a[:-1], b[:-1])


def _given_in(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether all given names of a are among those of b, in their order: the first in full or as an initial, a later
    one of b only in full: "Edgar Orrel" may be "J. Edgar Orrel", but "Ron Orrel" is not "Wendy R. Orrel"."""
    rest = iter(enumerate(b))
    return all(any(alike(w, x) or (i == j and _initial(w, x)) for j, x in rest) for i, w in enumerate(a))


def _initial(a: str, b: str) -> bool:
    """A short name's initial. The other way round the letter may be another's: "Tony Orrel" is not "T. J. Orrel"."""
    return len(a) == 1 and a[0] == b[0]


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """All words of a in b in their order, the last word of b among them: "River League" of "the Lower River League"."""
    rest = iter(b)
    return all(any(w == x for x in rest) for w in a) and a[-1] == b[-1]


def acronym(short: str, words: tuple[str, ...]) -> bool:
    """Whether letters are the initials of words, the small ones counted or not."""
    if not 2 <= len(short) <= 8 or not short.isalpha():
        return False
    return short in initials(words)


def initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that words can have, the small ones counted or not."""
    return {"".join(w[:1] for w in words), "".join(w[:1] for w in words if w not in _SMALL)}


def has_small(words: tuple[str, ...]) -> bool:
    """Whether a small word is among them: "of", "for"."""
    return not _SMALL.isdisjoint(words)


def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's words without "al", "van" and the like, which are left off at will: "al-Orrel", "Orrel"."""
    return tuple(w for w in words if w not in _PARTICLES) or words


@lru_cache(maxsize=65536)
def is_institution(name: Name) -> bool:
    """Whether it is a part of a state, of which each has one: a ministry, its army, its police."""
    return name.kind != "person" and len(name.words) > 1 and not _INSTITUTIONS.isdisjoint(name.words)


@lru_cache(maxsize=65536)
def of_any_land(name: Name) -> bool:
    """Whether every word of it fits institutions of many lands: "Defence Ministry", "Supreme Court", "Council"."""
    return name.kind != "person" and all(w in _OF_ANY or w in _SMALL or is_common(w) for w in name.words)


@lru_cache(maxsize=65536)
def canonical(name: Name) -> tuple[str, ...]:
    """A name's words as they are compared. A person's: without particles where two words are left. Another's: without
    small words, in one spelling; those of an institution sorted, so that "Sundrel's Interior Ministry" and "the
    Interior Ministry of Sundrel" are one."""
    if name.kind == "person":
        bare = without_particles(name.words)
        return bare if len(bare) > 1 else name.words
    if name.words[0] in _STATES:
        return canonical(Name((*_STATES[name.words[0]].split(), *name.words[1:]), name.kind))
    if len(name.words) < 2:
        return name.words
    words = tuple(american(w) for w in name.words if w not in _SMALL) or name.words
    return tuple(sorted(words)) if is_institution(name) else words


def key(name: Name) -> str:
    """What all spellings of a name share; names without it in common are not spellings of one."""
    words = canonical(name)
    if is_institution(name):
        return " ".join(sorted(w[:4] for w in words))
    return " ".join(skeleton(w) for w in words)


def same_spelt(a: Name, b: Name) -> bool:
    """Whether two names are one, spelt otherwise: as many words, each like the other's. Of an institution one word may
    be a land and the other its adjective."""
    x, y = canonical(a), canonical(b)
    if len(x) != len(y):
        return False
    if is_institution(a) and is_institution(b):
        ours, theirs = sorted(set(x) - set(y)), sorted(set(y) - set(x))
        return len(ours) == len(theirs) <= 1 and all(one_land(p, q) for p, q in zip(ours, theirs, strict=True))
    return all(alike(p, q) for p, q in zip(x, y, strict=True))
