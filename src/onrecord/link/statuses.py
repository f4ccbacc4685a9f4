"""What a text says of the state of a person, a place or a thing: who holds a town, who is dead or alive, free or
held, what is open, agreed, a success. Small typed facts, read from the words without a parser; in doubt, none.

What is hedged, wished, asked, foreseen, or said of *if* and *whether* gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.link.clauses import Clause, Group, clauses, span_of, verb_group
from onrecord.link.referents import Referent, before, behind
from onrecord.link.status import ACTORS, STEMS_PLACES, Status, said_of, stems
from onrecord.link.status_control import CONTROL_WORDS, capture, fell, left, under_control
from onrecord.link.status_deals import DEAL_WORDS, deal, exchange, legality, refusal, responsibility, truce
from onrecord.link.status_words import (
    ALSO_DONE,
    BECOMES,
    BROKEN,
    DEALS,
    DOES,
    DONE,
    HOLDS,
    IS,
    IS_A,
    SWAPS,
    UNREAL,
    Dimension,
)
from onrecord.rows import Span
from onrecord.text.nouns import word_set
from onrecord.text.words import Word

MOST = 400
"""Words of a statement that are looked at: a longer one is a list or a speech."""
KEPT = 12
"""Statuses of a statement that are kept, the first: each is compared with each of another's."""


def statuses(text: str, words: Sequence[Word], denied: bool = False, headline: bool = False) -> tuple[Status, ...]:
    """The statuses among some words of a text, in their order. `denied`: what the first clause says is denied by the
    words around it."""
    if not any(w.key in TRIGGERS for w in words[:MOST]):
        return ()
    found: dict[tuple[Dimension, Span], Status] = {}
    for clause in clauses(text, words[:MOST], denied, headline):
        for each in _of_clause(clause):
            if clause.denied:
                if each.negated:
                    continue  # "denied that it had not fallen": too much to turn around
                each = replace(each, negated=True, denied=True)
            found.setdefault((each.dimension, each.span), each)
    return tuple(sorted(found.values(), key=lambda x: x.span)[:KEPT])


def _of_clause(c: Clause) -> Iterator[Status]:
    for at, w in enumerate(c.words):
        in_a_name = w.capital and at and not c.headline
        if w.key in TRIGGERS and not in_a_name and not _is_unreal(c, at):
            for rule in RULES:
                yield from rule(c, at)


def _is_unreal(c: Clause, at: int) -> bool:
    return any(w.key in UNREAL for w in c.words[:at])


def done(c: Clause, at: int) -> Iterator[Status]:
    """*The town was captured by rebels*, *rebels have captured the town*; in headlines *town captured by rebels*."""
    sense, g = DONE.get(c.words[at].key), verb_group(c, at)
    if sense is None or g is None:
        return
    if g.start == at and at > 1 and c.words[at - 1].key == "and" and c.words[at - 2].key in ALSO_DONE:
        g = verb_group(c, at - 2)
        if g is None:
            return
    span = span_of(c, g.start, at)
    subject = before(c.text, c.words, g.start)
    if g.passive:
        yield from said_of(sense, subject, g, span, _agent(c, at))
        return
    thing = behind(c.text, c.words, at)
    if thing is not None and (subject is not None or g.perfect):
        yield from said_of(sense, thing, g, span, subject)
    elif sense[0] == "access" and thing is None and g.perfect:
        yield from said_of(sense, subject, g, span)
    elif c.headline and thing is None and at + 1 < len(c.words) and c.words[at + 1].key in ("by", "in", "at", "after"):
        yield from said_of(sense, subject, g, span, _agent(c, at))


def _agent(c: Clause, at: int) -> Referent | None:
    by = at + 1 < len(c.words) and c.words[at + 1].key == "by"
    return behind(c.text, c.words, at + 1) if by else None


def does(c: Clause, at: int) -> Iterator[Status]:
    """*Rebels hold the town*, *they did not accept the offer*."""
    sense, g = DOES.get(c.words[at].key), verb_group(c, at)
    if sense is None or g is None or g.passive:
        return
    subject, thing = before(c.text, c.words, g.start), behind(c.text, c.words, at)
    if subject is not None and thing is not None and (_agrees(c.words[at].key, subject) or g.does):
        is_place = thing.head in STEMS_PLACES or (thing.named and subject.head in ACTORS)
        weak = c.words[at].key in _WEAK and not is_place
        if not weak:
            yield from said_of(sense, thing, g, span_of(c, g.start, at), subject)


_WEAK = word_set("took takes take lost loses lose holds hold held control controls controlled")
"""Verbs that say more than one thing: only of a town or a base do they say who has it."""


