"""A record's tables for other programs: JSONL (the interchange format), CSV, Parquet, W3C Web Annotation, GeoJSON.

An export is a folder that appears whole or not at all: it is written beside its place and then moved there. Rows are
written as they are read, so that memory does not grow with the record; of the ledger alone all must be known first.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.rows import Article, Figure, Place, Reviewed, Span, Speaker, Statement, Time
from onrecord.show.annotation import annotation, assessment, page
from onrecord.show.choice import Choice
from onrecord.show.geojson import FILE, collection, is_ours
from onrecord.show.ledger_tables import flat, flat_keys, ledger_rows, ledger_schema
from onrecord.show.linked import TABLES, batches_of, linked_schema
from onrecord.show.sides import Labels
from onrecord.store import Record
from onrecord.store.reviews import reviewed
from onrecord.store.tables import schema

if TYPE_CHECKING:
    import pyarrow

FORMAT_VERSION = 1
"""Of the interchange format. A key is never taken away or given another meaning within a version."""

ARTICLE_KEYS = (
    "id", "path", "url", "outlet", "agency", "title", "byline", "published", "published_grain", "captured_at",
    "language", "complete", "version_of", "text", "sha256", "raw_sha256",
)  # fmt: skip
STATEMENT_KEYS = (
    "id", "article", "voice", "zone", "content", "cue", "source", "speaker", "speaker_class", "anonymity_reason",
    "relay", "quotation", "modality", "stance", "as_of", "due", "nested_in", "confidence",
)  # fmt: skip
LEDGER = ("accounts", "tallies")
"""Files of the source ledger."""

FIGURE_KEYS = ("id", "article", "statement", "span", "low", "high", "unit", "counted", "as_of")
TIME_KEYS = ("id", "article", "statement", "span", "start", "end", "grain", "relation")
PLACE_KEYS = ("id", "article", "statement", "span", "name", "geonames", "kind", "lat", "lon", "country", "within")
SPEAKER_KEYS = ("id", "name", "kind", "descriptions", "mentions")
WORDS_KEYS = ("outlet", "published", "speaker_name", "content_text", "cue_text", "source_text")
"""Put before a statement's keys in CSV, since a spreadsheet cannot cut the words out itself."""
SKIPPED_KEYS = ("source", "reason", "detail", "hint", "at")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters that make a spreadsheet run a cell as a formula, their full-width forms included (OWASP, CSV
injection)."""

_OWN = ("articles", "statements", "speakers", "entities", "figures", "times", "places", "skipped")
_NAMES = "|".join((*_OWN, *LEDGER, *TABLES))
OUR_FILES = re.compile(
    rf"manifest\.json|places\.geojson|({_NAMES})\.(jsonl|parquet|csv|spreadsheet\.csv)|[0-9a-f]{{16}}\.jsonld", re.ASCII
)
"""Every name that an export of ours may hold, and no other: what does not match was put there by somebody."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an export. With `labels` of a file of sides each statement has a `side`, as its last key; of a
    `side`, its statements alone are written, and counted."""

    safe: bool = False
    labels: Labels = field(default_factory=Labels)
    side: str | None = None

    @property
    def sided(self) -> bool:
        """Whether there are sides."""
        return self.labels.sides is not None


Row = tuple[Article, Statement, str | None]
Writer = Callable[[Record, Path, Wanted], dict[str, int]]


def export(
    record: Record, form: str, folder: Path, *, spreadsheet_safe: bool = False, labels: Labels | None = None,
    side: str | None = None,
) -> None:  # fmt: skip
    """Writes the record's tables into a folder. An earlier export there is replaced; anything else is refused. GeoJSON
    is written to a file instead, where the name ends in `.geojson` or `.json`.

    With `spreadsheet_safe`, cells of CSV files that a spreadsheet would run are prefixed with an apostrophe, and the
    files are named so. `labels` says who has which side; of a `side`, its statements alone are written.
    """
    wanted = Wanted(spreadsheet_safe, labels or Labels(), side)
    if form not in WRITERS:
        raise UsageError(f"there is no format {form!r}; choose one of {', '.join(WRITERS)}")
    folder = Path(folder).resolve()  # a link stays, and what it leads to is replaced
    if form == "geojson" and folder.suffix in FILE:
        _geojson_file(record, folder, wanted)
        return
    _may_replace(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    made.mkdir()
    try:
        with record.snapshot():
            counts = WRITERS[form](record, made, wanted)
            manifest = _manifest(record, form, counts, wanted)
        (made / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        _move(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _may_replace(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to export into")
    if folder.samefile(Path.cwd()):
        raise UsageError(f"{folder} is the folder you are in, and would be replaced; name one inside it")
    if any(folder.iterdir()) and not _is_export(folder):
        raise UsageError(f"{folder} holds files that are no export of onrecord's; name another folder or empty it")


def _is_export(folder: Path) -> bool:
    """It has our manifest, and nothing that somebody put beside our files."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    ours = all(OUR_FILES.fullmatch(each.name) and each.is_file() for each in folder.iterdir())
    return ours and isinstance(manifest, dict) and "onrecord" in manifest


