"""`show conflicts` and `show forecasts`: where accounts differ, and what was foreseen, with what later reports say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.cli.linked import story_named
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.show.choice import Choice
from onrecord.show.differing import differing, differing_json, heading, more, origin_of, speaking, whose
from onrecord.show.forecasts import forecasts, since_words
from onrecord.show.plain import one_line, shortened
from onrecord.show.trails import cut, named
from onrecord.show.words import day, span_of_days, tags, when

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.rows import Article, Statement
    from onrecord.show.differing import Differing, Side
    from onrecord.show.forecasts import Forecast
    from onrecord.store import Record


def conflicts(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each two accounts that differ, by who differs from whom: what about, and the words of both."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    rows = differing(record, asked(record, wanted, articles))
    head = ""
    for each in islice(rows, wanted.limit):
        if as_json:
            put_json(dict(differing_json(record, each)))
            continue
        if heading(each) != head:
            put(head=heading(each), before="\n" if head else "")
            head = heading(each)
        _put_pair(each, articles, names)
    if len(articles) < 2:
        say("Nothing to compare: the record holds fewer than two reports.")
    elif not rows:
        say("No two accounts were found to differ. Looked for are numbers, dates, states and plain denials.")
    elif not as_json:
        say(
            "\nTwo accounts that differ may both be right, of another time or another part. Read both where they stand."
        )


def _put_pair(each: Differing, articles: dict[str, Article], names: dict[str, str]) -> None:
    put(f" · {one_line(each.link.why)}", head=each.label, before="\n  ")
    for side, own in zip((each.a, each.b), whose(each), strict=True):
        _put_side(side, f"{own}: " if own else "", articles, names)
    if last := " · ".join(filter(None, (origin_of(each), more(each)))):
        fill(last)


def _put_side(side: Side, whose: str, articles: dict[str, Article], names: dict[str, str]) -> None:
    s = side.statement
    text = articles[s.article].text
    also = [where(articles[a]) for a in side.reports if a != s.article]
    about = "".join(f" · {tag}" for tag in tags(s))
    fill(f"{whose}{where(articles[s.article])} → {speaking(s, text, names)}{about}")
    fill(f"{''.join(cut(text, side.passage, side.place.span))} (at {side.passage[0]}–{side.passage[1]})", 8)
    if also:
        fill(f"also in {named(also)}", 8)


def foreseen(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each statement about the future with the days it falls due, and what later reports of its story say."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    rows = forecasts(record, asked(record, wanted, articles))
    for n, each in enumerate(islice(rows, wanted.limit)):
        if as_json:
            put_json(_forecast_json(each, articles[each.statement.article]))
        else:
            _put_forecast(each, articles, names, before="\n" if n else "")
    if not rows:
        say("No statement about a day to come was found.")


def _forecast_json(each: Forecast, article: Article) -> dict[str, Any]:
    s = each.statement
    return {
        "statement": s.id, "article": s.article, "outlet": article.outlet, "speaker": s.speaker,
        "due": s.due, "words": [article.text[slice(*span)] for span in s.content],
        "also": [{"statement": x.id, "article": x.article} for x in each.also],
        "reports_since": each.since,
        "said_since": [{"statement": x.id, "article": x.article, "relation": r} for x, r in each.later],
    }  # fmt: skip


def _put_forecast(each: Forecast, articles: dict[str, Article], names: dict[str, str], before: str) -> None:
    s = each.statement
    due = span_of_days(*s.due) if s.due else ""
    who = speaking(s, articles[s.article].text, names)
    put(f" · {where(articles[s.article])} → {who}", head=f"due {due}", before=before)
    fill(_words(s, articles))
    also = dict.fromkeys(where(articles[x.article]) for x in each.also if x.article != s.article)
    if also:
        fill(f"also in {named(also)}", 8)
    for later, _ in each.later:
        fill(f"since then, perhaps of this: {where(articles[later.article])}: {_words(later, articles)}", 8)
    if since := since_words(each):
        fill(since, 8)


def _words(s: Statement, articles: dict[str, Article]) -> str:
    return " … ".join(one_line(articles[s.article].text[slice(*span)]) for span in s.content)


def asked(record: Record, wanted: Wanted, articles: dict[str, Article]) -> frozenset[str] | None:
    """The articles that are asked for, by outlet, id or story; `None` where none is."""
    if wanted.story is None and wanted.choice == Choice():
        return None
    chosen = {a.id for a in articles.values() if wanted.choice.of(a)}
    if wanted.story is not None:
        story = story_named(record, wanted.story)
        chosen &= next({*s.articles} for s in record.stories() if s.id == story)
    return frozenset(chosen)


def where(article: Article) -> str:
    name = article.outlet or shortened(article.title or article.source, 60)
    return f"{one_line(name)}, {day(article) if article.published else when(article)}"
