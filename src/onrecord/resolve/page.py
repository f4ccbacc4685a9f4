"""One article with its entities, and where each stands: what the rules of `within` and `voices` look things up in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from onrecord.resolve.chain import Chain
from onrecord.resolve.relay import Heard, heard, ultimate_source
from onrecord.resolve.titled import Titled
from onrecord.rows import Article, Entity, EntityKind, Mention, Span, Statement, entity_id
from onrecord.text.nouns import DOCUMENTS, PERSONS, is_common, is_role
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS
from onrecord.text.quotes import quotes
from onrecord.text.sentences import paragraphs, sentences

CAPTION = 200
"""Characters up to which a line without a stop is taken for a caption."""

_OF_WHAT = re.compile(r"\s+(?:of|to|for|at|in)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+)+")
_STOPS = re.compile(r"[.!?:…][\"”’')]*\s*$")


class Page:
    """An article with its entities, and where each stands."""

    def __init__(self, article: Article, titled: list[Titled], found: list[Chain]) -> None:
        self.article, self.text, self.titled = article, article.text, titled
        self.entities: dict[str, Entity] = {}
        self.of: dict[int, str] = {}
        self.by_id: dict[str, Statement] = {}
        self._heard: dict[str, Heard] = {}
        self.paragraphs = list(paragraphs(article.text))
        self.sentences = sentences(article.text)
        self.quotes = quotes(article.text)
        self._starts = [t.whole.span[0] for t in titled]
        self._longest = max((t.whole.span[1] - t.whole.span[0] for t in titled), default=0)
        for chain in found:
            entity = _entity(article, chain, titled)
            self.entities[entity.id] = entity
            self.of.update(dict.fromkeys(chain.members, entity.id))

    def heard(self, s: Statement) -> Heard:
        """What a statement's sentence shows, looked at once."""
        if s.id not in self._heard:
            self._heard[s.id] = heard(self.article, s)
        return self._heard[s.id]

    def speaking(self, source: Span) -> str | None:
        """The entity whose mention is the head of a source's words."""
        head = head_of(self.text, source)
        near = bisect_left(self._starts, source[0] - self._longest), bisect_left(self._starts, source[1])
        inside = [i for i in range(*near) if source[0] < self.titled[i].whole.span[1]]
        for i in inside:
            if self._ends_head(i, head) or self._behind_office(i, head, source):
                return self.of[i]
        covering = [
            i for i in inside if self.titled[i].whole.span[1] >= head[1] and self.titled[i].whole.span[0] < head[1]
        ]
        covering.sort(key=lambda i: self.titled[i].whole.span[1] > source[1])
        found = [self.of[self._named_beside(i, source)] for i in covering or inside if self._not_behind(i, head)]
        first = [self.of[i] for i in inside if self._opens(i, source)]
        named = [e for e in (*found[:1], *first, *self._with_another(inside, head, source)) if self.entities[e].name]
        return next(iter(named or found), None)

    def _not_behind(self, i: int, head: Span) -> bool:
        return self.titled[i].whole.span[0] < head[1]

    def _opens(self, i: int, source: Span) -> bool:
        """A description that opens the source: "The two-time [winner]"."""
        t = self.titled[i].whole
        return t.span[0] == source[0] and t.form == "description" and self.text[slice(*t.span)][:4].lower() == "the "

    def _with_another(self, inside: list[int], head: Span, source: Span) -> list[str]:
        """The named one of two who speak: "the company and its owner Tam Orrel"."""
        return [
            self.of[i]
            for i in inside
            if self.titled[i].name is not None
            and self.titled[i].whole.span[1] == source[1]
            and self.text[head[1] : self.titled[i].whole.span[0]].strip() == "and"
        ]

    def _behind_office(self, i: int, head: Span, source: Span) -> bool:
        """The name behind an office: "the envoy to the River League Tam Orrel"."""
        t = self.titled[i]
        if t.name is None or t.whole.kind != "person" or t.name[1] != source[1] or t.name[0] <= head[1]:
            return False
        between = _OF_WHAT.fullmatch(self.text, head[1], t.name[0])
        office = PERSONS.search(self.text[slice(*head)])
        return office and between is not None and not is_role(between[0].split()[-1].rstrip("."))

    def _ends_head(self, i: int, head: Span) -> bool:
        """A person's name at the end of the head, but for a word of time: "the mayor Tam Orrel today"."""
        t = self.titled[i]
        after = self.text[t.whole.span[1] : head[1]]
        late = re.search("[A-Za-z]", after) is None or re.fullmatch(
            r"\s+(?:today|yesterday|tonight|[A-Z]\w+day)", after
        )
        within = head[0] <= t.whole.span[0] and t.whole.span[1] <= head[1]
        return t.name is not None and t.whole.kind == "person" and within and bool(late)

    def describe(self, s: Statement) -> None:
        """The words of a statement's source describe an entity that has no name: "a driver from the lower town"."""
        entity = self.entities.get(s.entity or "")
        source = ultimate_source(self.heard(s)) or s.source
        if entity is None or entity.name or source is None or self.text[slice(*source)].casefold() in PRONOUNS:
            return
        span = phrase(self.text, _shortened(self.text, source))
        if span is None:
            return
        self.entities[entity.id] = replace(entity, descriptions=tuple(sorted({*entity.descriptions, span})))

    def _named_beside(self, i: int, source: Span) -> int:
        """The name set beside a description within the same source: "its spokesman, Tam Orrel"."""
        if self.titled[i].name or self.titled[i].whole.form == "pronoun":
            return i
        for j in range(i + 1, len(self.titled)):
            t = self.titled[j]
            if t.whole.span[0] >= source[1]:
                break
            between = self.text[self.titled[i].whole.span[1] : t.whole.span[0]]
            if t.name and t.whole.kind == "person" and between.rstrip().endswith(",") and between.count(",") == 1:
                return j
        return i

    def paragraph(self, at: int) -> int:
        """Which paragraph a character stands in."""
        return next((i for i, (_, end) in enumerate(self.paragraphs) if at < end), len(self.paragraphs))

    def line(self, at: int) -> Span:
        """The span of the paragraph that a character stands in."""
        return next(((a, b) for a, b in self.paragraphs if a <= at < b), (at, at))

    def is_caption(self, n: int) -> bool:
        """Whether a paragraph is a caption: by its zone, or as a short line without a stop."""
        a, b = self.paragraphs[n]
        if any(z.kind == "caption" and z.start < b and a < z.end for z in self.article.zones):
            return True
        return b - a < CAPTION and _STOPS.search(self.text[a:b]) is None

    def at(self, start: int) -> str | None:
        """The entity of the mention that begins at an offset, of several the longest."""
        return next((self.of[i] for i, t in enumerate(self.titled) if t.whole.span[0] == start), None)

    def subject(self, start: int, end: int, ends: int | None = None) -> str | None:
        """The entity that a clause begins with, but for articles and marks; a verb must follow, where `ends` is given
        right behind."""
        for i, t in enumerate(self.titled):
            a, b = t.whole.span
            if start <= a < end:
                opens = _ARTICLES.sub("", self.text[start:a].strip(" \"“‘'")).strip() == ""
                return self.of[i] if opens and b < end and ends in (None, b) else None
        return None

    def sentence(self, at: int) -> Span:
        """The sentence a character stands in."""
        return next((s for s in self.sentences if at < s[1]), (at, at))


