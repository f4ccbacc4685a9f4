"""Groups of articles as a user names them, and the words that each uses more than the others about the same events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.link.agency import Agentless, agentless
from onrecord.link.lexicon import marked
from onrecord.link.loaded import Loaded, loaded
from onrecord.resolve.names import fold
from onrecord.rows import Article
from onrecord.show.plain import one_line
from onrecord.show.reuse import reuse
from onrecord.show.toml import toml_table
from onrecord.show.words import in_order, moment
from onrecord.store import Record

Groups = str | Mapping[str, Iterable[str]]
"""`outlet`, or for each group's name what picks its articles: the beginning of an id, `outlet:NAME`, `path:BEGINNING`,
`before:DAY` or `since:DAY` (ISO 8601)."""


class NothingToCompareError(UsageError):
    """The record has no two groups of reports of one event."""


ENTRIES = ("outlet", "path", "before", "since")
"""What may stand before the colon of an entry."""


def load_groups(path: Path) -> dict[str, list[str]]:
    """A file of groups: a TOML table `[groups]` with a list of entries for each name. Raises `UsageError`, naming the
    file, for one that has another form; what the entries mean is checked with a record."""
    table = toml_table(path, "file of groups")
    groups = table.pop("groups", None)
    if table or not isinstance(groups, dict) or not groups:
        raise UsageError(f'{path}: it must hold one table, [groups], with lines like: North = ["outlet:The Lantern"]')
    return groups


def loaded_words(record: Record, groups: Groups = "outlet", story: str | None = None) -> list[Loaded]:
    """The words that one group of articles uses more than the others, the surest first. Only events that two groups
    tell of are counted. Raises `UsageError` for groups that cannot be compared."""
    articles = in_order(sorted(record.articles(), key=lambda a: a.id))
    grouped = grouping(articles, groups)
    event = {article: s.id for s in record.stories() for article in s.articles}
    return loaded(_alike(event, grouped, story), reuse(record), event)


def grouping(articles: list[Article], groups: Groups) -> dict[str, list[Article]]:
    """The articles of each group. Raises `UsageError` where there is nothing to compare, or an article is in two."""
    if len(articles) < 2:
        raise NothingToCompareError(
            "words are compared between articles, and this record has fewer than two. Read more of them."
        )
    found = by_outlet(articles) if isinstance(groups, str) else _picked(articles, groups)
    if isinstance(groups, str) and groups != "outlet":
        raise UsageError(f'groups: {_said(groups)} is no grouping. Give "outlet", or a dict of groups.')
    if len(found) < 2:
        raise NothingToCompareError("there is only one group, and nothing to compare it with. Give two groups or more.")
    return found


def by_outlet(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """A group for each outlet; an article whose outlet is not known is in none."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        if article.outlet:
            found.setdefault(article.outlet, []).append(article)
    return found


def by_label(articles: Iterable[Article], outlets: Mapping[str, str]) -> dict[str, list[str]]:
    """A group for each side that outlets of a file of sides are on, as ids of articles."""
    found: dict[str, list[str]] = {}
    for article in articles:
        if side := outlets.get(article.outlet or ""):
            found.setdefault(side, []).append(article.id)
    return found


def _picked(articles: list[Article], groups: Mapping[str, Iterable[str]]) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    owner: dict[str, str] = {}
    for name, entries in groups.items():
        if isinstance(entries, str) or not isinstance(entries, Iterable):
            raise UsageError(f'groups: {_said(name)} must be a list: ["outlet:The Lantern"].')
        picks = [_pick(name, entry) for entry in entries]
        found[name] = [a for a in articles if any(pick(a) for pick in picks)]
        if not found[name]:
            raise UsageError(
                f"groups: no article of this record is in {_said(name)}. See `onrecord show RECORD articles`."
            )
        for a in found[name]:
            if a.id in owner:
                raise UsageError(
                    f"groups: article {a.id} is in {_said(owner[a.id])} and in {_said(name)}. Keep it in one of them."
                )
            owner[a.id] = name
    return found


