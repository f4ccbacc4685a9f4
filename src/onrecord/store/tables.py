"""The record's tables as Arrow: typed columns, spans as lists of [start, end]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.rows import Article, Run, Skipped, Statement

if TYPE_CHECKING:
    import pyarrow

    from onrecord.store.record import Record

BATCH = 2_000
"""Rows turned at a time: a batch of articles of average length is about 10 MB."""

ROWS: dict[str, type[Any]] = {"articles": Article, "statements": Statement, "skipped": Skipped, "runs": Run}


def table(record: Record, name: str) -> pyarrow.Table:
    """One table whole."""
    import pyarrow as pa

    return pa.Table.from_batches(batches(record, name), schema=schema(name))


def batches(record: Record, name: str) -> Iterator[pyarrow.RecordBatch]:
    """One table batch by batch, in bounded memory. Raises `UsageError` for an unknown name."""
    import pyarrow as pa

    if name not in ROWS:
        raise UsageError(f"there is no table {name!r}; choose one of {', '.join(ROWS)}")
    rows: Iterable[Any] = getattr(record, name)()
    it = iter(rows)
    while chunk := list(islice(it, BATCH)):
        yield pa.RecordBatch.from_pylist([_plain(r) for r in chunk], schema=schema(name))


def schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of a table: its row's fields in their order."""
    import pyarrow as pa

    span = pa.list_(pa.int32(), 2)
    zone = pa.struct([("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
    special = {
        "complete": pa.bool_(),
        "confidence": pa.float32(),
        "content": pa.list_(span),
        "cue": span,
        "relay": pa.list_(pa.string()),
        "due": pa.list_(pa.string(), 2),
        "zones": pa.list_(zone),
    }
    if name == "statements":
        special["source"] = span
    return pa.schema([(f.name, special.get(f.name, pa.string())) for f in fields(ROWS[name])])


def _plain(row: Any) -> dict[str, Any]:
    plain = asdict(row)
    if isinstance(row, Run):
        plain["options"] = str(row.options)
    return plain
