"""Common nouns for those who speak in the news: documents, institutions, persons, groups; peoples; titles.

A phrase is judged by its last word.
"""

from __future__ import annotations

import re


def word_set(listed: str) -> frozenset[str]:
    """A list given as words with white space between."""
    return frozenset(listed.split())


class Heads:
    """Nouns by which a phrase's last word is judged, in the singular or plural; `_` joins words that go together."""

    def __init__(self, nouns: str) -> None:
        self.forms: set[str] = set()
        for noun in nouns.lower().split():
            word = noun.replace("_", " ")
            plural = word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"
            self.forms |= {word, plural, word + "es"}

    def search(self, phrase: str) -> bool:
        """Whether the phrase ends with one of the nouns."""
        words = re.split(r"[\s-]+", phrase.lower().rstrip("\"'”’) \n"))
        return words[-1] in self.forms or " ".join(words[-2:]) in self.forms or "-".join(words[-2:]) in self.forms

    def fullmatch(self, word: str) -> bool:
        """Whether a word is one of the nouns."""
        return word.lower() in self.forms


def heads(nouns: str) -> Heads:
    """The nouns given as words with white space between."""
    return Heads(nouns)


DOCUMENTS = heads("""
    report statement letter document memo email e-mail law bill act resolution decree ruling verdict indictment
    complaint lawsuit affidavit filing record transcript study survey poll census review book biography memoir
    autobiography commentary editorial article column essay tweet post video clip footage recording image photo
    photograph picture map chart communique communiqué press_release release declaration constitution treaty agreement
    accord contract manifesto leaflet pamphlet banner sign message note data figure statistic estimate broadcast
    bulletin website web_site page list warrant order notice rule regulation charter motion petition text tape audio
    dossier findings analysis analyse index barometer advisory alert subpoena memorandum screenshot
    deposition newsletter pic speech address testimony poem song slogan headline hashtag blog
    manual handbook proclamation announcement guide brochure version poster transmission marquee
""")
ORGANISATIONS = heads("""
    government ministry police army navy military force air_force administration presidency office department agency
    council court parliament senate congress embassy company airline airways firm bank party group union committee
    commission authority team club university school hospital church newspaper paper daily weekly magazine channel
    station network broadcaster media outlet organisation organization organizer organiser association federation
    league foundation charity institute board bureau secretariat regime kremlin cabinet council coalition alliance
    movement militia prosecution defence defense state country nation republic city municipality campaign squad unit
    watchdog regulator ombudsman faction service division subsidiary trust industry laboratory lab
""")
PERSONS = heads("""
    official source witness spokesman spokeswoman spokesperson officer soldier commander general colonel captain
    minister president premier diplomat analyst expert lawyer attorney judge prosecutor doctor nurse teacher student
    resident neighbour neighbor villager local man woman boy girl mother father brother sister son daughter wife
    husband widow relative friend colleague victim survivor passenger driver pilot worker employee aide adviser
    advisor leader member lawmaker politician senator critic activist protester fighter rebel militant insider
    person researcher scientist professor historian economist reporter journalist correspondent editor author
    director chief head chairman manager owner founder coach player fan user participant guest attendant firefighter
    paramedic policeman policewoman serviceman eyewitness bystander onlooker observer supporter opponent farmer
    trader priest imam bishop mayor governor ambassador envoy negotiator inspector investigator detective sheriff
    veteran newsreader presenter anchor model actor actress singer doctor surgeon pal fisherman conscript guard mum
    mom dad gran granny comedienne frontman frontwoman
    nan grandmother grandfather aunt uncle cousin niece nephew fiancee fiance girlfriend boyfriend partner pensioner
    shopkeeper tourist holidaymaker motorist commuter cyclist businessman businesswoman hacker thief thieves fraudster
    scammer criminal plaintiff defendant executive exec ceo publicist agent producer strategist consultant columnist
    blogger commentator writer engineer superintendent principal clerk trustee secretary deputy sergeant lieutenant
    trooper constable investor shareholder consumer customer taxpayer voter campaigner migrant refugee musician artist
    astronomer physicist scholar co-founder boss astronaut celebrity
""")
COLLECTIVE_NOUN = re.compile(
    r"people|witnesses|authorities|staff|crew|family|families|troops|forces|critics|many|some|others|several|most"
    r"|everyone|everybody|nobody|all|both",
    re.IGNORECASE,
)
COLLECTIVE = re.compile(
    r"\b(?:people|personnel|police|witnesses|authorities|media|staff|crew|family|families|crowd|troops|forces|public|community"
    r"|critics|both|many|some|others|several|most|everyone|everybody|nobody|all|two|three|four|five|\w+[^su'’]s)$",
    re.IGNORECASE,
)
LAWS = re.compile(r"\w\s+(?:Act|Law|Bill|Treaty|Constitution|Amendment|Accord|Convention|Resolution)$")
"""The ends of names that laws and treaties have."""
_OWN_NAMES = {"kremlin", "senate", "congress"}


