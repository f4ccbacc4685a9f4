"""Where the accounts differ: two statements side by side, with the words that differ, each wording once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from rapidfuzz.distance import Indel

from onrecord.link.difference import THROUGH
from onrecord.link.order import first
from onrecord.rows import Article, Link, Span, Statement, Stretch
from onrecord.show.plain import one_line
from onrecord.show.trails import Quote, named, quote
from onrecord.show.voices import Places
from onrecord.show.words import DIFFER, NO_SOURCE, NOT_NAMED, count, in_order, tags
from onrecord.store import Record
from onrecord.store.among import answers_among, answers_to, links_that, statements_of
from onrecord.text.words import words

Kind = Literal["says_denies", "says_says", "asserts_says", "asserts_asserts", "own_words"]

LABELS: dict[str, str] = {
    "nobody_and_somebody": "nobody, or somebody",
    "counted_apart": "different numbers",
    "measured_apart": "different measures",
    "dated_apart": "different dates",
    "befell_apart": "different dates",
    "status_apart": "different states",
    "status_denied": "one says that it is not so",
    "status_changed": "a later state",
    "opposite": "opposite words",
    "denied": "one denies what the other says",
    "changed_since": "a later number",
}
"""What differs, as a reader sees it, by the rule that found it."""

UNNAMED = "different answers"
"""The same for a rule that has no name here: a record may have been linked by another version."""

KINDS: dict[Kind, str] = {
    "says_denies": "One says it, another denies it",
    "says_says": "One says it, another says otherwise",
    "asserts_says": "A report has it as its own, somebody says otherwise",
    "asserts_asserts": "Reports have it differently, each as its own",
    "own_words": "One speaker, at two places, differently",
}
"""Who differs from whom, as a reader sees it, in the order in which they are shown."""

LATER = "A later number or state"
"""Heads what two sources say at different times of something that has changed: neither says otherwise."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts: a statement, the place of the words that differ, and the articles that have it so."""

    statement: Statement
    place: Stretch
    reports: tuple[str, ...]

    @property
    def passage(self) -> Span:
        """The piece of the statement in which these words stand."""
        content = self.statement.content
        return next((p for p in content if p[0] <= self.place.span[0] < p[1]), content[0])


@dataclass(frozen=True, slots=True)
class Differing:
    """Two accounts that differ: `kind` says who differs from whom, `answers` how many answers the question has that
    both give one to. `dated` says that the report of `a` is shown to be the earlier. `more` are pairs of statements
    that are these two but for a few words."""

    link: Link
    label: str
    a: Side
    b: Side
    kind: Kind
    answers: int = 2
    dated: bool = False
    more: tuple[tuple[str, str], ...] = ()


def differing(record: Record, among: Collection[str] | None = None) -> list[Differing]:
    """Where a record's accounts differ, by who differs from whom; within that by how many answers there are, then by
    how many reports carry the two. Numbers that a later report has changed come last: both may have been so.

    Statements in the same words stand once, in the earliest report that has them, with the names of the others; pairs
    that are another but for a few words are told with it. Of the articles `among`, those pairs alone that one of them
    has.
    """
    desk = _Desk(record, list(links_that(record, DIFFER, among)))
    rows = [desk.row(group) for group in desk.groups() if among is None or desk.any_of(group, among)]
    return desk.folded(sorted(rows, key=_order))


def _order(x: Differing) -> tuple[Any, ...]:
    reports = len({*x.a.reports, *x.b.reports})
    place, relation = [*KINDS.values(), LATER].index(heading(x)), DIFFER.index(x.link.relation)
    return place, x.link.relation == "update", -x.answers, -reports, relation, -x.link.score, x.link.a, x.link.b


def heading(x: Differing) -> str:
    """Under which heading a screen shows it."""
    return LATER if x.link.relation == "update" and x.kind != "own_words" else KINDS[x.kind]


