"""Units whose names are spellings of one name. What differs in romanisation only is one; what may also differ in vowels
is where the articles have something else in common, and so is a name of one word."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from onrecord.resolve.names import canonical, is_institution, key, same_spelt
from onrecord.resolve.spellings import same_sound
from onrecord.resolve.units import Groups, Unit

MANY = 40
"""Units of one key that are still compared each with each: beyond, the key tells nothing."""

LONG_ALONE = 6
"""Letters from which the vowels of a name of one word may differ: "Allah" and "Aliya" are two."""


def join_spellings(groups: Groups) -> None:
    """Joins units of one kind that are spelt alike."""
    alike: dict[tuple[bool, str], list[Unit]] = defaultdict(list)
    for unit in groups.units:
        alike[unit.kind == "person", key(unit.names[0])].append(unit)
    for units in alike.values():
        if not 1 < len(units) <= MANY:
            continue
        pairs = [(a, b) for a, b in combinations(units, 2) if _one(a, b)]
        for a, b in pairs:
            if not is_institution(a.names[0]) or _only_partners(pairs, a, b):
                groups.join(a, b)


def _one(a: Unit, b: Unit) -> bool:
    x, y = canonical(a.names[0]), canonical(b.names[0])
    if x == y or a.set_apart or b.set_apart or not same_spelt(a.names[0], b.names[0]):
        return False
    romanised = all(same_sound(p, q) for p, q in zip(x, y, strict=True))
    if len(x) > 1:
        return romanised or is_institution(a.names[0]) or a.near(b, 1)
    if not romanised and (a.kind != "person" or min(len(x[0]), len(y[0])) < LONG_ALONE):
        return False
    return not (a.capitals or b.capitals) and a.near(b, 1)


def _only_partners(pairs: list[tuple[Unit, Unit]], a: Unit, b: Unit) -> bool:
    """ "Nigerian army" may be Niger's or Nigeria's: where the record has both, it is neither's."""
    return all({id(x), id(y)} == {id(a), id(b)} for x, y in pairs if {id(x), id(y)} & {id(a), id(b)})
