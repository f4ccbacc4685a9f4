"""Sources are found, in order, each file under a key that does not depend on how it was given."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from sources_made import TEXT, TITLE, line, one, page, read, skip, write

from onrecord import ingest as package
from onrecord.errors import UsageError
from onrecord.ingest import IngestOptions
from onrecord.ingest.files import READERS, keys
from onrecord.rows import Capture, Skipped


def sources(*given: object) -> list[str]:
    return [row.source if isinstance(row, Skipped) else row.article.source for row in read(*given)]


def test_the_public_face_is_whole() -> None:
    assert package.__all__ == ["IngestOptions", "ingest", "is_there"]
    assert all(hasattr(package, name) for name in package.__all__)


def test_a_folder_is_read_in_sorted_order_and_its_other_files_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "README.md", "gold.json", "photo.jpg", ".git/x.txt"):
        write(tmp_path / name, TEXT)
    assert sources(tmp_path) == ["a.txt", "b.txt", "c.txt"]
    assert all(isinstance(row, Capture) for row in read(tmp_path))


def test_a_file_has_one_key_by_itself_and_in_its_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "sub" / "a.txt", TEXT)
    assert one(path).id == one(tmp_path).id == one(path.parent).id


def test_names_that_meet_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("mon/a.txt", "tue/a.txt", "tue/b.txt"):
        write(tmp_path / name, TEXT)
    assert sources(tmp_path) == ["mon/a.txt", "tue/a.txt", "b.txt"]
    assert sources(tmp_path / "mon" / "a.txt", tmp_path / "tue" / "a.txt") == ["mon/a.txt", "tue/a.txt"]
    assert keys([Path("x/p/a.txt"), Path("y/p/a.txt"), Path("a.txt")]) == {
        Path("x/p/a.txt"): "x/p/a.txt", Path("y/p/a.txt"): "y/p/a.txt", Path("a.txt"): "a.txt"
    }  # fmt: skip


def test_a_file_given_twice_is_the_same_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert sources(path, path) == ["a.txt", "a.txt"]


def test_kinds_that_could_have_been_meant_are_said(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx", "c.css"):
        write(tmp_path / name, TEXT)
    rows = read(tmp_path)
    assert [(row.source, row.reason) for row in rows if isinstance(row, Skipped)] == [
        ("a.pdf", "unsupported"), ("b.docx", "unsupported")
    ]  # fmt: skip
    assert skip(tmp_path / "c.css").reason == "unsupported"
    assert skip(write(tmp_path / "noending", TEXT)).reason == "unsupported"


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    assert skip(tmp_path / "none.txt").reason == "missing"
    assert skip("nul\0byte.txt").reason in ("missing", "unreadable")
    assert skip("x" * 5000).reason in ("missing", "unreadable")
    assert skip("").reason == "missing"


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert skip(tmp_path).reason == "empty"


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "out" / "secret.txt", TEXT)
    inside = tmp_path / "in"
    write(inside / "a.txt", TEXT)
    (inside / "b.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (inside / "c").symlink_to(tmp_path / "out")
    (inside / "d.txt").symlink_to(inside / "a.txt")
    (inside / "loop").symlink_to(inside)
    rows = read(inside)
    assert [(row.source, row.reason) for row in rows if isinstance(row, Skipped)] == [
        ("b.txt", "unsafe_path"), ("c", "unsafe_path")
    ]  # fmt: skip
    assert [row.article.source for row in rows if isinstance(row, Capture)] == ["a.txt", "d.txt"]


def test_a_dead_link_and_a_pipe_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert [row.reason for row in read(tmp_path / "a.txt", tmp_path / "b.txt") if isinstance(row, Skipped)] == [
        "missing", "unsupported"
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert skip(path).reason == "unreadable"


def test_packed_files_are_unpacked_within_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(line(url=None).encode()))
    assert one(path).source == "a.jsonl.gz#1"
    bomb = write(tmp_path / "b.txt.gz", gzip.compress(b"a " * 2_000_000))
    assert skip(bomb, max_file_bytes=1000).reason == "oversize"
    assert skip(bomb, max_unpacked_bytes=1000).reason == "oversize"
    assert skip(write(tmp_path / "c.txt.gz", path.read_bytes()[:40])).reason == "broken_archive"
    assert skip(write(tmp_path / "d.csv.gz", b"no gzip")).reason == "broken_archive"


def test_the_table_of_readers_names_every_kind() -> None:
    assert {".txt", ".html", ".jsonl", ".csv", ".parquet", ".warc", ".rss"} <= set(READERS)


def test_a_field_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(UsageError, match="no field 'body'"):
        IngestOptions(columns={"body": "x"})


def test_ingest_is_lazy_and_can_be_left_early(tmp_path: Path) -> None:
    write(tmp_path / "a.html", page())
    write(tmp_path / "b.txt", TEXT)
    stream = package.ingest([str(tmp_path)])
    first = next(stream)
    assert isinstance(first, Capture)
    assert first.article.title == TITLE
    stream.close()  # type: ignore[attr-defined]
