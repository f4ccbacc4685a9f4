"""The server itself: an address of this machine, a token for whoever started it."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from onrecord.app.guard import Guard
from onrecord.app.views import routes
from onrecord.errors import OnrecordError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""How a browser of this machine calls it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the app is: its port, and the token that must be known to get in."""

    port: int
    token: str

    @property
    def url(self) -> str:
        """What to open."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"


def app(record: Path, address: Address) -> ASGIApp:
    """The app for a record on disk."""
    hosts = {f"{name}:{address.port}" for name in LOOPBACK}
    made = Starlette(routes=routes(record), exception_handlers={HTTPException: _said})
    return Guard(made, hosts=hosts, token=address.token, cookie=f"onrecord-{address.port}")


def _said(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code)


def listening(port: int) -> socket.socket:
    """A socket on loopback; port 0 takes one that is free. Raises `OnrecordError` where the port is taken."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once on such alone
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind(("127.0.0.1", port))
    except OSError as error:
        held.close()
        raise OnrecordError(f"port {port} of this machine cannot be had: {error.strerror}. Give another.") from error
    return held


def new_address(held: socket.socket) -> Address:
    """The address of a socket, with a token of its own."""
    return Address(held.getsockname()[1], secrets.token_urlsafe(24))


def serve(record: Path, held: socket.socket, address: Address) -> None:
    """Serves a record until it is stopped."""
    config = uvicorn.Config(app(record, address), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[held])
