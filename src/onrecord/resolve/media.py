"""What words look like a medium: an outlet, an agency, a broadcaster, a paper.

A medium is known by its name (a short list of the world's), by a word within its name ("Daily", "Radio", ".com"), by
what stands beside the name ("the broadcaster", "news agency"), or by what the rest of the article says it does. Social
platforms are none: what somebody posts there is said by them and passed on by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from onrecord.resolve.names import acronym, fold
from onrecord.rows import Article, Span
from onrecord.text.nouns import TITLES, names_nobody

WORLD = """
    60 Minutes|AAP|ABC|ABC News|AFP|Aftonbladet|Aviation Week|Page Six|Entertainment Tonight|E! News|Access Hollywood|
   Agence France Presse|Agence France-Presse|Al Arabiya|Al Jazeera|
    Al Mayadeen|Al-Jazeera|Anadolu|ANI|ANSA|AP|Asahi|Associated Press|Axios|BBC|BFM|BFM TV|BFM-TV|BFMTV|Bild|
    Bloomberg|Breitbart|Business Insider|BuzzFeed|Buzzfeed|C-SPAN|CBC|CBN|CBS|CCTV|CNBC|CNN|Corriere della Sera|CTV|
    Daily Beast|De Telegraaf|Deadline|Der Spiegel|Deutsche Welle|DPA|dpa|DW|EFE|El Mundo|El Pais|El País|
    Face the Nation|Fars|Forbes|Fox|FOX|Fox Business|France 24|France Info|Franceinfo|Frankfurter Allgemeine Zeitung|
    Gazeta|Gizmodo|Global Times|Good Morning America|Good Morning Britain|Ha'aretz|Haaretz|HuffPost|IANS|Insider|
    Interfax|IRNA|ITAR-TASS|iTele|ITV|Izvestia|KCNA|Kommersant|Kyodo|La Repubblica|La Stampa|LBC|Le Figaro|Le Monde|
    Le Parisien|Libération|Mail Online|MailOnline|Mashable|Meduza|Meet the Press|MSNBC|NBC|NDTV|New Yorker|Newsnight|
    Newsweek|NHK|Nice-Matin|NPR|NYT|PA|PBS|Politico|POLITICO|Pravda|Press Association|ProPublica|PTI|Quartz|RAI|
    Recode|Reuters|RFE/RL|RFI|RIA|Ria Novosti|RIA Novosti|Rolling Stone|Rossiya 1|Rossiya 24|Rossiyskaya Gazeta|RT|
    RTE|RTÉ|Rudaw|Salon|SANA|SBS|Sky|Slate|Spiegel|Sputnik|Süddeutsche Zeitung|Tasnim|TASS|Tass|TechCrunch|Telemundo|
    TF1|The Atlantic|The Economist|The Hill|The Hindu|The Intercept|The Nation|The New Yorker|The Verge|The Week|Time|
    TIME|TMZ|Ukrainska Pravda|Ukrinform|UNIAN|Unian|Univision|UPI|USA Today|USA TODAY|Vanity Fair|Variety|Vice|Vogue|
    Vox|WaPo|Wired|WSJ|Xinhua|Yahoo|Ynet|Yomiuri|Yonhap
"""
"""Names that many papers of the world print without saying what they are, and that hold no word of NAMED."""

_AGENCIES = frozenset(["Reuters", "Interfax", "Xinhua", "Yonhap", "Sputnik", "Tass"])
"""Names that no longer name begins with: what follows stands there for other reasons ("told Reuters Two men …", where a
caption follows)."""

_WORLD = frozenset(" ".join(name.split()) for name in WORLD.split("|"))

NAMED = re.compile(
    r"\bChannel \w+"
    r"|\b(?:News|Newspapers?|Times|Post|Daily|Herald|Tribune|Gazette|Journal|Chronicle|Telegraph|Guardian|Observer|Courier"
    r"|Examiner|Inquirer|Enquirer|Dispatch|Bulletin|Sentinel|Ledger|Mirror|Mail|Globe|Express|Reporter|Press|Advertiser"
    r"|Advocate|Broadcasting|Radio|Radyo|Television|TV|Channel|Magazine|Weekly|Standard|Register|Review|Independent|Citizen"
    r"|Zeitung|Media|Wire|Newswire|Network|Chosun|Ilbo|Shimbun|Diario|Jornal|Agency|Star|Sun|Record|Age|Argus|Echo|FM"
    r"|Today)\b|\b[\w-]+\.(?:com|net|org|info|ru|ua|uk|fr|de|cn|au|in|tv|ie|il|pl|co\.uk|com\.au)\b"
    r"|\b(?:ABC|NBC|CBS|FOX|Fox) ?\d{1,2}\b|\b[KW][A-Z]{2,3}-(?:TV|FM|AM)\b|\b\w+(?:TV|-TV)\b|\bTV ?\d\b"
)
"""Words of newspapers', agencies' and stations' names, sites' endings, and American call letters."""

_CALL_LETTERS = re.compile(r"[KW][A-Z]{3}")
"""Some are bodies' initials as well, so that they tell only where somebody "told" one."""

