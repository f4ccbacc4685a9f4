"""Names of one referent: what several articles of a story speak of, and what each of them calls it.

    noun phrases, verbs, entities, sources, a table of contested names ──FINDERS──▶ referents with their names

Nothing is said of which name is right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.link.called import Called, Found, Reports, differ, keys_by_article, without_article
from onrecord.link.contested import contested
from onrecord.link.contrast import again
from onrecord.link.naming_acts import named_acts
from onrecord.link.naming_figures import one_figure
from onrecord.link.naming_nouns import like_nouns, named_nouns
from onrecord.link.naming_people import named_people, spelt_otherwise
from onrecord.link.naming_sources import each_speaker, one_claim, one_speaker
from onrecord.link.noun_phrases import phrases
from onrecord.rows import Article, Entity, Figure, Link, Named, Reuse, Span, Statement, Stretch, Voice, Wording
from onrecord.text.quotes import quotes
from onrecord.text.spans import covered, merged

CONTRAST = 2
"""Least different names, in different articles, that a referent is shown with."""

INSIDE = 0.5
"""Share of a name within quotation marks, for it to be the words of who is quoted, or held at arm's length."""

FINDERS: tuple[Callable[[Reports], Iterator[Found]], ...] = (
    named_nouns,
    named_acts,
    one_claim,
    one_speaker,
    named_people,
    spelt_otherwise,
    one_figure,
    each_speaker,
    like_nouns,
)
"""What finds names of one referent, beside the table."""

LOOSE = ("like_act", "like_noun", "same_claim", "coloured", "one_figure")
"""Rules that no agreeing statements bear out: behind the others."""

MINOR = ("one_thing", "style_act", "same_noun", "same_name", "same_number", "each_speaker")
"""Rules whose names often differ in how much they tell, or in style, and no more: last."""

WEAK = (*LOOSE, *MINOR)


def wording(
    articles: Sequence[Article], statements: Iterable[Statement], links: Iterable[Link], entities: Iterable[Entity],
    speakers: Mapping[str, str], known: Sequence[Sequence[str]] | None = None, reuse: Iterable[Reuse] = (),
    figures: Iterable[Figure] = (),
) -> list[Wording]:  # fmt: skip
    """The referents of one story with two names or more, those first whose names most outlets keep apart.

    `speakers` gives the speaker that an entity is, over all articles. Of links only those that agree are looked at.
    `known` are sets of names that are known to be of one thing, those that ship with onrecord if none are given.
    The order of the articles says which of two has a reused passage first.
    """
    texts = {a.id: a.text for a in articles}
    if len(texts) < 2:
        return []
    agreeing = [x for x in links if x.relation in AGREE]
    reports = Reports(
        articles, texts, phrases(articles), list(statements), agreeing, list(figures), list(entities), speakers
    )
    found = [*known_names(texts, contested() if known is None else known)]
    for find in FINDERS:
        found += find(reports)
    page = _Page(
        texts, {a.id: a.outlet for a in articles}, {a.id: _quoted(a.text) for a in articles},
        {a.id: before for a, before in again([articles], reuse)},
    )  # fmt: skip
    kept = _once([each for each in found if _contrasts(each.places)])
    return sorted((_row(each, page) for each in kept), key=strength)


def strength(w: Wording) -> tuple[int, int, int, str, tuple[str, Span]]:
    """The order of referents: those first of whose names most outlets keep to one; those of LOOSE rules behind, and of
    MINOR ones last."""
    first = w.names[0].spans[0]
    return (
        (w.rule in LOOSE) + 2 * (w.rule in MINOR),
        -w.split,
        -_reports(w),
        w.referent.casefold(),
        (first.article, first.span),
    )


AGREE = ("agree", "refine")


_GOES_ON = re.compile(r" [A-Z][a-z]")
"""Another word with a capital behind a name."""


