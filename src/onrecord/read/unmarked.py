"""Names and persons that the model does not mark and that capitals or a role show: acronyms, "a Treasury official"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.rows import Mention, Span
from onrecord.text.nouns import PERSONS, is_role, word_set

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


def behind_roles(text: str, mentions: list[Mention]) -> Iterator[Mention]:
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
