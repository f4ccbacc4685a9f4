"""A story's gold answers, read from their folder and found in its texts. What does not fit is a `GoldError` at once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError
from onrecord.rows import Span
from onrecord.text.nouns import is_role, word_set

Chars = frozenset[int]


@dataclass(frozen=True)
class Answer:
    """A gold statement or assertion, with the characters of its content."""

    id: str
    article: str
    chars: Chars
    quotation: str | None = None
    modality: str | None = None
    marginal: bool = False
    speaker: str | None = None
    speaker_class: str | None = None
    relay: tuple[str, ...] = ()
    nested: bool = False


@dataclass(frozen=True)
class Gold:
    """The answers about the articles that report the event, and the texts they were made from by article."""

    folder: Path
    files: dict[str, str]
    texts: dict[str, str]
    on_topic: frozenset[str]
    statements: list[Answer] = field(default_factory=list)
    assertions: list[Answer] = field(default_factory=list)


def load(folder: Path) -> Gold:
    """Reads `gold.json`, `articles.json` and the texts."""
    try:
        rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        listed = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
        files = {each["id"]: str(each["file"]) for each in listed}
        texts = {each: (folder / file).read_bytes().decode() for each, file in files.items()}
        gold = Gold(folder, files, texts, frozenset(each for each in rows["on_topic"] if texts[each] is not None))
        gold.statements.extend(_answers(gold, rows["statements"], is_statement=True))
        gold.assertions.extend(_answers(gold, rows["assertions"], is_statement=False))
    except OSError as e:
        raise GoldError(f"{e.filename}: {e.strerror}; a gold folder has gold.json, articles.json and its texts") from e
    except KeyError as e:
        raise GoldError(f"{folder}: not in the story-gold format: {e} is missing or unknown; mend it") from e
    except (ValueError, TypeError, AttributeError) as e:
        raise GoldError(f"{folder}: not in the story-gold format ({e}); mend it") from e
    return gold


def _answers(gold: Gold, rows: list[dict[str, Any]], *, is_statement: bool) -> list[Answer]:
    return [_answer(gold, row, is_statement=is_statement) for row in rows if row["article"] in gold.on_topic]


def _answer(gold: Gold, row: dict[str, Any], *, is_statement: bool) -> Answer:
    chars = covered(_places(gold.texts[row["article"]], row))
    if not is_statement:
        return Answer(row["id"], row["article"], chars)
    return Answer(
        row["id"],
        row["article"],
        chars,
        row["quote"],
        row["modality"],
        bool(row.get("marginal")),
        row.get("speaker"),
        row.get("speaker_class"),
        tuple(row.get("relay") or ()),
        bool(row.get("nested_in")),
    )


def _places(text: str, row: dict[str, Any]) -> list[Span]:
    """The spans of a row's content: each piece after the one before, or the nth where it says so."""
    spans: list[Span] = []
    for piece in row["content"]:
        words = piece["quote"] if isinstance(piece, dict) else piece
        at = _nth(text, words, piece.get("nth", 1)) if isinstance(piece, dict) else _next(text, words, spans)
        if at < 0 or not words:
            raise GoldError(f"gold {row['id']}: not in the text of {row['article']}: {words[:60]!r}; mend gold.json")
        spans.append((at, at + len(words)))
    return spans


def _nth(text: str, words: str, nth: int) -> int:
    at = text.find(words)
    for _ in range(nth - 1):
        at = text.find(words, at + 1) if at >= 0 else at
    return at


def _next(text: str, words: str, before: list[Span]) -> int:
    at = text.find(words, before[-1][1] if before else 0)
    return at if at >= 0 else text.find(words)


def covered(spans: list[Span] | tuple[Span, ...]) -> Chars:
    """The characters of spans."""
    return frozenset(i for start, end in spans for i in range(start, end))


_BRACKETS = re.compile(r"\(.*?\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = word_set(
    "the a an of in on for and his her their its some one unnamed unidentified unspecified not identified"
)


def same_speaker(wanted: str | None, got: str | None) -> bool:
    """Whether a speaker's name is the gold's: the last name of either is among the other's, brackets, titles and what
    stands behind a comma apart; of the unnamed, half of the fewer words. Where the gold names nobody, no name is right.
    """
    plain = _BRACKETS.sub("", wanted or "").split(",")[0]
    mine, theirs = _WORD.findall(plain), _WORD.findall(got or "")
    meant, found = ({w.casefold().removesuffix("s") for w in ws} - _SMALL for ws in (mine, theirs))
    if not meant:
        return not any(w[0].isupper() for w in theirs[1:])
    a, b = _names(mine), _names(theirs)
    if a and b:
        two = len(a) == len(b) == 2 and a[-1] == b[-1]
        return (a[-1] in b or b[-1] in a) and not (two and a[0][0] != b[0][0])
    return bool(found) and len(meant & found) >= max(1, min(len(meant), len(found)) // 2)


def _names(words: list[str]) -> list[str]:
    return [w.casefold() for w in words if w[0].isupper() and not is_role(w) and w.casefold() not in _SMALL]
