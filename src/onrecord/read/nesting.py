"""Statements inside statements: what a content says that yet another said, to any depth that occurs.

The model gives each word to at most one attribution, so a content is read again as a text of its own: without its
outer marks and its "that", and only where it holds a reporting word. All contents of a level go through the model
together; what an article gives depends on that article alone. What a medium only passes on whole ("X said …, Y
reported") is no second statement: the one it passes on keeps the words, and the medium is its relay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from onrecord.read.decode import pieces
from onrecord.read.join import Attribution, Piece, join
from onrecord.read.model import Tagger
from onrecord.read.statements import Page
from onrecord.rows import Span, Statement, statement_id
from onrecord.text.phrases import head_of
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences
from onrecord.text.spans import covered, less, merged, overlapping

DEEPEST = 4
"""Levels below an article's own statements. Of 189 found in the shared stories three stand on the second and none on a
third; each level is shorter than the one above, but a hostile page must not set the price."""

LEAST = 5
"""Words of a content from which it is read again: a source, a cue and three said."""

LEAST_SAID = 3
"""Words of an inner content: shorter ones are objects ("announced their split", "talked about it")."""

SURE = 0.4
"""Confidence from which an inner statement is kept. Not found on dev data, which has none: by hand over about 95 inner
statements of shared stories without gold, some nine in ten above .5 looked right, eight of twelve from .4 to .5, a
quarter below."""

_STEMS = """
    accus admit admitted alleg announc argu ask assert assur blam boast brand claim complain conced confess confirm
    declar demand denied denies deny describ disclos dub estimat explain forecast inform insist insinuat instruct label
    lament maintain mention notified notif notify pledg predict proclaim promis recommend recount refus remark remind
    replied reply repl report request respond reveal shout speculat stress swear testif testified tweet urg
    vow warn whisper
"""
_NOT_AFTER = ("to", "not", "cannot", "can", "could", "will", "would", "may", "might", "must", "should")
REPORTING = re.compile(
    "".join(rf"(?<!\b{w} )" for w in _NOT_AFTER)
    + r"(?<!n['’]t )\b(?:(?:"
    + "|".join(_STEMS.split())
    + r")(?:e|es|ed|d|s|ing|ting|ning)?"
    r"|(?<!\bI )(?<!\bwe )(?:believ(?:e|es|ed|ing)|expect(?:s|ed|ing)?|suspect(?:s|ed|ing)?|think(?:s|ing)?|thought)"
    r"|sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|wr(?:ites?|ote|iting|itten)|swore|sworn|according to"
    r"|ordered|ordering|threatens|threatened|(?:plans|planned|planning)(?=\s+to\b|$)"
    r"|(?<!\bUnited )states(?=\s+that\b|$)|stated|stating"
    r"|called|call(?:s|ing) (?:for|on|upon)|conclude[sd]? that|point(?:s|ed|ing)? out|ha[sd] it|spoke of"
    r"|plea|appeal(?:s|ed)?|allegations?|accusations?|rumou?rs?|complaints?)\b",
    re.IGNORECASE,
)
"""What reports. A content that holds none of these is not read again, and an inner cue holds one. Of the words that
are cues in PolNeAR train in three of ten places or more, those that put words, beliefs or demands into somebody's
mouth: not those of seeing, showing, supporting and liking."""

CARRYING = re.compile(
    r"\b(?:report(?:s|ed|ing)?|quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|according to|carried)\b", re.IGNORECASE
)
"""Cues with which a medium passes on what somebody said."""

LEFT_OVER = 3
"""Words of a passed-on content that may belong to neither source, cue nor content ("that", "on Monday"), and of a cue:
who "released a video claiming" has done something that the medium reports."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_THAT = re.compile(r"that\s+", re.IGNORECASE)

Asked = list["Inner"]
Descent = Generator[Asked, list[list[Piece]], list[Statement]]


@dataclass(frozen=True, slots=True)
class Inner:
    """A content as a text of its own. `at[i]` is the article's offset of its character i; -1 where there is none.
    `outer_cue` are the words with which it is said."""

    outer: Statement
    text: str
    at: tuple[int, ...]
    outer_cue: str = ""

    def words(self, span: Span | None) -> str:
        """The words of a span, or none."""
        return self.text[slice(*span)] if span else ""

    def spans(self, span: Span) -> tuple[Span, ...]:
        """The article's spans of a span of the text, cut where the content is interrupted."""
        out: list[Span] = []
        for at in self.at[slice(*span)]:
            if at >= 0 and out and out[-1][1] == at:
                out[-1] = (out[-1][0], at + 1)
            elif at >= 0:
                out.append((at, at + 1))
        return tuple(out)


