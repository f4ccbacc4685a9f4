"""Fit the confidence of a statement on PolNeAR dev; print its calibration, cross-validated over articles.

usage: python training/confidence.py POLNEAR_DIR

Right means: a gold attribution's content overlaps the statement's by half or more (Jaccard over characters), and its
cue and source touch the statement's or are missing in both. Words that were found with no cue are right if at least
half of them stand in a gold content: so do the paragraphs that a quotation goes on in. Prints the weights for
`read/statements.py`, the Brier score beside that of always saying the mean, and a reliability table.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from joining import gold
from onrecord.read.decode import pieces
from onrecord.read.join import Attribution, Piece, join
from onrecord.read.model import Tagger
from onrecord.read.reader import grouped
from onrecord.read.statements import evidence

FOLDS = 6


def characters(parts: list[Piece] | tuple[Piece, ...]) -> set[int]:
    return {i for p in parts for i in range(p.start, p.end)}


def right(a: Attribution, answers: list[tuple[set[int], Piece, Piece | None]]) -> bool:
    mine = characters(a.content)
    if a.cue is None:
        return any(len(mine & content) >= 0.5 * len(mine) for content, _, _ in answers)
    for content, cue, source in answers:
        if len(mine & content) >= 0.5 * len(mine | content):
            cues = a.cue is not None and bool(characters([a.cue]) & characters([cue]))
            if source is None or a.source is None:
                return cues and source is None and a.source is None
            return cues and bool(characters([a.source]) & characters([source]))
    return False


def rows(split: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features `[n, k]`, right `[n]` and the number of the article `[n]`."""
    paths = sorted((split / "text").glob("*.txt"))
    texts = [p.open(encoding="utf8", newline="").read() for p in paths]
    scored = Tagger().score(texts)
    found = [(s.text, p) for group in grouped(scored) for s, p in zip(group, pieces(group), strict=True)]
    x, y, article = [], [], []
    for i, (path, (text, marked)) in enumerate(zip(paths, found, strict=True)):
        anns = sorted(a for a in (split / "attributions").iterdir() if a.name.startswith(path.stem))
        _, cue_of, source_of = gold(anns[0])
        answers = []
        for cue in set(cue_of.values()):
            content = characters([p for p, c in cue_of.items() if c == cue])
            answers.append((content, cue, source_of.get(cue)))
        for a in join(text, marked):
            x.append(evidence(a))
            y.append(right(a, answers))
            article.append(i)
    return np.array(x), np.array(y, dtype=float), np.array(article)


def fit(x: np.ndarray, y: np.ndarray, pull: float = 1.0, rounds: int = 50) -> np.ndarray:
    """Logistic regression by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        h = x.T @ (x * (p * (1 - p))[:, None]) + pull * np.eye(len(w))
        w -= np.linalg.solve(h, x.T @ (p - y) + pull * w)
    return w


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("polnear", type=Path)
    args = cli.parse_args()
    x, y, article = rows(args.polnear / "dev")
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        out = article % FOLDS == fold
        p[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out])))
    print("weights", tuple(round(float(w), 3) for w in fit(x, y)))
    print(f"right {y.mean():.3f} of {len(y)}; Brier {((p - y) ** 2).mean():.4f}, of the mean {y.var():.4f}")
    for low in np.arange(0, 1, 0.1):
        rows_in = (p >= low) & (p < low + 0.1)
        if rows_in.any():
            print(f"said {p[rows_in].mean():.2f} were {y[rows_in].mean():.2f} of {rows_in.sum()}")


if __name__ == "__main__":
    main()
