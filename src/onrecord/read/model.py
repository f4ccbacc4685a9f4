"""The one place that runs a model: word pieces in, label scores out.

Each window is run alone and unpadded, in one session shared by as many threads as there are cores, so that an
article's scores depend on nothing but its own words: not on its neighbours, nor on how many threads there were.
onnxruntime's telemetry is switched off before it is imported.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.files import model_file
from onrecord.read.tokens import CLS, SEP, Tokens, tokenize, windows

AHEAD = 192
"""Windows handed to the threads before the first is waited for: enough to keep them busy, little to hold."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """A text's word pieces with the label scores of each, float32 [n, labels]."""

    text: str
    tokens: Tokens
    scores: Scores


class Tagger:
    """Scores texts. `threads` defaults to the cores this process may use."""

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or cores()
        self.tokenizer = _tokenizer()
        self.session = _session()

    def score(self, texts: Iterable[str]) -> Iterator[Scored]:
        """Each text with its scores, in order; the next texts are under way while one is used."""
        waiting: deque[tuple[str, Tokens, list[Future[Scores]]]] = deque()
        ahead = 0
        with ThreadPoolExecutor(self.threads) as pool:
            for text in texts:
                tokens = tokenize(self.tokenizer, text)
                runs = [pool.submit(self.run, tokens, w) for w in windows(tokens)]
                waiting.append((text, tokens, runs))
                ahead += len(runs)
                while ahead > AHEAD and len(waiting) > 1:
                    ahead -= len(waiting[0][2])
                    yield _joined(*waiting.popleft())
            while waiting:
                yield _joined(*waiting.popleft())

    def run(self, tokens: Tokens, window: tuple[int, int, int, int]) -> Scores:
        """The scores of the kept part of one window."""
        start, end, keep, to = window
        ids = np.concatenate([[CLS], tokens.ids[start:end], [SEP]]).astype(np.int32)
        features = np.zeros((len(ids), tokens.features.shape[1]), dtype=np.int32)
        features[1:-1] = tokens.features[start:end]
        (scores,) = self.session.run(None, {"ids": ids[None], "features": features[None]})
        kept: Scores = scores[0, 1 + keep - start : 1 + to - start]
        return kept


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _joined(text: str, tokens: Tokens, runs: list[Future[Scores]]) -> Scored:
    scores = np.concatenate([r.result() for r in runs]) if runs else np.zeros((0, 1), dtype=np.float32)
    return Scored(text, tokens, scores)


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_buffer(model_file("tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def _session() -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when onnxruntime is imported
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model_file("reader.onnx"), options, providers=["CPUExecutionProvider"])