def kind_of(x: Link, a: Statement, b: Statement) -> Kind:
    """Who differs from whom: one speaker from himself, two speakers, a reporter and a speaker, or two reporters."""
    if a.voice == b.voice == "attributed":
        if a.speaker is not None and a.speaker == b.speaker:
            return "own_words"
        return "says_denies" if x.relation == "deny" else "says_says"
    return "asserts_asserts" if a.voice == b.voice else "asserts_says"


ALIKE = 0.8
"""Share of the words of the shorter of two wordings that stand in the other in their order, where they are the same but
for a few words: a lead and the sentence it shortens, a statement and the one inside it. One word in five: in the news
stories it was tried on such pairs have all of them, and from 0.4 on nothing changes, so that it is chosen and not
found."""

COMPARED = 50
"""Pairs that each is compared with, by one rule and about one value."""


class _Desk:
    """What is needed of a record to set its differing statements side by side."""

    def __init__(self, record: Record, links: Sequence[Link]) -> None:
        self.links = links
        self.statements = statements_of(record, {s for x in links for s in (x.a, x.b)})
        found = {a: record.article(a) for a in {s.article for s in self.statements.values()}}
        self.articles = {a: each for a, each in found.items() if each}
        self.rank = {a.id: n for n, a in enumerate(in_order(sorted(self.articles.values(), key=lambda a: a.id)))}
        self.words = {s.id: _worded(s, self.articles[s.article]) for s in self.statements.values()}
        self.claims = answers_among(record, self.statements)
        self.answers = answers_to(record, {c for claims in self.claims.values() for c in claims})
        self.figures = {(a, f.span): (f.low, f.high) for a in self.articles for f in record.figures(a)}

    def groups(self) -> list[list[Link]]:
        """The links in groups of the same words on both sides; the sides of a group's links are the same way round."""
        found: dict[tuple[Any, ...], list[Link]] = defaultdict(list)
        for x in self.links:
            one, other = sorted((self.words[s], s) for s in (x.a, x.b))
            turned = x if one[1] == x.a else _turned(x)
            found[x.rule, one[0], other[0], self.kind(x)].append(turned)
        return list(found.values())

    def kind(self, x: Link) -> Kind:
        return kind_of(x, self.statements[x.a], self.statements[x.b])

    def any_of(self, links: Iterable[Link], among: Collection[str]) -> bool:
        return any(self.statements[s].article in among for x in links for s in (x.a, x.b))

    def row(self, links: Sequence[Link]) -> Differing:
        def early(x: Link) -> tuple[Any, ...]:
            return *(self.place(s) for s in (x.a, x.b)), x.a, x.b

        x = min(links, key=early)
        a = self._side(x.a, x.a_spans, (each.a for each in links))
        b = self._side(x.b, x.b_spans, (each.b for each in links))
        came = first(self.articles[a.statement.article], self.articles[b.statement.article])
        late = self.place(x.b) < self.place(x.a)
        shared = set(self.claims.get(x.a, ())) & set(self.claims.get(x.b, ()))
        answers = max([2, *(self.answers[c] for c in shared)])
        if came == "b" or (came is None and late):
            a, b, x = b, a, _turned(x)
        return Differing(x, LABELS.get(x.rule, UNNAMED), a, b, self.kind(x), answers, came is not None)

    def place(self, statement: str) -> tuple[int, Span]:
        """Where a statement stands: by the time of its report, and in that."""
        s = self.statements[statement]
        return self.rank[s.article], s.content[0]

    def _side(self, statement: str, spans: tuple[Span, ...], all_of: Iterable[str]) -> Side:
        s = self.statements[statement]
        reports = sorted({self.statements[each].article for each in all_of}, key=lambda a: self.rank[a])
        return Side(s, Stretch(s.article, _marked(spans) if spans else s.content[0]), tuple(reports))

    def folded(self, rows: Iterable[Differing]) -> list[Differing]:
        """Each pair once that is another but for a few words, told by the first of them; and with what shows it, each
        that differs only through it."""
        kept: list[Differing] = []
        places: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        shown: dict[tuple[Any, ...], int] = {}
        for x in sorted(rows, key=lambda x: x.link.rule == THROUGH):  # sorting keeps the order of the rest
            kind = "later" if x.link.relation == "update" and x.kind != "own_words" else x.kind
            about = places[x.link.rule, kind, self._values(x)]
            at = next((n for n in about if self._alike(kept[n], x)), None)
            keys = _through(x) if x.link.rule == THROUGH else self._asked(x, kind)
            at = next((shown[key] for key in keys if key in shown), at)
            if at is not None:
                kept[at] = replace(kept[at], more=(*kept[at].more, (x.a.statement.id, x.b.statement.id)))
                continue
            if len(about) < COMPARED:
                about.append(len(kept))
            for key in (*_through(x), *self._asked(x, kind)):
                shown.setdefault(key, len(kept))
            kept.append(x)
        return sorted(kept, key=_order)

    def _asked(self, x: Differing, kind: str) -> list[tuple[Any, ...]]:
        """The questions that both answer, if it is no number or date by which they differ: who says it and who denies
        it is one thing to a reader in however many words."""
        if x.link.about in ("number", "date"):
            return []
        return [(kind, x.link.rule, claim) for claim in self._questions(x)]

    def _questions(self, x: Differing) -> set[str]:
        mine, theirs = (set(self.claims.get(side.statement.id, ())) for side in (x.a, x.b))
        return mine & theirs

    def _values(self, x: Differing) -> tuple[str, ...]:
        """What each side says, whichever comes first: its number with its bounds, else the words that differ."""
        sides = ((x.a.statement.article, x.link.a_spans), (x.b.statement.article, x.link.b_spans))
        return tuple(sorted(repr([self._value(article, span) for span in spans]) for article, spans in sides))

    def _value(self, article: str, span: Span) -> Any:
        figure = self.figures.get((article, span))
        return figure or [w.stem for w in words(self.articles[article].text, span)]

    def _alike(self, x: Differing, y: Differing) -> bool:
        """Two reports that differ in one thing do so once; so do reports that have it in nearly the same words."""
        if {z.statement.article for z in (x.a, x.b)} == {z.statement.article for z in (y.a, y.b)}:
            return True
        mine, theirs = ([self.words[side.statement.id] for side in (z.a, z.b)] for z in (x, y))
        return any(_near(mine[0], one) and _near(mine[1], other) for one, other in (theirs, theirs[::-1]))


