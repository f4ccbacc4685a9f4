"""The report's section on names: every count leads to a place in the page; nothing of it in excerpts. Fiction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord
from onrecord.rows import Article, Named, Stretch, Wording
from onrecord.show import namings as section
from onrecord.show.namings import MOST, NAMES, PLACES, namings
from onrecord.show.oneword import Where
from onrecord.store import Record
from rows_made import article, linked

TEXTS = {
    "Lantern": "The crash closed Ashel.\n“The crash was loud,” Brin said.\nThe crash was long.",
    "Gazette": "The crash closed Ashel.\nNobody saw the collision.",
    "<b>Post</b>": "The collision closed Ashel.",
}


def told() -> list[Article]:
    return [
        article(text, f"https://o{n}.example/x", outlet=outlet, zones=())
        for n, (outlet, text) in enumerate(TEXTS.items())
    ]


@pytest.fixture
def report(tmp_path: Path) -> str:
    with linked(told()) as record:
        onrecord.report(record, tmp_path / "r.html")
        onrecord.report(record, tmp_path / "excerpts.html", excerpts=True)
    assert 'id="wording"' not in (tmp_path / "excerpts.html").read_text(encoding="utf-8")
    return (tmp_path / "r.html").read_text(encoding="utf-8")


def test_each_count_leads_to_a_place_in_the_page(report: str) -> None:
    (found,) = re.findall(r'<section id="wording">.*?</section>', report, re.DOTALL)
    links = re.findall(r'href="#([^"]+)"', found)
    assert links
    assert all(f'id="{place}"' in report for place in links)
    assert "in quotations:" in found
    assert 'href="#wording"' in report


def test_names_of_outlets_are_text(report: str) -> None:
    assert "<b>Post" not in report
    assert "&lt;b&gt;Post&lt;/b&gt;" in report


def test_what_is_left_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = told()
    spans = tuple(Stretch(articles[0].id, (0, 3)) for _ in range(PLACES + 2))
    names = tuple(Named(f"name {n}", "Lantern", "narrator", spans, 1) for n in range(NAMES + 3))
    monkeypatch.setattr(section, "wording", lambda _: [Wording("it", names, "one_kind", 1)] * (MOST + 4))
    with linked(articles) as record:
        found = namings(record, _where(record))
    assert (found.more, len(found.rows), found.rows[0].more) == (4, MOST, 3)
    (use,) = found.rows[0].names[0].own
    assert (use.count, use.once, use.more, len(use.links)) == (PLACES + 2, 1, 2, PLACES)


def _where(record: Record) -> Where:
    return Where({a.id: f"a{n}" for n, a in enumerate(record.articles())}, {}, {})
