"""Attributions and sentences to statements: whose voice, which marks, which zone, how sure.

A statement's content keeps its quotation marks. A quotation that goes on in a new paragraph is a statement of its
own with no cue. What the reporter says unattributed becomes narrator statements: a sentence less its attributed
pieces, where a clause is left. Site notices are not read.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.read.hearers import Marked, is_no_source
from onrecord.read.join import Attribution, Piece
from onrecord.read.modality import modality
from onrecord.read.stance import stance
from onrecord.read.unsaid import Said, unsaid
from onrecord.rows import Quotation, Span, Statement, Voice, Zone, ZoneKind, statement_id
from onrecord.text.quotes import Quote
from onrecord.text.sentences import sentences
from onrecord.text.spans import covered, less, merged, overlapping

ALL, SOME = 0.97, 0.08
"""Shares of a content's letters inside quotation marks from which it is direct, and mixed."""

BARE_WORDS = 4
"""Words from which an unclaimed quotation is taken for something said and not for a scare quote or a title."""

CLAUSE_WORDS = 4
"""Words from which what is left of a sentence can be a clause of the reporter's own."""

LEAD = 120
"""Characters before a candidate's cue that are looked at for the beginning of its sentence."""

POINTERS = re.compile(
    r"^[ \t]*(?:MOST (?:READ|POPULAR|VIEWED)|(?:Related|RELATED) (?:Stories|Articles|STORIES|ARTICLES)"
    r"|READ MORE (?:NEWS|ON)|TOP STORIES|(?:More|MORE) (?:From|FROM|Stories|STORIES))\b[^\n]*",
    re.MULTILINE,
)
"""Lines that list other pieces, one headline after the other: `MOST READ IN NEWS …`."""

