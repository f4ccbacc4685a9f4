"""`show verbs`: which reporting verbs each group of speakers gets, who *admits* and who *says*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.errors import UsageError
from onrecord.link.contrast import LIKELY
from onrecord.link.reporting import stances
from onrecord.show.plain import one_line
from onrecord.show.reporting import BY, CLASS, FEW, verb_json
from onrecord.show.reporting import verbs as found_verbs
from onrecord.show.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.cli.lists import Wanted
    from onrecord.link.contrast import Tally
    from onrecord.link.reporting import Verb
    from onrecord.store import Record

MOST_VERBS, MOST_GROUPS = 12, 20
"""Verbs that the line of a group names, and groups that have one; `--json` has all."""


def verbs(record: Record, wanted: Wanted, as_json: bool) -> None:
    """What a group gets more than the others, then what each gets."""
    by = wanted.by or ("side" if wanted.labels.sides else "class")
    if by not in BY:
        raise UsageError(f"--by {by} means nothing for `show verbs`. Give one of {', '.join(BY)}.")
    rows = found_verbs(record, by, wanted.labels, wanted.story)
    if as_json:
        for row in islice(rows, wanted.limit):
            put_json(verb_json(row))
        return
    names = CLASS if by == "class" else {}
    groups: dict[str, list[Verb]] = {}
    for row in sorted(rows, key=lambda row: -row.published.of):
        groups.setdefault(row.group, []).append(row)
    found = [row for row in rows if row.contrast]
    likely = [row for row in found if row.q is not None and row.q <= LIKELY]
    shown = found[: wanted.limit] if wanted.limit else likely
    for n, group in enumerate(dict.fromkeys(row.group for row in shown)):
        put(", more than the others", head=one_line(names.get(group, group)), before="\n" if n else "")
        for row in shown:
            if row.group == group:
                _put_contrast(row)
    for n, group in enumerate(list(groups)[: wanted.limit or MOST_GROUPS]):
        _put_group(one_line(names.get(group, group)), groups[group], before="" if n or not shown else "\n")
    _say_rest(by, groups, bool(shown), len(found) - max(len(shown), len(likely)), wanted.limit or MOST_GROUPS)


def _put_contrast(row: Verb) -> None:
    where = f"in {count(row.articles, 'article')}, elsewhere in {row.others_articles:,}"
    fill(f"{row.verb}: {_counted(row.published)}, q {row.q:.2f} · {where}", 4)
    if (row.once.count, row.once.others) != (row.published.count, row.published.others):
        fill(f"what was said before counted once: {_counted(row.once)}", 8)


def _counted(tally: Tally) -> str:
    """The group's statements with a verb and the others', each with what share they are."""
    here = f"{tally.count:,} of {tally.of:,} statements ({_share(tally.count, tally.of)})"
    there = f"{tally.others:,} of {tally.of_others:,} ({_share(tally.others, tally.of_others)})"
    return f"{here}, others {there}, z {tally.z:.1f}"


def _share(number: int, of: int) -> str:
    """`41%`, or `0.4%` where it is less than a tenth."""
    share = number / of if of else 0.0
    return f"{share:.1%}" if 0 < share < 0.1 else f"{share:.0%}"


def _put_group(name: str, rows: Sequence[Verb], before: str) -> None:
    """How many statements a group has, how the reporters stand to them, and by which verbs they are told."""
    of = _twice(rows[0].published.of, rows[0].once.of)
    one, other = stances(rows)
    put(f" · {of} statements · {_twice(one.endorsing, other.endorsing)} put as fact, "
        f"{_twice(one.distancing, other.distancing)} at a distance", head=name, before=before)  # fmt: skip
    told = sorted((row for row in rows if row.verb is not None), key=lambda row: -row.published.count)
    words = [f"{row.verb} {_twice(row.published.count, row.once.count)}" for row in told[:MOST_VERBS]]
    words += [count(len(told) - MOST_VERBS, "more verb")] if len(told) > MOST_VERBS else []
    words += [f"no verb {_twice(r.published.count, r.once.count)}" for r in rows if r.verb is None]
    fill(", ".join(words), 4)


def _twice(published: int, once: int) -> str:
    return f"{published:,}" if published == once else f"{published:,}/{once:,}"


def _say_rest(by: str, groups: dict[str, list[Verb]], any_shown: bool, chance: int, most: int) -> None:
    """What is not shown, and what the figures mean."""
    if not groups:
        few = f" with {FEW} statements or more" if by == "speaker" else ""
        say(f"No speaker{few} was found." if by != "side" else "No statement's speaker is on a side of the file.")
        return
    if len(groups) > most:
        say(f"{count(len(groups) - most, 'more group')}; --limit N shows more, --json has all.")
    if len(groups) == 1:
        say("\nThere is one group only, and nothing to compare it with.")
    elif not any_shown:
        say("\nNo verb stands out: no group gets one so much more that it could not be chance.")
    if chance > 0:
        say(f"\n{count(chance, 'more verb')} could as well be chance: --limit N shows the N surest, --json has all.")
    say(
        "\nTwo numbers: as published/with what was said before word for word counted once. z: the log-odds against the "
        "other groups within the same events. q: of the verbs as sure as this, the share that is chance. --json gives "
        "every place."
    )
