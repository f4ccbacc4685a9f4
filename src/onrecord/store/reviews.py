"""What a person says of a statement or a link, apart from what the program finds. Rows are only ever added, and what is
taken back is a row too: nothing that was acknowledged is lost, whatever is read again.

What a review is of by now is worked out when it is asked for. The text of an article never changes, so the words that
were judged still stand where they stood; a new reading may cut them otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import RecordError, UsageError
from onrecord.rows import (
    Judged,
    Link,
    Review,
    Reviewed,
    ReviewState,
    Selected,
    Span,
    Statement,
    Verdict,
    review_id,
)
from onrecord.store.among import links_among, statements_of
from onrecord.store.rowmap import storable
from onrecord.store.shelf import LINK_COLUMNS, link_of, listed

if TYPE_CHECKING:
    from onrecord.store.record import Record

AROUND = 32
"""Characters kept before and after the words: what the Web Annotation standard's own examples and Hypothesis use."""

HALF = 0.5
"""Least Jaccard overlap of the characters of what was judged and a statement that stands there now: what two statements
are taken for the same by where the reading is scored (`show/score.py`). At more than half, no two statements that stand
apart can claim one."""

SHOWN = 3
"""Targets that are named where a beginning of an id fits several."""

VERDICTS: tuple[str, ...] = get_args(Verdict)
COLUMNS = (
    "id, kind, verdict, note, by, at, relation, about, a, a_article, a_voice, a_words, b, b_article, b_voice, b_words"
)

Target = Statement | Link
_Key = tuple[tuple[str, ...], str | None, str | None]
"""What a review is of: ids of statements, and of a link its relation and what it is about."""
_Whose = tuple[str | None, _Key]
"""Who judged what."""


def add(
    record: Record, target: Target, verdict: Verdict | None, *, note: str | None = None, by: str | None = None
) -> Review:
    """Notes what a person says of a statement or link on record, and gives it as noted, committed to the disk.

    It stands in the place of what the same person said of the same before. Raises `UsageError` for a verdict that there
    is not, or where neither a verdict nor a note is given.
    """
    note, by = _words(note), _words(by)
    if verdict is not None and verdict not in VERDICTS:
        raise UsageError(f"there is no verdict {verdict!r}; say one of {', '.join(VERDICTS)}")
    if verdict is None and note is None:
        raise UsageError("a review needs a verdict or a note")
    with record.together():
        plain = Review("", "statement", verdict, note, by, _now(), _judged(record, _ends(target)))
        if isinstance(target, Link):
            plain = replace(plain, kind="link", relation=target.relation, about=target.about)
            if _key(plain, _ends(target)) not in _linked(record, _ends(target)):
                raise UsageError(f"{record.path}: there is no such link between {target.a} and {target.b}")
        made = replace(plain, id=review_id(plain))
        marks = ", ".join("?" * len(COLUMNS.split(",")))
        sql = f"INSERT INTO reviews ({COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"
        record.db.execute(sql, _row(made))
    return made


def said_last(record: Record, target: Target, by: str | None = None) -> Review | None:
    """The review of a statement or link by this person that holds now."""
    articles = [j.article for j in _judged(record, _ends(target))]
    kind = (target.relation, target.about) if isinstance(target, Link) else (None, None)
    wanted = (tuple(sorted(_ends(target))), *kind)
    mine = [x for x in current(record, articles) if x.review.by == _words(by)]
    return next((x.review for x in mine if x.now is not None and _key(x.review, x.now) == wanted), None)


def undo(record: Record, review: str, *, by: str | None = None) -> bool:
    """Takes a review back, by its id; what the same person said of the same before stands again. Gives whether it was
    still standing. Raises `UsageError` for no review of this record."""
    if record.db.execute("SELECT 1 FROM reviews WHERE id = ?", (review,)).fetchone() is None:
        raise UsageError(
            f"{record.path}: there is no review {review}. See them with: onrecord review {record.path} list"
        )
    with record.together():
        sql = "INSERT INTO reviews_undone VALUES (?, ?, ?) ON CONFLICT (review) DO NOTHING"
        return record.db.execute(sql, (review, _words(by), _now())).rowcount > 0


def take_back(record: Record, target: str | Target, *, by: str | None = None) -> Review | None:
    """Takes back what a person said last of a statement or link, or the review whose id is given. Gives it, or `None`
    where there is none that still stands."""
    row = record.db.execute(f"SELECT {COLUMNS} FROM reviews WHERE id = ?", (target if isinstance(target, str) else "",))
    found = next(map(review_of, row), None)
    if found is None:
        found = said_last(record, target_named(record, target) if isinstance(target, str) else target, by)
    return found if found is not None and undo(record, found.id, by=by) else None


