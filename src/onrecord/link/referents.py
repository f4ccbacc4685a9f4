"""What a clause is about: the noun phrase before a verb, or behind it, found without a parser, and whether two such
phrases visibly stand for one thing. Where the words leave it open, there is no phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.rarity import rarity
from onrecord.rows import Span
from onrecord.text.nouns import word_set
from onrecord.text.words import Word

PREPOSITIONS = word_set("""
    of in on at to from for with by near over under between against during about into onto across around through
    within without among amid outside inside off upon toward towards despite as per via like than up down out
    away behind beyond along before after since until including
""")
DETERMINERS = word_set("the a an this that these those his her its their our my your both each every another")
PARTIAL = word_set("""
    no some any many most several few all half more other others another additional dozens hundreds thousands
    first second third fourth next last previous former earlier such single only scores
""")
"""Words that make a phrase one of some of its kind, or of another than the one that is told of."""
PRONOUNS = word_set("""
    he she it they him them himself herself itself themselves who which whom whose that this these those there
    what everyone everybody anyone anybody someone somebody nobody none one ones nothing something everything
""")
IT = word_set("it this")
THEY = word_set("they he she")
SELF = word_set("i we me us")
ENDS = word_set("""
    and or but nor so yet because although though while whereas when where if unless whether who which whom
    whose that how why what is are was were be been being am has have had having do does did will would can
    could may might shall should must not never also still already now later then today yesterday tomorrow ago
    again too just only even once monday tuesday wednesday thursday friday saturday sunday morning afternoon
    evening night week month year early late here there january february march april june july august september
    october november december said says say saying told tells added claimed claims claiming announced reported
    reports confirmed denied denies warned insisted stated declared wrote tweeted according
    warns confirms admits reveals insists announces shows
""")
"""Words that no noun phrase goes on over: joining words, auxiliary verbs, times, verbs of saying."""
LONGEST = 12
"""Words of a noun phrase that are looked at."""
TOLD_LITTLE = 0.12
"""Rarity up to which a noun names nothing by itself: *people*, *thing*, *time*, *report*."""
TITLES = word_set("""
    mr mrs ms dr sir president gen general sgt sheriff senator sen rep judge prof col capt lt prime minister
""")
"""Words with a capital that are no part of a name."""

_PLAIN = re.compile(r"[\s\"“”‘’'*\-]*|['’]s?\s+")
_INITIAL = re.compile(r"\.\s?")


@dataclass(frozen=True, slots=True)
class Referent:
    """What a phrase stands for. `head` is its last word, as it is compared; `names` are its words with capitals, in
    order, and those of what it is *of*; `named` says whether the head is one of them. `like` are its other words. One
    that is `definite` is *the*, *this*, *his*. The head is `it` where the phrase points at what is told of, and `self`
    where it is the one who speaks, `they` where it is *they*, *he* or *she*."""

    head: str
    names: tuple[str, ...] = ()
    named: bool = False
    like: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    negated: bool = False
    span: Span = (0, 0)


def joined(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but space, quotation marks, a hyphen, or the dot of a short form stands between two words."""
    between = text[one.end : other.start] if other.start - one.end < GAP else "|"
    if _PLAIN.fullmatch(between) and "\n" not in between:
        return True
    return one.end - one.start <= len("Gen") and one.capital and bool(_INITIAL.fullmatch(between))


GAP = 8
"""Characters between two words of one phrase, at most."""


def before(text: str, words: Sequence[Word], at: int) -> Referent | None:
    """The phrase that ends before a word: the subject of a verb that stands there."""
    start = at
    while start > 0 and at - start < LONGEST and words[start - 1].key not in ENDS - PRONOUNS:
        if start < at and not joined(text, words[start - 1], words[start]):
            break
        start -= 1
        if words[start].key in PRONOUNS | SELF:
            break
    last = words[at - 1].key
    if start == at or last.endswith(("'s", "s'")) or last in PREPOSITIONS or (last in DETERMINERS and at - start > 1):
        return None
    if start > 0 and words[start - 1].key in AUXILIARIES and joined(text, words[start - 1], words[start]):
        return None  # "that was fired at noon …"
    if start > 0 and words[start - 1].key in RELATIVE and joined(text, words[start - 1], words[start]):
        return None
    if start > 1 and words[start - 1].key in JOINING and joined(text, words[start - 1], words[start]):
        return None  # one of two
    phrase = _unfronted(words[start:at])
    cut = next((n for n, w in enumerate(phrase) if n and w.key in PREPOSITIONS), len(phrase))
    found = _referent(phrase[:cut], _of(phrase[cut:])) if phrase else None
    apart = found is not None and at < len(words) and "," in text[words[at - 1].end : words[at].start]
    return None if apart and found and found.named and len(found.names) == 1 else found  # "of Ashel, Orval, died"


