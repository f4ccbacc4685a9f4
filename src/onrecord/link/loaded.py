"""Words that one group of articles uses more than the others do about the same events: weighted log-odds with an
informative Dirichlet prior, event by event (see `contrast`).

A word is counted by its stem, so that *militant* and *militants* are one. Every count comes twice: as published, and
with what articles of one group have from each other, or one says again word for word, counted once.
A word is shown only where both say so.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.link.contrast import (
    LEAST,
    LEAST_ARTICLES,
    LEAST_COUNT,
    Part,
    Stratum,
    Tally,
    again,
    dispersion,
    false_discovery,
    tally,
)
from onrecord.link.rarity import rarity
from onrecord.rows import Article, Reuse, Span, Stretch
from onrecord.text.nouns import word_set
from onrecord.text.spans import covered, merged
from onrecord.text.words import Word, within, words

COMMON = 0.2
"""Rarity up to which a word is not compared: *you*, *may*, *including* stand in most reports of anything (seen in 14
stories: below it what is left are words of style and the calendar, above it words of the matter)."""

FURNITURE = word_set("""
    image images photo photos picture pictures photograph photographer caption captions copyright credit getty rex
    shutterstock afp ap pa reuters epa gmt bst est edt utc hide share shares newsletter subscribe advertisement site
    cookies follow click email facebook twitter com www http https pic video videos slideshow gallery mr mrs ms
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december
""")
"""Words of the page and the calendar, that no reporter chose: captions, credits, buttons, dates, forms of address."""

NAME_SHARE = 0.5
"""A word is taken for a name where more of its occurrences have a capital letter, of those that tell."""

HEADED = 0.6
"""A line of which more words than this have a capital letter is a heading, and tells nothing of what is a name."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word that a group uses more than the others. `word` is its most used form, `forms` all; `published` counts as
    published, `once` with reused passages counted once in each group; `q` is the share of chance among the words as
    sure as this (`contrast.false_discovery`); `articles` and `others_articles` say in how many articles it stands,
    `name` whether it is mostly written as a name is; `places` are its places in the group, `others_places` those
    elsewhere."""

    group: str
    word: str
    forms: tuple[str, ...]
    published: Tally
    once: Tally
    q: float
    articles: int
    others_articles: int
    name: bool
    places: tuple[Stretch, ...]
    others_places: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One occurrence. `again` says that its passage stood before, in its article or in one of its group; `tells` that
    a capital letter here would show a name."""

    at: Stretch
    word: Word
    again: bool
    tells: bool


def loaded(
    groups: Mapping[str, Sequence[Article]], reuse: Iterable[Reuse], event: Mapping[str, str] | None = None
) -> list[Loaded]:
    """The words of each group that it uses more than the others together, the surest first.

    The order of a group's articles says which of two has a passage first. The groups must not overlap, and each have
    an article: see `show.loaded`, which checks what a user gives. `event` says which event an article tells of, so that
    words are compared within it; without it all tell of one.
    """
    events = event or {}
    text = _Text()
    of = {article.id: group for group, articles in groups.items() for article in articles}
    for article, before in again(groups.values(), reuse):
        text.add(of[article.id], events.get(article.id, ""), article, before)
    found = [_spread(text, each) for group, held in groups.items() for each in _compared(text, group, len(held))]
    shares = false_discovery([each.z for each in found])
    rows = [_row(text, each, q) for each, q in zip(found, shares, strict=True) if each.z >= LEAST]
    return sorted(rows, key=lambda r: (-r.once.z, -r.published.z, r.word, r.group))


