"""Mentions of one article to chains: which of them stand for the same.

First what is clearly so: one name, or its short form where only one full name in the article fits; a name with its
title; words set beside a name between commas. Then mention ranking: each description and pronoun joins the earlier
mention whose learned score is best, if that is clearly better than its beginning something new. No chain takes in two
names, and a mention about which the text does not decide begins a chain of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.chain import AGAINST, Chain, differ, may_be
from onrecord.resolve.media import KIND
from onrecord.resolve.naming import FAR_MORE, Naming
from onrecord.resolve.pairs import FEATURES, FORMS, Mentions, described, head, planes
from onrecord.resolve.titled import Titled, with_titles
from onrecord.resolve.varied import before_quotation, other_words
from onrecord.rows import Mention, Span
from onrecord.text.nouns import (
    BUSINESSES,
    DOCUMENTS,
    INSTITUTIONS,
    OF_MANY,
    OFFICES,
    ORGANISATIONS,
    PERSONS,
    ROLES_IN_EVENTS,
    is_role,
)
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS

SURE = {"name": 0.5, "description": 1.0, "pronoun": 0.0}
"""By how much (in log-odds) the best earlier mention must beat beginning something new, by the form of the mention."""

SURE_SPEAKER = {"name": 0.5, "description": 1.0, "pronoun": -2.0}
"""The same for the source of a statement: a reporter who writes "he said" has told who he is."""

SPEAKS = 0.5
"""Log-odds added where both mentions are sources of statements: who speaks on is mostly who spoke. Found on the shared
gold stories, where 0, 0.5 and 1 differ by less than 0.01."""

FADES = 0.7
"""Log-odds that a sentence's distance costs a pronoun that speaks, beyond what the learned weights take: in news the
one who speaks on was named near by. Found on the shared gold stories, like SPEAKS."""

QUOTED = 3.0
"""Log-odds that it costs a pronoun that speaks if whom it would stand for is told of inside a quotation: "Her son was
on the ground," he said. The shared gold stories score the same with 0; three wrong speakers in two others are right."""

AS_WELL = 1.5
"""Log-odds within which one that "he" may stand for is as good as the best. The shared gold stories score .902 with 0,
.905 with 1, .907 with 2; of 15 that differ in four others, 10 were right with 2 and none with 0."""

OFTEN = 3
"""Mentions from which an organisation that never speaks can be called by one word of its name."""

BACK = 60
"""Mentions looked back at."""

Affinity = NDArray[np.float32]


def chains(
    text: str,
    mentions: Sequence[Mention],
    affinity: Affinity,
    sources: Sequence[Span] = (),
    spoken: Sequence[tuple[Span, Span]] = (),
) -> tuple[list[Titled], list[Chain]]:
    """The mentions, names joined with their titles, and the chains they make up, in text order.

    `sources` are the words that statements are attributed to, `spoken` a piece of what is said and whose it is said to
    be.
    """
    titled = with_titles(text, mentions)
    m = described(text, [t.whole for t in titled])
    rows = [t.row for t in titled]
    fit = affinity[np.ix_(rows, [*rows, affinity.shape[1] - 1])] if rows else np.zeros((0, 1), dtype=np.float32)
    score = scores(text, m, fit)
    heads = {head_of(text, s) for s in sources}
    inside = bytearray(len(text) + 1)
    for a, b in heads:
        inside[a + 1 : b + 1] = b"\1" * (b - a)
    speaks = np.array([inside[t.whole.span[1]] for t in titled], dtype=bool)
    referring = np.array(
        [x.form == "pronoun" or d == "the" for x, d in zip(m.mentions, m.definite, strict=True)], dtype=bool
    )
    score[:, : len(m)] += SPEAKS * ((speaks & referring)[:, None] & speaks[None])
    pronouns = np.array([x.form == "pronoun" for x in m.mentions], dtype=bool)
    sentence = np.array(m.sentence)
    score[:, : len(m)] -= FADES * np.subtract.outer(sentence, sentence) * (speaks & pronouns)[:, None]
    score[:, : len(m)] -= QUOTED * _within_a_quotation(m, speaks & pronouns)
    found = _Chains(text, titled, m, score, speaks)
    found.hear(spoken)
    return titled, found.made()


