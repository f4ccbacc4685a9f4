"""Sides: labels that users give to speakers, in a file of their own. onrecord never infers one.

    [sides]
    "River people" = ["Josk Ilvery", "River League", "relay:Radio Ashel"]
    "The state" = ["*Ministry*", "Governor of Lower Ashel", "outlet:Sundrel First"]

An entry names a speaker, by any name that a report gives it; `outlet:` an outlet, for what it says in its own voice;
`relay:` one through whom words came, for words whose own speaker has no side. Case, accents, titles and a leading
"the" do not count, `*` stands for any characters, and a name of several words is known in other spellings. The
nearest match counts: the name itself, then another spelling, then a `*`. Where two sides match equally well, that is
an error, since only the user can say.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from onrecord.errors import UsageError
from onrecord.resolve.names import Name, canonical, fold, parse, same_spelt
from onrecord.resolve.names import key as spelling
from onrecord.rows import Article, Entity, EntityKind, Speaker, Statement
from onrecord.show.plain import one_line, shortened
from onrecord.show.toml import toml_table

What = Literal["speaker", "outlet", "relay"]
Key = tuple[str, ...]

Given = str | os.PathLike[str] | Mapping[str, Sequence[str]]
"""Sides as a caller has them: a file, or what stands in its table."""

LONGEST = 300
"""Characters of a side's name or an entry."""

ASKS_TO_SEE = 60
"""Characters of an entry that an error message repeats."""


class Named(Protocol):
    """What labelling needs of a record."""

    def articles(self) -> Iterable[Article]:
        """All articles."""

    def statements(self, article: str | None = None) -> Iterable[Statement]:
        """All statements, or those of an article."""

    def entities(self, article: str | None = None) -> Iterable[Entity]:
        """All entities, or those of an article."""

    def speakers(self) -> Iterable[Speaker]:
        """All speakers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file: `text` as written, whom it is about, and the side it stands under."""

    side: str
    text: str
    what: What
    pattern: re.Pattern[str] | None = None
    """Where it has a `*`."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits a name; the lower the rank, the nearer."""

    rank: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Sides:
    """A file of sides. `names` are the sides in the order of the file."""

    file: str
    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    exact: dict[tuple[What, Key], list[Entry]] = field(repr=False)
    spelt: dict[tuple[What, str], list[tuple[Name, Entry]]] = field(repr=False)
    """By what all spellings of a name share; each is then compared."""

    def matches(self, what: What, names: Iterable[str], kind: EntityKind = "unknown") -> list[Match]:
        """The entries that fit one who goes by any of the names, the nearest first."""
        found: list[Match] = []
        patterns = [e for e in self.entries if e.pattern and e.what == what]
        for form in names:
            for name in _parsed(form, kind):
                found += [Match(0, e) for e in self.exact.get((what, _key(name)), ())]
                alike = self.spelt.get((what, spelling(name)), ())
                found += [Match(1, e) for other, e in alike if name.kind == other.kind and same_spelt(name, other)]
            whole = " ".join(fold(form).split())
            ways = {whole, whole.removeprefix("the ")}
            found += [Match(2, e) for e in patterns if e.pattern and any(map(e.pattern.fullmatch, ways))]
        return sorted(found, key=lambda m: m.rank)

    def chosen(self, found: list[Match], whom: str) -> str | None:
        """The side of the nearest match. Raises `UsageError` where two sides have equal claim."""
        best = {m.entry.side: m.entry for m in reversed(found) if m.rank == found[0].rank}
        if len(best) > 1:
            pair = " and ".join(
                f"{_quoted(e.text)} under {_quoted(e.side)}" for e in sorted(best.values(), key=_order)[:2]
            )
            raise UsageError(
                f"{self.file}: {_quoted(whom)} would be on two sides, by {pair}. "
                f"Take one of them out, or name {_quoted(whom)} itself under the side that is meant."
            )
        return next(iter(best), None)

    def known(self, name: str) -> str:
        """A side of this file as it is written there. Raises `UsageError` for any other."""
        found = next((side for side in self.names if fold(side) == fold(name)), None)
        if found is None:
            raise UsageError(f"{self.file} has no side {_quoted(name)}; it has {', '.join(map(_quoted, self.names))}.")
        return found


