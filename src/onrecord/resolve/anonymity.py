"""Why a source is not named, in the article's own words.

The words stand beside the source ("an official who was not authorised to speak"), behind its cue ("said on condition of
anonymity because …"), before it ("Speaking on condition of anonymity, an official said …"), or in a sentence of their
own right after ("They asked not to be named because …"). WORDINGS is the list of how news puts it. A wording gives its
words to the end of their clause, the reason with them.
"""

from __future__ import annotations

import re

from onrecord.rows import Span, Statement
from onrecord.text.sentences import sentences

_SPEAK = r"(?:spoke|speaks?|speaking|talked|talks?|talking|commented|agreed to (?:speak|talk|be interviewed)|responded)"
_ASK = (
    r"(?:(?:asked|asking|asks?|requested|requesting|requests?|insisted|insisting|demanded|wanted|sought|seeking|granted"
    r"|given|preferred|preferring|wished|wishing|chose)(?: (?:on|for|to))?)"
)
_REFUSE = (
    r"(?:(?:declined|declines?|declining|refused|refuses?|refusing|unwilling|afraid|reluctant|feared|fearing)(?: to)?"
    r"|(?:did|does|do)(?: not|n['’]t) (?:want|wish|like)(?: to)?|not (?:wanting|wishing|willing) to"
    r"|(?:asked|asking|asks?|requested|requesting|insisted on|preferred|preferring|wanted|wants?|wished|wishing|chose)"
    r" (?:that \w+ \w+ )?not (?:to )?|(?:can|could|may|would|must)(?: ?not|n['’]t)|can)"
)
_TELL = (
    r"(?:speak|talk|comment|discuss|disclose|divulge|brief|reveal|release|share|describe|address"
    r"|be (?:named|identified|quoted))"
)
_NAMING = (
    r"(?:be(?:ing)? (?:further |fully |publicly )?(?:named|identified|quoted)"
    r"|(?:giv(?:e|ing)|us(?:e|ing)|hav(?:e|ing)|reveal(?:ing)?|provid(?:e|ing)|disclos(?:e|ing)|shar(?:e|ing)) "
    r"(?:his|her|their|its) (?:\w+ )?(?:names?|surnames?|identit(?:y|ies)))"
)

CONDITION = rf"(?:{_SPEAK} )?(?:\w+ly )?(?:on|under) (?:the |a )?(?:condition|promise|guarantee|cloak) (?:of|that)\b"
"""On condition of anonymity, or that a name is not used."""
ANONYMITY = (
    rf"{_ASK} (?:\w+ )?anonymity|(?:{_SPEAK}|(?:{_ASK} )?remain(?:ed|ing)?) anonymous(?:ly)?|{_SPEAK} off the record"
)
"""Anonymity asked for or granted, or words said under it."""
AUTHORITY = (
    r"(?:(?:is|was|are|were|has|have|had|being) )?"
    r"(?:(?:not|never) (?:\w+ )?|(?:is|was|are|were|has|have)n['’]t +(?:\w+ )?|un)"
    rf"(?:been )?(?:authori[sz]ed|permitted|allowed|cleared|supposed) to (?:\w+ly )?{_TELL}"
    r"|(?:is|was|are|were|being) (?:barred|banned|forbidden|prohibited) from (?:\w+ly )?"
    r"(?:speaking|talking|commenting|discussing)"
    rf"|(?:lack(?:ed|s|ing)?|without|(?:has|have|had) no|did(?: not|n['’]t) have) (?:the )?"
    rf"(?:authority|authori[sz]ation|permission|clearance) to (?:\w+ly )?{_TELL}"
)
"""Not authorised, allowed or permitted to speak."""
UNNAMED = rf"{_REFUSE} ?(?:{_NAMING}|(?:speak|talk|be quoted|comment)(?:ing)? (?:on the record|publicly|openly))"
"""Asked not to be named, would not give a name, or not speak on the record."""
WITHHELD = (
    r"(?:whose|his|her|their) (?:\w+ )?(?:names?|identit(?:y|ies)) (?:\w+ ){0,2}"
    r"(?:withheld|changed|protected|concealed)"
    r"|(?:is|are|was|were) not being (?:named|identified)"
)
"""A name that the outlet keeps back."""
CITING = (
    r"(?:citing|because of|due to) (?:\w+ ){0,2}?"
    r"(?:security|safety|privacy|protocols?|confidentiality|company policy|sensitivit(?:y|ies)|reprisals?|retaliation)"
    r"(?: (?:concerns?|reasons?|rules|fears|considerations))?"
    r"|(?:for|out of|citing) (?:\w+ )?fears? (?:of|for) (?:\w+ ){0,4}?"
    r"(?:reprisals?|retaliation|retribution|safety|security|lives|life|jobs?)"
)
"""Citing security, or fearing for a job: a reason only beside a source that is not named."""

