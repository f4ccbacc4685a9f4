"""What the words of a mention leave no doubt about, whatever the model says. A visible list of rules, tried in turn.

The model sees lower-case word pieces and was taught on few organisations; capitals, and words such as "Ministry", tell
more than it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from onrecord.rows import EntityKind, Mention, Span
from onrecord.text.nouns import ORGANISATIONS, PERSONS, is_common, is_role, names_nobody, word_set
from onrecord.text.sentences import sentences

_ARTICLE = re.compile(r"^(?:the|an?|this|that|its|his|her|their|our|my)\s+", re.IGNORECASE)
_WORDS = re.compile(r"[\w.&'’#-]+")
_SMALL = {"of", "for", "and", "the", "de", "du", "la", "al"}


def _is_name(text: str, mention: Mention) -> bool:
    """All words but small ones have a capital, and not because a sentence or a headline begins there or is set so."""
    words = _WORDS.findall(_ARTICLE.sub("", text[slice(*mention.span)]))
    if not words or any(not w[:1].isupper() for w in words if w not in _SMALL) or words[0] in _SMALL:
        return False
    if "'" in words[0] or "’" in words[0] or (is_common(words[-1]) and len(words) == 1):
        return False
    line = text[text.rfind("\n", 0, mention.span[0]) + 1 : text.find("\n", mention.span[1])]
    if sum(w[:1].isupper() for w in line.split()) > 0.6 * len(line.split()):
        return False
    return len(words) > 1 or words[0].lower() not in _vocabulary(text)[0]


_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,9}[A-Z.]")
_COUNTRIES = word_set("""
    US U.S. USA U.S.A. UK U.K. UAE U.A.E. DPRK DRC USSR PRC GDR NSW LA L.A. NYC NY N.Y. DC D.C.
""")
_INSTITUTION = re.compile(
    r"\b(?:Ministry|Department|Agency|University|College|Party|Council|Airways|Airlines|Airport|News|Times|Post|Herald"
    r"|Tribune|Gazette|Journal|Bank|Committee|Commission|Association|Institute|Foundation|Organi[sz]ation|Union|League"
    r"|Court|Parliament|Senate|Congress|Police|Army|Navy|Force|Forces|Guard|Authority|Bureau|Office|Service|Services"
    r"|Company|Corporation|Group|Inc|Corp|Ltd|Movement|Front|Coalition|Alliance|Brigade|Battalion|Hospital|School|Church"
    r"|Observer|Chronicle|Telegraph|Examiner|Inquirer|Courier|Dispatch|Sentinel|Bulletin|Ledger|Lantern|Mirror|Daily"
    r"|Federation|Society|Centre|Center|Television|TV|Radio|Network|Media|Cross|Board|Club)\b"
)


_SMALL_ENDS = re.compile(
    r"(?:(?:of|for|and|the|in|on|at|to|a|an|by)\s+)*(.*?)(?:\s+(?:of|for|and|the|in|on|at|to|by))*", re.S
)
_RUNS_ON = re.compile(r"(?:\s+(?:of|for)(?:\s+the)?(?:\s+[A-Z][\w’'-]+)+(?:\s+and(?:\s+[A-Z][\w’'-]+)+)?)+")

Rule = Callable[[str, Mention], Mention]


def common_noun(text: str, mention: Mention) -> Mention:
    """A single common noun with a capital ("Authorities" in a headline) is a description."""
    words = text[slice(*mention.span)]
    common = mention.form == "name" and " " not in words and is_common(words)
    return replace(mention, form="description") if common else mention


def trimmed(text: str, mention: Mention) -> Mention:
    """No name ends or begins with a small word: "Centre for"."""
    ends = _SMALL_ENDS.fullmatch(text, *mention.span) if mention.form == "name" else None
    return replace(mention, span=ends.span(1)) if ends is not None and ends.span(1)[0] < ends.span(1)[1] else mention


def runs_on(text: str, mention: Mention) -> Mention:
    """An organisation's name goes on over "of" and "for" to the capitals behind: "Centre for Flood Control"."""
    if mention.form != "name" or mention.kind != "organization":
        return mention
    more = _RUNS_ON.match(text, mention.span[1])
    return replace(mention, span=(mention.span[0], more.end())) if more else mention


