"""Commentary: an article that cites a report, a medium or a speaker, and argues against it in its own voice.

What is cited is known by its statements; RULES look for words of the article's own that dispute them: behind them, in
their cue, or where the article names who said it. A sign inside quotation marks or inside what somebody else is said to
say is that one's, and no sign of commentary. One firm sign is enough, or two weak ones of different families against a
medium: reporters keep off what persons claim all day long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.link.lost import Report
from onrecord.link.told import Told
from onrecord.rows import Span
from onrecord.text.spans import merged, overlapping

BEHIND = 1
"""Sentences behind a statement in which a weak sign is of it: in the second, it is mostly of what came between."""

NEARBY = 2
"""Sentences behind the name of a medium in which "the paper" is that one."""

LONGEST = 1500
"""Characters of a sentence that are looked at: a longer one is a list or no sentence."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What an article cites: the statements that it has from there. `names` are what the article may call it, the full
    name first; `article` is the report of the record that it is, where it is here; `medium` says whether it is a medium
    or a document and no speaker."""

    names: tuple[str, ...]
    article: str | None
    told: tuple[Told, ...]
    medium: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of an article's own that dispute what it cites: by which rule, the sentence they stand in, and the
    statement that they are about, where that is shown. Signs of one `family` say one thing."""

    rule: str
    family: str
    firm: bool
    cue: Span
    passage: Span
    statement: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """What is argued against: its name, its report in the record, the statements taken from it, and the first place at
    which it is named."""

    name: str
    article: str | None
    statements: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Disputed:
    """Words of the article's own that dispute a statement; `None` where they dispute the cited report as a whole."""

    statement: str | None
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Commentary:
    """An article that argues against what it cites. `cues` are the spans of the words that show it."""

    article: str
    cites: tuple[Cited, ...]
    disputes: tuple[Disputed, ...]
    cues: tuple[Span, ...]
    rules: tuple[str, ...]


Rule = Callable[["Own", Citation], Iterator[Sign]]


_ANY = re.compile(
    r"wrong|falsely|false\b|untrue|\bnot (?:true|so\b|the case|accurate|correct|what)"
    r"|n['’]t (?:\w+ )?(?:true|so\b|accurate|correct|right|the case)|incorrect|inaccura|mislead|mistaken|nonsense|bogus"
    r"|\blies?\b|baseless|debunk|fabricat|fiction\b|disproven|unproven|discredit|distort|myth\b|hoax|rubbish"
    r"|hardly[.!]|baloney|erroneous|dishonest|contrary to|despite what|failed to|fails to|neglects? |neglected to|omit"
    r"|left out|leaves out|convenient|backward|fake news|propaganda|hit piece|smear|disinform|misinform"
    r"|conspiracy theor|biased|sensational|scaremonger"
    r"|\b(?:no|without|any|little|zero|scant|lack\w*|shred of) (?:\w+ ){0,2}(?:evidence|proof|basis|substantiation)",
    re.IGNORECASE,
)
"""Words without which no rule has enough to say: most articles need no closer look."""


def may_argue(text: str) -> bool:
    """Whether a text has any word that a rule looks for."""
    return _ANY.search(text) is not None


def commentary(report: Report, citations: Iterable[Citation]) -> Commentary | None:
    """What an article cites in order to argue against it; `None` where nothing shows that it does."""
    own = Own(report)
    found = [(c, _enough([s for rule in RULES for s in rule(own, c)], c)) for c in citations if c.told]
    disputing = [(c, signs) for c, signs in found if signs]
    if not disputing:
        return None
    every = {s for _, some in disputing for s in some}
    signs = sorted(every, key=lambda s: (s.passage, s.cue, s.rule, s.statement or "", s.firm))
    text = report.article.text
    disputes = dict.fromkeys((s.statement, s.passage) for s in signs)
    return Commentary(
        report.article.id,
        tuple(Cited(c.names[0], c.article, tuple(t.id for t in c.told), own.named(c)) for c, _ in disputing),
        tuple(Disputed(statement, span, text[slice(*span)]) for statement, span in disputes),
        tuple(sorted({s.cue for s in signs})),
        tuple(sorted({s.rule for s in signs})),
    )


def _enough(signs: Sequence[Sign], c: Citation) -> list[Sign]:
    """The signs, where they are enough: a firm one, or two weak ones of two families against a medium."""
    if any(s.firm for s in signs):
        return [s for s in signs if s.firm or c.medium]
    return [*signs] if c.medium and len({s.family for s in signs}) > 1 else []


class Own:
    """The words of an article that are its own: outside of quotation marks and of what others are said to say."""

    def __init__(self, report: Report) -> None:
        self.report, self.text = report, report.article.text
        self._called: dict[Citation, list[tuple[int, re.Match[str], str | None]]] = {}

    @cached_property
    def others(self) -> list[Span]:
        """What is not the article's own: quotations, and what is attributed to anybody but the writer."""
        rows = [t.statement for t in self.report.told]
        attributed = [s for s in rows if s.voice == "attributed" and not self._is_writer(s.source)]
        page = [(z.start, z.end) for z in self.report.article.zones if z.kind in ("caption", "teaser", "notice")]
        return merged([*self.report.quoted, *(span for s in attributed for span in s.content), *page])

    def _is_writer(self, source: Span | None) -> bool:
        return source is not None and self.text[slice(*source)] in ("I", "me") and not self._quoted(source)

    def _quoted(self, span: Span) -> bool:
        return bool(overlapping(span, self.report.quoted))

    def has(self, span: Span) -> bool:
        """Whether words are its own."""
        return not overlapping(span, self.others)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.report.sentences]

    def number(self, at: int) -> int:
        """Which sentence a place stands in."""
        return max(0, bisect_right(self._starts, at) - 1)

    def sentence(self, number: int) -> Span | None:
        """A sentence, or the beginning of a very long one."""
        if not 0 <= number < len(self.report.sentences):
            return None
        start, end = self.report.sentences[number]
        return start, min(end, start + LONGEST)

    def of(self, t: Told) -> tuple[int, int]:
        """The first and the last sentence of a statement with its source and cue."""
        spans = [*t.statement.content, *(s for s in (t.statement.source, t.statement.cue) if s)]
        return self.number(min(s for s, _ in spans)), self.number(max(s for s, _ in spans))

    def named(self, c: Citation) -> Span:
        """The first place at which what is cited is named: in its source, or by its name near one of its statements."""
        for t in c.told:
            if t.statement.source and not t.statement.relay:
                return t.statement.source
            for n in range(self.of(t)[0], self.of(t)[1] + 1):
                found = _names(c).search(self.text, *(self.sentence(n) or (0, 0)))
                if found:
                    return found.span("name")
        return c.told[0].statement.content[0]

    def calling(self, c: Citation) -> list[tuple[int, re.Match[str], str | None]]:
        """Each place at which the article names what it cites, or says "the paper" shortly after it: the number of the
        sentence, the words, and the statement cited there or just before."""
        if c in self._called:
            return self._called[c]
        near = {n: t.id for t in sorted(c.told, key=self.of) for n in range(self.of(t)[0], self.of(t)[1] + NEARBY + 1)}
        named = [(self.number(m.start()), m) for m in _names(c).finditer(self.text)]
        where = sorted({n for n, _ in named})
        if c.medium:
            named += [(n, m) for n, m in self._anaphors if where and n - _last(where, n) <= NEARBY]
        found = [(n, m, near.get(n)) for n, m in sorted(named, key=lambda x: x[1].start())]
        return self._called.setdefault(c, found)

    @cached_property
    def _anaphors(self) -> list[tuple[int, re.Match[str]]]:
        return [(self.number(m.start()), m) for m in _ANAPHOR.finditer(self.text)]

    def sign(self, rule: str, family: str, cue: Span, statement: str | None, *, firm: bool) -> Iterator[Sign]:
        """A sign, if its words are the article's own and are neither asked, supposed nor denied."""
        cue = cue[0] + len(said := self.text[slice(*cue)]) - len(said.lstrip()), cue[1]
        passage = self.sentence(self.number(cue[0]))
        if passage is None or not self.has(cue) or _SUPPOSED.search(self.text, max(passage[0], cue[0] - 60), cue[0]):
            return
        if self.text[max(0, passage[1] - 3) : passage[1]].rstrip("\"'”’) ").endswith("?"):
            return
        yield Sign(rule, family, firm, cue, passage, statement)


def _last(where: Sequence[int], n: int) -> int:
    """The last of some sentences up to one; one far before all, where there is none."""
    at = bisect_right(where, n)
    return where[at - 1] if at else -NEARBY - 1


_ANAPHOR = re.compile(
    r"\b(?P<name>[Tt]h(?:e|at|is) (?:(?:news)?paper|report|article|story|piece|headline|column|editorial|magazine"
    r"|network|website|site|outlet|broadcaster|channel|(?:reporter|journalist|author|writer)s?))\b"
)
_SUPPOSED = re.compile(
    r"(?:\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ss]uppose|as though|[Nn]ot|[Nn]ever|may|might|could|would)|n['’]t)\b[^.;]*$"
)
"""Before a sign: it is supposed, asked or denied. *May* is also a month."""


def _names(c: Citation) -> re.Pattern[str]:
    """What is cited, by any of its names."""
    forms = "|".join(r"\s+".join(map(re.escape, name.split())) for name in c.names)
    return re.compile(rf"(?<![\w-])(?P<name>(?:[Tt]he\s+)?(?:{forms}))(?![\w-])")


# The rules

FALSE = (
    r"(?:(?:simply|just|plainly|flatly|patently|entirely|completely|totally|utterly|demonstrably|wholly|also|all|clearly"
    r"|obviously|so|very|quite|deeply|badly|dead|largely|mostly|partly|grossly|an?|pure|sheer|complete|total|outright"
    r"|blatant) ){0,3}"
    r"(?:false|wrong|untrue|incorrect|inaccurate|misleading|mistaken|nonsense|bogus|lies?|baseless|debunked|fabricated"
    r"|fabrication|fiction|(?:un|dis)proven|discredited|distort(?:ion|ed)|myth|hoax"
    r"|not (?:true|so|the case|accurate|correct|what happened))\b"
)
_IS = r"(?:['’]s| is| was| are| were|['’]re| has been| have been| had been| turned out to be| proved)"
_TRUE = r"(?:true|so|accurate|correct|right|the case)"
_NOT_TRUE = rf"(?: isn| wasn| aren| weren)['’]t (?:(?:actually|even|really|at all) )?{_TRUE}\b"
_CLAIMS = (
    r"(?:claims?|reports?|story|stories|articles?|assertions?|statements?|figures?|numbers?|allegations?|accusations?"
    r"|charges?|headlines?|suggestions?|notion|narrative|argument|account|version)"
)
_CALLED_FALSE = re.compile(
    r"^\W*(?:(?:But|Yet|And|Except|Of course|However|In fact|Actually|Unfortunately|Again|No),? )?"
    r"(?:[Tt]hat|[Tt]his|[Ii]t|[Tt]hese|[Tt]hose|[Nn]one of (?:that|this|it)"
    rf"|(?:[Tt]h(?:e|at|is|ese|ose)|[Bb]oth|[Aa]ll) (?:\w+ )?{_CLAIMS}(?:, which [^,.]{{1,80}},)?)"
    rf"(?P<cue>{_IS} {FALSE}|{_NOT_TRUE})"
)
_WHICH = re.compile(rf",?\s(?:which|that)(?P<cue>{_IS} {FALSE}|{_NOT_TRUE})")
_WORD = re.compile(r"^\W{0,9}(?P<cue>Not true|False|Wrong|Untrue|Nonsense|Not so|Rubbish|Hardly|Baloney)\W*$")


_DISPUTES = re.compile(
    r"\b(?:false\w*|untrue|wrong\w*|hoax|fake|bogus|debunk\w*|misleading|baseless|(?:no|without) evidence|never)\b",
    re.IGNORECASE,
)


def called_false(own: Own, c: Citation) -> Iterator[Sign]:
    """The article says of a statement, behind it or in the next sentence, that it is false: ", which is wrong", "That
    is not true", "Nonsense." Only where the words begin with what points back, and not where the statement itself calls
    something false: "the claim is false" is then of that."""
    for t in c.told:
        if _DISPUTES.search(t.said):
            continue
        last = own.of(t)[1]
        here, after = own.sentence(last), own.sentence(last + 1)
        found = _WHICH.search(own.text, max(here[0], t.statement.content[-1][1]), here[1]) if here else None
        if found is not None:
            yield from own.sign("called_false", "false", found.span("cue"), t.id, firm=True)
        said = own.text[slice(*after)] if after else ""
        if after and (m := _CALLED_FALSE.search(said) or _WORD.search(said)):
            cue = after[0] + m.start("cue"), after[0] + m.end("cue")
            yield from own.sign("called_false", "false", cue, t.id, firm=True)


_WRONGLY = re.compile(
    r"\b(?:wrongly|falsely|misleadingly|incorrectly|inaccurately|erroneously|baselessly|dishonestly|bogusly|mistakenly)\b",
    re.IGNORECASE,
)
BESIDE = 24
"""Characters beside a cue in which "wrongly" is of it."""


def _of_cue(text: str, word: Span, cue: Span) -> bool:
    """Whether a word stands in a cue, or beside it with no more than plain words between."""
    gap = (word[1], cue[0]) if word[1] <= cue[0] else (cue[1], word[0])
    return gap[0] >= gap[1] or _BETWEEN.fullmatch(text, *gap) is not None


_BETWEEN = re.compile(r"[\w\s,–—-]*")
_FIRST = re.compile(r"\W*(?:[A-Z]\w+ )?")


def said_wrongly(own: Own, c: Citation) -> Iterator[Sign]:
    """The cue says that it is false: "wrongly reported", "claimed, falsely, that"; or the sentence begins so:
    "Misleadingly, the Lantern wrote"."""
    for t in c.told:
        cue = t.statement.cue
        if cue is None:
            continue
        head = own.sentence(own.of(t)[0])
        opening = _FIRST.match(own.text, head[0]) if head else None
        begins = _WRONGLY.match(own.text, opening.end()) if opening else None
        beside = _WRONGLY.finditer(own.text, max(0, cue[0] - BESIDE), cue[1] + BESIDE)
        near = [m for m in beside if own.number(m.start()) == own.number(cue[0]) and _of_cue(own.text, m.span(), cue)]
        for m in near or ([begins] if begins is not None else []):
            yield from own.sign("said_wrongly", "false", m.span(), t.id, firm=True)


