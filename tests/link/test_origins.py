"""Each rule of origins, where it says yes and where it stays silent."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.link.origins import APART, ONE, Known, same_origin
from onrecord.link.told import Told
from rows_made import article, said

LONG = "the pumps at Ashel stopped before dawn because a sluice gate had rusted through"
OTHER = "farmers below Keddra will be paid for the barley that the river took in spring"


def by(name: str | None, text: str = LONG, **fields: Any) -> Told:
    return said(text, name, **fields)


def of(text: str, *, outlet: str | None = None, agency: str | None = None, name: str | None = None, **f: Any) -> Told:
    a = article(text, source=f"https://{outlet}-{agency}.example/{len(text)}", outlet=outlet, agency=agency)
    return said(text, name, article_of=a, **f)


def verdict(a: Told, b: Told, known: Known | None = None) -> bool | None:
    """The same from both sides, and with evidence wherever it is decided. It is told who both are, unless `known` says
    what is."""
    known = known or Known({str(a.statement.speaker): ["diver"], str(b.statement.speaker): ["quilter"]})
    found, other = same_origin(a, b, known), same_origin(b, a, known)
    assert found[0] is other[0]
    assert (found[0] is None) == (found[1] is None)
    return found[0]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        # one speaker
        (by("Tam Orrel"), by("Tam Orrel", OTHER), True),
        (by("Tam Orrel", speaker_class="document"), by("Tam Orrel", OTHER, speaker_class="document"), True),
        (by("a guard", speaker_class="unnamed_person"), by("a guard", OTHER, speaker_class="unnamed_person"), None),
        (by(None), by(None, OTHER), None),
        # copied
        (by("Tam Orrel"), by("Ines Vauk"), True),
        (by("Tam Orrel"), by("Ines Vauk", LONG.replace("stopped", "halted") + " on Monday"), True),
        (by(None, "the pumps stopped at dawn today"), by(None, "the pumps stopped at dawn today "), None),
        # one agency
        (of(LONG, agency="Varn Wire", outlet="A"), of(OTHER, agency="Varn Wire", outlet="B"), True),
        (of(LONG, agency="Varn Wire", outlet="A"), of(OTHER, agency="Keddra Wire", outlet="B"), None),
        (of(LONG, outlet="A"), of(OTHER, outlet="B"), None),
        # one cites the other
        (of(LONG, outlet="Keddra Bulletin"), of(OTHER, outlet="B", relay=("the Keddra Bulletin",)), True),
        (of(LONG, outlet="keddrabulletin.com"), of(OTHER, outlet="B", relay=("Keddra Bulletin",)), True),
        (of(LONG, outlet="A", agency="Varn Wire"), of(OTHER, outlet="B", relay=("Varn Wire",)), True),
        (of(LONG, outlet="Keddra Bulletin"), of(OTHER, outlet="B", relay=("Tolvane Post",)), None),
        # one relay
        (by(None, relay=("Tolvane Post",)), by(None, OTHER, relay=("The Tolvane Post",)), True),
        (by("Tolvane Post"), by(None, OTHER, relay=("Tolvane Post",)), True),
        (by(None, relay=("Tolvane Post",)), by(None, OTHER, relay=("Ashel Post",)), None),
        # apart
        (by("Tam Orrel"), by("Ines Vauk", OTHER), False),
        (by("Tam Orrel"), by("Ines Vauk", OTHER, speaker_class="unnamed_person"), None),
        (by("Tam Orrel"), by(None, OTHER), None),
        (by("Tam Orrel"), by("Ines Vauk", OTHER, relay=("Ashel Post",)), None),
        (by("Tam Orrel"), by("Ines Vauk", OTHER, nested_in="x"), None),
        (by("Tam Orrel"), by("Bel Orrel", OTHER), None),
        (by("Varn"), by("Varnish Guild", OTHER), None),
        (by("Tam Orrel"), by("Ashel Gazette", OTHER), None),
        (by("Tam Orrel"), by("ABC", OTHER), None),
    ],
)  # fmt: skip
def test_same_origin(a: Told, b: Told, same: bool | None) -> None:
    assert verdict(a, b) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (["overseer"], ["quarry owner"], False),
        (["Marbeck overseer"], ["chaplain of Marbeck"], None),
        (["police chief"], ["the army spokesman"], None),
        (["police chief"], ["quarry owner"], False),
    ],
)
def test_what_speakers_are_called_ties_them(first: list[str], second: list[str], same: bool | None) -> None:
    a, b = by("Tam Orrel"), by("Ines Vauk", OTHER)
    assert verdict(a, b, Known({str(a.statement.speaker): first, str(b.statement.speaker): second})) is same


def test_a_land_that_speaks_is_its_government() -> None:
    a, b = by("Halyard", speaker_class="named_organization"), by("Ines Vauk", OTHER)
    office = {str(b.statement.speaker): ["minister"]}
    assert verdict(a, b, Known(office)) is False
    assert verdict(a, b, Known(office, frozenset({str(a.statement.speaker)}))) is None


def test_persons_of_whom_nothing_is_told_are_not_told_apart() -> None:
    a, b = by("Tam Orrel"), by("Ines Vauk", OTHER)
    assert verdict(a, b, Known({str(a.statement.speaker): ["diver"]})) is None
    firm = by("Varn Lamps", speaker_class="named_organization")
    assert verdict(firm, b, Known({str(b.statement.speaker): ["quilter"]})) is False, "an organization is its name"
    nobody = by("the lamp makers", speaker_class="named_organization")
    assert verdict(nobody, b, Known({str(b.statement.speaker): ["quilter"]})) is None, "no proper name"


def test_what_shows_one_word_is_asked_before_what_tells_apart() -> None:
    assert same_origin(by("Tam Orrel"), by("Ines Vauk"), Known()) == (True, "the same words")


def test_every_rule_gives_its_reason() -> None:
    assert all(rule.__doc__ for rule in (*ONE, *APART))
