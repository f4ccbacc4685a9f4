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

BESIDE = 300
"""Characters of a sentence before and behind a time that are looked at."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A time and its sentence: the text before the time and behind it, within the sentence and BESIDE characters."""

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
_OTHER = r"(?:that|who|which|when|after|because|while|said|says|for|to\s[a-z]\w*)\b"
"""What begins another clause, so that the time is that clause's."""
_HAD = r"(?:had|have|has)\s(?:\w{1,12}\s)?(?:\w{1,12}(?:ed|en|wn)|left|fled|lost|gone|found|come|shut|hit|cut|sent)\b"
_COUNT = r"(?:toll|number|total|count|tally|figure)s?"
_STOOD = (
    r"(?:stood|stands|(?:had\s|has\s)?(?:risen|rose|climbed|grown|grew|increased|jumped|fallen|fell|dropped)\sto|reached"
    r"|hit|topped|passed)"
)
_DONE_FIRST = re.compile(rf",?\s(?:(?!{_OTHER})[\w’',$%.-]+\s){{0,8}}?{_HAD}")
_DONE_LAST = re.compile(rf"\b{_HAD}(?P<between>(?:(?!\b{_OTHER}).){{0,80}})\s$")
_TOLD_FIRST = re.compile(rf",?\s(?:the|its|their|that)\s(?:[\w-]+\s){{0,4}}?{_COUNT}\s(?:[\w’'-]+\s){{0,6}}?{_STOOD}\b")
_TOLD_LAST = re.compile(
    rf"\b{_COUNT}\s(?:(?!after\b|when\b)[\w’'-]+\s){{0,6}}?{_STOOD}\s(?P<between>[^.;:]{{1,40}}?)\s?$"
)
_UNREAL = re.compile(r"\b(?:will|would|could|might|may|should|must|to)\s(?:not\s)?have\b")


def is_by_then(s: Stated) -> bool:
    """ "By Friday morning, 20 bodies had been found", "the toll had risen to 34 by Monday"; not "had been told to pay
    by Friday"."""
    by = _BY.search(s.before)
    if by is None or _POSSESSED.match(s.after) or _UNREAL.search(f"{s.before} {s.after}"):
        return False
    if by.start() == 0:
        return any(told.match(s.after) is not None for told in (_DONE_FIRST, _TOLD_FIRST))
    return any(_in_one_clause(told, s.before[: by.start()]) for told in (_DONE_LAST, _TOLD_LAST))


def _in_one_clause(told: re.Pattern[str], before: str) -> bool:
    m = told.search(before)
    return m is not None and _ELSEWHERE.search(m["between"]) is None


_ELSEWHERE = re.compile(
    r"\b(?:after|when|while|who|which|since|compared|from|before|but|whereas|in|following|as|with|because|over)\b"
)


_ON = re.compile(r"\s(?:on\s|late\s|early\s){1,2}$")


def is_where_it_stood(s: Stated) -> bool:
    """ "On Tuesday the death toll stood at 34", "the number of missing rose to 12 on Tuesday"; not "rose to 12 after
    the blast on Tuesday"."""
    if _POSSESSED.match(s.after) or s.time.relation not in (None, "on"):
        return False
    if re.fullmatch(r"(?:On\s|Late\s|Early\s|Late\son\s)?", s.before):
        return _TOLD_FIRST.match(s.after) is not None
    return _in_one_clause(_TOLD_LAST, _ON.sub(" ", s.before))


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
            before = text[max(low, t.span[0] - BESIDE) : t.span[0]]
            after = text[t.span[1] : min(high, t.span[1] + BESIDE)]
            one = Stated(t, (low, high), before, after)
            found += [one] if any(form(one) for form in FORMS) else []
    return found


def _start(span: Span) -> int:
    return span[0]


COUNTING = (None, "percent", "USD", "EUR", "GBP")
"""Units of what changes from day to day. An age, a length, a magnitude does not."""
_APART = re.compile(
    r"[;:—]|\s[–-]\s|\b(?:after|when|while|who|which|since|compared|from|before|but|whereas)\b", re.IGNORECASE
)


def _of_figure(text: str, f: Figure, stated: Sequence[Stated]) -> str | None:
    if f.unit not in COUNTING or (f.unit is None and f.counted is None and f.happened is None):
        return None
    s = _around(f.span[0], stated)
    if s is None or f.span[1] > s.sentence[1]:
        return None
    a, b = sorted((f.span, s.time.span))
    return None if _APART.search(text, a[1], max(a[1], b[0])) else iso(s.time)


def _around(at: int, stated: Sequence[Stated]) -> Stated | None:
    """The one whose sentence holds an offset."""
    i = bisect_right(stated, at, key=lambda s: s.sentence[0]) - 1
    return stated[i] if i >= 0 and at < stated[i].sentence[1] else None


def _of_statement(s: Statement, stated: Sequence[Stated]) -> str | None:
    """That of the time within its content, where the content lies in that one sentence."""
    low, high = min(a for a, _ in s.content), max(b for _, b in s.content)
    found = _around(low, stated)
    if found is None or high > found.sentence[1]:
        return None
    inside = any(a <= found.time.span[0] and found.time.span[1] <= b for a, b in s.content)
    return iso(found.time) if inside else None


def iso(t: Time) -> str:
    """A time as one ISO 8601 string of its grain: "2031-05-04", "2031-05", "2031"; of more than one, an interval."""
    if t.grain == "month" and t.start[:7] == t.end[:7]:
        return t.start[:7]
    if t.grain == "year" and t.start[:4] == t.end[:4]:
        return t.start[:4]
    return t.start if t.start == t.end else f"{t.start}/{t.end}"
