"""The source ledger: for each speaker all statements over all reports; for each outlet and article who speaks in it.

Every attributed statement is counted once, for its own speaker, whether or not it stands inside another statement;
`nested` says how many of them do. What the record has not resolved stays apart under its own words: the same words of
unnamed people in two articles are never one speaker.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.rows import Article, Entity, EntityKind, Span, Speaker, SpeakerClass, Stance, Statement
from onrecord.show.choice import Choice, Chosen, chosen_of
from onrecord.show.plain import one_line
from onrecord.show.sides import Labels, Named, called, source_words, stated
from onrecord.show.tally import CLASSES, Tally, tally
from onrecord.show.words import in_order

if TYPE_CHECKING:
    import pyarrow

ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
TRIM = " \t\n,.;:'\"“”‘’()[]"
POINTING = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "himself", "herself", "itself"}
    | {"who", "whom", "which", "that", "this", "these", "those", "his", "hers", "their", "themselves"}
    | {"one", "others", "both"}
)
"""Words that name nobody by themselves."""

UNNAMED = frozenset({"unnamed_person", "unnamed_group", "unknown"})
"""Classes whose words, met again in another article, may well be somebody else's."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in the ledger: its row, where it was published, and the words at its spans on one line."""

    statement: Statement
    outlet: str | None
    published: str | None
    words: str
    source: str
    cue: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Description:
    """Words by which an article calls a speaker, and where they stand."""

    outlet: str | None
    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """One speaker with all it is reported to have said, by time of publication and then in text order.

    `id` is the speaker's, and `None` for words that are not resolved; `speaker_class` is the one most of its
    statements have; `side` is the user's label. `named` says whether any article gives it a name.
    """

    id: str | None
    name: str
    kind: EntityKind
    speaker_class: SpeakerClass
    side: str | None
    said: tuple[Said, ...]
    descriptions: tuple[Description, ...] = ()
    named: bool = False

    @property
    def resolved(self) -> bool:
        """Whether its words name or describe somebody: "he" and "we", of whom no more is known, do not."""
        return key(self.name) not in POINTING | {""}

    @property
    def outlets(self) -> dict[str | None, int]:
        """Statements per outlet, in the order of the articles."""
        return dict(Counter(each.outlet for each in self.said))

    @property
    def articles(self) -> dict[str, list[Said]]:
        """Statements by article id."""
        found: dict[str, list[Said]] = defaultdict(list)
        for each in self.said:
            found[each.statement.article].append(each)
        return dict(found)

    @property
    def relays(self) -> dict[tuple[str, ...], int]:
        """How many statements came through which chain; the empty one is first-hand."""
        return dict(Counter(each.statement.relay for each in self.said).most_common())

    @property
    def cues(self) -> dict[tuple[str, Stance | None], int]:
        """With which words, of which stance, its statements are reported, the most frequent first."""
        found = Counter((each.cue.casefold(), each.statement.stance) for each in self.said if each.cue)
        written = {cue.casefold(): cue for cue, _ in reversed(Counter(each.cue for each in self.said).most_common())}
        return {(written[cue], stance): n for (cue, stance), n in found.most_common()}

    @property
    def reasons(self) -> list[str]:
        """The reasons given for not naming it, each once."""
        found = (one_line(each.statement.anonymity_reason or "") for each in self.said)
        return list(dict.fromkeys(reason for reason in found if reason))

    @property
    def called(self) -> dict[str, list[Description]]:
        """Its descriptions by wording, a leading article and case apart; the most frequent first."""
        found: dict[str, list[Description]] = defaultdict(list)
        for each in self.descriptions:
            found[key(each.text)].append(each)
        groups = sorted((group for words, group in found.items() if words), key=lambda group: -len(group))
        return {group[0].text: group for group in groups}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "speaker": self.id,
            "resolved": self.resolved,
            "name": self.name,
            "kind": self.kind,
            "speaker_class": self.speaker_class,
            "side": self.side,
            "statements": len(self.said),
            "first_hand": self.relays.get((), 0),
            "outlets": [{"outlet": outlet, "statements": n} for outlet, n in self.outlets.items()],
            "articles": [
                {"article": article, "outlet": said[0].outlet, "statements": [_said_dict(each) for each in said]}
                for article, said in self.articles.items()
            ],
            "descriptions": [
                {"outlet": d.outlet, "text": d.text, "article": d.article, "span": d.span} for d in self.descriptions
            ],
            "cues": [{"cue": cue, "stance": stance, "statements": n} for (cue, stance), n in self.cues.items()],
            "relays": [{"relay": relay, "statements": n} for relay, n in self.relays.items() if relay],
            "anonymity_reasons": self.reasons,
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of it. `unresolved` are statements whose source only points (`he`) or is not named.

    `outlets`, `articles` and `sides` count the same statements in other groupings, narrator statements beside them.
    `unmatched` are entries of the file of sides that fit nobody in the record.
    """

    speakers: tuple[Account, ...]
    unresolved: tuple[Account, ...]
    outlets: tuple[Tally, ...]
    articles: tuple[Tally, ...]
    sides: tuple[Tally, ...]
    unmatched: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "speakers": [each.as_dict() for each in self.speakers],
            "unresolved": [each.as_dict() for each in self.unresolved],
            "outlets": [each.as_dict() for each in self.outlets],
            "articles": [each.as_dict() for each in self.articles],
            "sides": [each.as_dict() for each in self.sides],
            "unmatched": list(self.unmatched),
        }

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each attributed statement: `pandas.DataFrame(ledger.rows())`."""
        return [_row(account, said) for account in (*self.speakers, *self.unresolved) for said in account.said]

    def table(self) -> pyarrow.Table:
        """The same rows as an Arrow table."""
        import pyarrow as pa

        lists = {"relay": pa.list_(pa.string())}
        return pa.Table.from_pylist(self.rows(), schema=pa.schema([(c, lists.get(c, pa.string())) for c in COLUMNS]))


