"""Names of one referent: what several articles of a story speak of, and what each of them calls it.

    noun phrases ──one noun──▶ kinds ──RULES──▶ referents
    entities ──one name──────────────────────▶ referents

A phrase is put with others of its noun; nouns are put together where a rule of RULES says so, and the articles show it.
Nothing is said of which name is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from onrecord.link.groups import Joined
from onrecord.link.noun_phrases import Phrase, phrases
from onrecord.link.rarity import rarity
from onrecord.link.referents import TOLD_LITTLE
from onrecord.rows import Article, Entity, Link, Named, Span, Statement, Stretch, Voice, Wording
from onrecord.text.nouns import COLLECTIVE_NOUN, OF_MANY, ORGANISATIONS, PERSONS, heads
from onrecord.text.quotes import quotes
from onrecord.text.spans import covered, merged

KINDS = (
    heads("militant insurgent terrorist fighter extremist jihadist jihadi rebel islamist guerrilla gunman gunmen separatist"),
    heads("group organisation organization movement outfit faction"),
    heads("government regime administration authority junta leadership ruler"),
    heads("crash collision accident incident mishap"),
    heads("incident explosion blast malfunction fire mishap accident"),
    heads("mix-up error mistake blunder mishap confusion incident breach debacle fiasco discrepancy"),
    heads("swap exchange deal trade agreement bargain"),
    heads("boat ship vessel barge craft ferry dinghy"),
    heads("plane aircraft jet airliner"),
    heads("rocket missile satellite projectile"),
    heads("launch test provocation firing action operation"),
    heads("invasion offensive operation incursion intervention attack assault war"),
    heads("attack massacre assault killing murder atrocity incident shooting"),
    heads("protest riot demonstration rally march unrest uprising"),
    heads("protester rioter demonstrator marcher activist"),
    heads("crowd people spectator reveller reveler onlooker visitor"),
    heads("migrant refugee asylum-seeker immigrant"),
    heads("captive hostage prisoner detainee inmate"),
    heads("girl schoolgirl student pupil child children victim captive hostage"),
    heads("flight trip journey voyage"),
    heads("show display celebration party festival event"),
    heads("passenger traveller traveler flyer person people"),
    heads("killing death murder execution assassination"),
    heads("coup takeover revolution uprising putsch"),
    heads("wall fence barrier border"),
    heads("reform cut overhaul change"),
    heads("tax levy charge fee"),
    heads("law bill act legislation measure"),
    heads("company firm airline carrier business"),
    heads("suspect gunman attacker shooter killer assailant"),
    heads("officer policeman cop"),
)
"""Nouns that reports use for one thing, by what they name: people who fight, what runs a state, what went wrong, and so
on. Of a set, two nouns are taken for one thing only where two statements that agree have one and the other. Written by
hand from what English news writes; a noun may stand in several."""

MEMBERS = KINDS[0]
"""Who a group with a name consists of: *Pell Front fighters* and *Pell Front militants* are the Pell Front."""

CONTRAST = 2
"""Least different names, in different articles, that a referent is shown with."""

MOST_PHRASES = 40
"""Phrases of a statement that are compared with another's: a longer one is a list."""

INSIDE = 0.9
"""Share of a phrase within quotation marks, for it to be the words of who is quoted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands, and what of it tells it from other names."""

    article: str
    span: Span
    key: str


Node = tuple[str, bool, str | None, tuple[str, ...]]
"""A noun without endings, whether it is of many, how many it says there are, and the names before it."""


def wording(
    articles: Sequence[Article], statements: Iterable[Statement], links: Iterable[Link], entities: Iterable[Entity],
    speakers: Mapping[str, str],
) -> list[Wording]:  # fmt: skip
    """The referents of one story with two names or more, those in most articles first.

    `speakers` gives the speaker that an entity is, over all articles. Of links only those that agree are looked at.
    """
    texts = {a.id: a.text for a in articles}
    if len(texts) < 2:
        return []
    found = [
        *_nouns(texts, phrases(articles), list(statements), links),
        *_entities(texts, entities, speakers),
    ]
    outlets, quoted = {a.id: a.outlet for a in articles}, {a.id: _quoted(a.text) for a in articles}
    rows = [_wording(rule, places, texts, outlets, quoted) for rule, places in found if _contrasts(places)]
    return sorted(rows, key=lambda w: (-_reports(w), w.referent.casefold(), w.names[0].spans[0].span))


