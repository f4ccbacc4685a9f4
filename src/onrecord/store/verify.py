"""Is the record whole? Every hash, id, span and reference computed again from what is stored."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from onrecord.errors import RecordError
from onrecord.rows import (
    Article,
    Entity,
    Span,
    SpeakerClass,
    Statement,
    article_id,
    digest,
    entity_id,
    figure_id,
    place_id,
    review_id,
    statement_id,
    text_sha256,
    time_id,
)
from onrecord.store.among import articles_of
from onrecord.store.record import Record
from onrecord.store.reviews import all_reviews, selected

AGAIN = "read its source again into a new record"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is broken: where, what, and what to do."""

    table: str
    id: str
    what: str
    next: str = AGAIN

    def __str__(self) -> str:
        return f"{self.table} {self.id}: {self.what}; {self.next}"


def verify(record: Record, also: Iterable[Check] = ()) -> list[Problem]:
    """Every problem found, in the order of CHECKS and then of those that are asked for also; empty for a whole record.

    `also` is for checks that need more than what is stored, such as `linking.units_have_their_words`.
    """
    with record.snapshot():
        return [problem for check in (*CHECKS, *also) for problem in _run(check, record)]


def _run(check: Check, record: Record) -> Iterator[Problem]:
    """A check that a damaged file breaks off is itself a problem."""
    try:
        yield from check(record)
    except (sqlite3.Error, RecordError, ValueError, TypeError) as e:
        yield Problem("file", record.path, f"it is damaged, so that {check.__name__} broke off: {e}")


def file_is_whole(record: Record) -> Iterator[Problem]:
    """SQLite's own checks: pages, indexes, types and rules of columns."""
    for (said,) in record.db.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield Problem("file", record.path, said)


def references_are_kept(record: Record) -> Iterator[Problem]:
    """Whatever a row points at is there: article, run, statement, earlier version."""
    for table, row, parent, _ in record.db.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(table, _name(record, table, row), f"points at a row of {parent} that is not there")


def _name(record: Record, table: str, row: int | None) -> str:
    """A row by its id where it has one."""
    if row is None or table not in ("articles", "statements", "entities", "speakers"):
        return "a row" if row is None else str(row)
    return str(record.db.execute(f"SELECT id FROM {table} WHERE rowid = ?", (row,)).fetchone()[0])


def articles_hold_what_was_captured(record: Record) -> Iterator[Problem]:
    """Text and capture have the hashes on record; the id is that of source and text; zones lie within the text."""
    for article in record.articles():
        for what in _article_faults(record, article):
            yield Problem("articles", article.id, what)


def _article_faults(record: Record, article: Article) -> Iterator[str]:
    if text_sha256(article.text) != article.sha256:
        yield "its text is not the one whose hash is on record"
    if article_id(article.source, article.text) != article.id:
        yield "its id is not that of its source and text"
    try:
        raw, _ = record.raw(article.id)
        if hashlib.sha256(raw).hexdigest() != article.raw_sha256:
            yield "its capture is not the one whose hash is on record"
    except RecordError as e:
        yield str(e)
    if not _in_order([(z.start, z.end) for z in article.zones], len(article.text)):
        yield "its zones overlap or lie outside its text"


def versions_point_back(record: Record) -> Iterator[Problem]:
    """An earlier version is of the same source, and not captured later."""
    sql = (
        "SELECT a.id FROM articles a JOIN articles e ON e.id = a.version_of"
        " WHERE e.source != a.source OR e.captured_at > a.captured_at OR e.id = a.id"
    )
    for (article,) in record.db.execute(sql):
        yield Problem("articles", article, "what it is a version of is of another source, or later")


def statements_point_at_their_words(record: Record) -> Iterator[Problem]:
    """Spans lie within the text, in order; the id is that of the spans; the words are those that search finds."""
    for article in record.articles():
        indexed = _indexed_words(record, article.id)
        for s in record.statements(article.id):
            for what in _statement_faults(article, s):
                yield Problem("statements", s.id, what)
            words = " … ".join(article.text[a:b] for a, b in s.content)
            if indexed.get(s.id) != words:
                yield Problem("statements_fts", s.id, "search would find it by other words than its own")


