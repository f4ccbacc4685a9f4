"""A statement without a source of its own takes one over only where the page shows whose words they are: VOICES is the
list of these rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.resolve.page import Page
from onrecord.rows import Statement
from onrecord.text.pronouns import PRONOUNS
from onrecord.text.sentences import is_cross_head

Voice = Callable[[Page, Sequence[Statement], int], str | None]


_PARTICIPLE = re.compile(r"(?:\w+\s+)?\w+ing\b")
_NO_ACT = re.compile(
    r"(?:\w+\s+)?(?:(?:has|have|had|will|would|can|could|may|might|must|should|not|also|all|been)\s+)*"
    r"(?:am|is|are|was|were|be|been|being|to|seems?|seemed|appears?|appeared|reportedly|allegedly|it)\b|['’]s\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:,|;|\band|\bbut|\bthen|\bor)\s+(?:(?:\w+ly|also|then|later|even|once|still)\s+)*$")


def same_breath(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """ "…, adding that", "… and revealed that": who speaks before in the same sentence, else its subject, where the cue
    is a participle or goes on behind "and"."""
    s = said[i]
    if s.cue is None or s.source is not None:
        return None
    participle = _PARTICIPLE.match(page.text[slice(*s.cue)]) is not None
    start, end = page.sentence(s.cue[0])
    opens = page.text[start : s.cue[0]].strip(" \"“‘'") == "" or _FRONTED.fullmatch(page.text, start, s.cue[0])
    if participle and opens:
        return page.subject(_behind_comma(page, s, end), end)
    if not participle and (_NO_ACT.match(page.text[slice(*s.cue)]) or not _GOES_ON.search(page.text, start, s.cue[0])):
        return None
    before = [x for x in said[:i] if x.entity and start <= x.content[0][0] < end and x.nested_in is None]
    if before:
        return before[-1].entity
    return page.subject(start, s.cue[0]) if _GOES_ON.search(page.text, start, s.cue[0]) else None


_FRONTED = re.compile(r"[\"“‘']?(?:After|Before|While|When|Since|By|On|Upon|Without|Despite|In)\s+", re.IGNORECASE)


def _behind_comma(page: Page, s: Statement, end: int) -> int:
    """Where a sentence that begins with a participle goes on: behind the comma that ends what is said."""
    comma = page.text.find(",", max(b for _, b in s.content) - 1, end)
    return comma + 1 if comma >= 0 else end


def completed(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A quotation without cue or source that ends in a comma is whose words the next line says they are."""
    s = said[i]
    end = s.content[-1][1]
    if s.cue is not None or s.source is not None or _COMMA_INSIDE.search(page.text, end - 3, end + 1) is None:
        return None
    for other in said[i + 1 : i + 3]:
        begin = min((x[0] for x in (other.cue, other.source) if x is not None), default=-1)
        if begin >= end and not page.text[end:begin].strip("\"”’' \n"):
            return other.entity
    return None


_COMMA_INSIDE = re.compile(r",(?:[\"”’']|''|$)")


