"""What a rule says of two statements that differ, and what several rules ask first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.link.told import Told
from onrecord.link.vetoes import other_dates
from onrecord.rows import About, Relation, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """How two statements stand, by which rule, about what, and the words in each that show it."""

    relation: Relation
    about: About
    rule: str
    why: str
    a_spans: tuple[Span, ...]
    b_spans: tuple[Span, ...]


Rule = Callable[[Told, Told, float], Difference | None]
"""What a rule is: two statements and how likely they answer one question give a difference, or nothing."""

THROUGH = "other_answer"
"""The rule of links between statements that differ only because others of their two answers do: what differs is shown
by those others, and such a pair is told with theirs."""

TIME = re.compile(r"\b(?:since|previous\w*|earlier|last (?:year|month|week)|(?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
"""Words that show that another time is meant than that of the report."""


def of_another_time(a: Told, b: Told) -> bool:
    """Whether one of them may speak of another time than the other."""
    return other_dates(a, b) or any(TIME.search(t.said) for t in (a, b))
