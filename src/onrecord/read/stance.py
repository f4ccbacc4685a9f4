"""How a reporter's verb puts what is said: endorsing it, keeping a distance, or neither.

Endorsing verbs presuppose or assert that the words are true: factives and the semifactives of news ("admit", "reveal",
"confirm": Kiparsky & Kiparsky 1970; Hooper 1975; Karttunen 1971). Distancing words say that the reporter does not vouch
("claim", "allege", "so-called": the doubtful assertives of Hooper 1975 and of Recasens, Danescu-Niculescu-Mizil &
Jurafsky, ACL 2013; Thompson & Ye 1991). All else is neutral. Verbs that only tell how firmly somebody speaks ("insist",
"maintain", "argue", "warn") leave open what the reporter holds, and are neutral: in doubt, neutral. RULES is tried in
order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.rows import Stance


def _forms(verbs: str) -> re.Pattern[str]:
    """Matches any inflected form of regular verbs, given as `stem` or `stem/irregular/forms`."""
    each = []
    for verb in verbs.split():
        stem, *others = verb.split("/")
        bare = stem.removesuffix("e")
        double = rf"{stem}{stem[-1]}" if re.fullmatch(r"\w*[^aeiou][aeiou][tpnbgm]", stem) else bare
        last = (
            rf"{stem[:-1]}(?:ies|ied|ying)"
            if re.search(r"[^aeiou]y$", stem)
            else rf"{bare}(?:e?s|ed|ing)|{double}(?:ed|ing)"
        )
        each += [stem, last, *others]
    return re.compile(r"\b(?:" + "|".join(each).replace("_", r"\s+") + r")\b", re.IGNORECASE)


ENDORSING = _forms("""
    admit acknowledge concede confess confirm reveal disclose divulge expose uncover unveil recognise recognize realise
    realize discover establish verify prove/proven/proof demonstrate show/shown document corroborate substantiate attest
    point_out/points_out/pointed_out/pointing_out remind regret learn/learnt know/knew/known/knows find/found
    admission/admissions confirmation confession revelation/revelations acknowledgement acknowledgment
""")
NOTES = re.compile(
    r"(?<!\b(?:an|in) )(?<!\b(?:a|s) )(?<!\bthe )(?<!\b(?:his|her|its) )(?<!\btheir )\bnot(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
"""The verb "note", not what somebody wrote ("said in a note")."""
ANOTHER_SENSE = re.compile(
    r"\b(?:known\s+(?:as|for|to)|known\s+\w+\s+as|(?:to|should|must|need\w*)\s+know|know\w*\s+(?:about|of|how)"
    r"|found\s+(?:guilty|dead)"
    r"|establish\w*\s+(?:an?|the)|re-established|expos\w+\s+to|noted\s+for|discover\w*\s+(?:an?|the)"
    r"|on\s+(?:the\s+)?record)\b",
    re.IGNORECASE,
)
"""Endorsing words in another sense: "is known for", "everything you need to know"."""
INANIMATE = re.compile(
    r"^(?:(?:has|have|had|was|were|also|later)\s+)*(?:re-)?(?:expos\w+|establish\w*|document\w*)$", re.IGNORECASE
)
"""Verbs that endorse with a clause only: a breach "exposed" data, a founder "established" a school."""
DISTANCING = _forms("""
    claim allege purport profess pretend insinuate boast brag allegation/allegations allegedly purportedly supposedly
    ostensibly so-called self-styled self-proclaimed
""")
FALSELY = re.compile(
    r"\b(?:falsely|wrongly|misleadingly|baselessly|erroneously|without\s+(?:any\s+)?(?:evidence|proof|offering"
    r"|providing"
    r"|citing)|unproven|unsubstantiated|unverified|unconfirmed|baseless|debunked|discredited|disputed)\b",
    re.IGNORECASE,
)
NOT_SAID = re.compile(
    r"(?:n['’]t\b|\b(?:not|never|neither|nor|cannot|without|refus\w+|declin\w+|fail\w*|could\s+neither|unable"
    r"|yet\s+to|unwilling|stopp\w+\s+short)\b)",
    re.IGNORECASE,
)
OTHER_CLAIMS = re.compile(
    r"^\W*(?:full\s+|sole\s+|the\s+|that\s+|his\s+|her\s+|their\s+|its\s+|a\s+|an\s+)*(?:responsibility|credit"
    r"|victor\w+|lives?\b|asylum|damages|benefits"
    r"|compensation|ownership|sovereignty|title|medal|gold|silver|bronze|prize|crown|win\b|seats?\b|insurance"
    r"|refunds?|descent)",
    re.IGNORECASE,
)
"""What can be claimed without saying anything: responsibility, victory, lives."""

_CLAUSE = re.compile(r"\W*(?:that|how|why|who|what|whether)\b", re.IGNORECASE)

Rule = Callable[[str, str], Stance | None]


def falsely(cue: str, _content: str) -> Stance | None:
    """The reporter says that it is false, or unproven: "falsely said", "said without evidence"."""
    return "distancing" if FALSELY.search(cue) else None


def not_said(cue: str, _content: str) -> Stance | None:
    """A negated or withheld endorsement is none: "could not confirm", "declined to reveal", "did not claim"."""
    return "neutral" if NOT_SAID.search(cue) else None


def claimed_something(cue: str, content: str) -> Stance | None:
    """ "Claimed responsibility", "claimed the lives of": the verb has another sense."""
    return "neutral" if DISTANCING.search(cue) and OTHER_CLAIMS.match(content) else None


def distances(cue: str, _content: str) -> Stance | None:
    """A verb or adverb of distance; it outweighs an endorsing one ("allegedly admitted")."""
    return "distancing" if DISTANCING.search(cue) else None


def another_sense(cue: str, content: str) -> Stance | None:
    """A verb that endorses elsewhere and does not here: "is known for", "exposed the names of millions"."""
    thing = INANIMATE.search(cue) is not None and not _CLAUSE.match(content)
    return "neutral" if thing or (ANOTHER_SENSE.search(cue) and not _CLAUSE.match(content)) else None


def endorses(cue: str, _content: str) -> Stance | None:
    """A factive verb, or a noun of one."""
    return "endorsing" if ENDORSING.search(cue) or NOTES.search(cue) else None


RULES: tuple[Rule, ...] = (falsely, not_said, claimed_something, distances, another_sense, endorses)


def stance(cue: str, content: str) -> Stance | None:
    """The stance of a cue's words towards the content; `None` where there is no cue."""
    if not cue.strip():
        return None
    return next((s for rule in RULES if (s := rule(cue, content)) is not None), "neutral")
