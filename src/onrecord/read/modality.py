"""How a content is put forward: asserted, hedged, predicted, denied or wished (the words of design.md).

RULES is tried in order; the first rule that speaks decides; where none does, the content is asserted. A rule reads
the cue and the first words of the content, where English puts the verb that carries the modality.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.rows import Modality

HEAD = 14
"""Words of the content that are read: beyond the main verb, "will" and "may" belong to subordinate clauses."""


def _any_of(words: str) -> re.Pattern[str]:
    """Matches any of the words, given with white space between them; `_` in one stands for white space."""
    return re.compile(r"\b(?:" + "|".join(w.replace("_", r"\s+") for w in words.split()) + r")\b", re.IGNORECASE)


DENYING = _any_of(r"""
    den(?:y|ies|ied|ying|ial) refut\w+ rebut\w* disavow\w* debunk\w*
    (?:reject|dismiss)(?:s|es|ed|ing)?_(?:claim|report|alleg|suggest)\w*
""")
WISHING = _any_of(r"""
    urg(?:e|es|ed|ing) call(?:s|ed|ing)?_(?:on|for|upon) calls demand\w* want\w* hop(?:e|es|ed|ing) wish\w* pray\w* plea
    plead\w* appeal\w* ask(?:s|ed|ing)?_for order(?:s|ed|ing)? request\w* insist(?:s|ed|ing)?_on pledg\w* vow\w*
    promis\w* exhort\w* recommend\w* seek(?:s|ing)? sought aim(?:s|ed|ing)? bans? prohibit\w* need(?:s|ed)? desir\w*
    encourag\w* beg(?:s|ged|ging)? implor\w* advis(?:e|es|ed|ing) propos(?:e|es|ed|ing) threaten\w* intend\w*
    offer(?:s|ed|ing)?
""")
ORDERING = _any_of(r"told ask(?:s|ed|ing)? warn(?:s|ed|ing)? instruct\w* command\w*")
FORESEEING = _any_of(r"""
    predict\w* forecast\w* expect\w* project(?:s|ed|ing) plan(?:s|ned|ning)? anticipat\w* foresee\w* foresaw
    schedul\w* poised prophes\w*
""")
FUTURE = re.compile(
    r"""(?<!which\ )(?<!who\ )(?<!that\ )\b
    (?: will | shall | would | won['’]t | ['’]ll
      | (?:is|are|was|were|am|['’](?:re|m|s)) \s+ (?:not\s+)?
        (?:going|expected|set|scheduled|due|likely|poised|planned|planning|ready|about|slated) \s+ to
    )\b (?! \s+ (?:have|like)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
DOUBTING = _any_of(r"""
    alleg(?:ed|edly|es|e|ing) reportedly apparently suspect\w* believ\w* thought thinks? fear(?:s|ed)? suggest\w*
    speculat\w* purport\w* rumou?r\w* guess\w* estimat\w* seem(?:s|ed)? appear(?:s|ed)? suppos\w* assum\w*
    question(?:s|ed|ing)? wonder\w* claiming_to
""")
HEDGES = _any_of(r"""
    may might could perhaps possibl[ey] probabl[ey] likely unlikely apparent(?:ly)? appear(?:s|ed)? seem(?:s|ed|ingly)?
    reportedly allegedly believ(?:e|es|ed) suspect(?:s|ed)? (?:don['’]t|do_not)_(?:think|know) I_think
    purported(?:ly)? presumabl[ey] if_true
""")
_NEGATED = re.compile(
    r"""^\W* (?:(?:that|there|it|this|he|she|they|we|I|no\ one|nobody|none|never)\b\W+){0,3}
    (?: (?:is|was|are|were|has|have|had|do|does|did) \s+ (?:not|never|no)\b
      | (?:isn|wasn|aren|weren|hasn|didn|don|doesn)['’]t\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_WE_WANT = re.compile(
    r"""^\W* (?:that\s+)? (?: (?:I|we|he|she|they|it|let\ us) \s+ (?:\w+\s+)?
        (?:want|wants|wanted|hope|hopes|hoped|wish|wishes|wished|urge|urges|appeal|appeals|demand|demands|need
          |would\ like|ask|asks|call\ on|calls\ on|call\ for|pray|must)\b
      | let['’]?s\b | please\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_DO = re.compile(
    r"^\W*(?:(?!(?:had|has|have|was|were|is|are|would|will)\b)[\w’'-]+\s+){0,4}?to\s+(?!the\b|an?\b)\w+", re.IGNORECASE
)

Rule = Callable[[str, str], Modality | None]


def denial(cue: str, content: str) -> Modality | None:
    """A verb of denying, or a content whose main clause is negated by its first verb ("this is not a swap")."""
    return "denied" if DENYING.search(cue) or _NEGATED.match(content) else None


def wish(cue: str, content: str) -> Modality | None:
    """A verb of wanting, urging, ordering or promising; or "we want", "please" at the head of the words said."""
    ordered = ORDERING.search(cue) and _TO_DO.match(content)
    return "wished" if WISHING.search(cue) or ordered or _WE_WANT.match(content) else None


def prediction(cue: str, content: str) -> Modality | None:
    """A verb of foreseeing, or a future in the head of the content ("will", "is expected to")."""
    return "predicted" if FORESEEING.search(cue) or FUTURE.search(content) else None


def hedge(cue: str, content: str) -> Modality | None:
    """A verb of belief or allegation, or a hedge (Hyland 2005) in the head of the content."""
    return "hedged" if DOUBTING.search(cue) or HEDGES.search(content) else None


RULES: tuple[Rule, ...] = (denial, wish, prediction, hedge)


def modality(cue: str, content: str) -> Modality:
    """The modality of a content said with a cue (empty where there is none)."""
    head = " ".join(content.split()[:HEAD])
    return next((m for rule in RULES if (m := rule(cue, head)) is not None), "asserted")
