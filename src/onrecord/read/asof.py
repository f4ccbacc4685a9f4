"""As of when a count or a state is told: the time that a sentence itself gives for it, and no other.

Three forms are taken: "as of Monday", "so far on Tuesday"; "by Friday 20 had been found"; "on Tuesday the toll stood at
34". The time of what happened ("20 died on Tuesday") or of what was said ("police said on Tuesday") is none. A sentence
with two times gives none, since either may be meant; nor does one whose time is still to come.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.read.times import published_days, rows
from onrecord.rows import Article, Figure, Reading, Span, Statement, Time
from onrecord.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Stated:
    """A time and its sentence: the text before the time and behind it, within the sentence."""

    time: Time
    sentence: Span
    before: str
    after: str


_AS_OF = re.compile(r"\b(?:as\s(?:of|at)|so\sfar(?:\son|\sby)?)\s(?:about\s|around\s|the\s)?$", re.IGNORECASE)


def is_as_of(s: Stated) -> bool:
    """ "As of Monday", "so far on Tuesday"."""
    return _AS_OF.search(s.before) is not None and not _POSSESSED.match(s.after)


_POSSESSED = re.compile(r"['’]s?\b")
_BY = re.compile(r"\bby\s(?:about\s|around\s)?$", re.IGNORECASE)
_HAD = re.compile(
    r"\b(?:had|have|has)\s(?:\w+\s)?(?:\w+(?:ed|en|wn)|been|risen|left|fled|died|lost|gone|found|come|reached)\b"
)
_COUNT = r"(?:toll|number|total|count|tally|figure)s?"
_STOOD = (
    r"(?:stood|stands|(?:had\s|has\s)?(?:risen|rose|climbed|grown|grew|increased|jumped|fallen|fell|dropped)\sto|reached"
    r"|hit|topped|passed)"
)


def is_by_then(s: Stated) -> bool:
    """ "By Friday morning, 20 bodies had been found", "the toll had risen to 34 by Monday"."""
    if not _BY.search(s.before) or _POSSESSED.match(s.after):
        return False
    words = f"{s.before} {s.after}"
    return _HAD.search(words) is not None or re.search(rf"\b{_COUNT}\b.*?\b{_STOOD}\b", words) is not None


_TOLD_FIRST = re.compile(rf",?\s(?:the|its|their|that)\s(?:[\w-]+\s){{0,4}}?{_COUNT}\s(?:[\w'’-]+\s){{0,6}}?{_STOOD}\b")
_TOLD_LAST = re.compile(
    rf"\b{_COUNT}\s(?:(?!after\b|when\b)[\w'’-]+\s){{0,6}}?{_STOOD}\s(?P<between>[^.;:]{{1,40}}?)\s?(?:\b(?:on|late|early)\s)?$"
)
_ELSEWHERE = re.compile(
    r"\b(?:after|when|while|who|which|since|compared|from|before|but|whereas|in|following|as|with|because|over)\b"
)


def is_where_it_stood(s: Stated) -> bool:
    """ "On Tuesday the death toll stood at 34", "the number of missing rose to 12 on Tuesday"; not "rose to 12 after the
    blast on Tuesday"."""
    if _POSSESSED.match(s.after) or s.time.relation not in (None, "on"):
        return False
    if re.fullmatch(r"(?:On\s|Late\s|Early\s|Late\son\s)?", s.before):
        return _TOLD_FIRST.match(s.after) is not None
    m = _TOLD_LAST.search(s.before)
    return m is not None and _ELSEWHERE.search(m["between"]) is None


FORMS: tuple[Callable[[Stated], bool], ...] = (is_as_of, is_by_then, is_where_it_stood)
"""Where one of these is true, a sentence's only time is that of the state it tells."""


def timed(article: Article, reading: Reading) -> Reading:
    """The reading with the times of the article's text, and the times as of which its figures and statements are."""
    times = rows(article, reading.statements)
    stated = _stated(article, times)
    return replace(
        reading,
        times=tuple(times),
        figures=tuple(replace(f, as_of=_of_figure(article.text, f, stated)) for f in reading.figures),
        statements=tuple(replace(s, as_of=_of_statement(s, stated)) for s in reading.statements),
    )


def _stated(article: Article, times: Sequence[Time]) -> list[Stated]:
    """The times that are the only one of their sentence and the time of the state it tells."""
    if not times:
        return []
    text, within = article.text, sentences(article.text)
    starts = [t.span[0] for t in times]
    latest = published_days(article.published, article.published_grain)
    found = []
    for t in times:
        low, high = within[max(0, bisect_right(within, t.span[0], key=_start) - 1)]
        alone = bisect_left(starts, high) - bisect_left(starts, low) == 1
        to_come = latest is not None and t.end[:10] > latest[1].isoformat()
        if alone and not to_come and not t.start.startswith("T"):
            one = Stated(t, (low, high), text[low : t.span[0]], text[t.span[1] : high])
            found += [one] if any(form(one) for form in FORMS) else []
    return found


def _start(span: Span) -> int:
    return span[0]


COUNTING = (None, "percent", "USD", "EUR", "GBP")
"""Units of what changes from day to day. An age, a length, a magnitude does not."""
_APART = re.compile(r"[;:]|\b(?:after|when|while|who|which|since|compared|from|before|but|whereas)\b", re.IGNORECASE)


def _of_figure(text: str, f: Figure, stated: Sequence[Stated]) -> str | None:
    if f.unit not in COUNTING or (f.unit is None and f.counted is None and f.happened is None):
        return None
    for s in stated:
        if s.sentence[0] <= f.span[0] and f.span[1] <= s.sentence[1]:
            a, b = sorted((f.span, s.time.span))
            return None if _APART.search(text, a[1], max(a[1], b[0])) else iso(s.time)
    return None


def _of_statement(s: Statement, stated: Sequence[Stated]) -> str | None:
    """That of the time within its content, where the content lies in that one sentence."""
    low, high = min(a for a, _ in s.content), max(b for _, b in s.content)
    for each in stated:
        inside = any(a <= each.time.span[0] and each.time.span[1] <= b for a, b in s.content)
        if inside and each.sentence[0] <= low and high <= each.sentence[1]:
            return iso(each.time)
    return None


def iso(t: Time) -> str:
    """A time as one ISO 8601 string of its grain: "2031-05-04", "2031-05", "2031"; of more than one, an interval."""
    if t.grain == "month" and t.start[:7] == t.end[:7]:
        return t.start[:7]
    if t.grain == "year" and t.start[:4] == t.end[:4]:
        return t.start[:4]
    return t.start if t.start == t.end else f"{t.start}/{t.end}"
