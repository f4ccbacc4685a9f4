"""Short quotations that stand in several articles of one event: too short for shingles, but set apart by their marks.

Only within an event: "a great success" in two reports of two events is no one remark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.link.passages import Shared
from onrecord.link.rarity import weight
from onrecord.rows import Span
from onrecord.text.quotes import Quote, quotes
from onrecord.text.sentences import is_cross_head
from onrecord.text.words import Word, words

SHORTEST, SHORT = 2, 12
"""Words of the quotations looked at. Longer ones are found by their shingles."""

TELLING, TELLING_TWO = 0.5, 1.3
"""Least rarity of a quotation's words together, where both articles quote them, and of one of two words: "he said"
tells nothing, "mix-up" little."""

TELLING_SAID = 0.6
"""Least rarity of two words that both articles quote from one and the same speaker."""

TELLING_BARE = 1.5
"""The same where the other article has the words without marks. On the gold stories: precision of short quotations
.85 with both, recall of all passages up by 2 points."""

BARE = 3
"""Least words of a quotation that is found outside of marks."""

CROWDED = 40
"""Articles that have one remark up to which each is paired with each; in more, each is paired with the first alone."""

PLACES = 8
"""Places of one remark in an article that are looked at, the first."""

BESIDE = 8
"""Quotations, and statements, before a place that are looked at for the one that holds it."""

FULLER = 2
"""Up to how many times as long as a quotation is the one that holds it, to be shown whole beside it; a short one is
shown whole in any case."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of an article: its words, where they begin among the article's, and who is said to have said them."""

    article: str
    span: Span
    at: int
    words: tuple[str, ...]
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is looked through: its words, and its quotations."""

    text: str
    words: Sequence[Word]
    quotes: Sequence[Quoted]


Said = Sequence[tuple[Span, str]]
"""What is attributed to speakers in an article, in the order of the spans."""


def prepared(article: str, text: str, said: Said = ()) -> Text:
    """An article's words and quotations; cross-heads, which quote what stands below them, left out."""
    found = words(text)
    return Text(text, found, [q for each in quotes(text) if (q := _quoted(article, text, found, each, said))])


def _quoted(article: str, text: str, found: Sequence[Word], quote: Quote, said: Said) -> Quoted | None:
    start, end = quote.inner(text)
    at = _first_from(found, start)
    inside = [word for word in found[at : _first_from(found, end)] if word.end <= end]
    if len(inside) < SHORTEST or is_cross_head(text, (quote.start, quote.end)):
        return None
    if len(inside) <= SHORT and all(w.capital for w in inside):
        return None  # a name or a title: "Bring Us Home"
    span = inside[0].start, inside[-1].end
    return Quoted(article, span, at, tuple(w.key for w in inside), _speakers(span, said))


def _speakers(span: Span, said: Said) -> frozenset[str]:
    """Whose words a span is."""
    before = bisect_right(said, span[0], key=lambda each: each[0][0])
    return frozenset(who for (_, end), who in said[max(0, before - BESIDE) : before] if span[1] <= end)


def _at(quote: Quoted) -> int:
    return quote.at


def _first_from(found: Sequence[Word], start: int) -> int:
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found[middle].start < start else (low, middle)
    return low


def remarks(texts: Mapping[str, Text]) -> Iterator[tuple[str, str, Shared]]:
    """Pairs of articles with what they share of a short quotation: of the places of one remark in two articles, the
    pair that shows most of it."""
    best: dict[tuple[str, str, tuple[str, ...]], Shared] = {}
    for name, other, words_, found in _shown(texts):
        a, b, each = (name, other, found) if name < other else (other, name, found.turned())
        key = a, b, words_
        if key not in best or _size(each) > _size(best[key]):
            best[key] = each
    for (a, b, _), each in best.items():
        yield a, b, each


def _size(found: Shared) -> tuple[int, int, Span, Span]:
    """How much of a remark is shown in both, and in either; the earlier places first."""
    sizes = found.a[1] - found.a[0], found.b[1] - found.b[0]
    return min(sizes), max(sizes), (-found.a[0], 0), (-found.b[0], 0)


def _shown(texts: Mapping[str, Text]) -> Iterator[tuple[str, str, tuple[str, ...], Shared]]:
    """Each short quotation with each place in another article that has its words."""
    places = _places(texts)
    first = {words_: min(theirs) for words_, theirs in places.items() if len(theirs) > CROWDED}
    for name, text in texts.items():
        for quote in text.quotes:
            theirs = places.get(quote.words, {})
            lead = first.get(quote.words)
            for other in theirs if lead in (None, name) else [str(lead)]:
                for at in theirs[other] if other != name else ():
                    found = _shared(quote, texts[other], at, weight(quote.words))
                    if found is not None:
                        yield name, other, quote.words, found


def _places(texts: Mapping[str, Text]) -> dict[tuple[str, ...], dict[str, list[int]]]:
    """Where the words of each telling short quotation stand, in all the texts: the first few places in each."""
    wanted = {q.words for text in texts.values() for q in text.quotes if _is_telling(q)}
    sizes: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for quote in wanted:
        sizes[quote[:2]].add(len(quote))
    found: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for name, text in texts.items():
        keys = tuple(w.key for w in text.words)
        for i, pair in enumerate(pairwise(keys)):
            for size in sizes.get(pair, ()):
                here = keys[i : i + size]
                if here in wanted and len(found[here][name]) < PLACES:
                    found[here][name].append(i)
    return found


def _is_telling(quote: Quoted) -> bool:
    least = TELLING if len(quote.words) > SHORTEST else TELLING_SAID
    return len(quote.words) <= SHORT and weight(quote.words) >= least


def _shared(quote: Quoted, other: Text, at: int, told: float) -> Shared | None:
    """A quotation and the same words elsewhere; the quotation that holds them there, where it is not much longer."""
    end = at + len(quote.words)
    before = bisect_right(other.quotes, at, key=_at)
    beside = other.quotes[max(0, before - BESIDE) : before]
    holder = next((q for q in beside if end <= q.at + len(q.words)), None)
    if holder is None:
        if len(quote.words) < BARE or told < TELLING_BARE:
            return None
        return Shared(quote.span, (other.words[at].start, other.words[end - 1].end), True, 1.0, 0.0, 1.0)
    if len(quote.words) == SHORTEST and told < TELLING_TWO and not quote.speakers & holder.speakers:
        return None
    if len(holder.words) <= max(SHORT, FULLER * len(quote.words)):
        return Shared(quote.span, holder.span, True, 1.0, 1.0, 1.0)
    return Shared(quote.span, (other.words[at].start, other.words[end - 1].end), True, 1.0, 1.0, 1.0)
