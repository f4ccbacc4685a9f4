"""`show sources`: the source ledger on the terminal, by speaker, by outlet, by article or by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.terminal import put, put_json, say, width
from onrecord.show.ledger import Account, Ledger, key, ledger
from onrecord.show.plain import one_line, shortened
from onrecord.show.words import CLASS, NO_SIDE, NOT_NAMED, STANCE, count, day, percent

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.rows import SpeakerClass
    from onrecord.show.tally import Tally
    from onrecord.store import Record

MOST = 6
"""How many wordings of one kind an entry lists; `--json` has all."""

LABEL = 12
"""Width of the words before a line of an entry."""

CLASSES: tuple[tuple[str, str, SpeakerClass], ...] = (
    ("named", "person", "named_person"),
    ("unnamed", "person", "unnamed_person"),
    ("named", "organ.", "named_organization"),
    ("unnamed", "group", "unnamed_group"),
    ("", "document", "document"),
    ("not", "known", "unknown"),
)
"""The head of each class's column, in two lines of whole words."""

HEADS = [
    ("with", "source"), *((upper, lower) for upper, lower, _ in CLASSES),
    ("first", "hand"), ("", "relayed"), ("own", "voice"),
]  # fmt: skip

NAME = 8
"""Least width of the names before the columns: with it the table still fits a terminal of 80."""


