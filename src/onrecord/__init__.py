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

    from onrecord.show.ledger import Ledger
    from onrecord.show.sides import Labels
    from onrecord.store import Record

import_module("onrecord.read")  # loaded before `read` is defined, the package never takes the verb's place again

__version__ = "0.1.0"

__all__ = ["__version__", "export", "ledger", "open", "read", "report", "verify"]


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


def ledger(record: Record, sides: str | Path | None = None) -> Ledger:
    """Who is on record: each speaker with all its statements over all reports, and whom each outlet quotes.

    `sides` is a TOML file that says who is on which side. `onrecord.ledger(record).table().to_pandas()` has a row for
    each statement with a source.
    """
    from onrecord.show.ledger import ledger as make

    return make(record, _labels(record, sides))


def report(
    record: Record, path: str | Path, *, excerpts: bool = False, sides: str | Path | None = None,
    side: str | None = None, by_side: bool = False,
) -> None:  # fmt: skip
    """Writes a record's report: one HTML file that works offline. `excerpts` leaves out whole texts.

    `sides` is a TOML file that says who is on which side; of a `side`, its statements alone are shown; `by_side` puts
    the speakers under theirs.
    """
    from pathlib import Path

    from onrecord.show.report import report as write

    labels = _labels(record, sides)
    known = labels.known(side) if side is not None else None
    write(
        record, Path(path), excerpts=excerpts, labels=labels, side=known, by_side=by_side and labels.sides is not None
    )


def _labels(record: Record, sides: str | Path | None) -> Labels:
    from pathlib import Path

    from onrecord.show.sides import label, load

    return label(load(Path(sides)) if sides is not None else None, record)


def export(record: Record, folder: str | Path, format: str = "jsonl") -> None:  # noqa: A002 - the command's own word
    """Writes a record's tables into a folder as `jsonl`, `csv`, `parquet` or `webannotation`."""
    from pathlib import Path

    from onrecord.show.export import export as write

    write(record, format, Path(folder))


def verify(record: Record) -> list[str]:
    """Every broken hash, span or reference of a record, in words; empty when it is whole."""
    from onrecord.store import verify as check

    return [str(problem) for problem in check(record)]
