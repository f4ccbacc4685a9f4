"""The record's tables, one statement each, and how an older record becomes a newer one.

Plain SQLite that opens anywhere: STRICT tables, foreign keys, FTS5. A migration is the list of statements that lead
from one `user_version` to the next; a record is only ever moved forward, in one transaction. What each column means
stands in `meaning.py`.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x6F6E7265
"""`onre`: marks a SQLite file as a record of ours."""

TABLES: dict[str, str] = {
    "runs": """CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  onrecord TEXT NOT NULL,
  reader TEXT NOT NULL,
  options TEXT NOT NULL,
  counts TEXT
) STRICT""",
    "articles": """CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  path TEXT,
  url TEXT,
  outlet TEXT,
  agency TEXT,
  title TEXT,
  byline TEXT,
  published TEXT,
  published_grain TEXT,
  published_how TEXT,
  captured_at TEXT NOT NULL,
  language TEXT,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  version_of TEXT REFERENCES articles (id),
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  raw_sha256 TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  n INTEGER NOT NULL UNIQUE
) STRICT""",
    "captures": """CREATE TABLE captures (
  article TEXT PRIMARY KEY REFERENCES articles (id),
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  compressed BLOB NOT NULL
) STRICT""",
    "zones": """CREATE TABLE zones (
  article TEXT NOT NULL REFERENCES articles (id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('headline', 'body', 'caption', 'teaser', 'notice')),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID""",
    "statements": """CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  voice TEXT NOT NULL CHECK (voice IN ('attributed', 'narrator')),
  zone TEXT NOT NULL CHECK (zone IN ('headline', 'body', 'caption', 'teaser', 'notice')),
  cue_start INTEGER CHECK (cue_start >= 0),
  cue_end INTEGER,
  source_start INTEGER CHECK (source_start >= 0),
  source_end INTEGER,
  speaker TEXT,
  speaker_class TEXT NOT NULL,
  anonymity_reason TEXT,
  relay TEXT NOT NULL,
  quotation TEXT NOT NULL CHECK (quotation IN ('direct', 'indirect', 'mixed', 'none')),
  modality TEXT NOT NULL CHECK (modality IN ('asserted', 'hedged', 'predicted', 'denied', 'wished')),
  stance TEXT,
  as_of TEXT,
  due_from TEXT,
  due_to TEXT,
  nested_in TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  run TEXT NOT NULL REFERENCES runs (id),
  n INTEGER NOT NULL UNIQUE,
  CHECK ((cue_start IS NULL) = (cue_end IS NULL) AND (cue_start IS NULL OR cue_start < cue_end)),
  CHECK ((source_start IS NULL) = (source_end IS NULL) AND (source_start IS NULL OR source_start < source_end))
) STRICT""",
    "statement_pieces": """CREATE TABLE statement_pieces (
  statement TEXT NOT NULL REFERENCES statements (id),
  n INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID""",
    "done": """CREATE TABLE done (
  article TEXT NOT NULL REFERENCES articles (id),
  stage TEXT NOT NULL,
  version TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  PRIMARY KEY (article, stage)
) STRICT, WITHOUT ROWID""",
    "skipped": """CREATE TABLE skipped (
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT NOT NULL,
  hint TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  PRIMARY KEY (source, reason, at)
) STRICT, WITHOUT ROWID""",
}

INDEXES: tuple[str, ...] = (
    "CREATE INDEX articles_by_source ON articles (source, captured_at, n)",
    "CREATE INDEX articles_by_text ON articles (sha256)",
    "CREATE INDEX articles_by_time ON articles (published IS NULL, published, source, id)",
    "CREATE INDEX articles_by_version ON articles (version_of) WHERE version_of IS NOT NULL",
    "CREATE INDEX statements_by_article ON statements (article)",
    "CREATE INDEX statements_by_nesting ON statements (nested_in) WHERE nested_in IS NOT NULL",
)

# Datasette finds the search of a table by `content="…"` in double quotes.
SEARCH: tuple[str, ...] = (
    'CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content="articles", content_rowid="n")',
    "CREATE VIRTUAL TABLE statements_fts USING fts5 (words, source)",
)

VIEWS: tuple[str, ...] = (
    """CREATE VIEW statement_texts AS
SELECT s.id, a.outlet, a.published, a.title, s.voice, s.zone,
  substr(a.text, s.source_start + 1, s.source_end - s.source_start) AS source,
  substr(a.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
  (SELECT group_concat(words, ' … ') FROM (
    SELECT substr(a.text, p.start + 1, p."end" - p.start) AS words
    FROM statement_pieces p WHERE p.statement = s.id ORDER BY p.n)) AS content,
  s.quotation, s.modality, s.confidence, a.url, s.article
FROM statements s JOIN articles a ON a.id = s.article""",
)

SPEAKERS: tuple[str, ...] = (
    """CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'group', 'organization', 'place', 'document', 'unknown')),
  name TEXT,
  run TEXT NOT NULL REFERENCES runs (id)
) STRICT""",
    """CREATE TABLE mentions (
  entity TEXT NOT NULL REFERENCES entities (id),
  n INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  form TEXT NOT NULL CHECK (form IN ('name', 'description', 'pronoun')),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'group', 'organization', 'place', 'document', 'unknown')),
  PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE descriptions (
  entity TEXT NOT NULL REFERENCES entities (id),
  n INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE speakers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'group', 'organization', 'place', 'document', 'unknown')),
  run TEXT NOT NULL REFERENCES runs (id)
) STRICT""",
    """CREATE TABLE speaker_entities (
  entity TEXT PRIMARY KEY REFERENCES entities (id),
  speaker TEXT NOT NULL REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE resolutions (
  version TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id)
) STRICT, WITHOUT ROWID""",
    "DROP VIEW statement_texts",
    "ALTER TABLE statements DROP COLUMN speaker",
    "ALTER TABLE statements ADD COLUMN entity TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX entities_by_article ON entities (article)",
    "CREATE INDEX statements_by_entity ON statements (entity) WHERE entity IS NOT NULL",
    "CREATE INDEX entities_by_speaker ON speaker_entities (speaker)",
    """CREATE VIEW statement_texts AS
