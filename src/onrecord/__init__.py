"""Who said what, on whose word, in many reports of one event.

import onrecord

record = onrecord.read(["articles/"], into="story.db")
for statement in record.statements(voice="attributed"):
    print(record.article(statement.article).text[slice(*statement.content[0])])
onrecord.table(record, "claims").to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Unpack

    import pyarrow

    from onrecord.link.agency import Agentless
    from onrecord.link.commentary import Commentary
    from onrecord.link.loaded import Loaded
    from onrecord.link.reporting import Verb
    from onrecord.rows import Link, Review, Reviewed, Statement, Verdict, Wording
    from onrecord.show.choice import Filters
    from onrecord.show.coverage import Coverage
    from onrecord.show.differing import Differing
    from onrecord.show.forecasts import Forecast
    from onrecord.show.ledger import Ledger
    from onrecord.show.loaded import Groups
    from onrecord.show.sides import Given, Labels
    from onrecord.store import Record

import_module("onrecord.read")  # loaded before `read` is defined, the package never takes the verb's place again

__version__ = "0.1.0"

__all__ = [
    "__version__", "agency", "commentary", "coverage", "differing", "export", "forecasts", "group", "ledger", "loaded",
    "open", "read", "report", "review", "reviews", "statements", "table", "verbs", "verify", "wording",
]  # fmt: skip


def read(sources: Iterable[str], into: str | Path = ":memory:") -> Record:
    """Reads files, folders, URLs, feeds or archives into a record and returns it, open.

    What could not be read is in `record.skipped()`. Without `into` the record is kept in memory only.
    """
    from onrecord.pipeline import read_into
    from onrecord.store import Record

    record = Record.open(into)
    read_into(record, sources)
    return record


def open(path: str | Path) -> Record:  # noqa: A001 - onrecord.open reads like gzip.open
    """A record on disk, to read from."""
    from onrecord.store import Record

    return Record.read_only(path)


def statements(record: Record, sides: Given | None = None, **filters: Unpack[Filters]) -> Iterator[Statement]:
    """The statements that are asked for, in the order of the record; all that is asked must hold.

    `speaker`, `relay` and `outlet` match any part of a name; `speaker_class`, `modality`, `stance` and `voice` are one
    of the words of the record's format; `article` is an id, or its beginning; `side` is one of `sides`.
    """
    from onrecord.show.choice import as_choice, chosen

    labels = _labels(record, sides)
    return (each.statement for each in chosen(record, labels, as_choice(filters, labels)))


def ledger(record: Record, sides: Given | None = None, **filters: Unpack[Filters]) -> Ledger:
    """Who is on record: each speaker with all its statements over all reports, and whom each outlet quotes.

    `sides` says who is on which side: a TOML file, or a dict of what stands in its table. `filters` are those of
    `statements`; what they choose is counted. `onrecord.ledger(record).table().to_pandas()` has a row for each
    statement with a source.
    """
    from onrecord.show.choice import as_choice
    from onrecord.show.ledger import ledger as make

    labels = _labels(record, sides)
    return make(record, labels, as_choice(filters, labels))


def differing(record: Record) -> list[Differing]:
    """Where a record's accounts differ: each two statements side by side, with the link that says by which rule, and
    with who differs from whom: one denies what another says, says otherwise, or differs from his own words."""
    from onrecord.show.differing import differing as found

    _known(record)
    return found(record)


def commentary(record: Record) -> list[Commentary]:
    """The articles that argue, in their own voice, against a report, a medium or a speaker they cite: what they cite,
    what they dispute, in their own words."""
    from onrecord.show.commentary import commentary as found

    _known(record)
    return found(record)


def wording(record: Record, names: str | Path | None = None) -> list[Wording]:
    """What several articles of a story speak of under different names: each name with its outlet, whether it stands in
    a quotation or in the reporter's own voice, and every place of it. What most reports speak of comes first.

    `names` is a TOML file of names that are of one thing, beside those that ship with onrecord (docs/wording.md).
    """
    from pathlib import Path

    from onrecord.show.wording import wording as found

    _known(record)
    return found(record, own=Path(names) if names is not None else None)


def coverage(record: Record, *, story: str | None = None) -> list[Coverage]:
    """Which claims of its stories a record's articles carry, and where: for each story its claims, and for each claim
    a cell for each article (`headline`, `lead`, `body`; `unlinked` where a passage may have it; `unknown`; or
    `not_found`, said of complete articles alone, where a search of the text finds nothing either), beside what was not
    read. `row.outlets` has the best place of each outlet.

    `story` is a story's id, or its beginning. Raises `UsageError` where no story's id begins so.
    """
    from onrecord.show.coverage import coverage as found

    _known(record)
    return found(record, story)


def loaded(record: Record, groups: Groups = "outlet", *, story: str | None = None) -> list[Loaded]:
    """Words that one group of articles uses more than the others about the same events, the surest first: weighted
    log-odds (Monroe, Colaresi & Quinn 2008), each count as published and with reused passages counted once.

    `groups` is `"outlet"`, or a list for each group's name of what picks its articles: `outlet:NAME`,
    `path:BEGINNING`, `before:DAY`, `since:DAY`, or the beginning of an id. No article may be in two. `story` is the
    beginning of a story's id.
    """
    from onrecord.show.loaded import loaded_words

    _known(record)
    return loaded_words(record, groups, story)


def agency(record: Record, *, story: str | None = None) -> list[Agentless]:
    """Passive clauses that tell of harm and not by whom, each beside the reports of the event that say by whom."""
    from onrecord.show.loaded import agency as found

    _known(record)
    return found(record, story)


def verbs(record: Record, by: str = "class", sides: Given | None = None, *, story: str | None = None) -> list[Verb]:
    """Which reporting verbs each group of speakers gets: what it gets more than the others first (`contrast`), then all
    others; each count as published and with what was said before word for word counted once.

    `by` is `class` (of the speaker), `side` (with `sides`, as in `ledger`), `speaker` or `outlet`. `story` is the
    beginning of a story's id.
    """
    from onrecord.show.reporting import verbs as found

    return found(record, by, _labels(record, sides), story)


def forecasts(record: Record) -> list[Forecast]:
    """Statements about days to come, by the day they fall due, with what later reports of their story say."""
    from onrecord.show.forecasts import forecasts as found

    _known(record)
    return found(record)


def table(record: Record, name: str) -> pyarrow.Table:
    """One of a record's tables in Arrow: `articles`, `statements`, `entities`, `speakers`, `figures`, `times`,
    `places`, `skipped`, `runs`; and what its articles have in common: `reuse`, `links`, `claims`, `stories`,
    `commentary`, `wording`, `coverage`, `words`, `agency`, `verbs`, `reviews`.

    The rows themselves: `record.claims()`, `record.links()`, `record.stories()`.
    """
    from onrecord.errors import UsageError
    from onrecord.show.linked import TABLES
    from onrecord.show.linked import table as linked
    from onrecord.store.tables import ROWS

    _known(record)
    if name in TABLES:
        return linked(record, name)
    if name not in ROWS:
        raise UsageError(f"there is no table {name!r}; choose one of {', '.join((*ROWS, *TABLES))}")
    return record.table(name)


def group(record: Record, a: str, b: str, *, same: bool | None) -> bool:
    """Says whether two articles tell of one event, or, with `None`, takes back what was said; links them anew.

    `a` and `b` are ids, or beginnings of them. The record must be open to write (`onrecord.read` gives one, or
    `Record.open`). What is said survives every re-run. Gives whether it changed anything.
    """
    from onrecord.linking import link_record
    from onrecord.store.corrections import article_named, correct

    _known(record)
    pair = article_named(record, a), article_named(record, b)
    if not correct(record, *pair, same=same):
        return False
    version = next((run.reader for run in reversed(list(record.runs()))), "")
    run = record.begin_run(__version__, version, {"group": pair, "same": same})
    record.end_run(run.id, {"stories": link_record(record, run)})
    return True


def review(
    record: Record, target: str | Statement | Link, verdict: Verdict | None = None, *, note: str | None = None,
    by: str | None = None,
) -> Review | None:  # fmt: skip
    """Says of a statement or a link that it is right (`yes`), wrong (`no`) or `unsure`, with a note or with a note
    alone; gives the review. With neither, takes back what the same person said of it last; gives that, or `None` where
    nothing was said.

    `target` is a row, the beginning of a statement's id, or `A:B` for the link between two (`A:B:conflict:number` where
    there are several); to take back a certain review, its id. `by` is who says it. The record must be open to write.
    What is said changes nothing that was found, and survives every re-run.
    """
    from onrecord.store.reviews import add, take_back, target_named

    _known(record)
    if verdict is None and note is None:
        return take_back(record, target, by=by)
    return add(record, target_named(record, target) if isinstance(target, str) else target, verdict, note=note, by=by)


def reviews(record: Record, *, history: bool = False) -> list[Reviewed]:
    """What people say of a record's statements and links, the latest first: `state` is `current`, with the ids of what
    each is of by now, or `orphaned` where nothing on record is what was judged any more. With `history` also those that
    were `replaced` or `undone`."""
    from onrecord.store.reviews import reviewed

    _known(record)
    return [x for x in reviewed(record) if history or x.state in ("current", "orphaned")]


def report(
    record: Record, path: str | Path, *, excerpts: bool = False, sides: Given | None = None, side: str | None = None,
    by_side: bool = False,
) -> None:  # fmt: skip
    """Writes a record's report: one HTML file that works offline. `excerpts` leaves out whole texts.

    `sides` says who is on which side, as in `ledger`; of a `side`, its statements alone are shown; `by_side` puts
    the speakers under theirs.
    """
    from pathlib import Path

    from onrecord.show.report import report as write

    labels = _labels(record, sides)
    known = labels.known(side) if side is not None else None
    write(
        record, Path(path), excerpts=excerpts, labels=labels, side=known, by_side=by_side and labels.sides is not None
    )


def export(
    record: Record, folder: str | Path, format: str = "jsonl", *, sides: Given | None = None,  # noqa: A002 - the command's own word
    side: str | None = None,
) -> None:  # fmt: skip
    """Writes a record's tables into a folder as `jsonl`, `csv`, `parquet` or `webannotation`.

    With `sides`, as in `ledger`, each statement has its `side`; of a `side`, its statements alone are written.
    """
    from pathlib import Path

    from onrecord.show.export import export as write

    labels = _labels(record, sides)
    write(record, format, Path(folder), labels=labels, side=labels.known(side) if side is not None else None)


def _labels(record: Record, sides: Given | None) -> Labels:
    """Who in a record has which side. Raises `UsageError` for what is no record or no sides."""
    from onrecord.show.sides import as_sides, label

    _known(record)
    return label(as_sides(sides), record)


def _known(record: Record) -> None:
    """Raises `UsageError` for what is no record."""
    from onrecord.errors import UsageError
    from onrecord.store import Record

    if not isinstance(record, Record):
        raise UsageError(f"{type(record).__name__} is no record; open one first: onrecord.open('story.db')")


def verify(record: Record) -> list[str]:
    """Every broken hash, span or reference of a record, in words; empty when it is whole."""
    from onrecord.linking import units_have_their_words
    from onrecord.store import verify as check

    return [str(problem) for problem in check(record, [units_have_their_words])]
