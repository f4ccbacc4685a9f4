"""What speaks for and against two mentions of an article standing for the same one: named features, as arrays.

The features are those of mention-ranking coreference (Denis & Baldridge 2008; Durrett & Klein 2013): form, kind, number
and gender of both, the words they share, and how far apart they stand. Their weights are learned (`training/`),
together with the encoder's own vectors of the mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.rows import EntityKind, Mention, MentionForm
from onrecord.text.nouns import COLLECTIVE_NOUN, is_common, word_set
from onrecord.text.pronouns import PRONOUNS
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences

FORMS: tuple[MentionForm, ...] = ("name", "description", "pronoun")

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_SMALL = {"the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "de", "la", "al", "s"}

_HE = word_set("""
    mr sir lord king prince duke father brother son husband man boy uncle nephew grandfather gentleman spokesman
    chairman
    policeman businessman congressman fisherman serviceman salesman widower monk priest imam dad daddy grandad grandpa
    granddad boyfriend fiance fiancé groom lad guy bloke gunman councilman cameraman tradesman stepfather son-in-law
    father-in-law brother-in-law grandson stepson godfather actor
""")
_SHE = word_set("""
    mrs ms miss lady queen princess duchess mother sister daughter wife woman girl aunt niece grandmother spokeswoman
    chairwoman policewoman businesswoman congresswoman servicewoman actress widow nun mum mom mummy mommy nan nana gran
    granny grandma girlfriend fiancee fiancée bride ex-wife councilwoman waitress stewardess heroine stepmother
    granddaughter stepdaughter godmother mother-in-law daughter-in-law sister-in-law headmistress landlady
""")
_MANY = re.compile(
    r"^(?:(?:the|these|those|some|many|several|few|both|all|other|most|more|more than|fewer than|up to|as many as"
    r"|at least|about|around|nearly|almost|over)\s+)*"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands|\d+(?!st|nd|rd|th)"
    r"|several|many|some|few|both|these|those)\b(?!-)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:[^su'’]s|men|women|people|police|children|troops|forces|media)$", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|its|their|our|my|your)\b|.*['’]s?\s", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several|many|other|two|three|four|five|six|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an article in text order, with what the features ask of each."""

    mentions: tuple[Mention, ...]
    words: tuple[tuple[str, ...], ...]
    """Of each, its words that carry meaning, casefolded."""
    number: tuple[str, ...]
    gender: tuple[str, ...]
    person: tuple[str, ...]
    definite: tuple[str, ...]
    sentence: tuple[int, ...]
    quote: tuple[int, ...]
    """Which quotation it stands in; -1 for none."""

    def __len__(self) -> int:
        return len(self.mentions)


