"""Claims: the statements of an event that say the same, put together as one answer to one question, with a bound of how
many separate starting points they go back to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from onrecord.link.groups import Joined
from onrecord.link.numbers import gives, standing
from onrecord.link.origins import COPIED_WORDS, Known, same_origin
from onrecord.link.rarity import LITTLE, rarity
from onrecord.link.told import Told
from onrecord.rows import Answer, Claim, digest
from onrecord.text.words import Word

COMPARED = 60
"""Tellings in different words of one answer that are compared with one another for their origins; the rest counts as
unknown, which is the safe side of the bound."""

AT_ONCE = 3
"""Statements in the same words that stand for all of them when they are compared with others."""

TELLING = 2
"""Telling words, those rarer than LITTLE, that an answer must have."""

TOPIC = 5
"""Words that a question is named by."""

VALUE = 200
"""Characters of the wording that stands for an answer."""

Twins = Sequence[Sequence[Told]]
"""Statements in the very same words, the first of each standing for them."""


@dataclass(frozen=True)
class Judge:
    """Says whether two tellings go back to one word. `sure` are the places of twins that surely say the same: only of
    these are different speakers taken for different origins."""

    twins: Twins
    known: Known
    sure: frozenset[tuple[int, int]]

    def between(self, i: int, j: int) -> Iterator[tuple[str, str, bool]]:
        """Pairs of articles that have the one or the other, with the verdict, where there is one."""
        first = AT_ONCE if i != j else COMPARED
        for a in self.twins[i][:first]:
            for b in self.twins[j][:first]:
                if a.article.id != b.article.id:
                    verdict, _ = same_origin(a, b, self.known)
                    if verdict or (verdict is False and (i == j or (min(i, j), max(i, j)) in self.sure)):
                        yield a.article.id, b.article.id, verdict


def claims(
    twins: Twins,
    groups: Sequence[Sequence[int]],
    wide: Sequence[Sequence[int]],
    sure: frozenset[tuple[int, int]],
    known: Known,
    differing: Sequence[tuple[int, int]] = (),
) -> list[Claim]:
    """The claims of an event that two articles or more speak to; `groups` tells which of the twins say the same, each
    in one group, `wide` the same groups with those that say it beside something else, and more such; and `differing`
    which answer one question in different ways.

    Captions and teasers repeat what an article says, and are left out.
    """
    kept = [[each for each in twin if each.statement.zone not in ("caption", "teaser")] for twin in twins]
    judge = Judge(kept, known, sure)
    found = {}
    several = [_giving(question, twins, differing) for question in _questions(groups, differing)]
    for question in (*several, *([group] for group in wide)):
        answers = [[i for i in group if kept[i]] for group in question]
        answers = [group for group in answers if group]
        if len(answers) > 1 or _of_several([each for group in answers for i in group for each in kept[i]]):
            claim = _claim(answers, judge, _answering(answers, differing))
            found[claim.id] = claim
    return sorted(_whole(found.values()), key=lambda c: (-c.answers[0].reports, c.id))


def _whole(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Those whose statements do not all stand in another."""
    standing: dict[str, set[str]] = defaultdict(set)
    for claim in sorted(claims, key=lambda c: (-len(_statements(c)), c.id)):
        theirs = _statements(claim)
        if not set.intersection(*(standing[s] for s in theirs)):
            yield claim
            for s in theirs:
                standing[s].add(claim.id)


def _statements(claim: Claim) -> set[str]:
    return {s for answer in claim.answers for s in answer.statements}


def _questions(groups: Sequence[Sequence[int]], differing: Iterable[tuple[int, int]]) -> list[list[Sequence[int]]]:
    """Groups that answer one question in different ways: each of them differs from each other one, since two that
    differ from a third may speak of two things."""
    group_of = {i: n for n, group in enumerate(groups) for i in group}
    pairs = {(min(a, b), max(a, b)) for a, b in ((group_of[i], group_of[j]) for i, j in differing) if a != b}
    question = {n: [n] for pair in pairs for n in pair}
    for a, b in sorted(pairs):
        one, other = question[a], question[b]
        if all((min(x, y), max(x, y)) in pairs for x in one for y in other):
            question |= dict.fromkeys([*one, *other], sorted([*one, *other]))
    asked = [together for n, together in question.items() if together[0] == n and len(together) > 1]
    return [[groups[n] for n in together] for together in asked]


