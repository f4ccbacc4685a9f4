"""The places of a record on the map: GeoJSON (RFC 7946), one Feature for each place, however often it is named.

Only places that are linked are there: what the text does not decide has no point. Coordinates are longitude, then
latitude (WGS 84).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.rows import Place
from onrecord.store import Record

FILE = (".geojson", ".json")
"""How the name of a file to write ends."""

MARK = "onrecord"
"""A member of the collection that no other program writes: its value says whose the coordinates are."""

CREDIT = "Places from GeoNames (geonames.org), CC BY 4.0"


def collection(record: Record, statements: frozenset[str] | None = None) -> dict[str, Any]:
    """A FeatureCollection of the places of a record, those that most articles name first. With `statements`, what is
    named in these alone."""
    found: dict[int, list[Place]] = {}
    for p in record.places():
        if p.geonames is not None and (statements is None or p.statement in statements):
            found.setdefault(p.geonames, []).append(p)
    features = [_feature(places) for places in found.values()]
    features.sort(key=lambda f: (-len(f["properties"]["articles"]), -f["properties"]["mentions"], f["id"]))
    return {"type": "FeatureCollection", MARK: CREDIT, "features": features}


def _feature(places: list[Place]) -> dict[str, Any]:
    first = places[0]
    return {
        "type": "Feature",
        "id": first.geonames,
        "geometry": {"type": "Point", "coordinates": [first.lon, first.lat]},
        "properties": {
            "name": first.name,
            "kind": first.kind,
            "country": first.country,
            "within": [area.name for area in first.within],
            "articles": _once(p.article for p in places),
            "mentions": len(places),
            "statements": _once(p.statement for p in places if p.statement is not None),
        },
    }


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def is_ours(path: Path) -> bool:
    """Whether a file is one that `collection` made, and may be written over."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(held, dict) and held.get("type") == "FeatureCollection" and MARK in held
