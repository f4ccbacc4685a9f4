"""Tables of places that a user adds: villages, from GeoNames' dumps of one country or of all. One SQLite file a table.

They lie in the user's data folder, or in the folder that the environment names as `ONRECORD_PLACES`. Readings use them
beside the shipped table, and the version of a reading tells which were there.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.errors import PlacesError
from onrecord.gazetteer.known import Known

FOLDER = "ONRECORD_PLACES"
"""The environment's name for the folder of tables."""

FORMAT = 1
"""Of a table's file. A change to `names.folded` needs another, since names are kept folded."""

SUFFIX = ".places"

SCHEMA = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE places (
  id INTEGER PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT NOT NULL, code TEXT NOT NULL, people INTEGER NOT NULL, capital INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE names (
  name TEXT NOT NULL, place INTEGER NOT NULL REFERENCES places (id), own INTEGER NOT NULL, PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID""",
)

_FIND = (
    "SELECT p.id, p.level, p.name, p.lat, p.lon, p.country, p.code, p.people, p.capital, n.own"
    " FROM names n JOIN places p ON p.id = n.place WHERE n.name = ? ORDER BY p.people DESC, p.id LIMIT ?"
)
MOST = 200
"""Places of one name that are looked at, the largest first; the commonest village of a country has some hundred."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A table that is there: its name, the file it was made from, how many places and names it holds, the SHA-256 of
    what it was made from, and whose the data is."""

    name: str
    file: str
    places: int
    names: int
    sha256: str
    licence: str


def folder() -> Path:
    """Where the user's tables lie: by the environment, else the platform's folder for data."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = _home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share")
    return base / "onrecord" / "places"


def _home() -> Path:
    """The user's folder; one that is nowhere where the platform knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def files() -> list[Path]:
    """The files of the tables that are there, by name."""
    try:
        return sorted(p for p in folder().iterdir() if p.suffix == SUFFIX and p.is_file())
    except OSError:
        return []


def installed() -> list[Installed]:
    """The tables that are there. Raises `PlacesError` for a file that is none."""
    found = []
    for path in files():
        with closing(Own(path)) as table:
            found.append(table.about())
    return found


def installed_digest() -> str:
    """One hash over all tables that are there; empty where there is none."""
    tables = installed()
    return hashlib.sha256("\n".join(f"{t.name} {t.sha256}" for t in tables).encode()).hexdigest() if tables else ""


def remove(name: str) -> None:
    """Takes a table away. Raises `PlacesError` where there is none of that name."""
    path = next((p for p in files() if p.stem == name), None)
    if path is None:
        there = ", ".join(p.stem for p in files()) or "none"
        raise PlacesError(f"there is no table of places called {name!r}; there is: {there}")
    path.unlink()


class Own:
    """One of the user's tables, open to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        uri = f"file:{quote(str(path.resolve()), errors='surrogateescape')}?mode=ro"
        try:
            self.db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as e:
            raise self._broken(str(e)) from e

    def __del__(self) -> None:
        if hasattr(self, "db"):
            self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self.db.close()

    def about(self) -> Installed:
        """What it is. Raises `PlacesError` if it is no table of this version's."""
        said = dict(self._rows("SELECT key, value FROM about"))
        if said.get("format") != str(FORMAT):
            raise self._broken("it was made by another version of onrecord")
        try:
            return Installed(
                self.path.stem, said["file"], int(said["places"]), int(said["names"]), said["sha256"], said["licence"]
            )  # fmt: skip
        except (KeyError, ValueError) as e:
            raise self._broken(f"it does not say what it is ({e})") from e

    def find(self, name: str) -> Iterator[Known]:
        """The places that go by a folded name, the largest first."""
        for key, level, called, lat, lon, country, code, people, capital, own in self._rows(_FIND, (name, MOST)):
            yield Known(key, level, called, lat, lon, country, code, people, bool(capital), bool(own))

    def _rows(self, sql: str, values: tuple[str | int, ...] = ()) -> list[Any]:
        try:
            return self.db.execute(sql, values).fetchall()
        except sqlite3.Error as e:
            raise self._broken(str(e)) from e

    def _broken(self, why: str) -> PlacesError:
        return PlacesError(
            f"{self.path}: no table of places that can be read ({why}); remove the file, and add the places again with:"
            " onrecord places add FILE"
        )