def goes_on(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A quotation with neither cue nor source goes on from the statement right before it: in its own paragraph, or in
    the one before, if that one's words are quoted too."""
    s = said[i]
    if s.cue is not None or s.quotation not in ("direct", "mixed") or s.zone == "headline":
        return None
    if is_cross_head(page.text, s.content[0]):
        return None
    for other in reversed(said[:i]):
        if other.voice != "attributed" or other.nested_in is not None:
            continue
        apart = _lines_apart(page, other, s)
        return other.entity if apart == 0 or (apart == 1 and other.quotation != "none") else None
    return None


def _lines_apart(page: Page, before: Statement, s: Statement) -> int:
    """How many lines on a statement begins; captions do not count where the quotation before is not closed."""
    end = before.content[-1][1]
    first, last = page.paragraph(end - 1), page.paragraph(s.content[0][0])
    is_open = page.text[end - 1] not in "\"”’'" and any(q.start < end <= q.end and not q.closed for q in page.quotes)
    skipped = sum(page.is_caption(n) for n in range(first + 1, last)) if is_open else 0
    return last - first - skipped


def said_again(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A headline or teaser quotes words that the body attributes."""
    s = said[i]
    if s.source is not None or s.nested_in is not None or (s.cue is not None and s.zone == "body"):
        return None
    mine = _content_words(page.text, s)
    if len(mine) < 2:
        return None
    for other in said:
        if other.entity and other is not s:
            theirs = _content_words(page.text, other)
            if len(mine & theirs) >= max(2, 0.8 * len(mine)):
                return other.entity
    return None


FIRST = frozenset(w for w, (person, _, _) in PRONOUNS.items() if person == "1")


def signed(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A post with its writer behind it: "I am safe. — Tam Orrel (@orrel)"."""
    s = said[i]
    if s.source is not None and page.text[slice(*s.source)].casefold() not in FIRST:
        return None
    low, high = page.line(s.content[0][0])
    by = _SIGNED.search(page.text, s.content[-1][1] if s.source is None else s.source[1], high)
    return page.at(by.start(1)) if by is not None and low < by.start() else None


_SIGNED = re.compile(r"[—–]\s*([A-Z][^\n(@]{1,50}?)\s*\(@\w+\)")


def outer_speaker(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """ "I said …" within a quotation is the speaker of the quotation; where none is told, of what is quoted before in
    the paragraph, or of "the following statement"."""
    s = said[i]
    if s.source is None or page.text[slice(*s.source)].casefold() not in FIRST:
        return None
    outer = page.by_id.get(s.nested_in or "")
    if outer is None:
        around = [x for x in said if x is not s and any(a <= s.source[0] and s.source[1] <= b for a, b in x.content)]
        outer = around[-1] if around else None
    if outer is not None:
        return outer.entity
    low, high = page.line(s.source[0])
    mine = next((q for q in page.quotes if q.start <= s.source[0] < q.end), None)
    near = [x for x in said if x.entity and low <= x.content[0][0] < high and _tells(page, x)]
    same = [x for x in near if mine is not None and any(a < mine.end and mine.start < b for a, b in x.content)]
    before = [
        x
        for x in near
        if x.content[0][0] < s.source[0] and (mine is not None or _FOLLOWING.search(page.text, low, s.source[0]))
    ]
    return (same or before[::-1] or [s])[0].entity if same or before else None


_FOLLOWING = re.compile(r"\b(?:following|full|this) statement\b")


def _tells(page: Page, s: Statement) -> bool:
    """Whether a statement says whose words are quoted: its source is no first person itself."""
    if s.nested_in is not None or (s.quotation == "indirect" and s.source is not None):
        return s.cue is not None and _FOLLOWING.search(page.text[slice(*s.cue)]) is not None
    return s.source is None or page.text[slice(*s.source)].casefold() not in FIRST


def right_before(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """Who opens the clause that an active verb goes on from: "The Lark Gazette reports that"."""
    s = said[i]
    passive = _NO_ACT.match(page.text[slice(*s.cue)] if s.cue else "is") or _TO_HAVE.match(page.text, *s.content[0])
    if s.cue is None or s.source is not None or passive:
        return None
    start, _ = page.sentence(s.cue[0])
    before = page.text[start : s.cue[0]]
    clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    return page.subject(start + clause, s.cue[0] + 1, ends=s.cue[0] - 1)


_TO_HAVE = re.compile(r"to (?:have|be)\b")
_CLAUSE = re.compile(r"[,;] |\b(?:and|but|that) |[“\"]")


VOICES: tuple[Voice, ...] = (signed, outer_speaker, right_before, same_breath, completed, goes_on, said_again)
OF_THE_FIRST_PERSON: tuple[Voice, ...] = (signed, outer_speaker)
"""Those that tell whose "I" and "we" are, whatever these were joined with."""


_TOKEN = re.compile(r"\w{3,}")


def _content_words(text: str, s: Statement) -> set[str]:
    return {w.casefold() for a, b in s.content for w in _TOKEN.findall(text, a, b)}
