"""What the words of a mention leave no doubt about, whatever the model says. A visible list of rules, tried in turn.

The model sees lower-case word pieces and was taught on few organisations; capitals, and words such as "Ministry", tell
more than it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from onrecord.read.kinds import bearer, one_kind
from onrecord.read.unmarked import acronyms, behind_roles, officials
from onrecord.rows import Mention, Span
from onrecord.text.nouns import BUSINESSES, ORGANISATIONS, PERSONS, is_common, is_role, names_nobody, word_set
from onrecord.text.sentences import sentences

_ARTICLE = re.compile(r"^(?:the|an?|this|that|its|his|her|their|our|my)\s+", re.IGNORECASE)
_WORDS = re.compile(r"[\w.&'’#-]+")
_SMALL = {"of", "for", "and", "the", "de", "du", "la", "al"}


def _is_name(text: str, mention: Mention) -> bool:
    """All words but small ones have a capital, and not because a sentence or a headline begins there or is set so."""
    words = _WORDS.findall(_ARTICLE.sub("", text[slice(*mention.span)]))
    if not words or any(not w[:1].isupper() for w in words if w not in _SMALL) or words[0] in _SMALL:
        return False
    if words[-1] in _CHIEFS:
        return False
    if "'" in words[0] or "’" in words[0] or (is_common(words[-1]) and len(words) == 1):
        return False
    line = text[text.rfind("\n", 0, mention.span[0]) + 1 : text.find("\n", mention.span[1])]
    if sum(w[:1].isupper() for w in line.split()) > 0.6 * len(line.split()):
        return False
    small, own = _vocabulary(text)
    if len(words) == 1 and _PLURAL.search(words[0]) and not own[words[0]]:
        return False
    return len(words) > 1 or words[0].lower() not in small


_PLURAL = re.compile(r"[a-z][^su'’]s$")


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


def and_on(text: str, mention: Mention) -> Mention:
    """An organisation's name goes on over "and" to capitals that end in a word for an institution, if the first of
    these is a common noun: "Lark River and Ferry Commission"."""
    more = _AND_ON.match(text, mention.span[1]) if mention.form == "name" and mention.kind == "organization" else None
    goes_on = (
        more is not None and _vocabulary(text)[0][more[1].lower()] and not _INSTITUTION.search(text, *mention.span)
    )
    return replace(mention, span=(mention.span[0], more.end())) if more is not None and goes_on else mention


_AND_ON = re.compile(
    r" and ([A-Z][a-z]+)(?: [A-Z][a-z]+){0,2} (?:Corporation|Commission|Administration|Agency|Department|Ministry"
    r"|Committee|Board|Council|Authority|Service|Services|Association|Institute|Company|Society|Office|Executive)\b"
)


def whole_person(text: str, mention: Mention) -> Mention:
    """A person's name begins with the initials before it, or with the name before a particle: "[A.Q.] Orrel", "[Tam do]
    Orrel"."""
    if mention.form != "name" or mention.kind != "person":
        return mention
    before = _FORE.search(text, max(0, mention.span[0] - 40), mention.span[0])
    if before is None or is_role(before[1] or "") or _GENERAL.match(before[0]):
        return mention
    return replace(mention, span=(before.start(), mention.span[1]))


_FORE = re.compile(
    r"(?<![\w.’'-])(?:(?!(?:U\. ?[SNK]|E\. ?U|D\. ?C)\.)(?:[A-Z]\. ?){0,2}[A-Z]\."
    r"|([A-Z][a-z’'-]+) (?:do|de|da|dos|das|van|von|der|den|ten|ter|al|el|bin|ibn|abu|du|di|del|la|le|y)"
    r"(?: (?:la|las|los|der|den))?) $"
)


def person_of(text: str, mention: Mention) -> Mention:
    """A person's name ends before "of" or "for": "Tam Orrel of Keddra"."""
    if mention.form != "name" or mention.kind != "person":
        return mention
    of = re.search(r"\s+(?:of|from|for)\s", text[slice(*mention.span)])
    return replace(mention, span=(mention.span[0], mention.span[0] + of.start())) if of else mention


def in_headline(text: str, mention: Mention) -> Mention:
    """A name ends before what it does: "Karsk Says 21 Boatmen" in a headline of capitals, "Ashel Police told local"."""
    verb = _DOES.search(text, *mention.span) if mention.form == "name" else None
    return replace(mention, span=(mention.span[0], verb.start())) if verb is not None else mention


