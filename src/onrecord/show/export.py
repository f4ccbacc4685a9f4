"""A record's tables for other programs: JSONL (the interchange format), CSV, Parquet, W3C Web Annotation.

An export is a folder that appears whole or not at all: it is written beside its place and then moved there. Rows are
written as they are read, so that memory does not grow with the record.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.rows import Article, Statement
from onrecord.show.annotation import annotation, page
from onrecord.store import Record
from onrecord.store.tables import batches, schema

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
LATER = ("speakers", "figures", "reuse", "links", "claims", "wording")
"""Files of the format that no stage fills yet: written all the same, empty."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection)."""

Writer = Callable[[Record, Path, bool], dict[str, int]]


def export(record: Record, form: str, folder: Path, *, spreadsheet_safe: bool = False) -> None:
    """Writes the record's tables into a folder. An earlier export there is replaced; anything else is refused.

    With `spreadsheet_safe`, cells of CSV files that a spreadsheet would run are prefixed with an apostrophe, and the
    files are named so.
    """
    if form not in WRITERS:
        raise UsageError(f"there is no format {form!r}; choose one of {', '.join(WRITERS)}")
    folder = Path(folder)
    _may_replace(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made.chmod(0o755)
        counts = WRITERS[form](record, made, spreadsheet_safe)
        manifest = _manifest(record, form, counts) | ({"spreadsheet_safe": True} if spreadsheet_safe else {})
        (made / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        _move(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _may_replace(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to export into")
    if any(folder.iterdir()) and not _is_export(folder):
        raise UsageError(f"{folder} holds files that are no export of onrecord's; name another folder or empty it")


def _is_export(folder: Path) -> bool:
    try:
        return "onrecord" in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _move(made: Path, folder: Path) -> None:
    """Puts the new folder in the old one's place; the old one goes only when the new one is whole."""
    if folder.exists():
        old = made.with_name(made.name + ".old")
        folder.rename(old)
        made.rename(folder)
        shutil.rmtree(old)
    else:
        made.rename(folder)


def _manifest(record: Record, form: str, counts: dict[str, int]) -> dict[str, Any]:
    readers = sorted({run.reader for run in record.runs()})
    models = {name: digest for run in record.runs() for name, digest in run.options.get("models", {}).items()}
    return {
        "format": form,
        "format_version": FORMAT_VERSION,
        "onrecord": __version__,
        "readers": readers,
        "models": models,
        "counts": counts,
    }


def article_json(a: Article) -> dict[str, Any]:
    """An article with the keys of the interchange format, in their order."""
    return {k: getattr(a, k) for k in ARTICLE_KEYS}


def statement_json(s: Statement) -> dict[str, Any]:
    """A statement with the keys of the interchange format, in their order."""
    return {k: getattr(s, k) for k in STATEMENT_KEYS}


def _jsonl(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    rows: dict[str, Iterator[dict[str, Any]]] = {
        "articles": map(article_json, record.articles()),
        "statements": map(statement_json, record.statements()),
        **{name: iter(()) for name in LATER},
    }
    return {name: _lines(folder / f"{name}.jsonl", each) for name, each in rows.items()}


def _lines(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    n = 0
    with path.open("w", encoding="utf-8", newline="\n") as f:
        for n, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    return n


def _csv(record: Record, folder: Path, safe: bool) -> dict[str, int]:
    end = ".spreadsheet.csv" if safe else ".csv"
    rows = {
        "articles": map(article_json, record.articles()),
        "statements": _statement_cells(record),
        "skipped": map(asdict, record.skipped()),
    }
    return {name: _cells(folder / f"{name}{end}", each, safe) for name, each in rows.items()}


def _statement_cells(record: Record) -> Iterator[dict[str, Any]]:
    """Statements with their words beside the spans, since a spreadsheet cannot cut them out."""
    for article in record.articles():
        for s in record.statements(article.id):
            words = {
                "content_text": " … ".join(article.text[a:b] for a, b in s.content),
                "cue_text": article.text[slice(*s.cue)] if s.cue else None,
                "source_text": article.text[slice(*s.source)] if s.source else None,
            }
            yield {"outlet": article.outlet, "published": article.published, **words, **statement_json(s)}


def _cells(path: Path, rows: Iterator[dict[str, Any]], safe: bool) -> int:
    n = 0
    with path.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        for n, row in enumerate(rows, 1):
            if n == 1:
                out.writerow(row)
            out.writerow([_cell(v, safe) for v in row.values()])
    return n


def _cell(value: Any, safe: bool) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if safe and text.startswith(FORMULA_STARTS) else text


def _parquet(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    import pyarrow.parquet as pq

    counts = {}
    for name in ("articles", "statements", "skipped"):
        counts[name] = 0
        with pq.ParquetWriter(folder / f"{name}.parquet", schema(name), compression="zstd") as out:
            for batch in batches(record, name):
                out.write_batch(batch)
                counts[name] += batch.num_rows
    return counts


def _webannotation(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    """One annotation page for each article that has statements."""
    counts = {"articles": 0, "statements": 0}
    for article in record.articles():
        items = [annotation(article, s) for s in record.statements(article.id)]
        if items:
            text = json.dumps(page(article, items), ensure_ascii=False, indent=1)
            (folder / f"{article.id}.jsonld").write_text(text + "\n", encoding="utf-8")
            counts["articles"] += 1
            counts["statements"] += len(items)
    return counts


WRITERS: dict[str, Writer] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "webannotation": _webannotation}
