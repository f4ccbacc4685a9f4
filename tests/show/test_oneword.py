"""The report's sections on one word and many: what is counted, where it leads, and that nothing is shown of nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_report import Seen

from linked_made import Dam
from onrecord.show.page import Page, page
from onrecord.show.report import report
from onrecord.store import Record
from rows_made import article, as_read, capture, reading


@pytest.fixture
def shown() -> Page:
    with Dam().record() as record:
        return page(record, excerpts=False)


def test_a_question_says_reports_and_origins_and_whose_words_it_shows(shown: Page) -> None:
    first, second = shown.oneword.questions
    assert (first.question, first.bound) == ("40 · houses · water", "5 reports, 1–2 origins")
    assert second.bound == "2 reports, 1 origin"
    assert (first.value, first.of) == ("About 40 houses are under water", "The Lantern")
    assert first.story == "", "there is but one"
    assert first.between == ["between the two: no shared source shown"]


def test_members_are_folded_by_wording(shown: Page) -> None:
    first = shown.oneword.questions[0]
    assert [r.text for r in first.members[0].reports] == ["The Lantern", "The Courier"]
    assert first.members[2].who == ["The Lantern", "source not named here"]
    assert (first.statements, first.more) == (5, 0)


def test_passages_shares_and_drifted_quotations(shown: Page) -> None:
    (pair,) = shown.oneword.pairs
    assert (pair.a.text, pair.b.text, pair.earlier) == ("The Lantern", "The Gazette", "The Lantern")
    ((a, b),) = shown.oneword.drifts
    assert [p.text for p in a.pieces if p.differs] == ["the spring"]
    assert [p.text for p in b.pieces if p.differs] == ["April"]
    assert a.speakers == "Tam Orrel"
    head = next(part.shared for part in shown.parts if part.outlet == "The Lantern")
    assert head
    assert [(ref.text, part) for ref, part in head.others] == [("The Gazette", pair.parts[0])]
    assert next(part.shared for part in shown.parts if part.outlet == "The Herald") is None


@pytest.mark.parametrize("excerpts", [False, True])
def test_every_place_it_leads_to_is_there(tmp_path: Path, excerpts: bool) -> None:
    with Dam().record() as record:
        report(record, tmp_path / "r.html", excerpts=excerpts)
    seen = Seen((tmp_path / "r.html").read_text(encoding="utf-8"))
    ids = [a["id"] for _, a in seen.elements if "id" in a]
    assert len(ids) == len(set(ids))
    hrefs = {a["href"] for tag, a in seen.elements if tag == "a"}
    assert {h for h in hrefs if h and h.startswith("#")} <= {f"#{each}" for each in ids}
    tags = {tag for tag, _ in seen.elements}
    assert "svg" in tags
    assert not {"script", "style", "foreignobject", "image", "use", "animate", "set"} & tags - {"script", "style"}
    assert not any(name == "style" or name.startswith("on") for _, a in seen.elements for name in a)


def test_a_record_of_one_article_or_without_claims_has_no_such_section(tmp_path: Path) -> None:
    with Record.open(":memory:") as record:
        run = record.begin_run("0", "r", {})
        record.add_with_reading(capture(article()), as_read(reading(article())), run)
        report(record, tmp_path / "one.html")
    with Dam().record(links=False) as record:
        report(record, tmp_path / "none.html")
    for name in ("one", "none"):
        text = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        assert not re.search(r'id="(claims|copied|drift)"|href="#(claims|copied)"|<svg', text)


def test_of_a_side_no_answer_is_counted_that_is_not_shown() -> None:
    with Dam().record() as record:
        assert page(record, excerpts=False, side="Anybody").oneword.questions == []
