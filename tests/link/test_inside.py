"""What the articles of one event share, and what few shingles still find beyond it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import inside as module
from onrecord.link.inside import inside
from onrecord.link.passages import matches
from onrecord.link.rarity import rarity
from onrecord.link.units import WINNOWED, few_shingles, shingles, units
from onrecord.rows import Article
from onrecord.text.words import words
from rows_made import article

LINE = "Engineers from Corvane blamed a rusted sluice gate that inspectors had condemned two winters earlier."
EDITED = LINE.replace("blamed", "have since blamed")
OTHER = "Farmers below Keddra will be paid for the barley that the river took in spring."


def report(*lines: str) -> Article:
    return article("\n".join(lines), source=f"https://o{len(lines)}-{hash(lines)}.example")


def test_an_edited_line_of_two_articles_is_found_once_the_lesser_key_first() -> None:
    found = list(inside([report(LINE, OTHER), report(EDITED), report(OTHER)]))
    keys = {u.key: u for text in (LINE, EDITED) for u in units(text)}
    (one,) = found
    assert (one.a, one.b) == tuple(sorted(keys))
    (alone,) = matches(keys[one.a], keys[one.b])
    assert replace(one.match, score=alone.score) == alone


def test_the_same_line_and_lines_of_one_article_are_not_told_here() -> None:
    assert list(inside([report(LINE), report(LINE, OTHER)])) == [], "one unit needs no match with itself"
    assert list(inside([report(LINE, EDITED), report(OTHER)])) == [], "of one article alone"


def test_the_order_of_articles_tells_nothing() -> None:
    reports = [report(LINE), report(EDITED, OTHER), report(LINE.upper(), OTHER.lower())]
    assert list(inside(reports)) == list(inside(reports[::-1])) != []


def test_what_a_crowd_shares_is_not_compared() -> None:
    reports = [report(LINE.replace("two", str(i + 20))) for i in range(module.COMMON + 1)]
    few = list(inside(reports[:5]))
    assert len({(x.a, x.b) for x in few}) == 10
    many = {(x.a, x.b) for x in inside(reports)}
    assert len(many) == 0


RARE = st.text("bdfgklmnprstvz", min_size=5, max_size=9).filter(lambda w: rarity(w) == 1.0)
COMMON_WORDS = st.sampled_from(["the", "of", "and", "Marbeck", "said", "rusted", "to", "gate"])


@given(
    st.lists(RARE, min_size=12, max_size=12),
    st.lists(st.one_of(RARE, COMMON_WORDS), max_size=20),
    st.lists(st.one_of(RARE, COMMON_WORDS), max_size=20),
    st.lists(st.one_of(RARE, COMMON_WORDS), max_size=20),
    st.lists(st.one_of(RARE, COMMON_WORDS), max_size=20),
)
@settings(max_examples=200)
def test_a_passage_of_twelve_rare_words_always_shares_one(
    shared: list[str], a: list[str], b: list[str], c: list[str], d: list[str]
) -> None:
    one, other = (words(" ".join(w)) for w in ([*a, *shared, *b], [*c, *shared, *d]))
    assert few_shingles(one) & few_shingles(other)


@given(st.lists(st.one_of(RARE, COMMON_WORDS), max_size=40), st.lists(RARE, min_size=3, max_size=20))
def test_few_shingles_are_some_of_all_and_never_none_of_rare_words(mixed: list[str], rare: list[str]) -> None:
    assert few_shingles(words(" ".join(mixed))) <= shingles(words(" ".join(mixed)))
    every = shingles(words(" ".join(rare)))
    assert len(few_shingles(words(" ".join(rare)))) >= len(every) / WINNOWED - 1
    assert few_shingles(words(" ".join(rare)))
