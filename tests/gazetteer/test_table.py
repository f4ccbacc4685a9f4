"""The shipped table: what is in it, and that another is refused."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.gazetteer import table
from onrecord.gazetteer.known import Known
from onrecord.gazetteer.names import LONGEST, folded, is_latin
from onrecord.gazetteer.pinned import PINNED
from onrecord.gazetteer.short import REGIONS
from onrecord.gazetteer.table import shipped_table
from onrecord.gazetteer.world import World, contains


@pytest.fixture(scope="module")
def world() -> World:
    return World(shipped_table())


def one(world: World, name: str, level: str, code: str = "") -> Known:
    (found,) = (p for p in world.find(name) if p.level == level and p.code.startswith(code) and p.own)
    return found


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Côte d’Ivoire", "cote divoire"), ("Côte d'Ivoire", "cote divoire"), ("St. Louis", "saint louis"),
        ("the Hague", "hague"), ("U.S.", "us"), ("Łódź", "lodz"), ("Reykjavík", "reykjavik"), ("Aix-en-Provence",
        "aix en provence"), ("  New\nYork ", "new york"), ("", ""), ("'", ""), ("x" * (LONGEST + 1), ""),
    ],
)  # fmt: skip
def test_names_that_are_the_same(name: str, same: str) -> None:
    assert folded(name) == same


@given(st.text())
def test_no_name_breaks_the_table(name: str) -> None:
    world = World(shipped_table())
    assert folded(folded(name)) in (folded(name), folded(name).removeprefix("the "))
    assert isinstance(is_latin(name), bool)
    for place in world.find(name):
        assert abs(place.lat) <= 90
        assert abs(place.lon) <= 180


def test_names_and_places_are_sorted_and_hang_together() -> None:
    shipped = shipped_table()
    names = [shipped.names[i] for i in range(len(shipped.names))]
    keys = [line.split(b"\t")[0] + b"\t" for line in names]
    assert keys == sorted(keys)
    assert bisect_left(keys, b"kabul\t") < len(keys)
    most = max(int(n.removesuffix("a")) for line in names for n in line.decode().split("\t")[1].split(","))
    assert most < len(shipped.places)
    codes = {p.country for p in shipped.countries.values()}
    assert all(p.country in codes for p in shipped.regions.values())
    assert len({p.id for p in [*shipped.countries.values(), *shipped.regions.values()]}) == len(codes) + len(
        shipped.regions
    )


def test_a_town_lies_in_its_region_and_country_and_nowhere_else(world: World) -> None:
    town, texas = one(world, "Paris", "t", "US.TX"), one(world, "Texas", "r")
    nation, france = one(world, "United States", "n"), one(world, "France", "n")
    assert [a.name for a in world.within(town)] == ["Texas", "United States"]
    assert [a.name for a in world.within(texas)] == ["United States"]
    assert world.within(nation) == ()
    assert contains(texas, town)
    assert contains(nation, town)
    assert contains(nation, texas)
    assert not contains(france, town)
    assert not contains(texas, nation)
    assert not any(contains(p, p) for p in (town, texas, nation))


@pytest.mark.parametrize("name", ["US", "U.S.", "UK", "Britain", "Ivory Coast", "DR Congo", "North Korea", "Burma"])
def test_newsroom_names_of_countries_are_known(world: World, name: str) -> None:
    assert sum(p.level == "n" and p.own for p in world.find(name)) == 1


def test_short_forms_are_of_regions_that_are_there(world: World) -> None:
    assert {code for code in REGIONS.values() if world.region(code) is None} == set()
    found = world.region(REGIONS["Tex."])
    assert found is not None
    assert found.name == "Texas"


def test_another_table_than_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PINNED, "names.tsv.gz", "0" * 64)
    with pytest.raises(ModelError, match="not the pinned one"):
        table.Shipped()
