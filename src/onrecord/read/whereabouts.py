"""Which place a name means: each rule narrows what it may stand for by what the text shows, and says nothing where the
text shows nothing. A name that may still be more than one place stays unresolved.

One name is one place throughout an article, unless different regions stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.gazetteer.known import Known
from onrecord.gazetteer.names import folded
from onrecord.gazetteer.short import REGIONS
from onrecord.gazetteer.world import World, contains
from onrecord.text.nouns import is_common

CAPITAL = 100
"""How many times as many people a country's capital counts as having: "Washington" alone is where a government sits."""

NATION = 10
"""The same for a country: its name stands for it, where villages elsewhere have the same one."""

ALTERNATE = 0.1
"""The same for a place that has the name only besides its own."""

LEADS = 5
"""How many times as many people a place must count as the next of its name to be meant with nothing said of it."""

SURE = 15_000
"""People from which a town may be meant with nothing else of its country in the article: smaller ones are rarely named
without their region, and a name that is no place's is often some village's."""

SMALL = 5_000
"""The same for one of whose country something else is named."""

LARGE = 250_000
"""The same for one that goes by the name only besides its own: most such names of small towns are something else's."""

STATES = ("US", "CA", "AU", "GB")
"""Countries whose regions English-language news names without the country."""

GREAT = 1_000_000
"""People that a town must count as to be meant wherever it is named, but for what `doubted` says."""

OUTSHINES = 500
"""How many times as many people a town must have as its namesake in a region that the article names to be meant all the
same: "Boston" is in Massachusetts though a village in a state that is named is called so too; "London" may not be."""

DWARFS = 20
"""How many times as many people a place must count as its namesake in a named region to be thought of none the less."""

STANDS_OUT = 50
"""The same where nothing of the namesake's region is named: "Alexandria" by itself is in Egypt or in Virginia."""

MANY, BY_FAR = 3, 1.3
"""Names that may lie in one region, and how many times as many as in any other, for an article to be about it."""

DOUBTFUL = 2
"""Names of a region or country that must be there for a namesake in it to be meant instead of a great town."""

NO_TOWN = frozenset(
    folded(name)
    for name in """
    Africa|Asia|Europe|Latin America|North America|South America|Central America|Middle East|Near East|Far East
    Southeast Asia|Central Asia|South Asia|Eastern Europe|Western Europe|Antarctica|Arctic|Balkans|Caucasus|Caribbean
    Mediterranean|Atlantic|Pacific|Gulf|Persian Gulf|Red Sea|Black Sea|North Sea|Internet|Heaven
    Earth|World|Mars|Moon|Jupiter|Saturn|Venus
    White House|Capitol|Capitol Hill|Kremlin|Downing Street|Westminster|Wall Street|Central Park|Golden Gate
    West|East|North|South|Central|Midwest|Northeast|Northwest|Southeast|Southwest|West Bank|East Bank|Main Street
    Union|Center|Centre|Downtown|District|County|City|Town|Village|State|Province|Island|Continent|Capital|Old Town
    River|Delta|Lake|Park|Bridge|Hill|Hills|Valley|Bay|Beach|Port|Harbor|Harbour|Field|Square|Avenue|Road|Street
    Highway|University|College|School|Church|Hospital|House|Mall|Plaza|Airport|Station|Market|Hall|Federal|National
    """.strip()
    .replace("\n", "|")
    .split("|")
)
"""What reports name that is no town, though some town goes by it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A name in its article: the text of its line before it and behind it, and the places that go by it."""

    span: tuple[int, int]
    name: str
    before: str
    after: str
    places: tuple[Known, ...]


Rule = Callable[[list[Known], "Page", int], "Narrowed"]
Narrowed = list[Known] | None
"""What a name may stand for by one rule; `None` where the rule says nothing, empty where it is none that is known."""


def whereabouts(sights: Sequence[Sight], tables: World) -> list[Known | None]:
    """The place that each name means; `None` where the text does not decide."""
    near = [_narrowed(s, NEAR, tables) for s in sights]
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(sights):
        by_name[folded(s.name)].append(i)
    spread = [_spread(s, tables) for s in sights]
    names = {name: _together(sights, spread, at) for name, at in by_name.items()}
    meant = Page(names).meant
    return [_here(s, own, meant.get(folded(s.name)), tables) for s, own in zip(sights, near, strict=True)]


def _here(s: Sight, near: Narrowed, whole: Known | None, tables: World) -> Known | None:
    """What a name means at one sight, `whole` being what it means in the article: that, unless the words next to it say
    otherwise. What it is called there, "the city of", tells which of two it is but not that it is either."""
    left = list(s.places) if near is None else near
    called = as_called(s, left, tables)
    left = left if called is None else called
    if whole in left or (near is None and whole is None):
        return whole
    return _only(left) if near is not None or called is not None else None


