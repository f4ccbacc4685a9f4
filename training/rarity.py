"""How rare words are in news: a table for telling what two passages share from what all passages share.

usage: python training/rarity.py DATA_DIR OUT_DIR

Counts, over PolNeAR train and the stories, in how many articles each word stands. A word's rarity is its inverse
document frequency, log(N / df), as a share of log N, so that a word of one article in N has 1 (Spärck Jones 1972). The
table is fixed and not learned from a record, so that what is linked there does not depend on what else it holds. Words
in fewer than FEW articles are left out: they count as 1. BASIL is not among them: what is measured there (the score of
the lexicon layer) is measured on articles that were not counted.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.text.words import words

FEW = 4
GOLD = ("event4", "event10", "event37", "event66", "event71")
"""Stories with gold answers are left out."""


def articles(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear/train/text").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((data / "stories").glob("*.jsonl")):
        if path.stem not in GOLD:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)["text"] or ""


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("data", type=Path)
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    counts: Counter[str] = Counter()
    n = 0
    for text in articles(args.data):
        found = {w.key for w in words(text)}
        if len(found) >= 30:
            counts.update(found)
            n += 1
    table = {w: round(1 - math.log(df) / math.log(n), 2) for w, df in sorted(counts.items()) if df >= FEW}
    path = args.out / "rarity.json"
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{n} articles, {len(counts)} words, {len(table)} kept, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