_DOES = re.compile(
    r"(?<=[\w.)])\s+(?:Says?|Said|Tells?|Told|Warns?|Confirms?|Claims?|Denies|Deny|Calls?|Urges?|Vows?|Announces?|Admits?"
    r"|Raises|Rejects|Sues|Wins|Loses|Faces|Plans|Seeks|Makes|Takes|Gets|Hits|Sees|Cuts|Expects|Sends|Offers|Reveals|Launches"
    r"|Apologi[sz]es|Issues|Signs|Slams|Blames|Demands|Wants|Agrees|Accuses|Defends|Responds|Reacts|Backs|Breaks|Releases"
    r"|Was|Is|Are|Were|Has|Have|Had|Will|After|Before|Amid|Over|With|Against|As|To"
    r"|says?|said|tells?|told|tweeted|announced|confirmed)\b"
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
    of_a_role = before[0].endswith(("of ", "for ", "the ")) and any(is_role(w) for w in before[0].split())
    known = of_a_role or names_nobody(first) or is_role(first) or _GENERAL.match(before[0]) or first.isupper()
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
    """An acronym that is no country's, a name that holds the word for an institution or runs words together, is an
    organisation."""
    words = text[slice(*mention.span)]
    if mention.form != "name" or mention.kind == "organization":
        return mention
    acronym = _ACRONYM.fullmatch(words) and words not in _COUNTRIES and mention.kind == "person"
    made_up = mention.kind == "person" and _MADE_UP.fullmatch(_HANDLE.sub("", words))
    return replace(mention, kind="organization") if acronym or made_up or _INSTITUTION.search(words) else mention


_HANDLE = re.compile(r"\s*\(@.*")
_MADE_UP = re.compile(r"(?!Mac|Fitz|Van|Von)[A-Z][a-z]{2,}[A-Z]\w*")
"""A name that runs words together, as firms and sites do: "LarkWorks"."""


def behind_title(text: str, mention: Mention) -> Mention:
    """A person's name begins behind the role before it: "Interior Minister Tam Orrel"."""
    if mention.form != "name" or mention.kind != "person":
        return mention
    start, end = mention.span
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    roles = [i for i, (a, b) in enumerate(words[:-1]) if is_role(text[start + a : start + b].rstrip(",."))]
    return replace(mention, span=(start + words[roles[-1] + 1][0], end)) if roles else mention


_NEXT_WORD = re.compile("([a-z]+) ?")


def _before_role(text: str, mention: Mention) -> bool:
    """Whether one word before a role has its capital only from beginning a sentence, and is no name: "Kiosk owner"."""
    words = text[slice(*mention.span)]
    if mention.kind != "person" or " " in words or _vocabulary(text)[1][words]:
        return False
    role = _NEXT_WORD.match(text, mention.span[1] + 1)
    opens = any(start == mention.span[0] for start, _ in _sentences(text))
    return role is not None and PERSONS.fullmatch(role[1]) and opens


@lru_cache(maxsize=4)
def _sentences(text: str) -> list[Span]:
    return sentences(text)


_CHIEFS = word_set("CEO CFO COO CTO")


def small_noun(text: str, mention: Mention) -> Mention:
    """A name that ends in a noun for a business or a person is a description: "New York bank", "Lark CEO"."""
    words = text[slice(*mention.span)]
    last = words.split(" ")[-1]
    if mention.form != "name" or " " not in words or not (last.islower() or last in _CHIEFS):
        return mention
    if last not in _CHIEFS and not BUSINESSES.search(last) and not PERSONS.fullmatch(last) and last != "administration":
        return mention
    the = re.search(r"\b[Tt]he $", text[max(0, mention.span[0] - 4) : mention.span[0]])
    return replace(mention, form="description", span=(mention.span[0] - 4 * (the is not None), mention.span[1]))


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
    whole_person,
    label,
    runs_on,
    and_on,
    behind_title,
    common_noun,
    begins_sentence,
    small_noun,
    family,
    by_head,
)


