"""What the model marks and nobody says: things named, done, felt, shown or kept back. A visible list of rules.

The model was trained on attributions of every kind. A statement, here, is what somebody is reported to say, write,
believe or want; what somebody does, sees, signs or does not answer is the reporter's own assertion. Each rule looks at
the words of source, cue and content, and says whether they are none of a statement. In doubt it is one. The lists were
made from the cues of statements found in the five gold stories, the bundled one, PolNeAR dev and 26 stories without
answers: those that were wrong where they stood and hardly ever right elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.text.nouns import ORGANISATIONS, PERSONS
from onrecord.text.phrases import head_of


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a candidate. `lead` is what stands before its cue in the sentence, `quoted` tells whether
    some of its content stands in marks, `within_quote` whether its cue does."""

    source: str
    cue: str
    content: str
    lead: str = ""
    quoted: bool = False
    within_quote: bool = False


Rule = Callable[[Said], bool]

_CLAUSE = re.compile(r"\W*(?:that|how|why|who|what|whether|if|when|where)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"(?<!\bwho )(?<!\bwhich )(?<!\bthat )"
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|did)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:say|says|said|saying|claim|claims|claimed|claiming|purport\w*|warn\w*|stating|announc\w*|demand\w*)\b",
    re.IGNORECASE,
)

_NOBODY = re.compile(r"(?:no(?:body| one| (?!\.)[a-z]+)|none|neither)\b", re.IGNORECASE)
_ANYBODY = re.compile(r"(?:you|your|yours|anyone|anybody|whoever|everyone who|those who want)$", re.IGNORECASE)


def nobody(s: Said) -> bool:
    """What "no group has claimed" nobody says, and "who knows" neither."""
    return _NOBODY.match(s.source) is not None or (
        s.source.lower() == "who" and not s.lead.strip() and re.match(r"knows?$", s.cue) is not None
    )


def anybody(s: Said) -> bool:
    """The reader is addressed: "you agree to receive updates", "if you are interested in"."""
    return not s.quoted and _ANYBODY.match(s.source) is not None


_LEST = re.compile(r"\W*(?:lest\s+\w+|perhaps|maybe)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:suspect|guess|bet|wonder|curious|imagine|suppose|should\s+say|(?:did|dare|must)\b.*)$", re.IGNORECASE
)
_AFTER_LEST = re.compile(r".*\blest\s+$", re.IGNORECASE)


def narrator_speaks(s: Said) -> bool:
    """The reporter's own "I suspect", "Did I say", "lest we forget", "Perhaps …", outside marks, is no source's."""
    if s.quoted:
        return False
    own = s.source in ("I", "me") and not s.within_quote and _ASIDE.search(s.cue) is not None
    return own or _LEST.match(s.cue) is not None or (s.source.lower() == "we" and _AFTER_LEST.match(s.lead) is not None)


_NAMING = re.compile(
    r"\b(?:known\s+(?:\w+\s+)?(?:as|for|to)|titled|entitled|nicknamed|named\s+(?:after|for)|drafted|nominated"
    r"|meant|used\s+to(?:\s+describe)?|(?:best|better|well|even|widely)\s+known)$|^(?:\w+\s+)?known$",
    re.IGNORECASE,
)


def naming(s: Said) -> bool:
    """A name or a fame: "was drafted", "is known for", "formerly known as"."""
    return _NAMING.search(s.cue) is not None


def _last(words: str) -> re.Pattern[str]:
    """Matches a cue that ends with any of the words, given with white space between them; `_` in one stands for it."""
    return re.compile(r"\b(?:" + "|".join(w.replace("_", r"\s+") for w in words.split()) + r")$", re.IGNORECASE)