def _entity(article: Article, chain: Chain, titled: list[Titled]) -> Entity:
    """A chain as a row. A mention of a titled name is the name; the title is a description."""
    mentions: list[Mention] = []
    descriptions: list[Span] = []
    for i in chain.members:
        t = titled[i]
        if t.name is not None:
            mentions.append(Mention(t.name, "name", t.whole.kind))
            title = phrase(article.text, (t.whole.span[0], t.name[0]))
            if title is not None and _says_something(article.text[slice(*title)]):
                descriptions.append(title)
        else:
            mentions.append(t.whole)
            said = phrase(article.text, t.whole.span) if t.whole.form == "description" else None
            if said is not None:
                descriptions.append(said)
    unique = tuple(sorted({m.span: m for m in mentions}.values(), key=lambda m: m.span))
    name = _fullest(article.text, [m for m in unique if m.form == "name"])
    kind = _kind(article.text, chain, unique, name)
    return Entity(entity_id(article.id, unique), article.id, kind, name, unique, tuple(sorted(set(descriptions))))


LONG = 60
"""Characters of a description from which it is cut at its first comma."""

_ASIDE = re.compile(
    r",\s+(?:an?|the|who|whom|whose|which|that|his|her|its|their)\b|,?\s+(?:who|which|that)$|\s+(?:as|reported|said|told)\s"
)


def _shortened(text: str, span: Span) -> Span:
    """Without what is set beside its first words: "the doctor" of "the doctor, a surgeon who"; but "a guard" of "one of
    them, a guard"."""
    one = _ONE_OF_THEM.match(text, *span)
    if one is not None:
        span = (one.end(), span[1])
    aside = _ASIDE.search(text[slice(*span)])
    if aside is not None and aside.start() > 0:
        return span[0], span[0] + len(_WHO.sub("", text[span[0] : span[0] + aside.start()]))
    comma = text.find(",", *span)
    return (span[0], comma) if span[1] - span[0] > LONG and comma > span[0] else span


