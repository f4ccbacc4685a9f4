"""The times that a text speaks of, resolved to days or minutes against the article's date.

A text is gone through word by word; where a word may begin an expression of time (`timewords.HEADS`), its patterns are
tried. Neighbours are then joined: a day with its time of day, two ends of a range. What stays open is no time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.read.days import MONTH_OF, Range, day_of, month, year
from onrecord.read.holders import Holders
from onrecord.read.notime import AT_AN_HOUR, NO_TIMES, ROUGHLY, TOUCHED, is_year, stands_alone, tells_time
from onrecord.read.tense import side
from onrecord.read.timejoin import joined
from onrecord.read.timewords import (
    BARE_MONTH,
    BEGINNINGS,
    BEHIND,
    CLOCKS,
    DIGITS,
    HEADS,
    LATEST,
    YEARS,
    Clock,
    Named,
    Reckoned,
    Setting,
    Side,
    Words,
    clocked,
)
from onrecord.rows import Article, Grain, Span, Statement, Time, TimeRelation, time_id
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences
from onrecord.text.spans import covered


def times(text: str, published: str | None, grain: Grain | None = None) -> list[Time]:
    """The times of a text, in order; their ids, articles and statements are empty. `published` is ISO 8601 and counts
    as written, in its own zone; of one that is no more exact than a month, only what holds for all its days is taken.
    """
    within = sentences(text)
    scan = _Scan(text, published_days(published, grain), within)
    return [_time(text, n) for n in joined(text, _of_this_day(scan, _named(scan)))]


def published_days(published: str | None, grain: Grain | None) -> Range | None:
    """The first and the last day on which the article may have appeared."""
    try:
        day = day_of(published)
        if day is not None:
            wide = month(day.year, day.month) if grain == "month" else year(day.year)
            return wide if grain in ("month", "year") else (day, day)
        m = re.fullmatch(r"(\d{4})(?:-(\d\d))?", published or "")
        return None if m is None else month(int(m[1]), int(m[2])) if m[2] else year(int(m[1]))
    except ValueError:
        return None


# Finding

_WORD = re.compile(r"[A-Za-z]+|\d+")


@dataclass
class _Scan:
    """A walk over a text: how far it is, and what it found."""

    text: str
    published: Range | None
    sentences: list[Span]
    at: int = 0

    def around(self, at: int) -> Span:
        """The sentence at an offset."""
        i = bisect_right(self.sentences, at, key=lambda s: s[0]) - 1
        return self.sentences[i] if i >= 0 else (0, len(self.text))


def _named(scan: _Scan) -> list[Named]:
    found: list[Named] = []
    for word in _WORD.finditer(scan.text):
        begins = word[0].isdigit() or word[0].lower() in BEGINNINGS
        if begins and word.start() >= scan.at and (named := _at(scan, word, found[-1] if found else None)):
            found.append(named)
    return found


def _at(scan: _Scan, word: re.Match[str], last: Named | None) -> Named | None:
    """What begins at a word, or ends with it ("ago")."""
    start, text = word.start(), scan.text
    if text[start].isdigit():
        return _digits(scan, word, last) if word.end() - start <= 4 else None
    key = word[0].lower()
    if key == "ago":
        return _behind(scan, word)
    if key in ("noon", "midday"):
        return _clock(scan, start) if AT_AN_HOUR.search(text, max(0, start - 16), start) else None
    for words in HEADS.get(key, ()):
        if m := words[0].match(text, start):
            scan.at = m.end()
            return None if any(rule(text, m) for rule in NO_TIMES) else _reckoned(scan, m, words)
    if key[:3] in MONTH_OF:
        m = BARE_MONTH[0].match(text, start)
        return _reckoned(scan, m, BARE_MONTH) if m and stands_alone(text, m) else None
    return None


def _digits(scan: _Scan, word: re.Match[str], last: Named | None) -> Named | None:
    text, start = scan.text, word.start()
    if TOUCHED.search(text, max(0, start - 4), start):
        return None
    for words in DIGITS:
        if m := words[0].match(text, start):
            scan.at = m.end()
            return None if any(rule(text, m) for rule in NO_TIMES) else _reckoned(scan, m, words)
    if found := _clock(scan, start):
        return found
    for words in YEARS:
        if (m := words[0].match(text, start)) and (is_year(text, m) or _goes_on(text, m, last)):
            scan.at = m.end()
            return _reckoned(scan, m, words)
    return None


def _goes_on(text: str, m: re.Match[str], last: Named | None) -> bool:
    """One more year of a list: "in 2029, 2030 and 2031"."""
    if last is None or last.grain != "year" or m.start() - last.end > 8:
        return False
    return re.fullmatch(r",?\s(?:and|or|to|through|until)?\s?", text[last.end : m.start()]) is not None


def _behind(scan: _Scan, word: re.Match[str]) -> Named | None:
    low = max(scan.at, word.start() - 24)
    for words in BEHIND:
        m = words[0].search(scan.text, low, word.end())
        if m and not ROUGHLY.search(scan.text, max(0, m.start() - 16), m.start()):
            return _reckoned(scan, m, words)
    return None


def _clock(scan: _Scan, start: int) -> Named | None:
    text = scan.text
    for i, pattern in enumerate(CLOCKS):
        m = pattern.match(text, start)
        if m is None or not tells_time(text, m, i):
            continue
        scan.at = m.end()
        found = clocked(m)
        if found is None:
            return None
        exact = found[0].minute is not None or (found[1] is not None and found[1].minute is not None)
        end = m.end() - (text[m.end() - 1] == "." and _ends_sentence(text, m.end()))
        return Named(start, end, "clock", None, "minute" if exact else "hour", True, *found)
    return None


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the stop before is that of "9 pm." and not of "9 p.m."."""
    return text[at - 3 : at - 2].isalpha() or text[at - 3 : at - 2].isspace() or text[at - 3 : at - 2].isdigit()