ACTS = _last(r"""
    sign(?:s|ed|ing)? co-?signed re-?establish\w* campaign(?:s|ed|ing)? allow(?:s|ed|ing)? account\w*_for launch\w*
    vot(?:e|es|ed|ing) carr\w+_out carrying_out_.+ sentenc\w* convict\w* fil(?:e|es|ed|ing)\b.* sue[sd]? suing
    voluntarily_dismissed link(?:s|ed)?_to pointed_.+_to brush\w*_off react(?:s|ed)_to resist\w*
    rais\w+_awareness\b.* invit\w* impos\w+ champion\w* explor\w* approv\w* slash\w* watch\w* spread\w* collect\w*
    attend\w* grant(?:s|ed|ing)? unveil(?:s|ed|ing)? teach\w* taught decid\w* adopt\w* ratchet\w*_.* shrug\w*_off
    striv\w* striven greet\w* supported_by walked_back summed_up sang_.* presented_with draw\w*_attention(?:_to)?
    underscore[sd]? tick\w*_off referring_to look\w*_(?:for|forward|out)(?:_\w+)?
    (?:speak|spoke|speaking|talk\w*|met|meets?|meeting)_with apolog\w+_after
    (?:tried|tries|trying|continued|began|begun)\b(?!.*\b(?:call|say|urge|demand)).*
    (?:was|were|is|are|been)_(?:seen|pictured|spotted|photographed|filmed|named|awarded|born)
""")
"""What somebody does, or has done to him."""
PERCEIVES = _last(r"""
    (?:discover|reali[sz]|recogni[sz]|notic|spott)\w* misheard witness(?:ed|es)? (?:had|has|have|having)_seen saw heard
    looks? looked looks?_(?:like|to_be) looked_(?:like|to_be) rooted_in
""")
"""What somebody perceives, or how a thing looks."""
FEELS = _last(r"""
    enjoy\w* mourn\w* celebrat\w* cheer\w* toast\w* congratulated congratulat\w+_.+ insulted enrag\w* haunt\w* inspir\w*
    reeling\b.* welcom(?:e|es|ed|ing)_home
    (?:thrill|startl|stun|shock|amaz|astonish|delight|disappoint|surpris|embarrass|agoni[sz]|captivat)\w*(?:_by)?
    left_wondering wept
""")
"""What moves somebody, or how it shows."""


def act(s: Said) -> bool:
    """A deed, a perception or a feeling: "signed", "discovered", "was thrilled by"; not what is "seen as" something."""
    taken_as = re.search(r"\b(?:seen|saw|recogni[sz]e[sd]?)$", s.cue) and re.search(r"(?:^|\s)as\s", s.content)
    return not s.quoted and not taken_as and any(each.search(s.cue) for each in (ACTS, PERCEIVES, FEELS))


