"""The shipped model, as shipped: what it finds, that it is deterministic, and that it keeps to itself."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.read.files import model_file
from onrecord.read.pinned import PINNED
from onrecord.read.reader import Found, Reader, reader_version
from onrecord.rows import Article, Statement, article_id, text_sha256

PUMPS = (
    "Pumps fail in Ashel\n\nThe pumps at Ashel failed on Monday, the water board said. “We are looking into it,” "
    "Mira Vane, its spokeswoman, told reporters.\n\nResidents said the water had been brown for a week."
)
STORY = [
    PUMPS,
    "“Nobody warned us,” said Tam Orrel, a baker. “We had to boil everything.”\n\nThe ministry denied that.",
    "Short.",
    "According to the union, forty workers had been sent home before the failure; the board put it at twelve. " * 30,
]


def article(text: str) -> Article:
    return Article(
        article_id("t", text), "t", None, None, None, None, None, None, None, None, None,
        "2031-05-04T00:00:00Z", "en", True, None, text, text_sha256(text), "",
    )  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=2)


def read(reader: Reader, texts: list[str]) -> list[list[Statement]]:
    found = [s for _, s in reader.read(map(article, texts))]
    return [s.statements for s in found if isinstance(s, Found)]


def test_who_said_what(reader: Reader) -> None:
    (found,) = read(reader, STORY[:1])
    text = STORY[0]
    said = [
        (s.source and text[slice(*s.source)], s.cue and text[slice(*s.cue)], text[slice(*s.content[0])])
        for s in found
        if s.voice == "attributed"
    ]
    assert ("the water board", "said", "The pumps at Ashel failed on Monday") in said
    assert any(c == "“We are looking into it,”" and "Mira Vane" in (who or "") for who, _, c in said)
    assert ("Residents", "said", "the water had been brown for a week") in said


def test_a_reading_is_the_same_alone_among_others_and_on_any_number_of_threads(reader: Reader) -> None:
    alone = [read(reader, [t])[0] for t in STORY]
    assert read(reader, STORY) == alone
    shuffled = STORY * 6
    random.Random(1).shuffle(shuffled)
    assert read(Reader(threads=1), shuffled) == [alone[STORY.index(t)] for t in shuffled]


def test_odd_texts_are_no_error(reader: Reader) -> None:
    odd = [
        "",
        "\n\n",
        "“",
        "\ufffd" * 50,
        "𝔄𝔟𝔠 " * 300,
        "x" * 20_000,
        '"' * 3_000,
        "a\u2028b said “c”.",
        "مرحبا “نعم” said.",
    ]
    assert len(read(reader, odd)) == len(odd)


def test_version_names_models_and_code() -> None:
    assert reader_version() == reader_version()
    assert reader_version().startswith("reader-")


def test_another_model_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PINNED, "join.json", "0" * 64)
    with pytest.raises(ModelError, match=r"join\.json is not the pinned one: install onrecord again"):
        model_file("join.json")


WATCH = """
import sys, socket
opened = []
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        opened.append(event)
    if event == "open" and args[1] and any(c in str(args[1]) for c in "wax+"):
        opened.append(str(args[0]))
sys.addaudithook(hook)
from onrecord.read.reader import Found, Reader
Reader(2).tagger
import onnxruntime, os
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
print(opened)
"""


def test_reading_opens_no_socket_and_writes_no_file(tmp_path: Path) -> None:
    env = {
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(tmp_path),
    }
    got = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=True, env=env)
    assert got.stdout.strip() == "[]"
    assert not list(tmp_path.rglob("*"))