def reviewed(record: Record, articles: Iterable[str] | None = None) -> list[Reviewed]:
    """All that was ever said, the latest first, each with whether it holds and what it is of by now; of some articles
    alone, if these are given. Nothing is left out: what finds no statement or link of its own is `orphaned`."""
    with record.snapshot():
        said = _said(record, articles)
        taken = listed(record.db, "SELECT review, at FROM reviews_undone WHERE review IN ({})", [r.id for r in said])
        undone, places = dict(taken), _Places(record, said)
    now = {r.id: places.now(r) for r in said}
    states = _states([r for r in said if r.id not in undone], now)
    return [_reviewed(r, states.get(r.id, "undone"), now[r.id], undone.get(r.id)) for r in said]


def _reviewed(r: Review, state: ReviewState, now: tuple[str, ...] | None, undone: str | None) -> Reviewed:
    ids = None if state == "orphaned" else now
    return Reviewed(r, state, ids, ids == _ids(r), undone)


def _states(said: Sequence[Review], now: Mapping[str, tuple[str, ...] | None]) -> dict[str, ReviewState]:
    """What became of each review, the latest first: no two by one person hold of one thing. What was judged itself goes
    before what overlaps it, and of what overlaps it the latest."""
    own = {(r.by, _key(r, _ids(r))) for r in said if now[r.id] == _ids(r)}
    judged, held = set[_Whose](), set[_Whose]()
    found: dict[str, ReviewState] = {}
    for r in said:
        first, here = (r.by, _key(r, _ids(r))), (r.by, _key(r, now[r.id] or ()))
        if {first, here} & judged:
            found[r.id] = "replaced"
            continue
        judged.add(first)
        lost = now[r.id] is None or (here != first and here in own | held)
        found[r.id] = "orphaned" if lost else "current"
        held.add(here)
    return found


def current(record: Record, articles: Iterable[str] | None = None) -> list[Reviewed]:
    """The reviews that hold, each of a statement or link on record."""
    return [x for x in reviewed(record, articles) if x.state == "current"]


def orphaned(record: Record, articles: Iterable[str] | None = None) -> list[Reviewed]:
    """The reviews that hold but find no statement or link on record any more."""
    return [x for x in reviewed(record, articles) if x.state == "orphaned"]


def all_reviews(record: Record) -> list[Review]:
    """Every row as it stands, in the order they were said."""
    return [review_of(row) for row in record.db.execute(f"SELECT {COLUMNS} FROM reviews ORDER BY n")]


def target_named(record: Record, name: str) -> Target:
    """The statement whose id begins so, or the link between two: `A:B`, or `A:B:conflict:number` where several stand
    between them. Raises `UsageError` where there is none, or more than one."""
    first, *rest = name.strip().casefold().split(":")
    if not rest:
        return statements_of(record, [_statement_named(record, first)]).popitem()[1]
    ends = sorted((_statement_named(record, first), _statement_named(record, rest[0])))
    wanted = rest[1:]
    found = [x for x in links_among(record, ends) if [x.relation, x.about][: len(wanted)] == wanted]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"{record.path}: there is no such link as {name!r}. See them with: onrecord export {record.path}"
        )
    said = ", ".join(f"{':'.join(ends)}:{x.relation}:{x.about}" for x in found[:SHOWN])
    raise UsageError(f"{record.path}: {len(found)} links stand between the two; name one of them: {said}")


def _statement_named(record: Record, beginning: str) -> str:
    sql = "SELECT id FROM statements WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?"
    found = [row[0] for row in record.db.execute(sql, (len(beginning), beginning, SHOWN + 1))]
    if len(found) == 1 and beginning:
        return str(found[0])
    if not found or not beginning:
        see = f"See their ids with: onrecord show {record.path} statements --json"
        raise UsageError(f"{record.path}: no statement's id begins with {beginning!r}. {see}")
    named = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    raise UsageError(f"{record.path}: several statements' ids begin with {beginning!r} ({named}). Write more of it.")


def _ends(target: Target) -> tuple[str, ...]:
    return (target.id,) if isinstance(target, Statement) else (target.a, target.b)


def _judged(record: Record, ends: Sequence[str]) -> tuple[Judged, ...]:
    known = statements_of(record, ends)
    if missing := [end for end in ends if end not in known]:
        raise UsageError(f"{record.path}: there is no statement {missing[0]}")
    return tuple(_as_judged(record, known[end]) for end in ends)


def _as_judged(record: Record, s: Statement) -> Judged:
    article = record.article(s.article)
    assert article is not None, "a statement's article is on record"
    return Judged(s.id, s.article, s.voice, tuple(selected(article.text, span) for span in s.content))


