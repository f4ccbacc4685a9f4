"""Gradient-boosted trees (Friedman 2001) as plain lists in a JSON file: what they say of rows of features."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.link.files import model_file

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Trees:
    """All trees, [trees, nodes]: a node asks whether a feature is at most its threshold and goes left, or else right; a
    leaf leads to itself."""

    features: tuple[str, ...]
    start: float
    feature: NDArray[np.int64]
    threshold: Values
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int


@cache
def load(name: str) -> Trees:
    """The trees of a file in `link/models`."""
    held = json.loads(model_file(name))
    size = max(len(t["leaf"]) for t in held["trees"])
    itself = np.arange(size)

    def table(key: str, fill: float, kind: type) -> NDArray[np.float64]:
        return np.array([[*t[key], *[fill] * (size - len(t[key]))] for t in held["trees"]], dtype=kind)

    left, right = table("left", -1, np.int64), table("right", -1, np.int64)
    return Trees(
        tuple(held["features"]),
        held["start"],
        table("feature", 0, np.int64).astype(np.int64),
        table("threshold", 0.0, np.float32).astype(np.float32),
        np.where(left < 0, itself, left).astype(np.int64),
        np.where(right < 0, itself, right).astype(np.int64),
        table("leaf", 0.0, np.float64),
        held["depth"],
    )


ROWS = 2048
"""Rows that are looked at together, so that what is held does not grow with them."""


def probabilities(trees: Trees, values: Values) -> NDArray[np.float64]:
    """The probability that each row is a case, [rows, features] to [rows]."""
    parts = [_totals(trees, values[at : at + ROWS]) for at in range(0, len(values), ROWS)]
    total = np.concatenate(parts) if parts else np.zeros(0)
    found: NDArray[np.float64] = 1 / (1 + np.exp(-total))
    return found


def _totals(trees: Trees, values: Values) -> NDArray[np.float64]:
    """What all trees say of each row together: every question is asked of every row at once."""
    n, size = trees.value.shape
    goes = (values[:, trees.feature.ravel()] <= trees.threshold.ravel()).reshape(len(values), n, size)
    at = np.zeros((len(values), n), dtype=np.int64)
    of = np.arange(n)
    rows = np.arange(len(values))[:, None]
    for _ in range(trees.depth):
        at = np.where(goes[rows, of, at], trees.left[of, at], trees.right[of, at])
    total: NDArray[np.float64] = trees.start + trees.value[of, at].sum(axis=1)
    return total