@dataclass(frozen=True, slots=True)
class Labels:
    """Who in a record has which side. `unmatched` are the entries that fit nobody in it."""

    sides: Sides | None = None
    speakers: dict[str, str] = field(default_factory=dict)
    worded: dict[str, str] = field(default_factory=dict)
    relays: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str | None, ...]:
        """The sides in the order of the file, and last `None`, for what has none; empty without a file."""
        return (*self.sides.names, None) if self.sides else ()

    def known(self, side: str) -> str:
        """A side as the file writes it. Raises `UsageError` for one that it has not, or if there is no file."""
        if self.sides is None:
            raise UsageError("a side needs the file that says who is on it: give sides")
        return self.sides.known(side)

    def of(self, s: Statement, article: Article) -> str | None:
        """A statement's side: its speaker's; else that of the relay nearest the speaker; the outlet's own are its."""
        if s.voice == "narrator":
            return self.outlets.get(article.outlet or "")
        own = self.speakers.get(s.speaker) if s.speaker else self.worded.get(source_words(article, s))
        return own or next((self.relays[name] for name in reversed(s.relay) if name in self.relays), None)


def source_words(article: Article, s: Statement) -> str:
    """The words that a statement's source is named by, on one line; empty where there are none."""
    return one_line(article.text[slice(*s.source)]) if s.source else ""


def label(sides: Sides | None, record: Named) -> Labels:
    """Finds everyone in a record that a file of sides names. Without a file nobody has a side."""
    if sides is None:
        return Labels()
    used: set[Entry] = set()

    def side(what: What, whom: str, called: Iterable[str], kind: EntityKind = "unknown") -> str | None:
        found = sides.matches(what, called, kind)
        used.update(m.entry for m in found)
        return sides.chosen(found, whom)

    def each(what: What, names: Iterable[str]) -> dict[str, str]:
        return {name: there for name in sorted(names) if (there := side(what, name, [name]))}

    names = forms(record)
    speakers = {s.id: there for s in record.speakers() if (there := side("speaker", s.name, names[s.id], s.kind))}
    outlets, relays, worded = _seen(record)
    found = speakers, each("speaker", worded), each("relay", relays), each("outlet", outlets)
    return Labels(sides, *found, unmatched=tuple(e.text for e in sides.entries if e not in used))


def forms(record: Named) -> dict[str, list[str]]:
    """Every name of every speaker: its own first, then those of its entities."""
    names = stated(record)
    return {s.id: called(s, names[s.id]) for s in record.speakers()}


def called(speaker: Speaker, names: Iterable[str]) -> list[str]:
    """A speaker's own name, and then the others that are stated of it."""
    return list(dict.fromkeys([speaker.name, *names]))


def stated(record: Named) -> dict[str, list[str]]:
    """The names that articles give each speaker; none for one that nobody names."""
    names = {e.id: e.name for e in record.entities() if e.name}
    return {s.id: [names[e] for e in s.entities if e in names] for s in record.speakers()}


def _seen(record: Named) -> tuple[set[str], set[str], set[str]]:
    """The outlets and relays of a record, and the words of sources that are no speaker on record."""
    outlets, relays, worded = set[str](), set[str](), set[str]()
    for article in record.articles():
        outlets |= {article.outlet} if article.outlet else set()
        for s in record.statements(article=article.id):
            relays |= set(s.relay)
            if s.voice == "attributed" and s.speaker is None and (words := source_words(article, s)):
                worded.add(words)
    return outlets, relays, worded


def as_sides(sides: Given | None) -> Sides | None:
    """Sides from whatever a caller has them in. Raises `UsageError` for what cannot be meant."""
    if isinstance(sides, Mapping):
        return sides_of("sides", sides)
    if sides is None or isinstance(sides, str | os.PathLike):
        return None if sides is None else load(Path(sides))
    raise UsageError(
        f"sides: {type(sides).__name__} is neither a file nor a dict. "
        'Give the path of a TOML file, or names by side: {"River people": ["Josk Ilvery"]}.'
    )


def load(path: Path) -> Sides:
    """Reads a file of sides. Raises `UsageError`, naming the file, the entry and what to do, for any that cannot be
    meant."""
    table = toml_table(path, "file of sides")
    sides = table.pop("sides", None)
    if table or not isinstance(sides, dict) or not sides:
        raise UsageError(f'{path}: it must hold one table, [sides], with lines like: "River people" = ["Josk Ilvery"]')
    return sides_of(str(path), sides)


