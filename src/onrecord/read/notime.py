"""Where words and numbers of time are no time: names, lengths of time, counts, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.read.measures import measured
from onrecord.text.nouns import word_set

_NO_DAY_BEFORE = re.compile(
    r"\b(?:every|each|any|most|some|alternate|other|an?|that|previous|preceding|following|same|Good|Black|Ash|Bloody|Super|Palm|Easter|Cyber|Giving|Sheffield|Fat"
    r"|Shrove|Maundy|Holy|Blue|Ruby|Freaky|Man|Whit|Casual|Mardi|first|second|third|fourth|[Oo]ne)\s$"
)
_NO_DAY_BEHIND = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|People|Post|Sun|Night\s(?:Football|Live)|World|Mercury|Age|Star|School"
    r"|Independent|Business|Tribune|Review|Magazine|the\s13th|[Pp]rayers?|[Ss]ermons?|roast|lunch)\b|-[A-Za-z]|['’]?s\b(?!\s)"
)


def names_no_day(text: str, m: re.Match[str]) -> bool:
    """A weekday that is any such day, or in a name: "every Tuesday", "that Friday", "Good Friday", "Sunday Times"."""
    if "day" not in m.groupdict() or m.groupdict().get("which"):
        return False
    before = _NO_DAY_BEFORE.search(text, max(0, m.start() - 12), m.start())
    the = text[max(0, m.start() - 4) : m.start()].lower() == "the "
    counted = the and re.match(r"\s(?:before|after)\b", text[m.end() : m.end() + 8])
    return bool(before or counted or _NO_DAY_BEHIND.match(text, m.end()))


_DETERMINED = re.compile(r"\b(?:the|his|her|their|its|my|our|your|these|those|an?|every|each)\s$", re.IGNORECASE)


def spans_a_time(text: str, m: re.Match[str]) -> bool:
    """ "The last week", "in the next year": a length of time, not a calendar's week or year; "This Week": a name."""
    if m.groupdict().get("which") is None or m.groupdict().get("part"):
        return False
    is_name = "unit" in m.groupdict() and m["which"][0].isupper() and m["unit"][0].isupper()
    if is_name or m["which"].lower() == "past":
        return True
    return _DETERMINED.search(text, max(0, m.start() - 8), m.start()) is not None


_TODAY_OF_AGE = re.compile(
    r"['’]s\s(?:world|society|youth|generation|economy|standards?|children|kids|market|climate|world|young|technology|women)\b"
    r"|\sshow\b|\sprogramme?\b|\.com|[.@]\w"
)


def is_no_today(text: str, m: re.Match[str]) -> bool:
    """ "USA Today", "the Today programme", "today's society", "the people of tomorrow"."""
    if m[0].lower() not in ("today", "tomorrow"):
        return False
    if m[0].lower() == "tomorrow":
        return re.search(r"\b(?:of|for a better)\s$", text[max(0, m.start() - 13) : m.start()]) is not None
    named = m[0][0].isupper() and re.search(r"\b(?:[A-Z][\w’']*|[Tt]he)\s$", text[max(0, m.start() - 20) : m.start()])
    return bool(named or _TODAY_OF_AGE.match(text, m.end()))


_MEASURED = re.compile(
    r"\s?(?:%|percent\b|per\scent\b|people\b|men\b|women\b|miles?\b|points?\b|[Kk]m\b|times\b|million\b)", re.I
)


def counts_something(text: str, m: re.Match[str]) -> bool:
    """ "March 30 Miles", "May 12 people": a verb and a number; "Long March 9": a name."""
    found = m.groupdict()
    is_short = bool(found.get("month") and found.get("d") and not found.get("year") and not found.get("rel"))
    if not is_short or m.start("month") > m.start("d"):
        return False
    return _MEASURED.match(text, m.end()) is not None or text[max(0, m.start() - 5) : m.start()] == "Long "


NO_TIMES: tuple[Callable[[str, re.Match[str]], bool], ...] = (
    names_no_day, spans_a_time, is_no_today, counts_something,
)  # fmt: skip
"""Where one of these is true, words of time are no time."""

_MONTH_BEFORE = re.compile(
    r"\b(?P<word>in|since|until|till|during|throughout|early|late|mid|end\sof|start\sof|beginning\sof|middle\sof|by|from"
    r"|before|after|through|to|of|last|this|month\sof|between|and)(?:\s|(?<=mid)-|(?<=late)-|(?<=early)-)$",
    re.IGNORECASE,
)
_SURE_BEFORE = word_set("in since until till during throughout early late mid")
_ALSO_WORDS = ("may", "march", "mar", "april", "june", "august", "jan", "dec")
"""Months that are also verbs or given names."""


