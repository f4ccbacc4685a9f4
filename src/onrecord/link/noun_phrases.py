"""Noun phrases of the articles of one story, found without a parser: what can be a name for something.

Which words are nouns is learned from the story itself: a word is one that stands between a determiner and the end of a
phrase somewhere in it ("the swap was"). A phrase goes from its determiner, number or first adjective to its noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.kinds import KIND_NOUNS
from onrecord.link.lexicon import coloured
from onrecord.link.referents import DETERMINERS, ENDS, PARTIAL, PREPOSITIONS, PRONOUNS, SELF
from onrecord.rows import Article, Span
from onrecord.text.nouns import COLLECTIVE_NOUN, ORGANISATIONS, PEOPLES, PERSONS, word_set
from onrecord.text.words import SMALL_NUMBERS, words

LONGEST = 5
"""Words of a phrase behind its determiner, at most: longer ones are mostly two phrases."""

MODIFIERS = 3
"""Words before the noun of a phrase without a determiner, at most."""

HEADING = 0.6
"""Share of a line's longer words with a capital from which its capitals tell nothing: a headline."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN = re.compile(r"\s?[\"“”‘’']?\s?")
_EACH_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_QUANTITIES = word_set("hundreds thousands dozens scores millions tens")
_LEADING = DETERMINERS - {"that"}
"""*that* mostly joins clauses."""
_STOPS = (ENDS | PREPOSITIONS | PRONOUNS | SELF | DETERMINERS | word_set("least nearly about almost roughly some")) - {
    "one"
} | _QUANTITIES
_TENS = word_set("twenty thirty forty fifty sixty seventy eighty ninety")
_POINTING = word_set("the this these those")
_OWN = word_set("his her its their our my your")
_NO_NOUNS = word_set("""
    very so also more most less least own same whole new old long short big small good bad full high low only when where
    day days week month year years time times way lot kind sort number part end side thing things case rest fact
    morning afternoon evening night hour hours minute minutes moment monday tuesday wednesday thursday friday saturday
    sunday today january february march april may june july august september october november december
""")
"""Words that name nothing that a report could call otherwise: times, parts, sizes."""
_PAST = word_set("""
    made flew took went came got gave saw knew found left felt kept held began broke brought built bought caught chose
    drew drove fell fought grew heard led lost met paid ran sat sent set shot spoke spent stood taught thought threw
    told understood won wore wrote taken born given seen done gone known shown written driven fallen flown said close
    back goes following sign set put let hit cut
""")
"""Verbs without a regular ending that could stand behind a noun, and adverbs that could."""


COMPOUND = word_set("toll penalty row rate count sentence certificate threat threats spree scene victim victims")
"""Nouns that make another thing of the one before them: *the death toll* is no death."""

BEFORE_A_VERB = word_set("""
    to will would can could may might must shall should did does do not they he she it we who which that and then
""")
"""Words behind which a form that is noun and verb alike is a verb."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its hyphens: its form for comparing, what is left without endings, and whether it has a capital."""

    start: int
    end: int
    key: str
    stem: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may name something. `head` is the noun without endings, `like` the words before it, `names` those
    among them that are names, `number` how many it says there are. It is `definite` with *the*, *this*."""

    article: str
    span: Span
    head: str
    noun: str
    like: tuple[str, ...]
    names: tuple[str, ...]
    number: str | None
    definite: bool
    owned: bool
    plural: bool


@lru_cache(maxsize=50_000)
def _stem(key: str) -> str:
    found = words(key[:64])
    return key.removesuffix("s") if len(found) != 1 else found[0].stem


def tokens(text: str) -> Iterator[list[Token]]:
    """The words of each line."""
    for line in _EACH_LINE.finditer(text):
        found = []
        for m in _WORD.finditer(text, *line.span()):
            key = m.group().lower().replace("’", "'")
            found.append(Token(*m.span(), key, _stem(key), not m.group()[0].islower()))
        yield found


def phrases(articles: Sequence[Article]) -> list[Phrase]:
    """The noun phrases of a story's articles, in text order."""
    lines = {a.id: list(tokens(a.text)) for a in articles}
    texts = {a.id: a.text for a in articles}
    names = _names(lines)
    nouns, before = _learned(lines, texts, names)
    return [
        p
        for article, each in lines.items()
        for line in each
        for p in _phrases(article, texts[article], line, names, nouns, before)
    ]


