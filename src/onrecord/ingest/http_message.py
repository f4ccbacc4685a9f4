"""An HTTP response as WARC stores it: its header, its body unchunked and decoded, all within a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import HTTP

from onrecord.ingest.trouble import Trouble
from onrecord.ingest.unpack import unpacked

_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_BLANK = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """Status, kind of content and body."""

    status: int
    kind: str
    charset: str | None
    body: bytes


def parse(block: bytes, limit: int) -> Response:
    """The response in a record's block. Raises `Trouble`."""
    status, end = _STATUS.match(block), _BLANK.search(block[: 1 << 18])
    if status is None or end is None:
        raise Trouble("malformed", "the record holds no HTTP response", "capture the page again")
    header = BytesHeaderParser(policy=HTTP.clone(max_line_length=None)).parsebytes(
        block[block.index(b"\n") + 1 : end.end()]
    )
    body = block[end.end() :]
    if "chunked" in str(header.get("Transfer-Encoding", "")).lower():
        body = unchunked(body)
    body = unpacked([body], str(header.get("Content-Encoding", "")), limit)
    return Response(int(status[1]), *content_type(str(header.get("Content-Type", ""))), body)


def content_type(value: str) -> tuple[str, str | None]:
    """A content type's kind and charset; an empty kind where none is given."""
    if not value.strip():
        return "", None
    message = Message()
    message["Content-Type"] = re.sub(r"[\r\n]", " ", value)
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def unchunked(body: bytes) -> bytes:
    """A chunked body in one piece. What was stored unchunked in spite of its header is given as it is."""
    parts: list[bytes] = []
    at = 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    if not parts:
        return body
    raise Trouble("torn_record", "its chunked body is cut short", "capture the page again")
