"""Through whom a statement came, and who is behind a source that only passes on. All names are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.media import looks_like_medium, medium_at, own
from onrecord.resolve.relay import Heard, heard, relay, relays, ultimate_source
from onrecord.rows import Article, Entity, Mention, Span, Statement


def article(text: str, outlet: str | None = "Daily Wren", url: str | None = None, agency: str | None = None) -> Article:
    return Article(
        "a", "a", None, url, outlet, agency, None, None, None, None, None, "", "en", True, None, text, "", ""
    )


def told(text: str, s: Statement, entities: Sequence[Entity] = ()) -> tuple[str, ...]:
    """A statement's relay by the words of its own sentence."""
    return relay(article(text), heard(article(text), s), entities)


def known(text: str, rows: Sequence[Statement]) -> dict[str, Heard]:
    return {s.id: heard(article(text), s) for s in rows}


def said(text: str, content: str, cue: str | None, source: str | None, entity: str | None = None) -> Statement:
    """The statement with the cue and source that stand nearest to its content."""
    begin = text.index(content)

    def at(words: str | None) -> Span | None:
        places = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", text)] if words else []
        return min(places, key=lambda p: abs(p[0] - begin)) if places else None

    whole = (begin, begin + len(content))
    return Statement(content, "a", "attributed", "body", (whole,), at(cue), at(source), entity=entity)


SHUT = "the bridge is shut"


