"""PolNeAR (Newell, Margolin, Ruths, LREC 2018) as tagged word pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.read.tokens import Tokens, tokenize

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_KINDS = {"Source": 1, "Cue": 3, "Content": 5}


@dataclass(frozen=True)
class Example:
    """One article with one reading of its labels for each annotator who marked it."""

    name: str
    text: str
    tokens: Tokens
    readings: list[NDArray[np.int64]]


def spans_of(ann: Path) -> Iterator[tuple[int, int, int]]:
    """The (first label, start, end) of each piece of each source, cue and content of a brat file."""
    for line in ann.read_text(encoding="utf8").splitlines():
        if re.match(r"T\d+\t", line):
            kind, where = line.split("\t")[1].split(" ", 1)
            if kind in _KINDS:
                for piece in where.split(";"):
                    start, end = map(int, piece.split())
                    yield _KINDS[kind], start, end


def tagged(tokens: Tokens, spans: list[tuple[int, int, int]]) -> NDArray[np.int64]:
    """BIO labels; where annotations overlap the earlier, longer span stays."""
    labels = np.zeros(len(tokens), dtype=np.int64)
    for first, start, end in sorted(spans, key=lambda s: (s[1], -s[2])):
        i = int(np.searchsorted(tokens.ends, start, side="right"))
        j = int(np.searchsorted(tokens.starts, end, side="left"))
        if i < j and not labels[i:j].any():
            labels[i:j] = first + 1
            labels[i] = first
    return labels


def load(split: Path, tokenizer: Tokenizer) -> list[Example]:
    """Every article of a split that has annotations."""
    examples = []
    for path in sorted((split / "text").glob("*.txt")):
        text = path.open(encoding="utf8", newline="").read()
        anns = sorted(p for p in (split / "attributions").iterdir() if p.name.startswith(path.stem))
        if anns:
            tokens = tokenize(tokenizer, text)
            readings = [tagged(tokens, list(spans_of(a))) for a in anns]
            examples.append(Example(path.stem, text, tokens, readings))
    return examples
