"""Text to what the model sees: word pieces with their spans, three features each, and windows over them.

The word pieces are uncased and blind to line breaks and to quotation marks opened far away; the features give that
back: the word's case, the quotation state, and where paragraphs and sentences begin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.text.quotes import quotes
from onrecord.text.sentences import paragraphs, sentences

CASES = 6
STATES = 5
BREAKS = 4

WINDOW = 256
"""Word pieces a window, [CLS] and [SEP] among them: beyond it attention costs more than the context gives."""
LEFT, RIGHT = 8, 8
"""Word pieces of context on each side whose scores are not used. More costs time and gains nothing, since windows end
with a sentence: source, cue, content on PolNeAR dev are .831, .756, .703 so; .827, .753, .707 with 32 and 16."""

CLS, SEP, MASK = 101, 102, 103


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's word pieces: `ids` int32 [n], `starts` and `ends` int32 [n] (code points), `features` int32 [n, 3]."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    features: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """The word pieces of a whole text with their features; no special tokens, nothing cut off."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    ids = np.array(encoding.ids, dtype=np.int32)
    features = np.stack(
        [_cases(text, encoding.word_ids, offsets), _states(text, offsets), _breaks(text, offsets)], axis=1
    )
    return Tokens(ids, offsets[:, 0].copy(), offsets[:, 1].copy(), features.astype(np.int32))


def _cases(text: str, words: list[int | None], offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """Of the whole word each piece belongs to: 0 lower, 1 Title, 2 CAPITALS, 3 mixed, 4 digit, 5 anything else."""
    out: list[int] = []
    starts, ends = offsets[:, 0].tolist(), offsets[:, 1].tolist()
    i = 0
    while i < len(words):
        j = i + 1
        while j < len(words) and words[j] == words[i]:
            j += 1
        out += [_case(text[starts[i] : ends[j - 1]])] * (j - i)
        i = j
    return np.array(out, dtype=np.int32)


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word.istitle():
        return 1
    if word[:1].isdigit():
        return 4
    return 3 if any(c.isalpha() for c in word) else 5


def _states(text: str, offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """0 outside quotations, 1 opening mark, 2 inside, 3 closing mark, 4 inside single marks."""
    state = np.zeros(len(text) + 1, dtype=np.int32)
    for q in quotes(text):
        state[q.start : q.end] = 4 if q.single else 2
        state[q.start] = 1
        if q.closed:
            state[q.end - 1] = 3
    return state[offsets[:, 0]] if len(offsets) else np.zeros(0, dtype=np.int32)


def _breaks(text: str, offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """0 within a sentence, 1 first of a sentence, 2 first of a paragraph, 3 first of the text."""
    out = np.zeros(len(offsets), dtype=np.int32)
    starts = offsets[:, 0] if len(offsets) else np.zeros(0, dtype=np.int32)
    for value, spans in ((1, sentences(text)), (2, list(paragraphs(text)))):
        at = np.searchsorted(starts, np.array([s for s, _ in spans], dtype=np.int32))
        out[at[at < len(out)]] = value
    if len(out):
        out[0] = 3
    return out


def windows(tokens: Tokens) -> list[tuple[int, int, int, int]]:
    """Windows `(from, to, keep_from, keep_to)` over the pieces: the kept parts cover every piece just once.

    A kept part ends, where it can, at the start of a sentence, and is read with LEFT pieces before and RIGHT after.
    """
    n, room = len(tokens), WINDOW - 2
    found = []
    at = 0
    while at < n:
        start = max(0, at - LEFT)
        if n - start <= room:
            end = keep = n
        else:
            end = start + room
            keep = _last_break(tokens, at + room // 2, end - RIGHT)
        found.append((start, end, at, keep))
        at = keep
    return found


def _last_break(tokens: Tokens, low: int, high: int) -> int:
    """The last sentence start in [low, high], or `high` where there is none."""
    at = np.flatnonzero(tokens.features[low : high + 1, 2])
    return low + int(at[-1]) if len(at) else high
