"""How the lexicon layer ranks sentences with lexical bias above the others, in BASIL (Fan et al., EMNLP 2019).

usage: python training/bias.py BASIL_DIR [LEXICON_DIR]

Prints the area under the ROC curve (Mann-Whitney, ties as half) of `link.lexicon.score` over the sentences of the
articles, those with a phrase marked `lex` against the rest; the same by class; and, with a folder of word lists (one
word a line), that of the number of words from each list, for comparison. Nothing is tuned.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.link.lexicon import CLASSES, marked, score
from onrecord.text.words import words

Labelled = list[tuple[str, bool]]


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a labelled one scores above another, ties as half."""
    order = sorted(range(len(scores)), key=lambda n: scores[n])
    ranks, start = [0.0] * len(scores), 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        for n in order[start:end]:
            ranks[n] = (start + end + 1) / 2
        start = end
    hit = sum(labels)
    above = sum(rank for rank, label in zip(ranks, labels, strict=True) if label) - hit * (hit + 1) / 2
    return above / (hit * (len(labels) - hit))


def sentences(basil: Path) -> Labelled:
    """The sentences of the bodies that have annotations beside them, and whether a phrase in each is lexical bias."""
    bodies = {}
    for path in sorted((basil / "articles").rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        bodies[row["uuid"]] = [s for p in row["body-paragraphs"] for s in p]
    found: Labelled = []
    for path in sorted((basil / "annotations").rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        phrases = row["phrase-level-annotations"]
        lexical = {p["id"] for p in phrases if p["bias"] == "lex"}
        found += [(s, f"p{n}" in lexical) for n, s in enumerate(bodies.get(row["uuid"], ()))]
    return found


def listed(path: Path) -> Callable[[str], float]:
    """The number of words of a sentence that a list has, by stem."""
    lines = (line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line[:1] not in "#;")
    stems = {w.stem for line in lines for w in words(line)}
    return lambda text: sum(w.stem in stems for w in words(text))


def by_class(kind: str) -> Callable[[str], float]:
    return lambda text: sum(each.kind == kind for each in marked(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("basil", type=Path)
    parser.add_argument("lists", type=Path, nargs="?")
    args = parser.parse_args()
    texts, labels = zip(*sentences(args.basil), strict=True)
    print(f"{len(texts):,} sentences, {sum(labels)} with lexical bias")
    scorers: dict[str, Callable[[str], float]] = {"lexicon": score, "length in words": lambda t: len(words(t))}
    scorers |= {f"  {kind}": by_class(kind) for kind in CLASSES}
    scorers |= {path.name: listed(path) for path in sorted(args.lists.glob("*.txt"))} if args.lists else {}
    for name, scorer in scorers.items():
        print(f"{name:36} {auc([scorer(t) for t in texts], labels):.3f}")


if __name__ == "__main__":
    main()
