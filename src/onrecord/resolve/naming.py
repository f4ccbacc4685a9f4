"""Names of one article to chains: full names first, then each short form with the one full name it can be short for.

What is known of a chain grows with each mention that it takes in.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve import given_names
from onrecord.resolve.chain import Chain, differ, may_be
from onrecord.resolve.names import Name, initials, parse, short_form_of
from onrecord.resolve.pairs import Mentions, head
from onrecord.resolve.spellings import one_letter_off
from onrecord.resolve.titled import Titled
from onrecord.rows import Span

FAR_MORE = 2
"""How many times more often than any other one is named whom a surname, or "the company", stands for."""


class Naming:
    """Chains under construction, as far as names make them up."""

    def __init__(
        self, text: str, titled: list[Titled], m: Mentions, score: NDArray[np.float32], speaks: NDArray[np.bool_]
    ) -> None:
        self.text, self.titled, self.m, self.score, self.speaks = text, titled, m, score, speaks
        self.spoken: list[tuple[Span, Span]] = []
        self.opening: dict[int, list[tuple[Span, Span]]] = defaultdict(list)
        self.of: dict[int, Chain] = {}
        self.all: list[Chain] = []
        self.overlapping = _overlapping(m)
        self._said = [text[slice(*t.whole.span)] for t in titled]

    def join_names(self) -> None:
        """Full names first, then each short form with the one full name that it can be short for."""
        named = [(i, parse(self.text[slice(*t.name)], t.whole.kind)) for i, t in enumerate(self.titled) if t.name]
        for i, name in sorted(named, key=lambda x: (-_fullness(x[1]), x[0])):
            short = name.words[0] if len(name.words) == 1 else None
            handle = "@" in self.said(i)
            near = [c for c in self.all if handle or not c.words.isdisjoint(name.words) or short in c.initials]
            fits = [c for c in near if c.name is not None and self._one_name(c, name, i)]
            fits = [c for c in fits if name in c.aliases] or self._half_of_a_land(name, fits) or self._misspelt(name)
            fits = self._whose_article_it_is(name, fits)
            beside = self._in_brackets(i)
            if beside is not None or len(fits) == 1:
                chain = beside or fits[0]
                self.add(chain, i)
                chain.aliases.add(name)
                chain.words |= frozenset(name.words)
            else:
                self.begin(i, name)

    def _whose_article_it_is(self, name: Name, fits: list[Chain]) -> list[Chain]:
        """Of several with one surname the one who is named first, in the title or far more often: papers give the
        others in full."""
        if len(fits) < 2 or name.kind != "person" or len(name.words) > 1:
            return fits
        if any(c.name is None or len(c.name.words) < 2 or c.name.words[-1] != name.words[0] for c in fits):
            return fits
        first, *others = sorted(fits, key=lambda c: min(c.members))
        title = self.text.find("\n") + 1
        in_title = [c for c in fits if self.m.mentions[min(c.members)].span[0] < title] == [first]
        return [first] if in_title or all(len(first.members) >= FAR_MORE * len(c.members) for c in others) else fits

    def _misspelt(self, name: Name) -> list[Chain]:
        """The persons whose surname this one is but for a letter."""
        if name.kind != "person" or len(name.words) > 1:
            return []
        full = [c for c in self.all if c.kind == "person" and c.name is not None and len(c.name.words) > 1]
        return [c for c in full if c.name is not None and one_letter_off(name.words[0], c.name.words[-1])]

    def _half_of_a_land(self, name: Name, fits: list[Chain]) -> list[Chain]:
        """ "The North" is the land that is called so, rather than an office or a ministry there."""
        lands = [c for c in fits if c.kind == "place" and c.name is not None and len(c.name.words) == 2]
        return lands if name.words in _HALVES and len(lands) == 1 else fits

    def said(self, i: int) -> str:
        """The words of a mention with its name."""
        return self._said[i]

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
        if not may_be(chain.kind, self.m.mentions[i].kind) or differ(chain.gender, self._title_gender(i)):
            return False
        return name in chain.aliases or (short_form_of(name, chain.name) and not _maker(name, chain))

    def _title_gender(self, i: int) -> str:
        gender = self.m.gender[i]
        return gender if gender in ("he", "she") else ""

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
        return {
            head((w.removesuffix("'s").removesuffix("’s"),))
            for w in self.text[t.whole.span[0] : t.name[0]].casefold().split()
        }

    def begin(self, i: int, name: Name | None) -> None:
        chain = Chain([], self.m.mentions[i].kind, name)
        if name is not None:
            named = self.titled[i].name
            chain.called = self.text[slice(*named)] if named is not None else ""
            chain.aliases, chain.words = {name}, frozenset(name.words)
            chain.initials = frozenset(initials(name.words))
            full = chain.kind == "person" and len(name.words) > 1
            chain.given = given_names.gender(name.words[0]) if full else ""
        self.all.append(chain)
        self.add(chain, i)

    def add(self, chain: Chain, i: int) -> None:
        chain.members.append(i)
        chain.titles |= self._titles(chain, i)
        self.of[i] = chain
        if chain.kind == "unknown":
            chain.kind = self.m.mentions[i].kind
        chain.gender = chain.gender or self.m.gender[i]
        chain.number = chain.number or self.m.number[i]


_AT = re.compile(r"@(\w{4,})")
_HALVES = frozenset([("north",), ("south",), ("east",), ("west",)])
_OF = re.compile(r"(?:the\s+)?\w+\s+(?:of|for)\s", re.IGNORECASE)


def _overlapping(m: Mentions) -> list[set[int]]:
    """Of each mention those that overlap it; they are in text order, an outer one first."""
    found: list[set[int]] = [set() for _ in m.mentions]
    for i, x in enumerate(m.mentions):
        j = i + 1
        while j < len(m) and m.mentions[j].span[0] < x.span[1]:
            found[i].add(j)
            found[j].add(i)
            j += 1
    return found


def _handle(words: str, name: Name) -> bool:
    """An account whose handle is the name run together: "@tamorrel"."""
    found = _AT.search(words)
    return found is not None and found.group(1).casefold().strip("_") == "".join(name.words).casefold()


def _maker(name: Name, chain: Chain) -> bool:
    """Who stands before the name of a thing of his: "Halyard" is not the "Halyard River Lamp", if "the River Lamp" is
    called so too."""
    assert chain.name is not None
    n = len(name.words)
    thing = chain.name.words[n:]
    return len(thing) > 1 and chain.name.words[:n] == name.words and any(a.words == thing for a in chain.aliases)


def _fullness(name: Name) -> int:
    return len(name.words)
