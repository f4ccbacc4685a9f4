"""Numbers in a text that say how many or how much: their bounds, their unit, what they count and what happened to it.

A number that names, dates or orders ("Flight 175", "Su-35", "2014", "9:36 a.m.", "the third") is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.read.amounts import NOBODY, PARTS_SCALE, Amount, amounts
from onrecord.read.holders import Holders
from onrecord.read.measures import UNITS, family, measured
from onrecord.rows import Article, Figure, Reading, Statement, figure_id
from onrecord.text.fates import fate
from onrecord.text.nouns import word_set
from onrecord.text.spans import covered

ABOUT = 0.1
"""How far off, as a share of it, a number may be that is called "about" so many, or "nearly"."""

BEHIND = 160
"""Characters before and behind a number that are looked at."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A number as it stands: the text before it and behind it, within its sentence or nearly so."""

    text: str
    amount: Amount
    before: str
    after: str


def figured(article: Article, reading: Reading) -> Reading:
    """The reading with the figures of the article's text, each in the innermost statement that holds it."""
    return replace(reading, figures=tuple(_rows(article, reading.statements)))


def _rows(article: Article, statements: Sequence[Statement]) -> Iterator[Figure]:
    notices = [(z.start, z.end) for z in article.zones if z.kind == "notice"]
    holders = Holders(statements)
    for f in figures(article.text):
        if covered(f.span, notices) == 0.0:
            yield replace(f, id=figure_id(article.id, f.span), article=article.id, statement=holders.of(f.span))


def figures(text: str) -> list[Figure]:
    """The figures of a text, in order; their ids, articles and statements are empty."""
    found: list[Figure] = []
    for amount in amounts(text):
        start, end = amount.span
        sight = Sight(text, amount, _line_before(text, start), _line_behind(text, end))
        if found and start < found[-1].span[1]:
            continue
        if any(rule(sight) for rule in NO_FIGURES):
            continue
        figure = _figure(sight)
        is_score = figure.unit is None and figure.counted is None and _DASHED.fullmatch(text, start, end)
        found += [] if is_score else [figure]
    return _whole(text, found)


_DASHED = re.compile(r"\d+\s?[-–]\s?\d+")
"""Two numbers of nothing: "they won 6-7" is no range."""


def _line_before(text: str, start: int) -> str:
    return text[max(0, start - BEHIND) : start].rsplit("\n", 1)[-1]


def _line_behind(text: str, end: int) -> str:
    return text[end : end + BEHIND].split("\n", 1)[0]


# What is no figure


def names_something(s: Sight) -> bool:
    """Part of a name or a code: "Su-35", "G20", "MH17", "No. 10", "covid-19", "9/11", "+1 202 555 0100", "2000 hrs
    IST"."""
    touching = s.text[max(0, s.amount.span[0] - 1) : s.amount.span[0]]
    if re.match(r"[\w#@/\\.:+*=_^]", touching) and touching not in "$£€¥":
        return True
    if re.search(r"[A-Za-z]-$|\[$|\d[\s,.]$|\b[Nn]umber:?\s$", s.before) and not s.amount.spelled:
        return True
    digits = s.text[slice(*s.amount.span)]
    if re.match(r"0\d|\d{9}", digits) or re.match(r"\s(?:hrs|hours)\s[A-Z]{2,4}\b", s.after):
        return True
    if s.amount.spelled and re.match(r"-[a-z]", s.after) and not measured(s.after):
        return True
    if s.amount.scale == 1 and re.search(r"\b[A-Z][\w’']+\s$", s.before) and digits.isdigit() and len(digits) < 3:
        return re.match(r"\s[a-z]|%", s.after) is None
    if re.match(r"(?:[/\\_@#*=^]|[:.]\d|[A-Za-z]\w|-\d{3,}|,\d)", s.after) and not measured(s.after):
        return True
    return re.search(r"(?:\bNos?\.|№|#)\s?$", s.before) is not None


