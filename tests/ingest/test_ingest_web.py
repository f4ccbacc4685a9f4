"""The web client against a server on this machine, which has to be allowed by name: by default it is refused."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sources_made import BODY, PAGE_TEXT, TITLE, page, read, skip

from onrecord.ingest.addresses import why_refused
from onrecord.ingest.options import IngestOptions
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.web import Client
from onrecord.rows import Capture, Skipped

pytestmark = pytest.mark.usefixtures("shared_worker")

HERE: dict[str, Any] = {"allow_addresses": frozenset({"127.0.0.1"}), "pause_seconds": 0.0}
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """What the server answers, by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.base = ""
        self.slow: set[str] = set()

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, data)
        return self.base + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if self.path in site.slow:
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.05)
                else:
                    self.wfile.write(body)
            except OSError:
                pass  # the client has left, which is what some tests want

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    made.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_and_read(site: Site) -> None:
    url = site.put("/story", page())
    rows = read(url, **HERE)
    assert isinstance(rows[0], Capture)
    article = rows[0].article
    assert (article.text, article.url, article.source) == (PAGE_TEXT, url, url)
    assert article.path is None
    assert rows[0].raw == page().encode()
    agent = site.asked[0][1]["User-Agent"]
    assert agent.startswith("onrecord/")
    assert site.paths == ["/robots.txt", "/story"]


def test_by_default_this_machine_is_refused(site: Site) -> None:
    assert skip(site.put("/story", page())).reason == "refused_address"
    assert site.asked == []


def test_without_the_network_nothing_is_fetched(site: Site) -> None:
    said = skip(site.put("/story", page()), network=False, **HERE)
    assert (said.reason, site.asked) == ("refused_address", [])


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "http://",
        "http://user:secret@example.org/",
        "http://[::1",
        "http://x:99999/",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "http://0/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/",
        "http://[64:ff9b::a00:1]/",
        "http://localhost/",
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    said = skip(url)
    assert said.reason in ("refused_address", "fetch_failed")
    assert "secret" not in said.source


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:8.8.8.8",
        "::ffff:10.0.0.1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:808:808::1",
        "2001::1",
        "2001:db8::1",
        "fec0::1",
        "::127.0.0.1",
        "no address",
    ],
)
def test_every_form_of_a_local_address_is_known(address: str) -> None:
    assert why_refused(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_public_addresses_are_not_refused(address: str) -> None:
    assert why_refused(address) is None


def test_a_name_that_leads_here_is_refused_even_beside_a_public_address() -> None:
    client = Client(IngestOptions(), lambda _host, _port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Trouble, match=r"is at 10\.0\.0\.1"):
        client.fetch("http://rebinding.example/")
    client.close()


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(site: Site) -> None:
    port = int(site.base.rpartition(":")[2])
    site.put("/story", page())
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    client = Client(IngestOptions(**HERE), resolver)
    assert client.fetch(f"http://paper.example:{port}/story").body == page().encode()
    assert set(asked) == {"paper.example"}
    client.close()


def test_redirects_are_followed_and_checked(site: Site) -> None:
    site.put("/end", page())
    url = site.put("/start", status=302, Location="/end")
    rows = read(url, **HERE)
    assert isinstance(rows[0], Capture)
    assert rows[0].article.url == site.base + "/end"
    away = site.put("/away", status=301, Location="http://10.0.0.1/")
    assert skip(away, **HERE).reason == "refused_address"
    assert skip(site.put("/scheme", status=301, Location="file:///etc/passwd"), **HERE).reason == "refused_address"
    assert skip(site.put("/loop", status=307, Location="/loop"), **HERE).reason == "fetch_failed"


def test_robots_txt_is_kept(site: Site) -> None:
    site.put("/robots.txt", "User-agent: onrecord\nDisallow: /private\n", Content_Type="text/plain")
    assert skip(site.put("/private/a", page()), **HERE).reason == "robots"
    assert isinstance(read(site.put("/open", page()), **HERE)[0], Capture)
    hop = site.put("/hop", status=302, Location="/private/a")
    assert skip(hop, **HERE).reason == "robots"
    assert "/private/a" not in site.paths


def test_robots_txt_that_fails_means_no(site: Site) -> None:
    site.put("/robots.txt", status=503)
    assert skip(site.put("/a", page()), **HERE).reason == "robots"


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 451, 500])
def test_a_refusal_says_to_save_the_page(site: Site, status: int) -> None:
    said = skip(site.put("/a", page(), status=status), **HERE)
    assert said.reason == "fetch_failed"
    assert str(status) in said.detail
    assert "save the page in your browser and give me the file" in said.hint


