"""How two statements stand that answer one question in different ways: named rules, each with its reason.

A rule speaks only where both statements visibly answer one question: where they are alike without their answers' own
words (`asked`, from 0 to 1), or where one says of nobody what the other says of somebody. In doubt it is silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.link.befallen import Befallen, alike
from onrecord.link.dates import DATE, dates, fit
from onrecord.link.difference import TIME, Rule, of_another_time
from onrecord.link.difference import Difference as Difference
from onrecord.link.numbers import MANY_OF, counted_as_one, counts_anybody, head, is_less, is_of_others, standing
from onrecord.link.order import first
from onrecord.link.rarity import LITTLE, rarity
from onrecord.link.status_rules import STATUS_RULES
from onrecord.link.told import Told
from onrecord.link.vetoes import OPPOSITES, opposites, other_dates
from onrecord.rows import Figure, Side, Span
from onrecord.text.words import Word, words

LASTING = frozenset({"killed", "arrested", "abducted", "freed"})
"""What has befallen somebody for good, as a day's reports count it: a later number is no smaller."""

ALIKE = 0.5
"""Least `asked` where nothing else shows that two statements answer one question."""

MEASURED = 0.75
"""The same for what is measured, as sums and lengths: a story has many, and an offer is raised. All that was found in
real stories between .6 and this was of two things."""

COUNTED = 0.6
"""The same where both count those to whom the same happened, in their leads, and where opposite words are used."""

RELATED = 0.2
"""The same where both count those to whom the same happened."""


def difference(a: Told, b: Told, asked: float) -> Difference | None:
    """What the first of RULES that is true of them says."""
    if not (is_firm(a) and is_firm(b)):
        return None
    return next((found for rule in RULES if (found := rule(a, b, asked))), None)


def is_firm(t: Told) -> bool:
    """It is stated of what is or was: no forecast, no wish; and stands in the article itself, not in a caption."""
    return t.statement.modality in ("asserted", "denied") and t.statement.zone in ("headline", "body")


def nobody_and_somebody(a: Told, b: Told, asked: float) -> Difference | None:
    """*No one was injured*, and *two people were injured*: of one event both cannot be; nor *no Red Bay prisoners were
    freed* and *four Red Bay captains were freed*, where all else is alike. Only of days that are near, where neither
    speaks of another time."""
    for f, g in _counted_alike(a, b):
        none, some = (f, g) if f.high == 0 else (g, f)
        whoever = counts_anybody(none) and standing(f, g) == "apart"
        is_one = whoever or (asked >= ALIKE and _one_name(f, g))
        if none.high == 0 != some.high and is_one and not of_another_time(a, b):
            return _numbers(a, b, f, g, "nobody_and_somebody")
    return None


def _one_name(f: Figure, g: Figure) -> bool:
    """Whether those counted are of one name."""
    mine, theirs = ({w.key for w in words(x.counted or "") if w.capital and not w.key[0].isdigit()} for x in (f, g))
    return bool(mine & theirs)


def counted_apart(a: Told, b: Told, asked: float) -> Difference | None:
    """Both count those to whom the same happened, and come to numbers that do not meet. Where the report with the
    greater number is shown to be the later, the number may have grown meanwhile, and they are only put in time order;
    it does not shrink."""
    if asked < RELATED or of_another_time(a, b):
        return None
    for f, g in _counted_alike(a, b):
        if f.high != 0 and g.high != 0 and standing(f, g) == "apart" and counted_as_one(f, g):
            order = _order(a, b, f, g)
            early, late = (f, g) if order == "a" else (g, f)
            if order is None or (f.happened in LASTING and is_less(late, early)):
                return _numbers(a, b, f, g, "counted_apart")
    return None


