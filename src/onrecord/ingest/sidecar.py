"""`articles.json` beside `.txt` files: their metadata. A broken one is reported and the texts are read all the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.ingest.options import IngestOptions
from onrecord.ingest.trouble import Trouble, opening

NAME = "articles.json"

Entry = Mapping[str, Any]


def read(path: Path, options: IngestOptions) -> tuple[dict[str, Entry], list[Trouble]]:
    """Its entries by file name, and what is wrong with it. A list of objects, or one object by file name."""
    try:
        data = load(path, options)
    except Trouble as trouble:
        return {}, [trouble]
    if isinstance(data, dict):
        data = data["articles"] if isinstance(data.get("articles"), list) else [_named(k, v) for k, v in data.items()]
    if not isinstance(data, list):
        return {}, [_wrong("it is no list of objects")]
    good: dict[str, Entry] = {
        str(Path(row["file"])): row for row in data if isinstance(row, dict) and isinstance(row.get("file"), str)
    }
    bad = sum(not (isinstance(row, dict) and isinstance(row.get("file"), str)) for row in data)
    return good, [_wrong(f"{bad} of its {len(data)} entries name no `file`")] if bad else []


def load(path: Path, options: IngestOptions) -> Any:
    """A JSON file of bounded size. Raises `Trouble`."""
    with opening(), path.open("rb") as file:
        raw = file.read(options.max_file_bytes + 1)
    if len(raw) > options.max_file_bytes:
        raise Trouble("oversize", f"it is larger than {options.max_file_bytes:,} bytes", "split it")
    return parse(raw)


def parse(raw: bytes | str) -> Any:
    """Strict JSON from outside: what the parser cannot take is `malformed`, never an exception of its own."""
    try:
        return json.loads(raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw)
    except UnicodeDecodeError as error:
        raise Trouble(
            "encoding", f"it is not UTF-8: {error.reason} at byte {error.start}", "save it as UTF-8"
        ) from None
    except RecursionError:
        raise Trouble("malformed", "its JSON is nested too deeply", "flatten it") from None
    except ValueError as error:
        raise Trouble("malformed", f"it is not JSON: {error}", "check for a torn or unquoted value there") from None


def _named(file: str, row: Any) -> Any:
    return {"file": file, **row} if isinstance(row, dict) else row


def _wrong(detail: str) -> Trouble:
    hint = (
        'write it as [{"file": "a.txt", "outlet": "…", "published": "…", "url": "…"}]; the texts were read without it'
    )
    return Trouble("malformed", detail, hint)
