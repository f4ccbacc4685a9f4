"""One row of a table, whatever file it came from: which column is which field, and the article it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from onrecord.ingest.article import Found, capture, clean, names, web_address, with_title
from onrecord.ingest.decode import safe
from onrecord.ingest.desk import Desk, Input
from onrecord.ingest.options import FIELDS, MAX_BAD_ROWS
from onrecord.ingest.trouble import Trouble, one_line
from onrecord.rows import Capture, Skipped

Columns = dict[str, tuple[str, ...]]
SHOWN = 12
"""Column names shown in a message: enough to see what the file is."""


def choose(given: Iterable[object], wanted: Mapping[str, str]) -> Columns:
    """Which of the columns found hold which field; several may, and a row's first that is not empty counts.

    Raises `Trouble` that names the columns found, where a column asked for, or any for the text, is missing.
    """
    found = [name for name in given if isinstance(name, str)]
    shown = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "") or "none"
    for field, name in wanted.items():
        if name not in found:
            detail = f"there is no column {name!r} for {field}; found: {shown}"
            raise Trouble("malformed", detail, f"name the right one: --columns {field}=…")
    by_name = {_plain(name): name for name in reversed(found)}
    columns = {field: tuple(by_name[n] for n in usual if n in by_name) for field, usual in FIELDS.items()}
    columns |= {field: (name,) for field, name in wanted.items()}
    if not columns["text"]:
        raise Trouble("malformed", f"there is no column for the text; found: {shown}", "name it: --columns text=…")
    return columns


@lru_cache(maxsize=256)
def chosen(given: tuple[str, ...], wanted: tuple[tuple[str, str], ...]) -> Columns:
    """`choose` for rows that each name their columns: the lines of a file have the same few sets of keys."""
    return choose(given, dict(wanted))


def article(
    row: Mapping[str, Any], columns: Columns, key: str, given: Input, raw: tuple[bytes, str], desk: Desk
) -> Capture:
    """The article of a row. Raises `Trouble`."""
    text = _value(row, columns, "text")
    if text is None:
        raise Trouble("empty", "its text is empty", "nothing to do, unless the text lies in another column")
    if not isinstance(text, str):
        raise Trouble(
            "malformed", f"its text is no string but {type(text).__name__}", "name the right column: --columns text=…"
        )
    url = web_address(_value(row, columns, "url"))
    title = clean(_value(row, columns, "title"))
    found = Found(
        source=url or key,
        text=safe(with_title(title, text)) if text.strip() else "",
        raw=raw[0],
        raw_type=raw[1],
        path=str(given.path),
        url=url,
        outlet=clean(_value(row, columns, "outlet")),
        title=title,
        byline=names(_value(row, columns, "byline")),
        published=_value(row, columns, "published"),
        published_how="column",
        language=clean(_value(row, columns, "language")),
        complete=row.get("complete") not in (False, "false", "False"),
    )
    return capture(found, desk.options)


class Bad:
    """Counts rows that cannot be read; too many with no good one among them, and the file is something else."""

    def __init__(self, key: str) -> None:
        self.key, self.rows, self.good = key, 0, False

    def row(self, trouble: Trouble, number: int, at: str) -> Iterator[Skipped]:
        """Says what is wrong with a row, and raises `Trouble` when it is enough."""
        yield trouble.skipped(f"{self.key}#{number}", at)
        self.rows += 1
        if self.rows >= MAX_BAD_ROWS and not self.good:
            detail = f"its first {self.rows:,} rows hold no article; the rest was not read"
            raise Trouble("malformed", detail, "check the file's kind and its columns")


def readable(rows: Iterable[tuple[int, str, Capture | Trouble]], key: str) -> Iterator[Capture | Skipped]:
    """Good rows as they are, bad ones as `Skipped`; `Trouble` if there was no row at all."""
    bad, any_row = Bad(key), False
    for number, at, row in rows:
        any_row = True
        if isinstance(row, Trouble):
            yield from bad.row(row, number, at)
        else:
            bad.good = True
            yield row
    if not any_row:
        raise Trouble("empty", "there is no row in it", "check whether the file was saved whole")


def _value(row: Mapping[str, Any], columns: Columns, field: str) -> Any:
    """A field's value: the first of its columns that is neither null nor blank. A `source` that is a link is none."""
    for name in columns[field]:
        value = row.get(name)
        if field == "outlet" and isinstance(value, str) and web_address(value):
            continue
        if field == "outlet" and isinstance(value, Mapping):
            value = value.get("name")
        if value is not None and value != "" and value != []:
            return value
    return None


def _plain(name: str) -> str:
    return one_line(name.strip("\ufeff \t"), 100).lower().replace(" ", "_").replace("-", "_")
