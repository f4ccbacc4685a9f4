"""What articles share, as a record keeps it: units with their places, and matches between units.

Pairs are made when they are asked for. A unit that stands in very many places is paired, by its first place alone, with
the first of each other article, so that ten thousand copies make ten thousand pairs, not fifty million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from onrecord.rows import Reuse, Span
from onrecord.store.shelf import listed, remark_of, spans_of

if TYPE_CHECKING:
    from onrecord.store.record import Record

CROWDED = 40
"""Places of a unit up to which each is paired with each."""

SITE_STORIES, ALL_STORIES = 3, 8
"""A sentence that one outlet prints in so many different stories is its boilerplate; one that stands in so many stories
of whatever outlets is a stock phrase. Neither tells who copied from whom."""

Words = tuple[int, int]
Standing = tuple[Span, tuple[Span, ...]]
"""Where a unit stands, and which of its words are quoted."""


@dataclass(frozen=True, slots=True)
class SharedUnit:
    """Two places that share words: the units' spans in both articles, the words shared in each (`None` for all), and
    which words are quoted; the story in which that was found (`None` for what was found among all articles)."""

    other: str
    here: Standing
    there: Standing
    words: tuple[Words, Words, float] | None
    story: str | None = None


class Sharing:
    """Reads what a record's articles share."""

    def __init__(self, record: Record) -> None:
        self.record, self.db = record, record.db
        self._places = lru_cache(maxsize=4096)(self._read_places)
        self._stock = lru_cache(maxsize=4096)(self._read_stock)

    @cached_property
    def boilerplate(self) -> frozenset[int]:
        """The units that are boilerplate, of the whole record."""
        return frozenset(self._boilerplate())

    def story_of(self, a: str, b: str) -> str | None:
        """The story that two articles both are in."""
        sql = (
            "SELECT x.story FROM story_articles x JOIN story_articles y ON y.story = x.story"
            " WHERE x.article = ? AND y.article = ?"
        )
        row = self.db.execute(sql, (a, b)).fetchone()
        return row and str(row[0])

    def _boilerplate(self) -> Iterator[int]:
        sql = (
            "SELECT p.unit FROM unit_places p JOIN story_articles s ON s.article = p.article"
            " JOIN articles a ON a.id = p.article WHERE a.outlet IS NOT NULL"
            " GROUP BY p.unit, a.outlet HAVING count(DISTINCT s.story) >= ?1"
            " UNION SELECT p.unit FROM unit_places p JOIN story_articles s ON s.article = p.article"
            " GROUP BY p.unit HAVING count(DISTINCT s.story) >= ?2"
        )
        for (unit,) in self.db.execute(sql, (SITE_STORIES, ALL_STORIES)):
            yield unit

    def after(self, article: str) -> Iterator[SharedUnit]:
        """What an article shares with those whose id comes after its own, boilerplate left out."""
        sql = (
            'SELECT p.start, p."end", p.unit, u.quoted FROM unit_places p JOIN units u ON u.key = p.unit'
            " WHERE p.article = ? ORDER BY p.start"
        )
        for start, end, unit, quoted in self.db.execute(sql, (article,)).fetchall():
            if unit not in self.boilerplate:
                here = (start, end), spans_of(quoted)
                yield from (s for s in self._same(unit, here, article) if s.other > article)
                yield from (s for s in self._matched(unit, here, article) if s.other > article)

    def _same(self, unit: int, here: Standing, article: str) -> Iterator[SharedUnit]:
        places, crowded = self._places(unit)
        if not crowded or (article, here) == places[0]:
            for other, there in self._read_once(unit) if crowded else places:
                yield SharedUnit(other, here, there, None)

    def _matched(self, unit: int, here: Standing, article: str) -> Iterator[SharedUnit]:
        places, crowded = self._places(unit)
        if crowded and (article, here) != places[0]:
            return
        sql = (
            "SELECT b, a_from, a_to, b_from, b_to, score, NULL FROM unit_matches WHERE a = ?1"
            " UNION SELECT a, b_from, b_to, a_from, a_to, score, NULL FROM unit_matches WHERE b = ?1"
            " UNION SELECT b, a_from, a_to, b_from, b_to, score, story FROM story_matches WHERE a = ?1"
            " UNION SELECT a, b_from, b_to, a_from, a_to, score, story FROM story_matches WHERE b = ?1"
        )
        for partner, here_from, here_to, there_from, there_to, score, story in self.db.execute(sql, (unit,)).fetchall():
            if partner not in self.boilerplate:
                places, crowded = self._places(partner)
                for other, there in places[:1] if crowded else places:
                    words = (here_from, here_to), (there_from, there_to), score
                    yield SharedUnit(other, here, there, words, story)

    def _read_places(self, unit: int) -> tuple[list[tuple[str, Standing]], bool]:
        """The first places of a unit, and whether there are too many to pair each with each."""
        found = list(self._standing("p.start", f"ORDER BY p.article, p.start LIMIT {CROWDED + 1}", unit))
        return found[:CROWDED], len(found) > CROWDED

    def _read_once(self, unit: int) -> list[tuple[str, Standing]]:
        """A crowded unit's first place in each article: a text may well print one line ten thousand times."""
        return list(self._standing("min(p.start)", "GROUP BY p.article ORDER BY p.article", unit))

    def _standing(self, start: str, order: str, unit: int) -> Iterator[tuple[str, Standing]]:
        sql = (
            f'SELECT p.article, {start}, p."end", u.quoted FROM unit_places p JOIN units u ON u.key = p.unit'
            f" WHERE p.unit = ? {order}"
        )
        for article, at, end, quoted in self.db.execute(sql, (unit,)):
            yield article, ((at, end), spans_of(quoted))

    # Of one article, or two, without a walk through all

    def is_boilerplate(self, unit: int) -> bool:
        """Whether a unit is boilerplate, from its own places alone."""
        return self._stock(unit)

    def _read_stock(self, unit: int) -> bool:
        sql = (
            "SELECT a.outlet, s.story FROM unit_places p JOIN story_articles s ON s.article = p.article"
            " JOIN articles a ON a.id = p.article WHERE p.unit = ?"
        )
        stories, theirs = set[str](), defaultdict[str, set[str]](set)
        for outlet, story in self.db.execute(sql, (unit,)):
            stories.add(story)
            if outlet is not None:
                theirs[outlet].add(story)
            if len(stories) >= ALL_STORIES or len(theirs.get(outlet, ())) >= SITE_STORIES:
                return True
        return False

    def beside(self, article: str, most: int) -> list[str]:
        """The articles that share most units with one, or have some like its own; so many at most. Of a crowded unit
        the first places count alone."""
        found: dict[str, int] = defaultdict(int)
        for unit, _ in self._units(article):
            for each in (unit, *self._partners([unit])):
                for other in {} if self.is_boilerplate(each) else {name for name, _ in self._places(each)[0]}:
                    found[other] += 1
        found.pop(article, None)
        of_its_story = "story = (SELECT story FROM story_articles WHERE article = ?1)"
        sql = f"SELECT b FROM remarks WHERE {of_its_story} AND a = ?1 UNION SELECT a FROM remarks WHERE {of_its_story}"
        for (other,) in self.db.execute(f"{sql} AND b = ?1", (article,)):
            found[other] += 1
        return sorted(found, key=lambda other: (-found[other], other))[:most]

    def between(self, a: str, b: str) -> Iterator[SharedUnit]:
        """What two articles share, boilerplate left out; `here` is the first of them."""
        mine, theirs = (
            {unit: at for unit, at in self._units(each) if not self.is_boilerplate(unit)} for each in (a, b)
        )
        for unit in mine.keys() & theirs.keys():
            for here in mine[unit][:CROWDED]:
                yield from (SharedUnit(b, here, there, None) for there in theirs[unit][:CROWDED])
        for one, other, words, story in self._matches(mine.keys(), theirs.keys()):
            for here in mine[one][:CROWDED]:
                yield from (SharedUnit(b, here, there, words, story) for there in theirs[other][:CROWDED])

    def _units(self, article: str) -> list[tuple[int, list[Standing]]]:
        sql = (
            'SELECT p.unit, p.start, p."end", u.quoted FROM unit_places p JOIN units u ON u.key = p.unit'
            " WHERE p.article = ? ORDER BY p.start"
        )
        found: dict[int, list[Standing]] = defaultdict(list)
        for unit, start, end, quoted in self.db.execute(sql, (article,)):
            found[unit].append(((start, end), spans_of(quoted)))
        return list(found.items())

    def _partners(self, units: Iterable[int]) -> set[int]:
        """The units that are like one of these."""
        ids, found = list(units), set[int]()
        for table in ("unit_matches", "story_matches"):
            for end, other in (("a", "b"), ("b", "a")):
                sql = f"SELECT {other} FROM {table} WHERE {end} IN ({{}})"
                found |= {x for (x,) in listed(self.db, sql, ids)}
        return found

    def _matches(
        self, mine: Iterable[int], theirs: Iterable[int]
    ) -> Iterator[tuple[int, int, tuple[Words, Words, float], str | None]]:
        """Pairs of a unit of the one and a unit of the other that match, with the words."""
        one, other = [*mine], {*theirs}
        for table, story in (("unit_matches", "NULL"), ("story_matches", "story")):
            columns = f"a, b, a_from, a_to, b_from, b_to, score, {story}"
            for a, b, *at, score, of in listed(self.db, f"SELECT {columns} FROM {table} WHERE a IN ({{}})", one):
                if b in other:
                    yield a, b, ((at[0], at[1]), (at[2], at[3]), score), of
            for a, b, *at, score, of in listed(self.db, f"SELECT {columns} FROM {table} WHERE b IN ({{}})", one):
                if a in other:
                    yield b, a, ((at[2], at[3]), (at[0], at[1]), score), of

    def remarks_of(self, a: str, b: str) -> Iterator[Reuse]:
        """Short quotations that two articles share, `a` being the first of the two."""
        columns = "a, a_start, a_end, b, b_start, b_end, kind"
        sql = f"SELECT {columns} FROM remarks WHERE {{}} ORDER BY a_start"
        stories = [s for s in (self.story_of(a, b),) if s]
        for row in listed(self.db, sql.format("story IN ({})"), stories):
            if (row[0], row[3]) == (a, b):
                yield remark_of(row)

    def remarks(self, article: str) -> Iterator[Reuse]:
        """Short quotations that an article shares, it being the first of the two."""
        columns = "a, a_start, a_end, b, b_start, b_end, kind"
        sql = f"SELECT {columns} FROM remarks WHERE a = ? ORDER BY b, a_start"
        for row in self.db.execute(sql, (article,)):
            yield remark_of(row)