def _order(a: Told, b: Told, f: Figure, g: Figure) -> Side | None:
    """Which of two counts is of an earlier time: by the times that they are said to be of, where both are, and else by
    their reports. ISO 8601 sorts by time where both say it as exactly and from one clock."""
    if f.as_of and g.as_of and len(f.as_of) == len(g.as_of) and f.as_of[16:] == g.as_of[16:]:
        return None if f.as_of == g.as_of else ("a" if f.as_of < g.as_of else "b")
    return first(a.article, b.article)


_CHANGED = re.compile(
    r"\b(?:r[io]sen?|rises|climb(?:s|ed)|grown?|grew|jump(?:s|ed)|increased?|revised|updated|up|down|now)\b",
    re.IGNORECASE,
)


def changed_since(a: Told, b: Told, asked: float) -> Difference | None:
    """Both count those to whom the same happened, and one of them, shown to be the later, comes to another number: it
    says that the number has changed (*the toll rose to 40*), or the same outlet or speaker gave both."""
    order = first(a.article, b.article)
    if asked < RELATED or order is None or other_dates(a, b):
        return None
    later = b if order == "a" else a
    own = a.article.outlet == b.article.outlet or (a.name is not None and a.name == b.name)
    for f, g in _counted_alike(a, b):
        if standing(f, g) == "apart" and (own or _CHANGED.search(later.said)):
            return replace(_numbers(a, b, f, g, "changed_since"), relation="update")
    return None


def measured_apart(a: Told, b: Told, asked: float) -> Difference | None:
    """Each gives one measure of a kind (a sum, a share, a distance), and they do not meet."""
    if asked < MEASURED or other_dates(a, b):
        return None
    for f in a.figures:
        theirs = [g for g in b.figures if standing(f, g) is not None]
        mine = [x for x in a.figures if theirs and standing(x, theirs[0]) is not None]
        is_measure = f.unit is not None and f.unit not in MANY_OF
        if is_measure and len(theirs) == len(mine) == 1 and standing(f, theirs[0]) == "apart":
            return _numbers(a, b, f, theirs[0], "measured_apart")
    return None


def dated_apart(a: Told, b: Told, asked: float) -> Difference | None:
    """Each names one date, and they do not fit."""
    if asked < ALIKE or not other_dates(a, b) or len(dates(a.said)) != 1 or len(dates(b.said)) != 1:
        return None
    if not _before_date(a) & _before_date(b):
        return None  # dates of two things
    spans = [_date_span(t) for t in (a, b)]
    why = " or ".join(t.article.text[slice(*span)] for t, span in zip((a, b), spans, strict=True))
    return Difference("conflict", "date", "dated_apart", why, (spans[0],), (spans[1],))


BEFORE_DATE = 7
"""Words before a date that say what it is the date of."""


def befell_apart(a: Told, b: Told, _: float) -> Difference | None:
    """Each says when the same befell the same, *the girls abducted in April 2014*, by one date, and the dates do not
    fit. Of the dead there are many, who died on many days: there it takes more (`dated_apart`)."""
    if len(a.befallen) != 1 or len(b.befallen) != 1:
        return None
    (x,), (y,) = a.befallen, b.befallen
    if x.fate in ("killed", "wounded") or not alike(x, y) or fit(x.date, y.date):
        return None
    why = " or ".join(t.article.text[slice(*each.span)] for t, each in ((a, x), (b, y)))
    return Difference("conflict", "date", "befell_apart", why, (x.span,), (y.span,))


def _before_date(t: Told) -> set[str]:
    at = next(m.start() for m in DATE.finditer(t.said) if m[2] or m[3])
    return {w.stem for w in words(t.said, (0, at))[-BEFORE_DATE:] if rarity(w.key) > LITTLE}


def _date_span(t: Told) -> Span:
    found = (m for span in t.statement.content for m in DATE.finditer(t.article.text, *span) if m[2] or m[3])
    return next(found).span()


