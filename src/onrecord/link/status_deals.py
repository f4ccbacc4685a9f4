"""What is said to be agreed or exchanged, lawful or not, and who is said to answer for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.link.clauses import Clause, Group, is_auxiliary, span_of, turned_around, verb_group
from onrecord.link.referents import DETERMINERS, PREPOSITIONS, Referent, before, behind
from onrecord.link.status import STEMS_TRUCES, Status, said_of
from onrecord.link.status_words import (
    ACTIONS,
    BE,
    BROKEN,
    DEALS,
    DENYING,
    DOES,
    FREEING,
    HOLDS,
    MADE,
    NOT,
    SWAPS,
    UNREAL,
)
from onrecord.rows import Span
from onrecord.text.nouns import word_set


def exchange(c: Clause, at: int) -> Iterator[Status]:
    """*Freed in exchange for*, *were swapped for*, *part of a prisoner swap*; *this is not a swap*, *no ransom was
    paid*."""
    key = c.words[at].key
    thing = SWAPS.get(key)
    if thing is None:
        return
    earlier = [w.key for w in c.words[:at]]
    follows = [w.key for w in c.words[at + 1 : at + 4]]
    freed = earlier[-1:] == ["in"] and not FREEING.isdisjoint(earlier[-FREED_WITHIN:])
    for_it = follows[:1] == ["for"] and (key in ("exchanged", "swapped") or freed)
    paid = thing == "ransom" and not {"paid", "paying", "pay"}.isdisjoint([*earlier[-PART:], *follows])
    part = key == "swap" and "part" in earlier[-PART:] and "of" in earlier[-PART:]
    negated, span = turned_around([*_near(earlier), *(follows if paid else ())]), _with_not(c, at)
    if for_it:
        negated, span = _given(c, at)
    is_none = negated and key in ("swap", "ransom") and _said_to_be(earlier, follows)
    if (for_it or paid or part or is_none) and UNREAL.isdisjoint(follows):
        subject = Referent(thing, definite=True, span=(c.words[at].start, c.words[at].end))
        yield Status("exchange", subject, "yes", negated, span)


def _with_not(c: Clause, at: int) -> Span:
    """The noun with the word before it, or from its *not* or *no* on."""
    near = range(max(0, at - len(_near([w.key for w in c.words[:at]]))), at)
    return span_of(c, next((n for n in near if turned_around([c.words[n].key])), max(0, at - 1)), at)


FREED_WITHIN = 10
"""Words before *in exchange for* among which somebody is freed: votes and money are exchanged too."""


def _given(c: Clause, at: int) -> tuple[bool, Span]:
    """Whether nobody was given, and the words that show it: *no prisoners were freed in exchange for*, *they were not
    exchanged for*."""
    g = verb_group(c, at if c.words[at].key in ("exchanged", "swapped") else max(0, at - 2))
    plain = span_of(c, max(0, at - 1), at)
    subject = None if g is None else before(c.text, c.words, g.start)
    if g is None or not (g.negated or (subject and subject.negated)):
        return False, plain
    return True, (subject.span[0] if subject else c.words[g.start].start, plain[1])


PART = 6
"""Words before a noun that say that something is part of it, or that it is not: *not part of any prisoner swap*."""


def _near(earlier: Sequence[str]) -> Sequence[str]:
    """The words right before a noun, less what stands before *in the* or *after a*: *nobody was hurt in the swap*."""
    last = earlier[-PART:]
    apart = max((n for n, k in enumerate(last) if k in _APART), default=-1)
    return last[apart + 1 :]


_APART = word_set("in after before during from to about on with")


def _said_to_be(earlier: Sequence[str], follows: Sequence[str]) -> bool:
    """*Is not a swap*, *there was no swap*, *without a ransom*, a headline's *Not a swap*."""
    return list(earlier) in (["not", "a"], ["no"]) or "without" in earlier or not BE.isdisjoint({*earlier, *follows})


def deal(c: Clause, at: int) -> Iterator[Status]:
    """*They reached a deal*, *the deal was signed*, *part of the deal*; *there is no deal*, *denied doing a deal*."""
    if c.words[at].key not in DEALS:
        return
    earlier = [w.key for w in c.words[:at]]
    follows = [w.key for w in c.words[at + 1 : at + 6]]
    if (at > 0 and is_auxiliary(c.words[at - 1])) or follows[:1] == ["of"]:
        return  # a verb, "does not accord with"; "a great deal of"
    made = (
        not MADE.isdisjoint([*earlier[-PART:], *follows]) and not turned_around(follows) and UNREAL.isdisjoint(follows)
    )
    negated = turned_around(_near(earlier))
    is_none = negated and not BE.isdisjoint({*earlier, *follows})
    if made or is_none or ("part" in earlier[-PART:] and "of" in earlier[-PART:]):
        yield Status("deal", _kind_of(c, at), "yes", negated, _with_not(c, at))


def _kind_of(c: Clause, at: int) -> Referent:
    """A deal, with the word before it that says of which kind it is: *a plea deal*."""
    w, last = c.words[at], c.words[at - 1] if at else None
    plain = last is None or last.key in DETERMINERS | MADE | PREPOSITIONS | NOT or last.key in ("no", "any")
    like = frozenset() if last is None or plain else frozenset({last.stem})
    return Referent("deal", like=like, definite=True, span=(w.start, w.end))


def refusal(c: Clause, at: int) -> Iterator[Status]:
    """*Refused to sign the treaty*, *declined to accept it*."""
    key = c.words[at].key
    sense = DOES.get(c.words[at + 2].key) if at + 2 < len(c.words) and c.words[at + 1].key == "to" else None
    g = verb_group(c, at)
    if key not in _REFUSES or sense != ("consent", "agreed") or g is None or g.passive:
        return
    whom, thing = before(c.text, c.words, g.start), behind(c.text, c.words, at + 2)
    if whom is not None:
        yield from said_of(("consent", "refused"), thing, g, span_of(c, g.start, at + 2), whom)


_REFUSES = word_set("refused refuses declined declines")


def truce(c: Clause, at: int) -> Iterator[Status]:
    """*The ceasefire is holding*, *it has been broken*, *it collapsed*."""
    key = c.words[at].key
    value = "holds" if key in HOLDS else "broken" if key in BROKEN else None
    g = verb_group(c, at)
    if value is None or g is None:
        return
    subject = before(c.text, c.words, g.start)
    if subject is not None and subject.head in STEMS_TRUCES and (g.passive or key in ("holds", "collapsed")):
        yield from said_of(("truce", value), subject, g, span_of(c, g.start, at))


def responsibility(c: Clause, at: int) -> Iterator[Status]:
    """*The group claimed responsibility*, *it denied any involvement*."""
    key = c.words[at].key
    if key not in ("responsibility", "involvement") or at == 0:
        return
    verb = next((n for n in range(at - 1, max(-1, at - 4), -1) if c.words[n].key in _SAYS_OF_IT), None)
    g = None if verb is None else verb_group(c, verb)
    if verb is None or g is None or g.passive:
        return
    value = "denied" if c.words[verb].key in DENYING or c.words[verb].key in ("disclaimed", "disavowed") else "claimed"
    if key == "responsibility" or value == "denied":
        subject = before(c.text, c.words, g.start)
        yield from said_of(("responsibility", value), subject, g, span_of(c, g.start, at))


_SAYS_OF_IT = word_set("claimed claims denied denies deny admitted admits disclaimed disavowed accepted")


def legality(c: Clause, at: int) -> Iterator[Status]:
    """*The launch is a violation of*, *is illegal*; *it was our legitimate right*, *legally*: said of an act that is
    named in the same clause."""
    key = c.words[at].key
    value = _LEGALITY.get(key)
    ahead = [*c.led, *c.words[:at]]
    act = next((n for n, w in enumerate(ahead) if w.key in ACTIONS and not w.capital), None)
    if value is None or act is None or any(w.key in UNREAL for w in c.led):
        return
    right = at + 1 < len(c.words) and c.words[at + 1].key in ("right", "rights")
    of = at + 1 < len(c.words) and c.words[at + 1].key == "of"
    if (key in ("violation", "breach") and not of) or (key in ("legitimate", "sovereign", "inherent") and not right):
        return
    negated = any(w.key in NOT or w.key.endswith("n't") for w in c.words[:at])
    subject = Referent(ahead[act].stem, definite=True, span=(ahead[act].start, ahead[act].end))
    g = Group(at, negated=negated)
    yield from said_of(("legality", value), subject, g, span_of(c, at, at))


_VIOLATION = word_set("violation breach violated violates illegal unlawful illegally unlawfully")
_RIGHT = word_set("legitimate sovereign inherent legitimately lawful legal")
_LEGALITY = {**dict.fromkeys(_VIOLATION, "violation"), **dict.fromkeys(_RIGHT, "right")}

DEAL_WORDS = frozenset(_LEGALITY) | {"responsibility", "involvement"}
"""Words at which these rules look, beside those of deals and swaps."""