def _reckoned(scan: _Scan, m: re.Match[str], words: Words) -> Named | None:
    """What a calendar makes of a match, if it makes the same of it on every day the article may be of."""
    scan.at = max(scan.at, m.end())

    def ask() -> Side | None:
        return side(scan.text, m, scan.around(m.start()))

    days = scan.published or (None, None)
    made = {_safely(words, m, Setting(day, ask)) for day in days}
    found = made.pop() if len(made) == 1 else None
    if found is None:
        return None
    kind, span, grain, sure = found
    part = _PART.match(scan.text, m.end()) if grain == "day" and span[0] == span[1] else None
    scan.at = part.end() if part else m.end()
    return Named(m.start(), scan.at, kind, span, grain, sure)


_PART = re.compile(
    r"\s(?:(?:early|late|mid)[\s-])?(?:morning|afternoon|evening|night|lunchtime)\b|\sat\s(?:dawn|dusk|midnight|night)\b"
)


def _safely(words: Words, m: re.Match[str], at: Setting) -> Reckoned:
    """A day that no calendar has, or that is beyond any, is none."""
    try:
        found = words[1](m, at)
    except (ValueError, OverflowError, KeyError):  # a key: "ſix" is matched as "six" is, and is none of our words
        return None
    return found if found is None or found[1][1].year < LATEST else None


NEAR = 200
"""Characters before and behind a quotation in which the day is looked for on which it was said."""


def _of_this_day(scan: _Scan, found: list[Named]) -> list[Named]:
    """Without "today" and its like in a quotation that was said on another day: "it was last night that I saw her", she
    wrote on Tuesday."""
    if scan.published is None or all(n.kind != "day" for n in found):
        return found
    marks = quotes(scan.text)
    starts = [q.start for q in marks]
    out = []
    for n in found:
        q = marks[max(0, bisect_right(starts, n.start) - 1)] if marks else None
        if n.kind == "day" and q is not None and q.start < n.start < q.end:
            low, high = scan.around(q.start)[0], scan.around(max(q.start, q.end - 1))[1]
            before = _between(found, max(low, q.start - NEAR), q.start)
            others = (*before, *_between(found, q.end, min(high, q.end + NEAR)))
            if any(o.kind in ("weekday", "date") and o.days != scan.published for o in others):
                continue
        out.append(n)
    return out


