"""Attribution lost on the way: what one report tells with a source, a hedge or a bound, and another tells without.

Two statements are compared where something shows that they are one word: a link with one origin, a copied passage, or
a headline above its own report. RULES looks at the words that both have and at what stands beside them. A row says in
what order the two came only where that is shown; what was added later is not lost, and gives no row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.link.hedges import ANONYMOUS, NEGATIONS, NUMBERS, bounded, hedge_in, numeral, saying, unnamed_person
from onrecord.link.order import first
from onrecord.link.passages import matches
from onrecord.link.rarity import rarity
from onrecord.link.told import Told
from onrecord.link.units import Unit
from onrecord.link.vetoes import vetoed
from onrecord.rows import Article, Span, Stretch
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences
from onrecord.text.spans import merged, overlapping
from onrecord.text.words import Word

Kind = Literal["source", "unnamed", "relay", "hedge", "bound"]
Order = Literal["later", "headline", "unknown"]

SHARED = 5
"""Least words that two statements must share to be one telling of which the one lost something."""

SHARE = 0.6
"""Share of the words of the one that has a source, a relay or an unnamed person that the other must have too: what a
source stands behind is all of its words, not two of them. As `origins.COPIED_SHARE`."""

TELLING_SHARE = 0.75
"""The same of the words that tell something: with .6, who "fired on the crowd from the 32nd floor" is one with who
"sprayed bullets from the 32nd floor"."""

NEAR = 3
"""Words from a hedge on, of which the first that tells something must stand in both: "may have been *hit*"."""

TELLING = 0.1
"""Least rarity of a word that tells something: above "been" and "who" (as in `claims`)."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A step at which something disappears. `a` is where one report has it and `b` where the other does not; `a_words`
    and `b_words` stand there, the latter empty where nothing is in its place. `a_passage` and `b_passage` tell the
    same, to be read beside one another. `joined` says what makes the two one word, `order` whether the one without came
    later, stands above the other as its headline, or whether no order is shown. `also` are other articles that
    have it too."""

    kind: Kind
    a: Stretch
    b: Stretch
    a_words: str
    b_words: str
    why: str
    a_passage: Span
    b_passage: Span
    statements: tuple[str, str]
    joined: str
    order: Order
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """An article with its statements and with what names sources in it: the spans of all cues and sources."""

    article: Article
    told: tuple[Told, ...]

    @cached_property
    def attributing(self) -> list[Span]:
        rows = (t.statement for t in self.told)
        return merged(span for s in rows for span in (s.cue, s.source) if span)

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.article.text)

    @cached_property
    def quoted(self) -> list[Span]:
        return merged((q.start, q.end) for q in quotes(self.article.text))

    def around(self, span: Span) -> Span:
        """The sentences that a span stands in."""
        found = overlapping(span, self.sentences)
        return (found[0][0], found[-1][1]) if found else span


@dataclass(frozen=True)
class Pair:
    """Two statements that are one word: `a` may have what `b` lacks. `is_outlet` tells whether a name is an article's
    outlet."""

    a: Told
    b: Told
    one: Report
    other: Report
    joined: str
    order: Order
    is_outlet: Callable[[Article, str], bool]

    @cached_property
    def same(self) -> dict[int, int]:
        """The places of the words that both have, from the one's to the other's."""
        ops = Indel.opcodes(self.a.stems, self.b.stems)
        return {
            op.src_start + k: op.dest_start + k
            for op in ops
            if op.tag == "equal"
            for k in range(op.src_end - op.src_start)
        }

    @cached_property
    def copied(self) -> bool:
        """Whether the words show that they are one telling, and not only that both speak of one thing. A headline has
        few words; its report must have most of those that tell something."""
        if self.order == "headline":
            return _share(self.b, self.a) >= SHARE
        return len(self.same) >= SHARED and bool(matches(Unit(self.a.words), Unit(self.b.words)))

    @cached_property
    def apart(self) -> bool:
        """Whether they speak of two things, however alike: each has a number that the other has not, or one denies."""
        mine, theirs = ({w.stem for w in t.words if w.stem[0].isdigit()} for t in (self.a, self.b))
        negated = [not NEGATIONS.isdisjoint(t.keys) for t in (self.a, self.b)]
        return bool(mine - theirs and theirs - mine) or negated[0] != negated[1]

    @cached_property
    def b_sentence(self) -> str:
        return self.other.article.text[slice(*self.other.around(_extent(self.b)))]

    @cached_property
    def b_said(self) -> str:
        """The same, with who says it where that stands in another sentence."""
        return self.other.article.text[slice(*self.other.around(_passage(self.b)))]

    def whole(self) -> bool:
        """Whether the other has most of the words of the one; a headline need not."""
        if self.order != "headline" and (
            len(self.same) < SHARE * len(self.a.words) or _share(self.a, self.b) < TELLING_SHARE
        ):
            return False
        return self.copied and not self.apart

    def lost(self, kind: Kind, a: Span, b: Span | None, why: str) -> Lost:
        """A row; without `b`, nothing stands in its place, and the other's words are shown as a whole."""
        one, other = self.a.article, self.b.article
        mine, passage = _passage(self.a), _passage(self.b)
        if abs(a[0] - mine[0]) <= 2 * BESIDE:
            mine = min(a[0], mine[0]), max(a[1], mine[1])
        return Lost(
            kind, Stretch(one.id, a), Stretch(other.id, b or passage), one.text[slice(*a)],
            other.text[slice(*b)] if b else "", why, mine, passage, (self.a.id, self.b.id), self.joined, self.order,
        )  # fmt: skip


