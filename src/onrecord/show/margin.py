"""What stands in the margin of one article: beside each statement what other reports say of it, and at the end what
others carry that was not found in it. Ids and spans; whoever shows it makes words and addresses of them.

It is read by queries for the one article and those that are linked with it, never by a walk through the record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.link.coverage import coverage
from onrecord.link.difference import THROUGH
from onrecord.link.order import first
from onrecord.rows import About, Answer, Article, Claim, Link, Reuse, ReuseKind, Span, Statement
from onrecord.show.relating import RELATING, Figures, Relating, is_shown, relating
from onrecord.show.reuse import held, reuse_between
from onrecord.store import Record
from onrecord.store.among import (
    answers_among,
    articles_of,
    claims_of,
    claims_without,
    links_at,
    outlets_of,
    statements_of,
    story_of,
)
from onrecord.store.shared import Sharing
from onrecord.text.spans import covered, merged
from onrecord.text.words import words

COPIES = 40
"""Articles, those that share most, whose passages are shown beside an article's."""

MOSTLY = 0.5
"""Share of a statement that a passage covers for the statement to be copied; and of a passage that stands within a
statement, where a few of its words alone are."""

SAME_WORDS = 0.8
"""Share of a passage that stands in another for both to be one to a reader."""

CLAIMS = 60
"""Claims of a story, of those that most reports speak to, that are looked for in an article that does not state them:
each costs a search of the text."""

TELLINGS = 100
"""Statements of a claim that are read; where it has more, the claim is known by these."""

PEERS = 12
"""Articles of a story by which a claim is looked for, this one among them: those that carry most of these claims. What
tells a claim from the rest of a story is learned from so many as well as from all."""

VALUED: tuple[About, ...] = ("number", "date")
"""About what reports differ by what each says, so that two that differ from a third need not say the same."""

