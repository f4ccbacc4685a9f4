"""Short names that join full ones across articles: FITS is the list of the forms, each with its reason.

A short name joins where just one full name of the record fits, where their articles have something else in common, and
where nothing that either is called speaks against it. Longer short names go first, so that "Orrel" finds one where
"Tam Orrel" has joined "Tam A. Orrel".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from onrecord.resolve.names import (
    Name,
    canonical,
    has_small,
    initials,
    is_institution,
    of_any_land,
    short_form_of,
    without_particles,
)
from onrecord.resolve.namesakes import conflict
from onrecord.resolve.spellings import alike, same_sound, skeleton
from onrecord.resolve.units import Groups, Unit
from onrecord.text.nouns import PEOPLES, is_common, is_role

Fit = Callable[[Name, Name], bool]

LONGEST = 12
"""Words up to which a name's parts are looked at: what is longer is no name."""

IN_COMMON = 1
"""Names that a surname's article and the full name's must share. In 1,915 articles of some 500 stories, of the surnames
that fitted one full name 19 of 20 were right with one in common, and half with none (50 of each looked at by hand, as
for the next two)."""

IN_COMMON_OTHERS = 2
"""The same for organisations, whose short forms are common words more often."""

IN_COMMON_OF_SEVERAL = 5
"""The same where the record has several full names that fit, all others without anything in common: with 5 all of a
sample were right, with 1 or 2 one in four was another's."""

RARER = 3
"""How many times more articles may hold an organisation's short name than its full one. Beyond, the full one mostly is
none: a headline's words before or behind the name."""


def without_middle_name(short: Name, full: Name) -> bool:
    """Fewer of the given names, or initials: "T. Orrel" and "Tam Orrel" of "Tam A. Orrel"."""
    return short.kind == "person" and len(short.words) > 1 and short_form_of(short, full)


def surname(short: Name, full: Name) -> bool:
    """A surname. A first name is none: of 90 that fitted one full name in 1,915 articles, most were another's."""
    if short.kind != "person" or len(short.words) > 1 or is_role(full.words[-1]):
        return False
    return same_sound(short.words[0], full.words[-1])


def surname_of_several(short: Name, full: Name) -> bool:
    """A surname with its particle, or of two words: "bin Orrel", "Le Vale"."""
    n = len(short.words)
    return short.kind == "person" and 1 < n < len(full.words) and full.words[-n:] == short.words


def by_initials(short: Name, full: Name) -> bool:
    """Initials, the small words counted or not: "FKA" of "Free Karsk Army". Not of two letters, which are too many
    names': of four that fitted one name one was wrong ("J.J." and a team)."""
    letters = short.words[0]
    return short.kind != "person" and len(short.words) == 1 and len(letters) > 2 and letters in initials(full.words)


def without_land(short: Name, full: Name) -> bool:
    """An institution without its land: "Defence Ministry" of "Karsk Defence Ministry"."""
    a, b = set(canonical(short)), set(canonical(full))
    return of_any_land(short) and is_institution(full) and not of_any_land(full) and len(b) == len(a) + 1 and a < b


def its_end(short: Name, full: Name) -> bool:
    """An organisation without the words before: "Rovers" of "Ashel Rovers". Not one of another land, nor a part; one
    word only in the plural, as of teams: other last words ("Press", "Land") are of many."""
    n = len(short.words)
    before = full.words[:-n]
    if short.kind != "organization" or of_any_land(short) or full.words[-n:] != short.words:
        return False
    if n == 1 and not (_PLURAL.search(short.words[0]) and short.words[0] not in _NO_TEAMS):
        return False
    return not has_small(before) and PEOPLES.isdisjoint(before)


_PLURAL = re.compile(r"\w{3}[^s]s$")
_NO_TEAMS = frozenset(["times", "news", "series", "sports", "affairs"])


def its_beginning(short: Name, full: Name) -> bool:
    """An organisation's name without the common noun behind it: "Halyard" of "Halyard Group". Of two such nouns the
    last makes it a part ("Ashel University Hospital"), but for the police's."""
    if short.kind != "organization" or of_any_land(short) or not PEOPLES.isdisjoint(short.words):
        return False
    if is_common(short.words[-1]) and short.words[-1] != "police":
        return False
    return full.words[:-1] == short.words and is_common(full.words[-1])


FITS: dict[str, tuple[Fit, ...]] = {
    "surname": (without_middle_name, surname, surname_of_several),
    "letters": (by_initials,),
    "any": (without_land,),
    "end": (its_end,),
    "beginning": (its_beginning,),
}
"""The forms by what a full name is found under."""

Key = tuple[str, str]
"""The kind of key, and the key."""

Index = dict[Key, list[Unit]]


def join_short_forms(groups: Groups) -> None:
    """Joins each unit with the one group that its name can be short for."""
    index: Index = defaultdict(list)
    for unit in groups.units:
        for key in {k for name in unit.names for k in _found_by(name)}:
            index[key].append(unit)
    for _, tier in groupby(sorted(groups.units, key=_fullness, reverse=True), key=_fullness):
        joins = [(u, full) for u in tier if (full := _only_one(groups, index, u)) is not None]
        for unit, full in joins:
            groups.join(unit, full)


def _fullness(unit: Unit) -> tuple[int, int]:
    """How many words a name has in full, and how many at all."""
    return max((sum(len(w) > 1 for w in n.words), len(n.words)) for n in unit.names)


