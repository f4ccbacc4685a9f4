"""`.jsonl` and `.json`: one object an article. A bad line is one `Skipped` with its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.ingest import columns, sidecar
from onrecord.ingest.desk import Desk, Input, unpacking
from onrecord.ingest.trouble import Trouble
from onrecord.rows import Capture, Skipped

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles of a JSON Lines file, one line in memory at a time."""
    seen: set[str] = set()
    with desk.open(given) as file, unpacking():
        yield from columns.readable(_rows(file, given, desk, seen), given.key)
    if missing := sorted({name for field, name in desk.options.columns.items() if field != "text"} - seen):
        detail = f"no line has a column {missing[0]!r}; the articles were read without it"
        raise Trouble("malformed", detail, "name the right one with --columns")


def read_json(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles of a JSON file: a list of objects, an object with such a list inside, or one object."""
    data = sidecar.parse(desk.bytes_of(given))
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = lists[0] if len(lists) == 1 and "text" not in data else [data]
    if not isinstance(data, list):
        raise Trouble("malformed", "it holds neither an object nor a list of them", "give one object an article")
    raws = (json.dumps(each, ensure_ascii=True, sort_keys=True).encode() for each in data)
    rows = (
        (n, f"item {n}", _article(each, raw, n, given, desk))
        for n, (each, raw) in enumerate(zip(data, raws, strict=True), 1)
    )
    yield from columns.readable(rows, given.key)


def _rows(file: BinaryIO, given: Input, desk: Desk, seen: set[str]) -> Iterator[tuple[int, str, Capture | Trouble]]:
    for number, line in enumerate(_lines(file, desk.options.max_line_bytes), 1):
        if number == 1 and isinstance(line, bytes) and line.startswith(WIDE_MARKS):
            raise Trouble("encoding", "it is in UTF-16; JSON lines are in UTF-8", "save it as UTF-8")
        if isinstance(line, Trouble):
            yield number, f"line {number}", line
        elif line.strip():
            yield number, f"line {number}", _parsed(line, number, given, desk, seen)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes | Trouble]:
    """The lines; one longer than the limit is passed over, not held."""
    while line := file.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield Trouble("oversize", f"the line is longer than {limit:,} bytes", "split it into its articles")


def _parsed(line: bytes, number: int, given: Input, desk: Desk, seen: set[str]) -> Capture | Trouble:
    try:
        row = sidecar.parse(line)
        if isinstance(row, dict):
            seen.update(desk.options.columns.values() & row.keys())
        return _article(row, line.rstrip(b"\r\n"), number, given, desk)
    except Trouble as trouble:
        return trouble


def _article(row: Any, raw: bytes, number: int, given: Input, desk: Desk) -> Capture | Trouble:
    try:
        if not isinstance(row, dict):
            raise Trouble("malformed", f"it is no object but {type(row).__name__}", "give one object an article")
        wanted = tuple((k, v) for k, v in desk.options.columns.items() if k == "text" or v in row)
        chosen = columns.chosen(tuple(row), wanted)
        return columns.article(row, chosen, f"{given.key}#{number}", given, (raw, "application/json"), desk)
    except Trouble as trouble:
        return trouble
