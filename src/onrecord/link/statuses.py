"""What a text says of the state of a person, a place or a thing: who holds a town, who is dead or alive, free or
held, what is open, agreed, a success. Small typed facts, read from the words without a parser; in doubt, none.

What is hedged, wished, asked, foreseen, or said of *if* and *whether* gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.link.referents import Referent, before, behind
from onrecord.link.status_words import (
    ACTIONS,
    ADVERBS,
    AGREED_TO,
    BE,
    BECOMES,
    COPULAS,
    DENYING,
    DO,
    DOES,
    DONE,
    EVENTS,
    GOVERNMENT,
    HAVE,
    IS,
    IS_A,
    MODALS,
    NOT,
    OPENS,
    PLACES,
    STILL,
    UNREAL,
    Dimension,
    Sense,
)
from onrecord.rows import Span
from onrecord.text.words import Word
from onrecord.text.words import words as read


@dataclass(frozen=True, slots=True)
class Status:
    """One value of one dimension, said of a subject, or, `negated`, said not to be so. `whom` is who holds a place, who
    agrees. `still` is what goes on; `denied` what somebody is said to deny. `span` are the words that show it."""

    dimension: Dimension
    subject: Referent
    value: str
    negated: bool
    span: Span
    whom: Referent | None = None
    still: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of one clause. `denied` says whether a word of denying governs it, `headline` whether it is a headline's,
    where *was* is left out."""

    text: str
    words: Sequence[Word]
    denied: bool
    headline: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The words of a verb before its last: from where they stand, and what they say."""

    start: int
    passive: bool
    perfect: bool
    does: bool
    negated: bool
    still: bool


MOST = 400
"""Words of a statement that are looked at: a longer one is a list or a speech."""


def statuses(text: str, words: Sequence[Word], denied: bool = False, headline: bool = False) -> tuple[Status, ...]:
    """The statuses among some words of a text, in their order. `denied`: what the first clause says is denied by the
    words around it."""
    if not any(w.key in TRIGGERS for w in words[:MOST]):
        return ()
    found: dict[tuple[Dimension, Span], Status] = {}
    for clause in _clauses(text, words[:MOST], denied, headline):
        for each in _of_clause(clause):
            if clause.denied:
                each = replace(each, negated=not each.negated, denied=True)
            found.setdefault((each.dimension, each.span), each)
    return tuple(sorted(found.values(), key=lambda x: x.span))


_SENTENCE_END = re.compile(r"[.!?]|\n|…")
_CLAUSE_END = re.compile(r"[;:—–()]|--| - ")
_OPENING = frozenset("that which who whom whose because although though while whereas after as since but than so".split())
_FAR = 40


def _clauses(text: str, words: Sequence[Word], denied: bool, headline: bool) -> Iterator[Clause]:
    """Pieces between sentence ends, colons, brackets, and words that open a clause. Questions are left out."""
    start, turned = 0, denied
    for n in range(1, len(words) + 1):
        between = "" if n == len(words) else text[words[n - 1].end : min(words[n].start, words[n - 1].end + _FAR)]
        ends = n == len(words) or _is_end(between, words[n - 1], words[n]) or bool(_CLAUSE_END.search(between))
        if ends or words[n].key in _OPENING:
            behind_it = text[words[n - 1].end : words[n - 1].end + 3]
            piece = words[start:n]
            if "?" not in behind_it:
                yield Clause(text, _uncapped(text, piece, headline), turned, headline)
            that = n < len(words) and words[n].key == "that" and not ends
            turned = that and _denies(piece[-DENIES_WITHIN:])
            start = n


SEEN = 20_000
"""Characters of a text in which a word is looked for without its capital."""


def _uncapped(text: str, piece: Sequence[Word], headline: bool) -> Sequence[Word]:
    """The words, less the capitals of those that begin a clause or stand in a headline, where the text has them without
    one: *Driver is arrested* names nobody."""
    return [
        w._replace(capital=False) if w.capital and (headline or not n) and text.find(f" {w.key}", 0, SEEN) >= 0 else w
        for n, w in enumerate(piece)
    ]


DENIES_WITHIN = 4
"""Words before *that* among which a word of denying governs what follows: *denied reports that*."""


def _denies(piece: Sequence[Word]) -> bool:
    """It holds a word of denying that is not itself denied: *cannot deny*."""
    keys = [w.key for w in piece]
    return not DENYING.isdisjoint(keys) and not any(k in NOT or k.endswith("n't") for k in keys)


def _is_end(between: str, one: Word, other: Word) -> bool:
    if not _SENTENCE_END.search(between):
        return False
    short = one.end - one.start <= len("Gen") and one.capital and between in (". ", ".")
    return not (short and other.capital)


def _of_clause(c: Clause) -> Iterator[Status]:
    for at, w in enumerate(c.words):
        in_a_name = w.capital and at and not c.headline
        if w.key in TRIGGERS and not in_a_name and not _is_unreal(c, at):
            for rule in RULES:
                yield from rule(c, at)


def _is_unreal(c: Clause, at: int) -> bool:
    return any(w.key in UNREAL for w in c.words[:at])


def _group(c: Clause, at: int) -> Group | None:
    """The auxiliary verbs, "not" and adverbs before a verb; `None` where it is one of *will*, *to*."""
    start, keys = at, []
    while start > 0 and (_is_part(c.words[start - 1].key)):
        start -= 1
        keys.append(c.words[start].key)
    have_been = len(keys) > 1 and keys[-2:] == ["have", "to"] and start == 0
    if not have_been and any(k in MODALS for k in keys):
        return None
    negated = any(k in NOT or k.endswith(("n't", "n’t")) for k in keys)
    if "longer" in keys:
        return None
    bare = {k.removesuffix("n't") for k in keys}
    return Group(
        start, bool(bare & COPULAS), bool(bare & HAVE), bool(bare & DO), negated, any(k in STILL for k in keys)
    )


def _is_part(key: str) -> bool:
    bare = key.removesuffix("n't")
    return bare in COPULAS | HAVE | DO | NOT | MODALS | ADVERBS or (key.endswith("ly") and key not in ("family", "july"))


def _status(sense: Sense, subject: Referent | None, g: Group, span: Span, whom: Referent | None = None) -> Iterator[Status]:
    if subject is None or not _fits(sense, subject):
        return
    no = subject.negated or bool(whom and whom.negated)
    yield Status(sense[0], replace(subject, negated=False), sense[1], g.negated != no, span, whom, g.still)


def _fits(sense: Sense, subject: Referent) -> bool:
    """Only a place is held, only what opens is closed; only a single one, or one with a name, is dead."""
    dimension = sense[0]
    if dimension == "access":
        return subject.head in _STEMS_OPEN
    if dimension == "control":
        return subject.named or subject.head in _STEMS_PLACES
    if dimension in ("life", "custody", "injury", "office", "guilt"):
        return subject.named or subject.head == "self" or not (subject.plural or subject.head == "it")
    if dimension == "consent":
        return subject.head in _STEMS_AGREED
    if dimension == "responsibility":
        return subject.named or subject.head == "self" or (subject.definite and not subject.negated)
    if dimension == "intent":
        return subject.head == "it" or subject.head in _STEMS_EVENTS
    return True


def _stems(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(w.stem for k in keys for w in read(k))


_STEMS_OPEN, _STEMS_PLACES, _STEMS_AGREED = _stems(OPENS), _stems(PLACES), _stems(AGREED_TO)
_STEMS_EVENTS = _stems(EVENTS)


def done(c: Clause, at: int) -> Iterator[Status]:
    """*The town was captured by rebels*, *rebels have captured the town*; in headlines *town captured by rebels*."""
    sense, g = DONE.get(c.words[at].key), _group(c, at)
    if sense is None or g is None:
        return
    span = _from(c, g.start, at)
    subject = before(c.text, c.words, g.start)
    if g.passive:
        yield from _status(sense, subject, g, span, _agent(c, at))
        return
    thing = behind(c.text, c.words, at)
    if thing is not None and (subject is not None or g.perfect):
        yield from _status(sense, thing, g, span, subject)
    elif c.headline and thing is None and at + 1 < len(c.words) and c.words[at + 1].key in ("by", "in", "at", "after"):
        yield from _status(sense, subject, g, span, _agent(c, at))


def _agent(c: Clause, at: int) -> Referent | None:
    by = at + 1 < len(c.words) and c.words[at + 1].key == "by"
    return behind(c.text, c.words, at + 1) if by else None


def does(c: Clause, at: int) -> Iterator[Status]:
    """*Rebels hold the town*, *they did not accept the offer*."""
    sense, g = DOES.get(c.words[at].key), _group(c, at)
    if sense is None or g is None or g.passive:
        return
    subject, thing = before(c.text, c.words, g.start), behind(c.text, c.words, at)
    if subject is not None and thing is not None and (_agrees(c.words[at].key, subject) or g.does):
        weak = c.words[at].key in _WEAK and thing.head not in _STEMS_PLACES
        if not weak:
            yield from _status(sense, thing, g, _from(c, g.start, at), subject)


_WEAK = frozenset("took takes take lost loses lose holds hold held control controls controlled".split())
"""Verbs that say more than one thing: only of a town or a base do they say who has it."""


def _agrees(key: str, subject: Referent) -> bool:
    """*They kill*, *he kills*: the plain form stands behind many, or behind *did*."""
    return key.endswith(("s", "ed", "k", "t", "d", "n")) or subject.plural or subject.head == "self" or subject.named


def becomes(c: Clause, at: int) -> Iterator[Status]:
    """*The driver died*, *the launch did not succeed*. Who *failed to* do something is no failure."""
    sense, g = BECOMES.get(c.words[at].key), _group(c, at)
    follows = c.words[at + 1].key if at + 1 < len(c.words) else ""
    if sense is None or g is None or g.passive or (sense[0] == "outcome" and follows in ("to", "in")):
        return
    yield from _status(sense, before(c.text, c.words, g.start), g, _from(c, g.start, at))


BETWEEN = 4
"""Words between *is a* and the noun: *was a complete and utter failure*."""


def is_so(c: Clause, at: int) -> Iterator[Status]:
    """*The driver is alive*, *the launch was not a success*, *escaped unhurt*."""
    key = c.words[at].key
    sense, start = IS.get(key), at
    if sense is None and key in IS_A:
        sense = IS_A[key]
        start = next((n for n in range(at - 1, max(-1, at - 2 - BETWEEN), -1) if c.words[n].key in ("a", "an")), at)
        if start == at or (at + 1 < len(c.words) and _is_noun_on(c, at)):
            return
    if sense is None or (sense[0] == "access" and at and c.words[at - 1].key in ("the", "a", "an")):
        return
    if key in ("unhurt", "unharmed", "unscathed", "uninjured") and c.words[start - 1].key in ("escaped", "emerged"):
        start -= 1
        escaped = Group(start, True, False, False, False, False)
        yield from _status(sense, before(c.text, c.words, start), escaped, _from(c, start, at))
        return
    g = _group(c, start)
    if g is not None and g.passive:
        yield from _status(sense, before(c.text, c.words, g.start), g, _from(c, g.start, at))


def _is_noun_on(c: Clause, at: int) -> bool:
    """Whether the noun goes on: *an accident investigator*, *an attack on freedom* is another thing."""
    between = c.text[c.words[at].end : c.words[at + 1].start]
    return not between.strip() and (c.words[at + 1].key in ("on", "of", "to") or c.words[at + 1].key not in _AFTER)


_AFTER = frozenset("and or but in at by that which when because for with this".split())


def under_control(c: Clause, at: int) -> Iterator[Status]:
    """*Took control of the town*, *is in control of it*, *remains under rebel control*, *has lost control of it*."""
    if c.words[at].key != "control" or at == 0:
        return
    start = at
    while start > 0 and c.words[start - 1].key in _FULL:
        start -= 1
    key = c.words[start - 1].key if start else ""
    of = at + 1 < len(c.words) and c.words[at + 1].key in ("of", "over")
    if of and key in _GETS:
        g = _group(c, start - 1)
        if g is not None and not g.passive:
            holder = before(c.text, c.words, g.start)
            thing = behind(c.text, c.words, at + 1)
            value = "lost" if key in _LOSES else "held"
            if holder is not None:
                yield from _status(("control", value), thing, g, _from(c, g.start, at), holder)
        return
    under = next((n for n in range(at - 1, max(-1, at - 6), -1) if c.words[n].key == "under"), None)
    if under is not None:
        g = _group(c, under)
        whom = behind(c.text, c.words, at + 1) if of else _holder(c, under, at)
        if g is not None and g.passive and whom is not None:
            yield from _status(("control", "held"), before(c.text, c.words, g.start), g, _from(c, g.start, at), whom)
    elif of and key == "in":
        g = _group(c, start - 1)
        if g is not None and g.passive:
            holder, thing = before(c.text, c.words, g.start), behind(c.text, c.words, at + 1)
            if holder is not None:
                yield from _status(("control", "held"), thing, g, _from(c, g.start, at), holder)


_FULL = frozenset("full total complete effective firm the tight".split())
_LOSES = frozenset("lost loses lose ceded losing".split())
_GETS = _LOSES | frozenset(
    "took takes taken take seized seizes gained regained regains wrested won have has had hold holds held maintain maintains "
    "maintained retain retains retained keep keeps kept retaken retook assumed".split()
)


def _holder(c: Clause, under: int, at: int) -> Referent | None:
    """Whose control it is: *under rebel control*, *under the army's control*."""
    inside = [w for w in c.words[under + 1 : at] if w.key not in _FULL and w.key not in ("its", "their", "his", "our")]
    if not inside:
        return None
    last = inside[-1]
    names = tuple(w.key.removesuffix("'s") for w in inside if w.capital)
    return Referent(last.key.removesuffix("'s"), names, last.capital, span=(inside[0].start, last.end))


