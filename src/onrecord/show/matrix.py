"""The report's section on who carries what: a story's claims by outlets, each cell a link to the passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onrecord.link.coverage import Carried, Cell, Place
from onrecord.show.coverage import MEANING, Coverage, coverage, first_cells, left_out, not_read, skipped_by_reason
from onrecord.show.oneword import Ref, Where
from onrecord.show.plain import one_line, shortened
from onrecord.store import Record

ROWS = 20
"""Claims of a story that a report sets in its matrix, those that most reports make; `show coverage` has all."""

COLUMNS = 40
"""Outlets of a story that it sets there, those that carry most of these claims."""

VALUE = 110
"""Characters of an answer that stand for a claim."""

SIGNS: dict[Place, tuple[str, str]] = {
    "headline": ("◆", "headline"),
    "lead": ("●", "lead"),
    "body": ("○", "deeper"),
    "unlinked": ("?", "look"),
    "unknown": ("·", "can’t tell"),
    "not_found": ("–", "not found"),
}
"""How a cell is marked: by a sign and a word, so that none must be known by its colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: its place, the sign and the word for it, and where it leads; nowhere where there is nothing to see."""

    place: Place
    sign: str
    word: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: its question, which leads to its place in the page if it has one, an answer to it, how many other
    answers there are, and its cells: an outlet that gives any answer carries the claim."""

    question: Ref
    value: str
    others: int
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The claims of a story by its outlets. `more` counts claims and outlets that are left out."""

    heading: str
    outlets: list[str]
    rows: list[Row]
    more: tuple[int, int]
    not_read: list[str]


@dataclass(frozen=True, slots=True)
class Matrices:
    """The section: a matrix for each story, the legend, and what of the record was not read."""

    stories: list[Matrix]
    legend: list[tuple[Mark, str]]
    left_out: str


NO_MATRICES = Matrices([], [], "")


def matrices(record: Record, where: Where, questions: Collection[str]) -> Matrices:
    """The section of a record's report. `questions` are the ids of those answers that have a place in it; a report of
    excerpts has no other claims, so that it repeats nothing more of the articles."""
    found = []
    for each in coverage(record, limit=ROWS):
        told = {row.claim.answers[0].value: row for row in reversed(each.claims)}  # of two told alike, the greater
        kept = [row for row in told.values() if not where.excerpts or f"c-{row.claim.id}" in questions][::-1]
        if kept:
            found.append(_matrix(each, kept, where, questions))
    legend = [(Mark(place, *SIGNS[place], ""), words) for place, words in MEANING.items()]
    return Matrices(found, legend, left_out(skipped_by_reason(record))) if found else NO_MATRICES


def _matrix(found: Coverage, claims: list[Carried], where: Where, questions: Collection[str]) -> Matrix:
    shown, more = _outlets(claims)
    first = found.articles[0]
    return Matrix(
        shortened(one_line(first.title or first.source), VALUE),
        [one_line(outlet or "outlet unknown") for outlet in shown],
        [_row(row, shown, where, questions) for row in claims],
        (found.more + len(found.claims) - len(claims), more),
        not_read(found),
    )


def _outlets(claims: Iterable[Carried]) -> tuple[list[str | None], int]:
    """The outlets to show, in the order of their first reports, and how many are not."""
    carry: Counter[str | None] = Counter()
    for row in claims:
        for outlet in row.outlets:
            carry[outlet.outlet] += outlet.place in ("headline", "lead", "body")
    kept = {outlet for outlet, _ in carry.most_common(COLUMNS)}
    return [outlet for outlet in carry if outlet in kept], len(carry) - len(kept)


def _row(row: Carried, outlets: list[str | None], where: Where, questions: Collection[str]) -> Row:
    place = f"c-{row.claim.id}"
    best = dict(first_cells(row))
    value = shortened(where.short(row.claim.answers[0].value), VALUE)
    question = Ref(f"#{place}" if place in questions else "", one_line(row.claim.question))
    others = len(row.claim.answers) - 1
    return Row(question, value, others, [_mark(best[outlet], where) for outlet in outlets])


def _mark(cell: Cell, where: Where) -> Mark:
    return Mark(cell.place, *SIGNS[cell.place], _leads_to(cell, where))


def _leads_to(cell: Cell, where: Where) -> str:
    """The statement of the claim at the first of the passages, else what is marked there."""
    if not cell.spans:
        return ""
    first = cell.spans[0]
    for s in where.marked.get(cell.article, ()):
        if s.id in cell.statements and first.span in s.content:
            return f"#s-{s.id}"
    return where.place(first)