def _move(made: Path, folder: Path) -> None:
    """Puts the new folder in the old one's place; the old one goes only when the new one is there."""
    if folder.exists():
        old = made.with_name(made.name + ".old")
        folder.rename(old)
        try:
            made.rename(folder)
        finally:
            if not folder.exists():
                old.rename(folder)
        shutil.rmtree(old)
    else:
        made.rename(folder)


def _manifest(record: Record, form: str, counts: dict[str, int], wanted: Wanted) -> dict[str, Any]:
    readers = sorted({run.reader for run in record.runs()})
    models = {name: digest for run in record.runs() for name, digest in run.options.get("models", {}).items()}
    sides = {"sides": wanted.labels.sides.names, "side": wanted.side} if wanted.labels.sides else {}
    return {
        "format": form,
        "format_version": FORMAT_VERSION,
        "spreadsheet_safe": wanted.safe,
        "onrecord": __version__,
        "readers": readers,
        "models": models,
        "counts": counts,
        **sides,
    }


def article_json(a: Article) -> dict[str, Any]:
    """An article with the keys of the interchange format, in their order."""
    return {k: getattr(a, k) for k in ARTICLE_KEYS}


def statement_json(s: Statement) -> dict[str, Any]:
    """A statement with the keys of the interchange format, in their order."""
    return {k: getattr(s, k) for k in STATEMENT_KEYS}


def figure_json(f: Figure) -> dict[str, Any]:
    """A figure with the keys of the interchange format: what is counted with what befell it."""
    words = " ".join(part for part in (f.counted, f.happened) if part) or None
    return {k: words if k == "counted" else getattr(f, k) for k in FIGURE_KEYS}


def time_json(t: Time) -> dict[str, Any]:
    """A time with the keys of the interchange format, in their order."""
    return {k: getattr(t, k) for k in TIME_KEYS}


def place_json(p: Place) -> dict[str, Any]:
    """A place with the keys of the interchange format: `within` are the areas that contain it, the nearest first."""
    areas = [{"geonames": a.geonames, "name": a.name} for a in p.within]
    return {k: areas if k == "within" else getattr(p, k) for k in PLACE_KEYS}


def speaker_json(record: Record, s: Speaker) -> dict[str, Any]:
    """A speaker with the keys of the interchange format: how each outlet describes it, and every mention of it."""
    described = [
        {"outlet": outlet, "text": words, "article": article, "span": span}
        for article, outlet, span, words in record.passages(s.id, "descriptions")
    ]
    mentions = [{"article": article, "span": span} for article, _, span, _ in record.passages(s.id)]
    return {"id": s.id, "name": s.name, "kind": s.kind, "descriptions": described, "mentions": mentions}