# By their nouns


def _nouns(
    texts: Mapping[str, str], found: Sequence[Phrase], statements: Sequence[Statement], links: Iterable[Link]
) -> Iterator[tuple[str, list[Place]]]:
    """Phrases of one noun, or of nouns that a rule puts together."""
    nodes = _nodes(found)
    names = {_id(node): node for node in nodes}
    joined = Joined(names)
    why: dict[str, str] = {}
    for rule, a, b in sorted(_pairs(nodes, statements, links)):
        if joined.of(a) != joined.of(b) and _fit(joined, names, a, b):
            joined.join(a, b)
            why[joined.of(a)] = rule
    for group in joined.groups():
        members = [p for key in group for p in nodes[names[key]]]
        rule = why.get(group[0], "same_noun")
        if rule != "same_noun" or _of_one(members):
            yield rule, [Place(p.article, p.span, _key(p)) for p in members]


def _id(node: Node) -> str:
    return "\0".join((node[0], str(node[1]), node[2] or "", *node[3]))


def _nodes(found: Iterable[Phrase]) -> dict[Node, list[Phrase]]:
    """Phrases by noun, number and names: those without a name go with the name, where all that have one have the same
    one."""
    by_noun: dict[tuple[str, bool, str | None], list[Phrase]] = defaultdict(list)
    for p in found:
        if not p.owned and rarity(p.noun) > TOLD_LITTLE:
            by_noun[p.head, p.plural, p.number].append(p)
    nodes: dict[Node, list[Phrase]] = defaultdict(list)
    for key, members in by_noun.items():
        named = {p.names for p in members if p.names}
        only = next(iter(named)) if len(named) == 1 else ()
        for p in members:
            nodes[(*key, p.names or only)].append(p)
    return nodes


def _pairs(
    nodes: Mapping[Node, Sequence[Phrase]], statements: Iterable[Statement], links: Iterable[Link]
) -> set[tuple[str, str, str]]:
    """Nouns that a rule takes for one thing in two statements that agree."""
    at: dict[str, list[tuple[Span, Phrase, str]]] = defaultdict(list)
    for node, members in nodes.items():
        for p in members:
            at[p.article].append((p.span, p, _id(node)))
    held = {s.id: _held(s, at[s.article]) for s in statements}
    pairs = set()
    for link in links:
        if link.relation == "agree":
            for (p, one), (q, other) in product(held.get(link.a, ()), held.get(link.b, ())):
                rule = next((name for name, holds in RULES if p.head != q.head and holds(p, q)), None)
                if rule is not None:
                    pairs.add((rule, *sorted((one, other))))
    return pairs


def _held(s: Statement, phrases_there: Iterable[tuple[Span, Phrase, str]]) -> list[tuple[Phrase, str]]:
    spans = s.content
    inside = [(p, key) for (start, end), p, key in phrases_there if any(a <= start and end <= b for a, b in spans)]
    return inside if len(inside) <= MOST_PHRASES else []


def same_number(p: Phrase, q: Phrase) -> bool:
    """As many persons: *two people* and *two divers* in statements that agree."""
    return p.number is not None and p.number == q.number and _persons(p) and _persons(q)


def one_kind(p: Phrase, q: Phrase) -> bool:
    """Two nouns of one set of KINDS, either of one or of many."""
    fit = p.number == q.number or p.number is None or q.number is None
    return fit and p.plural == q.plural and any(k.fullmatch(p.noun) and k.fullmatch(q.noun) for k in KINDS)


RULES: tuple[tuple[str, Callable[[Phrase, Phrase], bool]], ...] = (
    ("same_number", same_number),
    ("one_kind", one_kind),
)


