"""Mentions to chains, by the rules that need no model."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.chains import Affinity, chains
from onrecord.resolve.pairs import described
from onrecord.resolve.titled import with_titles
from onrecord.rows import EntityKind, Mention, MentionForm

Told = tuple[str, MentionForm, EntityKind]


def mentioned(text: str, *told: Told) -> list[Mention]:
    """Mentions by their words, each found after the start of the one before."""
    out, at = [], 0
    for words, form, kind in told:
        m = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        assert m is not None, words
        out.append(Mention(m.span(), form, kind))
        at = m.start()
    return out


def chained(text: str, *told: Told) -> list[list[str]]:
    """The chains as words; the model's vectors say nothing."""
    mentions = mentioned(text, *told)
    n = len(mentions)
    titled, found = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32))
    return [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


def test_a_surname_is_short_for_the_one_full_name() -> None:
    text = "Tam Orrel came. Then Orrel spoke."
    assert chained(text, ("Tam Orrel", "name", "person"), ("Orrel", "name", "person")) == [["Tam Orrel", "Orrel"]]


def test_of_two_with_one_surname_neither_is_guessed() -> None:
    text = "Tam Orrel and Ina Orrel came. Orrel spoke."
    told: list[Told] = [("Tam Orrel", "name", "person"), ("Ina Orrel", "name", "person"), ("Orrel", "name", "person")]
    mentions = [*mentioned(text, *told[:2]), Mention((30, 35), "name", "person")]
    titled, found = chains(text, mentions, np.zeros((3, 4), dtype=np.float32))
    assert [len(c.members) for c in found] == [1, 1, 1]
    assert len(titled) == 3


def test_a_title_belongs_to_its_name() -> None:
    text = "Police chief Tam Orrel spoke."
    mentions = mentioned(text, ("Police chief Tam Orrel", "description", "person"), ("Tam Orrel", "name", "person"))
    (one,) = with_titles(text, mentions)
    assert one.whole.form == "name"
    assert one.name is not None
    assert text[slice(*one.name)] == "Tam Orrel"


def test_words_between_commas_after_a_name() -> None:
    text = "Tam Orrel, the mayor, spoke."
    assert chained(text, ("Tam Orrel", "name", "person"), ("the mayor", "description", "person")) == [
        ["Tam Orrel", "the mayor"]
    ]


def test_he_is_no_organisation_and_it_is_no_person() -> None:
    text = "Halyard Agency met Tam Orrel. It spoke. He spoke."
    found = chained(
        text,
        ("Halyard Agency", "name", "organization"),
        ("Tam Orrel", "name", "person"),
        ("It", "pronoun", "organization"),
        ("He", "pronoun", "person"),
    )
    assert ["Tam Orrel", "It"] not in found
    assert not any({"Halyard Agency", "He"} <= set(c) for c in found)


def test_a_pronoun_before_any_name_begins_a_chain() -> None:
    assert chained("He spoke.", ("He", "pronoun", "person")) == [["He"]]


def test_no_chain_takes_in_two_names() -> None:
    text = "Tam Orrel said the mayor lied. Ina Vale, the mayor, denied it."
    found = chained(
        text,
        ("Tam Orrel", "name", "person"),
        ("the mayor", "description", "person"),
        ("Ina Vale", "name", "person"),
        ("the mayor", "description", "person"),
    )
    assert not any({"Tam Orrel", "Ina Vale"} <= set(c) for c in found)


KINDS: list[EntityKind] = ["person", "organization", "place", "unknown"]


@given(
    st.text(max_size=300),
    st.lists(
        st.tuples(st.integers(0, 299), st.integers(1, 300), st.sampled_from(["name", "description", "pronoun"]),
                  st.sampled_from(KINDS)), max_size=10),
)  # fmt: skip
def test_every_mention_is_in_one_chain(text: str, told: list[tuple[int, int, MentionForm, EntityKind]]) -> None:
    found = {(a, min(a + n, len(text))): (form, kind) for a, n, form, kind in told if a < len(text)}
    mentions = [Mention(span, *rest) for span, rest in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1]))]
    n = len(mentions)
    titled, made = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32))
    assert sorted(i for c in made for i in c.members) == list(range(len(titled)))


