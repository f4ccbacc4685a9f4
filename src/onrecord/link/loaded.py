"""Words that one group of articles uses more than the others do: weighted log-odds with an informative Dirichlet prior
(Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16:4, equations 15, 16, 19 and 22).

A word is counted by its stem, so that *militant* and *militants* are one. Every count comes twice: as published, and
with what articles of one group have from each other, or one says again word for word, counted once.
A word is shown only where both say so.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.rarity import rarity
from onrecord.rows import Article, Reuse, Span, Stretch
from onrecord.text.nouns import word_set
from onrecord.text.spans import covered, merged
from onrecord.text.words import Word, words

PRIOR = 500.0
"""Words that the prior counts for, shared out as all groups together use them. Of the order of one article: what one
article alone shows is halved. Not tuned."""

LEAST = 1.96
"""The least z-score of a contrast: one in twenty of words used alike would reach it by chance (one in forty from one
side), so that among many the weakest are chance."""

LEAST_COUNT = 2
"""Nothing is said from one occurrence, however it is counted."""

LEAST_ARTICLES = 2
"""In so many articles of its group a word must stand, where the group has as many: else it may be one writer's."""

COMMON = 0.2
"""Rarity up to which a word is not compared: *you*, *may*, *including* stand in most reports of anything (seen in 14
stories: below it what is left are words of style and the calendar, above it words of the matter)."""

REPEATED = 6
"""Words in a row that an article has a second time are a caption or a heading set again, and count once."""

FURNITURE = word_set("""
    image images photo photos picture pictures photograph photographer caption captions copyright credit getty rex
    shutterstock afp ap pa reuters epa gmt bst est edt utc hide share shares newsletter subscribe advertisement site
    cookies follow click email facebook twitter com www http https pic video videos slideshow gallery mr mrs ms
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december
""")
"""Words of the page and the calendar, that no reporter chose: captions, credits, buttons, dates, forms of address."""

NAME_SHARE = 0.5
"""A word is taken for a name where more of its occurrences have a capital letter."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a word stands in a group and in the others, of how many words each, with the z-score of the log-odds
    ratio between them (positive where the group uses it more)."""

    count: int
    others: int
    of: int
    of_others: int
    z: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word that a group uses more than the others. `word` is its most used form, `forms` all; `published` counts as
    published, `once` with reused passages counted once in each group; `articles` and `others_articles` say in how
    many articles it stands, `name` whether it is mostly written as a name is; `places` are its places in the group,
    `others_places` those elsewhere."""

    group: str
    word: str
    forms: tuple[str, ...]
    published: Tally
    once: Tally
    articles: int
    others_articles: int
    name: bool
    places: tuple[Stretch, ...]
    others_places: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One occurrence. `again` says that its passage stood before, in its article or in one of its group."""

    article: str
    word: Word
    again: bool

    @property
    def stretch(self) -> Stretch:
        return Stretch(self.article, (self.word.start, self.word.end))


def loaded(groups: Mapping[str, Sequence[Article]], reuse: Iterable[Reuse]) -> list[Loaded]:
    """The words of each group that it uses more than the others together, the surest first.

    The order of a group's articles says which of two has a passage first. The groups must not overlap, and each have
    an article: see `show.loaded`, which checks what a user gives.
    """
    repeated = _repeated(groups, reuse)
    stands = {name: _stands(articles, repeated) for name, articles in groups.items()}
    everywhere: dict[str, list[_Place]] = defaultdict(list)
    for words_of in stands.values():
        for stem, places in words_of.items():
            everywhere[stem] += places
    total = {name: _sizes(found) for name, found in stands.items()}
    all_of = sum(size[0] for size in total.values()), sum(size[1] for size in total.values())
    rows = [
        row
        for name, found in stands.items()
        for stem, places in found.items()
        if (row := _row(name, places, everywhere[stem], total[name], all_of, len(groups[name])))
    ]
    return sorted(rows, key=lambda r: (-r.once.z, -r.published.z, r.word, r.group))


