"""Copied passages and drifted quotations: what differs is marked, and the pieces are the exact words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linked_made import Dam
from onrecord.show.copies import Piece, copies, cut_to, diff, pair_json


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [p.text for p in pieces if p.differs]


def test_words_that_the_other_lacks_are_marked() -> None:
    a, b = diff("“We were warned in the spring,” he said", "We were warned in April, he said")
    assert marked(a) == ["the spring"]
    assert marked(b) == ["April"]


def test_capitals_marks_and_spelling_are_no_other_words() -> None:
    a, b = diff("“Organised” crime, he said", "ORGANIZED CRIME he said")
    assert marked(a) == marked(b) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_together_are_the_text(a: str, b: str) -> None:
    ours, theirs = diff(a, b)
    assert "".join(p.text for p in ours) == a
    assert "".join(p.text for p in theirs) == b
    assert all(p.text for p in (*ours, *theirs))


def test_pieces_are_cut_with_an_ellipsis() -> None:
    pieces = [Piece("one two ", False), Piece("three four five", True)]
    assert cut_to(pieces, 100) == pieces
    assert "".join(p.text for p in cut_to(pieces, 14)) == "one two three…"


def test_a_pair_of_articles_has_its_shares_who_was_earlier_and_the_words() -> None:
    with Dam().record() as record:
        found = copies(record)
        (pair,) = found.pairs
    assert (pair.a.outlet, pair.b.outlet, pair.first) == ("The Lantern", "The Gazette", "a")
    assert 0.2 < pair.shared[0] < 0.4
    row = pair_json(pair)
    assert row["passages"][0]["a_words"].strip("“”") == "We were warned in the spring,"
    assert found.shares[pair.a.id].others == ((pair.b.id, pair.shared[0]),)
    assert found.found == 1


def test_a_drifted_quotation_has_both_wordings_with_speaker_and_reports() -> None:
    with Dam().record() as record:
        (drift,) = copies(record).drifts
    assert marked(drift.a.pieces) == ["the spring"]
    assert marked(drift.b.pieces) == ["April"]
    assert drift.a.speakers == drift.b.speakers == ("Tam Orrel",)
    assert len(drift.a.places) == 1


def test_a_limit_keeps_those_that_share_most_and_counts_the_rest() -> None:
    with Dam().record() as record:
        found = copies(record, limit=0)
    assert found.pairs == ()
    assert found.found == 1
