"""Originals that reports go back to: which are not in the record, with words to search for, and what became of the
words of those that are.

An original is a medium, an agency's report, a document or a post that statements were relayed from. Persons who passed
something on have no text to add, and are left out. Whether one is in the record is asked within a story: a report of
the same outlet on something else does not help.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from onrecord.link.lost import Report
from onrecord.link.missing import SEARCHES, Beside, Fate, beside, searches
from onrecord.link.order import first
from onrecord.link.told import Told
from onrecord.resolve.media import KIND, NAMED, PLATFORM, looks_like_medium, media_in, own
from onrecord.resolve.names import acronym, fold
from onrecord.rows import Article
from onrecord.show.lost import Reports
from onrecord.store import Record
from onrecord.text.nouns import DOCUMENTS, INSTITUTIONS

OriginalKind = Literal["medium", "agency", "document", "post", "not named"]

POSTED = re.compile(
    r"\b(?:tweet(?:s|ed|ing)?|posted|posts?|retweet\w*)\b|\bon (?:her|his|their|its) \w+ (?:page|account|feed)\b",
    re.IGNORECASE,
)
"""Words beside which somebody passes something on by a post. The platforms' names are `media.PLATFORM`."""

KINDS: dict[OriginalKind, str] = {
    "agency": "agency", "medium": "news outlet or agency", "document": "document", "post": "post",
    "not named": "not named",
}  # fmt: skip
"""As a reader sees them."""

FATES: tuple[Fate, ...] = ("hardened", "same", "cut", "reworded", "not found")
"""The first is shown where an outlet has several reports in which the words may stand."""


@dataclass(frozen=True, slots=True)
class Original:
    """What statements go back to. `statements` are the ids of those relayed from it, `reports` counts the articles they
    stand in; `copies` are articles that are its copy as a whole; `outlets` are those of both. `speakers` are those
    whose words it passed on. `held` are the articles of the record that are it; `beside` says what became of their
    words, and `search` are lines to search for what is not found."""

    name: str
    kind: OriginalKind
    statements: tuple[str, ...]
    reports: int
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    copies: tuple[str, ...]
    search: tuple[str, ...]
    held: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether none of its text is in the record."""
        return not self.held

    @property
    def fates(self) -> dict[Fate, int]:
        """How many of its words were told the same, cut, and so on."""
        counted = Counter(each.fate for each in self.beside)
        return {fate: counted[fate] for fate in FATES if counted[fate]}


def missing(record: Record) -> list[Original]:
    """Every original that statements of a record go back to: those not in it first, the most cited first."""
    reports, story_of, persons = Reports(record), _stories(record), persons_of(record)
    cited = [c for article in story_of for c in _cited(reports.of(article), persons)]
    links = _linked(record, {c.told.id for c in cited if c.told is not None})
    by_story: dict[str, list[str]] = defaultdict(list)
    for article, story in story_of.items():
        by_story[story].append(article)
    found = []
    for name, group in _grouped(cited):
        parts: dict[str, list[_Cited]] = defaultdict(list)
        for c in group:
            parts[story_of[c.report.article.id]].append(c)
        held_by_story = {
            story: _held(name, part, [reports.of(a) for a in by_story[story]]) for story, part in parts.items()
        }
        absent = [c for c in group if not held_by_story[story_of[c.report.article.id]]]
        present = [c for c in group if held_by_story[story_of[c.report.article.id]]]
        found += [_missing(name, absent)] if absent else []
        held = {a: held_by_story[story_of[a]] for a in {c.report.article.id for c in present}}
        found += [_set_beside(name, present, held, links)] if any(c.told for c in present) else []
    return sorted(found, key=_order)


def persons_of(record: Record) -> frozenset[str]:
    """What a record's persons are called: their names, and their last names."""
    return frozenset(k for s in record.speakers() if s.kind == "person" for k in (_key(s.name), _words(s.name)[-1]))


def originals_of(report: Report, persons: frozenset[str]) -> Iterator[tuple[str, OriginalKind, Told]]:
    """The name and the kind of each original that statements of an article go back to, with the statement."""
    yield from ((c.name, c.kind, c.told) for c in _cited(report, persons) if c.told is not None)


def _order(x: Original) -> tuple[bool, bool, int, int, str]:
    return bool(x.held), x.kind == "not named", -x.reports - len(x.copies), -len(x.statements), x.name