def fell(c: Clause, at: int) -> Iterator[Status]:
    """*The town has fallen to the rebels*, *the town has not fallen*."""
    if c.words[at].key not in ("fell", "fallen", "falls"):
        return
    g, follows = _group(c, at), c.words[at + 1].key if at + 1 < len(c.words) else ""
    if g is None or g.passive or follows not in ("to", ""):
        return
    whom = behind(c.text, c.words, at + 1) if follows == "to" else None
    subject = before(c.text, c.words, g.start)
    is_place = subject is not None and (subject.head in _STEMS_PLACES or (subject.named and whom is not None))
    is_actor = whom is None or whom.named or whom.head in _ACTORS
    if is_place and is_actor:
        yield from _status(("control", "held"), subject, g, _from(c, g.start, at), whom)


_ACTORS = GOVERNMENT | frozenset("rebel militant insurgent separatist jihadist force fighter forces group".split())
_ACTORS = _ACTORS | _stems(_ACTORS)


def left(c: Clause, at: int) -> Iterator[Status]:
    """*Troops withdrew from the town*, *the rebels were driven out of it*."""
    key = c.words[at].key
    out = at
    while out + 1 < len(c.words) and c.words[out + 1].key in ("out", "back", "away"):
        out += 1
    from_it = out + 1 < len(c.words) and c.words[out + 1].key in ("from", "of")
    g = _group(c, at)
    if key not in _LEAVES or not from_it or g is None or g.passive != (key in _DRIVEN):
        return
    whom, thing = before(c.text, c.words, g.start), behind(c.text, c.words, out + 1)
    if whom is not None and (whom.named or whom.head in _ACTORS):
        yield from _status(("control", "lost"), thing, g, _from(c, g.start, at), whom)


