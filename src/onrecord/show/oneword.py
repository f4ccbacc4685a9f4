"""The report's sections on what is one word and what may be many: answers with their traces, and copied passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.rows import Reuse, Statement, Stretch
from onrecord.show.copies import KIND, Copies, Drift, Pair, Piece, Quoted, Shares, copies, cut_to, diff
from onrecord.show.graph import Graph, Hrefs, graph
from onrecord.show.paths import Path, apart_words, heading, paths, reason
from onrecord.show.plain import one_line, shortened
from onrecord.show.traced import Telling, Traced, alike, standing, traced
from onrecord.show.words import CLASS, NO_SOURCE, NOT_NAMED, in_order, origins, percent, tags
from onrecord.store import Record
from onrecord.text.spans import overlapping

QUESTIONS = 150
"""Answers that a report traces; the rest is counted, and `show claims` has all."""

OPEN = 3
"""Of these, how many stand unfolded: about two screens."""

MEMBERS = 60
"""Wordings that are listed for one answer."""

PAIRS = 80
"""Pairs of articles whose passages a report lists."""

PASSAGES = 40
"""Passages that are listed for one pair."""

WORDS, EXCERPT = 320, 96
"""Characters of a passage or a statement that are repeated, and in a report of excerpts."""

NEAREST = 3
"""Other reports that an article's head names."""

TOLD_FROM = 0.01
"""Least part of an article that others share for its head to say so."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the page, and what it is called."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """Reports with the steps from there, and the words that state them."""

    reports: list[Ref]
    steps: list[str]
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One origin in words."""

    heading: str
    ways: list[Way]
    joins: list[tuple[str, list[Ref]]]


@dataclass(frozen=True, slots=True)
class Member:
    """One wording of an answer: the places of it, who says it, in the reports that have it."""

    reports: list[Ref]
    who: list[str]
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with one answer to it. `standing` says whether answers differ, or that no difference was found; `of`
    is the report whose words its `value` are; `otherwise` are the other answers; `story` tells, where a record has
    several, by a headline which it is of."""

    id: str
    question: str
    bound: str
    standing: str
    value: str
    of: str
    otherwise: list[str]
    story: str
    graph: Graph
    groups: list[Group]
    between: list[str]
    members: list[Member]
    statements: int
    more: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What two articles share: the words of one, and of the other where they differ."""

    kind: str
    a: list[Piece]
    b: list[Piece]
    a_href: str
    b_href: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Two articles and what they share."""

    a: Ref
    b: Ref
    parts: tuple[str, str]
    earlier: str
    passages: list[Passage]
    more: int

    @property
    def count(self) -> int:
        """How many passages."""
        return len(self.passages) + self.more


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a remark."""

    reports: list[Ref]
    speakers: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class OneWord:
    """Both sections. `questions` and `pairs` are the first; `all_questions` and `all_pairs` count them all."""

    questions: list[Question]
    all_questions: int
    pairs: list[Shared]
    all_pairs: int
    drifts: list[tuple[Wording, Wording]]
    heads: Mapping[str, Head]

    @property
    def open(self) -> int:
        """How many questions stand unfolded."""
        return OPEN


@dataclass(frozen=True, slots=True)
class Head:
    """How much of an article is shared, and with which others."""

    part: str
    others: list[tuple[Ref, str]]
    more: int


NOTHING = OneWord([], 0, [], 0, [], {})


@dataclass(frozen=True, slots=True)
class Where:
    """Where things are in the page: each article's key, each statement that is marked, each speaker's card."""

    keys: Mapping[str, str]
    marked: Mapping[str, Sequence[Statement]]
    cards: Mapping[str, str]
    excerpts: bool = False

    def telling(self, telling: Telling) -> str:
        """A statement's place, else its article's."""
        shown = any(s.id == telling.statement.id and s.content for s in self.marked.get(telling.article.id, ()))
        return f"#s-{telling.statement.id}" if shown else f"#{self.keys[telling.article.id]}"

    def speaker(self, telling: Telling) -> str:
        """The card of who says it, else the statement."""
        card = self.cards.get(telling.statement.id)
        return f"#{card}" if card else self.telling(telling)

    def place(self, place: Stretch) -> str:
        """The first statement that is marked at a place, else its article."""
        for s in self.marked.get(place.article, ()):
            if s.content and overlapping(place.span, [s.content[0]]):
                return f"#s-{s.id}"
        return f"#{self.keys[place.article]}"

    @property
    def width(self) -> int:
        """How many characters of a passage or a statement are repeated."""
        return EXCERPT if self.excerpts else WORDS

    def short(self, words: str) -> str:
        """What of a statement is repeated."""
        return shortened(one_line(words), self.width)