def stands_alone(text: str, m: re.Match[str]) -> bool:
    """A month by itself, where the word before it shows that it is one: "in May", "since December"."""
    a_noun = re.match(r"\s[a-z]{4,}", text[m.end() : m.end() + 6])
    if a_noun and _OF_A_MONTH.search(text, max(0, m.start() - 14), m.start()):
        return (m["month"] or m["short"]).lower() not in _ALSO_WORDS
    before = _MONTH_BEFORE.search(text, max(0, m.start() - 14), m.start())
    if before is None or re.match(
        r"\s(?:\d|[A-Z][a-z]+\s(?:said|told|and\b)|[a-z]+\sof\b)", text[m.end() : m.end() + 24]
    ):
        return False
    word = " ".join(before["word"].lower().split())
    name = (m["month"] or m["short"]).lower()
    sure = word in _SURE_BEFORE or word.endswith(" of")
    if name in _ALSO_WORDS:
        return sure and re.match(r"['’]s\b|\s[A-Z]", text[m.end() : m.end() + 3]) is None
    return sure or re.match(r"\s[A-Z]", text[m.end() : m.end() + 2]) is None


_OF_A_MONTH = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s(?:[a-z]{3,10}\s)?$")
"""Before a month that says which of many is meant: "the October vote"."""

_YEAR_BEFORE = re.compile(
    r"(?:\b(?P<sure>in|since|until|till|during|throughout|circa|early|late|mid|summer|spring|autumn|fall|winter|year|of\sthe\syear"
    r"|(?:summer|spring|autumn|fall|winter|end|start|beginning|middle|class|part|half|quarter)\sof)(?:\s|(?<=mid)-)"
    r"|\b(?P<may>by|before|after|from|of|to|through|between|back\sto|around|about|as\sof|for|into|both)\s|(?P<bracket>\()"
    r"|\b(?P<the>the|his|her|their|its|our|that|this|an?|[a-z]+['’]s|[A-Z]\w+['’]s)\s(?-i:[a-z]{3,12}\s)?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|men|women|children|troops|soldiers|officers|homes|houses|cases|deaths|students|jobs|dead"
    r"|miles|votes|acres|words|feet|workers|residents|civilians|members|points|shares|employees|migrants|refugees|families"
    r"|schools|times|years|days|hours|employees|passengers|victims|girls|boys|tons|tonnes|vehicles)\b|\sof\b"
)
"""What follows a number that is no year."""


def is_year(text: str, m: re.Match[str]) -> bool:
    """Four digits that are a year by what stands before them: "in 2031", "since 2029", "the 2029 vote", "(2031)"."""
    before = _YEAR_BEFORE.search(text, max(0, m.start() - 32), m.start())
    after = text[m.end() : m.end() + 40]
    if before is None or _COUNTED.match(after) or measured(after):
        return False
    if before["bracket"]:
        return after.startswith(")")
    if before["the"]:
        return int(m["year"]) >= 1900 and re.match(r"\s[A-Za-z]", after) is not None
    return before["sure"] is not None or re.match(r"\s[a-z]{3,}s\b", after) is None


AT_AN_HOUR = re.compile(
    r"\b(?:at|around|about|by|since|until|till|from|between|before|after|to|and|approximately|roughly)\s$",
    re.IGNORECASE,
)


def tells_time(text: str, m: re.Match[str], which: int) -> bool:
    """Digits that are a time of day and no score, price or number: by a.m. or p.m., by their zone or by what stands
    before. `which` is the place of the pattern in `CLOCKS`."""
    if which in (0, 4):
        return True
    zoned = m["zone"] is not None or re.search(r"[Ll]ocal\s[Tt]ime\)?$", m[0]) is not None
    before = AT_AN_HOUR.search(text, max(0, m.start() - 16), m.start()) is not None
    if which == 1:
        return zoned or (before and ":" in m[0])
    return zoned or (which == 2 and before and re.search(r"(?:hours|hrs|h)$", m[0]) is not None)


TOUCHED = re.compile(r"(?:[\w$£€¥#/:+@_^]|[\d.][.,-]|\w[-–.,](?<!\b[Mm]id-))$")
"""What a number that begins a time does not stand against: "Su-35", "$10", "1,234"."""

ROUGHLY = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|over|some|than|least|approximately|perhaps|and|or|to|maybe)\s$", re.I
)
"""Before "two years ago", which is then no certain year."""
