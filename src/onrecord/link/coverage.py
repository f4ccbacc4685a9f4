"""Which claims of a story each of its articles carries, and how far up: in the headline, in the lead, deeper; or that
neither a statement nor a search of its text finds it there.

What is not found is not shown to be missing: it is said of complete articles alone, and only where the search had
something to look for that tells this claim from the rest of the story.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from onrecord.link.numbers import standing
from onrecord.link.rarity import LITTLE, left_here, rarity
from onrecord.rows import Article, Claim, Figure, Span, Statement, Stretch
from onrecord.text.nouns import word_set
from onrecord.text.spans import merged, overlapping
from onrecord.text.words import Word, within, words

Place = Literal["headline", "lead", "body", "unlinked", "unknown", "not_found"]

PLACES: tuple[Place, ...] = ("headline", "lead", "body", "unlinked", "unknown", "not_found")
"""From the best on: an outlet has the best place of its articles, and so "not found" only where all of them have it."""

LEAD_LEAST, LEAD_MOST = 40, 100
"""Words of the body that a lead has. The lead of a report is its first paragraph, of an agency's 25 to 40 words; where
paragraphs are of one short sentence, those that begin within so many words are taken together, and of a text without
paragraphs no more than so many."""

HEADING = 8
"""Words below which a line before the lead that ends in no full stop is a byline or a date, not a paragraph."""

SEARCHED = 2000
"""Words among which the lead is looked for: what comes later is none."""

MOST = 0.5
"""A word, a name or a number is of a claim itself, and not of one report's wording, where more than this share of the
articles that carry the claim have it there."""

WIDE, WIDE_LEAST = 0.5, 3
"""A name or a number is the whole story's, and finding it tells nothing of one claim, where more than this share of the
articles that do not carry the claim have it, and at least so many of them."""

LEAST = 3
"""Words that the tellings of a claim must have in common to be looked for, and that a headline must have of it."""

SHORT = 5
"""Letters of a short form in capitals: another report writes it out, or has another for it (LA, Los Angeles, LAX)."""

NEAR = 0.1
"""How far off, as a share, a number may be that is looked at as well: fifty, and "more than 51"."""

SMALL = 20
"""Numbers up to this stand in most articles for something, and what they count is told without them as well; a greater
one is looked at wherever it stands."""

WINDOW = 40
"""Words among which the words of a claim are looked for together: a long sentence, or two."""

ALIKE = 0.3
"""Share of a claim's words, by their weight, that stand together where a passage may well be the claim in other words:
set so low that most such passages say something else, since "not found" must be right."""

CLOSE = 0.5
"""Share of a claim's words, by their weight, that stand together where a reader is sent to look; with a name or a
number of its own among them, ALIKE is enough."""

HOW_MANY = "how many"
"""What the question of a claim begins with that is a count (`link.claims`)."""

BEFALLEN = 0.5
"""Share of the articles that state a claim, of which more must count the same for it to be a claim of that count."""

TITLED = 0.8
"""Share of a claim's words, by their weight, that a headline must have to tell it; at .6 more than a third of such
headlines of 35 stories told something else of the same thing."""

ALSO = 0.5
"""Share of a headline's own words that the article's statement of the claim must have, so that both tell one thing."""

PREFIX = 5
"""Letters by which a name is known again in another form: Nigeria, Nigerian, Nigeria's."""

