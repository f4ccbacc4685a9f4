"""What reports call one person, group or organisation: its names, what stands before them, and what says who it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations

from onrecord.link.called import Called, Found, Reports, bare, without_article
from onrecord.link.kinds import KIND_NOUNS
from onrecord.link.lexicon import coloured
from onrecord.link.noun_phrases import Phrase
from onrecord.rows import Entity, Span
from onrecord.text.nouns import BUSINESSES, DOCUMENTS, ORGANISATIONS, PERSONS, names_nobody, word_set
from onrecord.text.phrases import head_of

ALIKE = 0.85
"""Share of letters that two spellings of one name have in common, in order."""

LEAST_LETTERS = 6
"""Letters of a name whose spellings are compared: shorter ones that are nearly alike are mostly two names."""

SMALL = word_set("of for and the de la du der")
"""Words of names that are often mistaken for one another."""

DERIVED = re.compile(r"(?:n|s|an|ns|ans|ian|ians|ish|ese|i|is|ist|ists|er|ers|ic|y|es|a|o|e)\Z")
"""What makes another word of a name: *Varn*, *Varnian*; *Maria*, *Mario*."""

NOUNS = (PERSONS, ORGANISATIONS, DOCUMENTS, BUSINESSES)
"""What a description must be made with, to say who somebody is."""

TELLS_NOT = word_set("his her its their our my your own first last another other one some any no each every")
"""First words of descriptions that differ from place to place and say nothing of who it is."""

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


def named_people(found: Reports) -> Iterator[Found]:
    """The names of each speaker, or of each name that is the same in several articles."""
    by_referent: dict[str, list[Called]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    before = {(p.article, p.span[1]): p for p in found.phrases}
    for e in found.entities:
        if e.article not in found.texts or e.kind == "place":
            continue  # what else a place is called there is mostly another place
        text = found.texts[e.article]
        referent = found.speakers.get(e.id) or (f"{e.kind}\0{bare(e.name)}" if e.name else None)
        if referent is None:
            continue
        kinds[referent] = e.kind
        by_referent[referent] += _called(e, text, before)
        names[referent] |= {bare(text[slice(*m.span)]) for m in e.mentions if m.form == "name"}
    for referent, places in by_referent.items():
        if _otherwise({p.key for p in places}, names[referent]):
            person = kinds[referent] == "person"
            yield Found("same_name", _in_full(places, names[referent]) if person else places)


def _in_full(places: Sequence[Called], names: set[str]) -> list[Called]:
    """A person's names under the longest that ends with all their words: a surname alone is no other name."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    full = {n: next(x for x in longest if x == n or x.endswith(f" {n}")) for n in names}
    return [replace(p, key=full[p.key]) if not p.head and p.key in full else p for p in places]


def _called(e: Entity, text: str, before: Mapping[tuple[str, int], Phrase]) -> Iterator[Called]:
    """Where an entity's names stand, with the phrase right before them if there is one (*the rebel group Varn Dawn*),
    and descriptions of it that have a noun for persons, groups or documents."""
    named = {m.span for m in e.mentions if m.form == "name" and not names_nobody(text[slice(*m.span)])}
    told: set[Span] = set()
    for span in sorted(named):
        yield Called(e.article, span, bare(text[slice(*span)]))
        phrase = before.get((e.article, span[0] - 1)) if text[span[0] - 1 : span[0]] == " " else None
        if phrase and not phrase.owned and (e.kind == "person" or _says_who(phrase.noun)):
            told.add(phrase.span)
            words = " ".join((*phrase.like, phrase.noun))
            shown = without_article(text[slice(*phrase.span)])
            yield Called(e.article, (phrase.span[0], span[1]), words, phrase.head, shown)
    for span in sorted({*e.descriptions} | {m.span for m in e.mentions if m.form == "description"}):
        head = head_of(text, span)
        if _says_who(text[slice(*head)]) and not any(head[0] < end and start < head[1] for start, end in told):
            words = bare(text[slice(*head)])
            yield Called(e.article, span, words, words.split()[-1] if words else "")


def _says_who(words: str) -> bool:
    """Whether words describe somebody by a noun, and not by whose or which of many it is."""
    return words.split()[0].casefold() not in TELLS_NOT and (
        words.split()[-1].casefold() in KIND_NOUNS or any(n.search(words) for n in NOUNS)
    )


def _otherwise(keys: set[str], names: set[str]) -> bool:
    """Whether some two are more than a name and part of it, its initials or its title: two names of other words, two
    descriptions, or a name and a description that takes a view."""
    longest = sorted(k for k in keys if not any(k != other and _part(k, other) for other in keys))
    pairs = combinations(longest, 2)
    return any(
        (a in names) == (b in names) or any(_takes_a_view(k) for k in (a, b) if k not in names) for a, b in pairs
    )


def _takes_a_view(description: str) -> bool:
    """Whether a description has a word that colours it, or a noun for which there are others."""
    return any(coloured(w) or w in KIND_NOUNS for w in description.split())


def _part(short: str, long: str) -> bool:
    """Whether all words of one are in the other, or it is the other's initials."""
    letters = short.replace(".", "").replace(" ", "")
    parts = long.replace("-", " ").split()
    initials = "".join(w[0] for w in parts)
    small = "".join(w[0] for w in parts if w not in ("of", "the", "and", "for"))
    return set(short.replace("-", " ").split()) <= set(parts) or letters in (initials, small)


def spelt_otherwise(found: Reports) -> Iterator[Found]:
    """Names that are spelt nearly alike, of one kind, never in one article: *Varnovsk*, *Warnovsk*."""
    places: dict[tuple[str, str], list[Called]] = defaultdict(list)
    for e in found.entities:
        if e.article not in found.texts:
            continue
        text = found.texts[e.article]
        for m in e.mentions:
            if m.form == "name" and len(key := bare(text[slice(*m.span)])) >= LEAST_LETTERS:
                places[e.kind, key].append(Called(e.article, m.span, key))
    articles = {name: {p.article for p in each} for name, each in places.items()}
    near: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(places):
        near[name[0], _skeleton(name[1])].append(name)
    for names in near.values():
        for one, other in combinations(names, 2):
            if not articles[one] & articles[other] and alike(one[1], other[1]):
                yield Found("same_spelling", places[one] + places[other])


def _skeleton(name: str) -> str:
    """The first letter and the first two consonants behind it, once where doubled: what spellings seldom change."""
    letters = "".join(_LETTERS.findall(name))
    rest = [c for n, c in enumerate(letters[1:], 1) if c not in "aeiouywh" and c != letters[n - 1]]
    return letters[:1] + "".join(rest[:2])


def alike(one: str, other: str) -> bool:
    """Whether two names are spellings of one: as many of the same numbers, and letters nearly the same, of which no
    word is made from the other by an ending."""
    if one[0] != other[0] or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    a, b = ("".join(_LETTERS.findall(x)) for x in (one, other))
    if a == b or min(len(a), len(b)) < LEAST_LETTERS:
        return False
    words, others = ([w for w in _LETTERS.findall(x) if w not in SMALL] for x in (one, other))
    if words == others or len(words) != len(others) or any(_made_of(x, y) for x, y in zip(words, others, strict=True)):
        return False
    close = SequenceMatcher(None, a, b, autojunk=False)
    return close.real_quick_ratio() >= ALIKE and close.quick_ratio() >= ALIKE and close.ratio() >= ALIKE


def _made_of(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short != long and any(
        long.startswith(stem) and DERIVED.fullmatch(long[len(stem) :]) for stem in (short, short[:-1])
    )