def _through(x: Differing) -> list[tuple[Any, ...]]:
    """Under what a pair is looked for that differs only through others: the words that differ, with the same kind if
    there is one. What a speaker says against his own words is his alone."""
    about = tuple(sorted(x.link.why.casefold().split(" or ")))
    return [(x.kind, about)] if x.kind == "own_words" else [(x.kind, about), ("", about)]


def _near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two wordings are the same but for a few words."""
    return Indel.similarity(one, other) / 2 >= ALIKE * min(len(one), len(other))


def _worded(s: Statement, article: Article) -> tuple[str, ...]:
    return tuple(w.key for span in s.content for w in words(article.text, span))


def _turned(x: Link) -> Link:
    return replace(x, a=x.b, b=x.a, a_spans=x.b_spans, b_spans=x.a_spans)


NEAR = 60
"""Characters within which words that differ are marked as one."""


def _marked(spans: Sequence[Span]) -> Span:
    """The words that differ where they stand near one another, or the first of them."""
    low, high = min(spans)
    return low, max(end for _, end in spans if end - low <= NEAR or end == high)


@dataclass(frozen=True, slots=True)
class Account:
    """One of two accounts as a screen shows it: who says it, in which words, and who else has it so. `whose` says that
    it is the same speaker's, and whether earlier or later; empty between two. `tags` say what a reader must know beside
    the words: that they are denied."""

    whose: str
    who: str
    quote: Quote
    also: str
    tags: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two accounts that differ, as a screen shows them. `more` says how many pairs are the same but for a few words."""

    label: str
    why: str
    origin: str
    one: Account
    other: Account
    more: str


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Those of one kind under their heading. `own` says that each is one speaker's."""

    heading: str
    rows: list[Contrast]
    own: bool = False


