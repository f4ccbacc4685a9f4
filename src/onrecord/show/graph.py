"""The trace of an answer as a drawing: reports on the left, through whom they had it, who says it on the right.

Everything is laid out here; the page writes the numbers down. Each origin is a band of its own. What is too much to
draw is counted in a node of its own, never left out unsaid.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.show.paths import Path, Step, paths, reason
from onrecord.show.traced import Telling, Traced
from onrecord.show.words import count

ROW, NODE, HEAD, BETWEEN = 30, 24, 22, 6
"""Heights: of a row, of what stands in it, of a band's own line, and of what lies between bands."""

REPORTS, RELAYS, ENDS, GAP = 262, 170, 262, 60
"""Widths of the columns, and of what lies between them."""

LEFT, BRACKET, RIGHT = 12, 12, 12
"""Room at the left, of each bracket there, and at the right."""

LETTER, BROAD, WIDE = 7.2, 11.0, 13.2
"""Width of a letter at 13 px, of a capital or a sign, and of a letter that East Asian scripts write wide; measured on
DejaVu Sans, the widest of the usual fonts."""

HEAVY = 0.86
"""Share of that many letters that a box has room for where they are heavier."""

NUMBERED = re.compile(r" \(\d+\)$")

REPORTS_OF_WAY = 7
"""Reports that are drawn for each way; the rest is counted."""

BANDS = 10
"""Origins that are drawn; the rest is counted, and stands in the words below."""

BRACKETS = 3
"""Pieces of evidence that are drawn beside an origin's reports."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box with words: `title` is all of what `label` may cut."""

    x: float
    y: float
    width: float
    kind: str
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line with the evidence for it."""

    d: str
    kind: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Band:
    """One origin's ground, with what stands on its own line."""

    y: float
    height: float
    label: str


@dataclass(slots=True)
class Graph:
    """The drawing."""

    width: float = 0
    height: float = 0
    bands: list[Band] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Hrefs:
    """Where in the page things are: a telling's words, and its speaker's card (else its words)."""

    telling: Callable[[Telling], str]
    speaker: Callable[[Telling], str]


def graph(traced: Traced, hrefs: Hrefs) -> Graph:
    """The drawing of an answer's trace."""
    ways = [(origin, paths(traced, origin)) for origin in traced.origins[:BANDS]]
    hops = max((len(way.steps) - 1 for _, each in ways for way in each), default=0)
    gutter = LEFT + BRACKET * min(BRACKETS, max((len(origin.joins) for origin, _ in ways), default=0))
    columns = [gutter, *(gutter + REPORTS + GAP + hop * (RELAYS + GAP) for hop in range(hops + 1))]
    out = Graph(width=columns[-1] + ENDS + RIGHT, left_out=len(traced.origins) - len(ways))
    y = 0.0
    for number, (origin, each) in enumerate(ways, 1):
        several = len(traced.origins) > 1
        head = HEAD if several else BETWEEN
        drawn = _Band(out, columns, y + head, hrefs)
        height = head + drawn.draw(each) + BETWEEN
        for at, join in enumerate(origin.joins[:BRACKETS]):
            drawn.bracket(at, join.articles, f"one origin: {reason(join)}")
        if several:
            n = len(origin.articles)
            out.bands.append(
                Band(y, height, f"origin {number} · {count(n, 'report')}" if n > 1 else f"origin {number}")
            )
        else:
            out.bands.append(Band(y, height, ""))
        y += height + BETWEEN
    out.height = max(0.0, y - BETWEEN)
    return out