def person_of(text: str, mention: Mention) -> Mention:
    """A person's name ends before "of" or "for": "Tam Orrel of Keddra"."""
    if mention.form != "name" or mention.kind != "person":
        return mention
    of = re.search(r"\s+(?:of|from|for)\s", text[slice(*mention.span)])
    return replace(mention, span=(mention.span[0], mention.span[0] + of.start())) if of else mention


def in_headline(text: str, mention: Mention) -> Mention:
    """A name in a headline of capitals ends before what it does: "Karsk Says 21 Boatmen"."""
    verb = _DOES.search(text, *mention.span) if mention.form == "name" else None
    return replace(mention, span=(mention.span[0], verb.start())) if verb is not None else mention


_DOES = re.compile(
    r"(?<=[\w.)])\s+(?:Says?|Said|Tells?|Told|Warns?|Confirms?|Claims?|Denies|Deny|Calls?|Urges?|Vows?|Announces?|Admits?"
    r"|Was|Is|Are|Were|Has|Have|Had|Will|After|Before|Amid|Over|With|Against|As|To)\b"
)


def dateline(text: str, mention: Mention) -> Mention:
    """Who stands in brackets behind a place at the head of a line is the agency: "KEDDRA (Halyard) -"."""
    start, end = mention.span
    before = text[text.rfind("\n", 0, start) + 1 : start]
    agency = _PLACE_LINE.fullmatch(before) is not None and _DASH.match(text, end) is not None
    return replace(mention, kind="organization") if agency and mention.form == "name" else mention


_PLACE_LINE = re.compile(r"\s*[A-Z][\w’'., -]{1,60}\(")
_DASH = re.compile(r"\)\s*[-–—:]")


def whole_institution(text: str, mention: Mention) -> Mention:
    """An organisation's name begins with the capitals before it: "[Lower] Sarn Ferry Company", "[Ministry of the]
    Interior"."""
    if mention.form != "name" or mention.kind != "organization":
        return mention
    start = mention.span[0]
    before = _CAPITALS.search(text, max(0, start - 60), start)
    if before is None:
        return mention
    first = before[0].split()[0]
    opens = text[max(0, before.start() - 2) : before.start()].rstrip(" ")[-1:] in (
        "",
        ".",
        "!",
        "?",
        "\n",
        '"',
        "“",
        ":",
    )
    known = names_nobody(first) or is_role(first) or _GENERAL.match(before[0]) or first.isupper()
    return mention if opens or known else replace(mention, span=(before.start(), mention.span[1]))


_CAPITALS = re.compile(r"(?<![\w’'-])(?:[A-Z][a-z]+ )*[A-Z][a-z]+ (?:(?:of|for) (?:the )?)?$")
_GENERAL = re.compile(r"(?:The|A|An|In|On|At|And|But|For|By|[A-Z][a-z]+day|[JFMASOND][a-z]+(?:y|ch|il|st|er)) ")


def label(text: str, mention: Mention) -> Mention:
    """Capitals before a colon at the head of a line are who speaks in a transcript: "ORREL: We stay."."""
    start, end = mention.span
    words = text[start:end]
    opens = text[text.rfind("\n", 0, start) + 1 : start].strip() == ""
    labels = mention.form == "name" and words.isupper() and opens and _LABEL.match(text, end) is not None
    return replace(mention, kind="person") if labels and not _INSTITUTION.search(words.title()) else mention


_LABEL = re.compile(r":|,(?: [A-Z]+){1,4}:")


def repeated(text: str, mention: Mention) -> Mention:
    """A name twice in a row is a caption's credit and the next sentence's first word: "Keddra Keddra"."""
    words = text[slice(*mention.span)].split()
    half = len(words) // 2
    if mention.form != "name" or not words or len(words) % 2 or words[:half] != words[half:]:
        return mention
    return replace(
        mention, span=(text.rindex(words[half], *mention.span) if half == 1 else mention.span[0], mention.span[1])
    )


def family(text: str, mention: Mention) -> Mention:
    """ "The Orrels", where an Orrel is named, are a family, and no one's name."""
    words = text[slice(*mention.span)]
    many = mention.form == "name" and mention.kind == "person" and " " not in words and words.endswith("s")
    after_the = text[max(0, mention.span[0] - 4) : mention.span[0]].lower() == "the "
    named = many and after_the and re.search(rf"\b{re.escape(words[:-1])}\b", text) is not None
    return replace(mention, form="description") if named else mention


