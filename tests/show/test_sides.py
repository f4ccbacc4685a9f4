"""Sides are the user's alone: a file says who has which, and says so clearly when it cannot be meant."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.rows import Speaker, Statement
from onrecord.show.sides import Labels, Sides, as_sides, label, load
from onrecord.show.toml import LARGEST
from shown_rows import Held, article, resolved, statement

TEXT = (
    "T\nTam Orrel said one. The Keddra Ministry of Rain said two. Aisel Bodrov said three. A guard said four. It fell."
)


def sides(folder: Path, text: str) -> Sides:
    path = folder / "sides.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def held() -> Held:
    one = article(TEXT, outlet="The Lower Post")
    rows = [
        statement(one, "one", source="Tam Orrel", cue="said"),
        statement(one, "two", source="The Keddra Ministry of Rain", cue="said"),
        statement(one, "three", source="Aisel Bodrov", cue="said"),
        statement(one, "four", source="A guard", relay=("Keddra Radio", "Aisel Bodrov")),
        statement(one, "It fell", voice="narrator"),
    ]
    words = ("Tam Orrel", "The Keddra Ministry of Rain", "Aisel Bodrov", "A guard")
    return resolved([(one, rows)], {each: each for each in words})


def given_sides(folder: Path, text: str) -> tuple[list[str | None], Labels]:
    """The side of each statement in turn."""
    record = held()
    labels = label(sides(folder, text), record)
    return [labels.of(s, record.articles()[0]) for s in record.statements()], labels


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Tam Orrel", 0),
        ("TAM  ÓRREL", 0),
        ("President Tam Orrel", 0),
        ("keddra ministry of rain", 1),
        ("Keddra*", 1),
        ("*Ministry*", 1),
        ("Aisel Bodrow", 2),
        ("relay:keddra radio", 3),
        ("relay: Keddra *", 3),
        ("a guard", 3),
        ("outlet:Lower Post", 4),
        ("Outlet:*post", 4),
    ],
)
def test_an_entry_finds_whom_it_names(tmp_path: Path, entry: str, expected: int) -> None:
    found, labels = given_sides(tmp_path, f'[sides]\n"A" = ["{entry}"]\n')
    assert [at for at, side in enumerate(found) if side == "A"] == [expected]
    assert labels.unmatched == ()


@pytest.mark.parametrize(
    "entry", ["Orrel", "Tam Orrels", "Pam Orrel", "Ministry", "Lower Post", "Keddra Radio", "*Post"]
)
def test_what_is_not_its_name_is_nobody_and_is_said(tmp_path: Path, entry: str) -> None:
    found, labels = given_sides(tmp_path, f'[sides]\n"A" = ["{entry}"]\n')
    assert found == [None] * 5
    assert labels.unmatched == (entry,)


def test_the_nearest_match_counts(tmp_path: Path) -> None:
    text = '[sides]\n"A" = ["*Bodrov", "relay:Keddra Radio"]\n"B" = ["Aisel Bodrov"]\n"C" = ["relay:Aisel Bodrov"]\n'
    found, labels = given_sides(tmp_path, text)
    assert found == [None, None, "B", "C", None], "the name before a *, and the relay nearest the speaker"
    assert labels.unmatched == ()


def test_a_speaker_on_two_sides_is_an_error_that_names_both(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'sides\.toml: "Aisel Bodrov" would be on two sides.*"\*Bodrov" under "A"'):
        given_sides(tmp_path, '[sides]\n"A" = ["*Bodrov"]\n"B" = ["Aisel*"]\n')


def test_without_a_file_nobody_has_a_side() -> None:
    record = held()
    assert label(None, record) == Labels()
    assert {Labels().of(s, record.articles()[0]) for s in record.statements()} == {None}
    with pytest.raises(UsageError, match="needs the file"):
        Labels().known("A")


def test_a_side_is_known_by_its_name_in_any_case(tmp_path: Path) -> None:
    found = sides(tmp_path, '[sides]\n"River people" = ["x"]\n')
    assert found.known("RIVER people") == "River people"
    with pytest.raises(UsageError, match='no side "Rover"; it has "River people"'):
        found.known("Rover")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must hold one table"),
        ("[sides]\n", "must hold one table"),
        ("sides = 3", "must hold one table"),
        ('[sides]\n"A" = ["x"]\n[other]\n', "must hold one table"),
        ('[sides]\n"A" = "x"\n', '"A" must be a list'),
        ('[sides]\n"A" = [3]\n', '"A" must be a list'),
        ('[sides]\n"A" = []\n', '"A" must be a list'),
        ('[sides]\n"" = ["x"]\n', "a side's name has 1 to"),
        ('[sides]\n"A" = [" "]\n', "names nobody"),
        ('[sides]\n"A" = ["outlet:"]\n', "names nobody"),
        ('[sides]\n"A" = ["**"]\n', "would take in everybody"),
        ('[sides]\n"A" = ["Tam"]\n"B" = ["TAM"]\n', '"TAM" stands under two sides, "A" and "B". Keep it under one.'),
        ('[sides]\n"A" = ["x"]\n"A" = ["y"]\n', "no TOML: .*line 3"),
        ('[sides\n"A" = ["x"]', "no TOML: .*line 1"),
        ("[sides]\nA B = ['x']", "no TOML: .*line 2"),
        (f'[sides]\n"A" = ["{"x" * 301}"]\n', "is too long"),
        ("a = " + "[" * 100_000, "no TOML"),
        ("a = 1" + "0" * 100_000, "no TOML"),
        ("#" * (LARGEST + 1), "at most"),
    ],
)
def test_a_file_that_cannot_be_meant_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        sides(tmp_path, text)
    assert str(error.value).startswith(str(tmp_path / "sides.toml"))
    assert len(str(error.value)) < 600
    assert "\n" not in str(error.value)


def test_a_file_of_other_bytes_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe[sides]")
    with pytest.raises(UsageError, match="no UTF-8"):
        load(tmp_path / "x.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path)


def test_a_pattern_made_to_be_slow_is_not(tmp_path: Path) -> None:
    found = sides(tmp_path, '[sides]\n"A" = ["' + "a*" * 140 + 'b"]\n')
    started = time.perf_counter()
    assert found.matches("speaker", ["a" * 10_000]) == []
    assert time.perf_counter() - started < 1


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text.strip() and "*" not in text and ":" not in text
)


@given(NAMES, st.sampled_from(["person", "organization", "group", "unknown"]))
def test_whatever_a_speaker_is_called_its_own_name_finds_it(
    tmp_path_factory: pytest.TempPathFactory, name: str, kind: str
) -> None:
    record = Held([], who=[Speaker("s", name, kind, ())])  # type: ignore[arg-type]
    text = name.replace("\\", "\\\\").replace('"', '\\"')
    if not re.sub(r"\W", "", name):
        return
    labels = label(sides(tmp_path_factory.mktemp("sides"), f'[sides]\n"A" = ["{text}"]\n'), record)
    assert labels.speakers == {"s": "A"}


@given(st.text(st.sampled_from("ab* "), min_size=1, max_size=8), st.text(st.sampled_from("ab "), max_size=12))
def test_a_star_stands_for_any_characters(tmp_path_factory: pytest.TempPathFactory, pattern: str, name: str) -> None:
    if "*" not in pattern or not pattern.strip("* "):
        return
    found = sides(tmp_path_factory.mktemp("sides"), f'[sides]\n"A" = ["{pattern}"]\n')
    wanted = ".*".join(map(re.escape, re.split(r"\*+", " ".join(pattern.split()))))
    here = bool(re.fullmatch(wanted, " ".join(name.split())))
    assert bool(found.matches("speaker", [name])) == here


def test_a_source_that_is_not_resolved_is_found_by_its_words(tmp_path: Path) -> None:
    record = Held([(one := article(TEXT), [statement(one, "one", source="Tam Orrel")])])
    labels = label(sides(tmp_path, '[sides]\n"A" = ["Tam Orrel"]\n'), record)
    (said,) = record.statements()
    assert labels.of(said, one) == "A"
    assert labels.of(Statement("x", one.id, "attributed", "body", ()), one) is None


def test_a_dict_is_as_good_as_a_file(tmp_path: Path) -> None:
    text = '[sides]\n"River" = ["Tam Orrel", "relay:Keddra Radio"]\n"Rain" = ["*Ministry*"]\n'
    table = {"River": ["Tam Orrel", "relay:Keddra Radio"], "Rain": ("*Ministry*",)}
    assert label(as_sides(table), held()).speakers == label(sides(tmp_path, text), held()).speakers
    assert label(as_sides(table), held()).names == ("River", "Rain", None)
    assert as_sides(str(tmp_path / "sides.toml")) == load(tmp_path / "sides.toml")
    assert as_sides(None) is None
    assert label(None, held()).names == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (3, "int is neither a file nor a dict. Give the path"),
        (["Tam Orrel"], "list is neither a file nor a dict"),
        ({}, "there is no side. Give names"),
        ({"River": "Tam Orrel"}, "must be a list of names in quotes"),
        ({"River": []}, "must be a list of names in quotes"),
        ({"River": [3]}, "must be a list of names in quotes"),
        ({3: ["Tam Orrel"]}, "a side's name has"),
        ({"River": ["x" * 301]}, "is too long"),
        ({"River": ["Tam"], "Rain": ["Tam"]}, "stands under two sides"),
        ("nowhere.toml", "cannot be read"),
    ],
)
def test_sides_that_cannot_be_meant_are_said(wrong: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        as_sides(wrong)
