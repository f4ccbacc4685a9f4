"""Commentary in a record: articles that argue in their own voice against a report, a medium or a speaker they cite."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.link.commentary import Citation, Commentary, Disputed, may_argue
from onrecord.link.commentary import commentary as argued
from onrecord.link.lost import Report
from onrecord.link.order import first
from onrecord.link.told import Told
from onrecord.resolve.media import NAMED, own
from onrecord.rows import Article, Span, Statement, Stretch
from onrecord.show.differing import speaking
from onrecord.show.lost import Reports
from onrecord.show.missing import originals_of, persons_of
from onrecord.show.plain import one_line
from onrecord.show.trails import Quote, quote
from onrecord.show.voices import Places
from onrecord.show.words import in_order
from onrecord.store import Record
from onrecord.store.among import statements_of

NAMED_CLASSES = ("named_person", "named_organization")


def commentary(record: Record, among: Collection[str] | None = None) -> list[Commentary]:
    """The articles of a record that argue against what they cite, in the order of their times; of the articles
    `among`, if these are given."""
    reports, persons = Reports(record), persons_of(record)
    speaking = _speaking(record)
    stories = {a: story.articles for story in record.stories() for a in story.articles}
    found: list[tuple[Article, Commentary]] = []
    for article in record.articles():
        if (among is None or article.id in among) and may_argue(article.text):
            report = reports.of(article.id)
            others = [a for a in stories.get(article.id, ()) if a != article.id]
            cited = [*_originals(report, persons, others, reports), *_speakers(report, speaking)]
            found += [(article, x)] if (x := argued(report, cited)) is not None else []
    by_id = {article.id: x for article, x in found}
    return [by_id[a.id] for a in in_order(article for article, _ in found)]


def _speaking(record: Record) -> Mapping[str, set[str]]:
    """The articles in which each speaker has a statement."""
    sql = (
        "SELECT DISTINCT e.speaker, s.article FROM statements s JOIN speaker_entities e ON e.entity = s.entity"
        " WHERE s.voice = 'attributed'"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for speaker, article in record.db.execute(sql):
        found[speaker].add(article)
    return found


def _originals(report: Report, persons: frozenset[str], others: list[str], reports: Reports) -> Iterator[Citation]:
    """The media and documents that a report cites, each with its report in the record where there is one alone. What
    they only passed on from somebody who is named is that one's."""
    by_name: dict[str, list[Told]] = defaultdict(list)
    for name, kind, told in originals_of(report, persons):
        passed_on = bool(told.statement.relay) and told.statement.speaker_class in NAMED_CLASSES
        if kind in ("medium", "agency", "document") and not passed_on and told not in by_name[name]:
            by_name[name].append(told)
    for name, rows in by_name.items():
        held = [a for a in others if _is(reports.of(a).article, name, report.article)]
        yield Citation(_called(name), held[0] if len(held) == 1 else None, tuple(rows), medium=True)


def _called(name: str) -> tuple[str, ...]:
    """A medium's name without its article, and "Times" of the Corvane Times."""
    bare = re.sub(r"^[Tt]he\s+", "", name)
    last = bare.split()[-1]
    return (bare, last) if last != bare and NAMED.fullmatch(last) else (bare,)


def _is(article: Article, name: str, citing: Article) -> bool:
    """Whether an article is an outlet's and is not shown to be later than the one that cites it."""
    return own(article, name) and first(citing, article) != "a"


def _speakers(report: Report, speaking: Mapping[str, set[str]]) -> Iterator[Citation]:
    """The named speakers of a report who speak in another report of the record as well."""
    by_speaker: dict[str, list[Told]] = defaultdict(list)
    for t in report.told:
        s = t.statement
        if s.speaker and s.voice == "attributed" and s.speaker_class in NAMED_CLASSES and t.name:
            by_speaker[s.speaker].append(t)
    for speaker, told in by_speaker.items():
        if speaking.get(speaker, set()) - {report.article.id}:
            name = told[0].name or ""
            person = told[0].statement.speaker_class == "named_person"
            yield Citation((name, name.split()[-1]) if person else (name,), None, tuple(told), medium=False)


def commentary_json(x: Commentary) -> dict[str, Any]:
    """An article's commentary with the keys of the interchange format."""
    cites = [{"name": c.name, "article": c.article, "statements": c.statements, "span": c.span} for c in x.cites]
    disputes = [{"statement": d.statement, "span": d.span, "words": d.words} for d in x.disputes]
    return {"article": x.article, "cites": cites, "disputes": disputes, "cues": x.cues}


def whose_words(x: Commentary) -> str:
    """`what Ada Brin says`, `what Radio Pell and Ada Brin say`."""
    names = [one_line(c.name) for c in x.cites]
    if len(names) == 1:
        return f"what {names[0]} says"
    return f"what {', '.join(names[:-1])} and {names[-1]} say"


def cue_in(x: Commentary, d: Disputed) -> Span:
    """The words of a passage that show that it disputes something: the first."""
    return next((c for c in x.cues if d.span[0] <= c[0] < d.span[1]), (d.span[0], d.span[0]))


# As a screen shows it


@dataclass(frozen=True, slots=True)
class Argued:
    """One passage that disputes something: the article's own words, and the words disputed with who says them, `None`
    where they dispute a report as a whole."""

    who: str
    against: Quote | None
    words: Quote


@dataclass(frozen=True, slots=True)
class Comment:
    """An article that disputes what it cites: which, whose words, and where."""

    label: str
    href: str
    against: str
    argued: list[Argued]


def comments(record: Record, places: Places) -> list[Comment]:
    """A record's commentary as a report shows it; `places` says where things are in the page."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    rows = commentary(record)
    said = statements_of(record, {d.statement for x in rows for d in x.disputes if d.statement})

    def place(article: str, span: Span, words: Span, statement: str | None = None) -> Quote:
        return quote(Stretch(article, words), span, statement, articles, places)

    def disputed(s: Statement) -> Quote:
        whole = s.content[0][0], s.content[-1][1]
        return place(s.article, whole, (whole[0], whole[0]), s.id)

    def shown(x: Commentary) -> Comment:
        found = []
        for d in x.disputes:
            s = said.get(d.statement or "")
            who = speaking(s, articles[x.article].text, names) if s is not None else ""
            found.append(Argued(who, disputed(s) if s is not None else None, place(x.article, d.span, cue_in(x, d))))
        return Comment(places.labels[x.article], f"#{places.keys[x.article]}", whose_words(x), found)

    return [shown(x) for x in rows]
