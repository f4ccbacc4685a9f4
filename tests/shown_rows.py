"""Records made by hand for the tests of what is shown: the bundled story by its gold answers, and a hostile one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from onrecord.rows import Article, Skipped, Span, Statement, Zone, article_id, statement_id, text_sha256


@dataclass
class Held:
    """What a report needs of a record."""

    rows: list[tuple[Article, list[Statement]]]
    left_out: list[Skipped] = field(default_factory=list)

    def articles(self) -> list[Article]:
        return [article for article, _ in self.rows]

    def statements(self, article: str | None = None) -> list[Statement]:
        return [each for held, found in self.rows for each in found if article in (None, held.id)]

    def skipped(self) -> list[Skipped]:
        return self.left_out


def article(text: str, **given: Any) -> Article:
    """An article whose first line is its headline."""
    source = given.pop("source", "https://gazette.example/1")
    head = text.find("\n") if "\n" in text else 0
    values: dict[str, Any] = {
        "id": article_id(source, text), "source": source, "path": "one.txt", "url": source, "outlet": "Gazette",
        "agency": None, "title": text[:head] or None, "byline": None, "published": "2025-03-11T11:40:00+02:00",
        "published_grain": "minute", "published_how": "articles.json", "captured_at": "2025-03-20T00:00:00Z",
        "language": "en", "complete": True, "version_of": None, "text": text, "sha256": text_sha256(text),
        "raw_sha256": text_sha256(text), "zones": (Zone("headline", 0, head), Zone("body", head, len(text))),
    }  # fmt: skip
    return Article(**values | given)


def statement(of: Article, *content: str, source: str | None = None, cue: str | None = None, **given: Any) -> Statement:
    """A statement whose parts are found by their words."""

    def span(words: str | None) -> Span | None:
        return (of.text.index(words), of.text.index(words) + len(words)) if words else None

    spans = tuple(found for words in content if (found := span(words)))
    values: dict[str, Any] = {"voice": "attributed", "zone": "body", "quotation": "indirect"} | given
    return Statement(
        statement_id(of.id, values["voice"], spans, span(cue), span(source)), of.id,
        content=spans, cue=span(cue), source=span(source), **values,
    )  # fmt: skip


def story() -> Held:
    """The bundled story with its gold answers as statements."""
    folder = files("onrecord") / "story"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    rows = []
    for entry in json.loads((folder / "articles.json").read_text(encoding="utf-8")):
        text = (folder / entry["file"]).read_bytes().decode()
        names = {"source": entry["url"], "outlet": entry["outlet"], "title": entry["title"]}
        one = article(text, **names, published=entry["published"], byline=", ".join(entry["authors"]) or None)
        found = [_gold(one, row) for row in gold["statements"] + gold["assertions"] if row["article"] == entry["id"]]
        rows.append((one, found))
    return Held(rows)


def _gold(of: Article, row: dict[str, Any]) -> Statement:
    content = tuple(_place(of.text, quote) for quote in row["content"])
    cue, source = (_place(of.text, row[part]) if row.get(part) else None for part in ("cue", "source"))
    voice: Any = "attributed" if "speaker" in row else "narrator"
    return Statement(
        statement_id(of.id, voice, content, cue, source), of.id, voice, "body", content, cue, source,
        quotation=row.get("quote", "none"), modality=row.get("modality", "asserted"),
    )  # fmt: skip


def _place(text: str, quote: str | dict[str, Any]) -> Span:
    words, nth = (quote, 1) if isinstance(quote, str) else (quote["quote"], quote["nth"])
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


EVIL = """</script><script>document.title = "owned"</script><img src=x onerror="document.title='owned'">"""
TURNED = "paid \u202e001\u202c crowns\x00\x1b[31m\x9b2J"


def hostile() -> Held:
    """Articles that try to run, load, turn lines around and break out, in every field there is."""
    text = (
        f'Head {EVIL}\n\nThe {EVIL} minister said it was "{EVIL} {TURNED}" --><style>*{{display:none}}</style>\n{EVIL}'
    )
    one = article(
        text, source="javascript:document.title='owned'//" + EVIL,
        outlet=f"Out{EVIL}{TURNED}", title=f"Title{EVIL}{TURNED}",
        byline=EVIL, agency=EVIL + TURNED, published=EVIL, language='en" onload="x', path=EVIL, complete=False,
    )  # fmt: skip
    said = statement(one, f'"{EVIL} {TURNED}"', source=f"The {EVIL} minister", cue="said", quotation="direct")
    beyond = Statement("f" * 16, one.id, "attributed", "body", ((len(text) - 3, len(text) + 50), (9**9, 9**9 + 4)))
    skipped = Skipped(EVIL + "\ud800", "empty", EVIL, EVIL, EVIL)
    return Held([(one, [said, beyond])], [skipped, Skipped("x", "no-such-reason", "", "")])
