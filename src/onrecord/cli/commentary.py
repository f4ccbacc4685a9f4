"""`show commentary`: articles that argue against what they cite, with their words and the words they dispute."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.cli.differing import asked, where
from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.show.commentary import commentary, commentary_json, cue_in, whose_words
from onrecord.show.differing import speaking
from onrecord.show.plain import one_line
from onrecord.show.trails import cut
from onrecord.store.among import statements_of

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.link.commentary import Commentary, Disputed
    from onrecord.rows import Article, Statement
    from onrecord.store import Record


def arguments(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each article that argues against what it cites: against whom, what it disputes, in its own words."""
    articles = {a.id: a for a in record.articles()}
    names = {s.id: s.name for s in record.speakers()}
    rows = list(islice(commentary(record, asked(record, wanted, articles)), wanted.limit))
    said = statements_of(record, {d.statement for x in rows for d in x.disputes if d.statement})
    for n, each in enumerate(rows):
        if as_json:
            put_json(_json(each, articles[each.article]))
        else:
            _put(each, articles, said, names, before="\n" if n else "")
    if not rows:
        say("No article was found that disputes what it cites in its own voice. Only plain words are looked for.")


def _put(
    each: Commentary, articles: dict[str, Article], said: dict[str, Statement], names: dict[str, str], before: str
) -> None:
    article = articles[each.article]
    put(f" disputes {whose_words(each)}", head=where(article), before=before)
    for c in each.cites:
        if c.article is not None:
            fill(f"{one_line(c.name)} is here: {where(articles[c.article])}")
    for d in each.disputes:
        s = said.get(d.statement or "")
        if s is not None:
            words = " … ".join(one_line(article.text[slice(*span)]) for span in s.content)
            fill(f"what it cites: {speaking(s, article.text, names)}: {words}", 4, before="\n")
        fill(f"its own words: {_words(d, each, article)} (at {d.span[0]}–{d.span[1]})", 4, "" if s else "\n")


def _words(d: Disputed, each: Commentary, article: Article) -> str:
    return "".join(cut(article.text, d.span, cue_in(each, d)))


def _json(each: Commentary, article: Article) -> dict[str, Any]:
    return commentary_json(each) | {"outlet": article.outlet, "published": article.published, "rules": each.rules}
