"""Contested names of places and groups: a table that ships with onrecord, and tables of the user's own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.link.files import model_file

MOST = 50
"""Names of one thing in a table, at most."""


@cache
def contested() -> tuple[tuple[str, ...], ...]:
    """The sets of names that ship with onrecord; the file says for each where its names were seen to stand for one
    thing."""
    return _sets(model_file("names.toml").decode(), "names.toml")


def with_own(path: Path) -> tuple[tuple[str, ...], ...]:
    """Those that ship with onrecord and those of a file of the same form: `[[same]]` with `names`, a list of two or
    more. Raises `UsageError` for a file that is not so."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError(f"{path} could not be read as a table of names: {e}") from e
    return (*contested(), *_sets(text, str(path)))


def _sets(text: str, where: str) -> tuple[tuple[str, ...], ...]:
    try:
        rows = tomllib.loads(text).get("same", [])
    except tomllib.TOMLDecodeError as e:
        raise UsageError(f"{where} is no TOML: {e}") from e
    form = f"{where}: each [[same]] needs names = [two to {MOST} names]"
    if not isinstance(rows, list):
        raise UsageError(form)
    found = []
    for row in rows:
        names = row.get("names") if isinstance(row, dict) else None
        if not isinstance(names, list) or not 2 <= len(names) <= MOST:
            raise UsageError(form)
        if not all(isinstance(name, str) and name.strip() for name in names):
            raise UsageError(form)
        found.append(tuple(names))
    return tuple(found)