_LABELS = (
    r"flights?|decrees?|pages?|chapters?|sections?|articles?|rooms?|gates?|routes?|highways?|interstate|channels?|resolutions?"
    r"|numbers?|apartment|unit|level|grade|phase|stage|step|part|volume|episode|season|round|game|week|day|year|age"
    r"|boeing|airbus|apollo|category|type|class|figure|table|platform|line|bus|tram|train|exit|floor|act|paragraph"
    r"|amendment|proposition|zip|code|area|pier|ward|district|precinct|formula|model|windows|iphone|galaxy|xbox"
    r"|playstation|version|tier|block|lot|item|case|docket|bill|group of"
)
_LABEL = re.compile(rf"\b(?:{_LABELS})\s$", re.IGNORECASE)


def labels_something(s: Sight) -> bool:
    """It stands behind what it is a number of: "Flight 175", "page 3", "Resolution 2270", "Boeing 777"."""
    return not s.amount.spelled and s.amount.scale == 1 and _LABEL.search(s.before) is not None


def counts_pages(s: Sight) -> bool:
    """A place in a gallery: "Hide Caption 47 of 59", "14 of 41 Skip"."""
    if s.amount.spelled:
        return False
    page = re.match(r"\sof\s\d+\b(?!\s[a-z]|,\d)", s.after)
    return bool(page or (re.search(r"\b\d+\sof\s$", s.before) and not re.match(r"\s[a-z]", s.after)))


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s|(?:the\s)?)$")
_DATE_BEHIND = re.compile(rf"^(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s(?:of\s)?{_MONTH}(?!\w)")


_HOUR = re.compile(
    r"\s?o['’]clock|\smast\b"
    r"|\s(?:past|to)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)\b(?!\s[a-z]+s\b)"
)
"""What stands behind an hour: "six o'clock", "half past five"; and behind the half of "half mast"."""


HOURS = 12
"""Hours that a clock shows."""

_AT = re.compile(r"\b(?:at|by|until|till|since|before|after|around|about|from)\s$", re.IGNORECASE)
_OF_THE_DAY = re.compile(
    r"\s(?:this|in\sthe|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?:\s(?:morning|afternoon|evening|night)\b)?"
    r"|\s(?:tonight|yesterday|tomorrow|sharp)\b"
)
"""What stands before and behind an hour without more: "at five this afternoon", "by nine on Friday"."""


def dates_something(s: Sight) -> bool:
    """A day, a year, a time of day, a decade: "April 14", "14 April", "in 2014", "11:36", "9 a.m.", "1990s"."""
    if _HOUR.match(s.after) or re.search(r"\bhalf\spast\s$", s.before):
        return True
    if (s.amount.low or 99) <= HOURS and _AT.search(s.before) and _OF_THE_DAY.match(s.after):
        return True
    if s.amount.spelled or s.amount.scale != 1:
        return False
    if _DATE_BEFORE.search(s.before) or _DATE_BEHIND.match(s.after):
        return True
    if re.match(r"(?::\d\d|\s?[ap]\.?m\b|\s?o['’]clock|\s?(?:GMT|UTC)\b|s\b|['’]s\b)", s.after, re.IGNORECASE):
        return True
    digits = s.text[slice(*s.amount.span)]
    is_year = re.fullmatch(r"1[5-9]\d\d|20\d\d", digits) is not None
    return is_year and not measured(s.after) and not re.match(r"\s[a-z]{2,}(?:s|men|women|people|children)\b", s.after)


def orders_something(s: Sight) -> bool:
    """An ordinal: "21st", "the 3rd"."""
    return re.match(r"(?:st|nd|rd|th)\b", s.after) is not None


_SCORE = re.compile(r"^\s?[-–]\s?\d+")


def scores_something(s: Sight) -> bool:
    """A score, or the second part of one: "won 3-1", "2-2 draw", "a 7-2 vote"; and a range that runs backwards."""
    digits = not s.amount.spelled and s.amount.scale == 1 and s.amount.low == s.amount.high
    if not digits:
        return False
    return _SCORE.match(s.after) is not None or re.search(r"\d\s?[-–]\s?$", s.before) is not None


_PRONOUN_ONE = re.compile(
    r"\s(?:of\b|another\b|day\b|time\b|thing\b|way\b|that\b|who\b|can\b|could\b|would\b|should\b|might\b|is\b|was\b"
    r"|has\b|had\b|more\b|after\b|side\b|hand\b)|[^\w\s-]|$"
)


_WHICH_ONE = re.compile(
    r"\b(?:no|not|any|every|some|this|that|the|which|each|[a-z]+ful|bigger|other)\s$", re.IGNORECASE
)


