"""Sources in, articles out: files, folders, web addresses, feeds and archives become `Capture` or `Skipped` rows.

Nothing that is given is dropped in silence, and nothing that is wrong with it raises.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ingest.options import IngestOptions
from onrecord.rows import Capture, Skipped

__all__ = ["IngestOptions", "ingest", "is_there"]

_DEFAULTS = IngestOptions()


def ingest(sources: Iterable[str], *, options: IngestOptions = _DEFAULTS) -> Iterator[Capture | Skipped]:
    """The articles of some sources, one at a time, in the order given (folders sorted).

    A source is a file, a folder or an http(s) address. What cannot be read comes as a `Skipped` that says why.
    """
    from onrecord.ingest import files, pages
    from onrecord.ingest.desk import Desk

    given = [sources] if isinstance(sources, str) else [str(source) for source in sources]
    named = files.keys(Path(source) for source in given if not pages.is_address(source))
    with Desk(options) as desk:
        for source in given:
            if pages.is_address(source):
                yield from pages.read(source.strip(), desk)
            elif not source:
                yield Skipped(source, "missing", "its name is empty", "give a file, a folder or a web address")
            else:
                yield from files.read_path(Path(source), named[Path(source)], desk)


def is_there(source: str) -> bool:
    """Whether a source may be read at all: a web address, of which only fetching can tell, or what is on disk."""
    from onrecord.ingest import pages

    return pages.is_address(source) or (bool(source) and os.path.lexists(source))