def _only(places: Sequence[Known]) -> Known | None:
    return places[0] if len(places) == 1 else None


# What stands beside a name


def _narrowed(s: Sight, rules: Sequence[Callable[[Sight, list[Known], World], Narrowed]], tables: World) -> Narrowed:
    """What the words next to a name leave; rules are tried in turn."""
    left: Narrowed = None
    for rule in rules:
        found = rule(s, list(s.places) if left is None else left, tables)
        left = left if found is None else found
    return left


def _spread(s: Sight, tables: World) -> Narrowed:
    """What the words next to a name leave of it throughout the article. That "Kandahar province" is the province and
    "Albany, New York" the state tells nothing of "Kandahar" and "New York" by themselves; "Tbilisi, Georgia" does."""
    return _narrowed(s, NEAR[:3] if _is_nation(s.places) else NEAR[:2], tables)


def region_behind(s: Sight, places: list[Known], tables: World) -> Narrowed:
    """The region or country that stands behind it: "Paris, Texas", "Ashby (Minnesota)", "Lugo, northern Spain". Where
    the table has none of that name there, it is none that is known."""
    areas, closed = areas_behind(s.after, tables)
    inside = [p for p in places if any(contains(area, p) for area in areas)]
    if not areas or (_is_nation(places) and not closed):
        return None
    return inside or ([] if closed and all(p.level in ("c", "t") for p in places) else None)


def region_before(s: Sight, places: list[Known], tables: World) -> Narrowed:
    """The region or country that it is said to belong to: "Syria's Idlib", "the Texas town of Paris"."""
    m = _OWNER.search(s.before)
    areas = [] if m is None else [p for p in tables.find(m[1]) if p.level in ("n", "r")]
    return None if _is_nation(places) else [p for p in places if any(contains(area, p) for area in areas)] or None


def _is_nation(places: Iterable[Known]) -> bool:
    """Whether a name is a country's: "Japan's China policy" tells of no village."""
    return any(p.level == "n" for p in places)


def behind_its_town(s: Sight, places: list[Known], tables: World) -> Narrowed:
    """What stands behind a town that lies in it is the region or country: "Tbilisi, Georgia", "Albany, New York"."""
    m = _TOWN_BEFORE.search(s.before)
    towns = [] if m is None else [p for p in tables.find(m[1]) if p.level in ("c", "t")]
    return [p for p in places if any(contains(p, t) for t in towns)] or None


def named_after(s: Sight, places: list[Known], tables: World) -> Narrowed:  # noqa: ARG001 - every rule takes the same
    """A road or a house that is called after a place is elsewhere: "Elgin Road", "the Savoy Hotel"."""
    return [] if _ROAD.match(s.after) else None


def with_an_article(s: Sight, places: list[Known], tables: World) -> Narrowed:  # noqa: ARG001 - every rule takes the same
    """No town has "the" before it, but a building or a weir that is named like one: "the Weir", "near the Marina"."""
    if not _THE.search(s.before):
        return None
    return [p for p in places if p.level != "t"]


def as_called(s: Sight, places: list[Known], tables: World) -> Narrowed:  # noqa: ARG001 - every rule takes the same
    """What it is called: "Kandahar province", "the city of Kandahar", "New York state"."""
    if _AREA.match(s.after):
        return [p for p in places if p.level in ("r", "c")] or None
    if _TOWN_OF.search(s.before) or _TOWN.match(s.after):
        return [p for p in places if p.level == "t"] or None
    return None


_THE = re.compile(r"(?<!\w)[Tt]he\s$")

NEAR: tuple[Callable[[Sight, list[Known], World], Narrowed], ...] = (
    region_behind, region_before, behind_its_town, named_after, with_an_article,
)  # fmt: skip
"""Rules for one sight of a name, tried in turn; `as_called` comes after these."""

_WORD = r"[A-Z][\w’'.-]{0,30}"
_BEHIND = re.compile(
    rf"(?P<mark>,\s|\s\(|\s?/\s?|\sin\s(?:the\s)?)(?:(?:north|south|east|west|central)[a-z-]{{0,12}}\s)?"
    rf"(?P<area>{_WORD}(?:\s(?:(?:and|of|the)\s)?{_WORD}){{0,4}})"
)
_CLOSES = re.compile(r"[’']?s?(?:$|[,.;:)\n—–-]|\s[(—–-])")
_OWNER = re.compile(
    rf"\b({_WORD}(?:\s{_WORD}){{0,2}}?)"
    r"(?:['’]s?\s(?:[a-z-]+\s){0,3}(?:of\s)?|\s(?:town|city|village|suburb|community)\sof\s)$"
)
_TOWN_BEFORE = re.compile(rf"({_WORD}(?:\s{_WORD}){{0,3}}),\s$")
_ROAD = re.compile(
    r"\s(?:Road|Rd|Street|St|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Terrace|Highway|Hotel|House|Inn|Restaurant)\b"
)
_AREA = re.compile(r"['’]?s?\s(?:[Pp]rovince|[Gg]overnorate|[Oo]blast|[Rr]egion|state|State|[Pp]refecture|[Cc]anton)\b")
_TOWN_OF = re.compile(r"\b(?:city|town|capital|village|suburb|port|municipality)\sof\s$", re.IGNORECASE)
_TOWN = re.compile(r"\s(?:[Cc]ity|[Tt]own|[Vv]illage)\b")


