"""How a link reads from one of its two ends: what the other report says of what this one says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.link.agree import CLAIMED
from onrecord.link.numbers import exacter
from onrecord.rows import Figure, Link, Span

Relating = Literal["denied", "otherwise", "more_exactly", "less_exactly", "same", "copied"]

RELATING: tuple[Relating, ...] = ("denied", "otherwise", "more_exactly", "less_exactly", "same", "copied")
"""In the order in which a reader needs them: what speaks against a passage first."""

BY_ANSWER = "same_answer"
"""The rule of pairs that stand in one answer of a claim through others: shown, for the claim shows them so."""

Figures = Mapping[tuple[str, Span], Figure]
"""The figures of some articles, by article and span."""


def is_shown(link: Link) -> bool:
    """Whether a reader is shown it. That two say the same is shown from CLAIMED on, where a claim is made of them."""
    return link.relation not in ("agree", "refine") or link.score >= CLAIMED or link.rule == BY_ANSWER


def relating(link: Link, of: str, articles: Mapping[str, str], figures: Figures) -> Relating:
    """What the other end of a link says of one, the statement `of`. `articles` are those of both statements. Where the
    record does not show which of two is the more exact, both say the same."""
    if link.relation == "deny":
        return "denied"
    if link.relation in ("conflict", "update"):
        return "otherwise"
    return _exactness(link, of, articles, figures) if link.relation == "refine" else "same"


def _exactness(link: Link, of: str, articles: Mapping[str, str], figures: Figures) -> Relating:
    mine, theirs = (
        next((f for span in spans if (f := figures.get((articles[s], span)))), None)
        for s, spans in ((link.a, link.a_spans), (link.b, link.b_spans))
    )
    side = exacter(mine, theirs) if mine and theirs else None
    if side is None:
        return "same"
    return "less_exactly" if of == (link.a if side == "a" else link.b) else "more_exactly"
