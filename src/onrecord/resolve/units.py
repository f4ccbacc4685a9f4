"""What joins across articles: units of entities under one name, and the groups that they are put into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from onrecord.resolve.context import Context, Words
from onrecord.resolve.names import Name
from onrecord.resolve.namesakes import Profile, profile
from onrecord.rows import EntityKind, EntityWords

Descriptions = Mapping[str, Sequence[str]]
"""What articles call an entity, beside its name, by the entity's id."""


class Unit:
    """Entities that are one for sure: of one name, or spellings of it, in articles that have something in common."""

    def __init__(
        self, names: Iterable[Name], entities: Iterable[EntityWords], context: Context, descriptions: Descriptions
    ) -> None:
        self.entities = tuple(sorted(entities, key=lambda e: e.id))
        self.kind = _kind(self.entities)
        self.names = tuple(Name(words, self.kind) for words in sorted({n.words for n in names}))
        self.articles = frozenset(e.article for e in self.entities)
        self.capitals = any((e.name or "").replace(".", "").isupper() for e in self.entities)
        self.set_apart = False
        """Whether a generation tells it from others of its name: "Tam Orrel Jr." is then short for nobody."""
        self._context, self._descriptions = context, descriptions

    @property
    def least(self) -> str:
        """Its place in an order that the order of the input has no part in."""
        return self.entities[0].id

    @cached_property
    def told(self) -> set[Words]:
        """What its articles are about, apart from its own name."""
        return self._context.told(self.articles, frozenset(w for n in self.names for w in n.words))

    @cached_property
    def profile(self) -> Profile:
        """What its descriptions tell."""
        return profile(d for e in self.entities for d in self._descriptions.get(e.id, ()))

    def near(self, other: Unit, names: int) -> bool:
        """Whether their articles have something in common: an article, or so many names that are neither's."""
        if not self.articles.isdisjoint(other.articles) or self._context.one_matter:
            return True
        return len(self.told & other.told) >= names


def _kind(entities: Sequence[EntityWords]) -> EntityKind:
    """Of what kind its name is: a person's, a place's if any article takes it for one, else an organisation's."""
    kinds = Counter(e.kind for e in entities)
    if 2 * kinds["person"] > len(entities):
        return "person"
    return "place" if kinds["place"] else "organization"


class Groups:
    """Units joined into groups: a union-find whose roots are the least of their units, so that order tells nothing."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = sorted(units, key=lambda u: u.least)
        self._root = list(range(len(self.units)))
        self._at = {id(u): i for i, u in enumerate(self.units)}

    def of(self, unit: Unit) -> int:
        """The group that a unit is in."""
        i = self._at[id(unit)]
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def join(self, a: Unit, b: Unit) -> None:
        low, high = sorted((self.of(a), self.of(b)))
        self._root[high] = low

    def members(self) -> list[list[Unit]]:
        """All groups, each with its units."""
        out: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.units:
            out[self.of(unit)].append(unit)
        return list(out.values())
