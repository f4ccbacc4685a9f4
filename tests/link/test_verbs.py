"""The reporting verb of a cue. Fiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.verbs import CARRYING, FORMS, reporting_verb


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("has also said", "say"),
        ("ADMITTED on Monday", "admit"),
        ("later admitting", "admit"),
        ("denies", "deny"),
        ("referred to", "refer"),
        ("according to", "according to"),
        ("According\nto", "according to"),
        ("did not confirm", "not confirm"),
        ("wouldn't say", "not say"),
        ("could neither confirm nor deny", "not confirm"),
        ("declined to say", "decline"),
        ("issued a statement saying", "say"),
        ("issued", "issue"),
        ("called for", "call for"),
        ("called", "call"),
        ("pointed out", "point out"),
        ("live-tweeted", "tweet"),
        ("criticised", "criticize"),
        ("reportedly", "reportedly"),
        ("reportedly said", "say"),
        (":", None),
        ("", None),
        ("the mill", None),
    ],
)
def test_a_cue_has_a_verb(cue: str, verb: str | None) -> None:
    assert reporting_verb(cue) == verb


def test_the_lists_do_not_share_a_form() -> None:
    assert not FORMS.keys() & CARRYING.keys()


@given(st.text())
def test_any_text_is_looked_at(cue: str) -> None:
    verb = reporting_verb(cue)
    assert verb is None or verb.removeprefix("not ").split()[0] in {
        *FORMS.values(), *CARRYING.values(), "according", "reportedly", "allegedly", "purportedly", "supposedly",
        "apparently",
    }  # fmt: skip
