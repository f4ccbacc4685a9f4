"""Mentions of one article to chains: which of them stand for the same.

First what is clearly so: one name, or its short form where only one full name in the article fits; a name with its
title; words set beside a name between commas. Then mention ranking: each description and pronoun joins the earlier
mention whose learned score is best, if that is clearly better than its beginning something new. No chain takes in two
names, and a mention about which the text does not decide begins a chain of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve import given_names
from onrecord.resolve.media import KIND, looks_like_medium
from onrecord.resolve.names import Name, initials, parse, short_form_of
from onrecord.resolve.pairs import FEATURES, FORMS, Mentions, described, head, planes
from onrecord.rows import EntityKind, Mention, Span
from onrecord.text.nouns import BUSINESSES, DOCUMENTS, INSTITUTIONS, OFFICES, ORGANISATIONS, PLACES, ROLES_IN_EVENTS
from onrecord.text.phrases import head_of

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

FAR_MORE = 2
"""How many times more often than any other an organisation is mentioned that "the company" stands for."""

BACK = 60
"""Mentions looked back at."""

Affinity = NDArray[np.float32]


@dataclass
class Chain:
    """Mentions of one referent: indices into the mentions in text order, and its name where it has one."""

    members: list[int]
    kind: EntityKind
    name: Name | None = None
    aliases: set[Name] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    """Of its name."""
    initials: frozenset[str] = frozenset()
    """The first letters of its name's words, as an acronym may have them."""
    titles: set[str] = field(default_factory=set)
    """The words that it can be called by, beside its name."""
    gender: str = ""
    given: str = ""
    """The gender of its given name, where no word of the article tells one."""
    number: str = ""


@dataclass(frozen=True)
class Titled:
    """A mention with the name at its end apart, where it has one: "police chief Sadat" and "Sadat"."""

    whole: Mention
    name: Span | None
    row: int


def chains(
    text: str, mentions: Sequence[Mention], affinity: Affinity, sources: Sequence[Span] = ()
) -> tuple[list[Titled], list[Chain]]:
    """The mentions, names joined with their titles, and the chains they make up, in text order.

    `sources` are the words that statements are attributed to.
    """
    titled = with_titles(mentions)
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
    return titled, found.made()