_WEAK = """
    Press Media Network Review Independent Citizen Star Sun Record Age Standard Register Agency Wire Channel Mail
    Globe Express Echo Dispatch Advocate Observer Reporter Today Mirror
"""
WEAK = frozenset(_WEAK.split())
"""Words of NAMED that name much else as well ("the Press Secretary", "Energy Agency"): alone in a name they tell
nothing before another noun, and need their article, or "news" beside them."""

_OFFICIAL = re.compile(
    r"\b(?:Secretary|Office|Officer|Department|Ministry|Committee|Commission|Council|Conference|Association|Union"
    r"|University|Institute|Fund|Foundation|Party|Congress|Parliament|Senate|Court|Police|Security|Energy|Space|Intelligence"
    r"|Protection|Environmental|Center|Centre|Hospital|Square|Street|Club|Rights|Refugee|Investigation|Aviation|Food|Drug"
    r"|Atomic|Health|Nations|Army|Force|Bureau|Service|Services|Board|Bank|Forum|Summit)\b"
)
"""Words of bodies that speak for themselves: a name with one of these is no medium, unless it holds "News", "TV", …"""

_STRONG = re.compile(
    r"\b(?:News|Newspaper|Times|Daily|Radio|Television|TV|Broadcasting|Gazette|Herald|Tribune)\b|\.\w{2,3}\b"
)

KIND = re.compile(
    r"(?:(?:news|press|wire) ?(?:agency|agencies|services?|channels?|outlets?|websites?|sites?|networks?|wire|portal"
    r"|magazine|organi[sz]ations?)|newswires?|newspapers?|papers?|tabloids?|broadsheets?|dail(?:y|ies)|magazines?|broadcasters?"
    r"|(?:television|tv|radio|cable)(?: news)?(?: (?:stations?|channels?|networks?|shows?|programm?e?s?))?"
    r"|(?:news )?media|(?:media )?outlets?|weekly|(?<=state )channel|publications?)\b",
    re.IGNORECASE,
)
"""What a medium is called."""

ANAPHOR = re.compile(
    r"(?:the|that|this) (?:(?:news |wire )?(?:agency|service|channel|station|network|paper|newspaper|magazine|tabloid"
    r"|broadcaster|outlet|website|site|publication|daily|weekly))\b",
    re.IGNORECASE,
)
"""A medium named before."""

_KIND_BEHIND = re.compile(r" (?:state(?:-run)? )?" + KIND.pattern, re.IGNORECASE)
"""What a medium is called, right behind its name: "Lark newspaper reported"."""

_BEFORE_KIND = """
    local state national regional domestic foreign official government private independent public western state-run
    state-owned state-controlled state-backed north south northern southern several some other the a an its their
    his semi-official government-run pro-government opposition
"""
_ADJECTIVES = frozenset(_BEFORE_KIND.split())
"""What goes before the kind of a medium that has no name: "state television", "several local papers"."""

PLATFORM = re.compile(
    r"\b(?:Twitter|Facebook|Instagram|Telegram|YouTube|TikTok|WhatsApp|Weibo|WeChat|Snapchat|Reddit|VK|VKontakte"
    r"|LinkedIn|X|Truth Social|Threads|Bluesky|Mastodon|Periscope|Tumblr|Signal|Viber|social media)\b"
)
"""Where people speak for themselves."""