def _pick(group: str, entry: object) -> Callable[[Article], bool]:
    """Whether an entry of a group picks an article. Only what has no colon is the beginning of an id."""
    if not isinstance(entry, str) or not entry.strip():
        raise UsageError(f"groups: {_said(group)} has an entry that is no text. Give ids of articles, or outlet:NAME.")
    kind, colon, value = (part.strip() for part in entry.partition(":"))
    if colon and not value:
        raise UsageError(f"groups: {_said(group)}: nothing stands behind the colon of {_said(entry)}.")
    if kind == "country" and colon:
        raise UsageError(
            f"groups: {_said(group)}: in which country an outlet is, onrecord does not know. "
            'List its outlets: "outlet:The Lantern".'
        )
    if colon and kind not in ENTRIES:
        raise UsageError(
            f"groups: {_said(group)}: {_said(entry)} is none of {', '.join(f'{each}:' for each in ENTRIES)}, "
            "nor the beginning of an article's id."
        )
    if kind == "outlet" and colon:
        return lambda a: fold(a.outlet or "") == fold(value)
    if kind == "path" and colon:
        return lambda a: (a.path or "").startswith(value)
    if kind in ("before", "since") and colon:
        return _dated(group, kind == "before", value)
    return lambda a: a.id.startswith(kind.casefold())


def _dated(group: str, before: bool, value: str) -> Callable[[Article], bool]:
    """Articles published before a day, or since; one without a date is neither."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"groups: {_said(group)}: {_said(value)} is no day. Write it like 2031-05-04.") from None

    def picks(article: Article) -> bool:
        at = moment(article)
        return at is not None and (at.date() < day) == before

    return picks


def _alike(of: Mapping[str, str], groups: dict[str, list[Article]], story: str | None) -> dict[str, list[Article]]:
    """The groups, less the events that only one of them tells of."""
    tell: dict[str, set[str]] = {}
    for name, articles in groups.items():
        for a in articles:
            if story is None or of.get(a.id, "").startswith(story):
                tell.setdefault(of.get(a.id, ""), set()).add(name)
    shared = {s for s, names in tell.items() if len(names) > 1}
    kept = {name: [a for a in articles if of.get(a.id, "") in shared] for name, articles in groups.items()}
    kept = {name: articles for name, articles in kept.items() if articles}
    if len(kept) < 2:
        raise NothingToCompareError("no two of these groups tell of one event. See `onrecord show RECORD stories`.")
    return kept


def agency(record: Record, story: str | None = None) -> list[Agentless]:
    """The passives of harm without an agent, story by story, each beside those of the story that name one."""
    found: list[Agentless] = []
    for each in record.stories():
        if story is None or each.id.startswith(story):
            articles = [a for name in each.articles if (a := record.article(name))]
            found += agentless(in_order(articles))
    return found


def comparable_words(record: Record) -> list[Loaded]:
    """The words that outlets use more than the others; none where the record's reports cannot be compared."""
    try:
        return loaded_words(record)
    except NothingToCompareError:
        return []


LOADED_KEYS = (
    "group", "word", "forms", "published", "once", "q", "articles", "others_articles", "name", "places",
    "others_places", "lexicon",
)  # fmt: skip
AGENCY_KEYS = ("verb", "at", "sentence", "beside")


def loaded_json(row: Loaded) -> dict[str, Any]:
    """A row as a JSON object, with its class in the lexicon; a place is `{article, span}`."""
    found = asdict(row) | {"lexicon": lexicon_class(row.word)}
    return {key: found[key] for key in LOADED_KEYS}


def agentless_json(row: Agentless) -> dict[str, Any]:
    """A passive as a JSON object; beside it, acts that are told with their agent."""
    beside = [{"act": asdict(act), "agent": asdict(agent)} for act, agent in row.beside]
    return {"verb": row.verb, "at": asdict(row.at), "sentence": asdict(row.sentence), "beside": beside}


def lexicon_class(word: str) -> str | None:
    """What class a word has in the lexicon layer; `None` where it has none."""
    return next((each.kind for each in marked(word)), None)


def _said(name: object) -> str:
    return f'"{one_line(str(name))[:80]}"'
