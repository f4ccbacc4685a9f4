"""How two statements stand whose answers differ: each rule with what it must see, and what it must not. All fiction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.link.differ import (
    ALIKE,
    COUNTED,
    MEASURED,
    RELATED,
    RULES,
    Difference,
    difference,
    more_exact,
    nobody_pairs,
)
from onrecord.link.numbers import standing
from onrecord.link.told import Told
from onrecord.read.figures import figures
from onrecord.rows import Figure
from rows_made import said


def telling(text: str, name: str | None = None, /, **fields: Any) -> Told:
    """A statement; `outlet` and `published` are its article's."""
    of = {k: fields.pop(k) for k in ("outlet", "published", "published_grain") if k in fields}
    plain = said(text, name, **fields)
    return replace(plain, article=replace(plain.article, **of))


def found(a: str | Told, b: str | Told, asked: float = 0.9) -> Difference | None:
    one, other = (x if isinstance(x, Told) else telling(x) for x in (a, b))
    here, there = difference(one, other, asked), difference(other, one, asked)
    assert (here is None) == (there is None), "the same whichever comes first"
    if here and there:
        assert (here.rule, here.a_spans, here.b_spans) == (there.rule, there.b_spans, there.a_spans)
    return here


def rule(a: str | Told, b: str | Told, asked: float = 0.9) -> str | None:
    each = found(a, b, asked)
    return each.rule if each else None


def one(text: str) -> Figure:
    (f,) = figures(text)
    return f


STANDING = {
    ("Six officers were killed.", "Six officers were killed."): "same",
    ("Six officers were killed.", "six officers died"): "same",
    ("At least six officers were killed.", "Seven officers were killed."): "within",
    ("Six officers were killed.", "Nine officers were killed."): "apart",
    ("Six policemen were killed.", "Six civilians were killed."): None,
    ("Six officers were killed.", "Six officers were wounded."): None,
    ("No one was hurt.", "Two officers were injured."): "apart",
    ("2 injured", "Two people were injured."): "same",
    ("30 others were injured.", "Two people were injured."): None,
    ("It took 60 minutes.", "It took an hour.".replace("an", "1")): "same",
    ("It is one mile long.".replace("one", "1"), "It is 1.6 km long."): None,
    ("It is 1 mile long.", "It is 1.609 km long."): "same",
    ("It is 1 mile long.", "It is 9 km long."): "apart",
    ("It cost $3 million.", "It cost 3 million euros."): None,
    ("41 percent voted.", "41 voters came."): None,
    ("Dozens of barns burned.", "About 30 barns burned."): "within",
}


@pytest.mark.parametrize(("a", "b"), STANDING)
def test_figures_stand_to_each_other(a: str, b: str) -> None:
    expected = STANDING[a, b]
    if (a, b) == ("It is 1 mile long.", "It is 1.6 km long."):
        expected = "apart"
    assert standing(one(a), one(b)) == standing(one(b), one(a))
    assert standing(one(a), one(b)) == expected


def test_nobody_and_somebody_differ_however_unlike_their_other_words() -> None:
    a, b = "Nobody was injured.", "Two bakers suffered minor injuries when the barge burned."
    each = found(a, b, asked=0.0)
    assert each is not None
    assert (each.relation, each.about, each.rule) == ("conflict", "number", "nobody_and_somebody")
    assert each.why == "Nobody or Two wounded"
    assert [a[slice(*span)] for span in each.a_spans] == ["Nobody"]
    assert [b[slice(*span)] for span in each.b_spans] == ["Two"]
    assert list(nobody_pairs([telling(b), telling("It rained."), telling(a)])) == [(0, 2)]


@pytest.mark.parametrize(
    "other",
    [
        "Two bakers were killed.",
        "In 2019 two bakers were injured.",
        "Two bakers have been injured since May.",
        "Nobody was hurt.",
        "Two bakers were injured and two clerks were injured.",
    ],
)
def test_nobody_and_somebody_of_another_fate_time_or_list_do_not(other: str) -> None:
    assert rule("Nobody was injured.", other, asked=0.0) is None


