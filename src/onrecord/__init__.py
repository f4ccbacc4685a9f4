"""Who said what, on whose word, in many reports of one event.

import onrecord

record = onrecord.read(["articles/"], into="story.db")
for statement in record.statements(voice="attributed"):
    print(record.article(statement.article).text[slice(*statement.content[0])])
record.table("statements").to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.store import Record

import_module("onrecord.read")  # loaded before `read` is defined, the package never takes the verb's place again

__version__ = "0.1.0"

__all__ = ["__version__", "export", "open", "read", "report", "verify"]


def read(sources: Iterable[str], into: str | Path = ":memory:") -> Record:
    """Reads files, folders, URLs, feeds or archives into a record and returns it, open.

    What could not be read is in `record.skipped()`. Without `into` the record is kept in memory only.
    """
    from onrecord.pipeline import read_into
    from onrecord.store import Record

    record = Record.open(into)
    read_into(record, sources)
    return record


def open(path: str | Path) -> Record:  # noqa: A001 - onrecord.open reads like gzip.open
    """A record on disk, to read from."""
    from onrecord.store import Record

    return Record.read_only(path)


def report(record: Record, path: str | Path, *, excerpts: bool = False) -> None:
    """Writes a record's report: one HTML file that works offline. `excerpts` leaves out whole texts."""
    from pathlib import Path

    from onrecord.show.report import report as write

    write(record, Path(path), excerpts=excerpts)


def export(record: Record, folder: str | Path, format: str = "jsonl") -> None:  # noqa: A002 - the command's own word
    """Writes a record's tables into a folder as `jsonl`, `csv`, `parquet` or `webannotation`."""
    from pathlib import Path

    from onrecord.show.export import export as write

    write(record, format, Path(folder))


def verify(record: Record) -> list[str]:
    """Every broken hash, span or reference of a record, in words; empty when it is whole."""
    from onrecord.store import verify as check

    return [str(problem) for problem in check(record)]