def _agrees(key: str, subject: Referent) -> bool:
    """*They kill*, *he kills*: the plain form stands behind many, or behind *did*."""
    past = key.endswith("ed") or key in _PAST
    many = subject.plural or subject.named or subject.head in _MANY
    return past or many or key.endswith("s")


_PAST = word_set("took retook lost held overran")
_MANY = frozenset({"self", "they", *stems(word_set("police troops forces"))})
"""Who does things in the plural without an ending that shows it."""


def becomes(c: Clause, at: int) -> Iterator[Status]:
    """*The driver died*, *the launch did not succeed*. Who *failed to* do something is no failure."""
    sense, g = BECOMES.get(c.words[at].key), verb_group(c, at)
    follows = c.words[at + 1].key if at + 1 < len(c.words) else ""
    to_do = sense is not None and sense[0] == "outcome" and (follows == "in" or "to" in _next(c, at))
    if sense is None or g is None or g.passive or to_do:
        return
    if sense[0] == "outcome" and behind(c.text, c.words, at) is not None:
        return  # "they failed us"
    yield from said_of(sense, before(c.text, c.words, g.start), g, span_of(c, g.start, at))


BETWEEN = 4
"""Words between *is a* and the noun: *was a complete and utter failure*."""


_OTHERWISE = word_set("set wrong last serious tired ahead on certain against to with")
"""*Dead set against*, *dead on arrival*, *alive to the danger*, *alive with the sound of bells*."""


def _next(c: Clause, at: int) -> list[str]:
    return [w.key for w in c.words[at + 1 : at + 4]]


def is_so(c: Clause, at: int) -> Iterator[Status]:
    """*The driver is alive*, *the launch was not a success*, *escaped unhurt*."""
    key = c.words[at].key
    sense, start = IS.get(key), at
    if sense is None and key in IS_A:
        sense = IS_A[key]
        start = next((n for n in range(at - 1, max(-1, at - 2 - BETWEEN), -1) if c.words[n].key in ("a", "an")), at)
        if start == at or (at + 1 < len(c.words) and _is_noun_on(c, at)):
            return
    if key in ("guilty", "innocent") and at and c.words[at - 1].key == "found":
        start = at - 1  # "was found guilty"
    if key in ("dead", "alive") and not _OTHERWISE.isdisjoint(_next(c, at)[:1]):
        return
    if sense is None or (sense[0] == "access" and at and c.words[at - 1].key in ("the", "a", "an")):
        return
    if (
        key in ("unhurt", "unharmed", "unscathed", "uninjured")
        and start
        and c.words[start - 1].key in ("escaped", "emerged")
    ):
        start -= 1
        escaped = Group(start, passive=True)
        yield from said_of(sense, before(c.text, c.words, start), escaped, span_of(c, start, at))
        return
    g, end = verb_group(c, start), c.words[at].end
    is_cleft = c.text[end : end + 8].strip(" \"”’'").startswith("that ")  # "it was no accident that"
    if g is not None and g.passive and not is_cleft:
        yield from said_of(sense, before(c.text, c.words, g.start), g, span_of(c, g.start, at))


def _is_noun_on(c: Clause, at: int) -> bool:
    """Whether the noun goes on: *an accident investigator*, *an attack on freedom* is another thing."""
    between = c.text[c.words[at].end : c.words[at + 1].start]
    return not between.strip() and c.words[at + 1].key not in _AFTER


_AFTER = word_set("and or but in at by that which when because for with this")


def in_office(c: Clause, at: int) -> Iterator[Status]:
    """Who *still* leads or controls something is alive."""
    if c.words[at].key not in _LEADS:
        return
    g = verb_group(c, at)
    if g is not None and g.still and not g.negated and not g.passive:
        subject = before(c.text, c.words, g.start)
        if subject is not None and subject.named:
            yield from said_of(("life", "alive"), subject, g, span_of(c, g.start, at))


_LEADS = word_set("leads led controls controlled commands commanded heads headed")


RULES = (
    done, does, becomes, is_so, under_control, capture, fell, left, refusal, truce, responsibility, legality, exchange,
    deal, in_office,
)  # fmt: skip
"""In the order they are asked; what the first has said at a place, no other says again."""


TRIGGERS = (
    DONE.keys() | DOES.keys() | BECOMES.keys() | IS.keys() | IS_A.keys() | SWAPS.keys() | DEALS | HOLDS | BROKEN
    | CONTROL_WORDS | DEAL_WORDS | _LEADS
)  # fmt: skip
"""Words at which the rules look."""