_DATE = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December"
)
_NAME_WORD = rf"(?!(?:{_DATE})\b)(?:[a-z]?[A-Z0-9][\w&/]*(?:[-'’.](?!s\b)\w+)*\.?|dpa)"
_ADVERBS = (
    "Even|Also|But|And|Yet|Now|Then|Meanwhile|However|Later|Earlier|When|While|As|In|On|At|If|For|Although|Though|After"
    "|Before|Still|Only|Both|Unlike|Like|Once|Here|There|According"
)
"""Words at the head of a sentence that are no part of the name behind them."""
_NAME = rf"(?:{_NAME_WORD})(?:(?: (?:of|and|for|della|di|de|the|&)){{0,2}} (?:{_NAME_WORD})){{0,5}}"
_BEFORE = (
    r"(?:(?:local|state|state-run|state-owned|state-controlled|state-backed|official|national|regional|private"
    r"|independent|public|[A-Z]\w+(?:ian|ese|ish|ean|can|ench|man|raeli|raqi)(?=\s+[a-z])|news|wire|press|television|tv"
    r"|TV|radio|cable|business|financial|trade|sports?|celebrity|gossip|right-wing|left-wing|conservative|liberal|influential"
    r"|respected|pro-\w+|\w+-language|\w+-based|newspaper|magazine|tabloid|broadsheet|broadcaster|channel|station|network"
    r"|outlet|website|site|portal|agency|service|daily|weekly|paper|publication|programm?e?|show|media|affiliate|fellow"
    r"|sister|partner|rival|foreign)\s+)"
)
_PHRASE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir)\s+)?"
    rf"(?P<before>{_BEFORE}{{0,5}})(?P<name>(?!(?:{_ADVERBS})\b){_NAME})(?P<own>['’]s?(?=[\s,.])\s*)?"
)
_BESIDE = re.compile(
    r"(?:,\s*|\s+)(?:(?:the|a|an|its|his)\s+)?(?:[\w'’-]+\s+){0,3}?"
    r"(?:news ?(?:agency|agencies|service|channel|outlet|website|site|network|magazine)|newswire|newspapers?|paper"
    r"|tabloid|magazine|broadcaster|television|tv|radio|daily|weekly)\b",
    re.IGNORECASE,
)
"""What stands behind a name and says that it is a medium's: "Lark, the Corvane daily"."""
_PARTNER = re.compile(r"(?:['’]s)?\s+(?:affiliate|partner|sister (?:station|paper|channel))\s+(?=[A-Z])")
_HOST = re.compile(rf"{_NAME} (?:of|at|on|from) (?:the )?(?P<name>{_NAME})")


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium's words. `certain` is false where only the place they stand in can tell that it is one; `paper` says
    that papers are called so ("the Mirror"); a `generic` one has no name ("local media")."""

    name: Span
    end: int
    certain: bool
    generic: bool = False
    paper: bool = False


_EXCLAIMED = re.compile(r"(?:E|OK|Hello|Yahoo)!(?: (?:News|Online|Sports|Magazine))?(?!\w)")
_PLAIN = re.compile(
    r"(?:People|Us Weekly|Fortune|Essence|Glamour|Elle|GQ|Esquire|Playboy)"
    r"(?= (?!of\b|in\b|who\b)|[.,])(?! [A-Z])"
)
"""Magazines whose names say much else: media where somebody is told something, or where they report."""
_REPORTS = re.compile(r" (?:magazine|report(?:s|ed)?|wrote|writes)\b")


def medium_at(text: str, at: int) -> Medium | None:
    """The words from `at` on that may name a medium, or say "local media"; `None` where they cannot."""
    exclaimed = _EXCLAIMED.match(text, at)
    if exclaimed is not None:
        return Medium(exclaimed.span(), exclaimed.end(), True)
    plain = _PLAIN.match(text, at)
    if plain is not None:
        return Medium(plain.span(), plain.end(), _REPORTS.match(text, plain.end()) is not None, paper=True)
    generic = _generic_at(text, at)
    m = _PHRASE.match(text, at, at + 200)
    named = _named(text, m) if m is not None else None
    if generic is not None and (named is None or named.name[0] < generic.end):
        return generic
    return named


def _named(text: str, m: re.Match[str]) -> Medium | None:
    name = _trimmed(text, m.span("name"))
    words = text[slice(*name)]
    if all(names_nobody(w) for w in words.split()) or (PLATFORM.search(words) and not NAMED.search(words)):
        return None
    if partner := _PARTNER.match(text, name[1]):
        return medium_at(text, partner.end())
    first, _, rest = words.partition(" ")
    if names_nobody(first) and rest in _WORLD:
        name, words = (name[0] + len(first) + 1, name[1]), rest
    whole = _with_article(text, name)
    beside = _BESIDE.match(text, name[1], name[1] + 60)
    called = beside is not None or KIND.search(m["before"] or "") is not None
    official = _OFFICIAL.search(words) is not None and not (_STRONG.search(words) or called)
    person, _, employer = words.partition(" of ")
    if employer and looks_like_medium(employer) and not looks_like_medium(person):
        return Medium((name[1] - len(employer), name[1]), name[1], True)
    certain = called or looks_like_medium(words) or (whole != name and not _starts(text, whole[0]))
    if not certain and (other := _whose(text, m)) is not None:
        return other
    paper = NAMED.search(words) is not None or _CALL_LETTERS.fullmatch(words) is not None
    end = max(name[1], m.end())
    kind = _KIND_BEHIND.match(text, end) if text[name[1] : end].strip(" ") == "" else None
    return Medium(
        whole, kind.end() if kind is not None else end, certain and not official, paper=paper and not official
    )


def _whose(text: str, m: re.Match[str]) -> Medium | None:
    """The medium that a country has ("Sundrel's Radio Ashel") or that a person is of ("Tam Orrel of Lark Radio")."""
    owned = medium_at(text, m.end("own")) if m["own"] else None
    if owned is not None and owned.certain:
        return owned
    host = _HOST.match(text, m.start("name"))
    inner = _trimmed(text, host.span("name")) if host is not None else None
    if inner is not None and looks_like_medium(text[slice(*inner)]):
        return Medium(_with_article(text, inner), inner[1], True)
    return None


def _starts(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins here, so that its capital tells nothing."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in ".!?\n\"“”'‘’:"


@cache
def _longer_names() -> dict[str, tuple[str, ...]]:
    """The well-known names of more than one word, by their first."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(_WORLD):
        first, _, rest = name.partition(" ")
        if rest:
            found[first] = (*found.get(first, ()), name)
    return found


