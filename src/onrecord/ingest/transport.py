"""The network under the web client: it connects to no address that is not public, and stops at its deadline.

The name is resolved once, the addresses are checked, and the connection goes to the checked address itself: a name
that changes its answer between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

from onrecord.ingest.addresses import why_refused
from onrecord.ingest.trouble import Trouble

if TYPE_CHECKING:
    SocketOptions = Iterable[Any]


class Deadline:
    """When the fetch under way has to be over."""

    def __init__(self) -> None:
        self.at = float("inf")

    def start(self, seconds: float) -> None:
        """Gives it so many seconds from now."""
        self.at = time.monotonic() + seconds

    def left(self, most: float | None) -> float:
        """Seconds left, and no more than asked for. Raises `Trouble` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise Trouble("too_slow", "the server took longer than the limit", SAVE_IT)
        return left if most is None else min(left, most)


SAVE_IT = "save the page in your browser and give me the file"


class _Stream(httpcore2.NetworkStream):
    """A connection of which no read or write outlasts the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Stream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Resolves, checks, connects to what was checked, and checks the peer again."""

    def __init__(self, deadline: Deadline, resolve: Callable[[str, int], list[str]], allowed: frozenset[str]) -> None:
        self._deadline, self._resolve, self._allowed = deadline, resolve, allowed
        self._under = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        """Connects to the first address of the host that answers; all of them have to be public."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise Trouble("fetch_failed", f"there is no host {host}", "check the address and your connection") from None
        for address in addresses:
            self._check(address, host)
        for n, address in enumerate(addresses, 1):
            try:
                stream = self._under.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except httpcore2.ConnectError:
                if n == len(addresses):
                    raise
            else:
                self._check(str(stream.get_extra_info("server_addr")[0]), host)
                return _Stream(stream, self._deadline)
        raise httpcore2.ConnectError(f"{host} has no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        """Refused."""
        raise Trouble("refused_address", "a local socket is no web address", "give an http(s) address")

    def _check(self, address: str, host: str) -> None:
        why = None if address in self._allowed else why_refused(address)
        if why:
            detail = f"{host} is at {address}, which is {why}" if host != address else f"{address} is {why}"
            raise Trouble("refused_address", detail, SAVE_IT)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class Transport(httpx2.BaseTransport):
    """httpx2 over the backend above: no proxies, no environment, no HTTP/2."""

    def __init__(self, backend: Backend) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=4)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request, one response; redirects are the client's."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        stream = request.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        sent = httpcore2.Request(
            request.method, target, headers=request.headers.raw, content=stream, extensions=request.extensions
        )
        answer = self._pool.handle_request(sent)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()
