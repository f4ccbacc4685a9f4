"""Other words for whom an article is about ("The 46-year-old", "The comedian"), and whose words follow a sentence.

Papers do not like to repeat a name: a description that opens a sentence, and is nobody else's, stands for the one the
article is about, or for the subject of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from onrecord.resolve.chain import AGAINST, Chain, differ
from onrecord.resolve.naming import FAR_MORE
from onrecord.resolve.pairs import Mentions, head
from onrecord.rows import Span
from onrecord.text.nouns import OF_MANY, OFFICES, ROLES_IN_EVENTS, heads

_ANOTHERS = heads("""
    lawyer attorney judge sheriff pilot spokesperson chief head owner inspector coroner detective mother father brother
    sister son daughter wife husband widow uncle aunt cousin girlfriend boyfriend partner manager agent
    attendant waiter officer guard operator dispatcher reporter author presenter interviewer chairman captain
""")
"""Whom the news tell of beside the one they are about."""

_MARKS = "\"“'‘"
_OPENS = re.compile(r"(?:^|[.!?:\n][\"”’' )]*)\s*$")
_OF = re.compile(r"\s+(?:of|for|at|to|from|in|who|whose)\b|['’]s?\s")


def other_words(text: str, m: Mentions, named: Sequence[Chain], chain: Chain, speaks: Sequence[bool]) -> Chain | None:
    """Whom a description that opens a sentence stands for, of those with a name: the one whom the article names far
    more often than any other, or who is the subject of the sentence before and speaks; nobody where it tells of an
    office, of a role in what happened, or of one of many."""
    i = min(chain.members)
    start, end = m.mentions[i].span
    said = text[start:end]
    if (
        m.quote[i] >= 0
        or m.mentions[i].form != "description"
        or said[:4] != "The "
        or not _OPENS.search(text, max(0, start - 5), start)
    ):
        return None
    if any(kind.search(said) for kind in (_ANOTHERS, OF_MANY, OFFICES, ROLES_IN_EVENTS)):
        return None
    if _OF.match(text, end) or "'s" in said or "’s" in said:
        return None
    mine = head(m.words[i])
    if any(c is not chain and mine in c.titles for c in named):
        return None
    fits = [c for c in named if c.kind == "person" and min(c.members) < i and not _against(c, chain, said)]
    most = sorted(fits, key=lambda c: -len(c.members))
    clear = most[:1] if len(most) == 1 or (most and len(most[0].members) >= FAR_MORE * len(most[1].members)) else []
    before = _subject(m, fits, m.sentence[i] - 1)
    if before is not None and (before in clear or any(speaks[j] for j in before.members)):
        return before
    return (
        clear[0] if clear and any(m.sentence[i] - m.sentence[j] in range(1, NEAR) for j in clear[0].members) else None
    )


NEAR = 4
"""Sentences within which whom the article is about must have been told of: news paragraphs have one to three."""


def _against(named: Chain, chain: Chain, said: str) -> bool:
    return differ(chain.gender, named.gender or named.given) or any(rule(named, said) for rule in AGAINST)


def _subject(m: Mentions, fits: Sequence[Chain], sentence: int) -> Chain | None:
    """Whose mention is the first of a sentence."""
    first = next((j for j in range(len(m)) if m.sentence[j] == sentence), None)
    return next((c for c in fits if first in c.members), None)


def before_quotation(
    text: str, m: Mentions, i: int, fit: Sequence[int], spoken: Sequence[tuple[Span, Span]]
) -> int | None:
    """The mention, of those that fit, which is the first of the sentence right before the quotation that "he said"
    stands behind, in its paragraph: "Orrel broke down in tears. "There is nothing left," he said."."""
    span = m.mentions[i].span
    pieces = [piece for piece, source in spoken if source == span and piece[0] < span[0]]
    if not pieces:
        return None
    opens = min(pieces, key=itemgetter(0))[0]
    if text[opens] not in _MARKS:
        return None
    line = text.rfind("\n", 0, opens) + 1
    told = [j for j in range(i) if line <= m.mentions[j].span[0] < opens and m.mentions[j].span[1] <= opens]
    if not told or m.quote[told[-1]] >= 0:
        return None
    last = m.sentence[told[-1]]
    return next((j for j in sorted(fit) if j in told and m.sentence[j] == last and m.quote[j] < 0), None)
