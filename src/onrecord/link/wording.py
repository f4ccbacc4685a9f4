"""Names of one referent: what several articles of a story speak of, and what each of them calls it.

    noun phrases ──one noun──▶ kinds ──RULES──▶ referents
    entities ──one name──────────────────────▶ referents
    a table of contested names ──────────────▶ referents

A phrase is put with others of its noun; nouns are put together where a rule of RULES says so, and the articles show it.
Nothing is said of which name is right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from onrecord.link.contested import contested
from onrecord.link.groups import Joined
from onrecord.link.kinds import EVENTS, KINDS
from onrecord.link.noun_phrases import Phrase, phrases
from onrecord.link.rarity import rarity
from onrecord.link.referents import TOLD_LITTLE
from onrecord.rows import Article, Entity, Link, Named, Span, Statement, Stretch, Voice, Wording
from onrecord.text.nouns import (
    BUSINESSES,
    COLLECTIVE_NOUN,
    DOCUMENTS,
    OF_MANY,
    ORGANISATIONS,
    PERSONS,
    names_nobody,
)
from onrecord.text.phrases import head_of
from onrecord.text.quotes import quotes
from onrecord.text.spans import covered, merged

CONTRAST = 2
"""Least different names, in different articles, that a referent is shown with."""

MOST_PHRASES = 16
"""Phrases of a statement that are compared with another's: a longer one is a list."""

INSIDE = 0.9
"""Share of a phrase within quotation marks, for it to be the words of who is quoted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands, and what of it tells it from other names."""

    article: str
    span: Span
    key: str


def wording(
    articles: Sequence[Article], statements: Iterable[Statement], links: Iterable[Link], entities: Iterable[Entity],
    speakers: Mapping[str, str], known: Sequence[Sequence[str]] | None = None,
) -> list[Wording]:  # fmt: skip
    """The referents of one story with two names or more, those in most articles first.

    `speakers` gives the speaker that an entity is, over all articles. Of links only those that agree are looked at.
    `known` are sets of names that are known to be of one thing, those that ship with onrecord if none are given.
    """
    texts = {a.id: a.text for a in articles}
    if len(texts) < 2:
        return []
    rows, agreeing = list(statements), [x for x in links if x.relation == "agree"]
    found = [
        *_known(texts, contested() if known is None else known),
        *_nouns(phrases(articles), rows, agreeing),
        *_sources(texts, rows, agreeing),
        *_entities(texts, entities, speakers),
    ]
    outlets, quoted = {a.id: a.outlet for a in articles}, {a.id: _quoted(a.text) for a in articles}
    shown = [_wording(rule, places, texts, outlets, quoted) for rule, places in found if _contrasts(places)]
    return sorted(shown, key=lambda w: (-_reports(w), w.referent.casefold(), w.names[0].spans[0].span))


# By their nouns


def _nouns(
    found: Sequence[Phrase], statements: Sequence[Statement], links: Iterable[Link]
) -> Iterator[tuple[str, list[Place]]]:
    """Phrases of one noun, or of nouns that a rule puts together."""
    nodes = _nodes(found)
    held = _held(statements, nodes)
    apart, group = _together(held), {key: [key] for key in nodes}
    why: dict[str, set[str]] = defaultdict(set)
    shown, named = _pairs(held, links), _named(nodes)
    agreed = Counter[tuple[str, str]]()
    for (_, a, b), times in shown.items():
        agreed[a, b] += times
    for rule, a, b in sorted({*shown, *_happenings(nodes)}, key=lambda x: (-shown[x], x)):
        one, other = group[a], group[b]
        if one is not other and _fit(named, apart, agreed, one, other):
            why[one[0]] |= {rule} | why.pop(other[0], set())
            one += other
            group.update(dict.fromkeys(other, one))
    groups = list({each[0]: each for each in group.values() if len(each) > 1}.values())
    for each in _with_bare(groups, nodes):
        rule = next(name for name in NOUN_RULES if name in why[each[0]])
        yield rule, [Place(p.article, p.span, _key(p)) for key in each for p in nodes[key]]


