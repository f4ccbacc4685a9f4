"""Places on the map: valid GeoJSON, longitude first, each place once, nothing that is not linked."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import cli
from onrecord.read.places import placed
from onrecord.show.export import PLACE_KEYS
from onrecord.store import Record
from rows_made import article, as_read, capture, entity, statement

TEXTS = (
    "Dam gives way in Elko, Nevada.\nBoats left Tolvane.",
    "Boats left Elko, Nevada.\nElko was dry.",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "story.db"
    with Record.open(found) as record:
        run = record.begin_run("0", "r", {})
        for i, text in enumerate(TEXTS):
            a = article(text, source=f"https://o{i}.example", outlet=f"O{i}")
            line = text.split("\n")[0]
            said = statement(a, line, voice="narrator", quotation="none")
            names = [n for n in ("Tolvane", "Nevada") if n in text]
            entities = [entity(a, n, kind="place") for n in names]
            record.add_with_reading(capture(a), placed(a, as_read([said], entities)), run)
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


def export(path: Path, to: Path, form: str = "geojson") -> Result:
    return run("export", path, "--format", form, "-o", to)


def valid(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The features, each as RFC 7946 has it."""
    assert value["type"] == "FeatureCollection"
    assert "crs" not in value
    features: list[dict[str, Any]] = value["features"]
    for f in features:
        assert set(f) == {"type", "id", "geometry", "properties"}
        assert (f["type"], f["geometry"]["type"]) == ("Feature", "Point")
        lon, lat = f["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
    assert len({f["id"] for f in features}) == len(features)
    return features


def test_each_place_is_a_feature_with_where_it_is_named(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    said = export(path, out)
    assert (said.exit_code, said.stderr) == (0, f"{out} is written.\n")
    features = {f["properties"]["name"]: f for f in valid(json.loads(out.read_text(encoding="utf-8")))}
    assert set(features) == {"Elko", "Nevada"}, "what is not linked is not there"
    elko = features["Elko"]
    lon, lat = elko["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (-116, 41)
    assert elko["properties"]["within"] == ["Nevada", "United States"]
    assert elko["properties"]["country"] == "US"
    assert len(elko["properties"]["articles"]) == 2
    with Record.read_only(path) as record:
        assert set(elko["properties"]["statements"]) == {s.id for s in record.statements()}
        assert elko["properties"]["mentions"] == sum(p.name == "Elko" for p in record.places())


def test_a_folder_gets_a_manifest_and_is_replaced_like_any_export(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export(path, out).exit_code == 0
    assert {p.name for p in out.iterdir()} == {"places.geojson", "manifest.json"}
    assert json.loads((out / "manifest.json").read_text())["counts"] == {"places": 2}
    assert export(path, out).exit_code == 0
    assert export(path, out, "jsonl").exit_code == 0
    assert not (out / "places.geojson").exists()


def test_a_file_that_is_not_ours_is_not_written_over(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    assert export(path, out).exit_code == 0
    assert export(path, out).exit_code == 0, "our own is replaced"
    for text in ("{}", "[", '{"type": "FeatureCollection", "features": []}', "", "[" * 100_000):
        out.write_text(text)
        assert export(path, out).exit_code == 2
        assert out.read_text() == text
    (tmp_path / "d.json").mkdir()
    assert export(path, tmp_path / "d.json").exit_code == 2
    assert export(path, tmp_path / "none" / "map.json").exit_code == 2
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".")], "nothing half-written is left"


def test_without_places_the_collection_is_empty(tmp_path: Path) -> None:
    Record.open(tmp_path / "empty.db").close()
    export(tmp_path / "empty.db", tmp_path / "map.geojson")
    assert valid(json.loads((tmp_path / "map.geojson").read_text())) == []


def test_of_a_side_only_what_it_says_is_on_the_map(path: Path, tmp_path: Path) -> None:
    sides = tmp_path / "sides.toml"
    sides.write_text('[sides]\nriver = ["Orrel"]\n')
    out = tmp_path / "map.geojson"
    said = run("export", path, "--format", "geojson", "-o", out, "--sides", sides, "--side", "river")
    assert said.exit_code == 0, said.stderr
    assert valid(json.loads(out.read_text())) == []


def test_places_are_a_table_in_every_form(path: Path, tmp_path: Path) -> None:
    export(path, tmp_path / "jsonl", "jsonl")
    rows = [json.loads(line) for line in (tmp_path / "jsonl" / "places.jsonl").read_text().splitlines()]
    assert [tuple(row) for row in rows] == [PLACE_KEYS] * len(rows)
    tolvane = next(row for row in rows if row["name"] == "Tolvane")
    assert [tolvane[k] for k in ("geonames", "kind", "lat", "lon", "country", "within")] == [None] * 5 + [[]]
    elko = next(row for row in rows if row["name"] == "Elko")
    assert [area["name"] for area in elko["within"]] == ["Nevada", "United States"]
    export(path, tmp_path / "csv", "csv")
    with (tmp_path / "csv" / "places.csv").open(newline="") as f:
        assert len(list(csv.DictReader(f))) == len(rows)
    export(path, tmp_path / "parquet", "parquet")
    table = pq.read_table(tmp_path / "parquet" / "places.parquet")
    assert str(table.schema.field("geonames").type) == "int64"
    with Record.read_only(path) as record:
        assert onrecord.table(record, "places").to_pylist() == table.to_pylist()
        assert [row["name"] for row in table.to_pylist()] == [p.name for p in record.places()]


def test_reading_again_replaces_the_places(path: Path) -> None:
    with Record.open(path) as record:
        a = next(record.articles())
        assert list(record.places(a.id))
        record.add_reading(a.id, as_read([]), record.begin_run("0", "r2", {}))
        assert list(record.places(a.id)) == []
        assert list(record.places())
