"""A record's tables for other programs: JSONL (the interchange format), CSV, Parquet, W3C Web Annotation.

An export is a folder that appears whole or not at all: it is written beside its place and then moved there. Rows are
written as they are read, so that memory does not grow with the record.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from onrecord import __version__
from onrecord.errors import UsageError
from onrecord.rows import Article, Span, Speaker, Statement
from onrecord.show.annotation import annotation, page
from onrecord.store import Record
from onrecord.store.tables import schema

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
LATER = ("figures", "reuse", "links", "claims", "wording")
"""Files of the format that no stage fills yet: written all the same, empty."""

SPEAKER_KEYS = ("id", "name", "kind", "descriptions", "mentions")
WORDS_KEYS = ("outlet", "published", "speaker_name", "content_text", "cue_text", "source_text")
"""Put before a statement's keys in CSV, since a spreadsheet cannot cut the words out itself."""
SKIPPED_KEYS = ("source", "reason", "detail", "hint", "at")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters that make a spreadsheet run a cell as a formula, their full-width forms included (OWASP, CSV
injection)."""

_NAMES = "|".join(("articles", "statements", "speakers", "entities", "skipped", *LATER))
OUR_FILES = re.compile(
    rf"manifest\.json|({_NAMES})\.(jsonl|parquet|csv|spreadsheet\.csv)|[0-9a-f]{{16}}\.jsonld", re.ASCII
)
"""Every name that an export of ours may hold, and no other: what does not match was put there by somebody."""

Writer = Callable[[Record, Path, bool], dict[str, int]]


def export(record: Record, form: str, folder: Path, *, spreadsheet_safe: bool = False) -> None:
    """Writes the record's tables into a folder. An earlier export there is replaced; anything else is refused.

    With `spreadsheet_safe`, cells of CSV files that a spreadsheet would run are prefixed with an apostrophe, and the
    files are named so.
    """
    if form not in WRITERS:
        raise UsageError(f"there is no format {form!r}; choose one of {', '.join(WRITERS)}")
    folder = Path(folder).resolve()  # a link stays, and what it leads to is replaced
    _may_replace(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    made.mkdir()
    try:
        with record.snapshot():
            counts = WRITERS[form](record, made, spreadsheet_safe)
            manifest = _manifest(record, form, counts, spreadsheet_safe)
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


def _manifest(record: Record, form: str, counts: dict[str, int], safe: bool) -> dict[str, Any]:
    readers = sorted({run.reader for run in record.runs()})
    models = {name: digest for run in record.runs() for name, digest in run.options.get("models", {}).items()}
    return {
        "format": form,
        "format_version": FORMAT_VERSION,
        "spreadsheet_safe": safe,
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


def speaker_json(record: Record, s: Speaker) -> dict[str, Any]:
    """A speaker with the keys of the interchange format: how each outlet describes it, and every mention of it."""
    described = [
        {"outlet": outlet, "text": words, "article": article, "span": span}
        for article, outlet, span, words in record.passages(s.id, "descriptions")
    ]
    mentions = [{"article": article, "span": span} for article, _, span, _ in record.passages(s.id)]
    return {"id": s.id, "name": s.name, "kind": s.kind, "descriptions": described, "mentions": mentions}


def _jsonl(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    rows: dict[str, Iterator[dict[str, Any]]] = {
        "articles": map(article_json, record.articles()),
        "statements": map(statement_json, record.statements()),
        "speakers": (speaker_json(record, s) for s in record.speakers()),
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
    def write(name: str, keys: Sequence[str], rows: Iterator[list[Any]]) -> int:
        return _cells(folder / f"{name}{'.spreadsheet' if safe else ''}.csv", keys, rows, safe)

    return {
        "articles": write("articles", ARTICLE_KEYS, ([getattr(a, k) for k in ARTICLE_KEYS] for a in record.articles())),
        "statements": write("statements", (*WORDS_KEYS, *STATEMENT_KEYS), _statement_cells(record)),
        "speakers": write("speakers", SPEAKER_KEYS, ([*speaker_json(record, s).values()] for s in record.speakers())),
        "skipped": write("skipped", SKIPPED_KEYS, ([getattr(s, k) for k in SKIPPED_KEYS] for s in record.skipped())),
    }


def _statement_cells(record: Record) -> Iterator[list[Any]]:
    names = {s.id: s.name for s in record.speakers()}
    for article in record.articles():
        for s in record.statements(article.id):
            content = " … ".join(_cut(article, span) for span in s.content)
            words = [
                article.outlet,
                article.published,
                names.get(s.speaker or ""),
                content,
                _cut(article, s.cue),
                _cut(article, s.source),
            ]
            yield [*words, *statement_json(s).values()]


def _cut(article: Article, span: Span | None) -> str:
    return article.text[slice(*span)] if span else ""


def _cells(path: Path, keys: Sequence[str], rows: Iterator[list[Any]], safe: bool) -> int:
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


def _parquet(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    import pyarrow.parquet as pq

    counts = {}
    for name in ("articles", "statements", "entities", "speakers", "skipped"):
        counts[name] = 0
        with pq.ParquetWriter(folder / f"{name}.parquet", schema(name), compression="zstd") as out:
            for batch in record.batches(name):
                out.write_batch(batch)
                counts[name] += batch.num_rows
    return counts


def _webannotation(record: Record, folder: Path, _safe: bool) -> dict[str, int]:
    """One annotation page for each article that has statements."""
    counts = {"articles": 0, "statements": 0}
    for article in record.articles():
        items = [annotation(article, s) for s in record.statements(article.id)]
        if items:
            (folder / f"{article.id}.jsonld").write_text(page(article, items), encoding="utf-8")
            counts["articles"] += 1
            counts["statements"] += len(items)
    return counts


WRITERS: dict[str, Writer] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "webannotation": _webannotation}