_WHO = re.compile(r",?\s+(?:who|which|that)(?:\s+\w+ly)?$")
_ONE_OF_THEM = re.compile(
    r"(?:one|another|both|two|some|many|most)(?: of (?:them|those|whom))?,\s+(?=\w)", re.IGNORECASE
)
_ADDRESSES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam"])
_ARTICLES = re.compile(r"(?:the|an?|this|that)\b\s*", re.IGNORECASE)


def _says_something(words: str) -> bool:
    """Whether words before a name describe: more than an article or a form of address, or a name of another."""
    bare = _ARTICLES.sub("", words).split()
    if len(bare) == 1 and bare[0][:1].isupper() and not is_common(bare[0]) and not is_role(bare[0]):
        return False
    return any(w.casefold().strip(".,") not in _ADDRESSES for w in bare)


_BEFORE = re.compile(
    r"(?i:both|him|her|them|me|us)\s+(?=(?:an?|the)\s|[A-Z])|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)? and (?=[a-z]\w+ [a-z])"
    r"|.*\s-\s|(?:Associated Press|Getty(?: Images)?|Reuters|AFP|EPA|AP)\s+(?=[A-Z][a-z])"
)
_BROKEN = re.compile(
    r"(?:['’]s?|\b(?:of|at|for|from|in|with|to|by|on|near|the|an?|and|or)|&|\b(?:new|late|former|then|old|young|senior"
    r"|prominent|longtime|veteran)|-(?:old|time|based|born|led|run|owned))$",
    re.IGNORECASE,
)
_NOUN = re.compile(r" ([a-z]+)\b")
_FIRM = re.compile(r"(?<![\w’'.-])(?:[A-Z][\w’'.-]*,? )+(?:& |and )$")


def phrase(text: str, span: Span) -> Span | None:
    """A description from where its phrase begins to where it ends; `None` where that is within a name, or where it is
    but an adjective: "Woods analyst" is "Vale & Woods analyst", "the Karsk-born" and "the head of the" are none."""
    start, end = span
    firm = _FIRM.search(text, max(0, start - 60), start)
    if firm is not None and "&" in firm[0] and text[start : start + 1].isupper():
        start = firm.start()
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "&'’.)":
        end -= 1
    while (before := _BEFORE.match(text, start, end)) is not None:
        start = before.end()
    more = _NOUN.match(text, end) if _BROKEN.search(text[start:end]) else None
    if more is not None and PERSONS.fullmatch(more[1]):
        end = more.end()
    said = text[start:end]
    return None if not said.strip() or _BROKEN.search(said) else (start, end)


RARER = 3
"""How many times as often as an organisation's full name a short form may be used for the full one to be its name: a
part of it ("Lark Water Services") is named once or twice where the whole is named throughout."""

_HOLDING = re.compile(r",? (?:Group|Holdings?|Inc|Corp|Corporation|Ltd|Limited|LLC|Plc|PLC|Co)\b\.?")


def _fullest(text: str, names: list[Mention]) -> str | None:
    """Of a person's names of more than one word the most used, of these the longest; of others' the longest that is
    used nearly as much as any, or that it is introduced by, never its place alone ("Lark City" of "Lark City Rovers",
    where "Rovers" are named); without "Group" where it is mostly called so. As the
    article writes it."""
    forms = [" ".join(text[slice(*m.span)].split()) for m in names]
    if not forms:
        return None
    used = Counter(forms)
    if any(m.kind == "person" for m in names):
        return max(used, key=lambda f: (" " in f, not f.isupper(), used[f], len(f)))
    whole = [f for f in used if any(g.endswith("s") and f.endswith(f" {g}") and f[: -len(g) - 1] in used for g in used)]
    used = Counter({f: n for f, n in used.items() if not any(w.startswith(f"{f} ") for w in whole)})
    most = max(used.values())
    plain = {f: _HOLDING.sub("", f) for f in used}
    rare = {f for f in used if plain[f] != f and used[plain[f]] > used[f]}
    near = [f for f in used if f not in rare and (RARER * used[f] >= most or f == forms[0] or f in whole)] or list(used)
    return max(near, key=lambda f: (not f.isupper(), len(f)))


def _kind(text: str, chain: Chain, mentions: tuple[Mention, ...], name: str | None) -> EntityKind:
    if name is None and any(m.form == "description" and DOCUMENTS.search(text[slice(*m.span)]) for m in mentions):
        return "document"
    if name is None and chain.kind == "person" and chain.number == "many":
        return "group"
    return chain.kind


def entity_words(text: str, entity: Entity) -> str:
    """What an entity is called where one line has to do: its name, else its longest description, else its first
    words."""
    if entity.name:
        return entity.name
    longest = max(entity.descriptions, key=lambda s: (s[1] - s[0], -s[0]), default=entity.mentions[0].span)
    return " ".join(text[slice(*longest)].split())
