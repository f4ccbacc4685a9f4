"""`show`: what a record holds, on the terminal or as JSON lines. Every line printed stands at exact characters."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.checks import JSON
from onrecord.cli.choosing import SIDE, SIDES, labelled, needs_sides
from onrecord.cli.files import RECORD
from onrecord.cli.ledger import who
from onrecord.cli.terminal import put, put_json, say, skipped_lines, width
from onrecord.errors import UsageError
from onrecord.rows import Article, Span, Statement
from onrecord.show.choice import Choice, chosen_of
from onrecord.show.ledger import key
from onrecord.show.plain import one_line
from onrecord.show.sides import Labels, forms
from onrecord.show.tally import CLASSES, MODALITIES, STANCES
from onrecord.show.words import (
    CLASS,
    NO_SIDE,
    NO_SOURCE,
    NOT_NAMED,
    chain,
    count,
    in_order,
    nesting,
    outlet,
    quotation,
    tags,
    when,
)

if TYPE_CHECKING:
    from onrecord.store import Record

ALL = 2**31
"""A limit that none is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a record to show, and how grouped."""

    choice: Choice
    labels: Labels
    by: str | None = None
    search: str | None = None
    limit: int | None = None
    story: str | None = None
    names: Path | None = None
    groups: Path | None = None


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose statements by who speaks, how and through whom."""
    options = (
        click.option("--speaker", metavar="TEXT", help="Only speakers with this in a name they go by."),
        click.option(
            "--class", "speaker_class", type=click.Choice(CLASSES), help="Only statements of this class of source."
        ),
        click.option("--relay", metavar="TEXT", help="Only statements that came through one with this in its name."),
        click.option("--modality", type=click.Choice(MODALITIES), help="Only statements put forward in this way."),
        click.option(
            "--stance", type=click.Choice(STANCES),
            help="Only statements whose reporting verb takes them for true, keeps off, or does neither.",
        ),
        SIDES,
        SIDE,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


WHAT = (
    "claims", "coverage", "conflicts", "forecasts", "origins", "reuse", "lost", "missing", "commentary", "wording",
    "stories", "statements", "sources", "words", "agency", "verbs", "articles", "skipped",
)  # fmt: skip


@click.command(short_help="Print claims, origins, copied passages, statements, sources and more.")
@RECORD
@click.argument("what", type=click.Choice(WHAT))
@JSON
@click.option("--by", type=click.Choice(["speaker", "outlet", "article", "side", "class"]), help="How to group them.")
@click.option("--outlet", metavar="NAME", help="Only articles of outlets with this in their name.")
@click.option("--article", metavar="ID", help="Only the article with this id, or with an id that begins so.")
@click.option(
    "--voice", type=click.Choice(["attributed", "narrator"]),
    help="Only statements with a source (attributed), or only the reporters' own (narrator).",
)  # fmt: skip
@choosing
@click.option(
    "--groups", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file of groups of articles, for words; docs/words.md has its form.",
)  # fmt: skip
@click.option("--search", metavar="WORDS", help="Only statements with all these words.")
@click.option(
    "--story",
    metavar="ID",
    help="Only claims, coverage, conflicts, forecasts, commentary, wording, words, agency or verbs of the story whose"
    " id begins so.",
)
@click.option(
    "--names", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file of names that stand for one thing, for `show wording`; docs/wording.md has its form.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N lines or entries.")
def show(
    record: Path, what: str, as_json: bool, by: str | None, sides: Path | None, side: str | None,
    groups: Path | None, search: str | None, story: str | None, names: Path | None, limit: int | None, **chosen: Any,
) -> None:  # fmt: skip
    """Print what RECORD holds.

    \b
    claims: what several reports say alike: in how many reports, from how many origins, by whom, in which words.
    coverage: which outlets carry which claim: in the headline, in the lead, deeper; or that it is not found there.
    conflicts: where two accounts differ, and who from whom: numbers, dates, denials; the words of both.
    forecasts: what was said of days to come, by the day it falls due, with what later reports say.
    origins: the trace of each: from the reports through whom they had it to who is said to have said it.
    reuse: passages that two articles share, and quotations whose words differ.
    lost: where a source, a relay, a hedge or a bound is in one report and no longer in the other.
    missing: originals that reports go back to: what to search for, and what became of the words of those that are here.
    commentary: articles that argue against a report or a speaker they cite, in their own words.
    wording: what several reports speak of under different names: which outlet uses which, in whose voice.
    stories: which articles tell of one event.
    statements: who said what, with source, cue, words and place; by article, or as --by says.
    sources: who is quoted in which outlets, how they are called, and through whom; or shares by outlet, article, side.
    words: what an outlet, or a side's outlets, say more than the others of the same events; --by, --groups.
    agency: harm told in the passive without who did it, beside reports of the event that say who.
    verbs: which speakers "admit" and which "say"; --by class, side, speaker or outlet.
    articles: the articles, with their ids.
    skipped: what could not be read, and why.
    """
    from onrecord.store import Record

    files = {"names": names, "groups": groups}
    given = chosen | files | {"by": by, "sides": sides, "side": side, "search": search, "story": story}
    for name, value in given.items():
        if value is not None and (name in MEANS_NOTHING[what] or ONLY_FOR.get(name, what) != what):
            raise UsageError(f"--{name.removeprefix('speaker_')} means nothing for `show {what}`. Leave it out.")
    needs_sides(by, sides)
    if by == "class" and what in ("statements", "sources"):
        raise UsageError(f"--by class means nothing for `show {what}`. Use `show verbs`, or choose one with --class.")
    with Record.read_only(record) as held:
        labels, known = labelled(held, sides, side)
        wanted = Wanted(Choice(**chosen, side=known), labels, by, search, limit, story, **files)
        LISTS[what](held, wanted, as_json)


ONLY_FOR = {"names": "wording", "groups": "words"}
"""Options that are meant for one list alone."""

WHO_SPEAKS = ("voice", "speaker", "speaker_class", "relay", "modality", "stance", "sides", "side", "by", "search")
ANY = (*WHO_SPEAKS, "outlet", "article")
MEANS_NOTHING: dict[str, tuple[str, ...]] = {
    "claims": ANY,
    "coverage": (*WHO_SPEAKS, "article"),
    "conflicts": WHO_SPEAKS,
    "forecasts": WHO_SPEAKS,
    "origins": ANY,
    "reuse": (*ANY, "story"),
    "lost": (*WHO_SPEAKS, "story"),
    "missing": (*ANY, "story"),
    "commentary": WHO_SPEAKS,
    "wording": ANY,
    "stories": (*ANY, "story"),
    "statements": ("story",),
    "sources": ("voice", "search", "story"),
    "words": (*(each for each in WHO_SPEAKS if each not in ("sides", "by")), "outlet", "article"),
    "agency": ANY,
    "verbs": (*(each for each in WHO_SPEAKS if each not in ("sides", "by")), "outlet", "article"),
    "articles": (*WHO_SPEAKS, "story"),
    "skipped": (*ANY, "story"),
}
"""Options that cannot be meant for a list are said, not passed over."""


def statements(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Who said what, by article, in text order; or grouped by what is asked for, and then so."""
    found: Iterable[Found] = _statements(record, wanted)
    if wanted.by not in (None, "article"):
        found = sorted(found, key=lambda each: each.group)  # sorting keeps the order within a group
    group, article, shown = "", "", 0
    for each in islice(found, wanted.limit):
        if as_json:
            put_json(statement_json(each.article, each.statement) | {"speaker_name": each.speaker, "side": each.side})
        else:
            if each.group[1] != group:
                put(head=f"== {each.group[1]}", before="\n" if shown else "")
            if (each.group[1], each.article.id) != (group, article):
                _put_heading(each.article, before="\n" if shown or each.group[1] else "")
            _put_statement(each)
        group, article, shown = each.group[1], each.article.id, shown + 1
    if not shown:
        say("No statement found.")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement to print: its speaker's name where that is known, its side, the group it is printed in (with what
    orders the groups), and how deep it stands inside others."""

    article: Article
    statement: Statement
    speaker: str | None
    side: str | None
    group: tuple[int, str]
    depth: int


def _statements(record: Record, wanted: Wanted) -> Iterator[Found]:
    searched = set(record.search(wanted.search, limit=ALL)) if wanted.search is not None else None
    names = forms(record)
    order = [*(wanted.labels.sides.names if wanted.labels.sides else ()), NO_SIDE]
    for article in in_order(each for each in record.articles() if wanted.choice.of(each)):
        rows = list(record.statements(article=article.id))
        depths = nesting(rows)
        for each in chosen_of(article, rows, names, wanted.labels, wanted.choice):
            s, side, called = each.statement, each.side, each.names
            if searched is None or s.id in searched:
                speaker = called[0] if s.speaker in names else None
                nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
                group = {
                    "side": (order.index(side or NO_SIDE), side or NO_SIDE),
                    "outlet": (0, outlet(article)),
                    "speaker": (s.voice == "narrator", one_line(called[0]) or nobody),
                }.get(wanted.by or "", (0, ""))
                yield Found(article, s, speaker, side, group, depths[s.id])


def _put_heading(article: Article, before: str = "") -> None:
    title = f"\n{one_line(article.title)}" if article.title else ""
    put(f" · {when(article)} · {article.id}{title}", head=outlet(article), before=before)


def _put_statement(found: Found) -> None:
    article, s, into = found.article, found.statement, "  " * found.depth
    source, cue = quoted(article, s.source), quoted(article, s.cue)
    nobody = NO_SOURCE if s.voice == "narrator" else NOT_NAMED
    name = one_line(found.speaker or "") or source
    words = f" (“{source}”)" if source and key(source) != key(name) else ""
    put(f"{words if name else nobody}{f' · {cue}' if cue else ''}", head=name, before=f"\n  {into}")
    said = " … ".join(quoted(article, span) for span in s.content)
    indent = f"    {into}"
    put(textwrap.fill(said, max(40, width() - 2), initial_indent=indent, subsequent_indent=indent))
    place = ", ".join(f"{start}–{end}" for start, end in s.content)
    sure = f"confidence {s.confidence:.2f}" if s.confidence is not None else ""
    kind = CLASS[s.speaker_class] if s.voice == "attributed" and s.speaker_class != "unknown" else ""
    side = f"side: {one_line(found.side)}" if found.side else ""
    reason = f"reason given: {one_line(s.anonymity_reason)}" if s.anonymity_reason else ""
    about = [kind, side, chain(s, name or nobody), quotation(s), *tags(s), reason, sure, f"at {place}"]
    put(
        textwrap.fill(
            " · ".join(filter(None, about)), max(40, width() - 2), initial_indent=indent, subsequent_indent=indent
        )
    )


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


def articles(record: Record, wanted: Wanted, as_json: bool) -> None:
    """The articles, by time."""
    for article in islice((each for each in in_order(record.articles()) if wanted.choice.of(each)), wanted.limit):
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
    rows = list(islice(record.skipped(), wanted.limit))
    for each in rows if as_json else ():
        put_json(asdict(each))
    for line in () if as_json else skipped_lines(rows, examples=len(rows)):
        put(line)
    if not rows:
        say("Nothing was skipped.")


LINKED = {
    "claims": ("linked", "claims"),
    "coverage": ("coverage", "places"),
    "conflicts": ("differing", "conflicts"),
    "forecasts": ("differing", "foreseen"),
    "origins": ("linked", "origins"),
    "reuse": ("linked", "shared"),
    "lost": ("trails", "steps"),
    "missing": ("trails", "originals"),
    "commentary": ("commentary", "arguments"),
    "wording": ("wording", "names"),
    "stories": ("linked", "stories"),
    "words": ("loaded", "loaded_words"),
    "agency": ("loaded", "agency"),
    "verbs": ("reporting", "verbs"),
}
"""What linking found, and the module and function that print it: loaded when asked for, so that help stays quick."""


def linked(what: str, record: Record, wanted: Wanted, as_json: bool) -> None:
    """Prints one of LINKED."""
    module, name = LINKED[what]
    getattr(import_module(f"onrecord.cli.{module}"), name)(record, wanted, as_json)


LISTS: dict[str, Callable[[Record, Wanted, bool], None]] = {
    **{what: partial(linked, what) for what in LINKED},
    "statements": statements,
    "sources": who,
    "articles": articles,
    "skipped": left_out,
}
