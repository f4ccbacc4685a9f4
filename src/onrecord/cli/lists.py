"""`show`: what a record holds, on the terminal or as JSON lines. Every line printed stands at exact characters."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.checks import JSON
from onrecord.cli.files import RECORD
from onrecord.cli.terminal import put, put_json, say, skipped_lines, width
from onrecord.errors import UsageError
from onrecord.rows import Article, Span, Statement
from onrecord.show.plain import one_line
from onrecord.show.sources import Quoted, sources
from onrecord.show.words import NO_SOURCE, NOT_NAMED, count, in_order, outlet, quotation, tags, when

if TYPE_CHECKING:
    from onrecord.store import Record


ALL = 2**31
"""A limit that none is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a record to show. Outlets, articles and words are matched without regard to case."""

    outlet: str | None = None
    voice: str | None = None
    article: str | None = None
    search: str | None = None
    limit: int | None = None

    def of(self, article: Article) -> bool:
        """Whether an article is among those asked for: by outlet, or by its id or the beginning of it."""
        if self.outlet and self.outlet.casefold() not in (article.outlet or "").casefold():
            return False
        return not self.article or article.id.startswith(self.article.casefold()) or self.article == article.path

    def refuse(self, what: str, *names: str) -> None:
        """An option that cannot be meant for this list is said, not passed over."""
        for name in names:
            if getattr(self, name) is not None:
                raise UsageError(f"--{name} means nothing for `show {what}`. Leave it out.")


@click.command(short_help="Print statements, sources, articles or what was skipped.")
@RECORD
@click.argument("what", type=click.Choice(["statements", "sources", "articles", "skipped"]))
@JSON
@click.option("--outlet", metavar="NAME", help="Only articles of outlets with this in their name.")
@click.option("--article", metavar="ID", help="Only the article with this id, or with an id that begins so.")
@click.option(
    "--voice", type=click.Choice(["attributed", "narrator"]),
    help="Only statements with a source (attributed), or only the reporters' own (narrator).",
)  # fmt: skip
@click.option("--search", metavar="WORDS", help="Only statements with all these words.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N lines or entries.")
def show(record: Path, what: str, as_json: bool, **wanted: Any) -> None:
    """Print what RECORD holds.

    \b
    statements: who said what, with source, cue, words and place.
    sources: who is quoted in which outlets, as worded there.
    articles: the articles, with their ids.
    skipped: what could not be read, and why.
    """
    from onrecord.store import Record

    with Record.read_only(record) as held:
        LISTS[what](held, Wanted(**wanted), as_json)


def statements(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Who said what, by article, in text order."""
    articles = {each.id: each for each in in_order(record.articles()) if wanted.of(each)}
    found = islice(_statements(record, wanted, articles), wanted.limit)
    shown = 0
    for article, rows in groupby(found, key=lambda each: each.article):
        if not as_json:
            _put_heading(articles[article], before="\n" if shown else "")
        for statement in rows:
            shown += 1
            if as_json:
                put_json(statement_json(articles[article], statement))
            else:
                _put_statement(articles[article], statement)
    if not shown:
        say("No statement found.")


def _statements(record: Record, wanted: Wanted, articles: dict[str, Article]) -> Iterator[Statement]:
    found = set(record.search(wanted.search, limit=ALL)) if wanted.search is not None else None
    for article in articles:
        for statement in record.statements(article=article, voice=wanted.voice):
            if found is None or statement.id in found:
                yield statement


def _put_heading(article: Article, before: str = "") -> None:
    title = f"\n{one_line(article.title)}" if article.title else ""
    put(f" · {when(article)} · {article.id}{title}", head=outlet(article), before=before)


def _put_statement(article: Article, statement: Statement) -> None:
    source, cue = quoted(article, statement.source), quoted(article, statement.cue)
    nobody = NO_SOURCE if statement.voice == "narrator" else NOT_NAMED
    put(f"{'' if source else nobody}{f' · {cue}' if cue else ''}", head=source, before="\n  ")
    said = " … ".join(quoted(article, span) for span in statement.content)
    put(textwrap.fill(said, max(40, width() - 2), initial_indent="    ", subsequent_indent="    "))
    place = ", ".join(f"{start}–{end}" for start, end in statement.content)
    sure = f"confidence {statement.confidence:.2f}" if statement.confidence is not None else ""
    about = [quotation(statement), *tags(statement), sure, f"at {place}"]
    put("    " + " · ".join(each for each in about if each))


