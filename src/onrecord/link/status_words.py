"""The words of statuses: which verb or adjective says which value of which dimension. A list may be read, and added to;
how the words are found in a sentence is in `statuses.py`."""

from __future__ import annotations

from typing import Literal

from onrecord.text.nouns import word_set

Dimension = Literal[
    "control", "life", "custody", "injury", "access", "consent", "outcome", "responsibility", "guilt", "legality",
    "intent", "office", "exchange", "deal", "truce",
]  # fmt: skip
Sense = tuple[Dimension, str]


def _senses(listed: dict[Sense, str]) -> dict[str, Sense]:
    return {word: sense for sense, words in listed.items() for word in words.split()}


DONE = _senses(
    {
        ("life", "dead"): "killed slain assassinated executed murdered",
        ("custody", "held"): "arrested detained jailed imprisoned",
        ("custody", "free"): "freed released",
        ("injury", "hurt"): "injured wounded hurt",
        ("access", "closed"): "closed shut suspended grounded halted",
        ("access", "open"): "opened reopened resumed restarted",
        ("control", "held"): "captured seized recaptured retaken liberated overrun",
        ("consent", "refused"): "rejected refused declined vetoed rebuffed",
        ("consent", "agreed"): "accepted approved ratified signed endorsed",
    }
)
"""Past participles: of whom or what it is said stands before *was killed*, and behind *they killed*."""

DOES = _senses(
    {
        ("life", "dead"): "kills kill executes execute",
        ("custody", "held"): "arrests arrest detains detain jails jail",
        ("custody", "free"): "frees free releases release",
        ("access", "closed"): "closes close shuts suspends suspend halts halt",
        ("access", "open"): "reopens reopen resumes resume restarts restart",
        ("control", "held"): "captures capture seizes seize recaptures recapture retakes retake liberates liberate "
        "took takes take retook overran controls controlled control holds hold held",
        ("control", "lost"): "lost loses lose",
        ("consent", "refused"): "rejects reject refuses refuse declines decline vetoes veto rebuffs rebuff",
        ("consent", "agreed"): "accepts accept approves approve ratifies ratify signs sign endorses endorse",
    }
)
"""Other forms of verbs with an object: of whom or what it is said stands behind."""

BECOMES = _senses(
    {
        ("life", "dead"): "died dies die",
        ("life", "alive"): "survived survives survive",
        ("outcome", "failure"): "failed fails fail",
        ("outcome", "success"): "succeeded succeeds succeed",
        ("office", "out"): "resigned resigns resign quit",
    }
)
"""Verbs without an object: of whom or what it is said stands before."""

IS = _senses(
    {
        ("life", "dead"): "dead deceased",
        ("life", "alive"): "alive",
        ("injury", "unhurt"): "unhurt unharmed uninjured unscathed",
        ("access", "closed"): "closed shut",
        ("access", "open"): "open operational",
        ("guilt", "guilty"): "guilty",
        ("guilt", "innocent"): "innocent",
        ("outcome", "success"): "successful",
        ("outcome", "failure"): "unsuccessful",
        ("intent", "accident"): "accidental unintentional",
        ("intent", "attack"): "deliberate intentional",
    }
)
"""What a thing *is* or *remains*."""

IS_A = _senses(
    {
        ("outcome", "success"): "success",
        ("outcome", "failure"): "failure",
        ("intent", "accident"): "accident",
        ("intent", "attack"): "attack",
    }
)
"""What a thing is *a*, with words between."""

OPPOSED: dict[Dimension, tuple[frozenset[str], ...]] = {
    "life": (frozenset({"dead", "alive"}),),
    "injury": (frozenset({"hurt", "unhurt"}),),
    "access": (frozenset({"open", "closed"}),),
    "consent": (frozenset({"agreed", "refused"}),),
    "outcome": (frozenset({"success", "failure"}),),
    "responsibility": (frozenset({"claimed", "denied"}),),
    "guilt": (frozenset({"guilty", "innocent"}),),
    "legality": (frozenset({"right", "violation"}),),
    "intent": (frozenset({"accident", "attack"}),),
    "truce": (frozenset({"holds", "broken"}),),
}
"""Values of which only one can be so. Of custody none are: who was arrested may be free again."""

CHANGING: frozenset[Dimension] = frozenset(
    {"control", "custody", "access", "consent", "office", "responsibility", "deal", "truce", "guilt"}
)
"""What may change from one report to the next: two values of it do not differ where the later may be a change."""

