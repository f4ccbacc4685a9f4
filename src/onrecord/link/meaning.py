"""What statements mean, roughly: the sum of their words' vectors, so that "freed" is near "released".

The vectors are a small int8 table (`training/vectors.py`), read at once and never unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from onrecord.link.files import model_file
from onrecord.link.told import Told

Vectors = NDArray[np.float32]


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    words = {w: i for i, w in enumerate(json.loads(model_file("rarity.json")))}
    rows: NDArray[np.int8] = np.load(BytesIO(model_file("vectors.npy")), allow_pickle=False)
    if len(rows) != len(words):
        raise ValueError("vectors.npy and rarity.json are of different words; run training/vectors.py again")
    return words, rows


def meanings(told: Sequence[Told], weights: Mapping[str, tuple[float, float]]) -> tuple[Vectors, Vectors]:
    """Two vectors of length 1 for each statement, [statements, depth]: its words' vectors, weighted by each of the two
    weights of their stems; all zero where none of its words is known."""
    places, rows = _table()
    known = {word: i for i, word in enumerate(dict.fromkeys(w for t in told for w in t.keys if w in places))}
    found = [
        (i, known[word], *weights[stem])
        for i, t in enumerate(told)
        for word, stem in zip(t.keys, t.stems, strict=True)
        if word in known
    ]
    by = np.zeros((2, len(told), len(known)), dtype=np.float32)
    if found:
        rows_at, columns, first_weight, second_weight = zip(*found, strict=True)
        np.add.at(by[0], (rows_at, columns), first_weight)
        np.add.at(by[1], (rows_at, columns), second_weight)
    table = rows[[places[word] for word in known]].astype(np.float32)
    first, second = (_of_length_one(each @ table) for each in by)
    return first, second


def _of_length_one(rows: Vectors) -> Vectors:
    found: Vectors = (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    return found
