"""All articles' entities to speakers: one for each real person, group, organisation or document that says something.

    entities ──one name, one matter──▶ units ──spellings, short forms──▶ groups ──▶ speakers

Only names join articles. One full name is one speaker, unless what it is called fits no one person; a name that is not
full (a surname, an acronym, a ministry without its land) joins where the articles have something else in common and
just one full name fits: a wrong merge costs more than a missed one. Nothing from outside the articles is used: "Moscow"
stays as worded. Whoever no article names is a speaker of that article alone. What comes out depends on the set of
entities, not on their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.resolve.context import Context, Words
from onrecord.resolve.names import Name, canonical, fold, initials, of_any_land, parse
from onrecord.resolve.namesakes import Profile, apart, profile
from onrecord.resolve.shortened import RARER, join_short_forms
from onrecord.resolve.spelt import join_spellings
from onrecord.resolve.units import Descriptions, Groups, Unit
from onrecord.rows import EntityKind, EntityWords, Speaker, digest

MODULES = (
    "across.py",
    "context.py",
    "names.py",
    "namesakes.py",
    "shortened.py",
    "spellings.py",
    "spelt.py",
    "units.py",
)
"""The code that speakers depend on, apart from that which makes entities."""


@cache
def resolver_version() -> str:
    """Names what tells speakers apart: a hash of its code."""
    h = hashlib.sha256()
    for name in MODULES:
        h.update((files("onrecord") / "resolve" / name).read_bytes().replace(b"\r\n", b"\n"))
    return f"resolver-{h.hexdigest()[:12]}"


def speakers(entities: Iterable[EntityWords], descriptions: Descriptions | None = None) -> list[Speaker]:
    """The speakers among entities: those to whom some statement is attributed. Sorted by name, then id.

    `descriptions` are what articles call entities beside their names ("the senator"), by entity id; they tell namesakes
    apart.
    """
    by_id = {e.id: e for e in entities}
    named = [e for e in by_id.values() if e.name is not None]
    found = [
        Speaker(digest("speaker", "entity", e.id)[:16], e.words, e.kind, (e.id,))
        for e in by_id.values()
        if e.name is None and e.speaks
    ]
    found += _speakers(_Names(named, descriptions or {}).groups())
    return sorted(found, key=lambda s: (s.name, s.id))


def _speakers(groups: Groups) -> Iterator[Speaker]:
    """Each group that speaks. Where two have one name, the least of their entities tells them apart."""
    speaking = [_Speaking(units) for units in groups.members() if any(e.speaks for u in units for e in u.entities)]
    namesakes = Counter(s.key for s in speaking)
    for s in speaking:
        apart_by = (s.entities[0].id,) if namesakes[s.key] > 1 else ()
        ids = tuple(e.id for e in s.entities)
        yield Speaker(digest("speaker", *s.key, *apart_by)[:16], s.name, s.kind, ids)


class _Speaking:
    """A group as a speaker, called by the full form that most of it has; the key is that form's words."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.entities = sorted((e for u in units for e in u.entities), key=lambda e: e.id)
        kinds = Counter(e.kind for e in self.entities)
        self.kind: EntityKind = min(kinds, key=lambda k: (-kinds[k], k))
        forms = Counter(e.name for e in self.entities if e.name is not None)
        name = _called(forms, self.kind)
        self.key = ("person" if self.kind == "person" else "other", *canonical(parse(name, self.kind)))
        self.name = name + _in_brackets(name, forms, self.kind)


def _called(forms: Counter[str], kind: EntityKind) -> str:
    """What to call a speaker: of a person's forms of several words, without title, the most used, each counted also
    where it is part of a longer one ("Tam Orrel" in "Mayor Tam A. Orrel"); of others' the longest that is used nearly
    as much as any."""
    words = {form: parse(form, kind).words for form in forms}
    most = max(forms.values())

    def order(form: str) -> tuple[bool, bool, int, int, int, int, str]:
        mine, capitals = words[form], form.isupper() and " " in form
        if kind == "person":
            part_of = sum(n for f, n in forms.items() if _within(mine, words[f]))
            titled = max(0, len(form.split()) - len(mine))
            return len(mine) < 2, capitals, -part_of, titled, -forms[form], -len(form), form
        return RARER * forms[form] < most, capitals, -len(mine), 0, -forms[form], -len(form), form

    return min(forms, key=order)


def _in_brackets(name: str, forms: Counter[str], kind: EntityKind) -> str:
    """The acronym behind a full name, as style books have it: "Lower Ashel Water Board (LAWB)"."""
    of_full = initials(parse(name, kind).words)
    short = [
        f for f in forms if kind not in ("person", "place") and f.isupper() and fold(f.replace(".", "")) in of_full
    ]
    return f" ({min(short, key=lambda f: (-forms[f], f))})" if short and "(" not in name else ""