def _between(found: Sequence[Named], low: int, high: int) -> Sequence[Named]:
    return found[bisect_left(found, low, key=_start) : bisect_left(found, high, key=_start)]


def _start(n: Named) -> int:
    return n.start


# Rows

_LEAD = re.compile(
    r"\b(?P<word>on|in|at|during|since|until|till|by|before|after|from|following|prior\sto|ahead\sof|through|as\sof|as\sat"
    r"|starting|beginning|effective|no\slater\sthan|between)\s(?:(?:about|around)\s)?(?P<the>the\s)?"
    r"(?P<of>(?:end|start|beginning|middle|morning|night|evening|afternoon|month|week|summer|winter|spring|autumn|fall)\s"
    r"of\s(?:the\s)?)?(?:(?:early|late|mid)[\s-])?$",
    re.IGNORECASE,
)
RELATIONS: dict[str, TimeRelation] = {
    **dict.fromkeys(("on", "in", "at", "during", "as of", "as at"), "on"),
    **dict.fromkeys(("since", "from", "starting", "beginning", "effective"), "since"),
    **dict.fromkeys(("until", "till", "by", "through", "no later than"), "until"),
    **dict.fromkeys(("before", "prior to", "ahead of"), "before"), **dict.fromkeys(("after", "following"), "after"),
}  # fmt: skip
"""What a preposition says of the time behind it. "By Friday" holds until Friday is over, "before Friday" does not."""
_MODIFIED = re.compile(r"\b(?:(?:early|late|mid)[\s-]|(?:earlier|later)\s(?:on\s)?)$", re.IGNORECASE)


def _time(text: str, n: Named) -> Time:
    modified = _MODIFIED.search(text, max(0, n.start - 12), n.start)
    start = modified.start() if modified else n.start
    first, last = _iso(n)
    return Time("", "", None, (start, n.end), first, last, n.grain, _relation(text, n))


def _relation(text: str, n: Named) -> TimeRelation | None:
    """What the preposition says; nothing of a time that only tells which event is meant ("after Tuesday's vote")."""
    lead = _LEAD.search(text, max(0, n.start - 48), n.start)
    if lead is None or re.match(r"['’]s?\b", text[n.end : n.end + 2]):
        return None
    if lead["the"] and not lead["of"] and not re.match(r"\d+(?:st|nd|rd|th)\s", text[n.start : n.end]):
        return None
    word = " ".join(lead["word"].lower().split())
    if word in ("from", "between") and (n.kind == "range" or n.until is not None):
        return "on"
    found = RELATIONS.get(word)
    return "until" if found == "before" and lead["of"] else found


def _iso(n: Named) -> tuple[str, str]:
    """The first and the last day, or minute, as ISO 8601; a time of day that no day is said of as "T21:00"."""
    first, last = ("", "") if n.days is None else (n.days[0].isoformat(), n.days[1].isoformat())
    if n.clock is None:
        return first, last
    return first + _minutes(n.clock), last + _minutes(n.until or n.clock)


def _minutes(c: Clock) -> str:
    return f"T{c.hour:02}:{c.minute or 0:02}{c.zone or ''}"


def rows(article: Article, statements: Sequence[Statement]) -> list[Time]:
    """The times of an article's text outside notices, each in the innermost statement that holds it."""
    notices = [(z.start, z.end) for z in article.zones if z.kind == "notice"]
    found = times(article.text, article.published, article.published_grain)
    holders = Holders(statements)
    return [
        replace(t, id=time_id(article.id, t.span), article=article.id, statement=holders.of(t.span))
        for t in found
        if covered(t.span, notices) == 0.0
    ]
