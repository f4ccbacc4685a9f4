"""Whom reports name as the source of one claim, and with which verb they say that one speaker said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.link.called import Called, Found, Reports, bare, differ
from onrecord.link.groups import dense
from onrecord.link.referents import DETERMINERS, PARTIAL, PRONOUNS, SELF
from onrecord.rows import Link, Statement
from onrecord.text.nouns import word_set
from onrecord.text.phrases import head_of
from onrecord.text.words import words

AUXILIARIES = word_set("has had have having also was is were be been being later then earlier again")

SAY = {"says": "say", "said": "say", "saying": "say", "told": "tell", "wrote": "write", "written": "write"}
"""Forms of verbs of saying that have no regular ending."""

LONGEST_SAID = 12
"""Words of what is stated that are shown."""

LONGEST_CUE = 3
"""Words of a reporting verb that is compared: a longer cue says more than how it was said."""

NO_NOUNS = PRONOUNS | SELF | PARTIAL | DETERMINERS

QUOTES = "“”\"‘’',. "

UNNAMED = ("unnamed_person", "unnamed_group")
SOURCES = (*UNNAMED, "named_organization", "document")


def one_claim(found: Reports) -> Iterator[Found]:
    """Whom each report has for one claim, where one of them does not name it: *local sources*, *a military source*,
    *the Ashel Water Board*. It is one remark where all of them are of one origin, as their words show."""
    said = {s.id: s for s in found.statements if s.speaker_class in SOURCES and _noun(found, s)}
    one = {frozenset(s.id for s in group) for group in _joined(said, (x for x in found.agreeing if x.same_origin))}
    for group in _joined(said, found.agreeing):
        if not any(s.speaker_class in UNNAMED for s in group):
            continue
        rule = "same_remark" if frozenset(s.id for s in group) in one else "same_claim"
        yield Found(rule, _sources(found, group), _said(found, group[0]))


def one_speaker(found: Reports) -> Iterator[Found]:
    """Verbs for the same remarks of one speaker, of which some take it for true, or keep off from it, and others do
    not: *said* here, *admitted* there."""
    said = {s.id: s for s in found.statements if s.cue is not None and s.speaker is not None}
    same = (x for x in found.agreeing if x.a in said and x.b in said and said[x.a].speaker == said[x.b].speaker)
    by_speaker: dict[str | None, list[Statement]] = defaultdict(list)
    for group in _joined(said, same):
        if len({s.stance for s in group}) > 1 and differ(c for s in group if (c := _verb(found, s))):
            by_speaker[group[0].speaker] += group
    for group in by_speaker.values():
        yield Found("same_said", [c for s in group if (c := _verb(found, s))], _who(found, group))


def each_speaker(found: Reports) -> Iterator[Found]:
    """Verbs for what one speaker says in several reports, of whatever remark, where some take it for true or keep off
    from it and others do neither."""
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for s in found.statements:
        if s.cue is not None and s.speaker is not None and s.speaker_class not in UNNAMED:
            by_speaker[s.speaker].append(s)
    for said in by_speaker.values():
        called = [c for s in said if (c := _verb(found, s))]
        if len({s.stance for s in said}) > 1 and differ(called):
            yield Found("each_speaker", called, _who(found, said))


def _joined(said: Mapping[str, Statement], links: Iterable[Link]) -> Iterator[list[Statement]]:
    """Statements in groups in which most pairs agree."""
    at = {s: n for n, s in enumerate(sorted(said))}
    pairs = [(x.score, at[x.a], at[x.b]) for x in links if x.a in at and x.b in at]
    ids = sorted(said)
    return ([said[ids[n]] for n in group] for group in dense(len(ids), pairs) if len(group) > 1)


def _noun(found: Reports, s: Statement) -> bool:
    """Whether a source stands there, and is more than a pronoun or a number: not *he*, *one*, *some*."""
    name = bare(found.texts[s.article][slice(*(s.source or (0, 0)))]).split()
    return any(w not in NO_NOUNS for w in name)


def _sources(found: Reports, group: Iterable[Statement]) -> list[Called]:
    called = []
    for each in group:
        text = found.texts[each.article]
        span = head_of(text, each.source) if each.source else (0, 0)
        name = bare(text[slice(*span)])
        called.append(Called(each.article, span, name, name.split()[-1] if name else ""))
    return called


def _said(found: Reports, s: Statement) -> str:
    """The beginning of what is stated."""
    said = found.texts[s.article][s.content[0][0] : s.content[-1][1]].split()
    more = "…" if len(said) > LONGEST_SAID else ""
    return f"“{' '.join(said[:LONGEST_SAID]).strip(QUOTES)}{more}”"


def _who(found: Reports, group: Iterable[Statement]) -> str:
    """The speaker's name, as the articles that name it most fully have it; else the longest words for it."""
    entities = {s.entity for s in group}
    named = {e.name for e in found.entities if e.id in entities and e.name}
    said = {" ".join(found.texts[s.article][slice(*s.source)].split()) for s in group if s.source}
    return max(named or said, key=lambda w: (len(w), w), default="")


def _verb(found: Reports, s: Statement) -> Called | None:
    """The first verb of a cue, by its form."""
    span = s.cue or (0, 0)
    written = [w.strip(",.:;") for w in found.texts[s.article][slice(*span)].split()]
    verbs = [w for w in written if w.casefold() not in AUXILIARIES and not w.casefold().endswith("ly")]
    stems = words(verbs[0]) if 0 < len(written) <= LONGEST_CUE and verbs else ()
    if not stems:
        return None
    lemma = SAY.get(stems[0].key, stems[0].stem)
    return Called(s.article, span, lemma, lemma, verbs[0])