WORDINGS = tuple(
    re.compile(rf"\b(?:{w})", re.IGNORECASE) for w in (CONDITION, ANONYMITY, AUTHORITY, UNNAMED, WITHHELD, CITING)
)

_CLAUSE_END = re.compile(
    r"\s*(?:[,;()—–\n\"“”]|--|\.(?=[\s\"”’)]|$)"
    r"|\s(?:and|but|who) (?:is|was|were|are|said|says|spoke|told|has|had|who)\b"
    r"|\s(?:said|says|told|added)\b)"
)
_ALONE = re.compile(
    r"(?:The|All|Both|Each|Neither|None|They|He|She|Like|Most|Some|Many|His|Her|Their|Those)\b[^.\"“”]{0,60}$"
)
"""How a sentence begins that goes on about whoever was just said to speak."""
_ANOTHER = re.compile(r"\b(?:said|says|told|tells|added|according to|reported|while|meanwhile)\b", re.IGNORECASE)

REACH = 140
"""Characters between a source and the words about its name, what is said left out: a description with its clauses
("a person with knowledge of the talks, who like others at the meeting …"). Of 49 such sources in PolNeAR one needs more
than 40, none more than 80."""


def anonymity_reason(text: str, statement: Statement) -> str | None:
    """The words that say why the statement's source is not named, exactly as they stand; `None` where none are."""
    source = statement.source
    if source is None or source[0] >= source[1]:
        return None
    beside = [source, *([statement.cue] if statement.cue else [])]
    around = _sentences_around(text, source)
    here = [s for s in around if any(s[0] < e and b < s[1] for b, e in beside)]
    for sentence in here:
        for found in _wordings(text, sentence):
            if _is_beside(text, statement, source, sentence, found):
                return _clause(text, statement, found, sentence[1])
    last = max(e for _, e in (*statement.content, *beside))
    after = next((s for s in around if s[0] >= last - 1 and s not in here), None)
    return _on_its_own(text, statement, after) if after is not None else None


LONGEST = 2_000
"""Characters of a paragraph on either side of a source that are looked at."""


def _sentences_around(text: str, source: Span) -> list[Span]:
    """The sentences of the source's paragraph."""
    low = max(text.rfind("\n", 0, source[0]) + 1, source[0] - LONGEST)
    high = text.find("\n", source[1], source[1] + LONGEST)
    high = high if high >= 0 else min(len(text), source[1] + LONGEST)
    return [(a + low, b + low) for a, b in sentences(text[low:high])]


def _wordings(text: str, sentence: Span) -> list[Span]:
    """The places of a sentence that speak of a name kept back, in text order."""
    return sorted(m.span() for w in WORDINGS for m in w.finditer(text, *sentence))


def _is_beside(text: str, s: Statement, source: Span, sentence: Span, found: Span) -> bool:
    """Whether words about a name kept back are about this statement's source: not in its content, and nobody else
    speaks between."""
    if any(a < found[1] and found[0] < b for a, b in s.content):
        return False
    if found[0] >= source[0]:
        between = _without(text, (source[1], found[0]), (*s.content, *([s.cue] if s.cue else [])))
        return len(between) <= REACH and _ANOTHER.search(between) is None
    lead = text[sentence[0] : found[0]].strip(" \"“”'‘’")
    between = _without(text, (found[1], source[0]), s.content)
    return not lead and len(between) <= REACH and _ANOTHER.search(between) is None


def _without(text: str, span: Span, holes: tuple[Span, ...]) -> str:
    """The text of a span less the holes."""
    start, end = span
    return "".join(text[i] for i in range(start, max(start, end)) if not any(a <= i < b for a, b in holes))


def _clause(text: str, s: Statement, found: Span, end: int) -> str:
    """The words from a wording on to the end of its clause, or to where the statement's own words begin."""
    stops = [a for a, _ in (*s.content, *([s.cue] if s.cue else [])) if a >= found[1]]
    limit = min([end, *stops])
    cut = _CLAUSE_END.search(text, found[1], limit)
    words = text[found[0] : cut.start() if cut else limit].strip(" ,;:.\"“”'‘’")
    return words.removesuffix(" that")


def _on_its_own(text: str, s: Statement, sentence: Span) -> str | None:
    """The sentence after, where it is about the speaker's name and nothing else."""
    for found in _wordings(text, sentence):
        if _ALONE.match(text[sentence[0] : found[0]]):
            return _clause(text, s, found, sentence[1])
    return None
