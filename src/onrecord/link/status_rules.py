"""Where two statements of one event give the same thing a different status: dead and alive, held by one side and by the
other, agreed and refused, or one denies what the other says. Each rule with its reason; in doubt it is silent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product

from onrecord.link.difference import Difference, of_another_time
from onrecord.link.order import first, published
from onrecord.link.rarity import LITTLE, rarity
from onrecord.link.referents import TITLES, Referent, same
from onrecord.link.status import Status, stems
from onrecord.link.status_words import CHANGING, DEALS, GOVERNMENT, MADE, OF_PERSONS, OPPOSED, REBELS, SWAPS
from onrecord.link.told import Told
from onrecord.rows import About, Relation, Side
from onrecord.text.nouns import word_set
from onrecord.text.words import words

ONE_SUBJECT = 60
"""Statements on the status of one subject that are compared with one another, the first: pairs grow with their
square."""


def status_apart(a: Told, b: Told, _: float) -> Difference | None:
    """Both say of one thing what only one of can be so: *he is dead*, *he is alive*; *the army holds the town*, *rebels
    hold it*. Not where the later may tell of a change: only of reports of one time, or where the later says that it is
    still so."""
    return _difference(a, b, "status_apart", _clash, "conflict")


def status_denied(a: Told, b: Told, _: float) -> Difference | None:
    """One says that it is not so what the other says of one thing: *the town has fallen*, *the town has not fallen*;
    *part of a swap*, *this is not a swap*. Of what may change only where the later says that it is not so, or one
    denies it."""
    return _difference(a, b, "status_denied", _denial, "deny")


def status_changed(a: Told, b: Told, _: float) -> Difference | None:
    """The same outlet or speaker gives one thing another status later, in words that tell of a change: *closed*,
    *reopened*."""
    order = first(a.article, b.article)
    own = a.article.outlet == b.article.outlet or (a.name is not None and a.name == b.name)
    if order is None or not own:
        return None
    return _difference(a, b, "status_changed", _change, "update")


STATUS_RULES = (status_apart, status_denied, status_changed)
"""In the order they are asked."""

Test = Callable[[Told, Told, Status, Status, Side | None], bool]


def _difference(a: Told, b: Told, rule: str, test: Test, relation: Relation) -> Difference | None:
    if not a.statuses or not b.statuses or of_another_time(a, b):
        return None
    order = first(a.article, b.article)
    for x, y in _of_one(a, b):
        of_two = _of_other_days(a, b, x) or _is_family(a, b, x, y)
        if test(a, b, x, y, order) and not of_two and not _died_since(x, y, order):
            said = [t.article.text[slice(*s.span)] for t, s in ((a, x), (b, y))]
            return Difference(relation, _about(x, relation), rule, _either(*said), (x.span,), (y.span,))
    return None


def _died_since(x: Status, y: Status, order: Side | None) -> bool:
    """Who is said to be alive, and later to be dead, may have died meanwhile."""
    late = None if order is None else y if order == "a" else x
    return late is not None and late.dimension == "life" and (late.value == "dead") != late.negated


def _of_other_days(a: Told, b: Told, x: Status) -> bool:
    """What may change, and each names a day of the week, none of them the same."""
    mine, theirs = ({w.key for w in t.words if w.key in _DAYS} for t in (a, b))
    return x.dimension in CHANGING and bool(mine and theirs) and not mine & theirs


_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday today")


def _is_family(a: Told, b: Told, x: Status, y: Status) -> bool:
    """One name alone, which in these articles several persons have: *Ines Marrow*, *her brother Ivo Marrow*."""
    if not (x.subject.named and y.subject.named) or x.dimension not in OF_PERSONS:
        return False
    if min(len(x.subject.names), len(y.subject.names)) > 1:
        return False
    return len(_first_names(a.article.text, x.subject.head) | _first_names(b.article.text, x.subject.head)) > 1


HELD = 2000
"""Names in articles that are kept: a story's are asked for many times."""
GIVEN = 0.2
"""Rarity up to which a word with a capital before a name is none: *When Marrow*."""


@lru_cache(maxsize=HELD)
def _first_names(text: str, name: str) -> frozenset[str]:
    """What stands with a capital right before a family name."""
    return frozenset(
        one.key
        for one, other in pairwise(words(text))
        if other.key.removesuffix("'s") == name and one.capital and one.key not in TITLES
        if rarity(one.key) > GIVEN and other.start - one.end == 1
    )


_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)


def _either(one: str, other: str) -> str:
    """Both wordings, or one where they are one thing: *the deal* and *a deal* are."""
    plain = [_ARTICLE.sub("", said).casefold() for said in (one, other)]
    return _ARTICLE.sub("", one) if plain[0] == plain[1] else f"{one} or {other}"


def _about(x: Status, relation: Relation) -> About:
    if x.dimension == "control":
        return "control"
    return "denial" if relation == "deny" else "status"


def _of_one(a: Told, b: Told) -> Iterator[tuple[Status, Status]]:
    """Statuses of one dimension and one subject, where neither statement gives it two."""
    for x, y in product(a.statuses, b.statuses):
        if x.dimension == y.dimension and _one_subject(x, y):
            mine = {(s.value, s.negated) for s in a.statuses if s.dimension == x.dimension and _one_subject(s, y)}
            theirs = {(s.value, s.negated) for s in b.statuses if s.dimension == x.dimension and _one_subject(s, x)}
            if len(mine) == len(theirs) == 1 and (x.dimension not in ("exchange", "deal") or _of_one_exchange(a, b)):
                yield x, y