def _trimmed(text: str, span: Span) -> Span:
    """Without a stop at its end, and without what follows the end of a sentence ("CNN. One", "the Times. Neither")."""
    words = text[slice(*span)]
    first = words.split(" ")[0].rstrip(".")
    longer = any(words.startswith(n) for n in _longer_names().get(first, ()))
    if (
        first in _WORLD
        and (first.isupper() or first in _AGENCIES)
        and not longer
        and not NAMED.search(words[len(first) :])
    ):
        words = first
    cut = re.search(r"(?<!\b[A-Z])(?<!\b(?:St|Mr|Dr))\. ", words)
    if cut:
        words = words[: cut.start()]
    return span[0], span[0] + len(words.rstrip(".,"))


def _with_article(text: str, name: Span) -> Span:
    """A capital "The" before a name is part of it, as papers write it."""
    return (name[0] - 4, name[1]) if text[max(0, name[0] - 4) : name[0]] == "The " else name


_WORDS_BEFORE = re.compile(
    r"(?:[\w-]+(?:['’]s?)?\s+){1,4}?(?=(?:news|press|wire|paper|tabloid|broadsheet|daily|dailies|magazine|broadcast"
    r"|television|tv\b|radio|cable|media|outlet|channel|publication))",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?:(?:the|an?|its|their|his|some|other|several)\s+)+", re.IGNORECASE)


def _generic_at(text: str, at: int) -> Medium | None:
    """ "local media", "state television", "a Russian news agency": no name, but more than "the media"."""
    m = _WORDS_BEFORE.match(text, at, at + 80)
    kind = KIND.match(text, m.end(), m.end() + 40) if m is not None else None
    if m is None or kind is None or not all(_adjective(w) for w in m.group().split()):
        return None
    empty = _EMPTY.match(m.group())
    start = at + (empty.end() if empty else 0)
    return Medium((start, kind.end()), kind.end(), True, generic=True) if start < m.end() else None


