"""Whether a given name is a man's or a woman's, where the name lists of many languages leave no doubt.

It only tells what speaks against "he" or "she"; nothing is shown of it. The table is made by `training/given_names.py`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


def gender(given: str) -> str:
    """ "he" or "she"; empty where the name (folded) is neither's, or both's."""
    return _table().get(given, "")


@cache
def _table() -> dict[str, str]:
    raw = json.loads((files("onrecord") / "resolve" / "models" / "given_names.json").read_text("utf8"))
    return {name: pronoun for pronoun in ("he", "she") for name in raw[pronoun].split()}
