"""Read: one article in, its statements out."""

from onrecord.read.reader import Reader, reader_version

__all__ = ["Reader", "reader_version"]