_HANDLE = re.compile(
    r"\(@\w{1,20}\)(?=\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},\s+\d{4})"
)
_YEAR_ENDS = ", "
_POST_ENDS = re.compile(r"\s*[—–-]\s*(?=[^—–]{2,60}$)")
_WHO_SPEAKS = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?”\"] ))(?:(?:But|And|Yet|Still|Another time),? )?"
    r"(?P<who>(?:An?|The|One|an?|the|one) (?:[\w'’-]+ ){1,6}(?:who|whose)\b[^.;:“”\"\n]{5,160}),\s*$"
)
_DENIED = re.compile(
    r"(?P<verb>(?:\w+ ){0,3}?(?:den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|refut\w*|disput\w*)) "
    r"(?P<what>(?:[\w’'-]+ ){0,3}?(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|notion|idea))"
)
LONGEST_SUBJECT = 260
"""Characters of a subject with all that is said of it."""
_CREDITED = re.compile(
    r"(?:Reuters|REUTERS|AFP|EPA|PA|AP|Getty(?: Images)?|Shutterstock|Rex(?: Features)?|Splash(?: News)?"
    r"|Barcroft(?: Media)?|AFP or licensors|Associated Press) (?=[A-Z])"
    r"(?!(?:News|Health|Institute|Foundation|Photo\w*|Pictures?|Agency)\b)"
)
_RELATIVE = re.compile(r"(?:who|whom|which|that)\s+(?=(?:the|an?|his|her|its|their)\s|[A-Z]|\w+$)")
_ASKED = re.compile(r"\W*(?:when\s+)?(?:asked|questioned|pressed)\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"[.!?][\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must|\w+['’](?:s|re|ve|d|ll)"
    r"|\w{2,}ed|came|went|took|made|got|gave|saw|said|says|told|left|held|found|began|ran|led|met|put|set|sent|won|lost|fell|fled|hit|kept"
    r"|knew|grew|rose|broke|brought|built|bought|cut|drew|drove|fought|forced|heard|hurt|killed|lay|let|paid|read|shot|sold|spoke|spent"
    r"|stood|struck|swept|taught|thought|threw|understood|wore|wrote|became|(?!this|his|its|news|images)\w{3,}s)\b",
    re.IGNORECASE,
)


def statements(page: Page, attributions: list[Attribution]) -> list[Statement]:
    """All statements of an article but those inside others, in text order."""
    attributed = [s for a in _with_bare(page, attributions) for s in page.attributed(a)]
    return in_text_order([*attributed, *page.narrated(attributed)])


def in_text_order(found: Iterable[Statement]) -> list[Statement]:
    """Each statement once."""
    unique = {s.id: s for s in found}
    return sorted(unique.values(), key=lambda s: (s.content[0], s.voice, s.id))


class Page:
    """An article's text with its zones and marks, to cut statements from. `article` is its id."""

    def __init__(self, article: str, text: str, zones: Sequence[Zone], quotes: list[Quote]) -> None:
        self.article, self.text, self.quotes = article, text, quotes
        self.zones = sorted(zones, key=lambda z: z.start)
        self._starts = [z.start for z in self.zones]
        self._quote_starts = [q.start for q in quotes]
        self._slug = slug(text)
        self._pointers = [m.span() for m in POINTERS.finditer(text)]
        self.posts = list(posts(text))
        self.quoted = merged([*((q.start, q.end) for q in quotes), *(post for post, _ in self.posts)])

    def zone(self, at: int) -> ZoneKind:
        """What the character stands in; body where nothing says otherwise. A run of pointers to other pieces is a
        notice, however long its line."""
        if overlapping((at, at + 1), self._pointers):
            return "notice"
        i = bisect_right(self._starts, at) - 1
        return self.zones[i].kind if i >= 0 and at < self.zones[i].end else "body"

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that the character stands in."""
        i = bisect_right(self._quote_starts, at) - 1
        return self.quotes[i] if i >= 0 and at < self.quotes[i].end else None

    def attributed(self, a: Attribution) -> Iterator[Statement]:
        """One statement for the paragraph with the cue, one more for each paragraph that the quotation goes on in."""
        a = self._what_is_denied(a)
        spans = [
            self._with_marks(self._trim(self._without_slug(s)))
            for p in a.content
            for s in self._by_paragraph((p.start, p.end))
        ]
        groups: list[list[Span]] = []
        for span in spans:
            if groups and "\n" not in self.text[groups[-1][-1][1] : span[0]]:
                groups[-1].append(span)
            else:
                groups.append([span])
        anchor = a.cue.start if a.cue else -1
        main = min(groups, key=lambda g: min(max(s - anchor, anchor - e) for s, e in g)) if groups else None
        for group in groups:
            statement = self._statement(a, tuple(group), a if group is main else None)
            if statement.zone != "notice" and self._is_said(statement):
                yield statement

    def _what_is_denied(self, a: Attribution) -> Attribution:
        """ "Denied reports [that the lock is shut]": what is denied are the reports; what these say stands in them."""
        m = _DENIED.fullmatch(self.text, a.cue.start, a.cue.end) if a.cue is not None else None
        if m is None or a.cue is None or self.text[a.cue.end : a.content[0].start].strip():
            return a
        first = replace(a.content[0], start=m.start("what"))
        return replace(a, cue=replace(a.cue, end=m.end("verb")), content=(first, *a.content[1:]))

    def _statement(self, a: Attribution, content: tuple[Span, ...], whole: Attribution | None) -> Statement:
        cue = self._trim((whole.cue.start, whole.cue.end)) if whole and whole.cue else None
        source = self._speaker((whole.source.start, whole.source.end)) if whole and whole.source else None
        if cue and not source:
            source = self._subject(cue)
        headline = self.zone(content[0][0]) == "headline"
        if source and cue and is_no_source(Marked(self.text, cue, source, content, headline)):
            source = None
        words = " ".join(self.text[s:e] for s, e in content)
        return Statement(
            id=statement_id(self.article, "attributed", content, cue, source),
            article=self.article,
            voice="attributed",
            zone=self.zone(content[0][0]),
            content=content,
            cue=cue,
            source=source,
            quotation=self._quotation(content),
            modality=modality(self.text[cue[0] : cue[1]] if cue else "", words),
            stance=stance(self.text[cue[0] : cue[1]], words) if cue else None,
            confidence=confidence(a),
        )

    def _speaker(self, span: Span) -> Span:
        """Without the relative pronoun that leads to it: "police" of "who police said"; and without the credit of a
        picture that the page's text runs into the line: "Reuters Tam Orrel said"."""
        span = self._trim(self._without_slug(span))
        credit = _CREDITED.match(self.text, *span) if self.text[max(0, span[0] - 1) : span[0]] in ("", "\n") else None
        if credit is not None:
            return credit.end(), span[1]
        relative = _RELATIVE.match(self.text, *span)
        return (relative.end(), span[1]) if relative is not None else span

    def _without_slug(self, span: Span) -> Span:
        """Without the name of the series that each caption of it begins with."""
        begins = bool(self._slug) and self.text.startswith(self._slug, span[0]) and len(self._slug) < span[1] - span[0]
        return (span[0] + len(self._slug), span[1]) if begins else span

    def _subject(self, cue: Span) -> Span | None:
        """Whom the sentence begins with, where nothing but what is said of them stands between: "A conscript who was
        there, and whose name is withheld, said"."""
        m = _WHO_SPEAKS.search(self.text, max(self.text.rfind("\n", 0, cue[0]) + 1, cue[0] - LONGEST_SUBJECT), cue[0])
        return m.span("who") if m is not None else None

    def _is_said(self, s: Statement) -> bool:
        """Words with neither cue nor source are somebody's only if they stand in marks, and are no title of a work; and
        none of the rules of `unsaid` may hold."""
        if s.cue or s.source:
            return not unsaid(self._words_of(s))
        words = [w for a, b in s.content for w in _WORD.findall(self.text, a, b) if len(w) > 3]
        return s.quotation != "indirect" and not (words and all(w[0].isupper() for w in words))

    def _words_of(self, s: Statement) -> Said:
        """The words of source, cue and content, and what stands before the cue in its line's sentence."""
        first = s.cue[0] if s.cue is not None else s.content[0][0]
        line = self.text[max(self.text.rfind("\n", 0, first) + 1, first - LEAD) : first]
        return Said(
            source=self.text[slice(*s.source)] if s.source else "",
            cue=" ".join(self.text[slice(*s.cue)].split()) if s.cue else "",
            content=" ".join(self.text[a:b] for a, b in s.content),
            lead=_SENTENCE_START.split(line)[-1],
            quoted=s.quotation != "indirect",
            within_quote=bool(overlapping((first, first + 1), self.quoted)),
        )

    def narrated(self, attributed: list[Statement]) -> Iterator[Statement]:
        """The reporter's own sentences and clauses."""
        taken = merged(
            span for s in attributed for span in (*s.content, *(x for x in (s.cue, s.source) if x is not None))
        )
        for start, end in sentences(self.text):
            zone = self.zone(start)
            if zone == "notice" or end <= start:
                continue
            left = tuple(self._trim(s) for s in less((start, end), taken) if self._words(s) > 1)
            if self._is_clause(left, whole=left == (self._trim((start, end)),), zone=zone):
                yield self._narrator(left, zone)

    def _narrator(self, content: tuple[Span, ...], zone: ZoneKind) -> Statement:
        voice: Voice = "narrator"
        words = " ".join(self.text[s:e] for s, e in content)
        return Statement(
            id=statement_id(self.article, voice, content, None, None),
            article=self.article,
            voice=voice,
            zone=zone,
            content=content,
            modality=modality("", words),
        )

    def _is_clause(self, left: tuple[Span, ...], *, whole: bool, zone: ZoneKind) -> bool:
        """A whole sentence that asks nothing; or, of a sentence in part attributed, enough words and a finite verb, and
        not only what its speaker was asked."""
        if sum(map(self._words, left)) < CLAUSE_WORDS:
            return False
        words = " ".join(self.text[s:e] for s, e in left)
        if words.rstrip("\"'”’)").endswith("?") or (not whole and _ASKED.match(words)):
            return False
        return (whole and zone == "headline") or _FINITE.search(words) is not None

    def _words(self, span: Span) -> int:
        return len(_WORD.findall(self.text, *span))

    def _letters(self, span: Span) -> int:
        return sum(map(str.isalnum, self.text[slice(*span)]))

    def _quotation(self, content: tuple[Span, ...]) -> Quotation:
        """By the share of the content's letters that stand inside quotation marks."""
        letters = sum(self._letters(span) for span in content)
        inside = sum(
            self._letters((max(start, s), min(end, e)))
            for start, end in content
            for s, e in overlapping((start, end), self.quoted)
        )
        share = inside / letters if letters else 0.0
        if share >= ALL:
            return "direct"
        return "mixed" if share > SOME or self._quotes_words(content) else "indirect"

    def _quotes_words(self, content: tuple[Span, ...]) -> bool:
        """Two quoted words make a long content mixed too; one alone may be a name or a nickname."""
        quoted = sum(self._words(q) for span in content for q in overlapping(span, self.quoted))
        return quoted >= 2

    def _by_paragraph(self, span: Span) -> Iterator[Span]:
        for m in re.finditer(r"[^\n]+", self.text[span[0] : span[1]]):
            if m.group().strip():
                yield span[0] + m.start(), span[0] + m.end()

    def _trim(self, span: Span) -> Span:
        """Without white space at its ends, nor a comma or dash that joins it to its cue."""
        start, end = span
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–-"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:—–-"):
            end -= 1
        return (start, end) if start < end else span

    def _with_marks(self, span: Span) -> Span:
        """Quotation marks that belong to the words at an edge of the span are part of it."""
        start, end = span
        first = self.quote_at(start) or self.quote_at(max(0, start - 1))
        if first is not None and first.start < start <= first.inner(self.text)[0]:
            start = first.start
        last = self.quote_at(max(start, end - 1)) or self.quote_at(min(end, len(self.text) - 1))
        if (
            last is not None
            and last.closed
            and last.start >= start
            and not any(map(str.isalnum, self.text[end : last.end]))
        ):
            end = max(end, last.end)
        return start, end


def _with_bare(page: Page, attributions: list[Attribution]) -> list[Attribution]:
    """Adds what the model left unmarked but the page shows as said: bare quotations and embedded posts."""
    extra = []
    for post, who in page.posts:
        inside = [a for a in attributions if any(p.start < post[1] and post[0] < p.end for p in a.content)]
        if len(inside) == 1 and _leads_to(page.text, inside[0], post):
            continue
        attributions = [
            a for a in attributions if a not in inside or _beyond(a, post) or _another_speaks(page.text, a, post)
        ]
        extra.append(Attribution((Piece("content", *post),), None, Piece("source", *who)))
    claimed = merged((p.start, p.end) for a in (*attributions, *extra) for p in a.content)
    for quote in page.quotes:
        free = covered((quote.start, quote.end), claimed) < TAKEN
        if free and _sentence_like(page, quote):
            extra.append(Attribution((Piece("content", quote.start, quote.end, BARE_P),), None, None))
    return attributions + extra


def _leads_to(text: str, a: Attribution, post: Span) -> bool:
    """Whether the words before a post say who posted it ("The mayor tweeted:") and all of it is read as theirs."""
    read = covered(post, merged((p.start, p.end) for p in a.content))
    return a.cue is not None and a.cue.end <= post[0] and read > WHOLE and "\n" not in text[a.cue.end : post[0]]


def _beyond(a: Attribution, post: Span) -> bool:
    """Whether more of what somebody says stands outside a post than within it."""
    within = sum(max(0, min(p.end, post[1]) - max(p.start, post[0])) for p in a.content)
    return 2 * within < sum(p.end - p.start for p in a.content)


def _another_speaks(text: str, a: Attribution, post: Span) -> bool:
    """Whether a small part of a post is said in it by another than its signer: it is to be nested in the post."""
    said = covered(post, merged((p.start, p.end) for p in a.content))
    return a.source is not None and said < TAKEN and text[a.source.start : a.source.end].lower() not in ("i", "we")


WHOLE = 0.9
"""The share of a post from which a reading takes it whole. Chosen."""

TAKEN = 0.3
"""The share of a quotation from which the model's own reading of it stands."""

BARE_P = 0.6
"""How often an unclaimed quotation of a sentence's form is a statement (by hand over the shared gold stories)."""


LONGEST_POST = 600
"""Characters of a post and its author's name at most."""


_PHOTOS = re.compile(r"^(?:Photos|PHOTOS|Pictures|Gallery): ([^\n]{10,120})", re.MULTILINE)
SERIES = 3
"""Captions of one series that begin alike. Chosen."""


def slug(text: str) -> str:
    """The words that the captions of a page's series all begin with, or none: `Photos: Bridges of Sundrel …`."""
    heads = [m[1].split() for m in _PHOTOS.finditer(text)]
    if len(heads) < SERIES:
        return ""
    common: list[str] = []
    for words in zip(*heads, strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return " ".join(common) + " " if len(common) > 1 else ""


def posts(text: str) -> Iterator[tuple[Span, Span]]:
    """Posts embedded in a page as their text export leaves them: `words — Name (@handle) Month D, YYYY`."""
    before = 0
    for m in _HANDLE.finditer(text):
        start = max(text.rfind("\n", 0, m.start()) + 1, m.start() - LONGEST_POST, before)
        start += len(text[start : m.start()]) - len(text[start : m.start()].lstrip())
        name = _POST_ENDS.search(text, start, m.start())
        before = text.find(_YEAR_ENDS, m.end()) + len(_YEAR_ENDS) + 4
        if name is not None and name.start() > start:
            yield (start, name.start()), (name.end(), m.end())


def _sentence_like(page: Page, quote: Quote) -> bool:
    """Goes on from the paragraph before, or opens a paragraph and is a sentence: not a title, not a scare quote."""
    words = page._words((quote.start, quote.end))
    if quote.continues:
        return words >= 1
    opens = not page.text[max(0, quote.start - 1) : quote.start].strip("\n ")
    inner = page.text[slice(*quote.inner(page.text))].rstrip()
    return opens and words >= BARE_WORDS and inner[-1:] in ".!?…," and inner[:1].isupper()


def confidence(a: Attribution) -> float:
    """The probability that a statement is right: logistic in its evidence.

    Fitted on PolNeAR dev (`training/confidence.py`), where right means that content, cue and source are found.
    """
    z = sum(w * x for w, x in zip(WEIGHTS, evidence(a), strict=True))
    return round(1 / (1 + math.exp(-z)), 3)


WEIGHTS = (-0.571, 0.346, 0.196, 0.229, 1.158, -0.805, 0.185)


def evidence(a: Attribution) -> tuple[float, ...]:
    """What confidence is computed from: a constant, the log-odds of the least sure content piece, of the cue and of the
    source, whether cue and source are missing, and how long the content is (log of its characters).
    """
    size = sum(p.end - p.start for p in a.content)
    return (
        1.0,
        _logit(min(p.p for p in a.content)),
        _logit(a.cue.p) if a.cue else 0.0,
        _logit(a.source.p) if a.source else 0.0,
        float(a.cue is None),
        float(a.source is None),
        math.log(1 + size) - 4.0,
    )


def _logit(p: float) -> float:
    p = min(max(p, 0.02), 0.995)
    return math.log(p / (1 - p))
