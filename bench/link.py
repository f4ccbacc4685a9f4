"""How fast onrecord links records of growing size, and how much of what was copied it finds.

usage: python bench/link.py STORIES_DIR [--articles 1000 10000] [--peer]

STORIES_DIR holds JSONL files with a `text` in each line; `corpus.py` makes stories of them whose copies are known (the
file lies beside this one). Prints, for each size: the time of `link_record` (for the search, and for the stories), its
peak memory, the record's size, and what ten more articles cost; how many of the planted passages are found (by half on
both sides), and how many are found that nobody planted; with --peer (needs datasketch), the same for MinHash LSH and
rapidfuzz, and the ratio. Last, by which power of the size the time grows. Records are made at 200 articles a second.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import ParamSpec, TypeVar

from corpus import Language, Made, Planted, size_of, story
from onrecord.linking import link_record
from onrecord.rows import Capture, Reading, Span, Speaker
from onrecord.show.reuse import reuse
from onrecord.store import Record

TOGETHER = 100
"""Stories stored in one transaction."""

LATE = 5
"""Stories whose last article comes late, among the ten more; the other five are of a new story."""

PEER_LIMIT = 10_000
"""Articles up to which the peer is run on all; above, it is run on so many, and its time is taken to grow in line."""

Stretch = tuple[str, Span]
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Cost:
    """What a call of `link_record` took: seconds in all, for the search and of processors, and MB at the peak."""

    seconds: float
    search: float
    processors: float
    peak: float


@dataclass(frozen=True)
class Quality:
    """Planted passages, those of them that were found, by kind; passages found that were not planted."""

    planted: dict[str, int]
    found: dict[str, int]
    others: int

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {self.found[kind] / n:.3f}" for kind, n in sorted(self.planted.items()))
        return f"recall {sum(self.found.values()) / sum(self.planted.values()):.3f} ({kinds})"


def apart(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Calls a function in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def peak() -> float:
    """MB of this process and the largest that it started."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in both) / 1024


