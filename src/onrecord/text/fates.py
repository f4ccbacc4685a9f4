"""What befalls people in the news, with the words that say so."""

from __future__ import annotations

import re

FATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for state, words in (
        ("killed", r"killed|kills?|killing|dead|died|dies|dying|deaths?|fatalit\w+|slain|lives|death toll|perished"),
        ("wounded", r"wounded|wounding|injur(?:ed|ing|y|ies|es?)|wounds|hurt|casualt\w+"),
        ("missing", r"missing|unaccounted"),
        ("arrested", r"arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|in custody"),
        ("freed", r"freed|frees?|freeing|releas(?:ed|ing|es?)|liberated|let go"),
        ("rescued", r"rescu(?:ed|ing|es?)|saved"),
        ("abducted", r"abduct(?:ed|ing|s|ions?)?|kidnapp?(?:ed|ing|s|ings?)?|captur(?:ed|ing|es?)|seized"),
        ("displaced", r"displac(?:ed|ing|es?)|homeless|fled"),
        ("evacuated", r"evacuat(?:ed|ing|es?|ions?)"),
    )
)


def fate(word: str) -> str | None:
    """What a word says befell somebody: `freed` for "releases"; `None` where it says no such thing."""
    return next((state for state, words in FATES if words.search(word)), None)