def _giving(
    question: Sequence[Sequence[int]], twins: Twins, differing: Iterable[tuple[int, int]]
) -> list[Sequence[int]]:
    """The answers to a question with those of their statements that give them: which are seen to differ, or give the
    number of one that is. Who says the same of something else beside is no witness to a number he does not name."""
    answering = _answering(question, differing)
    shown = [[twins[i][0] for i in group if i in answering][:COMPARED] for group in question]
    out: list[Sequence[int]] = []
    for n, group in enumerate(question):
        others = [t for m, each in enumerate(shown) if m != n for t in each]
        numbers = [
            f for t in shown[n] for f in t.figures if any(standing(f, g) == "apart" for o in others for g in o.figures)
        ]
        out.append([i for i in group if i in answering or gives(twins[i][0].figures, numbers)])
    return out


def _answering(answers: Sequence[Sequence[int]], differing: Iterable[tuple[int, int]]) -> set[int]:
    """The twins that differ from one of another answer: in their words an answer is shown best."""
    answer_of = {i: n for n, group in enumerate(answers) for i in group}
    pairs = (pair for pair in differing if pair[0] in answer_of and pair[1] in answer_of)
    return {x for i, j in pairs if answer_of[i] != answer_of[j] for x in (i, j)}


def _of_several(members: Sequence[Told]) -> bool:
    """Several outlets say it, and it says something: what one outlet prints under two of its reports, a question, or
    thanks to the listener are no answers."""
    outlets = {each.article.outlet or each.article.id for each in members}
    if len(outlets) < 2 or len({each.article.id for each in members}) < 2:
        return False
    worded = {each.keys for each in members}
    telling = max((sum(rarity(key) > LITTLE for key in set(keys)) for keys in worded), default=0)
    asked = any(_behind(each).lstrip("\"'”’)")[:1] == "?" for each in members)
    return telling >= TELLING and not asked


def _behind(told: Told) -> str:
    """A few characters behind its last word: the rest of a long text is not copied."""
    end = told.words[-1].end
    return told.article.text[end : end + 8]


def _claim(answers: Sequence[Sequence[int]], judge: Judge, answering: set[int]) -> Claim:
    """A question with its answers, those in most reports first."""
    found = sorted((_answer(group, judge, answering) for group in answers), key=lambda a: (-a.reports, a.statements))
    told = [[judge.twins[i][0] for i in group] for group in answers]
    statements = sorted(s for answer in found for s in answer.statements)
    return Claim(digest("claim", *statements)[:16], _topic(told), tuple(found))


def _answer(group: Sequence[int], judge: Judge, answering: set[int]) -> Answer:
    members = [judge.twins[i] for i in group]
    statements = sorted((each for twin in members for each in twin), key=lambda s: s.id)
    best = [judge.twins[i][0] for i in group if i in answering]
    shown = _plainest(best or [twin[0] for twin in members])
    return Answer(
        value=_words(shown),
        as_of=_as_of(statements),
        statements=tuple(s.id for s in statements),
        speakers=tuple(sorted({s.statement.speaker for s in statements if s.statement.speaker})),
        reports=len({s.article.id for s in statements}),
        origins=bound(group, judge),
    )


def _as_of(told: Sequence[Told]) -> str | None:
    """The time that an answer speaks about, where those of its statements that say one all say the same."""
    said = {at for t in told for at in (t.statement.as_of, *(f.as_of for f in t.figures)) if at}
    return said.pop() if len(said) == 1 else None


def _plainest(members: Sequence[Told]) -> Told:
    """The telling that has most in common with the others for its length."""
    counts = Counter(stem for m in members for stem in set(m.stems))

    def common(m: Told) -> float:
        return sum(counts[stem] - 1 for stem in set(m.stems)) / (len(m.words) + 4)

    return max(members, key=lambda m: (common(m), m.id))


def _words(told: Told) -> str:
    text = " … ".join(" ".join(told.article.text[slice(*span)].split()) for span in told.statement.content)
    text = f"denied: {text}" if told.statement.modality == "denied" else text
    return text if len(text) <= VALUE else text[: VALUE - 1].rstrip() + "…"


