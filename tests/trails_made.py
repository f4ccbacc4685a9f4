"""A record of one invented event: what Radio Ashel heard, and how three papers passed it on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.linking import link_record
from onrecord.rows import Article, Statement
from onrecord.store import Record
from rows_made import article, as_read, capture, narrated, statement

HEARD = "The lower lifts held for nine hours, and at least forty tunnellers crossed the swollen Ashel estuary on rafts"
PASSED = "The lower lifts held for nine hours, and forty tunnellers crossed the swollen Ashel estuary on rafts"
BURST = "a rusted sluice gate above the Marbeck shaft at Tolvane burst shortly before dawn on Sunday"
HEAD = "Marbeck shaft flooded at Tolvane"


def report(outlet: str, text: str, hour: int, **fields: object) -> Article:
    source = f"https://{outlet.replace(' ', '').lower()}.example/marbeck"
    return article(
        f"{HEAD}\n{text}",
        source=source,
        outlet=outlet,
        published=f"2031-05-04T{hour:02}:00:00+00:00",
        zones=(),
        **fields,
    )


def reports(*, with_radio: bool) -> list[tuple[Article, list[Statement]]]:
    """Two papers cite the radio, one has the sluice gate from the quarry guards, and one has it from nobody."""
    lantern = report("The Lantern", f"“{PASSED},” Tam Orrel told Radio Ashel. Quarry guards said {BURST}.", 9)
    gazette = report("The Gazette", f"A{BURST[1:]}. “{PASSED},” overseer Tam Orrel told Radio Ashel.", 15)
    relayed: dict[str, Any] = {"cue": "told", "source": "Tam Orrel", "relay": ("Radio Ashel",)}
    found = [
        (
            lantern,
            [
                statement(lantern, f"“{PASSED},”", **relayed),
                statement(lantern, BURST, cue="said", source="Quarry guards", quotation="indirect"),
            ],
        ),
        (
            gazette,
            [
                statement(gazette, f"“{PASSED},”", **relayed),
                statement(gazette, f"A{BURST[1:]}.", voice="narrator", quotation="none"),
            ],
        ),
    ]
    if with_radio:
        radio = report("Radio Ashel", f"“{HEARD},” Tam Orrel told us by the Marbeck shaft at Tolvane.", 7)
        found.append((radio, [statement(radio, f"“{HEARD},”", cue="told", source="Tam Orrel")]))
    return found


def record(path: Path | str = ":memory:", *, with_radio: bool = False) -> Record:
    """The record, linked."""
    held = Record.open(path)
    run = held.begin_run("0", "r", {})
    for a, rows in reports(with_radio=with_radio):
        held.add_with_reading(capture(a), as_read(rows or narrated(a)), run)
    link_record(held, run)
    return held
