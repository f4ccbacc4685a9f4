"""Who is on record, in the page: a card for each speaker that leads to its words, a bar for each outlet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.rows import Statement
from onrecord.show.page import page
from onrecord.show.report import report
from onrecord.show.sides import Labels, label, load
from onrecord.show.voices import FIRST, UNFOLDED, WORDS_UPTO, bar
from onrecord.show.words import chain, nesting, percent, tags
from shown_rows import EVIL, NAMES, SPOKEN, Held, article, brin, hostile, resolved, statement, story, two

LINKS = re.compile(r'href="#([^"]+)"')


def written(held: Held, folder: Path, labels: Labels | None = None, **given: object) -> str:
    report(held, folder / "r.html", labels=labels, **given)  # type: ignore[arg-type]
    return (folder / "r.html").read_text(encoding="utf-8")


def labelled(held: Held, folder: Path, text: str) -> Labels:
    (folder / "s.toml").write_text(text, encoding="utf-8")
    return label(load(folder / "s.toml"), held)


def test_a_card_says_who_called_what_by_whom_and_where() -> None:
    shown = page(two(), excerpts=False).voices
    (group,) = shown.groups
    assert group.heading is None
    (mayor,), (guard,) = group.named, group.unnamed
    assert (mayor.name, mayor.kind, mayor.total) == ("Ada Brin", "person", "6 statements, 2 outlets")
    assert mayor.outlets == [("Gazette", 3), ("Other", 3)]
    assert ("Ada Brin, the mayor", "Gazette, Other") in mayor.called
    assert mayor.cues == "said 4, claimed 2 (put at a distance)"
    assert mayor.relays == [(("Radio Pell",), 2)]
    assert [line.words for line in mayor.places[0].lines] == ["one", "two", "three"]
    assert mayor.places[0].lines[2].chain == ["the article", "Radio Pell", "Ada Brin"]
    assert guard.reasons == ["who was not authorised"]
    assert [each.name for each in shown.unresolved] == ["source not named here"]


def test_beside_the_text_stands_who_it_is_and_how_it_came() -> None:
    part = page(resolved([brin()], SPOKEN), excerpts=False).parts[0]
    notes = [note for row in part.rows() for note in row.notes]
    assert [(note.name, note.source) for note in notes] == [
        ("Ada Brin", "Ada Brin, the mayor"), ("Ada Brin", "She"), ("Ada Brin", "Brin"), ("a guard", ""),
        ("source not named here", ""), ("no source stated", ""),
    ]  # fmt: skip
    assert notes[1].tags == ["person", "put at a distance"]
    assert notes[2].chain == ["the article", "Radio Pell", "Ada Brin"]
    assert notes[3].tags == ["person, not named", "inside another statement", "reason given: who was not authorised"]
    assert notes[0].card == notes[2].card != notes[3].card
    assert notes[4].card == ""


def test_a_statement_inside_another_is_indented_and_points_at_it(tmp_path: Path) -> None:
    one = article("T\nAda said Brin said Cole said it fell.")
    outer = statement(one, "Brin said Cole said it fell", source="Ada", cue="said")
    middle = statement(one, "Cole said it fell", source="Brin", nested_in=outer.id)
    inner = statement(one, "it fell", source="Cole", nested_in=middle.id)
    held = resolved([(one, [inner, outer, middle])], {"Ada": "Ada", "Brin": "Brin"})
    notes = [note for row in page(held, excerpts=False).parts[0].rows() for note in row.notes]
    assert [(note.depth, note.inside) for note in notes] == [(0, None), (1, "1"), (2, "2")]
    assert not any("inside" in tag for note in notes for tag in note.tags), "the link says it"
    text = written(held, tmp_path)
    assert f'inside <a href="#n-{outer.id}">1</a>' in text
    assert text.count('class="note attributed indirect in in-') == 2


def test_statements_that_claim_to_stand_in_each_other_stand_in_none() -> None:
    pair = [Statement(a, "x", "attributed", "body", (), nested_in=b) for a, b in ("pq", "qp", "rr")]
    assert nesting(pair) == {"p": 0, "q": 0, "r": 0}
    assert nesting([Statement("p", "x", "attributed", "body", (), nested_in="gone")]) == {"p": 0}


def test_a_forecast_says_for_when() -> None:
    one = article("T\nit will rain.")
    said = statement(one, "it will rain", modality="predicted", due=("2025-03-12", "2025-03-14"), stance="endorsing")
    assert tags(said) == ["predicted for 12–14 March 2025", "put as fact"]
    assert tags(statement(one, "it", modality="predicted", due=("soon", "soon"))) == ["predicted for soon"]


def test_a_chain_ends_in_who_speaks_and_never_names_one_twice() -> None:
    one = article("T\nit fell.")
    said = statement(one, "it fell", relay=("The Post", "Radio Pell"), speaker_class="unnamed_person")
    assert chain(said, "a soldier") == "the article → The Post → Radio Pell → a soldier"
    assert chain(said, "Radio Pell") == "the article → The Post → Radio Pell → person, not named"
    assert chain(statement(one, "it fell"), "a soldier") == ""


def test_speakers_stand_under_their_sides_and_one_side_can_stand_alone(tmp_path: Path) -> None:
    held = two()
    labels = labelled(held, tmp_path, '[sides]\n"Town <b>hall" = ["Ada Brin"]\n"Nobody" = ["x"]\n')
    shown = page(held, excerpts=False, labels=labels, by_side=True)
    assert [each.heading for each in shown.voices.groups] == ["Town <b>hall", "no side given"]
    assert "Town &lt;b&gt;hall" in written(held, tmp_path, labels, by_side=True)
    alone = page(held, excerpts=False, labels=labels, side="Town <b>hall")
    assert {s.source is not None for part in alone.parts for s in part.statements} == {True}
    assert alone.attributed == 6
    assert alone.narrated == 0
    assert "Only statements of the side" in written(held, tmp_path, labels, side="Town <b>hall")


def test_each_outlet_has_its_shares_by_side_where_speakers_stand_under_sides(tmp_path: Path) -> None:
    held = two()
    labels = labelled(held, tmp_path, '[sides]\n"Town hall" = ["Ada Brin"]\n"Nobody" = ["x"]\n')
    shown = page(held, excerpts=False, labels=labels, by_side=True).voices
    assert shown.sides_legend == [("side-1", "Town hall"), ("side-2", "Nobody"), ("no-side", "no side given")]
    for each in shown.outlets:
        assert [(s.kind, s.width, s.text) for s in each.sides] == [
            ("side-1", 60, "Town hall 3 (60 %)"), ("no-side", 40, "no side given 2 (40 %)")
        ]  # fmt: skip
    assert "The second bar" in written(held, tmp_path, labels, by_side=True)
    flat = page(held, excerpts=False, labels=labels).voices
    assert flat.sides_legend == []
    assert not any(each.sides for each in flat.outlets)
    assert "The second bar" not in written(held, tmp_path, labels)


def test_who_has_a_name_is_named_whatever_its_class() -> None:
    one = article("T\nRiver League said one. It said two. The board said three.")
    rows = [statement(one, "one", source="River League"), statement(one, "three", source="The board")]
    held = resolved([(one, rows)], {"River League": "River League", "The board": "the board"})
    held.found = [replace(e, name=None) if e.name == "the board" else e for e in held.found]
    (group,) = page(held, excerpts=False).voices.groups
    assert ([c.name for c in group.named], [c.name for c in group.unnamed]) == (["River League"], ["the board"])
    assert group.named[0].kind == "kind unknown"


def test_a_few_short_cards_stand_unfolded_in_one_column(tmp_path: Path) -> None:
    text = written(two(), tmp_path)
    assert text.count('class="voices few"') == 3, "named, not named, not resolved"
    assert text.count('<details class="lines" open>') == 2
    many = written(resolved([brin(f"Outlet{n}") for n in range(UNFOLDED // 3 + 1)], SPOKEN), tmp_path)
    assert '<details class="lines" open>' not in many.partition("Not named")[0], "too many to stand unfolded"


def test_a_bar_is_of_shares_and_none_where_nobody_speaks() -> None:
    from onrecord.show.ledger import ledger

    (tally,) = ledger(resolved([brin()], SPOKEN)).outlets
    shown = bar(tally)
    assert [(each.kind, each.width) for each in shown.segments] == [
        ("named_person", 60), ("unnamed_person", 20), ("unknown", 20)
    ]  # fmt: skip
    assert shown.segments[0].text == "person 3 (60 %)"
    assert shown.relayed == "2 (40 %)"
    assert percent(None) == percent(0) == "–"
    assert percent(0.001) == "< 1 %"
    assert bar(ledger(Held([(article("x"), [])])).outlets[0]).segments == []


@pytest.mark.parametrize("name", NAMES)
def test_any_name_has_a_card(tmp_path: Path, name: str) -> None:
    one = article(f"T\n{name} said one.")
    text = written(resolved([(one, [statement(one, "one", source=name, cue="said")])], {name: name}), tmp_path)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "<b>Ada" not in text
    assert text.count('class="voice"') == 1


def test_what_is_many_is_folded_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    many = [brin(f"Outlet{n}") for n in range(40)]
    for held in (resolved(many, SPOKEN | {"A guard": "A guard"}), Held(many), story(), hostile()):
        for excerpts in (False, True):
            text = written(held, tmp_path, excerpts=excerpts)
            ids = re.findall(r'\bid="([^"]+)"', text)
            assert len(ids) == len(set(ids))
            assert set(LINKS.findall(text)) <= set(ids)
    shown = page(Held(many), excerpts=False)
    assert len(shown.voices.outlets) == 40
    text = written(Held(many), tmp_path)
    assert f"{40 - FIRST} more outlets" in text
    assert EVIL not in text


def test_a_large_record_lists_numbers_and_not_words(tmp_path: Path) -> None:
    articles = WORDS_UPTO // 5 + 1
    text = written(resolved([brin(f"Outlet{n}") for n in range(articles)], SPOKEN), tmp_path)
    assert '<p class="line">' not in text
    assert text.count('class="go"') > articles * 5
