"""The report's section on what each outlet calls the same thing: names by outlets, each count with its passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from onrecord.rows import Article, Named, Span, Stretch, Voice, Wording
from onrecord.show.oneword import Where
from onrecord.show.plain import one_line, shortened
from onrecord.show.trails import Quote, cut
from onrecord.show.wording import RULE, wording
from onrecord.store import Record
from onrecord.text.sentences import sentences

MOST = 40
"""Referents in a report, the strongest contrasts; `show wording` has all."""

NAMES = 8
"""Names of a referent, those of most reports."""

PLACES = 9
"""Places of a name in one outlet that have a link of their own."""

LONGEST = 80
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Use:
    """How often an outlet uses a name in one voice, as published and with reused passages counted once, and links to
    the places; `more` of them have none of their own."""

    outlet: str
    count: int
    once: int
    links: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its uses in the reporters' own voice and inside quotations, and one of them in its words."""

    name: str
    own: list[Use]
    quoted: list[Use]
    example: Quote


@dataclass(frozen=True, slots=True)
class Naming:
    """A referent with its names; `more` counts names that are left out."""

    referent: str
    rule: str
    reports: int
    names: list[Name]
    more: int


@dataclass(frozen=True, slots=True)
class Namings:
    """The section. `more` counts referents that are left out."""

    rows: list[Naming]
    more: int


NO_NAMINGS = Namings([], 0)


def namings(record: Record, where: Where) -> Namings:
    """The section of a record's report."""
    found = wording(record)
    articles = {a.id: a for a in record.articles()}
    return Namings([_naming(w, where, articles) for w in found[:MOST]], max(0, len(found) - MOST))


def _naming(w: Wording, where: Where, articles: dict[str, Article]) -> Naming:
    by_name = [(name, list(uses)) for name, uses in groupby(w.names, key=lambda n: n.name)]
    names = [_name(name, uses, where, articles) for name, uses in by_name[:NAMES]]
    reports = len({s.article for n in w.names for s in n.spans})
    return Naming(_short(w.referent), RULE[w.rule], reports, names, max(0, len(by_name) - NAMES))


def _name(name: str, uses: list[Named], where: Where, articles: dict[str, Article]) -> Name:
    first = next((u for u in uses if u.voice == "narrator"), uses[0]).spans[0]
    return Name(
        _short(name),
        _uses(uses, "narrator", where),
        _uses(uses, "attributed", where),
        _in_sentence(first, where, articles),
    )


def _uses(uses: Iterable[Named], voice: Voice, where: Where) -> list[Use]:
    kept = sorted((u for u in uses if u.voice == voice), key=lambda u: (-len(u.spans), u.outlet or ""))
    return [
        Use(
            one_line(u.outlet or "no outlet"), len(u.spans), u.once, [where.place(s) for s in u.spans[:PLACES]],
            max(0, len(u.spans) - PLACES),
        )
        for u in kept
    ]  # fmt: skip


def _in_sentence(place: Stretch, where: Where, articles: Mapping[str, Article]) -> Quote:
    """A name in the sentence that it stands in."""
    around = (s for s in sentences(articles[place.article].text) if s[0] <= place.span[0] < s[1])
    return excerpt(place, next(around, place.span), where, articles)


def excerpt(place: Stretch, passage: Span, where: Where, articles: Mapping[str, Article]) -> Quote:
    """Words cut out of a passage, with their outlet; it leads to them."""
    article = articles[place.article]
    return Quote(one_line(article.outlet or ""), where.place(place), *cut(article.text, passage, place.span))


def _short(words: str) -> str:
    return shortened(one_line(words), LONGEST)