def _within_a_quotation(m: Mentions, speaks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [n, n]: row i, a pronoun outside quotations that speaks; column j, somebody told of inside one."""
    quoted = np.array(m.quote) >= 0
    told_of = quoted & np.array([p not in ("1", "2") for p in m.person], dtype=bool)
    outside: NDArray[np.bool_] = (speaks & ~quoted)[:, None] & told_of[None]
    return outside


def scores(text: str, m: Mentions, fit: Affinity) -> NDArray[np.float32]:
    """float32 [n, n + 1]: column j of row i is that i stands for what j does; the last, that it is new."""
    weights, new = _weights()
    n = len(m)
    out = np.full((n, n + 1), -np.inf, dtype=np.float32)
    if not n:
        return out
    pair = fit[:, :n].copy()
    for weight, plane in zip(weights, planes(text, m), strict=True):
        np.add(pair, weight, out=pair, where=plane)
    row, col = np.arange(n)[:, None], np.arange(n)[None]
    out[:, :n] = np.where((col < row) & (col >= row - BACK), pair, -np.inf)
    out[:, n] = fit[:, n] + new[[FORMS.index(x.form) for x in m.mentions]]
    return out


@cache
def _weights() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    raw = json.loads((files("onrecord") / "resolve" / "models" / "pairs.json").read_bytes())
    weights = np.array([raw["weights"].get(name, 0.0) for name in FEATURES], dtype=np.float32)
    return weights, np.array([raw["new"][form] for form in FORMS], dtype=np.float32)


class _Chains(Naming):
    """Chains under construction, mention by mention in text order; names first."""

    def hear(self, spoken: Sequence[tuple[Span, Span]]) -> None:
        """What is said and by whom, the shortest first; found by where its first word but "that" stands."""
        self.spoken = sorted(spoken, key=lambda x: x[0][1] - x[0][0])
        for piece, source in self.spoken:
            that = _THAT.match(self.text, *piece)
            self.opening[that.end() if that else piece[0]].append((piece, source))

    def made(self) -> list[Chain]:
        """All chains, by their first mention."""
        self.join_names()
        for i in range(len(self.m)):
            if i not in self.of and self.m.person[i] != "1":
                self._join(i)
        for i in range(len(self.m)):
            if i not in self.of:
                self._join_speaker(i)
        self._join_later_names()
        self._join_other_words()
        for chain in self.all:
            chain.members.sort()
        return sorted((c for c in self.all if c.members), key=lambda c: c.members[0])

    def _join_later_names(self) -> None:
        """ "An assistant coach said", and further on "assistant coach Tam Orrel": one, if no other is called so."""
        for chain in [c for c in self.all if c.name is None and c.kind == "person" and c.number == "one"]:
            i = min(chain.members)
            told = {head((w,)) for w in self.m.words[i] if w not in PRONOUNS}
            if self.m.mentions[i].form != "description" or not self._tells_apart(i, told):
                continue
            others = [c for c in self.all if c is not chain and c.members]
            same = [c for c in others if told <= c.titles | c.words or self._called_so(c, told)]
            later = [c for c in same if c.name is not None and min(c.members) > i and c.kind == "person"]
            fits = [c for c in later if not differ(chain.gender, c.gender or c.given)]
            if len(same) == len(fits) == 1:
                for j in chain.members:
                    self.add(fits[0], j)
                chain.members = []

    def _join_other_words(self) -> None:
        """ "The comedian, 47, said": whom the article is about."""
        named = [c for c in self.all if c.name is not None and c.members]
        speaks: list[bool] = self.speaks.tolist()
        for chain in self.all:
            if chain.name is None and chain.members and chain.kind == "person" and chain.number != "many":
                one = other_words(self.text, self.m, named, chain, speaks) if self.speaks[chain.members].any() else None
                if one is not None:
                    for j in chain.members:
                        self.add(one, j)
                    chain.members = []

    def _tells_apart(self, i: int, told: set[str]) -> bool:
        """Whether a description is one's only: by its role, or by more than that."""
        if not PERSONS.search(self.said(i)) or ROLES_IN_EVENTS.search(self.said(i)):
            return False
        return len(told) > 1 if self.m.definite[i] == "a" or OF_MANY.search(self.said(i)) else True

    def _called_so(self, chain: Chain, told: set[str]) -> bool:
        """Whether another without a name is called the same, or by a part of it."""
        said = [self.m.words[j] for j in chain.members if self.m.mentions[j].form == "description"]
        return chain.name is None and any(told.issuperset(head((w,)) for w in words) for words in said)

    def _join(self, i: int) -> None:
        beside = self._beside(i) or self._called(i) or self._of_himself(i) or self._right_before(i) or self._told_of(i)
        if beside is not None:
            self.add(beside, i)
            return
        n = len(self.m)
        order: list[int] = np.argsort(-self.score[i, :i], kind="stable").tolist()
        least = self.score[i, n] + (SURE_SPEAKER if self.speaks[i] else SURE)[self.m.mentions[i].form]
        if self.speaks[i] and self.m.gender[i] in ("he", "she"):
            order = self._nearest_first(i, order)
        elif self.speaks[i] and (self.m.person[i], self.m.number[i]) == ("3", "many"):
            order = self._speakers_first(i, order)
        owner = self._owner(i)
        self_told = self._quoted(i) if self.speaks[i] and self.m.gender[i] in ("he", "she") else None
        for j in order:
            if self.score[i, j] < least:
                break
            chain = self.of.get(j)
            if chain is not None and chain is not owner and chain is not self_told and self._fits(chain, i):
                self.add(chain, i)
                return
        self.begin(i, None)

    def _told_of(self, i: int) -> Chain | None:
        """ "He said" behind a quotation: the subject of the sentence before that."""
        if not self.speaks[i] or self.m.gender[i] not in ("he", "she") or self.m.quote[i] >= 0:
            return None
        fit = [j for j in range(max(0, i - BACK), i) if j in self.of and self._fits(self.of[j], i)]
        fit = [j for j in fit if not self._possessive(j) and self._is_somebody(j)]
        subject = before_quotation(self.text, self.m, i, fit, self.spoken)
        return None if subject is None else self.of[subject]

    def _is_somebody(self, j: int) -> bool:
        """Whether a mention is a person's beyond doubt: one of a full name, or of a description by a role."""
        name = self.of[j].name
        return (
            len(name.words) > 1 and name.kind == "person" and "-" not in self.said(j)
            if name
            else PERSONS.search(self.said(j))
        )

    def _owner(self, i: int) -> Chain | None:
        """ "His" of "his adviser" is somebody else than the adviser: whom the pronoun fits best."""
        k = i + 1
        if k >= len(self.m) or self.m.mentions[k].form != "pronoun" or k in self.of:
            return None
        if self.m.mentions[k].span[0] != self.m.mentions[i].span[0]:
            return None
        order: list[int] = np.argsort(-self.score[k, :i], kind="stable").tolist()
        return next((self.of[j] for j in order if j in self.of and self._fits(self.of[j], k)), None)

    def _join_speaker(self, i: int) -> None:
        """ "I" is whose words it stands among, "we" the group or organisation; else the "I" of the same quotation."""
        mine = (self.m.person[i], self.m.number[i], self.m.quote[i])
        same = (
            c for c in self.all if all((self.m.person[j], self.m.number[j], self.m.quote[j]) == mine for j in c.members)
        )
        chain = self._speaker(i) or next(same, None)
        if chain is None:
            self.begin(i, None)
        else:
            self.add(chain, i)

    def _of_himself(self, i: int) -> Chain | None:
        """ "The organisers said they …": who speaks, where a pronoun that fits opens what is said without marks."""
        if self.m.person[i] != "3" or self.speaks[i] or self.m.quote[i] >= 0:
            return None
        start = self.m.mentions[i].span[0]
        for piece, source in self.opening.get(start, ()):
            if source[1] <= piece[0]:
                end = head_of(self.text, source)[1]
                found = [c for j, c in self.of.items() if self.titled[j].whole.span[1] == end and self._fits(c, i)]
                if found:
                    return found[0]
        return None

    def _right_before(self, i: int) -> Chain | None:
        """ "Which" is what it stands behind, but for a comma."""
        if self.m.person[i] != "w":
            return None
        for j in range(i - 1, max(-1, i - 4), -1):
            end = self.m.mentions[j].span[1]
            if end < self.m.mentions[i].span[0] and j in self.of:
                gap = self.text[end : self.m.mentions[i].span[0]].strip()
                who = self.m.gender[i] != "it" and self.of[j].kind in ("organization", "place")
                return self.of[j] if _NEXT_TO.fullmatch(gap) and not who and self._fits(self.of[j], i) else None
        return None

    def _speaker(self, i: int) -> Chain | None:
        """Who says the quotation that a mention stands in, as far as one or many may be meant."""
        chain = self._quoted(i)
        if chain is None:
            return None
        person = chain.kind in ("person", "unknown") and chain.number != "many"
        return chain if person == (self.m.number[i] == "one") else None

    def _quoted(self, i: int) -> Chain | None:
        """Whose words the quotation is that a mention stands in."""
        span = self.m.mentions[i].span
        for piece, source in self.spoken if self.m.quote[i] >= 0 else ():
            if piece[0] <= span[0] and span[1] <= piece[1] and not _overlap(span, source):
                end = head_of(self.text, source)[1]
                found = [
                    c for j, c in self.of.items() if self.titled[j].whole.span[1] == end and self.m.person[j] != "1"
                ]
                if found:
                    return found[0]
        return None

    def _nearest_first(self, i: int, order: list[int]) -> list[int]:
        """Of those who score about as well as the best the last named: in news "he said" follows the one who speaks.
        Whom a quotation tells of is not meant."""
        fit = [j for j in order if j in self.of and self._fits(self.of[j], i)]
        if not fit:
            return []
        near = [j for j in fit if self.score[i, j] >= self.score[i, fit[0]] - AS_WELL and self.m.quote[j] < 0]
        near = [j for j in near if not self._possessive(j)] or near
        return sorted(near, reverse=True) + [j for j in fit if j not in near]

    def _speakers_first(self, i: int, order: list[int]) -> list[int]:
        """Of those who score about as well as the best for "they said" those who speak already."""
        fit = [j for j in order if j in self.of and self._fits(self.of[j], i)]
        near = [
            j
            for j in fit
            if self.score[i, j] >= self.score[i, fit[0]] - AS_WELL and self.speaks[self.of[j].members].any()
        ]
        return near + [j for j in fit if j not in near]

    def _possessive(self, j: int) -> bool:
        """ "Orrel" in "Orrel's chief adviser"."""
        of = _POSSESSIVE.match(self.text, self.m.mentions[j].span[1])
        return of is not None and any(PERSONS.fullmatch(w) for w in of[1].split())

    def _beside(self, i: int) -> Chain | None:
        """The chain of the name that stands beside a description, but for a comma: "Orrel, the mayor, said"."""
        if self.m.mentions[i].form != "description":
            return None
        for j in (i - 1, i + 1):
            if 0 <= j < len(self.m) and self.titled[j].name and j in self.of:
                first, second = (j, i) if j < i else (i, j)
                gap = self.text[self.m.mentions[first].span[1] : self.m.mentions[second].span[0]]
                if (
                    gap.strip() == ","
                    and self.m.mentions[j].kind == self.m.mentions[i].kind
                    and (self._fits(self.of[j], i) or self._is_one(self.of[j], i))
                ):
                    if j < i and not _closes(self.text, self.m.mentions[i].span[1]):
                        continue
                    if j > i and not _closes(self.text, self.m.mentions[j].span[1]):
                        continue
                    return self.of[j]
        return None

    def _is_one(self, chain: Chain, i: int) -> bool:
        """ "Another parent, Ina Vale, said": one of many, who is named."""
        one = chain.kind == "person" and self.m.number[i] == "one" and self.m.definite[i] == "a"
        return one and not differ(self.m.gender[i], chain.gender or chain.given)

    def _called(self, i: int) -> Chain | None:
        """The one named chain that a definite description repeats a word of: "the League" of "River League", "the
        minister" of "Interior Minister Tam Orrel"; of persons and documents else the one without
        a name: "the driver" of "a lorry driver"."""
        if self.m.mentions[i].form != "description" or self.m.definite[i] != "the":
            return None
        if BUSINESSES.search(self.said(i)) and self.m.number[i] == "one":
            return self._business(i)
        if len(self.m.words[i]) > 1:
            return self._fighters(i)
        mine = head(self.m.words[i])
        fits = [c for c in self.all if c.name is not None and mine in c.titles and self._fits(c, i)]
        fits = [c for c in fits if c.kind == "person" or len(c.members) >= OFTEN or self.speaks[c.members].any()]
        said = self.said(i)
        if not fits and (self.m.mentions[i].kind == "person" or DOCUMENTS.search(said)):
            fits = [c for c in self.all if c.name is None and self._same_head(c, i) and self._fits(c, i)]
        return fits[0] if len(fits) == 1 else None

    def _fighters(self, i: int) -> Chain | None:
        """ "The extremist group": the one organisation that the article calls so, or whose fighters it tells of."""
        if _EXTREMISTS.fullmatch(self.said(i)) is None:
            return None
        named = [c for c in self.all if c.name is not None and c.kind == "organization"]
        fits = [c for c in named if any(self._a_group(j) for j in c.members) and self._fits(c, i)]
        return fits[0] if len(fits) == 1 else None

    def _a_group(self, j: int) -> bool:
        """ "Free Karsk militants", "the Free Karsk (FK) group", "the militant group Free Karsk"."""
        start, end = self.titled[j].whole.span
        behind = _GROUP_BEHIND.match(self.text, end)
        return behind is not None or _GROUP_BEFORE.search(self.text, max(0, start - 40), end) is not None

    def _business(self, i: int) -> Chain | None:
        """ "The company" in an article about one: the business that is named far more often than any other, of airlines
        and banks one that is called so if any is."""
        named = [c for c in self.all if c.name is not None and c.kind == "organization" and self._fits(c, i)]
        named = [c for c in named if BUSINESSES.search(c.called) or not ORGANISATIONS.search(c.called)]
        sort = next((s for s in _SORTS if s.search(self.said(i))), None)
        same = [c for c in named if sort is not None and sort.search(c.called)]
        most = sorted(same or named, key=lambda c: -len(c.members))[:2]
        clear = len(most) == 1 or (most and len(most[0].members) >= FAR_MORE * len(most[1].members))
        if not clear or len(most[0].members) < OFTEN:
            return None
        return most[0] if self._no_other_kind(most, i) else None

    def _no_other_kind(self, most: list[Chain], i: int) -> bool:
        """ "The company"; "the credit company" of one that is called so elsewhere, or where no other is told much of;
        never "the other company"."""
        told = self.m.words[i][:-1]
        if not told:
            return True
        said = self.said(i)
        if said[:4].lower() != "the " or not _OTHERS.isdisjoint(told):
            return False
        if not said[4:].islower() and any(
            BUSINESSES.search(c.called) and not c.words.isdisjoint(told) for c in self.all
        ):
            return False
        called = {w for j in most[0].members for w in self.m.words[j]}
        return len(most) == 1 or len(most[1].members) < OFTEN or called.issuperset(told)

    def _fits(self, chain: Chain, i: int) -> bool:
        """Nothing that is told of the chain speaks against the mention."""
        if self.m.person[i] == "2":
            return all(self.m.person[j] == "2" and self.m.quote[j] == self.m.quote[i] for j in chain.members)
        if all(self.m.person[j] == "2" for j in chain.members):
            return False
        mention = self.m.mentions[i]
        gender, number, told = self.m.gender[i], self.m.number[i], chain.gender or chain.given
        if self.overlapping[i] and not self.overlapping[i].isdisjoint(chain.members):
            return False
        if mention.form == "pronoun":
            if gender in ("he", "she"):
                return chain.kind in ("person", "unknown") and chain.number != "many" and not differ(gender, told)
            if gender == "it":
                return chain.kind not in ("person", "group") and chain.number != "many"
            return not (number == "many" and chain.kind == "person" and chain.number == "one")
        if not may_be(chain.kind, mention.kind) or differ(gender, told):
            return False
        if chain.name is not None and any(rule(chain, self.said(i)) for rule in AGAINST):
            return False
        if mention.form == "description" and chain.name is None and self._of_another(chain, i):
            return False
        office = OFFICES.search(self.said(i)) or _no_other_word(self.said(i))
        told_apart = self.m.definite[i] != "the" or (chain.name is None and office)
        if mention.form == "description" and told_apart and not self._same_head(chain, i):
            return False
        return not (differ(number, chain.number) and "organization" not in (chain.kind, mention.kind))

    def _of_another(self, chain: Chain, i: int) -> bool:
        """ "A River League spokesman" is not the ferry company's: the names in what they are called differ."""
        mine = _capitals(self.said(i))
        theirs = [_capitals(self.said(j)) for j in chain.members if self.m.mentions[j].form == "description"]
        return bool(mine) and any(theirs) and not any(mine <= t or t <= mine for t in theirs if t)

    def _same_head(self, chain: Chain, i: int) -> bool:
        """ "Officials" go on from "two officials"; "residents" do not go on from "officials"."""
        mine = head(self.m.words[i])
        return any(head(self.m.words[j]) == mine for j in chain.members if self.m.mentions[j].form == "description")


_SORTS = (
    re.compile(r"\b(?:air|airlines?|airways|aviation|jet|carrier|aero\w*)s?\b", re.IGNORECASE),
    re.compile(r"\bbanks?\b|\blender\b", re.IGNORECASE),
)
_OTHERS = frozenset(["other", "same", "parent", "rival", "sister", "partner", "holding", "local", "smaller", "private"])
"""Words for a business beside the one that an article is about."""

_EXTREMISTS = re.compile(
    r"(?:the )?(?:extremist|terrorist|terror|militant|jihadist|insurgent|rebel)\s(?:group|organi[sz]ation|network)",
    re.IGNORECASE,
)
_GROUP_BEHIND = re.compile(r"\s+(?:\([A-Z]+\)\s+)?(?:group|militants|fighters|extremists|jihadists|insurgents)\b")
_GROUP_BEFORE = re.compile(
    r"\b(?:extremist|terrorist|terror|militant|jihadist|insurgent|rebel)\s+(?:group|organi[sz]ation),?\s+\S"
)
_NEXT_TO = re.compile(r"[)\s]*(?:group|movement|militia|party|network)?,?")
_THAT = re.compile(r"that\s+")
_POSSESSIVE = re.compile(r"['’]s?((?:\s[\w-]+){1,4})")


def _no_other_word(said: str) -> bool:
    """Whether no description without this noun stands for the same: "the paper" is not "the administration"."""
    return INSTITUTIONS.search(said) or KIND.search(said) is not None


def _capitals(said: str) -> set[str]:
    """The words with a capital, but for the first."""
    return {w for w in said.split()[1:] if w[:1].isupper() and not is_role(w)}


def _closes(text: str, at: int) -> bool:
    """Whether an apposition ends here: at a comma, a stop, a bracket, or at the end of the sentence."""
    return re.match(r"\s*(?:[,.;:)—–]|who\b|of\b|for\b|in\b|at\b|from\b|and\b|$)", text[at : at + 8]) is not None


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
