"""Which reporting verbs each group of speakers gets: who *admits* and who *says*.

A verb is counted once for each statement that it reports. Groups are compared within an event, by the same measure as
words (see `contrast`), and every count comes twice: as published, and with what was said before word for word counted
once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.link.contrast import LEAST, LEAST_ARTICLES, Stratum, Tally, false_discovery, tally
from onrecord.link.verbs import reporting_verb
from onrecord.rows import Article, Span, Stance, Statement, Stretch
from onrecord.text.spans import covered

PRIOR = 100.0
"""Statements that the prior counts for: there are fewer of them than of words. Of the round numbers from 10 to 500 that
were tried on a dozen tables, that with which z stays below that of Fisher's exact test and loses least."""


LEAST_STATEMENTS = 3
"""From fewer nothing is said, however they are counted: in 35 stories verbs of two statements (*advise*, *disclose*)
were chance."""


@dataclass(frozen=True, slots=True)
class Stances:
    """Of how many statements the cue takes what is said for true, keeps off, or does neither."""

    endorsing: int
    distancing: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb that a group of speakers gets; `verb` is `None` for their statements without one.

    `forms` are the cues as written, in lower case. `published` and `once` count statements, of how many of the group,
    and the same of the others; `contrast` says whether the group gets it more by both, `q` what is the share of chance
    among the verbs that are as sure as this (`contrast.false_discovery`), `None` where it is too rare to be compared.
    `stances` and `stances_once` are of its statements. `places` are those of the cue, or of what is said where there is
    no cue; the others' stand in their own rows.
    """

    group: str
    verb: str | None
    forms: tuple[str, ...]
    contrast: bool
    published: Tally
    once: Tally
    q: float | None
    articles: int
    others_articles: int
    stances: Stances
    stances_once: Stances
    places: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A statement with a source, and the group that it is counted in; with `None` it is of the others alone."""

    group: str | None
    article: Article
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement as it is counted. `again` says that its cue stands in what was said before."""

    verb: str | None
    cue: str
    at: Stretch
    stance: Stance | None
    again: bool


Part = tuple[str | None, str]
"""A group's statements in the reports of one event."""


def verbs(
    given: Iterable[Given], again: Mapping[str, list[Span]], event: Mapping[str, str] | None = None, least: int = 1
) -> list[Verb]:
    """The reporting verbs of each group, what it gets more than the others first, then the most frequent.

    `again` are the passages of each article that were said before (`contrast.again`), `event` says which event an
    article tells of; without it all tell of one. A group of fewer than `least` statements has no rows, and is counted
    among the others.
    """
    counted = _Counted()
    for each in given:
        here = each.article.id
        counted.add((each.group, (event or {}).get(here, "")), _said(each, again.get(here, [])))
    rows = [row for group, n in counted.groups.items() if n >= least for row in _rows(counted, group)]
    return sorted(_with_q(rows), key=_order)


def _with_q(rows: Iterable[Verb]) -> list[Verb]:
    """The rows that were compared have their q, which takes all of them."""
    rows = list(rows)
    shares = iter(false_discovery([min(r.published.z, r.once.z) for r in rows if r.q is not None]))
    return [row if row.q is None else replace(row, q=next(shares)) for row in rows]


def _order(row: Verb) -> tuple[bool, float, str, bool, int, str]:
    return (
        not row.contrast,
        -row.once.z if row.contrast else 0.0,
        row.group,
        row.verb is None,
        -row.published.count,
        (row.verb or ""),
    )


def _said(each: Given, again: list[Span]) -> _Said:
    s, text = each.statement, each.article.text
    span = s.cue or s.content[0]
    cue = " ".join(text[slice(*s.cue)].casefold().split()) if s.cue else ""
    return _Said(reporting_verb(cue), cue, Stretch(each.article.id, span), s.stance, bool(covered(span, again)))