def stands_for_a_noun(s: Sight) -> bool:
    """ "One" that is a pronoun, or no number: "one of them", "no one can", "this one", "one day"."""
    if s.text[slice(*s.amount.span)].lower() != "one":
        return False
    return bool(_PRONOUN_ONE.match(s.after) or _WHICH_ONE.search(s.before))


def says_no_number(s: Sight) -> bool:
    """ "No" before what is not counted: "no longer", "no doubt", "no comment"."""
    if s.amount.low != 0 or s.text[s.amount.span[0]].isdigit():
        return False
    counted = _counted(s.after)[0]
    return s.text[slice(*s.amount.span)].lower() == "no" and (counted is None or not _is_plural(counted.split()[-1]))


NO_FIGURES: tuple[Callable[[Sight], bool], ...] = (
    names_something, labels_something, counts_pages, dates_something, orders_something, scores_something,
    stands_for_a_noun, says_no_number,
)  # fmt: skip
"""Where one of these is true, a number is no figure."""

# What a figure is

_AT_MOST = (
    r"up to|at most|no more than|not more than|as (?:many|much|high|few) as|a maximum of|(?<!no )fewer than"
    r"|(?<!no )less than|under|below"
)
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[Amount], tuple[float | None, float | None]]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s(?:the\s|an?\s(?:estimated|additional|average)\s(?:of\s)?|another\s)?$", re.I), bound)
    for words, bound in (
        (
            r"at least|no (?:fewer|less) than|not less than|upwards? of|a minimum of|minimum of",
            lambda a: (a.low, None),
        ),
        (
            r"(?:many |far |well )?(?:(?<!no )(?<!not )more than|over|above|exceed(?:s|ed|ing)?|in excess of)",
            lambda a: (a.low, None),
        ),
        (_AT_MOST, lambda a: (None, a.high)),
        (r"nearly|almost|close to|just under|approaching", lambda a: (a.low and a.low * (1 - ABOUT), a.high)),
        (
            r"about|around|roughly|approximately|some|an estimated|estimated|circa|or so|perhaps|maybe",
            lambda a: (a.low and a.low * (1 - ABOUT), a.high and a.high * (1 + ABOUT)),
        ),
    )
)
"""Words before a number that bound it, with the bounds they give."""

_MORE = re.compile(r"\s?(?:\+|or more\b|plus\b)")


def _figure(s: Sight) -> Figure:
    amount, before = s.amount, s.before
    sign = re.search(r"(?:[A-Z]{1,3})?[$£€¥₹]\s?$", before)
    if sign:
        before = before[: sign.start()]
    low, high = next((bound(amount) for words, bound in _BOUNDS if _bounding(words, before)), (amount.low, amount.high))
    unit, size = (_currency(sign[0]), 0) if sign else measured(s.after) or (None, 0)
    after = s.after[size:]
    if more := _MORE.match(after):
        high, after = None, after[more.end() :]
    if unit == "GBP" and not sign and _WEIGHING.search(before):
        unit = "pound-mass"
    unit = _age(s) or unit
    if amount.scale == PARTS_SCALE and amount.spelled:
        unit = "percent"
    elif re.search(r"\bmagnitude(?:\sof)?\s$", before) or re.match(r"[-\s]magnitude\b", s.after):
        unit = "magnitude"
    start = amount.span[0] - (len(sign[0]) if sign else 0)
    noun, taken = (None, 0) if unit is not None else _counted(after)
    if noun and _POINTED.fullmatch(s.text[slice(*amount.span)]):
        low, high = (x and x * 1000 for x in (low, high))
    if unit == "degree" and _MINUS.search(before):
        low, high = (None if x is None else -x for x in (high, low))
    behind = "" if _PART.match(after) and not _AUXILIARY.match(after[taken:]) else after[taken:]
    happened = None if _OF_WHICH.search(before) else _happened(_unbound(before), behind, noun)
    end = amount.span[1] + size
    if s.text[slice(*amount.span)].lower() in NOBODY:
        noun = "people"
    low, high = (None if x is None else float(f"{x:.{DIGITS}g}") for x in (low, high))
    return Figure("", "", None, (start, end), low, high, unit, noun, happened, None)


