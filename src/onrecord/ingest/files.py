"""From a source to the reader of its kind, by one table. Folders are walked in sorted order, and never left."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.ingest import feeds, lines, page, plain, tables, warc
from onrecord.ingest.desk import Desk, Input
from onrecord.ingest.trouble import Trouble
from onrecord.rows import Capture, Skipped

Reader = Callable[[Input, Desk], Iterator[Capture | Skipped]]

READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".html": page.read,
    ".htm": page.read,
    ".xhtml": page.read,
    ".jsonl": lines.read_lines,
    ".ndjson": lines.read_lines,
    ".json": lines.read_json,
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".parquet": tables.read_parquet,
    ".rss": feeds.read,
    ".atom": feeds.read,
    ".xml": feeds.read,
    ".warc": warc.read,
}
"""A file's ending and who reads it. `.gz` behind an ending means that it is compressed."""
UNPACKED_BY_READER = frozenset({".warc", ".parquet"})
NOT_ARTICLES = frozenset(
    {"articles.json", "gold.json", "manifest.json", "package.json", "robots.txt", "requirements.txt", "license.txt"}
)
"""Files that lie beside articles and are none. Given by name, they are read like any other."""
MEANT = frozenset(
    f".{kind}"
    for kind in re.findall(
        r"\w+",
        "pdf doc docx odt rtf epub pages mobi zip tar tgz 7z rar bz2 xz zst gz "
        "mht mhtml webarchive eml msg arc xls xlsx ods",
    )
)
"""Kinds that could have been meant as articles: a folder's walk says that it passed them by. Others, such as pictures
and styles beside a saved page, it passes by in silence."""
_UNPACK, _AS_CSV, _AS_HTML = "unpack it and give the folder", "save it as .csv", "save the page as .html"
NEXT_STEP = {
    ".pdf": "save its text as .txt (for instance with pdftotext)",
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar"), _UNPACK),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), _AS_CSV),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), _AS_HTML),
    ".zst": "unpack it with unzstd",
    ".arc": "convert it to WARC (`warcio recompress`)",
}


def read_path(path: Path, key: str, desk: Desk) -> Iterator[Capture | Skipped]:
    """What a file or folder holds. Never raises `Trouble`: it becomes a `Skipped`."""
    try:
        if path.is_dir():
            yield from _folder(path, desk)
        elif not os.path.lexists(path):
            raise Trouble("missing", "there is no such file or folder", "check the name and the folder")
        elif not path.exists():
            raise Trouble("missing", "it is a link to a file that is not there", "check where the link leads")
        elif not path.is_file():
            raise Trouble("unsupported", "it is no regular file but a device, pipe or socket", "give a file")
        else:
            kind, packed = kind_of(path)
            if kind not in READERS:
                raise unsupported(path)
            yield from READERS[kind](Input(path, key, kind, packed), desk)
    except Trouble as trouble:
        yield trouble.skipped(key)
    except OSError as error:
        yield Skipped(key, "unreadable", f"it cannot be read: {error.strerror or error}", "check that you may read it")


def kind_of(path: Path) -> tuple[str, bool]:
    """A file's kind by its ending, without case, and whether it is compressed: `.jsonl.gz` is `.jsonl`, packed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        kind = suffixes[-2] if len(suffixes) > 1 else ".gz"
        return kind, kind not in UNPACKED_BY_READER
    return (suffixes[-1] if suffixes else ""), False


def unsupported(path: Path) -> Trouble:
    """Says that a kind is not read, and what to do."""
    kind = path.suffix.lower()
    step = NEXT_STEP.get(kind, "save its text as .txt, or the page as .html")
    what = f"{kind} files are not read" if kind else "a file without an ending says nothing of its kind"
    return Trouble("unsupported", what, step)


def keys(paths: Iterable[Path]) -> dict[Path, str]:
    """The key each file is known by: its name, and where names meet, as much of the path as tells them apart.

    So a file given by itself and the same file in a folder have one key, and a text read twice is stored once.
    """
    paths = list(dict.fromkeys(paths))
    found = {path: path.name for path in paths}
    length = 1
    while meeting := _meeting(found):
        length += 1
        longer = {path: "/".join(path.parts[-length:]) for path in meeting}
        if all(longer[path] == found[path] for path in meeting):
            break
        found |= longer
    return found


def _meeting(found: Mapping[Path, str]) -> list[Path]:
    counts: dict[str, int] = {}
    for key in found.values():
        counts[key] = counts.get(key, 0) + 1
    return [path for path, key in found.items() if counts[key] > 1]


def _folder(folder: Path, desk: Desk) -> Iterator[Capture | Skipped]:
    root = folder.resolve()
    found = list(_walk(folder, root, set()))
    named = keys(path for path, _ in found)
    any_article = False
    for path, trouble in found:
        any_article = True
        if trouble:
            yield trouble.skipped(named[path])
        else:
            yield from read_path(path, named[path], desk)
    if not any_article:
        raise Trouble(
            "empty",
            "the folder holds no file that onrecord reads",
            f"put {', '.join(list(READERS)[:6])} … files into it",
        )


def _walk(folder: Path, root: Path, seen: set[Path]) -> Iterator[tuple[Path, Trouble | None]]:
    """The files of a folder and its folders, in sorted order; those that lead outside carry their `Trouble`."""
    where = folder.resolve()
    if where in seen:
        return
    seen.add(where)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield folder, Trouble("unreadable", f"it cannot be opened: {error.strerror}", "check that you may read it")
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_symlink() and not _inside(path, root):
            if path.is_dir() or _wanted(path):
                yield (
                    path,
                    Trouble(
                        "unsafe_path", "it is a link that leads outside the folder given", "give its target by itself"
                    ),
                )
        elif path.is_dir():
            yield from _walk(path, root, seen)
        elif _wanted(path):
            yield path, None


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _wanted(path: Path) -> bool:
    kind, _ = kind_of(path)
    return path.name.lower() not in NOT_ARTICLES and (kind in READERS or kind in MEANT)
