"""The app in a real Chromium: one walks from the stories to a passage and back by links and by keyboard, nothing
complains, nothing runs out of the page. All of it fiction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from browsing import CHROMIUM, WIDTHS
from linked_made import Dam
from onrecord.app.server import Address, listening, new_address, serve
from shown_rows import EVIL, TURNED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium here: apt-get install chromium, to test pages in a browser"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Address:
    path = tmp_path_factory.mktemp("app") / "dam.db"
    with Dam(EVIL + TURNED).record(str(path)):
        pass
    held = listening(0)
    held.listen()
    made = new_address(held)
    threading.Thread(target=serve, args=(path, held, made), daemon=True).start()
    return made


@pytest.fixture
def page(browser: Browser, address: Address) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(address.url)
    yield opened
    assert said == []
    context.close()


def test_one_walks_from_a_story_to_a_passage(page: Page) -> None:
    assert "token" not in page.url
    for step in ("table.list a", ".claims a"):
        with page.expect_navigation():
            page.click(step)
    assert page.locator("svg.trace").count() >= 1
    with page.expect_navigation():
        page.click(".members a")
    target = page.evaluate("document.getElementById(location.hash.slice(1))?.className")
    assert "content" in target
    with page.expect_navigation():
        page.click(".where a")
    assert "/story/" in page.url


def test_search_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")  # the link past the head
    page.locator("input[name=q]").focus()
    page.keyboard.type("warned")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=warned")
    assert page.locator(".said-list > li").count() >= 1


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_any_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for step in ("table.list a", ".claims a", ".members a"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        with page.expect_navigation():
            page.click(step)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nobody_gets_in_without_the_token(browser: Browser, address: Address) -> None:
    context = browser.new_context()
    opened = context.new_page()
    answer = opened.goto(f"http://127.0.0.1:{address.port}/")
    assert answer is not None
    assert answer.status == 403
    context.close()
