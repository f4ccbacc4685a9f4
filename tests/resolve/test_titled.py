"""Names with what stands beside them."""

from __future__ import annotations

from onrecord.resolve.titled import with_titles
from onrecord.rows import EntityKind, Mention, MentionForm


def titled(text: str, *told: tuple[str, MentionForm, EntityKind]) -> list[tuple[str, str | None]]:
    mentions = [Mention((text.index(w), text.index(w) + len(w)), form, kind) for w, form, kind in told]
    mentions.sort(key=lambda m: (m.span[0], -m.span[1]))
    return [
        (text[slice(*t.whole.span)], text[slice(*t.name)] if t.name is not None else None)
        for t in with_titles(text, mentions)
    ]


def test_a_name_before_the_noun_for_a_business() -> None:
    text = "The state-run Lark company paid."
    whole: tuple[str, MentionForm, EntityKind] = ("The state-run Lark company", "description", "organization")
    assert titled(text, whole, ("Lark", "name", "organization")) == [("The state-run Lark company", "Lark")]


def test_one_of_its_businesses_is_not_it() -> None:
    found = titled("A Lark company paid.", ("A Lark company", "description", "organization"),
                   ("Lark", "name", "organization"))  # fmt: skip
    assert found == [("A Lark company", None), ("Lark", "Lark")]


def test_who_is_of_somebody_is_not_that_one() -> None:
    text = "Analysts at Lark Water said so."
    found = titled(text, ("Analysts at Lark Water", "description", "organization"),
                   ("Lark Water", "name", "organization"))  # fmt: skip
    assert found == [("Analysts at Lark Water", None), ("Lark Water", "Lark Water")]


def test_a_role_of_whatever_kind_before_a_name() -> None:
    text = "Lark assistant coach Tam Orrel left."
    found = titled(text, ("Lark assistant coach", "description", "organization"), ("Tam Orrel", "name", "person"))
    assert found == [("Lark assistant coach Tam Orrel", "Tam Orrel")]


def test_of_two_descriptions_with_one_name_the_longer_is_kept() -> None:
    text = "Water Minister Ina Vale left."
    found = titled(text, ("Water Minister Ina Vale", "description", "person"),
                   ("Minister Ina Vale", "description", "person"), ("Ina Vale", "name", "person"))  # fmt: skip
    assert found == [("Water Minister Ina Vale", "Ina Vale")]


def test_a_man_at_a_firm_is_not_the_firm() -> None:
    text = "a man at an Ashel Water address"
    mentions = [Mention((0, 31), "description", "person"), Mention((12, 23), "name", "organization")]
    assert [t.name for t in with_titles(text, mentions)] == [None, (12, 23)]