def as_worded(text: str, mentions: Iterable[Mention], sources: Collection[Span] = ()) -> list[Mention]:
    """The mentions as their words show them, in text order; of two at one span the name stays.

    A people or a title alone ("Syrian", "Mr.") is no name and goes. What heads one of the `sources` of statements may
    be a name that the model did not mark.
    """
    found: dict[tuple[int, int], Mention] = {}
    credit = [m.span() for m in _CREDIT.finditer(text)]
    for mention in _parts(text, mentions):
        words = text[slice(*mention.span)]
        if any(a <= mention.span[0] < b for a, b in credit):
            continue
        alone = words.islower() or words.upper() in _LETTERS or _before_role(text, mention)
        if mention.form == "name" and (names_nobody(words) or (alone and " " not in words)):
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
    found |= {m.span: m for m in behind_roles(text, list(found.values()))}
    ends = {end for _, end in found}
    found |= {span: Mention(span, "description", "person") for span in officials(text) if span[1] not in ends}
    found = {m.span: m for m in one_kind(text, _without_places(text, list(found.values())))}
    names = [m for m in found.values() if m.form == "name"]
    heads = {b for _, b in sources}
    for mention in [m for m in found.values() if m.form == "description" and m.span[1] in heads]:
        if not any(n.span[0] < mention.span[1] and mention.span[0] < n.span[1] for n in names):
            found[mention.span] = _unmarked_name(text, mention, names)
    long = [n for n in names if n.span[1] - n.span[0] > LONG]
    kept = [_to_its_end(m, names) for m in found.values() if m.form != "name" or not _taken_in(m, long)]
    return sorted(kept, key=lambda m: (m.span[0], -m.span[1]))


_CREDIT = re.compile(
    r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Compiled) by [^()\n]*(?:\)|$)", re.MULTILINE
)
"""Who wrote the article is nobody whom it tells of."""

_OPENS = re.compile(r"(?:he|she|they|it|we|I|who)\b(?=\s)", re.IGNORECASE)
_NEXT = re.compile(r",\s+(?=(?:the|an?|its|his|her|their)\s)|\s*\((?![^()]*\))|\s*[\n\r\u2028\u2029]\s*")


_REPORTS = re.compile(
    r"(?<!who)(?<!which)(?<!that)(?<!also)\s+(?:said|says|told|tells|reported|reports)\s+(?=(?:an?|the)\s)"
)

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
        if m.form == "description":
            cuts += [x.span() for x in _REPORTS.finditer(text, start, end)]
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

LONG = 6
"""Characters beyond which a name can hold another of its kind."""


def _taken_in(mention: Mention, names: list[Mention]) -> bool:
    """Part of a longer name of its kind."""
    (a, b), kind = mention.span, mention.kind
    return any(n.span[0] <= a and b <= n.span[1] and n.span != mention.span and n.kind == kind for n in names)


def _without_places(text: str, mentions: list[Mention]) -> list[Mention]:
    """A person's name does not begin with the place that an office is of: "mayor of Keddra Tam Orrel"."""
    places = {text[slice(*m.span)] for m in mentions if m.form == "name" and m.kind != "person"}
    out = []
    for m in mentions:
        first, _, rest = text[slice(*m.span)].partition(" ")
        cut = m.form == "name" and m.kind == "person" and " " in rest and first in places
        of = cut and text[max(0, m.span[0] - 3) : m.span[0]] == "of "
        out.append(replace(m, span=(m.span[1] - len(rest), m.span[1])) if of else m)
    return out


def _to_its_end(mention: Mention, names: list[Mention]) -> Mention:
    """A description does not end within the name that it ends with."""
    if mention.form != "description":
        return mention
    (a, b) = mention.span
    ends = [n.span[1] for n in names if a < n.span[0] < b < n.span[1]]
    return replace(mention, span=(a, max(ends))) if ends else mention


def _unmarked_name(text: str, mention: Mention, names: list[Mention]) -> Mention:
    """Words that all have a capital where none is due are a name, though the model marks none ("the Water Service"); a
    people alone is one only as short for an organisation's: "Karskian" beside "Karskian Airways"."""
    if not _is_name(text, mention):
        return mention
    start = mention.span[1] - len(_ARTICLE.sub("", text[slice(*mention.span)]))
    word = text[start : mention.span[1]]
    whose = bearer(word, ((text[slice(*n.span)], n.kind) for n in names))
    if names_nobody(word) and whose != "organization":
        return mention
    kind = whose or ("organization" if mention.kind == "unknown" else mention.kind)
    return family(text, Mention((start, mention.span[1]), "name", kind))