_DRIVEN = frozenset("driven expelled ousted pushed flushed forced".split())
_LEAVES = _DRIVEN | frozenset("withdrew withdrawn retreated".split())


def responsibility(c: Clause, at: int) -> Iterator[Status]:
    """*The group claimed responsibility*, *it denied any involvement*."""
    key = c.words[at].key
    if key not in ("responsibility", "involvement") or at == 0:
        return
    verb = next((n for n in range(at - 1, max(-1, at - 4), -1) if c.words[n].key in _SAYS_OF_IT), None)
    g = None if verb is None else _group(c, verb)
    if verb is None or g is None or g.passive:
        return
    value = "denied" if c.words[verb].key in DENYING or c.words[verb].key in ("disclaimed", "disavowed") else "claimed"
    if key == "responsibility" or value == "denied":
        subject = before(c.text, c.words, g.start)
        yield from _status(("responsibility", value), subject, g, _from(c, g.start, at))


_SAYS_OF_IT = frozenset("claimed claims denied denies deny admitted admits disclaimed disavowed accepted".split())


def legality(c: Clause, at: int) -> Iterator[Status]:
    """*The launch is a violation of*, *is illegal*; *it was our legitimate right*, *legally*: said of an act that is
    named in the same clause."""
    key = c.words[at].key
    value = _LEGALITY.get(key)
    act = next((n for n in range(at) if c.words[n].key in ACTIONS), None)
    if value is None or act is None:
        return
    right = at + 1 < len(c.words) and c.words[at + 1].key in ("right", "rights")
    of = at + 1 < len(c.words) and c.words[at + 1].key == "of"
    if (key in ("violation", "breach") and not of) or (key in ("legitimate", "sovereign", "inherent") and not right):
        return
    negated = any(w.key in NOT or w.key.endswith("n't") for w in c.words[act:at])
    if any(w.key in UNREAL for w in c.words[:at]):
        return
    subject = Referent(c.words[act].stem, definite=True, span=(c.words[act].start, c.words[act].end))
    g = Group(at, False, False, False, negated, False)
    yield from _status(("legality", value), subject, g, _from(c, at, at))