def _statement_faults(article: Article, s: Statement) -> Iterator[str]:
    size = len(article.text)
    if not s.content or not _in_order(list(s.content), size):
        yield "its pieces are missing, out of order or outside its article"
    if not all(_in_order([span], size) for span in (s.cue, s.source) if span is not None):
        yield "its cue or source lies outside its article"
    if statement_id(s.article, s.voice, s.content, s.cue, s.source) != s.id:
        yield "its id is not that of its article, voice and spans"


def readings_hang_together(record: Record) -> Iterator[Problem]:
    """Nesting stays within an article and ends; speakers are known; every reading has its mark of being done."""
    for what, sql in _ODD_STATEMENTS.items():
        for (found,) in record.db.execute(sql):
            yield Problem("statements", found, what)
    for found in _circles(dict(record.db.execute("SELECT id, nested_in FROM statements WHERE nested_in IS NOT NULL"))):
        yield Problem("statements", found, "it is nested in itself")
    sql = "SELECT DISTINCT article FROM statements WHERE article NOT IN (SELECT article FROM done)"
    for (found,) in record.db.execute(sql):
        yield Problem("done", found, "it has statements but no mark of having been read")


_ODD_STATEMENTS = {
    "it is nested in a statement of another article": (
        "SELECT s.id FROM statements s JOIN statements o ON o.id = s.nested_in WHERE o.article != s.article"
    ),
    "it is said by an entity of another article": (
        "SELECT s.id FROM statements s JOIN entities i ON i.id = s.entity WHERE i.article != s.article"
    ),
    "its speaker's class is none that there is": (
        f"SELECT id FROM statements WHERE speaker_class NOT IN ({', '.join(repr(c) for c in get_args(SpeakerClass))})"
    ),
}


def entities_point_at_their_words(record: Record) -> Iterator[Problem]:
    """Mentions and descriptions lie within the text; no two entities share a mention; the id is the first mention's."""
    for article in record.articles():
        seen: set[Span] = set()
        for entity in record.entities(article.id):
            for what in _entity_faults(entity, len(article.text), seen):
                yield Problem("entities", entity.id, what)
            seen |= {m.span for m in entity.mentions}


def _entity_faults(entity: Entity, size: int, seen: set[Span]) -> Iterator[str]:
    spans = [m.span for m in entity.mentions]
    if not spans:
        yield "it has no mention"
        return
    if not all(_in_order([span], size) for span in (*spans, *entity.descriptions)):
        yield "a mention or description lies outside its article"
    if seen & set(spans) or len(set(spans)) < len(spans):
        yield "a mention of it is a mention of another, too"
    if entity_id(entity.article, entity.mentions) != entity.id:
        yield "its id is not that of its article and first mention"


def speakers_are_somebody(record: Record) -> Iterator[Problem]:
    """Every speaker is an entity of some article."""
    sql = "SELECT id FROM speakers WHERE id NOT IN (SELECT speaker FROM speaker_entities)"
    for (found,) in record.db.execute(sql):
        yield Problem("speakers", found, "it is no entity of any article", "read any article into the record again")


def nested_statements_stand_inside(record: Record) -> Iterator[Problem]:
    """A statement's words lie within those of the statement it is nested in, first to last."""
    sql = (
        "SELECT s.id FROM statements s WHERE s.nested_in IS NOT NULL AND ("
        "(SELECT min(start) FROM statement_pieces WHERE statement = s.id)"
        " < (SELECT min(start) FROM statement_pieces WHERE statement = s.nested_in) OR"
        ' (SELECT max("end") FROM statement_pieces WHERE statement = s.id)'
        ' > (SELECT max("end") FROM statement_pieces WHERE statement = s.nested_in))'
    )
    for (found,) in record.db.execute(sql):
        yield Problem("statements", found, "it is nested in a statement that does not hold its words")