def nested(tagger: Tagger, readings: Sequence[tuple[str, list[Statement]]]) -> list[list[Statement] | Exception]:
    """For each text with its statements: these and those inside them, in text order; or what went wrong in it."""
    descents = [descent(text, said) for text, said in readings]
    out: list[list[Statement] | Exception] = [[] for _ in descents]
    answers: dict[int, list[list[Piece]] | None] = dict.fromkeys(range(len(descents)))
    while answers:
        asked: dict[int, Asked] = {}
        for i, answer in answers.items():
            try:
                asked[i] = next(descents[i]) if answer is None else descents[i].send(answer)
            except StopIteration as done:
                out[i] = done.value
            except Exception as e:
                out[i] = e
        texts = [inner.text for a in asked.values() for inner in a]
        marked = iter(pieces(list(tagger.score(texts)))) if texts else iter(())
        answers = {i: [next(marked) for _ in a] for i, a in asked.items()}
    return out


def descent(text: str, said: Sequence[Statement]) -> Descent:
    """One article's descent: it yields the texts of a level, is sent the pieces marked in them, returns statements."""
    found = {s.id: s for s in standing_inside(said)}
    known: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for s in found.values():
        known[s.nested_in].append(s)
    level = [s for s in said if s.voice == "attributed"]
    for _ in range(DEEPEST):
        asked = [inner for s in level if (inner := inner_text(text, s)) is not None]
        if not asked:
            break
        answers = yield asked
        level = []
        for inner, marked in zip(asked, answers, strict=True):
            for s in inside(inner, marked):
                if not any(_same(s, t) for t in known[inner.outer.id]):
                    known[inner.outer.id].append(s)
                    found[s.id] = s
                    level.append(s)
    return sorted(passed_on(text, found).values(), key=lambda s: (s.content[0], s.voice, s.id))


def standing_inside(said: Sequence[Statement]) -> list[Statement]:
    """What the first reading found inside another's content (in an embedded post, say) points at the innermost such."""
    host: dict[str, str] = {}
    around: list[Statement] = []
    attributed = [s for s in said if s.voice == "attributed"]
    for s in sorted(attributed, key=lambda s: (s.content[0][0], -s.content[-1][1])):
        around = [o for o in around if o.content[-1][1] > s.content[0][0]]
        inmost = next((o for o in reversed(around) if s.cue and _size(o) > _size(s) and _within(s, o)), None)
        if inmost is not None:
            host[s.id] = inmost.id
        around.append(s)
    return [replace(s, nested_in=host[s.id]) if s.id in host else s for s in said]


def _size(s: Statement) -> int:
    return sum(end - start for start, end in s.content)


def _within(s: Statement, outer: Statement) -> bool:
    return all(covered(span, list(outer.content)) == 1.0 for span in s.content)


def _same(a: Statement, b: Statement) -> bool:
    """Half of what either says is the other's."""
    shared = sum(covered(span, list(b.content)) * (span[1] - span[0]) for span in a.content)
    return shared > 0.5 * min(_size(a), _size(b))


def inner_text(article: str, s: Statement) -> Inner | None:
    """The content as a text of its own, if it may hold a statement."""
    if not any(REPORTING.search(article, *span) for span in s.content):
        return None
    text = ""
    at: list[int] = []
    for span in s.content:
        start, end = _unmarked(article, span) if s.quotation == "direct" else span
        piece = article[start:end]
        if text.endswith(",") and piece[:1].isupper():
            # The sentence before the cue ended there: "We left," she said. "They stayed."
            text, at = text[:-1] + ".", [*at[:-1], -1]
        if text:
            text, at = text + " ", [*at, -1]
        text += _capital(piece) if _ENDED.search(text) else piece
        at += range(start, end)
    that = _THAT.match(text)
    if that:
        text, at = text[that.end() :], at[that.end() :]
    if len(_WORD.findall(text)) < LEAST:
        return None
    return Inner(s, _capital(text), tuple(at), article[slice(*s.cue)] if s.cue else "")