def _nodes(found: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    """Phrases that are surely named alike: of one noun, number, names and words before the noun. Those without a name
    go with the name, where all of their noun that have one have the same one."""
    by_noun: dict[tuple[str, bool, str | None], list[Phrase]] = defaultdict(list)
    for p in found:
        if not p.owned:
            by_noun[p.head, p.plural, p.number].append(p)
    nodes: dict[str, list[Phrase]] = defaultdict(list)
    for (head, plural, number), members in by_noun.items():
        named = {p.names for p in members if p.names}
        only = next(iter(named)) if len(named) == 1 else ()
        for p in members:
            key = (head, "s" if plural else "", number or "", " ".join(p.names or only), " ".join(_telling(p)))
            nodes["|".join(key)].append(p)
    return nodes


Held = dict[str, list[tuple[Phrase, str]]]
"""The phrases of each statement, with their nodes."""


def _held(statements: Iterable[Statement], nodes: Mapping[str, Sequence[Phrase]]) -> Held:
    at: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    for key, members in nodes.items():
        for p in members:
            at[p.article].append((p, key))
    held = {}
    for s in statements:
        inside = [x for x in at[s.article] if any(a <= x[0].span[0] and x[0].span[1] <= b for a, b in s.content)]
        held[s.id] = inside[:MOST_PHRASES]
    return held


def _together(held: Held) -> Counter[tuple[str, str]]:
    """Nodes that stand beside one another in one statement, and in how many: mostly two things."""
    pairs = (combinations(sorted({key for _, key in found}), 2) for found in held.values())
    return Counter(pair for each in pairs for pair in each)


def _pairs(held: Held, links: Iterable[Link]) -> Counter[tuple[str, str, str]]:
    """Nodes that a rule takes for one thing in two statements that agree, and in how many such pairs."""
    judged: dict[tuple[str, str, bool, bool], str | None] = {}
    pairs = Counter[tuple[str, str, str]]()
    for link in links:
        for (p, one), (q, other) in product(held.get(link.a, ()), held.get(link.b, ())):
            seen = (one, other, p.definite, q.definite)
            if seen not in judged:
                judged[seen] = next((name for name, holds in RULES if one != other and holds(p, q)), None)
            if (rule := judged[seen]) is not None:
                low, high = sorted((one, other))
                pairs[rule, low, high] += 1
    return pairs


def _happenings(nodes: Mapping[str, Sequence[Phrase]]) -> Iterator[tuple[str, str, str]]:
    """*The crash* and *the collision*, with nothing else to tell them apart, whoever agrees with whom: what a story is
    about happened once."""
    bare = [
        (key, members[0].noun)
        for key, members in nodes.items()
        if not key.split("|", 1)[1].strip("|") and any(p.definite for p in members)
    ]
    for kind in EVENTS:
        having = [key for key, noun in bare if kind.fullmatch(noun)]
        yield from (("one_event", *sorted(pair)) for pair in combinations(having, 2))  # type: ignore[misc]


def same_number(p: Phrase, q: Phrase) -> bool:
    """As many persons: *two people* and *two divers* in statements that agree."""
    return p.number is not None and p.number == q.number and _persons(p) and _persons(q)


def one_kind(p: Phrase, q: Phrase) -> bool:
    """Two nouns of one set of KINDS, either of one or of many."""
    kinds = p.head != q.head and any(k.fullmatch(p.noun) and k.fullmatch(q.noun) for k in KINDS)
    rules = ORGANISATIONS.fullmatch(p.noun) and p.names != q.names  # which government the administration is, is open
    return kinds and p.plural == q.plural and p.number == q.number and not rules


def same_noun(p: Phrase, q: Phrase) -> bool:
    """One telling noun with other words before it; not one of many (*a military source*, *a local source*)."""
    many = any(OF_MANY.fullmatch(x.noun) and not x.definite for x in (p, q))
    alike = p.head == q.head and p.plural == q.plural and p.number == q.number and rarity(p.noun) > TOLD_LITTLE
    return alike and not many and p.definite == q.definite and bool(_telling(p)) and bool(_telling(q))


RULES: tuple[tuple[str, Callable[[Phrase, Phrase], bool]], ...] = (
    ("same_number", same_number),
    ("one_kind", one_kind),
    ("same_noun", same_noun),
)
"""What makes two names in statements that agree names of one thing, the firmest first."""

NOUN_RULES = (*(name for name, _ in RULES), "one_event")


def _persons(p: Phrase) -> bool:
    known = PERSONS.fullmatch(p.noun) or COLLECTIVE_NOUN.fullmatch(p.noun)
    return bool(known or p.noun in ("men", "women") or p.noun.rstrip("s").endswith(("ian", "er", "or", "ist", "man")))


def _named(nodes: Iterable[str]) -> dict[str, str]:
    """The names before each node's noun; `?` for a noun alone that stands behind several names elsewhere: which
    government *the government* is is not known."""
    names: dict[str, set[str]] = defaultdict(set)
    for key in nodes:
        head, _, _, name, _ = key.split("|")
        names[head] |= {name} - {""}
    heads = {key: key.split("|") for key in nodes}
    return {key: name or ("?" if len(names[head]) > 1 else "") for key, (head, _, _, name, _) in heads.items()}


def _fit(
    named: Mapping[str, str], apart: Counter[tuple[str, str]], agreed: Counter[tuple[str, str]],
    one: Sequence[str], other: Sequence[str],
) -> bool:  # fmt: skip
    """Whether no two names before the nouns differ, and no more statements have a name of either group beside one
    another than agreeing pairs have one here and one there."""
    names = {name for key in (*one, *other) if (name := named[key])}
    pairs = [(min(x), max(x)) for x in product(one, other)]
    beside = sum(apart[pair] for pair in pairs)
    return len(names) <= 1 and (beside == 0 or beside * BESIDE < sum(agreed[pair] for pair in pairs))


BESIDE = 2
"""Pairs of agreeing statements that outweigh one statement with both names: *the attack*, *the mass shooting* stand
in one sentence now and then. Chosen by eye on two gold stories and two others."""


def _with_bare(groups: Sequence[Sequence[str]], nodes: Mapping[str, Sequence[Phrase]]) -> Iterator[list[str]]:
    """Groups with their nouns alone: *the swap* is *the alleged swap*, where no other group has that noun."""
    having: dict[str, set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for key in group:
            having[key.rpartition("|")[0]].add(n)
    for n, group in enumerate(groups):
        bare = {f"{stem}|" for stem, where in having.items() if where == {n}}
        yield [*group, *sorted((bare & nodes.keys()) - {*group})]


def _telling(p: Phrase) -> tuple[str, ...]:
    return tuple(w for w in p.like if w.removesuffix("'s") not in p.names and rarity(w) > TOLD_LITTLE)


def _key(p: Phrase) -> str:
    return " ".join((*_telling(p), p.head))


# By what they said


def _sources(
    texts: Mapping[str, str], statements: Sequence[Statement], links: Iterable[Link]
) -> Iterator[tuple[str, list[Place]]]:
    """Who is not named and is said to have said one thing: *police* here, *authorities* there. The two statements are
    of one origin, as their words show."""
    said = {s.id: s for s in statements if s.source is not None and s.speaker_class in UNNAMED}
    joined = Joined(said)
    for link in links:
        if link.relation == "agree" and link.same_origin and link.a in said and link.b in said:
            joined.join(link.a, link.b)
    for group in joined.groups():
        places = []
        for each in (said[i] for i in group):
            text = texts[each.article]
            span = head_of(text, each.source) if each.source else (0, 0)
            places.append(Place(each.article, span, _bare(text[slice(*span)])))
        yield "same_remark", places


UNNAMED = ("unnamed_person", "unnamed_group")


# By their names


def _entities(
    texts: Mapping[str, str], entities: Iterable[Entity], speakers: Mapping[str, str]
) -> Iterator[tuple[str, list[Place]]]:
    """What the articles call one person, group or organisation: its names, and the words that say who it is."""
    by_referent: dict[str, list[Place]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for e in entities:
        if e.article not in texts or e.kind == "place":
            continue  # what else a place is called there is mostly another place
        text = texts[e.article]
        referent = speakers.get(e.id) or (f"{e.kind}\0{_bare(e.name)}" if e.name else None)
        if referent is None:
            continue
        by_referent[referent] += (Place(e.article, s, _bare(text[slice(*s)])) for s in _spans(e, text))
        names[referent] |= {_bare(text[slice(*m.span)]) for m in e.mentions if m.form == "name"}
    for referent, places in by_referent.items():
        if _otherwise({p.key for p in places}, names[referent]):
            yield "same_name", places


def _spans(e: Entity, text: str) -> list[Span]:
    """Where an entity's names stand, and descriptions of it that have a noun for persons, groups or documents."""
    named = {m.span for m in e.mentions if m.form == "name" and not names_nobody(text[slice(*m.span)])}
    described = {*e.descriptions} | {m.span for m in e.mentions if m.form == "description"}
    nouns = (PERSONS, ORGANISATIONS, DOCUMENTS, BUSINESSES)
    return sorted(named | {s for s in described if any(n.search(text[slice(*head_of(text, s))]) for n in nouns)})


def _otherwise(keys: set[str], names: set[str]) -> bool:
    """Whether some two are more than a name and part of it, its initials or its title: two names of other words, or two
    descriptions."""
    longest = sorted(k for k in keys if not any(k != other and _part(k, other) for other in keys))
    return any((a in names) == (b in names) for a, b in combinations(longest, 2))


def _part(short: str, long: str) -> bool:
    """Whether all words of one are in the other, or it is the other's initials."""
    letters = short.replace(".", "").replace(" ", "")
    parts = long.replace("-", " ").split()
    initials = "".join(w[0] for w in parts)
    small = "".join(w[0] for w in parts if w not in ("of", "the", "and", "for"))
    return set(short.replace("-", " ").split()) <= set(parts) or letters in (initials, small)


def _bare(name: str) -> str:
    """A name as it is compared: without case, article and possessive."""
    words = " ".join(name.casefold().replace("’", "'").split()).removesuffix("'s")
    return words.removeprefix("the ").removeprefix("a ").removeprefix("an ")


# By the table


def _known(texts: Mapping[str, str], known: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[Place]]]:
    """Names that a table says are of one place or group: *Kiev*, *Kyiv*. The longest that stands at a place counts, of
    whatever set: *Republic of Varn* within *People's Republic of Varn* is no other country."""
    by_name = {name: n for n, names in reversed([*enumerate(known)]) for name in names}
    if not by_name:
        return
    longest = sorted(by_name, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    by_set: dict[int, list[Place]] = defaultdict(list)
    for article, text in texts.items():
        for m in pattern.finditer(text):
            by_set[by_name[m.group()]].append(Place(article, m.span(), m.group()))
    for _, places in sorted(by_set.items()):
        if _differ(places):
            yield "known_names", places


def _differ(places: Iterable[Place]) -> bool:
    """Whether two articles have other names: one that has both may explain the one by the other."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for p in places:
        by_article[p.article].add(p.key)
    return len({frozenset(keys) for keys in by_article.values()}) > 1


# As rows


def _contrasts(places: Sequence[Place]) -> bool:
    """Whether several articles speak of it, and under several names."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for p in places:
        by_article[p.article].add(p.key)
    keys = set().union(*by_article.values()) if by_article else set()
    return len(by_article) >= CONTRAST and len(keys) >= CONTRAST


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
