"""A record whose HTTP header Python's own parser fails on is said, and its neighbours are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources_made import URL, page, read, record, response, write

from onrecord.rows import Capture

pytestmark = pytest.mark.usefixtures("shared_worker")


def test_a_header_that_does_not_parse_does_not_end_the_archive(tmp_path: Path) -> None:
    odd = record(response(page(), kind="text/html; charset*0*"), url=URL + "/odd")
    rows = read(write(tmp_path / "a.warc", odd + record(response(page()))))
    assert len(rows) == 2
    assert getattr(rows[0], "reason", "malformed") == "malformed"
    assert isinstance(rows[1], Capture)
    assert rows[1].article.source == URL
