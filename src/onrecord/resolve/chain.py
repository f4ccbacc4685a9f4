"""A chain: the mentions of one referent in one article, with what they tell of it; and what tells against its taking in
a description. AGAINST is the list of these rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.resolve.media import KIND, looks_like_medium
from onrecord.resolve.names import Name
from onrecord.rows import EntityKind
from onrecord.text.nouns import DOCUMENTS, INSTITUTIONS, OFFICES, PLACES, ROLES_IN_EVENTS


@dataclass
class Chain:
    """Mentions of one referent: indices into the mentions in text order, and its name where it has one."""

    members: list[int]
    kind: EntityKind
    name: Name | None = None
    called: str = ""
    """Its name as the article first writes it in full."""
    aliases: set[Name] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    """Of its name."""
    initials: frozenset[str] = frozenset()
    """The first letters of its name's words, as an acronym may have them."""
    titles: set[str] = field(default_factory=set)
    """The words that it can be called by, beside its name."""
    gender: str = ""
    given: str = ""
    """The gender of its given name, where no word of the article tells one."""
    number: str = ""


Against = Callable[[Chain, str], bool]


def another_name(chain: Chain, said: str) -> bool:
    """ "The League" with a capital is short for a name that holds the word, and for no other."""
    short = _PROPER.fullmatch(said)
    return short is not None and chain.kind != "person" and short[1].casefold() not in chain.words


def a_place(chain: Chain, said: str) -> bool:
    """ "The city" is no organisation with a name of its own."""
    return chain.kind == "organization" and PLACES.search(said)


def a_medium(chain: Chain, said: str) -> bool:
    """ "The company" and "the group" are not the paper that reports on them; "the paper" is, and is no institution."""
    if chain.kind != "organization":
        return False
    kind = KIND.search(said) is not None
    return (
        not kind
        if looks_like_medium(chain.called)
        else kind and INSTITUTIONS.search(chain.called) and not KIND.search(chain.called)
    )


def an_office(chain: Chain, said: str) -> bool:
    """Who is called president in the article is not its driver, victim or witness."""
    if chain.kind != "person" or not ROLES_IN_EVENTS.search(said):
        return False
    return any(OFFICES.fullmatch(word) for word in chain.titles)


def a_document(chain: Chain, said: str) -> bool:
    """ "The statement" is nobody who has a name."""
    return chain.kind != "document" and DOCUMENTS.search(said)


def another_one(chain: Chain, said: str) -> bool:
    """ "The other company" is not the one that the article is about."""
    return chain.kind == "organization" and _OTHER.match(said) is not None


_OTHER = re.compile(r"(?:the|its|their|his|her)\s+(?:other|rival|sister|parent)\s", re.IGNORECASE)

AGAINST: tuple[Against, ...] = (another_name, another_one, a_place, a_medium, an_office, a_document)
"""What the words of a description tell against its standing for one who has a name."""


_PROPER = re.compile(r"(?:[Tt]he )?([A-Z][a-z]+)")


def may_be(a: EntityKind, b: EntityKind) -> bool:
    """Whether two kinds can be the same one's; a place may stand for those who rule it."""
    if "unknown" in (a, b) or a == b:
        return True
    return {a, b} in ({"person", "group"}, {"organization", "group"}, {"organization", "place"})


def differ(a: str, b: str) -> bool:
    return bool(a and b and a != b)
