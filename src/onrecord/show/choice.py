"""Which statements to show. Names match by their parts, whatever their case; all that is asked must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypedDict, get_args

from onrecord.errors import UsageError
from onrecord.resolve.names import fold
from onrecord.rows import Article, Modality, SpeakerClass, Stance, Statement, Voice
from onrecord.show.sides import Labels, Named, forms, source_words


class Filters(TypedDict, total=False):
    """What can be asked for, as keyword arguments: the fields of `Choice`."""

    outlet: str | None
    article: str | None
    voice: Voice | None
    speaker: str | None
    speaker_class: SpeakerClass | None
    relay: str | None
    modality: Modality | None
    stance: Stance | None
    side: str | None


ONE_OF: dict[str, tuple[str, ...]] = {
    "voice": get_args(Voice),
    "speaker_class": get_args(SpeakerClass),
    "modality": get_args(Modality),
    "stance": get_args(Stance),
}
"""Filters that take one of a few words; the others take any."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for; `None` asks nothing. The reporters' own statements have no speaker, relay or stance."""

    outlet: str | None = None
    article: str | None = None
    voice: Voice | None = None
    speaker: str | None = None
    speaker_class: SpeakerClass | None = None
    relay: str | None = None
    modality: Modality | None = None
    stance: Stance | None = None
    side: str | None = None

    @property
    def picks(self) -> bool:
        """Whether statements are chosen, and not only articles."""
        return any(getattr(self, f.name) is not None for f in fields(self) if f.name not in ("outlet", "article"))

    def of(self, article: Article) -> bool:
        """Whether an article is among those asked for: by outlet, or by its id or the beginning of it, or its path."""
        if self.outlet and fold(self.outlet) not in fold(article.outlet or ""):
            return False
        return not self.article or article.id.startswith(self.article.casefold()) or self.article == article.path

    def keep(self, statement: Statement, side: str | None, names: Sequence[str]) -> bool:
        """Whether a statement of such an article is asked for. `side` is its own, `names` those its speaker goes by."""
        s = statement
        asked = (
            self.voice in (None, s.voice),
            self.speaker is None or (s.voice == "attributed" and _among(self.speaker, names)),
            self.speaker_class is None or (s.voice == "attributed" and self.speaker_class == s.speaker_class),
            self.relay is None or _among(self.relay, s.relay),
            self.modality in (None, s.modality),
            self.stance in (None, s.stance),
            self.side in (None, side),
        )
        return all(asked)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement that was asked for, with its article, its side, and the names its speaker goes by, else its words."""

    article: Article
    statement: Statement
    side: str | None
    names: list[str]


def chosen(record: Named, labels: Labels, choice: Choice) -> Iterator[Chosen]:
    """The statements of a record that are asked for, in the order of the record."""
    names = forms(record)
    for article in filter(choice.of, record.articles()):
        yield from chosen_of(article, record.statements(article=article.id), names, labels, choice)


def chosen_of(
    article: Article, statements: Iterable[Statement], names: Mapping[str, list[str]], labels: Labels, choice: Choice
) -> Iterator[Chosen]:
    """Those of one article. `names` are the forms of every speaker's name."""
    for s in statements:
        side, called = labels.of(s, article), names.get(s.speaker or "") or [source_words(article, s)]
        if choice.keep(s, side, called):
            yield Chosen(article, s, side, called)


def as_choice(filters: Mapping[str, Any], labels: Labels) -> Choice:
    """Keyword arguments as a choice. Raises `UsageError` for a name, a value or a side that there is not."""
    for name, value in filters.items():
        if name not in Filters.__annotations__:
            raise UsageError(f"there is no filter {name!r}; choose among {', '.join(Filters.__annotations__)}")
        if value is None:
            continue
        if name in ONE_OF and value not in ONE_OF[name]:
            raise UsageError(f"{name}: {value!r} is none of its values; give one of {', '.join(ONE_OF[name])}")
        if not isinstance(value, str):
            raise UsageError(f"{name}: {type(value).__name__} is no text; give words in quotes")
    side = filters.get("side")
    return Choice(**{**filters, "side": None if side is None else labels.known(side)})


def _among(wanted: str, names: Sequence[str]) -> bool:
    """Whether any of the names has the words in it."""
    return any(fold(" ".join(wanted.split())) in fold(name) for name in names)
