"""What a record shows of attribution lost on the way: the pairs of statements that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.link.lost import Lost, Pair, Report, lost_in, paired, under_headline
from onrecord.link.told import Told, told
from onrecord.resolve.media import own
from onrecord.rows import Reuse, Span
from onrecord.show.reuse import reuse
from onrecord.store import Record

HELD = 2000
"""Articles kept at hand, with their statements."""


class Reports:
    """A record's articles with their statements, as they are compared."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.names = {s.id: s.name for s in record.speakers()}
        self.of = lru_cache(maxsize=HELD)(self._read)

    def _read(self, article: str) -> Report:
        row = self.record.article(article)
        assert row is not None, "the record's references are kept"
        return Report(row, tuple(told(row, self.record.statements(article=article), self.names)))


def lost(record: Record) -> list[Lost]:
    """Every step of a record at which a source, an "unnamed", a relay, a hedge or a bound disappears."""
    reports = Reports(record)
    return lost_in(_pairs(record, reports))


def _pairs(record: Record, reports: Reports) -> Iterator[Pair]:
    seen: set[tuple[str, str]] = set()
    where = _articles_of_linked(record)
    links = [(where[x.a], where[x.b], x.a, x.b, x.origin_evidence) for x in record.links() if x.same_origin]
    for article, another, mine, theirs, evidence in sorted(links, key=lambda x: x[:4]):  # so few are read twice
        seen.add((mine, theirs))
        one, other = reports.of(article), reports.of(another)
        a, b = _by_id(one, mine), _by_id(other, theirs)
        if a is not None and b is not None:
            yield from paired(a, b, one, other, evidence or "one origin", own)
    for passage in reuse(record):
        one, other = reports.of(passage.a.article), reports.of(passage.b.article)
        for a, b in _told_in(passage, one, other):
            if (min(a.id, b.id), max(a.id, b.id)) not in seen:
                seen.add((min(a.id, b.id), max(a.id, b.id)))
                yield from paired(a, b, one, other, "a copied passage", own)
    for (article,) in record.db.execute("SELECT id FROM articles ORDER BY id").fetchall():
        yield from under_headline(reports.of(article), own)


def _articles_of_linked(record: Record) -> dict[str, str]:
    sql = "SELECT id, article FROM statements WHERE id IN (SELECT a FROM links UNION SELECT b FROM links)"
    return dict(record.db.execute(sql))


def _by_id(report: Report, statement: str) -> Told | None:
    return next((t for t in report.told if t.id == statement), None)


def _told_in(passage: Reuse, one: Report, other: Report) -> Iterator[tuple[Told, Told]]:
    """The statements that a shared passage joins: whose words stand in it at about the same place, in both."""
    theirs = _within(passage.b.span, other.told)
    for a, start, end in _within(passage.a.span, one.told):
        yield from ((a, b) for b, low, high in theirs if start - AWAY <= high and low - AWAY <= end)


AWAY = 0.05
"""Share of a passage by which the places of one statement may differ in two reports, beyond its own length."""


def _within(span: Span, statements: Sequence[Told]) -> list[tuple[Told, float, float]]:
    """The statements whose words stand in a span, with where in it they begin and end."""
    size = span[1] - span[0]
    found = ((t, (t.words[0].start - span[0]) / size, (t.words[-1].end - span[0]) / size) for t in statements)
    return [(t, start, end) for t, start, end in found if start < 1.0 and end > 0.0]
