"""Gradient-boosted trees (Friedman 2001) as plain lists in a JSON file: what they say of rows of features."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.link.files import model_file

Values = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees in one row, each tree beginning at one of `roots`: a node asks whether a feature is at
    most its threshold and leads on to the second of its `next` if so, to the first if not; a leaf leads to itself."""

    features: tuple[str, ...]
    start: float
    roots: Places
    feature: Places
    threshold: Values
    next: Places
    """[2 x nodes], both ways of one node beside each other"""
    value: NDArray[np.float64]
    depth: int


@cache
def load(name: str) -> Trees:
    """The trees of a file in `link/models`."""
    held = json.loads(model_file(name))
    sizes = [len(t["leaf"]) for t in held["trees"]]
    roots = np.cumsum([0, *sizes[:-1]])

    def row(key: str) -> NDArray[np.float64]:
        return np.concatenate([t[key] for t in held["trees"]])

    def ways(key: str) -> NDArray[np.float64]:
        way, itself = row(key), np.arange(sum(sizes))
        return np.where(way < 0, itself, way + np.repeat(roots, sizes))

    return Trees(
        tuple(held["features"]),
        held["start"],
        roots.astype(np.int32),
        row("feature").astype(np.int32),
        row("threshold").astype(np.float32),
        np.stack([ways("right"), ways("left")], axis=1).ravel().astype(np.int32),
        row("leaf"),
        held["depth"],
    )


ROWS = 256
"""Rows that are looked at together: what is held of them stays in the processor's cache."""


def probabilities(trees: Trees, values: Values) -> NDArray[np.float64]:
    """The probability that each row is a case, [rows, features] to [rows]."""
    parts = [_totals(trees, values[at : at + ROWS]) for at in range(0, len(values), ROWS)]
    total = np.concatenate(parts) if parts else np.zeros(0)
    found: NDArray[np.float64] = 1 / (1 + np.exp(-total))
    return found


def _totals(trees: Trees, values: Values) -> NDArray[np.float64]:
    """What all trees say of each row together: every row goes down every tree at once."""
    columns, rows = np.ascontiguousarray(values.T), np.arange(len(values))
    at = np.repeat(trees.roots[:, None], len(values), axis=1)
    for _ in range(trees.depth):
        at = trees.next[2 * at + (columns[trees.feature[at], rows] <= trees.threshold[at])]
    total: NDArray[np.float64] = trees.start + trees.value[at].sum(axis=0)
    return total
