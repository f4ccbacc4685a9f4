"""The head of a noun phrase, as far as its words show it."""

from __future__ import annotations

import re

from onrecord.rows import Span
from onrecord.text.nouns import DOCUMENTS, PERSONS

_POSTMODIFIER = re.compile(
    r"\s*(?:[,;:(—–]|\s-\s|(?<!-)\b(?:who|which|that|whose|of|for|from|in|at|with|on|by|to|near|speaking|citing|close"
    r"|familiar|involved|based|including|such|and|or|as|under|after|before|during|told|said|says|now|against|aboard"
    r"|inside|outside|within|across|around|among|behind|like|unlike|through|without|amid|throughout|despite|because|when|where"
    r"|while|since)\b"
    r"|\b(?:about|over)\b(?!\s+(?:\d+|half|a|an|one|two|three|four|five|six|ten)\b)"
    r"|\b(?:\w{3,}ed|\w{3,}ing|seen|sent|made|run|put|won|led|given|written|shown|taken|held)\s+(?:by|in|on|at|to|from|as|last|this|with)\b)"
)
_WHEN = re.compile(
    r"(?<!\bBlack)(?<!\bGood)(?<!\bSuper)(?<!\bCyber)(?<!\bBloody)\s+"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|today|yesterday|tonight|here|there)$"
)
_OF_AN_OFFICE = re.compile(
    r"(?:(?:an?|the|one|another)\s+)?(?:[A-Z][\w’'-]*\s+)+(?:of|for|and)(?:\s+the)?(?:\s+[A-Z][\w’'-]*)+\s+([a-z]+)(?=\s*(?:,|$))",
)
_SOMEBODY_DID = re.compile(r"\s+(?:[A-Z][\w’'-]*\s+)+(?:\w{2,}ed|sent|wrote|made|put|gave|brought)\b")


def head_of(text: str, phrase: Span) -> Span:
    """A phrase without what follows its head: "a man who was there" is "a man", "the chief of police" "the chief", "a
    court Saturday" "a court", "a letter Orrel signed" "a letter"; and without the ending of a possessive. "A Bank of
    Karsk official" is whole."""
    start, end = phrase
    whole = _OF_AN_OFFICE.match(text, start, end)
    if whole is not None and PERSONS.fullmatch(whole[1]):
        return start, whole.end(1)
    cut = _POSTMODIFIER.search(text, start + 1, end)
    end = cut.start() if cut is not None and cut.start() > start else end
    by = _written_by(text, phrase)
    end = min(end, start + by.start()) if by is not None else end
    when = _WHEN.search(text[start:end])
    if when is not None and when.start() > 0:
        end = start + when.start()
    if text[end - 1 : end] in (")", "]") and not any(c in text[start:end] for c in "(["):
        end -= 1
    return (start, end - 2) if end - start > 2 and text[end - 2 : end] in ("'s", "’s") else (start, end)


def _written_by(text: str, phrase: Span) -> re.Match[str] | None:
    """Who wrote it, right behind the word for what is written."""
    words = text[slice(*phrase)]
    did = _SOMEBODY_DID.search(words)
    return did if did is not None and DOCUMENTS.search(words[: did.start()]) else None