def _stories(record: Record) -> dict[str, str]:
    """The story of each article; one that is in none is its own."""
    found = {a: story.id for story in record.stories() for a in story.articles}
    return {a: found.get(a, a) for (a,) in record.db.execute("SELECT id FROM articles ORDER BY id")}


def _linked(record: Record, wanted: set[str]) -> Mapping[str, Mapping[str, float]]:
    """The statements that the wanted ones are linked to, with the links' scores."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for link in record.links():
        for one, other in ((link.a, link.b), (link.b, link.a)):
            if one in wanted:
                found[one][other] = link.score
    return found


# What a report goes back to


@dataclass(frozen=True, slots=True)
class _Cited:
    """An original's name, with the statement that was relayed from it; none where the whole report is its copy."""

    name: str
    kind: OriginalKind
    told: Told | None
    report: Report


def _cited(report: Report, persons: frozenset[str]) -> Iterator[_Cited]:
    """What an article goes back to."""
    article = report.article
    if article.agency and not own(article, article.agency):
        yield _Cited(article.agency, "agency", None, report)
    found = [
        (name, kind, told)
        for told in report.told
        for words in _through(told)
        for name, kind in _originals(words, told, report, persons)
    ]
    full = {name for name, _, _ in found if not _vague(name)}
    for name, kind, told in found:
        meant = [other for other in sorted(full) if _words(other)[-1] == _words(name)[-1]] if _vague(name) else []
        called = meant[0] if len(meant) == 1 else name
        if not own(article, called) and not _one_name(called, article.agency):
            yield _Cited(called, kind, told, report)


def _through(told: Told) -> Iterator[str]:
    """What a statement came through; or its source, where that is a medium, which has it from somebody."""
    yield from told.statement.relay
    source = told.statement.source
    if source and not told.statement.relay and told.statement.voice == "attributed":
        words = _plain(told.article.text[slice(*source)])
        if not words.islower():
            yield words


def _originals(words: str, told: Told, report: Report, persons: frozenset[str]) -> Iterator[tuple[str, OriginalKind]]:
    """The originals that words name, with their kinds: none for a person or a body that has no text to add. Of longer
    words ("a CNN translation of his speech") it is the medium in them. What is no medium by its name alone is one only
    where the report says that something came through it."""
    name = re.sub(r"\s*\([^)]*\)|\s+[Tt]he$|^\w+['’]s\s+(?=[A-Z]{2})", "", _plain(words))
    relayed = words in told.statement.relay
    if _NOT_NAMED.fullmatch(_bare(name)) and relayed:
        yield name, "not named"
    elif _key(name) in persons:
        if relayed and _posted(name, told, report, persons):
            yield name, "post"
    elif _proper(name) and _is_medium(name, report.article, relayed=relayed):
        yield from ((each, "medium") for each in _each(name))
    elif media := [m for m in _media_of(name) if looks_like_medium(m) and _key(m) not in persons]:
        yield from ((each, "medium") for each in media)
    elif relayed and DOCUMENTS.search(_BEHIND.split(name)[0]) and re.search(r"\b[A-Z]\w+", name[1:]):
        yield name, "document"
    elif relayed and _posted(name, told, report, persons):
        yield name, "post"


_BEHIND = re.compile(r"\s+(?:by|of|from|to|on|for|in|released|issued|published|obtained)\s+")
"""Where what a document is called ends, and whose it is begins."""


def _each(name: str) -> list[str]:
    """ "the New York Times and the New Yorker" are two."""
    parts = re.split(r"\s+and\s+(?:the\s+)?", name)
    return parts if len(parts) > 1 and all(map(looks_like_medium, parts)) else [name]


def _media_of(name: str) -> list[str]:
    found = (_plain(name[slice(*m.name)]) for m in media_in(name, (0, len(name))) if m.certain and not m.generic)
    kept = (re.sub(r"\s+The$", "", each) for each in found)
    return [
        part for each in dict.fromkeys(kept) if _proper(each) and not _NO_NAME.fullmatch(each) for part in _each(each)
    ]


_NO_NAME = re.compile(r"(?:the\s+)?(?:TV|Television|Radio|News|Media|Press|The|Channel|Network)", re.IGNORECASE)
_NOT_NAMED = re.compile(
    rf"(?:(?:[a-z]+|[A-Z][a-z]+(?:n|sh|se|ch)|[A-Z]{{2}}) )?(?:state |local |national )?"
    rf"(?:(?-i:{KIND.pattern})|(?<=\w )TV)"
)
"""What has no name of its own: "local media", "state TV", "Australian radio"."""