class _Text:
    """Where each word stands, by its stem, and how many words there are: of an event, and of a group's reports of it.
    Counts are two: as published, and with what is repeated counted once."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], dict[str, list[_Place]]] = {}
        self.sizes: dict[tuple[str, str], Counts] = {}
        self.events: dict[str, list[str]] = defaultdict(list)
        self.everywhere: dict[str, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
        self.counts: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
        self.all_of: dict[str, Counts] = {}
        self.articles: Counter[tuple[str | None, str]] = Counter()
        self.squares: dict[tuple[str | None, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, group: str, event: str, article: Article, said_again: list[Span]) -> None:
        """Counts the words of an article."""
        places = self.places.setdefault((group, event), {})
        if event not in self.events[group]:
            self.events[group].append(event)
        published = once = 0
        fresh: Counter[str] = Counter()
        tell = _telling(article.text)
        for word in read_words(article):
            span = (word.start, word.end)
            place = _Place(
                Stretch(article.id, span), word, bool(said_again and covered(span, said_again)), word.start in tell
            )
            places.setdefault(word.stem, []).append(place)
            self.everywhere[event][word.stem].append(place)
            published, once = published + 1, once + (not place.again)
            fresh[word.stem] += not place.again
            self.counts[event][word.stem, place.again] += 1
        self.sizes[group, event] = _plus(self.sizes.get((group, event)), (published, once))
        self._note_spread(group, event, fresh)
        self.all_of[event] = _plus(self.all_of.get(event), (published, once))

    def _note_spread(self, group: str, event: str, fresh: Counter[str]) -> None:
        """Notes how often an article has each word, for the event and for the group's reports of it."""
        once = fresh.total()
        for part in ((group, event), (None, event)):
            self.articles[part] += bool(once)
            for stem, times in fresh.items():
                if times:
                    self.squares[part][stem] += times * times / once

    def parts(self, group: str, stem: str) -> Iterator[Part]:
        """How a word is spread over the group's reports of each event, and over the others'."""
        for event, stratum in zip(self.events[group], self.strata(group, stem)[1], strict=True):
            own, everyone = (group, event), (None, event)
            articles, squares = self.articles[own], self.squares[own].get(stem, 0.0)
            yield Part(articles, stratum.of, stratum.count, squares)
            others, all_squares = self.articles[everyone] - articles, self.squares[everyone].get(stem, 0.0)
            yield Part(others, stratum.of_others, stratum.others, all_squares - squares)

    def strata(self, group: str, stem: str) -> tuple[list[Stratum], list[Stratum]]:
        """A word event by event, as published and counted once."""
        published, once = list[Stratum](), list[Stratum]()
        for event in self.events[group]:
            here = self.places[group, event].get(stem, ())
            fresh, counts = sum(not p.again for p in here), self.counts[event]
            (of, of_once), (size, size_once) = self.sizes[group, event], self.all_of[event]
            all_fresh = counts[stem, False]
            published.append(Stratum(len(here), all_fresh + counts[stem, True] - len(here), of, size - of))
            once.append(Stratum(fresh, all_fresh - fresh, of_once, size_once - of_once))
        return published, once


Counts = tuple[int, int]


def _plus(a: Counts | None, b: Counts) -> Counts:
    return (a[0] + b[0], a[1] + b[1]) if a else b


class _Compared(NamedTuple):
    """A word of a group that is often enough to be compared."""

    group: str
    stem: str
    places: list[_Place]
    published: Tally
    once: Tally

    @property
    def z(self) -> float:
        return min(self.published.z, self.once.z)


def _compared(text: _Text, group: str, has: int) -> Iterator[_Compared]:
    """The words of a group that can be compared: those in enough of its articles, however they are counted."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for event in text.events[group]:
        for stem, places in text.places[group, event].items():
            found[stem] += places
    for stem, places in found.items():
        fresh = [p for p in places if not p.again]
        if len(fresh) >= LEAST_COUNT and len({p.at.article for p in fresh}) >= min(LEAST_ARTICLES, has):
            yield _Compared(group, stem, places, *map(tally, text.strata(group, stem)))


def _spread(text: _Text, each: _Compared) -> _Compared:
    """A word that would be shown, its z-scores divided by the root of how unevenly it is spread over articles."""
    if each.z < LEAST:
        return each
    root = math.sqrt(dispersion(text.parts(each.group, each.stem)))
    published, once = (replace(t, z=round(t.z / root, 2)) for t in (each.published, each.once))
    return each._replace(published=published, once=once)


def _row(text: _Text, each: _Compared, q: float) -> Loaded:
    """What there is to say of a word."""
    forms = Counter(p.word.key for p in each.places)
    word = min(forms, key=lambda form: (-forms[form], form))
    in_articles = {p.at.article for p in each.places}
    everywhere = [p for event in text.events[each.group] for p in text.everywhere[event][each.stem]]
    elsewhere = [p for p in everywhere if p.at.article not in in_articles]
    return Loaded(
        each.group, word, tuple(sorted(forms)), each.published, each.once, q,
        len(in_articles), len({p.at.article for p in elsewhere}),
        _is_name(each.places, everywhere),
        tuple(p.at for p in each.places), tuple(p.at for p in elsewhere),
    )  # fmt: skip


def _is_name(places: list[_Place], everywhere: list[_Place]) -> bool:
    """Whether a word is written as a name is: in the group, else anywhere, where that tells, else as it stands."""
    told = [p for p in places if p.tells] or [p for p in everywhere if p.tells] or places
    return sum(p.word.capital for p in told) > NAME_SHARE * len(told)


_BEGINS = re.compile(r"(?:^|[.!?:;|•–—-])[\s\"'“”‘’«»()\[\]]{0,4}$")


def _telling(text: str) -> set[int]:
    """Where words stand of which a capital letter would show a name: not at the beginning of a sentence or a line, nor
    in a heading, which may have capitals throughout."""
    found: set[int] = set()
    at = 0
    for line in text.splitlines(keepends=True):
        inside = within(words(text), (at, at + len(line)))
        if sum(w.capital for w in inside) <= HEADED * len(inside):
            found |= {w.start for w in inside if not _BEGINS.search(text[max(at, w.start - 6) : w.start])}
        at += len(line)
    return found


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
