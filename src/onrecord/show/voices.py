"""The report's section on who is on record: the ledger as plain values, with the places in the page they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.rows import SpeakerClass
from onrecord.show.ledger import UNNAMED, Account, Ledger, Said, key
from onrecord.show.plain import one_line, shortened
from onrecord.show.tally import Tally
from onrecord.show.words import CLASS, NO_SIDE, NOT_NAMED, STANCE, count, links, percent, tags

WORDS_UPTO = 3000
"""Statements in a report up to which a speaker's card repeats their first words; beyond, it has their numbers alone.
The words of each would make up a third of the page."""

WIDTH = 96
"""Characters of a statement, a description or a reason that a card repeats."""

SIDE_COLOURS = 6
"""As many as can be told apart in a bar; the numbers under it name every side."""

FEW = 2
"""Cards in a list up to which they stand in one column, unfolded if short, rather than leave half of the page empty."""

UNFOLDED = 40
"""Statements that such a card shows at once: about two screens."""

FIRST = 12
"""Cards and outlets that are shown before the rest is folded."""

BARS: tuple[SpeakerClass, ...] = (
    "named_person", "named_organization", "document", "unnamed_person", "unnamed_group", "unknown",
)  # fmt: skip
"""The order of classes in a bar: who can be asked again first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement on a card. `words` are empty where the report is too large for them."""

    id: str
    number: str
    words: str
    chain: list[str]
    about: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The statements of one speaker in one article."""

    key: str
    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Card:
    """One speaker: `id` is its place in the page, `called` each description with the outlets that use it."""

    id: str
    name: str
    kind: str
    side: str | None
    total: str
    called: list[tuple[str, str]]
    outlets: list[tuple[str, int]]
    cues: str
    relays: list[tuple[tuple[str, ...], int]]
    reasons: list[str]
    places: list[Stretch]

    @property
    def short(self) -> bool:
        """Whether its statements are few enough to stand unfolded."""
        return sum(len(place.lines) for place in self.places) <= UNFOLDED


@dataclass(frozen=True, slots=True)
class Group:
    """The speakers under one heading; without sides there is one group, without heading."""

    heading: str | None
    named: list[Card]
    unnamed: list[Card]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: `kind` is a class of source or `side-n`, `width` is in hundredths, never 0."""

    kind: str
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Whom one outlet or article quotes: by class, and by side where sides are given."""

    name: str
    side: str | None
    reports: str
    attributed: int
    relayed: str
    narrator: int
    segments: list[Segment]
    sides: list[Segment]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are in the page: by article id its key, its label and its statements' numbers; a speaker's name."""

    keys: Mapping[str, str]
    labels: Mapping[str, str]
    numbers: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Voices:
    """The section."""

    groups: list[Group]
    unresolved: list[Card]
    outlets: list[Bar]
    speakers: int
    sides: list[str] = field(default_factory=list)

    @property
    def legend(self) -> list[tuple[SpeakerClass, str]]:
        """What the parts of a bar stand for."""
        return [(each, CLASS[each]) for each in BARS]

    @property
    def sides_legend(self) -> list[tuple[str, str]]:
        """What the parts of a bar by sides stand for; empty where none is shown."""
        sides = (*self.sides, None) if self.sides else ()
        return [(_side_kind(at, side), side or NO_SIDE) for at, side in enumerate(sides)]


def voices(found: Ledger, places: Places, *, by_side: bool = False) -> Voices:
    """The section's values. With `by_side` the speakers stand under their sides."""
    words = sum(each.attributed for each in found.articles) <= WORDS_UPTO
    cards = [(each, _card(each, places, words=words)) for each in found.speakers]
    sides = [each.name for each in found.sides] if by_side else []
    groups = [_group(side, [(a, c) for a, c in cards if a.side == side]) for side in sides]
    outlets = sorted(found.outlets, key=lambda each: (-each.attributed, (each.name or "").casefold()))
    return Voices(
        [each for each in groups if each.named or each.unnamed] if by_side else [_group(None, cards, heading=False)],
        [_card(each, places, words=words) for each in found.unresolved],
        [bar(each, by_side=by_side) for each in outlets if each.attributed],
        len(cards),
        [side for side in sides if side is not None],
    )


