"""Names of one referent: which are put together, which are kept apart. All of it fiction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.link.contested import with_own
from onrecord.link.naming_people import alike
from onrecord.link.noun_phrases import phrases
from onrecord.link.wording import wording
from onrecord.read.figures import figured
from onrecord.rows import Article, Entity, Link, Reuse, Statement, Stretch, Wording
from rows_made import article, as_read, entity, statement


def told(outlet: str, text: str) -> Article:
    return article(text, f"https://{outlet.lower()}.example/x", outlet=outlet, zones=())


def agreeing(a: Statement, b: Statement, same: bool | None = None) -> Link:
    return Link(a.id, b.id, a.content, b.content, "agree", "other", same, None, "agreement", 0.9, "made")


def named(one: str, other: str) -> list[Wording]:
    """What is found in two reports of one statement each, which agree."""
    a, b = told("Lantern", one), told("Gazette", other)
    x, y = statement(a, one, voice="narrator"), statement(b, other, voice="narrator")
    return wording([a, b], [x, y], [agreeing(x, y)], [], {})


def names(w: Wording) -> set[str]:
    return {n.name for n in w.names}


@pytest.mark.parametrize(
    ("one", "other", "rule", "found"),
    [
        ("The militants left the ford.", "The terrorists left the ford.", "one_kind", {"militants"}),
        ("A flood came, drowning one person.", "A flood came, and 1 officer drowned.", "same_number", {"one person"}),
        ("Two people drowned there.", "Two divers drowned there.", "same_number", {"Two people", "Two divers"}),
        ("Pell denied a prisoner swap.", "Pell denied a hostage swap.", "same_noun", {"hostage swap"}),
    ],
)  # fmt: skip
def test_names_in_statements_that_agree_are_of_one_thing(one: str, other: str, rule: str, found: set[str]) -> None:
    more = " The swap was late. The swap. The divers were there." if rule != "one_kind" else ""
    (w,) = named(one + more, other + more)
    assert w.rule == rule
    assert found <= names(w)
    assert {n.outlet for n in w.names} == {"Lantern", "Gazette"}


def test_nouns_for_fighters_stay_apart_where_nothing_agrees() -> None:
    a, b = told("Lantern", "The militants left the ford."), told("Gazette", "The terrorists left the town.")
    rows = [statement(x, x.text, voice="narrator") for x in (a, b)]
    assert wording([a, b], rows, [], [], {}) == []
    differing = replace(agreeing(rows[0], rows[1]), relation="conflict")
    assert wording([a, b], rows, [differing], [], {}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The militants met the rebels.", "The rebels met the militants."),
        ("Two people drowned.", "Three people drowned."),
        ("His boat sank at noon.", "Her ship sank at noon."),
        ("A senior officer left.", "A retired officer left."),
        ("The boat sank at noon.", "The boat sank at noon."),
    ],
    ids=["both in one statement", "other numbers", "whose is not known", "one of many", "one name"],
)
def test_what_is_kept_apart(one: str, other: str) -> None:
    assert named(one, other) == []


def test_a_happening_of_one_story_needs_no_agreement() -> None:
    a, b = told("Lantern", "The crash closed Ashel."), told("Gazette", "Nobody saw the collision.")
    (w,) = wording([a, b], [], [], [], {})
    assert (w.rule, names(w)) == ("one_event", {"crash", "collision"})


def test_voice_is_that_of_the_quotation_a_name_stands_in() -> None:
    a, b = told("Lantern", "“The crash was loud,” Brin said."), told("Gazette", "Nobody saw the collision.")
    (w,) = wording([a, b], [], [], [], {})
    assert {(n.name, n.outlet, n.voice) for n in w.names} == {
        ("crash", "Lantern", "attributed"),
        ("collision", "Gazette", "narrator"),
    }


def one_speaker(first: str, second: str, *, described: bool = False) -> list[Wording]:
    a, b = told("Lantern", f"{first} spoke."), told("Gazette", f"{second} spoke.")
    rows: list[Entity] = [
        entity(x, words, form="description" if described else "name") for x, words in ((a, first), (b, second))
    ]
    return wording([a, b], [], [], rows, {e.id: "s" for e in rows})


def test_a_speaker_has_its_names_and_what_it_is_called() -> None:
    (w,) = one_speaker("Pell Front", "Pell Army")
    assert (w.rule, names(w)) == ("same_name", {"Pell Front", "Pell Army"})
    (w,) = one_speaker("the rebel group", "the regime", described=True)
    assert names(w) == {"rebel group", "regime"}


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Brin", "Brin"), ("Pell Water Board", "PWB"), ("The Board", "Board"), ("Board", "BOARD")]
)
def test_a_part_or_initials_are_no_other_name(one: str, other: str) -> None:
    assert one_speaker(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Hundreds fled the ford.", "Hundreds were evacuated from the ford.", {"fled", "evacuated"}),
        ("The boat was forced to return.", "The boat turned back.", {"forced to return", "turned back"}),
        ("Troops liberated Ashel.", "Troops occupied Ashel.", {"liberated", "occupied"}),
        ("Brin was arrested.", "Brin was taken into custody.", {"arrested", "taken into custody"}),
    ],
)
def test_an_act_has_its_verbs(one: str, other: str, found: set[str]) -> None:
    (w,) = named(one, other)
    assert (w.rule, names(w)) == ("one_act", found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The killing of Brin was planned.", "Brin was murdered at noon."),
        ("The attack closed the ford.", "Rebels struck the ford."),
        ("Troops occupied Ashel.", "Troops occupied Ashel again."),
        ("Rebels killed Brin and murdered Pell.", "Rebels executed Brin."),
    ],
    ids=["a noun", "a noun with a verb's form", "one verb", "two acts of one kind"],
)
def test_what_is_no_contrast_of_verbs(one: str, other: str) -> None:
    assert [w for w in named(one, other) if w.rule == "one_act"] == []


def test_an_act_needs_statements_that_agree_or_what_it_befalls() -> None:
    texts = "Troops liberated the town. The town is small.", "Troops occupied the town.", "Rebels occupied the ford."
    a, b, c = (told(f"O{n}", text) for n, text in enumerate(texts))
    (w,) = wording([a, b], [], [], [], {})
    assert (w.rule, names(w)) == ("like_act", {"liberated", "occupied"})
    assert wording([a, c], [], [], [], {}) == []


def test_what_is_said_of_something_is_one_act_only_of_one_speaker() -> None:
    texts = "Varn condemned the launch.", "Varn opposed the launch.", "Marbeck opposed the launch."
    a, b, c = (told(f"O{n}", text) for n, text in enumerate(texts))
    (w,) = wording([a, b], [], [], [], {})
    assert (w.rule, names(w)) == ("like_act", {"condemned", "opposed"})
    assert wording([a, c], [], [], [], {}) == []


def test_nouns_of_one_kind_that_stand_alone_in_one_story() -> None:
    a, b = told("Lantern", "The government fell."), told("Gazette", "The regime fell.")
    (w,) = wording([a, b], [], [], [], {})
    assert (w.rule, names(w)) == ("like_noun", {"government", "regime"})
    other = told("Gazette", "The Varn regime fell.")
    assert wording([a, other], [], [], [], {}) == []


def test_words_that_colour_one_noun() -> None:
    a, b = told("Lantern", "The stunt was long."), told("Gazette", "A dangerous stunt. The stunt was long.")
    (w,) = wording([a, b], [], [], [], {})
    assert (w.rule, names(w)) == ("coloured", {"stunt", "dangerous stunt"})


def test_what_is_counted_of_one_number_of_its_own() -> None:
    texts = "Thieves took data of 143,000 customers.", "Thieves took data of 143,000 citizens."
    a, b = (told(f"O{n}", text) for n, text in enumerate(texts))

    def found(*articles: Article) -> list[Wording]:
        rows = [f for x in articles for f in figured(x, as_read([])).figures]
        return [w for w in wording(articles, [], [], [], {}, figures=rows) if w.rule == "one_figure"]

    (w,) = found(a, b)
    assert names(w) == {"143,000 customers", "143,000 citizens"}
    assert found(*(told(f"O{n}", text.replace("143,000", "20")) for n, text in enumerate(texts))) == []


def test_how_one_speaker_is_said_to_speak_whatever_the_remark() -> None:
    a, b = told("Lantern", "Brin said it is late."), told("Gazette", "Brin admitted a fault.")
    rows = [
        statement(x, what, cue=cue, source="Brin", speaker="s", speaker_class="named_person", stance=stance)
        for x, what, cue, stance in ((a, "it is late", "said", "neutral"), (b, "a fault", "admitted", "endorsing"))
    ]
    (w,) = wording([a, b], rows, [], [], {})
    assert (w.rule, names(w)) == ("each_speaker", {"said", "admitted"})


def test_a_firm_rule_is_not_lost_in_a_weak_one() -> None:
    texts = "The crash was loud. Police said so.", "The collision. The incident was long."
    found = wording([told(f"O{n}", text) for n, text in enumerate(texts)], [], [], [], {})
    assert "one_event" in [w.rule for w in found]


def test_verbs_of_one_remark_of_one_speaker_are_set_beside_each_other() -> None:
    a, b = told("Lantern", "Brin said the dam leaked."), told("Gazette", "Brin admitted the dam leaked.")
    rows = [
        statement(x, "the dam leaked", cue=cue, source="Brin", speaker="s", speaker_class="named_person", stance=stance)
        for x, cue, stance in ((a, "said", "neutral"), (b, "admitted", "endorsing"))
    ]
    (w,) = wording([a, b], rows, [agreeing(rows[0], rows[1])], [], {})
    assert (w.rule, w.referent, names(w)) == ("same_said", "Brin", {"said", "admitted"})
    rows[1] = replace(rows[1], speaker="t")
    assert wording([a, b], rows, [agreeing(rows[0], rows[1])], [], {}) == []


def test_spellings_of_one_name_that_never_stand_in_one_article() -> None:
    a, b = told("Lantern", "Varnovskaya spoke."), told("Gazette", "Warnowskaya spoke.")
    pair = [entity(a, "Varnovskaya"), entity(b, "Warnowskaya")]
    assert wording([a, b], [], [], pair, {}) == []  # another first letter
    b = told("Gazette", "Varnowskaya spoke.")
    (w,) = wording([a, b], [], [], [pair[0], entity(b, "Varnowskaya")], {})
    assert (w.rule, names(w)) == ("same_spelling", {"Varnovskaya", "Varnowskaya"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("varnland", "varnlander", False),
        ("unit 14 varnov", "unit 15 varnov", False),
        ("varnovsk-4", "varnowsk-4", True),
        ("brin", "bryn", False),
        ("pell water board", "pell water boards", False),
    ],
)
def test_which_names_are_spellings_of_one(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_what_stands_before_a_name_goes_with_it() -> None:
    a, b = told("Lantern", "The terror group Varn Dawn left."), told("Gazette", "The rebel group Varn Dawn left.")
    rows = [entity(x, "Varn Dawn", kind="organization") for x in (a, b)]
    (w,) = wording([a, b], [], [], rows, {e.id: "s" for e in rows})
    assert w.rule == "same_name"
    assert names(w) == {"Varn Dawn", "terror group", "rebel group"}


def test_a_name_counts_once_where_its_passage_was_reused() -> None:
    a, b = (
        told("Lantern", "The crash closed Ashel."),
        told("Gazette", "The crash closed Ashel. The collision was loud."),
    )
    copied = Reuse(Stretch(a.id, (0, 23)), Stretch(b.id, (0, 23)), "verbatim", None)
    (w,) = wording([a, b], [], [], [], {}, reuse=[copied])
    counts = {(n.name, n.outlet): (len(n.spans), n.once) for n in w.names}
    assert counts == {("crash", "Lantern"): (1, 1), ("crash", "Gazette"): (1, 0), ("collision", "Gazette"): (1, 1)}


def test_names_that_outlets_keep_apart_come_first() -> None:
    texts = ["The crash was loud. The blaze.", "The crash. The fire.", "The collision. The fire.", "The collision."]
    found = wording([told(f"O{n}", text) for n, text in enumerate(texts)], [], [], [], {})
    assert [(w.names[0].name, w.split) for w in found] == [("collision", 2), ("fire", 1)]


def test_words_that_only_colour_a_noun_keep_its_names_together() -> None:
    a, b = told("Lantern", "The horrific crash closed Ashel."), told("Gazette", "Nobody saw the collision.")
    (w,) = wording([a, b], [], [], [], {})
    assert names(w) == {"horrific crash", "collision"}


def test_who_is_not_named_and_said_one_thing() -> None:
    a, b = told("Lantern", "“All is well,” police said."), told("Gazette", "“All is well,” authorities said.")
    rows = [
        statement(x, "All is well", cue="said", source=who, speaker_class="unnamed_group")
        for x, who in ((a, "police"), (b, "authorities"))
    ]
    (w,) = wording([a, b], rows, [agreeing(rows[0], rows[1], same=True)], [], {})
    assert (w.rule, names(w)) == ("same_remark", {"police", "authorities"})
    (w,) = wording([a, b], rows, [agreeing(rows[0], rows[1], same=None)], [], {})
    assert w.rule == "same_claim"
    he = replace(rows[0], source=(0, 0))
    assert wording([a, b], [he, rows[1]], [agreeing(he, rows[1])], [], {}) == []


def test_one_article_has_no_contrast() -> None:
    a = told("Lantern", "The crash was a collision. The collision was loud.")
    assert wording([a], [], [], [], {}) == []
    assert wording([], [], [], [], {}) == []


WORDS = st.sampled_from(
    ["the", "a", "two", "crash", "collision", "boat", "Pell", "of", "one", "'s", "“", "”", ".", "\n", "é", "\u2028"]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40), st.lists(WORDS, max_size=40))
def test_any_text_gives_spans_within_it(one: list[str], other: list[str]) -> None:
    a, b = told("Lantern", " ".join(one)), told("Gazette", " ".join(other))
    texts = {x.id: x.text for x in (a, b)}
    for p in phrases([a, b]):
        assert 0 <= p.span[0] < p.span[1] <= len(texts[p.article])
    for w in wording([a, b], [], [], [], {}):
        assert len({s.article for n in w.names for s in n.spans}) == 2
        for n in w.names:
            assert 0 <= n.once <= len(n.spans)
            assert all(0 <= s.span[0] < s.span[1] <= len(texts[s.article]) for s in n.spans)
            written = {" ".join(texts[s.article][slice(*s.span)].split()).casefold() for s in n.spans}
            assert any(n.name.casefold() in words for words in written)


@pytest.mark.parametrize(
    "text", ["a" * 500_000, "the " * 100_000, "'" * 500_000, "a-" * 200_000, "The crash " * 20_000]
)
def test_hostile_text_ends(text: str) -> None:
    wording([told("Lantern", text), told("Gazette", "The collision.")], [], [], [], {})


def test_a_table_knows_names_of_one_place_and_a_user_adds_to_it(tmp_path: Path) -> None:
    a, b = told("Lantern", "Pell crossed the Varn Strait."), told("Gazette", "Pell crossed the Ashel Strait.")
    assert wording([a, b], [], [], [], {}) == []
    own = tmp_path / "names.toml"
    own.write_text('[[same]]\nnames = ["Varn Strait", "Ashel Strait"]\n')
    (w,) = wording([a, b], [], [], [], {}, with_own(own))
    assert (w.rule, names(w)) == ("known_names", {"Varn Strait", "Ashel Strait"})
    assert wording([a, told("Gazette", a.text)], [], [], [], {}, with_own(own)) == []
    court = told("Gazette", "The Ashel Strait High Court sat.")
    assert wording([a, court], [], [], [], {}, with_own(own)) == []
    within = told("Gazette", "Pell crossed the Upper Ashel Strait.")
    other = [("Upper Ashel Strait", "Upper Strait"), *with_own(own)]
    assert wording([a, within], [], [], [], {}, other) == []


@pytest.mark.parametrize(
    "text", ["[[same", "same = 1", "[[same]]\nnames = ['Varn']", "[[same]]\nnames = [1, 2]", "same = [1]", "\udc80"]
)
def test_a_bad_table_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "names.toml"
    own.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError):
        with_own(own)


def test_a_government_with_a_name_is_not_some_administration() -> None:
    assert named("Brin of the Varn government left.", "Brin of the administration left.") == []
