"""What the report is made of: order, labels, numbers, and data that cannot leave its element."""

from __future__ import annotations

import json

import pytest

from onrecord.rows import Statement, Zone
from onrecord.show.page import page, script_json
from onrecord.show.part import NOTE_WIDTH, invented
from shown_rows import EVIL, Held, article, hostile, statement, story

TEXT = (
    'Ten died, mayor says\n\nMayor Ada Brin said "ten are dead". It rained.\n\nMayor Brin at the gate\n\nShe denied it.'
)


def whole() -> Held:
    one = article(TEXT)
    return Held([(one, [
        statement(one, '"ten are dead"', source="Mayor Ada Brin", cue="said", quotation="direct"),
        statement(one, "It rained.", voice="narrator", quotation="none"),
        statement(one, "it", source="She", cue="denied", modality="denied", confidence=0.4),
    ])])  # fmt: skip


def test_articles_stand_by_time_and_undated_ones_last() -> None:
    rows = [
        (article(f"T\n{at}", source=f"https://x.example/{number}", published=at, outlet=str(number)), list[Statement]())
        for number, at in enumerate([None, "2025-03-11T12:00:00+02:00", "2025-03-11T10:30:00Z", "2025-03-11T09:00:00Z"])
    ]
    assert [part.outlet for part in page(Held(rows), excerpts=False).parts] == ["3", "1", "2", "0"]


def test_each_paragraph_has_the_statements_that_begin_in_it() -> None:
    (part,) = page(whole(), excerpts=False).parts
    assert ["".join(t.text for t in row.tokens) for row in part.headline() + part.rows()] == [
        line for line in TEXT.split("\n") if line
    ]
    assert [[note.number for note in row.notes] for row in part.rows()] == [["1", "r1"], [], ["2"]]
    notes = [note for row in part.rows() for note in row.notes]
    assert [(note.name, note.cue) for note in notes] == [
        ("Mayor Ada Brin", "said"), ("no source stated", ""), ("She", "denied")
    ]  # fmt: skip
    assert notes[2].tags == ["denied", "uncertain reading"]
    assert all(len(note.content) <= NOTE_WIDTH for note in notes)


def test_numbers_have_no_gap_where_the_reporters_own_are_hidden() -> None:
    for part in page(story(), excerpts=False).parts:
        by_voice: dict[str, list[str]] = {"attributed": [], "narrator": []}
        for each in part.statements:
            by_voice[each.voice].append(part.numbers[each.id])
        assert by_voice["attributed"] == [str(n) for n in range(1, part.attributed + 1)]
        assert by_voice["narrator"] == [f"r{n}" for n in range(1, part.narrated + 1)]


def test_zones_are_told() -> None:
    one = article(TEXT, zones=(Zone("headline", 0, 20), Zone("caption", TEXT.index("Mayor Brin"), TEXT.index("She"))))
    (part,) = page(Held([(one, [])]), excerpts=False).parts
    assert [row.zone for row in part.rows()] == ["body", "caption", "body"]


def test_excerpts_leave_out_the_reporters_own_and_whole_texts() -> None:
    (part,) = page(whole(), excerpts=True).parts
    text = "".join(t.text for row in part.rows() for t in row.tokens)
    assert '"ten are dead"' in text
    assert "at the gate" not in text
    assert any(t.gap for row in part.rows() for t in row.tokens)
    assert all(each.voice == "attributed" for each in part.shown)


def test_fiction_is_said_only_where_every_outlet_is_invented() -> None:
    assert page(story(), excerpts=False).fiction
    real = article("T\nx", source="https://news.test/1")
    assert not page(Held([*whole().rows, (real, [])]), excerpts=False).fiction
    assert not page(Held([]), excerpts=False).fiction
    assert not invented(article("x", url="http://[broken"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", None])
def test_only_web_addresses_are_links(url: str | None) -> None:
    (part,) = page(Held([(article("T\nx", url=url), [])]), excerpts=False).parts
    assert part.link is None


def test_flags_say_what_a_reader_must_know() -> None:
    one = article("T\nx", agency="Halyard", complete=False, language="fr", version_of="0" * 16)
    flags = page(Held([(one, [])]), excerpts=False).parts[0].flags
    assert flags[0] == "agency: Halyard"
    assert [words.split()[0] for words in flags[1:]] == ["not", "language:", "a"]


def test_data_cannot_close_its_element() -> None:
    value = {"words": EVIL + "\u2028\u2029\ud800&"}
    text = script_json(value)
    assert text.isascii()
    assert not set("<>&") & set(text)
    assert json.loads(text) == value
    assert "<" not in page(hostile(), excerpts=False).data()
