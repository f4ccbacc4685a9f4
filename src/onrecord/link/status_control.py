"""Who is said to hold a place, or to have lost it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.link.clauses import Clause, Group, span_of, verb_group
from onrecord.link.referents import Referent, before, behind, head_of
from onrecord.link.status import ACTORS, STEMS_PLACES, Status, said_of
from onrecord.link.status_deals import PART
from onrecord.link.status_words import DENYING
from onrecord.text.nouns import word_set


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
        g = verb_group(c, start - 1)
        if g is not None and not g.passive:
            holder = before(c.text, c.words, g.start)
            thing = behind(c.text, c.words, at + 1)
            value = "lost" if key in _LOSES else "held"
            if holder is not None:
                yield from said_of(("control", value), thing, g, span_of(c, g.start, at), holder)
        return
    under = next((n for n in range(at - 1, max(-1, at - 6), -1) if c.words[n].key == "under"), None)
    if under is not None:
        g = verb_group(c, under)
        whom = behind(c.text, c.words, at + 1) if of else _holder(c, under, at)
        if g is not None and g.passive and whom is not None:
            yield from said_of(("control", "held"), before(c.text, c.words, g.start), g, span_of(c, g.start, at), whom)
    elif of and key == "in":
        g = verb_group(c, start - 1)
        if g is not None and g.passive:
            holder, thing = before(c.text, c.words, g.start), behind(c.text, c.words, at + 1)
            if holder is not None:
                yield from said_of(("control", "held"), thing, g, span_of(c, g.start, at), holder)


_FULL = word_set("full total complete effective firm the tight")


_LOSES = word_set("lost loses lose ceded losing")


_GETS = _LOSES | word_set("""
    took takes taken take seized seizes gained regained regains wrested won have has had hold holds held
    maintain maintains maintained retain retains retained keep keeps kept retaken retook assumed
""")


def _holder(c: Clause, under: int, at: int) -> Referent | None:
    """Whose control it is: *under rebel control*, *under the army's control*."""
    inside = [w for w in c.words[under + 1 : at] if w.key not in _FULL and w.key not in ("its", "their", "his", "our")]
    if not inside:
        return None
    last = inside[-1]
    names = tuple(w.key.removesuffix("'s") for w in inside if w.capital)
    return Referent(head_of(last), names, last.capital, span=(inside[0].start, last.end))


def capture(c: Clause, at: int) -> Iterator[Status]:
    """*Announced the capture of the town by the rebels*, *denied the loss of the town*; *after the fall of*."""
    if c.words[at].key not in _CAPTURES or at + 1 >= len(c.words) or c.words[at + 1].key != "of":
        return
    verb = next((w.key for w in c.words[max(0, at - 3) : at] if w.key in _ANNOUNCES or w.key in DENYING), None)
    thing = behind(c.text, c.words, at + 1)
    actor = "to" if c.words[at].key == "fall" else "by"
    by = next((n for n in range(at + 2, min(len(c.words), at + 2 + PART)) if c.words[n].key == actor), None)
    if verb is not None and (actor == "by" or by is not None or verb in DENYING):
        g = Group(at, negated=verb in DENYING)
        whom = None if by is None else behind(c.text, c.words, by)
        for each in said_of(("control", "held"), thing, g, span_of(c, at, at + 1), whom):
            yield replace(each, denied=each.negated)


_CAPTURES = word_set("capture seizure recapture liberation fall")


_ANNOUNCES = word_set(
    "announced announces confirmed confirms hailed welcomed welcomes celebrated celebrates after following"
)


def fell(c: Clause, at: int) -> Iterator[Status]:
    """*The town has fallen to the rebels*, *the town has not fallen*."""
    if c.words[at].key not in ("fell", "fallen", "falls"):
        return
    g, follows = verb_group(c, at), c.words[at + 1].key if at + 1 < len(c.words) else ""
    if g is None or g.passive or follows not in ("to", ""):
        return
    whom = behind(c.text, c.words, at + 1) if follows == "to" else None
    subject = before(c.text, c.words, g.start)
    shown = whom is not None or g.negated or c.denied  # "the shares fell"
    is_place = subject is not None and (subject.head in STEMS_PLACES or (subject.named and shown))
    is_actor = whom is None or whom.named or whom.head in ACTORS
    if is_place and is_actor:
        yield from said_of(("control", "held"), subject, g, span_of(c, g.start, at), whom)


def left(c: Clause, at: int) -> Iterator[Status]:
    """*Troops withdrew from the town*, *the rebels were driven out of it*."""
    key = c.words[at].key
    out = at
    while out + 1 < len(c.words) and c.words[out + 1].key in ("out", "back", "away"):
        out += 1
    from_it = out + 1 < len(c.words) and c.words[out + 1].key in ("from", "of")
    g = verb_group(c, at)
    if key not in _LEAVES or not from_it or g is None or g.passive != (key in _DRIVEN):
        return
    whom, thing = before(c.text, c.words, g.start), behind(c.text, c.words, out + 1)
    if whom is not None and (whom.named or whom.head in ACTORS):
        yield from said_of(("control", "lost"), thing, g, span_of(c, g.start, at), whom)


_DRIVEN = word_set("driven expelled ousted pushed flushed forced")


_LEAVES = _DRIVEN | word_set("withdrew withdrawn retreated")

CONTROL_WORDS = _CAPTURES | _LEAVES | {"control", "fell", "fallen", "falls"}
"""Words at which these rules look."""
