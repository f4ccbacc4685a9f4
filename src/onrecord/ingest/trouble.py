"""Why something was not read. Raised inside ingest only; what leaves it is always a `Skipped`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.rows import REASONS, Skipped


class Trouble(Exception):
    """An input that cannot be read: `reason` (one of `REASONS`), what was wrong, and what to do next."""

    def __init__(self, reason: str, detail: str, hint: str, at: str | None = None) -> None:
        assert reason in REASONS, reason
        super().__init__(detail)
        self.reason, self.detail, self.hint, self.at = reason, detail, hint, at

    def skipped(self, source: str, at: str | None = None) -> Skipped:
        """The row that says so."""
        return Skipped(source, self.reason, one_line(self.detail), self.hint, at or self.at)


def one_line(text: str, limit: int = 300) -> str:
    """A message on one line, whatever a library or a file put into it."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


@contextmanager
def opening() -> Iterator[None]:
    """What the operating system refuses becomes `missing` or `unreadable`."""
    try:
        yield
    except FileNotFoundError:
        raise Trouble("missing", "there is no such file or folder", "check the name and the folder") from None
    except OSError as error:
        detail = f"it cannot be opened: {error.strerror or error}"
        raise Trouble("unreadable", detail, "check that you may read it and that the disk is well") from None