def quoted(article: Article, span: Span | None) -> str:
    """The characters at a span, on one line; empty if there is no span."""
    return one_line(article.text[slice(*span)]) if span else ""


def statement_json(article: Article, statement: Statement) -> dict[str, Any]:
    """A statement as in the interchange format, with the words at its spans and where it was published."""

    def words(span: Span | None) -> str | None:
        return article.text[slice(*span)] if span else None

    return asdict(statement) | {
        "outlet": article.outlet,
        "published": article.published,
        "words": {
            "content": [words(span) for span in statement.content],
            "cue": words(statement.cue),
            "source": words(statement.source),
        },
    }


def who(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Who is quoted where, as worded."""
    wanted.refuse("sources", "voice", "search")
    articles = [each for each in in_order(record.articles()) if wanted.of(each)]
    found = sources((each, record.statements(article=each.id, voice="attributed")) for each in articles)
    if as_json:
        groups = {"named": found.named, "pointing": found.pointing, "none": found.none}
        rows = (_source_json(entry, kind) for kind, entries in groups.items() for entry in entries)
        for row in islice(rows, wanted.limit):
            put_json(row)
        return
    for entry in islice(found.named, wanted.limit):
        outlets = ", ".join(f"{one_line(name)} {number}" for name, number in entry.outlets.items())
        put(f"  {count(entry.statements, 'statement')}", head=entry.name)
        put(textwrap.fill(outlets, width() - 2, initial_indent="    ", subsequent_indent="    "))
    if not found.named:
        say("No named source found.")
    _put_unresolved(found.pointing + found.none)
    say("\nAs worded: one person under two wordings is listed twice.")


def _put_unresolved(entries: Iterable[Quoted]) -> None:
    """`he`, `it` and the like, and statements with no source, by article."""
    by_article: dict[str, tuple[Article, list[str]]] = {}
    for entry in entries:
        for place in entry.places:
            words = f"{one_line(entry.name) or NOT_NAMED} {len(place.statements)}"
            by_article.setdefault(place.article.id, (place.article, []))[1].append(words)
    if by_article:
        put(head="Not resolved yet", before="\n")
    order = {each.id: at for at, each in enumerate(in_order(article for article, _ in by_article.values()))}
    for article, found in sorted(by_article.values(), key=lambda row: order[row[0].id]):
        line = f"{one_line(outlet(article))}, {when(article)}: {', '.join(found)}"
        put(textwrap.fill(line, width() - 2, initial_indent="    ", subsequent_indent="        "))


def _source_json(entry: Quoted, kind: str) -> dict[str, Any]:
    return {
        "source": entry.name,
        "kind": kind,
        "wordings": list(entry.wordings),
        "statements": entry.statements,
        "outlets": entry.outlets,
        "articles": [
            {
                "article": place.article.id,
                "outlet": place.article.outlet,
                "statements": [each.id for each in place.statements],
            }
            for place in entry.places
        ],
    }


def articles(record: Record, wanted: Wanted, as_json: bool) -> None:
    """The articles, by time."""
    wanted.refuse("articles", "voice", "search")
    for article in islice((each for each in in_order(record.articles()) if wanted.of(each)), wanted.limit):
        if as_json:
            put_json({key: value for key, value in asdict(article).items() if key != "text"})
            continue
        rows = list(record.statements(article=article.id))
        attributed = sum(each.voice == "attributed" for each in rows)
        _put_heading(article)
        about = [
            count(attributed, "statement") + " with a source",
            f"{len(rows) - attributed} in the reporter’s own voice",
        ]
        about += [f"agency: {one_line(article.agency)}"] if article.agency else []
        about += ["not complete"] if not article.complete else []
        about += [f"language: {article.language or 'unknown'}"] if article.language != "en" else []
        put(f"    {' · '.join(about)}")


def left_out(record: Record, wanted: Wanted, as_json: bool) -> None:
    """What was skipped, by reason."""
    wanted.refuse("skipped", "voice", "search", "outlet", "article")
    rows = list(islice(record.skipped(), wanted.limit))
    for each in rows if as_json else ():
        put_json(asdict(each))
    for line in () if as_json else skipped_lines(rows, examples=len(rows)):
        put(line)
    if not rows:
        say("Nothing was skipped.")


LISTS: dict[str, Callable[[Record, Wanted, bool], None]] = {
    "statements": statements,
    "sources": who,
    "articles": articles,
    "skipped": left_out,
}