class _Counted:
    """The statements by group, event and verb, and how many there are of each."""

    def __init__(self) -> None:
        self.said: dict[Part, dict[str | None, list[_Said]]] = {}
        self.events: dict[str, list[str]] = defaultdict(list)
        self.groups: Counter[str] = Counter()
        self.sizes: Counter[tuple[Part, bool]] = Counter()
        self.all_of: Counter[tuple[str, bool]] = Counter()
        self.by_verb: Counter[tuple[str, str | None, bool]] = Counter()
        self.articles: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)

    def add(self, part: Part, said: _Said) -> None:
        """Counts a statement."""
        group, event = part
        if group is not None:
            if part not in self.said:
                self.events[group].append(event)
            self.groups[group] += 1
            self.said.setdefault(part, {}).setdefault(said.verb, []).append(said)
            self.sizes[part, said.again] += 1
        self.all_of[event, said.again] += 1
        self.by_verb[event, said.verb, said.again] += 1
        self.articles[event, said.verb][said.at.article] += 1

    def strata(self, group: str, verb: str | None) -> tuple[list[Stratum], list[Stratum]]:
        """A verb event by event, as published and counted once."""
        pairs = [self._pair(group, event, verb) for event in self.events[group]]
        return [published for published, _ in pairs], [once for _, once in pairs]

    def _pair(self, group: str, event: str, verb: str | None) -> tuple[Stratum, Stratum]:
        part = group, event
        here = self.said[part].get(verb, ())
        fresh = sum(not each.again for each in here)
        all_fresh, all_again = (self.by_verb[event, verb, again] for again in (False, True))
        of_fresh, of_again = (self.sizes[part, again] for again in (False, True))
        size_fresh, size_again = (self.all_of[event, again] for again in (False, True))
        of, size = of_fresh + of_again, size_fresh + size_again
        return (
            Stratum(len(here), all_fresh + all_again - len(here), of, size - of),
            Stratum(fresh, all_fresh - fresh, of_fresh, size_fresh - of_fresh),
        )

    def of(self, group: str) -> dict[str | None, list[_Said]]:
        """A group's statements by verb."""
        found: dict[str | None, list[_Said]] = {}
        for event in self.events[group]:
            for verb, said in self.said[group, event].items():
                found.setdefault(verb, []).extend(said)
        return found

    def articles_of_others(self, group: str, verb: str | None, said: Sequence[_Said]) -> int:
        """In how many articles about the group's events others have the verb."""
        own = Counter(each.at.article for each in said)
        return sum(
            n > own[article] for event in self.events[group] for article, n in self.articles[event, verb].items()
        )


def _rows(counted: _Counted, group: str) -> Iterator[Verb]:
    found = counted.of(group)
    least = min(LEAST_ARTICLES, len({each.at.article for said in found.values() for each in said}))
    for verb, said in found.items():
        published, once = (tally(each, PRIOR) for each in counted.strata(group, verb))
        fresh = [each for each in said if not each.again]
        articles = {each.at.article for each in fresh}
        compared = verb is not None and len(fresh) >= LEAST_STATEMENTS and len(articles) >= least
        yield Verb(
            group, verb, tuple(sorted({each.cue for each in said} - {""})),
            compared and min(published.z, once.z) >= LEAST, published, once, 1.0 if compared else None,
            len({each.at.article for each in said}), counted.articles_of_others(group, verb, said),
            _stances(said), _stances(fresh), tuple(each.at for each in said),
        )  # fmt: skip


def _stances(said: Iterable[_Said]) -> Stances:
    found = Counter(each.stance for each in said)
    return Stances(found["endorsing"], found["distancing"], found["neutral"])


def stances(rows: Iterable[Verb]) -> tuple[Stances, Stances]:
    """The stances of all rows of a group, as published and with what was said before counted once."""
    both = [(row.stances, row.stances_once) for row in rows]
    published, once = (
        Stances(sum(s.endorsing for s in each), sum(s.distancing for s in each), sum(s.neutral for s in each))
        for each in (zip(*both, strict=True) if both else ((), ()))
    )
    return published, once
