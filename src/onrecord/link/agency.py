"""Passive clauses that tell of harm done and not by whom (*eleven were killed*), and the same act with who did it in
another report of the event (*soldiers killed eleven*).

Found by words, without a parser. A clause is listed only where its whole sentence names nobody who may have done it;
two tell of the same act only where they share its verb and who it befell, by name or number. Leaving the agent out is
ordinary, and often right: it may not be known. It is shown, not scored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.link.clauses import Clause, verb_group
from onrecord.rows import Article, Span, Stretch
from onrecord.text.nouns import word_set
from onrecord.text.sentences import sentences
from onrecord.text.words import Word, within, words

HARM = {
    form: verb
    for verb, forms in {
        "kill": "killed kills kill killing slain", "murder": "murdered murders", "execute": "executed executes",
        "massacre": "massacred", "assassinate": "assassinated", "wound": "wounded wounds", "injure": "injured injures",
        "shoot": "shot shoots shooting", "stab": "stabbed", "beat": "beaten beat", "torture": "tortured",
        "rape": "raped", "abduct": "abducted abducts", "kidnap": "kidnapped", "bomb": "bombed bombs",
        "shell": "shelled",
        "attack": "attacked attacks", "destroy": "destroyed destroys",
        "expel": "expelled expels", "deport": "deported deports", "evict": "evicted",
        "maim": "maimed", "lynch": "lynched", "behead": "beheaded", "besiege": "besieged",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Acts of harm that somebody does, by the forms of their verbs. No arrest: who does that is known."""

PARTICIPLES = {form for form in HARM if form.endswith("ed")} | word_set("slain shot beaten")

BEFORE, BEHIND = 9, 9
"""Words before a passive, and behind an active verb, among which it says whom it befell. A noun with its numbers and
a relative clause is about so long."""

LONGEST = 80
"""Words of a sentence that is looked at: what is longer is a list or no sentence."""


class Sentence(NamedTuple):
    """A sentence of an article, its words, and which of them is the participle of harm."""

    text: str
    span: Span
    words: Sequence[Word]
    at: int


Rule = Callable[[Sentence], bool]


def by_whom(s: Sentence) -> bool:
    """A *by* anywhere in the sentence may say who did it, and *by Sunday* is not told apart: in doubt it does."""
    return any(w.key == "by" for w in s.words)


_DEED = word_set("""
    attack attacks strike strikes airstrike airstrikes raid raids bombing bombings shelling offensive fire gunfire
    operation operations assault assaults bombardment crackdown drone drones missile missiles rocket rockets forces
    troops soldiers police gunman gunmen militants rebels officers attacker attackers
""")
"""Nouns for what did the harm, or for those who may have."""


def deed_of_somebody(s: Sentence) -> bool:
    """*In a Sundrel airstrike*: a name before what did it says whose it was."""
    behind = s.words[s.at + 1 :]
    return any(
        w.key in _DEED and any(x.capital and x.key[0].isalpha() for x in behind[max(0, n - 3) : n])
        for n, w in enumerate(behind)
    ) or any(
        w.key in _DEED and n and s.words[n - 1].capital and s.words[n - 1].key != "the" for n, w in enumerate(s.words)
    )


def other_side(s: Sentence) -> bool:
    """*In a shootout with police*, *in fighting between rebels and the army*: the other side is said."""
    behind = s.words[s.at + 1 :]
    return any(
        w.key in ("with", "between", "against") and any(x.key in _DEED or x.capital for x in behind[n + 1 : n + 4])
        for n, w in enumerate(behind)
    )


_WHEN = word_set("when after as while during because since")


def clause_of_cause(s: Sentence) -> bool:
    """*When soldiers opened fire*, *after police stormed the square*: the clause beside it may say who did it."""
    return any(w.key in _WHEN for w in s.words)


_CHANCE = word_set("""
    crash crashed accident accidents collision earthquake quake flood floods flooding storm hurricane cyclone tornado
    landslide avalanche wildfire wildfires derailed derailment collapse collapsed eruption tsunami typhoon stampede
    drowned lightning tremor overturned capsized
""")


def mishap(s: Sentence) -> bool:
    """A crash, a storm, a quake, *a fire*: nobody did it, or that is open."""
    keys = [w.key for w in s.words]
    return not _CHANCE.isdisjoint(keys) or any(k == "fire" and keys[n] in ("a", "the") for n, k in enumerate(keys[1:]))


_FILMED = word_set(
    "film films movie movies video videos scene scenes footage photo photos picture series episode advert"
)


def filmed(s: Sentence) -> bool:
    """*The film was shot in Ashel*: no harm."""
    return HARM[s.words[s.at].key] == "shoot" and any(w.key in _FILMED for w in s.words[: s.at])


def to_be_done(s: Sentence) -> bool:
    """*A jury asked that he be executed*: it has not happened."""
    return s.words[s.at - 1].key == "be"


