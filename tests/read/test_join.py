from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.join import Attribution, Piece, join

KINDS = st.sampled_from(["source", "cue", "content"])


def marked(text: str) -> tuple[str, list[Piece]]:
    """Text with {source}, <cue> and [content] marked, to text and pieces."""
    plain, pieces, opened = "", [], {}
    kinds = {"{": "source", "<": "cue", "[": "content"}
    closes = {"}": "source", ">": "cue", "]": "content"}
    for c in text:
        if c in kinds:
            opened[kinds[c]] = len(plain)
        elif c in closes:
            pieces.append(Piece(closes[c], opened[closes[c]], len(plain)))  # type: ignore[arg-type]
        else:
            plain += c
    return plain, sorted(pieces, key=lambda p: p.start)


def words(text: str, a: Attribution) -> tuple[list[str], str | None, str | None]:
    cut = [text[p.start : p.end] for p in a.content]
    cue = text[a.cue.start : a.cue.end] if a.cue else None
    return cut, cue, text[a.source.start : a.source.end] if a.source else None


def test_a_cue_in_the_middle_joins_both_halves() -> None:
    text, pieces = marked("[“We will stay,”] {the mayor} <said>, [“and we will rebuild.”] It rained.")
    (a,) = join(text, pieces)
    assert words(text, a) == (["“We will stay,”", "“and we will rebuild.”"], "said", "the mayor")


def test_a_cross_head_takes_no_cue_from_the_next_paragraph() -> None:
    text, pieces = marked("[The gate shut at noon], {Orrel} <said>.\n['Shut at noon']\n{Vale} <said> [so], too.")
    assert (["'Shut at noon'"], None, None) in [words(text, a) for a in join(text, pieces)]


def test_one_source_serves_two_cues() -> None:
    text, pieces = marked("{Ms. Orr} <said> [the dam had held] and <added that> [nobody was hurt].")
    got = [words(text, a) for a in join(text, pieces)]
    assert got == [(["the dam had held"], "said", "Ms. Orr"), (["nobody was hurt"], "added that", "Ms. Orr")]


def test_a_content_goes_on_behind_an_apposition() -> None:
    text, pieces = marked("{Lark} <said> [the firm it hired], {Orrel & Sons,} <has ended> [its search of the lock].")
    (a,) = join(text, pieces)
    assert words(text, a) == (["the firm it hired, Orrel & Sons, has ended its search of the lock"], "said", "Lark")


def test_neighbouring_attributions_stay_apart() -> None:
    text, pieces = marked(
        "{The army} <said> [it had taken the bridge]. {Residents} <said> [the bridge was gone].\n\n"
        "[Two people died], <according to> {the hospital}."
    )
    got = [words(text, a) for a in join(text, pieces)]
    assert got == [
        (["it had taken the bridge"], "said", "The army"),
        (["the bridge was gone"], "said", "Residents"),
        (["Two people died"], "according to", "the hospital"),
    ]


def test_a_piece_without_a_cue_stands_alone() -> None:
    text, pieces = marked("[“It never stops.”]")
    (a,) = join(text, pieces)
    assert (a.cue, a.source) == (None, None)


@given(st.lists(st.tuples(KINDS, st.integers(1, 5), st.integers(0, 3)), max_size=14))
def test_every_content_piece_is_in_just_one_attribution(spec: list[tuple[str, int, int]]) -> None:
    text, pieces = "", []
    for kind, size, gap in spec:
        start = len(text)
        text += "w" * size
        pieces.append(Piece(kind, start, len(text)))  # type: ignore[arg-type]
        text += " .\n,"[gap]
    got = [p for a in join(text, pieces) for p in a.content]
    assert sorted(got, key=lambda p: p.start) == [p for p in pieces if p.kind == "content"]
