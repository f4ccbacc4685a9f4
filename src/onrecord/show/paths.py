"""The way of an answer: from each report through whom it had it to who is said to have said it, step by step.

A step is what the text states and no more. Who is not named is one with nobody else, unless evidence joins the reports;
a report that states no source has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.rows import SpeakerClass
from onrecord.show.plain import one_line, shortened
from onrecord.show.traced import Apart, Join, Origin, Telling, Traced
from onrecord.show.words import CLASS, NO_SOURCE, NOT_NAMED, count

StepKind = Literal["agency", "relay", "speaker", "unnamed", "none"]

OWN_VOICE = "in the reporter’s own voice"
NO_SHARED = "no shared source shown"
NAMED: tuple[SpeakerClass, ...] = ("named_person", "named_organization", "document")

EVIDENCE = 160
"""Characters of a source with its verb that are repeated as the evidence of a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stop on the way: an agency whose copy a report is, one through whom it came, or who says it.

    `about` says what kind of source that is; `evidence` are the words that state the step, or what states it.
    """

    kind: StepKind
    name: str
    about: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Path:
    """One way, and the tellings that came it: one for each report, the first."""

    steps: tuple[Step, ...]
    tellings: tuple[Telling, ...]

    @property
    def names(self) -> list[str]:
        """Each step with what kind of source it is."""
        return [f"{step.name} ({step.about})" if step.about else step.name for step in self.steps]

    @property
    def evidence(self) -> list[str]:
        """The words that state the steps; of no source, nothing is stated."""
        return list(dict.fromkeys(s.evidence for s in self.steps if s.evidence and s.evidence != OWN_VOICE))


def paths(traced: Traced, origin: Origin) -> list[Path]:
    """The ways of an origin's reports. A headline or a sentence without a source says nothing more where the same
    report names one for the same answer."""
    within = set(origin.articles)
    here = [t for t in traced.tellings if t.article.id in within]
    sourced = {t.article.id for t in here if t.statement.voice == "attributed"}
    found: dict[tuple[tuple[str, str], ...], tuple[tuple[Step, ...], dict[str, Telling]]] = {}
    for t in here:
        if t.statement.voice == "attributed" or t.article.id not in sourced:
            steps = steps_of(t)
            key = tuple((step.kind, step.name.casefold()) for step in steps)
            found.setdefault(key, (steps, {}))[1].setdefault(t.article.id, t)
    return [Path(steps, tuple(tellings.values())) for steps, tellings in found.values()]


def steps_of(telling: Telling) -> tuple[Step, ...]:
    """From the report to who said it."""
    s, article, stated = telling.statement, telling.article, stated_by(telling)
    steps = []
    agency = one_line(article.agency or "")
    if agency and agency.casefold() != (article.outlet or "").casefold():
        steps.append(Step("agency", agency, "agency", f"the report is credited to {agency}"))
    relays = [one_line(name) for name in s.relay if one_line(name).casefold() != agency.casefold()]
    steps += [Step("relay", name, "", stated) for name in relays]
    return (*steps, _end(telling, relays, stated))


def _end(telling: Telling, relays: Sequence[str], stated: str) -> Step:
    s = telling.statement
    if s.voice == "narrator":
        return Step("none", NO_SOURCE, "", OWN_VOICE)
    name = telling.name
    if not name or (relays and name.casefold() == relays[-1].casefold()):
        return Step("unnamed", NOT_NAMED, "", stated)
    about = CLASS[s.speaker_class] if s.speaker_class != "unknown" else ""
    return Step("speaker" if s.speaker_class in NAMED else "unnamed", name, about, stated)


def stated_by(telling: Telling) -> str:
    """The words that state the source: *“the mayor … said”*, in the order of the text."""
    s, text = telling.statement, telling.article.text
    parts = sorted(span for span in (s.source, s.cue) if span)
    if not parts:
        return "" if s.voice == "narrator" else "quoted on, without a cue of its own"
    if len(parts) == 2 and parts[1][0] - parts[0][1] <= 2:
        parts = [(parts[0][0], parts[1][1])]
    words = " … ".join(one_line(text[slice(*span)]) for span in parts)
    return f"“{shortened(words, EVIDENCE)}”"


def apart_words(traced: Traced) -> list[str]:
    """What is known of the origins beside one another, in words."""
    said = [f"{a.a + 1} and {a.b + 1} are shown to be different: {different(a)}" for a in traced.apart]
    n = len(traced.origins)
    if n > 1 and 2 * len(traced.apart) < n * (n - 1):
        others = "the others" if traced.apart else "them" if n > 2 else "the two"
        said.append(f"between {others}: {NO_SHARED}")
    if traced.contradicted:
        said.append(
            "the count joins fewer: other evidence tells some of these apart, or they are too many to compare each"
        )
    return said


def different(apart: Apart) -> str:
    """Who are shown to be two: *Ada Brin and Tam Orrel*."""
    names = apart.evidence.removeprefix("different speakers: ").split("; ")
    return " and ".join(sorted(names)) if len(names) == 2 else apart.evidence


def reason(join: Join) -> str:
    """What joins some reports, of any number of them."""
    e = join.evidence
    if len(join.articles) > 2:
        e = e.replace("both reports are", "all are").replace("both came through", "all came through")
        e = e.replace("both go back to", "all go back to").replace("one cites", "others cite")
    return e or "no words that show it"


def heading(origin: Origin) -> str:
    """`4 reports that go back to one word`."""
    n = len(origin.articles)
    return f"{count(n, 'report')} that go back to one word" if n > 1 else "1 report"


def trace_json(traced: Traced) -> dict[str, Any]:
    """The trace for other programs: origins with their reports, joins and ways; pairs that are shown to be apart."""
    return {
        "claim": traced.claim.id,
        "question": traced.claim.question,
        "value": traced.answer.value,
        "reports": traced.answer.reports,
        "origins": traced.answer.origins,
        "groups": [_origin_json(traced, origin) for origin in traced.origins],
        "apart": [
            {"groups": [x.a, x.b], "evidence": x.evidence, "statements": x.statements} for x in traced.apart
        ],
        "contradicted": traced.contradicted,
    }  # fmt: skip


def _origin_json(traced: Traced, origin: Origin) -> dict[str, Any]:
    return {
        "articles": origin.articles,
        "joins": [
            {"articles": j.articles, "evidence": j.evidence, "statements": j.statements} for j in origin.joins
        ],
        "paths": [
            {
                "tellings": [
                    {"article": t.article.id, "outlet": t.article.outlet, "statement": t.statement.id}
                    for t in path.tellings
                ],
                "steps": [
                    {"kind": x.kind, "name": x.name, "about": x.about or None, "evidence": x.evidence or None}
                    for x in path.steps
                ],
            }
            for path in paths(traced, origin)
        ],
    }  # fmt: skip
