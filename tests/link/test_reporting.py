"""Reporting verbs by group: what is counted, what is counted once, what is no contrast. Fiction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.contrast import LEAST, again
from onrecord.link.reporting import Given, Verb, stances, verbs
from onrecord.rows import Article, Stance, Statement
from rows_made import article

NUMBER = count()


def told(*cues: str, stance: Stance | None = None) -> list[tuple[Article, Statement]]:
    """An article with a statement for each cue, each in a sentence of its own."""
    lines = [f"{'abcdefghij'[n % 10] * (n // 10 + 2)} {cue} it." for n, cue in enumerate(cues)]
    a = article("\n".join(lines), f"https://lantern.example/{next(NUMBER)}", zones=())
    found, at = [], 0
    for n, (line, cue) in enumerate(zip(lines, cues, strict=True)):
        start = at + line.index(cue, 2)
        cue_at = (start, start + len(cue)) if cue else None
        said = ((at + len(line) - 3, at + len(line) - 1),)
        found.append((a, Statement(f"{n:016}", a.id, "attributed", "body", said, cue_at, stance=stance)))
        at += len(line) + 1
    return found


def grouped(**groups: Iterable[tuple[Article, Statement]]) -> list[Given]:
    return [Given(name, a, s) for name, rows in groups.items() for a, s in rows]


def row(rows: list[Verb], group: str, verb: str | None) -> Verb:
    return next(r for r in rows if (r.group, r.verb) == (group, verb))


ADMITS = ("admitted", "said", "has admitted", "admits", "said", "admitted")
SAYS = ("said", "said", "says", "told us", "said", "said", "added")


def made(times: int = 4) -> list[Given]:
    return grouped(
        a=[pair for _ in range(times) for pair in told(*ADMITS, stance="endorsing")],
        b=[pair for _ in range(times) for pair in told(*SAYS, stance="neutral")],
    )


def test_a_group_has_the_verb_that_it_gets_more() -> None:
    rows = verbs(made(), {})
    assert (rows[0].group, rows[0].verb, rows[0].contrast) == ("a", "admit", True)
    found = rows[0]
    assert (found.published.count, found.published.of, found.published.others, found.published.of_others) == (
        16, 24, 0, 28,
    )  # fmt: skip
    assert (found.articles, found.others_articles, len(found.places)) == (4, 0, 16)
    assert found.forms == ("admits", "admitted", "has admitted")
    assert row(rows, "b", "tell").contrast is False


def test_places_are_those_of_the_cues() -> None:
    given_ = made(1)
    texts = {g.article.id: g.article.text for g in given_}
    found = row(verbs(given_, {}), "a", "admit")
    assert [texts[p.article][slice(*p.span)] for p in found.places] == [
        "admitted", "has admitted", "admits", "admitted",
    ]  # fmt: skip


def test_stances_are_counted_by_group() -> None:
    rows = [r for r in verbs(made(), {}) if r.group == "a"]
    published, once = stances(rows)
    assert (published.endorsing, published.distancing, published.neutral) == (24, 0, 0)
    assert once == published
    assert stances([])[0].neutral == 0


def test_what_was_said_before_counts_once_and_is_then_no_contrast() -> None:
    given_ = made()
    articles = list(dict.fromkeys(g.article.id for g in given_ if g.group == "a"))
    copied = {a: [(0, 10_000)] for a in articles[1:]}
    rows = verbs(given_, copied)
    found = row(rows, "a", "admit")
    assert (found.published.count, found.once.count, found.once.of) == (16, 4, 6)
    assert (found.stances.endorsing, found.stances_once.endorsing) == (16, 4)
    assert not found.contrast


def test_a_cue_in_a_copied_line_is_found_again() -> None:
    line = "The mayor of Ashel admitted on Monday that the dam had cracks in the spring."
    a, b = article(line + " One.", "https://lantern.example/x"), article(line + " Two.", "https://post.example/x")
    found = {x.id: spans for x, spans in again([[a, b]], [])}
    assert a.id in found
    assert not found[a.id]
    assert found[b.id][0][0] == 0


def test_no_contrast_from_one_occurrence_or_one_article_of_two() -> None:
    one = grouped(a=[*told("admitted"), *told("said")], b=[p for _ in range(90) for p in told(*SAYS)])
    assert not row(verbs(one, {}), "a", "admit").contrast
    same = grouped(a=[*told(*["admitted"] * 9), *told("said")], b=[p for _ in range(9) for p in told(*SAYS)])
    found = row(verbs(same, {}), "a", "admit")
    assert found.published.z > LEAST
    assert not found.contrast


def test_a_statement_without_a_verb_is_counted_and_no_contrast() -> None:
    rows = verbs(
        grouped(a=[p for _ in range(9) for p in told(*[""] * 5)], b=[p for _ in range(9) for p in told(*SAYS)]), {}
    )
    found = row(rows, "a", None)
    assert found.published.count == 45
    assert not found.contrast


def test_a_small_group_is_counted_among_the_others() -> None:
    rows = verbs([*made(), *grouped(c=told("said", "said"))], {}, least=5)
    assert {r.group for r in rows} == {"a", "b"}
    assert row(rows, "b", "say").published.others == 10


def test_those_of_no_group_are_of_the_others() -> None:
    rest = [Given(None, a, s) for a, s in told("said", "said")]
    rows = verbs([*made(), *rest], {})
    assert {r.group for r in rows} == {"a", "b"}
    assert row(rows, "a", "say").published.others == 22


def test_one_group_alone_has_counts_and_no_contrast() -> None:
    rows = verbs(grouped(a=told(*ADMITS)), {})
    assert {(r.verb, r.published.count, r.published.of, r.published.z) for r in rows} == {
        ("admit", 4, 6, 0.0), ("say", 2, 6, 0.0),
    }  # fmt: skip
    assert verbs([], {}) == []


CUES = st.sampled_from(["said", "admitted", "claims", "", "not", "according to"])


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.lists(CUES, min_size=1, max_size=4)), max_size=6))
def test_every_statement_of_a_group_is_counted_once(parts: list[tuple[str | None, list[str]]]) -> None:
    given_ = [Given(group, a, s) for group, cues in parts for a, s in told(*cues)]
    rows = verbs(given_, {})
    for group in "abc":
        own = [r for r in rows if r.group == group]
        assert sum(r.published.count for r in own) == sum(g.group == group for g in given_)
        assert all(r.published.of == sum(g.group == group for g in given_) for r in own)
        assert all(r.published.count >= 2 and r.verb for r in own if r.contrast)