def test_the_airline_is_the_airline_named_most() -> None:
    text = (
        "Lark Air flew. Lark Air paid. Lark Air stayed. Dulmar Airways left, the Keddra Police said. Keddra Police"
        " came. Keddra Police went. The airline spoke."
    )
    lark: list[Told] = [("Lark Air", "name", "organization")] * 3
    police: list[Told] = [("Keddra Police", "name", "organization")] * 3
    found = chained_all(
        text, *lark, ("Dulmar Airways", "name", "organization"), *police, ("The airline", "description", "organization")
    )
    assert ["Lark Air", "Lark Air", "Lark Air", "The airline"] in found


def fits_well(n: int) -> Affinity:
    """As if the model's vectors of every two of n mentions fitted."""
    fit = np.full((n, n + 1), 5, dtype=np.float32)
    fit[:, n] = 0
    return fit


def chained_all(text: str, *told: Told) -> list[list[str]]:
    """Like `chained`, each mention found after the end of the one before; every pair fits well."""
    mentions, at = [], 0
    for words, form, kind in told:
        start = text.index(words, at)
        at = start + len(words)
        mentions.append(Mention((start, at), form, kind))
    titled, found = chains(text, mentions, fits_well(len(mentions)))
    return [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


@pytest.mark.parametrize(
    ("text", "name", "kind", "words", "said"),
    [
        ("The Interior Ministry spoke. The League left.", "Interior Ministry", "organization", "The League",
         "organization"),
        ("The Free Karsk Army spoke. The city fell.", "Free Karsk Army", "organization", "The city", "organization"),
        ("The Daily Lark reported it. The group left.", "Daily Lark", "organization", "The group", "organization"),
        ("President Tam Orrel spoke. The driver fled.", "President Tam Orrel", "person", "The driver", "person"),
        ("Tam Orrel spoke. The statement was long.", "Tam Orrel", "person", "The statement", "unknown"),
    ],
)  # fmt: skip
def test_what_a_description_rules_out(text: str, name: str, kind: EntityKind, words: str, said: EntityKind) -> None:
    found = chained_all(text, (name, "name", kind), (words, "description", said))
    if name.startswith("President"):  # the title and the name in it are two mentions
        start = text.index("Tam")
        mentions = [
            Mention((0, start + 9), "description", kind),
            Mention((start, start + 9), "name", kind),
            Mention((at := text.index(words), at + len(words)), "description", said),
        ]
        titled, made = chains(text, mentions, fits_well(3))
        found = [[text[slice(*titled[i].whole.span)] for i in c.members] for c in made]
    assert [words] in found


def test_a_given_name_tells_against_he() -> None:
    text = "Eric Orrel came. Maria Vale left. He spoke."
    told: list[Told] = [("Eric Orrel", "name", "person"), ("Maria Vale", "name", "person"), ("He", "pronoun", "person")]
    assert ["Eric Orrel", "He"] in chained_all(text, *told)


def test_of_two_who_fit_as_well_the_last_named_speaks() -> None:
    text = "Eric Orrel came. Peter Vale left. He spoke."
    told: list[Told] = [("Eric Orrel", "name", "person"), ("Peter Vale", "name", "person"), ("He", "pronoun", "person")]
    mentions = mentioned(text, *told)
    fit = fits_well(3)
    fit[2, 1] -= 2.5
    titled, found = chains(text, mentions, fit, [mentions[-1].span])
    assert ["Peter Vale", "He"] in [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


def test_whom_a_quotation_tells_of_does_not_say_it() -> None:
    text = "Eric Orrel came. “Peter Vale left,” he said."
    told: list[Told] = [("Eric Orrel", "name", "person"), ("Peter Vale", "name", "person"), ("he", "pronoun", "person")]
    mentions = mentioned(text, *told)
    titled, found = chains(text, mentions, np.zeros((3, 4), dtype=np.float32), [mentions[-1].span])
    assert ["Eric Orrel", "he"] in [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


@pytest.mark.parametrize(
    ("text", "said", "many"),
    [("At least three people left.", "At least three people", True), ("A 21-year-old left.", "A 21-year-old", False)],
)  # fmt: skip
def test_how_many_words_stand_for(text: str, said: str, many: bool) -> None:
    m = described(text, mentioned(text, (said, "description", "person")))
    assert (m.number[0] == "many") == many


def test_a_maker_is_not_its_product() -> None:
    text = "Halyard River Lamp was shown. The River Lamp is bright. Halyard agreed."
    found = chained(
        text,
        ("Halyard River Lamp", "name", "organization"),
        ("River Lamp", "name", "organization"),
        ("Halyard", "name", "organization"),
    )
    # mentioned() finds the first "Halyard", which stands inside the product's name.
    assert ["Halyard"] in found


def test_a_description_before_an_organisation_is_one_mention_with_it() -> None:
    text = "Ashel based tech giant Halyard fell."
    mentions = [Mention((0, 22), "description", "organization"), Mention((23, 30), "name", "organization")]
    (one,) = with_titles(text, mentions)
    assert one.name == (23, 30)
    assert text[slice(*one.whole.span)] == "Ashel based tech giant Halyard"


def test_the_paper_is_no_administration() -> None:
    text = "The Orrel administration was asked. The paper said so."
    found = chained(
        text,
        ("The Orrel administration", "description", "organization"),
        ("The paper", "description", "organization"),
    )
    assert found == [["The Orrel administration"], ["The paper"]]


def test_i_in_a_quotation_is_nobody_else_told_of() -> None:
    text = "Tam Orrel left. “I know your mother,” he wrote."
    found = chained(
        text,
        ("Tam Orrel", "name", "person"),
        ("I", "pronoun", "person"),
        ("your", "pronoun", "person"),
    )
    assert ["I"] in found
    assert ["your"] in found


def test_i_and_me_of_one_quotation_are_one() -> None:
    text = "“I know he saw me.” “I left.”"
    mentions = [Mention((1, 2), "pronoun", "person"), Mention((15, 17), "pronoun", "person")]
    mentions.append(Mention((21, 22), "pronoun", "person"))
    _, found = chains(text, mentions, np.zeros((3, 4), dtype=np.float32))
    assert [c.members for c in found] == [[0, 1], [2]]


def spoken_chains(text: str, said: str, source: str, *told: Told) -> list[list[str]]:
    mentions = mentioned(text, *told)
    n = len(mentions)
    piece = (text.index(said), text.index(said) + len(said))
    by = (text.index(source), text.index(source) + len(source))
    titled, found = chains(text, mentions, np.zeros((n, n + 1), dtype=np.float32), [by], [(piece, by)])
    return [[text[slice(*titled[i].whole.span)] for i in c.members] for c in found]


def test_i_is_the_speaker_of_the_words_around_and_we_is_not() -> None:
    text = "“I know we stay,” Tam Orrel said."
    told: list[Told] = [("I", "pronoun", "person"), ("we", "pronoun", "person"), ("Tam Orrel", "name", "person")]
    assert spoken_chains(text, "“I know we stay,”", "Tam Orrel", *told) == [["I", "Tam Orrel"], ["we"]]


def test_we_are_the_company_that_speaks() -> None:
    text = "“We are sorry,” Lark Ferries said."
    told: list[Told] = [("We", "pronoun", "person"), ("Lark Ferries", "name", "organization")]
    assert spoken_chains(text, "“We are sorry,”", "Lark Ferries", *told) == [["We", "Lark Ferries"]]


def test_they_who_open_what_is_said_are_those_who_say_it() -> None:
    text = "Dulmar police left. Organisers said they were sorry."
    told: list[Told] = [
        ("Dulmar police", "description", "organization"),
        ("Organisers", "description", "person"),
        ("they", "pronoun", "person"),
    ]
    assert ["Organisers", "they"] in spoken_chains(text, "they were sorry", "Organisers", *told)


def test_another_parent_who_is_named() -> None:
    text = "Another parent, Ina Vale, said so."
    told: list[Told] = [("Another parent", "description", "person"), ("Ina Vale", "name", "person")]
    assert chained(text, *told) == [["Another parent", "Ina Vale"]]


def test_a_surname_that_is_one_letter_off_is_a_slip() -> None:
    text = "Tam Shoreham spoke. Schoreham left."
    told: list[Told] = [("Tam Shoreham", "name", "person"), ("Schoreham", "name", "person")]
    assert chained(text, *told) == [["Tam Shoreham", "Schoreham"]]


def test_the_north_is_the_land() -> None:
    text = "North Karsk fired. The North Karskian Boat Club met. Then the North spoke."
    told: list[Told] = [
        ("North Karsk", "name", "place"),
        ("North Karskian Boat Club", "name", "organization"),
        ("North", "name", "organization"),
    ]
    mentions = [
        *mentioned(text, *told[:2]),
        Mention((text.index("North spoke"), text.index(" spoke")), "name", "organization"),
    ]
    _, found = chains(text, mentions, np.zeros((3, 4), dtype=np.float32))
    assert [0, 2] in [c.members for c in found]


def test_who_is_named_further_on_by_the_same_role() -> None:
    text = "An assistant coach spoke. It rained. Lark assistant coach Tam Orrel was sorry."
    told: list[Told] = [
        ("An assistant coach", "description", "person"),
        ("Lark assistant coach Tam Orrel", "description", "person"),
        ("Tam Orrel", "name", "person"),
    ]
    assert chained(text, *told) == [["An assistant coach", "Lark assistant coach Tam Orrel"]]


def test_a_driver_is_not_the_driver_who_is_named() -> None:
    text = "A driver spoke. It rained. Lorry driver Tam Orrel was sorry."
    told: list[Told] = [
        ("A driver", "description", "person"),
        ("Lorry driver Tam Orrel", "description", "person"),
        ("Tam Orrel", "name", "person"),
    ]
    assert chained(text, *told) == [["A driver"], ["Lorry driver Tam Orrel"]]


def test_one_companys_spokesman_is_not_the_others() -> None:
    text = "A Lark Ferries spokesman spoke. A Sund Water spokesman spoke."
    told: list[Told] = [
        ("A Lark Ferries spokesman", "description", "person"),
        ("A Sund Water spokesman", "description", "person"),
    ]
    assert chained(text, *told) == [["A Lark Ferries spokesman"], ["A Sund Water spokesman"]]


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("The second largest ferry company", True),
        ("The other ferry company", False),
    ],
)
def test_a_longer_description_of_the_only_business(words: str, joined: bool) -> None:
    text = f"Halyard paid. Halyard left. Halyard met. {words} spoke."
    mentions = [Mention((m.start(), m.end()), "name", "organization") for m in re.finditer("Halyard", text)]
    start = text.index(words)
    mentions.append(Mention((start, start + len(words)), "description", "organization"))
    _, found = chains(text, mentions, np.zeros((4, 5), dtype=np.float32))
    assert ([0, 1, 2, 3] in [c.members for c in found]) is joined


def test_which_stands_for_what_is_right_before_it() -> None:
    text = "Halyard paid Lark Ferries, which left."
    told: list[Told] = [
        ("Halyard", "name", "organization"),
        ("Lark Ferries", "name", "organization"),
        ("which", "pronoun", "organization"),
    ]
    assert chained(text, *told) == [["Halyard"], ["Lark Ferries", "which"]]


def test_his_adviser_is_not_himself() -> None:
    text = "Tam Orrel left. His adviser spoke."
    told: list[Told] = [
        ("Tam Orrel", "name", "person"),
        ("His adviser", "description", "person"),
        ("His", "pronoun", "person"),
    ]
    mentions = mentioned(text, *told)
    affinity = np.zeros((3, 4), dtype=np.float32)
    affinity[1, 0] = 20.0
    _, found = chains(text, mentions, affinity)
    assert [1] in [c.members for c in found]
