"""`group`: a person says whether two articles tell of one event, and the stories are put together anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.files import RECORD
from onrecord.cli.terminal import say
from onrecord.errors import UsageError
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.store import Record

SAYS: dict[str, bool | None] = {"same": True, "different": False, "undo": None}


@click.command(short_help="Say whether two articles tell of one event.")
@RECORD
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--same", "says", flag_value="same", help="They tell of one event.")
@click.option("--different", "says", flag_value="different", help="They tell of different events.")
@click.option("--undo", "says", flag_value="undo", help="Take back what was said of the two.")
def group(record: Path, a: str, b: str, says: str | None) -> None:
    """Correct the stories of RECORD: say whether the articles A and B tell of one event.

    A and B are articles' ids, or beginnings of them that fit no other; `onrecord show RECORD stories` lists them. What
    you say is kept in the record, apart from what the program found, and holds however often it is read again.
    """
    if says is None:
        raise UsageError("say --same or --different, or --undo to take back what was said")
    from onrecord import group as corrected
    from onrecord.store import Record

    with Record.open(record) as held:
        changed = corrected(held, a, b, same=SAYS[says])
        one, other = (story_of(held, each) for each in (a, b))
    if not changed:
        say("Nothing was said of the two." if says == "undo" else "That was said before; nothing is changed.")
    if one == other:
        say(f"The two stand in one story of {count(len(one), 'report')}.")
    else:
        say("The two stand in different stories.")


def story_of(record: Record, beginning: str) -> tuple[str, ...]:
    """The articles of an article's story."""
    from onrecord.store.corrections import article_named

    article = article_named(record, beginning)
    return next((s.articles for s in record.stories() if article in s.articles), (article,))