def _persons(p: Phrase) -> bool:
    return bool(PERSONS.fullmatch(p.noun) or COLLECTIVE_NOUN.fullmatch(p.noun) or p.noun in ("men", "women"))


def _fit(joined: Joined, names: Mapping[str, Node], a: str, b: str) -> bool:
    """Whether no two names or numbers in the two groups speak against their being one thing."""
    groups = {joined.of(a), joined.of(b)}
    members = [names[key] for key in names if joined.of(key) in groups]
    return all(len({m[n] for m in members if m[n]}) <= 1 for n in (2, 3))


def _of_one(members: Sequence[Phrase]) -> bool:
    """Whether phrases of one noun are names of one thing: what words stand before the noun differs between articles,
    and none is one of many (*a military source*, *a local source*)."""
    if any(OF_MANY.fullmatch(p.noun) and not p.definite for p in members):
        return False
    by_article: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for p in members:
        if like := _telling(p):
            by_article[p.article].add(like)
    return len({x for likes in by_article.values() for x in likes}) >= CONTRAST and len(by_article) >= CONTRAST


def _telling(p: Phrase) -> tuple[str, ...]:
    return tuple(w for w in p.like if w.removesuffix("'s") not in p.names and rarity(w) > TOLD_LITTLE)


def _key(p: Phrase) -> str:
    return " ".join((*_telling(p), p.head))


# By their names


def _entities(
    texts: Mapping[str, str], entities: Iterable[Entity], speakers: Mapping[str, str]
) -> Iterator[tuple[str, list[Place]]]:
    """What the articles call one person, group or organisation: its names, and the words that say who it is."""
    by_referent: dict[str, list[Place]] = defaultdict(list)
    for e in entities:
        if e.article not in texts:
            continue
        text = texts[e.article]
        referent = speakers.get(e.id) or (f"{e.kind}\0{_bare(e.name)}" if e.name else None)
        if referent is None:
            continue
        spans = {m.span for m in e.mentions if m.form != "pronoun"} | {*e.descriptions}
        by_referent[referent] += (Place(e.article, s, _bare(text[slice(*s)])) for s in sorted(spans))
    for places in by_referent.values():
        yield "same_name", places


def _bare(name: str) -> str:
    """A name as it is compared: without case, article and possessive."""
    words = " ".join(name.casefold().replace("’", "'").split()).removesuffix("'s")
    return words.removeprefix("the ").removeprefix("a ").removeprefix("an ")


# As rows


def _contrasts(places: Sequence[Place]) -> bool:
    """Whether two articles call it differently: an article alone that has several names tells of no difference."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for p in places:
        by_article[p.article].add(p.key)
    keys = set().union(*by_article.values()) if by_article else set()
    return len(by_article) >= CONTRAST and len(keys) >= CONTRAST and len({frozenset(k) for k in by_article.values()}) > 1


def _quoted(text: str) -> list[Span]:
    return merged((q.start, q.end) for q in quotes(text))


def _wording(
    rule: str, places: Sequence[Place], texts: Mapping[str, str], outlets: Mapping[str, str | None],
    quoted: Mapping[str, list[Span]],
) -> Wording:  # fmt: skip
    spans: dict[tuple[str, str | None, Voice], list[Stretch]] = defaultdict(list)
    for p in sorted(places, key=lambda p: (p.article, p.span)):
        voice: Voice = "attributed" if covered(p.span, quoted[p.article]) >= INSIDE else "narrator"
        name = " ".join(texts[p.article][slice(*p.span)].split())
        spans[name, outlets[p.article], voice].append(Stretch(p.article, p.span))
    names = [Named(name, outlet, voice, tuple(found)) for (name, outlet, voice), found in spans.items()]
    used = {name: len({s.article for n in names if n.name == name for s in n.spans}) for name, _, _ in spans}
    names.sort(key=lambda n: (-used[n.name], n.name.casefold(), n.name, n.outlet or "", n.voice))
    return Wording(names[0].name, tuple(names), rule)


def _reports(w: Wording) -> int:
    return len({s.article for n in w.names for s in n.spans})