_BARE = re.compile(
    r"\W*(?:an?|the|his|her|its|their|our|my|one|two|three|this|that|these|those|every|each|some|another|open|\d[\d,]*)\b"
    r"(?!\s+(?:is|was|are|were)\b)",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"(?<!who )(?<!which )(?<!that )\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must"
    r"|shall|should|does|do|did|to|as|not|with|[a-z]+ed)\b|n['’]t\b|['’](?:re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_STEMS = r"""
    sa(?:y|id)\w* t[eo]l(?:l|d)\w* claim report announc st?at(?:e|ed|es|ing)\b declar deni deny den[iy] confirm
    acknowledg admit conced confess alleg accus blam critici condemn denounc decr[iy] slam rip(?:s|ped)\b attack
    assail bash mock ridicul prais laud hail applaud commend thank welcom congratul describ detail explain recall
    recount relat remember mention refer cit(?:e|es|ed|ing) quot not(?:e|ed|es|ing)\b observ remark comment tweet
    retweet post wr[io]t blog email e-mail text publish releas issu share sharing reveal disclos divulg leak expos
    discuss debat talk sp[eo]ak spoke speech address question ask query queri wonder disput challeng contest
    contradict refut reject rebut dismiss deplor lament bemoan complain regret apolog mourn urg call appeal demand
    request want wish hop(?:e|es|ed|ing)\b sought plead beg pray pledg promis vow threat warn caution advis suggest
    propos offer order command instruct ban(?:s|ned)?\b forbid prohibit requir insist assert maintain contend argu
    reason believ think thought feel felt fear suspect assum consider regard view see saw expect predict forecast
    anticipat foresee project estimat guess speculat conclud judg agre disagree endors back(?:s|ed|ing)?\b support
    oppos defend justif advocat favo approv reaffirm affirm reiterat repeat stress emphasi underlin underscor
    highlight point outlin present introduc unveil list sketch indicat show impl[iy] hint allud attribut credit label
    dub brand term(?:s|ed)\b nam(?:e|ed|es) identif compar jok quip brag boast gloat gush rav(?:e|ed|ing) tout
    bill(?:s|ed)\b promot plan intend swear swore testif rul convict find found know knew learn underst voic express
    utter chant shout sing sang read hear accord account rumou?r inform notif assur remind promp answer repl respon
    react add(?:s|ed|ing)?\b count(?:s|ed)?\b valu proclaim herald celebrat opinion idea aim doub concern worr touch
    delv set(?:s|ting)?\s+out laid\s+out lay(?:s|ing)?\s+out made make giv gave put bring brought rais aver posit
    theor cover(?:s|ed)\b.*\bin like hate lov prefer imagin envisi interpret recogni deem chastis rebuk scold blast
    echo articulat critic vague ignor downplay rail compliment extol denunci recit profil examin eye[ds]? eyeing
    lean vie[ds]? endors tak(?:e|es|ing)\b took mount stanc stone
    trash lambast vilif shame insult invok recommen commit protest object resent toast vent convey communic relay
    broadcast file filing submit certif testimon document record chronic portray depict characteri paint narrat
    illustrat rank rate[sd]? grad diagnos determin trac(?:e|ed) link tie[sd]? connect prov calculat measur interview
    narrow clarif correct amend retract withdr renounc disavow distanc sign cry cried curs cheer salut honou?r pay
    paid bore bear mean summon
"""
"""Stems of speech, writing, belief, wanting, judging, and the light verbs ("made a reference to") that go with them."""
_SAYING = re.compile(r"\b(?:" + "|".join(_STEMS.split()) + ")", re.IGNORECASE)
_HITS = re.compile(r"\b(?:blast|slam|rip|sound)(?:s|ed|ing|ped)?\b", re.IGNORECASE)
_HIT = re.compile(
    r"\W*(?:\w+[\s-]+){0,3}?(?:homer|runs?|ball|shot|goal|double|triple|alarm|horn|siren|pitch|fastball)\b",
    re.IGNORECASE,
)
_FETCHES = re.compile(r"(?:his|her|their) [\w ]*(?:closer|bullpen|lawyers?)\b")


def a_deed(s: Said) -> bool:
    """What is named by a bare noun phrase is said only where the cue says, judges or wants: "fouled off a cutter",
    "opted for a trial" and "blasted a homer" are deeds."""
    if s.quoted or not s.cue or _CLAUSE.match(s.content) or not _BARE.match(s.content):
        return False
    if _HITS.search(s.cue) and _HIT.match(s.content):
        return True
    if s.cue.endswith(("called for", "calling for")) and _FETCHES.match(s.content):
        return True
    return not _HAS_VERB.search(s.content) and not _SAYING.search(s.cue)


_CALLS_A_MEETING = re.compile(
    r"\W*(?:an?|the|emergency|urgent|snap|early|fresh|new)\s+(?:[\w-]+\s+){0,2}?(?:meetings?|elections?|polls?"
    r"|talks|referendum|vote|sessions?|summit|strikes?|ambulance|911|999|police|(?:news|press)\s+conference)\b",
    re.IGNORECASE,
)
_TO_TALK = re.compile(r"\bto\s+(?:tell|discuss|say|ask|report|check|inform|speak|talk)\b", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s)(?:to|at|in|out|after|for|before)\s", re.IGNORECASE)
_LIVES = re.compile(
    r"\W*(?:(?:an?|the|their|his|her|its|at\s+least|more\s+than|over|some|nearly|almost|about|up\s+to|[\d,.]+"
    r"|hundreds|thousands|dozens|of|many|first|second|third|fourth|fifth|another)\s+){0,5}?(?:lives|life|jobs?"
    r"|victor\w+|title|medal|gold|silver|bronze|prize|crown|wins?|seats?|wickets?)\b",
    re.IGNORECASE,
)


def another_sense(s: Said) -> bool:
    """ "Claimed the lives of", "called a meeting", "called her mother to tell her", "police were called to": the verb
    has another sense."""
    if re.search(r"\bcall(?:s|ed|ing)?$", s.cue, re.IGNORECASE):
        phone = not s.quoted and _TO_TALK.search(s.content) is not None
        passive = not s.source and re.search(r"\b(?:was|were|been)\s+called$", s.cue) is not None
        return phone or _CALLS_A_MEETING.match(s.content) is not None or (passive and _AT.search(s.content) is not None)
    claims = re.search(r"\bclaim(?:s|ed|ing)?$", s.cue, re.IGNORECASE)
    return claims is not None and not _FINITE.search(s.content) and _LIVES.match(s.content) is not None


_SHOWS = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?|convey(?:s|ed|ing)?|depict\w*|captur\w*|featur\w*|contain(?:s|ed|ing)?|expos(?:e"
    r"|es|ed|ing)|illustrat\w*|include[sd]?"
    r"|show(?:n|s|ed)?\s+little\s+\w+(?:\s+for)?|offers)$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:stud(?:y|ies)|polls?|surveys?|reports?|data|figures|statistics|records?|documents?|research"
    r"|analys[ei]s|papers?|filings?|census|results|tests?|averages?|findings|estimates)\b",
    re.IGNORECASE,
)


def shown(s: Said) -> bool:
    """A picture, an example or a deed shows a thing: "the video shows 50 girls". What a study or a poll shows, and that
    something is so, is said."""
    if s.quoted or not _SHOWS.search(s.cue) or _CLAUSE.match(s.content) or _SPEAKS.search(s.content):
        return False
    if re.search(r"offer", s.cue, re.IGNORECASE):
        return not s.content.lstrip().lower().startswith("to ") and not re.search(r"\bto\b", s.content)
    return not _COUNTS.search(s.source) and _FINITE.search(s.content) is None


_MADE = re.compile(
    r"\b(?:publish\w*|releas\w*|post(?:s|ed|ing)?|shar(?:e|es|ed|ing)|upload\w*|tweet(?:s|ed|ing)?|reveal(?:s|ed|ing)?|disclos(?:e"
    r"|es|ed|ing)|issu(?:e|es|ed|ing)"
    r"|circulat\w*|announc(?:e|es|ed|ing)|print(?:s|ed)?|broadcast|retweet\w*)(?:\s+on\s+\w+)?$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\W*(?:(?:an?|the|his|her|its|their|another|two|three|several|some|this|these|that|\d[\d,]*|new|short"
    r"|\w+ing|[a-z-]+)\s+){0,4}?"
    r"(?:videos?|clips?|photos?|photographs?|pictures?|selfies?|images?|footage|screenshots?|snaps?|lists?"
    r"|names|links?|updates|maps?|albums?|trailers?"
    r"|songs?|books?|snow\s+emergency|article|recordings?|the\s+order)\b",
    re.IGNORECASE,
)


def made_public(s: Said) -> bool:
    """A thing put before people and not words: "posted a clip", "released the names"."""
    return (
        not s.quoted
        and _MADE.search(s.cue) is not None
        and _THING.match(s.content) is not None
        and not _SPEAKS.search(s.content)
    )


_CITES = re.compile(r"\b(?:citing|quot(?:es|ed|ing)|cit(?:es|ed))$|\bwas\s+quoted$", re.IGNORECASE)
_NAMES = re.compile(r"(?:(?:the|an?)\s+)?[A-Z][\w.’'-]*(?:\s+(?:of|and|the|de|for|[A-Z][\w.’'-]*))*$")
_DETERMINER = re.compile(
    r"(?:the|an?|one|two|three|several|some|its|his|her|their|unnamed|local|anonymous)\b", re.IGNORECASE
)


def only_a_source(s: Said) -> bool:
    """Somebody is cited, and what for is not said here: "citing the chief engineer"."""
    if s.quoted or not _CITES.search(s.cue) or re.search(r"[,\s]that\b\s+\w+\s+\w+", s.content.split(" whom ")[0]):
        return False
    head = s.content[slice(*head_of(s.content, (0, len(s.content))))].strip(" ,.")
    named = _NAMES.match(head) is not None
    return named or (
        _DETERMINER.match(head) is not None
        and (PERSONS.search(head) or (ORGANISATIONS.search(head) and "’s" not in head))
    )


_UNNAMED = re.compile(
    r"\W*(?:that\s+)?(?:not\s+)?(?:to\s+)?(?:(?:his|her|their)\s+(?:\w+\s+)?(?:names?|identit\w+)"
    r"|(?:be\s+)?(?:named|identified|quoted|interviewed)\b"
    r"|anonymity|(?:be|remain)\s+anonymous)",
    re.IGNORECASE,
)


def unnamed(s: Said) -> bool:
    """How a source stays unnamed is its reason, not its statement: "asked not to be named", "declined to be quoted"."""
    asked = re.search(
        r"\b(?:ask|declin|refus|request|prefer|wish|want|insist)\w*(?:\s+(?:not|to|on|for))*$", s.cue, re.IGNORECASE
    )
    return asked is not None and _UNNAMED.match(s.content) is not None


_NOT = r"(?:\b(?:not|never|cannot)\b|n['’]t\b)"
_WITHHOLDS = re.compile(
    rf"{_NOT}\s+(?:\w+ly\s+|yet\s+|even\s+|been\s+)?(?:say|saying|said|tell|comment\w*|answer\w*|respond\w*"
    rf"|repl\w+|mention\w*|nam(?:e|ed)"
    r"|identif\w+|confirm\w*|print\w*|writ(?:e|ten)|elaborat\w*|discuss\w*|specif\w+|disclos\w*|reveal\w*"
    r"|provid\w*|giv(?:e|en)|explain\w*"
    r"|address\w*|speculat\w*|detail\w*|describ\w*|releas\w*|announc\w*|return\w*|report\w*)\b"
    r"|\b(?:declin|refus)(?:e|es|ed|ing)(?:\s+to\s+(?:\w+ly\s+)?(?:say|tell|comment|answer|respond|mention|name"
    r"|identify|confirm|elaborate|discuss"
    r"|specify|disclose|reveal|provide|give|explain|address|speculate|talk|speak|go\s+into|describe)\b.*)?$"
    r"|\bno\s+(?:immediate\s+)?(?:comment|response|reply|word|details)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:ha(?:s|ve|d)|is|are)\s+(?:still\s+)?yet\s+to\b"
    r"|\b(?:not|n['’]t)\s+yet\b(?!.*\b(?:believ|think|convinc|ready|sure|know)\w*)",
    re.IGNORECASE,
)
_KEPT_BACK = re.compile(
    r"\W*(?:to\s+)?(?:say|tell|comment|answer|respond|confirm|elaborate|discuss|specify|disclose|reveal|provide"
    r"|give|explain|address|speculate|talk|speak|go\s+into|name"
    r"|identify|describe)\b|\W*(?:immediate\s+)?(?:comment|further\s+comment|interview)",
    re.IGNORECASE,
)


def withheld(s: Said) -> bool:
    """What is not said, answered or confirmed: "did not mention any deaths", "declined to comment"."""
    if not s.quoted and _NOT_YET.search(s.cue):
        return True
    found = _WITHHOLDS.search(s.cue)
    if found is None or s.quoted:
        return False
    if re.match(r"(?:declin|refus)\w+$", found[0], re.IGNORECASE):
        return _KEPT_BACK.match(s.content) is not None
    return True


_IMPERSONAL = re.compile(
    r"(?:\bit\s+comes\s+as\s+no\s+surprise|\b(?:claims|reports|rumou?rs)\s+emerged(?:\s+on\s+\w+)?|\bit(?:['’]s"
    r"|\s+(?:is|was|remains|remained))\s+(?:\w+\s+)?(?:un|not\s+(?:immediately\s+|yet\s+)?)(?:clear|known"
    r"|certain)|^(?:still\s+|immediately\s+)?(?:unclear|unknown)|^(?:is|was|remains?"
    r"|remained)\s+(?:still\s+)?(?:unclear|unknown|not\s+clear)"
    r"|\b(?:seem|appear)(?:s|ed|ing)?(?:\s+(?:almost\s+)?(?:certain|likely|to))?)$",
    re.IGNORECASE,
)


def impersonal(s: Said) -> bool:
    """What is unclear, or seems so to the reporter: "it was unclear whether", "appears to"."""
    return not s.quoted and _IMPERSONAL.search(s.cue) is not None


_MAY = re.compile(
    r"^(?:also\s+|still\s+)?(?:will|would|can|could|may|might|must|should|shall|cannot"
    r"|ca)(?:\s*n['’]t)?\b(?!.*\b(?:reportedly|allegedly|say|saying|said|tell|argue|like|add|call\s+for|want"
    r"|heard|pledge|demand|wish|describe|call|blame|expected|point\w*|know)\b)",
    re.IGNORECASE,
)


def to_come(s: Said) -> bool:
    """What somebody will, can or may do has not been said: "would quickly reveal", "can look forward to"."""
    return not s.quoted and _MAY.match(s.cue) is not None


_PURPOSE = re.compile(
    r"to\s+\w+|(?:it|there)\s*(?:is|['’]s|was)\s+(?:\w+\s+)?(?:safe|fair|hard|difficult|easy|no)\s+(?:to\s+)?(?:say|tell|telling|know)",
    re.IGNORECASE,
)


def purpose(s: Said) -> bool:
    """What somebody did to do it ("came to announce"), or what can be said by anybody ("it is safe to say")."""
    return not s.quoted and _PURPOSE.match(s.cue) is not None


_OPENING_ASKED = re.compile(r"(?:when\s+)?(?:asked|questioned|pressed|quizzed)\b", re.IGNORECASE)
_BEFORE_ASKED = re.compile(r"\W*(?:when|also|later|but|and)?\W*$", re.IGNORECASE)


def asked(s: Said) -> bool:
    """A sentence that begins with what its speaker was asked: "Asked about the fire, she said …"."""
    opens = _OPENING_ASKED.match(s.cue) and _BEFORE_ASKED.fullmatch(s.lead)
    whom = s.source and re.search(r"[.!?]\s*$", s.source)
    return not s.quoted and bool(opens) and not whom and not re.match(r"asked\s+not\b", s.cue, re.IGNORECASE)


_CREDIT = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,30},\s+(?:[A-Z][a-z]{2,5}\.|[A-Z]{2}))$|\b(?:licensors?|Getty\s+Images|Shutterstock"
    r"|iStock)$"
    r"|^(?:Screenshot|Screen\s+grab|Photo|Image|Picture|Grab|Still|Caption|Credit|File)\b",
)


def label(s: Said) -> bool:
    """A dateline, a credit or a picture's label is nobody: "ASHEL, Sund.", "AFP or licensors"."""
    return _CREDIT.search(s.source) is not None and not re.search(r"\bsays?|said|tell|told\b", s.cue)


_LABEL_CUE = re.compile(
    r"(?:Opinion|Related|Analysis|Watch|Video|Screenshot|Most\s+read|Interested\s+in|Read\s+more|Shown"
    r"|Image\s+caption|caption)\b:?$",
    re.IGNORECASE,
)


def pointer(s: Said) -> bool:
    """A pointer to another piece, or the site's own words: "Opinion", "Related:", "interested in"."""
    return (not s.source or s.cue.lower() == "caption") and _LABEL_CUE.match(s.cue) is not None


RULES: tuple[Rule, ...] = (
    nobody, anybody, narrator_speaks, naming, act, a_deed, another_sense, shown, made_public, only_a_source, unnamed,
    withheld, impersonal,
    to_come, purpose, asked, label, pointer,
)  # fmt: skip
"""What makes a candidate none; any of them is enough."""


def unsaid(s: Said) -> bool:
    """Whether what is marked is nobody's statement."""
    return bool(s.cue or s.source) and any(rule(s) for rule in RULES)
