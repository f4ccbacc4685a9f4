"""Passages that articles share, put together from the units that a record keeps; each pair of articles once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from onrecord.link.order import first
from onrecord.link.passages import Match, Shared, copied_elsewhere, shared, together, whole
from onrecord.link.units import Unit, placed
from onrecord.rows import Article, Reuse, Stretch
from onrecord.store import Record
from onrecord.store.shared import SharedUnit, Sharing
from onrecord.text.words import words

ARTICLES_HELD = 2000
"""Texts kept at hand while pairs are made."""


def held(record: Record, most: int) -> Callable[[str], Article]:
    """Articles by their ids, so many of them kept at hand."""

    @lru_cache(maxsize=most)
    def article(name: str) -> Article:
        found = record.article(name)
        assert found is not None, "the record's references are kept"
        return found

    return article


def reuse(record: Record, among: Iterable[str] | None = None) -> Iterator[Reuse]:
    """Every passage that two articles of a record share, by the articles' ids, then by place; of two articles among
    some alone, if their ids are given."""
    sharing = Sharing(record)
    ids = None if among is None else {*among}
    article = held(record, ARTICLES_HELD)
    every = [a for (a,) in record.db.execute("SELECT id FROM articles ORDER BY id")] if ids is None else sorted(ids)
    for a in every:
        yield from (r for r in _of(sharing, a, article) if ids is None or r.b.article in ids)


def _of(sharing: Sharing, name: str, article: Callable[[str], Article]) -> Iterator[Reuse]:
    found: dict[str, list[Shared]] = defaultdict(list)
    a = article(name)
    story_with = cache(lambda other: sharing.story_of(name, other))
    for each in sharing.after(name):
        if each.words is None or each.story == story_with(each.other):
            found[each.other].append(_shared(a, article(each.other), each))
    for remark in sharing.remarks(name):
        found[remark.b.article].append(_remark(remark))
    for other in sorted(found):
        yield from _passages(a, article(other), found[other], story_with(other) is not None)


def _passages(a: Article, b: Article, found: Iterable[Shared], of_one_story: bool) -> Iterator[Reuse]:
    for passage in together(found, a.text, b.text):
        if of_one_story or copied_elsewhere(words(a.text, passage.a), words(b.text, passage.b)):
            yield Reuse(Stretch(a.id, passage.a), Stretch(b.id, passage.b), passage.kind, first(a, b))


def reuse_between(sharing: Sharing, one: Article, other: Article) -> list[Reuse]:
    """The passages that two articles share, by place, from what the record keeps of these two alone; as `reuse` has
    them, and those too of which `reuse` pairs the first place with others."""
    a, b = (one, other) if one.id < other.id else (other, one)
    story = sharing.story_of(a.id, b.id)
    found = [_shared(a, b, x) for x in sharing.between(a.id, b.id) if x.words is None or x.story == story]
    found += map(_remark, sharing.remarks_of(a.id, b.id))
    return list(_passages(a, b, found, story is not None))


def _shared(a: Article, b: Article, each: SharedUnit) -> Shared:
    here, there = _unit(a, each.here), _unit(b, each.there)
    match = whole(here) if each.words is None else Match(*each.words[0], *each.words[1], each.words[2])
    return shared(match, here, there)


def _unit(article: Article, standing: tuple[tuple[int, int], tuple[tuple[int, int], ...]]) -> Unit:
    span, quoted = standing
    return placed(article.text, span, quoted)


def _remark(remark: Reuse) -> Shared:
    quoted = 1.0 if remark.kind in ("same_quote", "drifted_quote") else 0.0
    return Shared(remark.a.span, remark.b.span, remark.kind in ("same_quote", "verbatim"), 1.0, quoted, 1.0)