def known_names(texts: Mapping[str, str], known: Sequence[Sequence[str]]) -> Iterator[Found]:
    """Names that a table says are of one place or group: *Kiev*, *Kyiv*. The longest that stands at a place counts, of
    whatever set: *Republic of Varn* within *People's Republic of Varn* is no other country, and *Ashel High Court* no
    town."""
    by_name = {name: n for n, names in reversed([*enumerate(known)]) for name in names}
    if not by_name:
        return
    longest = sorted(by_name, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    by_set: dict[int, list[Called]] = defaultdict(list)
    for article, text in texts.items():
        for m in pattern.finditer(text):
            if m.group().isupper() or not _GOES_ON.match(text, m.end()):
                by_set[by_name[m.group()]].append(Called(article, m.span(), m.group()))
    for _, places in sorted(by_set.items()):
        if differ(places):
            yield Found("known_names", places)


# As rows


@dataclass(frozen=True, slots=True)
class _Page:
    """What of the articles a row needs, by their ids: `copied` are passages that an article before has too."""

    texts: Mapping[str, str]
    outlets: Mapping[str, str | None]
    quoted: Mapping[str, list[Span]]
    copied: Mapping[str, list[Span]]


def _contrasts(places: Sequence[Called]) -> bool:
    """Whether several articles speak of it, and under several names."""
    by_article = keys_by_article(places)
    keys = set().union(*by_article.values()) if by_article else set()
    return len(by_article) >= CONTRAST and len(keys) >= CONTRAST


def _once(found: Sequence[Found]) -> list[Found]:
    """Less those of whose places another by a rule as firm has half or more: an act that is in two sets of verbs is
    told once."""
    spans = [{(p.article, p.span) for p in each.places} for each in found]
    weak = [each.rule in WEAK for each in found]
    rank = sorted(range(len(found)), key=lambda n: (-len(spans[n]), weak[n], n))
    kept: list[int] = []
    for n in rank:
        if not any(2 * len(spans[n] & spans[k]) >= len(spans[n]) and weak[k] <= weak[n] for k in kept):
            kept.append(n)
    return [found[n] for n in sorted(kept)]


def _split(places: Sequence[Called], page: _Page) -> int:
    """How many outlets keep to one of two names and not to the other, of the two names that most do so with: the less
    of both sides. Names of one noun are not set against each other."""
    using: dict[str, set[str]] = defaultdict(set)
    for p in places:
        using[p.head or p.key].add(page.outlets[p.article] or p.article)
    return max((min(len(a - b), len(b - a)) for a, b in combinations(using.values(), 2)), default=0)


def _quoted(text: str) -> list[Span]:
    return merged((q.start, q.end) for q in quotes(text))


def _row(found: Found, page: _Page) -> Wording:
    spans: dict[tuple[str, str | None, Voice], list[Stretch]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for p in sorted(found.places, key=lambda p: (p.article, p.span)):
        voice: Voice = "attributed" if covered(p.span, page.quoted[p.article]) >= INSIDE else "narrator"
        stretch = Stretch(p.article, p.span)
        if stretch not in spans[p.key, page.outlets[p.article], voice]:
            spans[p.key, page.outlets[p.article], voice].append(stretch)
        written[p.key][p.name or without_article(page.texts[p.article][slice(*p.span)])] += 1
    called = {key: _shown(forms) for key, forms in written.items()}
    names = [
        Named(called[key], outlet, voice, tuple(at), sum(_first_said(s, page) for s in at))
        for (key, outlet, voice), at in spans.items()
    ]
    used = {key: len({s.article for (k, _, _), at in spans.items() if k == key for s in at}) for key in written}
    by_name = {called[key]: used[key] for key in written}
    names.sort(key=lambda n: (-by_name[n.name], n.name.casefold(), n.name, n.outlet or "", n.voice))
    return Wording(found.referent or names[0].name, tuple(names), found.rule, _split(found.places, page))


def _first_said(s: Stretch, page: _Page) -> bool:
    return not covered(s.span, page.copied.get(s.article, []))


def _shown(forms: Counter[str]) -> str:
    """The form that most have; of those the one with fewest capitals."""
    return min(forms, key=lambda f: (-forms[f], sum(c.isupper() for c in f), f))


def _reports(w: Wording) -> int:
    return len({s.article for n in w.names for s in n.spans})
