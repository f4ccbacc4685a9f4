"""The reading room: who gets in, what each page shows, and that hostile text stays text. All of it fiction."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message

from onrecord.app.guard import POLICY
from onrecord.app.server import Address, app, listening, new_address
from onrecord.errors import OnrecordError
from rows_made import article, linked

HERE = Address(8123, "secret-of-the-launch")
HOST = "127.0.0.1:8123"
EVIL = "<script>alert(1)</script>\u202e\"'><b>Ashel"
TEXTS = {
    "Lantern": "Flood in Ashel\nThree people drowned in the Ashel flood on Monday, the mayor Ada Brin said.",
    "Gazette": "Flood kills three\nThree people drowned in the Ashel flood on Monday, the mayor Ada Brin told us.",
    EVIL: f"{EVIL}\nThree people drowned in the Ashel flood on Monday. {EVIL} was there.",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


def ask(
    served: ASGIApp, path: str, *, host: str = HOST, cookie: str | None = HERE.token, method: str = "GET",
    origin: str | None = None, query: str = "",
) -> Answer:  # fmt: skip
    headers = [(b"host", host.encode("latin-1", "replace"))]
    headers += [(b"cookie", f"onrecord-8123={cookie}".encode("latin-1", "replace"))] if cookie is not None else []
    headers += [(b"origin", origin.encode())] if origin else []
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": headers, "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 8123),
        "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    asyncio.run(served(scope, receive, send))  # type: ignore[arg-type]
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:]).decode())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    path = tmp_path_factory.mktemp("app") / "story.db"
    made = (
        article(text, f"https://o{n}.example/x", outlet=outlet, zones=())
        for n, (outlet, text) in enumerate(TEXTS.items())
    )
    linked(made, str(path)).close()
    return app(path, HERE)


def link(text: str, kind: str) -> str:
    return str(re.findall(rf"/{kind}/[0-9a-f]+", text)[0])


def test_every_page_leads_on_and_shows_what_is_there(served: ASGIApp) -> None:
    home = ask(served, "/")
    assert (home.status, "3 reports" in home.text) == (200, True)
    story = ask(served, link(home.text, "story"))
    assert "What several say" in story.text
    claim = ask(served, link(story.text, "claim"))
    assert "Three people drowned" in claim.text
    report = ask(served, link(claim.text, "article"))
    assert "drowned in the Ashel flood" in report.text
    statement = re.findall(r"/article/[0-9a-f]+#(s-[0-9a-f]+)", claim.text)[0]
    assert any(f'id="{statement}"' in ask(served, a).text for a in set(re.findall(r"/article/[0-9a-f]+", claim.text)))
    beside = [ask(served, a).text for a in set(re.findall(r"/article/[0-9a-f]+", story.text))]
    assert any("has the same words" in text or "says the same" in text for text in beside)
    side = ask(served, re.findall(r"/compare/[0-9a-f]+/[0-9a-f]+", report.text)[0])
    assert (side.status, side.text.count("drowned in the Ashel flood")) == (200, 2)
    found = ask(served, "/search", query="q=drowned+flood")
    assert "3 statements" in found.text
    assert "No statement has all these words" in ask(served, "/search", query="q=zeppelin").text
    assert ask(served, "/app.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    "path", ["/story/nope", "/article/nope", "/claim/nope", "/nothing", "/article/%00", "/compare/a/b"]
)
def test_what_is_not_there_is_said(served: ASGIApp, path: str) -> None:
    assert ask(served, path).status == 404


def test_hostile_names_and_words_are_text(served: ASGIApp) -> None:
    home = ask(served, "/")
    pages = [home, ask(served, link(home.text, "story")), ask(served, "/search", query="q=%3Cscript%3E+%22")]
    pages += [ask(served, a) for a in set(re.findall(r"/article/[0-9a-f]+", pages[1].text))]
    assert any("&lt;script&gt;" in page.text for page in pages)
    for page in pages:
        assert "<script" not in page.text
        assert "<b>Ashel" not in page.text
        assert "\u202e" not in page.text
        assert page.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "evil.example:8123"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "localhost:8123"}, 200),
        ({"cookie": None}, 403),
        ({"cookie": "guess"}, 403),
        ({"method": "POST"}, 403),
        ({"method": "POST", "origin": "http://evil.example"}, 403),
        ({"method": "POST", "origin": f"http://{HOST}"}, 405),
    ],
)
def test_only_this_machine_with_the_token_gets_in(served: ASGIApp, asked: dict[str, str], status: int) -> None:
    found = ask(served, "/", **asked)
    assert found.status == status
    assert found.headers["content-security-policy"] == POLICY
    assert found.headers["cache-control"] == "no-store"


def test_the_token_of_the_address_becomes_a_cookie_and_leaves_the_address(served: ASGIApp) -> None:
    found = ask(served, "/search", cookie=None, query=f"q=flood&token={HERE.token}")
    assert (found.status, found.headers["location"]) == (303, "/search?q=flood")
    cookie = found.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert (
        ask(served, "//evil.example/", cookie=None, query=f"token={HERE.token}").headers["location"] == "/evil.example/"
    )


@given(st.text(max_size=30), st.text(max_size=30).filter(lambda q: "\ud800" not in q))
def test_any_cookie_and_any_query_are_answered(served: ASGIApp, cookie: str, query: str) -> None:
    assert ask(served, "/", cookie=cookie).status in (200, 403)
    assert ask(served, "/search", query=f"q={query}&page={query}".encode("utf-8", "replace").decode()).status == 200


def test_a_port_that_is_taken_is_said_and_tokens_differ() -> None:
    held = listening(0)
    held.listen()
    try:
        one, other = new_address(held), new_address(held)
        assert one.token != other.token
        assert one.url.startswith(f"http://127.0.0.1:{one.port}/?token=")
        with pytest.raises(OnrecordError, match=str(one.port)):
            listening(one.port)
    finally:
        held.close()