def who(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Who is quoted, by whom, with which words and through whom."""
    found = ledger(record, wanted.labels, wanted.choice)
    LISTS[wanted.by or "speaker"](record, found, wanted, as_json)


def by_speaker(record: Record, found: Ledger, wanted: Wanted, as_json: bool) -> None:
    """An entry for each speaker, and last what is not resolved."""
    if as_json:
        for each in islice((*found.speakers, *found.unresolved), wanted.limit):
            put_json(each.as_dict())
        return
    for number, each in enumerate(found.speakers[: wanted.limit]):
        _put_entry(each, before="\n" if number else "")
    if not found.speakers:
        say("No source found.")
    if wanted.limit is None:
        _put_unresolved(record, found.unresolved)
    say("\nWho is who was found by a program. --json gives the place of every statement and description, to check it.")


def _put_entry(account: Account, before: str) -> None:
    side = f" · side: {one_line(account.side)}" if account.side else ""
    put(f" · {CLASS[account.speaker_class]}{side}", head=account.name, before=before)
    outlets = [f"{one_line(outlet or 'outlet unknown')} {n}" for outlet, n in account.outlets.items()]
    _put_line("statements", f"{len(account.said)}: {', '.join(outlets)}")
    _put_line("called", _called(account))
    _put_line("put as", _listed(_cues(account)))
    _put_line("through", _listed(_relays(account)))
    for reason in account.reasons:
        _put_line("reason", reason)


def _put_line(label: str, text: str) -> None:
    if text:
        indent = " " * (4 + LABEL)
        line = textwrap.fill(text, max(width() - 2, 40), initial_indent=indent, subsequent_indent=indent)
        put(f"    {label:<{LABEL}}{line[len(indent) :]}")


def _called(account: Account) -> str:
    """Each wording with the outlets that use it."""
    found = []
    for words, places in account.called.items():
        if key(words) == key(account.name):
            continue
        outlets = dict.fromkeys(one_line(each.outlet or "outlet unknown") for each in places)
        found.append(f"“{words}” ({', '.join(outlets)})")
    return _listed(found)


def _cues(account: Account) -> list[str]:
    def how(cue: str, stance: str) -> str:
        return f"{cue} ({stance})" if stance else cue

    cues = [(how(cue, STANCE[stance] if stance else ""), n) for (cue, stance), n in account.cues.items()]
    return [f"{cue} {n}" if n > 1 else cue for cue, n in cues]


def _relays(account: Account) -> list[str]:
    """Empty where all is first-hand."""
    relays = [f"{' → '.join(map(one_line, relay))} {n}" for relay, n in account.relays.items() if relay]
    direct = account.relays.get((), 0)
    return relays + ([f"nobody stated {direct}"] if relays and direct else [])


def _listed(words: Sequence[str]) -> str:
    more = f", … {len(words) - MOST} more" if len(words) > MOST else ""
    return ", ".join(words[:MOST]) + more


def _put_unresolved(record: Record, accounts: Iterable[Account]) -> None:
    """`he`, `it` and the like, and statements with no source, by article."""
    by_article: dict[str, list[str]] = {}
    for account in accounts:
        for article, said in account.articles.items():
            by_article.setdefault(article, []).append(f"{one_line(account.name) or NOT_NAMED} {len(said)}")
    if by_article:
        put(head="Not resolved", before="\n")
    for label, words in _labels(record, by_article).items():
        line = f"{label}: {', '.join(words)}"
        put(textwrap.fill(line, max(width() - 2, 40), initial_indent="    ", subsequent_indent="        "))


def _labels(record: Record, by_article: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found = {}
    for article, words in by_article.items():
        row = record.article(article)
        assert row is not None, "a statement's article is on record"
        found[f"{one_line(row.outlet or 'outlet unknown')}, {day(row)}, {article}"] = words
    return found


def by_outlet(_record: Record, found: Ledger, wanted: Wanted, as_json: bool) -> None:
    """A line of shares for each outlet."""
    _put_tallies([(one_line(each.name or "outlet unknown"), each) for each in found.outlets], wanted, as_json)


def by_article(_record: Record, found: Ledger, wanted: Wanted, as_json: bool) -> None:
    """A line of shares for each article, with the beginning of its id."""
    rows = [(f"{(each.article or '')[:6]} {one_line(each.outlet or each.name or '')}", each) for each in found.articles]
    _put_tallies(rows, wanted, as_json)


def by_side(_record: Record, found: Ledger, wanted: Wanted, as_json: bool) -> None:
    """A line of shares for each side, and its speakers."""
    _put_tallies([(one_line(each.name or NO_SIDE), each) for each in found.sides], wanted, as_json)
    for side in () if as_json else found.sides:
        _put_side(side.name, [*found.speakers, *found.unresolved], wanted.limit)


def _put_side(side: str | None, accounts: Iterable[Account], limit: int | None) -> None:
    """Whose statements have a side: the speaker's own, or that of whom they came through."""
    here = [(one_line(a.name) or NOT_NAMED, [s for s in a.said if s.side == side]) for a in accounts]
    here = sorted(((name, said) for name, said in here if said), key=lambda each: -len(each[1]))
    if here:
        put(head=side or NO_SIDE, before="\n")
    room = max(8, min(max((len(name) for name, _ in here), default=0), width() - 45))
    for name, said in here[:limit]:
        where = f"{count(len(said), 'statement')} in {count(len({s.outlet for s in said}), 'outlet')}"
        put(f"    {shortened(name, room):<{room}}  {where}")


def _put_tallies(rows: Sequence[tuple[str, Tally]], wanted: Wanted, as_json: bool) -> None:
    """Shares of the statements with a source; beside them how many there are, and how many are the reporters' own.
    Where statements are chosen, who has none of them is left out."""
    if wanted.choice.picks:
        rows = [(name, each) for name, each in rows if each.attributed or each.narrator]
    rows = rows[: wanted.limit]
    if as_json:
        for _, each in rows:
            put_json(each.as_dict())
    elif not rows:
        say("No statement found." if wanted.choice.picks else "No article found.")
    else:
        _put_table([(name, _cells(each)) for name, each in rows])
        say(
            "\nShares of the statements with a source. First hand: nobody is stated through whom they came. "
            "Own voice: the reporters' own statements, no source stated."
        )


def _cells(tally: Tally) -> list[str]:
    shares = [tally.shares[column[2]] for column in CLASSES]
    shares += [tally.share(tally.first_hand), tally.share(tally.relayed)]
    return [f"{tally.attributed:,}", *map(percent, shares), f"{tally.narrator:,}"]


def _put_table(rows: Sequence[tuple[str, list[str]]]) -> None:
    """Columns as wide as their widest word, two spaces apart if the names leave as much, else one."""
    widths = [max(map(len, words)) for words in zip(*zip(*HEADS, strict=True), *(row for _, row in rows), strict=True)]
    longest = max(len(name) for name, _ in rows)
    gap = 2 if longest + sum(widths) + 2 * len(widths) <= width() else 1
    room = max(NAME, min(longest, width() - sum(widths) - gap * len(widths)))
    named = [("", [*heads]) for heads in zip(*HEADS, strict=True)] + [
        (shortened(name, room), row) for name, row in rows
    ]
    for name, row in named:
        cells = "".join(f"{cell:>{gap + wide}}" for cell, wide in zip(row, widths, strict=True))
        put(" " * (room - len(name)) + cells, head=name)


LISTS = {"speaker": by_speaker, "outlet": by_outlet, "article": by_article, "side": by_side}
