"""Teach which runs of shared words are copied passages, on stories with gold answers.

usage: python training/passages.py GOLD_DIR… OUT_DIR

Each GOLD_DIR is a story folder or holds such. A run counts as copied where annotated passages cover half of it on
both sides. Prints recall and precision of passages with the model of the other stories, for each threshold; writes
`passages.json` with the model of all. Logistic regression (scikit-learn); a training-time dependency.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.link.align import runs
from onrecord.link.inside import weights
from onrecord.link.passages import FEATURES, features
from onrecord.link.units import shingles, units
from onrecord.rows import Span

Passage = tuple[str, Span, str, Span]


def find(text: str, quote: Any) -> Span:
    nth, quote = (quote.get("nth", 1), quote["quote"]) if isinstance(quote, dict) else (1, quote)
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
    return at, at + len(quote)


def story_folders(given: list[Path]) -> list[Path]:
    """The folders with gold answers: those given, and those inside them."""
    return [p for g in given for p in sorted([g, *g.iterdir()]) if (p / "gold.json").exists()]


def story(folder: Path) -> tuple[dict[str, str], list[Passage]]:
    meta = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    texts = {m["id"]: (folder / m["file"]).read_bytes().decode("utf-8") for m in meta}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))

    def place(side: dict[str, Any]) -> tuple[str, Span]:
        return side["article"], find(texts[side["article"]], side["quote"])

    return texts, [(*place(r["a"]), *place(r["b"])) for r in gold["reuse"]]


def candidates(texts: dict[str, str]) -> tuple[list[Passage], np.ndarray]:
    """Every run of two units of different articles that share a shingle, with its features."""
    found = [(name, unit) for name, text in texts.items() for unit in units(text)]
    where: dict[int, set[str]] = defaultdict(set)
    for name, unit in found:
        where[unit.key].add(name)
    tells = weights({unit.key: unit for _, unit in found}, where, len(texts))
    index: dict[int, list[int]] = defaultdict(list)
    for i, (_, unit) in enumerate(found):
        for key in shingles(unit.words):
            index[key].append(i)
    pairs = sorted({(i, j) for same in index.values() for i, j in combinations(same, 2) if found[i][0] != found[j][0]})
    passages, rows = [], []
    for i, j in pairs:
        (a, x), (b, y) = found[i], found[j]
        for run in runs([w.stem for w in x.words], [w.stem for w in y.words]):
            spans = (
                (x.words[run.a_from].start, x.words[run.a_to - 1].end),
                (y.words[run.b_from].start, y.words[run.b_to - 1].end),
            )
            passages.append((a, spans[0], b, spans[1]))
            rows.append(features(run, x, y, tells))
    return passages, np.array(rows).reshape(-1, len(FEATURES))


def right(passage: Passage, gold: list[Passage]) -> bool:
    """Annotated passages that touch it on both sides cover half of it on each."""
    a, x, b, y = passage
    covered_a: set[int] = set()
    covered_b: set[int] = set()
    for one in gold:
        for c, u, d, v in (one, (one[2], one[3], one[0], one[1])):
            if (c, d) == (a, b) and max(x[0], u[0]) < min(x[1], u[1]) and max(y[0], v[0]) < min(y[1], v[1]):
                covered_a |= set(range(*u)) & set(range(*x))
                covered_b |= set(range(*v)) & set(range(*y))
    return 2 * len(covered_a) >= x[1] - x[0] and 2 * len(covered_b) >= y[1] - y[0]


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Bias and weights for features as they are; they are put on one scale while learning."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=0.1, max_iter=1000).fit((x - mean) / scale, y)
    weights = model.coef_[0] / scale
    return float(model.intercept_[0] - (weights * mean).sum()), weights


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("gold", type=Path, nargs="+")
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    data = []
    for folder in story_folders(args.gold):
        texts, gold = story(folder)
        passages, x = candidates(texts)
        data.append((x, np.array([right(p, gold) for p in passages], dtype=int)))
    scores = []
    for i, (x, y) in enumerate(data):
        others = [d for j, d in enumerate(data) if j != i]
        bias, weights = fit(np.concatenate([o[0] for o in others]), np.concatenate([o[1] for o in others]))
        scores.append((1 / (1 + np.exp(-bias - x @ weights)), y))
    s, y = (np.concatenate(part) for part in zip(*scores, strict=True))
    print(f"{len(y)} runs, {y.sum()} copied")
    for least in (0.2, 0.25, 0.3, 0.4, 0.5):
        kept = s >= least
        print(
            f"  {least}: {y[kept].sum() / max(1, kept.sum()):.3f} right, {y[kept].sum() / y.sum():.3f} of those copied"
        )
    bias, weights = fit(np.concatenate([d[0] for d in data]), np.concatenate([d[1] for d in data]))
    model = {"bias": round(bias, 4), "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)}}
    (args.out / "passages.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(model)


if __name__ == "__main__":
    main()