def _names(lines: Mapping[str, Sequence[Sequence[Token]]]) -> set[str]:
    """Words that are written with a capital within sentences, and never without one."""
    small: set[str] = set()
    large: set[str] = set()
    for each in lines.values():
        for line in each:
            if _is_heading(line):
                continue
            small |= {t.key.removesuffix("'s") for t in line if not t.capital}
            large |= {t.key.removesuffix("'s") for t in line[1:] if t.capital and not t.key[0].isdigit()}
    return large - small


def _is_heading(line: Sequence[Token]) -> bool:
    """Whether so many words of a line have a capital that capitals tell nothing there."""
    longer = [t.capital for t in line if t.end - t.start > 3]
    return not longer or sum(longer) >= HEADING * len(longer)


def _chunk(text: str, line: Sequence[Token], at: int, heading: bool = True) -> int:
    """Where the words that begin at a place end: at a stop, a mark, another determiner. Within a name (*Bring Back Our
    Girls*) no word is a stop, but in a heading a capital tells nothing."""
    stop = at
    while stop < len(line) and stop - at < LONGEST + 1:
        if line[stop].key in _STOPS and (heading or not _within_name(line, stop)):
            break
        if stop > at and not _joined(text, line[stop - 1], line[stop]):
            break
        stop += 1
    return stop


def _within_name(line: Sequence[Token], at: int) -> bool:
    return 0 < at < len(line) - 1 and all(t.capital for t in line[at - 1 : at + 2])


def _joined(text: str, one: Token, other: Token) -> bool:
    return other.start - one.end < 4 and _PLAIN.fullmatch(text, one.end, other.start) is not None


def _learned(
    lines: Mapping[str, Sequence[Sequence[Token]]], texts: Mapping[str, str], names: set[str]
) -> tuple[set[str], set[str]]:
    """The nouns of a story, and the words that stand before one: from phrases of a determiner and one or two words. The
    second word behind a noun or a name is mostly its verb (*the article speaks*)."""
    chunks = [
        line[n + 1 : _chunk(texts[article], line, n + 1)]
        for article, each in lines.items()
        for line in each
        for n, t in enumerate(line)
        if t.key in _LEADING and n + 1 < len(line) and _joined(texts[article], t, line[n + 1])
    ]
    alone = {c[0].key for c in chunks if len(c) == 1 and c[0].key not in names}
    pairs = [c for c in chunks if len(c) == 2 and c[1].key not in names]
    verbal = (c[0].key in names or _is_plural(c[0].key) or _is_noun(c[0].key, alone) for c in pairs)
    heads = alone | {c[1].key for c, verb in zip(pairs, verbal, strict=True) if not verb}
    return {key for key in heads if not _no_noun(key)}, {c[0].key for c in pairs if c[1].key in heads}


def _no_noun(key: str) -> bool:
    return (
        key in _NO_NOUNS or key in _PAST or key in PARTIAL or len(key) < 3 or key[0].isdigit() or key in SMALL_NUMBERS
        or key.endswith(("ly", "'s", "ed"))
    )  # fmt: skip


def _is_noun(key: str, nouns: set[str]) -> bool:
    if key in nouns or key in KIND_NOUNS or PERSONS.fullmatch(key) or ORGANISATIONS.fullmatch(key):
        return True
    return len(key) > len("many") and COLLECTIVE_NOUN.fullmatch(key) is not None


def _phrases(
    article: str, text: str, line: Sequence[Token], names: set[str], nouns: set[str], before: set[str]
) -> Iterator[Phrase]:
    at, heading = 0, _is_heading(line)
    while at < len(line):
        t = line[at]
        led = t.key in _LEADING and at + 1 < len(line) and _joined(text, t, line[at + 1])
        first = at + 1 if led else at
        stop = _chunk(text, line, first, heading)
        if not led:  # a number begins a phrase: *injuring one person*
            first = at = next((n for n in range(first, stop) if _number(line[n])), at)
        if stop == first:
            at += 1
            continue
        chunk = line[first:stop]
        head = _head(chunk, nouns)
        if head is not None and not _goes_on(line, first + head):
            start = 0 if led else _free(chunk, head, names, nouns, before)
            lead = t if led else None
            verb = not led and not heading and (chunk[head].key.endswith("ing") or start == head)
            verb = verb and _may_be_verb(line, first + head)
            short = head - start <= (LONGEST if led else MODIFIERS + 1)
            if short and not verb and _is_whole(t, chunk, head, led, heading):
                many = _many(line, at) if not start else None
                yield _phrase(article, lead, many, chunk[start : head + 1], names, heading)
        at = first + head + 1 if head is not None else stop


