"""Who is quoted where: by wording only, and words that point are kept apart."""

from __future__ import annotations

import pytest

from onrecord.show.sources import key, sources
from shown_rows import article, statement

TEXT = "T\nThe Ministry said one. the ministry said two. Brin’s said three. He said four. Five was said."


def test_case_a_leading_article_and_punctuation_do_not_part_a_source() -> None:
    assert key("The  Ministry,") == key("the ministry") == "ministry"
    assert key("an officer") == "officer"
    assert key("Brin’s") == "brin"
    assert key("Theodora Anker") == "theodora anker"


def test_sources_are_grouped_by_wording_and_he_is_not_resolved() -> None:
    one = article(TEXT)
    other = article(TEXT + " ", source="https://other.example/1", outlet="Other")

    rows = [
        (each, [
            statement(each, "one", source="The Ministry", cue="said"),
            statement(each, "two", source="the ministry", cue="said"),
            statement(each, "four", source="He", cue="said"),
            statement(each, "Five", cue="was said"),
            statement(each, "three", voice="narrator"),
        ])
        for each in (one, other)
    ]  # fmt: skip
    shown = sources(rows)
    (ministry,) = shown.named
    assert ministry.wordings == ("The Ministry", "the ministry")
    assert ministry.outlets == {"Gazette": 2, "Other": 2}
    assert ministry.statements == 4
    assert [entry.name for entry in shown.pointing] == ["He"]
    assert [entry.statements for entry in shown.none] == [2]


@pytest.mark.parametrize("mention", ["", " ", ",", "the"])
def test_a_mention_of_nothing_is_no_named_source(mention: str) -> None:
    one = article(f"T\nx {mention} y")
    said = statement(one, "x", source=f"{mention} " if mention else None)
    assert not [entry for entry in sources([(one, [said])]).named if entry.name not in ("the",)]