def himself(s: Sentence) -> bool:
    """*Him*- or *themselves*: who did it is said."""
    return any(w.key.endswith(("self", "selves")) for w in s.words)


_OPEN = word_set("no nobody none whether if unclear how would could may might not never nor neither")


def not_said(s: Sentence) -> bool:
    """*Nobody was hurt*, *it is unclear how many were killed*: it is not said that it happened."""
    return any(w.key in _OPEN or w.key.endswith("n't") for w in s.words[: s.at])


_STATE = word_set("is are am")


def state(s: Sentence) -> bool:
    """*Four are injured* tells how they are; so does *his mind is shot*, but not *is shot dead*."""
    verb, behind = HARM[s.words[s.at].key], s.words[s.at + 1 : s.at + 2]
    told = verb in ("injure", "wound") or (verb == "shoot" and not any(w.key == "dead" for w in behind))
    return told and any(w.key in _STATE for w in s.words[max(0, s.at - 2) : s.at])


SAYS_WHO: tuple[Rule, ...] = (
    by_whom,
    deed_of_somebody,
    other_side,
    clause_of_cause,
    mishap,
    filmed,
    himself,
    not_said,
    to_be_done,
    state,
)
"""A passive is listed only where none of these holds."""


LEAD = 600
"""Characters at the head of an article in which it says what the event was."""