NO_NAMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december mr mrs ms dr president minister prime"
)
"""Words with a capital letter that articles say otherwise: yesterday, the head of state."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article carries one claim. `statements` are those linked to it, `spans` where it stands: of `headline`,
    `lead` and `body` what carries it, of `unlinked` where to look; else none."""

    article: str
    outlet: str | None
    place: Place
    statements: tuple[str, ...] = ()
    spans: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """The best place of an outlet's articles, and the articles that have it, best first."""

    outlet: str | None
    place: Place
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim with a cell for each article of its story, in the order in which these were given."""

    claim: Claim
    articles: tuple[Cell, ...]

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """A place for each outlet, in the order of their articles; articles of no known outlet are taken together."""
        theirs: dict[str | None, list[Cell]] = {}
        for cell in self.articles:
            theirs.setdefault(cell.outlet, []).append(cell)
        return tuple(_best(outlet, cells) for outlet, cells in theirs.items())


def _best(outlet: str | None, cells: Sequence[Cell]) -> Outlet:
    place = min((cell.place for cell in cells), key=PLACES.index)
    return Outlet(outlet, place, tuple(cell.article for cell in cells if cell.place == place))


def coverage(
    claims: Iterable[Claim],
    articles: Sequence[Article],
    statements: Iterable[Statement],
    figures: Iterable[Figure],
    among: Collection[str] | None = None,
) -> Iterator[Carried]:
    """Each claim of a story with a cell for each of its articles, or for those among them whose ids are given.
    `statements` and `figures` are all the articles'.

    Raises nothing: a claim whose statements are not among these is in no article found linked.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    counted: dict[str, list[Figure]] = defaultdict(list)
    for s in statements:
        told[s.article].append(s)
    for f in figures:
        counted[f.article].append(f)
    pages = {a.id: Page(a, tuple(told[a.id]), tuple(counted[a.id])) for a in articles}
    names = names_of(pages.values())
    having = Counter(stem for page in pages.values() for stem in page.stems)
    by_id = {s.id: s for rows in told.values() for s in rows}
    for claim in claims:
        said: dict[str, list[Statement]] = defaultdict(list)
        for each in dict.fromkeys(each for answer in claim.answers for each in answer.statements):
            if each in by_id:
                said[by_id[each].article].append(by_id[each])
        sought = _sought(said, pages, names, having)
        if not claim.question.startswith(HOW_MANY):
            sought = replace(sought, befallen=None)
        shown = (each for each in pages.items() if among is None or each[0] in among)
        yield Carried(claim, tuple(_cell(page, said.get(a, ()), sought) for a, page in shown))


# An article as it is searched


