"""What a hostile or clumsy server can answer: it is said, never raised, and hides neither status nor neighbours."""

from __future__ import annotations

import pytest
from sources_made import page, read, skip
from test_ingest_web import HERE, Site, site

from onrecord.rows import Capture, Skipped

__all__ = ["site"]

pytestmark = pytest.mark.usefixtures("shared_worker")

BROKEN = ("http://[x/", "http://[::1")


@pytest.mark.parametrize("link", BROKEN)
def test_a_redirect_to_no_address_is_said(site: Site, link: str) -> None:
    said = skip(site.put("/a", status=302, Location=link), **HERE)
    assert (said.reason, said.source) == ("refused_address", site.base + "/a")


@pytest.mark.parametrize("link", BROKEN)
def test_a_robots_txt_that_leads_to_no_address_is_said(site: Site, link: str) -> None:
    site.put("/robots.txt", status=302, Location=link)
    assert skip(site.put("/a", page()), **HERE).reason == "refused_address"
    assert "/a" not in site.paths


@pytest.mark.parametrize("link", BROKEN)
def test_a_feeds_broken_link_is_said_and_its_neighbours_are_read(site: Site, link: str) -> None:
    links = (link, site.put("/story", page()))
    items = "".join(f"<item><title>x</title><link>{each}</link></item>" for each in links)
    feed = site.put("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>", Content_Type="application/rss+xml")
    first, second = read(feed, **HERE)
    assert isinstance(first, Skipped)
    assert (first.reason, first.source) == ("refused_address", f"{feed}#1")
    assert isinstance(second, Capture)


@pytest.mark.parametrize("port", [22, 25, 6379, 8000])
def test_ports_that_serve_no_pages_are_refused(port: int) -> None:
    said = skip(f"http://paper.example:{port}/")
    assert (said.reason, str(port) in said.detail) == ("refused_address", True)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_said_though_its_body_cannot_be_read(site: Site, status: int) -> None:
    said = skip(site.put("/a", b"xx", status=status, Content_Encoding="br"), **HERE)
    assert (said.reason, str(status) in said.detail) == ("fetch_failed", True)


@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_a_missing_robots_txt_allows_whatever_its_error_page_is(site: Site, encoding: str) -> None:
    site.put("/robots.txt", b"x" * (2 * 2**20 + 1), status=404, Content_Encoding=encoding)
    assert isinstance(read(site.put("/a", page()), **HERE)[0], Capture)
