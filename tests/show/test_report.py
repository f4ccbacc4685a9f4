"""The file: one page that loads nothing, runs nothing of an article's, and is written whole or not at all."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.rows import Statement
from onrecord.show.report import is_report, report
from shown_rows import Held, article, hostile, story


class Seen(HTMLParser):
    """Every element with its attributes, and the texts of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("style", "script") and self.cdata_elem:
            self.raw.append((self.elements[-1][0], data))
        else:
            self.words += data


def written(held: Held, folder: Path, *, excerpts: bool = False) -> str:
    path = folder / "report.html"
    report(held, path, excerpts=excerpts)
    return path.read_bytes().decode()


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(tmp_path: Path) -> None:
    seen = Seen(written(story(), tmp_path))
    policy = next(a["content"] for _, a in seen.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    runs = [(tag, text) for tag, text in seen.raw if not text.startswith("{")]
    assert [tag for tag, _ in runs] == ["style", "script"]
    for tag, text in runs:
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


@pytest.mark.parametrize("excerpts", [False, True])
def test_nothing_in_the_page_loads_or_runs(tmp_path: Path, excerpts: bool) -> None:
    seen = Seen(written(hostile(), tmp_path, excerpts=excerpts))
    assert not {"img", "iframe", "object", "embed", "form", "base", "video", "svg"} & {tag for tag, _ in seen.elements}
    assert sum(tag == "script" for tag, _ in seen.elements) == 2
    for tag, attributes in seen.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")], tag
        href = attributes.get("href") or "#"
        assert href.startswith(("#", "data:,")), href


def test_control_characters_are_made_visible_in_every_value(tmp_path: Path) -> None:
    text = written(hostile(), tmp_path)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_every_link_leads_somewhere_and_every_id_is_given_once(tmp_path: Path) -> None:
    for excerpts in (False, True):
        seen = Seen(written(story(), tmp_path, excerpts=excerpts))
        ids = [a["id"] for _, a in seen.elements if "id" in a]
        assert len(ids) == len(set(ids))
        assert {a["href"] for tag, a in seen.elements if tag == "a"} <= {f"#{each}" for each in ids}


def test_the_whole_text_of_every_article_is_there_and_in_excerpts_is_not(tmp_path: Path) -> None:
    held = story()
    words = " ".join(Seen(re.sub(r'<a class="ref.*?</a>', "", written(held, tmp_path))).words.split())
    for each in held.articles():
        for line in each.text.split("\n"):
            assert " ".join(line.split()) in words
    kept = written(held, tmp_path, excerpts=True)
    assert "This report is fiction" not in kept
    assert not any(each.text in kept for each in held.articles())


def test_the_page_says_what_it_is(tmp_path: Path) -> None:
    text = written(story(), tmp_path)
    assert "14 reports from 10 outlets, 11–14 March 2025" in text
    assert "<strong>Fiction.</strong>" in text
    assert "no source stated" in text
    assert "Statements with a&nbsp;source" in text
    real = written(Held([(article("T\nx", source="https://news.test/1"), [])]), tmp_path)
    assert "Fiction." not in real
    assert 'href="https://news.test/1" rel="noopener noreferrer nofollow"' in real


def test_an_empty_record_has_a_report_too(tmp_path: Path) -> None:
    assert "The record holds no articles." in written(Held([]), tmp_path)


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    report(story(), path)
    before = path.read_bytes()

    class Breaks(Held):
        def statements(self, article: str | None = None) -> list[Statement]:  # noqa: ARG002
            raise RuntimeError

    with pytest.raises(RuntimeError):
        report(Breaks(story().rows), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OnrecordError, match="cannot be written"):
        report(story(), tmp_path / "no" / "report.html")


def test_a_report_is_known_again(tmp_path: Path) -> None:
    report(Held([]), tmp_path / "report.html")
    (tmp_path / "other").write_bytes(b"SQLite format 3\0")
    assert is_report(tmp_path / "report.html")
    assert not is_report(tmp_path / "other")
