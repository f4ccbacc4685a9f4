"""What a report calls something: one place of one name, and how names are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.link.noun_phrases import Phrase
from onrecord.rows import Article, Entity, Figure, Link, Span, Statement
from onrecord.text.nouns import word_set

DETERMINERS = word_set("the a an this that these those")


@dataclass(frozen=True, slots=True)
class Called:
    """Where a name stands. `key` is what of it tells it from other names; `head`, where it has one, the noun or verb it
    is made with; `name` how it is shown, where that is not as it is written there."""

    article: str
    span: Span
    key: str
    head: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reports:
    """What names are looked for in: the articles of one story with their texts by id, their noun phrases and figures,
    what they state, the links that agree, and who they speak of; `speakers` gives the speaker that an entity is, over
    all articles."""

    articles: Sequence[Article]
    texts: Mapping[str, str]
    phrases: Sequence[Phrase]
    statements: Sequence[Statement]
    agreeing: Sequence[Link]
    figures: Sequence[Figure]
    entities: Sequence[Entity]
    speakers: Mapping[str, str]


class Found(NamedTuple):
    """The names of one referent, and by which rule; `referent` says what it is where none of its names does."""

    rule: str
    places: list[Called]
    referent: str = ""


def bare(name: str) -> str:
    """A name as it is compared: without case, article and possessive."""
    found = " ".join(name.casefold().replace("’", "'").split()).removesuffix("'s")
    first, _, rest = found.partition(" ")
    return rest if first in DETERMINERS and rest else found


def without_article(words: str) -> str:
    """A name as it is shown: on one line, without its article and without half of a pair of quotation marks."""
    found = " ".join(words.split())
    found = found if found.count('"') % 2 == 0 else found.replace('"', "")
    first, _, rest = found.partition(" ")
    return rest if first.casefold() in DETERMINERS and rest else found


def keys_by_article(places: Iterable[Called]) -> dict[str, set[str]]:
    """The names that each article has."""
    found: dict[str, set[str]] = defaultdict(set)
    for p in places:
        found[p.article].add(p.key)
    return found


def differ(places: Iterable[Called]) -> bool:
    """Whether two articles have other names: one that has both may explain the one by the other."""
    return len({frozenset(keys) for keys in keys_by_article(places).values()}) > 1