def tells_of_a_mishap(found: Sequence[Word]) -> bool:
    """Whether an article begins with a crash or a storm and with no attack: then nobody did what it tells of."""
    lead = {w.key for w in within(found, (0, LEAD))}
    return not lead.isdisjoint(_CHANCE) and lead.isdisjoint(_DEED - {"police", "fire", "officers", "forces"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act of harm in a sentence: its verb, the words of the clause, whom it befell by names, numbers and nouns.
    `agent` are the words that say who did it, `None` where the sentence names nobody."""

    article: str
    verb: str
    span: Span
    sentence: Span
    names: frozenset[str]
    numbers: frozenset[str]
    nouns: frozenset[str]
    agent: Span | None = None


@dataclass(frozen=True, slots=True)
class Agentless:
    """A passive clause of harm without an agent: its words, its sentence, and beside it the clauses of other reports
    of the event that tell of the same act with an agent, each with the words for the agent."""

    verb: str
    at: Stretch
    sentence: Stretch
    beside: tuple[tuple[Stretch, Stretch], ...]


def acts(article: Article) -> Iterator[Act]:
    """The acts of harm in an article that are told with their agent, or in the passive without."""
    found = words(article.text)
    if tells_of_a_mishap(found):
        return
    for span in sentences(article.text):
        inside = within(found, span)
        if len(inside) <= LONGEST and "?" not in article.text[span[1] - 2 : span[1]]:
            for n, word in enumerate(inside):
                if word.key in HARM and (act := _act(article, Sentence(article.text, span, inside, n))):
                    yield act


def _act(article: Article, s: Sentence) -> Act | None:
    clause = Clause(s.text, s.words, denied=False, headline=False)
    group = verb_group(clause, s.at) if s.words[s.at].key in PARTICIPLES else None
    if group is not None and group.passive:
        return None if group.negated else _passive(article, s, group.start)
    return _active(article, s)


def _passive(article: Article, s: Sentence, start: int) -> Act | None:
    befell = s.words[max(0, start - BEFORE) : start]
    span = (s.words[start].start, s.words[s.at].end)
    agent = _behind_by(s)
    if not befell or (agent is None and any(rule(s) for rule in SAYS_WHO)):
        return None
    verb = HARM[s.words[s.at].key]
    return Act(article.id, verb, span, s.span, _names(s, befell), _numbers(befell), _nouns(befell), agent)


def _behind_by(s: Sentence) -> Span | None:
    """The words behind *by* where it follows the participle: up to a mark or a word that ends them."""
    if s.at + 2 >= len(s.words) or s.words[s.at + 1].key != "by":
        return None
    first = last = s.at + 2
    while last + 1 < len(s.words) and last - first < MOST_AGENT and _goes_on(s, last):
        last += 1
    words_of = s.words[first : last + 1]
    agent = any(w.capital for w in words_of) or any(w.key in _DEED for w in words_of)
    return (words_of[0].start, words_of[-1].end) if agent and words_of[0].key not in _TIMES else None


MOST_AGENT = 5
"""Words of an agent that are kept, less one."""
_ENDS = word_set("in on at during when after as while who which that and but near for since before to with from")
_TIMES = word_set(
    "then now monday tuesday wednesday thursday friday saturday sunday noon midnight midday january february march "
    "april may june july august september october november december"
)


def _goes_on(s: Sentence, at: int) -> bool:
    between = s.text[s.words[at].end : s.words[at].end + 2]
    return not re.search(r"[,.;:!?()\n—–]", between) and s.words[at + 1].key not in _ENDS


_PAST = word_set("killed murdered executed wounded injured shot abducted kidnapped bombed shelled attacked destroyed "
                 "expelled deported massacred assassinated kills kill beheaded besieged")  # fmt: skip
_NO_SUBJECT = word_set("who which that were was are is been being be people and or including of")


def _active(article: Article, s: Sentence) -> Act | None:
    """*Soldiers killed eleven*: right before the verb stands a name or a noun for who may do such a thing, behind it
    whom it befell."""
    here = s.words[s.at]
    if here.key not in _PAST or not s.at or s.at + 1 >= len(s.words) or not _goes_on_at(s, s.at - 1):
        return None
    before = s.words[s.at - 1]
    doer = before.key in _DEED or (before.capital and before.key[0].isalpha() and before.key not in _NO_SUBJECT)
    befell = s.words[s.at + 1 : s.at + 1 + BEHIND]
    direct = befell[0].key not in _ENDS and befell[0].key not in ("by", "of") and _goes_on_at(s, s.at)
    if not doer or not direct or here.capital:
        return None
    first = s.at - 1
    while first > 0 and s.at - first < MOST_AGENT and _named(s.words[first - 1]) and _goes_on_at(s, first - 1):
        first -= 1
    if _hangs_on(s.words[max(0, first - 2) : first]):
        return None
    agent = (s.words[first].start, before.end)
    span = (agent[0], here.end)
    return Act(article.id, HARM[here.key], span, s.span, _names(s, befell), _numbers(befell), _nouns(befell), agent)


_PREPOSITIONS = word_set("of in at near from for with by to on against between under over outside inside")


def _hangs_on(before: Sequence[Word]) -> bool:
    """What stands behind a preposition is no subject: *a bomb at the Bank of Ashel killed two*."""
    keys = [w.key for w in before]
    return bool(keys) and (keys[-1] in _PREPOSITIONS or (keys[-1] in ("the", "a", "an") and keys[0] in _PREPOSITIONS))


def _named(word: Word) -> bool:
    return word.capital and word.key not in _TIMES and word.key not in _ENDS


def _goes_on_at(s: Sentence, at: int) -> bool:
    return s.text[s.words[at].end : s.words[at + 1].start].isspace()


def _names(s: Sentence, befell: Iterable[Word]) -> frozenset[str]:
    """The names among the words: with a capital, and not because they begin the sentence."""
    return frozenset(
        w.key.removesuffix("'s") for w in befell
        if w.capital and w.key[0].isalpha() and w.start != s.words[0].start and w.key not in _TIMES and len(w.key) > 1
    )  # fmt: skip


_YEAR = re.compile(r"(?:19|20)\d\d")


def _numbers(befell: Iterable[Word]) -> frozenset[str]:
    """The numbers among the words, small ones in digits however they are written; no year, and not *one*."""
    return frozenset(w.stem for w in befell if w.stem.isdigit() and w.stem != "1" and not _YEAR.fullmatch(w.stem))


LEAST_NOUN = 4
"""Letters of a word that may say who it befell: shorter ones are mostly articles and prepositions."""
_NO_NOUN = _ENDS | word_set("also were have been those they them their more than least some most about over other")


def _nouns(befell: Iterable[Word]) -> frozenset[str]:
    """The stems of the words that may say what was harmed."""
    return frozenset(
        w.stem for w in befell
        if len(w.key) >= LEAST_NOUN and w.key not in _NO_NOUN and w.key not in HARM and not w.stem.isdigit()
    )  # fmt: skip


SHARED_NAMES = 2
"""So many words of names must be the same: in one, which may be a people or a town, two acts of one event differ."""


def agentless(articles: Iterable[Article]) -> list[Agentless]:
    """The passives of harm without an agent in reports of one event, in the order of the articles and their text, each
    beside those of other articles that name one."""
    found = [act for article in articles for act in acts(article)]
    with_agent: dict[str, list[Act]] = defaultdict(list)
    for act in found:
        if act.agent is not None:
            with_agent[act.verb].append(act)
    return [_beside(act, with_agent[act.verb]) for act in found if act.agent is None]


def _beside(act: Act, others: Iterable[Act]) -> Agentless:
    same = (
        (Stretch(o.article, o.span), Stretch(o.article, o.agent))
        for o in others
        if o.agent and o.article != act.article and same_act(act, o)
    )
    return Agentless(act.verb, Stretch(act.article, act.span), Stretch(act.article, act.sentence), tuple(same))


def same_act(a: Act, b: Act) -> bool:
    """Whether two tell visibly of the same act: the same verb, and whom it befell by the same number and noun or, where
    not both give a number, by the same name."""
    if a.verb != b.verb:
        return False
    if a.numbers and b.numbers:
        return bool(a.numbers & b.numbers) and bool(a.nouns & b.nouns)
    return len(a.names & b.names) >= SHARED_NAMES
