"""`.csv`, `.tsv` and `.parquet`: one row an article, streamed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

from onrecord.ingest import columns
from onrecord.ingest.decode import BOMS, SAMPLE, detect, safe
from onrecord.ingest.desk import Desk, Input, unpacking
from onrecord.ingest.trouble import Trouble, one_line
from onrecord.rows import Capture, Skipped

BATCH = 64
"""Parquet rows decoded at a time: at 4,000 characters each a few hundred kilobytes."""
MAX_GROUP_BYTES = 2**32
"""One row group, unpacked: writers make them 64 MiB to 1 GiB, and pyarrow holds a column's part of one in memory."""
DELIMITERS = ",;\t|"
"""What separates cells; the one that occurs most in the header is taken."""

Row = tuple[int, str, Capture | Trouble]


def read_csv(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles of a CSV file. The first row names the columns; comma, semicolon, tab or bar between the cells."""
    encoding = _encoding(given, desk)
    csv.field_size_limit(max(csv.field_size_limit(), desk.options.max_line_bytes))
    with desk.open(given) as file, unpacking(), io.TextIOWrapper(file, encoding, "replace", newline="") as text:
        yield from columns.readable(_csv_rows(text, given, desk), given.key)


def read_parquet(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles of a Parquet file, a batch of rows at a time."""
    import pyarrow as pa

    with desk.open(Input(given.path, given.key, given.kind)) as file:
        try:
            yield from columns.readable(_parquet_rows(file, given, desk), given.key)
        except (pa.ArrowException, OSError, ValueError) as error:
            detail = f"it is no whole Parquet file: {one_line(str(error), 160)}"
            raise Trouble(
                "malformed", detail, "write or copy the file again; rows before the damage were read"
            ) from None


class _Taken:
    """Lines as the CSV reader takes them, remembered until their row is done: a row's raw form."""

    def __init__(self, lines: TextIO, limit: int) -> None:
        self.lines, self.limit, self.taken, self.number = lines, limit, [""], 0

    def __iter__(self) -> _Taken:
        return self

    def __next__(self) -> str:
        line = self.lines.readline(self.limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self.limit:
            detail = f"line {self.number + 1} is longer than {self.limit:,} characters"
            raise Trouble("oversize", detail, "check for a torn quotation mark before it")
        self.number += 1
        self.taken.append(line)
        return line.replace("\0", "\ufffd")

    def raw(self) -> bytes:
        """The lines of the row just read, and a fresh start."""
        raw, self.taken = "".join(self.taken), []
        return raw.encode("utf-8", "surrogatepass")


def _csv_rows(text: TextIO, given: Input, desk: Desk) -> Iterator[Row]:
    lines = _Taken(text, desk.options.max_line_bytes)
    header = next(lines, None)
    if header is None:
        return
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header.lstrip("\ufeff")], delimiter=delimiter), [])
    chosen = columns.choose(names, desk.options.columns)
    reader, number, first = csv.reader(lines, delimiter=delimiter, strict=True), 0, lines.number + 1
    lines.raw()
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield number, f"line {first}", _torn(error, first, lines.number)
        else:
            if cells:
                number += 1
                yield number, f"line {first}", _csv_article(names, cells, chosen, number, given, lines.raw(), desk)
        lines.raw()
        first = lines.number + 1


def _csv_article(
    names: list[str], cells: list[str], chosen: columns.Columns, number: int, given: Input, raw: bytes, desk: Desk
) -> Capture | Trouble:
    if len(cells) != len(names):
        detail = f"it has {len(cells)} cells; the header has {len(names)}"
        return Trouble("malformed", detail, "check for a torn line or a text that is not in quotation marks")
    row = dict(zip(names, cells, strict=True))
    try:
        return columns.article(row, chosen, f"{given.key}#{number}", given, (raw, "text/csv"), desk)
    except Trouble as trouble:
        return trouble


def _torn(error: csv.Error, first: int, last: int) -> Trouble:
    if "unexpected end" in str(error):
        detail = f"a quotation mark opened in line {first} is never closed; lines {first}-{last} were not read"
        return Trouble("malformed", detail, "close it, or double it if it belongs to the text")
    return Trouble("malformed", f"its cells cannot be told apart: {error}", "double the quotation marks inside texts")


def _encoding(given: Input, desk: Desk) -> str:
    """The encoding of a table, by its mark, by a strict pass over all of it, or by guess. `Trouble` if it is empty."""
    with desk.open(given) as file, unpacking():
        head = file.read(SAMPLE)
        if not head:
            raise Trouble("empty", "the file has no bytes", "check whether it was saved whole")
        for mark, name in BOMS:
            if head.startswith(mark):
                return name
        if head.count(0) == 0 and _is_utf8(head, file):
            return "utf-8"
    return detect(head)


def _is_utf8(head: bytes, file: BinaryIO) -> bool:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = file.read(1 << 20)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _parquet_rows(file: BinaryIO, given: Input, desk: Desk) -> Iterator[Row]:
    import pyarrow.parquet as pq

    table = pq.ParquetFile(file)
    chosen = columns.choose(table.schema_arrow.names, desk.options.columns)
    for group in range(table.metadata.num_row_groups):
        if table.metadata.row_group(group).total_byte_size > MAX_GROUP_BYTES:
            detail = f"its row group {group} unpacks to more than {MAX_GROUP_BYTES:,} bytes"
            raise Trouble("oversize", detail, "write it again with smaller row groups")
    number = 0
    for batch in table.iter_batches(batch_size=BATCH):
        for row in batch.to_pylist():
            number += 1
            yield number, f"row {number}", _parquet_article(row, chosen, number, given, desk)


def _parquet_article(
    row: dict[str, Any], chosen: columns.Columns, number: int, given: Input, desk: Desk
) -> Capture | Trouble:
    raw = json.dumps(row, ensure_ascii=True, sort_keys=True, default=str).encode()
    for name in chosen["text"]:
        if isinstance(row[name], bytes):
            row[name] = safe(row[name].decode("utf-8", "replace"))
    try:
        return columns.article(row, chosen, f"{given.key}#{number}", given, (raw, "application/json"), desk)
    except Trouble as trouble:
        return trouble
