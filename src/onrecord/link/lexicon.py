"""Words that do something beside telling: the lexicon layer of wording.

The classes are the field's: factives (Kiparsky & Kiparsky 1970), implicatives (Karttunen 1971), assertives (Hooper
1975), hedges (Hyland 2005), and one-sided or subjective words as in Recasens et al. (2013).
The words are our own choice, written for news: the lists gathered there may not be shipped with this program. Words
are compared by their stem (`text.words`), so that each stands here once. A list may be read, and added to.

How marked a sentence is (`score`) rests on these words and on five more properties of it, `PROPERTIES`, whose weights
were learned (`training/bias.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.rarity import UNLISTED, rarity
from onrecord.rows import Span
from onrecord.text.nouns import word_set
from onrecord.text.words import Word, words

CLASSES: Mapping[str, str] = {
    "factive": """
        know knew realize realise regret forget forgot discover reveal notice recall remember acknowledge admit concede
        expose confirm prove proved proven resent ignore recognize recognise unmask debunk
    """,
    "implicative": """
        manage fail failed failure dare bother refuse neglect decline avoid force forced prevent hesitate attempt
        condescend deign fall refrain cause compel
    """,
    "assertive": """
        claim insist allege assert maintain contend argue boast declare suggest imply hint believe suspect swear vow
        warn predict deny dismiss protest tout blame complain lament accuse
    """,
    "hedge": """
        apparently seem seemingly
        appear perhaps maybe possibly probably likely unlikely presumably supposedly reportedly
        allegedly alleged purported purportedly arguably somewhat largely mostly roughly virtually essentially
        practically tend suggest might could ostensibly doubt doubtful unclear sort kind
    """,
    "intensifier": """
        very extremely utterly completely totally absolutely deeply highly hugely massively wildly sharply starkly
        strongly bitterly fiercely badly clearly obviously plainly simply merely really truly indeed even ever never
        only so too such especially notably particularly remarkably strikingly deliberately openly blatantly
        repeatedly relentlessly constantly desperately quickly finally already still mere sheer utter
    """,
    "loaded": """
        absurd abuse aggressive aggressively agenda alarm alarming ally amazing angry anger anguish anti appalling
        arrogant assail attack atrocity audacious awful backlash bad baffling barbaric barrage bash battle belittle
        berate betray bigot bizarre blast blatant bleak bloated blow blunder blunt boastful bogus bold bombastic
        bombshell botched brag brash brave brazen broadside brutal brutality bruising bully bungle burden butcher
        calamity callous catastrophe catastrophic chaos chaotic charade cheat chide chilling clash clobber coddle
        coercion collapse combative complicit condemn confrontation conspiracy contempt contentious controversial
        controversy corrupt corruption courage courageous coward craven crackdown crazy crippling crisis critic
        crony cruel crusade crush cynical damning dangerous dark deadlock debacle deceit deceive decimate decry defiant
        defiantly defy demagogue demonize denigrate denounce deplorable deride desperate despicable despise destroy
        devastating dictator dire dirty disaster disastrous discredit disdain disgrace disgraceful disgust
        dishonest dismal disparage disrespect distort divisive dogged doom draconian dramatic dramatically drastic
        drumbeat dubious dysfunction egregious elite embarrass embarrassing embattled embrace emboldened enemy enrage
        epic erupt evil exaggerate exploit explosive extraordinary extreme extremist fake falsehood famously fanatic
        fanfare farce farcical fearmongering ferocious fiasco fierce fiery fight firebrand firestorm flagrant flailing
        flatly flawed flout foe folly foolish fringe frenzy frivolous fume furious fury furor gaffe
        genocide ghastly gleeful gloat goon grandstanding grave great greed grim grossly grotesque hail hammer handout
        harangue hardline hardliner harsh harshly hate hatred hawkish heartbreaking heartless heated hero heroic
        hideous historic hollow horrible horrific horrifying hostile humiliate humiliating hypocrisy hypocrite hysteria
        hysterical iconic ideologue ignorant illegitimate impasse impassioned impressive incendiary incite incoherent
        incompetent inept infamous inflame inflammatory inhumane insane insult insurgent invasion irresponsible
        jab jeer junta killer lambast lambaste landmark lash laughable lavish lawless lecture legendary leftist liar
        lie lies lunatic lurch lurid mad malicious maniac martyr massacre massive meddle menace mercilessly mess
        militant misguided mislead mislead mock mockery mob monster murderous mutiny nakedly nasty nefarious
        nightmare notorious obscene obsess obstruct ominous onslaught oppress oppressive outburst outcry outlandish
        outrage outrageous outspoken overblown overreach pander panic partisan pathetic perverse petty phony pivotal
        plague plot plunder pounce preach prejudice profound propaganda provocation provocative provoke pundit
        puppet purge rabid racist racism radical rampage rampant rant rattle raucous ravage rebuke reckless
        regime relentless repressive reprehensible revile rhetoric ridicule ridiculous rig rightist rip robust rogue
        roil ruin ruthless sabotage sacred savage scandal scandalous scapegoat scathing scheme scoff scold scorn
        scramble seethe senseless shady sham shambles shame shameful shatter shock shocking shoddy shrill
        sinister skewer slam slander slash slaughter sleazy sloppy slur smear smug snub spar spark spectacle
        spectacular spew spin splashy squabble squander staggering staunch stark startling stinging storied stormy
        stoke strongman stubborn stun stunning stunt stupid surge swamp sweeping swipe tantrum taunt tawdry terrible
        terrify terrifying terrorist terror testy thug thorny threat threaten thuggish tirade tough toxic tragedy
        tragic traitor trample travesty triumph triumphant troubling trounce turmoil tumult tyrant tyranny ugly
        ultra unabashed unapologetic unfair unfit unhinged unleash unprecedented unruly unsubstantiated unthinkable
        untrue uproar upstart vaunted vehement venom vicious victim vigilante vile vilify vindictive violent virulent
        vitriol vulgar warmonger wasteful weak weaponize weird whine wicked witch woefully worst worse wreck zealot
    """,
}
"""The words of each class."""

COLOURING = word_set("""
    deadly fatal tragic apparent alleged suspected reported so-called bizarre costly huge big massive major minor
    terrible horrific awful dreadful entire whole unusual strange mysterious surprise sudden latest recent ongoing
    ill-fated doomed bloody daring dramatic freak serious shocking unprecedented planned attempted failed successful
