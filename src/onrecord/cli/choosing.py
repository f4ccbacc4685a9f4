"""The options that choose statements, the same for `show`, `report` and whatever lists statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.terminal import say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.show.sides import Labels
    from onrecord.store import Record

SIDES = click.option(
    "--sides", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that labels speakers with sides; docs/speakers.md has its form.",
)  # fmt: skip
SIDE = click.option("--side", metavar="NAME", help="Only statements of this side; needs --sides.")

SOME = 5
"""How many entries that fit nobody are named."""


def labelled(record: Record, file: Path | None, side: str | None) -> tuple[Labels, str | None]:
    """The labels of a file of sides, and the side asked for as the file writes it. Says what fits nobody."""
    from onrecord.show.sides import Labels, label, load

    if file is None:
        if side is not None:
            raise UsageError("--side needs the file that says who is on it. Add --sides FILE.")
        return Labels(), None
    sides = load(file)
    wanted = sides.known(side) if side is not None else None
    labels = label(sides, record)
    if labels.unmatched:
        more = f" and {len(labels.unmatched) - SOME} more" if len(labels.unmatched) > SOME else ""
        named = ", ".join(f'"{each}"' for each in labels.unmatched[:SOME])
        say(f"{file}: no one in this record is {named}{more}. Write names as in `onrecord show {record.path} sources`.")
    return labels, wanted


def needs_sides(by: str | None, file: Path | None) -> None:
    """Nothing can be grouped by sides that nobody has given."""
    if by == "side" and file is None:
        raise UsageError("--by side needs the file that says who is on which. Add --sides FILE.")