def _of_one_exchange(a: Told, b: Told) -> bool:
    """Whether what was exchanged is visibly the same: another telling word in both; *this is not a swap* has none."""
    mine, theirs = ({w.stem for w in t.words if rarity(w.key) > LITTLE and w.key not in _OF_DEALS} for t in (a, b))
    return min(len(mine), len(theirs)) < BARE or bool(mine & theirs)


BARE = 3
"""Telling words that a statement has at least which is of something of its
own."""
_OF_DEALS = SWAPS.keys() | DEALS | MADE


def _one_subject(x: Status, y: Status) -> bool:
    a, b = x.subject, y.subject
    if x.dimension in ("exchange", "legality", "deal"):
        return a.head == b.head and a.like == b.like
    if x.dimension == "intent" and "it" in (a.head, b.head):
        return a.head != b.head  # one says what it is
    if x.dimension == "consent":
        return x.whom is not None and y.whom is not None and same_actor(x.whom, y.whom) and same(a, b)
    return same(a, b)


def same_actor(a: Referent, b: Referent) -> bool:
    """Whether two phrases name one who acts: the same, or one group under one noun."""
    return same(a, b) or (not a.named and not b.named and a.head == b.head and a.names == b.names and a.like == b.like)


def _clash(a: Told, b: Told, x: Status, y: Status, order: Side | None) -> bool:
    if x.negated or y.negated or not (_opposed(x, y) or _two_camps(x, y)):
        return False
    return x.dimension not in CHANGING or _of_one_time(a, b, x, y, order)


def _opposed(x: Status, y: Status) -> bool:
    if x.dimension == "control":
        return x.value != y.value and bool(x.whom and y.whom and same_actor(x.whom, y.whom))
    return x.value != y.value and any({x.value, y.value} <= pair for pair in OPPOSED.get(x.dimension, ()))


def _two_camps(x: Status, y: Status) -> bool:
    """Government and rebels, each said to hold one place."""
    if not (x.dimension == "control" and x.value == y.value == "held" and x.whom and y.whom):
        return False
    return {_camp(x.whom), _camp(y.whom)} == {"government", "rebels"}


def _camp(whom: Referent) -> str | None:
    said = {whom.head, *whom.names, *whom.like}
    camps = [name for name, nouns in _CAMPS.items() if nouns & said]
    return camps[0] if len(camps) == 1 else None


_CAMPS = {"government": GOVERNMENT | stems(GOVERNMENT), "rebels": REBELS | stems(REBELS)}


def _of_one_time(a: Told, b: Told, x: Status, y: Status, order: Side | None) -> bool:
    """The reports are of one time, as far as is shown, or the later says that it is still so."""
    if order is None:
        return _are_dated(a, b)
    return (y if order == "a" else x).still


def _are_dated(a: Told, b: Told) -> bool:
    return published(a.article) is not None and published(b.article) is not None


def _denial(a: Told, b: Told, x: Status, y: Status, order: Side | None) -> bool:
    if x.value != y.value or x.negated == y.negated or (x.dimension == "control" and not _whom_fits(x, y)):
        return False
    if x.dimension not in CHANGING:
        return True
    denying, said = (a, x) if x.negated else (b, y)
    if said.denied or x.dimension == "deal":
        return said.denied
    if order is None:  # who was free in the morning may be arrested by night; of a town both are told at once
        return x.dimension == "control" and _are_dated(a, b)
    return (order == "b") == (denying is a)


def _whom_fits(x: Status, y: Status) -> bool:
    return x.whom is None or y.whom is None or same_actor(x.whom, y.whom)


_CHANGES = ("re", "freed", "released", "withdr", "now")


def _change(a: Told, b: Told, x: Status, y: Status, order: Side | None) -> bool:
    """Of what changes, the later status, in a word that says so."""
    early, late, t = (x, y, b) if order == "a" else (y, x, a)
    pair = {early.value, late.value}
    turned = any(pair <= p for p in OPPOSED.get(x.dimension, ())) or pair == {"held", "free"}
    said = t.article.text[slice(*late.span)].lower().split()
    return x.dimension in CHANGING and not x.negated and not y.negated and turned and said[-1].startswith(_CHANGES)


def status_pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Places of statements that give one subject a status, not the same: whatever their other words."""
    for i, j, x, y in _pairs(told):
        if (x.value, x.negated) != (y.value, y.negated) or x.dimension == "control":
            yield i, j


def same_status(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Places of statements that give one subject the same status: they may say the same."""
    for i, j, x, y in _pairs(told):
        whom = x.whom is None or y.whom is None or same_actor(x.whom, y.whom)
        if (x.value, x.negated) == (y.value, y.negated) and whom and not of_another_time(told[i], told[j]):
            yield i, j


def _pairs(told: Sequence[Told]) -> Iterator[tuple[int, int, Status, Status]]:
    having: dict[tuple[str, str], list[tuple[int, Status]]] = defaultdict(list)
    for i, t in enumerate(told):
        for x in t.statuses:
            for key in _keys(x):
                having[x.dimension, key].append((i, x))
    seen = set()
    for places in having.values():
        for (i, x), (j, y) in combinations(places[:ONE_SUBJECT], 2):
            if told[i].article.id != told[j].article.id and (i, j) not in seen and _one_subject(x, y):
                seen.add((i, j))
                yield i, j, x, y


def _keys(x: Status) -> set[str]:
    """What a subject is found by: its head; the name that *the leader of …* ends with."""
    if x.dimension == "intent":
        return {""}
    return {x.subject.head, *x.subject.of[-1:]}
