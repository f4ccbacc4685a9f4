"""A user's words as a full-text query in which nothing is syntax."""

from __future__ import annotations

SEARCHES = {
    "statements": (
        "SELECT s.id FROM statements_fts f JOIN statements s ON s.n = f.rowid"
        " WHERE statements_fts MATCH ? ORDER BY rank, s.id LIMIT ?"
    ),
    "articles": (
        "SELECT a.id FROM articles_fts f JOIN articles a ON a.n = f.rowid"
        " WHERE articles_fts MATCH ? ORDER BY rank, a.id LIMIT ?"
    ),
}
"""What can be searched. Each query takes the match expression and how many ids to give."""

_NOT_IN_QUERIES = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")


def match_expression(query: str) -> str | None:
    """Every word of the query quoted, so that all must occur; `None` where it holds no word.

    A word is what stands between spaces: `U.S.` finds U and S side by side, as SQLite splits them in the texts.
    """
    words = [word for word in query.translate(_NOT_IN_QUERIES).split() if any(map(str.isalnum, word))]
    return " ".join('"' + word.replace('"', '""') + '"' for word in words) if words else None