""")
"""More words of that kind that are no sign of a view by themselves."""

WEIGHTS: Mapping[str, float] = {
    "loaded": 1.0, "intensifier": 0.5, "factive": 0.25, "implicative": 0.25, "assertive": 0.25, "hedge": 0.25,
}  # fmt: skip
"""What a word of each class adds to `weighed`. Set by what the classes are for, before anything was measured:
a loaded word is one by itself, an intensifier where there is something to intensify, the others by their use."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A word of the lexicon in a text, and its class."""

    span: Span
    kind: str


def _stems() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in sorted(CLASSES, key=lambda k: WEIGHTS[k]):
        found |= {w.stem: kind for w in words(CLASSES[kind])}
    return found


KINDS: Mapping[str, str] = _stems()
"""The class of each stem; where it is in two, the one that weighs more."""


def marked(text: str, span: Span | None = None) -> Iterator[Marked]:
    """The words of the lexicon within a span (all of the text without one), in order."""
    for word in words(text, span):
        if kind := KINDS.get(word.stem):
            yield Marked((word.start, word.end), kind)


def coloured(word: str) -> bool:
    """Whether a word colours what it stands before, and tells it from nothing else: *the deadly crash* is the crash."""
    return word in COLOURING or KINDS.get(words(word)[0].stem if words(word) else "") in ("loaded", "hedge")


PLAIN_SAYING = frozenset({"said", "told", "says", "according"})
"""The plain words for reporting what somebody said, beside verbs that judge it (Recasens et al. 2013)."""

SHORT_QUOTATION = 3
"""Words that a quotation inside a sentence has at most to count as short: words held at arm's length, or picked out."""

_QUOTATION = re.compile(r'[“"]([^“”"]{1,60})[”"]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a property is read from: a sentence, and its words."""

    text: str
    words: Sequence[Word]


def weighed(sentence: Sentence) -> float:
    """The words of the lexicon by the weights of their classes, log(1 + sum): the third loaded word of a sentence
    tells less than the first."""
    return math.log1p(sum(WEIGHTS[KINDS[word.stem]] for word in sentence.words if word.stem in KINDS))


def unlisted(sentence: Sentence) -> float:
    """The share of words, names left out, that hardly any of 1,018 news articles has (`link.rarity`): choice words are
    rare words, and the lexicon cannot hold them all."""
    common = [word for word in sentence.words if not word.capital]
    return sum(rarity(word.key) >= UNLISTED for word in common) / max(1, len(common))


def length(sentence: Sentence) -> float:
    """log(1 + words): a long sentence has more places for a marked word."""
    return math.log1p(len(sentence.words))


def numbers(sentence: Sentence) -> float:
    """log(1 + words that begin with a digit): sentences of figures and dates are told plainly."""
    return math.log1p(sum(word.key[0].isdigit() for word in sentence.words))


def plainly_said(sentence: Sentence) -> float:
    """log(1 + plain words of saying): where one stands, the reporter has taken the plain one."""
    return math.log1p(sum(word.key in PLAIN_SAYING for word in sentence.words))


def short_quotations(sentence: Sentence) -> float:
    """log(1 + quotations of three words at most): scare quotes, and the one phrase that was picked out."""
    return math.log1p(sum(1 <= len(words(quoted)) <= SHORT_QUOTATION for quoted in _QUOTATION.findall(sentence.text)))


PROPERTIES: tuple[tuple[Callable[[Sentence], float], float], ...] = (
    (weighed, 1.1),
    (unlisted, 5.37),
    (length, 0.44),
    (numbers, -0.67),
    (plainly_said, -0.56),
    (short_quotations, 0.65),
)
"""What a sentence's score rests on, each with its weight: logistic regression on 3,051 sentences of BASIL (Fan et al.
2019), 165 of them with lexical bias (`training/bias.py`, which measures it on events left out of the learning)."""

BASE = -4.83
"""The log-odds of a sentence without any property; learned with them."""


def properties(text: str, span: Span | None = None) -> list[float]:
    """The value of each of `PROPERTIES` for a sentence, in order."""
    start, end = span or (0, len(text))
    sentence = Sentence(text[start:end], words(text, span))
    return [worth(sentence) for worth, _ in PROPERTIES]


def score(text: str, span: Span | None = None) -> float:
    """How marked a sentence's wording is, between 0 and 1: the chance that annotators of US political news would mark a
    phrase in it as lexical bias. It is for ranking sentences; it says nothing of whether one is right or fair, and a
    quotation counts as the reporter's own words do."""
    odds = BASE + sum(weight * x for (_, weight), x in zip(PROPERTIES, properties(text, span), strict=True))
    return 1 / (1 + math.exp(-odds))