def _circles(outer: dict[str, str]) -> Iterator[str]:
    """One statement of each circle, in time linear in the statements."""
    seen: dict[str, str] = {}
    for start in outer:
        at: str | None = start
        while at is not None and at not in seen:
            seen[at] = start
            at = outer.get(at)
        if at is not None and seen[at] == start:
            yield at


def search_is_whole(record: Record) -> Iterator[Problem]:
    """Every article and statement is in the full-text index, and nothing else is."""
    for kind in ("articles", "statements"):
        (rows,) = record.db.execute(f"SELECT count(*) FROM {kind}").fetchone()
        (indexed,) = record.db.execute(f"SELECT count(*) FROM {kind}_fts_docsize").fetchone()
        if rows != indexed:
            yield Problem(f"{kind}_fts", record.path, f"{indexed} entries for {rows} rows")


def search_finds_what_is_stored(record: Record) -> Iterator[Problem]:
    """Full-text indexes agree with the words they are made of: FTS5's own check, in a copy, since it needs to write."""
    with TemporaryDirectory(prefix="onrecord-verify-") as folder:
        copy = sqlite3.connect(Path(folder) / "copy.db", isolation_level=None)
        with closing(copy):
            copy.execute("PRAGMA trusted_schema = OFF")
            record.db.backup(copy)
            copy.execute("PRAGMA synchronous = OFF")
            for name in ("articles_fts", "statements_fts"):
                try:
                    copy.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
                except sqlite3.DatabaseError as e:
                    yield Problem(name, record.path, f"search would not find all that is stored ({e})")


def figures_stand_in_their_statements(record: Record) -> Iterator[Problem]:
    """A figure's words lie within its article and its statement, its bounds in their order, its id is theirs."""
    sql = (
        'SELECT f.id, f.article, f.start, f."end" FROM figures f JOIN articles a ON a.id = f.article'
        ' WHERE f."end" > length(a.text) OR f.low > f.high OR (f.statement IS NOT NULL AND NOT EXISTS'
        " (SELECT 1 FROM statements s JOIN statement_pieces p ON p.statement = s.id WHERE s.id = f.statement"
        ' AND s.article = f.article AND p.start <= f.start AND f."end" <= p."end"))'
    )
    for found, *_ in record.db.execute(sql):
        yield Problem(
            "figures",
            found,
            "it lies outside its statement, or its bounds cannot be",
            "read the article again: onrecord read --again SOURCE",
        )
    for found, article, start, end in record.db.execute('SELECT id, article, start, "end" FROM figures'):
        if found != figure_id(article, (start, end)):
            yield Problem(
                "figures",
                found,
                "its id is not that of its article and place",
                "read the article again: onrecord read --again SOURCE",
            )


def places_stand_in_their_statements(record: Record) -> Iterator[Problem]:
    """A place's words lie within its article and its statement, its id is theirs, its areas can be read."""
    again = "read the article again: onrecord read --again SOURCE"
    sql = (
        "SELECT p.id FROM places p JOIN articles a ON a.id = p.article"
        ' WHERE p."end" > length(a.text) OR (p.statement IS NOT NULL AND NOT EXISTS'
        " (SELECT 1 FROM statements s JOIN statement_pieces x ON x.statement = s.id WHERE s.id = p.statement"
        ' AND s.article = p.article AND x.start <= p.start AND p."end" <= x."end"))'
    )
    for (found,) in record.db.execute(sql):
        yield Problem("places", found, "it lies outside its article or its statement", again)
    for p in record.places():
        if p.id != place_id(p.article, p.span):
            yield Problem("places", p.id, "its id is not that of its article and place", again)
        if p.geonames is None and (p.kind, p.country, p.within) != (None, None, ()):
            yield Problem("places", p.id, "it says where it is but not which place it is", again)