Came = Literal["here", "there"]
"""Which report was first, where it is shown: this one, or the other."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What another report says: its statement, where one is linked, and the `span` and `words` of it; `first` says
    which of the two reports was first, where it is shown. `same_origin` is that of the link; `reuse` says how the words
    are shared, of a passage that is: a quotation that both have need not be copied from either. `about` and `why` are
    those of the link."""

    article: str
    outlet: str | None
    statement: str | None
    span: Span
    words: str
    first: Came | None = None
    same_origin: bool | None = None
    reuse: ReuseKind | None = None
    about: About | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What other reports say of one passage, of one kind and alike: a telling of each report, the surest first.
    `spans` are the words here that are meant."""

    kind: Relating
    spans: tuple[Span, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of the article with its notes; `statement` is `None` where words are shared that stand in none."""

    statement: str | None
    spans: tuple[Span, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim of the story that no statement of the article speaks to. `look` is where to look whether it does, `None`
    where a search found nothing. `reports` counts the articles that carry it, `articles` are these, of very many those
    of TELLINGS statements, and `outlets` theirs, most articles first; `value` is the answer that most of them give."""

    claim: str
    question: str
    value: str
    look: Span | None
    outlets: tuple[str, ...]
    articles: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of one article. `passages` are in text order, those alone of which others say anything. `elsewhere`
    has first what was not found, then what to look for; both by how many reports carry it. `unsearched` counts the
    story's claims that were not looked for, being told by fewer reports than CLAIMS others. `searched` is false where
    nothing can be said not to be found: the article is not complete, not read, or in no story."""

    article: str
    story: str | None
    passages: tuple[Passage, ...]
    elsewhere: tuple[Elsewhere, ...]
    unsearched: int = 0
    searched: bool = True


def margin(record: Record, article: str) -> Margin | None:
    """The margin of an article; `None` where the record has no such article."""
    mine = record.article(article)
    if mine is None:
        return None
    statements = list(record.statements(article))
    ids = {s.id for s in statements}
    every = list(links_at(record, ids))
    story = story_of(record, article)
    linked = {end for x in every for end in (x.a, x.b)} - ids
    elsewhere, unsearched = _elsewhere(record, story, mine, linked) if story else ([], 0)
    searched = bool(story and mine.complete and mine.language == "en" and statements)
    passages = _folded(_passages(record, mine, statements, _by_statement(every, ids)))
    return Margin(article, story, tuple(passages), tuple(elsewhere), unsearched, searched)


# What others say of its passages

Linked = tuple[str, Link]
"""The statement at the other end, and the link."""


@dataclass(frozen=True)
class _Desk:
    """One article, with the articles and statements it is linked with."""

    mine: Article
    article: Callable[[str], Article]
    others: Mapping[str, Statement]
    figures: Figures
    pairs: dict[Reuse, list[tuple[Span, Span]]] = field(default_factory=dict)

    def telling(self, other: str, link: Link) -> Telling:
        s = self.others[other]
        a = self.article(s.article)
        return Telling(
            s.article, a.outlet, other, _whole(s), _words(a.text, s.content), self.came(a), link.same_origin, None,
            link.about, link.why,
        )  # fmt: skip

    def copied(self, r: Reuse, spans: Sequence[Span], linked: Telling | None) -> Telling:
        """The other's statement that is linked, if there is one; else what of the passage there these spans are."""
        if linked is not None:
            return replace(linked, reuse=r.kind)
        a = self.article(r.b.article)
        if all(s <= r.a.span[0] and r.a.span[1] <= e for s, e in spans):
            span = r.b.span
        else:
            if r not in self.pairs:
                self.pairs[r] = aligned(self.mine.text, a.text, r)
            span = counterpart(self.pairs[r], r, spans)
        return Telling(a.id, a.outlet, None, span, a.text[slice(*span)], self.came(a), None, r.kind)

    def came(self, other: Article) -> Came | None:
        side = first(self.mine, other)
        return None if side is None else "here" if side == "a" else "there"


def _passages(
    record: Record, mine: Article, statements: Sequence[Statement], links: Mapping[str, Sequence[Linked]]
) -> Iterator[Passage]:
    others = statements_of(record, {other for found in links.values() for other, _ in found})
    article = held(record, COPIES + len({s.article for s in others.values()}))
    refined = {
        s
        for found in links.values()
        for other, x in found
        if x.relation == "refine"
        for s in (mine.id, others[other].article)
    }
    figures = {(a, f.span): f for a in refined for f in record.figures(a)}
    desk = _Desk(mine, article, others, figures)
    copied, loose = _shared_by_statement(mine.text, _copies(record, mine, article), statements)
    found = [_passage(desk, s, links.get(s.id, []), copied.get(s.id, [])) for s in statements]
    found += [Passage(None, spans, (_copied_note(desk, spans, rows, {}),)) for spans, rows in loose]
    yield from sorted((p for p in found if p.notes), key=lambda p: (p.spans, p.statement or ""))


def _folded(passages: Iterable[Passage]) -> list[Passage]:
    """The passages in text order. Of two that are mostly the same words (a quotation, and the statement that it stands
    in) the longer alone has what the same reports say of both."""
    found = sorted(passages, key=lambda p: (p.spans, p.statement or ""))
    kept: dict[int, Passage] = {}
    for n in sorted(range(len(found)), key=lambda n: (-_size(found[n]), n)):
        p = found[n]
        said = {key for q in kept.values() if _is_within(p, q) for key in map(_key, q.notes)}
        if notes := tuple(note for note in p.notes if _key(note) not in said):
            kept[n] = replace(p, notes=notes)
    return [kept[n] for n in sorted(kept)]


def _key(note: Note) -> tuple[Relating, frozenset[str]]:
    return note.kind, frozenset(t.article for t in note.tellings)


def _size(p: Passage) -> int:
    return sum(end - start for start, end in p.spans)


def _is_within(p: Passage, q: Passage) -> bool:
    theirs = merged(q.spans)
    return sum((b - a) * covered((a, b), theirs) for a, b in p.spans) >= SAME_WORDS * _size(p)


def _by_statement(links: Iterable[Link], mine: set[str]) -> dict[str, list[Linked]]:
    """The links of each statement that are shown, the surest first; what two voices of the article itself say of one
    another is no other report's."""
    found: dict[str, list[Linked]] = defaultdict(list)
    for x in sorted(filter(is_shown, links), key=lambda x: (x.rule == THROUGH, -x.score, x.a, x.b, x.relation)):
        for s, other in ((x.a, x.b), (x.b, x.a)):
            if s in mine and other not in mine:
                found[s].append((other, x))
    return found


def _passage(desk: _Desk, s: Statement, links: Sequence[Linked], copied: Sequence[Reuse]) -> Passage:
    groups: dict[tuple[Relating, str], list[Linked]] = {}
    through: dict[tuple[Relating, str], tuple[Relating, str]] = {}
    for other, x in links:
        articles = {s.id: s.article, other: desk.others[other].article}
        kind = relating(x, s.id, articles, desk.figures)
        if kind is None:
            continue
        shown = kind, " or ".join(sorted(x.why.casefold().split(" or ")))
        key = through.get(shown, shown) if x.rule == THROUGH else (kind, _value(desk, kind, other, x))
        through.setdefault(shown, key)
        groups.setdefault(key, []).append((other, x))
    notes = [_note(desk, s, kind, rows) for (kind, _), rows in groups.items()]
    linked = {t.article: t for n in reversed(notes) if n.kind == "same" for t in n.tellings}
    if copied:
        copies = _copied_note(desk, s.content, copied, linked)
        notes = [*_without(notes, {t.article for t in copies.tellings}), copies]
    notes.sort(key=lambda n: (RELATING.index(n.kind), -len(n.tellings)))
    return Passage(s.id, s.content, tuple(notes))


def _value(desk: _Desk, kind: Relating, other: str, x: Link) -> str:
    """By what reports that say the same of a passage are folded: of numbers and dates the words of theirs that differ.
    That they say the same, or that they deny it, is one thing in whatever words."""
    if kind == "same" or x.about not in VALUED:
        return ""
    text = desk.article(desk.others[other].article).text
    spans = x.a_spans if other == x.a else x.b_spans
    return " ".join(w.stem for span in spans for w in words(text, span))


def _note(desk: _Desk, s: Statement, kind: Relating, rows: Sequence[Linked]) -> Note:
    once: dict[str, Telling] = {}
    for other, x in rows:
        once.setdefault(desk.others[other].article, desk.telling(other, x))
    x = rows[0][1]
    spans = (x.a_spans if s.id == x.a else x.b_spans) or s.content
    return Note(kind, spans, tuple(once.values()))


def _without(notes: Iterable[Note], articles: set[str]) -> list[Note]:
    """The notes less those who say the same because it is copied."""
    kept = []
    for n in notes:
        left = tuple(t for t in n.tellings if n.kind != "same" or t.article not in articles)
        if left:
            kept.append(replace(n, tellings=left))
    return kept


# What is shared with others


def _copies(record: Record, mine: Article, article: Callable[[str], Article]) -> list[Reuse]:
    """The passages that it shares, its own side being `a`."""
    sharing = Sharing(record)
    found = [r for other in sharing.beside(mine.id, COPIES) for r in reuse_between(sharing, mine, article(other))]
    return [r if r.a.article == mine.id else Reuse(r.b, r.a, r.kind) for r in found]


def aligned(here: str, there: str, r: Reuse) -> list[tuple[Span, Span]]:
    """The words of a passage that are the same in both texts, in order: where each stands in `a`, and in `b`."""
    mine, theirs = words(here, r.a.span), words(there, r.b.span)
    found = []
    for code in Indel.opcodes([w.key for w in mine], [w.key for w in theirs]):
        if code.tag == "equal":
            pairs = zip(mine[code.src_start : code.src_end], theirs[code.dest_start : code.dest_end], strict=True)
            found += [((m.start, m.end), (t.start, t.end)) for m, t in pairs]
    return found


def counterpart(pairs: Sequence[tuple[Span, Span]], r: Reuse, spans: Sequence[Span]) -> Span:
    """What stands for some spans of `a` in a passage of `b`, its words being aligned: from the first to the last of the
    words there that are theirs; all of the passage where none is."""
    at = [theirs for mine, theirs in pairs if any(s < mine[1] and mine[0] < e for s, e in spans)]
    return (at[0][0], at[-1][1]) if at else r.b.span


FEW = 3
"""Words of a statement from which on it may be copied: one of a word or two stands in a passage by chance."""

Loose = list[tuple[tuple[Span, ...], list[Reuse]]]


def _shared_by_statement(
    text: str, passages: Iterable[Reuse], statements: Sequence[Statement]
) -> tuple[dict[str, list[Reuse]], Loose]:
    """Which passages cover each statement, or stand in it; and those that have to do with none, by their places."""
    found: dict[str, list[Reuse]] = defaultdict(list)
    loose: dict[Span, list[Reuse]] = defaultdict(list)
    few = {s.id for s in statements if sum(len(words(text, span)) for span in s.content) < FEW}
    for r in passages:
        near = [s for s in statements if s.content[0][0] < r.a.span[1] and r.a.span[0] < s.content[-1][1]]
        at = [s.id for s in near if _covers(r.a.span, s) or covered(r.a.span, merged(s.content)) >= MOSTLY]
        for s in (s for s in at if s not in few):
            found[s].append(r)
        if not at:
            loose[r.a.span].append(r)
    return found, [((span,), rows) for span, rows in loose.items()]


def _covers(span: Span, s: Statement) -> bool:
    sizes = [(b - a, covered((a, b), [span])) for a, b in s.content]
    whole = sum(size for size, _ in sizes)
    return sum(size * part for size, part in sizes) >= MOSTLY * whole > 0


def _copied_note(
    desk: _Desk, spans: tuple[Span, ...], rows: Iterable[Reuse], linked: Mapping[str, Telling]
) -> Note:  # fmt: skip
    """Those that share it: each article once, with the longest passage."""
    once: dict[str, Reuse] = {}
    for r in sorted(rows, key=lambda r: r.a.span[0] - r.a.span[1]):
        once.setdefault(r.b.article, r)
    tellings = [desk.copied(r, spans, linked.get(r.b.article)) for r in once.values()]
    order = {"there": 0, None: 1, "here": 2}
    within = merged(r.a.span for r in once.values())
    meant = [(max(a, x), min(b, y)) for a, b in spans for x, y in within if max(a, x) < min(b, y)]
    return Note("copied", tuple(meant), tuple(sorted(tellings, key=lambda t: order[t.first])))


def _whole(s: Statement) -> Span:
    return s.content[0][0], s.content[-1][1]


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[slice(*span)] for span in spans)


