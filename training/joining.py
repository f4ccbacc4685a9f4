"""Fit the joining of pieces on PolNeAR train; print how many dev attributions are found whole from gold pieces.

usage: python training/joining.py POLNEAR_DIR src/onrecord/read/models/join.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from onrecord.read.join import Between, Piece, join, nearest
from onrecord.read.pinned import PINNED

SEEN = 60
"""A cue is compared with some six pieces: so only words seen with ten attributions or more become features, which are
the common verbs of saying and not any article's own phrases."""

KINDS = {"Source": "source", "Cue": "cue", "Content": "content"}


def gold(ann: Path) -> tuple[list[Piece], dict[Piece, Piece], dict[Piece, Piece]]:
    """All pieces in order; the cue of each content piece; the source of each cue."""
    spans, events = {}, []
    for line in ann.read_text(encoding="utf8").splitlines():
        if re.match(r"T\d+\t", line):
            tid, body, *_ = line.split("\t")
            kind, where = body.split(" ", 1)
            if kind in KINDS:
                spans[tid] = [Piece(KINDS[kind], *map(int, p.split())) for p in where.split(";")]
        elif line.startswith("E"):
            events.append([p.split(":") for p in line.split("\t")[1].split()])
    cue_of, source_of = {}, {}
    for event in events:
        parts = defaultdict(list)
        for role, tid in event:
            parts[re.sub(r"\d+$", "", role)] += spans.get(tid, [])
        if parts["Cue"]:
            cue = parts["Cue"][0]
            cue_of |= dict.fromkeys(parts["Content"], cue)
            if parts["Source"]:
                source_of[cue] = parts["Source"][0]
    pieces = sorted({p for ps in spans.values() for p in ps}, key=lambda p: (p.start, p.end))
    return pieces, cue_of, source_of


def articles(split: Path):
    for path in sorted((split / "text").glob("*.txt")):
        anns = sorted(p for p in (split / "attributions").iterdir() if p.name.startswith(path.stem))
        if anns:
            yield path.open(encoding="utf8", newline="").read(), *gold(anns[0])


def fit(rows: list[list[str]], wanted: list[int], epochs: int = 12) -> dict[str, float]:
    """Logistic regression by AdaGrad with an L2 pull; features seen under SEEN times are left out."""
    seen = Counter(name for row in rows for name in row)
    index = {n: i for i, n in enumerate(sorted(n for n, c in seen.items() if c >= SEEN))}
    data = [np.array([index[n] for n in row if n in index]) for row in rows]
    w, g = np.zeros(len(index)), np.full(len(index), 1e-6)
    rng = np.random.default_rng(1)
    for _ in range(epochs):
        for i in rng.permutation(len(data)):
            at = data[i]
            err = 1 / (1 + np.exp(-w[at].sum())) - wanted[i]
            step = err + 1e-4 * w[at]
            g[at] += step**2
            w[at] -= 0.1 * step / np.sqrt(g[at])
    return {n: round(float(w[i]), 3) for n, i in index.items() if abs(w[i]) > 0.02}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("polnear", type=Path)
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    rows = {"content": ([], []), "source": ([], [])}
    for text, pieces, cue_of, source_of in articles(args.polnear / "train"):
        between = Between(text, pieces)
        for kind, of, others in (("content", cue_of, "cue"), ("source", source_of, "source")):
            candidates = [p for p in pieces if p.kind == others]
            for piece in pieces:
                if piece.kind == ("content" if kind == "content" else "cue"):
                    for other in nearest(piece, candidates):
                        rows[kind][0].append(between.features(piece, other))
                        rows[kind][1].append(int(of.get(piece) == other))
    weights = {kind: fit(*r) for kind, r in rows.items()}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf8")
    PINNED["join.json"] = hashlib.sha256(args.out.read_bytes()).hexdigest()  # what follows joins by the new weights
    for split in ("train", "dev"):
        hit = whole = n = sources = 0
        for text, pieces, cue_of, source_of in articles(args.polnear / split):
            got = {a.cue: a for a in join(text, pieces)}
            for cue in set(cue_of.values()):
                n += 1
                a = got.get(cue)
                right = a is not None and set(a.content) == {p for p, c in cue_of.items() if c == cue}
                hit += right
                sources += a is not None and a.source == source_of.get(cue)
                whole += right and a.source == source_of.get(cue)
        print(
            split,
            "content",
            round(hit / n, 4),
            "source",
            round(sources / n, 4),
            "whole",
            round(whole / n, 4),
            n,
        )


if __name__ == "__main__":
    main()
