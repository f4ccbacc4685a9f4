"""Whatever bytes come, under whatever name: nothing raises, and something is said of each."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources_made import CLOCK, line, members, page, record, response

from onrecord.ingest import IngestOptions, ingest
from onrecord.ingest.desk import Desk
from onrecord.ingest.files import READERS
from onrecord.ingest.http_message import parse
from onrecord.ingest.served import answer
from onrecord.ingest.trouble import Trouble
from onrecord.ingest.worker import Worker
from onrecord.rows import REASONS, Capture, Skipped

SEEDS = (
    page().encode(),
    line().encode(),
    b'title,text\n"a","b said."\n',
    b"PAR1",
    members(record(response(page()))),
    record(response(page())),
    b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>",
    b"\xff\xfe",
    b"\xed\xa0\x80",
)


class Here(Worker):
    """Runs the tasks in this process, so that a fuzzed run takes no second process. The process has its own tests."""

    def run(self, task: str, raw: bytes, **about: Any) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json.dumps(answer({"task": task, **about}, raw)))
        if "trouble" in found:
            raise Trouble(*found["trouble"])
        return found


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Any bytes, or a good file that was cut, or into which something was put."""
    seed = draw(st.sampled_from(SEEDS))
    at = draw(st.integers(0, len(seed)))
    middle = draw(st.binary(max_size=20))
    return draw(st.sampled_from([seed[:at] + middle + seed[at:], seed[:at] + middle, middle, seed[at:]]))


@pytest.mark.parametrize("kind", [*READERS, ".txt.gz", ".jsonl.gz", ".warc.gz", ".pdf"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=damaged())
def test_any_bytes_of_any_kind_are_answered(kind: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "worker", Here(1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{kind}"
        path.write_bytes(data)
        rows = list(ingest([str(path)], options=IngestOptions(clock=lambda: CLOCK, max_unpacked_bytes=10**6)))
        again = list(ingest([str(path)], options=IngestOptions(clock=lambda: CLOCK, max_unpacked_bytes=10**6)))
    assert rows
    assert rows == again
    for row in rows:
        if isinstance(row, Skipped):
            assert row.reason in REASONS
            assert row.hint
            assert "\n" not in row.detail
        else:
            sound(row)


def sound(row: Capture) -> None:
    article = row.article
    article.text.encode()
    assert "\0" not in article.text
    assert all(0 <= zone.start < zone.end <= len(article.text) for zone in article.zones)
    for value in (article.title, article.outlet, article.byline, article.url):
        assert value is None or (value and "\n" not in value and value.encode())


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_source_is_answered(source: str) -> None:
    assert list(ingest([f"/nowhere/{source}", f"ftp://{source}"], options=IngestOptions(network=False)))


@given(st.binary())
def test_any_block_is_a_response_or_trouble(block: bytes) -> None:
    with contextlib.suppress(Trouble):
        assert len(parse(b"HTTP/1.1 200 OK\r\n" + block, 10_000).body) <= 10_000


@given(
    st.dictionaries(
        st.sampled_from(["text", "title", "url", "published", "authors", "outlet", "source", "language", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
@settings(max_examples=80, deadline=None)
def test_rows_of_any_types_are_answered(row: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text(json.dumps(row), encoding="utf-8")
        rows = list(ingest([str(path)]))
    assert len(rows) == 1
    if isinstance(rows[0], Capture):
        sound(rows[0])