def _free(chunk: Sequence[Token], head: int, names: set[str], nouns: set[str], before: set[str]) -> int:
    """Where a phrase without a determiner begins: at the first word from which on all can stand before a noun."""
    start = head
    while start and _may_stand_before(chunk[start - 1], names, nouns, before):
        start -= 1
    return start


def _is_whole(first: Token, chunk: Sequence[Token], head: int, led: bool, heading: bool) -> bool:
    """Whether a phrase is not of one of many, nor part of a name."""
    some = any(w.key in PARTIAL or w.key in ("fellow", "various") for w in chunk[:head])
    name = chunk[head].capital and not heading and not (head == 0 and not led)
    return not some and not name and first.key not in ("each", "every", "another")


def _goes_on(line: Sequence[Token], at: int) -> bool:
    return at + 1 < len(line) and line[at + 1].key in COMPOUND and line[at + 1].start - line[at].end == 1


def _may_be_verb(line: Sequence[Token], at: int) -> bool:
    """Whether a word with nothing before it is as well a verb: *to fire*, *killing ten*."""
    return (at > 0 and line[at - 1].key in BEFORE_A_VERB) or line[at].key.endswith("ing")


def _many(line: Sequence[Token], at: int) -> Token | None:
    """*thousands* right before *of*, in *thousands of visitors*."""
    of = at > 1 and line[at - 1].key == "of" and line[at - 2].key in _QUANTITIES
    return line[at - 2] if of and line[at].start - line[at - 2].end < LONGEST else None


def _may_stand_before(w: Token, names: set[str], nouns: set[str], before: set[str]) -> bool:
    """Whether a word can stand before a noun: it is not its sentence's verb."""
    known = w.key in before or w.key in nouns or w.key in names or w.key in PEOPLES
    return known or _number(w) is not None or coloured(w.key)


def _head(chunk: Sequence[Token], nouns: set[str]) -> int | None:
    """The first noun that no other noun follows."""
    for n, t in enumerate(chunk):
        if _is_noun(t.key, nouns) and not _no_noun(t.key):
            follows = n + 1 < len(chunk) and _is_noun(chunk[n + 1].key, nouns)
            if not follows:
                return n
    return None


def _number(t: Token) -> str | None:
    if t.key in SMALL_NUMBERS or t.key.isdigit():
        return SMALL_NUMBERS.get(t.key, t.key)
    return t.key if t.key == "dozen" or t.key.partition("-")[0] in _TENS else None


def _phrase(
    article: str, led: Token | None, many: Token | None, chunk: Sequence[Token], names: set[str], heading: bool
) -> Phrase:
    last, proper = chunk[-1], () if heading else _proper(chunk[:-1])
    numbers = [n for t in chunk[:-1] if (n := _number(t))]
    bare = [t for t in chunk[:-1] if not _number(t)]
    return Phrase(
        article,
        ((led or many or chunk[0]).start, last.end),
        last.stem,
        last.key,
        tuple(t.key for t in bare),
        tuple(t.key.removesuffix("'s") for t in bare if t in proper or t.key.removesuffix("'s") in names),
        many.key if many else numbers[0] if numbers else None,
        led is not None and led.key in _POINTING,
        (led is not None and led.key in _OWN) or any(t.key.endswith(("'s", "s'")) for t in bare),
        _is_plural(last.key),
    )  # fmt: skip


def _proper(chunk: Sequence[Token]) -> Sequence[Token]:
    """Two words or more with capitals at the start of a phrase: a name, though its words are no names elsewhere."""
    run = next((n for n, t in enumerate(chunk) if not t.capital), len(chunk))
    return chunk[:run] if run > 1 else ()


def _is_plural(key: str) -> bool:
    plural = key.endswith("s") and not key.endswith(("ss", "us", "is"))
    return plural or key in ("men", "women", "children") or COLLECTIVE_NOUN.fullmatch(key) is not None
