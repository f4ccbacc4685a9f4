"""Names of one referent in a record: what several articles of a story speak of, and what each calls it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.link.contested import contested, with_own
from onrecord.link.wording import AGREE, strength
from onrecord.link.wording import wording as named
from onrecord.rows import Wording
from onrecord.show.reuse import reuse
from onrecord.show.words import in_order
from onrecord.store import Record
from onrecord.store.among import links_that

FEW = 60
"""Articles of a story up to which passages that were changed a little count as reused, too; in a larger one, where each
may share with each, those in the same ten words or more alone."""

RULE = {
    "known_names": "names that a table says are of one thing",
    "one_kind": "nouns for one thing",
    "one_thing": "nouns for one thing, of another style",
    "one_event": "nouns for one happening",
    "one_act": "verbs for one act, in statements that agree",
    "same_remark": "who is said to have said one thing",
    "same_said": "how it is said that one speaker said it",
    "same_spelling": "names spelt nearly alike, never in one article",
    "same_name": "one person, group or organisation",
    "same_number": "as many persons, in statements that agree",
    "same_noun": "one noun, in statements that agree",
    "style_act": "verbs for one act, of another style, in statements that agree",
    "one_figure": "what is counted, of one number",
    "each_speaker": "how it is said that one speaker said something",
    "like_act": "verbs for what befalls one thing",
    "like_noun": "nouns of one kind",
    "coloured": "one noun, and words that colour it",
    "same_claim": "whom each report has for one claim",
}
"""By what the names are taken to stand for one thing, in words."""


def wording(record: Record, story: str | None = None, own: Path | None = None) -> list[Wording]:
    """The referents of a record's stories that two articles call differently; of one story, if its id is given. `own`
    is a TOML file of names that are of one thing, beside those that ship with onrecord."""
    known = contested() if own is None else with_own(own)
    speakers = {e: s.id for s in record.speakers() for e in s.entities}
    found: list[Wording] = []
    for each in record.stories():
        if story in (None, each.id) and len(each.articles) > 1:
            found += (replace(w, story=each.id) for w in _of_story(record, each.articles, speakers, known))
    return sorted(found, key=strength)


def _of_story(
    record: Record, ids: Collection[str], speakers: dict[str, str], known: Sequence[Sequence[str]]
) -> list[Wording]:
    articles = in_order([a for i in sorted(ids) if (a := record.article(i)) is not None])
    statements = [s for i in sorted(ids) for s in record.statements(i)]
    entities = [e for i in sorted(ids) for e in record.entities(i)]
    figures = [f for i in sorted(ids) for f in record.figures(i)]
    links = links_that(record, AGREE, sorted(ids))
    shared = reuse(record, ids) if len(articles) <= FEW else ()
    return named(articles, statements, links, entities, speakers, known, shared, figures)


def wording_json(w: Wording) -> dict[str, Any]:
    """A referent with its names, with the keys of the interchange format."""
    names = [
        {
            "name": n.name,
            "outlet": n.outlet,
            "voice": n.voice,
            "spans": [{"article": s.article, "span": s.span} for s in n.spans],
            "once": n.once,
        }
        for n in w.names
    ]
    return {"referent": w.referent, "names": names, "rule": w.rule, "split": w.split, "story": w.story}
