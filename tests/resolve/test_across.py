"""Entities of many articles to speakers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.across import resolver_version, speakers
from onrecord.rows import EntityKind, EntityWords


def entity(
    i: int, name: str | None, kind: EntityKind = "person", *, words: str = "", speaks: bool = True
) -> EntityWords:
    return EntityWords(f"{i:04}", f"a{i}", kind, name, words or name or "", speaks)


def grouped(*entities: EntityWords) -> list[tuple[str, list[int]]]:
    return [(s.name, [int(e) for e in s.entities]) for s in speakers(entities)]


def test_one_full_name_is_one_speaker() -> None:
    assert grouped(entity(1, "Tam Orrel"), entity(2, "Tam Orrel"), entity(3, "Mr. Tam Orrel")) == [
        ("Tam Orrel", [1, 2, 3])
    ]


def test_transliterations_are_one() -> None:
    for a, b in (
        ("Ramo Kadyrov", "Ramo Kadirov"),
        ("Oleh Zelensky", "Oleh Zelenskyy"),
        ("Oleh Zelenskiy", "Oleh Zelensky"),
    ):
        assert len(grouped(entity(1, a), entity(2, b))) == 1, (a, b)


def test_a_surname_joins_the_only_one_it_fits() -> None:
    assert grouped(entity(1, "Tam Orrel"), entity(2, "Orrel")) == [("Tam Orrel", [1, 2])]


def test_a_surname_that_fits_two_joins_neither() -> None:
    assert [ids for _, ids in grouped(entity(1, "Tam Orrel"), entity(2, "Ina Orrel"), entity(3, "Orrel"))] == [
        [2],
        [3],
        [1],
    ]


def test_namesakes_with_other_given_names_stay_apart() -> None:
    assert len(grouped(entity(1, "Tam Orrel"), entity(2, "Tom Arrel"), entity(3, "Ina Orrel"))) == 3


def test_an_organisation_by_acronym_and_by_the_order_of_its_words() -> None:
    org: EntityKind = "organization"
    assert len(grouped(entity(1, "Lower Ashel Water Board", org), entity(2, "LAWB", org))) == 1
    found = grouped(entity(1, "Interior Ministry of Sundrel", org), entity(2, "Sundrel's Interior Ministry", org))
    assert len(found) == 1


def test_a_person_and_an_organisation_of_one_word_stay_apart() -> None:
    assert len(grouped(entity(1, "Halyard"), entity(2, "Halyard", "organization"))) == 2


def story(i: int, *names: str, kind: EntityKind = "place") -> list[EntityWords]:
    """What else article i names."""
    return [EntityWords(f"{i:04}-{n}", f"a{i}", kind, name, name, False) for n, name in enumerate(names)]


def crowd(first: int = 100) -> list[EntityWords]:
    """Articles on other matters, so that a record is more than a desk's one story."""
    return [e for i in range(first, first + 40) for e in story(i, f"Crowdtown {i}")]


def among_many(*entities: EntityWords) -> list[list[int]]:
    return sorted([int(e) for e in s.entities] for s in speakers([*entities, *crowd()]))


def test_a_surname_needs_more_in_common_in_a_record_of_many_matters() -> None:
    two = entity(1, "Tam Orrel"), entity(2, "Orrel")
    assert among_many(*two) == [[1], [2]]
    assert among_many(*two, *story(1, "Upper Ashel"), *story(2, "Upper Ashel")) == [[1, 2]]


def test_one_surname_in_two_matters_is_two() -> None:
    assert among_many(entity(1, "Orrel"), entity(2, "Orrel")) == [[1], [2]]
    assert among_many(entity(1, "Defence Ministry", "organization"), entity(2, "Defence Ministry", "organization")) == [
        [1],
        [2],
    ]


def test_of_two_with_one_surname_it_is_the_one_with_much_in_common() -> None:
    towns = [f"Town {i}" for i in range(5)]
    three = entity(1, "Tam Orrel"), entity(2, "Ina Orrel"), entity(3, "Orrel")
    assert among_many(*three, *story(1, *towns), *story(3, *towns)) == [[1, 3], [2]]
    assert among_many(*three, *story(1, *towns[:2]), *story(3, *towns)) == [[1], [2], [3]]
    assert among_many(*three, *story(1, *towns), *story(2, "Town 0"), *story(3, *towns)) == [[1], [2], [3]]


def test_a_first_name_is_no_surname() -> None:
    assert len(grouped(entity(1, "Tam Orrel"), entity(2, "Tam"))) == 2
    # "Vale" may be Ina Vale, or Vale Orrel.
    assert len(grouped(entity(1, "Vale Orrel"), entity(2, "Ina Vale"), entity(3, "Vale"))) == 3


def test_namesakes_of_two_walks_of_life_in_unconnected_articles() -> None:
    two = entity(1, "Tam Orrel"), entity(2, "Tam Orrel")
    called = {"0001": ["the senator"], "0002": ["a striker"]}
    apart = speakers(two, called)
    assert [s.entities for s in apart] in ([("0001",), ("0002",)], [("0002",), ("0001",)])
    assert len({s.id for s in apart}) == 2
    connected = speakers([*two, *story(1, "Upper Ashel"), *story(2, "Upper Ashel")], called)
    assert [s.entities for s in connected] == [("0001", "0002")]
    assert len(speakers(two, {"0001": ["the senator"], "0002": ["the senator's lawyer"]})) == 1
    assert len(speakers(two, {"0001": ["the senator"]})) == 1


