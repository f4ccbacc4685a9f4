"""Store: the record, one SQLite file."""

from onrecord.store.record import Record
from onrecord.store.rowmap import copy_reading
from onrecord.store.shelf import Shelf, UnitPlace
from onrecord.store.verify import Problem, verify

__all__ = ["Problem", "Record", "Shelf", "UnitPlace", "copy_reading", "verify"]