def described(text: str, mentions: Sequence[Mention]) -> Mentions:
    """Mentions in text order, an outer one before one that stands in it."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1])))
    starts = [s for s, _ in sentences(text)]
    marks = quotes(text)
    opens = [q.start for q in marks]
    words, number, gender, person, definite, sentence, quote = [], [], [], [], [], [], []
    for m in ordered:
        said = text[slice(*m.span)]
        tokens = tuple(w.casefold() for w in _WORD.findall(said))
        told = PRONOUNS.get(said.casefold(), ("", "", ""))
        words.append(tuple(_bare(w) for w in tokens if w not in _SMALL) or tokens)
        number.append(told[1] or _number(said, m))
        gender.append(told[2] or _gender(tokens, m))
        person.append(told[0])
        bare = m.form == "description" and len(tokens) == 1 and _is_one(said)
        definite.append("the" if bare or _DEFINITE.match(said) else "a" if _INDEFINITE.match(said) else "")
        sentence.append(bisect_right(starts, m.span[0]) - 1)
        at = bisect_right(opens, m.span[0]) - 1
        quote.append(at if at >= 0 and m.span[0] < marks[at].end else -1)
    return Mentions(
        ordered,
        tuple(words),
        tuple(number),
        tuple(gender),
        tuple(person),
        tuple(definite),
        tuple(sentence),
        tuple(quote),
    )


def _is_one(word: str) -> bool:
    """Whether a word alone is one person or institution: so headlines say "the minister"."""
    return is_common(word) and not _PLURAL.search(word) and not COLLECTIVE_NOUN.fullmatch(word)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").replace(".", "")


def _number(said: str, m: Mention) -> str:
    if m.form == "name":
        return "one" if m.kind != "organization" else ""
    if m.form == "pronoun":
        return ""
    return "many" if _MANY.match(said) or _PLURAL.search(said) else "one"


def _gender(words: tuple[str, ...], m: Mention) -> str:
    if m.kind in ("organization", "place", "document"):
        return "it"
    if any(w in _HE for w in words):
        return "he"
    return "she" if any(w in _SHE for w in words) else ""


def head(words: tuple[str, ...]) -> str:
    """The last word, in the singular as far as an ending tells."""
    last = words[-1] if words else ""
    return last.removesuffix("s") if len(last) > 3 else last


_NEAR = (0, 1, 2, 3, 6, 12)
FEATURES: tuple[str, ...] = (
    *(f"{a}<{b}" for a in FORMS for b in FORMS),
    *(f"{form} {k}" for form in FORMS for k in ("same kind", "other kind", "number differs", "gender differs")),
    *(f"{form} gender same" for form in FORMS),
    *(
        f"{form} {k}"
        for form in FORMS
        for k in ("same words", "same last word", "part of", "contains", "one word shared")
    ),
    "acronym",
    *(f"{form} sentences {n}+" for form in FORMS for n in _NEAR),
    *(f"pronoun nearest {n}" for n in ("0", "1", "2", "3+")),
    *(f"description nearest {n}" for n in ("0", "1", "2", "3+")),
    "pronoun opens with",
    "apposition",
    "overlaps",
    "same pronoun",
    "persons differ",
    "first person, same quotation",
    "first person, other quotation",
    "in quotation, antecedent not",
    "indefinite",
    "definite description",
    "relative pronoun adjacent",
    "relative pronoun apart",
)
_AT = {name: i for i, name in enumerate(FEATURES)}
Features = NDArray[np.float32]
Bools = NDArray[np.bool_]


def features(text: str, m: Mentions) -> Features:
    """float32 [n, n, len(FEATURES)]: row i, column j < i is mention i against an earlier j; all else is 0."""
    return np.moveaxis(planes(text, m), 0, 2).astype(np.float32)


def planes(text: str, m: Mentions) -> Bools:
    """The same as bool [len(FEATURES), n, n], one plane a feature."""
    n = len(m)
    out = np.zeros((len(FEATURES), n, n), dtype=bool)
    if n < 2:
        return out
    forms = np.array([FORMS.index(x.form) for x in m.mentions])
    is_form = [(forms == k)[:, None] for k in range(len(FORMS))]
    kin, other = _kinship(m)
    number_differs, _ = _compared(m.number)
    gender_differs, gender_same = _compared(m.gender)
    apart = _band(np.subtract.outer(np.array(m.sentence), np.array(m.sentence)))
    for k, form in enumerate(FORMS):
        mine = is_form[k]
        for before, name in enumerate(FORMS):
            out[_AT[f"{form}<{name}"]] = mine & (forms == before)[None]
        out[_AT[f"{form} same kind"]] = mine & kin
        out[_AT[f"{form} other kind"]] = mine & other
        out[_AT[f"{form} number differs"]] = mine & number_differs
        out[_AT[f"{form} gender differs"]] = mine & gender_differs
        out[_AT[f"{form} gender same"]] = mine & gender_same
        for least in _NEAR:
            out[_AT[f"{form} sentences {least}+"]] = mine & (apart == least)
        if form != "name":
            fits = np.tril(~(other | number_differs | gender_differs), -1)
            nearest = np.minimum(np.cumsum(fits[:, ::-1], axis=1)[:, ::-1] - 1, 3)
            for rank, said in enumerate(("0", "1", "2", "3+")):
                out[_AT[f"{form} nearest {said}"]] = mine & fits & (nearest == rank)
    pronoun = is_form[FORMS.index("pronoun")]
    quote = np.array(m.quote)
    definite = np.array(m.definite)[:, None]
    out[_AT["indefinite"]] = ~pronoun & (definite == "a")
    out[_AT["definite description"]] = is_form[FORMS.index("description")] & (definite == "the")
    out[_AT["in quotation, antecedent not"]] = (quote >= 0)[:, None] & (quote < 0)[None]
    _pronouns(m, out, pronoun, quote)
    _neighbours(text, m, out)
    _words_shared(m, out)
    out &= np.tril(np.ones((n, n), dtype=bool), -1)
    return out


def _kinship(m: Mentions) -> tuple[Bools, Bools]:
    """Pairs whose kinds can be the same one's, and those whose cannot; neither where a kind is unknown."""
    kinds = sorted({x.kind for x in m.mentions})
    table = np.array([[_kin(a, b) for b in kinds] for a in kinds])
    code = np.array([kinds.index(x.kind) for x in m.mentions])
    kin = table[code[:, None], code[None]]
    known = np.array([x.kind != "unknown" for x in m.mentions])
    both = known[:, None] & known[None]
    return kin & both, ~kin & both


