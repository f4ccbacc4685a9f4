"""`.txt` is taken verbatim, with its metadata from `articles.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_made import CLOCK, TEXT, TITLE, URL, one, read, skip, write

from onrecord.ingest.decode import decode
from onrecord.rows import Capture, Skipped, article_id


def test_the_text_is_the_file(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", "\ufeff" + TEXT.replace("\n", "\r\n") + "\r\n \r\n"))
    assert article.text == "\ufeff" + TEXT.replace("\n", "\r\n") + "\r\n \r\n"
    assert article.title == TITLE
    assert article.source == "a.txt"
    assert article.path == str(tmp_path / "a.txt")
    assert (article.agency, article.language, article.complete) == ("Halyard", "en", True)
    assert article.captured_at == CLOCK
    assert article.id == article_id("a.txt", article.text)


def test_the_first_zone_is_the_headline(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", TEXT))
    first = article.zones[0]
    assert (first.kind, article.text[first.start : first.end]) == ("headline", TITLE)
    assert {zone.kind for zone in article.zones[1:]} == {"body"}


def test_nul_and_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", b"One\x00two three\xed\xa0\x80four\n"))
    assert article.text == "One\ufffdtwo three\ufffdfour\n"


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_is_decoded_as_it_is(text: str) -> None:
    assert decode(text.encode())[0] == text.replace("\0", "\ufffd")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_encodings_are_found(encoding: str) -> None:
    text = "The café at Orvel — “shut”, they said — was open again on Monday, the harbour office said."
    assert decode(text.encode(encoding))[0].lstrip("\ufeff") == text


def test_cyrillic_in_one_byte_a_letter_is_found() -> None:
    text = (
        "Мост в Орвеле закрыли в понедельник после того, как смотритель нашёл трещину, сообщили в управлении порта. "
        * 3
    )
    assert decode(text.encode("cp1251"))[0] == text


def test_binary_data_is_no_text(tmp_path: Path) -> None:
    assert (
        skip(write(tmp_path / "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\x01\x02\x03" * 9)).reason == "encoding"
    )


@pytest.mark.parametrize("data", ["", " \r\n \t\n", "\0\0\0", "---"])
def test_nothing_to_read_is_empty(tmp_path: Path, data: str) -> None:
    assert skip(write(tmp_path / "a.txt", data)).reason == "empty"


def test_too_long_is_oversize(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert skip(path, max_file_bytes=100).reason == "oversize"
    assert skip(path, max_text_chars=100).reason == "oversize"


def test_articles_json_gives_the_metadata(tmp_path: Path) -> None:
    about = [
        {"id": "a", "file": "a.txt", "outlet": "Orvel Post", "published": "2030-01-02T09:30:00+02:00", "url": URL,
         "title": "Another title", "authors": ["Ann Lee", "Bo Ray"], "chars": 12}
    ]  # fmt: skip
    write(tmp_path / "articles.json", json.dumps(about))
    write(tmp_path / "b.txt", TEXT)
    article = one(write(tmp_path / "a.txt", TEXT))
    assert (article.source, article.url, article.outlet, article.byline) == (URL, URL, "Orvel Post", "Ann Lee, Bo Ray")
    assert (article.published, article.published_grain) == ("2030-01-02T09:30:00+02:00", "minute")
    assert (article.published_how, article.title, article.text) == ("articles.json", "Another title", TEXT)
    assert [row.article.source for row in read(tmp_path) if isinstance(row, Capture)] == [URL, "b.txt"]


@pytest.mark.parametrize("broken", ["", "{", '[{"file": 3}]', "3", '["a.txt"]', "[" * 9999, b"\xff\xfe\x00"])
def test_a_broken_articles_json_is_said_and_the_texts_are_read(tmp_path: Path, broken: str | bytes) -> None:
    write(tmp_path / "articles.json", broken)
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    rows = read(tmp_path)
    assert [row.source for row in rows if isinstance(row, Skipped)] == ["articles.json"]
    assert [row.article.source for row in rows if isinstance(row, Capture)] == ["a.txt", "b.txt"]


def test_an_address_that_is_none_is_no_address(tmp_path: Path) -> None:
    write(
        tmp_path / "articles.json", json.dumps([{"file": "a.txt", "url": "javascript:alert(1)", "published": "soon"}])
    )
    article = one(write(tmp_path / "a.txt", TEXT))
    assert (article.url, article.source, article.published, article.published_how) == (None, "a.txt", None, None)