@pytest.mark.parametrize(
    ("text", "cue", "source", "expected"),
    [
        (f"Orrin told the Lark Times {SHUT}.", "told", "Orrin", ["Lark Times"]),
        (f"Orrin told the Mirror {SHUT}.", "told", "Orrin", ["Mirror"]),
        (f"Orrin told E! {SHUT}.", "told", "Orrin", ["E!"]),
        (f"Orrin told People that {SHUT}.", "told", "Orrin", ["People"]),
        (f"Orrin told the Lark Times it was late and said {SHUT}.", "said", "Orrin", ["Lark Times"]),
        (f"However, in an email to the Lark Times, Orrin said {SHUT}.", "said", "Orrin", ["Lark Times"]),
        (f"Orrin provided Lark News a statement which said {SHUT}.", "said", "Orrin", ["Lark News"]),
        (f"Orrin spoke to Radio Ashel on Monday. She said {SHUT}.", "said", "She", ["Radio Ashel"]),
        (f"Orrin told Sundrel's Radio Ashel {SHUT}.", "told", "Orrin", ["Radio Ashel"]),
        (f"Orrin told Tam Vesk of Lark News that {SHUT}.", "told", "Orrin", ["Lark News"]),
        (f"Orrin told local media {SHUT}.", "told", "Orrin", ["local media"]),
        (f"Orrin said in an interview with Radio Ashel on Monday that {SHUT}.", "said", "Orrin", ["Radio Ashel"]),
        (f"In a brief interview with the Lark Times, Orrin said {SHUT}.", "said", "Orrin", ["Lark Times"]),
        (f"In a Lark Times interview published on Monday, Orrin said {SHUT}.", "said", "Orrin", ["Lark Times"]),
        (f"Speaking to the Lark Times, Orrin said {SHUT}.", "said", "Orrin", ["Lark Times"]),
        (f"{SHUT}, state-run Al-Lark newspaper reported.", "reported", "newspaper", []),
        (f"“{SHUT},” Orrin said, state-run Lark Times newspaper reported.", "said", "Orrin", ["Lark Times"]),
        (f"Orrin voiced fear that {SHUT} in an interview with Radio Ashel.", "voiced", "Orrin", ["Radio Ashel"]),
        (f"Orrin told Reuters Two men saw that {SHUT}.", "told", "Orrin", ["Reuters"]),
        (f"Orrin wrote in the Lark Times that {SHUT}.", "wrote", "Orrin", ["Lark Times"]),
        (
            f"A guard who spoke to the Lark Times said {SHUT}.",
            "said",
            "A guard who spoke to the Lark Times",
            ["Lark Times"],
        ),
        (f"State television quoted the ministry as saying {SHUT}.", "as saying", "the ministry", ["State television"]),
        (
            f"The ministry was quoted by state television as saying {SHUT}.",
            "was quoted by state television as saying",
            "The ministry",
            ["state television"],
        ),
        (f"Police said {SHUT}, Lark News reported.", "said", "Police", ["Lark News"]),
        (f"Police said in a notice that {SHUT}, according to Lark News.", "said", "Police", ["Lark News"]),
        (f"According to Lark News, police said {SHUT}.", "said", "police", ["Lark News"]),
        (f"A letter seen by the Lark Times says {SHUT}.", "says", "A letter seen by the Lark Times", ["Lark Times"]),
        (
            f"Lark News reported, citing Radio Ashel, that a guard said {SHUT}.",
            "said",
            "a guard",
            ["Lark News", "Radio Ashel"],
        ),
        (f"Orrin said through an interpreter that {SHUT}.", "said", "Orrin", ["an interpreter"]),
        (f"Orrin told Kestrel by telephone that {SHUT}.", "told", "Orrin", ["Kestrel"]),
        (f"Orrin told Kestrel {SHUT}. Kestrel, the news agency, has one man there.", "told", "Orrin", ["Kestrel"]),
    ],
)
def test_a_relay_is_found(text: str, cue: str, source: str, expected: list[str]) -> None:
    assert told(text, said(text, SHUT, cue, source)) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        (f"Orrin told reporters {SHUT}.", "told", "Orrin"),
        (f"Orrin told Parliament {SHUT}.", "told", "Orrin"),
        (f"Orrin told the Energy Agency {SHUT}.", "told", "Orrin"),
        (f"Orrin told his aide Tam Vesk {SHUT}.", "told", "Orrin"),
        (f"Orrin wrote on Telegram that {SHUT}.", "wrote", "Orrin"),
        (f"Orrin said on state radio that {SHUT}.", "said", "Orrin"),
        (f"The ministry said through a spokesman that {SHUT}.", "said", "The ministry"),
        (f"The bridge fell and {SHUT}, Lark News reported.", "reported", "Lark News"),
        (f"Orrin told this newspaper {SHUT}.", "told", "Orrin"),
        (f"Orrin told the Daily Wren {SHUT}.", "told", "Orrin"),
        (f"Orrin told The Wren {SHUT}.", "told", "Orrin"),
    ],
)
def test_a_hearer_who_is_no_medium_or_the_outlet_itself_is_none(text: str, cue: str, source: str) -> None:
    assert told(text, said(text, SHUT, cue, source)) == ()


def test_what_is_said_is_not_read_for_relays() -> None:
    text = '"I told the Lark Times the bridge is shut," Orrin said.'
    assert told(text, said(text, '"I told the Lark Times the bridge is shut,"', "said", "Orrin")) == ()


def test_an_entity_gives_its_name() -> None:
    text = f"Orrin told the LQ {SHUT}."
    lark = Entity("e", "a", "organization", "Lark Times", (Mention((15, 17), "name", "organization"),))
    named = Entity("f", "a", "organization", "Lark Times", (Mention((15, 17), "name", "organization"),))
    assert told(text + " The LQ news agency is small.", said(text, SHUT, "told", "Orrin"), [lark, named]) == (
        "Lark Times",
    )