def times_stand_in_their_statements(record: Record) -> Iterator[Problem]:
    """A time's words lie within its article and its statement, its bounds in their order, its id is theirs."""
    sql = (
        "SELECT t.id FROM times t JOIN articles a ON a.id = t.article"
        ' WHERE t."end" > length(a.text) OR t.first > t.last OR (t.statement IS NOT NULL AND NOT EXISTS'
        " (SELECT 1 FROM statements s JOIN statement_pieces p ON p.statement = s.id WHERE s.id = t.statement"
        ' AND s.article = t.article AND p.start <= t.start AND t."end" <= p."end"))'
    )
    again = "read the article again: onrecord read --again SOURCE"
    for (found,) in record.db.execute(sql):
        yield Problem("times", found, "it lies outside its statement, or its bounds cannot be", again)
    for found, article, start, end in record.db.execute('SELECT id, article, start, "end" FROM times'):
        if found != time_id(article, (start, end)):
            yield Problem("times", found, "its id is not that of its article and place", again)


LINK_AGAIN = "read any article into the record again with another version of onrecord, or all into a new record"


def shared_words_stand_in_their_articles(record: Record) -> Iterator[Problem]:
    """Units and remarks lie within the text of their articles, and matches within each other's order."""
    places = (
        ("unit_places", "article", "start", '"end"'), ("remarks", "a", "a_start", "a_end"),
        ("remarks", "b", "b_start", "b_end"),
    )  # fmt: skip
    for table, article, start, end in places:
        sql = (
            f"SELECT DISTINCT x.{article} FROM {table} x JOIN articles a ON a.id = x.{article}"
            f" WHERE x.{start} < 0 OR x.{start} >= x.{end} OR x.{end} > length(a.text)"
        )
        for (found,) in record.db.execute(sql):
            yield Problem(table, found, "words that it shares lie outside it", LINK_AGAIN)
    sql = "SELECT a, b FROM unit_matches WHERE a_from < 0 OR b_from < 0 OR a_from >= a_to OR b_from >= b_to"
    for a, b in record.db.execute(sql):
        yield Problem("unit_matches", f"{a} {b}", "what they share has no length", LINK_AGAIN)


def stories_share_out_the_articles(record: Record) -> Iterator[Problem]:
    """Each article that was linked is in one story, each story has articles, and its id is that of the least."""
    sql = (
        "SELECT article FROM done WHERE stage = 'link' AND article NOT IN (SELECT article FROM story_articles)"
        " UNION ALL SELECT article FROM story_articles WHERE article NOT IN"
        " (SELECT article FROM done WHERE stage = 'link')"
    )
    for (found,) in record.db.execute(sql):
        yield Problem("story_articles", found, "it was linked but is in no story, or the other way round", LINK_AGAIN)
    least = "SELECT s.id, min(x.article) FROM stories s LEFT JOIN story_articles x ON x.story = s.id GROUP BY s.id"
    for story, article in record.db.execute(least):
        if article is None or digest("story", article)[:16] != story:
            yield Problem("stories", story, "it is empty, or its id is not that of its least article", LINK_AGAIN)


def links_compare_words_of_their_statements(record: Record) -> Iterator[Problem]:
    """A link's spans lie within its statements' pieces; its statements are of articles of its story, two of them or two
    voices in one: two speakers, or a speaker and the reporter."""

    @lru_cache(maxsize=4096)
    def pieces(statement: str) -> list[Span]:
        sql = 'SELECT start, "end" FROM statement_pieces WHERE statement = ?'
        return record.db.execute(sql, (statement,)).fetchall()

    for x in record.links():
        for statement, spans in ((x.a, x.a_spans), (x.b, x.b_spans)):
            inside = all(s < e and any(a <= s and e <= b for a, b in pieces(statement)) for s, e in spans)
            if not spans or not inside:
                yield Problem("links", f"{x.a} {x.b}", "what it compares is not in its statements", LINK_AGAIN)
    sql = (
        "SELECT l.a, l.b FROM links l JOIN statements a ON a.id = l.a JOIN statements b ON b.id = l.b"
        " LEFT JOIN story_articles x ON x.article = a.article LEFT JOIN story_articles y ON y.article = b.article"
        " LEFT JOIN speaker_entities e ON e.entity = a.entity LEFT JOIN speaker_entities f ON f.entity = b.entity"
        " WHERE (a.article = b.article AND a.voice = b.voice AND (e.speaker IS NULL OR e.speaker IS f.speaker))"
        " OR x.story IS NOT l.story OR y.story IS NOT l.story"
    )
    for a, b in record.db.execute(sql):
        what = "its statements are not of two articles of its story, nor of two voices in one"
        yield Problem("links", f"{a} {b}", what, LINK_AGAIN)


