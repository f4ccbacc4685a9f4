"""How good a record's reading is, against answers made by hand in the story-gold format.

A gold statement and one of the record's are paired, one to one and best first, when the Jaccard overlap of their
contents' characters is at least half. Gold statements marked marginal count neither for nor against. An article of the
gold that is not on record is one whose every statement was missed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError
from onrecord.rows import Statement
from onrecord.show.gold import Answer, Chars, Gold, covered, load, same_speaker
from onrecord.store import Record

HALF = 0.5
"""Least Jaccard overlap of a pair, and least part of an assertion that must be found: what the gold's scorer takes."""

Pairs = list[tuple[Answer, "_Found"]]


@dataclass(frozen=True)
class Score:
    """The figures of one story. Shares are 0 where there is nothing to share."""

    articles_gold: int
    articles_off_topic: int
    articles_missing: tuple[str, ...]
    statements_gold: int
    statements_found: int
    statements_precision: float
    statements_recall: float
    statements_f1: float
    statements_exact_f1: float
    quotation_accuracy: float
    modality_accuracy: float
    speaker_accuracy: float
    speaker_class_accuracy: float
    relay_precision: float
    relay_recall: float
    relay_f1: float
    nested_gold: int
    nested_recall: float
    nested_found: int
    nested_precision: float
    assertions_gold: int
    assertions_recall: float

    def _articles(self) -> str:
        if not self.articles_off_topic:
            return f"Articles with gold answers: {self.articles_gold}."
        return (
            f"Articles with gold answers: {self.articles_gold} of {self.articles_gold + self.articles_off_topic}; "
            "the rest are off topic in the gold, and nothing in them is counted."
        )

    def lines(self) -> list[str]:
        """The figures with what they mean, to print."""
        missing = [f"  not on record, so all in them is missed: {', '.join(self.articles_missing)}"]
        return [
            self._articles(),
            *(missing if self.articles_missing else []),
            f"Statements: {self.statements_gold} in the gold, {self.statements_found} found.",
            f"  precision  {self.statements_precision:.3f}  share of those found that the gold has too",
            f"  recall     {self.statements_recall:.3f}  share of the gold's that were found",
            f"  F1         {self.statements_f1:.3f}  both in one figure; a find shares half its characters or more",
            f"  exact F1   {self.statements_exact_f1:.3f}  the same, but for finds with the very words of the gold",
            "Of the statements that were found:",
            f"  quotation  {self.quotation_accuracy:.3f}  rightly called direct, indirect or mixed",
            f"  modality   {self.modality_accuracy:.3f}  rightly called asserted, hedged, predicted, denied or wished",
            f"  speaker    {self.speaker_accuracy:.3f}  whose speaker is the one meant, by name",
            f"  class      {self.speaker_class_accuracy:.3f}  rightly called named or unnamed, person, group, …",
            f"  relay F1   {self.relay_f1:.3f}  media and persons that they came through, in one figure",
            f"Statements inside others: {self.nested_gold} in the gold, {self.nested_found} marked so.",
            f"  recall     {self.nested_recall:.3f}  share of the gold's that were found and marked so",
            f"  precision  {self.nested_precision:.3f}  share of those marked so that stand inside another",
            f"The reporters' own assertions: {self.assertions_gold} in the gold.",
            f"  recall     {self.assertions_recall:.3f}  share of which at least half stands in one statement",
        ]


def score(folder: Path, record: Record) -> dict[str, Any]:
    """The figures by name, as `measure` finds them."""
    return asdict(measure(folder, record))


def measure(folder: Path, record: Record) -> Score:
    """Raises `GoldError` where the folder is torn or is not about this record's articles."""
    gold = load(Path(folder))
    ids = _on_record(gold, record)
    names = {s.id: s.name for s in record.speakers()}
    found = [
        _Found(s, name, names.get(s.speaker or ""))
        for name, i in ids.items()
        if name in gold.on_topic
        for s in record.statements(i)
    ]
    attributed = [each for each in found if each.row.voice == "attributed"]
    wanted = [g for g in gold.statements if not g.marginal]
    pairs = _pair(wanted, attributed)
    taken = {f.row.id for _, f in pairs}
    excused = _pair([g for g in gold.statements if g.marginal], [f for f in attributed if f.row.id not in taken])
    return _figures(gold, ids, wanted, len(attributed) - len(excused), pairs, found)


@dataclass(frozen=True)
class _Found:
    """A statement of the record, in the gold's name of its article."""

    row: Statement
    article: str
    speaker: str | None
    """Its speaker's name."""

    @property
    def chars(self) -> Chars:
        """The characters of its content."""
        return covered(self.row.content)


