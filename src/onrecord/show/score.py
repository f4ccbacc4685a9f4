"""How good a record's reading is, against answers made by hand in the story-gold format.

A gold statement and one of the record's are paired, one to one and best first, when the Jaccard overlap of their
contents' characters is at least half. Gold statements marked marginal count neither for nor against.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError
from onrecord.rows import Statement
from onrecord.store import Record

HALF = 0.5

Chars = frozenset[int]


def score(folder: Path, record: Record) -> dict[str, float | int]:
    """Figures by name. Raises `GoldError` where the folder is torn or is not about this record's articles."""
    gold, files = _load(Path(folder))
    texts = _matching_texts(Path(folder), record, files)
    on_topic = set(gold.get("on_topic", files))
    wanted = [_Gold(g, texts) for g in gold["statements"] if g["article"] in texts and g["article"] in on_topic]
    found = [_Found(s, name) for name, (i, _) in texts.items() if name in on_topic for s in record.statements(i)]
    attributed = [f for f in found if f.row.voice == "attributed"]
    pairs = _pair([g for g in wanted if not g.marginal], attributed)
    taken = {id(f) for _, f in pairs}
    excused = _pair([g for g in wanted if g.marginal], [f for f in attributed if id(f) not in taken])
    n_found, n_gold = len(attributed) - len(excused), sum(not g.marginal for g in wanted)
    exact = sum(g.letters(texts) == f.letters(texts) for g, f in pairs)
    asserted = [
        _Gold(a, texts) for a in gold.get("assertions", []) if a["article"] in texts and a["article"] in on_topic
    ]
    return {
        "statements_gold": n_gold,
        "statements_found": n_found,
        "statements_precision": _share(len(pairs), n_found),
        "statements_recall": _share(len(pairs), n_gold),
        "statements_f1": _share(2 * len(pairs), n_found + n_gold),
        "statements_exact_f1": _share(2 * exact, n_found + n_gold),
        "quotation_accuracy": _share(sum(g.row["quote"] == f.row.quotation for g, f in pairs), len(pairs)),
        "modality_accuracy": _share(sum(g.row["modality"] == f.row.modality for g, f in pairs), len(pairs)),
        "assertions_gold": len(asserted),
        "assertions_recall": _share(sum(_covered(a, found) for a in asserted), len(asserted)),
    }


class _Gold:
    """A gold row with its characters."""

    def __init__(self, row: dict[str, Any], texts: dict[str, tuple[str, str]]) -> None:
        self.row, self.article, self.marginal = row, row["article"], bool(row.get("marginal"))
        self.chars = _chars(_places(texts[self.article][1], row))

    def letters(self, texts: dict[str, tuple[str, str]]) -> Chars:
        """Its characters less marks, spaces and stops."""
        return frozenset(i for i in self.chars if texts[self.article][1][i].isalnum())


class _Found:
    """A statement of the record with its characters."""

    def __init__(self, row: Statement, article: str) -> None:
        self.row, self.article = row, article
        self.chars = _chars(row.content)

    def letters(self, texts: dict[str, tuple[str, str]]) -> Chars:
        """Its characters less marks, spaces and stops."""
        return frozenset(i for i in self.chars if texts[self.article][1][i].isalnum())


def _load(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The gold, and the file of each article's name."""
    try:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        listed = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
        return gold, {a["id"]: a["file"] for a in listed if gold["statements"] is not None}
    except OSError as e:
        raise GoldError(f"{folder}: {e.strerror}: {e.filename}; a gold folder has gold.json and articles.json") from e
    except (ValueError, KeyError, TypeError) as e:
        raise GoldError(f"{folder}: gold.json or articles.json is not in the story-gold format ({e}); mend it") from e


def _matching_texts(folder: Path, record: Record, files: dict[str, str]) -> dict[str, tuple[str, str]]:
    """For each gold article on record, its id there and its text, which must be the gold's own."""
    by_file = {Path(a.path).name: (a.id, a.text) for a in record.articles() if a.path}
    found = {name: by_file[file] for name, file in files.items() if file in by_file}
    if not found:
        raise GoldError(f"{folder}: none of its articles is on record; read it first: onrecord read {folder}")
    for name, (_, text) in found.items():
        own = (folder / files[name]).read_bytes().decode("utf-8", "replace")
        if own != text:
            raise GoldError(f"{folder / files[name]}: the text on record is another; read the folder into a new record")
    return found


def _places(text: str, row: dict[str, Any]) -> list[tuple[int, int]]:
    """The spans of a gold row's content: each piece after the one before, or the nth where it says so."""
    spans, at = [], 0
    for piece in row["content"]:
        nth, words = (piece.get("nth", 1), piece["quote"]) if isinstance(piece, dict) else (0, piece)
        start = text.find(words, at) if not nth else _nth(text, words, nth)
        start = start if start >= 0 else text.find(words)
        if start < 0:
            raise GoldError(f"gold {row.get('id')}: not in its article: {words[:60]!r}; mend gold.json")
        spans.append((start, start + len(words)))
        at = start + len(words)
    return spans


def _nth(text: str, words: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return at


def _pair(gold: list[_Gold], found: list[_Found]) -> list[tuple[_Gold, _Found]]:
    """One to one, the greatest overlap first."""
    table = [(_jaccard(g.chars, f.chars), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
             if g.article == f.article and g.chars & f.chars]  # fmt: skip
    pairs, used_gold, used_found = [], set(), set()
    for overlap, i, j in sorted(table, key=lambda t: (-t[0], gold[t[1]].row["id"], found[t[2]].row.id)):
        if overlap >= HALF and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _covered(a: _Gold, found: list[_Found]) -> bool:
    """Half of the assertion stands in some one statement."""
    return any(f.article == a.article and len(f.chars & a.chars) >= HALF * len(a.chars) for f in found)


def _chars(spans: Iterable[tuple[int, int]]) -> Chars:
    return frozenset(i for s, e in spans for i in range(s, e))


def _jaccard(a: Chars, b: Chars) -> float:
    return len(a & b) / len(a | b)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
