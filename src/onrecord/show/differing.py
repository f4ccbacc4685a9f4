"""Where the accounts differ: two statements side by side, with the words that differ, each wording once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.rows import Article, Link, Relation, Span, Statement, Stretch
from onrecord.show.plain import one_line
from onrecord.show.trails import Quote, named, quote
from onrecord.show.voices import Places
from onrecord.show.words import NO_SOURCE, NOT_NAMED, in_order
from onrecord.store import Record
from onrecord.store.among import statements_of
from onrecord.text.words import words

DIFFER: tuple[Relation, ...] = ("conflict", "deny", "update")
"""Relations of answers that are not the same: those that cannot both be so first."""

LABELS: dict[str, str] = {
    "nobody_and_somebody": "nobody, or somebody",
    "counted_apart": "different numbers",
    "measured_apart": "different measures",
    "dated_apart": "different dates",
    "status_apart": "different states",
    "status_denied": "one says that it is not so",
    "status_changed": "a later state",
    "opposite": "opposite words",
    "denied": "one denies what the other says",
    "changed_since": "a later number",
}
"""What differs, as a reader sees it, by the rule that found it."""


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
    """Two accounts that differ."""

    link: Link
    label: str
    a: Side
    b: Side


def differing(record: Record) -> list[Differing]:
    """Where a record's accounts differ, those that cannot both be so first, and of these those that most reports carry.

    Statements in the same words stand once, in the earliest report that has them, with the names of the others.
    """
    links = [x for x in record.links() if x.relation in DIFFER]
    statements = statements_of(record, {s for x in links for s in (x.a, x.b)})
    articles = {a: each for a in {s.article for s in statements.values()} if (each := record.article(a))}
    rank = {a.id: n for n, a in enumerate(in_order(sorted(articles.values(), key=lambda a: a.id)))}
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Link]] = {}
    for x in links:
        one, other = sorted((_worded(statements[s], articles), s) for s in (x.a, x.b))
        turned = x if one[1] == x.a else _turned(x)
        found.setdefault((x.rule, one[0], other[0]), []).append(turned)
    rows = [_differing(group, statements, rank) for group in found.values()]
    return sorted(rows, key=_order)


def _order(x: Differing) -> tuple[int, int, float, str, str]:
    reports = len({*x.a.reports, *x.b.reports})
    return DIFFER.index(x.link.relation), -reports, -x.link.score, x.link.a, x.link.b


def _worded(s: Statement, articles: dict[str, Article]) -> tuple[str, ...]:
    return tuple(w.key for span in s.content for w in words(articles[s.article].text, span))


def _turned(x: Link) -> Link:
    return replace(x, a=x.b, b=x.a, a_spans=x.b_spans, b_spans=x.a_spans)


def _differing(links: list[Link], statements: dict[str, Statement], rank: dict[str, int]) -> Differing:
    first = min(links, key=lambda x: (rank[statements[x.a].article], rank[statements[x.b].article], x.a, x.b))
    sides = [
        _side(
            statements[getattr(first, end)],
            getattr(first, f"{end}_spans"),
            (statements[getattr(x, end)] for x in links),
            rank,
        )
        for end in ("a", "b")
    ]
    one, other = sides
    if rank[other.statement.article] < rank[one.statement.article]:
        return Differing(_turned(first), LABELS[first.rule], other, one)
    return Differing(first, LABELS[first.rule], one, other)


def _side(s: Statement, spans: tuple[Span, ...], all_of: Iterable[Statement], rank: dict[str, int]) -> Side:
    reports = sorted({x.article for x in all_of}, key=lambda a: rank[a])
    return Side(s, Stretch(s.article, _marked(spans) if spans else s.content[0]), tuple(reports))


NEAR = 60
"""Characters within which words that differ are marked as one."""


def _marked(spans: Sequence[Span]) -> Span:
    """The words that differ where they stand near one another, or the first of them."""
    first = min(spans)
    return first[0], max(end for _, end in spans if end - first[0] <= NEAR or end == first[1])


@dataclass(frozen=True, slots=True)
class Account:
    """One of two accounts as a screen shows it: who says it, in which words, and who else has it so."""

    who: str
    quote: Quote
    also: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two accounts that differ, as a screen shows them."""

    label: str
    why: str
    origin: str
    one: Account
    other: Account


ORIGIN = {True: "both from one voice", False: "from different voices", None: "no shared source shown"}


def contrasts(record: Record, places: Places) -> list[Contrast]:
    """Where the accounts differ, as a report shows it; `places` says where things are in the page."""
    names = {s.id: s.name for s in record.speakers()}
    articles = {a.id: a for a in record.articles()}

    def account(side: Side) -> Account:
        s = side.statement
        also = named(places.labels[a] for a in side.reports if a != s.article)
        who = speaking(s, articles[s.article].text, names)
        return Account(who, quote(side.place, side.passage, s.id, articles, places), also)

    def contrast(x: Differing) -> Contrast:
        return Contrast(x.label, one_line(x.link.why), origin_of(x.link), account(x.a), account(x.b))

    return [contrast(x) for x in differing(record)]


def origin_of(x: Link) -> str:
    """Whether two accounts go back to one word, with the evidence."""
    return ORIGIN[x.same_origin] + (f": {one_line(x.origin_evidence)}" if x.origin_evidence else "")


def speaking(s: Statement, text: str, names: Mapping[str, str]) -> str:
    """Through whom, and who is said to say it."""
    source = text[slice(*s.source)] if s.source else ""
    nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
    return " → ".join([*map(one_line, s.relay), one_line(names.get(s.speaker or "") or source) or nobody])


def differing_json(record: Record, each: Differing) -> Iterator[tuple[str, object]]:
    """What `show conflicts --json` prints of it."""
    link = each.link
    yield from (("relation", link.relation), ("about", link.about), ("rule", link.rule), ("why", link.why))
    yield from (("score", link.score), ("same_origin", link.same_origin), ("origin_evidence", link.origin_evidence))
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
