"""The reporting verb of a cue: *later admitted to the paper* is `admit`, *has not confirmed* is `not confirm`.

Found by a list, without a parser: verbs of saying, thinking and showing (the communication and mental verbs of Biber et
al. 1999, Longman Grammar of Spoken and Written English, 5.2), gathered from the cues of news. A cue with none of them
has no reporting verb: `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.text.nouns import word_set
from onrecord.text.words import Word, words

VERBS = """
    say/said tell/told add announce report claim warn describe urge write/wrote/written call tweet retweet confirm
    reveal note accuse suggest deny insist explain believe think/thought know/knew/known expect ask argue declare
    state admit acknowledge estimate predict forecast foresee/foresaw/foreseen condemn denounce criticize/criticise
    praise blame threaten vow pledge promise swear/swore/sworn demand request order instruct recommend advise
    propose offer agree disagree refuse decline reject dismiss oppose support back endorse favor/favour defend
    dispute contest question doubt suspect fear hope wish want worry wonder assume consider regard hold/held
    maintain contend assert allege purport profess pretend insinuate imply hint indicate signal stress
    emphasize/emphasise underline underscore highlight point recall remember remind repeat reiterate conclude decide
    determine find/found discover learn/learnt realize/realise recognize/recognise understand/understood establish
    verify prove/proven demonstrate show/shown document detail outline specify clarify disclose divulge expose
    uncover concede confess apologize/apologise regret lament complain protest object mock joke quip boast brag
    gloat tout hail celebrate welcome applaud thank congratulate commend salute mourn testify plead/plea/pleas
    recount narrate relate relay inform notify brief alert assure reassure guarantee caution counter retort reply
    answer respond react rebut refute retract comment observe remark mention cite refer allude speculate guess
    reckon calculate project anticipate feel/felt hear/heard see/saw/seen sense perceive view interpret judge rule
    rank rate label brand term dub characterize/characterise portray depict liken compare equate mean/meant advocate
    encourage exhort implore beg appeal plan intend seek/sought aim tease shout yell scream cry whisper mutter
    murmur exclaim chant sing lecture preach sneer scoff snap rant rail blast slam bash berate lambaste decry
    deplore deride disparage ridicule belittle attack lash rebuke scold chide fault echo concur elaborate expound
    opine muse ponder ruminate reflect summarize/summarise theorize/theorise hypothesize forbid/forbade/forbidden
    prohibit permit allow authorize/authorise command direct invite challenge dare pitch petition lobby campaign
    vote charge sue convict indict sentence greet credit attribute ascribe trace link tie identify name confide
    volunteer intone proclaim pronounce herald trumpet downplay exaggerate overstate understate gush rave swoon
    enthuse fume vent grumble gripe groan moan whine bemoan sympathize/sympathise empathize condole pray bet gamble
    wager posit postulate surmise infer deduce gather presume deem fancy envision envisage imagine dream visualize
    contemplate mull weigh discuss debate talk speak/spoke/spoken converse chat address interview message text email
    phone blog lie mislead misstate correct prefer like love hate dislike despise loathe dread resent envy accept
    approve disapprove disavow disown renounce repudiate retaliate warrant certify attest corroborate substantiate
    deliver detect monitor measure survey conjecture contradict differ quarrel spar clash bristle balk demur waver
    waffle hedge affirm reaffirm assail laud chastise castigate pan invoke advertise
"""
"""Each with the forms that no rule makes of it, or its other spelling, after a slash."""

CARRIERS = """
    issue release publish post share express raise voice read quote use continue
"""
"""Verbs that carry another or a noun: *issued a statement saying* is `say`; one counts where there is none of VERBS."""

PHRASES = word_set("call_for call_on point_out point_to plead_guilty lash_out speak_out hit_out lay_out")
"""Verbs that are another with the word behind them: *called for calm* calls nobody anything."""

ADVERBS = word_set("reportedly allegedly purportedly supposedly apparently")
"""They stand for a verb where there is none: *reportedly left* is `reportedly`, *reportedly said* is `say`."""

_NOT = word_set("not never neither nor without cannot")
_DOUBLES = re.compile(r"\w*[^aeiou][aeiou][tpnbgmlr]")


def _inflected(listed: str) -> Iterator[tuple[str, str]]:
    """Every form of the verbs with the verb it is of, the more frequent verbs first."""
    for entry in listed.split():
        verb, *others = entry.split("/")
        for stem in (verb, *(other for other in others if other.endswith(("ise", "our")))):
            yield from ((form, verb) for form in _regular(stem))
        yield from ((form, verb) for form in others)


def _regular(stem: str) -> Iterator[str]:
    """The forms that rules make: of *deny* denies, denied, denying; of *admit* admits, admitted, admitting."""
    bare = stem.removesuffix("e")
    if re.search(r"[^aeiou]y$", stem):
        yield from (stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing")
        return
    yield from (stem, f"{stem}s", f"{bare}ed", f"{bare}ing", *([f"{stem}es"] if stem[-1] in "hsxzo" else []))
    if _DOUBLES.fullmatch(stem):
        yield from (f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing")


def _table(listed: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for form, verb in _inflected(listed):
        found.setdefault(form, verb)
    return found


FORMS, CARRYING = _table(VERBS), _table(CARRIERS)


def reporting_verb(cue: str) -> str | None:
    """The verb of a cue in its plain form, `not` before it where it is denied; *according to* as it stands; `None`
    where the cue has no verb of the lists."""
    found = words(cue, (0, len(cue)))
    keys = [w.key for w in found]
    if "according" in keys:
        return "according to"
    at = next((n for n, key in enumerate(keys) if key in FORMS), None)
    verbs = FORMS
    if at is None:
        at, verbs = next((n for n, key in enumerate(keys) if key in CARRYING), None), CARRYING
    if at is None:
        return next((key for key in keys if key in ADVERBS), None)
    denied = any(key in _NOT or key.endswith("n't") for key in keys[:at])
    return ("not " if denied else "") + _phrase(verbs[keys[at]], found, at)


def _phrase(verb: str, found: Sequence[Word], at: int) -> str:
    """The verb with the word behind it, where the two are one verb."""
    behind = found[at + 1].key if at + 1 < len(found) else ""
    return f"{verb} {behind}" if f"{verb}_{behind}" in PHRASES else verb
