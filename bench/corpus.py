"""Made-up news for `bench/link.py`: stories whose sentences are edited out of real ones, with copies that are known.

A sentence is one of the shared stories' with its words drawn anew: names are the story's own invented ones, numbers are
random, most other words are drawn from the stories' vocabulary by frequency, so that eight words in a row hardly ever
stand twice but where a passage was copied on purpose. A story is made from its number alone, so that nothing needs to
be kept to know what was copied; stories follow one another in time, so that as many fall into a week however many there
are.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, combinations
from pathlib import Path

from onrecord.link.rarity import rarity
from onrecord.rows import (
    Article,
    Capture,
    Entity,
    Mention,
    Quotation,
    Reading,
    Span,
    Speaker,
    Statement,
    Voice,
    article_id,
    digest,
    entity_id,
    statement_id,
    text_sha256,
)
from onrecord.text.sentences import sentences

LENGTH, SPREAD = 3_700, 0.4
"""Characters of the average news article, and the deviation of their logarithm."""

LEAST_ARTICLES, MOST_ARTICLES, MEAN_ARTICLES = 2, 20, 6
"""Articles of a story; their number falls off geometrically."""

STORIES_A_WEEK = 100
FIRST_DAY = datetime(2020, 1, 6, tzinfo=UTC)
OUTLETS = 200

COMMON = 0.25
"""Rarity up to which a word is one of those that hold sentences together."""

COMMON_KEPT, KEPT, TOPICAL = 0.7, 0.15, 0.3
"""Share of common words and of others that a sentence keeps, and share of the others that are the story's own. Of
eight words in a row outside the copies, 6 of 1.5 million stand twice at 3,000 articles. At 800 articles a unit shares
telling shingles with 0.7 units of other stories; in PolNeAR's articles, of real news, with 2.6."""

BITS = 4, 8
"""Words in a row that are taken from one real sentence, so that no two sentences are of one make."""

FAMOUS, KNOWN_IN = 0.25, 3
"""Share of names that are known everywhere ("the White House"): those that so many of the shared events have."""

PASSAGES = 1.0
"""Passages of a story that are copied, for each of its articles."""

MORE_COPIES = 0.5
"""Chance that a passage is copied once more, from two copies up to all articles of its story (20 at most)."""

LEAST_WORDS, MOST_WORDS = 8, 80
KINDS = {"verbatim": 0.35, "edited": 0.35, "quote": 0.3}
EDITS = 0.05, 0.15
"""Share of an edited copy's words that are changed."""

QUOTED, INDIRECT, REMARKED = 0.15, 0.1, 0.05
"""Share of a story's other sentences that somebody is quoted with, is reported to have said, or is quoted within."""