def _within(part: Words, whole: Words) -> bool:
    rest = iter(whole)
    return all(w in rest for w in part)


@dataclass
class _Form:
    """A name with all entities that have it."""

    person: bool
    words: Words
    names: set[Name] = field(default_factory=set)
    entities: list[EntityWords] = field(default_factory=list)
    generation: dict[str, str] = field(default_factory=dict)
    """Of entities that have one, by id: "jr"."""


class _Names:
    """All names of a record."""

    def __init__(self, named: Sequence[EntityWords], descriptions: Descriptions) -> None:
        self.descriptions = descriptions
        self.forms: dict[tuple[bool, Words], _Form] = {}
        persons = _persons(named)
        parsed: dict[tuple[str, bool], tuple[Name, Words]] = {}
        for e in named:
            text = e.name or ""
            person = persons.get(text, e.kind == "person")
            if (text, person) not in parsed:
                name = parse(text, "person" if person else "organization")
                parsed[text, person] = name, canonical(name)
            name, words = parsed[text, person]
            form = self.forms.setdefault((person, words), _Form(person, words))
            form.names.add(name)
            form.entities.append(e)
            if name.generation:
                form.generation[e.id] = name.generation
        self.context = Context((e.article, f.words) for f in self.forms.values() for e in f.entities)

    def groups(self) -> Groups:
        """Entities in groups, each of which is one."""
        groups = Groups(self._unit(f, part) for f in self.forms.values() for part in self._parts(f))
        join_spellings(groups)
        join_short_forms(groups)
        return groups

    def _unit(self, form: _Form, entities: Sequence[EntityWords]) -> Unit:
        unit = Unit(form.names, entities, self.context, self.descriptions)
        unit.set_apart = len(entities) < len(form.entities) and any(e.id in form.generation for e in entities)
        return unit

    def _parts(self, form: _Form) -> list[list[EntityWords]]:
        """The entities of a name that are one: all, but where the name is many a one's."""
        if form.person and len(form.words) > 1:
            return [p for same in _generations(form) for p in self._namesakes(form, same)]
        if form.person or of_any_land(Name(form.words, "organization")):
            return [form.entities] if self.context.one_matter else self._by_matter(form, form.entities)
        return [form.entities]

    def _by_matter(self, form: _Form, entities: Sequence[EntityWords]) -> list[list[EntityWords]]:
        """A surname, or a ministry without its land, is one's within one matter only."""
        by_article = defaultdict(list)
        for e in entities:
            by_article[e.article].append(e)
        matters = self.context.matters(by_article, frozenset(form.words))
        return [[e for article in matter for e in by_article[article]] for matter in matters]

    def _namesakes(self, form: _Form, entities: list[EntityWords]) -> list[list[EntityWords]]:
        """A full name is one's, unless what it is called in unconnected articles fits no one person."""
        if len(apart([self._profile([e]) for e in entities])) < 2:
            return [entities]
        matters = self._by_matter(form, entities)
        return [[e for i in same for e in matters[i]] for same in apart([self._profile(m) for m in matters])]

    def _profile(self, entities: Iterable[EntityWords]) -> Profile:
        return profile(d for e in entities for d in self.descriptions.get(e.id, ()))


def _persons(named: Iterable[EntityWords]) -> dict[str, bool]:
    """Which names of several words are persons': those that most articles take for one's."""
    votes: dict[str, int] = defaultdict(int)
    several = {text: fold(text) for e in named if " " in (text := e.name or "").strip()}
    for e in named:
        if e.name in several:
            votes[several[e.name]] += 1 if e.kind == "person" else -1
    return {text: votes[folded] > 0 for text, folded in several.items()}


WELL_KNOWN = 10
"""How many times more articles must give a name alone than with a generation for the generation to tell another one."""


def _generations(form: _Form) -> list[list[EntityWords]]:
    """The younger and the elder of one name apart, where the record tells of both: by two generations, by both in one
    article, or by one of them being so much better known that his son is always called so."""
    by_generation = defaultdict(list)
    for e in form.entities:
        by_generation[form.generation.get(e.id, "")].append(e)
    plain = len(by_generation.get("", ()))
    told = len(by_generation) - bool(plain)
    articles = [{e.article for e in same} for same in by_generation.values()]
    both = sum(map(len, articles)) > len(set().union(*articles))
    well_known = told == 1 and plain > WELL_KNOWN * (len(form.entities) - plain)
    return list(by_generation.values()) if told > 1 or both or well_known else [form.entities]
