"""The report's section on how it is told: verbs, words, passives; each count leads to a place. All of it fiction."""

from __future__ import annotations

import re
from pathlib import Path

import onrecord
from onrecord.show.manner import PLACES, manner
from onrecord.show.oneword import Where
from onrecord.store import Record
from rows_made import article, as_read, capture, statement

SAID = "Ten men were killed in Ashel.\nBrin said it rained.\nBrin said it was late.\nBrin admitted a fault."


def made(path: Path, outlets: int = 2) -> None:
    record = Record.open(path)
    run = record.begin_run("0", "test", {})
    ids = []
    for n in range(outlets):
        a = article(SAID, f"https://o{n}.example/x", outlet=f"<i>Outlet {n}", zones=())
        given = (
            ("it rained", "said", "neutral"),
            ("it was late", "said", "neutral"),
            ("a fault", "admitted", "endorsing"),
        )
        rows = [
            statement(a, what, cue=cue, source="Brin", speaker_class="named_person", stance=stance)
            for what, cue, stance in given
        ]
        record.add_with_reading(capture(a), as_read(rows), run)
        ids.append(a.id)
    shelf = record.shelf(run)
    with shelf.together():
        shelf.add_story("5" * 16, ids)
        shelf.put_linked("5" * 16, "test", [], [], [])
    record.close()


def test_each_count_leads_to_a_place_in_the_page(tmp_path: Path) -> None:
    made(tmp_path / "x.db")
    with onrecord.open(tmp_path / "x.db") as record:
        onrecord.report(record, tmp_path / "r.html")
        onrecord.report(record, tmp_path / "e.html", excerpts=True)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    (found,) = re.findall(r'<section id="manner">.*?</section>', page, re.DOTALL)
    links = re.findall(r'href="#([^"]+)"', found)
    assert links
    assert all(f'id="{place}"' in page for place in links)
    assert "<i>Outlet" not in page
    assert 'id="manner"' not in (tmp_path / "e.html").read_text(encoding="utf-8")


def test_counts_come_twice_and_the_rest_of_the_places_is_counted(tmp_path: Path) -> None:
    made(tmp_path / "x.db", outlets=8)
    with onrecord.open(tmp_path / "x.db") as record:
        keys = {a.id: f"a{n}" for n, a in enumerate(record.articles())}
        found = manner(record, Where(keys, {}, {}))
    (group,) = found.verbs
    say = next(row for row in group.rows if row.name == "say")
    assert (say.count, say.once, len(say.links), say.more) == (16, 2, PLACES, 16 - PLACES)
    assert group.name == "Persons with a name"
    assert "8 put as fact" in group.about
    assert [p.words.words for p in found.passives] == ["were killed"] * 8


def test_an_empty_record_has_no_such_section(tmp_path: Path) -> None:
    Record.open(tmp_path / "x.db").close()
    with onrecord.open(tmp_path / "x.db") as record:
        onrecord.report(record, tmp_path / "r.html")
    assert 'id="manner"' not in (tmp_path / "r.html").read_text(encoding="utf-8")
