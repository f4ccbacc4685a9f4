"""One act under several verbs: *fled*, *were evacuated*; *was forced to return*, *decided to return*.

Verbs are looked for by their forms (`kinds.ACTS`), without a parser. An act is followed from statement to statement
that agree: each place is put with those of the same set in the statements that agree with its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from onrecord.link.called import Called, Found, Reports, differ
from onrecord.link.groups import Joined
from onrecord.link.kinds import ACTS, SPEECH_ACTS, STYLE_ACTS
from onrecord.link.noun_phrases import BEFORE_A_VERB, Phrase, Token, tokens
from onrecord.rows import Span
from onrecord.text.nouns import word_set

IRREGULAR: Mapping[str, str] = {
    "fled": "flee", "left": "leave", "ran": "run", "slain": "slay", "slew": "slay", "shot": "shoot", "hurt": "hurt",
    "took": "take", "taken": "take", "let": "let", "struck": "strike", "hit": "hit", "shook": "shake",
    "shaken": "shake", "went": "go", "gone": "go", "sent": "send", "cut": "cut", "rose": "rise", "risen": "rise",
    "fell": "fall", "fallen": "fall", "found": "find", "stole": "steal", "stolen": "steal", "beat": "beat",
    "beaten": "beat", "won": "win", "broke": "break", "broken": "break", "put": "put", "drove": "drive",
    "driven": "drive", "wed": "wed", "split": "split", "quit": "quit", "dying": "die",
    "made": "make", "retook": "retake", "retaken": "retake", "overran": "overrun", "burst": "burst", "slid": "slide",
    "told": "tell", "laid": "lay", "withdrew": "withdraw", "withdrawn": "withdraw", "bought": "buy", "shut": "shut",
    "hid": "hide", "hidden": "hide", "burnt": "burn", "overthrew": "overthrow", "overthrown": "overthrow",
    "sank": "sink", "flew": "fly", "flown": "fly", "woke": "wake", "woken": "wake", "threw": "throw",
    "sold": "sell", "sped": "speed", "wrote": "write", "written": "write", "brought": "bring", "rebuilt": "rebuild",
    "tore": "tear", "torn": "tear", "sunk": "sink", "set": "set",
}  # fmt: skip
BOTH = word_set("""
    die leave escape return attack strike hit bomb shell raid target damage wreck level rock crash bump smash slam ram
    launch fire test shoot protest march riot rally sack quit cut rise surge jump climb increase fall drop slump slide
    decline pass back rebuff charge blame rebuke blast stop halt delay claim breach break hack attack hijack collapse
    storm order pause murder slaughter massacre run hurt wound capture arrest release free move fire split divide force
    beat win defeat steal grab loot rout clear crush remove take plunge tumble axe trim insist breach flare match pound
    shake jolt cave pressure direct retreat leak purchase close monitor assault abuse rescue save burn torch drag pull
    escort knife brand label call request demand bar block ban urge return u-turn reverse divide delay scrap
""")
"""Verbs whose plain form, and that in -s, is a noun or an adjective as well: it counts only where a verb must stand."""
BEFORE_A_NOUN = word_set("""
    the a an this these those his her its their our my your of in on at for with by from no any some each another two
    three four many more several after before during
""")
VAGUE = word_set("take")
"""Verbs of which the passive alone says what befell somebody: *were taken*."""

BEING = word_set("was were is are be been being got get gets getting")
AUXILIARIES = BEING | word_set("has have had having")
LEADING: Mapping[str, str] = {
    "forced": "forced", "compelled": "forced", "obliged": "forced", "decided": "decided", "chose": "chose",
    "agreed": "agreed", "refused": "refused", "tried": "tried", "attempted": "tried", "ordered": "ordered",
    "vowed": "vowed", "threatened": "threatened", "failed": "failed", "had": "had",
    "declined": "declined", "allowed": "allowed",
}  # fmt: skip
"""Verbs that say how it came to an act, before *to*: part of its name."""

TO_WHAT = word_set("into from off onto over through by at on in against of")
"""Words right behind a verb that lead to what it is done to, and go with it."""

ALL_ACTS = (*ACTS, *STYLE_ACTS, *SPEECH_ACTS)

_LEADING_WORDS = 5
"""Words before a verb that may lead to it: *was being forced to*."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that is listed, with what leads to it. `sets` are the places of its sets in `ACTS`."""

    article: str
    span: Span
    key: str
    head: str
    name: str
    sets: frozenset[int]
    passive: bool


