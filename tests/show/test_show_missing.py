"""Originals: which are missing, by what names they are one, and what became of their words once they are added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import cli
from onrecord.show.lost import lost
from onrecord.show.missing import Original, missing
from onrecord.show.report import environment
from onrecord.show.trails import WIDTH, cut, trails
from onrecord.show.voices import Places
from onrecord.store import Record
from onrecord.text.spans import merged
from rows_made import article, as_read, capture, statement
from trails_made import record


def one(name: str, *, outlet: str | None = None, agency: str | None = None, words: str | None = None) -> list[Original]:
    """What a record of one article, relayed from `name`, goes back to."""
    text = words or f"The old well at Farbank had run dry, {name} reported on Sunday."
    a = article(text, source="https://x.example/1", outlet=outlet or "Keddra Bulletin", agency=agency, zones=())
    row = statement(a, "The old well at Farbank had run dry", relay=(name,), quotation="indirect")
    with Record.open(":memory:") as held:
        held.add_with_reading(capture(a), as_read([row]), held.begin_run("0", "r", {}))
        return missing(held)


def test_an_original_that_is_not_here_has_words_to_search_for() -> None:
    with record() as held:
        (radio,) = missing(held)
    assert (radio.name, radio.kind, radio.missing) == ("Radio Ashel", "medium", True)
    assert (len(radio.statements), radio.reports, radio.outlets) == (2, 2, ("The Gazette", "The Lantern"))
    assert radio.search[0].startswith('"')
    assert radio.search[0].endswith('"Radio Ashel"')


def test_once_it_is_here_its_words_are_set_beside_it() -> None:
    with record(with_radio=True) as held:
        (radio,) = missing(held)
    assert not radio.missing
    assert radio.fates == {"hardened": 2}
    assert all(x.b is not None for x in radio.beside)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Radio Ashel", "medium"),
        ("the Corvane Daily News", "medium"),
        ("local media", "not named"),
        ("a report by the Ashel Water Board", "document"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    (found,) = one(name)
    assert found.kind == kind


def test_a_person_and_a_body_that_speaks_are_no_original() -> None:
    assert not one("an interpreter")
    assert not one("the Tolvane guild")


def test_somebody_who_posted_it_is() -> None:
    words = "The old well at Farbank had run dry, @TolvaneGuild wrote in a tweet on Sunday."
    (found,) = one("TolvaneGuild", words=words)
    assert found.kind == "post"


def test_ones_own_outlet_and_agency_are_not_missing() -> None:
    assert not one("Radio Ashel", outlet="radioashel.com")
    assert [x.name for x in one("Ashel News Agency", agency="Ashel News Agency")] == ["Ashel News Agency"]


def test_a_report_that_is_an_agencys_copy_is_said_to_be() -> None:
    (agency,) = one("Ashel News Agency", agency="Ashel News Agency")
    assert (agency.kind, agency.statements, len(agency.copies)) == ("agency", (), 1)
    assert agency.search == (
        "The old well at Farbank had run dry, Ashel News Agency reported on Sunday. Ashel News Agency",
    )


def test_one_original_by_two_names_is_one() -> None:
    texts = {"the Corvane Central Times": "One", "CC Times": "Two", "Corvane Central Times (CCT)": "Three"}
    with Record.open(":memory:") as held:
        run = held.begin_run("0", "r", {})
        for name, number in texts.items():
            a = article(f"{number} well had run dry, {name} reported.", source=f"https://{number}.example", zones=())
            held.add_with_reading(capture(a), as_read([statement(a, f"{number} well had run dry", relay=(name,))]), run)
        (found,) = missing(held)
    assert (found.name, found.reports) == ("Corvane Central Times", 3)


def test_the_list_and_its_json(tmp_path: Path) -> None:
    path = tmp_path / "marbeck.db"
    record(path).close()
    shown = CliRunner().invoke(cli, ["show", str(path), "missing"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Not in the record")
    assert 'search: "' in shown.stdout
    assert "onrecord read URL --into" in shown.stderr
    (row,) = [
        json.loads(line)
        for line in CliRunner().invoke(cli, ["show", str(path), "missing", "--json"]).stdout.splitlines()
    ]
    assert (row["missing"], row["name"], row["beside"]) == (True, "Radio Ashel", [])
    other = tmp_path / "with.db"
    record(other, with_radio=True).close()
    held = CliRunner().invoke(cli, ["show", str(other), "missing"])
    assert "its words: 2 hardened" in held.stdout


def test_both_sections_of_the_page_lead_to_their_places() -> None:
    with record(with_radio=True) as held:
        articles = {a.id: a for a in held.articles()}
        numbers = {a: {s.id: str(n) for n, s in enumerate(held.statements(article=a), 1)} for a in articles}
        places = Places(
            {a: f"a{n}" for n, a in enumerate(articles, 1)}, {a: x.outlet or "" for a, x in articles.items()}, numbers
        )
        found = trails(lost(held), missing(held), articles, places)
    (radio,) = found.held
    assert radio.fates == "2 hardened"
    assert all(step.one.href.startswith("#s-") for step in found.steps)
    page = environment().from_string(
        '{% import "missing.html" as missing with context %}{% import "lost.html" as lost with context %}'
        "{{ lost.section(t) }}{{ missing.section(t) }}"
    )
    html = page.render(t=found)
    assert '<section id="lost">' in html
    assert "<mark>at least forty</mark>" in html
    assert '<section id="missing">' in html
    assert f'href="{radio.compared[0].relayed.href}"' in html


@given(st.text(st.sampled_from("ab \n“"), min_size=1, max_size=900), st.data())
def test_a_passage_is_cut_around_the_words(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(bounds), data.draw(bounds)))) for _ in range(2)]
    passage, words = (spans[0][0], spans[0][1]), (spans[1][0], spans[1][1])
    before, meant, after = cut(text, passage, words)
    whole = text[slice(*merged([passage, words])[0])] if passage != words else text[slice(*passage)]
    assert meant == " ".join(text[slice(*words)].split())
    if len(whole) <= WIDTH and "…" not in before + after:
        assert "".join((before + meant + after).split()) == "".join(
            text[min(passage[0], words[0]) : max(passage[1], words[1])].split()
        )
    assert len(before) + len(after) <= WIDTH + len(meant) + 8