@dataclass(frozen=True)
class Page:
    """An article with what was read from it, and where each of its words stands."""

    article: Article
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    _numbers: dict[tuple[object, ...], list[int]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All of its text's."""
        return words(self.article.text)

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """The places of each word without its ending, as places in `words`."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self.words):
            found[word.stem].append(n)
        return dict(found)

    @cached_property
    def forms(self) -> dict[str, list[int]]:
        """The places of each word by which a name is known again: its first letters, or all of a short one."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self.words):
            found[_form(word.key)].append(n)
        return dict(found)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Where its headline stands: its zone, or its title at the head of the text."""
        zones = tuple((z.start, z.end) for z in self.article.zones if z.kind == "headline" and z.start < z.end)
        title = self.article.title or ""
        at = len(self.article.text) - len(self.article.text.lstrip())
        if zones or not title or not self.article.text.startswith(title, at):
            return zones
        return ((at, at + len(title)),)

    @cached_property
    def lead(self) -> tuple[Span, ...]:
        """Its first paragraphs, less headline, captions and the like, as spans that do not overlap."""
        other = merged([*self.titles, *((z.start, z.end) for z in self.article.zones if z.kind != "body")])
        return tuple(_lead(self.article.text, self.words, other))

    @property
    def searchable(self) -> bool:
        """Whether what is not found in it is not there: it is whole, was read, and is in the language that is."""
        return self.article.complete and self.article.language == "en" and bool(self.statements)

    def numbers(self, wanted: Figure) -> list[int]:
        """Places of a number, or of one near it, in any spelling, whatever it counts; or of one of the same thing that
        it meets."""
        key = wanted.low, wanted.high, wanted.unit, wanted.counted, wanted.happened
        if key not in self._numbers:
            self._numbers[key] = self._look_for(wanted)
        return self._numbers[key]

    def _look_for(self, wanted: Figure) -> list[int]:
        found = [self._at(f.span[0]) for f in self.figures if _near(f, wanted) or standing(f, wanted) in _MEETING]
        if wanted.low is not None and wanted.low == wanted.high and wanted.low.is_integer():
            found += self.stems.get(str(int(wanted.low)), [])
        return sorted(n for n in found if n < len(self.words))

    def says(self, span: Span, wanted: Figure) -> bool:
        """Whether a number stands within a span."""
        number = None if wanted.low is None or wanted.low != wanted.high else f"{wanted.low:g}"
        inside = (f for f in self.figures if span[0] <= f.span[0] and f.span[1] <= span[1])
        return any(_one_number(f, wanted) for f in inside) or number in {w.stem for w in within(self.words, span)}

    def _at(self, start: int) -> int:
        return bisect_left(self.words, start, key=lambda w: w.start)


_MEETING = ("same", "within")


def _form(key: str) -> str:
    key = key.removesuffix("'s")
    return key[:PREFIX]


def _one_number(a: Figure, b: Figure) -> bool:
    bounds = {x for x in (a.low, a.high) if x is not None}
    return not bounds.isdisjoint({b.low, b.high})


def _near(a: Figure, b: Figure) -> bool:
    mine, theirs = ([x for x in (f.low, f.high) if x is not None] for f in (a, b))
    return any(abs(x - y) <= NEAR * abs(y) for x in mine for y in theirs)


def _lead(text: str, found: Sequence[Word], other: list[Span]) -> Iterator[Span]:
    """The paragraphs that begin within the first LEAD_LEAST words of the body, to LEAD_MOST words at most."""
    upto, n = 0, 0
    while n < min(len(found), SEARCHED) and upto < LEAD_LEAST:
        start = found[n].start
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first = next(iter(overlapping((start, end), other)), (end, end))
        if first[0] <= start:
            n = max(n + 1, bisect_left(found, first[1], key=lambda w: w.start))
            continue
        end = min(end, first[0])
        inside = within(found, (start, end))
        n += len(inside)
        ends = text[inside[-1].end : end].rstrip(" \t\r\"'”’)")[-1:] in (".", "!", "?", "…")
        if ends or len(inside) >= HEADING:
            inside = inside[: LEAD_MOST - upto]
            upto += len(inside)
            yield start, inside[-1].end


def names_of(pages: Iterable[Page]) -> frozenset[str]:
    """Words that the articles write with a capital letter within a sentence and never without: names, and what is made
    of them. Headlines and texts in capitals show nothing of that."""
    upper, lower = Counter[str](), Counter[str]()
    for page in pages:
        text, titles = page.article.text, merged(page.titles)
        for n, word in enumerate(page.words):
            if not word.capital:
                lower[word.key] += 1
            elif n and not word.key[0].isdigit() and not overlapping((word.start, word.end), titles):
                before = text[max(0, word.start - 2) : word.start]
                beside = page.words[n - 1]
                inside = before[-1:] == " " and (before[:1].isalnum() or before[:1] in ",-’'")
                shouted = text[word.start : word.end].isupper() and text[beside.start : beside.end].isupper()
                upper[word.key] += inside and not shouted
    known = ((k, k.removesuffix("'s")) for k, n in upper.items() if n and k not in NO_NAMES)
    return frozenset(k for k, bare in known if len(bare) > 1 and "'" not in bare and not (lower[k] or lower[bare]))


# What is looked for


@dataclass(frozen=True)
class Sought:
    """What a claim is looked for by.

    `words` are its own, with their weights; `heard` the same, with what is left of these where all reports have them;
    `names` (as forms) and `figures` those that its statements have and not all the story; `itself` all names of the
    claim itself, `counts` its numbers; `befallen` what most of it counts has come to (`killed`), if it counts that.
    `own` says whether it has a name or a number of its own, so that where nothing
    is found it is not there.
    """

    words: Mapping[str, float]
    heard: Mapping[str, float]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    itself: frozenset[str]
    counts: tuple[Figure, ...]
    befallen: str | None
    own: bool


def _sought(
    said: Mapping[str, Sequence[Statement]], pages: Mapping[str, Page], names: frozenset[str], having: Counter[str]
) -> Sought:
    carriers = [(pages[a], _inside(pages[a], rows)) for a, rows in said.items()]
    others = [page for a, page in pages.items() if a not in said]
    stems = Counter(stem for _, found in carriers for stem in {w.stem for w in found if rarity(w.key) > LITTLE})
    rare = {w.stem: rarity(w.key) for _, found in carriers for w in found}
    kept = {s: rare[s] for s, n in stems.items() if n > MOST * len(carriers)}
    heard = {s: weight * left_here(having[s], len(pages)) for s, weight in kept.items()}
    forms = Counter(form for _, found in carriers for form in {_form(w.key) for w in found if w.key in names})
    telling = {form for form in forms if not _wide([form in page.forms for page in others])}
    counted = _counted(said, pages)
    figures = [(f, n) for f, n in counted if _is_great(f) or not _wide([bool(page.numbers(f)) for page in others])]
    plain = telling - {_form(w.key) for page, found in carriers for w in found if _is_short_form(page, w)}
    own = any(forms[form] > MOST * len(carriers) for form in plain)
    own = own or any(_is_great(f) and n > MOST * len(carriers) for f, n in figures)
    counts = tuple(f for f, n in counted if n > MOST * len(carriers))
    itself = frozenset(form for form, n in forms.items() if n > MOST * len(carriers))
    return Sought(
        kept, heard, frozenset(telling), tuple(f for f, _ in figures), itself, counts, _befallen(said, pages),
        own and len(kept) >= LEAST,
    )  # fmt: skip


def _befallen(said: Mapping[str, Sequence[Statement]], pages: Mapping[str, Page]) -> str | None:
    """What has befallen those whom a claim counts, in most of the articles that state it."""
    found = Counter[str]()
    for a, rows in said.items():
        spans = merged(span for s in rows for span in s.content)
        found.update({f.happened for f in pages[a].figures if f.happened and overlapping(f.span, spans)})
    happened, n = max(found.items(), key=lambda x: (x[1], x[0]), default=("", 0))
    return happened if n > BEFALLEN * len(said) else None


def _inside(page: Page, rows: Iterable[Statement]) -> list[Word]:
    return [w for s in rows for span in s.content for w in within(page.words, span)]


def _is_great(f: Figure) -> bool:
    return any(x is not None and x > SMALL for x in (f.low, f.high))


def _is_short_form(page: Page, word: Word) -> bool:
    return word.end - word.start <= SHORT and page.article.text[word.start : word.end].removesuffix("s").isupper()


def _wide(found: Sequence[bool]) -> bool:
    return sum(found) >= WIDE_LEAST and sum(found) > WIDE * len(found)


def _counted(said: Mapping[str, Sequence[Statement]], pages: Mapping[str, Page]) -> list[tuple[Figure, int]]:
    """The different numbers of a claim's statements, each with how many articles have it in one."""
    found: list[tuple[Figure, set[str]]] = []
    for a, rows in said.items():
        spans = merged(span for s in rows for span in s.content)
        for f in pages[a].figures:
            if overlapping(f.span, spans):
                known = next((theirs for g, theirs in found if _one_number(f, g)), None)
                if known is None:
                    found.append((f, {a}))
                else:
                    known.add(a)
    return [(f, len(theirs)) for f, theirs in found]


# One article


def _cell(page: Page, rows: Sequence[Statement], sought: Sought) -> Cell:
    article = page.article
    told = _counts_so(page, sought)
    if told is not None and (not rows or told[0] == "headline"):
        ids = tuple(sorted(s.id for s in rows))
        return Cell(article.id, article.outlet, told[0], ids, (Stretch(article.id, told[1]),))
    if rows:
        place, spans = _carried(page, rows, sought)
        ids = tuple(s.id for s in sorted(rows, key=lambda s: (s.content, s.id)))
        return Cell(article.id, article.outlet, place, ids, tuple(Stretch(article.id, span) for span in spans))
    found, look = _found(page, sought)
    if look:
        return Cell(article.id, article.outlet, "unlinked", (), (Stretch(article.id, look),))
    gone = page.searchable and sought.own and not found
    return Cell(article.id, article.outlet, "not_found" if gone else "unknown")


def _counts_so(page: Page, sought: Sought) -> tuple[Place, Span] | None:
    """Where a headline or the lead counts what a claim counts, whatever the number: each answer is one of the claim.
    Deeper down others may be counted than those of the event."""
    if sought.befallen is None:
        return None
    places: tuple[tuple[Place, Sequence[Span]], ...] = (("headline", page.titles), ("lead", page.lead))
    for place, spans in places:
        for f in page.figures:
            where = next((span for span in spans if span[0] <= f.span[0] < span[1]), None)
            if where and f.happened == sought.befallen and f.unit is None:
                return place, where
    return None


def _carried(page: Page, rows: Sequence[Statement], sought: Sought) -> tuple[Place, list[Span]]:
    """The best place at which an article states a claim, and all that states it, in text order."""
    spans = sorted({span for s in rows for span in s.content})
    said = {w.stem for w in _inside(page, rows)}
    title = next((span for span in page.titles if _tells(page, span, sought, said)), None)
    if title and not overlapping(title, merged(spans)):
        spans = [title, *spans]
    if title or any(s.zone == "headline" for s in rows):
        return "headline", spans
    lead = [*page.lead]
    return ("lead" if any(overlapping(span, lead) for s in rows for span in s.content[:1]) else "body"), spans


def _tells(page: Page, title: Span, sought: Sought, said: set[str]) -> bool:
    """Whether a headline has most of a claim's words, LEAST at least, of those that the article's own statement of it
    has, and every number of it."""
    telling = {w.stem for w in within(page.words, title) if rarity(w.key) > LITTLE}
    found = telling & sought.heard.keys() & said
    if len(telling & said) < ALSO * len(telling):
        return False
    whole = sum(sought.heard.values())
    if len(found) < LEAST or sum(sought.heard[s] for s in found) < TITLED * whole:
        return False
    return all(page.says(title, f) for f in sought.counts)


def _found(page: Page, sought: Sought) -> tuple[bool, Span | None]:
    """Whether a search of an article finds anything of a claim, and where to look for it: the words among which most of
    it stands, if that is much of it, or some and one of its names or numbers."""
    names = [n for form in sought.names for n in page.forms.get(form, ())]
    numbers = [n for f in sought.figures for n in page.numbers(f)]
    words = {n: stem for stem in sought.words for n in page.stems.get(stem, ())}
    passage = _densest(page, words, sought.words, {*names, *numbers})
    itself = any(form in page.forms for form in sought.itself) or any(page.numbers(f) for f in sought.counts)
    alike = passage.weight and passage.weight >= ALIKE * sum(sought.words.values())
    found = bool(names or numbers or itself or alike)
    enough = passage.weight >= (ALIKE if passage.beside else CLOSE) * sum(sought.words.values())
    return found, passage.span if passage.weight and enough else None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of at most WINDOW words; `weight` is that of a claim's words in it, if there are two; `beside` says
    whether a name or a number stands beside another word of the claim."""

    span: Span | None = None
    worth: float = 0.0
    weight: float = 0.0
    beside: bool = False


def _densest(page: Page, words: Mapping[int, str], weights: Mapping[str, float], hits: set[int]) -> _Passage:
    """The passage that has most of what is looked for; a hit counts as much as the rarest of words."""
    at = sorted(words.keys() | hits)
    inside, struck = Counter[str](), Counter[str]()
    best, low = _Passage(), 0
    for n in at:
        inside[words.get(n, "")] += 1
        struck[page.words[n].stem] += n in hits
        while at[low] <= n - WINDOW:
            inside[words.get(at[low], "")] -= 1
            struck[page.words[at[low]].stem] -= at[low] in hits
            low += 1
        here = {stem for stem, times in inside.items() if stem and times}
        marks = {stem for stem, times in struck.items() if times}
        weight = sum(weights[stem] for stem in here)
        worth = weight + len(marks)
        if worth > best.worth:
            span = page.words[at[low]].start, page.words[n].end
            best = _Passage(span, worth, weight if len(here) > 1 else 0.0, bool(marks) and bool(here - marks))
    return best