def _rows(record: Record, wanted: Wanted, articles: Iterable[Article] | None = None) -> Iterator[Row]:
    """The statements to write, each with its article and its side, in the order of the record."""
    for article in record.articles() if articles is None else articles:
        for s in record.statements(article.id):
            side = wanted.labels.of(s, article)
            if wanted.side in (None, side):
                yield article, s, side


def _ledger(record: Record, wanted: Wanted) -> dict[str, list[dict[str, Any]]]:
    return ledger_rows(record, wanted.labels, Choice(side=wanted.side))


def _jsonl(record: Record, folder: Path, wanted: Wanted) -> dict[str, int]:
    statements = (
        statement_json(s) | ({"side": side} if wanted.sided else {}) for _, s, side in _rows(record, wanted)
    )  # fmt: skip
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "articles": map(article_json, record.articles()),
        "statements": statements,
        "speakers": (speaker_json(record, s) for s in record.speakers()),
        "figures": map(figure_json, record.figures()),
        "times": map(time_json, record.times()),
        "places": map(place_json, record.places()),
        **_ledger(record, wanted),
        **{name: rows_of(record) for name, (_, rows_of) in TABLES.items()},
    }
    return {name: _lines(folder / f"{name}.jsonl", each) for name, each in rows.items()}


def _lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    n = 0
    with path.open("w", encoding="utf-8", newline="\n") as f:
        for n, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    return n


def _csv(record: Record, folder: Path, wanted: Wanted) -> dict[str, int]:
    def write(name: str, keys: Iterable[str], rows: Iterable[Iterable[Any]]) -> int:
        return _cells(folder / f"{name}{'.spreadsheet' if wanted.safe else ''}.csv", [*keys], rows, wanted.safe)

    keys = (*WORDS_KEYS, *STATEMENT_KEYS, *(("side",) if wanted.sided else ()))
    return {
        "articles": write("articles", ARTICLE_KEYS, ([getattr(a, k) for k in ARTICLE_KEYS] for a in record.articles())),
        "statements": write("statements", keys, _statement_cells(record, wanted)),
        "speakers": write("speakers", SPEAKER_KEYS, ([*speaker_json(record, s).values()] for s in record.speakers())),
        "figures": write("figures", FIGURE_KEYS, (figure_json(f).values() for f in record.figures())),
        "times": write("times", TIME_KEYS, (time_json(t).values() for t in record.times())),
        "places": write("places", PLACE_KEYS, (place_json(p).values() for p in record.places())),
        "skipped": write("skipped", SKIPPED_KEYS, ([getattr(s, k) for k in SKIPPED_KEYS] for s in record.skipped())),
        **{
            name: write(name, flat_keys(name), (flat(row).values() for row in rows))
            for name, rows in _ledger(record, wanted).items()
        },
        **{
            name: write(name, keys_of, (row.values() for row in rows_of(record)))
            for name, (keys_of, rows_of) in TABLES.items()
        },
    }


def _statement_cells(record: Record, wanted: Wanted) -> Iterator[list[Any]]:
    names = {s.id: s.name for s in record.speakers()}
    for article, s, side in _rows(record, wanted):
        words = [
            article.outlet,
            article.published,
            names.get(s.speaker or ""),
            " … ".join(_cut(article, span) for span in s.content),
            _cut(article, s.cue),
            _cut(article, s.source),
        ]
        yield [*words, *statement_json(s).values(), *([side] if wanted.sided else [])]


def _cut(article: Article, span: Span | None) -> str:
    return article.text[slice(*span)] if span else ""


