"""Given names that are men's or women's only, from the name lists of Faker (MIT).

usage: pip install faker; python training/given_names.py

Writes src/onrecord/resolve/models/given_names.json. A name is kept where the lists of at least CLEAR times as many
languages have it as one sex's as have it as the other's. Prints how many.
"""

from __future__ import annotations

import json
import pkgutil
from collections import Counter
from importlib import import_module
from pathlib import Path

import faker
from faker.providers import person

from onrecord.resolve.names import fold

CLEAR = 5
"""Mohamed is a woman's name in one list of twenty; Jean, Kim and Robin are both sexes' in many."""

OUT = Path(__file__).parents[1] / "src/onrecord/resolve/models/given_names.json"


def listed(attribute: str) -> Counter[str]:
    """In how many languages' lists each name stands, folded."""
    found: Counter[str] = Counter()
    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        names = {fold(name) for name in getattr(provider, attribute, ()) or ()}
        found.update(n for n in names if n.isascii() and n.isalpha() and len(n) > 1)
    return found


def main() -> None:
    """Counts, compares, writes."""
    men, women = listed("first_names_male"), listed("first_names_female")
    he = sorted(n for n in men if men[n] >= CLEAR * women[n])
    she = sorted(n for n in women if women[n] >= CLEAR * men[n])
    licence = (Path(faker.__file__).parents[1] / f"faker-{faker.VERSION}.dist-info/licenses/LICENSE.txt").read_text()
    table = {"source": f"Faker {faker.VERSION}", "licence": licence, "he": " ".join(he), "she": " ".join(she)}
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")
    print(f"{len(he)} men's, {len(she)} women's: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
