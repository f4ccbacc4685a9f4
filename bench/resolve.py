"""How fast speakers are told apart across articles, beside comparing each name with each in the same run.

usage: python bench/resolve.py [--articles 12000] [--entities 30] [--sample 3000]

Made-up entities of made-up stories: persons by full name and surname, in several spellings, organisations and their
acronyms, places that many stories share, and entities without a name. Prints entities a second for a record of a tenth
of the size and for the whole, so that growth shows, and the time a pair costs if each name of a sample is compared with
each, with rapidfuzz where that is installed, else with difflib. The ratio is of what all pairs of the record would
take.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import random
import time
from collections.abc import Callable
from itertools import combinations

from onrecord.resolve.across import speakers
from onrecord.rows import EntityKind, EntityWords

STORY = 12
"""Articles of one story."""

_ONSETS = [*"bdfgklmnprstvz", "br", "dr", "kr", "st", "tr", "sh", "kh", "zh"]
_VOWELS = [*"aeiouy", "ou", "ai"]
_ENDS = ["sky", "skyy", "ov", "in", "er", "an", "el", "ard", "is", "um"]


def made_word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)).capitalize()


class Story:
    """Who takes part in one made-up story."""

    def __init__(self, rng: random.Random, given: list[str], surnames: list[str], places: list[str]) -> None:
        self.persons = [(rng.choice(given), rng.choice(surnames)) for _ in range(14)]
        self.bodies = [
            [made_word(rng, 2), made_word(rng, 2), rng.choice(["Agency", "League", "Board"])] for _ in "abcd"
        ]
        self.places = rng.sample(places, 5)

    def name(self, rng: random.Random) -> tuple[str | None, EntityKind]:
        """A name that one article gives someone."""
        pick = rng.random()
        if pick < 0.4:
            return None, "person"
        if pick < 0.7:
            first, last = rng.choice(self.persons)
            return rng.choice([f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", last]), "person"
        if pick < 0.85:
            body = rng.choice(self.bodies)
            return rng.choice([" ".join(body), "".join(w[0] for w in body)]), "organization"
        return rng.choice(self.places), "place"


def record(articles: int, entities: int) -> list[EntityWords]:
    """The entities of a made-up record."""
    rng = random.Random(1)
    given = [made_word(rng, 2) for _ in range(400)]
    surnames = [made_word(rng, 2) + rng.choice(_ENDS) for _ in range(articles)]
    places = [made_word(rng, 3) for _ in range(1000)]
    rows: list[EntityWords] = []
    story = Story(rng, given, surnames, places)
    for a in range(articles):
        if a % STORY == 0:
            story = Story(rng, given, surnames, places)
        for _ in range(entities):
            name, kind = story.name(rng)
            rows.append(
                EntityWords(f"{len(rows):08}", f"{a:06}", kind, name, name or "an official", rng.random() < 0.3)
            )
    return rows


def pair_cost(names: list[str]) -> tuple[str, float]:
    """What compares, and the seconds it takes for each pair of the names."""
    compare: Callable[[str, str], float]
    try:
        by, compare = "rapidfuzz", importlib.import_module("rapidfuzz.fuzz").ratio
    except ImportError:
        by, compare, names = "difflib", lambda a, b: difflib.SequenceMatcher(None, a, b).ratio(), names[:200]
    started = time.perf_counter()
    pairs = 0
    for a, b in combinations(names, 2):
        compare(a, b)
        pairs += 1
    return by, (time.perf_counter() - started) / pairs


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--articles", type=int, default=12_000)
    cli.add_argument("--entities", type=int, default=30, help="entities in each article")
    cli.add_argument("--sample", type=int, default=3_000, help="names compared each with each")
    args = cli.parse_args()
    seconds = 0.0
    for articles in (args.articles // 10, args.articles):
        rows = record(articles, args.entities)
        started = time.perf_counter()
        found = speakers(rows)
        seconds = time.perf_counter() - started
        rate = len(rows) / seconds
        print(f"{articles:,} articles, {len(rows):,} entities, {len(found):,} speakers: {seconds:.1f} s, {rate:,.0f}/s")
    names = sorted({e.name for e in rows if e.name})
    by, cost = pair_cost(random.Random(2).sample(names, min(args.sample, len(names))))
    naive = cost * len(names) * (len(names) - 1) / 2
    print(f"each of {len(names):,} names with each, {by}: {cost * 1e6:.2f} µs a pair, {naive:,.0f} s in all")
    print(f"ratio: {naive / seconds:,.0f}")


if __name__ == "__main__":
    main()
