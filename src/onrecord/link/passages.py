"""Is what two units share a copied passage, and how far does it reach?

A run of shared words is judged by a small logistic model over named features (`training/passages.py`); what is kept is
put together over neighbouring sentences and named by its kind.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.link.align import Run, runs
from onrecord.link.files import model_file
from onrecord.link.rarity import LITTLE, rarity
from onrecord.link.units import Unit
from onrecord.rows import ReuseKind, Span
from onrecord.text.words import Word, words

FEATURES = ("shared", "longest", "denser", "names", "telling", "plain", "quoted", "of_fuller", "of_shorter")
"""What the model sees of a run: words shared and in one row; the greater share of a side's words that are shared; how
rare the shared names and numbers are; how many of the other shared words are telling, and how many of all are not; how
much of both sides stands in quotation marks; what share of what each unit tells is shared, of the fuller and of the
shorter."""

Weights = Callable[[Word], float]
"""How much a word tells: by its rarity in the news or, among the reports of one event, less what these all have."""


def in_news(word: Word) -> float:
    """A word's rarity in the news."""
    return rarity(word.key)


SHOWN = 0.25
"""Least probability of a copied passage. Of the runs of the five gold stories, each scored by the model of the other
four, .89 of those taken are copied, and .95 of those copied are taken; with .4, .94 and .89."""

NOTHING = 1e-6
"""So that a unit of words that tell nothing has a share of what it tells."""

HEADLINE = 0.7
"""Share of words with capitals in a headline written so."""

APART = 30
"""Characters that may lie between two pieces of one passage, on both sides: a cue or a few words put in."""

QUOTED = 0.8
"""Share of a passage that stands in quotation marks where it is a quotation's."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles share: the spans in each, whether the words are the same, how much is quoted on each side."""

    a: Span
    b: Span
    same: bool
    a_quoted: float
    b_quoted: float
    score: float

    def turned(self) -> Shared:
        """The same, seen from the other article."""
        return Shared(self.b, self.a, self.same, self.b_quoted, self.a_quoted, self.score)

    @property
    def kind(self) -> ReuseKind:
        """A quotation's where either side has it in marks: the other may have set it off in another way."""
        if max(self.a_quoted, self.b_quoted) >= QUOTED and min(self.a_quoted, self.b_quoted) >= QUOTED / 2:
            return "same_quote" if self.same else "drifted_quote"
        return "verbatim" if self.same else "edited"