def paired(
    a: Told, b: Told, one: Report, other: Report, joined: str, is_outlet: Callable[[Article, str], bool]
) -> Iterator[Pair]:
    """Both ways in which something may have been lost between two statements of different articles."""
    for x, y, here, there in ((a, b, one, other), (b, a, other, one)):
        order = ordered(x, y, is_outlet)
        if order is not None:
            yield Pair(x, y, here, there, joined, order, is_outlet)


def ordered(a: Told, b: Told, is_outlet: Callable[[Article, str], bool]) -> Order | None:
    """Whether what `a` has can have been lost in `b`: not where the one that lacks it was first."""
    if any(is_outlet(b.article, name) for name in a.statement.relay):
        return None
    if any(is_outlet(a.article, name) for name in b.statement.relay):
        return "later"
    came = first(a.article, b.article)
    return None if came == "b" else "later" if came == "a" else "unknown"


def under_headline(report: Report, is_outlet: Callable[[Article, str], bool]) -> Iterator[Pair]:
    """An article's headline with each statement of its body that says the same: that has most of its telling words."""
    heads = {t.keys: t for t in report.told if t.statement.zone == "headline" and t.statement.voice == "narrator"}
    for head in heads.values():
        for each in report.told:
            if each.statement.zone == "body" and _share(head, each) >= SHARE and not vetoed(head, each):
                yield Pair(each, head, report, report, "the headline of the same report", "headline", is_outlet)


def _extent(told: Told) -> Span:
    return told.words[0].start, told.words[-1].end


def _passage(told: Told) -> Span:
    """A statement's words with its source and its cue, where these stand in the same sentence or beside it."""
    start, end = _extent(told)
    s = told.statement
    for span in (s.source, s.cue):
        if span and span[0] >= start - BESIDE and span[1] <= end + BESIDE:
            start, end = min(start, span[0]), max(end, span[1])
    return start, end


BESIDE = 120
"""Characters from a statement's words to where its source may stand, to be shown in one passage with them."""


# The rules


def source(pair: Pair) -> Iterator[Lost]:
    """One has it from somebody; the other says it in its own voice, and names nobody for it in the sentence or anywhere
    else. Not where the one says it in its own voice as well, nor where the source acts in what the other says: "the
    council said it would close the bridge" and "the council will close the bridge"."""
    a, b = pair.a.statement, pair.b.statement
    if a.voice != "attributed" or a.source is None or b.voice != "narrator" or b.zone not in ("body", "headline"):
        return
    if a.modality in ("wished", "denied") or b.modality in ("wished", "denied") or a.quotation == "direct":
        return
    if not pair.whole() or (a.cue is not None and not saying(_plain(pair.a, a.cue))) or not _beside(pair):
        return
    if _says_who(pair) or _acts(pair) or _own_voice(pair) or _attributed_elsewhere(pair):
        return
    yield pair.lost("source", _source_and_cue(pair.a), None, f"“{_plain(pair.a, a.source)}” is no longer named for it")


def unnamed(pair: Pair) -> Iterator[Lost]:
    """One has it from a person who is not named ("a military source", "an army official"); in the other the institution
    itself says it ("the military"). A spokesman speaks for it anyway, and several officials may."""
    a, b = pair.a.statement, pair.b.statement
    if a.source is None or b.source is None or not pair.whole() or a.speaker_class != "unnamed_person":
        return
    mine, theirs = _plain(pair.a, a.source), _plain(pair.b, b.source)
    itself = unnamed_person(mine) and _is_institution_of(theirs, mine)
    if itself or (ANONYMOUS.search(mine) and b.speaker_class == "named_organization"):
        yield pair.lost("unnamed", a.source, b.source, f"“{mine}” has become “{theirs}”")