def _cells(path: Path, keys: Sequence[str], rows: Iterable[Iterable[Any]], safe: bool) -> int:
    """Excel takes a file for UTF-8 only by the mark at its start, so the form for spreadsheets has it."""
    n = 0
    with path.open("w", encoding="utf-8-sig" if safe else "utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(keys)
        for n, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
            out.writerow([_cell(v, safe) for v in row])
    return n


def _cell(value: Any, safe: bool) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if safe and text.startswith(FORMULA_STARTS) else text


def _parquet(record: Record, folder: Path, wanted: Wanted) -> dict[str, int]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def write(name: str, types: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
        n = 0
        with pq.ParquetWriter(folder / f"{name}.parquet", types, compression="zstd") as out:
            for batch in batches:
                out.write_batch(batch)
                n += batch.num_rows
        return n

    counts = {}
    for name in ("articles", "statements", "entities", "speakers", "figures", "times", "places", "skipped"):
        types, batches = schema(name), record.batches(name)
        if name == "statements" and wanted.sided:
            types = types.append(pa.field("side", pa.string()))
            batches = _sided(record, wanted, types)
        counts[name] = write(name, types, batches)
    for name, rows in _ledger(record, wanted).items():
        types = ledger_schema(name)
        counts[name] = write(name, types, pa.Table.from_pylist(rows, schema=types).to_batches())
    for name in TABLES:
        counts[name] = write(name, linked_schema(name), batches_of(record, name))
    return counts


def _sided(record: Record, wanted: Wanted, types: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    """The statements' batches with a column `side`, less those of other sides than the one wanted."""
    import pyarrow as pa

    kept = _rows(record, wanted)
    after = next(kept, None)
    for batch in record.batches("statements"):
        sides, keep = list[str | None](), list[bool]()
        for each in batch.column("id").to_pylist():
            here = after is not None and after[1].id == each
            keep.append(here)
            sides.append(after[2] if here and after else None)
            after = next(kept, None) if here else after
        columns = [*batch.columns, pa.array(sides, pa.string())]
        yield pa.RecordBatch.from_arrays(columns, schema=types).filter(pa.array(keep, pa.bool_()))


def _webannotation(record: Record, folder: Path, wanted: Wanted) -> dict[str, int]:
    """One annotation page for each article that has statements, or reviews of statements."""
    counts = {"articles": 0, "statements": 0, "reviews": 0}
    judged = _assessed(record)
    names = {s.id: s.name for s in record.speakers()}
    for article in record.articles():
        items = [
            annotation(article, s, speaker=names.get(s.speaker or ""), side=side)
            for _, s, side in _rows(record, wanted, [article])
        ]
        said = [assessment(article, x) for x in judged.get(article.id, ()) if wanted.side is None]
        if items or said:
            (folder / f"{article.id}.jsonld").write_text(page(article, [*items, *said]), encoding="utf-8")
            counts["articles"] += 1
            counts["statements"] += len(items)
            counts["reviews"] += len(said)
    return counts


def _assessed(record: Record) -> dict[str, list[Reviewed]]:
    """The reviews of each article's statements that hold. Those of links are not there, as the links are not: the
    standard relates each body to each target alone."""
    found: dict[str, list[Reviewed]] = {}
    for x in reviewed(record):
        if x.review.kind == "statement" and x.state in ("current", "orphaned"):
            found.setdefault(x.review.judged[0].article, []).append(x)
    return found


def _geojson(record: Record, folder: Path, wanted: Wanted) -> dict[str, int]:
    """The places, each once, with where they are named."""
    found = collection(record, _of_side(record, wanted))
    (folder / "places.geojson").write_text(_as_text(found), encoding="utf-8")
    return {"places": len(found["features"])}


def _geojson_file(record: Record, path: Path, wanted: Wanted) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file, or a folder whose name does not end in {path.suffix}")
    if path.exists() and not is_ours(path):
        raise UsageError(f"{path} is no export of onrecord's; name another file")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent} is no folder. Make it first, or name another.")
    with record.snapshot():
        text = _as_text(collection(record, _of_side(record, wanted)))
    made = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        made.write_text(text, encoding="utf-8")
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _as_text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"


def _of_side(record: Record, wanted: Wanted) -> frozenset[str] | None:
    """The statements of the side that is asked for; `None` where none is."""
    return None if wanted.side is None else frozenset(s.id for _, s, _ in _rows(record, wanted))


WRITERS: dict[str, Writer] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "webannotation": _webannotation, "geojson": _geojson,
}  # fmt: skip
