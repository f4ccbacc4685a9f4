"""Read: one article in, its statements out."""

from onrecord.read.reader import Reader, ReadingFailed, reader_version

__all__ = ["Reader", "ReadingFailed", "reader_version"]