_POINTED = re.compile(r"\d{1,3}\.\d{3}")
"""A thousand as most of Europe writes it, where whole things are counted: "2.500 people"."""

_MINUS = re.compile(r"(?:\bminus\s|(?<!\w)[-−])$")

DIGITS = 12
"""Digits of a bound that are kept: a tenth more than 400 is 440, not 440.00000000000006."""

_PART = re.compile(r"\sof\s(?:the|its|their|his|her|those|these|our)\b")
_AUXILIARY = re.compile(r"\s(?:were|was|are|is|have|has|had)\b")
"""A part, "15 of the girls abducted", is not said to be all to whom it happened; "15 of the girls were freed" is."""

_OF_WHICH = re.compile(r"\bof\s(?:the|its|their|his|her|those|these|our)\s(?:(?:more than|nearly|about|some)\s)?$")
"""Behind it stands a whole of which a part was spoken of: "21 of the 200 girls were freed"."""


def _unbound(before: str) -> str:
    """What stands before a number and the words that bound it."""
    return next((before[: m.start()] for words, _ in _BOUNDS if (m := _bounding(words, before))), before)


_PARTICLE = re.compile(
    r"\b(?:hand|turn|tak|took|carr|mov|pull|flip|knock|roll|fall|fell|run|ran|flow|flew|fly|sign|giv|gave|send|sent|pass)"
    r"\w*\s(?:\w+\s)?over\s$",
    re.IGNORECASE,
)
"""The "over" of a verb is no bound: "they handed over 21 girls"."""


def _bounding(words: re.Pattern[str], before: str) -> re.Match[str] | None:
    m = words.search(before)
    return None if m and _PARTICLE.search(before) else m


def _currency(sign: str) -> str:
    return {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}.get(sign.strip(), sign.strip())


_WEIGHING = re.compile(r"\b(?:weigh\w*|mass of|lifted|lifts?|heavier by)\b[^.;:!?]{0,20}$")
"""Before "40 pounds" that are no money."""

_NAMED_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s$")


def _age(s: Sight) -> str | None:
    """ "21-year-old", "aged 21", "Orla Vennick, 45,"."""
    if re.match(r"[-\s]years?[-\s]old", s.after) or re.search(r"\b(?:aged?|ages|age of|turn(?:ed|ing|s))\s$", s.before):
        return "years old"
    is_age = not s.amount.spelled and s.amount.low is not None and 10 <= s.amount.low < 110
    return "years old" if is_age and _NAMED_BEFORE.search(s.before) and s.after[:1] in (",", ".") else None


STOPS = word_set("""
    a an the and or but nor of in on at to for from by with within without into onto over under after before since
    until while when where who whom whose which that this these those as than then if because so is are was were be
    been being has have had do does did will would can could may might shall should must not said says say told it its
    he she they them his her their our we i you vs there here during against near across around between among amid
    including because according ago later earlier today yesterday tomorrow each per out up down off more less also
    still just only already about killed dead died wounded injured hurt missing arrested detained freed released
    rescued abducted kidnapped captured displaced evacuated feared believed reported confirmed aboard left remain
    remained took went came made got escaped monday tuesday wednesday thursday friday saturday sunday last next first
""")
"""Words that no longer belong to what is counted."""

PLURALS = frozenset({"people", "children", "men", "women", "police", "personnel", "troops", "staff", "cattle"})
"""Plurals without an s."""

FATES = word_set("""
    killed dead wounded injured missing arrested detained freed released rescued abducted kidnapped captured displaced
    evacuated
""")
"""Of these, words that may also stand before what is counted: "four detained leaders"."""


def _describes(behind: str) -> bool:
    """Whether a noun follows: "four detained leaders were", not "four detained in raids"."""
    m = _NOUN_WORD.match(behind)
    return m is not None and m[1].lower() not in STOPS and not m[1].endswith(("ing", "ly"))


_FIRST = re.compile(
    r"\s(?:of\s(?:(?:the|its|their|his|her|those|these|our)\s)?(?:(?:more than|nearly|about|some)\s)?(?:\d[\d,]*\s)?)?"
)
_NOUN_WORD = re.compile(r"\s?(U\.S\.|U\.N\.|[A-Za-z][\w’'-]*)")
_NAMED_MANY = re.compile(r"(?:[A-Z][\w’'-]*\s){1,3}(?!\w+(?:ing|ed|ly)\b)[a-z][\w’'-]*[^\Ws]s\b")
"""A name within what is counted: "four detained Red Bay leaders"; not "six people Monday"."""