def processors() -> float:
    """Seconds that this process and those it started have kept processors busy."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def stories_for(articles: int) -> int:
    """How many stories have so many articles together."""
    total = 0
    for number in count():
        if total >= articles:
            return number
        total += size_of(number)
    raise AssertionError


def corpus(stories: Path, n: int) -> Iterator[Made]:
    language = Language(stories)
    return (story(language, number) for number in range(n))


def build(stories: Path, n: int, into: Path) -> int:
    """Makes a record of `n` stories, less what comes late; gives how many articles it has."""
    with Record.open(into) as record:
        run = record.begin_run("bench", "bench", {})
        made = corpus(stories, n)
        speakers: list[Speaker] = []
        for at in range(0, n, TOGETHER):
            with record.together():
                for number in range(at, min(n, at + TOGETHER)):
                    each = next(made)
                    speakers += each.speakers
                    for capture, reading in each.articles[: -1 if number < LATE else None]:
                        record.add_with_reading(capture, reading, run)
        _resolve(record, speakers)
        return record.counts()["articles"]


def _resolve(record: Record, speakers: Iterable[Speaker]) -> None:
    """Stores speakers with those of their entities that are on record."""
    known = {row[0] for row in record.db.execute("SELECT id FROM entities")}
    here = (Speaker(s.id, s.name, s.kind, tuple(e for e in s.entities if e in known)) for s in speakers)
    record.put_speakers([s for s in here if s.entities], "bench", next(record.runs()))


def linked(into: Path) -> Cost:
    """Links a record."""
    with Record.open(into) as record:
        run = record.begin_run("bench", "bench", {})
        busy, started = processors(), time.perf_counter()
        searched = started

        def progress(_done: int, _of: int) -> None:
            nonlocal searched
            searched = time.perf_counter()

        link_record(record, run, progress)
        seconds = time.perf_counter() - started
    return Cost(seconds, searched - started, processors() - busy, peak())


def add_ten(stories: Path, n: int, into: Path) -> None:
    """Adds ten articles: the late ones, and some of a story that is new."""
    language = Language(stories)
    old = [story(language, number) for number in range(n)] if n <= LATE else []
    late = old or [story(language, number) for number in range(LATE)]
    more = [each.articles[-1] for each in late]
    new: list[tuple[Capture, Reading]] = []
    speakers = [s for each in late for s in each.speakers]
    for number in count(n):
        if len(new) >= 10 - LATE:
            break
        each = story(language, number)
        new += each.articles
        speakers += each.speakers
    with Record.open(into) as record:
        run = record.begin_run("bench", "bench", {})
        for capture, reading in (*more, *new[: 10 - LATE]):
            record.add_with_reading(capture, reading, run)
        kept = {s.id: s for s in record.speakers()} | {s.id: s for s in speakers}
        _resolve(record, kept.values())


def ours(stories: Path, n: int, into: Path) -> Quality:
    with Record.read_only(into) as record:
        found = ((r.a.article, r.a.span, r.b.article, r.b.span) for r in reuse(record))
        return quality((p for each in corpus(stories, n) for p in each.planted), found)


def quality(planted: Iterable[Planted], found: Iterable[tuple[str, Span, str, Span]]) -> Quality:
    """Which planted passages are covered by half on both sides, and what was found that covers none of any."""
    wanted: dict[tuple[str, str], list[Planted]] = defaultdict(list)
    for p in planted:
        q = p if p.a < p.b else Planted(p.b, p.b_span, p.a, p.a_span, p.kind)
        wanted[q.a, q.b].append(q)
    covered: dict[Planted, tuple[int, int]] = {p: (0, 0) for all_of in wanted.values() for p in all_of}
    others = 0
    for a, a_span, b, b_span in found:
        if a > b:
            a, a_span, b, b_span = b, b_span, a, a_span
        touched = False
        for p in wanted.get((a, b), ()):
            both = _common(a_span, p.a_span), _common(b_span, p.b_span)
            if min(both) > 0:
                touched = True
                covered[p] = covered[p][0] + both[0], covered[p][1] + both[1]
        others += not touched
    planted_of: dict[str, int] = defaultdict(int)
    found_of: dict[str, int] = defaultdict(int)
    for p, (a_size, b_size) in covered.items():
        planted_of[p.kind] += 1
        found_of[p.kind] += 2 * a_size >= _size(p.a_span) and 2 * b_size >= _size(p.b_span)
    return Quality(dict(planted_of), dict(found_of), others)


def _common(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _size(span: Span) -> int:
    return span[1] - span[0]


def peer(stories: Path, n: int) -> tuple[int, float, float, Quality]:
    """The peer on a corpus: its articles, seconds, memory, and what it finds."""
    from peer_link import passages

    made = list(corpus(stories, n))
    texts = {c.article.id: c.article.text for each in made for c, _ in each.articles}
    planted = [p for each in made for p in each.planted]
    del made
    before = peak()
    started = time.perf_counter()
    found = list(passages(texts))
    seconds = time.perf_counter() - started
    return len(texts), seconds, peak() - before, quality(planted, found)


def measure(stories: Path, wanted: int, folder: Path) -> tuple[int, Cost]:
    """Prints what linking a record of one size costs and finds."""
    n, into = stories_for(wanted), folder / f"{wanted}.db"
    articles = apart(build, stories, n, into)
    before = into.stat().st_size
    cost = apart(linked, into)
    size = into.stat().st_size
    per = cost.seconds / articles * 1000
    rest = cost.seconds - cost.search
    print(f"{articles:,} articles, {n:,} stories: {cost.seconds:.1f} s, {per:.2f} ms an article", end=" ")
    print(f"(search {cost.search:.1f} s, stories {rest:.1f} s; processors {cost.processors:.1f} s); ", end="")
    print(f"peak memory {cost.peak:,.0f} MB")
    print(f"  record: {before / articles / 1024:.1f} KB an article before, {size / articles / 1024:.1f} after")
    apart(add_ten, stories, n, into)
    ten = apart(linked, into)
    print(f"  ten more: {ten.seconds:.2f} s, {ten.seconds / 10 / per * 1000:.1f} times what each of the others cost")
    found = apart(ours, stories, n, into)
    print(f"  {found}; not planted: {found.others / articles * 1000:.1f} in 1,000 articles", flush=True)
    into.unlink()
    return articles, cost


def compare(stories: Path, articles: int, cost: Cost) -> None:
    """Prints the peer's figures beside ours."""
    size, seconds, memory, found = apart(peer, stories, stories_for(min(articles, PEER_LIMIT)))
    print(f"  MinHash LSH and rapidfuzz, {size:,} articles: {seconds:.1f} s, {memory:,.0f} MB, {found};", end=" ")
    print(f"not planted: {found.others / size * 1000:.1f} in 1,000 articles")
    rate = seconds / size * articles
    said = "" if articles - size < LATE else f" (its {size:,} articles taken {articles / size:.1f} times)"
    print(f"  ratio: {rate / cost.search:.2f} for the search, {rate / cost.seconds:.2f} for all{said}", flush=True)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=Path)
    cli.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    cli.add_argument("--peer", action="store_true", help="measure MinHash LSH too (needs datasketch)")
    args = cli.parse_args()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as the command line has it
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for wanted in args.articles:
            articles, cost = measure(args.stories, wanted, Path(folder))
            if args.peer:
                compare(args.stories, articles, cost)
            measured.append((articles, cost.seconds))
    for (few, quick), (many, slow) in pairwise(measured):
        print(f"growth exponent, {few:,} to {many:,}: {math.log(slow / quick) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
