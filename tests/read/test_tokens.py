from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.model import _tokenizer
from onrecord.read.tokens import WINDOW, tokenize, windows
from onrecord.text.sentences import sentences


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_spans_lie_in_the_text_and_windows_cover_each_piece_once(text: str) -> None:
    tokens = tokenize(_tokenizer(), text)
    assert (tokens.starts >= 0).all()
    assert (tokens.ends <= len(text)).all()
    kept = [i for _, _, keep, to in windows(tokens) for i in range(keep, to)]
    assert kept == list(range(len(tokens)))


def test_long_texts_are_cut_into_windows_at_sentences() -> None:
    text = "The ferry sailed at nine in the morning. " * 200
    tokens = tokenize(_tokenizer(), text)
    got = windows(tokens)
    assert len(got) > 5
    assert all(end - start <= WINDOW - 2 for start, end, _, _ in got)
    assert all(tokens.features[keep, 2] for _, _, keep, _ in got)


def test_features_tell_case_marks_and_breaks() -> None:
    tokens = tokenize(_tokenizer(), 'NATO left.\n"Go," Bo said.')
    words = [tokens.ids[i] for i in range(len(tokens))]
    assert len(words) == len(tokens.features)
    case, state, breaks = tokens.features.T
    assert case[0] == 2
    assert breaks[0] == 3
    assert list(breaks).count(2) == 1
    assert set(state) == {0, 1, 2, 3}


def test_sentences_do_not_break_after_initials_and_titles() -> None:
    text = "Mr. Orr met Gen. J. P. Vale in St. Ann. He left. “Why?” she asked."
    assert [text[s:e] for s, e in sentences(text)] == [
        "Mr. Orr met Gen. J. P. Vale in St. Ann.",
        "He left.",
        "“Why?” she asked.",
    ]


@given(st.text(max_size=200))
def test_sentences_are_ordered_and_lose_no_word(text: str) -> None:
    got = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(got))
    assert "".join("".join(text[s:e].split()) for s, e in got) == "".join(text.split())