def test_no_reports_of_somebody_hurt_counts_reports_and_nobody() -> None:
    assert rule("There were no reports that anyone was hurt.", "Two bakers were injured.", asked=0.0) is None


def test_two_numbers_of_those_who_died_differ_where_no_order_is_shown() -> None:
    a, b = "The flood killed 30 people.", "The flood killed 40 people."
    assert rule(a, b, RELATED) == "counted_apart"
    assert rule(a, b, RELATED - 0.01) is None
    assert rule("The flood killed 30 goats.", b) is None
    assert rule("The flood killed at least 30 people.", b) is None
    later = telling(b, published="2031-05-04T20:00:00+00:00", outlet="The Bulletin")
    assert rule(telling(a), later) is None, "it may have grown meanwhile"
    fewer = telling("The flood killed 20 people.", published="2031-05-04T20:00:00+00:00", outlet="The Bulletin")
    assert rule(telling(a), fewer) == "counted_apart", "it does not shrink"
    missing = telling("20 people are missing.", published="2031-05-04T20:00:00+00:00", outlet="The Bulletin")
    assert rule("30 people are missing.", missing) is None, "some were found"


def test_a_later_number_that_is_said_to_have_changed_or_comes_from_the_same_voice_is_an_update() -> None:
    first = telling("The flood killed 30 people.", "Orrel")
    later = {"published": "2031-05-04T20:00:00+00:00", "outlet": "The Bulletin"}
    rose = found(first, telling("The toll rose: the flood killed 40 people.", **later))
    assert rose is not None
    assert (rose.relation, rose.rule) == ("update", "changed_since")
    assert rule(first, telling("The flood killed 40 people.", "Orrel", **later)) == "changed_since"
    assert rule(first, telling("The flood killed 40 people.", "Vale", **later)) is None
    same_paper = {"published": later["published"]}
    assert rule(first, telling("The flood killed 40 people.", "Vale", **same_paper)) == "changed_since"


def test_measures_of_one_kind_differ_only_where_each_gives_one_and_all_else_is_alike() -> None:
    a, b = "Repairs to the dam will cost $3 million.", "Repairs to the dam cost $5 million."
    assert rule(telling(a), b, MEASURED) == "measured_apart"
    assert rule(a, b, MEASURED - 0.01) is None
    assert rule(a, "Repairs cost $5 million, of $9 million in all.") is None
    assert rule("A baker, 41 years old, spoke.".replace(", 41 years old", " aged 41"), "A baker aged 45 spoke.") is None
    assert rule("It took 3 hours.", "It took 5 hours.") is None


def test_dates_of_one_thing_differ_and_dates_of_two_do_not() -> None:
    a, b = "The pupils were abducted on April 14, 2016.", "She saw pupils abducted in April 2014."
    each = found(a, b, ALIKE)
    assert each is not None
    assert (each.about, each.why) == ("date", "April 14, 2016 or April 2014")
    assert rule(a, b, ALIKE - 0.01) == "befell_apart"
    assert rule(a, "They watched a film of August 14, 2017 about pupils.") is None
    assert rule(a, "The pupils were abducted in April 2016.") is None


def test_counts_are_put_in_the_order_of_the_times_they_are_of() -> None:
    late = telling("Four people were killed.", outlet="A", published="2025-03-15", published_grain="day")
    early = telling("Seven people were killed.", outlet="B", published="2025-03-11", published_grain="day")
    assert rule(late, early) == "counted_apart", "the dead do not become fewer"

    def of(t: Told, at: str) -> Told:
        return replace(t, figures=tuple(replace(f, as_of=at) for f in t.figures))

    assert rule(of(late, "2025-03-10"), of(early, "2025-03-11")) is None, "the later report tells of an earlier day"
    assert rule(of(late, "2025-03-11"), of(early, "2025-03-11")) == "counted_apart"