OF_PERSONS: frozenset[Dimension] = frozenset({"life", "custody", "injury", "office", "guilt"})
"""What is said of one person."""

BE = word_set("is are was were been being be am it's he's she's they're")
COPULAS = BE | word_set("remains remain remained stays stay stayed")
HAVE = word_set("has have had having")
DO = word_set("do does did")
NOT = word_set("not never cannot")
"""Words that turn a verb around."""
ALSO_DONE = word_set("""
    shot stabbed beaten tried besieged surrounded stormed attacked hit found captured arrested tortured signed
""")
"""What is said beside a participle of the same thing: *was shot and killed*."""

STILL = word_set("still remains remain remained stays stay stayed")
MODALS = word_set("wo ca sha will would can could may might shall should must to cannot ought")
ADVERBS = word_set("""
    also now still already just even since all both finally soon once again yet longer both currently
""")

UNREAL = word_set("""
    if unless whether would could may might should must will shall allegedly alleged reportedly apparently
    apparent feared fear fears believed believe believes think thinks presumed suspected possibly perhaps
    probably likely unlikely maybe rumoured rumored purported purportedly supposedly almost nearly seemingly
    seemed seems appears appeared expected trying tried attempting attempted wants wanted want demand urge urges
    ask asks asked hoping hoped hopes demands demanded demanding offer offers offered proposes proposed plan
    plans planned threatened threatens promised vowed calls calling urged until before when unclear unknown
    refused refuses declined declines
""")
"""Words before a verb in its clause that take away that it is so, or leave it open."""

DENYING = word_set("""
    deny denies denied denying denial refuted refutes rejected rejects dismissed dismisses disputed disputes
""")
"""Words that turn around what stands behind them."""

TRUCES = word_set("truce ceasefire armistice")
HOLDS = word_set("holding holds intact")
BROKEN = word_set("broken violated breached collapsed")
"""What is said of a ceasefire."""

RUMOURS = word_set("""
    reports report claims claim rumours rumors rumour rumor suggestions allegations allegation speculation fears
""")
"""Nouns that what follows them with *that* is only said of."""

AGREED_TO = word_set("""
    deal offer bid proposal plan agreement treaty bill request resolution truce ceasefire merger accord
    invitation terms budget package pact settlement takeover plea amendment nomination measure ultimatum draft
    conditions appeal demand demands compromise sale extension contract
""")
"""What is agreed to or refused."""

PLACES = word_set("""
    town city village port airport airfield bridge base district province region area border crossing dam
    refinery hill camp neighbourhood neighborhood building island mine station capital territory compound
    barracks enclave outpost suburb quarter town's checkpoint
""")
OPENS = word_set("""
    airport border crossing school schools road roads highway bridge embassy consulate station line port service
    services airspace shop shops tunnel subway museum park university runway terminal flights flight
    track tracks schools court courts beach plant factory
""")
"""What opens and closes."""

GOVERNMENT = word_set("army government troops military soldiers police regime")
REBELS = word_set("""
    rebels rebel militants insurgents separatists jihadists extremists terrorists gunmen guerrillas guerillas
""")
"""Two camps of which one does not hold what the other holds."""

EVENTS = word_set("crash explosion blast fire incident collision derailment sinking shooting death killing disaster")
"""What may have been meant or not."""

KINDS = GOVERNMENT | REBELS | OPENS | PLACES | TRUCES | AGREED_TO | word_set("forces fighters police")
"""Nouns that name nobody, though they begin a sentence: *Rebels have …*."""

CAPTIVES = word_set("""
    gunman suspect attacker shooter bomber hijacker kidnapper prisoner hostage captive detainee inmate convict killer
    sailor miner climber diver skipper captain baby child toddler infant teenager king queen prince princess
    dictator tyrant leader guerrilla terrorist sniper spy fugitive murderer robber assassin
""")
"""Who is said to be dead, hurt or held, beside those who speak in the news."""

ACTIONS = word_set("""
    launch launches launching strike strikes attack raid invasion arrest detention referendum annexation
    blockade deployment operation test tests killing occupation seizure sanctions ban shooting bombing expulsion
    deportation
""")
"""What is lawful or not."""

SWAPS = {"exchange": "swap", "exchanged": "swap", "swapped": "swap", "swap": "swap", "ransom": "ransom"}
FREEING = word_set("freed free frees freeing released release releases releasing surrendered handed")
DEALS = word_set("deal agreement accord truce ceasefire")
MADE = word_set("reached struck signed brokered made making doing did done clinched concluded paid paying")
"""What is given for something, what is agreed between two, and the verbs for either."""