def _within_a_quotation(m: Mentions, speaks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [n, n]: row i, a pronoun outside quotations that speaks; column j, somebody told of inside one."""
    quoted = np.array(m.quote) >= 0
    told_of = quoted & np.array([p not in ("1", "2") for p in m.person], dtype=bool)
    outside: NDArray[np.bool_] = (speaks & ~quoted)[:, None] & told_of[None]
    return outside


def with_titles(mentions: Sequence[Mention]) -> list[Titled]:
    """A name that ends a longer mention, or that a description of its kind stands right before, is one mention with it;
    the kind is the name's."""
    by_end = {x.span[1]: i for i, x in enumerate(mentions) if x.form == "name"}
    by_start = {(x.span[0], x.kind): i for i, x in enumerate(mentions) if x.form == "name"}
    taken: set[int] = set()
    out: list[Titled] = []
    for i, x in enumerate(mentions):
        if x.form != "description":
            continue
        j = by_end.get(x.span[1])
        if j is None and x.kind in ("person", "organization"):
            j = by_start.get((x.span[1] + 1, x.kind))
        if j is not None and x.span[0] < mentions[j].span[0] and j not in taken:
            taken |= {i, j}
            name = mentions[j]
            whole = (x.span[0], name.span[1])
            out.append(Titled(Mention(whole, "name", name.kind), name.span, j if x.span[1] < whole[1] else i))
    out += [Titled(x, x.span if x.form == "name" else None, i) for i, x in enumerate(mentions) if i not in taken]
    return sorted(out, key=lambda t: (t.whole.span[0], -t.whole.span[1]))


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


class _Chains:
    """Chains under construction, mention by mention in text order; names first."""

    def __init__(
        self, text: str, titled: list[Titled], m: Mentions, score: NDArray[np.float32], speaks: NDArray[np.bool_]
    ) -> None:
        self.text, self.titled, self.m, self.score, self.speaks = text, titled, m, score, speaks
        self.of: dict[int, Chain] = {}
        self.all: list[Chain] = []

    def made(self) -> list[Chain]:
        """All chains, by their first mention."""
        self._join_names()
        for i in range(len(self.m)):
            if i not in self.of:
                self._join(i)
        for chain in self.all:
            chain.members.sort()
        return sorted((c for c in self.all if c.members), key=lambda c: c.members[0])

    def _join_names(self) -> None:
        """Full names first, then each short form with the one full name that it can be short for."""
        named = [(i, parse(self.text[slice(*t.name)], t.whole.kind)) for i, t in enumerate(self.titled) if t.name]
        for i, name in sorted(named, key=lambda x: (-_fullness(x[1]), x[0])):
            short = name.words[0] if len(name.words) == 1 else None
            near = [
                c for c in self.all if not c.words.isdisjoint(name.words) or short in c.initials or "@" in self.said(i)
            ]
            fits = [c for c in near if c.name is not None and self._one_name(c, name, i)]
            fits = [c for c in fits if name in c.aliases] or fits
            beside = self._in_brackets(i)
            if beside is not None or len(fits) == 1:
                chain = beside or fits[0]
                self._add(chain, i)
                chain.aliases.add(name)
                chain.words |= frozenset(name.words)
            else:
                self._begin(i, name)

    def said(self, i: int) -> str:
        return self.text[slice(*self.titled[i].whole.span)]

    def called(self, chain: Chain) -> str:
        return next((self.text[slice(*n)] for j in chain.members if (n := self.titled[j].name) is not None), "")

    def _in_brackets(self, i: int) -> Chain | None:
        """The chain of the name that a short form in brackets stands right behind: "Lower Ashel Water Board (LAWB)"."""
        start, end = self.titled[i].whole.span
        if self.text[start - 1 : start] != "(" or self.text[end : end + 1] != ")" or not self.text[start:end].isupper():
            return None
        for j in range(i - 1, -1, -1):
            if self.titled[j].whole.span[1] <= start:
                near = self.text[self.titled[j].whole.span[1] : start - 1].strip() == ""
                return self.of.get(j) if near and self.titled[j].name else None
        return None

    def _one_name(self, chain: Chain, name: Name, i: int) -> bool:
        assert chain.name is not None
        if _handle(self.text[slice(*self.titled[i].whole.span)], chain.name):
            return True
        if not _may_be(chain.kind, self.m.mentions[i].kind) or _differ(chain.gender, self._title_gender(i)):
            return False
        return name in chain.aliases or (short_form_of(name, chain.name) and not _maker(name, chain))

    def _title_gender(self, i: int) -> str:
        gender = self.m.gender[i]
        return gender if gender in ("he", "she") else ""

    def _join(self, i: int) -> None:
        beside = self._beside(i) or self._called(i)
        if beside is not None:
            self._add(beside, i)
            return
        n = len(self.m)
        order: list[int] = np.argsort(-self.score[i, :i], kind="stable").tolist()
        least = self.score[i, n] + (SURE_SPEAKER if self.speaks[i] else SURE)[self.m.mentions[i].form]
        if self.speaks[i] and self.m.gender[i] in ("he", "she"):
            order = self._nearest_first(i, order)
        for j in order:
            if self.score[i, j] < least:
                break
            chain = self.of.get(j)
            if chain is not None and self._fits(chain, i):
                self._add(chain, i)
                return
        self._begin(i, None)

    def _nearest_first(self, i: int, order: list[int]) -> list[int]:
        """Of those who score about as well as the best the last named: in news "he said" follows the one who speaks.
        Whom a quotation tells of is not meant."""
        fit = [j for j in order if j in self.of and self._fits(self.of[j], i)]
        if not fit:
            return []
        near = [j for j in fit if self.score[i, j] >= self.score[i, fit[0]] - AS_WELL and self.m.quote[j] < 0]
        return sorted(near, reverse=True) + [j for j in fit if j not in near]

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
                    and self._fits(self.of[j], i)
                ):
                    if j < i and not _closes(self.text, self.m.mentions[i].span[1]):
                        continue
                    if j > i and not _closes(self.text, self.m.mentions[j].span[1]):
                        continue
                    return self.of[j]
        return None

    def _called(self, i: int) -> Chain | None:
        """The one named chain that a definite description repeats a word of: "the League" of "River League", "the
        minister" of "Interior Minister Tam Orrel"; of persons and documents else the one without
        a name: "the driver" of "a lorry driver"."""
        if self.m.mentions[i].form != "description" or self.m.definite[i] != "the" or len(self.m.words[i]) > 1:
            return None
        mine = head(self.m.words[i])
        if BUSINESSES.search(self.said(i)):
            return self._business(i)
        fits = [c for c in self.all if c.name is not None and mine in c.titles and self._fits(c, i)]
        fits = [c for c in fits if c.kind == "person" or len(c.members) >= OFTEN or self.speaks[c.members].any()]
        said = self.said(i)
        if not fits and (self.m.mentions[i].kind == "person" or DOCUMENTS.search(said)):
            fits = [c for c in self.all if c.name is None and self._same_head(c, i) and self._fits(c, i)]
        return fits[0] if len(fits) == 1 else None

    def _business(self, i: int) -> Chain | None:
        """ "The company" in an article about one: the business that is named far more often than any other, of airlines
        and banks one that is called so if any is."""
        named = [c for c in self.all if c.name is not None and c.kind == "organization" and self._fits(c, i)]
        named = [c for c in named if BUSINESSES.search(self.called(c)) or not ORGANISATIONS.search(self.called(c))]
        sort = next((s for s in _SORTS if s.search(self.said(i))), None)
        same = [c for c in named if sort is not None and sort.search(self.called(c))]
        most = sorted(same or named, key=lambda c: -len(c.members))[:2]
        clear = len(most) == 1 or (most and len(most[0].members) >= FAR_MORE * len(most[1].members))
        return most[0] if clear and len(most[0].members) >= OFTEN else None

    def _titles(self, chain: Chain, j: int) -> set[str]:
        """The words that a chain can be called by, as far as a mention of it tells: of an organisation's name the last,
        and the first before "of" or "for"; of a person the titles and roles set before or behind the name."""
        t, words = self.titled[j], self.m.words[j]
        if chain.kind != "person":
            if t.name is None or chain.name is None:
                return set()
            of = _OF.match(self.said(j)) is not None
            return {head(chain.name.words[-1:]), *([head(chain.name.words[:1])] if of else [])}
        if t.name is None:
            return {head(words)} if t.whole.form == "description" else set()
        return {head((w,)) for w in self.text[t.whole.span[0] : t.name[0]].casefold().split()}

    def _fits(self, chain: Chain, i: int) -> bool:
        """Nothing that is told of the chain speaks against the mention."""
        mention = self.m.mentions[i]
        gender, number, told = self.m.gender[i], self.m.number[i], chain.gender or chain.given
        if mention.form == "pronoun":
            if gender in ("he", "she"):
                return chain.kind in ("person", "unknown") and chain.number != "many" and not _differ(gender, told)
            if gender == "it":
                return chain.kind not in ("person", "group") and chain.number != "many"
            return not (number == "many" and chain.kind == "person" and chain.number == "one")
        if not _may_be(chain.kind, mention.kind) or _differ(gender, told):
            return False
        if chain.name is not None and any(speaks_against(self, chain, i) for speaks_against in AGAINST):
            return False
        told_apart = self.m.definite[i] != "the" or (chain.name is None and _no_other_word(self.said(i)))
        if mention.form == "description" and told_apart and not self._same_head(chain, i):
            return False
        overlapping = any(_overlap(self.m.mentions[j].span, mention.span) for j in chain.members)
        return not overlapping and not (
            _differ(number, chain.number) and "organization" not in (chain.kind, mention.kind)
        )

    def _same_head(self, chain: Chain, i: int) -> bool:
        """ "Officials" go on from "two officials"; "residents" do not go on from "officials"."""
        mine = head(self.m.words[i])
        return any(head(self.m.words[j]) == mine for j in chain.members if self.m.mentions[j].form == "description")

    def _begin(self, i: int, name: Name | None) -> None:
        chain = Chain([], self.m.mentions[i].kind, name)
        if name is not None:
            chain.aliases, chain.words = {name}, frozenset(name.words)
            chain.initials = frozenset(initials(name.words))
            full = chain.kind == "person" and len(name.words) > 1
            chain.given = given_names.gender(name.words[0]) if full else ""
        self.all.append(chain)
        self._add(chain, i)

    def _add(self, chain: Chain, i: int) -> None:
        chain.members.append(i)
        chain.titles |= self._titles(chain, i)
        self.of[i] = chain
        if chain.kind == "unknown":
            chain.kind = self.m.mentions[i].kind
        chain.gender = chain.gender or self.m.gender[i]
        chain.number = chain.number or self.m.number[i]