def named_acts(found: Reports) -> Iterator[Found]:
    """The acts of a story, each with its verbs: those of statements that agree, then those that befall one thing."""
    by_article = {a.id: list(acts(a.id, a.text)) for a in found.articles}
    yield from _agreeing(found, by_article)
    yield from _alike(found, by_article)


Acts = Mapping[str, Sequence[Act]]
"""The acts of each article, in text order."""


def _agreeing(found: Reports, by_article: Acts) -> Iterator[Found]:
    """The acts of statements that agree. Statements with two verbs of one set tell of two acts, and are left out."""
    by_statement = _stated(found, by_article)
    places: dict[str, Act] = {}
    joined = Joined(())
    for link in found.agreeing:
        for a, b in product(by_statement.get(link.a, ()), by_statement.get(link.b, ())):
            if a.article == b.article:
                continue
            for n in a.sets & b.sets:
                one, other = _place(a, n, places), _place(b, n, places)
                joined.root.setdefault(one, one)
                joined.root.setdefault(other, other)
                joined.join(one, other)
    for group in joined.groups():
        called = [_called(places[each]) for each in group]
        if differ(called):
            yield Found("style_act" if int(group[0].rpartition(" ")[2]) >= len(ACTS) else "one_act", called)


def _called(act: Act) -> Called:
    return Called(act.article, act.span, act.key, act.head, act.name)


def _place(act: Act, n: int, places: dict[str, Act]) -> str:
    key = f"{act.article} {act.span[0]} {n}"
    places[key] = act
    return key


def _stated(found: Reports, by_article: Acts) -> dict[str, list[Act]]:
    """The acts of each statement, less those whose set it has twice."""
    starts = {article: [act.span[0] for act in each] for article, each in by_article.items()}
    stated = {}
    for s in found.statements:
        inside: list[Act] = []
        for start, end in s.content:
            low, high = (bisect_left(starts[s.article], at) for at in (start, end))
            inside += by_article[s.article][low:high]
        times = Counter(n for act in inside for n in act.sets)
        alone = (replace(act, sets=frozenset(n for n in act.sets if times[n] == 1)) for act in inside)
        stated[s.id] = [act for act in alone if act.sets]
    return stated


def _alike(found: Reports, by_article: Acts) -> Iterator[Found]:
    """Verbs of one set that befall one thing, or that it does, by its noun, whatever the statements: *rammed into the
    crowd*, *mowed down a crowd*. Of what is said of something, by one and the same speaker: *China condemned the
    launch*."""
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for p in found.phrases:
        phrases[p.article].append(p)
    groups: dict[tuple[int, str, str], list[Called]] = defaultdict(list)
    for a in found.articles:
        beside = _Beside(a.text, phrases[a.id])
        for act in by_article[a.id]:
            to, by = beside.behind(act.span[1]), beside.before(act.span[0])
            agent = "" if act.passive else by or ""
            for n in act.sets:
                speech = n >= len(ACTS) + len(STYLE_ACTS)
                for patient in {to, by if act.passive or to is None else None} - {None}:
                    if not speech or agent:
                        key = n, patient or "", agent if speech else ""
                        groups[key].append(_called(act))
    for group in groups.values():
        if differ(group):
            yield Found("like_act", group)