def based(text: str, mention: Mention) -> Mention:
    """Where somebody is based is no part of the name: "Ashel-based Lark Water"."""
    before = _BASED.match(text, *mention.span) if mention.form == "name" else None
    return replace(mention, span=(before.end(), mention.span[1])) if before is not None else mention


_BASED = re.compile(r"[\w.’'-]+-(?:based|born|owned|backed|led)\s+(?=[A-Z])")


def institution(text: str, mention: Mention) -> Mention:
    """An acronym that is no country's, and a name that holds the word for an institution, is an organisation."""
    words = text[slice(*mention.span)]
    if mention.form != "name" or mention.kind == "organization":
        return mention
    acronym = _ACRONYM.fullmatch(words) and words not in _COUNTRIES and mention.kind == "person"
    return replace(mention, kind="organization") if acronym or _INSTITUTION.search(words) else mention


def behind_title(text: str, mention: Mention) -> Mention:
    """A person's name begins behind the role before it: "Interior Minister Tam Orrel"."""
    if mention.form != "name" or mention.kind != "person":
        return mention
    start, end = mention.span
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    roles = [i for i, (a, b) in enumerate(words[:-1]) if is_role(text[start + a : start + b].rstrip(",."))]
    return replace(mention, span=(start + words[roles[-1] + 1][0], end)) if roles else mention


def begins_sentence(text: str, mention: Mention) -> Mention:
    """One word that has its capital only from beginning a sentence is a description: "Model Ina Vale"."""
    words = text[slice(*mention.span)]
    if mention.form != "name" or " " in words or not words[:1].isupper() or words.isupper():
        return mention
    small, own = _vocabulary(text)
    lower = small[words.lower()] + small[f"{words.lower()}s"]
    return replace(mention, form="description") if lower > 2 * own[words] else mention


