"""`show missing` and `show lost`: originals that reports go back to, and what disappeared between two tellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.show.lost import lost
from onrecord.show.missing import FATES, KINDS, missing
from onrecord.show.plain import one_line
from onrecord.show.trails import LABELS, ORDERS, copies, cut, had, has, named, total
from onrecord.show.words import day, outlet

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.link.lost import Lost
    from onrecord.link.missing import Beside
    from onrecord.rows import Article, Span, Stretch
    from onrecord.show.missing import Original
    from onrecord.store import Record

SHOWN = 6
"""Relayed statements that are set beside their original on a terminal; `--json` has all."""


def steps(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each step at which a source, an "unnamed", a relay, a hedge or a bound disappears."""
    articles = {a.id: a for a in record.articles()}
    rows = [x for x in lost(record) if any(wanted.choice.of(articles[p.article]) for p in (x.a, x.b))]
    for n, each in enumerate(islice(rows, wanted.limit)):
        if as_json:
            put_json(_lost_json(each, articles))
        else:
            _put_step(each, articles, before="\n" if n else "")
    if not rows:
        say("Nothing was found to be lost on the way.")


def _put_step(each: Lost, articles: dict[str, Article], before: str) -> None:
    other = has(each) if not each.b_words or has(each) != one_line(each.b_words) else f"“{has(each)}”"
    put(head=f"“{had(each)}” → {other}", before=before)
    fill(f"{LABELS[each.kind]}: {ORDERS[each.order]} · {each.joined}")
    for place, passage in ((each.a, each.a_passage), (each.b, each.b_passage)):
        _put_quote(articles[place.article], place, passage)
    if each.also:
        fill(f"also with it: {named(_where(articles[a]) for a in each.also)}")


def _put_quote(article: Article, place: Stretch, passage: Span) -> None:
    words = "".join(cut(article.text, passage, place.span))
    fill(f"{_where(article)}: {words} (at {place.span[0]}–{place.span[1]})")


def _where(article: Article) -> str:
    return f"{one_line(outlet(article))}, {day(article)}"


def _lost_json(each: Lost, articles: dict[str, Article]) -> dict[str, Any]:
    def passage(place: Stretch, span: Span) -> dict[str, Any]:
        article = articles[place.article]
        return {"article": article.id, "outlet": article.outlet, "span": span, "words": article.text[slice(*span)]}

    return asdict(each) | {
        "a_passage": passage(each.a, each.a_passage),
        "b_passage": passage(each.b, each.b_passage),
    }


def originals(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each original that reports go back to: those not in the record with words to search for, then those in it."""
    articles = {a.id: a for a in record.articles()}
    rows = list(islice(missing(record), wanted.limit))
    for n, each in enumerate(rows):
        if as_json:
            put_json(_original_json(each, articles))
        else:
            if n == 0 or rows[n - 1].missing != each.missing:
                put(head="Not in the record" if each.missing else "In the record", before="\n" if n else "")
            _put_original(each, articles)
    if not rows:
        say("No original is cited that could be missing.")
    elif not as_json and any(each.missing for each in rows):
        say(f"\nAdd an original with: onrecord read URL --into {record.path}")


def _put_original(each: Original, articles: dict[str, Article]) -> None:
    about = [KINDS[each.kind], total(each), copies(each), f"cited by {named(each.outlets)}"]
    put(f" · {' · '.join(filter(None, about))}", head=f"  {one_line(each.name)}", before="\n")
    if each.speakers:
        fill(f"for words of {named(each.speakers)}")
    if each.held:
        fill(f"here: {named(_once(_where(articles[a]) for a in each.held))}")
        fill(f"its words: {', '.join(f'{n} {fate}' for fate, n in each.fates.items()) or 'none to compare'}")
    for x in sorted(each.beside, key=lambda x: FATES.index(x.fate))[:SHOWN]:
        _put_beside(x, articles)
    if len(each.beside) > SHOWN:
        fill(f"… {len(each.beside) - SHOWN} more", 8)
    for line in each.search:
        put(f"    search: {one_line(line)}")


def _once(names: Iterable[str]) -> list[str]:
    """Each name once, with how often it stands."""
    return [f"{name} ({n} reports)" if n > 1 else name for name, n in Counter(names).items()]


def _put_beside(x: Beside, articles: dict[str, Article]) -> None:
    if x.b is None:
        fill(f"{x.fate}: {_quoted(x.a, articles)}", 8)
        return
    fill(f"{x.fate}: {one_line(x.why)}", 8)
    for place in (x.a, x.b):
        fill(_quoted(place, articles), 12)


def _quoted(place: Stretch, articles: dict[str, Article]) -> str:
    article = articles[place.article]
    words = "".join(cut(article.text, place.span, (place.span[0], place.span[0])))
    return f"{_where(article)}: {words} (at {place.span[0]}–{place.span[1]})"


def _original_json(each: Original, articles: dict[str, Article]) -> dict[str, Any]:
    def words(place: Stretch | None) -> str | None:
        return articles[place.article].text[slice(*place.span)] if place is not None else None

    beside: Iterable[dict[str, Any]] = (asdict(x) | {"words": {"a": words(x.a), "b": words(x.b)}} for x in each.beside)
    return asdict(each) | {"missing": each.missing, "fates": each.fates, "beside": list(beside)}
