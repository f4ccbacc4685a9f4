"""What statements have in common, against the same counted pair by pair in plain Python; trees against one by hand."""

from __future__ import annotations

import json
import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import meaning, trees
from onrecord.link.compare import FEATURES, LOOKED_AT, SHARED, WINDOW, compared, event, features
from onrecord.link.files import model_file
from onrecord.link.meaning import meanings
from onrecord.link.rarity import COUNTED, LITTLE, rarity
from onrecord.link.told import Told
from rows_made import article, said

WORDS = (
    "Marbeck", "shaft", "flooded", "floods", "3", "three", "40", "tunnellers", "the", "of", "never", "Orrel", "sluice",
    "gate", "saved", "Keddra", "at", "dawn", "zzyzx",
)  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
SPEAKERS = st.sampled_from([None, "Tam Orrel", "Ines Vauk"])


@st.composite
def small_events(draw: st.DrawFn) -> tuple[list[Told], list[set[str]]]:
    """A few statements of a few articles, and who has each in the same words."""
    told, having = [], []
    reports = [article(f"Report {i}", source=f"https://o{i}.example") for i in range(4)]
    for text in draw(st.lists(LINES, min_size=2, max_size=6, unique=True)):
        theirs = draw(st.lists(st.sampled_from(reports), min_size=1, max_size=3))
        voice = draw(st.sampled_from(["attributed", "narrator"]))
        told.append(said(text, draw(SPEAKERS), article_of=theirs[0], voice=voice))
        having.append({a.id for a in theirs})
    return told, having


class Plain:
    """The same features by their definition, one pair at a time."""

    def __init__(self, told: list[Told], having: list[set[str]]) -> None:
        self.told, self.having = told, having
        self.n = len(set().union(*having))

    def rare(self, stem: str) -> float:
        return min(rarity(w.key) for t in self.told for w in t.words if w.stem == stem)

    def here(self, stem: str) -> float:
        articles = set().union(*(h for t, h in zip(self.told, self.having, strict=True) if stem in t.stems))
        told = math.log((self.n + 1) / (len(articles) + 0.5)) / math.log((self.n + 1) / 1.5)
        return self.rare(stem) * max(COUNTED, told)

    def shared(self, a: Told, b: Told) -> set[str]:
        return {s for s in set(a.stems) & set(b.stems) if self.rare(s) >= 0.02}

    def neighbours(self, t: Told) -> set[frozenset[str]]:
        several = {s for s in t.stems if sum(s in x.stems for x in self.told) > 1}
        telling = [s for s in t.stems if s in several and self.rare(s) > LITTLE]
        return {frozenset(p) for p in pairwise(telling) if p[0] != p[1]}

    def cosine(self, a: Told, b: Told, weights: dict[str, float]) -> float:
        square = [sum(weights[s] ** 2 for s in set(t.stems)) for t in (a, b)]
        return sum(weights[s] ** 2 for s in self.shared(a, b)) / math.sqrt(square[0] * square[1] + 1e-12)

    def close(self, one: Told, other: Told) -> float:
        told = [self.here(s) if s in self.shared(one, other) else 0.0 for s in one.stems]
        return max(sum(told[i : i + WINDOW]) for i in range(len(told)))

    def counts_differ(self, a: Told, b: Told) -> int:
        return sum(a.counts[x] != b.counts[x] for x in a.counts.keys() & b.counts.keys())

    def features(self, i: int, j: int) -> dict[str, float]:
        a, b = self.told[i], self.told[j]
        both = self.shared(a, b)
        stems = {s for t in self.told for s in t.stems}
        rare = sum(self.rare(s) for s in both)
        numbers = {s for s in both if s[0].isdigit()}
        covers = sorted(rare / (sum(self.rare(s) for s in set(t.stems)) + 1e-9) for t in (a, b))
        names = [{w.stem for w in t.words if w.capital and not w.key[0].isdigit()} & both for t in (a, b)]
        in_columns = [
            {s for s in t.numbers if sum(s in x.stems for x in self.told) > 1 and self.rare(s) >= 0.02} for t in (a, b)
        ]
        pairs = self.neighbours(a) & self.neighbours(b)
        return {
            "like": self.cosine(a, b, {s: self.rare(s) for s in stems}),
            "like_here": self.cosine(a, b, {s: self.here(s) for s in stems}),
            "rare": rare,
            "rare_here": sum(self.here(s) for s in both),
            "shared": len(both),
            "numbers": len(numbers),
            "names": len(names[0] & names[1]),
            "counts_differ": self.counts_differ(a, b),
            "numbers_apart": len(in_columns[0] ^ in_columns[1]),
            "cover_less": covers[0],
            "cover_more": covers[1],
            "negated": a.negated != b.negated,
            "speaker": a.statement.speaker is not None and a.statement.speaker == b.statement.speaker,
            "narrators": a.statement.voice == b.statement.voice == "narrator",
            "shorter": min(len(a.words), len(b.words)),
            "longer": max(len(a.words), len(b.words)),
            "close": min(self.close(a, b), self.close(b, a)),
            "rarest_here": max((self.here(s) for s in both), default=0.0),
            "pairs": len(pairs),
            "rare_pairs": sum(self.here(s) for p in pairs for s in p),
        }


