"""What linking found, how it is worded and what people say, with the keys of the interchange format, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.rows import Claim, Link, Reuse, Story, Stretch
from onrecord.show.commentary import commentary, commentary_json
from onrecord.show.coverage import rows as coverage_rows
from onrecord.show.loaded import AGENCY_KEYS, LOADED_KEYS, agency, agentless_json, comparable_words, loaded_json
from onrecord.show.reporting import VERB_KEYS, verb_json, verbs
from onrecord.show.reuse import reuse
from onrecord.show.reviews import REVIEW_KEYS, review_json
from onrecord.show.wording import wording, wording_json
from onrecord.store import Record
from onrecord.store.reviews import reviewed

if TYPE_CHECKING:
    import pyarrow

BATCH = 4096
"""Rows of a Parquet batch."""

REUSE_KEYS = ("a", "b", "kind", "first")
LINK_KEYS = (
    "a", "b", "a_spans", "b_spans", "relation", "about", "same_origin", "origin_evidence", "rule", "score", "why",
)  # fmt: skip
CLAIM_KEYS = ("id", "question", "answers")
ANSWER_KEYS = ("value", "as_of", "statements", "speakers", "reports", "origins")
STORY_KEYS = ("id", "articles")
COMMENTARY_KEYS = ("article", "cites", "disputes", "cues")
WORDING_KEYS = ("referent", "names", "rule", "split", "story")
COVERAGE_KEYS = ("claim", "story", "article", "outlet", "place", "statements", "spans")


def place_json(p: Stretch) -> dict[str, Any]:
    """An article and a span of it."""
    return {"article": p.article, "span": p.span}


def reuse_json(r: Reuse) -> dict[str, Any]:
    """A passage that two articles share."""
    return {"a": place_json(r.a), "b": place_json(r.b), "kind": r.kind, "first": r.first}


def link_json(x: Link) -> dict[str, Any]:
    """A link between two statements."""
    return {k: getattr(x, k) for k in LINK_KEYS}


def claim_json(c: Claim) -> dict[str, Any]:
    """A claim with its answers."""
    answers = [{k: getattr(a, k) for k in ANSWER_KEYS} for a in c.answers]
    return {"id": c.id, "question": c.question, "answers": answers}


def story_json(s: Story) -> dict[str, Any]:
    """The articles of one event."""
    return {"id": s.id, "articles": s.articles}


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Record], Iterable[dict[str, Any]]]]] = {
    "reuse": (REUSE_KEYS, lambda record: map(reuse_json, reuse(record))),
    "links": (LINK_KEYS, lambda record: map(link_json, record.links())),
    "claims": (CLAIM_KEYS, lambda record: map(claim_json, record.claims())),
    "stories": (STORY_KEYS, lambda record: map(story_json, record.stories())),
    "commentary": (COMMENTARY_KEYS, lambda record: map(commentary_json, commentary(record))),
    "wording": (WORDING_KEYS, lambda record: map(wording_json, wording(record))),
    "coverage": (COVERAGE_KEYS, coverage_rows),
    "words": (LOADED_KEYS, lambda record: map(loaded_json, comparable_words(record))),
    "agency": (AGENCY_KEYS, lambda record: map(agentless_json, agency(record))),
    "verbs": (VERB_KEYS, lambda record: map(verb_json, verbs(record))),
    "reviews": (REVIEW_KEYS, lambda record: map(review_json, reviewed(record))),
}
"""What linking found and people said of it, by the names of their files: the keys, and the rows."""


def linked_schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of one of TABLES."""
    import pyarrow as pa

    text, span, ids = pa.string(), pa.list_(pa.int32(), 2), pa.list_(pa.string())
    place = pa.struct([("article", text), ("span", span)])
    answer = pa.struct(
        [
            ("value", text), ("as_of", text), ("statements", ids), ("speakers", ids), ("reports", pa.int32()),
            ("origins", pa.list_(pa.int32(), 2)),
        ]
    )  # fmt: skip
    cited = pa.struct([("name", text), ("article", text), ("statements", ids), ("span", span)])
    disputed = pa.struct([("statement", text), ("span", span), ("words", text)])
    named = pa.struct(
        [("name", text), ("outlet", text), ("voice", text), ("spans", pa.list_(place)), ("once", pa.int32())]
    )
    whole, places = pa.int32(), pa.list_(place)
    sizes = [(key, whole) for key in ("count", "others", "of", "of_others")]
    counts = {key: pa.struct([*sizes, ("z", pa.float64())]) for key in ("published", "once")}
    counts |= {"forms": ids, "q": pa.float64(), "articles": whole, "others_articles": whole, "places": places}
    taken = pa.struct([(key, whole) for key in ("endorsing", "distancing", "neutral")])
    selected = pa.struct([("span", span), *((key, text) for key in ("exact", "prefix", "suffix"))])
    judged = pa.struct([*((key, text) for key in ("statement", "article", "voice")), ("words", pa.list_(selected))])
    special = {
        "reuse": {"a": place, "b": place},
        "links": {
            "a_spans": pa.list_(span), "b_spans": pa.list_(span), "same_origin": pa.bool_(), "score": pa.float64(),
        },
        "claims": {"answers": pa.list_(answer)},
        "stories": {"articles": ids},
        "commentary": {"cites": pa.list_(cited), "disputes": pa.list_(disputed), "cues": pa.list_(span)},
        "wording": {"names": pa.list_(named), "split": pa.int32()},
        "coverage": {"statements": ids, "spans": pa.list_(place)},
        "words": counts | {"name": pa.bool_(), "others_places": places},
        "agency": {
            "at": place, "sentence": place, "beside": pa.list_(pa.struct([("act", place), ("agent", place)])),
        },
        "reviews": {"now": ids, "judged": pa.list_(judged)},
        "verbs": counts | {"contrast": pa.bool_(), "stances": taken, "stances_once": taken},
    }[name]  # fmt: skip
    keys, _ = TABLES[name]
    return pa.schema([(key, special.get(key, text)) for key in keys])


def batches_of(record: Record, name: str) -> Iterator[pyarrow.RecordBatch]:
    """One of TABLES as Arrow, some rows at a time."""
    import pyarrow as pa

    _, rows_of = TABLES[name]
    rows = iter(rows_of(record))
    while chunk := list(islice(rows, BATCH)):
        yield pa.RecordBatch.from_pylist(chunk, schema=linked_schema(name))


def table(record: Record, name: str) -> pyarrow.Table:
    """One of TABLES as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_batches(list(batches_of(record, name)), schema=linked_schema(name))