def answers_count_their_articles(record: Record) -> Iterator[Problem]:
    """An answer's reports are the articles of its statements, all of its story, and its origins are no more. Not asked
    of stories that wait to be linked anew: what was read from their articles has changed."""
    sql = (
        "SELECT c.id, count(DISTINCT s.article), n.reports, n.origins_min, n.origins_max,"
        " count(*) FILTER (WHERE x.statement IS NOT NULL AND p.story IS NOT c.story)"
        " FROM claims c JOIN stories t ON t.id = c.story AND t.linked IS NOT NULL"
        " LEFT JOIN answers n ON n.claim = c.id LEFT JOIN answer_statements x ON x.claim = c.id AND x.n = n.n"
        " LEFT JOIN statements s ON s.id = x.statement LEFT JOIN story_articles p ON p.article = s.article"
        " GROUP BY c.id, n.n"
    )
    for claim, articles, reports, least, most, elsewhere in record.db.execute(sql):
        if reports is None:
            yield Problem("claims", claim, "it has no answer", LINK_AGAIN)
        elif articles != reports:
            yield Problem("answers", claim, f"it counts {reports} reports, and {articles} carry it", LINK_AGAIN)
        elif not 1 <= least <= most <= reports:
            yield Problem("answers", claim, "its bound of origins cannot be", LINK_AGAIN)
        if elsewhere:
            yield Problem("answers", claim, "a statement of it is of another story", LINK_AGAIN)


def reviews_keep_what_was_judged(record: Record) -> Iterator[Problem]:
    """The words that a review keeps stand in their articles where it says, its id is that of what it says, and where a
    statement of that id stands, it is of that article. Where none does, that is no fault: a review outlives it."""
    texts = lru_cache(maxsize=64)(lambda article: found.text if (found := record.article(article)) else "")
    restore = "take the record from a copy that is whole: what a person said cannot be read again"
    for r in all_reviews(record):
        if review_id(r) != r.id:
            yield Problem("reviews", r.id, "its id is not that of what it says", restore)
        for j in r.judged:
            text = texts(j.article)
            if not j.words or any(w != selected(text, w.span) or not w.exact for w in j.words):
                yield Problem("reviews", r.id, "the words it judged do not stand where it says", restore)
            if articles_of(record, [j.statement]).get(j.statement, j.article) != j.article:
                yield Problem("reviews", r.id, "the statement it judged is of another article", restore)


Check = Callable[[Record], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    file_is_whole,
    references_are_kept,
    articles_hold_what_was_captured,
    versions_point_back,
    statements_point_at_their_words,
    entities_point_at_their_words,
    figures_stand_in_their_statements,
    times_stand_in_their_statements,
    places_stand_in_their_statements,
    readings_hang_together,
    nested_statements_stand_inside,
    speakers_are_somebody,
    search_is_whole,
    search_finds_what_is_stored,
    shared_words_stand_in_their_articles,
    stories_share_out_the_articles,
    links_compare_words_of_their_statements,
    answers_count_their_articles,
    reviews_keep_what_was_judged,
)


def _indexed_words(record: Record, article: str) -> dict[str, str]:
    sql = "SELECT s.id, f.words FROM statements s JOIN statements_fts f ON f.rowid = s.n WHERE s.article = ?"
    return dict(record.db.execute(sql, (article,)))


def _in_order(spans: list[Span], size: int) -> bool:
    bounds = [0, *(x for span in spans for x in span), size]
    return all(a <= b for a, b in pairwise(bounds)) and all(a < b for a, b in spans)
