"""What linking keeps in a record between runs, so that a few new articles cost little more than themselves.

Everything here is made of the articles and their reading alone, and can be thrown away and made again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.rows import Article, Claim, Link, Place, Reuse, Run, Span, Statement

if TYPE_CHECKING:
    from onrecord.store.record import Record

STAGE = "link"
AT_ONCE = 500
"""Values in one SQL list: well under SQLite's limit."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands: the characters there, and which of its words are quoted."""

    unit: int
    article: str
    span: Span
    text: str
    quoted: tuple[Span, ...]


class Shelf:
    """A record's keeping of links. Opened by `Record.shelf`."""

    def __init__(self, record: Record, run: Run) -> None:
        self.record, self.db, self.run = record, record.db, run

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of it or nothing."""
        with self.record.together():
            yield

    # Articles

    def unlinked(self, version: str) -> Iterator[str]:
        """Articles that this version of linking has not seen, by their ids."""
        sql = (
            "SELECT id FROM articles WHERE NOT EXISTS"
            " (SELECT 1 FROM done d WHERE d.article = id AND d.stage = ? AND d.version = ?) ORDER BY id"
        )
        yield from [row[0] for row in self.db.execute(sql, (STAGE, version))]

    def forget_other_versions(self, version: str) -> None:
        """Throws away what another version of linking left, so that nothing old stands beside the new."""
        sql = "SELECT 1 FROM done WHERE stage = ? AND version != ? LIMIT 1"
        if self.db.execute(sql, (STAGE, version)).fetchone() is None:
            return
        with self.together():
            for table in (
                "answer_statements", "answers", "claims", "remarks", "links", "story_articles", "stories", "same_events",
                "telling_keys", "tellings", "unit_matches", "shingles", "common_shingles", "unit_places", "units",
            ):  # fmt: skip
                self.db.execute(f"DELETE FROM {table}")
            self.db.execute("DELETE FROM done WHERE stage = ?", (STAGE,))

    def seen(self, articles: Iterable[str], version: str) -> None:
        """Marks articles as searched for what they share."""
        rows = [(a, STAGE, version, self.run.id) for a in articles]
        self.db.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?)", rows)

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Articles by their ids."""
        return [a for each in ids if (a := self.record.article(each)) is not None]

    def statements(self, article: str) -> list[Statement]:
        """What was read from an article, with its speakers."""
        return list(self.record.statements(article))

    # Units

    def add_units(self, units: Mapping[int, Sequence[Span]], places: Iterable[tuple[str, int, int, int]]) -> set[int]:
        """Stores units (with which words are quoted) and where they stand; gives those that are new."""
        known = set(self._known_units(units))
        new = [(key, json.dumps(quoted)) for key, quoted in units.items() if key not in known]
        self.db.executemany("INSERT INTO units VALUES (?, ?)", new)
        self.db.executemany("INSERT OR IGNORE INTO unit_places VALUES (?, ?, ?, ?)", places)
        return {key for key, _ in new}

    def _known_units(self, keys: Iterable[int]) -> Iterator[int]:
        for (key,) in self._listed("SELECT key FROM units WHERE key IN ({})", keys):
            yield key

    def units_at(self, keys: Iterable[int]) -> Iterator[UnitPlace]:
        """Each unit where it stands first."""
        sql = (
            'SELECT u.key, p.article, p.start, p."end", substr(a.text, p.start + 1, p."end" - p.start), u.quoted'
            " FROM units u JOIN unit_places p ON p.unit = u.key JOIN articles a ON a.id = p.article"
            " WHERE u.key IN ({}) GROUP BY u.key"
        )
        for key, article, start, end, text, quoted in self._listed(sql, keys):
            yield UnitPlace(key, article, (start, end), text, tuple((a, b) for a, b in json.loads(quoted)))

    # Shingles

    def common(self, keys: Iterable[int]) -> set[int]:
        """Which shingles are too common to tell anything."""
        return {key for (key,) in self._listed("SELECT key FROM common_shingles WHERE key IN ({})", keys)}

    def add_shingles(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Stores which unit has which shingle: pairs of shingle and unit."""
        self.db.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", sorted(pairs))

    def having(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """The units that have each shingle."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, unit in self._listed("SELECT key, unit FROM shingles WHERE key IN ({})", keys):
            found[key].append(unit)
        return found

    def shingles_of(self, units: Iterable[int]) -> dict[int, set[int]]:
        """The shingles of each unit, those that are common left out."""
        found: dict[int, set[int]] = defaultdict(set)
        for key, unit in self._listed("SELECT key, unit FROM shingles WHERE unit IN ({})", units):
            found[unit].add(key)
        return found

    def make_common(self, keys: Iterable[int]) -> None:
        """Notes that shingles are too common, and forgets who has them."""
        rows = [(key,) for key in keys]
        self.db.executemany("INSERT OR IGNORE INTO common_shingles VALUES (?)", rows)
        self.db.executemany("DELETE FROM shingles WHERE key = ?", rows)

    def matched_among(self, units: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs of units, all of a list, that share a passage."""
        wanted = set(units)
        sql = "SELECT DISTINCT a, b FROM unit_matches WHERE a IN ({})"
        return [(a, b) for a, b in self._listed(sql, units) if b in wanted]

    def drop_matches(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forgets what pairs of units share."""
        self.db.executemany("DELETE FROM unit_matches WHERE a = ? AND b = ?", pairs)

    def add_matches(self, rows: Iterable[tuple[int, int, int, int, int, int, int, float]]) -> None:
        """Stores what units share: a, b, number, from and to in each, score."""
        self.db.executemany("INSERT OR REPLACE INTO unit_matches VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    # Events

    def add_telling(self, article: str, day: int | None, terms: Mapping[int, float], keys: Iterable[int]) -> None:
        """Stores what an article is about, and what it is found by."""
        self.db.execute(
            "INSERT OR REPLACE INTO tellings VALUES (?, ?, ?)", (article, day, json.dumps([*terms.items()]))
        )
        self.db.executemany("INSERT OR IGNORE INTO telling_keys VALUES (?, ?)", [(key, article) for key in keys])

    def found_by(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The articles that each key finds."""
        found: dict[int, list[str]] = defaultdict(list)
        for key, article in self._listed("SELECT key, article FROM telling_keys WHERE key IN ({})", keys):
            found[key].append(article)
        return found

    def tellings(self, articles: Iterable[str]) -> Iterator[tuple[str, int | None, dict[int, float]]]:
        """What articles are about."""
        for article, day, terms in self._listed(
            "SELECT article, day, terms FROM tellings WHERE article IN ({})", articles
        ):
            yield article, day, dict(json.loads(terms))

    def add_same_events(self, rows: Iterable[tuple[str, str, float]]) -> None:
        """Stores which articles seem to tell of one event, and how alike they are."""
        self.db.executemany("INSERT OR REPLACE INTO same_events VALUES (?, ?, ?)", rows)

    def near(self, articles: Iterable[str]) -> dict[str, set[str]]:
        """For each article, those that tell of the same event as far as it shows, or as a person said."""
        found: dict[str, set[str]] = defaultdict(set)
        ids = list(articles)
        for table in ("same_events", "story_corrections"):
            for this, other in (("a", "b"), ("b", "a")):
                for x, y in self._listed(f"SELECT {this}, {other} FROM {table} WHERE {this} IN ({{}})", ids):
                    found[x].add(y)
        return found

    def edges(self, articles: Sequence[str]) -> dict[tuple[str, str], float]:
        """How alike the articles of a list are, where they tell of one event."""
        wanted = set(articles)
        sql = "SELECT a, b, alike FROM same_events WHERE a IN ({})"
        return {(a, b): alike for a, b, alike in self._listed(sql, articles) if b in wanted}

    def corrections(self, articles: Sequence[str]) -> dict[tuple[str, str], bool]:
        """What a person said of pairs of a list's articles: whether they tell of one event."""
        wanted = set(articles)
        sql = "SELECT a, b, same FROM story_corrections WHERE a IN ({})"
        return {(a, b): bool(same) for a, b, same in self._listed(sql, articles) if b in wanted}

    def dated(self, articles: Iterable[str]) -> dict[str, bool]:
        """Whether each article's day is known."""
        return {
            a: day is not None
            for a, day in self._listed("SELECT article, day FROM tellings WHERE article IN ({})", articles)
        }

    # Stories

    def stories_of(self, articles: Iterable[str]) -> dict[str, str]:
        """The story that each article is in."""
        return dict(self._listed("SELECT article, story FROM story_articles WHERE article IN ({})", articles))

    def members(self, story: str) -> list[str]:
        """A story's articles."""
        sql = "SELECT article FROM story_articles WHERE story = ? ORDER BY article"
        return [row[0] for row in self.db.execute(sql, (story,))]

    def drop_stories(self, stories: Iterable[str]) -> None:
        """Forgets stories with all that was linked in them."""
        self.db.executemany("DELETE FROM stories WHERE id = ?", [(s,) for s in stories])

    def add_story(self, story: str, articles: Iterable[str]) -> None:
        """Stores a story that waits to be linked."""
        self.db.execute("INSERT INTO stories VALUES (?, NULL, ?)", (story, self.run.id))
        self.db.executemany("INSERT INTO story_articles VALUES (?, ?)", [(a, story) for a in articles])

    def waiting(self, version: str) -> list[str]:
        """Stories that wait to be linked by this version."""
        sql = "SELECT id FROM stories WHERE linked IS NULL OR linked != ? ORDER BY id"
        return [row[0] for row in self.db.execute(sql, (version,))]

    def put_linked(
        self, story: str, version: str, links: Iterable[Link], claims: Iterable[Claim], remarks: Iterable[Reuse]
    ) -> None:
        """Puts what was found in a story in the place of what was."""
        for table in ("claims", "remarks", "links"):
            self.db.execute(f"DELETE FROM {table} WHERE story = ?", (story,))
        self.db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [_link_row(story, x) for x in links]
        )
        for c in claims:
            self.db.execute("INSERT INTO claims VALUES (?, ?, ?)", (c.id, story, c.question))
            for n, a in enumerate(c.answers):
                row = (c.id, n, a.value, a.as_of, a.reports, *a.origins)
                self.db.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                said = [(c.id, n, s) for s in a.statements]
                self.db.executemany("INSERT INTO answer_statements VALUES (?, ?, ?)", said)
        rows = [(story, n, r.a.article, *r.a.span, r.b.article, *r.b.span, r.kind) for n, r in enumerate(remarks)]
        self.db.executemany("INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self.db.execute("UPDATE stories SET linked = ?, run = ? WHERE id = ?", (version, self.run.id, story))

    def descriptions(self, speakers: Iterable[str]) -> dict[str, list[str]]:
        """What reports call each speaker beside its name."""
        found: dict[str, list[str]] = defaultdict(list)
        sql = (
            'SELECT DISTINCT e.speaker, substr(a.text, x.start + 1, x."end" - x.start) FROM speaker_entities e'
            " JOIN entities i ON i.id = e.entity JOIN descriptions x ON x.entity = i.id"
            " JOIN articles a ON a.id = i.article WHERE e.speaker IN ({})"
        )
        for speaker, words in self._listed(sql, speakers):
            found[speaker].append(words)
        return {speaker: sorted(words) for speaker, words in found.items()}

    def speakers(self, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Speakers by their ids: id, name and kind."""
        yield from self._listed("SELECT id, name, kind FROM speakers WHERE id IN ({})", ids)

    def _listed(self, sql: str, values: Iterable[Any]) -> Iterator[Any]:
        """A query over a list of values, some at a time; `{}` stands for the list."""
        wanted = list(dict.fromkeys(values))
        for at in range(0, len(wanted), AT_ONCE):
            part = wanted[at : at + AT_ONCE]
            yield from self.db.execute(sql.format(",".join("?" * len(part))), part)


def _link_row(story: str, x: Link) -> tuple[Any, ...]:
    same = None if x.same_origin is None else int(x.same_origin)
    return (
        x.a, x.b, story, x.relation, x.about, same, x.origin_evidence, x.rule, x.score, x.why,
        json.dumps(x.a_spans), json.dumps(x.b_spans),
    )  # fmt: skip


def link_of(row: Sequence[Any]) -> Link:
    """A link from its columns: a, b, relation, about, same_origin, origin_evidence, rule, score, why, spans."""
    a, b, relation, about, same, evidence, rule, score, why, a_spans, b_spans = row
    return Link(
        a, b, _spans(a_spans), _spans(b_spans), relation, about, None if same is None else bool(same), evidence, rule,
        score, why,
    )  # fmt: skip


def remark_of(row: Sequence[Any]) -> Reuse:
    """A remark from its columns: article, start and end of both sides, and kind."""
    a, a_start, a_end, b, b_start, b_end, kind = row
    return Reuse(Place(a, (a_start, a_end)), Place(b, (b_start, b_end)), kind)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in json.loads(text))
