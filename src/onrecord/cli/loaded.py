"""`show words` and `show agency`: words that one group uses more than another, harm told without who did it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.terminal import fill, put, put_json, say
from onrecord.errors import UsageError
from onrecord.link.contrast import LIKELY
from onrecord.show.loaded import agency as found_agency
from onrecord.show.loaded import agentless_json, by_label, lexicon_class, load_groups, loaded_json
from onrecord.show.loaded import loaded_words as found_words
from onrecord.show.plain import one_line
from onrecord.show.words import count, labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.cli.lists import Wanted
    from onrecord.link.agency import Agentless
    from onrecord.link.contrast import Tally
    from onrecord.link.loaded import Loaded
    from onrecord.rows import Article, Stretch
    from onrecord.show.loaded import Groups
    from onrecord.store import Record

GROUPED = ("outlet", "side")

MOST_WORDS, MOST_GROUPS = 15, 20
"""Words of a group, and groups, that are shown without --limit; `--json` has all."""


def loaded_words(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Words that one group uses more than the others, by group; names last on one line, since whom a report speaks of
    is seldom a choice of words."""
    found = found_words(record, _groups(record, wanted), wanted.story)
    if as_json:
        for row in islice(found, wanted.limit):
            put_json(loaded_json(row))
        return
    likely = [row for row in found if row.q <= LIKELY]
    of: dict[str, list[Loaded]] = {}
    for row in found[: wanted.limit] if wanted.limit else likely:
        of.setdefault(row.group, []).append(row)
    for n, group in enumerate(list(of)[: wanted.limit or MOST_GROUPS]):
        put(head=one_line(group), before="\n" if n else "")
        _put_words(of[group], wanted.limit or MOST_WORDS)
    shown = min(len(found), wanted.limit) if wanted.limit else len(likely)
    _say_rest(len(of) - (wanted.limit or MOST_GROUPS), bool(shown), len(found) - max(shown, len(likely)))


def _say_rest(groups: int, any_shown: bool, chance: int) -> None:
    """What is not shown, and what the figures mean."""
    if groups > 0:
        say(f"\n{count(groups, 'more group')}; --limit N shows more words, --json has all.")
    if not any_shown:
        say("No word stands out: none is used so much more by one group that it could not be chance.")
    if chance > 0:
        say(f"\n{count(chance, 'more word')} could as well be chance: --limit N shows the N surest, --json has all.")
    if any_shown:
        say(
            "\nz: the log-odds of a word against the other groups within the same events. q: of the words as sure as "
            "this, the share that is chance. --json gives every place."
        )


def _put_words(rows: Sequence[Loaded], most: int) -> None:
    """A group's words, and its names on one line."""
    words = [row for row in rows if not row.name]
    for row in words[:most]:
        _put_word(row)
    if len(words) > most:
        fill(f"{count(len(words) - most, 'more word')} with a smaller z", 4)
    names = [f"{row.word} {row.published.count:,}" for row in rows if row.name]
    if names:
        more = [f"{len(names) - most:,} more"] if len(names) > most else []
        fill(f"names: {', '.join([*names[:most], *more])}", 4)


def _groups(record: Record, wanted: Wanted) -> Groups:
    if wanted.groups is not None:
        if wanted.by or wanted.labels.sides:
            raise UsageError("--groups says how articles are grouped. Leave out --by and --sides.")
        return load_groups(wanted.groups)
    by = wanted.by or ("side" if wanted.labels.sides else "outlet")
    if by not in GROUPED:
        raise UsageError(
            f"--by {by} means nothing for `show words`. Give --by outlet, --by side and --sides FILE, or --groups FILE."
        )
    if by == "outlet":
        return "outlet"
    groups = by_label(record.articles(), wanted.labels.outlets)
    if not groups:
        raise UsageError('no outlet of this record is on a side. Write "outlet:NAME" under a side in the file.')
    return groups


def _put_word(row: Loaded) -> None:
    kind = lexicon_class(row.word)
    where = f"in {count(row.articles, 'article')}, elsewhere in {row.others_articles:,}"
    fill(" · ".join([f"{row.word}: {_counted(row.published)}, q {row.q:.2f}", where, *([kind] if kind else [])]), 4)
    if row.once.count != row.published.count or row.once.others != row.published.others:
        fill(f"reused passages counted once: {_counted(row.once)}", 8)


def _counted(tally: Tally) -> str:
    return f"{tally.count:,} in {tally.of:,} words, others {tally.others:,} in {tally.of_others:,}, z {tally.z:.1f}"


def agency(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Harm in the passive without who did it, those first that another report tells with who did it."""
    rows = sorted(found_agency(record, wanted.story), key=lambda row: not row.beside)[: wanted.limit]
    articles = {a.id: a for a in record.articles()}
    names = labels(articles.values())
    for row in rows:
        if as_json:
            put_json(agentless_json(row))
        else:
            _put_agentless(row, articles, names)
    if not rows:
        say("No act of harm was found told in the passive without who did it. Only plain words are looked for.")


def _put_agentless(row: Agentless, articles: Mapping[str, Article], names: Mapping[str, str]) -> None:
    put(head=names[row.at.article])
    fill(_words(row.sentence, articles), 4)
    fill(f"{_words(row.at, articles)}: by whom is not said in it (at {row.at.span[0]}–{row.at.span[1]})", 4)
    for act, agent in row.beside:
        said = f"{_words(act, articles)}: {_words(agent, articles)} (at {act.span[0]}–{act.span[1]})"
        fill(f"{names[act.article]}: {said}", 8)


def _words(at: Stretch, articles: Mapping[str, Article]) -> str:
    return one_line(articles[at.article].text[slice(*at.span)])
