"""One article: its mentions to entities, and to each statement the entity that is stated to say it.

    mentions ──chains──▶ entities      statement's source ──▶ mention ──▶ entity ──▶ class, relay, reason

A statement without a source of its own takes one over only where the page shows whose words they are: VOICES is the
list of these rules. Where the article does not tell, there is no entity, and the class is `unknown`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.resolve.anonymity import anonymity_reason
from onrecord.resolve.chains import Affinity, Chain, Titled, chains
from onrecord.resolve.classes import Who, speaker_class
from onrecord.resolve.relay import Heard, heard, relays, ultimate_source
from onrecord.rows import Article, Entity, EntityKind, Mention, Reading, Span, SpeakerClass, Statement, entity_id
from onrecord.text.nouns import DOCUMENTS
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS
from onrecord.text.sentences import is_cross_head, paragraphs, sentences


def resolve(
    article: Article, statements: Sequence[Statement], mentions: Sequence[Mention], affinity: Affinity
) -> Reading:
    """The article's reading with every statement resolved as far as the text shows.

    `mentions` are in text order, `affinity` float32 [n, n + 1] as `onrecord.read.mentions.Marked` has them.
    """
    sources = [s.source for s in statements if s.source is not None]
    titled, found = chains(article.text, mentions, affinity, sources)
    page = Page(article, titled, found)
    said = [_spoken(page, s) for s in statements]
    page.by_id = {s.id: s for s in said}
    for s in said:
        page.describe(s)
    for voice in VOICES:
        for i in range(len(said)):
            said[i] = _taken_over(page, voice, said, i)
        page.by_id = {s.id: s for s in said}
    said = [_told(page, s) for s in said]
    return Reading(tuple(_relayed(page, said)), tuple(page.entities.values()))


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
        inside = [i for i, t in enumerate(self.titled) if t.whole.span[0] < source[1] and source[0] < t.whole.span[1]]
        for i in inside:
            if self._ends_head(i, head):
                return self.of[i]
        covering = [
            i for i in inside if self.titled[i].whole.span[1] >= head[1] and self.titled[i].whole.span[0] < head[1]
        ]
        for i in covering or inside:
            return self.of[self._named_beside(i, source)]
        return None

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
        span = _shortened(self.text, source)
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
            title = (t.whole.span[0], t.name[0])
            words = article.text[slice(*title)].rstrip(" ,\n")
            if _says_something(words):
                descriptions.append((title[0], title[0] + len(words)))
        else:
            mentions.append(t.whole)
            if t.whole.form == "description":
                descriptions.append(t.whole.span)
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
    """Without what is set beside its first words: "the doctor" of "the doctor, a surgeon who"."""
    aside = _ASIDE.search(text[slice(*span)])
    if aside is not None and aside.start() > 0:
        return span[0], span[0] + aside.start()
    comma = text.find(",", *span)
    return (span[0], comma) if span[1] - span[0] > LONG and comma > span[0] else span


_ADDRESSES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam"])
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:the|an?|this|that)\b\s*", re.IGNORECASE)


def _says_something(words: str) -> bool:
    """Whether words before a name describe: more than an article or a form of address."""
    return any(w.casefold().strip(".,") not in _ADDRESSES for w in _ARTICLES.sub("", words).split())


RARER = 3
"""How many times as often as an organisation's full name a short form may be used for the full one to be its name: a
part of it ("Lark Water Services") is named once or twice where the whole is named throughout."""


def _fullest(text: str, names: list[Mention]) -> str | None:
    """Of a person's names of more than one word the most used, of these the longest; of others' the longest that is
    used nearly as much as any. As the article writes it."""
    forms = [" ".join(text[slice(*m.span)].split()) for m in names]
    if not forms:
        return None
    used = Counter(forms)
    if any(m.kind == "person" for m in names):
        return max(used, key=lambda f: (" " in f, not f.isupper(), used[f], len(f)))
    most = max(used.values())
    return max(used, key=lambda f: (RARER * used[f] >= most, not f.isupper(), len(f)))


def _kind(text: str, chain: Chain, mentions: tuple[Mention, ...], name: str | None) -> EntityKind:
    if name is None and any(m.form == "description" and DOCUMENTS.search(text[slice(*m.span)]) for m in mentions):
        return "document"
    if name is None and chain.kind == "person" and chain.number == "many":
        return "group"
    return chain.kind


# Who says it


def _spoken(page: Page, s: Statement) -> Statement:
    """A statement with the entity that its source, or the source behind that, names."""
    if s.voice != "attributed":
        return s
    source = ultimate_source(page.heard(s)) or s.source
    return replace(s, entity=page.speaking(source)) if source is not None else s


Voice = Callable[[Page, Sequence[Statement], int], str | None]


def same_breath(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """ "…, adding that": the subject of the same sentence, where a participle is the cue."""
    s = said[i]
    if s.cue is None or not re.match(r"(?:\w+\s+)?\w+ing\b", page.text[slice(*s.cue)]):
        return None
    start, end = page.sentence(s.cue[0])
    before = [x for x in said[:i] if x.entity and start <= x.content[0][0] < end and x.nested_in is None]
    return before[-1].entity if before else None


def goes_on(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A quotation with neither cue nor source goes on from the statement right before it: in its own paragraph, or in
    the one before, if that one's words are quoted too."""
    s = said[i]
    if s.cue is not None or s.quotation not in ("direct", "mixed") or s.zone == "headline":
        return None
    if is_cross_head(page.text, s.content[0]):
        return None
    here = page.paragraph(s.content[0][0])
    for other in reversed(said[:i]):
        if other.voice != "attributed" or other.nested_in is not None:
            continue
        apart = here - page.paragraph(other.content[-1][1] - 1)
        return other.entity if apart == 0 or (apart == 1 and other.quotation != "none") else None
    return None