COLUMNS = (
    "speaker", "name", "kind", "speaker_class", "side", "outlet", "published", "article", "statement", "words",
    "source", "cue", "stance", "quotation", "modality", "due_from", "due_to", "relay", "anonymity_reason", "nested_in",
)  # fmt: skip
"""Of `rows` and `table`."""


@dataclass(slots=True)
class _Draft:
    """An account in the making: whether any article names it, and what it said."""

    named: bool
    said: list[Said] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    speaker: Speaker | None = None


@dataclass(slots=True)
class _Read:
    """What one article gives: statements with the key of their account, and narrator statements by side."""

    article: Article
    said: list[tuple[Key, Said]]
    own: Counter[str | None]


Key = tuple[str, ...]


def ledger(record: Named, labels: Labels | None = None, choice: Choice | None = None) -> Ledger:
    """The ledger of a record, or of what is chosen of it: whose statements are all left out is not in it."""
    labels, choice = labels or Labels(), choice or Choice()
    speakers = {s.id: s for s in record.speakers()}
    owner = {entity: s.id for s in speakers.values() for entity in s.entities}
    names = stated(record)
    forms = {s.id: called(s, names[s.id]) for s in speakers.values()}
    drafts: dict[Key, _Draft] = {}

    def draft(whose: Key, speaker: str | None) -> _Draft:
        return drafts.setdefault(whose, _Draft(bool(names.get(speaker or "")), speaker=speakers.get(speaker or "")))

    read: list[_Read] = []
    for article in in_order(filter(choice.of, record.articles())):
        one = _Read(article, [], Counter())
        read.append(one)
        for each in chosen_of(article, record.statements(article=article.id), forms, labels, choice):
            s = each.statement
            if s.voice == "narrator":
                one.own[each.side] += 1
                continue
            said, whose = _said(each), _whose(s, source_words(article, s))
            draft(whose, s.speaker).said.append(said)
            one.said.append((whose, said))
        for speaker, description in _descriptions(article, record.entities(article=article.id), owner):
            draft((speaker,), speaker).descriptions.append(description)
    accounts = [_account(each, labels) for each in drafts.values() if each.said]
    return Ledger(
        speakers=_sorted(a for a in accounts if a.resolved),
        unresolved=_sorted(a for a in accounts if not a.resolved),
        outlets=_by_outlet(read, labels),
        articles=tuple(_by_article(each, labels) for each in read),
        sides=_by_side(read, labels),
        unmatched=labels.unmatched,
    )


def key(mention: str) -> str:
    """What two wordings must share to be one: the words, but for case, a leading article and punctuation."""
    words = " ".join(mention.casefold().split()).strip(TRIM)
    return ARTICLE.sub("", words).removesuffix("'s").removesuffix("’s")