_LEGALITY = {
    **dict.fromkeys("violation breach violated violates illegal unlawful illegally unlawfully".split(), "violation"),
    **dict.fromkeys("legitimate sovereign inherent legitimately lawful lawfully legal legally".split(), "right"),
}


def exchange(c: Clause, at: int) -> Iterator[Status]:
    """*Freed in exchange for*, *were swapped for*, *part of a prisoner swap*; *this is not a swap*, *no ransom was
    paid*."""
    key = c.words[at].key
    thing = _EXCHANGES.get(key)
    if thing is None:
        return
    earlier = [w.key for w in c.words[:at]]
    follows = c.words[at + 1].key if at + 1 < len(c.words) else ""
    negated = bool({"no", "not", "never", "without"} & set(earlier)) or any(k.endswith("n't") for k in earlier)
    shown = (
        (key == "exchange" and earlier[-1:] == ["in"] and follows == "for")
        or (key in ("exchanged", "swapped") and follows == "for")
        or (thing == "swap" and "part" in earlier and "of" in earlier)
        or earlier == ["not", "a"]
        or (negated and bool(BE & set(earlier) or "without" in earlier or {"is", "was", "were"} & set(_next(c, at))))
        or (thing == "ransom" and bool({"paid", "pay"} & {*earlier[-4:], *_next(c, at)}))
    )
    if shown:
        span = (c.words[at].start, c.words[at].end)
        yield Status("exchange", Referent(thing, definite=True, span=span), "yes", negated, _from(c, max(0, at - 1), at))


def _next(c: Clause, at: int) -> list[str]:
    return [w.key for w in c.words[at + 1 : at + 4]]


_EXCHANGES = {"exchange": "swap", "exchanged": "swap", "swapped": "swap", "swap": "swap", "ransom": "ransom"}


def in_office(c: Clause, at: int) -> Iterator[Status]:
    """Who *still* leads or controls something is alive."""
    if c.words[at].key not in _LEADS:
        return
    g = _group(c, at)
    if g is not None and g.still and not g.negated and not (g.passive and c.words[at].key not in ("in",)):
        subject = before(c.text, c.words, g.start)
        if subject is not None and subject.named:
            yield from _status(("life", "alive"), subject, g, _from(c, g.start, at))


_LEADS = frozenset("leads led controls controlled commands commanded heads headed leads".split())

RULES = (
    done, does, becomes, is_so, under_control, fell, left, responsibility, legality, exchange, in_office
)  # fmt: skip
"""In the order they are asked; what the first has said at a place, no other says again."""

TRIGGERS = (
    DONE.keys() | DOES.keys() | BECOMES.keys() | IS.keys() | IS_A.keys() | _LEAVES | _LEGALITY.keys() | _EXCHANGES.keys()
    | _LEADS | {"control", "fell", "fallen", "falls", "responsibility", "involvement"}
)  # fmt: skip


def _from(c: Clause, start: int, end: int) -> Span:
    return c.words[min(start, end)].start, c.words[end].end
