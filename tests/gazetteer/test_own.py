"""Tables that a user adds: from a dump or its zip, whole or not at all, and no file breaks it."""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.cli import cli
from onrecord.errors import PlacesError
from onrecord.gazetteer import adding, own
from onrecord.gazetteer.world import world
from onrecord.read.reader import reader_version


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_PLACES", str(tmp_path / "tables"))
    return tmp_path / "tables"


def line(key: int, name: str, kind: str = "P", code: str = "PPL", **fields: str) -> str:
    """A line of a dump, of a country that is not."""
    row = {
        "id": str(key), "name": name, "ascii": name, "others": "", "lat": "61.5", "lon": "-20.25", "kind": kind,
        "code": code, "country": "QV", "cc2": "", "admin1": "07", "admin2": "", "admin3": "", "admin4": "",
        "people": "240", "elevation": "", "dem": "", "zone": "", "date": "2031-05-04",
    }  # fmt: skip
    return "\t".join((row | fields).values()) + "\n"


DUMP = (
    line(900000001, "Tolvane", others="Tollvane,Толвейн,TLV,tolwan")
    + line(900000002, "Upper Marbeck", people="12000")
    + line(900000003, "Lark River", kind="H", code="STM")
    + line(900000004, "Old Keddra", code="PPLH")
    + line(900000005, "Sarn", kind="A", code="ADM2")
)


def dump(folder: Path, text: str | bytes = DUMP, name: str = "QV.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


def test_a_dump_becomes_a_table_that_is_searched(tmp_path: Path) -> None:
    assert world().find("Tolvane") == []
    added = adding.add(dump(tmp_path))
    assert (added.name, added.places, added.names, added.others, added.bad) == ("QV", 3, 4, 2, 0)
    (place,) = world().find("TOLVANE")
    assert (place.id, place.level, place.lat, place.lon, place.country, place.people) == (
        900000001, "t", 61.5, -20.25, "QV", 240,
    )  # fmt: skip
    assert [p.own for p in world().find("Tollvane")] == [False]
    assert [p.level for p in world().find("Sarn") if p.country == "QV"] == ["c"]
    assert world().find("TLV") == []
    own.remove("QV")
    assert world().find("Tolvane") == []


def test_the_version_of_a_reading_tells_which_tables_there_were(tmp_path: Path) -> None:
    without = reader_version()
    adding.add(dump(tmp_path))
    one = reader_version()
    adding.add(dump(tmp_path, line(900000009, "Ashel"), "QW.txt"))
    assert len({without, one, reader_version()}) == 3
    own.remove("QW")
    assert reader_version() == one
    own.remove("QV")
    assert reader_version() == without


def test_a_zip_is_read_with_a_readme_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "QV.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "not a table")
        archive.writestr("QV.txt", DUMP)
    assert adding.add(path).places == 3


def test_bad_lines_are_counted_and_the_rest_is_kept(tmp_path: Path) -> None:
    bad = [
        "\n",
        "a\tb\n",
        line(1, "X", lat="91"),
        line(2, "X", lon="nan"),
        line(3, ""),
        line(4, "X").replace("4", "-", 1),
    ]
    text = "".join(bad).encode() + b"\xff\xfe" + line(5, "Y").encode() + b"z" * 300_000 + b"\n" + DUMP.encode()
    added = adding.add(dump(tmp_path, text))
    assert (added.places, added.bad) == (3, len(bad) + 2)


def test_a_place_that_comes_twice_is_one(tmp_path: Path) -> None:
    added = adding.add(dump(tmp_path, DUMP + DUMP))
    assert (added.places, added.names) == (3, 4)


@pytest.mark.parametrize("text", [b"", b"\x00" * 5000, b"a,b\n" * 3000, b"\n", b"PK\x03\x04rubbish", b"x" * 200_000])
def test_a_file_of_another_kind_is_refused_with_what_to_do(tmp_path: Path, folder: Path, text: bytes) -> None:
    with pytest.raises(PlacesError, match=r"download\.geonames\.org"):
        adding.add(dump(tmp_path, text))
    assert list(folder.iterdir()) == []


def test_a_dump_without_towns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="nothing to add"):
        adding.add(dump(tmp_path, line(1, "Lark River", kind="H", code="STM")))


def test_a_zip_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "QV.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("QV.txt", DUMP + "\n" * 20_000_000)
    with pytest.raises(PlacesError, match="unpacks to more than"):
        adding.add(path)
    assert list(folder.iterdir()) == []


def test_a_damaged_zip_and_one_of_many_tables_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "QV.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("QV.txt", DUMP * 50)
    data = bytearray(path.read_bytes())
    data[60:90] = b"\xff" * 30
    with pytest.raises(PlacesError, match="damaged"):
        adding.add(dump(tmp_path, bytes(data), "torn.zip"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", DUMP)
        archive.writestr("b.txt", DUMP)
    with pytest.raises(PlacesError, match="2 tables instead of one"):
        adding.add(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.binary(max_size=80), st.sampled_from(DUMP.encode().splitlines(keepends=True)))))
def test_no_file_breaks_it(tmp_path: Path, lines: list[bytes]) -> None:
    path = dump(tmp_path, b"\n".join(lines))
    with suppress(PlacesError):
        assert adding.add(path).places > 0


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 65])
def test_a_table_is_named_by_letters_alone(tmp_path: Path, folder: Path, name: str) -> None:
    path = dump(tmp_path)
    if name:
        with pytest.raises(PlacesError, match="cannot name a table"):
            adding.add(path, name)
    else:
        assert adding.add(path, name).name == "QV"
    assert not (folder.parent / "up.places").exists()


def test_a_table_that_is_none_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "QV.places").write_text("rubbish")
    with pytest.raises(PlacesError, match=r"QV\.places"):
        reader_version()
    db = sqlite3.connect(folder / "QW.places")
    db.executescript("CREATE TABLE about (key TEXT, value TEXT); INSERT INTO about VALUES ('format', '99')")
    db.close()
    (folder / "QV.places").unlink()
    with pytest.raises(PlacesError, match="another version"):
        own.installed()


def test_the_commands(tmp_path: Path) -> None:
    text = DUMP + "bad\n"
    said = run("places", "add", dump(tmp_path, text), "--name", "mine")
    assert said.exit_code == 0
    assert "mine: 3 places with 4 names added." in said.stderr
    assert "2 lines of other things" in said.stderr
    assert "1 line passed over" in said.stderr
    shown = [json.loads(row) for row in run("places", "list", "--json").stdout.splitlines()]
    assert [(t["name"], t["places"] > 0, "CC BY 4.0" in t["licence"]) for t in shown] == [
        ("onrecord", True, True),
        ("mine", True, True),
    ]
    assert "mine · 3 places · 4 names · GeoNames, CC BY 4.0" in run("places", "list").stdout
    assert run("places", "remove", "mine").exit_code == 0
    gone = run("places", "remove", "mine")
    assert gone.exit_code == 1
    assert "no table of places called 'mine'; there is: none" in gone.stderr
    assert run("places", "add", tmp_path / "none.txt").exit_code == 2


@pytest.mark.parametrize(
    ("platform", "under"),
    [("linux", ".local/share"), ("darwin", "Library/Application Support"), ("win32", "AppData/Local")],
)
def test_tables_lie_where_the_platform_keeps_data(
    platform: str, under: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("ONRECORD_PLACES", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert own.folder() == tmp_path / under / "onrecord" / "places"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if platform == "linux":
        assert own.folder() == tmp_path / "data" / "onrecord" / "places"