_SMALL = frozenset(["of", "and", "the", "for", "de", "la", "le", "du", "di", "&", "on", "in"])


def _proper(name: str) -> bool:
    """Whether all words have capitals but for the small ones."""
    return all(not w[:1].islower() or w in _SMALL or "." in w for w in _bare(name).split())


def _is_medium(name: str, article: Article, *, relayed: bool) -> bool:
    """Whether it is a medium's by itself or, of what something came through, by what the article says beside it ("the
    Lark, a newspaper")."""
    if looks_like_medium(name) or _CALL_LETTERS.fullmatch(name):
        return True
    said = relayed and not _ACRONYM.fullmatch(name) and not INSTITUTIONS.search(name)
    return said and _bare(name) in _media(article)


_ACRONYM, _CALL_LETTERS = re.compile(r"[A-Z.]{2,6}"), re.compile(r"[KW][A-Z]{3}")


@lru_cache(maxsize=64)
def _media(article: Article) -> frozenset[str]:
    return frozenset(_bare(article.text[slice(*m.name)]) for m in media_in(article.text, (0, len(article.text))))


def _posted(name: str, told: Told, report: Report, persons: frozenset[str]) -> bool:
    """Whether the sentence says that somebody posted it: a person, or an account by its handle."""
    if not _proper(name) or not (_key(name) in persons or f"@{name}" in report.article.text):
        return False
    start, end = report.around((told.words[0].start, told.words[-1].end))
    sentence = report.article.text[start:end]
    return POSTED.search(sentence) is not None or PLATFORM.search(sentence) is not None


# Names


def _plain(words: str) -> str:
    return " ".join(words.split())


def _bare(name: str) -> str:
    """Without its article."""
    return re.sub(r"^(?:the|an?)\s+", "", _plain(name), flags=re.IGNORECASE)


def _key(name: str) -> str:
    """What is compared: "The Keddra Bulletin", "keddrabulletin.com"."""
    return " ".join(_words(name))


def _words(name: str) -> list[str]:
    name = re.sub(r"\s*\([^)]*\)", "", name)
    spelt = re.sub(r"\.(?:com|co|org|net|uk|in|au|ca)\b", "", fold(_bare(name)).casefold())
    return re.findall(r"\w+", spelt) or [spelt]


_NOISE = frozenset(["news", "agency", "newspaper", "magazine", "online", "website", "www", "service", "newswire"])


def _one_name(a: str, b: str | None) -> bool:
    """One name written in two ways: with and without "news agency", in one word or two, or by initials."""
    if b is None:
        return False
    x, y = _words(a), _words(b)
    bare = [_joined(x), _joined(y)]
    return (bare[0] == bare[1] and bool(bare[0])) or _shortened(x, y) or _shortened(y, x)


def _joined(words: Sequence[str]) -> str:
    """In one word, less what is said of many: "BFM-TV" and "BFM Television"."""
    return re.sub(r"(?<=\w\w)(?:tv|television)$", "", "".join(w for w in words if w not in _NOISE))


