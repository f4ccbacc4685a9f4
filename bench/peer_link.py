"""What a user would take to find copied passages: MinHash LSH over sentences, and an aligner for each pair it gives.

Needs datasketch. Sentences are cut and reduced to words as ours are, so that only the search and the comparison differ.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz

from onrecord.rows import Span
from onrecord.text.sentences import sentences
from onrecord.text.words import words

SHINGLE, LIKE, PERMUTATIONS = 3, 0.3, 128
"""Words of a shingle; Jaccard similarity that the index aims at; hashes of a sketch, as datasketch has by default."""

LEAST_WORDS, LEAST_SCORE = 8, 70.0
"""Words of a sentence, and of 100 how alike the best place of the shorter sentence within the longer one is."""

Found = tuple[str, Span, str, Span]


def passages(articles: Mapping[str, str]) -> Iterator[Found]:
    """The passages that articles, by their ids, share: pairs of places of different articles."""
    datasketch: Any = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS)
    for article, text in articles.items():
        for span in sentences(text):
            keys = [w.key for w in words(text, span)]
            if len(keys) < LEAST_WORDS:
                continue
            sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([" ".join(keys[i : i + SHINGLE]).encode() for i in range(len(keys) - SHINGLE + 1)])
            for other, there in index.query(sketch):
                if other != article and (found := _aligned(text, span, articles[other], there)):
                    yield (article, found[0], other, found[1])
            index.insert((article, span), sketch)


def _aligned(text: str, span: Span, other: str, there: Span) -> tuple[Span, Span] | None:
    """Where two sentences are most alike."""
    found = fuzz.partial_ratio_alignment(text[slice(*span)], other[slice(*there)], score_cutoff=LEAST_SCORE)
    if found is None:
        return None
    return (
        (span[0] + found.src_start, span[0] + found.src_end),
        (there[0] + found.dest_start, there[0] + found.dest_end),
    )
