"""Learn the weights of a sentence's score (`link.lexicon`), and measure how it ranks sentences with lexical bias above
the others, in BASIL (Fan et al., EMNLP 2019).

usage: python training/bias.py BASIL_DIR [LEXICON_DIR]

Prints the weights to be written into `link/lexicon.py`; the area under the ROC curve (Mann-Whitney, ties as half) over
the sentences of the articles, those with a phrase marked `lex` against the rest, each event scored by weights that were
learned without it (three articles tell of one event); how far it would vary with other events (bootstrap over events);
the same where the weights are learned on half of the events and the other half is scored; what each property adds; and,
for comparison, that of the weights that ship, which have seen all of these sentences, and of each word list in a folder
(one word a line), by the number of a sentence's words that are in it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from onrecord.link.lexicon import CLASSES, PROPERTIES, marked, properties, score
from onrecord.text.words import words

PULL = 30.0
"""How strongly the weights of the standardised properties are pulled to 0. From 3 to 100 the area moves by .002."""

DRAWN = 500
"""Draws of events, with replacement, and of halves."""

Labelled = list[tuple[str, bool, str]]


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
    """The sentences of the bodies that have annotations beside them, whether a phrase in each is lexical bias, and the
    event its article tells of."""
    bodies: dict[str, tuple[list[str], str]] = {}
    for path in sorted((basil / "articles").rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        bodies[row["uuid"]] = [s for p in row["body-paragraphs"] for s in p], row["triplet-uuid"]
    found: Labelled = []
    for path in sorted((basil / "annotations").rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        phrases = row["phrase-level-annotations"]
        lexical = {p["id"] for p in phrases if p["bias"] == "lex"}
        texts, event = bodies.get(row["uuid"], ([], ""))
        found += [(s, f"p{n}" in lexical, event) for n, s in enumerate(texts)]
    return found


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, the properties standardised while it learns: the base, then a weight for
    each property as it is, [1 + properties]."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    pull = np.diag([0.0] + [PULL] * x.shape[1])
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + pull, z.T @ (p - y) + pull @ w)
    weights = w[1:] / spread
    return np.concatenate([[w[0] - weights @ mean], weights])


def left_out(x: np.ndarray, y: np.ndarray, event: np.ndarray) -> np.ndarray:
    """The log-odds of each sentence, by weights that were learned without its event, [sentences]."""
    odds = np.zeros(len(y))
    for each in np.unique(event):
        out = event == each
        w = fit(x[~out], y[~out])
        odds[out] = w[0] + x[out] @ w[1:]
    return odds


def drawn(odds: np.ndarray, y: np.ndarray, event: np.ndarray) -> np.ndarray:
    """The area for other draws of events, [DRAWN]."""
    by_event = [np.flatnonzero(event == each) for each in np.unique(event)]
    chance = np.random.default_rng(0)
    draws = (chance.integers(0, len(by_event), len(by_event)) for _ in range(DRAWN))
    rows = (np.concatenate([by_event[n] for n in draw]) for draw in draws)
    return np.array([auc(list(odds[r]), list(y[r] > 0)) for r in rows])


def halves(x: np.ndarray, y: np.ndarray, event: np.ndarray) -> np.ndarray:
    """The area on half of the events by weights that were learned on the others, for each draw of a half."""
    events, chance, found = np.unique(event), np.random.default_rng(0), []
    for _ in range(DRAWN):
        learned = np.isin(event, chance.permutation(events)[: len(events) // 2])
        w = fit(x[learned], y[learned])
        found.append(auc(list(x[~learned] @ w[1:]), list(y[~learned] > 0)))
    return np.array(found)


def listed(path: Path) -> Callable[[str], float]:
    """The number of words of a sentence that a list has, by stem."""
    lines = (line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line[:1] not in "#;")
    stems = {w.stem for line in lines for w in words(line)}
    return lambda text: sum(w.stem in stems for w in words(text))


def by_class(kind: str) -> Callable[[str], float]:
    return lambda text: sum(each.kind == kind for each in marked(text))


def learned(x: np.ndarray, y: np.ndarray, event: np.ndarray) -> None:
    names = [worth.__name__ for worth, _ in PROPERTIES]
    base, *weights = fit(x, y)
    print(f"BASE {base:.3f};", ", ".join(f"{n} {w:.3f}" for n, w in zip(names, weights, strict=True)))
    odds = left_out(x, y, event)
    low, high = np.quantile(drawn(odds, y, event), (0.025, 0.975))
    area = auc(list(odds), list(y > 0))
    print(f"{'events left out one by one':36} {area:.3f}, 95 of 100 draws {low:.3f} to {high:.3f}")
    found = halves(x, y, event)
    print(f"{'learned on half, the other half':36} {found.mean():.3f}, above .70 in {(found > 0.7).mean():.0%}")
    for n, name in enumerate(names):
        less = left_out(np.delete(x, n, axis=1), y, event)
        print(f"  without {name:26} {auc(list(less), list(y > 0)):.3f}; alone {auc(list(x[:, n]), list(y > 0)):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("basil", type=Path)
    parser.add_argument("lists", type=Path, nargs="?")
    args = parser.parse_args()
    texts, labels, events = zip(*sentences(args.basil), strict=True)
    print(f"{len(texts):,} sentences of {len(set(events))} events, {sum(labels)} with lexical bias")
    learned(np.array([properties(t) for t in texts]), np.array(labels, dtype=float), np.array(events))
    scorers: dict[str, Callable[[str], float]] = {"as shipped, which has seen them": score}
    scorers |= {f"  {kind}": by_class(kind) for kind in CLASSES}
    scorers |= {path.name: listed(path) for path in sorted(args.lists.rglob("*.txt"))} if args.lists else {}
    for name, scorer in scorers.items():
        print(f"{name:36} {auc([scorer(t) for t in texts], labels):.3f}")


if __name__ == "__main__":
    main()
