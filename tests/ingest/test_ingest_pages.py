"""Saved pages: text, metadata and zones by what the page says; whatever is wrong with one is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources_made import BODY, PAGE_TEXT, TITLE, URL, one, page, skip, write

from onrecord.ingest import IngestOptions
from onrecord.ingest.desk import Desk
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.worker import Worker

pytestmark = pytest.mark.usefixtures("shared_worker")

META = (
    f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="The Orvel Post">'
    '<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2030-01-02T09:30:07+02:00">'
)


def test_a_page_gives_text_and_metadata(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.html", page(head=META)))
    assert article.text == PAGE_TEXT
    assert (article.source, article.url, article.title) == (URL, URL, TITLE)
    assert (article.outlet, article.byline, article.language) == ("The Orvel Post", "Ann Lee", "en")
    assert (article.published, article.published_grain) == ("2030-01-02T09:30:07+02:00", "second")
    assert (article.published_how, article.agency) == ("meta", "Halyard")


def test_json_ld_gives_the_date_and_says_when_a_page_is_paid_for(tmp_path: Path) -> None:
    ld = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2030-01-02",'
        ' "isAccessibleForFree": "False"}]}</script>'
    )
    article = one(write(tmp_path / "a.html", page(head=ld)))
    assert (article.published, article.published_how, article.complete) == ("2030-01-02", "json-ld", False)


def test_a_page_without_an_address_is_known_by_its_file(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.html", page()))
    assert (article.source, article.url, article.path) == ("a.html", None, str(tmp_path / "a.html"))


def test_markup_tells_captions(tmp_path: Path) -> None:
    figure = "<figure><img src='x.jpg'><figcaption>Wardens look at the second pier</figcaption></figure>"
    html = page().replace("</h1>", f"</h1>{figure}")
    article = one(write(tmp_path / "a.html", html))
    body = [article.text[z.start : z.end] for z in article.zones if z.kind == "body"]
    assert not any("Wardens look" in text for text in body)


@pytest.mark.parametrize("wrapper", ["advert", "paywall", "newsletter related promo", "caption"])
def test_a_wrapper_with_a_telling_name_does_not_take_the_article_away(tmp_path: Path, wrapper: str) -> None:
    html = page().replace("<article>", f"<article><div class='{wrapper}'>").replace("</article>", "</div></article>")
    article = one(write(tmp_path / "a.html", html))
    assert sum(z.end - z.start for z in article.zones if z.kind == "body") > 0.9 * len(BODY)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "iso-8859-1"])
def test_a_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    html = page(BODY.replace("“", "«").replace("”", "»") + "\nThe café was shut.").replace("utf-8", encoding)
    assert "The café was shut." in one(write(tmp_path / "a.html", html.encode(encoding))).text


@pytest.mark.parametrize("html", ["<html></html>", page("Short.", "Log in"), "{}", "<p>" * 3000])
def test_a_page_without_an_article_is_said(tmp_path: Path, html: str) -> None:
    assert skip(write(tmp_path / "a.html", html)).reason == "not_an_article"


def test_a_page_of_too_many_elements_is_oversize(tmp_path: Path) -> None:
    assert skip(write(tmp_path / "a.html", "<b>x</b>" * 310_000)).reason == "oversize"


def test_the_worker_is_stopped_after_its_time_and_starts_again() -> None:
    worker = Worker(60)
    try:
        assert worker.run("html", page().encode())["title"] == TITLE
        worker._seconds = 0.001
        with pytest.raises(Trouble) as said:
            worker.run("html", (page() * 200).encode())
        assert said.value.reason == "too_slow"
        worker._seconds = 60
        assert worker.run("html", page().encode())["title"] == TITLE
    finally:
        worker.close()


def test_a_worker_that_dies_is_replaced() -> None:
    worker = Worker(60)
    try:
        worker.run("html", page().encode())
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert worker.run("html", page().encode())["title"] == TITLE
    finally:
        worker.close()


def test_the_process_ends_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with Desk(IngestOptions()) as desk:
        desk.worker.run("html", page().encode())
        process = desk.worker._process
        assert process is not None
        assert process.poll() is None
    assert process.poll() is not None
