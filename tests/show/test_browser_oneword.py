"""The sections on one word and many in a real Chromium: drawn, readable, every edge a link, at every width."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_browser_report import CONTRAST, LEAST_CONTRAST, in_view, opened

from browsing import CHROMIUM, WIDTHS
from linked_made import Dam
from onrecord.show.report import report
from shown_rows import EVIL, NAMES, TURNED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium here: apt-get install chromium, to test pages in a browser"),
]

OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, mark in (("plain", ""), ("hostile", EVIL + TURNED), ("names", " " + " ".join(NAMES[1:5]))):
        with Dam(mark).record() as record:
            report(record, folder / f"{name}.html")
    return {path.stem: path for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["plain", "hostile", "names"])
def test_it_is_quiet_and_nothing_runs_out_of_the_page(browser: Browser, files: dict[str, Path], name: str) -> None:
    with opened(browser, files[name]) as it:
        it.page.evaluate(OPEN)
        for width in WIDTHS:
            it.page.set_viewport_size({"width": width, "height": 900})
            inner, whole = it.page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
            assert whole <= inner == width
        assert it.said == []
        assert [url for url in it.asked if not url.startswith("data:")] == [files[name].as_uri()]
        assert it.page.title().startswith("Who said what")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_drawn_report_and_an_edge_lead_to_the_words(
    browser: Browser, files: dict[str, Path], javascript: bool
) -> None:
    with opened(browser, files["plain"], java_script_enabled=javascript) as it:
        for selector in ("svg.trace .node.report", "svg.trace .edge.unnamed .near-it", "svg.trace .edge.join .near-it"):
            it.page.goto(files["plain"].as_uri())
            target = it.page.locator(selector).first
            target.scroll_into_view_if_needed()
            target.dispatch_event("click")
            assert "#s-" in it.page.url
            assert in_view(it.page, it.page.locator(":target").bounding_box())


def test_a_speaker_leads_to_its_card(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["plain"]) as it:
        it.page.evaluate(OPEN)
        it.page.locator("svg.trace .node.speaker").first.click()
        assert "#p-" in it.page.url


def test_words_stay_in_their_boxes(browser: Browser, files: dict[str, Path]) -> None:
    inside = """() => [...document.querySelectorAll("svg.trace .node")].every((node) => {
      const box = node.querySelector("rect").getBBox(), words = node.querySelector("text").getBBox();
      return words.x >= box.x && words.x + words.width <= box.x + box.width + 1; })"""
    for name in ("plain", "hostile", "names"):
        with opened(browser, files[name]) as it:
            it.page.evaluate(OPEN)
            assert it.page.evaluate(inside), name


def test_on_a_phone_the_words_stand_for_the_drawing(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["plain"], width=360, java_script_enabled=False) as it:
        assert it.page.locator("svg.trace").first.is_hidden()
        way = it.page.locator(".origins .way").first
        assert way.is_visible()
        assert "police" in (way.text_content() or "")
        assert it.page.locator(".origins .why").first.is_visible()
    with opened(browser, files["plain"]) as it:
        assert it.page.locator("svg.trace").first.is_visible()
        assert it.page.locator(".origins .why").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_every_text_stands_out_from_its_ground(
    browser: Browser, files: dict[str, Path], scheme: str, width: int
) -> None:
    with opened(browser, files["plain"], color_scheme=scheme, width=width) as it:
        it.page.evaluate(OPEN)
        assert [row for row in it.page.evaluate(CONTRAST) if row[0] < LEAST_CONTRAST] == []


def test_print_unfolds_the_answers(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["plain"]) as it:
        it.page.emulate_media(media="print")
        assert it.page.locator(".drift").first.is_visible()
        assert it.page.locator("#claims .bound").first.is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_matrix_scrolls_in_its_own_box_under_its_headings(browser: Browser, tmp_path: Path, width: int) -> None:
    with Dam(" of the Long and Winding River").record() as record:
        report(record, tmp_path / "r.html")
    with opened(browser, tmp_path / "r.html") as it:
        it.page.set_viewport_size({"width": width, "height": 700})
        assert it.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        box = it.page.locator(".matrix-box")
        assert box.evaluate("each => each.clientWidth <= window.innerWidth")
        box.evaluate("each => { each.style.maxHeight = '9rem'; each.scrollTop = 60; each.scrollLeft = 300; }")
        corner = "each => [each.getBoundingClientRect().left, each.getBoundingClientRect().top]"
        left, top = box.evaluate(corner)
        found = box.locator("thead .claim").evaluate(corner)
        assert abs(found[0] - left) <= 2
        assert abs(found[1] - top) <= 2
        link = box.locator("td a").first
        link.focus()
        link.press("Enter")
        assert it.page.evaluate("document.querySelector(location.hash) !== null")
