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
REJECTING = _any_of(r"reject\w* dismiss\w* disput\w* brush\w*_(?:off|aside)")
WISHING = _any_of(r"""
    urg(?:e|es|ed|ing) call(?:s|ed|ing)?_(?:on|for|upon) demand\w* want\w* hop(?:e|es|ed|ing) wish\w* pray\w* plea
    plead\w* appeal\w* ask(?:s|ed|ing)?_for order(?:s|ed|ing)? request\w* insist(?:s|ed|ing)?_on exhort\w* recommend\w*
    seek(?:s|ing)? sought aim(?:s|ed|ing)? bans? prohibit\w* need(?:s|ed)? desir\w* encourag\w* beg(?:s|ged|ging)?
    implor\w* advis(?:e|es|ed|ing) propos(?:e|es|ed|ing) threaten\w* intend\w*
""")
PROMISING = _any_of(r"pledg\w* vow\w* promis\w* swore guarantee\w*")
ORDERING = _any_of(r"told ask(?:s|ed|ing)? warn(?:s|ed|ing)? instruct\w* command\w* offer(?:s|ed|ing)?")
CALLING = _any_of(r"calls? calling called appeals? pleas?")
FORESEEING = _any_of(r"""
    predict\w* forecast\w* expect\w* project(?:s|ed|ing) plan(?:s|ned|ning)? anticipat\w* foresee\w* foresaw
    schedul\w* poised prophes\w*
""")
FUTURE = re.compile(
    r"""\b(?=[wsiaht'’])(?<!which\ )(?<!who\ )(?<!that\ )
    (?: (?<!\bthe\ )(?<!free\ ) will (?!\s+(?:of|for|to)\b) | shall
      | (?<!what\ )would (?!\s+(?:often|always|sometimes|usually|regularly|frequently|routinely|typically|generally|say
                          |normally|hope|think|argue|guess|suggest|love|prefer|rather|hate|imagine|thank|never\s+forget
                          )\b)
      | won['’]t | ['’]ll | should\ be\ able\ to
      | (?:is|are|was|were|am|['’](?:re|m|s)) \s+ (?:not\s+)?
        (?:(?:going|expected|set|scheduled|likely|poised|planned|planning|about|slated) \s+ to
          | due \s+ to \s+ (?!\w*(?:(?<!s)s|ing|ion|ment|ness|ity|ance|ence|age|ure|er)\b
                              |(?:an?|the|his|her|its|their)\b)\w+)
      | (?:is|are|was|were) \s+ planned | (?:I|we|he|she|it|they) \s+ (?:plans?|planned|intends?|intended) \s+ to
    )\b (?! \s+ (?:have \s+ (?!(?:an?|the|to|no|any|more)\b) | like\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_A_PLAN = re.compile(
    r"^\W*(?:of\s+)?(?:(?:an?|the|its|his|her|their|our)\s+)?plans?\s+(?:to|for)\b|^\W*expect\b", re.IGNORECASE
)
DOUBTING = _any_of(r"""
    alleg(?:ed|edly|es|e|ing) reportedly apparently suspect\w* believ\w* thought thinks? fear(?:s|ed)? suggest\w*
    speculat\w* purport\w* rumou?r\w* guess\w* estimat\w* seem(?:s|ed)? appear(?:s|ed)? suppos\w* assum\w*
    question(?:s|ed|ing)? claiming_to
""")
_REPORTEDLY_SAID = re.compile(
    r"^(?:\w+\s+)?(?:reportedly|apparently)\s+(?:said|says|told|tells|wrote|added)$", re.IGNORECASE
)
_ARE_SAID = re.compile(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:said|understood|held|reported)$", re.IGNORECASE)
HEDGES = re.compile(
    r"""\b(?=[mcplasriwthubd])(?: (?-i:may) | might
      | (?<!who\ )(?<!that\ )(?<!which\ )(?<!what\ )(?<!all\ )could
        (?!\s*[“"‘]?(?:not|(?:\w+ly\s+|also\s+|still\s+)?(?:hear|see|feel|smell|tell|afford)|only|no\ longer|hardly)\b)
      | perhaps | possibly | (?<!as\ )(?<!best\ )(?<!worst\ )(?<!every\ )(?<!if\ )(?<!made\ it\ )possible (?!\s+to\b)
      | probabl[ey] | likely | unlikely
      | (?<!became\ )(?<!become\ ) apparent(?:ly)?
      | appear(?:s|ed)? (?!\s+(?:on|in|at|before|with|alongside|for|by|from)\b) | seem(?:s|ed|ingly)?
      | reportedly | allegedly
      | (?:I|we|he|she|it|they|is|are|was|were|been) (?:\s+\w+ly|\s+also)? \s+
        (?:believ(?:e|es|ed)|suspect(?:s|ed)?|thought)
      | believed\ to | (?:don['’]t|do\ not)\ think | I\ think | purported(?:ly)? | presumabl[ey] )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IF_TRUE = re.compile(r"^\W*(?:but\s+|and\s+)?if\s+(?:true|confirmed|correct|verified)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"(?<=\w)\W{1,3}(?=[wbauti])(?:who|which|whom|whose|where|because|while|although|though|unless|until|than|if|whether|when"
    r"|after|before|and\s+that|but\s+that)\b"
    r"|(?<=\w)\s+and\s+(?:the|an?|his|her|their|its|our|my|this|that|he|she|they|it|we|I|there)\b|;",
    re.IGNORECASE,
)
"""Where the first clause of a content ends: what stands behind speaks of something else."""
_LEAD = r"^\W*(?:(?:that|but|no|look|well|please\s+note|(?:I|we)\s+repeat|let\s+(?:me|us)\s+be\s+clear)\b\W*){0,3}"
_WHAT_OTHERS_SAY = re.compile(
    r"^\W*(?:[\w’'-]+\s+){0,3}?(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?|charges|notion|idea)\b",
    re.IGNORECASE,
)
_IS_NOT = (
    r"(?:[\w’'-]+\s+){1,3}?(?:(?:is|was|(?<=\b[Ii]t)['’]s)(?:\s+|\s*[“\"‘'])not|(?:is|was)n['’]t)"
    r"\s+(?:an?|any)\b"
)
_NOT_ONE = (
    r"not\s+(?:an?|one|a\s+single)\b|there\s+(?:is|was|were|are)\s+(?:not\s+(?:an?|one|any)|none)\b"
    r"|no\s+(?:order|deal|ransom|payment|agreement|decision)\b"
)
_DID_NO = (
    r"(?:[\w’'-]+\s+){1,3}?(?:gave|made|took|played|issued|given|fired)\s+no\b|I\s+never\b"
    r"|(?:I|we|he|she|it|they)\s+(?:had|has|have)\s+(?:not\s+been|never|no\s+(?:part|role|hand|knowledge|intention"
    r"|involvement|plans?|links?|contacts?))\b"
)
_DID_NOT = (
    r"(?:I|we)\s+(?:did\s+not|didn['’]t)\s+(?!(?:know|say|want|think|believe|have|understand|expect|care|remember|see"
    r"|hear|realise|realize|feel|like|need|notice|get|come|even|really|just)\b)\w+"
    r"|(?:he|she|it|they)\s+(?:did\s+not|didn['’]t)\s+(?:do|take|steal|kill|fire|shoot|order|receive|pay|use|commit|cause"
    r"|attack|start|break|lie|leak|hack|authori[sz]e|approve|accept|sell|plot|conspire|collude|interfere|violate|touch"
    r"|hit|abuse|assault|harass|threaten|target)\b"
)
_NOT_SO = re.compile(_LEAD + rf"(?:{_IS_NOT}|{_NOT_ONE}|{_DID_NO}|{_DID_NOT})", re.IGNORECASE)
"""What only a denial says of itself: that something is not this ("it was not a swap"), that there was not one, that the
speaker did no such thing ("I gave no order"). Any other "not" is an assertion: "I do not know", "it is not clear"."""
_WANT = r"(?:want|hope|wish|urge|appeal|demand|need|ask|call\ (?:on|for|upon)|pray)"
_WE_WANT = re.compile(
    rf"""^\W* (?:that\s+)? (?: (?:I|we|he|she|they|it|let\ us) \s+ (?:\w+\s+)?
        (?:{_WANT}s?|wanted|hoped|wished|calls\ (?:on|for)|would\ like|must
          |(?:am|is|are|was|were)\ (?:praying|hoping|asking|urging|calling\ (?:on|for)|demanding|seeking))\b
      | let['’]?s\b | please\b (?!\s+note\b) | don['’]t\b (?!\s+(?:know|think)\b) )
      | ^\W* (?:(?:an?|his|her|its|their|the) \s+)? (?:\w+\s+)? (?:calls?|pleas?|appeals?|demands?) \s (?:[^.;]*\s)??
        (?:for|to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BLESS = re.compile(
    r"^\W*(?:(?:please\s+)?pray\s+for\b|may\s+(?:god|allah|the\s+lord|(?:he|she|they|you)\s+(?:all\s+)?rest)\b|god\s+bless\b"
    r"|rest\s+in\s+peace\b|long\s+live\b)",
    re.IGNORECASE,
)
"""What is wished for in so many words: "Pray for the crew", "May God bless them"."""
_TO_THANK = re.compile(
    r"^\W*(?:I|we)\s+(?:\w+\s+)?(?:want|wanted|wish|would\s+like|need|must|hope)\s+to\s+(?:\w+ly\s+)?"
    r"(?:thank|congratulate|apologi[sz]e|say|express|acknowledge|point\s+out|make\s+(?:it\s+)?clear|tell\s+you|stress|note)\b"
    r"|^\W*(?:I|we)\s+must\s+(?:say|admit|confess)\b",
    re.IGNORECASE,
)
"""Who says that he wants to thank somebody has thanked them."""
_NOT_WANT = re.compile(
    r"^\W*(?:I|we|he|she|they|it)\s+(?:don['’]t|do\s+not|didn['’]t|did\s+not|doesn['’]t)\b", re.IGNORECASE
)
_TO_DO = re.compile(
    r"^(?![\"“‘'])\W*(?!(?:I|we|he|she|they|it|there|that|of|about)\b)"
    r"(?:(?!(?:had|has|have|was|were|is|are|would|will|due)\b)[\w’'-]+\s+){0,4}?to\s+(?!the\b|an?\b)\w+",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^\W*(?:how|why|what|whether|who|when|where|if)\b", re.IGNORECASE)
_CALLED_FOR = re.compile(r"^\W*(?:for|on|upon|to)\b", re.IGNORECASE)

Rule = Callable[[str, str], Modality | None]


def denial(cue: str, content: str) -> Modality | None:
    """A verb of denying, one of rejecting before what others say ("dismissed the idea that"), or words that are a
    denial by themselves: of an identity, of the speaker's own act."""
    rejected = REJECTING.search(cue) and _WHAT_OTHERS_SAY.match(content)
    return "denied" if DENYING.search(cue) or rejected or _NOT_SO.match(content) else None


def wish(cue: str, content: str) -> Modality | None:
    """A verb of wanting, urging, ordering; a call for something; or "we want", "please" at the head of what is said."""
    ordered = (ORDERING.search(cue) or PROMISING.search(cue)) and _TO_DO.match(content)
    called = CALLING.search(cue) and _CALLED_FOR.match(content)
    wanted = (_WE_WANT.match(content) and not _NOT_WANT.match(content)) or _BLESS.match(content)
    if _TO_THANK.match(content):
        return None
    return "wished" if WISHING.search(cue) or ordered or called or wanted else None


def doubtful(_cue: str, content: str) -> Modality | None:
    """What holds only "if true"."""
    return "hedged" if _IF_TRUE.match(content) else None


def prediction(cue: str, content: str) -> Modality | None:
    """A verb of foreseeing or promising, a plan, or a future in the head of the content ("will", "is expected to")
    that is no question of what will be."""
    if FORESEEING.search(cue) or PROMISING.search(cue) or _A_PLAN.match(content):
        return "predicted"
    return "predicted" if FUTURE.search(content) and not _QUESTION.match(content) else None


def hedge(cue: str, content: str) -> Modality | None:
    """A verb of belief or allegation, or a hedge (Hyland 2005) in the head of the content. Who "reportedly said"
    something has asserted it."""
    doubting = DOUBTING.search(cue) and not _REPORTEDLY_SAID.match(cue)
    said = _ARE_SAID.search(cue) and re.search(r"\bto\b", content)
    return "hedged" if doubting or said or HEDGES.search(content) else None


RULES: tuple[Rule, ...] = (denial, doubtful, wish, prediction, hedge)


def modality(cue: str, content: str) -> Modality:
    """The modality of a content said with a cue (empty where there is none)."""
    head = " ".join(content.split()[:HEAD])
    end = _CLAUSE_END.search(head)
    head = head[: end.start()] if end is not None else head
    return next((m for rule in RULES if (m := rule(cue, head)) is not None), "asserted")
