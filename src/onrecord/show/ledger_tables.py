"""The source ledger as two plain tables for other programs: `accounts`, a row for each speaker, and `tallies`, a row
for each outlet, each article and, where sides are given, each side.

The figures are those of `show sources --json`; of an account's statements there are the ids alone, since the rest of
each stands in the table of statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.show.choice import Choice
from onrecord.show.ledger import Account, ledger
from onrecord.show.sides import Labels, Named
from onrecord.show.tally import tally

if TYPE_CHECKING:
    import pyarrow


def ledger_rows(record: Named, labels: Labels, choice: Choice) -> dict[str, list[dict[str, Any]]]:
    """Both tables. What is not resolved comes last among the accounts; each tally says `by` what it is."""
    found = ledger(record, labels, choice)
    groups = {"outlet": found.outlets, "article": found.articles, "side": found.sides}
    return {
        "accounts": [_account(each) for each in (*found.speakers, *found.unresolved)],
        "tallies": [{"by": by, **each.as_dict()} for by, tallies in groups.items() for each in tallies],
    }


def _account(account: Account) -> dict[str, Any]:
    articles = [
        {"article": article, "outlet": said[0].outlet, "statements": [each.statement.id for each in said]}
        for article, said in account.articles.items()
    ]
    return account.as_dict() | {"articles": articles}


EMPTY: dict[str, dict[str, Any]] = {
    "accounts": _account(Account(None, "", "unknown", "unknown", None, ())),
    "tallies": {"by": "", **tally(None, (), speakers=0).as_dict()},
}
"""A row of each table in which nothing is counted: it has every key."""


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a table that knows no tables in it: the counts in a `classes` become `classes.document` and so on."""
    cells: dict[str, Any] = {}
    for key, value in row.items():
        cells |= {f"{key}.{inner}": n for inner, n in value.items()} if isinstance(value, dict) else {key: value}
    return cells


def flat_keys(name: str) -> list[str]:
    """The heads of such a table."""
    return list(flat(EMPTY[name]))


def ledger_schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of `accounts` or `tallies`: counts are whole numbers, shares are not, all else is text."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()

    def rows(**types: Any) -> Any:
        return pa.list_(pa.struct(list(types.items())))

    lists = {
        "articles": rows(article=text, outlet=text, statements=pa.list_(text)),
        "outlets": rows(outlet=text, statements=number),
        "descriptions": rows(outlet=text, text=text, article=text, span=pa.list_(pa.int32(), 2)),
        "cues": rows(cue=text, stance=text, statements=number),
        "relays": rows(relay=pa.list_(text), statements=number),
        "sides": rows(side=text, statements=number),
        "anonymity_reasons": pa.list_(text),
    }

    def kind(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return pa.struct([(inner, pa.float64() if key == "shares" else number) for inner in value])
        if isinstance(value, list):
            return lists[key]
        return pa.bool_() if isinstance(value, bool) else number if isinstance(value, int) else text

    return pa.schema([(key, kind(key, value)) for key, value in EMPTY[name].items()])
