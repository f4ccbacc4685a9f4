"""What one run of ingest holds open: its options, the extracting process, the web client, the metadata files read.

Everything is started when first needed and closed with the run.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from onrecord.ingest import sidecar
from onrecord.ingest.options import IngestOptions
from onrecord.ingest.trouble import Trouble, opening
from onrecord.ingest.web import Client
from onrecord.ingest.worker import Worker
from onrecord.rows import Skipped


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: where it lies, the key its articles are known by, and its kind's ending (`.jsonl`)."""

    path: Path
    key: str
    kind: str
    packed: bool = False


class Desk:
    """A run's shared means. Use it as a context manager."""

    def __init__(self, options: IngestOptions) -> None:
        self.options = options
        self._about: dict[Path, dict[str, sidecar.Entry]] = {}

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        for name in ("worker", "web"):
            if name in self.__dict__:
                self.__dict__[name].close()

    @cached_property
    def worker(self) -> Worker:
        """The process in which pages and feeds are taken apart."""
        return Worker(self.options.extract_seconds)

    @cached_property
    def web(self) -> Client:
        """The web client."""
        return Client(self.options)

    def about(self, given: Input) -> Generator[Skipped, None, sidecar.Entry]:
        """What `articles.json` in a file's folder says of it; that it is broken is said once. Returns the entry."""
        folder = given.path.parent
        if folder not in self._about:
            path = folder / sidecar.NAME
            self._about[folder] = {}
            troubles: list[Trouble] = []
            if path.is_file():
                self._about[folder], troubles = sidecar.read(path, self.options)
            for trouble in troubles:
                yield trouble.skipped(sidecar.NAME)
        return self._about[folder].get(given.path.name, {})

    def bytes_of(self, given: Input) -> bytes:
        """A whole file, within the limit for one. Raises `Trouble`."""
        limit = self.options.max_file_bytes
        with self.open(given) as file, unpacking():
            raw = file.read(limit + 1)
        if len(raw) > limit:
            detail = f"it is larger than {limit:,} bytes, the limit for one article"
            raise Trouble("oversize", detail, "split it, or give it as .jsonl with one article a line")
        if not raw:
            raise Trouble("empty", "the file has no bytes", "check whether it was saved whole")
        return raw

    def open(self, given: Input) -> BinaryIO:
        """A file's bytes as a stream, unpacked if it is a `.gz`."""
        with opening():
            file = given.path.open("rb")
        if not given.packed:
            return file
        return io.BufferedReader(Bounded(file, self.options.max_unpacked_bytes))


class Bounded(io.RawIOBase):
    """A gzip stream that ends in `Trouble` beyond so many unpacked bytes."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file, self._gzip, self._left = file, gzip.GzipFile(fileobj=file), limit

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._gzip.read(min(len(view), 1 << 16))
        self._left -= len(data)
        if self._left < 0:
            raise Trouble("oversize", "it unpacks to more than the limit", "unpack it and split it")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes the file too."""
        if not self.closed:
            self._gzip.close()
            self._file.close()
        super().close()


class unpacking:  # noqa: N801 - reads as a statement
    """What a broken gzip raises becomes `broken_archive`; what the disk raises, `unreadable`."""

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
            detail = f"its compression is damaged: {error}"
            raise Trouble("broken_archive", detail, "fetch or copy the file again; what lay before was read") from None
        if isinstance(error, OSError):
            detail = f"it cannot be read: {error.strerror or error}"
            raise Trouble("unreadable", detail, "check that you may read it and that the disk is well") from None
