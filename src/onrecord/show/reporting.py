"""Groups of speakers, and the reporting verbs that each gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from onrecord.errors import UsageError
from onrecord.link.contrast import again
from onrecord.link.reporting import Given, Verb
from onrecord.link.reporting import verbs as found
from onrecord.rows import Article, Statement
from onrecord.show.plain import one_line
from onrecord.show.reuse import reuse
from onrecord.show.sides import Labels
from onrecord.show.words import in_order
from onrecord.store import Record

BY = ("class", "side", "speaker", "outlet")
"""How speakers are put in groups."""

FEW = 5
"""Statements that a speaker must have to be a group: of fewer, no verb is more than chance."""

CLASS = {
    "named_person": "Persons with a name",
    "unnamed_person": "Persons without a name",
    "named_organization": "Organisations",
    "unnamed_group": "Groups without a name",
    "document": "Documents",
    "unknown": "Speakers of unknown kind",
}
"""What a class of speakers is called."""

Group = Callable[[Article, Statement], str | None]


def verbs(record: Record, by: str = "class", labels: Labels | None = None, story: str | None = None) -> list[Verb]:
    """The reporting verbs of each group of speakers, what a group gets more than the others first. `story` is the
    beginning of a story's id. Raises `UsageError` for groups that there are not."""
    event = {article: s.id for s in record.stories() for article in s.articles}
    group = _group(record, by, labels or Labels())
    articles = [
        a for a in in_order(sorted(record.articles(), key=lambda a: a.id))
        if story is None or event.get(a.id, "").startswith(story)
    ]  # fmt: skip
    given = _given(record, articles, group, sided=by == "side")
    before = {a.id: spans for a, spans in again(_parts(articles, by), reuse(record))}
    return found(given, before, event, FEW if by == "speaker" else 1)


def _parts(articles: list[Article], by: str) -> list[list[Article]]:
    """What is counted once: what an outlet says again, where outlets are compared; else what any article does."""
    if by != "outlet":
        return [articles]
    parts: dict[str, list[Article]] = {}
    for a in articles:
        parts.setdefault(a.outlet or "", []).append(a)
    return [*parts.values()]


def _given(record: Record, articles: list[Article], group: Group, *, sided: bool) -> Iterator[Given]:
    """The statements with a source, less those of site notices. Of sides, only who has one is compared."""
    for a in articles:
        for s in record.statements(article=a.id):
            if s.voice == "attributed" and s.zone != "notice":
                name = group(a, s)
                if name is not None or not sided:
                    yield Given(name, a, s)


def _group(record: Record, by: str, labels: Labels) -> Group:
    """Which group a statement is counted in."""
    if by not in BY:
        raise UsageError(f'by: "{one_line(str(by))[:80]}" is no grouping of speakers. Give one of {", ".join(BY)}.')
    if by == "side" and labels.sides is None:
        raise UsageError("by side needs who is on which. Give sides: a TOML file, or a dict of names by side.")
    names = _names(record) if by == "speaker" else {}
    groups: dict[str, Group] = {
        "class": lambda _, s: s.speaker_class,
        "side": lambda a, s: labels.of(s, a),
        "speaker": lambda _, s: names.get(s.speaker or ""),
        "outlet": lambda a, _: a.outlet,
    }
    return groups[by]


def _names(record: Record) -> dict[str, str]:
    """What each speaker is called: its name, with its id where two have the same."""
    speakers = list(record.speakers())
    several = Counter(s.name for s in speakers)
    return {s.id: f"{s.name} ({s.id[:6]})" if several[s.name] > 1 else s.name for s in speakers}


VERB_KEYS = (
    "group", "verb", "forms", "contrast", "published", "once", "q", "articles", "others_articles", "stances",
    "stances_once", "places",
)  # fmt: skip


def verb_json(row: Verb) -> dict[str, Any]:
    """A row as a JSON object; a place is `{article, span}`."""
    found = asdict(row)
    return {key: found[key] for key in VERB_KEYS}
