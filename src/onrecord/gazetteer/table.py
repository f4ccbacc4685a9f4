"""The table that ships with onrecord: 170,000 towns, regions, counties and countries of GeoNames (CC BY 4.0).

Two files of sorted lines are held as they are, with where each line begins; a name is found by bisection. They take up
20 MB and are loaded once, when a first name is asked for.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.gazetteer.known import Known, Level
from onrecord.gazetteer.own import Installed
from onrecord.gazetteer.pinned import PINNED
from onrecord.shipped import shipped


class Lines:
    """Lines of a text, by number."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        ends: NDArray[np.int64] = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
        self.starts = np.concatenate([np.zeros(1, np.int32), ends.astype(np.int32) + 1])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, n: int) -> bytes:
        return self.data[self.starts[n] : self.starts[n + 1] - 1]


class Shipped:
    """The shipped table."""

    def __init__(self) -> None:
        self.places, self.names = (Lines(_unpacked(name)) for name in ("places.tsv.gz", "names.tsv.gz"))
        self.countries: dict[str, Known] = {}
        self.regions: dict[str, Known] = {}
        for n in range(len(self.places)):
            place = self._place(n, own=True)
            if place.level not in ("n", "r"):
                break
            by, key = (self.countries, place.country) if place.level == "n" else (self.regions, place.code)
            by[key] = place

    def find(self, name: str) -> list[Known]:
        """The places that go by a folded name, in no order that means anything."""
        key = name.encode("utf-8", "replace") + b"\t"
        n = bisect_left(range(len(self.names)), key, key=lambda i: self.names[i][: len(key)])
        if not name or n == len(self.names) or not self.names[n].startswith(key):
            return []
        numbers = self.names[n][len(key) :].decode().split(",")
        return [self._place(int(x.removesuffix("a")), own=not x.endswith("a")) for x in numbers]

    def _place(self, n: int, *, own: bool) -> Known:
        key, level, name, lat, lon, country, code, people, capital = self.places[n].decode().split("\t")
        return Known(
            int(key), _LEVEL[level], name, float(lat), float(lon), country, code, int(people), bool(capital), own
        )  # fmt: skip


_LEVEL: dict[str, Level] = {"n": "n", "r": "r", "c": "c", "t": "t"}


def _unpacked(name: str) -> bytes:
    return gzip.decompress(shipped("gazetteer", name, PINNED))


def about() -> Installed:
    """What the shipped table is."""
    table = shipped_table()
    return Installed(
        "onrecord", "geonames", len(table.places), len(table.names), PINNED["places.tsv.gz"],
        "GeoNames, CC BY 4.0 (gazetteer/models/LICENCE.md)",
    )  # fmt: skip


@cache
def shipped_table() -> Shipped:
    """The shipped table, loaded once. Raises `ModelError` where its files are missing or others."""
    return Shipped()
