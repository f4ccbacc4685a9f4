"""Feed files: the entries' own text, no entities, no addresses, no files opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources_made import BODY, TITLE, URL, read, skip, write

from onrecord.rows import Capture

pytestmark = pytest.mark.usefixtures("shared_worker")

HTML = "".join(f"<p>{part}</p>" for part in BODY.split("\n")) + "<script>alert(1)</script>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Orvel Post</title>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>Wed, 02 Jan 2030 09:30:07 +0200</pubDate>
<description>The old bridge was closed.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Ferry runs instead</title>
<description>The ferry at Orvel runs in place of the bridge, the office said.</description></item>
<item><title></title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Orvel Post</title><entry><title>{TITLE}</title>
<link href="{URL}"/><published>2030-01-02T09:30:07Z</published><author><name>Ann Lee</name></author>
<content type="html">{HTML.replace("<", "&lt;")}</content></entry></feed>"""


def test_an_entry_with_its_content_is_an_article(tmp_path: Path) -> None:
    for name, data in (("a.rss", RSS), ("a.atom", ATOM), ("a.xml", RSS)):
        rows = read(write(tmp_path / name, data))
        assert isinstance(rows[0], Capture)
        article = rows[0].article
        assert article.text == f"{TITLE}\n\n{BODY}"
        assert (article.source, article.outlet, article.complete) == (URL, "The Orvel Post", True)
        assert article.published is not None
        assert article.published.startswith("2030-01-02T09:30:07")
        assert article.published_how == "feed"


def test_a_summary_is_incomplete_and_an_empty_entry_is_said(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.rss", RSS))
    assert isinstance(rows[1], Capture)
    assert (rows[1].article.source, rows[1].article.complete) == ("a.rss#2", False)
    assert getattr(rows[2], "reason", None) == "empty"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    said = skip(write(tmp_path / "a.xml", (bomb + RSS.partition("?>")[2].replace(TITLE, "&b;")).encode(encoding)))
    assert (said.reason, "entities" in said.detail) == ("malformed", True)


@pytest.mark.parametrize("data", ["<html></html>", "nonsense", "<rss", "\0" * 50])
def test_what_is_no_feed_is_said(tmp_path: Path, data: str) -> None:
    assert skip(write(tmp_path / "a.rss", data)).reason in ("malformed", "empty")


def test_bytes_that_name_a_file_open_none(tmp_path: Path) -> None:
    target = write(tmp_path / "real.rss", RSS)
    assert skip(write(tmp_path / "a.rss", str(target))).reason == "malformed"


def test_a_feed_without_entries_is_empty(tmp_path: Path) -> None:
    assert skip(write(tmp_path / "a.rss", RSS.partition("<item>")[0] + "</channel></rss>")).reason == "empty"