def selected(text: str, span: Span) -> Selected:
    """Words of a text with a little before and after them."""
    start, end = span
    return Selected(span, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def _said(record: Record, articles: Iterable[str] | None) -> list[Review]:
    """The latest first."""
    if articles is None:
        return all_reviews(record)[::-1]
    wanted = list(articles)
    rows = {
        row[0]: row[1:]
        for end in ("a_article", "b_article")
        for row in listed(record.db, f"SELECT n, {COLUMNS} FROM reviews WHERE {end} IN ({{}})", wanted)
    }
    return [review_of(rows[n]) for n in sorted(rows, reverse=True)]


class _Places:
    """Where the reviews of a list are by now. Statements are read once for each article, links once for all."""

    def __init__(self, record: Record, reviews: Iterable[Review]) -> None:
        ends = [j for r in reviews for j in r.judged]
        articles = dict.fromkeys(j.article for j in ends)
        self.statements = {article: list(record.statements(article)) for article in articles}
        self.found: dict[Judged, str | None] = {}
        self.links = _linked(record, {s for r in reviews if r.kind == "link" for j in r.judged if (s := self.end(j))})

    def end(self, j: Judged) -> str | None:
        """The statement that one end of a review is of by now."""
        if j not in self.found:
            self.found[j] = standing(j, self.statements[j.article])
        return self.found[j]

    def now(self, r: Review) -> tuple[str, ...] | None:
        """The statements that a review is of by now; of a link, only if a link of its kind stands between them."""
        ends = tuple(s for j in r.judged if (s := self.end(j)) is not None)
        if len(ends) < len(r.judged):
            return None
        return ends if r.kind == "statement" or _key(r, ends) in self.links else None


def standing(judged: Judged, statements: Iterable[Statement]) -> str | None:
    """Which of an article's statements is the one that was judged: the very same, else the one of its voice whose words
    overlap its words most, if by half; `None` if there is none.

    The voice must be the same: who says yes to *she said so* has not said yes to the reporter's own word.
    """
    here = [s for s in statements if s.voice == judged.voice]
    if any(s.id == judged.statement for s in here):
        return judged.statement
    before = [w.span for w in judged.words]
    shares = [(jaccard(before, s.content), s.id) for s in here]
    share, best = max(shares, default=(0.0, ""))
    return best if share >= HALF else None


def jaccard(a: Iterable[Span], b: Iterable[Span]) -> float:
    """The share of the characters of two lists of spans that both have; the spans of a list do not overlap."""
    a, b = list(a), list(b)
    both = sum(max(0, min(end, other[1]) - max(start, other[0])) for start, end in a for other in b)
    either = sum(end - start for start, end in (*a, *b)) - both
    return both / either if either > 0 else 0.0


def _linked(record: Record, statements: Iterable[str]) -> set[_Key]:
    rows = listed(record.db, f"SELECT {LINK_COLUMNS} FROM links WHERE a IN ({{}})", sorted(statements))
    return {((x.a, x.b), x.relation, x.about) for x in map(link_of, rows)}


def _ids(r: Review) -> tuple[str, ...]:
    return tuple(j.statement for j in r.judged)


def _key(r: Review, ids: Iterable[str]) -> _Key:
    return tuple(sorted(ids)), r.relation, r.about


def _words(text: str | None) -> str | None:
    """What a person wrote, or `None` where that is nothing."""
    return (storable(text).replace("\0", "\ufffd").strip() or None) if text is not None else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _row(r: Review) -> tuple[Any, ...]:
    ends = [(j.statement, j.article, j.voice, _as_json(j.words)) for j in r.judged]
    columns = [*ends[0], *(ends[1] if len(ends) > 1 else (None,) * 4)]
    return r.id, r.kind, r.verdict, r.note, r.by, r.at, r.relation, r.about, *columns


def _as_json(words: Iterable[Selected]) -> str:
    rows = [
        {"start": w.span[0], "end": w.span[1], "exact": w.exact, "prefix": w.prefix, "suffix": w.suffix} for w in words
    ]
    return json.dumps(rows, ensure_ascii=False)


def review_of(row: Sequence[Any]) -> Review:
    """A review from its COLUMNS. Raises `RecordError` where its words are none."""
    name, kind, verdict, note, by, at, relation, about, *ends = row
    sides = [side for side in (ends[:4], ends[4:]) if side[0] is not None]
    judged = [Judged(s, article, voice, _selected_of(words)) for s, article, voice, words in sides]
    return Review(name, kind, verdict, note, by, at, tuple(judged), relation, about)


def _selected_of(text: str) -> tuple[Selected, ...]:
    try:
        return tuple(
            Selected((int(w["start"]), int(w["end"])), *(storable(str(w[k])) for k in ("exact", "prefix", "suffix")))
            for w in json.loads(text)
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as e:
        raise RecordError(f"a review's words are none ({e!r}); see which with: onrecord verify") from e