@pytest.mark.parametrize(
    ("text", "cue", "source", "whom"),
    [
        ("Lark News, citing two guards, reported that the bridge is shut.", "reported", "Lark News", "two guards"),
        (f"{SHUT}, Radio Ashel reported, citing a surgeon.", "reported", "Radio Ashel", "a surgeon"),
        (f"State television quoted the ministry as saying {SHUT}.", "quoted", "State television", "the ministry"),
        (f"According to a Lark News report citing guards, {SHUT}.", "According to", "a Lark News report", "guards"),
        (f"Orrin was quoted by Lark News saying {SHUT}.", "saying", "Lark News", "Orrin"),
        (f"{SHUT}, Lark News said, citing Radio Ashel, which had spoken to a driver.", "said", "Lark News", "a driver"),
        (f"The ministry, citing security concerns, said {SHUT}.", "said", "The ministry", None),
        (f"Lark News, citing security concerns, said {SHUT}.", "said", "Lark News", None),
        (f"Lark News said {SHUT}.", "said", "Lark News", None),
    ],
)
def test_who_is_behind_a_medium(text: str, cue: str, source: str, whom: str | None) -> None:
    s = said(text, SHUT, cue, source)
    found = ultimate_source(heard(article(text), s))
    assert (text[slice(*found)] if found else None) == whom
    assert bool(told(text, s)) == (whom is not None)


def test_an_interview_goes_on_until_another_occasion() -> None:
    text = (
        "“It is shut,” Orrin told the Lark Times. “It is old,” he said.\n\n“It will fall,” he added.\n\n"
        "“Stay away,” Orrin posted on Friday.\n\n“We fix it,” said Dal Vesk."
    )
    rows = [
        said(text, "“It is shut,”", "told", "Orrin", "e1"),
        said(text, "“It is old,”", "said", "he", "e1"),
        said(text, "“It will fall,”", "added", "he", "e1"),
        said(text, "“Stay away,”", "posted", "Orrin", "e1"),
        said(text, "“We fix it,”", "said", "Dal Vesk", "e2"),
    ]
    assert [bool(r) for r in relays(article(text), rows, known(text, rows)).values()] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "outlet", "url", "ours"),
    [
        ("the Wren", "Daily Wren", None, True),
        ("The Wren Times", None, "https://www.wrentimes.example/a", True),
        ("West Sarn Times", None, "https://wstimes.example/a", True),
        ("WST", "West Sarn Times", None, True),
        ("Lark Times", "Daily Wren", "https://dailywren.example/a", False),
        ("Lark", None, "http://[broken", False),
    ],
)
def test_whose_own_outlet(name: str, outlet: str | None, url: str | None, ours: bool) -> None:
    assert own(article("", outlet, url), name) is ours


@pytest.mark.parametrize("name", ["Lark Times", "Radio Ashel", "lark.com", "The Sundrel Guardian", "Channel 9"])
def test_names_of_media(name: str) -> None:
    assert looks_like_medium(name)


@pytest.mark.parametrize("name", ["Tam Orrel", "Energy Agency", "Press Secretary", "Telegram", "Sundrel", "", "WXYZ"])
def test_names_of_others(name: str) -> None:
    assert not looks_like_medium(name)


@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_has_words_at_an_offset(text: str, at: int) -> None:
    found = medium_at(text, at)
    assert found is None or at <= found.name[0] < found.name[1] <= len(text)


@given(st.data())
def test_any_spans_have_a_relay(data: st.DataObject) -> None:
    words = st.sampled_from(
        ["Orrin", "told", "the Lark Times", "citing", "reported", ",", ".", "\n", "“", "said", "by", "It"]
    )
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=30)))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
    cue, source = data.draw(st.none() | spans), data.draw(st.none() | spans)
    s = Statement(
        "s", "a", "attributed", "body", tuple(data.draw(st.lists(spans, min_size=1, max_size=3))), cue, source
    )
    assert all(relays(article(text), [s], known(text, [s]))["s"])
    whom = ultimate_source(heard(article(text), s))
    assert whom is None or 0 <= whom[0] < whom[1] <= len(text)


def test_whom_somebody_recalls_speaks() -> None:
    text = f"“{SHUT},” Orrin recalled Vesk saying."
    h = heard(article(text), said(text, SHUT, "recalled", "Orrin"))
    whom = ultimate_source(h)
    assert whom is not None
    assert text[slice(*whom)] == "Vesk"
