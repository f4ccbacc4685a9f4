"""The record's tables as Arrow: typed columns, spans as lists of [start, end]."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.rows import Article, Entity, Figure, Place, Run, Skipped, Speaker, Statement, Time

if TYPE_CHECKING:
    import pyarrow

    from onrecord.store.record import Record

ROWS: dict[str, type[Any]] = {
    "articles": Article,
    "statements": Statement,
    "entities": Entity,
    "speakers": Speaker,
    "figures": Figure,
    "times": Time,
    "places": Place,
    "skipped": Skipped,
    "runs": Run,
}

BATCH = {"articles": 500}
"""Rows turned at a time: 500 articles of average length are about 2 MB, and of the greatest a few hundred."""
BATCH_ELSE = 10_000


def table(record: Record, name: str) -> pyarrow.Table:
    """One table whole."""
    import pyarrow as pa

    return pa.Table.from_batches(batches(record, name), schema=schema(name))


def batches(record: Record, name: str) -> Iterator[pyarrow.RecordBatch]:
    """One table batch by batch, in bounded memory. Raises `UsageError` for an unknown name."""
    import pyarrow as pa

    types = schema(name)
    rows: Iterable[Any] = getattr(record, name)()
    it = iter(rows)
    while chunk := list(islice(it, BATCH.get(name, BATCH_ELSE))):
        columns = [pa.array(map(_value(field.name), chunk), type=field.type) for field in types]
        yield pa.RecordBatch.from_arrays(columns, schema=types)


def schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of a table: its row's fields in their order."""
    import pyarrow as pa

    if name not in ROWS:
        raise UsageError(
            f"there is no table {name!r}; choose one of {', '.join(ROWS)}. What linking found, and how it is worded: "
            f"onrecord.table(record, {name!r})"
        )
    span = pa.list_(pa.int32(), 2)
    zone = pa.struct([("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
    special = {
        "complete": pa.bool_(),
        "confidence": pa.float64(),
        "content": pa.list_(span),
        "cue": span,
        "relay": pa.list_(pa.string()),
        "due": pa.list_(pa.string(), 2),
        "zones": pa.list_(zone),
        "mentions": pa.list_(pa.struct([("span", span), ("form", pa.string()), ("kind", pa.string())])),
        "descriptions": pa.list_(span),
        "entities": pa.list_(pa.string()),
    }
    if name == "figures":
        special |= {"span": span, "low": pa.float64(), "high": pa.float64()}
    if name == "times":
        special |= {"span": span}
    if name == "places":
        areas = pa.list_(pa.struct([("geonames", pa.int64()), ("name", pa.string())]))
        special |= {"span": span, "geonames": pa.int64(), "lat": pa.float64(), "lon": pa.float64(), "within": areas}
    if name == "statements":
        special["source"] = span
    return pa.schema([(f.name, special.get(f.name, pa.string())) for f in fields(ROWS[name])])


def _value(name: str) -> Callable[[Any], Any]:
    """How a field becomes what its column takes: what has parts plain, options as JSON, all else as it is."""
    if name == "zones":
        return lambda row: [astuple(zone) for zone in row.zones]
    if name == "mentions":
        return lambda row: [{"span": m.span, "form": m.form, "kind": m.kind} for m in row.mentions]
    if name == "within":
        return lambda row: [{"geonames": a.geonames, "name": a.name} for a in row.within]
    if name == "options":
        return lambda row: json.dumps(row.options, sort_keys=True)
    return attrgetter(name)