Against = Callable[[_Chains, Chain, int], bool]


def another_name(chains: _Chains, chain: Chain, i: int) -> bool:
    """ "The League" with a capital is short for a name that holds the word, and for no other."""
    short = _PROPER.fullmatch(chains.said(i))
    return short is not None and chain.kind != "person" and short[1].casefold() not in chain.words


def a_place(chains: _Chains, chain: Chain, i: int) -> bool:
    """ "The city" is no organisation with a name of its own."""
    return chain.kind == "organization" and PLACES.search(chains.said(i))


def a_medium(chains: _Chains, chain: Chain, i: int) -> bool:
    """ "The company" and "the group" are not the paper that reports on them; "the paper" is, and is no institution."""
    if chain.kind != "organization":
        return False
    called, said = chains.called(chain), KIND.search(chains.said(i)) is not None
    return not said if looks_like_medium(called) else said and INSTITUTIONS.search(called) and not KIND.search(called)


def an_office(chains: _Chains, chain: Chain, i: int) -> bool:
    """Who is called president in the article is not its driver, victim or witness."""
    if chain.kind != "person" or not ROLES_IN_EVENTS.search(chains.said(i)):
        return False
    return any(OFFICES.fullmatch(word) for word in chain.titles)


def a_document(chains: _Chains, chain: Chain, i: int) -> bool:
    """ "The statement" is nobody who has a name."""
    return chain.kind != "document" and DOCUMENTS.search(chains.said(i))


