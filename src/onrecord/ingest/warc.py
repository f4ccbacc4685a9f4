"""`.warc` and `.warc.gz` by fastwarc, record by record. A torn record is said to be torn and its neighbours are kept.

fastwarc gives truncated records without an error, and a wrong Content-Length makes it swallow what follows. So each
record's length is compared with the bytes there are, what follows it is looked at, and after trouble reading goes on
at the next place where a record begins. A gzip member is unpacked first, into memory or a bounded temporary file.
"""

from __future__ import annotations

import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from onrecord.ingest import dates, http_message, page
from onrecord.ingest.article import web_address
from onrecord.ingest.desk import Desk, Input, unpacking
from onrecord.ingest.trouble import Trouble, one_line, opening
from onrecord.rows import Capture, Skipped

IN_MEMORY = 32 * 2**20
"""A gzip member up to this size is unpacked in memory; members hold one record as a rule."""
CHUNK = 1 << 20
HTML = frozenset({"text/html", "application/xhtml+xml"})
MAX_HEADER = 1 << 16
"""Bytes of a record's own header. Chosen: its fields are a dozen short lines."""

_BEGIN = re.compile(rb"WARC/[01]\.\d+\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_GZIP = b"\x1f\x8b\x08"
AGAIN = "capture or copy the archive again; its other records were read"

Piece = tuple[int, BinaryIO, Trouble | None]


def read(given: Input, desk: Desk) -> Iterator[Capture | Skipped]:
    """The articles among an archive's records; what is no page is passed over."""
    with opening(), given.path.open("rb") as file, unpacking():
        head = file.read(16)
        file.seek(0)
        if not head:
            raise Trouble("empty", "the file has no bytes", "check whether it was saved whole")
        if head.startswith(_GZIP[:2]):
            pieces: Iterator[Piece] = _members(file, desk.options.max_unpacked_bytes)
        elif _BEGIN.match(head):
            pieces = iter([(0, file, None)])
        else:
            raise _no_warc(head)
        any_page = False
        for offset, piece, trouble in pieces:
            for each in _articles(piece, offset, given, desk, is_member=piece is not file):
                any_page = True
                yield each
            if trouble:
                any_page = True
                yield trouble.skipped(given.key, f"byte {offset}")
        if not any_page:
            raise Trouble("not_an_article", "none of its records holds a page", "check what was captured")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that is whole: where it begins, its header and its block."""

    at: int
    kind: str
    header: Any
    block: bytes


class View:
    """A file read from a place of its own, so that two readers can share it."""

    def __init__(self, file: BinaryIO, at: int = 0) -> None:
        self._file, self._at = file, at

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        self._file.seek(self._at)
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Where it is. fastwarc counts its records' places from here."""
        return self._at

    def seek(self, at: int, whence: int = 0, /) -> int:
        """Goes to a place."""
        self._at = at if whence == 0 else self._at + at
        return self._at

    def close(self) -> None:
        """The file is closed by whoever opened it."""


def _articles(file: BinaryIO, offset: int, given: Input, desk: Desk, *, is_member: bool) -> Iterator[Capture | Skipped]:
    for each in _records(file, desk.options.max_record_bytes):
        at = offset if is_member else each.at if isinstance(each, _Record) else int(each.at or 0)
        try:
            if isinstance(each, Trouble):
                raise each
            if found := _page(each, f"{given.key}#{at}", given, desk):
                yield found
        except Trouble as trouble:
            source = f"{given.key}#{at}" if isinstance(each, Trouble) else _address(each) or f"{given.key}#{at}"
            yield Skipped(source, trouble.reason, one_line(trouble.detail), trouble.hint, f"byte {at}")


def _records(file: BinaryIO, limit: int) -> Iterator[_Record | Trouble]:
    """The records of an unpacked archive, and a `Trouble` with its place for each that is torn."""
    at: int | None = 0
    while at is not None:
        start = at
        at = None
        for each in _run(file, start, limit):
            yield each
            if isinstance(each, Trouble) and each.reason == "torn_record":
                at = _next_begin(file, int(each.at or 0) + 1)
                break


def _run(file: BinaryIO, start: int, limit: int) -> Iterator[_Record | Trouble]:
    """The records from one place on, up to the first that is torn."""
    from fastwarc.warc import ArchiveIterator

    last = start
    try:
        for record in ArchiveIterator(View(file, start), parse_http=False, stream_detect=False, fsspec_args=False):
            last = record.stream_pos
            size = _size(record.headers.get("Content-Length"))
            block = record.reader.read(min(size, limit) + 1)
            if len(block) < min(size, limit):
                detail = f"its Content-Length is {size:,}, but {len(block):,} bytes are there"
                yield Trouble("torn_record", detail, AGAIN, str(last))
                return
            end = _end(file, last, size)
            if end is None:
                detail = "its Content-Length is wrong: something other than the next record follows it"
                yield Trouble("torn_record", detail, AGAIN, str(last))
                return
            if size > limit:
                yield Trouble("oversize", f"the record has {size:,} bytes", "save its page on its own", str(last))
            else:
                yield _Record(last, (record.headers.get("WARC-Type") or "").lower(), record.headers, block)
            last = end
    except (OSError, ValueError, EOFError, UnicodeError) as error:
        if View(file, last).read(4096).strip(b"\r\n\0 "):
            yield Trouble("torn_record", f"it does not parse: {one_line(str(error), 120)}", AGAIN, str(last))


def _end(file: BinaryIO, at: int, size: int) -> int | None:
    """Where a record ends, if what follows it is two line ends, the next record, or nothing."""
    blank = _BLANK.search(View(file, at).read(MAX_HEADER))
    if blank is None:
        return None
    end = at + blank.end() + size
    after = View(file, end).read(64)
    rest = after.lstrip(b"\r\n")
    framed = after.startswith((b"\r\n\r\n", b"\n\n")) or not rest or (rest != after and _BEGIN.match(rest))
    return end if framed else None


def _next_begin(file: BinaryIO, at: int) -> int | None:
    """Where the next record begins, at or after a place."""
    view, kept = View(file, at), b""
    while data := view.read(CHUNK):
        window = kept + data
        if match := _BEGIN.search(window):
            return view.tell() - len(window) + match.start()
        kept = window[-16:]
    return None


def _members(file: BinaryIO, limit: int) -> Iterator[Piece]:
    """The gzip members of a file, unpacked, each with its place and what is wrong with it.

    A member that does not begin with a record goes on with the one before: some tools compress in blocks.
    """
    at: int | None = 0
    while at is not None and limit > 0:
        start, trouble = at, None
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
            while at is not None and trouble is None and (at == start or not _begins_record(file, at)):
                end, trouble = _inflate(file, at, spool, limit)
                at = _next_member(file, at + 1 if trouble else end)
            limit -= spool.tell()
            yield start, cast("BinaryIO", spool), trouble


def _begins_record(file: BinaryIO, at: int) -> bool:
    """Whether a gzip member begins with a record. One that is damaged does too: it is looked at by itself."""
    try:
        return _BEGIN.match(zlib.decompressobj(31).decompress(View(file, at).read(1024), 16)) is not None
    except zlib.error:
        return True


def _inflate(file: BinaryIO, at: int, spool: Any, limit: int) -> tuple[int, Trouble | None]:
    """Unpacks the member that begins at a place: where it ends, and what is wrong with it."""
    view, decoder, size = View(file, at), zlib.decompressobj(31), 0
    data = b""
    try:
        while not decoder.eof:
            data = decoder.unconsumed_tail or view.read(CHUNK)
            if not data:
                return view.tell(), Trouble("broken_archive", "its compression is cut short", AGAIN)
            piece = decoder.decompress(data, CHUNK)
            size += len(piece)
            spool.write(piece)
            if size > limit:
                return view.tell(), Trouble("oversize", "it unpacks to more than the limit", "unpack and split it")
    except zlib.error as error:
        return view.tell(), Trouble("broken_archive", f"its compression is damaged: {one_line(str(error), 80)}", AGAIN)
    return view.tell() - len(decoder.unused_data), None


def _next_member(file: BinaryIO, at: int) -> int | None:
    view, kept = View(file, at), b""
    while data := view.read(CHUNK):
        window = kept + data
        if (found := window.find(_GZIP)) >= 0:
            return view.tell() - len(window) + found
        kept = window[-2:]
    return None


def _page(record: _Record, key: str, given: Input, desk: Desk) -> Capture | None:
    """The article of a record, or `None` for one that holds no page: a request, a picture, a redirect."""
    limit = desk.options.max_record_bytes
    if record.kind == "response":
        response = _response(record.block, limit)
        if response.status != 200 or response.kind not in HTML:
            return None
        body, charset = response.body, response.charset
    elif record.kind == "resource":
        kind, charset = http_message.content_type(record.header.get("Content-Type") or "")
        if kind not in HTML:
            return None
        body = record.block
    else:
        return None
    when = dates.normalise(record.header.get("WARC-Date"))
    return page.from_page(
        body, desk, key=key, path=str(given.path), url=_address(record), charset=charset,
        captured_at=when[0] if when else None,
    )  # fmt: skip


def _response(block: bytes, limit: int) -> http_message.Response:
    try:
        return http_message.parse(block, limit)
    except IndexError:  # Python's own header parser fails so on parameters such as `charset*0*`
        raise Trouble("malformed", "its HTTP header does not parse", "capture the page again") from None


def _address(record: _Record) -> str | None:
    return web_address((record.header.get("WARC-Target-URI") or "").strip("<> "))


def _size(value: str | None) -> int:
    """A record's declared length. Raises `ValueError`, which ends the run of records."""
    if value is None or not re.fullmatch(r"\d{1,18}", value.strip()):
        raise ValueError("its Content-Length is missing or no number")
    return int(value)


def _no_warc(head: bytes) -> Trouble:
    if head.startswith(b"filedesc:"):
        return Trouble(
            "unsupported", "it is an ARC file, the format before WARC", "convert it with `warcio recompress`"
        )
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return Trouble("unsupported", "it is compressed with zstd", "unpack it with `unzstd`")
    return Trouble("malformed", "it is no WARC file", "check the file's kind and its ending")