def _whose(s: Statement, worded: str) -> Key:
    """What statements of one account share: the speaker; else, in one article alone if it is not named, the words."""
    if s.speaker is not None:
        return (s.speaker,)
    words = key(worded)
    named = s.speaker_class not in UNNAMED
    return ("worded", words) if named or words in POINTING | {""} else ("worded", words, s.article)


def _said(found: Chosen) -> Said:
    article, s = found.article, found.statement

    def words(span: Span | None) -> str:
        return one_line(article.text[slice(*span)]) if span else ""

    content = " … ".join(map(words, s.content))
    return Said(s, article.outlet, article.published, content, words(s.source), words(s.cue), found.side)


def _descriptions(
    article: Article, entities: Iterable[Entity], owner: dict[str, str]
) -> Iterator[tuple[str, Description]]:
    for entity in entities:
        if (speaker := owner.get(entity.id)) is not None:
            for start, end in entity.descriptions:
                words = one_line(article.text[start:end])
                yield speaker, Description(article.outlet, article.id, (start, end), words)


def _account(draft: _Draft, labels: Labels) -> Account:
    classes = Counter(each.statement.speaker_class for each in draft.said)
    most = max(CLASSES, key=lambda each: classes[each])
    s = draft.speaker
    if s is None:
        wordings = Counter(each.source for each in draft.said)
        name = max(sorted(wordings), key=lambda each: wordings[each])
        return Account(None, name.strip(TRIM), "unknown", most, labels.worded.get(name), tuple(draft.said))
    return Account(
        s.id, one_line(s.name), s.kind, most, labels.speakers.get(s.id), tuple(draft.said), tuple(draft.descriptions),
        draft.named,
    )  # fmt: skip


def _sorted(accounts: Iterable[Account]) -> tuple[Account, ...]:
    return tuple(sorted(accounts, key=lambda a: (-len(a.said), -len(a.outlets), a.name.casefold(), a.id or "")))


def _by_article(read: _Read, labels: Labels) -> Tally:
    a = read.article
    return _tally(a.title or a.source, [read], labels, outlet=a.outlet, article=a.id)


def _by_outlet(read: Iterable[_Read], labels: Labels) -> tuple[Tally, ...]:
    """The outlets by name, the one that is not known last."""
    groups: dict[str | None, list[_Read]] = defaultdict(list)
    for each in read:
        groups[each.article.outlet].append(each)
    order = sorted(groups, key=lambda name: (name is None, (name or "").casefold()))
    return tuple(_tally(o, groups[o], labels, outlet=o, side=labels.outlets.get(o or "")) for o in order)


def _by_side(read: Sequence[_Read], labels: Labels) -> tuple[Tally, ...]:
    """The sides in the order of the file, and last what has none; empty without a file of sides."""
    if labels.sides is None:
        return ()
    parts: dict[str | None, list[_Read]] = {side: [] for side in labels.names}
    for each in read:
        for side, found in parts.items():
            said = [(whose, said) for whose, said in each.said if said.side == side]
            if said or each.own[side]:
                found.append(_Read(each.article, said, Counter({side: each.own[side]})))
    return tuple(_tally(side, found, labels, side=side) for side, found in parts.items())


def _tally(name: str | None, read: Sequence[_Read], labels: Labels, **about: str | None) -> Tally:
    said = [each for one in read for each in one.said]
    own = sum(one.own.total() for one in read)
    whose = len({whose for whose, _ in said})
    return tally(
        name, [each for _, each in said], speakers=whose, narrator=own, articles=len(read), sides=labels.names, **about
    )


def _row(account: Account, said: Said) -> dict[str, Any]:
    s = said.statement
    due = s.due or (None, None)
    return {
        "speaker": account.id, "name": account.name, "kind": account.kind, "speaker_class": s.speaker_class,
        "side": said.side, "outlet": said.outlet, "published": said.published, "article": s.article,
        "statement": s.id, "words": said.words, "source": said.source, "cue": said.cue, "stance": s.stance,
        "quotation": s.quotation, "modality": s.modality, "due_from": due[0], "due_to": due[1],
        "relay": list(s.relay), "anonymity_reason": s.anonymity_reason, "nested_in": s.nested_in,
    }  # fmt: skip


def _said_dict(said: Said) -> dict[str, Any]:
    """A statement within an account: what the account does not say already."""
    known = ("speaker", "name", "kind", "outlet", "published", "article")
    account = Account(None, "", "unknown", said.statement.speaker_class, said.side, (said,))
    return {column: value for column, value in _row(account, said).items() if column not in known}