def test_father_and_son() -> None:
    assert grouped(entity(1, "Tam Orrel"), entity(2, "Tam Orrel Jr.")) == [("Tam Orrel", [1, 2])]
    assert len(grouped(entity(1, "Tam Orrel Sr."), entity(2, "Tam Orrel Jr."))) == 2
    many = [entity(i, "Tam Orrel") for i in range(11)]
    assert [len(ids) for _, ids in grouped(*many, entity(20, "Tam Orrel Jr."))] == [11, 1]


def test_a_place_is_not_short_for_what_is_named_after_it() -> None:
    assert len(grouped(entity(1, "Ashel", "place"), entity(2, "Ashel Rovers", "organization"))) == 2
    assert len(grouped(entity(1, "Rovers", "organization"), entity(2, "Ashel Rovers", "organization"))) == 1


def test_an_acronym_is_in_capitals_and_of_three_letters() -> None:
    org: EntityKind = "organization"
    board = entity(1, "Ashel Water Board", org)
    assert len(grouped(board, entity(2, "A.W.B.", org))) == 1
    assert len(grouped(board, entity(2, "Awb", org))) == 2
    assert len(grouped(entity(1, "Ashel Rovers", org), entity(2, "AR", org))) == 2


def test_a_capital_is_not_its_government() -> None:
    assert len(grouped(entity(1, "Ashel", "place"), entity(2, "Government of Karsk", "organization"))) == 2


def test_an_adjective_of_two_lands_is_of_neither() -> None:
    org: EntityKind = "organization"
    both = entity(1, "Ostrian army", org), entity(2, "Ostria's army", org)
    assert len(grouped(*both)) == 1
    assert len(grouped(*both, entity(3, "Ostr army", org))) == 3


def test_called_by_the_full_form_most_used() -> None:
    names = ["Mayor Tam Orrel", "Tam Orrel", "TAM ORREL", "Orrel", "Tam Vico Orrel"]
    assert [name for name, _ in grouped(*(entity(i, n) for i, n in enumerate(names)))] == ["Tam Orrel"]


def test_whoever_is_not_named_is_one_articles_own() -> None:
    found = grouped(entity(1, None, words="an official"), entity(2, None, words="an official"))
    assert found == [("an official", [1]), ("an official", [2])] or found == [
        ("an official", [2]),
        ("an official", [1]),
    ]


def test_who_never_speaks_is_no_speaker_but_belongs_to_one() -> None:
    assert grouped(entity(1, "Tam Orrel", speaks=False)) == []
    assert grouped(entity(1, "Tam Orrel", speaks=False), entity(2, "Tam Orrel")) == [("Tam Orrel", [1, 2])]


WORDS = st.sampled_from(["Tam Orrel", "Orrel", "T. Orrel", "Ina Orrel", "Halyard", "LAWB", "Lower Ashel Water Board",
                         "Ramo Kadyrov", "Ramo Kadirov", "Kadyrov", "ORREL",
                         "\u0422\u0430\u043c \u041e\u0440\u0440\u0435\u043b"])  # fmt: skip
KINDS: list[EntityKind] = ["person", "organization", "place", "unknown"]


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.one_of(st.none(), WORDS, st.text(min_size=1, max_size=30)), st.sampled_from(KINDS), st.booleans()),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_order_tells_nothing(told: list[tuple[str | None, EntityKind, bool]], random: object) -> None:
    entities = [entity(i, name, kind, words="words", speaks=speaks) for i, (name, kind, speaks) in enumerate(told)]
    shuffled = list(entities)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = speakers(entities)
    assert found == speakers(shuffled)
    ids = [s.id for s in found]
    assert len(ids) == len(set(ids)), "no two speakers share an id"
    members = [e for s in found for e in s.entities]
    assert len(members) == len(set(members)), "no entity is two speakers"


def test_a_name_of_300_characters() -> None:
    assert len(grouped(entity(1, "Orrel " * 50), entity(2, "Orrel"))) <= 2


def test_its_version_is_that_of_its_code() -> None:
    assert resolver_version().startswith("resolver-")


def test_an_acronym_stands_behind_the_full_name() -> None:
    board, lawb = entity(1, "Lower Ashel Water Board", "organization"), entity(2, "LAWB", "organization")
    assert grouped(board, lawb) == [("Lower Ashel Water Board (LAWB)", [1, 2])]


def test_an_acronym_is_short_for_the_name_that_is_used_far_more() -> None:
    often = [entity(i, "Lower Ashel Water Board", "organization") for i in (1, 2, 3)]
    slip = entity(4, "Lower Ashel Water Bureau", "organization")
    assert [1, 2, 3, 5] in [ids for _, ids in grouped(*often, slip, entity(5, "LAWB", "organization"))]
    once = entity(1, "Lower Ashel Water Board", "organization")
    assert [5] in [ids for _, ids in grouped(once, slip, entity(5, "LAWB", "organization"))]


def test_a_state_is_known_by_the_acronym_that_nobody_writes_out() -> None:
    for a, b in (("U.S.", "United States"), ("UN", "United Nations"), ("US Coast Board", "United States Coast Board")):
        assert len(grouped(entity(1, a, "organization"), entity(2, b, "organization"))) == 1, (a, b)