AGAINST: tuple[Against, ...] = (another_name, a_place, a_medium, an_office, a_document)
"""What the words of a description tell against its standing for one who has a name."""

_SORTS = (
    re.compile(r"\b(?:air|airlines?|airways|aviation|jet|carrier|aero\w*)s?\b", re.IGNORECASE),
    re.compile(r"\bbanks?\b|\blender\b", re.IGNORECASE),
)
_PROPER = re.compile(r"(?:[Tt]he )?([A-Z][a-z]+)")
_OF = re.compile(r"(?:the\s+)?\w+\s+(?:of|for)\s", re.IGNORECASE)
_AT = re.compile(r"@(\w{4,})")


def _handle(words: str, name: Name) -> bool:
    """An account whose handle is the name run together: "@tamorrel"."""
    found = _AT.search(words)
    return found is not None and found.group(1).casefold().strip("_") == "".join(name.words).casefold()


def _no_other_word(said: str) -> bool:
    """Whether no description without this noun stands for the same: "the paper" is not "the administration"."""
    return INSTITUTIONS.search(said) or KIND.search(said) is not None


def _maker(name: Name, chain: Chain) -> bool:
    """Who stands before the name of a thing of his: "Halyard" is not the "Halyard River Lamp", if "the River Lamp" is
    called so too."""
    assert chain.name is not None
    n = len(name.words)
    thing = chain.name.words[n:]
    return len(thing) > 1 and chain.name.words[:n] == name.words and any(a.words == thing for a in chain.aliases)


def _fullness(name: Name) -> int:
    return len(name.words)


def _closes(text: str, at: int) -> bool:
    """Whether an apposition ends here: at a comma, a stop, a bracket, or at the end of the sentence."""
    return re.match(r"\s*(?:[,.;:)—–]|who\b|of\b|for\b|in\b|at\b|from\b|and\b|$)", text[at : at + 8]) is not None


def _may_be(a: EntityKind, b: EntityKind) -> bool:
    """Whether two kinds can be the same one's; a place may stand for those who rule it."""
    if "unknown" in (a, b) or a == b:
        return True
    return {a, b} in ({"person", "group"}, {"organization", "group"}, {"organization", "place"})


def _differ(a: str, b: str) -> bool:
    return bool(a and b and a != b)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