def said_again(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """A headline or teaser quotes words that the body attributes."""
    s = said[i]
    if s.source is not None or s.nested_in is not None or (s.cue is not None and s.zone == "body"):
        return None
    mine = _content_words(page.text, s)
    if len(mine) < 2:
        return None
    for other in said:
        if other.entity and other is not s:
            theirs = _content_words(page.text, other)
            if len(mine & theirs) >= max(2, 0.8 * len(mine)):
                return other.entity
    return None


def outer_speaker(page: Page, said: Sequence[Statement], i: int) -> str | None:
    """ "I said …" within a quotation is the speaker of the quotation."""
    s = said[i]
    if s.source is None or page.text[slice(*s.source)].casefold() not in ("i", "me", "my"):
        return None
    outer = page.by_id.get(s.nested_in or "")
    if outer is None:
        around = [x for x in said if x is not s and any(a <= s.source[0] and s.source[1] <= b for a, b in x.content)]
        outer = around[-1] if around else None
    return outer.entity if outer is not None else None


VOICES: tuple[Voice, ...] = (outer_speaker, same_breath, goes_on, said_again)


def _taken_over(page: Page, voice: Voice, said: Sequence[Statement], i: int) -> Statement:
    s = said[i]
    if s.voice != "attributed" or (s.entity is not None and voice is not outer_speaker):
        return s
    entity = voice(page, said, i)
    return s if entity is None else replace(s, entity=entity)


_TOKEN = re.compile(r"\w{3,}")


def _content_words(text: str, s: Statement) -> set[str]:
    return {w.casefold() for a, b in s.content for w in _TOKEN.findall(text, a, b)}


# What kind of speaker, and through whom


def _told(page: Page, s: Statement) -> Statement:
    if s.voice != "attributed":
        return s
    entity = page.entities.get(s.entity or "")
    if entity is None:
        passive = s.cue is not None and s.source is None
        return replace(s, speaker_class="unnamed_group" if passive else "unknown")
    found = _class_of(page.text, entity, s)
    reason = anonymity_reason(page.text, s) if found in ("unnamed_person", "unnamed_group") else None
    return replace(s, speaker_class=found, anonymity_reason=reason)


def _class_of(text: str, entity: Entity, s: Statement) -> SpeakerClass:
    """By the source's own words, and where these do not make an organisation out, by what else the article calls it."""
    own = s.source if s.source is not None and text[slice(*s.source)].casefold() not in PRONOUNS else None
    spans = [x for x in (own, *entity.descriptions) if x is not None] or [entity.mentions[0].span]
    found = [speaker_class(_who(text, entity, span)) for span in spans]
    made_out = found[0] == "unnamed_group" and entity.kind == "organization" and "named_organization" in found
    return "named_organization" if made_out else found[0]


def _who(text: str, entity: Entity, span: Span) -> Who:
    return Who(text[slice(*span)], text[slice(*head_of(text, span))], entity.kind, entity.name)


def _relayed(page: Page, said: Sequence[Statement]) -> list[Statement]:
    """Each statement with the chain it came through; what is nested came through the outer speaker too."""
    chains = relays(page.article, said, {s.id: page.heard(s) for s in said}, list(page.entities.values()))
    by_id = {s.id: s for s in said}
    done: dict[str, Statement] = {}

    def finished(s: Statement) -> Statement:
        if s.id not in done:
            chain = (*s.relay, *chains[s.id])
            outer = by_id.get(s.nested_in or "")
            if outer is not None:
                chain = _through(page, finished(outer), s, chain)
            done[s.id] = replace(s, relay=_once(chain))
        return done[s.id]

    return [finished(s) for s in said]


def _through(page: Page, outer: Statement, inner: Statement, chain: tuple[str, ...]) -> tuple[str, ...]:
    """The outer statement's relay, then its speaker, then the inner one's own; nobody twice, nor the inner speaker."""
    speaker = page.entities.get(outer.entity or "")
    names = [*outer.relay]
    if speaker is not None and outer.entity != inner.entity:
        names.append(entity_words(page.text, speaker))
    return _once([*names, *chain])


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once, as first written; "the Two-Way" is the Two-Way."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(_THE.sub("", name, count=1).casefold(), name)
    return tuple(kept.values())


def entity_words(text: str, entity: Entity) -> str:
    """What an entity is called where one line has to do: its name, else its longest description, else its first
    words."""
    if entity.name:
        return entity.name
    longest = max(entity.descriptions, key=lambda s: (s[1] - s[0], -s[0]), default=entity.mentions[0].span)
    return " ".join(text[slice(*longest)].split())