def areas_behind(after: str, tables: World) -> tuple[list[Known], bool]:
    """Regions and countries that the words behind a name stand for, and whether they close the name off, so that they
    are no member of a list: "Portland, Maine and Boston" does not."""
    m = _BEHIND.match(after)
    if m is None:
        return [], False
    ends = [w.end() for w in re.finditer(r"\S+", m["area"])]
    for n in range(len(ends), 0, -1):
        said = " ".join(m["area"][: ends[n - 1]].split())
        areas = [tables.region(REGIONS[said])] if said in REGIONS and m["mark"] == ", " else []
        found = [p for p in (*areas, *tables.find(said.rstrip(".-’'"))) if p is not None and p.level in ("n", "r")]
        if found:
            rest = after[m.start("area") + ends[n - 1] :]
            closed = m["mark"] != " in " and _CLOSES.match(rest) is not None
            lists = any(p.level == "t" and p.people >= GREAT for p in tables.find(said))
            return found, closed and not lists
    return [], False


# What the article shows


def _together(sights: Sequence[Sight], spread: Sequence[Narrowed], at: Sequence[int]) -> list[Known]:
    """What a name may stand for by all its sights: what is shown at one of them holds for those where nothing is,
    or, where different things are shown, one of these."""
    sets = [each for i in at if (each := spread[i]) is not None]
    places = list(sights[at[0]].places)
    if not all(sets):
        return []
    return [p for p in places if all(p in each for each in sets)] or [
        p for p in places if any(p in each for each in sets)
    ]


class Page:
    """The names of an article, with what each may stand for, and what is meant by those that are plain."""

    def __init__(self, names: dict[str, list[Known]]) -> None:
        self.names = {name: [] if is_no_town(name) else _plain(places) for name, places in names.items()}
        self.about: str | None = None
        obvious = {name: p for name, places in self.names.items() if (p := _obvious(places)) is not None}
        self._means(obvious)
        self.about = self._about()
        self._means(obvious)
        self.doubtful = {name for name, p in obvious.items() if self._doubted(p, self.names[name])}
        self._means({name: p for name, p in obvious.items() if name not in self.doubtful})
        for rules in (ABOUT[:-1], ABOUT, ABOUT):
            left = {n: p for n in self.names if n not in self.meant and (p := self._told(n, rules)) is not None}
            self._means(self.meant | left)
        self._means({n: p for n, p in self.meant.items() if n not in obvious or not self._doubted(p, self.names[n])})

    def _means(self, meant: dict[str, Known]) -> None:
        self.meant = meant
        self.regions = Counter(p.code for p in meant.values() if p.code)
        self.countries = Counter(p.country for p in meant.values())
        self.states = Counter(p.country for p in meant.values() if p.level == "r")
        if self.about is not None:
            self.regions[self.about] += 1

    def _about(self) -> str | None:
        """The region in which most of the names may lie, by far: a report names what is near to one another."""
        may = Counter(code for places in self.names.values() for code in {p.code for p in places if p.code})
        (first, most), (_, next_most) = (*may.most_common(2), ("", 0), ("", 0))[:2]
        return first if most >= MANY and most >= BY_FAR * next_most else None

    def _told(self, name: str, rules: Sequence[Rule]) -> Known | None:
        """The place that the article tells a name to mean."""
        left = self.names[name]
        for rule in rules:
            found = rule(left, self, DOUBTFUL if name in self.doubtful else 1)
            left = left if found is None else found
            if len(left) < 2:
                break
        place = _only(left)
        return place if place is not None and self._may_be(place) else None

    def _may_be(self, place: Known) -> bool:
        """Whether a place is large enough and has the name as its own, or something else of its region, or of the
        country of a large one, is named."""
        if place.level == "n" or (place.level == "r" and place.country in STATES):
            return True
        if place.level != "r" and place.own and (self.regions[place.code] > 0 or place.people >= SURE):
            return True
        return place.country in self.countries and place.people >= (SMALL if place.own else LARGE)

    def _doubted(self, place: Known, namesakes: Sequence[Known]) -> bool:
        """Whether a namesake may be meant instead of a town: within the country, where something of the namesake's
        region is named and nothing of the town's; abroad, where nothing else of the town's country is."""
        if place.level == "r":
            return place.country not in STATES and self.countries[place.country] < 2
        if place.level == "n":
            return False
        return any(self._rivals(p, place) for p in namesakes if p is not place)

    def _rivals(self, p: Known, place: Known) -> bool:
        near, theirs = self.regions[p.code] > 0, p.people * (1 if p.own else ALTERNATE)
        if p.country == place.country:
            return near and self.regions[place.code] < 2 and theirs * OUTSHINES > counts(place)
        mine = place.people if near or p.country in self.countries else counts(place)
        return self.countries[place.country] < 2 and theirs * (OUTSHINES if near else STANDS_OUT) > mine


