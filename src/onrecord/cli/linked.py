"""`show claims`, `origins`, `reuse` and `stories`: what linking found, on the terminal or as JSON lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.cli.terminal import put, put_json, say, width
from onrecord.errors import UsageError
from onrecord.show.copies import KIND, PAIRS, Copies, Drift, Pair, Quoted, copies, pair_json
from onrecord.show.linked import claim_json, story_json
from onrecord.show.paths import NO_SHARED, Path, apart_words, different, heading, paths, reason, trace_json
from onrecord.show.plain import one_line, shortened
from onrecord.show.traced import Join, Telling, Traced, alike, standing, traced
from onrecord.show.words import CLASS, NO_SOURCE, NOT_NAMED, count, in_order, outlet, percent, tags, when
from onrecord.show.words import origins as bound
from onrecord.store.corrections import corrections
from onrecord.text.words import words

if TYPE_CHECKING:
    from onrecord.cli.lists import Wanted
    from onrecord.rows import Article, Claim, Reuse, Story
    from onrecord.store import Record

SHOWN = 160
"""Characters of a copied passage that a line shows; `--json` has all."""

NAMED = 6
"""Reports that a line names before it counts the rest; `--json` has all."""

LABEL = 38
"""Characters of a report's name in a drawing."""

NOTHING = "No question that two reports answer was found."


