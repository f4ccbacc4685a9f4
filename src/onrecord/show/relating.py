"""How a link reads from one of its two ends: what the other report says of what this one says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.link.numbers import exacter
from onrecord.rows import Figure, Link, Span

Relating = Literal["denied", "otherwise", "more_exactly", "less_exactly", "same", "copied"]

RELATING: tuple[Relating, ...] = ("denied", "otherwise", "more_exactly", "less_exactly", "same", "copied")
"""In the order in which a reader needs them: what speaks against a passage first."""

SAID = 0.6
"""Least score of a link for a reader to be told that two say the same. Of 30 such pairs of real stories, drawn at
random and judged one by one, 20 did; of 30 with a score of .4 to .6 (which make a claim) 11, of 24 that are linked
through others alone 6. Of pairs of which one is more exact, half of those at .5 speak of two things, next to none from
here on."""

Figures = Mapping[tuple[str, Span], Figure]
"""The figures of some articles, by article and span."""


def is_shown(link: Link) -> bool:
    """Whether a reader is shown it. Whether two differ, and which is the more exact, are shown by what they say."""
    return link.relation not in ("agree", "refine") or link.score >= SAID


def relating(link: Link, of: str, articles: Mapping[str, str], figures: Figures) -> Relating | None:
    """What the other end of a link says of one, the statement `of`. `articles` are those of both statements. `None`
    where the record does not show which of two is the more exact: "dozens" and "at least 60" are not one number."""
    if link.relation == "deny":
        return "denied"
    if link.relation in ("conflict", "update"):
        return "otherwise"
    return _exactness(link, of, articles, figures) if link.relation == "refine" else "same"


def _exactness(link: Link, of: str, articles: Mapping[str, str], figures: Figures) -> Relating | None:
    mine, theirs = (
        next((f for span in spans if (f := figures.get((articles[s], span)))), None)
        for s, spans in ((link.a, link.a_spans), (link.b, link.b_spans))
    )
    side = exacter(mine, theirs) if mine and theirs else None
    if side is None:
        return None
    return "less_exactly" if of == (link.a if side == "a" else link.b) else "more_exactly"
