"""The flow of linking on one screen: what articles share, which tell of one event, and what is linked in each event.

    new articles ──searched──▶ units, shingles ──▶ matches          (whatever the event)
    new articles ──searched──▶ telling words ──▶ same events ──▶ stories
    each story that changed ──link_story──▶ links, claims, remarks

Ten articles more cost what those ten share with others, and the stories that they are in. Every step is committed, so a
killed run goes on where it was. What is found is a function of the record's articles and their reading, not of the
order in which they came.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import cache
from importlib.resources import files
from itertools import combinations, islice

from onrecord.helping import ahead, beside, look_ahead, share_of
from onrecord.link import events
from onrecord.link.origins import Known
from onrecord.link.passages import matches
from onrecord.link.searched import Searched
from onrecord.link.story import Linked, link_story
from onrecord.link.told import told
from onrecord.link.units import Unit, few_shingles, placed, units
from onrecord.rows import Run, digest
from onrecord.store import Problem, Record, Shelf, UnitPlace

CHUNK = 2000
"""Articles searched together: in a large record each chunk changes nearly every page of what is found by hashes."""

COMMON = 24
"""Units that may share a shingle before it tells nothing more: a name with its title, a stock phrase. A passage copied
more often than that is found all the same, since copies in the same words are one unit. In 840 US reports of one year
24 leaves 23 pairs an article to be compared, and 64 leaves 47."""

SHARED = 2
"""Least shingles that two units share to be compared: one in common is mostly chance, the more so the larger a record.
What articles of one event share is found by all their shingles (`link/inside.py`)."""

STORIES_A_COMMIT = 16
"""Stories linked between two commits: a commit waits for the disk."""

MODULES = ("link", "text")
"""The packages that links depend on, apart from reading and resolving."""


@cache
def linker_version() -> str:
    """Names what links: a hash of its code and models."""
    h = hashlib.sha256((files("onrecord") / "linking.py").read_bytes().replace(b"\r\n", b"\n"))
    for package in (*MODULES, "link/models"):
        for path in sorted((files("onrecord") / package).iterdir(), key=lambda p: p.name):
            if path.name.endswith((".py", ".json", ".npy")):
                h.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"linker-{h.hexdigest()[:12]}"


def link_record(record: Record, run: Run, progress: Callable[[int, int], None] = lambda *_: None) -> int:
    """Links what is new in a record, and gives how many stories were linked anew."""
    shelf, version = record.shelf(run), linker_version()
    shelf.forget_other_versions(version)
    new = list(shelf.unlinked(version))
    with ahead(record, new, version) as looked_at:
        for at in range(0, len(new), CHUNK):
            with shelf.together():
                found = list(islice(looked_at, CHUNK))
                _find_shared(shelf, found)
                parted = _find_events(shelf, found)
                _sort_into_stories(shelf, [a.article for a in found], parted)
                shelf.seen([a.article for a in found], version)
            progress(min(at + CHUNK, len(new)), len(new))
    waiting = shelf.waiting(version)
    with beside(record, run, len(waiting)) as shares:
        link_stories(shelf, version, share_of(waiting, shares, 0))
    link_stories(shelf, version, shelf.waiting(version))  # what another process left undone
    return len(waiting)


def link_stories(shelf: Shelf, version: str, stories: Sequence[str]) -> None:
    """Links stories, some at a time between two commits."""
    for at in range(0, len(stories), STORIES_A_COMMIT):
        found = [(story, _linked(shelf, story)) for story in stories[at : at + STORIES_A_COMMIT]]
        with shelf.together():
            for story, x in found:
                shelf.put_linked(story, version, x.links, x.claims, x.remarks)
                shelf.put_passages(story, ((p.a, p.b, p.n, *astuple(p.match)) for p in x.passages))


def link_share(path: str, run: str, shares: int, mine: int) -> None:
    """What one of the processes that help does: it links its share of the stories that wait."""
    with Record.open(path) as record:
        shelf, version = record.shelf(Run(run, "", "", "")), linker_version()
        link_stories(shelf, version, share_of(shelf.waiting(version), shares, mine))


def _find_shared(shelf: Shelf, articles: Sequence[Searched]) -> None:
    """Stores the articles' units, and what the new ones among them share with others."""
    found = {unit.key: unit for article in articles for unit in article.units}
    places = ((article.article, *unit.span, unit.key) for article in articles for unit in article.units)
    new = shelf.add_units({key: unit.quoted for key, unit in found.items()}, places)
    having = {key: found[key].shingles for key in new}
    wanted: set[int] = set().union(*having.values())
    wanted -= shelf.common(wanted)
    shelf.add_shingles((s, key) for key, theirs in having.items() for s in theirs & wanted)
    by_shingle = shelf.having(wanted)
    common = {s for s, theirs in by_shingle.items() if len(theirs) > COMMON}
    times = Counter(
        (a, b)
        for s, theirs in by_shingle.items()
        if s not in common
        for a, b in combinations(sorted(theirs), 2)
        if a in new or b in new
    )
    _match(shelf, {pair for pair, n in times.items() if n >= SHARED})
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
        places = shelf.units_at({key for pair in pairs for key in pair})
        theirs = {place.unit: few_shingles(_unit(place).words) for place in places}
        shared = {pair: (theirs[pair[0]] & theirs[pair[1]]) - common for pair in pairs}
        told_by = shelf.common({key for keys in shared.values() for key in keys})
        shelf.drop_matches(pair for pair, keys in shared.items() if len(keys - told_by) < SHARED)
    shelf.make_common(common)


