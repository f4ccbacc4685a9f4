"""Records made by hand for the tests of what is shown: the bundled story by its gold answers, and a hostile one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from onrecord.rows import (
    Article,
    Entity,
    Mention,
    Skipped,
    Span,
    Speaker,
    Statement,
    Zone,
    article_id,
    digest,
    entity_id,
    statement_id,
    text_sha256,
)


@dataclass
class Held:
    """What a report needs of a record."""

    rows: list[tuple[Article, list[Statement]]]
    left_out: list[Skipped] = field(default_factory=list)
    found: list[Entity] = field(default_factory=list)
    who: list[Speaker] = field(default_factory=list)

    def articles(self) -> list[Article]:
        return [article for article, _ in self.rows]

    def statements(self, article: str | None = None) -> list[Statement]:
        return [each for held, found in self.rows for each in found if article in (None, held.id)]

    def entities(self, article: str | None = None) -> list[Entity]:
        return [each for each in self.found if article in (None, each.article)]

    def speakers(self) -> list[Speaker]:
        return self.who

    def skipped(self) -> list[Skipped]:
        return self.left_out


def resolved(rows: list[tuple[Article, list[Statement]]], names: dict[str, str], **given: Any) -> Held:
    """Rows whose statements are said by the speakers that `names` gives by the source's words, in all articles."""
    held = Held([], **given)
    entities: dict[str, list[str]] = {}
    for one, statements in rows:
        spans: dict[str, set[Span]] = {}
        for s in statements:
            if s.source and one.text[slice(*s.source)] in names:
                spans.setdefault(names[one.text[slice(*s.source)]], set()).add(s.source)
        of: dict[str, str] = {}
        for name, places in spans.items():
            mentions = tuple(Mention(span, "name", "person") for span in sorted(places))
            entity = Entity(entity_id(one.id, mentions), one.id, "person", name, mentions, tuple(sorted(places)))
            held.found.append(entity)
            entities.setdefault(name, []).append(entity.id)
            of |= {one.text[slice(*span)]: name for span in places}
        words = {s.id: one.text[slice(*s.source)] if s.source else "" for s in statements}
        held.rows.append(
            (one, [replace(s, speaker=_speaker_id(of[words[s.id]])) if words[s.id] in of else s for s in statements])
        )
    held.who = [Speaker(_speaker_id(name), name, "person", tuple(sorted(ids))) for name, ids in entities.items()]
    return held


def _speaker_id(name: str) -> str:
    return digest("speaker", name)[:16]


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


SAID = "T\nAda Brin, the mayor, said one. She claimed two. Brin said three. A guard said four. Five was said. Six fell."
SPOKEN = {"Ada Brin, the mayor": "Ada Brin", "She": "Ada Brin", "Brin": "Ada Brin", "A guard": "a guard"}


def brin(outlet: str = "Gazette") -> tuple[Article, list[Statement]]:
    """An article of six statements, of all kinds."""
    one = article(SAID, source=f"https://{outlet.lower()}.example/1", outlet=outlet)
    return one, [
        statement(one, "one", source="Ada Brin, the mayor", cue="said", speaker_class="named_person"),
        statement(one, "two", source="She", cue="claimed", stance="distancing", speaker_class="named_person"),
        statement(one, "three", source="Brin", cue="said", relay=("Radio Pell",), speaker_class="named_person"),
        statement(
            one, "four", source="A guard", cue="said", speaker_class="unnamed_person",
            anonymity_reason="who  was not authorised", relay=("Ada Brin",), nested_in="x",
        ),
        statement(one, "Five", cue="was said"),
        statement(one, "Six fell", voice="narrator", quotation="none"),
    ]  # fmt: skip


def two() -> Held:
    """The same article in two outlets, its speakers resolved."""
    return resolved([brin(), brin("Other")], SPOKEN)


NAMES = [
    "Åsa Brin",
    "Олена Крук",
    "علي المصري",
    "李明",
    "x" * 300,
    "<b>Ada</b> & 'co'",
    "Ada\u202eniB",
    "a\x00b",
    "=1+1",
]
"""Names that are hard to show: other scripts, right to left, too long, markup, turning marks, a formula."""


def story() -> Held:
    """The bundled story with its gold answers as statements, entities and speakers."""
    folder = files("onrecord") / "story"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    held = Held([])
    speakers: dict[str, tuple[Any, list[str]]] = {}
    for entry in json.loads((folder / "articles.json").read_text(encoding="utf-8")):
        text = (folder / entry["file"]).read_bytes().decode()
        names = {"source": entry["url"], "outlet": entry["outlet"], "title": entry["title"]}
        one = article(text, **names, published=entry["published"], byline=", ".join(entry["authors"]) or None)
        answers = [row for row in gold["statements"] + gold["assertions"] if row["article"] == entry["id"]]
        ids = {row["id"]: _gold(one, row).id for row in answers}
        held.rows.append((one, [replace(_gold(one, row), nested_in=ids.get(row.get("nested_in"))) for row in answers]))
        for row in answers:
            if row.get("speaker") and row["source"]:
                mention = Mention(_place(one.text, row["source"]), "name", "person")
                entity = Entity(entity_id(one.id, (mention,)) + row["id"], one.id, "person", None, (mention,))
                held.found.append(entity)
                speakers.setdefault(row["speaker"], (row, []))[1].append(entity.id)
    held.who = [_gold_speaker(name, row, ids) for name, (row, ids) in speakers.items()]
    return held


def _gold_speaker(name: str, row: Any, entities: list[str]) -> Speaker:
    named = row["speaker_class"] == "named_person"
    kind: Any = "person" if "person" in row["speaker_class"] else "organization"
    return Speaker(_speaker_id(name), name.partition(",")[0] if named else name, kind, tuple(sorted(entities)))


def _gold(of: Article, row: dict[str, Any]) -> Statement:
    content = tuple(_place(of.text, quote) for quote in row["content"])
    cue, source = (_place(of.text, row[part]) if row.get(part) else None for part in ("cue", "source"))
    voice: Any = "attributed" if "speaker" in row else "narrator"
    said: dict[str, Any] = {}
    if row.get("speaker"):
        said = {"speaker_class": row["speaker_class"], "relay": tuple(row["relay"])}
        said["speaker"] = _speaker_id(row["speaker"]) if source else None
    return Statement(
        statement_id(of.id, voice, content, cue, source), of.id, voice, "body", content, cue, source,
        quotation=row.get("quote", "none"), modality=row.get("modality", "asserted"), **said,
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
    said = replace(
        said, relay=(EVIL + TURNED, EVIL), speaker_class="unnamed_person", anonymity_reason=EVIL, stance="distancing",
        modality="predicted", due=(EVIL, TURNED),
    )  # fmt: skip
    inner = replace(beyond, id="e" * 16, content=said.content, nested_in=said.id)
    left_out = [skipped, Skipped("x", "no-such-reason", "", "")]
    return resolved([(one, [said, beyond, inner])], {f"The {EVIL} minister": f"{EVIL}{TURNED}"}, left_out=left_out)