def claims(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each question with its answers: how many reports and origins, who says it in which words, and what joins them."""
    shown = 0
    for shown, each in enumerate(traced(record, _chosen(record, wanted)), 1):
        if as_json:
            put_json(_claim_json(each))
        else:
            _put_question(shown, each)
            for group in alike(each.tellings):
                _put_telling(group)
            _put_joins(each)
    _end(shown, as_json, "A question is written as the telling words of its answers. Origins are a bound: what is not ")


def origins(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Each answer's trace: from the reports through whom they had it to who is said to have said it."""
    shown = 0
    for shown, each in enumerate(traced(record, _chosen(record, wanted)), 1):
        if as_json:
            put_json(trace_json(each))
            continue
        _put_question(shown, each)
        for number, origin in enumerate(each.origins, 1):
            put(f"    {f'{number}. ' if len(each.origins) > 1 else ''}{heading(origin)}", before="\n")
            for path in paths(each, origin):
                _put_path(path)
            for join in origin.joins:
                _fill(_why(each, join), 8)
        for line in apart_words(each):
            _fill(line, 4, before="\n")
    _end(
        shown,
        as_json,
        "Read each line from the report to who is said to have said it. Origins are a bound: what is not ",
    )


def _end(shown: int, as_json: bool, words: str) -> None:
    if not shown:
        say(NOTHING)
    elif not as_json:
        say(f"\n{words}shown is not known.")


def _chosen(record: Record, wanted: Wanted) -> Iterator[Claim]:
    story = story_named(record, wanted.story) if wanted.story is not None else None
    return islice(record.claims(story), wanted.limit)


def say_apart(record: Record) -> None:
    """How many articles are in no story with others, and so are not compared."""
    apart = sum(len(each.articles) == 1 for each in record.stories())
    if apart:
        say(
            f"\n{count(apart, 'article')} of this record {'tells' if apart == 1 else 'tell'} of no event that another "
            "is found to tell of, and so are not compared here: `onrecord show RECORD stories`; `onrecord group` joins."
        )


def story_named(record: Record, beginning: str) -> str:
    """The one story whose id begins so."""
    found = [s.id for s in record.stories() if s.id.startswith(beginning.casefold())]
    if len(found) != 1:
        what = "no story's id begins" if not found else f"{len(found)} stories' ids begin"
        raise UsageError(f"{what} with {beginning!r}. See their ids with: onrecord show {record.path} stories")
    return found[0]


def _put_question(number: int, each: Traced) -> None:
    answer = each.answer
    found = f" · {bound(answer.reports, answer.origins)} · {standing(each)}"
    put(found, head=each.claim.question, before="\n" if number > 1 else "")
    as_of = f" (as of {one_line(answer.as_of)})" if answer.as_of else ""
    _fill(f"{one_line(answer.value)}{as_of}", 4)
    for other in each.claim.answers:
        if other is not answer:
            _fill(f"otherwise · {bound(other.reports, other.origins)}: {one_line(other.value)}", 4)


def _put_telling(group: Sequence[Telling]) -> None:
    t = group[0]
    nobody = NO_SOURCE if t.statement.voice == "narrator" else NOT_NAMED
    kind = CLASS[t.statement.speaker_class]
    who = f"{t.name} ({kind})" if t.name and t.statement.speaker_class != "unknown" else t.name or nobody
    chain = [*map(one_line, t.statement.relay), who]
    about = "".join(f" · {tag}" for tag in tags(t.statement))
    _fill(f"{_named([each.label for each in group])} → {' → '.join(chain)}{about}", 4, before="\n")
    _fill(t.words, 8)
    places = [f"{each.article.id[:6]} {_spans(each.statement.content)}" for each in group]
    _fill(f"at {_named(places, '; ')}", 8)


def _spans(spans: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{start}–{end}" for start, end in spans)


def _put_joins(each: Traced) -> None:
    """Why reports are taken for one origin, and what is known of those that are not."""
    lines = [_why(each, join) for origin in each.origins for join in origin.joins]
    for n, line in enumerate(lines):
        _fill(line, 4, before="" if n else "\n")
    if len(each.origins) > 1:
        if each.apart:
            pairs = "; ".join(dict.fromkeys(map(different, each.apart)))
            _fill(f"shown to be different: {pairs}", 4, before="" if lines else "\n")
        if len(each.apart) < len(each.origins) * (len(each.origins) - 1) // 2:
            _fill(f"{'else' if lines or each.apart else 'between the reports'}: {NO_SHARED}", 4,
                  before="" if lines or each.apart else "\n")  # fmt: skip


def _why(each: Traced, join: Join) -> str:
    return f"why one origin: {reason(join)} ({_named(_called(each, join.articles))})"


def _called(each: Traced, articles: Iterable[str]) -> list[str]:
    names = {t.article.id: t.label for t in each.tellings}
    return [names[a] for a in articles]


def _named(names: Iterable[str], between: str = "; ") -> str:
    names = list(dict.fromkeys(names))
    more = f"{between}… {len(names) - NAMED} more" if len(names) > NAMED else ""
    return between.join(names[:NAMED]) + more


def _put_path(path: Path) -> None:
    """Its reports under one another, a bracket where there are several, and the way from there."""
    names = [shortened(t.label, LABEL) for t in path.tellings[:NAMED]]
    if len(path.tellings) > NAMED:
        names.append(f"… {len(path.tellings) - NAMED} more")
    room = max(map(len, names))
    middle = (len(names) - 1) // 2
    for n, name in enumerate(names):
        way = " → ".join(path.names) if n == middle else ""
        put(f"        {name:<{room}} {_bracket(n, len(names), middle)}{way}".rstrip())
    _fill(" · ".join(path.evidence), 12)


def _bracket(n: int, of: int, middle: int) -> str:
    if of == 1:
        return "→ "
    corner = "┐" if n == 0 else "┘" if n == of - 1 else "┤"
    if n == middle:
        return {"┐": "┬→ ", "┤": "├→ "}.get(corner, "┴→ ")
    return corner


def shared(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Pairs of articles with the passages they share, then quotations whose words differ."""
    found = copies(record, limit=wanted.limit or (None if as_json else PAIRS))
    for pair in found.pairs if as_json else ():
        put_json(pair_json(pair))
    if as_json:
        return
    for number, pair in enumerate(found.pairs):
        _put_pair(found, pair, before="\n" if number else "")
    if found.drifts:
        put(head="Quotations whose words differ", before="\n")
        put("    ‹ › stands around words that the other report does not have there.")
    for drift in found.drifts[: wanted.limit]:
        _put_drift(found, drift)
    if not found.pairs:
        say("No passage that two articles share was found.")
    elif found.found > len(found.pairs):
        say(f"\n{found.found - len(found.pairs):,} more pairs of articles; --json has all, or --limit more.")


def _put_pair(found: Copies, pair: Pair, before: str) -> None:
    names = found.called[pair.a.id], found.called[pair.b.id]
    put(f" · {_part(pair.shared[0])}    {pair.a.id}", head=names[0], before=before)
    put(f" · {_part(pair.shared[1])}    {pair.b.id}", head=names[1])
    if pair.first:
        _fill(f"earlier, by their times or a credit: {names[0]}", 4)
    for p in pair.passages:
        _put_passage(pair, p)


def _part(share: float) -> str:
    return f"{percent(share)} of it is in the other"


def _put_passage(pair: Pair, p: Reuse) -> None:
    a, b = (one_line(x.text[slice(*place.span)]) for x, place in ((pair.a, p.a), (pair.b, p.b)))
    put(f"    {KIND[p.kind]} · at {_spans([p.a.span])} and {_spans([p.b.span])}", before="\n")
    _fill(shortened(a, SHOWN), 8)
    if [w.key for w in words(a)] != [w.key for w in words(b)]:
        _fill(shortened(b, SHOWN), 8)


def _put_drift(found: Copies, drift: Drift) -> None:
    for n, side in enumerate((drift.a, drift.b)):
        who = f" · {', '.join(side.speakers)}" if side.speakers else ""
        reports = list(dict.fromkeys(found.called[p.article] for p in side.places))
        _fill(f"{_named(reports)}{who}", 4, before="\n" if n == 0 else "")
        _fill(_marked(side), 8)


def _marked(side: Quoted) -> str:
    return "".join(f"‹{piece.text}›" if piece.differs else piece.text for piece in side.pieces)


def stories(record: Record, wanted: Wanted, as_json: bool) -> None:
    """Which articles tell of one event; last how many stand alone."""
    articles = {a.id: a for a in record.articles()}
    several = [s for s in record.stories() if as_json or len(s.articles) > 1]
    for number, story in enumerate(several[: wanted.limit]):
        if as_json:
            put_json(_story_json(story, articles))
        else:
            _put_story(story, articles, before="\n" if number else "")
    if as_json:
        return
    alone = len(articles) - sum(len(s.articles) for s in several)
    if alone:
        say(f"\n{count(alone, 'article')} that no other tells of the same event as; --json has them too.")
    said = list(corrections(record))
    for a, b, same, made in said:
        say(f"By hand, {made[:10]}: {a} and {b} tell of {'the same event' if same else 'different events'}.")
    if several and not said:
        say(f"Wrong? onrecord group {record.path} ID ID --same (or --different) puts it right, for good.")


def _put_story(story: Story, articles: dict[str, Article], before: str) -> None:
    rows = in_order(articles[a] for a in story.articles)
    put(f" · {count(len(rows), 'report')} · story {story.id}", head=one_line(rows[0].title or rows[0].source),
        before=before)  # fmt: skip
    for a in rows:
        title = f"\n            {shortened(one_line(a.title), max(40, width() - 14))}" if a.title else ""
        put(f"    {a.id}  {outlet(a)} · {when(a)}{title}")


def _story_json(story: Story, articles: dict[str, Article]) -> dict[str, Any]:
    rows = in_order(articles[a] for a in story.articles)
    reports = [{"article": a.id, "outlet": a.outlet, "published": a.published, "title": a.title} for a in rows]
    return story_json(story) | {"reports": reports}


def _claim_json(each: Traced) -> dict[str, Any]:
    """A claim as in the interchange format, one answer a line, with who says it where in which words."""
    row = claim_json(each.claim)
    answer = next(a for a, given in zip(row["answers"], each.claim.answers, strict=True) if given is each.answer)
    tellings = [
        {
            "statement": t.statement.id, "article": t.article.id, "outlet": t.article.outlet,
            "agency": t.article.agency, "voice": t.statement.voice, "speaker_name": t.name or None,
            "speaker_class": t.statement.speaker_class, "relay": t.statement.relay,
            "content": t.statement.content, "words": [t.article.text[slice(*s)] for s in t.statement.content],
        }
        for t in each.tellings
    ]  # fmt: skip
    joins = [
        {"articles": j.articles, "evidence": j.evidence, "statements": j.statements}
        for origin in each.origins
        for j in origin.joins
    ]
    return {"id": row["id"], "question": row["question"], "story": each.story, "answer": answer, "tellings": tellings,
            "joined_by": joins, "answers": len(each.claim.answers), "differs": _differs(each)}  # fmt: skip


def _differs(each: Traced) -> bool:
    return len(each.claim.answers) > 1 or each.differs


def _fill(text: str, indent: int, before: str = "") -> None:
    if text:
        room = max(40, width() - 2)
        put(textwrap.fill(text, room, initial_indent=" " * indent, subsequent_indent=" " * indent), before=before)
