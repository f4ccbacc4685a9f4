"""What stands before every view: a local server can be reached by any page that the browser has open.

Only addresses of this machine are answered (against DNS rebinding), only who has the launch token, by a cookie that
pages elsewhere cannot send along; what changes something must come from a page of ours (OWASP, Cross-Site Request
Forgery Prevention). Pages may load and run nothing but what the server itself has.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = ("GET", "HEAD")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets through what comes from this machine's browser with the token. `hosts` are the values of the Host header
    that are answered, with the port."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], token: str, cookie: str) -> None:
        self.app, self.hosts, self.token, self.cookie = app, frozenset(hosts), token, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or passes it on; every answer has the headers."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self._refused(scope)
        await (self.app if refused is None else refused)(scope, receive, with_headers)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This server answers to its own address alone.", 421)
        if scope["method"] not in READING and headers.get("origin") not in {f"http://{host}" for host in self.hosts}:
            return PlainTextResponse("What changes something must come from a page of this server.", 403)
        if self._known(headers.get("cookie", "")):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == "token"), "")
        if scope["method"] in READING and self._is_token(given):
            return self._welcome(scope["path"], [(name, value) for name, value in asked if name != "token"])
        return PlainTextResponse("Open the address that `onrecord serve` has printed: it has a token.", 403)

    def _known(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return found is not None and self._is_token(found.value)

    def _is_token(self, value: str) -> bool:
        return hmac.compare_digest(value.encode(), self.token.encode())

    def _welcome(self, path: str, query: list[tuple[str, str]]) -> Response:
        """To the same page without the token, which stays in a cookie."""
        to = "/" + quote(path.lstrip("/")) + (f"?{urlencode(query)}" if query else "")
        answer = RedirectResponse(to, 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer
