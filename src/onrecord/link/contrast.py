"""How much more one group of reports uses a word than the others do, and what is counted once: the weighted log-odds
ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16:4,
equations 15, 16, 19 and 22).

Reports of several events are compared event by event, and the odds ratios put together as Mantel & Haenszel do (1959,
Journal of the National Cancer Institute 22:4), with the variance of Greenland & Robins (1985, Biometrics 41:1): else
who reports more of a flood would seem to choose the word *flood*. Of one event it is the measure of Monroe et al.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.rows import Article, Reuse, Span
from onrecord.text.spans import merged
from onrecord.text.words import Word, words

PRIOR = 500.0
"""Words that the prior counts for, shared out as all groups together use them. Of the order of one article: what one
article alone shows is halved. Not tuned."""

LEAST = 1.96
"""The least z-score of a contrast: one in twenty of words used alike would reach it by chance (one in forty from one
side), so that among many the weakest are chance."""

LEAST_COUNT = 2
"""Nothing is said from one occurrence, however it is counted."""

LEAST_ARTICLES = 2
"""In so many articles of its group a word must stand, where the group has as many: else it may be one writer's."""

REPEATED = 6
"""Words in a row that an article has a second time are a caption or a heading set again, and count once."""

COPIED = 10
"""Words in a row that another article of the part has before are copied or belong to the page (*sign up to receive…*).
Longer than a stock phrase: *said in a statement on Monday that* is seven."""


LIKELY = 0.25
"""Up to this q three in four of what is listed are no chance. docs/words.md says what is left where the outlets of each
event's articles are drawn by lot."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """How often a word stands in the reports of one event: in a group and in the others, of how many words each."""

    count: int
    others: int
    of: int
    of_others: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a word stands in a group and in the others' reports of the same events, of how many words each, with
    the z-score of the log-odds ratio between them (positive where the group uses it more)."""

    count: int
    others: int
    of: int
    of_others: int
    z: float


def tally(strata: Sequence[Stratum], prior: float = PRIOR) -> Tally:
    """Sums up what is counted of a word event by event."""
    return Tally(
        sum(s.count for s in strata),
        sum(s.others for s in strata),
        sum(s.of for s in strata),
        sum(s.of_others for s in strata),
        round(log_odds_within(strata, prior), 2),
    )


def log_odds(count: int, others: int, of: int, of_others: int) -> float:
    """The z-score of the log-odds ratio of a word between two texts of `of` and `of_others` words; 0 where the texts
    say nothing of it. The prior is the word's share in both together, weighing `PRIOR` words."""
    return log_odds_within([Stratum(count, others, of, of_others)])


def log_odds_within(strata: Iterable[Stratum], prior: float = PRIOR) -> float:
    """The z-score of the log-odds ratio of a word over several events; 0 where they say nothing of it. Each event has
    of the prior what it has of all words."""
    used = [s for s in strata if s.of and s.of_others]
    size = sum(s.of + s.of_others for s in used)
    for_it = against = here_sum = there_sum = spread = 0.0
    for s in used:
        both, words_of = s.count + s.others, s.of + s.of_others
        if 0 < both < words_of:
            here, there = s.count + prior * both / size, s.others + prior * both / size
            of, of_others = s.of + prior * words_of / size, s.of_others + prior * words_of / size
            all_of = of + of_others
            for_it += here * (of_others - there) / all_of
            against += there * (of - here) / all_of
            here_sum += here * of_others / all_of
            there_sum += there * of / all_of
            spread += (here + there) * of * of_others / all_of**2
    return math.log(for_it / against) / math.sqrt(spread / (here_sum * there_sum)) if spread else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """Articles among which a word's spread is looked at: how many, of how many words, how often they have the word, and
    the sum, over them, of the square of how often one has it by how many words it has."""

    articles: int
    words: int
    count: int
    squares: float


def dispersion(parts: Iterable[Part]) -> float:
    """How much more unevenly a word is spread over the articles of each part than if each occurrence were drawn alone;
    1 where it is not. Words come in bursts. Pearson's statistic by its degrees of freedom (McCullagh & Nelder 1989,
    Generalized Linear Models, 4.5)."""
    having = [p for p in parts if p.count > 0]
    freedom = sum(p.articles - 1 for p in having)
    statistic = sum(p.squares * p.words / p.count - p.count for p in having)
    return max(1.0, statistic / freedom) if freedom > 0 else 1.0


def false_discovery(scores: Sequence[float]) -> list[float]:
    """For each z-score of all that were compared, its q: of those at least as great, the share that would be there if
    there were no difference at all (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:1)."""
    order = sorted(range(len(scores)), key=lambda n: scores[n])
    found, least = [1.0] * len(scores), 1.0
    for rank, n in zip(range(len(scores), 0, -1), order, strict=True):
        chance = math.erfc(scores[n] / math.sqrt(2)) / 2
        least = min(least, chance * len(scores) / rank)
        found[n] = round(least, 3)
    return found


def again(parts: Iterable[Sequence[Article]], reuse: Iterable[Reuse]) -> Iterator[tuple[Article, list[Span]]]:
    """Each article, in its order, with the passages that were said before: by an article that stands before it in its
    part, or by itself. No article may be in two parts."""
    articles = [(part, n, article) for part, held in enumerate(parts) for n, article in enumerate(held)]
    order = {article.id: (part, n) for part, n, article in articles}
    found: dict[str, list[Span]] = defaultdict(list)
    for each in reuse:
        a, b = order.get(each.a.article), order.get(each.b.article)
        if a and b and a[0] == b[0]:
            later = each.a if a[1] > b[1] else each.b
            found[later.article].append(later.span)
    seen: dict[int, set[int]] = defaultdict(set)
    for part, _, article in articles:
        yield article, merged([*found.get(article.id, ()), *_said_again(words(article.text), seen[part])])


def _said_again(found: Sequence[Word], before: set[int]) -> Iterator[Span]:
    """Runs of `REPEATED` words that the article has before, and of `COPIED` that are among those `before`, to which
    its own are added."""
    own: set[int] = set()
    keys = [w.key for w in found]
    for length, seen in ((REPEATED, own), (COPIED, before)):
        for n, run in enumerate(zip(*(keys[k:] for k in range(length)), strict=False)):
            if (mark := hash(run)) in seen:
                yield found[n].start, found[n + length - 1].end
            seen.add(mark)
