"""Files in TOML that users write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.show.plain import one_line

LARGEST = 256 * 1024
"""Bytes of such a file: some five thousand names. A larger one is a mistake, or an attack on the parser."""


def toml_table(path: Path, what: str) -> dict[str, Any]:
    """What stands in a file of TOML; `what` is what an error calls it. Raises `UsageError` for what cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UsageError(f"{path}: a {what} has at most {LARGEST // 1024} KiB. Split it, or take names out.")
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise UsageError(f"{path}: the {what} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is no UTF-8. Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is no TOML: {one_line(str(error))}. Names stand in quotes.") from error
    except (RecursionError, ValueError) as error:
        raise UsageError(
            f"{path}: this is no TOML that could be read: lists in lists, or a number too long."
        ) from error