def bar(tally: Tally, *, by_side: bool = False) -> Bar:
    """A tally as a bar with its numbers, and `by_side` a second one."""
    segments = [
        Segment(each, max(1, round(100 * share)), f"{CLASS[each]} {tally.classes[each]:,} ({percent(share)})")
        for each in BARS
        if (share := tally.shares[each])
    ]
    relayed = f"{tally.relayed:,} ({percent(tally.share(tally.relayed))})" if tally.relayed else ""
    name = one_line(tally.outlet or "outlet unknown")
    sides = _sides(tally) if by_side else []
    return Bar(
        name, tally.side, count(tally.articles, "report"), tally.attributed, relayed, tally.narrator, segments, sides
    )


def _sides(tally: Tally) -> list[Segment]:
    return [
        Segment(
            _side_kind(at, side), max(1, round(100 * share)), f"{one_line(side or NO_SIDE)} {n:,} ({percent(share)})"
        )
        for at, (side, n) in enumerate(tally.sides.items())
        if (share := tally.share(n))
    ]


def _side_kind(at: int, side: str | None) -> str:
    """Sides have no colours of their own: they take those there are in turn, in the order of the file."""
    return "no-side" if side is None else f"side-{at % SIDE_COLOURS + 1}"


def anchor(account: Account) -> str:
    """A card's place in the page."""
    return f"p-{account.id}" if account.id else f"p-w-{account.said[0].statement.id}"


def _group(side: str | None, cards: Sequence[tuple[Account, Card]], *, heading: bool = True) -> Group:
    def is_named(account: Account) -> bool:
        return account.speaker_class not in UNNAMED or (account.speaker_class == "unknown" and account.named)

    named = [card for account, card in cards if is_named(account)]
    unnamed = [card for account, card in cards if not is_named(account)]
    return Group((side or NO_SIDE) if heading else None, named, unnamed)


def _card(account: Account, places: Places, *, words: bool) -> Card:
    outlets = Counter({one_line(o or "outlet unknown"): n for o, n in account.outlets.items()})
    return Card(
        anchor(account),
        account.name or NOT_NAMED,
        CLASS[account.speaker_class],
        account.side,
        f"{count(len(account.said), 'statement')}, {count(len(outlets), 'outlet')}",
        _called(account),
        list(outlets.items()),
        _cues(account),
        _relays(account),
        [shortened(reason, 2 * WIDTH) for reason in account.reasons],
        [_place(article, said, account, places, words=words) for article, said in account.articles.items()],
    )  # fmt: skip


def _place(article: str, said: Iterable[Said], account: Account, places: Places, *, words: bool) -> Stretch:
    numbers = places.numbers[article]

    def line(each: Said) -> Line:
        s = each.statement
        if not words:
            return Line(s.id, numbers[s.id], "", [], "")
        chain = links(s, account.name or NOT_NAMED)
        return Line(s.id, numbers[s.id], shortened(each.words, WIDTH), chain, " · ".join(tags(s)))

    lines = [line(each) for each in said if each.statement.id in numbers]
    return Stretch(places.keys[article], places.labels[article], sorted(lines, key=lambda each: int(each.number)))


def _called(account: Account) -> list[tuple[str, str]]:
    """What each outlet calls it, what its name says already left out."""
    return [
        (shortened(words, WIDTH), ", ".join(dict.fromkeys(one_line(d.outlet or "outlet unknown") for d in found)))
        for words, found in account.called.items()
        if key(words) != key(account.name)
    ]


def _cues(account: Account) -> str:
    """The reporting verbs, and what those that are not neutral do."""
    found = []
    for (cue, stance), n in account.cues.items():
        how = STANCE[stance] if stance else ""
        found.append(shortened(cue, WIDTH) + (f" {n}" if n > 1 else "") + (f" ({how})" if how else ""))
    return ", ".join(found[:FIRST]) + (f", … {len(found) - FIRST} more" if len(found) > FIRST else "")


def _relays(account: Account) -> list[tuple[tuple[str, ...], int]]:
    """Through whom, with how many statements; empty where all is first-hand."""
    return [(tuple(map(one_line, relay)), n) for relay, n in account.relays.items() if relay]
