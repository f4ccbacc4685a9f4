"""How a place's name is made comparable, without capitals, accents and marks: "Côte d’Ivoire" is "Cote d'Ivoire".

The names in every table of places are kept in this form; one that changes here needs the tables written anew.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 80
"""Characters of a name; what is longer is none."""

_DROPPED = re.compile(r"['’‘`ʻʼʾʿ.]")
_APART = re.compile(r"[^\w]+|_+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})
_SAINT = re.compile(r"\bst (?=\w)")


@lru_cache(maxsize=2048)
def folded(name: str) -> str:
    """A name as tables of places hold it; empty where it is none. "St. Louis" is "saint louis", "Zürich" "zurich"."""
    if len(name) > LONGEST:
        return ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    words = " ".join(_APART.sub(" ", _DROPPED.sub("", bare)).split())
    return _SAINT.sub("saint ", words).removeprefix("the ")


def is_latin(name: str) -> bool:
    """Whether every letter of it is Latin, so that an English text may hold it."""
    return all(not c.isalpha() or c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in name)
