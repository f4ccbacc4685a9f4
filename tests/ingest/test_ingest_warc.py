"""Archives: pages out of records, torn records said with their place, good neighbours kept."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from sources_made import PAGE_TEXT, TITLE, URL, members, one, page, read, record, response, skip, write

from onrecord.ingest.http_message import unchunked
from onrecord.rows import Capture, Skipped

pytestmark = pytest.mark.usefixtures("shared_worker")

GOOD = record(response(page()))
OTHER = record(response(page(title="Ferry runs in place of the bridge at Orvel")), url=URL + "/2")
THIRD = record(response(page(title="Orvel bridge opens again")), url=URL + "/3")


def told(path: Path, **options: int) -> list[str]:
    return [row.reason if isinstance(row, Skipped) else row.article.source for row in read(path, **options)]


def test_a_record_is_an_article_captured_when_the_archive_says(tmp_path: Path) -> None:
    for path in (write(tmp_path / "a.warc", GOOD), write(tmp_path / "a.warc.gz", members(GOOD))):
        rows = read(path)
        assert isinstance(rows[0], Capture)
        article = rows[0].article
        assert (article.text, article.source, article.outlet) == (PAGE_TEXT, URL, "orvelpost.example")
        assert (article.captured_at, article.path) == ("2029-12-31T10:20:30+00:00", str(path))
        assert (rows[0].raw, rows[0].raw_type) == (page().encode(), "text/html")


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(response("{}", "application/json")),
        record(response(page(), status="404 Not Found")),
        record(b"software: x\r\n", "warcinfo", mime="application/warc-fields"),
    ]
    assert told(write(tmp_path / "a.warc", b"".join([*others, GOOD]))) == [URL]
    assert skip(write(tmp_path / "b.warc", b"".join(others))).reason == "not_an_article"


def test_a_resource_record_is_read(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.warc", record(page().encode(), "resource", mime="text/html"))).title == TITLE


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("wrong", [-7, +5, +40, +5000])
def test_a_record_with_a_wrong_length_is_torn_and_its_neighbours_are_kept(
    tmp_path: Path, wrong: int, packed: bool
) -> None:
    block = response(page())
    records = [OTHER, record(block, length=len(block) + wrong), THIRD]
    path = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), members(*records) if packed else b"".join(records))
    assert told(path) == [URL + "/2", "torn_record", URL + "/3"]
    said = next(row for row in read(path) if isinstance(row, Skipped))
    assert said.at == f"byte {len(members(OTHER) if packed else OTHER)}"


def test_an_archive_cut_short_keeps_its_whole_records(tmp_path: Path) -> None:
    assert told(write(tmp_path / "a.warc", GOOD + OTHER[:-200])) == [URL, "torn_record"]
    assert told(write(tmp_path / "a.warc.gz", members(GOOD, OTHER)[:-60]))[0] == URL
    assert set(told(write(tmp_path / "b.warc.gz", members(GOOD, OTHER)[:-60]))[1:]) <= {"torn_record", "broken_archive"}


def test_a_damaged_member_is_said_and_the_next_is_read(tmp_path: Path) -> None:
    one_, two, three = members(GOOD), bytearray(members(OTHER)), members(THIRD)
    two[len(two) // 2] ^= 0xFF
    kinds = told(write(tmp_path / "a.warc.gz", one_ + two + three))
    assert (kinds[0], kinds[-1]) == (URL, URL + "/3")
    assert "broken_archive" in kinds


def test_garbage_between_records_is_passed(tmp_path: Path) -> None:
    kinds = told(write(tmp_path / "a.warc", GOOD + b"garbage\r\n\r\n" + OTHER))
    assert kinds[-1] == URL + "/2"
    assert "torn_record" in kinds


def test_archives_compressed_as_a_whole_or_in_blocks_are_read(tmp_path: Path) -> None:
    data = GOOD + OTHER
    assert told(write(tmp_path / "a.warc.gz", gzip.compress(data))) == [URL, URL + "/2"]
    blocks = b"".join(gzip.compress(data[i : i + 300]) for i in range(0, len(data), 300))
    assert told(write(tmp_path / "b.warc.gz", blocks)) == [URL, URL + "/2"]


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_bodies_are_unchunked_and_decoded(tmp_path: Path) -> None:
    body = page().encode()
    forms = [
        response(chunked(body), more="Transfer-Encoding: chunked\r\n"),
        response(gzip.compress(body), more="Content-Encoding: gzip\r\n"),
        response(chunked(gzip.compress(body)), more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        response(zlib.compress(body), more="Content-Encoding: deflate\r\n"),
        response(body, more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ]
    rows = read(write(tmp_path / "a.warc", b"".join(map(record, forms))))
    assert [row.article.text for row in rows if isinstance(row, Capture)] == [PAGE_TEXT] * len(forms)


def test_unchunking_gives_back_what_was_chunked() -> None:
    for size in (1, 7, 5000):
        assert unchunked(chunked(b"0123456789" * 50, size)) == b"0123456789" * 50


def test_bombs_are_oversize_and_their_neighbours_read(tmp_path: Path) -> None:
    bomb = record(response(gzip.compress(b" " * 3_000_000), more="Content-Encoding: gzip\r\n"))
    large = record(response(b"x" * 300_000), url=URL + "/large")
    path = write(tmp_path / "a.warc", bomb + large + GOOD)
    assert told(path, max_record_bytes=200_000) == ["oversize", "oversize", URL]
    packed = write(tmp_path / "a.warc.gz", members(GOOD, b" " * 3_000_000, OTHER))
    assert told(packed, max_unpacked_bytes=1_000_000)[0] == URL
    assert "oversize" in told(packed, max_unpacked_bytes=1_000_000)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"filedesc://x", "unsupported"),
        (b"\x28\xb5\x2f\xfd", "unsupported"),
        (b"text", "malformed"),
        (b"\x1f\x8b", "broken_archive"),
        (b"WARC/1.0\r\n", "torn_record"),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", "torn_record"),
    ],
)
def test_what_is_no_archive_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    assert skip(write(tmp_path / "a.warc", data)).reason == reason