def oneword(record: Record, where: Where) -> OneWord:
    """Both sections of a record's report."""
    found, stories = copies(record, PAIRS), _stories(record)
    return OneWord(
        [question_of(each, where, stories) for each in traced(record, islice(record.claims(), QUESTIONS))],
        record.counts()["claims"],
        [_shared(found, pair, where) for pair in found.pairs],
        found.found,
        [_drift(found, each, where) for each in found.drifts],
        {a: head for a, shares in found.shares.items() if (head := _head(found, shares, where))},
    )


def _stories(record: Record) -> dict[str, str]:
    """Each story's first headline; empty where there is but one story."""
    several = [s for s in record.stories() if len(s.articles) > 1]
    if len(several) < 2:
        return {}
    firsts = {s.id: in_order(a for each in s.articles if (a := record.article(each)))[0] for s in several}
    return {story: shortened(one_line(a.title or a.source), EXCERPT) for story, a in firsts.items()}


def question_of(each: Traced, where: Where, stories: Mapping[str, str]) -> Question:
    """An answer as a page shows it, with its trace. `stories` are headlines of stories, where there are several."""
    refs = {t.article.id: Ref(where.telling(t), t.label) for t in reversed(each.tellings)}
    groups = [
        Group(
            heading(origin),
            [_way(way, where) for way in paths(each, origin)],
            [(reason(join), [refs[a] for a in join.articles]) for join in origin.joins],
        )
        for origin in each.origins
    ]
    members = [_member(group, where) for group in alike(each.tellings)]
    value = one_line(each.answer.value)
    of = next((t.label for t in each.tellings if t.words[:50] == value[:50]), "")
    hrefs = Hrefs(where.telling, where.speaker)
    at = next(n for n, answer in enumerate(each.claim.answers) if answer is each.answer)
    others = [answer for answer in each.claim.answers if answer is not each.answer]
    return Question(
        f"c-{each.claim.id}" + (f"-{at}" if at else ""),
        one_line(each.claim.question),
        origins(each.answer.reports, each.answer.origins),
        standing(each),
        where.short(value),
        of,
        [f"{origins(a.reports, a.origins)}: {where.short(one_line(a.value))}" for a in others],
        stories.get(each.story, ""),
        graph(each, hrefs),
        groups,
        apart_words(each),
        members[:MEMBERS],
        len(each.tellings),
        max(0, len(members) - MEMBERS),
    )


def _way(way: Path, where: Where) -> Way:
    return Way([Ref(where.telling(t), t.label) for t in way.tellings], way.names, way.evidence)


def _member(group: Sequence[Telling], where: Where) -> Member:
    t = group[0]
    s = t.statement
    nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
    who = f"{t.name} ({CLASS[s.speaker_class]})" if t.name and s.speaker_class != "unknown" else t.name or nobody
    refs = [Ref(where.telling(each), each.label) for each in group]
    return Member(refs, [*map(one_line, s.relay), who], where.short(t.words), " · ".join(tags(s)))


def _shared(found: Copies, pair: Pair, where: Where) -> Shared:
    a, b = (Ref(f"#{where.keys[x.id]}", found.called[x.id]) for x in (pair.a, pair.b))
    passages = [_passage(pair, p, where) for p in pair.passages[:PASSAGES]]
    parts = percent(pair.shared[0]), percent(pair.shared[1])
    return Shared(a, b, parts, a.text if pair.first else "", passages, max(0, len(pair.passages) - PASSAGES))


def _passage(pair: Pair, p: Reuse, where: Where) -> Passage:
    a, b = diff(one_line(pair.a.text[slice(*p.a.span)]), one_line(pair.b.text[slice(*p.b.span)]))
    same = not any(piece.differs for piece in (*a, *b))
    shown = cut_to(a, where.width), [] if same else cut_to(b, where.width)
    return Passage(KIND[p.kind], *shown, where.place(p.a), where.place(p.b))


def _drift(found: Copies, drift: Drift, where: Where) -> tuple[Wording, Wording]:
    return _wording(found, drift.a, where), _wording(found, drift.b, where)


def _wording(found: Copies, side: Quoted, where: Where) -> Wording:
    once = {p.article: p for p in reversed(side.places)}
    refs = [Ref(where.place(p), found.called[p.article]) for p in reversed(once.values())]
    return Wording(refs, ", ".join(side.speakers), cut_to(side.pieces, 2 * where.width))


def _head(found: Copies, shares: Shares, where: Where) -> Head | None:
    if shares.whole < TOLD_FROM:
        return None
    others = [(Ref(f"#{where.keys[a]}", found.called[a]), percent(part)) for a, part in shares.others]
    return Head(percent(shares.whole), others[:NEAREST], max(0, len(others) - NEAREST))
