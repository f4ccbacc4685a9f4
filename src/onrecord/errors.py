"""What onrecord raises. Bad *input* never raises out of a run: it becomes a `Skipped` row.

    OnrecordError
    ├── UsageError         an option or argument that cannot be meant            (exit code 2)
    ├── RecordError        a record that cannot be opened or written
    │   ├── NotARecord     the file is no SQLite file of ours, or a hostile one
    │   ├── NewerRecord    the record was written by a later onrecord
    │   └── RecordBusy     another process is writing to it
    ├── ModelError         a model file is missing or is not the one pinned
    ├── PlacesError        a table of places that cannot be made or read
    └── GoldError          a gold folder that cannot be scored against

Every message names the file or article, what was wrong and what to do next.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Any error that onrecord raises on purpose."""


class UsageError(OnrecordError):
    """An option or argument cannot be meant as given."""


class RecordError(OnrecordError):
    """A record cannot be opened, read or written."""


class NotARecord(RecordError):
    """The file is not a record: not SQLite, not our schema, or a schema with something added to it."""


class NewerRecord(RecordError):
    """The record's schema is newer than this onrecord."""


class RecordBusy(RecordError):
    """Another process holds the record's write lock."""


class ModelError(OnrecordError):
    """A model file is missing, torn, or not the one whose SHA-256 is pinned."""


class PlacesError(OnrecordError):
    """A file of places is of another kind or too large, or a table made of one cannot be read."""


class GoldError(OnrecordError):
    """A gold folder is missing, torn, or does not belong to the record."""