@lru_cache(maxsize=4)
def _vocabulary(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often a text has words in small letters, and how often it gives them a capital within a sentence."""
    return Counter(re.findall(r"(?<![\w-])[a-z][\w'’-]*", text)), Counter(
        re.findall(r"(?<=[a-z,;] )[A-Z][\w'’-]*", text)
    )


def by_head(text: str, mention: Mention) -> Mention:
    """A description is of the kind that its head noun is: "the airline" is no person."""
    if mention.form != "description":
        return mention
    words = text[slice(*mention.span)]
    if ORGANISATIONS.search(words):
        return replace(mention, kind="organization")
    return replace(mention, kind="person") if PERSONS.search(words) else mention


RULES: tuple[Rule, ...] = (
    trimmed,
    person_of,
    in_headline,
    repeated,
    based,
    institution,
    dateline,
    whole_institution,
    label,
    runs_on,
    behind_title,
    common_noun,
    begins_sentence,
    family,
    by_head,
)


def as_worded(text: str, mentions: Iterable[Mention], sources: Collection[Span] = ()) -> list[Mention]:
    """The mentions as their words show them, in text order; of two at one span the name stays.

    A people or a title alone ("Syrian", "Mr.") is no name and goes. What heads one of the `sources` of statements may
    be a name that the model did not mark.
    """
    found: dict[tuple[int, int], Mention] = {}
    for mention in _parts(text, mentions):
        words = text[slice(*mention.span)]
        alone = names_nobody(words) or words.islower() or words.upper() in _LETTERS
        if mention.form == "name" and " " not in words and alone:
            continue
        if mention.form == "description" and not _ARTICLE.sub("", words + " ").strip():
            continue
        before = mention
        for rule in RULES:
            mention = rule(text, mention)
        lead = text[before.span[0] : mention.span[0]].strip()
        if lead and lead != text[slice(*mention.span)]:
            found.setdefault(before.span, replace(before, form="description"))
        if mention.span not in found or mention.form == "name":
            found[mention.span] = mention
    for span in acronyms(text, [m.span for m in found.values() if m.form == "name"]):
        found[span] = Mention(span, "name", "organization")
    found |= {m.span: m for m in _behind_roles(text, list(found.values()))}
    ends = {end for _, end in found}
    found |= {span: Mention(span, "description", "person") for span in officials(text) if span[1] not in ends}
    found = {m.span: m for m in _one_kind(text, list(found.values()))}
    names = [m for m in found.values() if m.form == "name"]
    heads = {b for _, b in sources}
    for mention in [m for m in found.values() if m.form == "description" and m.span[1] in heads]:
        if not any(n.span[0] < mention.span[1] and mention.span[0] < n.span[1] for n in names):
            found[mention.span] = _unmarked_name(text, mention)
    long = [n for n in names if n.span[1] - n.span[0] > LONG]
    kept = [m for m in found.values() if m.form != "name" or not _taken_in(m, long)]
    return sorted(kept, key=lambda m: (m.span[0], -m.span[1]))


_OPENS = re.compile(r"(?:he|she|they|it|we|I|who)\b(?=\s)", re.IGNORECASE)
_NEXT = re.compile(r",\s+(?=(?:the|an?|its|his|her|their)\s)|\s*\((?![^()]*\))|\s*[\n\r\u2028\u2029]\s*")


_LISTED = re.compile(r",\s+(?!(?:Jr|Sr|Jnr|Snr|I{1,3}|IV|Inc|Ltd|LLC|Co|MP|QC|PhD|MD)\b)")


def _parts(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions that the model has run together, apart: no mention goes on over the end of a sentence or a line ("the
    gate. A guard"), over a comma before an article ("Keddra, a hospital official") or
    within names ("Keddra, Dulmar"), or from a pronoun into what it
    does ("He said 22 people")."""
    begin = [start for start, _ in sentences(text)]
    for m in mentions:
        start, end = m.span
        opens = _OPENS.match(text, start, end) if m.form == "description" else None
        if opens is not None:
            yield Mention(opens.span(), "pronoun", m.kind)
            continue
        new = begin[bisect_right(begin, start) : bisect_left(begin, end)]
        cuts = [*((at, at) for at in new), *(x.span() for x in _NEXT.finditer(text, start, end))]
        if m.form == "name":
            cuts += [x.span() for x in _LISTED.finditer(text, start, end)]
        if not cuts:
            yield m
            continue
        at = start
        for stop, go_on in [*sorted(cuts), (end, end)]:
            words = text[at:stop].rstrip(" .,;:\n")
            if words:
                yield replace(m, span=(at, at + len(words)))
            at = max(at, go_on)


_LETTERS = word_set("QC KC MP MEP TD PHD MD OBE MBE JR SR")
"""What stands behind a person's name."""

_NOT_ORGANISATIONS = word_set("""
    CEO CFO COO CTO USA DNA RNA HIV AIDS GDP DVD UFO SUV ATM PIN VIP DUI LGBT LGBTQ PTSD ISBN URL FAQ GPS MRI IED
    RPG AWOL ASAP III VII VIII XIII XII XIV EST EDT PST PDT GMT UTC BST CET WMD COVID SARS IPO QC KC MEP PHD PHOTO
    VIDEO READ MORE NEWS LIVE NOT AND THE FOR ALL NEW NSW NYC QLD UAE DRC TNT LSD PDF CCTV ICU GMO OMG LOL RIP LOCAL
    WATCH ALSO HERE
""")


_SPELT_OUT = re.compile(r"((?:\b[a-z][\w'’-]* ){3,6})\(([A-Z]{3,6})\)")
"""A thing's acronym: "water quality index (WQI)"."""


def _first_letters(words: str, n: int) -> str:
    """Of the last n."""
    return "".join(w[0] for w in words.split()[-n:])


_AMONG_SMALL = re.compile(r"(?<=[a-z,] )\(?([A-Z]{3,6})(?=\)?[ ,.’'][ a-z])")
_BEHIND_NAME = re.compile(r"(?<=[a-z] )\(([A-Z]{3,6})\)")


def acronyms(text: str, names: list[Span]) -> Iterator[Span]:
    """Three to six capitals among small letters are an organisation's acronym, though the model, which sees no
    capitals, takes "WHO" for "who"; but for those that are known to be none. One that stands in brackets once is so
    wherever it stands."""
    none = _NOT_ORGANISATIONS | {
        m[2] for m in _SPELT_OUT.finditer(text) if m[2].lower() == _first_letters(m[1], len(m[2]))
    }
    found = {m.span(1) for m in _AMONG_SMALL.finditer(text)}
    for known in {m[1] for m in _BEHIND_NAME.finditer(text)}:
        found |= {m.span() for m in re.finditer(rf"\b{known}\b", text)}
    for start, end in sorted(found):
        if text[start:end] not in none and not any(a < end and start < b for a, b in names):
            yield start, end


_OF_WHAT = re.compile(
    r"(?<![\w.’'-])(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) )?(?:(?:[Ss]enior|[Ff]ormer|[Tt]op) )?"
    r"(?:(?!(?:An?|The|One|Another|Senior|Former|Top) )[A-Z]\w*(?:\.[A-Z]\.?)*(?:[’'-]\w+)* ){1,4}"
)
_NEXT_WORD = re.compile("([a-z]+) ?")
_WORDS_ON = 2


def officials(text: str) -> Iterator[Span]:
    """ "A Treasury official" is somebody of the Treasury, though the model marks no more than "A Treasury"."""
    for m in _OF_WHAT.finditer(text):
        at, end = m.end(), None
        for _ in range(_WORDS_ON):
            word = _NEXT_WORD.match(text, at)
            if word is None:
                break
            end = word.end(1) if PERSONS.fullmatch(word[1]) else end
            at = word.end()
        if end is not None:
            yield m.start(), end


def _behind_roles(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The name at the end of "water board spokeswoman Ina Vale", where the model marks the whole only."""
    ends = {m.span[1] for m in mentions if m.form == "name"}
    for m in mentions:
        if m.form != "description" or m.span[1] in ends:
            continue
        words = list(re.finditer(r"\S+", text[slice(*m.span)]))
        roles = [i for i, w in enumerate(words) if is_role(w[0])]
        name = words[roles[-1] + 1 :] if roles else []
        if 2 <= len(name) <= 4 and all(w[0][0].isupper() for w in name):
            yield Mention((m.span[0] + name[0].start(), m.span[1]), "name", "person")


_MEN = re.compile(
    r"\s+(?:militants?|fighters?|insurgents?|extremists?|jihadists?|gunmen|members|militia|group|movement|leaders?"
    r"|commanders?|insurgency|prisoners|captives)\b"
)
_GROUP = re.compile(r"\b(?:group|militia|movement|sect|organi[sz]ation|insurgents|militants|party)\s+$")

ENOUGH = 0.1
"""Share of a name's mentions that must show a group of men for it to be a group's."""


def _one_kind(text: str, mentions: list[Mention]) -> list[Mention]:
    """A name is of one kind in an article: the one it has most often (one sense per discourse, Yarowsky 1995), or a
    group's, where it has fighters or members: "Free Karsk fighters"."""
    kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    groups: Counter[str] = Counter()
    for m in mentions:
        if m.form == "name":
            words = text[slice(*m.span)]
            kinds[words][m.kind] += 1
            before = text[max(0, m.span[0] - 20) : m.span[0]]
            groups[words] += bool(_MEN.match(text, m.span[1]) or _GROUP.search(before))
    most = {words: count.most_common(1)[0][0] for words, count in kinds.items()}
    for words, men in groups.items():
        if men and most[words] == "person" and men >= ENOUGH * kinds[words].total():
            most[words] = "organization"
    return [replace(m, kind=most[text[slice(*m.span)]]) if m.form == "name" else m for m in mentions]


LONG = 6
"""Characters beyond which a name can hold another of its kind."""


def _taken_in(mention: Mention, names: list[Mention]) -> bool:
    """Part of a longer name of its kind."""
    (a, b), kind = mention.span, mention.kind
    return any(n.span[0] <= a and b <= n.span[1] and n.span != mention.span and n.kind == kind for n in names)


def _unmarked_name(text: str, mention: Mention) -> Mention:
    """Words that all have a capital where none is due are a name, though the model marks none ("the Water Service")."""
    if not _is_name(text, mention):
        return mention
    start = mention.span[1] - len(_ARTICLE.sub("", text[slice(*mention.span)]))
    kind = "organization" if mention.kind == "unknown" else mention.kind
    return family(text, Mention((start, mention.span[1]), "name", kind))