def _figures(
    gold: Gold, ids: dict[str, str], wanted: list[Answer], n_found: int, pairs: Pairs, found: list[_Found]
) -> Score:
    exact = sum(_letters(gold, g.article, g.chars) == _letters(gold, g.article, f.chars) for g, f in pairs)
    missing = [name for name in gold.on_topic if name not in ids and gold.texts[name].strip()]
    hits, passed_on, wanted_on = _relayed(pairs)
    inside = [g for g in wanted if g.nested]
    marked = [g for g, f in pairs if f.row.nested_in is not None]
    return Score(
        articles_gold=len(gold.on_topic),
        articles_off_topic=len(gold.files) - len(gold.on_topic),
        articles_missing=tuple(sorted(missing)),
        statements_gold=len(wanted),
        statements_found=n_found,
        statements_precision=_share(len(pairs), n_found),
        statements_recall=_share(len(pairs), len(wanted)),
        statements_f1=_share(2 * len(pairs), n_found + len(wanted)),
        statements_exact_f1=_share(2 * exact, n_found + len(wanted)),
        quotation_accuracy=_share(sum(g.quotation == f.row.quotation for g, f in pairs), len(pairs)),
        modality_accuracy=_share(sum(g.modality == f.row.modality for g, f in pairs), len(pairs)),
        speaker_accuracy=_share(sum(same_speaker(g.speaker, f.speaker) for g, f in pairs), len(pairs)),
        speaker_class_accuracy=_share(sum(g.speaker_class == f.row.speaker_class for g, f in pairs), len(pairs)),
        relay_precision=_share(hits, passed_on),
        relay_recall=_share(hits, wanted_on),
        relay_f1=_share(2 * hits, passed_on + wanted_on),
        nested_gold=len(inside),
        nested_recall=_share(sum(g.nested and f.row.nested_in is not None for g, f in pairs), len(inside)),
        nested_found=len(marked),
        nested_precision=_share(sum(g.nested for g in marked), len(marked)),
        assertions_gold=len(gold.assertions),
        assertions_recall=_share(sum(_is_found(a, found) for a in gold.assertions), len(gold.assertions)),
    )


def _relayed(pairs: Pairs) -> tuple[int, int, int]:
    """Of all relays: those that a gold one and one found share, those found, those of the gold. Names match in part."""
    hits = found = wanted = 0
    for g, f in pairs:
        theirs = [name.casefold() for name in f.row.relay if len(name) > 1]
        mine = [name.casefold() for name in g.relay]
        hits += min(len(theirs), sum(any(a in b or b in a for b in theirs) for a in mine))
        found += len(f.row.relay)
        wanted += len(mine)
    return hits, found, wanted


def _on_record(gold: Gold, record: Record) -> dict[str, str]:
    """For each gold article on record, its id there: by the file's name, and the text must be the gold's own."""
    by_file = {file: name for name, file in gold.files.items()}
    found: dict[str, str] = {}
    others: list[str] = []
    for article in record.articles():
        file = (article.path or article.url or "").replace("\\", "/").rpartition("/")[2]
        name = by_file.get(file)
        if name is not None and article.text == gold.texts[name]:
            found[name] = article.id
        elif name is not None:
            others.append(name)
    odd = [name for name in others if name not in found]
    if odd:
        where = gold.folder / gold.files[odd[0]]
        raise GoldError(f"{where}: the text on record is another; read {gold.folder} into a new record")
    if not found:
        raise GoldError(f"{gold.folder}: none of its articles is on record; read it first: onrecord read {gold.folder}")
    return found


def _pair(gold: list[Answer], found: list[_Found]) -> Pairs:
    """One to one, the greatest overlap first."""
    by_article: dict[str, list[tuple[_Found, Chars]]] = {}
    for f in found:
        by_article.setdefault(f.article, []).append((f, f.chars))
    table = [(_jaccard(g.chars, chars), g, f) for g in gold for f, chars in by_article.get(g.article, [])]
    pairs: Pairs = []
    used: set[str] = set()
    for overlap, g, f in sorted(table, key=lambda t: (t[0], t[1].id, t[2].row.id), reverse=True):
        if overlap >= HALF and not {g.id, f.row.id} & used:
            used |= {g.id, f.row.id}
            pairs.append((g, f))
    return pairs


def _is_found(a: Answer, found: list[_Found]) -> bool:
    """Half of the assertion stands in some one statement, whoever's voice that is."""
    return any(f.article == a.article and len(f.chars & a.chars) >= HALF * len(a.chars) for f in found)


def _letters(gold: Gold, article: str, chars: Chars) -> Chars:
    """Characters less marks, spaces and stops."""
    return frozenset(i for i in chars if gold.texts[article][i].isalnum())


def _jaccard(a: Chars, b: Chars) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