def _topic(answers: Sequence[Sequence[Told]]) -> str:
    """A question in nobody's words: how many were killed, where all of it count that; else the telling words that most
    of the statements have, as the plainest writes them, or as many as can be had. No word of one answer alone."""
    members = [t for answer in answers for t in answer]
    if counted := _counted(answers):
        return counted
    shown = _plainest(members)
    having = Counter(stem for t in members for stem in t.vocabulary)
    said_by = Counter(stem for answer in answers for stem in {s for t in answer for s in t.vocabulary})
    telling = [w for w in shown.words if rarity(w.key) > LITTLE and (len(answers) == 1 or said_by[w.stem] > 1)]
    most = [w for w in telling if 2 * having[w.stem] > len(members)] or telling or list(shown.words[:TOPIC])
    best = sorted(most, key=lambda w: -having[w.stem] * rarity(w.key))
    kept = set(list(dict.fromkeys(w.stem for w in best))[:TOPIC])
    parts = [_written(shown.article.text, w) for w in most if w.stem in kept]
    return " · ".join(dict.fromkeys(p for p in parts if len(p) > 1 or p.isdigit())) or _words(shown)


def _counted(answers: Sequence[Sequence[Told]]) -> str | None:
    """ "How many killed", where that is what the answers differ in; `None` elsewhere."""
    given = [[f for t in answer for f in t.figures if f.happened and not f.unit] for answer in answers]
    apart = Counter(
        f.happened
        for one, other in combinations(given, 2)
        for f, g in product(one[:COMPARED], other[:COMPARED])
        if f.happened == g.happened and standing(f, g) == "apart"
    )
    return f"how many {apart.most_common(1)[0][0]}" if apart else None


REACH = 20
"""Characters beside a word that may be parts of one number: a text may well be one row of digits."""

_PARTS = re.compile(r"[\w.,'’-]")


def _written(text: str, word: Word) -> str:
    """A word as it stands in a number or a short form: "15.5", "90,000", "U.S."."""
    start, end = word.start, word.end
    if text[start:end].isdigit() or end - start == 1:
        while start > max(0, word.start - REACH) and _PARTS.match(text[start - 1]):
            start -= 1
        while end < min(len(text), word.end + REACH) and _PARTS.match(text[end]):
            end += 1
    return text[start:end].strip(",.'’-") + ("." if re.fullmatch(r"(?:[A-Z]\.)+", text[start:end]) else "")


def bound(group: Sequence[int], judge: Judge) -> tuple[int, int]:
    """How many separate starting points the articles of an answer go back to, at least and at most.

    Articles that visibly have one word merge; `max` is what is left. `min` is the size of a set whose members are shown
    to be different, found greedily, and at least 1. Where the same two are shown to be one and to be different, nothing
    merges and nothing is told apart.
    """
    articles = sorted({each.article.id for i in group for each in judge.twins[i]})
    one: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for a, b, verdict in _verdicts(group, judge):
        (one if verdict else apart).add((min(a, b), max(a, b)))
    joined = Joined(articles)
    for a, b in sorted(one - apart):
        joined.join(a, b)
    parts = {tuple(sorted((joined.of(a), joined.of(b)))) for a, b in apart - one}
    return _shown_apart({(a, b) for a, b in parts if a != b}), len({joined.of(a) for a in articles})


def _verdicts(group: Sequence[int], judge: Judge) -> Iterator[tuple[str, str, bool]]:
    for i in group:
        yield from _copies(judge.twins[i])
        yield from judge.between(i, i)
    for i, j in combinations(group[:COMPARED], 2):
        yield from judge.between(i, j)


def _copies(twin: Sequence[Told]) -> Iterator[tuple[str, str, bool]]:
    """Statements in the same words that are long enough to be copied, or stand in copies of one report, with the first
    of their kind: as many as there are statements, however many there are."""
    first: dict[str, str] = {}
    for each in twin:
        kinds = ["long"] if len(each.words) >= COPIED_WORDS else [each.copy_of, each.article.sha256]
        for kind in kinds:
            other = first.setdefault(kind, each.article.id)
            if other != each.article.id:
                yield other, each.article.id, True


def _shown_apart(pairs: set[tuple[str, str]]) -> int:
    """The size of a set of starting points each of which is shown to be another than the others."""
    chosen: list[str] = []
    degree = Counter(x for pair in pairs for x in pair)
    for each in sorted(degree, key=lambda x: (-degree[x], x)):
        if all((min(each, c), max(each, c)) in pairs for c in chosen):
            chosen.append(each)
    return max(1, len(chosen))