def _adjective(word: str) -> bool:
    bare = re.sub(r"['’]s?$", "", word)
    return bare.casefold() in _ADJECTIVES or (
        bare[:1].isupper() and names_nobody(bare) and bare.casefold() not in TITLES
    )


@lru_cache(maxsize=4096)
def looks_like_medium(name: str) -> bool:
    """Whether a name by itself, without what stands beside it, is a medium's."""
    bare = re.sub(r"^(?:the|The|a|an)\s+|['’]s?$", "", name.strip(" .,"))
    bare = bare.replace("-", " ") if bare.replace("-", " ") in _WORLD else bare
    if not bare or PLATFORM.fullmatch(bare):
        return False
    if {bare, f"The {bare}", _CALLED_SO.sub("", bare)} & _WORLD:
        return True
    if _OFFICIAL.search(bare) and not _STRONG.search(bare):
        return False
    words = bare.split()
    if len(words[0]) > 2 and words[0].isupper() and words[0] in _WORLD:
        return True
    found = {m.group() for m in NAMED.finditer(bare)}
    weak_last = len(words) > 1 and words[-1] in WEAK and words[-1] not in ("Agency", "Network")
    return bool(found) and (not found <= WEAK or weak_last)


_CALLED_SO = re.compile(r" (?:(?:News |Press )?(?:Agency|Service|Channel|Network)|News|Online|Magazine)$")


def media_in(text: str, span: Span) -> Iterator[Medium]:
    """Certain media within a span, in text order."""
    at = span[0]
    while at < span[1]:
        found = medium_at(text, at)
        if found is not None and found.certain and found.name[1] <= span[1]:
            yield found
            at = found.end
        else:
            step = re.compile(r"\w+['’]?\w*\W+|\W+|.", re.DOTALL).match(text, at)
            at = step.end() if step else at + 1


# The article's own outlet

_SITES = """
    www www2 edition com co uk net org news us en m au cn in ru go gov tv ca ie fr de online the
"""
_DOMAIN = frozenset(_SITES.split())
"""Parts of a site's name that say nothing of whose it is."""


def own(article: Article, name: str) -> bool:
    """Whether a medium is the article's own outlet, by its name or its site: "the Post" in the Daily Post, on
    `dailypost.com`."""
    words = [w for w in re.findall(r"\w+", fold(name)) if w not in _DOMAIN]
    ours = [article.outlet or "", _host(article.url)]
    return bool(words) and any(_same(words, _site(o)) for o in ours if o)


def _same(words: Sequence[str], ours: str) -> bool:
    parts = [w for w in re.findall(r"\w+", fold(ours)) if w != "the"]
    joined = "".join([p for p in parts if p not in _DOMAIN] or parts)
    if all(w in parts for w in words) or "".join(words) in (joined, "the" + joined) or acronym(joined, tuple(words)):
        return True
    if len(words) == 1:
        return acronym(words[0], tuple(parts)) or _part_of(words[0], joined)
    return _spelt(words, joined)


def _part_of(word: str, joined: str) -> bool:
    """ "Post" of `dailypost`, "HuffPost" of `huffingtonpost`."""
    whole = len(word) >= 3 and (joined.endswith(word) or joined.startswith(word))
    return whole or any(joined.startswith(word[:i]) and joined.endswith(word[i:]) for i in range(3, len(word) - 2))


def _spelt(words: Sequence[str], joined: str) -> bool:
    """All words in their order in a site's name, some as initials: "New York Times" of `nytimes`."""
    at = 0
    for w in words:
        if not joined.startswith(w[0], at):
            return False
        at += len(w) if joined.startswith(w, at) else 1
    return at == len(joined)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname if url else None) or ""
    except ValueError:
        return ""


def _site(outlet: str) -> str:
    """An outlet's name; of a domain what stands before its last dot."""
    return outlet if " " in outlet or "." not in outlet else outlet.rpartition(".")[0]
