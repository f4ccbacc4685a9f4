"""What a person says of two articles: whether they tell of one event. Kept apart from what the program found, so that
it survives every re-run; linking heeds it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.store.shelf import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.store.record import Record

SHOWN = 3
"""Articles that are named where a beginning of an id fits several."""


def article_named(record: Record, beginning: str) -> str:
    """The one article whose id begins so. Raises `UsageError` where there is none, or more than one."""
    wanted = beginning.casefold()
    sql = "SELECT id FROM articles WHERE substr(id, 1, ?) = ? ORDER BY id"
    found = [row[0] for row in record.db.execute(sql, (len(wanted), wanted))]
    if len(found) == 1 and wanted:
        return str(found[0])
    see = f"See their ids with: onrecord show {record.path} articles"
    if not found or not wanted:
        raise UsageError(f"{record.path}: no article's id begins with {beginning!r}. {see}")
    more = f", … {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise UsageError(
        f"{record.path}: {len(found)} articles' ids begin with {beginning!r} ({', '.join(found[:SHOWN])}{more}). "
        "Write more of it."
    )


def correct(record: Record, a: str, b: str, *, same: bool | None) -> bool:
    """Notes that two articles tell of one event, or of different ones; `None` takes back what was said of them.

    Gives whether that changed anything. What hangs on the two is marked to be linked again.
    """
    if a == b:
        raise UsageError(f"{a} is one article; name two")
    low, high = sorted((a, b))
    before = record.db.execute("SELECT same FROM story_corrections WHERE a = ? AND b = ?", (low, high)).fetchone()
    if (None if before is None else bool(before[0])) == same:
        return False
    with record.together():
        record.db.execute("DELETE FROM story_corrections WHERE a = ? AND b = ?", (low, high))
        if same is not None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            record.db.execute("INSERT INTO story_corrections VALUES (?, ?, ?, ?)", (low, high, int(same), now))
        for article in (low, high):
            record.db.execute("DELETE FROM done WHERE article = ? AND stage = ?", (article, STAGE))
            waits = "UPDATE stories SET linked = NULL WHERE id IN (SELECT story FROM story_articles WHERE article = ?)"
            record.db.execute(waits, (article,))
    return True


def corrections(record: Record) -> Iterator[tuple[str, str, bool, str]]:
    """What was said of pairs of articles: both ids, whether they tell of one event, and when it was said."""
    for a, b, same, made in record.db.execute("SELECT a, b, same, made FROM story_corrections ORDER BY made, a, b"):
        yield a, b, bool(same), made
