"""A statement's sentence with what is said masked: where to look for whom the words came through.

Nothing said can then be taken for a relay. All offsets in a frame are its own; `base` leads back to the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.media import ANAPHOR, Medium, media_in, medium_at
from onrecord.rows import Article, Entity, Span, Statement
from onrecord.text.sentences import sentences

MASK = "\x1a"
"""Stands for each character of what is said."""

LONGEST = 1_000
"""Characters of a sentence beside its source and cue that are looked at: more is a list, or a hostile page."""

NEAR = 500
"""Characters before "the station" within which the medium it stands for must be named. Gold scores the same with 200
and 1,500; three more are found with 1,500 in 6,600 statements of stories without gold."""

ADVERB = (
    r"(?:also|later|earlier|already|once|recently|previously|reportedly|has|have|had|then|first|however|separately"
    r"|exclusively)"
)
WHEN = (
    r"(?:\s*,?\s*(?:(?:late|early|earlier|later|last|this|on|in|at|the)\s+){0,4}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|week|month|year|night|morning|afternoon"
    r"|evening|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?"
    r"|\d{4})(?:\s+(?:night|morning|afternoon|evening))?,?){0,3}"
)
"""When something was said, or nothing."""
REPORTS = r"(?:reported|reports|reporting|report)"


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of an article around a statement's source and cue.

    `text` has what is said masked, `raw` has not; `sentence` bounds what a rule may look at. `agency` is whose copy
    the article is: a medium, whatever its name.
    """

    article: str
    agency: str
    base: int
    text: str
    raw: str
    sentence: Span
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    entities: Sequence[Entity]

    @property
    def anchor(self) -> Span:
        """The source's words; where there are none, the empty span before the cue."""
        at = self.cue[0] if self.cue else self.sentence[0]
        return self.source or (at, at)

    @property
    def last(self) -> int:
        """The end of the statement's last words in its sentence."""
        return min(self.sentence[1], max(e for _, e in (*self.content, *filter(None, (self.cue, self.source)))))

    def words(self, span: Span) -> str:
        """The article's words at a span."""
        return " ".join(self.raw[slice(*span)].split())

    def mentioned(self, span: Span) -> list[Entity]:
        """The entities that a mention within or around the span stands for."""
        start, end = span[0] + self.base, span[1] + self.base
        return [e for e in self.entities if any(m.span[0] < end and start < m.span[1] for m in e.mentions)]


def frame(article: Article, s: Statement, entities: Sequence[Entity] = ()) -> Frame | None:
    """The frame of a statement; `None` where it has neither a source nor a cue."""
    anchors = [x for x in (s.source, s.cue) if x is not None and x[0] < x[1]]
    if not anchors:
        return None
    text = article.text
    start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
    low, high = _line(text, start, end)
    mine = [(a + low, b + low) for a, b in sentences(text[low:high]) if a + low < end and start < b + low]
    if not mine:
        return None
    base, stop = max(0, mine[0][0] - NEAR), mine[-1][1]

    def moved(span: Span | None) -> Span | None:
        return (span[0] - base, span[1] - base) if span is not None else None

    content = tuple((a - base, b - base) for a, b in s.content)
    raw = text[base:stop]
    kept = [(a - base, b - base) for a, b in anchors]
    sentence = (mine[0][0] - base, stop - base)
    masked = _masked(raw, content, kept)
    return Frame(
        text, article.agency or "", base, masked, raw, sentence, content, moved(s.cue), moved(s.source), entities
    )


def _line(text: str, start: int, end: int) -> Span:
    """The paragraph around a span, or as much of it as is looked at."""
    low = max(text.rfind("\n", max(0, start - LONGEST), start) + 1, start - LONGEST, 0)
    high = text.find("\n", end, end + LONGEST)
    return low, high if high >= 0 else min(len(text), end + LONGEST)


def _masked(raw: str, content: Iterable[Span], kept: Iterable[Span]) -> str:
    """A text with spans masked, but for those that are kept."""
    chars = list(raw)
    for start, end in content:
        start, end = max(0, start), min(end, len(raw))
        chars[start:end] = MASK * max(0, end - start)
    for start, end in kept:
        start, end = max(0, start), min(end, len(raw))
        chars[start:end] = raw[start:end]
    return "".join(chars)


