"""The table of contested names that ships: each set has its source, and no name is in two. GeoNames names are real."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.gazetteer.names import folded
from onrecord.gazetteer.table import Shipped
from onrecord.link.contested import MOST, contested, with_own
from onrecord.link.files import model_file

ROWS = tomllib.loads(model_file("names.toml").decode())["same"]

SOURCE = re.compile(r"GeoNames (\d+), names|[^,].*, https?://\S+, seen \d{4}-\d{2}-\d{2}")
"""The two forms of a source: a place of GeoNames, or a page and when it was seen."""

OF_MUCH_ELSE = {
    "Georgia",
    "Acre",
    "Salisbury",
    "Stanley",
    "Holland",
    "Barrow",
    "Jordan",
    "Peking",
    "Medina",
    "Macedonia",
}
"""Names that need more than themselves to be told."""


@cache
def places() -> Shipped:
    return Shipped()


def sources(row: Mapping[str, object]) -> list[str]:
    found = row["source"]
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["names"][0])
def test_each_set_says_where_its_names_were_seen(row: dict[str, object]) -> None:
    assert set(row) == {"names", "source"}
    assert sources(row)
    assert all(SOURCE.fullmatch(each) for each in sources(row))


@pytest.mark.parametrize("row", [r for r in ROWS if len(sources(r)) == 1], ids=lambda row: row["names"][0])
def test_geonames_has_the_names_of_a_set_that_rests_on_it(row: dict[str, list[str]]) -> None:
    match = SOURCE.fullmatch(sources(row)[0])
    assert match
    if number := match.group(1):
        assert all(int(number) in {p.id for p in places().find(folded(name))} for name in row["names"])


def test_no_name_is_in_two_sets() -> None:
    count = Counter(name.casefold() for names in contested() for name in {n.casefold(): n for n in names}.values())
    assert [name for name, n in count.items() if n > 1] == []


def test_the_table_is_whole_and_each_set_a_choice() -> None:
    assert len(contested()) == len(ROWS) >= 100
    assert all(2 <= len(set(names)) == len(names) <= MOST for names in contested())


def test_a_name_is_no_common_word() -> None:
    """A single word needs a capital letter, and to mean one thing."""
    names = [name for each in contested() for name in each]
    assert [n for n in names if n in OF_MUCH_ELSE or (" " not in n and n.islower())] == []
    assert all(name == name.strip() for name in names)


def test_a_table_of_ones_own_needs_no_source(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[same]]\nnames = ["Varn Strait", "Ashel Strait"]\n', encoding="utf-8")
    assert with_own(own) == (*contested(), ("Varn Strait", "Ashel Strait"))
    own.write_text('[[same]]\nnames = ["Varn Strait"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="two to 50 names"):
        with_own(own)
