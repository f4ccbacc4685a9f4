"""Who is quoted where, as the articles word it: mentions are grouped by their wording, and by nothing else.

Two wordings of one person are two entries here; `he` and `the ministry` are not resolved. What a mention
refers to is for a later stage to say, and this list never guesses it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.rows import Article, Statement
from onrecord.show.plain import one_line

ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
TRIM = " \t\n,.;:'\"“”‘’()[]"
POINTING = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "himself", "herself", "itself"}
    | {"who", "whom", "which", "that", "this", "these", "those", "his", "hers", "their", "themselves"}
    | {"one", "others", "both"}
)
"""Words that name nobody by themselves."""


@dataclass(frozen=True, slots=True)
class InArticle:
    """The statements of one source wording in one article, in text order."""

    article: Article
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """One source as worded. `wordings` are the strings that were taken for the same, the most frequent first."""

    wordings: tuple[str, ...]
    places: tuple[InArticle, ...]

    @property
    def name(self) -> str:
        """The wording that occurs most, without the punctuation around it."""
        return self.wordings[0].strip(TRIM)

    @property
    def statements(self) -> int:
        """How many statements have this source."""
        return sum(len(place.statements) for place in self.places)

    @property
    def outlets(self) -> dict[str, int]:
        """Statements per outlet, in the order of the articles."""
        counts: Counter[str] = Counter()
        for place in self.places:
            counts[place.article.outlet or "outlet unknown"] += len(place.statements)
        return dict(counts)


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is quoted: by wording, by words that only point (`he`), and statements whose source is not stated."""

    named: tuple[Quoted, ...]
    pointing: tuple[Quoted, ...]
    none: tuple[Quoted, ...]


def key(mention: str) -> str:
    """What two mentions must share to be one entry: the words, but for case, a leading article and punctuation."""
    words = " ".join(mention.casefold().split()).strip(TRIM)
    return ARTICLE.sub("", words).removesuffix("'s").removesuffix("’s")


def sources(read: Iterable[tuple[Article, Iterable[Statement]]]) -> Sources:
    """Groups the attributed statements of articles by the wording of their source, the most quoted first."""
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, dict[str, tuple[Article, list[Statement]]]] = defaultdict(dict)
    for article, statements in read:
        for statement in statements:
            if statement.voice == "attributed":
                mention = one_line(article.text[slice(*statement.source)]) if statement.source else ""
                group = key(mention)
                wordings[group][mention] += 1
                places[group].setdefault(article.id, (article, []))[1].append(statement)
    groups = {group: _quoted(counts, places[group]) for group, counts in wordings.items()}
    return Sources(
        named=_sorted(each for group, each in groups.items() if group and group not in POINTING),
        pointing=_sorted(each for group, each in groups.items() if group in POINTING),
        none=_sorted(each for group, each in groups.items() if not group),
    )


def _quoted(counts: Counter[str], places: dict[str, tuple[Article, list[Statement]]]) -> Quoted:
    by_count = sorted(counts, key=lambda wording: (-counts[wording], wording))
    return Quoted(tuple(by_count), tuple(InArticle(a, tuple(found)) for a, found in places.values()))


def _sorted(groups: Iterable[Quoted]) -> tuple[Quoted, ...]:
    return tuple(sorted(groups, key=lambda each: (-each.statements, -len(each.outlets), each.name.casefold())))
