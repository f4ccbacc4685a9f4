"""Two articles side by side. All of it fiction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linked_made import Dam
from onrecord.rows import Article, Span
from onrecord.show.compare import KINDS, Compared, Kind, Row, Tie, compare, parts, rows
from rows_made import article, linked

TEXTS = st.text(alphabet="abC .!?“”\n\r\u2028\t7", max_size=80)

ALARM = "The alarm at the Marbeck quarry had been silent since the winter, the mine inspector Ada Brenn said."


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, str, list[Tie]]:
    a, b = draw(TEXTS), draw(TEXTS)

    def span(text: str) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    ties = [
        Tie(draw(st.sampled_from(KINDS)), (span(a),), (span(b),), f"a{n}", f"b{n}")
        for n in range(draw(st.integers(0, 6)) if a and b else 0)
    ]
    return a, b, ties


def spans_of(found: list[Row], side: str) -> list[Span]:
    return sorted(span for row in found for span in (row.a if side == "a" else row.b))


@given(joined())
def test_every_character_stands_in_one_row(made: tuple[str, str, list[Tie]]) -> None:
    a, b, ties = made
    found = rows(a, b, ties)
    for text, side in ((a, "a"), (b, "b")):
        spans = spans_of(found, side)
        assert [s for s, _ in spans] == [0, *(e for _, e in spans)][: len(spans)]
        assert "".join(text[s:e] for s, e in spans) == text
        assert all(s < e for s, e in spans)


@given(joined())
def test_rows_are_in_the_order_of_the_first_text_and_none_is_empty(made: tuple[str, str, list[Tie]]) -> None:
    found = rows(*made)
    starts = [row.a[0] for row in found if row.a]
    assert starts == sorted(starts)
    assert all(row.a or row.b for row in found)


@given(joined())
def test_what_faces_each_other_is_joined_and_what_is_own_is_not(made: tuple[str, str, list[Tie]]) -> None:
    found = rows(*made)
    assert {tie for row in found for tie in row.ties} == set(made[2])
    for row in found:
        assert bool(row.kinds) == bool(row.a and row.b)
        assert row.own == (None if row.ties else "a" if row.a else "b")
        assert {*row.kinds} <= {tie.kind for tie in row.ties}


@given(TEXTS)
def test_parts_make_up_the_text(text: str) -> None:
    assert "".join(text[s:e] for s, e in parts(text)) == text


def test_a_long_line_without_a_stop_is_one_part() -> None:
    assert rows("(" * 200_000, "", []) == [Row(((0, 200_000),), (), (), (), "a")]


def faced(found: Compared | None, a: Article, b: Article) -> list[tuple[str, str, tuple[Kind, ...], str | None]]:
    def words(text: str, spans: tuple[Span, ...]) -> str:
        return " | ".join(text[s:e].strip() for s, e in spans)

    assert found is not None
    return [(words(a.text, r.a), words(b.text, r.b), r.kinds, r.own) for r in found.rows]


def test_shared_words_and_linked_statements_face_each_other() -> None:
    dam = Dam()
    a, b = dam.lantern, dam.gazette
    with dam.record() as record:
        found = faced(compare(record, a.id, b.id), a, b)
    assert found == [
        ("", "Flood in Ashel", (), "b"),
        ("Dam gives way", "", (), "a"),
        (
            "“We were warned in the spring,” Tam Orrel told us.",
            "“We were warned in April,” Tam Orrel told us.",
            ("shared", "same"),
            None,
        ),
        ("", "Some 40 houses stand under water, police said.", (), "b"),
        ("About 40 houses are under water, police said.", "", (), "a"),
    ]


def test_a_copied_sentence_is_found_without_a_link_and_the_rest_is_own() -> None:
    a = article(f"Shaft floods\n{ALARM} Nobody was below.", "https://a.example", outlet="A")
    b = article(
        f"Flood\nGoats grazed on. {ALARM}", "https://b.example", outlet="B", published="2031-05-04T20:00:00+00:00"
    )
    with linked([a, b]) as record:
        found, turned = compare(record, a.id, b.id), compare(record, b.id, a.id)
    assert found is not None
    assert turned is not None
    assert (found.first, turned.first) == ("a", "b")
    shared = [row for row in faced(found, a, b) if row[2]]
    assert [(x.strip(), y.strip()) for x, y, _, _ in shared] == [(ALARM, ALARM)]
    assert "shared" in shared[0][2]
    assert [(y, x, own and {"a": "b", "b": "a"}[own]) for x, y, _, own in faced(turned, b, a)][-1] == (
        "Nobody was below.", "", "a",
    )  # fmt: skip


def test_of_one_article_or_none_there_is_nothing_to_compare() -> None:
    dam = Dam()
    with dam.record() as record:
        assert compare(record, dam.lantern.id, "0" * 16) is None
        assert compare(record, dam.lantern.id, dam.lantern.id) is None


def test_a_difference_in_a_shared_sentence_is_said_first() -> None:
    a, b = "Six goats drowned at the old mill in Ashel.", "Nine goats drowned at the old mill in Ashel."
    ties = [Tie("shared", ((4, 43),), ((5, 44),)), Tie("otherwise", ((0, 3),), ((0, 4),), "a", "b")]
    assert rows(a, b, ties)[0].kinds == ("otherwise", "shared")


def test_that_two_say_the_same_draws_no_sentence_from_afar() -> None:
    a, b = "Goats drowned. It rained. Goats died.", "Goats drowned."
    ties = [Tie("same", ((0, 13),), ((0, 13),), "a1", "b1"), Tie("same", ((26, 36),), ((0, 13),), "a2", "b1")]
    found = rows(a, b, ties)
    assert [(r.a, r.b, r.own) for r in found] == [
        (((0, 15),), ((0, 14),), None), (((15, 26),), (), "a"), (((26, 37),), (), None),
    ]  # fmt: skip
    assert found[0].ties == tuple(ties)