def log_odds(count: int, others: int, of: int, of_others: int) -> float:
    """The z-score of the log-odds ratio of a word between two texts of `of` and `of_others` words; 0 where the texts
    say nothing of it. The prior is the word's share in both together, weighing `PRIOR` words."""
    both, size = count + others, of + of_others
    if not both or both >= size or not of or not of_others:
        return 0.0
    prior = PRIOR * both / size
    here, there = count + prior, others + prior
    ratio = math.log(here / (of + PRIOR - here)) - math.log(there / (of_others + PRIOR - there))
    return ratio / math.sqrt(1 / here + 1 / there)


def _row(
    group: str, places: list[_Place], everywhere: list[_Place], size: tuple[int, int], all_of: tuple[int, int], has: int
) -> Loaded | None:
    """What there is to say of a word in a group; `None` if nothing."""
    least = min(LEAST_ARTICLES, has)
    fresh = [p for p in places if not p.again]
    in_articles = {p.article for p in places}
    if len(fresh) < LEAST_COUNT or len({p.article for p in fresh}) < least:
        return None
    published = _tally(len(places), len(everywhere), size[0], all_of[0])
    once = _tally(len(fresh), sum(not p.again for p in everywhere), size[1], all_of[1])
    if min(published.z, once.z) < LEAST:
        return None
    forms = Counter(p.word.key for p in places)
    word = min(forms, key=lambda form: (-forms[form], form))
    elsewhere = [p for p in everywhere if p.article not in in_articles]
    return Loaded(
        group, word, tuple(sorted(forms)), published, once, len(in_articles), len({p.article for p in elsewhere}),
        sum(p.word.capital for p in places) > NAME_SHARE * len(places),
        tuple(p.stretch for p in places), tuple(p.stretch for p in elsewhere),
    )  # fmt: skip


def _tally(count: int, everywhere: int, of: int, all_of: int) -> Tally:
    others, of_others = everywhere - count, all_of - of
    return Tally(count, others, of, of_others, round(log_odds(count, others, of, of_others), 2))


def _sizes(found: Mapping[str, list[_Place]]) -> tuple[int, int]:
    """How many words a group has, as published and with what is repeated counted once."""
    return sum(map(len, found.values())), sum(not p.again for places in found.values() for p in places)


def _stands(articles: Iterable[Article], repeated: Mapping[str, list[Span]]) -> dict[str, list[_Place]]:
    """Where each word stands, by its stem."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for article in articles:
        again = merged([*repeated.get(article.id, []), *_said_again(words(article.text))])
        for word in read_words(article):
            found[word.stem].append(_Place(article.id, word, bool(covered((word.start, word.end), again))))
    return found


def _said_again(found: Sequence[Word]) -> Iterator[Span]:
    """Runs of `REPEATED` words that the article has before."""
    seen: set[tuple[str, ...]] = set()
    for n in range(len(found) - REPEATED + 1):
        run = tuple(w.key for w in found[n : n + REPEATED])
        if run in seen:
            yield found[n].start, found[n + REPEATED - 1].end
        seen.add(run)


def read_words(article: Article) -> Iterator[Word]:
    """The words of an article that are compared: none of site notices, of its outlet's own name, of the page, none that
    most reports have, no numbers and no single letters."""
    notices = merged((z.start, z.end) for z in article.zones if z.kind == "notice")
    own = {w.key for w in words(f"{article.outlet or ''} {article.agency or ''}")} | FURNITURE
    for word in words(article.text):
        plain = word.key.removesuffix("'s")
        tells = len(plain) > 1 and plain[0].isalpha() and plain not in own and rarity(plain) > COMMON
        if tells and not (notices and covered((word.start, word.end), notices)):
            yield word


def _repeated(groups: Mapping[str, Sequence[Article]], reuse: Iterable[Reuse]) -> dict[str, list[Span]]:
    """The passages of each article that one before it in its own group has too."""
    order = {a.id: (name, n) for name, articles in groups.items() for n, a in enumerate(articles)}
    found: dict[str, list[Span]] = defaultdict(list)
    for each in reuse:
        a, b = order.get(each.a.article), order.get(each.b.article)
        if a and b and a[0] == b[0]:
            later = each.a if a[1] > b[1] else each.b
            found[later.article].append(later.span)
    return {article: merged(spans) for article, spans in found.items()}