def test_size_is_limited_before_and_after_unpacking(site: Site) -> None:
    assert skip(site.put("/a", b"x" * 200_000), max_page_bytes=100_000, **HERE).reason == "oversize"
    bomb = gzip.compress(b" " * 5_000_000)
    assert skip(site.put("/b", bomb, Content_Encoding="gzip"), max_page_bytes=100_000, **HERE).reason == "oversize"
    good = site.put("/c", gzip.compress(page().encode()), Content_Encoding="gzip")
    assert isinstance(read(good, **HERE)[0], Capture)
    assert skip(site.put("/d", page(), Content_Encoding="br"), **HERE).reason == "unsupported"
    assert skip(site.put("/e", bomb[:200], Content_Encoding="gzip"), **HERE).reason == "broken_archive"


def test_time_is_limited_even_if_bytes_keep_coming(site: Site) -> None:
    site.slow.add("/a")
    started = time.monotonic()
    assert skip(site.put("/a", b"x" * 400), fetch_seconds=0.3, **HERE).reason == "too_slow"
    assert time.monotonic() - started < 5


def test_a_server_that_says_nothing_is_too_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert skip(url, connect_seconds=0.2, **HERE).reason == "too_slow"


def test_pages_of_one_site_are_asked_for_with_a_pause(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", Content_Type="text/plain")
    site.put("/a", page())
    client = Client(IngestOptions(**HERE))
    started = time.monotonic()
    for _ in range(3):
        client.fetch(site.base + "/a")
    assert 0.6 <= time.monotonic() - started < 5
    client.close()


def test_no_one_at_home_is_fetch_failed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert skip(f"http://127.0.0.1:{port}/", **HERE).reason == "fetch_failed"


def test_the_environments_proxies_are_ignored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(read(site.put("/a", page()), **HERE)[0], Capture)


def test_what_is_no_page_is_unsupported(site: Site) -> None:
    assert skip(site.put("/a.pdf", b"%PDF", Content_Type="application/pdf"), **HERE).reason == "unsupported"


def test_a_text_is_taken_as_it_is(site: Site) -> None:
    rows = read(site.put("/a.txt", f"{TITLE}\n\n{BODY}", Content_Type="text/plain; charset=utf-8"), **HERE)
    assert isinstance(rows[0], Capture)
    assert rows[0].article.text == f"{TITLE}\n\n{BODY}"


def test_a_feeds_entries_are_fetched(site: Site) -> None:
    story, gone = site.put("/story", page()), site.base + "/gone"
    date = "<pubDate>Wed, 02 Jan 2030 09:30:07 GMT</pubDate>"
    items = "".join(f"<item><title>x</title><link>{link}</link>{date}</item>" for link in (story, gone, story))
    feed = site.put("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>", Content_Type="application/rss+xml")
    rows = read(feed, max_feed_entries=2, **HERE)
    assert isinstance(rows[0], Capture)
    assert (rows[0].article.published, rows[0].article.published_how) == ("2030-01-02T09:30:07+00:00", "feed")
    assert [row.reason for row in rows[1:] if isinstance(row, Skipped)] == ["fetch_failed", "oversize"]
