"""Fetching one page: public http(s) addresses only, robots.txt kept, bounded in size, time and redirects, and honest
about who asks. Nothing is sent but the request itself: no cookies, no referrer, no credentials."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from onrecord import __version__
from onrecord.ingest.addresses import resolve
from onrecord.ingest.options import LONGEST_PAUSE, MAX_REDIRECTS, IngestOptions
from onrecord.ingest.trouble import Trouble, one_line
from onrecord.ingest.unpack import ACCEPTED, unpacked

if TYPE_CHECKING:
    from httpx2 import Response

NAME = "onrecord"
USER_AGENT = f"{NAME}/{__version__} (+fetches single news pages on its user's word; keeps robots.txt)"
MAX_ROBOTS_BYTES = 2 * 2**20
"""Four times what RFC 9309 asks robots to read at least; a longer one counts as one that cannot be read."""
SAVE_IT = "save the page in your browser and give me the file"
REFUSALS = {
    401: "asks for a log-in",
    402: "asks for payment",
    403: "refuses us",
    404: "has no such page",
    410: "has removed the page",
    429: "says we ask too often",
    451: "withholds the page for legal reasons",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen. On others lie mail, databases and consoles, which a redirect must not make us talk to."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it: `url` is where it lay in the end."""

    url: str
    body: bytes
    kind: str
    charset: str | None


class Client:
    """Fetches pages. Holds connections and the robots.txt of each site for one run."""

    def __init__(self, options: IngestOptions, resolver: Callable[[str, int], list[str]] = resolve) -> None:
        import httpx2

        from onrecord.ingest.transport import Backend, Deadline, Transport

        self._options, self._deadline = options, Deadline()
        backend = Backend(self._deadline, resolver, options.allow_addresses)
        headers = {
            "User-Agent": USER_AGENT,
            "Accept-Encoding": ACCEPTED,
            "Accept": "text/html, application/xml;q=0.9, */*;q=0.5",
        }
        self._http = httpx2.Client(
            transport=Transport(backend), headers=headers, trust_env=False, timeout=options.connect_seconds
        )
        self._robots: dict[str, Any] = {}
        self._last: dict[str, float] = {}

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def fetch(self, url: str) -> Fetched:
        """A page, after up to `MAX_REDIRECTS` redirects, each checked like the first. Raises `Trouble`."""
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            self._ask_robots(url)
            self._wait(url)
            response, body = self._get(url, self._options.max_page_bytes)
            if response.status_code not in REDIRECTS:
                return self._page(url, response, body)
            url = joined(url, response.headers.get("location", ""))
        raise Trouble("fetch_failed", f"it redirects more than {MAX_REDIRECTS} times", SAVE_IT)

    def _check(self, url: str) -> None:
        """Raises `Trouble` for an address not to be asked; where local ones are allowed, so is any port of theirs."""
        allowed(url)
        port = urlsplit(url).port
        if port is not None and port not in PORTS and not self._options.allow_addresses:
            raise Trouble("refused_address", f"port {port} is none that web pages are served at", SAVE_IT)

    def _page(self, url: str, response: Response, body: bytes) -> Fetched:
        status = response.status_code
        if status != 200:
            said = REFUSALS.get(status, "answers with an error")
            raise Trouble("fetch_failed", f"the site {said} (HTTP {status})", SAVE_IT)
        message = Message()
        message["Content-Type"] = response.headers.get("content-type", "")
        charset = message.get_param("charset")
        kind = message.get_content_type() if message["Content-Type"] else ""
        return Fetched(url, body, kind, charset if isinstance(charset, str) else None)

    def _get(self, url: str, limit: int) -> tuple[Response, bytes]:
        import httpcore2
        import httpx2

        self._deadline.start(self._options.fetch_seconds)
        self._http.cookies.clear()
        try:
            request = self._http.build_request("GET", url)
            with closing(self._http.send(request, stream=True)) as response:
                # of any other answer the status says all, and a body that cannot be read must not hide it
                body = self._body(response, limit) if response.status_code == 200 else b""
                return response, body
        except (httpx2.TimeoutException, httpcore2.TimeoutException):
            raise Trouble("too_slow", "the server did not answer in time", SAVE_IT) from None
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            OSError,
            ValueError,
        ) as error:
            detail = f"the page could not be fetched: {one_line(str(error), 160) or type(error).__name__}"
            raise Trouble("fetch_failed", detail, SAVE_IT) from None

    def _body(self, response: Response, limit: int) -> bytes:
        def chunks() -> Any:
            for chunk in response.iter_raw():
                self._deadline.left(None)
                yield chunk

        return unpacked(chunks(), response.headers.get("content-encoding", ""), limit)

    def _ask_robots(self, url: str) -> None:
        """Raises `Trouble` if the site's robots.txt keeps us from a page."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if rules is None:
            raise Trouble("robots", "the site's robots.txt cannot be read, which means no", SAVE_IT)
        if not rules.can_fetch(url, NAME):
            raise Trouble("robots", "the site asks robots not to fetch it", SAVE_IT)

    def _wait(self, url: str) -> None:
        """Leaves a pause since the last page of the same site: its robots.txt's Crawl-delay, or our own."""
        site = urlsplit(url).netloc
        asked = next(
            (rules.crawl_delay(NAME) for key, rules in self._robots.items() if key.endswith("//" + site)), None
        )
        pause = max(self._options.pause_seconds, min(asked or 0.0, LONGEST_PAUSE))
        since = time.monotonic() - self._last.get(site, float("-inf"))
        if since < pause:
            time.sleep(pause - since)
        self._last[site] = time.monotonic()

    def _read_robots(self, site: str) -> Any:
        """A site's rules; all is allowed where there are none, and `None` where the server fails (RFC 9309, 2.3.1)."""
        from protego import Protego

        url = f"{site}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS + 1):
                self._check(url)
                response, body = self._get(url, MAX_ROBOTS_BYTES)
                if response.status_code not in REDIRECTS:
                    break
                url = joined(url, response.headers.get("location", ""))
        except Trouble as trouble:
            if trouble.reason == "oversize":
                return None
            raise
        if response.status_code >= 500:
            return None
        return Protego.parse(body.decode("utf-8", "replace") if response.status_code == 200 else "")


def joined(base: str, link: str) -> str:
    """Where a link on a page leads. Raises `Trouble` for one that is no address, such as `http://[x/`."""
    try:
        return urljoin(base, link)
    except ValueError as error:
        raise Trouble("refused_address", f"it leads to what is no web address: {error}", SAVE_IT) from None


def allowed(url: str) -> None:
    """Raises `Trouble` for what is no plain http(s) address."""
    try:
        parts = urlsplit(url)
        host, scheme, named = parts.hostname, parts.scheme.lower(), parts.username or parts.password
        _ = parts.port
    except ValueError as error:
        raise Trouble("refused_address", f"it is no web address: {error}", "give an http(s) address") from None
    if scheme not in ("http", "https") or not host:
        raise Trouble("refused_address", "it is no http(s) address", "give an http(s) address")
    if named:
        raise Trouble("refused_address", "the address holds a user name or password", SAVE_IT)