def is_common(word: str) -> bool:
    """Whether a single word is a common noun for speakers, in the singular or plural: no name by itself."""
    if (word.isupper() and len(word) < 6) or word.casefold() in _OWN_NAMES:
        return False
    nouns = (PERSONS, ORGANISATIONS, DOCUMENTS)
    return any(n.fullmatch(word) for n in nouns) or COLLECTIVE_NOUN.fullmatch(word) is not None


PEOPLES = word_set("""
    afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian
    azerbaijani azeri bahraini bangladeshi basque belarusian belgian bolivian bosnian brazilian brit british briton
    bulgarian burmese cambodian cameroonian canadian catalan chadian chechen chilean chinese christian colombian
    congolese croatian cuban cypriot czech dane danish democrat democratic dutch ecuadorian egyptian emirati english
    eritrean estonian ethiopian european filipino finn finnish french gazan georgian german ghanaian greek
    guatemalan haitian hindu hispanic honduran hungarian icelandic indian indonesian iranian iraqi irish islamic
    islamist israeli italian jamaican japanese jew jewish jordanian kazakh kenyan korean kosovar kurd kurdish
    kuwaiti kyrgyz lao latin latino latvian lebanese liberian libyan lithuanian macedonian malaysian malian maltese
    mexican moldovan mongolian montenegrin moroccan mozambican muslim nepalese nepali nicaraguan nigerian norwegian
    omani orthodox ottoman pakistani palestinian panamanian paraguayan persian peruvian pole polish portuguese
    protestant qatari republican romanian russian rwandan salvadoran saudi scot scottish senegalese serb serbian
    shia shiite sikh singaporean slovak slovenian somali soviet spaniard spanish sudanese sunni swede swedish swiss
    syrian taiwanese tajik tanzanian tatar thai tibetan tunisian turk turkish turkmen ugandan ukrainian uruguayan
    uzbek venezuelan vietnamese welsh western yazidi yemeni zambian zimbabwean
""")
"""Adjectives and nouns of peoples, faiths and parties, in the singular: alone they name nobody."""

PLACES = heads("""
    city town village country state nation region province republic county district island capital municipality
    neighbourhood neighborhood suburb territory peninsula
""")
"""What a place may be called; a place speaks for those who rule it."""

BUSINESSES = heads("""
    company firm airline airways bank retailer carrier manufacturer automaker carmaker operator corporation business
    brand chain insurer lender supplier
""")
"""What a business may be called in an article about it."""

INSTITUTIONS = heads("""
    administration government ministry police army navy parliament court council hospital school university board
    league embassy senate congress cabinet prosecution church newspaper station
""")
"""Institutions that no other word stands for: "the police" are not "the government"."""

ROLES_IN_EVENTS = heads("""
    driver attacker gunman suspect assailant shooter bomber killer murderer terrorist victim witness eyewitness
    passenger
    hostage hijacker intruder fugitive
""")
"""What somebody is in an event; who holds one of the OFFICES is called by that."""

OF_MANY = heads("""
    official source officer soldier man woman boy girl resident local student user employee worker analyst expert
    researcher scientist professor neighbour neighbor friend relative colleague critic supporter fan activist protester
    person insider aide adviser advisor guest player member lawmaker politician doctor nurse teacher fighter militant
    rebel commander executive customer voter journalist reporter participant
""")
"""Who is called so is one of many, so that the word alone tells nobody apart."""

OFFICES = heads("""
    president minister chancellor premier mayor senator governor king queen pope prosecutor spokesman spokeswoman
    director
    commissioner secretary ambassador congressman congresswoman lawmaker general
""")

TITLES = word_set("""
    mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col lt capt sgt maj adm rev hon pres mayor president
    minister judge justice king queen prince princess pope chancellor senator governor general colonel captain
    sheikh imam rabbi bishop archbishop ayatollah ambassador secretary madam professor
""")


def is_role(word: str) -> bool:
    """Whether a word before a name is a title or a role."""
    return word.casefold() in TITLES or PERSONS.fullmatch(word)


_NO_NAMES = word_set("ceo cfo coo one two three four five six seven eight nine ten many some several others both")


def names_nobody(word: str) -> bool:
    """Whether a word with a capital is a people or a title, and so no name; or several peoples: "Arab-Indian"."""
    bare = word.casefold().removesuffix(".")
    for side in ("north ", "south ", "central ", "latin "):
        bare = bare.removeprefix(side)
    parts = [p.removesuffix("s") for p in re.split(r"[\s-]+", bare)]
    people = bare in PEOPLES or all(p in PEOPLES for p in parts)
    return people or bare in TITLES or bare in _NO_NAMES or len(bare) < 2
