"""Statements about the future with the days they fall due, and what reports published since then say of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.link.missing import LINKED
from onrecord.rows import Article, Link, Relation, Statement, Stretch
from onrecord.show.differing import speaking
from onrecord.show.plain import one_line
from onrecord.show.trails import Quote, named, quote
from onrecord.show.voices import Places
from onrecord.show.words import count, in_order, moment, span_of_days
from onrecord.store import Record
from onrecord.store.among import statements_of
from onrecord.text.words import words

NOTHING_SINCE = "no report of the story was published after that day"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement that foresees something. `also` are statements of the same speaker in the same words, for the same
    days. `since` are the reports of its story that were published after the last day it may fall due; `later` their
    statements that are linked to it and may tell what came of it, with how they stand."""

    statement: Statement
    since: tuple[str, ...]
    later: tuple[tuple[Statement, Relation], ...]
    also: tuple[Statement, ...] = ()


def forecasts(record: Record, among: Collection[str] | None = None) -> list[Forecast]:
    """A record's forecasts, by the day they fall due; of the articles `among`, those alone that stand in one of
    them. Each wording of a speaker stands once, in the earliest report that has it."""
    foreseen = {s.id: s for s in record.statements() if s.due is not None}
    linked: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for x in record.links():
        for one, other in ((x.a, x.b), (x.b, x.a)):
            if one in foreseen:
                linked[one].append((other, x))
    others = statements_of(record, {other for rows in linked.values() for other, _ in rows})
    articles = {a.id: a for a in record.articles()}
    days = {a.id: at.date().isoformat() for a in articles.values() if (at := moment(a))}
    together = {a: story.articles for story in record.stories() for a in story.articles}
    found = []
    for s in foreseen.values():
        due = s.due[1] if s.due else ""
        since = tuple(a for a in together.get(s.article, ()) if a != s.article and days.get(a, "") > due)
        later = [(others[o], x) for o, x in linked[s.id] if others[o].article in since]
        fit = tuple((o, x.relation) for o, x in later if not any(no(o, x, articles[o.article].text) for no in UNFIT))
        found.append(Forecast(s, since, fit))
    rows = _once(found, articles, {s.id: s.name for s in record.speakers()})
    kept = [x for x in rows if among is None or any(s.article in among for s in (x.statement, *x.also))]
    return sorted(kept, key=lambda x: (x.statement.due or ("", ""), x.statement.id))


def _once(found: Iterable[Forecast], articles: Mapping[str, Article], names: Mapping[str, str]) -> list[Forecast]:
    """Forecasts in the same words, of one speaker and for the same days, as one: that of the earliest report. What a
    later report quotes word for word was said no later than the earlier one has it: "next month" is the month after
    that one, whichever month the later report counts it from."""
    rank = {a.id: n for n, a in enumerate(in_order(sorted(articles.values(), key=lambda a: a.id)))}
    groups: dict[tuple[object, ...], list[Forecast]] = defaultdict(list)
    for x in sorted(found, key=lambda x: (rank[x.statement.article], x.statement.content, x.statement.id)):
        s, text = x.statement, articles[x.statement.article].text
        said = tuple(w.key for span in s.content for w in words(text, span))
        who = speaking(s, text, names).casefold()
        groups[said, who, None if s.quotation == "direct" else s.due].append(x)
    return [
        replace(
            first,
            later=tuple({s.id: (s, r) for x in (first, *rest) for s, r in x.later}.values()),
            also=tuple(x.statement for x in rest),
        )
        for first, *rest in groups.values()
    ]


# What is no word of what came of it

_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|scheduled|expect(?:s|ed|ing)|due to|slated|poised|aim(?:s|ed|ing)|intend(?:s|ed)?|will"
    r"|would|going to)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:postpon\w+|delay\w*|cancel\w+|scrapp\w+|called off|put off|abandon\w+|moved|instead|fail\w*|missed)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:back in|ago|earlier (?:this|in|on)|(?:last|previous) (?:year|month|week)|previously)\b", re.IGNORECASE
)

Unfit = Callable[[Statement, Link, str], bool]


def loosely_linked(_later: Statement, link: Link, _text: str) -> bool:
    """The link says that both tell the same, but is hardly sure of it: below `LINKED`, nearly all that were read speak
    of the same thing and say something else of it (a rocket's weight, of its launch)."""
    return link.relation in ("agree", "refine") and link.score < LINKED


def foresees_too(later: Statement, _link: Link, text: str) -> bool:
    """It is a forecast or a plan itself, and does not tell what came of one; unless it says that one was changed."""
    said = _said(later, text)
    planned = later.due is not None or later.modality in ("predicted", "wished") or _PLANNED.search(said) is not None
    return planned and not _CHANGED.search(said)


def of_an_earlier_time(later: Statement, _link: Link, text: str) -> bool:
    """It tells of something before: "completed a test back in May" is not what was foreseen for the end of the year."""
    return _BEFORE.search(_said(later, text)) is not None


UNFIT: tuple[Unfit, ...] = (loosely_linked, foresees_too, of_an_earlier_time)
"""Why a statement of a later report is not shown under a forecast that it is linked to."""


def _said(s: Statement, text: str) -> str:
    return " ".join(text[slice(*span)] for span in s.content)


def since_words(x: Forecast) -> str:
    """What is said where nothing was found; empty where something was."""
    if x.later:
        return ""
    if not x.since:
        return NOTHING_SINCE
    return f"{count(len(x.since), 'report')} published after that day: nothing of it was found"


# As the report shows it


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as a screen shows it: for when, who says it, in which words, who else has it so, and what reports say
    since then, or that nothing was found."""

    due: str
    who: str
    quote: Quote
    also: str
    later: list[Quote]
    since: str


def foreseen(record: Record, places: Places) -> list[Foreseen]:
    """A record's forecasts as a report shows them; `places` says where things are in the page."""
    names = {s.id: s.name for s in record.speakers()}
    articles = {a.id: a for a in record.articles()}

    def words_of(s: Statement) -> Quote:
        whole = s.content[0][0], s.content[-1][1]
        return quote(Stretch(s.article, (whole[0], whole[0])), whole, s.id, articles, places)

    def shown(x: Forecast) -> Foreseen:
        s = x.statement
        also = named(dict.fromkeys(places.labels[o.article] for o in x.also if o.article != s.article))
        due = one_line(span_of_days(*s.due)) if s.due else ""
        who = speaking(s, articles[s.article].text, names)
        return Foreseen(due, who, words_of(s), also, [words_of(o) for o, _ in x.later], since_words(x))

    return [shown(x) for x in forecasts(record)]
