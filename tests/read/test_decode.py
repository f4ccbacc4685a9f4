from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.decode import Crf, best_paths, crf, marginals

LABELS = ("O", "B-cue", "I-cue")


def model(seed: int) -> Crf:
    rng = np.random.default_rng(seed)
    step = rng.normal(size=(3, 3)).astype(np.float32)
    step[0, 2] = -1e4
    return Crf(LABELS, rng.normal(size=3).astype(np.float32), rng.normal(size=3).astype(np.float32), step)


def path_score(path: tuple[int, ...], scores: np.ndarray, m: Crf) -> float:
    total = m.start[path[0]] + m.end[path[-1]] + sum(scores[i, p] for i, p in enumerate(path))
    return float(total + sum(m.step[a, b] for a, b in pairwise(path)))


@given(st.integers(0, 1000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_against_all_paths_written_out(seed: int, lengths: list[int]) -> None:
    m = model(seed)
    rng = np.random.default_rng(seed + 1)
    scores = [rng.normal(size=(n, 3)).astype(np.float32) for n in lengths]
    for s, path, p in zip(scores, best_paths(scores, m), marginals(scores, m), strict=True):
        every = {c: path_score(c, s, m) for c in product(range(3), repeat=len(s))}
        assert path_score(tuple(path), s, m) == pytest.approx(max(every.values()), abs=1e-4)
        weight = {c: np.exp(v) for c, v in every.items()}
        total = sum(weight.values())
        for i, k in product(range(len(s)), range(3)):
            exact = sum(w for c, w in weight.items() if c[i] == k) / total
            assert p[i, k] == pytest.approx(exact, abs=1e-4)


def test_an_article_decodes_alike_alone_and_among_others() -> None:
    rng = np.random.default_rng(3)
    m = crf()
    scores = [rng.normal(size=(n, len(m.labels))).astype(np.float32) * 3 for n in (7, 300, 41, 1)]
    for i, (path, p) in enumerate(zip(best_paths(scores, m), marginals(scores, m), strict=True)):
        assert (path == best_paths([scores[i]], m)[0]).all()
        assert (p == marginals([scores[i]], m)[0]).all()