def relay(pair: Pair) -> Iterator[Lost]:
    """One says through whom it came, the other has the same from the same speaker at first hand. Only where more than
    quoted words is copied: what somebody told everybody, each paper has of its own; and only where the other report
    never names who passed it on."""
    a, b = pair.a.statement, pair.b.statement
    if not a.relay or b.relay or a.voice != b.voice or not pair.whole() or a.quotation == "direct":
        return
    if a.speaker is None or a.speaker != b.speaker:
        return
    name = a.relay[0]
    at = _name_near(pair.one, pair.a, name)
    if at is None or pair.b.article.agency or pair.is_outlet(pair.b.article, name) or _TOLD.search(pair.b_said):
        return
    if name.split()[-1].lower() in pair.b.article.text.lower():
        return
    yield pair.lost("relay", at, b.source, f"it came through {name}, which the other does not say")


def hedge(pair: Pair) -> Iterator[Lost]:
    """One says that it may be so, the other that it is: "may have been hit" and "was hit". The hedge stands before a
    word that both have, and nothing in the other's sentence hedges or asks."""
    text, content = pair.a.article.text, pair.a.statement.content
    modalities = pair.a.statement.modality, pair.b.statement.modality
    if (
        not any(hedge_in(text, span) for span in content)
        or not pair.copied
        or pair.apart
        or "denied" in modalities
        or "wished" in modalities
        or modalities[1] == "hedged"
    ):
        return
    if hedge_in(pair.b_sentence) is not None or "?" in pair.b_sentence or _denying(pair.b):
        return
    for span in content:
        at = span[0]
        while (found := hedge_in(text, (at, span[1]))) is not None:
            if (words := _unhedged(pair, found)) is not None:
                said = found[0], words[0].end
                yield pair.lost("hedge", said, words[1], f"“{_plain(pair.a, found)}” is no longer said")
                return
            at = found[1]


def _unhedged(pair: Pair, hedge: Span) -> tuple[Word, Span] | None:
    """The word of the one behind a hedge that the other has too, and where the other says it; `None` where it does
    not, or where nothing before the hedge is shared."""
    behind = [i for i, w in enumerate(pair.a.words) if w.start >= hedge[1]][:NEAR]
    before = [i for i, w in enumerate(pair.a.words) if w.start < hedge[0]][-NEAR:]
    told = next((i for i in behind if rarity(pair.a.words[i].key) > TELLING), None)
    since = next((i for i in reversed(before) if i in pair.same), None)
    if told is None or told not in pair.same or (since is None and pair.order != "headline"):
        return None
    end = pair.same[told]
    start = max(pair.same[since] + 1 if since is not None else end, end - NEAR)
    return pair.a.words[told], (pair.b.words[min(start, end)].start, pair.b.words[end].end)


def bound(pair: Pair) -> Iterator[Lost]:
    """One gives a bound ("at least 30", "up to 30", "some 30"), the other the bare number of the same thing."""
    seen: set[str] = set()
    for i, j in pair.same.items():
        if not _counts(pair.a.words[i]):
            continue
        mine = numeral(pair.a.article.text, pair.a.words[i].start)
        theirs = numeral(pair.b.article.text, pair.b.words[j].start)
        if mine is None or theirs is None or mine.value != theirs.value or mine.value in seen:
            continue
        neighbours = (i + mine.words, j + theirs.words), (i + mine.words + 1, j + theirs.words + 1)
        if not any(pair.same.get(x) == y for x, y in neighbours) and not (pair.copied and mine.telling):
            continue
        words = bounded(pair.a.article.text, mine.span)
        if words is not None and bounded(pair.b.article.text, theirs.span) is None:
            seen.add(mine.value)
            said = " ".join(pair.a.article.text[slice(*words)].split())
            yield pair.lost("bound", words, theirs.span, f"“{said}” has become a bare number")


RULES: tuple[Callable[[Pair], Iterator[Lost]], ...] = (source, unnamed, relay, hedge, bound)


def lost_in(pairs: Iterable[Pair]) -> list[Lost]:
    """What is lost between any two, each loss of a statement once: where several reports have it, the first that is
    shown to be earlier stands for them."""
    found: dict[tuple[object, ...], list[Lost]] = defaultdict(list)
    for pair in pairs:
        for rule in RULES:
            for each in rule(pair):
                found[_loss(each, pair)].append(each)
    rows = [_best(group) for group in found.values()]
    return sorted(rows, key=lambda x: (_usual(x), _ORDER[x.order], _KINDS[x.kind], x.b.article, x.b.span, x.a.article))


def _usual(each: Lost) -> bool:
    """That a headline leaves out who says it is the least of surprises."""
    return each.order == "headline" and each.kind == "source"


def _loss(each: Lost, pair: Pair) -> tuple[object, ...]:
    """What makes two rows one loss: the same number, the same relay of one speaker, else the same words."""
    if each.order == "headline":
        return each.kind, each.b.article
    same: dict[Kind, object] = {"bound": _folded(each.b_words), "relay": pair.b.statement.speaker}
    return each.kind, each.b.article, _folded(each.a_words), same.get(each.kind, pair.b.keys)


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