_ENDED = re.compile(r"[.!?…][\"'”’»]?\s$")
_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}


def _unmarked(text: str, span: Span) -> Span:
    """Without the quotation marks at its edges."""
    start, end = span
    closing = _MARKS.get(text[start])
    if closing is None or end - start < 2:
        return span
    return start + 1, end - 1 if text[end - 1] == closing else end


def _capital(text: str) -> str:
    """As a sentence begins; no longer than it was."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def inside(inner: Inner, marked: list[Piece]) -> list[Statement]:
    """The statements of an inner text, at their places in the article."""
    page = Page(inner.outer.article, inner.text, (), quotes(inner.text))
    bounds = sentences(inner.text)
    found = attributions(inner.text, marked)
    said = [s for a in found if (cut := _in_one_sentence(page, bounds, a)) for s in page.attributed(cut)]
    return [_placed(inner, s) for s in said if not any(rule(inner, s) for rule in RULES)]


def _in_one_sentence(page: Page, bounds: Sequence[Span], a: Attribution) -> Attribution | None:
    """The words said in the cue's sentence, or in marks that reach into it: beyond, the outer speaker goes on."""
    anchor = a.cue or a.source or a.content[0]
    start, end = next(iter(bounds[bisect_right(bounds, anchor.start, key=lambda b: b[1]) :]), (0, len(page.text)))
    kept = []
    for p in a.content:
        quote = page.quote_at(p.start)
        if quote and quote.start < end and quote.end > start:
            kept.append(p)
        elif start <= p.start < end:
            kept.append(replace(p, end=min(p.end, end)))
    return replace(a, content=tuple(kept)) if kept else None


_OBJECT = (
    r"(?:me|us|him|her|them|you|it|people|(?:the|his|her|their|its|our|my)(?:\s+\w+){1,2}|[A-Z]\w+(?:\s+[A-Z]\w+)*)"
)
_COMPLEMENT = re.compile(r"\s+(?:" + _OBJECT + r"\s+)?(?P<said>(?:that|to|not\s+to|how|why|whether)\s[^.,;:?!\n]+)")


def completed(text: str, marked: list[Piece]) -> list[Piece]:
    """A cue of telling whose content the model left out gets its complement: "the nurse told me to sit down"."""
    out = list(marked)
    for i, p in enumerate(marked):
        after = marked[i + 1 : i + 2]
        if p.kind == "cue" and not (after and after[0].kind == "content"):
            before = marked[i - 1].kind == "content" if i else False
            m = None if before else _COMPLEMENT.match(text, p.end)
            if m and not (after and after[0].start < m.end("said")):
                out.append(Piece("content", *m.span("said"), p.p))
    return sorted(out, key=lambda p: p.start)


WORDINGS = (
    re.compile(
        r"\b(?P<cue>believed|thought|said|known|considered) by (?P<source>[^,.;:!?\n]{2,60}?) "
        r"(?P<content>to [^,.;:!?\n]{2,200}?)(?=\s+(?:also|and|but|is|are|was|were|has|have|had|will)\b|[,.;:!?\n]|$)"
    ),
    re.compile(
        r"(?<!\bno )(?<!false )\b(?P<cue>reports) of "
        r"(?P<content>[^,.;:!?\n]{2,200}?)(?=\s+(?:but|although|though|while|is|are|was|were|has|have|had)\b|[,.;:!?\n]|$)"
    ),
    re.compile(
        r"(?<!\bno )(?<!false )\b(?P<cue>(?:preliminary |media |news )?reports|allegations|accusations|rumou?rs) that "
        r"(?P<content>[^,.;:!?\n]{2,200})",
        re.IGNORECASE,
    ),
)
"""Turns of phrase that name what others hold and that the model knows too little of: "believed by doctors to be in
danger", "had received reports of a fire"."""

WORDED = 0.97
"""What stands for the model's own sureness of such a turn: that of its plain cases, since the three that the
shared stories hold are right."""


def attributions(text: str, marked: list[Piece]) -> list[Attribution]:
    """What the marked pieces make up, with WORDINGS for those that they touch."""
    found = [m for wording in WORDINGS for m in wording.finditer(text)]
    taken = merged(m.span() for m in found)
    left = [p for p in marked if not overlapping((p.start, p.end), taken)]
    return join(text, completed(text, left)) + [_attribution(m) for m in found]