def sides_of(file: str, sides: Mapping[Any, Any]) -> Sides:
    """The table of a file, or of a caller's own making, as sides. `file` is what an error names."""
    if not sides:
        raise UsageError(f'{file}: there is no side. Give names by side: {{"River people": ["Josk Ilvery"]}}.')
    entries = [_entry(file, side, text) for side, texts in sides.items() for text in _texts(file, side, texts)]
    _refuse_doubles(file, entries)
    exact: dict[tuple[What, Key], list[Entry]] = defaultdict(list)
    spelt: dict[tuple[What, str], list[tuple[Name, Entry]]] = defaultdict(list)
    for e in entries:
        for name in _parsed(_name(e.text), "unknown") if e.pattern is None else ():
            exact[e.what, _key(name)].append(e)
            if len(name.words) > 1:
                spelt[e.what, spelling(name)].append((name, e))
    return Sides(file, tuple(sides), tuple(dict.fromkeys(entries)), dict(exact), dict(spelt))


def _texts(file: str, side: Any, texts: Any) -> list[str]:
    if not isinstance(side, str) or not side.strip() or len(side) > LONGEST:
        raise UsageError(f"{file}: a side's name has 1 to {LONGEST} characters; {_quoted(str(side))} has not.")
    if not isinstance(texts, list | tuple) or not texts or not all(isinstance(each, str) for each in texts):
        raise UsageError(f'{file}: [sides] {_quoted(side)} must be a list of names in quotes: ["Josk Ilvery"].')
    return list(texts)


def _entry(file: str, side: str, text: str) -> Entry:
    name = _name(text)
    if not fold(name).replace("*", "").strip() or len(text) > LONGEST:
        why = "is too long" if len(text) > LONGEST else "names nobody" if "*" not in text else "would take in everybody"
        raise UsageError(
            f"{file}: [sides] {_quoted(side)}: {_quoted(text)} {why}. Write a name of at most {LONGEST} characters."
        )
    return Entry(side, text, _what(text), _pattern(name) if "*" in name else None)


def _refuse_doubles(file: str, entries: Iterable[Entry]) -> None:
    first: dict[tuple[str, str], Entry] = {}
    for e in entries:
        before = first.setdefault((e.what, " ".join(fold(_name(e.text)).split())), e)
        if before.side != e.side:
            raise UsageError(
                f"{file}: {_quoted(e.text)} stands under two sides, {_quoted(before.side)} and {_quoted(e.side)}. "
                "Keep it under one."
            )


def _what(text: str) -> What:
    prefix = text.partition(":")[0].strip().casefold()
    return "outlet" if prefix == "outlet" else "relay" if prefix == "relay" else "speaker"


def _name(text: str) -> str:
    """The entry without `outlet:` or `relay:`."""
    return text.strip() if _what(text) == "speaker" else text.partition(":")[2].strip()


def _pattern(name: str) -> re.Pattern[str]:
    """`*` stands for any characters. Runs of them are one, and matching never goes back, so that none takes long."""
    pieces = [re.escape(piece) for piece in re.split(r"\*+", " ".join(fold(name).split()))]
    middle = "".join(f"(?>.*?{piece})" for piece in pieces[1:-1])
    return re.compile(f"{pieces[0]}{middle}.*{pieces[-1]}", re.DOTALL)


def _parsed(form: str, kind: EntityKind) -> list[Name]:
    """A name as a person's and as an organisation's, where it is not known which it is."""
    return [parse(form, as_a) for as_a in _kinds(kind)]


def _key(name: Name) -> Key:
    """What two names must share to be the same."""
    return (name.kind, *canonical(name))


def _kinds(kind: EntityKind) -> tuple[Literal["person", "organization"], ...]:
    if kind == "unknown":
        return ("person", "organization")
    return ("person",) if kind == "person" else ("organization",)


def _order(entry: Entry) -> tuple[str, str]:
    return entry.side, entry.text


def _quoted(text: str) -> str:
    return f'"{shortened(one_line(text), ASKS_TO_SEE)}"'