_ORDER: dict[Order, int] = {"later": 0, "headline": 1, "unknown": 2}
_KINDS: dict[Kind, int] = {"unnamed": 0, "hedge": 1, "bound": 2, "source": 3, "relay": 4}


def _best(group: Sequence[Lost]) -> Lost:
    best = min(group, key=lambda x: (_ORDER[x.order], x.a.article, x.a.span))
    return replace(best, also=tuple(sorted({x.a.article for x in group} - {best.a.article})))


# What the rules ask


def _plain(told: Told, span: Span) -> str:
    return " ".join(told.article.text[slice(*span)].split())


def _source_and_cue(told: Told) -> Span:
    """Both, where they stand side by side: "Authorities say"."""
    s = told.statement
    assert s.source is not None, "the rule looks at statements with a source"
    if s.cue is None:
        return s.source
    gap = max(s.source[0], s.cue[0]) - min(s.source[1], s.cue[1])
    return (min(s.source[0], s.cue[0]), max(s.source[1], s.cue[1])) if 0 <= gap <= 2 else s.source


def _beside(pair: Pair) -> bool:
    """Whether the source stands in the sentence that it is named for, and not in the next."""
    at = pair.a.statement.source
    assert at is not None, "the rule looks at statements with a source"
    start, end = pair.one.around(at)
    here = sum(start <= pair.a.words[i].start < end for i in pair.same)
    return here >= len(pair.same) / 2


def _says_who(pair: Pair) -> bool:
    """The other's sentence names somebody for it: by a cue or a source that was read there, by a word of saying, or, as
    headlines do, by quotation marks."""
    around = pair.other.around(_extent(pair.b))
    if overlapping(around, pair.other.attributing) or saying(pair.b_sentence):
        return True
    return bool(overlapping(around, pair.other.quoted))


def _acts(pair: Pair) -> bool:
    """A name or noun of the source stands in what the other says."""
    s = pair.a.statement
    assert s.source is not None
    name = pair.a.name or ""
    called = _plain(pair.a, s.source) + (f" {name}" if len(name.split()) <= NAME else "")
    telling = {w.lower().removesuffix("s") for w in re.findall(r"\w{3,}", called)} - _EMPTY
    return any(w.key.removesuffix("'s").removesuffix("s") in telling for w in pair.b.words)


NAME = 4
"""Words up to which what a speaker goes by is a name; what is longer has words of the sentence in it."""

_EMPTY_WORDS = """
    the and who for said new one two three not was had has have with from his her its their
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def _own_voice(pair: Pair) -> bool:
    """The report that has a source says the same in its own voice too: the other may have it from there."""
    return any(
        t.statement.voice == "narrator" and t.statement.zone == "body" and _tells(pair.b, t)
        for t in pair.one.told
        if t.id != pair.b.id
    )


def _attributed_elsewhere(pair: Pair) -> bool:
    """The other does name somebody for it, in another sentence: its first one sums up what comes."""
    if pair.order == "headline":
        return False
    return any(t.statement.voice == "attributed" and _tells(pair.a, t) for t in pair.other.told)


def _tells(a: Told, b: Told) -> bool:
    """Whether one may be told in the other, in other words."""
    return _share(a, b) >= SUMMED


def _share(a: Told, b: Told) -> float:
    """The share of the one's words that tell something which stand in the other."""
    mine = {w.stem for w in a.words if rarity(w.key) > TELLING}
    return len(mine & set(b.stems)) / len(mine) if mine else 0.0


SUMMED = 0.5
"""Share of the words of a statement that another must have to be taken for telling the same in other words. Low, since
it only turns rows away."""


def _is_institution_of(name: str, person: str) -> bool:
    """All that "the military" is called stands in "a military source"."""
    mine = set(re.findall(r"[\w.]+", name.lower())) - {"the", "a", "an", "s"}
    return bool(mine) and not unnamed_person(name) and mine < set(re.findall(r"[\w.]+", person.lower()))


def _name_near(report: Report, told: Told, name: str) -> Span | None:
    """Where a relay's name stands in the paragraph of a statement."""
    text = report.article.text
    start, end = _passage(told)
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    at = text.find(name, low, high if high >= 0 else len(text))
    return (at, at + len(name)) if at >= 0 else None


_TOLD = re.compile(r"\b(?:told|tells|telling|spoke(?:n)? (?:to|with)|interview)\b", re.IGNORECASE)
"""Words beside which somebody is named, or was before the text was cut."""


def _counts(word: Word) -> bool:
    return word.key[0].isdigit() or word.key in NUMBERS


def _denying(told: Told) -> bool:
    cue = told.statement.cue
    return cue is not None and hedge_in(told.article.text[slice(*cue)]) is not None