AUXILIARIES = word_set("is are was were be been being am has have had having")
RELATIVE = word_set("who which whom whose where when")
JOINING = word_set("and or nor")


def _unfronted(phrase: Sequence[Word]) -> Sequence[Word]:
    """Less what stands before it without a comma: *in the north the town …*."""
    if phrase[0].key not in PREPOSITIONS:
        return phrase
    places = [n for n, w in enumerate(phrase) if n > 1 and w.key in DETERMINERS]
    return phrase[places[-1] :] if places else ()


def behind(text: str, words: Sequence[Word], at: int) -> Referent | None:
    """The phrase that begins behind a word: the object of a verb that stands there."""
    first = at + 1
    stop = first
    while stop < len(words) and stop - first < LONGEST and words[stop].key not in ENDS - DETERMINERS - PARTIAL:
        if not joined(text, words[stop - 1], words[stop]):
            break
        in_of = words[stop - 1].key == "of"
        if stop > first and ((words[stop].key in DETERMINERS and not in_of) or _goes_on(words[stop])):
            break
        stop += 1
    phrase = words[first:stop]
    cut = next((n for n, w in enumerate(phrase) if w.key in PREPOSITIONS), len(phrase))
    both = stop < len(words) and words[stop].key in JOINING and cut == len(phrase)
    return _referent(phrase[:cut], _of(phrase[cut:])) if cut and not both else None


def _goes_on(word: Word) -> bool:
    """*A measure allowing the city to …*: what a thing does stands behind its noun."""
    return word.key.endswith("ing") and not word.capital


def _of(behind: Sequence[Word]) -> tuple[str, ...]:
    if not behind or behind[0].key != "of":
        return ()
    cut = next((n for n, w in enumerate(behind) if n and w.key in PREPOSITIONS), len(behind))
    return tuple(w.key for w in behind[1:cut] if w.capital)


def _referent(phrase: Sequence[Word], of: tuple[str, ...]) -> Referent | None:
    """The phrase behind its last determiner; `None` for *some of*, *two others*, a number, a pronoun."""
    if not phrase:
        return None
    span = (phrase[0].start, phrase[-1].end)
    if len(phrase) == 1 and phrase[0].key in PRONOUNS | SELF:
        pointing = (("it", IT), ("they", THEY), ("self", SELF))
        return next((Referent(head, span=span) for head, words in pointing if phrase[0].key in words), None)
    negated = any(w.key == "no" for w in phrase)
    at = max((n for n, w in enumerate(phrase) if w.key in DETERMINERS), default=-1)
    definite = at >= 0 and phrase[at].key not in ("a", "an", "another")
    kept = [w for w in phrase[at + 1 :] if w.key != "no"]
    if not kept or any(w.key in PARTIAL or w.stem[0].isdigit() for w in kept) or kept[-1].key in PRONOUNS:
        return None
    last = kept[-1]
    names = tuple(head_of(w) for w in kept if w.capital and (w is last or w.key not in TITLES))
    like = frozenset(w.stem for w in kept[:-1] if not w.capital)
    return Referent(head_of(last), names, last.capital, like, of, definite, _is_plural(last), negated, span)


def described(text: str, words: Sequence[Word]) -> Referent | None:
    """What some words that are one phrase stand for: a source's."""
    return before(text, words, len(words)) if words else None


POINTING = frozenset({"it", "they", "self"})
"""Heads of phrases that are pronouns."""


def head_of(word: Word) -> str:
    """A noun as it stands for its phrase: a name as it is written, another word without its endings."""
    key = word.key.removesuffix("'s")
    return key if word.capital else word.stem


def _is_plural(word: Word) -> bool:
    return word.key.endswith("s") and not word.key.endswith(("ss", "us", "is"))


def same(a: Referent, b: Referent) -> bool:
    """Whether two phrases visibly stand for one thing: one name, where the shorter is part of the longer; or one
    telling noun with *the*, in the singular, of which neither is told apart by a word that the other lacks."""
    if a.named and b.named:
        short, long = sorted((a.names, b.names), key=len)
        return a.head == b.head and set(short) <= set(long)
    if a.named or b.named:
        name, other = (a, b) if a.named else (b, a)
        return len(name.names) > 1 and other.of[-len(name.names) :] == name.names
    if a.head != b.head or a.head in POINTING or rarity(a.head) <= TOLD_LITTLE:
        return False
    apart = (set(a.names) | set(a.of)) ^ (set(b.names) | set(b.of))
    fits = not apart or not a.names + a.of or not b.names + b.of
    return fits and a.definite and b.definite and not a.plural and not b.plural and a.like == b.like