def _only_one(groups: Groups, index: Index, short: Unit) -> Unit | None:
    """The unit that a unit's name is short for, if that is known."""
    fitting = _fitting(index, short)
    if short.capitals and short.kind != "person":
        fitting = _most_used(groups, fitting)
    fitting_groups = {groups.of(u) for u in fitting}
    if not fitting or short.set_apart or groups.of(short) in fitting_groups or _a_surname(short, index):
        return None
    rivals = [*fitting, *_by_first_name(index, short)]
    found = {groups.of(u) for u in rivals}
    need = _need(short) if len(found) == 1 else IN_COMMON_OF_SEVERAL
    near = [u for u in fitting if short.near(u, need + _another_first_name(short, u)) or _one_full_name(short, u)]
    if len({groups.of(u) for u in near}) != 1 or any(conflict(short.profile, u.profile) for u in near):
        return None
    if len(found) > 1 and any(short.near(u, 1) for u in rivals if groups.of(u) != groups.of(near[0])):
        return None
    if short.kind != "person" and not short.capitals and _rare(fitting, short):
        return None
    return min(near, key=lambda u: u.least)


def _most_used(groups: Groups, fitting: list[Unit]) -> list[Unit]:
    """Of the names that an acronym can be short for the one that is used far more than the others: those are mostly
    slips for it ("Karsk Air Line" for "Karsk Air Lines")."""
    by_group: dict[int, list[Unit]] = defaultdict(list)
    for unit in fitting:
        by_group[groups.of(unit)].append(unit)
    most = sorted(by_group.values(), key=lambda units: -sum(len(u.articles) for u in units))
    uses = [sum(len(u.articles) for u in units) for units in most[:2]]
    return most[0] if len(uses) == 2 and uses[0] >= RARER * uses[1] else fitting


def _fitting(index: Index, short: Unit) -> list[Unit]:
    """The units with a name that this one's can be short for."""
    found: dict[int, Unit] = {}
    for name in short.names:
        for key in _looked_for(short, name):
            for unit in index.get(key, ()):
                if unit is not short and id(unit) not in found and _fits(FITS[key[0]], name, unit):
                    found[id(unit)] = unit
    return list(found.values())


def _fits(forms: tuple[Fit, ...], short: Name, unit: Unit) -> bool:
    for full in unit.names:
        if (short.kind == "person") == (full.kind == "person") and short.words != full.words:
            for form in forms:
                if form(short, full):
                    return True
    return False


def _rare(full: list[Unit], short: Unit) -> bool:
    return len(short.articles) > RARER * len({a for u in full for a in u.articles})


def _need(short: Unit) -> int:
    return IN_COMMON if short.kind == "person" else IN_COMMON_OTHERS


def _another_first_name(short: Unit, full: Unit) -> int:
    """Names more that must be shared where a middle name stands first: "Vico Orrel" for "Tam Vico Orrel". None where
    the first name is but an initial: "J. Edgar Orrel"."""
    a, b = short.names[0].words, full.names[0].words
    other = short.kind == "person" and len(a) > 1 and len(b[0]) > 1 and a[0][0] != b[0][0]
    return IN_COMMON_OF_SEVERAL if other else 0


def _by_first_name(index: Index, short: Unit) -> list[Unit]:
    """Whose first name, or surname that stands first, a single word is: "David", "Kim". They may be meant as well."""
    if short.kind != "person" or len(short.names[0].words) > 1:
        return []
    word = short.names[0].words[0]
    return [u for u in index.get(("first", word), ()) if u is not short]


def _a_surname(short: Unit, index: Index) -> bool:
    """One word, taken for an organisation, that is somebody's surname: "Orrel" is not short for "Orrel Group"."""
    word = short.names[0].words[0]
    if short.kind == "person" or len(short.names[0].words) > 1:
        return False
    alike_in_part = index.get(("surname", skeleton(word)), ())
    return any(u.kind == "person" and n.words[-1] == word for u in alike_in_part for n in u.names)


def _one_full_name(short: Unit, full: Unit) -> bool:
    """First name, surname and walk of life are the same: no more need be in common."""
    a, b = without_particles(short.names[0].words), without_particles(full.names[0].words)
    if short.kind != "person" or len(a) < 2 or len(a[0]) < 2 or short.profile.walks.isdisjoint(full.profile.walks):
        return False
    return alike(a[0], b[0]) and alike(a[-1], b[-1])


def _found_by(full: Name) -> Iterator[Key]:
    """What a full name is found by when short ones are looked for."""
    words = full.words
    if len(words) < 2:
        return
    yield "surname", skeleton(words[-1])
    if full.kind == "person":
        yield "first", words[0]
        return
    yield from (("letters", letters) for letters in initials(words))
    yield from (("end", " ".join(words[i:])) for i in range(1, min(len(words), LONGEST)))
    if is_common(words[-1]):
        yield "beginning", " ".join(words[:-1])
    if is_institution(full):
        each = canonical(full)[:LONGEST]
        yield from (("any", " ".join(each[:i] + each[i + 1 :])) for i in range(len(each)))


def _looked_for(unit: Unit, short: Name) -> Iterator[Key]:
    words = short.words
    if short.kind == "person":
        yield "surname", skeleton(words[-1])
        return
    if unit.capitals and len(words) == 1:
        yield "letters", words[0]
    if of_any_land(short):
        yield "any", " ".join(canonical(short))
    elif short.kind == "organization":
        yield "end", " ".join(words)
        yield "beginning", " ".join(words)
