"""GeoNames' dump of a country, or of all, to a table of the user's own. What comes from elsewhere is not trusted: lines
are read within bounds, those that are no place's are counted, and the table appears whole or not at all.

The format: https://download.geonames.org/export/dump/readme.txt, "The main 'geoname' table": 19 columns with tabs.
"""

from __future__ import annotations

import hashlib
import lzma
import math
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from onrecord.errors import PlacesError
from onrecord.gazetteer.known import Known, Level
from onrecord.gazetteer.names import folded, is_latin
from onrecord.gazetteer.own import FORMAT, SCHEMA, SUFFIX, folder

COLUMNS = 19
LICENCE = "GeoNames, CC BY 4.0"

LINE = 64 * 1024
"""Bytes of a line; the longest of GeoNames, a capital with all its names, has some 15,000."""

PACKING = 50
"""How many times its size a zip may unpack to: GeoNames' own unpack to 4 to 5 times."""

LARGEST = 8 * 1024**3
"""Bytes of a file, unpacked: all countries are less than 2 GB."""

TRIED = 1_000
"""Lines without a place after which a file is taken to be of another kind."""

AT_ONCE = 10_000
"""Places stored between two writes."""

ADMINISTRATIVE: dict[str, Level] = {"ADM1": "r", "ADM2": "c", "ADM3": "c", "ADM4": "c"}
GONE = frozenset({"PPLH", "PPLCH"})
"""Populated places of the past."""


@dataclass(slots=True)
class Added:
    """What became of a file: places and names that were kept, lines of other things (rivers, hotels), and bad lines."""

    name: str
    places: int = 0
    names: int = 0
    others: int = 0
    bad: int = 0


def add(path: Path, name: str | None = None) -> Added:
    """Makes a table of a dump, `XX.txt` or the zip it comes in; one of that name is replaced. Raises `PlacesError`."""
    added = Added(name or path.stem)
    if not re.fullmatch(r"[\w-][\w.-]{0,63}", added.name):
        raise PlacesError(f"{added.name!r} cannot name a table; give a name of letters and digits with --name")
    folder().mkdir(parents=True, exist_ok=True)
    made = folder() / f".{uuid4().hex}.new"
    try:
        with closing(sqlite3.connect(made, isolation_level=None)) as db, _opened(path) as lines:
            _fill(db, lines, path, added)
        made.replace(folder() / f"{added.name}{SUFFIX}")
    except sqlite3.Error as e:
        raise PlacesError(f"{folder()}: the table cannot be written ({e}); make room, or name another folder") from e
    finally:
        made.unlink(missing_ok=True)
    return added


def _fill(db: sqlite3.Connection, lines: Iterator[bytes], path: Path, added: Added) -> None:
    db.execute("PRAGMA journal_mode = OFF")  # the file is thrown away unless it is finished
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for statement in SCHEMA:
        db.execute(statement)
    kept = hashlib.sha256()
    for line in lines:
        fields = _fields(line)
        place = None if fields is None else _place(fields)
        if fields is None or place is None:
            added.bad += fields is None
            added.others += fields is not None
            if not (added.places or added.others) and added.bad >= TRIED:
                break
            continue
        kept.update(line)
        _store(db, place, fields, added)
    if not (added.places or added.others):
        raise PlacesError(
            f"{path}: no dump of GeoNames': its lines do not have {COLUMNS} columns with an id, a name and coordinates;"
            " get one, such as UA.zip, from https://download.geonames.org/export/dump/"
        )
    if not added.places:
        raise PlacesError(f"{path}: it holds no towns or regions, so that there is nothing to add")
    (added.places,) = db.execute("SELECT count(*) FROM places").fetchone()
    (added.names,) = db.execute("SELECT count(*) FROM names").fetchone()
    about = {
        "format": FORMAT, "file": path.name, "sha256": kept.hexdigest(), "places": added.places, "names": added.names,
        "licence": LICENCE,
    }  # fmt: skip
    db.executemany("INSERT INTO about VALUES (?, ?)", [(key, str(value)) for key, value in about.items()])
    db.execute("COMMIT")


def _store(db: sqlite3.Connection, p: Known, fields: list[str], added: Added) -> None:
    row = (p.id, p.level, p.name, p.lat, p.lon, p.country, p.code, p.people, int(p.capital))
    db.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    own = {folded(p.name), folded(fields[2])}
    others = {folded(n) for n in fields[3].split(",") if usable(n)} - own
    names = [(n, p.id, int(n in own)) for n in (*own, *others) if n]
    db.executemany("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", names)
    added.places += 1


def usable(name: str) -> bool:
    """Whether an alternate name may stand in an English text: Latin letters, a capital, no airport's code."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and is_latin(name) and "/" not in name


# A line


def _fields(line: bytes) -> list[str] | None:
    """Its columns; `None` for a line that is none of GeoNames'."""
    try:
        fields = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return None
    if len(fields) != COLUMNS or not re.fullmatch(r"[0-9]{1,12}", fields[0]) or not 0 < len(fields[1]) <= 200:
        return None
    lat, lon = _number(fields[4]), _number(fields[5])
    return fields if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180 else None


def _number(text: str) -> float | None:
    if len(text) > 24:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _place(fields: list[str]) -> Known | None:
    """The town or region of a line; `None` for a river, a hotel, a town that is no more."""
    kind, code = fields[6], fields[7]
    level: Level | None = "t" if kind == "P" and code not in GONE else ADMINISTRATIVE.get(code) if kind == "A" else None
    country = fields[8] if re.fullmatch(r"[A-Z]{2}", fields[8]) else ""
    if level is None or not country:
        return None
    people = int(fields[14]) if re.fullmatch(r"[0-9]{1,11}", fields[14]) else 0
    region = f"{country}.{fields[10]}" if fields[10] else ""
    lat, lon = float(fields[4]), float(fields[5])
    return Known(int(fields[0]), level, fields[1], lat, lon, country, region, people, code == "PPLC")


# A file


DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, UnicodeError, NotImplementedError, RuntimeError
)  # fmt: skip
"""What the standard library raises on a zip that is broken, or packed or named as it does not know."""


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a dump, unpacked if it is a zip."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as f:
                yield _lines(f, path, LARGEST)
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, path)
            with archive.open(member) as f:
                yield _lines(f, path, min(LARGEST, PACKING * path.stat().st_size + LINE))
    except DAMAGED as e:
        raise PlacesError(f"{path}: the zip is damaged, or of a kind that is not read ({e}); fetch it again") from e
    except OSError as e:
        raise PlacesError(f"{path}: it cannot be read ({e.strerror or e}); name a file that is there and yours") from e


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The dump within its zip, which may have a readme beside it."""
    tables = [m for m in archive.infolist() if m.filename.lower().endswith(".txt")]
    found = [m for m in tables if "readme" not in m.filename.lower()]
    if len(found) != 1:
        raise PlacesError(f"{path}: it holds {len(found)} tables instead of one; unpack it and give the one to add")
    return found[0]


def _lines(f: IO[bytes], path: Path, most: int) -> Iterator[bytes]:
    """Lines within bounds; one that is too long is given cut short, so that it counts as bad."""
    size, whole = 0, True
    while part := f.readline(LINE):
        size += len(part)
        if size > most:
            raise PlacesError(f"{path}: it unpacks to more than {most:,} bytes, which no dump of GeoNames' does")
        ends = part.endswith(b"\n")
        if whole:
            yield part if ends or len(part) < LINE else b""
        whole = ends