def opposite(a: Told, b: Told, asked: float) -> Difference | None:
    """One says of a thing the opposite of what the other says of it: *a success*, *a failure*."""
    if asked < COUNTED or not opposites(a, b) or bool(_ONCE.search(a.said)) != bool(_ONCE.search(b.said)):
        return None
    said = [_among(t, [w for pair in OPPOSITES for side in pair for w in side]) for t in (a, b)]
    why = " or ".join(t.article.text[slice(*spans[0])] for t, spans in zip((a, b), said, strict=True) if spans)
    return Difference("conflict", "status", "opposite", why, said[0], said[1])


DENIED_SHARE, DENIED_WEIGHT, DENIED_ASKED, DENIED_WORDS = 0.75, 0.6, 0.35, 2
"""How much of what is denied the other must say: the share of its telling words, names left out, these words' rarity
together, how alike both are at least, and how many words it must have where nothing says of what it is denied."""


def denied(a: Told, b: Told, asked: float) -> Difference | None:
    """One denies what the other says: the first telling word behind its "not" and most of the others stand in the
    other, which has no "not" of its own, nor doubts what it says. Names do not count: all reports have them. What is
    denied of one thing is not said of another: of what stands before the "not", if it tells anything, the other has a
    word; else it has two behind it."""
    if asked < DENIED_ASKED:
        return None
    for one, other in ((a, b), (b, a)):
        if not _NEGATIVE.search(other.said) and not _DOUBTS.search(other.said):
            for ahead, turned in _denials(one):
                shared = [w for w in turned if w.stem in other.vocabulary]
                if (other.vocabulary.isdisjoint(w.stem for w in ahead)) if ahead else len(shared) < DENIED_WORDS:
                    continue
                told, both = (sum(rarity(w.key) for w in some) for some in (turned, shared))
                if shared[:1] == turned[:1] and both >= DENIED_WEIGHT and both >= DENIED_SHARE * told:
                    stems = {w.stem for w in shared}
                    spans = [tuple((w.start, w.end) for w in t.words if w.stem in stems) for t in (a, b)]
                    why = " ".join(one.article.text[w.start : w.end] for w in shared)
                    return Difference("deny", "denial", "denied", why, spans[0], spans[1])
    return None


RULES: tuple[Rule, ...] = (
    nobody_and_somebody, counted_apart, changed_since, measured_apart, dated_apart, befell_apart,
    *STATUS_RULES, opposite, denied
)  # fmt: skip
"""In the order they are asked."""


def more_exact(a: Told, b: Told) -> Difference | None:
    """Two statements that say the same, one of them more exactly: *at least six*, *seven*."""
    found = [(f, g, standing(f, g)) for f in a.figures for g in b.figures if f.happened == g.happened]
    within = next(((f, g) for f, g, kind in found if kind == "within"), None)
    if within is None or any(kind != "within" for _, _, kind in found if kind is not None):
        return None
    f, g = within
    return Difference(
        "refine", "number", "more_exact", "one number lies within the other's bounds", (f.span,), (g.span,)
    )


def nobody_pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Places of statements one of which says of nobody what the other says of somebody, whatever their other words."""
    having = [{f.happened for f in t.figures if f.happened and f.high == 0} for t in told]
    counting = [{f.happened for f in t.figures if f.happened and f.high != 0} for t in told]
    for i, none in enumerate(having):
        if none:
            yield from ((min(i, j), max(i, j)) for j, some in enumerate(counting) if i != j and none & some)


def dated_pairs(told: Sequence[Told]) -> Iterator[tuple[int, int, bool]]:
    """Places of statements that say when the same befell the same, each with one date for it, and whether the dates
    fit: *April 14, 2014* and *April 2014* do."""
    having: dict[str, list[tuple[int, Befallen]]] = defaultdict(list)
    for i, t in enumerate(told):
        if len(t.befallen) == 1:
            having[t.befallen[0].fate].append((i, t.befallen[0]))
    for each in having.values():
        for (i, x), (j, y) in combinations(each[:COUNTS], 2):
            if alike(x, y):
                yield i, j, fit(x.date, y.date)


def one_count(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Places of statements that answer one question with a number: how many were killed, how many pupils were freed.
    Their numbers may be the same, or meet, or not; of a changing one they are told in the order of their time."""
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        figures = [f for f in t.figures if f.happened and f.unit is None]
        if len(figures) == 1 and is_firm(t) and not TIME.search(t.said) and (whom := _whom(figures[0])):
            having[figures[0].happened or "", whom].append(i)
    for places in having.values():
        yield from combinations(places[:COUNTS], 2)


