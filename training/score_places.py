"""How well places are found and linked in news whose places were marked by hand. usage: score_places.py DATA…

DATA are `lgl.xml` (588 articles of small US and other papers; Lieberman, Samet, Sankaranarayanan, ICDE 2010) and
`TR-News.xml` (118 articles of many outlets; Kamalloo and Rafiei, WWW 2018). A name is found where the spans overlap;
one that is linked is right where it has the gold GeoNames id (a region has no one point) or lies within 161 km of the
gold coordinates ("accuracy@161km"). Both count adjectives
("the Russian envoy") and names within names of organisations as places, which onrecord does not; what is missed is
listed by that.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from xml.etree import ElementTree

from onrecord.pipeline import resolved
from onrecord.read.reader import Reader
from onrecord.rows import Article, Place, Reading, Span, article_id, text_sha256

NEAR = 161.0
"""Kilometres, 100 miles: the field's threshold."""


@dataclass(frozen=True)
class Gold:
    """A place as it was marked; without coordinates where the annotators found none."""

    span: Span
    words: str
    at: tuple[float, float] | None
    geonames: int | None


@dataclass
class Tally:
    """What was counted over articles."""

    marked: int = 0
    found: int = 0
    hit: int = 0
    rows_hit: int = 0
    linked: int = 0
    linked_gold: int = 0
    placed: int = 0
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)


def articles(path: Path) -> Iterator[tuple[Article, list[Gold]]]:
    for a in ElementTree.parse(path).getroot().iter("article"):
        text, name = a.findtext("text") or "", a.get("docid") or ""
        yield (
            Article(
                article_id(name, text), name, None, None, None, None, None, None, None, None, None,
                "2031-05-04T00:00:00Z", "en", True, None, text, text_sha256(text), "",
            ),
            [g for x in a.iter("toponym") if (g := gold(text, x)) is not None],
        )  # fmt: skip


def gold(text: str, x: ElementTree.Element) -> Gold | None:
    """A marked place. In TR-News some offsets are off by a few characters: the nearest such words are taken."""
    words, at = x.findtext("phrase") or "", int(x.findtext("start") or 0)
    starts = [i for i in range(max(0, at - 60), at + 61) if text.startswith(words, i)]
    if not words or not starts:
        return None
    start = min(starts, key=lambda i: abs(i - at))
    lat, lon = x.findtext(".//lat"), x.findtext(".//lon")
    return Gold((start, start + len(words)), words, (float(lat), float(lon)) if lat and lon else None, key(x))


def key(x: ElementTree.Element) -> int | None:
    """Its GeoNames id, where it has one."""
    tag = x.find("gaztag")
    said = "" if tag is None else tag.get("geonameid") or ""
    return int(said) if said.isdigit() else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance (haversine)."""
    (p, x), (q, y) = ((radians(lat), radians(lon)) for lat, lon in (a, b))
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin((y - x) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def count(tally: Tally, text: str, places: tuple[Place, ...], marked: list[Gold]) -> None:
    tally.marked += len(marked)
    tally.found += len(places)
    tally.placed += sum(g.at is not None for g in marked)
    for p in places:
        tally.linked += p.geonames is not None
        tally.rows_hit += any(_meet(p.span, g.span) for g in marked)
    for g in marked:
        here = [p for p in places if _meet(p.span, g.span)]
        tally.hit += bool(here)
        if not here:
            tally.missed[g.words] += 1
        first = next((p for p in here if p.lat is not None and p.lon is not None), None)
        if first is not None and first.lat is not None and first.lon is not None and g.at is not None:
            tally.linked_gold += 1
            if first.geonames == g.geonames or kilometres((first.lat, first.lon), g.at) <= NEAR:
                tally.right += 1
            else:
                area = first.within[0].name if first.within else ""
                tally.wrong[f"{text[slice(*first.span)]} → {first.name}, {area}"] += 1


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def show(name: str, t: Tally) -> None:
    print(f"{name}: {t.marked} places marked, {t.found} found, of these {t.linked} linked")
    print(f"  found: precision {t.rows_hit / t.found:.3f}, recall {t.hit / t.marked:.3f}")
    share, of_all = t.right / t.linked_gold, t.right / t.placed
    print(
        f"  of {t.linked_gold} linked, {t.right} right ({share:.3f}); of all {t.placed} with coordinates {of_all:.3f}"
    )
    print("  wrong:", ", ".join(f"{w} ×{n}" for w, n in t.wrong.most_common(40)))
    print("  missed:", ", ".join(f"{w} ×{n}" for w, n in t.missed.most_common(25)))


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        tally, rows = Tally(), list(articles(path))
        by_id = {a.id: marked for a, marked in rows}
        for a, found in Reader().read(a for a, _ in rows):
            reading = resolved(a, found)
            count(tally, a.text, reading.places if isinstance(reading, Reading) else (), by_id[a.id])
        show(path.name, tally)


if __name__ == "__main__":
    main()