_CONTRARY = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite what)\s(?:[\w'’]+\s){0,4}$")
_CONTRARY_TO = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite what)\s(?:the )?$")


def contrary_to(own: Own, c: Citation) -> Iterator[Sign]:
    """ "Contrary to the Lantern's report", "despite what the paper says", "contrary to her claim that"."""
    for t in c.told:
        at = min(span[0] for span in (t.statement.source, t.statement.cue, t.statement.content[0]) if span)
        before = _CONTRARY_TO.search(own.text[max(0, at - 30) : at])
        if before is not None:
            yield from own.sign("contrary_to", "false", (max(0, at - 30) + before.start(), at), t.id, firm=True)
    for n, m, statement in own.calling(c):
        sentence = own.sentence(n) or (0, 0)
        before = _CONTRARY.search(own.text[max(sentence[0], m.start() - 70) : m.start()])
        if before is not None:
            at = max(sentence[0], m.start() - 70) + before.start()
            yield from own.sign("contrary_to", "false", (at, m.end("name")), statement, firm=True)


_REPORT = r"(?:['’]s? (?:[\w-]+ ){0,2}(?:report|story|article|claim|account|headline|version|piece|statement)s?)?"
_GOT_WRONG = re.compile(
    rf"{_REPORT}(?:, (?:for instance|for example|of course|again|too|though|however),)?"
    rf"(?P<cue> (?:has |have |had )?(?:got|gets?|getting|gotten) (?:[\w'’]+ ){{1,4}}(?:wrong|backwards?)\b"
    rf"|{_IS} (?:\w+ly )?{FALSE}|{_NOT_TRUE})(?! side| place| way| man| person| time| direction| about to)"
)
_NOW = re.compile(r"['’]s| is\b| (?:has |have |had )?(?:got|gets) (?:it|that|this)\b")


def got_it_wrong(own: Own, c: Citation) -> Iterator[Sign]:
    """The article says that who said it is wrong, or that the report is: "the Lantern got it wrong", "the Lantern's
    report was misleading". Of a speaker, "was wrong" far from what he said may be of anything he ever said."""
    for n, m, statement in own.calling(c):
        sentence = own.sentence(n) or (0, 0)
        found = _GOT_WRONG.match(own.text, m.end("name"), sentence[1])
        if found is not None and (c.medium or statement is not None or _NOW.match(found["cue"])):
            yield from own.sign("got_it_wrong", "false", found.span("cue"), statement, firm=True)


_LEFT_OUT = re.compile(
    rf"{_REPORT}(?: \w+){{0,3}}?(?P<cue> (?:conveniently |simply |also |even )?"
    r"(?:fail(?:s|ed)? to (?:mention|note|report|tell|disclose|point|say|explain|include|acknowledge)"
    r"|neglect(?:s|ed)? to (?:mention|note|report|tell|say|point)|omit(?:s|ted)?\b|left out\b|leaves out\b"
    r"|conveniently \w+))"
)


def left_out(own: Own, c: Citation) -> Iterator[Sign]:
    """The article holds against a medium what it did not tell: "the Lantern failed to mention"."""
    for n, m, statement in own.calling(c) if c.medium else ():
        sentence = own.sentence(n) or (0, 0)
        found = _LEFT_OUT.match(own.text, m.end("name"), sentence[1])
        if found is not None:
            yield from own.sign("left_out", "left out", found.span("cue"), statement, firm=True)


_NO_EVIDENCE = re.compile(
    r"\b(?:no|without|any|little|zero|scant|not a shred of|lack(?:s|ed|ing)?)\s(?:\w+\s){0,2}"
    r"(?:evidence|proof|basis|substantiation)\b",
    re.IGNORECASE,
)


def no_evidence(own: Own, c: Citation) -> Iterator[Sign]:
    """Beside a statement or behind it, that there is no evidence. Weak: it may be of what a third says."""
    yield from _near(own, c, _NO_EVIDENCE, "no_evidence", "no evidence")


_BUT = re.compile(r"\b(?:[Bb]ut|[Yy]et|[Ii]n (?:fact|reality|truth)|[Aa]ctually|[Tt]he truth is|[Tt]he reality is)\b")
_CLAIM = re.compile(r"\b(?:claim\w*|alleg\w*|purport\w*|insist\w*|pretend\w*)\b", re.IGNORECASE)


def claims_but(own: Own, c: Citation) -> Iterator[Sign]:
    """ "Claims … but", "in fact". Weak: every second report has it."""
    claimed = tuple(t for t in c.told if t.statement.cue and _CLAIM.search(own.text, *t.statement.cue))
    yield from _near(own, Citation(c.names, c.article, claimed, c.medium), _BUT, "claims_but", "claims")


def kept_off(own: Own, c: Citation) -> Iterator[Sign]:
    """The cue keeps off what is said: "claimed", "alleged". Weak: it may be no more than care."""
    for t in c.told:
        if t.statement.stance == "distancing" and t.statement.cue:
            yield from own.sign("kept_off", "claims", t.statement.cue, t.id, firm=False)


_NAMES_CALLED = re.compile(
    r"\b(?:fake news|propaganda|hit pieces?|smears?|disinformation|misinformation|hoax(?:es)?|lies|fabricat\w+"
    r"|conspiracy theor\w+|dishonest(?:ly)?|biased|discredited|debunked|sensationalis\w+|scaremongering)\b",
    re.IGNORECASE,
)


def called_names(own: Own, c: Citation) -> Iterator[Sign]:
    """The sentence of a statement calls it propaganda, fake, debunked. Weak: it may be the subject of what is said."""
    yield from _near(own, c, _NAMES_CALLED, "called_names", "names", behind=0)


def _near(
    own: Own, c: Citation, pattern: re.Pattern[str], rule: str, family: str, behind: int = BEHIND
) -> Iterator[Sign]:
    for t in c.told:
        start, end = own.of(t)
        for n in range(start, end + behind + 1):
            sentence = own.sentence(n)
            for m in pattern.finditer(own.text, *sentence) if sentence else ():
                yield from own.sign(rule, family, m.span(), t.id, firm=False)


RULES: tuple[Rule, ...] = (
    called_false, said_wrongly, contrary_to, got_it_wrong, left_out, no_evidence, claims_but, kept_off, called_names
)  # fmt: skip
"""What shows that an article argues against what it cites: the first five are firm, the others weak."""
