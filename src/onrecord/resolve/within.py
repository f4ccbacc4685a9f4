"""One article: its mentions to entities, and to each statement the entity that is stated to say it.

    mentions ──chains──▶ entities      statement's source ──▶ mention ──▶ entity ──▶ class, relay, reason

A statement without a source of its own takes one over only where `voices` shows whose words they are. Where the article
does not tell, there is no entity, and the class is `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.anonymity import anonymity_reason
from onrecord.resolve.chains import Affinity, chains
from onrecord.resolve.classes import Who, speaker_class
from onrecord.resolve.page import Page, entity_words
from onrecord.resolve.relay import relays, ultimate_source
from onrecord.resolve.voices import OF_THE_FIRST_PERSON, VOICES, Voice
from onrecord.rows import Article, Entity, Mention, Reading, Span, SpeakerClass, Statement
from onrecord.text.phrases import head_of
from onrecord.text.pronouns import PRONOUNS


def resolve(
    article: Article, statements: Sequence[Statement], mentions: Sequence[Mention], affinity: Affinity
) -> Reading:
    """The article's reading with every statement resolved as far as the text shows.

    `mentions` are in text order, `affinity` float32 [n, n + 1] as `onrecord.read.mentions.Marked` has them.
    """
    sources = [s.source for s in statements if s.source is not None]
    spoken = [(piece, s.source) for s in statements if s.source is not None for piece in s.content]
    titled, found = chains(article.text, mentions, affinity, sources, spoken)
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


# Who says it


def _spoken(page: Page, s: Statement) -> Statement:
    """A statement with the entity that its source, or the source behind that, names."""
    if s.voice != "attributed":
        return s
    source = ultimate_source(page.heard(s)) or s.source
    return replace(s, entity=page.speaking(source)) if source is not None else s


def _taken_over(page: Page, voice: Voice, said: Sequence[Statement], i: int) -> Statement:
    s = said[i]
    if s.voice != "attributed" or (s.entity is not None and voice not in OF_THE_FIRST_PERSON):
        return s
    entity = voice(page, said, i)
    return s if entity is None else replace(s, entity=entity)


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
    first = s.source if s.source is not None and entity.mentions[0].form == "pronoun" else entity.mentions[0].span
    spans = [x for x in (own, *entity.descriptions) if x is not None] or [first]
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


_THE = re.compile(r"^the\s+", re.IGNORECASE)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once, as first written; "the Two-Way" is the Two-Way."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(_THE.sub("", name, count=1).casefold(), name)
    return tuple(kept.values())