def is_no_town(name: str) -> bool:
    """Whether a name is that of something else, or a plain noun: "River"."""
    return name in NO_TOWN or (" " not in name and is_common(name))


def counts(p: Known) -> float:
    """How many people a place counts as having."""
    weight = NATION if p.level == "n" else CAPITAL if p.capital and p.people >= 100_000 else 1
    return (p.people + 1) * weight * (1 if p.own else ALTERNATE)


def _plain(places: Iterable[Known]) -> list[Known]:
    """Without the region of a town that has the same name and lies in it: "Kabul" is the town, and so is "New York"."""
    places = list(places)
    towns = [p for p in places if p.level == "t"]
    return [p for p in places if p.level != "r" or not any(contains(p, t) and t.people * 10 >= p.people for t in towns)]


def _obvious(places: Sequence[Known]) -> Known | None:
    """A country, region or great town that leads all others by far; or the only place of the name, if that is no small
    town. A country that a great region elsewhere is named like is not obvious: "Georgia"."""
    ordered = sorted(places, key=counts, reverse=True)
    first = ordered[0] if ordered else None
    if first is None or not first.own:
        return None
    if len(ordered) == 1:
        return first if first.people >= SURE or first.level != "t" else None
    great = first.level in ("n", "r") or counts(first) >= GREAT
    twin = first.level == "n" and any(
        p.level == "r" and p.own and p.people >= GREAT and p.country != first.country for p in places
    )
    return first if great and not twin and counts(first) >= LEADS * counts(ordered[1]) else None


def nation_or_region(places: list[Known], page: Page, least: int) -> Narrowed:  # noqa: ARG001 - as every rule
    """A country and a region elsewhere that have one name, "Georgia": the one of whose places another is named, else
    the region beside other regions of its country. That its country is named tells nothing."""
    nations = [p for p in places if p.level == "n"]
    regions = [p for p in places if p.level == "r" and p.own]
    if not nations or not regions:
        return None
    abroad = [p for p in nations if p.country in page.countries]
    here = [p for p in regions if p.code in page.regions]
    if not abroad and not here:
        here = [p for p in regions if page.states[p.country] and p.people > nations[0].people]
    return abroad or here if not (abroad and here) else []


def same_region(places: list[Known], page: Page, least: int) -> Narrowed:
    """Those in a region that the article names, or in which another place that it names lies; unless one elsewhere in
    their country outshines them: "Atlanta" is not the village in Illinois, and of an article that names much else of
    Illinois it is not told which it is."""
    inside = [p for p in places if p.code and page.regions[p.code] >= least]
    if not inside:
        return None
    best = max(inside, key=counts)
    elsewhere = [p for p in places if p.country == best.country and counts(p) > DWARFS * counts(best)]
    if elsewhere:
        return [] if page.regions[best.code] >= MANY else None
    return inside


def same_country(places: list[Known], page: Page, least: int) -> Narrowed:
    """Those in a country that the article names, or in which another place that it names lies."""
    twins = any(p.level == "n" for p in places)
    return None if twins else [p for p in places if page.countries[p.country] >= least] or None


def greatest(places: list[Known], page: Page, least: int) -> Narrowed:
    """The one that leads the others by far; by farther where the region of another is named too, by much farther where
    nothing of its country is."""
    ordered = sorted(places, key=counts, reverse=True)
    if len(ordered) < 2 or any(p.level == "n" for p in ordered[1:]):
        return None
    first, named = ordered[0], page.countries[ordered[0].country] >= least

    def lead(p: Known) -> float:
        if p.country == first.country and p.code != first.code and page.regions[p.code] >= least:
            return DWARFS
        return LEADS if named or p.country == first.country else STANDS_OUT

    return [first] if all(counts(first) >= lead(p) * counts(p) for p in ordered[1:]) else []


ABOUT: tuple[Rule, ...] = (nation_or_region, same_region, same_country, greatest)
"""Rules for a name in its article, tried in turn; the last when the others have told what they can of every name. The
last argument is how many names of a region or country make it named."""
