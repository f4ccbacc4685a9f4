"""`places`: tables of places that a user adds, for villages that the shipped table does not have."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.checks import JSON
from onrecord.cli.terminal import put, put_json, say
from onrecord.show.words import count


@click.group(short_help="Add places, such as villages, that articles are read with.")
def places() -> None:
    """Tables of places that articles are read with, beside the one that ships with onrecord.

    They lie in your data folder, or where the environment variable ONRECORD_PLACES says. Articles that were read before
    a table was added are read again when their sources are given again.
    """


@places.command(short_help="Add a table of GeoNames: a country's places.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="NAME", help="What to call it; else it is called as the file is.")
def add(file: Path, name: str | None) -> None:
    """Add the towns, villages and regions of FILE, a dump of GeoNames': XX.txt, or the XX.zip it comes in.

    Such files are at https://download.geonames.org/export/dump/, one a country; onrecord does not fetch them.
    """
    from onrecord.gazetteer.adding import add as make

    added = make(file, name)
    say(f"{added.name}: {count(added.places, 'place')} with {count(added.names, 'name')} added.")
    if added.others:
        say(f"{count(added.others, 'line')} of other things than towns and regions passed over.")
    if added.bad:
        say(f"{count(added.bad, 'line')} passed over that are not of GeoNames’ format.")


@places.command("list", short_help="List the tables of places that are there.")
@JSON
def listed(as_json: bool) -> None:
    """List the tables of places that articles are read with, with what they hold and whose the data is."""
    from onrecord.gazetteer.own import folder, installed
    from onrecord.gazetteer.table import about

    for table in (about(), *installed()):
        if as_json:
            put_json(asdict(table))
        else:
            put(f" · {count(table.places, 'place')} · {count(table.names, 'name')} · {table.licence}", head=table.name)
    say(f"Tables of your own lie in {folder()}.")


@places.command(short_help="Take a table of places away.")
@click.argument("name", metavar="NAME")
def remove(name: str) -> None:
    """Take the table called NAME away. Records that were read with it stay as they are."""
    from onrecord.gazetteer.own import remove as take

    take(name)
    say(f"{name} is removed.")