@dataclass(frozen=True, slots=True)
class Match:
    """A copied passage of two units, counted in words, with its probability."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int
    score: float


def matches(a: Unit, b: Unit, tells: Weights = in_news) -> list[Match]:
    """The copied passages of two units."""
    found = []
    for run in runs([w.stem for w in a.words], [w.stem for w in b.words]):
        score = probability(features(run, a, b, tells))
        if score >= SHOWN:
            found.append(Match(run.a_from, run.a_to, run.b_from, run.b_to, score))
    return found


def copied_words(a: Unit, b: Unit) -> int:
    """How many words two units share in the copied passage that has most of them."""
    found = runs([w.stem for w in a.words], [w.stem for w in b.words])
    return max((len(r.common) for r in found if probability(features(r, a, b)) >= SHOWN), default=0)


def whole(unit: Unit) -> Match:
    """What two places of one and the same unit share: all of it."""
    return Match(0, len(unit.words), 0, len(unit.words), 1.0)


def shared(match: Match, a: Unit, b: Unit) -> Shared:
    """A match where its units stand in two articles."""
    one, other = a.words[match.a_from : match.a_to], b.words[match.b_from : match.b_to]
    return Shared(
        (one[0].start, one[-1].end),
        (other[0].start, other[-1].end),
        [w.key for w in one] == [w.key for w in other],
        _quoted(a, match.a_from, match.a_to),
        _quoted(b, match.b_from, match.b_to),
        match.score,
    )


def features(run: Run, a: Unit, b: Unit, tells: Weights = in_news) -> list[float]:
    """FEATURES of a run, in their order."""
    common = [a.words[i] for i in run.common]
    names = [w for w in common if w.key[0].isdigit() or (w.capital and w is not a.words[0] and not _all_capitals(a))]
    others = [w for w in common if w not in names]
    told = sum(map(tells, common))
    by_unit = [sum(map(tells, unit.words)) + NOTHING for unit in (a, b)]
    return [
        min(len(common), 15),
        min(run.longest, 15),
        len(common) / min(run.a_to - run.a_from, run.b_to - run.b_from),
        min(4.0, sum(rarity(w.key) for w in names)),
        min(10, sum(rarity(w.key) > LITTLE for w in others)),
        sum(rarity(w.key) <= LITTLE for w in common),
        min(_quoted(a, run.a_from, run.a_to), _quoted(b, run.b_from, run.b_to)),
        told / max(by_unit),
        told / min(by_unit),
    ]


def _all_capitals(unit: Unit) -> bool:
    """A headline In Which Most Words Have Capitals: they do not show names there."""
    return sum(w.capital for w in unit.words) >= HEADLINE * len(unit.words)


def _row(run: Run, a: Unit) -> float:
    """The greatest rarity of shared words in one row, names at half."""
    best = now = 0.0
    before = -2
    for i in run.common:
        word = a.words[i]
        told = rarity(word.key) * (0.5 if word.capital and i else 1.0)
        now, before = (now + told if i == before + 1 else told), i
        best = max(best, now)
    return best


def probability(values: Sequence[float]) -> float:
    """That a run with these features is a passage that a reader would call copied."""
    bias, weights = _model()
    return 1 / (1 + math.exp(-bias - sum(w * v for w, v in zip(weights, values, strict=True))))


@cache
def _model() -> tuple[float, tuple[float, ...]]:
    held = json.loads(model_file("passages.json"))
    return held["bias"], tuple(held["weights"][name] for name in FEATURES)


def _quoted(unit: Unit, start: int, end: int) -> float:
    """The share of its words, from one to before another, that stand in quotation marks."""
    return sum(max(0, min(e, end) - max(s, start)) for s, e in unit.quoted) / (end - start)


ELSEWHERE_WORDS, ELSEWHERE_TELLING = 12, 3.3
"""Least words in one row, and their rarity together, of a passage that articles of different events share. Below that,
reports of one campaign share what everybody says ("did not respond to a request for comment", "a temporary ban on
Muslims entering the United States"): of 998 passages shared by 840 unrelated US reports nine in ten are such; read by
sample, those that are left were all copied."""


def copied_elsewhere(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether what two articles of different events share shows that one copied, or both did."""
    one, other = Unit(tuple(a)), Unit(tuple(b))
    found = runs([w.stem for w in one.words], [w.stem for w in other.words])
    return any(r.longest >= ELSEWHERE_WORDS and _row(r, one) >= ELSEWHERE_TELLING for r in found)


def together(found: Iterable[Shared], a: str, b: str) -> list[Shared]:
    """Pieces that follow one another in both texts are one passage; one that another holds is left out.

    The marks and stops beside a passage belong to it.
    """
    out: list[Shared] = []
    for piece in sorted(set(found), key=lambda s: (s.a, s.b)):
        last = range(len(out) - 1, max(-1, len(out) - 1 - NEAR), -1)
        joined = next((i for i in last if _follows(out[i], piece)), None)
        if joined is None:
            out.append(piece)
        else:
            out[joined] = _joined(out[joined], piece)
    out = [x for x, beside in _beside(out) if not any(_within(x, y) for y in beside)]
    out = [x for x, beside in _beside(out) if not _is_echo(x, beside)]
    return _once(_as_it_stands(_with_marks(each, a, b), a, b) for each in out)


def _as_it_stands(each: Shared, a: str, b: str) -> Shared:
    """Word for word is what has the same words: of a text that says one thing again and again, pieces may be put
    together that lie otherwise in the two."""
    if each.kind != "verbatim":
        return each
    same = [w.key for w in words(a, each.a)] == [w.key for w in words(b, each.b)]
    return each if same else replace(each, same=False)


NEAR = 50
"""Passages before and behind one, in either text, that are looked at when it is put together with others: one that
holds it, or that goes on in it, is not far."""


def _beside(found: Sequence[Shared]) -> Iterator[tuple[Shared, list[Shared]]]:
    """Each passage with those that are near it in either text."""
    orders = [sorted(found, key=key) for key in (lambda s: (s.a, s.b), lambda s: (s.b, s.a))]
    places = [{id(x): i for i, x in enumerate(order)} for order in orders]
    for x in found:
        beside = []
        for order, place in zip(orders, places, strict=True):
            i = place[id(x)]
            beside += [y for y in order[max(0, i - NEAR) : i + NEAR + 1] if y is not x]
        yield x, beside


def _once(found: Iterable[Shared]) -> list[Shared]:
    """One of those at the same two places: a passage and a short quotation may turn out to be the same words."""
    best = {(x.a, x.b): x for x in sorted(found, key=lambda x: (x.score, x.a_quoted, x.b_quoted, x.same))}
    return sorted(best.values(), key=lambda x: (x.a, x.b))


def _follows(one: Shared, other: Shared) -> bool:
    return 0 <= other.a[0] - one.a[1] <= APART and 0 <= other.b[0] - one.b[1] <= APART


def _joined(one: Shared, other: Shared) -> Shared:
    sizes = one.a[1] - one.a[0], other.a[1] - other.a[0]

    def mean(x: float, y: float) -> float:
        return (x * sizes[0] + y * sizes[1]) / sum(sizes)

    return Shared(
        (one.a[0], other.a[1]),
        (one.b[0], other.b[1]),
        one.same and other.same and max(other.a[0] - one.a[1], other.b[0] - one.b[1]) <= 4,
        mean(one.a_quoted, other.a_quoted),
        mean(one.b_quoted, other.b_quoted),
        max(one.score, other.score),
    )


def _within(x: Shared, y: Shared) -> bool:
    inside = y.a[0] <= x.a[0] and x.a[1] <= y.a[1] and y.b[0] <= x.b[0] and x.b[1] <= y.b[1]
    return inside and (x.a, x.b) != (y.a, y.b)


ECHO = 60
"""Characters up to which a passage may be a mere echo of a longer one: a quotation's catchword in a heading."""


def _is_echo(x: Shared, others: Iterable[Shared]) -> bool:
    """A few words that one of the two articles has within a longer passage that it shares with the other anyway, or an
    edited form of the very words that another place there has too: a headline above what it is made of."""

    def holds(outer: Span, inner: Span) -> bool:
        return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[1] - outer[0] > inner[1] - inner[0]

    def size(s: Shared) -> int:
        return s.a[1] - s.a[0] + s.b[1] - s.b[0]

    if x.a[1] - x.a[0] <= ECHO and any(size(y) > size(x) and (holds(y.a, x.a) or holds(y.b, x.b)) for y in others):
        return True
    return not x.same and any(_rank(y) < _rank(x) and (x.a == y.a or x.b == y.b) for y in others)


def _rank(x: Shared) -> tuple[int, Span, Span]:
    """The longest first, then by place."""
    return x.a[0] - x.a[1] + x.b[0] - x.b[1], x.a, x.b


_BEFORE, _AFTER = "\"'“‘«([", ".,!?…\"'”’»)]"


def _with_marks(found: Shared, a: str, b: str) -> Shared:
    return Shared(
        _widened(a, found.a), _widened(b, found.b), found.same, found.a_quoted, found.b_quoted, found.score
    )  # fmt: skip


def _widened(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and text[start - 1] in _BEFORE:
        start -= 1
    while end < len(text) and text[end] in _AFTER:
        end += 1
    return start, end