LONGEST = 5
"""Words of what is counted."""


def _counted(after: str) -> tuple[str | None, int]:
    """The words behind a number up to the first that is no part of what is counted, and how far they reach."""
    first = _FIRST.match(after)
    if first is None:
        return None, 0
    at, words = first.end(), list[str]()
    while len(words) < LONGEST and (m := _NOUN_WORD.match(after, at)):
        gap_is_right = (not words and m.start(1) == at) or (words and m.start(1) == at + 1)
        befell = not words and m[1].lower() in FATES and _describes(after[m.end() :])
        if (m[1].lower() in STOPS and not befell) or not gap_is_right or (words and m[1].endswith("ing")):
            break
        if words and m[1][0].isupper() and words[-1].islower() and not _NAMED_MANY.match(after, m.start(1)):
            break
        words.append(m[1])
        at = m.end()
        if _is_plural(m[1]) and not re.match(r"\s[a-z]+s\b", after[at:]):
            break
    return (" ".join(words), at) if words else (None, 0)


def _is_plural(word: str) -> bool:
    return re.search(r"[^s’']s$", word) is not None or word.lower() in PLURALS


_NEXT = re.compile(
    r"(?:\s(?:were|was|are|is|have|has|had|been|being|be|people|others?|left|reported|feared|confirmed|also|still|that"
    r"|who|to|already|believed|presumed|suffered|sustained|minor|serious|slight|life-threatening)\b)*\s(\w+)"
)
_LATER = re.compile(r"^[^.;:!?]*?\b(?:were|was|have\sbeen|has\sbeen|had\sbeen|are)\s(\w+)")
"""What follows what describes them: "21 girls kidnapped by the group two years ago have been freed"."""

_TREATED = re.compile(
    r"^[^.;:!?]{0,80}?\b(?:treated|in hospital|hospitali[sz]ed)\b[^.;:!?]{0,40}?\bfor\b"
    r"[^.;:!?]{0,30}?\b(injuries|wounds)\b"
)
"""What they are treated for: "two men jumped and were later treated by paramedics for minor injuries"."""

_LAST = re.compile(r"\b(?:(\w+)|death toll\b[^.;]{0,30}?(?:to|at|of|is|was))\s$")


def _happened(before: str, after: str, noun: str | None) -> str | None:
    """What is said to have happened to it: the word next behind ("six officers were wounded"), in the noun itself
    ("six deaths"), or shortly before ("killing at least six")."""
    behind = _NEXT.match(after)
    later = None if _AUXILIARY.match(after) else _LATER.search(after)
    treated = _TREATED.search(after)
    places = (
        noun.split()[-1] if noun else "",
        later[1] if later else "",
        behind[1] if behind else "",
        treated[1] if treated else "",
        _last(before),
    )
    return next((state for place in places if place and (state := fate(place))), None)


def _last(before: str) -> str:
    m = _LAST.search(before)
    return m[0] if m else ""


def _whole(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Two parts of one measure are one: "8 hours and 20 minutes", "5 feet 7 inches"."""
    out: list[Figure] = []
    for f in found:
        last = out[-1] if out else None
        if last and _goes_on(text, last, f):
            ratio = UNITS[f.unit or ""][1] / UNITS[last.unit or ""][1]
            low, high = ((x + y * ratio) for x, y in ((last.low or 0, f.low or 0), (last.high or 0, f.high or 0)))
            out[-1] = replace(last, span=(last.span[0], f.span[1]), low=low, high=high)
        else:
            out.append(f)
    return out


def _goes_on(text: str, one: Figure, other: Figure) -> bool:
    if one.unit not in UNITS or other.unit not in UNITS or one.unit == other.unit:
        return False
    sure = None not in (one.low, one.high, other.low, other.high)
    smaller = family(one.unit) == family(other.unit) and UNITS[one.unit][1] > UNITS[other.unit][1]
    return sure and smaller and re.fullmatch(r"\s|,?\sand\s|,\s", text[one.span[1] : other.span[0]]) is not None
