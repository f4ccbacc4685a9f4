"""The report in a real Chromium: quiet, sealed, readable at every width, in light and dark, with and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import CHROMIUM, WIDTHS
from onrecord.show.report import report
from onrecord.show.sides import as_sides, label
from shown_rows import EVIL, NAMES, Held, article, hostile, resolved, statement, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LEAST_CONTRAST = 4.5
"""WCAG 2.2, level AA, for text of any size."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium here: apt-get install chromium, to test pages in a browser"),
]

CONTRAST = """() => {
  const rgba = (text) => { const p = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    p.fillStyle = text; p.fillRect(0, 0, 1, 1); return [...p.getImageData(0, 0, 1, 1).data]; };
  const cache = new Map();
  const colour = (text) => { if (!cache.has(text)) cache.set(text, rgba(text)); return cache.get(text); };
  const linear = (v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (c) => c.slice(0, 3).map((v) => linear(v / 255))
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
  const seen = new Set(), poor = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.matches("script, option") || !e.checkVisibility()) continue;
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const pair = [getComputedStyle(e).color, behind(e).join()].join(" on ");
    if (seen.has(pair)) continue;
    seen.add(pair);
    const [a, b] = [light(colour(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    poor.push([(a + .05) / (b + .05), e.className + " " + pair]);
  }
  return poor;
}"""