_PIECE = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)([\W_]*)")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ONSETS = [*"bdfgklmnprstvz", "br", "dr", "kr", "st", "tr", "sh", "kh", "zh"]
_VOWELS = [*"aeiouy", "ou", "ai"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a sentence, with what stands behind it; `at` is its place in the passage that it was copied from."""

    word: str
    gap: str
    at: int | None = None


Sentence = list[Piece]


def _drawn(words: Counter[str]) -> tuple[list[str], list[int]]:
    """Words with their sums of counts, as `random.choices` takes them."""
    kept = sorted(words)
    return kept, list(accumulate(words[w] for w in kept))


class Language:
    """The sentences and words of the shared stories."""

    def __init__(self, stories: Path) -> None:
        self.templates: list[Sentence] = []
        common: Counter[str] = Counter()
        other: Counter[str] = Counter()
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for path in sorted(stories.glob("*.jsonl")):
            for line in path.read_text(encoding="utf8").splitlines():
                text = re.sub(r"[\"“”«»]", "", json.loads(line).get("text") or "")
                for start, end in sentences(text):
                    template = [Piece(m[1], m[2] or " ") for m in _PIECE.finditer(text[start:end])]
                    if 6 <= len(template) <= 45 and text[end - 1] == "." and text[start].isupper():
                        self.templates.append([Piece(template[0].word.lower(), template[0].gap), *template[1:]])
                        for name in _NAME.findall(text[start + 1 : end]):
                            names[name][path.name] += 1
        for template in self.templates:
            for piece in template:
                if piece.word.islower():
                    (common if rarity(piece.word) <= COMMON else other)[piece.word] += 1
        self.common, self.other = _drawn(common), _drawn(other)
        self.famous, self.fame = _drawn(
            Counter({name: sum(n.values()) for name, n in names.items() if len(n) >= KNOWN_IN})
        )

    def sentence(self, rng: random.Random, cast: Cast) -> Sentence:
        """A new sentence about a story."""
        template = self._recombined(rng)
        others = iter(rng.choices(self.other[0], cum_weights=self.other[1], k=len(template)))
        made: Sentence = []
        in_name = False
        for piece in template:
            named = not piece.word.islower() and not piece.word[0].isdigit() and piece.word not in _DAYS
            if named and in_name:
                made[-1] = Piece(made[-1].word, piece.gap)  # the rest of a name that was replaced whole
                continue
            in_name = named and piece.gap == " "
            if named:
                name = self._famous(rng) if rng.random() < FAMOUS else cast.name(rng)
                made += [Piece(word, " ") for word in name[:-1]]
                made.append(Piece(name[-1], piece.gap))
            else:
                made.append(Piece(self._instead(rng, piece.word, cast, next(others)), piece.gap))
        made[0] = Piece(made[0].word[0].upper() + made[0].word[1:], made[0].gap)
        made[-1] = Piece(made[-1].word, ".")
        made[:-1] = [p if "." not in p.gap else Piece(p.word, " ") for p in made[:-1]]
        return made

    def _recombined(self, rng: random.Random) -> Sentence:
        """A sentence as long as a real one, put together from bits of real ones."""
        size = len(rng.choice(self.templates))
        made: Sentence = []
        while len(made) < size:
            template = rng.choice(self.templates)
            at = rng.randrange(len(template)) if made else 0
            made += template[at : at + rng.randint(*BITS)][: size - len(made)]
        return made

    def _instead(self, rng: random.Random, word: str, cast: Cast, other: str) -> str:
        if word[0].isdigit():
            return str(rng.randrange(10 ** min(6, len(word)))) if word.isdigit() else word
        if word in _DAYS:
            return rng.choice(_DAYS)
        if rarity(word) <= COMMON:
            return word if rng.random() < COMMON_KEPT else self.any_common(rng)
        if rng.random() < KEPT:
            return word
        return rng.choice(cast.topics) if rng.random() < TOPICAL else other

    def _famous(self, rng: random.Random) -> Sequence[str]:
        return rng.choices(self.famous, cum_weights=self.fame)[0].split()

    def any_common(self, rng: random.Random) -> str:
        return rng.choices(self.common[0], cum_weights=self.common[1])[0]

    def any_other(self, rng: random.Random) -> str:
        return rng.choices(self.other[0], cum_weights=self.other[1])[0]


def made_name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)).capitalize()


class Cast:
    """Who and what a story is about: invented names, and words of its own."""

    def __init__(self, rng: random.Random, language: Language) -> None:
        self.persons = [(made_name(rng, 2), made_name(rng, 3)) for _ in range(6)]
        self.places = [(made_name(rng, 3),) for _ in range(4)]
        self.bodies = [(made_name(rng, 3), rng.choice(["Agency", "League", "Board", "Party"])) for _ in range(3)]
        self.topics = [rng.choice(language.other[0]) for _ in range(30)]

    def name(self, rng: random.Random) -> Sequence[str]:
        """A name, as a sentence gives it."""
        pick = rng.random()
        if pick < 0.5:
            person = rng.choice(self.persons)
            return person if pick < 0.15 else person[1:]
        return rng.choice(self.places if pick < 0.8 else self.bodies)


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage that two articles of a story share."""

    a: str
    a_span: Span
    b: str
    b_span: Span
    kind: str


@dataclass
class Made:
    """A story: its articles with their reading, who speaks in them, and what was copied."""

    articles: list[tuple[Capture, Reading]]
    speakers: list[Speaker]
    planted: list[Planted]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a page: what is said, and by whom with which words, if anybody is."""

    content: Span
    person: int | None = None
    source: Span | None = None
    cue: Span | None = None
    quotation: Quotation = "none"


Copied = list[tuple[int, Span]]
"""Where the words of a passage stand in one copy, by their place in the passage."""


@dataclass
class Page:
    """An article as it is written."""

    text: str = ""
    said: list[Said] = field(default_factory=list)
    copies: dict[int, Copied] = field(default_factory=dict)

    def put(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def write(self, passage: Sentence, number: int | None) -> Span:
        """Writes words, and notes where those of a passage that is copied come to stand."""
        start = len(self.text)
        for i, piece in enumerate(passage):
            span = self.put(piece.word)
            if number is not None and piece.at is not None:
                self.copies.setdefault(number, []).append((piece.at, span))
            self.put(piece.gap if i + 1 < len(passage) else piece.gap.strip(" ."))
        return start, len(self.text)

    def narrate(self, passage: Sentence, number: int | None = None) -> None:
        """A sentence, or several, in the reporter's own words."""
        at = 0
        for i, piece in enumerate(passage):
            if piece.gap.startswith(".") or i + 1 == len(passage):
                span = self.write(passage[at : i + 1], number)
                self.said.append(Said((span[0], self.put(". ")[0])))
                at = i + 1

    def quote(self, rng: random.Random, passage: Sentence, who: int, name: str, number: int | None = None) -> None:
        """A quotation with the words that attribute it, before it or behind it."""
        left, right = rng.choice([('"', '"'), ("“", "”")])
        if rng.random() < 0.7:
            self.put(left)
            content = self.write(passage, number)
            self.put(f",{right} ")
            source, _, cue = self.put(name), self.put(" "), self.put("said")
            self.put(". ")
        else:
            source, _, cue = self.put(name), self.put(" "), self.put("said")
            self.put(f": {left}")
            content = self.write(passage, number)
            self.put(f".{right} ")
        self.said.append(Said(content, who, source, cue, "direct"))

    def report(self, rng: random.Random, passage: Sentence, who: int, name: str, *, remark: bool) -> None:
        """What somebody is reported to have said, a few words of it in marks."""
        source, _, cue = self.put(name), self.put(" "), self.put("said")
        self.put(" that ")
        if remark and len(passage) > 6:
            at = rng.randrange(len(passage) - 5)
            end = at + rng.randint(2, 5)
            start = self.write([*passage[:at]], None)[0]
            self.put(" “")
            self.write(passage[at:end], None)
            self.put("” ")
            content = start, self.write(passage[end:], None)[1]
        else:
            content = self.write(passage, None)
        self.put(". ")
        self.said.append(Said(content, who, source, cue, "mixed" if remark else "indirect"))


def size_of(number: int) -> int:
    """How many articles a story has."""
    more = random.Random(f"size {number}").expovariate(1 / (MEAN_ARTICLES - LEAST_ARTICLES + 0.5))
    return min(MOST_ARTICLES, LEAST_ARTICLES + int(more))


def story(language: Language, number: int) -> Made:
    """A story of a made-up corpus, by its number."""
    rng = random.Random(f"story {number}")
    cast = Cast(rng, language)
    n = size_of(number)
    jobs: list[list[tuple[Sentence, int, str]]] = [[] for _ in range(n)]
    kinds: list[str] = []
    for passage in range(max(1, round(PASSAGES * n))):
        (kind,) = rng.choices(list(KINDS), list(KINDS.values()))
        kinds.append(kind)
        copies = 2
        while copies < min(n, MOST_ARTICLES) and rng.random() < MORE_COPIES:
            copies += 1
        original = _passage(rng, language, cast, kind)
        for i, where in enumerate(rng.sample(range(n), copies)):
            jobs[where].append((_copy(rng, language, original, kind) if i else original, passage, kind))
    pages = [_page(rng, language, cast, job) for job in jobs]
    articles = [_article(rng, number, i, page, language.sentence(rng, cast)) for i, page in enumerate(pages)]
    read = [_reading(a, page, cast) for a, page in zip(articles, pages, strict=True)]
    captures = [Capture(a, a.text.encode(), "text/plain") for a in articles]
    return Made(
        [(c, reading) for c, (reading, _) in zip(captures, read, strict=True)],
        _speakers(number, cast, [entities for _, entities in read]),
        [p for passage, kind in enumerate(kinds) for p in _planted(articles, pages, passage, kind)],
    )


def _passage(rng: random.Random, language: Language, cast: Cast, kind: str) -> Sentence:
    """One to three sentences of 8 to 80 words together."""
    wanted = 1 if kind == "quote" else rng.choice([1, 1, 1, 2, 3])
    made: Sentence = []
    while wanted:
        more = language.sentence(rng, cast)
        if len(more) >= LEAST_WORDS and len(made) + len(more) <= MOST_WORDS:
            made += [*more[:-1], Piece(more[-1].word, ". ")]
        wanted -= bool(made)
    return [Piece(p.word, p.gap, i) for i, p in enumerate(made)]


def _copy(rng: random.Random, language: Language, original: Sentence, kind: str) -> Sentence:
    """A copy of a passage: as it is, cut as quotations are, or edited (words changed, cut, casing)."""
    if kind == "verbatim":
        return original
    copy = original
    if rng.random() < (0.6 if kind == "quote" else 0.3) and len(copy) > LEAST_WORDS + 2:
        kept = rng.randint(max(LEAST_WORDS, len(copy) * 3 // 5), len(copy))
        copy = copy[:kept] if rng.random() < 0.5 else copy[len(copy) - kept :]
    if kind == "edited":
        share = rng.uniform(*EDITS)
        copy = [made for piece in copy for made in (_edit(rng, language, piece) if rng.random() < share else [piece])]
    if rng.random() < 0.05:
        copy = [Piece(p.word.title() if p.word.islower() else p.word, p.gap, p.at) for p in copy]
    return copy


def _edit(rng: random.Random, language: Language, piece: Piece) -> Sentence:
    """A word replaced, left out, or with another put before it."""
    pick = rng.random()
    if pick < 0.25 and not piece.gap.startswith("."):
        return []
    new = language.any_common(rng) if rarity(piece.word.lower()) <= COMMON else language.any_other(rng)
    return [Piece(new, " "), piece] if pick < 0.5 else [Piece(new, piece.gap)]


def _page(rng: random.Random, language: Language, cast: Cast, copies: list[tuple[Sentence, int, str]]) -> Page:
    """An article's text: copied passages among sentences of its own, in paragraphs of one to three."""
    page = Page()
    size = rng.lognormvariate(0, SPREAD) * LENGTH / 1.08
    due = {rng.random() * 0.9: copy for copy in copies}
    while len(page.text) < size or due:
        at = min(due, default=2.0)
        who = rng.randrange(len(cast.persons))
        name = cast.persons[who][1] if rng.random() < 0.6 else " ".join(cast.persons[who])
        if at * size <= len(page.text):
            passage, number, kind = due.pop(at)
            if kind == "quote":
                page.quote(rng, passage, number % 6, " ".join(cast.persons[number % 6]), number)
            else:
                page.narrate(passage, number)
        else:
            _own(rng, page, language.sentence(rng, cast), who, name)
        if rng.random() < 0.5:
            page.text = page.text.rstrip() + "\n"
    return page


def _own(rng: random.Random, page: Page, made: Sentence, who: int, name: str) -> None:
    """A sentence that no other article has."""
    pick = rng.random()
    if pick < QUOTED:
        page.quote(rng, made, who, name)
    elif pick < QUOTED + INDIRECT + REMARKED:
        page.report(rng, made, who, name, remark=pick >= QUOTED + INDIRECT)
    else:
        page.narrate(made)


def _article(rng: random.Random, number: int, i: int, page: Page, title: Sentence) -> Article:
    at = FIRST_DAY + timedelta(days=7 * number / STORIES_A_WEEK + min(4.0, rng.expovariate(1)))
    outlet = f"outlet{rng.randrange(OUTLETS)}.example"
    url = f"https://{outlet}/{number}-{i}"
    return Article(
        id=article_id(url, page.text), source=url, path=None, url=url, outlet=outlet, agency=None,
        title=" ".join(p.word for p in title[:10]), byline=None, published=at.isoformat(timespec="minutes"),
        published_grain="minute", published_how="meta", captured_at=(at + timedelta(days=9)).isoformat(),
        language="en", complete=True, version_of=None, text=page.text, sha256=text_sha256(page.text),
        raw_sha256=text_sha256(page.text),
    )  # fmt: skip


def _reading(article: Article, page: Page, cast: Cast) -> tuple[Reading, dict[int, str]]:
    """The statements of a page and who says them; the entities' ids by person."""
    mentions: dict[int, list[Span]] = {}
    for said in page.said:
        if said.person is not None and said.source is not None:
            mentions.setdefault(said.person, []).append(said.source)
    entities = {}
    for person, spans in mentions.items():
        found = tuple(Mention(span, "name", "person") for span in sorted(spans))
        name = " ".join(cast.persons[person])
        entities[person] = Entity(entity_id(article.id, found), article.id, "person", name, found)
    statements = tuple(
        Statement(
            id=statement_id(article.id, _voice(s), (s.content,), s.cue, s.source), article=article.id, voice=_voice(s),
            zone="body", content=(s.content,), cue=s.cue, source=s.source,
            entity=None if s.person is None else entities[s.person].id,
            speaker_class="unknown" if s.person is None else "named_person", quotation=s.quotation, confidence=0.9,
        )
        for s in page.said
    )  # fmt: skip
    return Reading(statements, tuple(entities.values())), {person: e.id for person, e in entities.items()}


def _voice(said: Said) -> Voice:
    return "narrator" if said.person is None else "attributed"


def _speakers(number: int, cast: Cast, entities: Sequence[dict[int, str]]) -> list[Speaker]:
    found = []
    for person, name in enumerate(cast.persons):
        theirs = tuple(sorted(each[person] for each in entities if person in each))
        if theirs:
            found.append(Speaker(digest("bench", str(number), *name)[:16], " ".join(name), "person", theirs))
    return found


def _planted(articles: Sequence[Article], pages: Sequence[Page], passage: int, kind: str) -> Iterator[Planted]:
    """Each two copies of a passage, where both have enough of the same words of it."""
    having = [(a.id, page.copies[passage]) for a, page in zip(articles, pages, strict=True) if passage in page.copies]
    for (a, mine), (b, theirs) in combinations(having, 2):
        both = {at for at, _ in mine} & {at for at, _ in theirs}
        if len(both) >= LEAST_WORDS:
            yield Planted(a, _over(mine, both), b, _over(theirs, both), kind)


def _over(copy: Copied, words: set[int]) -> Span:
    spans = [span for at, span in copy if at in words]
    return spans[0][0], spans[-1][1]
