"""Numbers as texts write them: digits and words, ranges, fractions, and the vague ones ("dozens")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.rows import Span

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
SCALES = {
    "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
    "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
LARGEST = 1e18
"""A number beyond it is no amount of anything in the news."""

VAGUE: dict[str, tuple[float, float | None]] = {
    "dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2e3, None),
    "tens of thousands": (2e4, None), "hundreds of thousands": (2e5, None), "millions": (2e6, None),
    "tens of millions": (2e7, None), "hundreds of millions": (2e8, None), "billions": (2e9, None),
    "several hundred": (300, None), "several thousand": (3e3, None), "several dozen": (36, None),
    "several million": (3e6, None), "a few hundred": (200, None), "a few thousand": (2e3, None),
    "a few dozen": (24, None), "several": (3, None), "a few": (2, None), "a couple": (2, 3), "a handful": (2, None),
    "no one": (0, 0), "nobody": (0, 0), "none": (0, 0), "no": (0, 0),
}  # fmt: skip
"""Words for numbers that nobody gives, and the least and the most that they may be."""

PARTS = {
    "half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "one-third": 1 / 3, "two thirds": 2 / 3, "two-thirds": 2 / 3,
    "a quarter": 1 / 4, "one quarter": 1 / 4, "one-quarter": 1 / 4, "three quarters": 3 / 4, "three-quarters": 3 / 4,
}  # fmt: skip


PARTS_SCALE = 100
"""Parts are given in percent."""

NOBODY = frozenset({"no one", "nobody"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text: its span, its least and its greatest value (`None` where there is none), whether it is
    written in words, and what its digits are multiplied with."""

    span: Span
    low: float | None
    high: float | None
    spelled: bool
    scale: float = 1


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_LARGE = "hundred|thousand|million|billion|trillion|dozen"
_UNDER_100 = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])})\b)?|{_SMALL}"
_UNDER_1000 = rf"(?:(?:{_UNDER_100}|an?)[\s-](?:hundred|dozen)(?:\s(?:and\s)?(?:{_UNDER_100})\b)?|{_UNDER_100})"
_THOUSANDS = "thousand|million|billion|trillion"
_SPELLED = (
    rf"(?:half\sa[\s-](?:dozen|{_THOUSANDS})|an?[\s-](?:{_THOUSANDS})"
    rf"|{_UNDER_1000}(?:[\s-](?:{_THOUSANDS})\b(?:,?\s(?:and\s)?{_UNDER_1000}\b)?)*)"
)


def _any_of(words: dict[str, object]) -> str:
    return "|".join(sorted((w.replace(" ", r"\s") for w in words), key=len, reverse=True))


_AMOUNT = re.compile(
    rf"(?P<part>\b(?:{_any_of({**PARTS})})\b(?!\s(?:an?\s)?(?:hour|dozen|day|year|million|brother|sister|time)|-))"
    rf"|(?P<vague>\b(?:{_any_of({**VAGUE})})\b)"
    rf"|(?:(?P<spelled>\b(?:{_SPELLED})\b)"
    rf"|(?P<digits>(?:{_DIGITS}))(?:[\s-]?(?P<scale>{_LARGE})\b|(?P<short>m|mn|mln|bn|tn|k)\b)?)(?P<half>\sand\sa\shalf\b(?:\s(?P<times>{_THOUSANDS})\b)?)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-–]\s?|\sto\s|\sor\s|\sand\s")


def amounts(text: str) -> Iterator[Amount]:
    """The numbers of a text, in order; a range is one."""
    before: Amount | None = None
    for m in _AMOUNT.finditer(text):
        found = _amount(m)
        if found is None:
            continue
        if before is not None and (both := _range(text, before, found)):
            before = both
            continue
        if before is not None:
            yield before
        before = found
    if before is not None:
        yield before


def _amount(m: re.Match[str]) -> Amount | None:
    """`None` for what is beyond all amounts, and for "ſeven", which is matched as "seven" is, and no word of ours."""
    if not m[0].isascii():
        return None
    if m["part"]:
        share = PARTS_SCALE * PARTS[" ".join(m["part"].lower().split())]
        return Amount(m.span(), share, share, True, PARTS_SCALE)
    if m["vague"]:
        return Amount(m.span(), *VAGUE[" ".join(m["vague"].lower().split())], True)
    half, times = (0.5 if m["half"] else 0), SCALES[m["times"].lower()] if m["times"] else 1
    if m["spelled"]:
        value = (spelled(m["spelled"]) + half) * times
        return Amount(m.span(), value, value, True)
    scale = SCALES[(m["scale"] or m["short"] or "").lower()] if m["scale"] or m["short"] else 1
    value = (float(m["digits"].replace(",", "")) + half) * scale * times
    return Amount(m.span(), value, value, False, scale) if value <= LARGEST else None


def spelled(words: str) -> float:
    """The value of a number in words: "two hundred and fifty thousand", "a dozen", "half a million"."""
    total = group = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in SMALL:
            group += SMALL[word]
        elif word == "half":
            group = 0.5
        elif word in ("hundred", "dozen"):
            group = (group or 1) * SCALES[word]
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0.0
    return total + group


def _range(text: str, one: Amount, other: Amount) -> Amount | None:
    """ "6-7", "six to seven", "between 6 and 7": never backwards, and "and" only behind "between"."""
    gap = text[one.span[1] : other.span[0]]
    if not _RANGE.fullmatch(gap) or one.low is None or other.high is None:
        return None
    is_between = text[max(0, one.span[0] - 8) : one.span[0]].lower() == "between "
    if (gap.strip() == "and") != is_between:
        return None
    low = one.low * (other.scale if one.scale == 1 and not one.spelled and one.low < other.high / other.scale else 1)
    if gap.strip() in ("-", "–") and not one.spelled and low * 1000 < other.high <= low * 10_000:
        low *= 1000  # "5-6,000 people"
    if not low < other.high or other.low != other.high or one.low != one.high:
        return None
    if gap.strip() in ("-", "–") and not one.spelled and re.match(r"-?\d|[.:]\d", text[other.span[1] :]):
        return None
    return Amount((one.span[0], other.span[1]), low, other.high, one.spelled, max(one.scale, other.scale))