def _find_events(shelf: Shelf, articles: Iterable[Searched]) -> set[str]:
    """Stores what the articles are about, and which of that seems to be of one event with what else. Gives tellings
    that seemed so before and do no more."""
    told_of = {a.article: a.telling for a in articles}
    by_id = {t.id: t for t in told_of.values()}
    new = shelf.add_tellings({i: (t.day, t.terms, events.keys(t)) for i, t in by_id.items()})
    shelf.tell((a, t.id) for a, t in told_of.items())
    crowds = events.Crowds(shelf.found_by({key for i in new for key in events.lookups(by_id[i])}))
    pairs = {(min(i, o), max(i, o)) for i in new for o in crowds.others(i, by_id[i])}
    known = _tellings(shelf, {i for pair in pairs for i in pair})
    found = ((a, b, events.same_event(known[a], known[b])) for a, b in sorted(pairs))
    shelf.add_same_events((a, b, alike) for a, b, alike in found if alike is not None)
    return _forget_crowded(shelf, crowds.behind(new))


def _forget_crowded(shelf: Shelf, behind: set[str]) -> set[str]:
    """Tellings are no more among the first of a crowd: who was compared with them for that alone is so no more, as if
    it had never been."""
    known = _tellings(shelf, behind)
    crowds = events.Crowds(shelf.found_by({key for i in behind for key in events.lookups(known[i])}))
    parted = set()
    for i in sorted(behind):
        others = shelf.near([i]) - crowds.others(i, known[i])
        shelf.drop_same_events(i, others)
        parted |= {i, *others} if others else set()
    return parted


def _tellings(shelf: Shelf, ids: Iterable[str]) -> dict[str, events.Telling]:
    return {i: events.Telling(terms, day) for i, day, terms in shelf.tellings(ids)}


def _sort_into_stories(shelf: Shelf, articles: Sequence[str], parted: set[str]) -> None:
    """Puts articles, and those of tellings that have parted, into stories anew, with all that hang together with
    them."""
    tellings = _reached(shelf, parted | set(shelf.telling_of(articles).values()))
    by_telling = shelf.articles_telling(tellings)
    everyone = sorted(a for theirs in by_telling.values() for a in theirs)
    found = events.groups(tellings, shelf.edges(tellings), shelf.dated(tellings))
    groups = events.corrected([[a for t in group for a in by_telling[t]] for group in found], shelf.said_of(everyone))
    before = shelf.stories_of(everyone)
    now = {story_id(group): group for group in groups}
    kept = {s for s, group in now.items() if before.get(group[0]) == s and shelf.members(s) == group}
    shelf.drop_stories(set(before.values()) - kept)
    for story, group in now.items():
        if story not in kept:
            shelf.add_story(story, group)


def _reached(shelf: Shelf, tellings: set[str]) -> list[str]:
    """The tellings that hang together with some, by what they are about or by what a person said."""
    reached: set[str] = set()
    front = tellings
    while front:
        reached |= front
        theirs = [a for each in shelf.articles_telling(front).values() for a in each]
        said = {a for pair in shelf.said_of(theirs) for a in pair}
        front = (shelf.near(front) | set(shelf.telling_of(said).values())) - reached
    return sorted(reached)


def story_id(articles: Sequence[str]) -> str:
    """A story is its least article."""
    return digest("story", min(articles))[:16]


def _linked(shelf: Shelf, story: str) -> Linked:
    articles = shelf.articles(shelf.members(story))
    if len(articles) < 2:
        return Linked()
    rows = {a.id: shelf.statements(a.id) for a in articles}
    names = shelf.names(s.speaker for each in rows.values() for s in each if s.speaker)
    statements = [t for a in articles for t in told(a, rows[a.id], names, shelf.figures(a.id))]
    return link_story(articles, statements, Known(shelf.descriptions(rows), shelf.places(rows)))


def units_have_their_words(record: Record) -> Iterator[Problem]:
    """For `verify`: the units on record are those of each linked article's text, and nothing else."""
    sql = "SELECT article FROM done WHERE stage = 'link' AND version = ? ORDER BY article"
    for (name,) in record.db.execute(sql, (linker_version(),)).fetchall():
        article = record.article(name)
        wanted = [] if article is None else [(*u.span, u.key) for u in units(article.text, article.zones)]
        places = 'SELECT start, "end", unit FROM unit_places WHERE article = ? ORDER BY start'
        if record.db.execute(places, (name,)).fetchall() != wanted:
            yield Problem("unit_places", name, "its units are not those of its text", "read it again into a new record")


TASKS: dict[str, Callable[[str, str, int, int], None]] = {"search": look_ahead, "link": link_share}
"""What `helping.py` starts other processes for."""

if __name__ == "__main__":
    task, path, given, shares, mine = sys.argv[1:]
    TASKS[task](path, given, int(shares), int(mine))
