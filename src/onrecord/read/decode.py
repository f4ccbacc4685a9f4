"""Label scores to marked pieces: the best path of a linear-chain CRF over a whole article, and how sure it is.

Lafferty, McCallum and Pereira (ICML 2001). The window's edges are joined before decoding, so that a piece may cross
them. Sums run in a fixed order, so that an article decodes alike alone and among others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.read.files import model_file
from onrecord.read.join import Kind, Piece
from onrecord.read.model import Scored

Array = NDArray[np.float32]

OUTSIDE = 0.03
"""Added to the score of "outside" at every piece, found on PolNeAR dev: content F1 rises from .699 at 0 to .707 here
and .711 at .06, source F1 is best here. Small, since it adds up over a whole content."""


@dataclass(frozen=True)
class Crf:
    """`start` and `end` float32 [labels]; `step` float32 [labels, labels], from row to column."""

    labels: tuple[str, ...]
    start: Array
    end: Array
    step: Array


@cache
def crf() -> Crf:
    """The trained transition scores."""
    raw = json.loads(model_file("reader.json"))
    start, end, step = (np.array(raw[k], dtype=np.float32) for k in ("start", "end", "step"))
    return Crf(tuple(raw["labels"]), start, end, step)


def best_paths(scores: list[Array], model: Crf) -> list[NDArray[np.int64]]:
    """Viterbi over articles side by side: each article's labels."""
    padded, lengths = _padded(scores)
    n, length, k = padded.shape
    back = np.zeros((length, n, k), dtype=np.int8)
    best = model.start + padded[:, 0]
    live = np.arange(length)[None, :] < lengths[:, None]
    for t in range(1, length):
        table = best[:, :, None] + model.step
        back[t] = table.argmax(1)
        best = np.where(live[:, t, None], table.max(1) + padded[:, t], best)
    last = (best + model.end).argmax(1)
    return [_walk_back(back[:size, i], int(last[i])) for i, size in enumerate(lengths)]


def _walk_back(back: NDArray[np.int8], last: int) -> NDArray[np.int64]:
    path = np.zeros(len(back), dtype=np.int64)
    path[-1] = last
    for t in range(len(back) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def marginals(scores: list[Array], model: Crf) -> list[Array]:
    """The probability of each label at each word piece (forward-backward, normalised at each step)."""
    padded, lengths = _padded(scores)
    weight = np.exp(padded - padded.max(2, keepdims=True))
    step = np.exp(model.step)
    live = (np.arange(padded.shape[1])[None, :] < lengths[:, None])[:, :, None]
    weight = np.where(live, weight, 1.0).astype(np.float32)
    forward = _sweep(weight, np.exp(model.start), step, live)
    ends = np.where(np.arange(padded.shape[1])[None, :] == lengths[:, None] - 1, 1, 0)[:, :, None]
    backward = _sweep_back(weight, np.exp(model.end), step, ends)
    joint = forward * backward
    joint /= np.maximum(joint.sum(2, keepdims=True), 1e-30)
    return [joint[i, :size] for i, size in enumerate(lengths)]


def _sweep(weight: Array, start: Array, step: Array, live: NDArray[np.bool_]) -> Array:
    out = np.zeros_like(weight)
    now = start * weight[:, 0]
    out[:, 0] = now = now / now.sum(1, keepdims=True)
    for t in range(1, weight.shape[1]):
        nxt = (now[:, :, None] * step).sum(1) * weight[:, t]
        now = np.where(live[:, t], nxt / nxt.sum(1, keepdims=True), now)
        out[:, t] = now
    return out


def _sweep_back(weight: Array, end: Array, step: Array, ends: NDArray[np.int64]) -> Array:
    """Beyond an article's end the sweep holds `end`, so that each article starts from its own last piece."""
    out = np.zeros_like(weight)
    now = np.broadcast_to(end / end.sum(), weight[:, 0].shape)
    for t in range(weight.shape[1] - 1, -1, -1):
        now = np.where(ends[:, t], end / end.sum(), now)
        out[:, t] = now
        before = (step * (weight[:, t] * now)[:, None, :]).sum(2)
        now = before / before.sum(1, keepdims=True)
    return out


def _padded(scores: list[Array]) -> tuple[Array, NDArray[np.int64]]:
    lengths = np.array([len(s) for s in scores])
    padded = np.zeros((len(scores), int(lengths.max()), scores[0].shape[1]), dtype=np.float32)
    for i, s in enumerate(scores):
        padded[i, : len(s)] = s
    return padded, lengths


def pieces(batch: list[Scored]) -> list[list[Piece]]:
    """The marked pieces of each text, in text order."""
    full = [s for s in batch if len(s.tokens)]
    if not full:
        return [[] for _ in batch]
    model = crf()
    outside = OUTSIDE * np.eye(1, len(model.labels), dtype=np.float32)
    scores = [s.scores[:, : len(model.labels)] + outside for s in full]
    paths = best_paths(scores, model)
    probabilities = marginals(scores, model)
    found = iter([_pieces(*each, model.labels) for each in zip(full, paths, probabilities, strict=True)])
    return [next(found) if len(s.tokens) else [] for s in batch]


def _pieces(scored: Scored, path: NDArray[np.int64], p: Array, labels: tuple[str, ...]) -> list[Piece]:
    out = []
    tokens = scored.tokens
    begins = [i for i in range(len(path)) if labels[path[i]].startswith("B-")]
    for i in begins:
        kind: Kind = labels[path[i]][2:]
        j = i + 1
        while j < len(path) and labels[path[j]] == f"I-{kind}":
            j += 1
        out.append(Piece(kind, int(tokens.starts[i]), int(tokens.ends[j - 1]), _sure(p, path, i, j)))
    return out


def _sure(p: Array, path: NDArray[np.int64], i: int, j: int) -> float:
    """The least sure of a piece's two edges: where a piece is wrong, it is mostly there."""
    first = float(p[i, path[i]])
    last = float(p[j - 1, path[j - 1]])
    after = 1.0 if j == len(path) else float(p[j, path[j]])
    return min(first, last, after)
