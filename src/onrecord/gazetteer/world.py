"""All tables of places together: the one that ships with onrecord, and those that the user added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from onrecord.gazetteer.known import Known, Table
from onrecord.gazetteer.names import folded
from onrecord.gazetteer.own import Own, files
from onrecord.gazetteer.table import Shipped, shipped_table
from onrecord.rows import Area

HELD = 2048
"""Names whose places are held: an article, and a story, names the same ones again and again."""


class World:
    """Places by name, and what contains them."""

    def __init__(self, shipped: Shipped, own: Sequence[Table] = ()) -> None:
        self.shipped, self.tables = shipped, (shipped, *own)
        self._held = lru_cache(maxsize=HELD)(self._found)

    def find(self, name: str) -> list[Known]:
        """The places that go by a name, each once; the shipped table's account of a place goes before others'."""
        return self._held(name)[:]

    def _found(self, name: str) -> list[Known]:
        key = folded(name)
        found: dict[int, Known] = {}
        for table in self.tables if key else ():
            for place in table.find(key):
                found.setdefault(place.id, place)
        return list(found.values())

    def region(self, code: str) -> Known | None:
        """The first-level region of a GeoNames code (`US.TX`)."""
        return self.shipped.regions.get(code)

    def within(self, place: Known) -> tuple[Area, ...]:
        """The areas that contain a place, the nearest first: its region, its country."""
        region = None if place.level in ("n", "r") else self.shipped.regions.get(place.code)
        country = None if place.level == "n" else self.shipped.countries.get(place.country)
        return tuple(Area(each.id, each.name) for each in (region, country) if each is not None)


def contains(outer: Known, inner: Known) -> bool:
    """Whether a country or first-level region contains another place."""
    if outer.level == "n":
        return inner.level != "n" and inner.country == outer.country
    return outer.level == "r" and inner.level in ("c", "t") and inner.code == outer.code


def world() -> World:
    """The tables as they are installed now, kept open until others are."""
    signs = tuple((path, stat.st_mtime_ns, stat.st_size) for path in files() for stat in [path.stat()])
    return _opened(signs)


@lru_cache(maxsize=1)
def _opened(signs: tuple[tuple[Path, int, int], ...]) -> World:
    return World(shipped_table(), [Own(path) for path, *_ in signs])