class _Band:
    """Lays out one origin."""

    def __init__(self, out: Graph, columns: Sequence[float], top: float, hrefs: Hrefs) -> None:
        self.out, self.columns, self.top, self.hrefs = out, columns, top, hrefs
        self.rows: dict[str, float] = {}
        self.first: dict[str, Telling] = {}

    def draw(self, ways: Sequence[Path]) -> float:
        """Everything but the brackets; gives the height."""
        from_rows: list[tuple[Path, list[tuple[float, Telling]]]] = []
        for way in ways:
            from_rows.append((way, [*self._reports(way)]))
        stops: dict[tuple[int, str, str], list[float]] = defaultdict(list)
        for way, rows in from_rows:
            for column, step in self._placed(way.steps):
                stops[column, step.kind, step.name.casefold()] += [y for y, _ in rows]
        at = self._spread(stops)
        self._put_stops(from_rows, at)
        for way, rows in from_rows:
            self._put_edges(way, rows, at)
        return max([*self.rows.values(), *at.values()], default=0.0) - self.top + NODE / 2

    def _reports(self, way: Path) -> Iterator[tuple[float, Telling]]:
        new = [t for t in way.tellings if t.article.id not in self.rows]
        for t in way.tellings:
            if t.article.id in self.rows:
                yield self.rows[t.article.id], t
        shown = new if len(new) <= REPORTS_OF_WAY + 1 else new[:REPORTS_OF_WAY]
        for t in shown:
            y = self._next_row()
            self.rows[t.article.id] = y
            self.first[t.article.id] = t
            self._node(0, y, REPORTS, "report", t.label, t.label, self.hrefs.telling(t))
            yield y, t
        if len(new) > len(shown):
            y = self._next_row()
            rest = new[len(shown) :]
            self.rows |= dict.fromkeys((t.article.id for t in rest), y)
            words = f"… {len(rest):,} more reports"
            self._node(0, y, REPORTS, "more", words, words, self.hrefs.telling(rest[0]))
            yield y, rest[0]

    def _next_row(self) -> float:
        return max(self.rows.values(), default=self.top + NODE / 2 - ROW) + ROW

    def _placed(self, steps: Sequence[Step]) -> Iterator[tuple[int, Step]]:
        """Who says it stands in the last column, whatever lies between."""
        for n, step in enumerate(steps, 1):
            yield (len(self.columns) - 1 if n == len(steps) else n), step

    def _spread(self, stops: dict[tuple[int, str, str], list[float]]) -> dict[tuple[int, str, str], float]:
        """Each stop beside the middle of its reports, and no two over one another."""
        at: dict[tuple[int, str, str], float] = {}
        below: dict[int, float] = {}
        for key in sorted(stops, key=lambda k: (k[0], sum(stops[k]) / len(stops[k]), k)):
            ys = stops[key]
            y = max((min(ys) + max(ys)) / 2, below.get(key[0], 0.0))
            at[key] = y
            below[key[0]] = y + ROW
        return at

    def _put_stops(
        self, ways: Sequence[tuple[Path, list[tuple[float, Telling]]]], at: dict[tuple[int, str, str], float]
    ) -> None:
        done = set()
        for way, rows in ways:
            for column, step in self._placed(way.steps):
                key = column, step.kind, step.name.casefold()
                if key in done:
                    continue
                done.add(key)
                t = rows[0][1]
                last = column == len(self.columns) - 1
                about = f" ({step.about})" if step.about else ""
                href = self.hrefs.speaker(t) if step.kind in ("speaker", "unnamed") else self.hrefs.telling(t)
                self._node(column, at[key], ENDS if last else RELAYS, step.kind, step.name,
                           f"{step.name}{about}: {step.evidence}", href)  # fmt: skip

    def _put_edges(
        self, way: Path, rows: Sequence[tuple[float, Telling]], at: dict[tuple[int, str, str], float]
    ) -> None:
        stops = list(self._placed(way.steps))
        for n, (column, step) in enumerate(stops):
            x, y = self.columns[column], at[column, step.kind, step.name.casefold()]
            title = step.evidence
            if n == 0:
                for y_from, t in rows:
                    self._edge(0, REPORTS, y_from, x, y, step.kind, f"{t.label}: {title}", self.hrefs.telling(t))
            else:
                before, from_step = stops[n - 1]
                y_from = at[before, from_step.kind, from_step.name.casefold()]
                self._edge(before, RELAYS, y_from, x, y, step.kind, title, self.hrefs.telling(rows[0][1]))

    def _edge(
        self, column: int, width: float, y_from: float, x: float, y: float, kind: str, title: str, href: str
    ) -> None:
        start, turn = self.columns[column] + width, x - GAP
        half = turn + GAP / 2
        d = f"M{start:.0f} {y_from:.1f}H{turn:.0f}C{half:.0f} {y_from:.1f} {half:.0f} {y:.1f} {x:.0f} {y:.1f}"
        self.out.edges.append(Edge(d, kind, title, href))

    def _node(self, column: int, y: float, width: float, kind: str, label: str, title: str, href: str) -> None:
        fitted = fit(label, (width - 18) * (HEAVY if kind == "speaker" else 1.0))
        self.out.nodes.append(Node(self.columns[column], y - NODE / 2, width, kind, fitted, title, href))

    def bracket(self, at: int, articles: Sequence[str], title: str) -> None:
        """A line down the left of reports, with a tick to each."""
        ys = sorted({self.rows[a] for a in articles if a in self.rows})
        telling = next((self.first[a] for a in articles if a in self.first), None)
        if len(ys) < 2 or telling is None:
            return
        right = self.columns[0]
        x = right - BRACKET * (at + 1) + 3
        ticks = "".join(f"M{x:.0f} {y:.1f}H{right:.0f}" for y in ys)
        self.out.edges.append(
            Edge(f"M{x:.0f} {ys[0]:.1f}V{ys[-1]:.1f}{ticks}", "join", title, self.hrefs.telling(telling))
        )


def fit(text: str, room: float) -> str:
    """As much of a text as has room, with an ellipsis where something was left out. A number in brackets at the end
    stays: it tells reports of one outlet apart."""
    if (numbered := NUMBERED.search(text)) and sum(map(_width, text)) > room:
        head = fit(text[: numbered.start()], room - sum(map(_width, numbered[0])))
        return f"{head.removesuffix('…')}…{numbered[0].lstrip()}"
    used = 0.0
    for kept, letter in enumerate(text):
        used += _width(letter)
        if used > room:
            return text[: max(1, kept - 1)].rstrip(" ,;:") + "…"
    return text


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return LETTER if letter.islower() or letter in " .,;:'()|!" else BROAD