@given(small_events())
@settings(max_examples=60)
def test_features_are_those_of_their_definition(made: tuple[list[Told], list[set[str]]]) -> None:
    told, having = made
    e = event(told, having)
    pairs = np.array([*combinations(range(len(told)), 2)])
    plain = Plain(told, having)
    for (i, j), row in zip(pairs, features(e, pairs), strict=True):
        found = dict(zip(FEATURES, map(float, row), strict=True))
        for name, value in plain.features(int(i), int(j)).items():
            assert found[name] == pytest.approx(float(value), abs=1e-4), (name, i, j)
        assert -1.001 <= found["meaning"] <= 1.001
    wanted = [
        (i, j)
        for i, j in map(tuple, pairs.tolist())
        if len(having[i] | having[j]) > 1 and abs(plain.features(i, j)["rare_here"] - LOOKED_AT) > 1e-4
        and plain.features(i, j)["rare_here"] > LOOKED_AT and plain.features(i, j)["shared"] >= SHARED
    ]  # fmt: skip
    assert set(wanted) <= {(int(i), int(j)) for i, j in compared(e)}
    assert all(i < j and len(having[i] | having[j]) > 1 for i, j in compared(e))


@given(small_events())
@settings(max_examples=20)
def test_a_pair_looks_the_same_from_both_sides(made: tuple[list[Told], list[set[str]]]) -> None:
    told, having = made
    pairs = np.array([*combinations(range(len(told)), 2)])
    there = features(event(told, having), pairs)
    back = features(event(told, having), pairs[:, ::-1])
    assert np.allclose(there, back, atol=1e-5)


def test_a_statement_longer_than_is_looked_at_in_order_breaks_nothing() -> None:
    told = [said(" ".join(WORDS) * 30), said(" ".join(WORDS[::-1]) * 30)]
    having = [{t.article.id} for t in told]
    assert np.isfinite(features(event(told, having), np.array([[0, 1]]))).all()
    nothing = [said("zzyzx"), said("qwfpgj")]
    assert len(compared(event(nothing, [{"a"}, {"b"}]))) == 0


def by_hand(monkeypatch: pytest.MonkeyPatch) -> trees.Trees:
    """One tree of two questions, and one that is a mere leaf."""
    held = {
        "features": ["x", "y"], "start": -0.5, "depth": 2,
        "trees": [
            {"feature": [0, 1, 0, 0, 0], "threshold": [1.0, 0.5, 0, 0, 0], "left": [1, 3, -1, -1, -1],
             "right": [2, 4, -1, -1, -1], "leaf": [0, 0, 2.0, -1.0, 0.25]},
            {"feature": [0], "threshold": [0], "left": [-1], "right": [-1], "leaf": [0.125]},
        ],
    }  # fmt: skip
    monkeypatch.setattr(trees, "model_file", lambda _: json.dumps(held).encode())
    return trees.load.__wrapped__("by hand")


def test_trees_say_what_a_tree_made_by_hand_says(monkeypatch: pytest.MonkeyPatch) -> None:
    made = by_hand(monkeypatch)
    rows = np.array([[2, 0], [1, 0.5], [1, 0.6], [0, 9], [1.0001, 0]], dtype=np.float32)
    leaves = [2.0, -1.0, 0.25, 0.25, 2.0]
    expected = [1 / (1 + math.exp(-(-0.5 + leaf + 0.125))) for leaf in leaves]
    assert trees.probabilities(made, rows) == pytest.approx(expected)
    assert made.features == ("x", "y")
    assert len(trees.probabilities(made, rows[:0])) == 0


def test_meanings_are_near_where_words_are_and_nothing_where_none_is_known() -> None:
    told = [said("the hostages were released"), said("the captives were freed"), said("barley is dear"), said("zzyzxq")]
    weights = {s: (1.0, 0.5) for t in told for s in t.stems}
    news, here = meanings(told, weights)
    assert np.allclose(np.linalg.norm(news, axis=1), [1, 1, 1, 0], atol=1e-4)
    assert news[0] @ news[1] > news[0] @ news[2]
    assert np.allclose(news, here, atol=1e-3), "a length of one, whatever the weights' scale"


def test_vectors_of_other_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = model_file("vectors.npy")
    monkeypatch.setattr(meaning, "model_file", lambda name: b'{"only": 1.0}' if name == "rarity.json" else vectors)
    with pytest.raises(ValueError, match=r"run training/vectors\.py again"):
        meaning._table.__wrapped__()
