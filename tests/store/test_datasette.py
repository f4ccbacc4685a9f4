"""Datasette opens a record as it is: tables, views, rows behind foreign keys, and search."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from onrecord.store import Record
from onrecord.store.schema import TABLES
from rows_made import TEXT, article, as_read, capture, reading

OPEN = build_opener(ProxyHandler({}))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("datasette") / "story.db"
    with Record.open(path) as record:
        run = record.begin_run("0", "r", {})
        first, other = article(), article("Rain at Ashel", source="https://gazette.example/rain")
        record.add_with_reading(capture(first), as_read(reading(first)), run)
        record.add_with_reading(capture(other), as_read([]), run)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", str(path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield awaited(f"http://127.0.0.1:{port}/story")
        finally:
            server.terminate()


def awaited(url: str) -> str:
    for _ in range(300):
        try:
            get(url + ".json")
        except URLError:
            time.sleep(0.1)
        else:
            return url
    raise AssertionError("datasette did not start")


def get(url: str) -> Any:
    with OPEN.open(url, timeout=20) as answer:
        assert answer.status == 200
        return json.load(answer)


def test_it_shows_every_table(served: str) -> None:
    assert {table["name"] for table in get(served + ".json")["tables"]} >= set(TABLES)
    for name in TABLES:
        assert "rows" in get(f"{served}/{name}.json")


def test_the_view_shows_words(served: str) -> None:
    rows = get(served + "/statement_texts.json?_shape=array&quotation=direct")
    (row,) = rows
    assert (row["source"], row["cue"], row["content"]) == ("the mayor of Ashel", "said", "“We were warned,”")


def test_a_foreign_key_leads_to_its_row(served: str) -> None:
    for row in get(served + "/statements.json?_shape=array"):
        (found,) = get(f"{served}/articles/{row['article']}.json?_shape=array")
        assert found["text"] == TEXT
        assert get(f"{served}/statements/{row['id']}.json?_shape=array")
        assert get(f"{served}/runs/{row['run']}.json?_shape=array")


def test_articles_can_be_searched(served: str) -> None:
    found = get(served + "/articles.json?_shape=array&_search=rain")
    assert [row["text"] for row in found] == ["Rain at Ashel"]