class _Beside:
    """The nouns beside a verb: the head of the phrase right before it, or behind it, or a name there."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self.text = text
        self.phrases = sorted(phrases, key=lambda p: p.span)
        self.starts = [p.span[0] for p in self.phrases]
        self.ends = sorted((p.span[1], p.head) for p in self.phrases)

    def behind(self, at: int) -> str | None:
        n = bisect_left(self.starts, at)
        near = n < len(self.starts) and self.starts[n] - at <= NEAR
        gap = self.text[at : self.starts[n]] if near else "."
        return self.phrases[n].head if _PLAIN.fullmatch(gap) else None

    def before(self, at: int) -> str | None:
        n = bisect_left(self.ends, (at, "")) - 1
        if n >= 0 and _PLAIN.fullmatch(self.text, self.ends[n][0], at) and at - self.ends[n][0] <= NEAR:
            return self.ends[n][1]
        name = _NAME.search(self.text, max(0, at - LONGEST_NAME), at)
        return name[1].casefold() if name else None


NEAR = 24
"""Characters between a verb and the phrase beside it, at most: *into*, *down*, an adverb, *Brin’s*."""

LONGEST_NAME = 30

_AS_IZE = re.compile(r"(?<=[lgnrtd])ise\Z")
_PLAIN = re.compile(r"[ a-z]*(?:[A-Z][\w-]*[’']s?[ a-z]*)?")
_NAME = re.compile(r"([A-Z][\w-]+)[’'s]* (?:[a-z]+ly |also |then )?\Z")


def acts(article: str, text: str) -> Iterator[Act]:
    """The verbs of an article that are listed in `ACTS`, in text order."""
    for line in tokens(text):
        at = 0
        while at < len(line):
            verb = _verb(line, at)
            if verb is None:
                at += 1
                continue
            key, sets, stop = verb
            start, how = _leading(line, at)
            led, end = f"{how} to " if how else "", line[stop - 1].end
            written = " ".join(text[t.start : t.end] for t in line[at:stop])
            end = line[stop].end if stop < len(line) and line[stop].key in TO_WHAT else end
            start -= start > 0 and line[start - 1].key.endswith("ly")
            passive = any(t.key in BEING for t in line[start:at])
            yield Act(article, (line[start].start, end), led + key, key, led + written, sets, passive)
            at = stop


def _verb(line: Sequence[Token], at: int) -> tuple[str, frozenset[int], int] | None:
    """The listed verb that begins at a word, with its sets and where it ends; the longest one."""
    lemma = _forms().get(line[at].key)
    if lemma is None or not _is_verb(line, at, lemma):
        return None
    for tail, sets in _verbs()[lemma]:
        if not tail and lemma in VAGUE and not any(t.key in BEING for t in line[max(0, at - 2) : at]):
            return None
        stop = at + 1 + len(tail)
        if tuple(t.key for t in line[at + 1 : stop]) == tail:
            return " ".join((_AS_IZE.sub("ize", lemma), *tail)), sets, stop
    return None


def _is_verb(line: Sequence[Token], at: int, lemma: str) -> bool:
    """Whether a form is a verb where it stands: not *the killing*, *a raid*, *the abducted men*."""
    t, before = line[at], line[at - 1].key if at else ""
    if before in BEFORE_A_NOUN or before.endswith("'s"):
        return False
    plain = t.key in (lemma, f"{lemma}s", f"{lemma}es")
    if lemma in BOTH and plain and t.key not in IRREGULAR:
        return before in BEFORE_A_VERB
    return True


def _leading(line: Sequence[Token], at: int) -> tuple[int, str]:
    """Where the words that lead to a verb begin, and how it came to the act, as a word of `LEADING`."""
    start, how = at, ""
    if at > 1 and line[at - 1].key == "to" and (how := LEADING.get(line[at - 2].key, "")):
        start = at - 2
    while start > 0 and at - start < _LEADING_WORDS and line[start - 1].key in AUXILIARIES:
        start -= 1
    return start, how


@cache
def _verbs() -> dict[str, list[tuple[tuple[str, ...], frozenset[int]]]]:
    """What may follow each verb, the longest first, with the sets that both together are in."""
    sets: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for n, listed in enumerate(ALL_ACTS):
        for verb in listed.split():
            sets[tuple(verb.split("_"))].add(n)
    found: dict[str, list[tuple[tuple[str, ...], frozenset[int]]]] = defaultdict(list)
    for (lemma, *tail), where in sorted(sets.items(), key=lambda x: (-len(x[0]), x[0])):
        found[lemma].append((tuple(tail), frozenset(where)))
    return dict(found)


@cache
def _forms() -> dict[str, str]:
    """The verb that each form is of."""
    found: dict[str, str] = {}
    for lemma in _verbs():
        stem, doubled, y = lemma.removesuffix("e"), lemma + lemma[-1], lemma.removesuffix("y") + "i"
        regular = (f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing", f"{y}es", f"{y}ed", f"{lemma}ing")
        for form in (lemma, f"{lemma}s", f"{lemma}es", *regular):
            found.setdefault(form, lemma)
    return found | {form: lemma for form, lemma in IRREGULAR.items() if lemma in _verbs()}