ORIGIN = {True: "both from one voice", False: "from different voices", None: "no shared source shown"}


def contrasts(record: Record, places: Places) -> list[Contrasts]:
    """Where the accounts differ, as a report shows it; `places` says where things are in the page."""
    names = {s.id: s.name for s in record.speakers()}
    articles = {a.id: a for a in record.articles()}

    def account(side: Side, whose: str) -> Account:
        s = side.statement
        also = named(places.labels[a] for a in side.reports if a != s.article)
        who = speaking(s, articles[s.article].text, names)
        return Account(whose, who, quote(side.place, side.passage, s.id, articles, places), also, " · ".join(tags(s)))

    def contrast(x: Differing) -> Contrast:
        one, other = (account(side, own) for side, own in zip((x.a, x.b), whose(x), strict=True))
        return Contrast(x.label, one_line(x.link.why), origin_of(x), one, other, more(x))

    found = groupby(differing(record), key=heading)
    return [Contrasts(head, [contrast(x) for x in rows], head == KINDS["own_words"]) for head, rows in found]


def whose(x: Differing) -> tuple[str, str]:
    """What stands before the two accounts: of one speaker, that it is the same, and which came first, as far as the
    times of the reports show it. Empty between two."""
    if x.kind != "own_words":
        return "", ""
    if x.a.statement.article == x.b.statement.article:
        return "the same speaker", "the same speaker, in the same report"
    if x.dated:
        return "the same speaker, earlier", "the same speaker, later"
    return "the same speaker", "the same speaker, no order shown"


def more(x: Differing) -> str:
    """`and 2 more such pairs`; empty where there is none."""
    return f"and {count(len(x.more), 'more such pair')}" if x.more else ""


def origin_of(each: Differing) -> str:
    """Whether two accounts go back to one word, with the evidence; empty where one speaker says both and nothing more
    is shown."""
    x = each.link
    if each.kind == "own_words" and x.same_origin is None:
        return ""
    return ORIGIN[x.same_origin] + (f": {one_line(x.origin_evidence)}" if x.origin_evidence else "")


def speaking(s: Statement, text: str, names: Mapping[str, str]) -> str:
    """Through whom, and who is said to say it."""
    source = text[slice(*s.source)] if s.source else ""
    nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
    return " → ".join([*map(one_line, s.relay), one_line(names.get(s.speaker or "") or source) or nobody])


def differing_json(record: Record, each: Differing) -> Iterator[tuple[str, object]]:
    """What `show conflicts --json` prints of it."""
    link = each.link
    yield from (("kind", each.kind), ("relation", link.relation), ("about", link.about), ("rule", link.rule))
    yield from (("why", link.why), ("score", link.score), ("same_origin", link.same_origin))
    yield from (("origin_evidence", link.origin_evidence), ("answers", each.answers))
    yield from (("a_is_earlier", each.dated), ("more_pairs", each.more))
    for name, side, spans in (("a", each.a, link.a_spans), ("b", each.b, link.b_spans)):
        article = record.article(side.statement.article)
        text = article.text if article else ""
        yield (
            name,
            {
                "statement": side.statement.id,
                "article": side.statement.article,
                "outlet": article.outlet if article else None,
                "speaker": side.statement.speaker,
                "spans": spans,
                "words": [text[slice(*span)] for span in side.statement.content],
                "differs": [text[slice(*span)] for span in spans],
                "reports": side.reports,
            },
        )
