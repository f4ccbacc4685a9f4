"""A place as a table knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

Level = Literal["n", "r", "c", "t"]
"""A country (nation), a region of the first level, one of a lower level (a county), a town."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place of a table. `code` is GeoNames' code of the first-level region it lies in (`US.TX`; of a region its own),
    `people` how many live there by the table, 0 where it does not say."""

    id: int
    level: Level
    name: str
    lat: float
    lon: float
    country: str
    code: str
    people: int
    capital: bool
    own: bool = True
    """Whether it was found by its own name; else by another that it goes by."""


class Table(Protocol):
    """Places by name."""

    def find(self, name: str) -> Iterable[Known]:
        """The places that go by a folded name (`names.folded`)."""
