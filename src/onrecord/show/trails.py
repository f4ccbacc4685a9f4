"""The report's sections on what was lost on the way and on missing originals, as plain values.

Every text is cut here into what stands before the words meant, these words, and what stands behind; every quote leads
to its place in the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.link.lost import Kind, Lost, Order
from onrecord.link.missing import Beside
from onrecord.rows import Article, Span, Stretch
from onrecord.show.missing import KINDS, Original
from onrecord.show.plain import one_line
from onrecord.show.voices import Places
from onrecord.show.words import NO_SOURCE, count

WIDTH = 260
"""Characters of a passage that a screen shows; around the words meant, if it is longer."""

NAMED = 6
"""Names that a line shows before it counts the rest."""

LABELS: dict[Kind, str] = {
    "source": "a source", "unnamed": "“not named”", "relay": "through whom it came", "hedge": "a hedge",
    "bound": "a bound",
}  # fmt: skip
"""What is lost, as a reader sees it."""

INSTEAD: dict[Kind, str] = {"source": NO_SOURCE, "relay": "nobody named between"}
"""What is shown where nothing stands in its place."""

ORDERS: dict[Order, str] = {
    "later": "lost in the later report",
    "headline": "lost in the report’s own headline",
    "unknown": "one has it, the other not: no order is shown",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report: whose, where they stand in the page, and the words, cut around those that are meant."""

    label: str
    href: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was lost on the way. `marked` says that other words stand in its place, which can be marked."""

    kind: str
    had: str
    has: str
    order: str
    joined: str
    also: str
    one: Quote
    other: Quote
    marked: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Relayed words beside the original's; `original` is `None` where they were not found."""

    fate: str
    why: str
    relayed: Quote
    original: Quote | None


@dataclass(frozen=True, slots=True)
class Sought:
    """An original that reports go back to. `refs` lead to the statements relayed from it: place in the page, number."""

    name: str
    kind: str
    total: str
    cited_by: str
    speakers: str
    copies: str
    held: str
    fates: str
    search: tuple[str, ...]
    refs: list[tuple[str, str]]
    compared: list[Compared]


@dataclass(frozen=True, slots=True)
class Trails:
    """Both sections. `missing` are the originals not in the record, `held` those that are."""

    steps: list[Step]
    missing: list[Sought]
    held: list[Sought]


def trails(
    lost: Iterable[Lost], originals: Iterable[Original], articles: Mapping[str, Article], places: Places
) -> Trails:
    """The sections' values. `articles` are those of the record by their ids, `places` where things are in the page."""
    sought = [(each, _sought(each, articles, places)) for each in originals]
    return Trails(
        [_step(each, articles, places) for each in lost],
        [shown for each, shown in sought if each.missing],
        [shown for each, shown in sought if not each.missing],
    )


def _step(each: Lost, articles: Mapping[str, Article], places: Places) -> Step:
    mine, theirs = each.statements
    return Step(
        LABELS[each.kind], had(each), has(each), ORDERS[each.order], each.joined,
        ", ".join(dict.fromkeys(places.labels[a] for a in each.also)),
        quote(each.a, each.a_passage, mine, articles, places),
        quote(each.b, each.b_passage, theirs, articles, places),
        each.kind not in INSTEAD,
    )  # fmt: skip


def had(each: Lost) -> str:
    """The words that one has."""
    return one_line(each.a_words)


def has(each: Lost) -> str:
    """What the other has in their place."""
    return INSTEAD.get(each.kind) or one_line(each.b_words)


def quote(
    place: Stretch, passage: Span, statement: str | None, articles: Mapping[str, Article], places: Places
) -> Quote:
    """The words at a place, cut around them out of a passage; it leads to the statement, or to its article."""
    numbered = statement is not None and statement in places.numbers[place.article]
    href = f"#s-{statement}" if numbered else f"#{places.keys[place.article]}"
    return Quote(places.labels[place.article], href, *cut(articles[place.article].text, passage, place.span))


def cut(text: str, passage: Span, words: Span) -> tuple[str, str, str]:
    """A passage in three: before the words, the words, and behind them, all on one line. Of a long one what is nearest
    to the words; an ellipsis says that something was left out."""
    start, end = min(passage[0], words[0]), max(passage[1], words[1])
    if end - start <= WIDTH or words[1] - words[0] >= WIDTH:
        low, high = start, min(end, max(words[1], start + WIDTH))
    else:
        spare = WIDTH - (words[1] - words[0])
        low = max(start, min(words[0] - spare // 2, end - WIDTH))
        high = min(end, low + WIDTH)
    while low > start and not text[low - 1].isspace():
        low += 1 if low < words[0] else -1
    while high < end and high > words[1] and not text[high - 1 : high].isspace():
        high -= 1
    before, behind = ("… " if low > start else ""), (" …" if high < end else "")
    return (
        before + _joined(text[low : words[0]], left=False),
        one_line(text[slice(*words)]),
        _joined(text[words[1] : high], left=True) + behind,
    )


def _joined(text: str, *, left: bool) -> str:
    """On one line, with the white space kept that parts it from the words beside it."""
    line = one_line(text)
    if left:
        return (" " if text[:1].isspace() and line else "") + line
    return line + (" " if text[-1:].isspace() and line else "")


def _sought(each: Original, articles: Mapping[str, Article], places: Places) -> Sought:
    refs = [
        (f"#s-{statement}", number)
        for statement in each.statements
        for numbers in places.numbers.values()
        if (number := numbers.get(statement)) is not None
    ]
    return Sought(
        one_line(each.name), KINDS[each.kind], total(each), named(each.outlets), named(each.speakers),
        copies(each), ", ".join(places.labels[a] for a in each.held),
        ", ".join(f"{n} {fate}" for fate, n in each.fates.items()), each.search, refs,
        [_compared(x, articles, places) for x in each.beside],
    )  # fmt: skip


def total(each: Original) -> str:
    """`4 statements in 2 reports`; empty where only whole reports go back to it."""
    if not each.statements:
        return ""
    return f"{count(len(each.statements), 'statement')} in {count(each.reports, 'report')}"


def copies(each: Original) -> str:
    """How many reports are copy of it as a whole; empty where none is."""
    return f"{count(len(each.copies), 'report')} marked as its copy" if each.copies else ""


def named(names: Iterable[str]) -> str:
    """The first names, and how many more."""
    lines = [one_line(name) for name in names]
    more = f", … {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    return ", ".join(lines[:NAMED]) + more


def _compared(x: Beside, articles: Mapping[str, Article], places: Places) -> Compared:
    original = quote(x.b, x.b.span, None, articles, places) if x.b is not None else None
    return Compared(x.fate, x.why, quote(x.a, x.a.span, x.statement, articles, places), original)