def _attribution(m: re.Match[str]) -> Attribution:
    source = Piece("source", *m.span("source"), WORDED) if "source" in m.re.groupindex else None
    content = Piece("content", *m.span("content"), WORDED)
    return Attribution((content,), Piece("cue", *m.span("cue"), WORDED), source)


_HEARER = re.compile(r"(?:me|us|him|her|them)\s+(?=[\w‘“'\"])")
_TELLING = re.compile(r"\b(?:tell|tells|told|telling|inform\w*|warn\w*|assur\w*)$", re.IGNORECASE)


def _placed(inner: Inner, s: Statement) -> Statement:
    """A statement of an inner text with the article's offsets and the outer statement's zone."""
    m = _HEARER.match(inner.words(s.content[0]))
    first = (s.content[0][0] + m.end(), s.content[0][1]) if m and _TELLING.search(inner.words(s.cue)) else s.content[0]
    content = tuple(x for span in (first, *s.content[1:]) for x in inner.spans(span))
    cue = next(iter(inner.spans(s.cue)), None) if s.cue else None
    source = next(iter(inner.spans(s.source)), None) if s.source else None
    return replace(
        s,
        id=statement_id(s.article, "attributed", content, cue, source),
        zone=inner.outer.zone,
        content=content,
        cue=cue,
        source=source,
        nested_in=inner.outer.nested_in if _stands_beside(inner, s) else inner.outer.id,
    )


_RAISED = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?:\w+\s+)?(?:expected|believed|thought|said|reported|feared|understood|suspected|likely|set)$",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"\b(?:and|but|while)\s+(?:the\s+)?$")


def _stands_beside(inner: Inner, s: Statement) -> bool:
    """A finite clause behind "and" does not go on an infinitive: "Orrel [is expected] to stay and the club has assured
    Vale …" are two statements."""
    first = s.source or s.cue
    if first is None or not _RAISED.search(inner.outer_cue):
        return False
    before = inner.text[: first[0]]
    return _NEW_CLAUSE.search(before) is not None and re.search(r"\bto\b", before) is not None


Rule = Callable[[Inner, Statement], bool]

_UNSAID = re.compile(
    r"^(?:to|not)\b|\bto (?:\w+ )?"
    + REPORTING.pattern
    + r"|\b(?:not|never|will|would|could|may|might|can|cannot|should|must|if)\b"
    r"|n['’]t\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:no|nobody|none|nothing|neither|whoever|anyone|anybody|others|you|one|let)\b(?!\s+(?:of|in|at|from)\b)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$|^(?:his|her|its|their)$", re.IGNORECASE)
_FIRST = re.compile(r"(?:I|we|my|our|me|us)\b", re.IGNORECASE)
_THIRD = re.compile(r"(?:he|she|it|they|his|her|its|their)$", re.IGNORECASE)
_SPEAKING = re.compile(
    r"\b(?:told|asked|said|saying|warned|reminded|wrote|ordered|informed|replied|shouted|insisted)\b", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"\b(?:is|are|was|were|been|being)\b|ing$|\b(?:reports|allegations|accusations|rumou?rs)$", re.IGNORECASE
)
_NO_REPORT = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:call(?:ed|ing)|expected|denied|assured|confirmed)\b|\bcalling$"
    r"|\bthought of$|\b(?:the|an?|no|any|his|her|its|their|this)\s+(?:\w+\s+)?"
    r"(?:order|report|claim|plan|pledge|promise|demand|request|suspect|state|estimate|thought)s?\b"
    r"|\b(?:request|claim|plan)s? (?:for|about|against)$",
    re.IGNORECASE,
)
_QUITS = re.compile(r"it\s+(?:quits|a\s)", re.IGNORECASE)


def without_reporting_cue(inner: Inner, s: Statement) -> bool:
    """The model also marks thoughts, wishes and discoveries: only what reports makes a statement of its own."""
    return s.cue is None or not REPORTING.search(inner.words(s.cue))


def unsaid(inner: Inner, s: Statement) -> bool:
    """In the negative, the future, under a condition or by nobody: it has not been said ("they will say")."""
    before = inner.text[: min(x[0] for x in (s.source, s.cue, s.content[0]) if x)]
    cue, source = inner.words(s.cue), inner.words(s.source)
    return bool(_UNSAID.search(cue) or _NOBODY.match(source) or re.search(r"\bif\s*$", before, re.IGNORECASE))


