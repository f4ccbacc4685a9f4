"""The head of a noun phrase, as far as its words show it."""

from __future__ import annotations

import re

from onrecord.rows import Span

_POSTMODIFIER = re.compile(
    r"\s*(?:[,;:(—–]|\s-\s|(?<!-)\b(?:who|which|that|whose|of|for|from|in|at|with|on|by|to|near|speaking|citing|close|familiar"
    r"|involved|based|including|such|and|or|as|under|after|before|during|told|said|says|now)\b"
    r"|\b(?:\w{3,}ed|\w{3,}ing|seen|sent|made|run|put|won|led|given|written|shown|taken|held)\s+(?:by|in|on|at|to|from|as|last|this|with)\b)"
)


def head_of(text: str, phrase: Span) -> Span:
    """A phrase without what follows its head: "a man who was there" is "a man", "the chief of police" "the chief"."""
    start, end = phrase
    cut = _POSTMODIFIER.search(text, start + 1, end)
    return (start, cut.start()) if cut is not None and cut.start() > start else phrase