def meet(a: Told, b: Told) -> bool:
    """Whether two that answer one question with a number give the same, or one that meets it."""
    return any(standing(f, g) in ("same", "within") for f, g in _counted_alike(a, b))


COUNTS = 60
"""Statements in different words that answer one question with a number or a date, the first: a list of more is a day's
tally."""


def _whom(f: Figure) -> str | None:
    whom = head(f)
    if whom is None or counts_anybody(f):
        return "anybody"
    return None if is_of_others(f) else whom


def _counted_alike(a: Told, b: Told) -> Iterator[tuple[Figure, Figure]]:
    """Figures of those to whom the same happened, where each of the two statements has but one of these."""
    for f in a.figures:
        mine = [x for x in a.figures if x.happened == f.happened and x.unit is None]
        theirs = [x for x in b.figures if x.happened == f.happened and x.unit is None]
        if f.happened and f.unit is None and len(mine) == len(theirs) == 1:
            yield f, theirs[0]


def _numbers(a: Told, b: Told, f: Figure, g: Figure, rule: str) -> Difference:
    said = [t.article.text[slice(*x.span)] for t, x in ((a, f), (b, g))]
    why = f"{said[0]} or {said[1]}" + (f" {f.happened}" if f.happened else "")
    return Difference("conflict", "number", rule, why, (f.span,), (g.span,))


_ONCE = re.compile(r"\b(?:last|previous|earlier|once|first|next|before)\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had)(?:\W{1,3}(?:not|never)|n['’]t)\b(?!\s(?:just|only|merely|simply)\b)|^\W*not\b"
    r"|(?<!not )(?<!never )(?<!cannot )(?<!n['’]t )(?<!no )\bden(?:y|ies|ied|ying)\b"
    r"|\bno\b(?=.{0,60}\b(?:was|were|has been|have been)\b)",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.;:!?,]|\b(?:but|because|although|though|while|which|after|before|when|if|unless)\b")
_NEGATIVE = re.compile(
    r"\b(?:not?|none|nobody|never|nor|neither|without|excluding|except|den(?:y|ies|ied|ying|ial)|refus\w+|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(?:alleged\w*|whether|if|rumou?r\w*|purported\w*|almost|nearly|close to|would|could|might|may|should"
    r"|typically|usually|normally|generally|often)\b|\?",
    re.IGNORECASE,
)
REACH = 12
"""Words behind a "not" that it may turn around."""


def _denials(t: Told) -> Iterator[tuple[list[Word], list[Word]]]:
    """The telling words of each clause that is denied: those before its "not", and those behind it."""
    text = t.article.text
    for start, end in t.statement.content:
        for m in _DENIAL.finditer(text, start, end):
            stop = _CLAUSE_ENDS.search(text, m.end(), end)
            clause = max((c.end() for c in _CLAUSE_ENDS.finditer(text, start, m.start())), default=start)
            ahead = [w for w in t.words if clause <= w.start < m.start()]
            behind = [w for w in t.words if m.end() <= w.start < (stop.start() if stop else end)]
            yield _turned(ahead[-REACH:]), _turned(behind)
    if t.statement.modality == "denied":
        yield [], _turned(t.words)


def _turned(behind: Sequence[Word]) -> list[Word]:
    return [w for w in behind[:REACH] if rarity(w.key) > LITTLE and not w.capital and w.key != "single"]


def _among(t: Told, keys: Sequence[str]) -> tuple[Span, ...]:
    wanted = set(keys)
    return tuple((w.start, w.end) for w in t.words if w.key in wanted)
