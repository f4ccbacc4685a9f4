"""The flow of linking on one screen: what articles share, which tell of one event, and what is linked in each event.

    new articles ──units──▶ shingles ──▶ matches          (whatever the event)
    new articles ──telling words──▶ same events ──▶ stories
    each story that changed ──link_story──▶ links, claims, remarks

Ten articles more cost what those ten share with others, and the stories that they are in. Every step is committed, so a
killed run goes on where it was. What is found is a function of the record's articles and their reading, not of the
order in which they came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files

from onrecord.link import events
from onrecord.link.origins import Known
from onrecord.link.passages import matches
from onrecord.link.story import Linked, link_story
from onrecord.link.told import told
from onrecord.link.units import Unit, placed, shingles, units
from onrecord.rows import Article, Run, digest
from onrecord.store import Record, Shelf, UnitPlace

CHUNK = 500
"""Articles searched together: enough to ask the record seldom, little to hold."""

COMMON = 64
"""Units that may share a shingle before it tells nothing more: a name with its title, a stock phrase. A passage copied
more often than that is found all the same, since copies in the same words are one unit."""

MODULES = ("link", "text")
"""The packages that links depend on, apart from reading and resolving."""


@cache
def linker_version() -> str:
    """Names what links: a hash of its code and models."""
    h = hashlib.sha256()
    for package in (*MODULES, "link/models"):
        for path in sorted((files("onrecord") / package).iterdir(), key=lambda p: p.name):
            if path.name.endswith((".py", ".json")):
                h.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"linker-{h.hexdigest()[:12]}"


def link_record(record: Record, run: Run, progress: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Links what is new in a record, and gives how many stories were linked anew."""
    shelf, version = record.shelf(run), linker_version()
    shelf.forget_other_versions(version)
    new = list(shelf.unlinked(version))
    for at in range(0, len(new), CHUNK):
        with shelf.together():
            found = shelf.articles(new[at : at + CHUNK])
            _find_shared(shelf, found)
            _find_events(shelf, found)
            _sort_into_stories(shelf, [a.id for a in found])
            shelf.seen([a.id for a in found], version)
        progress(min(at + CHUNK, len(new)), len(new))
    waiting = shelf.waiting(version)
    for story in waiting:
        with shelf.together():
            linked = _linked(shelf, story)
            shelf.put_linked(story, version, linked.links, linked.claims, linked.remarks)
    return len(waiting)


def _find_shared(shelf: Shelf, articles: Sequence[Article]) -> None:
    """Stores the articles' units, and what the new ones among them share with others."""
    found = {}
    places = []
    for article in articles:
        for unit in units(article.text, article.zones):
            key = unit.key
            found[key] = unit
            places.append((article.id, *unit.span, key))
    new = shelf.add_units({key: unit.quoted for key, unit in found.items()}, places)
    having = {key: shingles(found[key].words) for key in new}
    wanted = set().union(*having.values())
    wanted -= shelf.common(wanted)
    shelf.add_shingles((s, key) for key, theirs in having.items() for s in theirs & wanted)
    by_shingle = shelf.having(wanted)
    common = {s for s, theirs in by_shingle.items() if len(theirs) > COMMON}
    pairs = {
        (min(a, b), max(a, b))
        for s, theirs in by_shingle.items()
        if s not in common
        for a in theirs
        if a in new
        for b in theirs
        if a != b
    }
    _match(shelf, pairs)
    _give_up(shelf, common, by_shingle)


def _match(shelf: Shelf, pairs: set[tuple[int, int]]) -> None:
    """Stores what pairs of units share."""
    at = {place.unit: _unit(place) for place in shelf.units_at({key for pair in pairs for key in pair})}
    rows = []
    for a, b in sorted(pairs):
        for n, m in enumerate(matches(at[a], at[b])):
            rows.append((a, b, n, m.a_from, m.a_to, m.b_from, m.b_to, m.score))
    shelf.add_matches(rows)


def _unit(place: UnitPlace) -> Unit:
    return placed(place.text, (0, len(place.text)), place.quoted)


def _give_up(shelf: Shelf, common: set[int], by_shingle: dict[int, list[int]]) -> None:
    """Shingles have become common: pairs that were found by these alone are dropped, as if they had been so always."""
    for s in sorted(common):
        pairs = shelf.matched_among(by_shingle[s])
        theirs = shelf.shingles_of({key for pair in pairs for key in pair})
        shelf.drop_matches((a, b) for a, b in pairs if not (theirs[a] & theirs[b]) - common)
    shelf.make_common(common)


def _find_events(shelf: Shelf, articles: Iterable[Article]) -> None:
    """Stores what the articles are about, and which others seem to tell of the same event."""
    told_of = [events.telling(a) for a in articles]
    for each in told_of:
        shelf.add_telling(each.article, each.day, each.terms, events.keys(each))
    wanted = {each.article: events.lookups(each) for each in told_of}
    by_key = shelf.found_by({key for theirs in wanted.values() for key in theirs})
    others = {a: {o for key in theirs for o in by_key.get(key, ()) if o != a} for a, theirs in wanted.items()}
    known = {
        a: events.Telling(a, terms, day)
        for a, day, terms in shelf.tellings({o for found in others.values() for o in found})
    }
    rows = set()
    for each in told_of:
        for other in others[each.article]:
            alike = events.same_event(each, known[other])
            if alike is not None:
                rows.add((min(each.article, other), max(each.article, other), alike))
    shelf.add_same_events(sorted(rows))


def _sort_into_stories(shelf: Shelf, articles: Sequence[str]) -> None:
    """Puts articles into stories anew, with all that hang together with them."""
    reached = set(articles)
    front = set(articles)
    while front:
        front = {b for near in shelf.near(front).values() for b in near} - reached
        reached |= front
    everyone = sorted(reached)
    before = shelf.stories_of(everyone)
    groups = events.groups(everyone, shelf.edges(everyone), shelf.dated(everyone), shelf.corrections(everyone))
    now = {story_id(group): group for group in groups}
    kept = {s for s, group in now.items() if before.get(group[0]) == s and shelf.members(s) == group}
    shelf.drop_stories(set(before.values()) - kept)
    for story, group in now.items():
        if story not in kept:
            shelf.add_story(story, group)


def story_id(articles: Sequence[str]) -> str:
    """A story is its least article."""
    return digest("story", min(articles))[:16]


def _linked(shelf: Shelf, story: str) -> Linked:
    articles = shelf.articles(shelf.members(story))
    if len(articles) < 2:
        return Linked()
    rows = {a.id: shelf.statements(a.id) for a in articles}
    speakers = list(shelf.speakers(s.speaker for each in rows.values() for s in each if s.speaker))
    names = {i: name for i, name, _ in speakers}
    statements = [t for a in articles for t in told(a, rows[a.id], names)]
    places = frozenset(i for i, _, kind in speakers if kind == "place")
    return link_story(articles, statements, Known(shelf.descriptions(names), places))