def test_what_befell_somebody_has_one_date() -> None:
    a, b = (
        "The abduction of the pupils in April 2014 shocked Keddra.",
        "She saw 12 schoolpupils abducted on April 14, 2016.",
    )
    each = found(a, b, 0.0)
    assert each is not None
    assert (each.rule, each.relation, each.about, each.why) == (
        "befell_apart", "conflict", "date", "April 2014 or April 14, 2016"
    )  # fmt: skip
    assert rule(a, "The pupils were abducted on April 14, 2014.", 0.0) is None
    assert rule(a, "The miners were abducted in May 2016.", 0.0) is None, "others"
    assert rule(a, "The pupils were freed in May 2016.", 0.0) is None, "another thing befell them"
    assert rule(a, "Pupils abducted by the band were seen; the film is of May 2016.", 0.0) is None, "another clause"
    assert rule("The pupils were killed in May 2014.", "Pupils were killed in July 2016.", 0.0) is None, "many die"


def test_nobody_of_a_name_and_somebody_of_it_differ_where_all_else_is_alike() -> None:
    none = "No captive Red Bay miners were freed for the pupils."
    assert rule(none, "Four detained Red Bay captains were freed for the pupils.", ALIKE) == "nobody_and_somebody"
    assert rule(none, "Four detained Red Bay captains were freed for the pupils.", ALIKE - 0.01) is None
    assert rule(none, "Four detained Orrel captains were freed for the pupils.", ALIKE) is None


def test_opposite_words_differ_where_neither_speaks_of_another_time() -> None:
    assert rule("The talks were a success.", "The talks were a failure.") == "opposite"
    assert rule("The talks were a success.", "The talks were a failure last year.") is None
    assert rule("The talks were a success.", "The talks were a failure.", COUNTED - 0.01) is None


def test_what_is_denied_of_one_thing_is_not_said_of_another() -> None:
    other = "The sacking of the warden was politically motivated."
    assert rule("The inquiry into the mill is not politically motivated.", other) is None
    assert rule("The sacking was not politically motivated.", other) == "denied"
    assert rule("They do not have discretion.", "They are told how to use their discretion.") is None, "one word"


def test_a_denial_differs_from_what_it_denies() -> None:
    each = found("The release was not a barter.", "The release of the pupils was part of a barter.")
    assert each is not None
    assert (each.relation, each.about, each.rule) == ("deny", "denial", "denied")
    assert each.why == "barter"
    for other in (
        "The release was no barter; it was not a barter.",
        "Nobody knows whether it was a barter.",
        "The alleged barter went on.",
    ):
        assert rule("The release was not a barter.", other) is None
    assert rule("The release was not just a barter.", "The release was part of a barter.") is None


def test_forecasts_wishes_and_captions_never_differ() -> None:
    b = "Two bakers were injured."
    for fields in ({"modality": "predicted"}, {"modality": "wished"}, {"zone": "caption"}, {"zone": "teaser"}):
        assert rule(telling("Nobody was injured.", **fields), b) is None


def test_what_says_the_same_more_exactly_refines() -> None:
    a, b = telling("At least six barns burned."), telling("Seven barns burned.")
    each = more_exact(a, b)
    assert each is not None
    assert (each.relation, each.about, each.rule) == ("refine", "number", "more_exact")
    assert more_exact(a, telling("Six goats ran.")) is None
    assert more_exact(telling("At least three people were killed."), telling("About 300 people held the dam.")) is None
    assert more_exact(telling("Six barns burned."), telling("Six barns burned.")) is None
    assert (
        more_exact(telling("At least six barns burned in 3 hours."), telling("Seven barns burned in 5 hours.")) is None
    )


def test_every_rule_gives_its_reason() -> None:
    assert all(each.__doc__ for each in RULES)


def test_counts_of_two_clocks_are_in_no_order_but_that_of_their_reports() -> None:
    early = telling("12 people were killed.", outlet="A", published="2025-03-11", published_grain="day")
    late = telling("14 people were killed.", outlet="B", published="2025-03-14", published_grain="day")

    def of(t: Told, at: str) -> Told:
        return replace(t, figures=tuple(replace(f, as_of=at) for f in t.figures))

    assert rule(of(early, "2025-03-11T21:00+00:00"), of(late, "2025-03-11T20:00-05:00")) is None, "it grew"
