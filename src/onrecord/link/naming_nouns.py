"""Noun phrases for one thing: *the crash*, *the collision*; *a prisoner swap*, *a hostage swap*.

    noun phrases ──one noun──▶ nodes ──RULES──▶ groups

A phrase is put with others of its noun; nouns are put together where a rule says so and the reports show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from onrecord.link.called import Called, Found, Reports
from onrecord.link.kinds import EVENTS, KINDS, OF_SEVERAL, STYLE, kinds_of
from onrecord.link.lexicon import coloured
from onrecord.link.noun_phrases import Phrase
from onrecord.link.rarity import rarity
from onrecord.link.referents import TOLD_LITTLE
from onrecord.rows import Link, Statement
from onrecord.text.nouns import COLLECTIVE_NOUN, OF_MANY, ORGANISATIONS, PERSONS

MOST_PHRASES = 16
"""Phrases of a statement that are compared with another's: a longer one is a list."""


def named_nouns(found: Reports) -> Iterator[Found]:
    """Phrases of one noun, or of nouns that a rule puts together."""
    nodes = _nodes(found.phrases)
    held = _held(found.statements, nodes)
    apart, group = _together(held), {key: [key] for key in nodes}
    why: dict[str, set[str]] = defaultdict(set)
    shown, named = _pairs(held, found.agreeing), _named(nodes)
    agreed = Counter[tuple[str, str]]()
    for (_, a, b), times in shown.items():
        agreed[a, b] += times
    pairs = {*shown, *_happenings(nodes), *_like_named(nodes)}
    for rule, a, b in sorted(pairs, key=lambda x: (-shown[x], x)):
        one, other = group[a], group[b]
        if one is not other and _fit(named, apart, agreed, one, other):
            why[one[0]] |= {rule} | why.pop(other[0], set())
            one += other
            group.update(dict.fromkeys(other, one))
    groups = list({each[0]: each for each in group.values() if len(each) > 1}.values())
    for each in _with_bare(groups, nodes):
        rule = next(name for name in NOUN_RULES if name in why[each[0]])
        if rule == "same_noun":
            each = [key for key in each if key.rpartition("|")[2]]  # *the tram* is no other name than *the empty tram*
        yield Found(rule, [Called(p.article, p.span, _key(p), p.head) for key in each for p in nodes[key]])


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
            key = (head, "s" if plural else "", number or "", "".join(p.names or only), " ".join(_apart(p)))
            nodes["|".join(key)].append(p)
    return nodes


def like_nouns(found: Reports) -> Iterator[Found]:
    """Of one story, whatever the statements: nouns of one set, with *the* and nothing else to tell them apart (*the
    missile*, *the projectile*), or for one happening; and one noun with words that colour it (*a stunt*, *a dangerous
    stunt*)."""
    single = [p for p in found.phrases if not (p.owned or p.plural or p.number or p.names)]
    bare = [p for p in single if not _apart(p)]
    for kind in KINDS:
        kept = [p for p in (single if kind in EVENTS else bare) if kind.fullmatch(p.noun)]
        definite = {p.head for p in kept if p.definite}
        if len(definite) > 1:
            yield Found("like_noun", [Called(p.article, p.span, _key(p), p.head) for p in kept if p.head in definite])
    by_noun: dict[str, list[Phrase]] = defaultdict(list)
    for p in bare:
        by_noun[p.head].append(p)
    for each in by_noun.values():
        if rarity(each[0].noun) > TOLD_LITTLE and any(coloured(w) for p in each for w in p.like):
            yield Found("coloured", [Called(p.article, p.span, _key(p)) for p in each])


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


def _like_named(nodes: Mapping[str, Sequence[Phrase]]) -> Iterator[tuple[str, str, str]]:
    """*The Varn movement*, *the Varn campaign*; *a nuclear test*, *a nuclear detonation*: nouns of one set behind one
    name, or behind one telling word."""
    by_words: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key in nodes:
        _, _, number, names, like = key.split("|")
        if names:
            by_words[number, names, ""].append(key)
        elif like:
            by_words[number, "", like].append(key)
    for having in by_words.values():
        for a, b in combinations(having, 2):
            p, q = nodes[a][0], nodes[b][0]
            if one_kind(p, q) and (p.names or not ORGANISATIONS.fullmatch(p.noun)):
                low, high = sorted((a, b))
                yield "one_thing" if one_thing(p, q) else "one_kind", low, high


def same_number(p: Phrase, q: Phrase) -> bool:
    """As many persons: *two people* and *two divers* in statements that agree."""
    return p.number is not None and p.number == q.number and _persons(p) and _persons(q)


def one_kind(p: Phrase, q: Phrase) -> bool:
    """Two nouns of one set of KINDS, either of one or of many."""
    kinds = p.head != q.head and bool(kinds_of(p.noun) & kinds_of(q.noun))
    rules = ORGANISATIONS.fullmatch(p.noun) and "".join(p.names) != "".join(q.names)  # which government it is, is open
    as_many = p.plural == q.plural or _event(p) or any(OF_SEVERAL.fullmatch(x.noun) for x in (p, q))
    return kinds and as_many and p.number == q.number and not rules


def one_thing(p: Phrase, q: Phrase) -> bool:
    """Two nouns of one set of KINDS that is among THINGS: *the film*, *the movie*."""
    return one_kind(p, q) and kinds_of(p.noun) & kinds_of(q.noun) <= STYLE


def same_noun(p: Phrase, q: Phrase) -> bool:
    """One telling noun with other words before it; not one of many (*a military source*, *a local source*)."""
    many = any(OF_MANY.fullmatch(x.noun) and not x.definite for x in (p, q))
    alike = p.head == q.head and p.plural == q.plural and p.number == q.number and rarity(p.noun) > TOLD_LITTLE
    return alike and not many and p.definite == q.definite and _says_what(p) and _says_what(q)


def _says_what(p: Phrase) -> bool:
    """Whether the words before a noun say what it is, and not how many or the how-manieth."""
    return bool(_telling(p)) and not any(w[0].isdigit() or "-" in w for w in p.like)


RULES: tuple[tuple[str, Callable[[Phrase, Phrase], bool]], ...] = (
    ("same_number", same_number),
    ("one_thing", one_thing),
    ("one_kind", one_kind),
    ("same_noun", same_noun),
)
"""What makes two names in statements that agree names of one thing, the firmest first."""

NOUN_RULES = ("one_kind", "one_event", "same_number", "one_thing", "same_noun")
"""Which rule a group is named by, where several put it together."""


def _event(p: Phrase) -> bool:
    return any(kind.fullmatch(p.noun) for kind in EVENTS)


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


def _apart(p: Phrase) -> tuple[str, ...]:
    """What tells it from others of its noun: not what only colours it."""
    return tuple(w for w in _telling(p) if not coloured(w))


def _key(p: Phrase) -> str:
    """Its words as they are counted: names and words that tell something before the noun, and the noun."""
    return " ".join((*(w for w in p.like if w.removesuffix("'s") in p.names or rarity(w) > TOLD_LITTLE), p.head))
