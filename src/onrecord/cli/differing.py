"""`show conflicts` and `show forecasts`: where accounts differ, and what was foreseen, with what later reports say."""

from __future__ import annotations

import textwrap
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.linked import story_named
from onrecord.cli.terminal import put, put_json, say, width
from onrecord.show.differing import differing, differing_json, origin_of, speaking
from onrecord.show.forecasts import forecasts
from onrecord.show.plain import one_line, shortened
from onrecord.show.trails import cut, named
from onrecord.show.words import count, day, span_of_days, tags, when

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.rows import Article
    from onrecord.show.differing import Side
    from onrecord.store import Record


NOTHING_SINCE = "no report of the story was published after that day"


def conflicts(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each two accounts that differ: what about, and the words of both."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    story = _articles_of(record, wanted.story)
    rows = [
        x for x in differing(record)
        if any(wanted.choice.of(articles[a]) for side in (x.a, x.b) for a in side.reports)
        and (story is None or x.a.statement.article in story)
    ]  # fmt: skip
    for n, each in enumerate(islice(rows, wanted.limit)):
        if as_json:
            put_json(dict(differing_json(record, each)))
            continue
        put(f" · {one_line(each.link.why)}", head=each.label, before="\n" if n else "")
        for side in (each.a, each.b):
            _put_side(side, articles, names)
        _fill(origin_of(each.link))
    if len(articles) < 2:
        say("Nothing to compare: the record holds fewer than two reports.")
    elif not rows:
        say("No two accounts were found to differ. Not all differences are found: numbers, dates, denials mostly are.")
    elif not as_json:
        say(
            "\nTwo accounts that differ may both be right, of another time or another part. Read both where they stand."
        )


def _put_side(side: Side, articles: dict[str, Article], names: dict[str, str]) -> None:
    s = side.statement
    text = articles[s.article].text
    also = [_where(articles[a]) for a in side.reports if a != s.article]
    about = "".join(f" · {tag}" for tag in tags(s))
    _fill(f"{_where(articles[s.article])} → {speaking(s, text, names)}{about}", before="\n")
    _fill(f"{''.join(cut(text, side.passage, side.place.span))} (at {side.passage[0]}–{side.passage[1]})", 8)
    if also:
        _fill(f"also in {named(also)}", 8)


def foreseen(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each statement about the future with the days it falls due, and what later reports of its story say."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    story = _articles_of(record, wanted.story)
    rows = [
        x for x in forecasts(record)
        if wanted.choice.of(articles[x.statement.article]) and (story is None or x.statement.article in story)
    ]  # fmt: skip
    for n, each in enumerate(islice(rows, wanted.limit)):
        s = each.statement
        if as_json:
            article = articles[s.article]
            put_json(
                {
                    "statement": s.id, "article": s.article, "outlet": article.outlet, "speaker": s.speaker,
                    "due": s.due, "words": [article.text[slice(*span)] for span in s.content],
                    "reports_since": each.since,
                    "said_since": [{"statement": x.id, "article": x.article, "relation": r} for x, r in each.later],
                }
            )  # fmt: skip
            continue
        text = articles[s.article].text
        due = span_of_days(*s.due) if s.due else ""
        put(
            f" · {_where(articles[s.article])} → {speaking(s, text, names)}",
            head=f"due {due}",
            before="\n" if n else "",
        )
        _fill(" … ".join(one_line(text[slice(*span)]) for span in s.content))
        for later, _ in each.later:
            said = " … ".join(one_line(articles[later.article].text[slice(*span)]) for span in later.content)
            _fill(f"since then, perhaps of this: {_where(articles[later.article])}: {said}", 8)
        if not each.later:
            after = count(len(each.since), "report")
            since = f"{after} published after that day: nothing of it was found" if each.since else NOTHING_SINCE
            _fill(since, 8)
    if not rows:
        say("No statement about a day to come was found.")


def _articles_of(record: Record, story: str | None) -> frozenset[str] | None:
    """The articles of the story that is asked for."""
    if story is None:
        return None
    named_so = story_named(record, story)
    return next(frozenset(s.articles) for s in record.stories() if s.id == named_so)


def _where(article: Article) -> str:
    name = article.outlet or shortened(article.title or article.source, 60)
    return f"{one_line(name)}, {day(article) if article.published else when(article)}"


def _fill(line: str, indent: int = 4, before: str = "") -> None:
    spaces = " " * indent
    wide = max(40, width() - 2)
    put(textwrap.fill(line, wide, initial_indent=spaces, subsequent_indent=spaces + "  "), before=before)
