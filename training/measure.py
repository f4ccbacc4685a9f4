"""How well the shipped models find names and join mentions: figures on GUM dev.

usage: python training/measure.py DATA_DIR

Names: exact spans without titles and articles, of persons, organisations and places, micro F1; of names within names
the outermost counts. Coreference: the mean of
MUC, B³ and CEAFe (CoNLL 2012), over mentions the program finds itself, among persons, organisations and places; spans
end with the head word (what follows it does not count), and chains of one mention are left out, as CoNLL does.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from scipy.optimize import linear_sum_assignment

import mentions
from onrecord.read.decode import pieces
from onrecord.read.join import join
from onrecord.read.mentions import marked
from onrecord.read.model import Tagger
from onrecord.read.statements import Page, statements
from onrecord.resolve.chains import chains
from onrecord.rows import Span
from onrecord.text.quotes import quotes

Clusters = list[set[Span]]


def read(tagger: Tagger, text: str) -> tuple[set[tuple[Span, str]], Clusters]:
    """The names and the chains that onrecord finds in a text."""
    (scored,) = tagger.score([text])
    said = statements(Page("-", text, (), quotes(text)), join(text, pieces([scored])[0]))
    sources = [s.source for s in said if s.source is not None]
    found = marked(scored, sources)
    titled, made = chains(text, found.mentions, found.affinity, sources)
    names = {(t.name, t.whole.kind) for t in titled if t.name is not None}
    return names, [{titled[i].whole.span for i in c.members} for c in made]


def outermost(names: set[tuple[Span, str]]) -> set[tuple[Span, str]]:
    """Without the names that stand within another."""
    return {n for n in names if not any(m[0] != n[0] and m[0][0] <= n[0][0] and n[0][1] <= m[0][1] for m in names)}


def muc(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Vilain et al. 1995: links kept, of those needed."""
    of = {m: i for i, c in enumerate(response) for m in c}
    kept = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in key)
    return kept, sum(len(c) - 1 for c in key)


def b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Bagga & Baldwin 1998: for each mention, the share of its chain that is found together."""
    of = {m: c for c in response for m in c}
    return sum(len(c & of.get(m, set())) / len(c) for c in key for m in c), sum(map(len, key))


def ceaf_e(key: Clusters, response: Clusters) -> float:
    """Luo 2005: the best one-to-one match of chains, by their overlap."""
    if not key or not response:
        return 0.0
    table = [[-2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    rows, columns = linear_sum_assignment(table)
    return -sum(table[i][j] for i, j in zip(rows, columns, strict=True))


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def conll(pairs: Iterable[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """Scores over documents of (gold, found) chains."""
    sums: Counter[str] = Counter()
    for gold, found in pairs:
        for name, score in (("muc", muc), ("b3", b_cubed)):
            for side, (a, b) in (("r", (gold, found)), ("p", (found, gold))):
                kept, of = score(a, b)
                sums[f"{name} {side}"] += kept  # type: ignore[assignment]
                sums[f"{name} {side} of"] += of  # type: ignore[assignment]
        sums["ceafe"] += ceaf_e(gold, found)  # type: ignore[assignment]
        sums["ceafe r of"] += len(gold)
        sums["ceafe p of"] += len(found)
    share = {k: sums[k] / max(1e-9, sums[f"{k} of"]) for k in ("muc r", "muc p", "b3 r", "b3 p")}
    share |= {f"ceafe {s}": sums["ceafe"] / max(1, sums[f"ceafe {s} of"]) for s in "rp"}
    out = {k: f1(share[f"{k} p"], share[f"{k} r"]) for k in ("muc", "b3", "ceafe")}
    return out | {"conll": sum(out.values()) / 3}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("data", type=Path)
    args = cli.parse_args()
    tagger = Tagger()
    documents = list(mentions.gum(args.data / "gum" / "dev"))
    results = [(d, *read(tagger, d.text)) for d in documents]
    for what, genres in (("news", {"news"}), ("all genres", {d.genre for d in documents})):
        hit, got, want = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
        pairs = []
        for d, names, found in results:
            if d.genre not in genres:
                continue
            names, gold = outermost(names), outermost(set(d.names))
            for kind in mentions.KINDS:
                mine, theirs = ({x for x in s if x[1] == kind} for s in (names, gold))
                hit[kind] += len(mine & theirs)
                got[kind] += len(mine)
                want[kind] += len(theirs)
            by_chain: dict[int, set[Span]] = {}
            for m, c in d.mentions:
                by_chain.setdefault(c, set()).add(m.span)
            pairs.append(([c for c in by_chain.values() if len(c) > 1], [c for c in found if len(c) > 1]))
        kinds = ", ".join(f"{k} {2 * hit[k] / max(1, got[k] + want[k]):.3f} (n {want[k]})" for k in mentions.KINDS)
        total = 2 * hit.total() / max(1, got.total() + want.total())
        print(
            f"{what}: names F1 {total:.3f} (P {hit.total() / max(1, got.total()):.3f}"
            f" R {hit.total() / max(1, want.total()):.3f}); {kinds}"
        )
        print(f"{what}: " + ", ".join(f"{k} {v:.3f}" for k, v in conll(pairs).items()))


if __name__ == "__main__":
    main()
