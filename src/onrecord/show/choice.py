"""Which statements to show. Names match by their parts, whatever their case; all that is asked must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.names import fold
from onrecord.rows import Article, Modality, SpeakerClass, Stance, Statement, Voice


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


def _among(wanted: str, names: Sequence[str]) -> bool:
    """Whether any of the names has the words in it."""
    return any(fold(" ".join(wanted.split())) in fold(name) for name in names)
