"""Which places an article names, and which of those that go by the name is meant. All events are made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer.table import shipped_table
from onrecord.gazetteer.world import World
from onrecord.read.places import placed, sighted
from onrecord.read.whereabouts import is_no_town, whereabouts
from onrecord.rows import EntityKind, Mention, Place, Reading, Zone, contains
from onrecord.store import copy_reading
from rows_made import article, entity, statement

WORLD = World(shipped_table())


def read(text: str, *names: str, kind: EntityKind = "place") -> list[tuple[str, str | None]]:
    """Every sight of a place with what it is taken for: its name, and the first area that it lies in."""
    spans = [(i, i + len(n)) for n in names for i in range(len(text)) if text.startswith(n, i)]
    marked = [Mention(span, "name", kind) for span in spans]
    sights = sighted(text, marked, WORLD)
    out: list[tuple[str, str | None]] = []
    for sight, place in zip(sights, whereabouts(sights, WORLD), strict=True):
        area = next(iter(WORLD.within(place)), None) if place else None
        out.append((sight.name, f"{place.name}, {area.name if area else ''}" if place else None))
    return out


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("A pump failed in Paris, Texas, on Monday.", ["Paris", "Texas"], ["Paris, Texas", "Texas, United States"]),
        ("A pump failed in Paris (Texas) on Monday.", ["Paris", "Texas"], ["Paris, Texas", "Texas, United States"]),
        ("Sarn moved to Hazard, Ky., in May.", ["Hazard", "Ky."], ["Hazard, Kentucky", "Kentucky, United States"]),
        ("The fair in Tbilisi, Georgia, was shut.", ["Georgia"], ["Tbilisi, T'bilisi", "Georgia, "]),
        ("Rain fell on Atlanta, Georgia.", ["Atlanta", "Georgia"], ["Atlanta, Georgia", "Georgia, United States"]),
        ("Kandahar province of Afghanistan", ["Kandahar", "Afghanistan"], ["Kandahar, Afghanistan", "Afghanistan, "]),
        ("Afghanistan has rain, Kandahar too.", ["Kandahar", "Afghanistan"], ["Afghanistan, ", "Kandahār, Kandahar"]),
        ("They met in the Texas town of Paris.", ["Texas", "Paris"], ["Texas, United States", "Paris, Texas"]),
        ("Syria's Idlib was quiet.", ["Syria", "Idlib"], ["Syria, ", "Idlib, Idlib"]),
        ("Mosul, in northern Iraq, was quiet.", ["Mosul", "Iraq"], ["Mosul, Ninawa", "Iraq, "]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_decides(text: str, names: list[str], found: list[str]) -> None:
    assert [place for _, place in read(text, *names)] == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Orrel lives in Springfield.", ["Springfield"]),
        ("Georgia has a new dam.", ["Georgia"]),
        ("The boats left Ashdown, Nevada, at noon.", ["Ashdown"]),
        ("Nothing grew on Mars, or in Africa.", ["Mars", "Africa"]),
        ("Falcon rose at dawn.", ["Falcon"]),
        ("Alexandria has a new dam.", ["Alexandria"]),
        ("The PA said so.", ["PA"]),
        ("Boats stood in Berlin Road.", ["Berlin"]),
        ("He ran the Savoy Hotel.", ["Savoy"]),
        ("They came from Tolvane.", ["Tolvane"]),
    ],
)
def test_what_is_not_shown_is_not_guessed_and_stands_all_the_same(text: str, names: list[str]) -> None:
    assert [(n, p) for n, p in read(text, *names) if n in names] == [(n, None) for n in names]


@pytest.mark.parametrize(
    ("text", "names", "name", "meant"),
    [
        ("Ohio has floods. The dam at Springfield held.", ["Ohio", "Springfield"], "Springfield", "Springfield, Ohio"),
        ("Atlanta has floods. All of Georgia has.", ["Atlanta", "Georgia"], "Georgia", "Georgia, United States"),
        ("Tbilisi has floods. All of Georgia has.", ["Tbilisi", "Georgia"], "Georgia", "Georgia, "),
        ("Ohio and Georgia have floods.", ["Ohio", "Georgia"], "Georgia", "Georgia, United States"),
        ("Paris has floods.", ["Paris"], "Paris", "Paris, Ile-de-France"),
        ("Texas has floods. So has Paris.", ["Texas", "Paris"], "Paris", None),
        ("Texas and France have floods. So has Paris.", ["Texas", "France", "Paris"], "Paris", "Paris, Ile-de-France"),
        ("Egypt has floods. So has Alexandria.", ["Egypt", "Alexandria"], "Alexandria", "Alexandria, Al Iskandarīyah"),
        ("Nevada and Texas have floods. So has Mesquite.", ["Nevada", "Texas", "Mesquite"], "Mesquite", None),
        ("Texas has floods. So has Mesquite.", ["Texas", "Mesquite"], "Mesquite", "Mesquite, Texas"),
        ("Washington sent boats.", ["Washington"], "Washington", "Washington, District of Columbia"),
        ("The USA sent boats.", ["USA"], "USA", "United States, "),
        ("A dam broke in northern Mali.", ["northern Mali"], "northern Mali", "Mali, "),
        ("New York has floods.", ["New York"], "New York", "New York City, New York"),
        ("Los Angeles sent boats.", ["Los Angeles"], "Los Angeles", "Los Angeles, California"),
    ],
)  # fmt: skip
def test_what_else_an_article_names_decides(text: str, names: list[str], name: str, meant: str | None) -> None:
    assert dict(read(text, *names))[name] == meant


def test_one_name_is_one_place_unless_regions_beside_it_differ() -> None:
    text = "A pump failed in Paris, Texas. Paris was dry. Later Paris, Tennessee, was dry too."
    assert [p for n, p in read(text, "Paris") if n == "Paris"] == ["Paris, Texas", None, "Paris, Tennessee"]
    text = "A pump failed in Paris, Texas. Paris was dry."
    assert [p for n, p in read(text, "Paris") if n == "Paris"] == ["Paris, Texas"] * 2


def test_a_dateline_is_a_place_whatever_it_was_taken_for() -> None:
    assert read("KABUL, Afghanistan (Halyard) — Boats left.") == [("KABUL", "Kabul, Kabul")]
    assert read("Tam Lincoln, Nebraska's champion, left.", "Tam Lincoln", kind="person") == []


def test_a_country_that_speaks_is_a_place_and_an_organisation_is_none() -> None:
    assert read("Norway said so.", "Norway", kind="organization") == [("Norway", "Norway, ")]
    assert read("Paris Saint Orrel said so.", "Paris Saint Orrel", kind="organization") == []


def test_a_mention_of_a_town_with_its_region_is_two_places() -> None:
    text = "Boats left Elko, Nevada."
    assert read(text, "Elko, Nevada") == [("Elko", "Elko, Nevada"), ("Nevada", "Nevada, United States")]


def test_rows_stand_in_their_statements_and_notices_name_nothing() -> None:
    text = "Orrel said that boats left Elko, Nevada. More from Paris"
    a = article(text, zones=(Zone("notice", text.index("More"), len(text)),))
    said = statement(a, "that boats left Elko, Nevada")
    outer = statement(a, text[:40], voice="narrator")
    places = [entity(a, "Elko", kind="place"), entity(a, "Nevada", kind="place"), entity(a, "Paris", kind="place")]
    reading = placed(a, Reading((outer, said), tuple(places)))
    elko, nevada = reading.places
    assert (text[slice(*elko.span)], elko.name, elko.kind, elko.country) == ("Elko", "Elko", "town", "US")
    assert [area.name for area in elko.within] == ["Nevada", "United States"]
    assert {elko.statement, nevada.statement} == {said.id}
    assert elko.lat is not None
    assert elko.lon is not None
    assert 40 < elko.lat < 42
    assert -117 < elko.lon < -115
    assert contains(nevada, elko)
    assert not contains(elko, nevada)
    assert not contains(elko, elko)
    unknown = Place("x", a.id, None, (0, 1), "Tolvane")
    assert not contains(unknown, unknown)
    other = article(text, source="elsewhere")
    copied = placed(other, copy_reading(reading, other.id))
    assert [p.geonames for p in copied.places] == [
        elko.geonames,
        nevada.geonames,
        *(p.geonames for p in copied.places[2:]),
    ]
    assert {p.article for p in copied.places} == {other.id}


WORDS = st.sampled_from(
    [
        "Paris", "Texas", "New York", "Georgia", "U.S.", "Ky.", "LA", "Saint-Denis", ",", ".", "(", ")", "'s", "in",
        "of", "the", "town", "province", "and", "—", "7", "é", "\n", "\u2028",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40), st.data())
def test_no_text_breaks_it_and_places_stand_in_it_apart(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    size = max(len(text), 1)
    spans = data.draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), max_size=8))
    kinds: list[EntityKind] = ["place", "person", "organization"]
    mentions = [
        Mention((a, b), "name", kinds[i % 3]) for i, (a, b) in enumerate(spans) if a < b <= len(text)
    ]  # fmt: skip
    sights = sighted(text, mentions, WORLD)
    assert len(whereabouts(sights, WORLD)) == len(sights)
    for s in sights:
        assert 0 <= s.span[0] < s.span[1] <= len(text)
    for one, other in pairwise(sights):
        assert one.span[1] <= other.span[0]


@pytest.mark.parametrize("part", ["A", "A ", "A, ", "Paris, Texas, ", "A-", "A.", "(", ", ", "\n", "Paris in "])
def test_a_text_of_one_thing_over_and_over_ends(part: str) -> None:
    text = part * (600_000 // len(part))
    assert isinstance(sighted(text, [Mention((0, len(text)), "name", "place")], WORLD), list)


def test_plain_nouns_are_no_town() -> None:
    assert is_no_town("river")
    assert not is_no_town("paris")


@pytest.mark.parametrize("gap", ["\u00a0", "\u2009", "\t"])
def test_a_region_may_be_written_with_any_space(gap: str) -> None:
    found = dict(read(f"A mill burned in Albany, New{gap}York, on Tuesday.", "Albany"))
    assert found["Albany"] is not None


def test_what_has_an_article_before_it_is_no_town() -> None:
    assert dict(read("Boats waited below the Weir.", "Weir"))["Weir"] is None
