"""The report's section on how it is told: reporting verbs by kind of speaker, words that an outlet uses more than the
others, harm in the passive without who did it. Each count leads to its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.link.agency import Agentless
from onrecord.link.contrast import LIKELY, Tally
from onrecord.link.loaded import Loaded
from onrecord.link.reporting import Verb, stances
from onrecord.rows import Article, Stretch
from onrecord.show.loaded import agency, comparable_words, lexicon_class
from onrecord.show.namings import excerpt
from onrecord.show.oneword import Where
from onrecord.show.plain import one_line
from onrecord.show.reporting import CLASS, verbs
from onrecord.show.trails import Quote
from onrecord.store import Record

MOST = 40
"""Words, and passives, in a report, the surest; `show words` and `show agency` have all."""

VERBS = 14
"""Verbs of a group, the most frequent."""

PLACES = 9
"""Places that have a link of their own."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A word or verb with its counts, as published and with what was said before counted once; `more` of its places
    have no link of their own."""

    name: str
    count: int
    once: int
    about: str
    links: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of speaker, or an outlet, with its verbs or words; `more` counts those that are left out."""

    name: str
    about: str
    rows: list[Counted]
    more: int


@dataclass(frozen=True, slots=True)
class Passive:
    """Harm without who did it, and other reports that tell the act with who did it, each with the words for that."""

    words: Quote
    beside: list[tuple[str, Quote]]


@dataclass(frozen=True, slots=True)
class Manner:
    """The section. `more_words` and `more_passives` count what is left out."""

    verbs: list[Group]
    words: list[Group]
    more_words: int
    passives: list[Passive]
    more_passives: int


NO_MANNER = Manner([], [], 0, [], 0)


def manner(record: Record, where: Where) -> Manner:
    """The section of a record's report."""
    articles = {a.id: a for a in record.articles()}
    words = [row for row in comparable_words(record) if row.q <= LIKELY and not row.name]
    passives = sorted(agency(record), key=lambda row: not row.beside)
    return Manner(
        _verbs(verbs(record), where), _words(words[:MOST], where), max(0, len(words) - MOST),
        [_passive(row, where, articles) for row in passives[:MOST]], max(0, len(passives) - MOST),
    )  # fmt: skip


def _verbs(rows: Sequence[Verb], where: Where) -> list[Group]:
    found = []
    for name in dict.fromkeys(row.group for row in sorted(rows, key=lambda row: -row.published.of)):
        of = [row for row in rows if row.group == name]
        told = sorted((row for row in of if row.verb is not None), key=lambda row: (-row.published.count, row.verb))
        taken, _ = stances(of)
        about = f"{_twice(of[0].published.of, of[0].once.of)} statements"
        about += f", {taken.endorsing} put as fact, {taken.distancing} at a distance"
        shown = [_counted(row.verb or "", row, where, "") for row in told[:VERBS]]
        found.append(Group(CLASS.get(name, name), about, shown, max(0, len(told) - VERBS)))
    return found


def _words(rows: Sequence[Loaded], where: Where) -> list[Group]:
    found = []
    for name in dict.fromkeys(row.group for row in rows):
        of = [_counted(row.word, row, where, _against(row)) for row in rows if row.group == name]
        found.append(Group(one_line(name), "", of, 0))
    return found


def _against(row: Loaded) -> str:
    kind = lexicon_class(row.word)
    others = f"others {row.published.others} in {row.published.of_others:,} words, z {row.published.z:.1f}"
    return f"{others}, {kind}" if kind else others


class _Told(Protocol):
    """What verbs and words have alike."""

    @property
    def published(self) -> Tally: ...
    @property
    def once(self) -> Tally: ...
    @property
    def places(self) -> tuple[Stretch, ...]: ...


def _counted(name: str, row: _Told, where: Where, about: str) -> Counted:
    links = [where.place(place) for place in row.places[:PLACES]]
    return Counted(one_line(name), row.published.count, row.once.count, about, links, max(0, len(row.places) - PLACES))


def _twice(published: int, once: int) -> str:
    return f"{published:,}" if published == once else f"{published:,} ({once:,})"


def _passive(row: Agentless, where: Where, articles: Mapping[str, Article]) -> Passive:
    beside = [(_text(agent, articles), excerpt(act, act.span, where, articles)) for act, agent in row.beside]
    return Passive(excerpt(row.at, row.sentence.span, where, articles), beside)


def _text(at: Stretch, articles: Mapping[str, Article]) -> str:
    return one_line(articles[at.article].text[slice(*at.span)])