@dataclass
class Open:
    """A page with all it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def named() -> Held:
    """Speakers whose names are hard to show, each through two others and inside the one before."""
    rows = []
    for number, name in enumerate(NAMES):
        one = article(f"T\n{name} said one.", source=f"https://x.example/{number}", outlet=name)
        outer = statement(one, f"{name} said one.", cue="said", relay=(name, "R"), stance="endorsing")
        inner = statement(one, "one", source=name, nested_in=outer.id, relay=(name,), speaker_class="unnamed_person")
        rows.append((one, [outer, inner]))
    return resolved(rows, {name: name for name in NAMES})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, held in (("story", story()), ("hostile", hostile()), ("names", named())):
        report(held, folder / f"{name}.html")
        report(held, folder / f"{name}-excerpts.html", excerpts=True)
    table = {"River people": ["Josk Ilvery", "River League"], "x" * 300: ["*Oreld*"], EVIL: ["*Ministry*"]}
    labels = label(as_sides(table), story())
    report(story(), folder / "sides.html", labels=labels, by_side=True)
    report(story(), folder / "side.html", labels=labels, side="River people")
    return {path.stem: path for path in folder.iterdir()}


@contextmanager
def opened(browser: Browser, path: Path, place: str = "", **options: Any) -> Iterator[Open]:
    width = options.pop("width", 1400)
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    found = Open(page)
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("request", lambda request: found.asked.append(request.url))
    page.goto(path.as_uri() + place)
    yield found
    context.close()


@pytest.mark.parametrize("name", ["story", "story-excerpts", "hostile", "hostile-excerpts"])
def test_a_report_says_nothing_asks_for_nothing_and_runs_nothing_of_an_articles(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    with opened(browser, files[name]) as it:
        it.page.locator("#words").fill("said")
        it.page.wait_for_timeout(150)
        assert it.said == []
        assert [url for url in it.asked if not url.startswith("data:")] == [files[name].as_uri()]
        assert it.page.title().startswith("Who said what")
        if name.startswith("hostile"):
            assert EVIL in (it.page.locator("article .content").first.text_content() or "")


def test_what_got_in_all_the_same_would_not_run(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["story"]) as it:
        it.page.evaluate(f"document.body.insertAdjacentHTML('beforeend', {EVIL!r})")
        it.page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=1'}))"
        )
        it.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x'}))")
        it.page.wait_for_timeout(150)
        assert it.page.title().startswith("Who said what")
        assert sum("Content Security Policy" in line for line in it.said) >= 3


@pytest.mark.parametrize("name", ["story", "hostile", "story-excerpts", "names", "sides", "side"])
def test_nothing_runs_out_of_the_page(browser: Browser, files: dict[str, Path], name: str) -> None:
    with opened(browser, files[name]) as it:
        if name == "story":
            it.page.check("#show-own")
        it.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        for width in WIDTHS:
            it.page.set_viewport_size({"width": width, "height": 900})
            inner, whole = it.page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
            assert whole <= inner == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_every_text_stands_out_from_its_ground(
    browser: Browser, files: dict[str, Path], scheme: str, width: int
) -> None:
    with opened(browser, files["story"], color_scheme=scheme, width=width) as it:
        it.page.check("#show-own")
        it.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        it.page.locator(".note .go").nth(3).click()
        found = it.page.evaluate(CONTRAST)
        assert len(found) > 8
        assert [row for row in found if row[0] < LEAST_CONTRAST] == []


@pytest.mark.parametrize("javascript", [True, False])
def test_from_an_entry_to_its_place_and_back(browser: Browser, files: dict[str, Path], javascript: bool) -> None:
    with opened(browser, files["story"], java_script_enabled=javascript) as it:
        entry = it.page.locator(".note.attributed").nth(12)
        statement = str(entry.get_attribute("data-n"))
        entry.locator(".go").click()
        place = it.page.locator(f"#s-{statement}")
        assert it.page.url.endswith(f"#s-{statement}")
        assert it.page.locator(":target").get_attribute("id") == f"s-{statement}"
        assert in_view(it.page, place.bounding_box())
        it.page.locator(f'.ref[href="#n-{statement}"]').click()
        assert it.page.locator(":target").get_attribute("id") == f"n-{statement}"
        assert in_view(it.page, entry.bounding_box())


def in_view(page: Page, box: Any) -> bool:
    return box is not None and 0 <= box["y"] < page.viewport_size["height"] if page.viewport_size else False


def test_all_parts_of_a_statement_light_up(browser: Browser, files: dict[str, Path]) -> None:
    one = story().statements()[3]
    with opened(browser, files["story"], f"#s-{one.id}") as it:
        lit = it.page.locator(".on")
        assert lit.count() >= 2 + len(one.content)
        assert {lit.nth(at).get_attribute("data-s") for at in range(lit.count())} == {one.id}


def test_it_reads_without_script(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["story"], java_script_enabled=False) as it:
        assert it.page.locator("#filter").is_hidden()
        assert it.page.locator("article p.text").first.is_visible()
        own = it.page.locator(".note.narrator").first
        assert own.is_hidden()
        it.page.check("#show-own")
        assert own.is_visible()
        it.page.uncheck("#show-notes")
        assert own.is_hidden()
        it.page.locator("#sources .lines > summary").first.click()
        it.page.locator("#sources .go").first.click()
        assert it.page.locator(":target").is_visible()


def test_the_filter_keeps_what_matches_and_gives_all_back(browser: Browser, files: dict[str, Path]) -> None:
    from playwright.sync_api import expect

    with opened(browser, files["story"]) as it:
        rows = it.page.locator(".row:visible")
        before = rows.count()
        it.page.fill("#words", "vasht GUNSHOT")
        expect(it.page.locator("#found")).not_to_be_empty()
        assert rows.count() < before
        shown = it.page.locator(".note:visible")
        assert shown.count() >= 1
        assert str(shown.count()) in (it.page.locator("#found").text_content() or "")
        it.page.fill("#words", "")
        expect(it.page.locator("#found")).to_be_empty()
        assert rows.count() == before
        it.page.select_option("#outlet", "Radio Ashel")
        assert it.page.locator("details.article:visible").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_from_an_entry_to_its_speaker_and_to_the_words(
    browser: Browser, files: dict[str, Path], javascript: bool
) -> None:
    with opened(browser, files["story"], java_script_enabled=javascript) as it:
        entry = it.page.locator(".note a.who").nth(5)
        card = str(entry.get_attribute("href"))
        entry.click()
        place = it.page.locator(card)
        assert it.page.locator(":target").get_attribute("id") == card[1:]
        assert in_view(it.page, place.bounding_box())
        place.locator(".lines > summary").focus()
        it.page.keyboard.press("Enter")
        place.locator(".line .go").first.press("Enter")
        assert in_view(it.page, it.page.locator(":target").bounding_box())


def test_a_bar_has_the_widths_of_its_shares(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["story"]) as it:
        boxes = it.page.locator(".share .strip").first.locator("span")
        widths = [(boxes.nth(at).bounding_box() or {"width": 0})["width"] for at in range(boxes.count())]
        figures = it.page.locator(".share .figures").first.text_content() or ""
        shares = [int(each) for each in re.findall(r"\((\d+) %\)", figures)][: len(widths)]
        assert len(widths) > 2
        for width, share in zip(widths, shares, strict=True):
            assert width / sum(widths) == pytest.approx(share / 100, abs=0.03)


def test_dates_stand_on_one_line_and_few_cards_leave_no_half_empty(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["side"]) as it:
        lines = "[...document.querySelectorAll('.list .when')].map((e) => { const r = document.createRange();"
        lines += " r.selectNodeContents(e); return r.getClientRects().length; })"
        assert set(it.page.evaluate(lines)) == {1}
        card = it.page.locator(".voices.few .voice").first
        facts, where = card.locator(":scope > div").bounding_box(), card.locator(".lines").bounding_box()
        whole = it.page.locator("#sources").bounding_box()
        assert facts
        assert where
        assert whole
        assert where["x"] > facts["x"] + facts["width"], "its words stand beside it"
        assert where["x"] + where["width"] == pytest.approx(whole["x"] + whole["width"], abs=2)
        assert card.locator(".line").first.is_visible()


def test_the_filter_finds_a_speaker_by_a_name_that_the_words_lack(browser: Browser, files: dict[str, Path]) -> None:
    from playwright.sync_api import expect

    with opened(browser, files["story"]) as it:
        it.page.fill("#words", "oreld said")
        expect(it.page.locator("#found")).not_to_be_empty()
        words = it.page.locator(".note:visible .as").all_text_contents()
        assert any("Oreld" not in each for each in words), "he, too"
        hidden = it.page.locator(".voice[hidden]").count()
        assert 0 < hidden < it.page.locator(".voice").count()


def test_print_shows_the_texts_and_not_the_tools(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["story"]) as it:
        it.page.emulate_media(media="print")
        assert it.page.locator(".tools").is_hidden()
        assert it.page.locator("article p.text").last.is_visible()


def test_the_keyboard_reaches_everything_and_is_seen(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["story"]) as it:
        it.page.keyboard.press("Tab")
        assert it.page.evaluate("document.activeElement.textContent") == "to the reports"
        it.page.keyboard.press("Enter")
        assert it.page.url.endswith("#articles")
        it.page.locator("#show-own").focus()
        it.page.keyboard.press("Space")
        assert it.page.locator(".note.narrator").first.is_visible()