def _shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is another with words of it put as initials: "LA Times" of "Los Angeles Times"."""
    if not short or len(short) >= len(full) or len(short) > 3:
        return False
    rest = len(short) - 1
    return list(short[1:]) == list(full[len(full) - rest :]) and acronym(short[0], tuple(full[: len(full) - rest]))


def _grouped(cited: Iterable[_Cited]) -> list[tuple[str, list[_Cited]]]:
    """What is cited under one name, the fullest first; "not named" media and vague names only within one article, since
    "the Post" of one report need not be that of another."""
    groups: dict[str, list[_Cited]] = defaultdict(list)
    for each in cited:
        apart = each.kind == "not named" or _vague(each.name)
        groups[_key(each.name) + (f" {each.report.article.id}" if apart else "")].append(each)
    kept: list[tuple[str, list[_Cited]]] = []
    by_initial: dict[str, list[int]] = defaultdict(list)
    for key in sorted(groups, key=lambda k: (-len(k.split()), k)):
        group = groups[key]
        name = max((c.name for c in group), key=lambda n: (sum(c.isupper() for c in n), n))
        apart = group[0].kind == "not named" or _vague(name)
        at = next((i for i in by_initial[key[:1]] if not apart and _one_name(name, kept[i][0])), None)
        if at is not None:
            kept[at][1].extend(group)
        else:
            by_initial[key[:1]] += [] if apart else [len(kept)]
            kept.append((_bare(name) if not name.islower() else name, list(group)))
    return kept


def _vague(name: str) -> bool:
    """Whether many papers are called so: "the Post"."""
    bare = _bare(name)
    return " " not in bare and NAMED.fullmatch(bare.title()) is not None and "." not in bare


# In the record or not


def _held(name: str, group: Sequence[_Cited], here: Sequence[Report]) -> list[Report]:
    """The reports of a story that are an original, by their outlet or as its copy. An agency whose copy some report is
    is in the record by that copy, if anything else goes back to it."""
    if group[0].kind in ("post", "document", "not named") or _vague(name):
        return []
    whole = {c.report.article.id for c in group if c.told is None}
    only_copies = all(c.told is None for c in group)
    found = [r for r in here if own(r.article, name) or _one_name(name, r.article.agency)]
    return [r for r in found if not (only_copies and r.article.id in whole)]


def _about(name: str, group: Sequence[_Cited]) -> dict[str, Any]:
    """What is said of an original, in the record or not."""
    relayed = [c.told for c in group if c.told is not None]
    citing = {t.article.id for t in relayed}
    articles = {c.report.article.id: c.report.article for c in group}
    kind = min((c.kind for c in group), key=_ORDER.index)
    named = {t.name for t in relayed if t.name and t.statement.speaker_class in ("named_person", "named_organization")}
    return {
        "name": name, "kind": kind, "statements": tuple(dict.fromkeys(t.id for t in relayed)), "reports": len(citing),
        "outlets": tuple(sorted({a.outlet or "outlet unknown" for a in articles.values()})),
        "speakers": tuple(sorted(n for n in named if _proper(n) and not _within(n, name))),
        "copies": tuple(sorted({c.report.article.id for c in group if c.told is None})),
    }  # fmt: skip


_ORDER: tuple[OriginalKind, ...] = ("medium", "agency", "document", "post", "not named")


def _within(one: str, other: str) -> bool:
    """Whether a speaker is the original itself, or words of its name."""
    mine, theirs = set(_words(one)), set(_words(other))
    return _one_name(one, other) or mine <= theirs or theirs <= mine


def _missing(name: str, group: Sequence[_Cited]) -> Original:
    about = _about(name, group)
    relayed = {c.told.id: (c.told, c.report) for c in group if c.told is not None}
    wanted = None if about["kind"] == "not named" or _vague(name) else name
    lines = searches([*relayed.values()], wanted) or _by_title(group, name)
    return Original(**about, search=lines)


def _by_title(group: Sequence[_Cited], name: str) -> tuple[str, ...]:
    """Where whole reports are copy, the original may be found by their titles."""
    titles = dict.fromkeys(_plain(c.report.article.title) for c in group if c.report.article.title)
    lines = [f"{title.replace(chr(34), ' ')} {name}" for title in titles]
    return tuple(_plain(line) for line in lines[:SEARCHES])


def _set_beside(
    name: str, group: Sequence[_Cited], held: Mapping[str, Sequence[Report]], links: Mapping[str, Mapping[str, float]]
) -> Original:
    relayed = {c.told.id: (c.told, c.report) for c in group if c.told is not None}
    sets, lost = [], []
    for told, report in relayed.values():
        best = _best(told, report, held[report.article.id], links.get(told.id, {}))
        sets += [best] if best is not None else []
        lost += [(told, report)] if best is not None and best.fate == "not found" else []
    ids = sorted({r.article.id for reports in held.values() for r in reports})
    return Original(**_about(name, group), search=searches(lost, name), held=tuple(ids), beside=tuple(sets))


def _best(told: Told, citing: Report, held: Sequence[Report], linked: Mapping[str, float]) -> Beside | None:
    """Beside that of an outlet's reports which has most of the words; not beside one that is shown to be later."""
    found = [
        beside(told, citing, original, linked)
        for original in held
        if original.article.id != citing.article.id and first(citing.article, original.article) != "a"
    ]
    return min((x for x in found if x is not None), key=lambda x: FATES.index(x.fate), default=None)