# What others carry


def _elsewhere(record: Record, story: str, mine: Article, linked: Iterable[str]) -> tuple[list[Elsewhere], int]:
    """What others carry that no statement of an article states, nor is linked with, and how many claims of these were
    not looked for."""
    spoken_to = {claim for found in answers_among(record, linked).values() for claim in found}
    ids = [claim for claim in claims_without(record, story, mine.id) if claim not in spoken_to]
    claims = _once_each(claims_of(record, ids[:CLAIMS], TELLINGS))
    said = {s for c in claims for answer in c.answers for s in answer.statements}
    where = articles_of(record, said)
    carrying = {c.id: Counter(where[s] for a in c.answers for s in a.statements if s in where) for c in claims}
    peers = _peers(mine.id, carrying)
    articles = [a for each in peers if (a := record.article(each))]
    statements = [
        *record.statements(mine.id),
        *statements_of(record, (s for s in said if where.get(s) in peers)).values(),
    ]
    figures = [f for a in peers for f in record.figures(a)]
    outlets = outlets_of(record, {a for found in carrying.values() for a in found})
    found = []
    for row in coverage(claims, articles, statements, figures, {mine.id}):
        cell = row.articles[0]
        if cell.place in ("not_found", "unlinked"):
            look = cell.spans[0].span if cell.spans else None
            found.append(_carried(row.claim, look, [*carrying[row.claim.id]], outlets))
    return sorted(found, key=lambda e: (e.look is not None, -e.reports)), max(0, len(ids) - CLAIMS)


def _once_each(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims that most reports answer in one wording, the first: two questions may be about one sentence."""
    return list({_most(c).value.casefold(): c for c in reversed(claims)}.values())[::-1]


def _most(claim: Claim) -> Answer:
    """The answer that most reports give."""
    return max(claim.answers, key=lambda a: a.reports)


def _peers(mine: str, carrying: Mapping[str, Iterable[str]]) -> list[str]:
    """The article, and those that carry most of the claims."""
    often = Counter(a for found in carrying.values() for a in found)
    return [mine, *sorted(often, key=lambda a: (-often[a], a))[: PEERS - 1]]


def _carried(claim: Claim, look: Span | None, articles: list[str], outlets: Mapping[str, str | None]) -> Elsewhere:
    names = Counter(name for a in articles if (name := outlets.get(a)))
    most, named = _most(claim), tuple(n for n, _ in names.most_common())
    reports = max(len(articles), most.reports)
    return Elsewhere(claim.id, claim.question, most.value, look, named, tuple(sorted(articles)), reports)
