"""How many statements of each kind there are in an outlet, an article, or on a side. Shares are of attributed ones.

Every attributed statement is counted once, also one inside another; where there is none, a share is `None`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, get_args

from onrecord.rows import Modality, Quotation, SpeakerClass, Stance, Statement

T = TypeVar("T")

CLASSES: tuple[SpeakerClass, ...] = get_args(SpeakerClass)
QUOTATIONS: tuple[Quotation, ...] = get_args(Quotation)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
STANCES: tuple[Stance, ...] = get_args(Stance)


class Counted(Protocol):
    """A statement of the ledger."""

    @property
    def statement(self) -> Statement:
        """Its row."""

    @property
    def side(self) -> str | None:
        """Its side."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The statements of one outlet, article or side.

    `attributed` is `first_hand` (no relay stated) and `relayed` together, and the sum of `classes`; `nested` of them
    stand inside another statement; `reasoned` of them are by sources not named, with a reason given. `narrator` counts
    the reporters' own, for comparison. `article` is the id where it is one article's tally. `sides` counts the
    attributed ones by side, `None` being none; it is empty where no sides are given.
    """

    name: str | None
    outlet: str | None
    article: str | None
    side: str | None
    articles: int
    speakers: int
    attributed: int
    narrator: int
    first_hand: int
    relayed: int
    nested: int
    reasoned: int
    classes: dict[SpeakerClass, int]
    quotations: dict[Quotation, int]
    modalities: dict[Modality, int]
    stances: dict[Stance | None, int]
    sides: dict[str | None, int]

    def share(self, number: int) -> float | None:
        """What part of the attributed statements a number is; `None` if there are none."""
        return number / self.attributed if self.attributed else None

    @property
    def shares(self) -> dict[SpeakerClass, float | None]:
        """The part of each class."""
        return {each: self.share(n) for each, n in self.classes.items()}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name,
            "outlet": self.outlet,
            "article": self.article,
            "side": self.side,
            "articles": self.articles,
            "speakers": self.speakers,
            "attributed": self.attributed,
            "narrator": self.narrator,
            "first_hand": self.first_hand,
            "relayed": self.relayed,
            "nested": self.nested,
            "anonymity_reasons": self.reasoned,
            "classes": dict(self.classes),
            "shares": {each: None if share is None else round(share, 4) for each, share in self.shares.items()},
            "quotations": dict(self.quotations),
            "modalities": dict(self.modalities),
            "stances": {stance or "unknown": n for stance, n in self.stances.items()},
            "sides": [{"side": side, "statements": n} for side, n in self.sides.items()],
        }


def tally(
    name: str | None, said: Sequence[Counted], *, speakers: int, narrator: int = 0, articles: int = 1,
    outlet: str | None = None, article: str | None = None, side: str | None = None, sides: Sequence[str | None] = (),
) -> Tally:  # fmt: skip
    """Counts the statements of one group. Every class, quotation, modality, stance and side is there, if with 0."""
    rows = [each.statement for each in said]
    relayed = sum(bool(s.relay) for s in rows)
    return Tally(
        name, outlet, article, side, articles, speakers, len(rows), narrator, len(rows) - relayed, relayed,
        nested=sum(s.nested_in is not None for s in rows),
        reasoned=sum(bool(s.anonymity_reason) for s in rows),
        classes=_counts(CLASSES, (s.speaker_class for s in rows)),
        quotations=_counts(QUOTATIONS, (s.quotation for s in rows)),
        modalities=_counts(MODALITIES, (s.modality for s in rows)),
        stances=_counts((*STANCES, None), (s.stance for s in rows)),
        sides=_counts(sides, (each.side for each in said)),
    )  # fmt: skip


def _counts(values: Iterable[T], found: Iterable[T]) -> dict[T, int]:
    counts = Counter(found)
    return {each: counts[each] for each in values}