def own_mind(inner: Inner, s: Statement) -> bool:
    """ "I believe" in one's quoted words, "she said she hoped": the same voice, one statement; its modality says how.

    What a speaker tells of an earlier talk of hers ("she said she told them") is another.
    """
    source = inner.words(s.source)
    own = _FIRST.match(source) or (inner.outer.quotation != "direct" and _THIRD.match(source))
    return bool(own) and not _SPEAKING.search(inner.words(s.cue))


def headless(inner: Inner, s: Statement) -> bool:
    """A finite verb without a subject goes on with the outer speaker's ("he denied it and said …"), unless passive."""
    return s.source is None and not _IMPERSONAL.search(inner.words(s.cue))


def no_report(inner: Inner, s: Statement) -> bool:
    """Words that only look like reporting: "police were called", "called it quits", "the order to", "his plan to"."""
    cue, source = inner.words(s.cue), inner.words(s.source)
    if _NO_REPORT.search(cue) or (cue.lower().endswith("called") and _QUITS.match(inner.words(s.content[0]))):
        return True
    return cue.lower().startswith("plan") and _POSSESSIVE.search(source) is not None


def slight(inner: Inner, s: Statement) -> bool:
    """Too short to be something said, or the whole of what it stands in."""
    words = sum(len(_WORD.findall(inner.text, *span)) for span in s.content)
    return words < LEAST_SAID or words >= len(_WORD.findall(inner.text))


def unsure(_: Inner, s: Statement) -> bool:
    """Below SURE."""
    return s.confidence is None or s.confidence < SURE


RULES: tuple[Rule, ...] = (without_reporting_cue, unsaid, own_mind, headless, no_report, slight, unsure)
"""What keeps an inner reading from being a statement."""


_MEDIUM = re.compile(
    r"\b(?:news|media|newspapers?|paper|daily|press|agency|radio|television|tv|broadcaster|network|channel|station|magazine"
    r"|journal|times|post|website|site|outlets?|translation|transcript|\w+\.(?:com|org|net))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[Tt]he )?[A-Z][\w.&’'-]*(?: (?:of |de )?[A-Z0-9][\w.&’'-]*)*$")
_ACRONYM = re.compile(r"(?:the )?(?:[A-Z]{2,6}|Reuters)$")
_OFFICE = re.compile(
    r"\b(?:police|government|ministry|minister|army|military|navy|authorities|officials?|court|council|department|office"
    r"|commission|president|party|union|bank|university|hospital)\b",
    re.IGNORECASE,
)


def passed_on(text: str, found: dict[str, Statement]) -> dict[str, Statement]:
    """Where a medium only passes on what another said, one statement: the other's, with the medium as its relay."""
    out = dict(found)
    for s in found.values():
        outer = out.get(s.nested_in or "")
        if outer is not None and outer.source is not None and outer.nested_in is None and _is_carried(text, s, outer):
            del out[outer.id]
            out[s.id] = replace(s, nested_in=None, relay=(text[slice(*head_of(text, outer.source))].strip(" ,"),))
    gone = found.keys() - out.keys()
    return {k: replace(s, nested_in=None) if s.nested_in in gone else s for k, s in out.items()}


def _is_carried(text: str, s: Statement, outer: Statement) -> bool:
    """The outer cue is one of passing on, its source a medium, and its content nothing beside the inner statement."""
    if outer.cue is None or outer.source is None or not CARRYING.search(text, *outer.cue):
        return False
    source, cue = text[slice(*outer.source)], text[slice(*outer.cue)]
    named = _ACRONYM if cue.lower().startswith("according") else _NAME
    head = text[slice(*head_of(text, outer.source))]
    if _OFFICE.search(head) or not (_MEDIUM.search(source) or named.match(head)):
        return False
    spoken = s.cue is not None and len(_WORD.findall(text, *s.cue)) <= LEFT_OVER
    taken = merged([*s.content, *(x for x in (s.cue if spoken else None, s.source) if x)])
    left = sum(len(_WORD.findall(text, *x)) for span in outer.content for x in less(span, taken))
    return left <= LEFT_OVER