def _kin(a: EntityKind, b: EntityKind) -> bool:
    """A group of persons is both a person's and an organisation's kin."""
    return a == b or {a, b} <= {"person", "group"} or {a, b} <= {"organization", "group"}


def _compared(values: tuple[str, ...]) -> tuple[Bools, Bools]:
    """Pairs of mentions of which both are told and differ, and both are told and agree."""
    known = sorted({"", *values})
    told = np.array([known.index(v) for v in values])
    both = (told > 0)[:, None] & (told > 0)[None]
    same = told[:, None] == told[None]
    return both & ~same, both & same


def _band(apart: NDArray[np.int64]) -> NDArray[np.int64]:
    """The largest of _NEAR that a distance in sentences reaches."""
    return np.array(_NEAR)[np.searchsorted(_NEAR, np.maximum(apart, 0), side="right") - 1]


def _pronouns(m: Mentions, out: Bools, pronoun: Bools, quote: NDArray[np.int64]) -> None:
    person = np.array(m.person)
    sentence = np.array(m.sentence)
    opens = np.concatenate([[True], sentence[1:] != sentence[:-1]])
    out[_AT["pronoun opens with"]] = pronoun & opens[None]
    kinds = list(zip(m.person, m.number, m.gender, strict=True))
    told = np.array([kinds.index(k) for k in kinds])
    both = pronoun & pronoun.T
    same = told[:, None] == told[None]
    out[_AT["same pronoun"]] = both & same
    out[_AT["persons differ"]] = both & ~same & ~_compared(m.person)[1]
    first = pronoun & (person == "1")[:, None]
    inside = (quote >= 0)[:, None] & (quote[:, None] == quote[None])
    out[_AT["first person, same quotation"]] = first & inside
    out[_AT["first person, other quotation"]] = first & ~inside
    starts, ends = (np.array([x.span[k] for x in m.mentions]) for k in (0, 1))
    gap = starts[:, None] - ends[None]
    beside = (gap >= 0) & (gap <= 2)
    relative = pronoun & (person == "w")[:, None]
    out[_AT["relative pronoun adjacent"]] = relative & beside
    out[_AT["relative pronoun apart"]] = relative & ~beside


def _neighbours(text: str, m: Mentions, out: Bools) -> None:
    """Mentions that overlap, and those that stand beside each other with but a comma or dash between."""
    for i, x in enumerate(m.mentions):
        for j in range(i - 1, max(-1, i - 4), -1):
            gap = x.span[0] - m.mentions[j].span[1]
            if gap < 0:
                out[_AT["overlaps"], i, j] = True
            elif 0 < gap <= 3 and text[m.mentions[j].span[1] : x.span[0]].strip() in (",", "(", "—", "–", "-"):
                out[_AT["apposition"], i, j] = True


def _words_shared(m: Mentions, out: Bools) -> None:
    """Found over an index of words, since few pairs share any; and acronyms."""
    named = [i for i, x in enumerate(m.mentions) if x.form != "pronoun"]
    holders: dict[str, list[int]] = {}
    for i in named:
        words = {*m.words[i], head(m.words[i])}
        for j in sorted({j for w in words for j in holders.get(w, ())}):
            for said in _shared(m.words[i], m.words[j]):
                out[_AT[f"{m.mentions[i].form} {said}"], i, j] = True
        for w in words:
            holders.setdefault(w, []).append(i)
    short = [i for i in named if len(m.words[i]) == 1]
    long = {i: "".join(w[:1] for w in m.words[i]) for i in named if len(m.words[i]) > 1}
    for i in short:
        for j, initials in long.items():
            if initials == m.words[i][0]:
                out[_AT["acronym"], max(i, j), min(i, j)] = True


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> list[str]:
    if a == b:
        return ["same words"]
    found = []
    if head(a) == head(b):
        found.append("same last word")
    if set(a) < set(b):
        found.append("part of")
    elif set(b) < set(a):
        found.append("contains")
    elif not found and set(a) & set(b):
        found.append("one word shared")
    return found
