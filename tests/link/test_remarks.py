"""Short quotations that articles of one event share."""

from __future__ import annotations

import pytest

from onrecord.link.remarks import prepared, remarks

LONG = "and the rest of what was told at the chapel is nobody's business"


def found(*texts: str) -> list[tuple[str, str, str]]:
    """Each remark in the words of both texts, and its kind."""
    held = {str(i): prepared(str(i), t) for i, t in enumerate(texts)}
    return [(texts[int(a)][slice(*s.a)], texts[int(b)][slice(*s.b)], s.kind) for a, b, s in remarks(held)]


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "«{}»"])
def test_a_short_quotation_in_both(marks: str) -> None:
    first = "Orrel called it “a stubborn little miracle” at the chapel."
    other = f"It was {marks.format('A stubborn little miracle')}, he told them."
    assert found(first, other) == [("a stubborn little miracle", "A stubborn little miracle", "same_quote")]


def test_without_marks_on_the_other_side_it_must_tell_more() -> None:
    first = "Orrel called it “a stubborn little miracle” at the chapel."
    assert [x[:2] for x in found(first, "A stubborn little miracle, they say.")] == [
        ("a stubborn little miracle", "A stubborn little miracle")
    ]
    assert found("It was “a good day” there.", "It was a good day there.") == []


@pytest.mark.parametrize("quote", ["he said", "it is", "Bring Us Home", "miracle"])
def test_what_tells_nothing_is_no_remark(quote: str) -> None:
    assert found(f"They said “{quote}” there.", f"Then “{quote}” was heard.") == []


def test_of_several_places_the_fullest_pair_is_shown_once() -> None:
    first = "“A stubborn little miracle,” Orrel said. Again: “a stubborn little miracle”."
    other = "He spoke of “a stubborn little miracle”. And “a stubborn little miracle, friends”."
    assert len(found(first, other)) <= 2
    assert found(first) == [], "nothing is shared with itself"


def test_order_of_texts_tells_nothing() -> None:
    texts = {
        "a": "Orrel called it “a stubborn little miracle”.",
        "b": "“A stubborn little miracle, and no more,” he said.",
        "c": "A “stubborn little miracle” it was.",
    }
    held = {k: prepared(k, t) for k, t in texts.items()}
    back = {k: held[k] for k in reversed(held)}
    assert set(remarks(held)) == set(remarks(back)) != set()
