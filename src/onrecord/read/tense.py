"""On which side of now a sentence is, by its verbs: what a weekday or a date without a year is resolved by."""

from __future__ import annotations

import re

from onrecord.read.timewords import Side
from onrecord.rows import Span

BESIDE = 120
"""Characters of a sentence before and behind an expression that are looked at."""

_CUE = re.compile(
    r"\b(?:(?P<either>(?:was|were|been)\s(?:due|scheduled|set\s(?:to|for)|slated|expected|supposed|to)\b)"
    r"|(?P<past>(?:would|could|should|might|to)\shave\b)"
    r"|(?P<ahead>(?:will(?:\shave)?|won['’]t|shall|would|must|to\sbe|scheduled|upcoming|expect(?:s|ed|ing)?|due|slated|going\sto"
    r"|set\s(?:to|for)|(?:plan(?:s|ned|ning)?|hop(?:es?|ing)|intend(?:s|ing)?|vow(?:s|ed)?|pledg(?:es?|ed)|promis(?:es?|ed)"
    r"|agreed|wants?|ready|likely|prepar(?:es?|ed|ing)|is|are)\s(?:for|to)|ahead\sof(?=\s(?:[\w’']{1,12}\s){0,2}$)|deadline"
    r"|(?:postponed|extended|delayed|adjourned)\s(?:\w+\s){0,3}?(?:until|till|to)|effective|as\s(?:early|soon)\sas"
    r"|begins|starts|opens|kicks\soff|takes\splace|takes\seffect|resumes|expires|convenes|closes|ll(?<=['’]ll))\b)"
    r"|(?P<was>(?:was|were|had|has|have|did|said|told|took|came|went|made|got|gave|found|saw|left|held|met|led|became"
    r"|began|fell|rose|shot|hit|struck|set|spoke|wrote|won|lost|broke|sent|brought|kept|put|ran|fled|died|thought|knew"
    r"|fought|sought|sold|bought|built|heard|paid|drove|flew|blew|stood|let|read|cut|quit|wounded|killed|added|according"
    r"|(?!(?:hundr|ne|inde|spe|fe|se|ble|proce|exce|succe|re|be|she|bre|gre|cre|we|de)ed)[a-z]{2,20}ed)\b))"
)
"""Words that say on which side of now a sentence is: the nearest before an expression counts, else the first behind."""


SIDES: dict[str | None, Side] = {"either": "either", "ahead": "ahead", "past": "past", "was": "past"}


def side(text: str, m: re.Match[str], sentence: Span) -> Side | None:
    """On which side an expression in a sentence is; `either` of what was planned ("was due on Friday"), `None` where
    nothing shows it."""
    before = [*_CUE.finditer(text, max(sentence[0], m.start() - BESIDE), m.start())]
    cue = before[-1] if before else _CUE.search(text, m.end(), max(m.end(), min(sentence[1], m.end() + BESIDE)))
    return None if cue is None else SIDES[cue.lastgroup]
