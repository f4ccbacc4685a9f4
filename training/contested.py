"""Look up the contested names that ship with onrecord in its table of places, which is GeoNames' (CC BY 4.0).

usage: python training/contested.py

Prints each set of `link/models/names.toml` whose source is a GeoNames number, and the names that the place of this
number does not have; then how many sets are confirmed so, and how many rest on pages that somebody has to read.
"""

from __future__ import annotations

import tomllib

from onrecord.gazetteer.names import folded
from onrecord.gazetteer.table import Shipped
from onrecord.link.files import model_file


def lacking(names: list[str], number: int, places: Shipped) -> list[str]:
    """Those of some names that are no name of a place of GeoNames."""
    return [name for name in names if number not in {place.id for place in places.find(folded(name))}]


def main() -> None:
    places = Shipped()
    rows = tomllib.loads(model_file("names.toml").decode())["same"]
    numbered = [row for row in rows if isinstance(row["source"], str) and row["source"].startswith("GeoNames ")]
    confirmed = 0
    for row in numbered:
        less = lacking(row["names"], int(row["source"].split()[1].rstrip(",")), places)
        confirmed += not less
        print(" / ".join(row["names"]), "|", row["source"], "|", "confirmed" if not less else f"lacks {less}")
    print(
        f"{len(rows)} sets: {confirmed} of {len(numbered)} confirmed by GeoNames, {len(rows) - len(numbered)} by pages"
    )


if __name__ == "__main__":
    main()