# Media, as this article has them


def medium(f: Frame, at: int, *, told: bool = False) -> Medium | None:
    """The medium whose words begin at an offset, or that a word there stands for ("the station"). Who is `told`
    something is a paper also where its name alone says little: "told the Mirror"."""
    if f.text.startswith("this ", at):
        return None
    before = ANAPHOR.match(f.text, at, f.sentence[1])
    if before is not None and not f.text[before.end() :].lstrip()[:1].isupper():
        return _named_before(f, at)
    found = medium_at(f.text, at)
    if found is None or found.name[1] > f.sentence[1]:
        return None
    return found if _is_medium(f, found) or (told and found.paper) else None


def _named_before(f: Frame, at: int) -> Medium | None:
    named = [m for m in media_in(f.raw, (max(0, at - NEAR), at)) if not m.generic]
    return Medium(named[-1].name, at, True) if named else None


_BY_WIRE = re.compile(
    r"\s+(?:by|over the|via|on the) (?:tele)?phone\b"
    r"|\s+(?:in|by|via) (?:an? )?(?:[\w.]+ ){0,3}(?:interview|e-?mail|text message)\b"
)
"""How somebody tells a reporter: whoever was told so is a medium."""


def _is_medium(f: Frame, m: Medium) -> bool:
    """Whether words are a medium's: by themselves, or by what the article says of them here or elsewhere."""
    if m.certain:
        return True
    name = f.raw[slice(*m.name)]
    if name == f.agency or _BY_WIRE.match(f.text, m.name[1]):
        return True
    return said_to_be_medium(f.article, name)


_KIND = (
    r"(?:news ?(?:agency|service|channel|outlet|website|site|paper)|newswire|newspaper|tabloid|broadcaster|magazine"
    r"|daily|radio(?: station)?|television(?: station| channel)?|TV(?: station| channel)?)"
)


_CALLED = re.compile(rf"(?:,? (?:an?|the)(?: [\w-]+){{0,3}})? {_KIND}\b|(?: {REPORTS}{WHEN}\s*,? (?:citing|quoting)\b)")
_CALLED_SO = re.compile(rf"\b{_KIND} $")
_LONGEST_KIND = 20


@lru_cache(maxsize=256)
def said_to_be_medium(text: str, name: str) -> bool:
    """Whether an article shows somewhere that a name is a medium's: "Halyard, the news agency", "the daily Lantern",
    "Halyard reported, citing"."""
    if len(name) < 2:
        return False
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        alone = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        if alone and (_CALLED.match(text, end) or _CALLED_SO.search(text[max(0, at - _LONGEST_KIND) : at])):
            return True
        at = text.find(name, end)
    return False


# Places in a frame

_OTHER = re.compile(
    rf"{MASK}\W+(?!{MASK})|\b(?:while|but|after|before|although|whereas|said|says|told)\b|;"
    r"|[.!?][\"”’]?\s+[A-Z]"
)
_LEAD = re.compile(r"(?:Speaking|Talking|Writing|In|During|Through|Via|Interviewed|Quoted|Reached|When|Asked)\b")
LONGEST_LEAD = 200
"""Characters of circumstances at the head of a sentence."""


def clause(f: Frame, at: int) -> int:
    """Where the clause that goes on at an offset ends: at the statement's own words, or where another's begin."""
    end = min([f.sentence[1], *(a for a, _ in f.content if a >= at)])
    cut = _OTHER.search(f.text, at, end)
    return cut.start() if cut else end


def places(f: Frame) -> Iterable[Span]:
    """Where the circumstances of a saying stand: behind the cue, behind the source, at the head of the sentence; never
    across another's words."""
    if f.cue is not None:
        yield f.cue[0], clause(f, f.cue[1])
    if f.source is not None:
        yield f.source[0], clause(f, f.source[1])
    lead = f.text[f.sentence[0] : f.anchor[0]]
    if MASK not in lead and len(lead) < LONGEST_LEAD and _LEAD.match(lead):
        yield f.sentence[0], f.anchor[0]


_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=[A-Z])")


def after_article(f: Frame, at: int) -> int:
    """The offset behind a small article before a name."""
    m = _ARTICLE.match(f.text, at)
    return m.end() if m else at