SELECT s.id, a.outlet, a.published, a.title, s.voice, s.zone,
  k.name AS speaker, s.speaker_class,
  substr(a.text, s.source_start + 1, s.source_end - s.source_start) AS source,
  substr(a.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
  (SELECT group_concat(words, ' … ') FROM (
    SELECT substr(a.text, p.start + 1, p."end" - p.start) AS words
    FROM statement_pieces p WHERE p.statement = s.id ORDER BY p.n)) AS content,
  s.relay, s.quotation, s.modality, s.stance, s.nested_in, s.confidence, a.url, s.article
FROM statements s JOIN articles a ON a.id = s.article
LEFT JOIN speaker_entities e ON e.entity = s.entity LEFT JOIN speakers k ON k.id = e.speaker""",
    """CREATE VIEW speaker_mentions AS
SELECT k.name AS speaker, a.outlet, substr(a.text, m.start + 1, m."end" - m.start) AS words, m.form, m.kind,
  m.start, m."end", a.id AS article, k.id AS speaker_id
FROM speakers k JOIN speaker_entities e ON e.speaker = k.id JOIN entities i ON i.id = e.entity
JOIN articles a ON a.id = i.article JOIN mentions m ON m.entity = i.id""",
)
"""Version 2: who is mentioned, who they are, and who says a statement, as edges."""

LINKS: tuple[str, ...] = (
    """CREATE TABLE units (
  key INTEGER PRIMARY KEY,
  quoted TEXT NOT NULL
) STRICT""",
    """CREATE TABLE unit_places (
  article TEXT NOT NULL REFERENCES articles (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  unit INTEGER NOT NULL REFERENCES units (key),
  PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE shingles (
  key INTEGER NOT NULL,
  unit INTEGER NOT NULL REFERENCES units (key),
  PRIMARY KEY (key, unit)
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE common_shingles (key INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE unit_matches (
  a INTEGER NOT NULL REFERENCES units (key),
  b INTEGER NOT NULL REFERENCES units (key),
  n INTEGER NOT NULL,
  a_from INTEGER NOT NULL,
  a_to INTEGER NOT NULL,
  b_from INTEGER NOT NULL,
  b_to INTEGER NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  PRIMARY KEY (a, b, n),
  CHECK (a < b)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tellings (
  id TEXT PRIMARY KEY,
  day INTEGER,
  terms TEXT NOT NULL
) STRICT""",
    """CREATE TABLE article_tellings (
  article TEXT PRIMARY KEY REFERENCES articles (id),
  telling TEXT NOT NULL REFERENCES tellings (id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE telling_keys (
  key INTEGER NOT NULL,
  telling TEXT NOT NULL REFERENCES tellings (id),
  PRIMARY KEY (key, telling)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE same_events (
  a TEXT NOT NULL REFERENCES tellings (id),
  b TEXT NOT NULL REFERENCES tellings (id),
  alike REAL NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE story_corrections (
  a TEXT NOT NULL REFERENCES articles (id),
  b TEXT NOT NULL REFERENCES articles (id),
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  made TEXT NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  linked TEXT,
  run TEXT NOT NULL REFERENCES runs (id)
) STRICT""",
    """CREATE TABLE story_articles (
  article TEXT PRIMARY KEY REFERENCES articles (id),
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE links (
  a TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('agree', 'refine', 'update', 'conflict', 'deny')),
  about TEXT NOT NULL,
  same_origin INTEGER CHECK (same_origin IN (0, 1)),
  origin_evidence TEXT,
  rule TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  why TEXT NOT NULL,
  a_spans TEXT NOT NULL,
  b_spans TEXT NOT NULL,
  PRIMARY KEY (a, b, relation, about),
  CHECK (a < b)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE remarks (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  a TEXT NOT NULL REFERENCES articles (id),
  a_start INTEGER NOT NULL,
  a_end INTEGER NOT NULL,
  b TEXT NOT NULL REFERENCES articles (id),
  b_start INTEGER NOT NULL,
  b_end INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('verbatim', 'edited', 'same_quote', 'drifted_quote')),
  PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  question TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answers (
  claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  value TEXT NOT NULL,
  as_of TEXT,
  reports INTEGER NOT NULL,
  origins_min INTEGER NOT NULL CHECK (origins_min >= 1),
  origins_max INTEGER NOT NULL CHECK (origins_max >= origins_min),
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answer_statements (
  claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  PRIMARY KEY (claim, n, statement)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE story_matches (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  a INTEGER NOT NULL REFERENCES units (key),
  b INTEGER NOT NULL REFERENCES units (key),
  n INTEGER NOT NULL,
  a_from INTEGER NOT NULL,
  a_to INTEGER NOT NULL,
  b_from INTEGER NOT NULL,
  b_to INTEGER NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  PRIMARY KEY (a, b, n, story),
  CHECK (a < b)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX story_matches_by_b ON story_matches (b)",
    "CREATE INDEX story_matches_by_story ON story_matches (story)",
    "CREATE INDEX unit_places_by_unit ON unit_places (unit)",
    "CREATE INDEX shingles_by_unit ON shingles (unit)",
    "CREATE INDEX unit_matches_by_b ON unit_matches (b)",
    "CREATE INDEX article_tellings_by_telling ON article_tellings (telling)",
    "CREATE INDEX same_events_by_b ON same_events (b)",
    "CREATE INDEX story_corrections_by_b ON story_corrections (b)",
    "CREATE INDEX story_articles_by_story ON story_articles (story)",
    "CREATE INDEX links_by_b ON links (b)",
    "CREATE INDEX links_by_story ON links (story)",
    "CREATE INDEX claims_by_story ON claims (story)",
    "CREATE INDEX answer_statements_by_statement ON answer_statements (statement)",
)
"""Version 3: what articles share, which tell of one event, what says the same, and how many origins it goes back to."""

SEARCHED_LESS = ("DROP INDEX shingles_by_unit",)
"""Version 4: a unit's shingles are made again of its words where they are wanted, which is seldom; kept, they made up a
fifth of a large record and a third of the time of a search in it."""

FIGURES = (
    """CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  statement TEXT REFERENCES statements (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  low REAL,
  high REAL,
  unit TEXT,
  counted TEXT,
  happened TEXT,
  as_of TEXT,
  run TEXT NOT NULL REFERENCES runs (id),
  CHECK ("end" > start)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX figures_by_article ON figures (article)",
    "CREATE INDEX figures_by_statement ON figures (statement)",
)
"""Version 5: how many and how much."""

TIMES = (
    """CREATE TABLE times (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  statement TEXT REFERENCES statements (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  grain TEXT NOT NULL CHECK (grain IN ('second', 'minute', 'hour', 'day', 'month', 'year')),
  relation TEXT CHECK (relation IN ('on', 'since', 'until', 'before', 'after')),
  run TEXT NOT NULL REFERENCES runs (id),
  CHECK ("end" > start)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX times_by_article ON times (article)",
    "CREATE INDEX times_by_statement ON times (statement)",
)
"""Version 6: when."""

PLACES = (
    """CREATE TABLE places (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  statement TEXT REFERENCES statements (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  name TEXT NOT NULL,
  geonames INTEGER,
  kind TEXT CHECK (kind IN ('town', 'region', 'country')),
  lat REAL CHECK (lat BETWEEN -90 AND 90),
  lon REAL CHECK (lon BETWEEN -180 AND 180),
  country TEXT,
  within TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  CHECK ("end" > start),
  CHECK ((geonames IS NULL) = (lat IS NULL) AND (lat IS NULL) = (lon IS NULL))
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX places_by_article ON places (article)",
    "CREATE INDEX places_by_statement ON places (statement)",
    "CREATE INDEX places_by_geonames ON places (geonames) WHERE geonames IS NOT NULL",
)
"""Version 6: where."""

REVIEWS = (
    """CREATE TABLE reviews (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('statement', 'link')),
  verdict TEXT CHECK (verdict IN ('yes', 'no', 'unsure')),
  note TEXT,
  by TEXT,
  at TEXT NOT NULL,
  relation TEXT CHECK (relation IN ('agree', 'refine', 'update', 'conflict', 'deny')),
  about TEXT,
  a TEXT NOT NULL,
  a_article TEXT NOT NULL REFERENCES articles (id),
  a_voice TEXT NOT NULL CHECK (a_voice IN ('attributed', 'narrator')),
  a_words TEXT NOT NULL,
  b TEXT,
  b_article TEXT REFERENCES articles (id),
  b_voice TEXT CHECK (b_voice IN ('attributed', 'narrator')),
  b_words TEXT,
  CHECK (verdict IS NOT NULL OR note IS NOT NULL),
  CHECK ((kind = 'link') = (b IS NOT NULL) AND (b IS NULL) = (b_article IS NULL) AND (b IS NULL) = (b_voice IS NULL)),
  CHECK ((b IS NULL) = (b_words IS NULL) AND (b IS NULL) = (relation IS NULL) AND (b IS NULL) = (about IS NULL))
) STRICT""",
    """CREATE TABLE reviews_undone (
  review TEXT PRIMARY KEY REFERENCES reviews (id),
  by TEXT,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reviews_by_a ON reviews (a_article)",
    "CREATE INDEX reviews_by_b ON reviews (b_article) WHERE b_article IS NOT NULL",
)
"""Version 7: what a person says of statements and links. Rows are only ever added; the statements are named but not
referred to, since a new reading may put others in their place."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*TABLES.values(), *INDEXES, *SEARCH, *VIEWS), SPEAKERS, LINKS, SEARCHED_LESS, FIGURES, (*TIMES, *PLACES),
    REVIEWS,
)  # fmt: skip
"""From version n to n + 1; the first makes an empty file a record. A step, once released, is never changed."""

VERSION = len(MIGRATIONS)

STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
"""What ANALYZE leaves behind: harmless, and other programs run it."""

Objects = dict[tuple[str, str, str], str | None]


def migrate(db: sqlite3.Connection) -> None:
    """Brings a record to VERSION, all of it or nothing."""
    if _version(db) == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    with db:
        for step in MIGRATIONS[_version(db) :]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def objects(db: sqlite3.Connection) -> Objects:
    """Every table, index, view and trigger by type, name and table, with the SQL that made it."""
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    found = {(kind, name, table): sql and " ".join(sql.split()) for kind, name, table, sql in rows}
    return {key: sql for key, sql in found.items() if sql is None or STATISTICS.get(key[1]) != sql}


def expected_objects() -> Objects:
    """What `objects` gives for a record that has nothing but ours."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(db)
        return objects(db)
    finally:
        db.close()


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
