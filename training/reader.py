"""Teach the attribution tagger names, mentions and which of them stand for the same: one encoder, one pass.

usage: python training/reader.py DATA_DIR BASE_MODEL_DIR ATTRIBUTION.pt[,ATTRIBUTION.pt…] OUT_DIR
           [--silver FILE] [--start CHECKPOINT] [--epochs 3]

DATA_DIR holds `gum`, `uner_en_ewt`, `re3d`, `meantime_en`, `ecbplus`, and `polnear` to watch the tagger on. So that it
forgets nothing, the tagger is held to what the attribution checkpoints' average says of every word it sees (learning
without forgetting: Li & Hoiem, ECCV 2016). Mentions are joined by mention ranking (Denis & Baldridge 2008): an earlier
mention's score is the product of two vectors of the encoder's plus a weighted sum of named features
(`onrecord.resolve.pairs`); a mention may also begin something new. A second round starts from the first round's
checkpoint and adds what `silver.py` wrote with it.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

import mentions
from attribution import dev_figures
from export import average
from mentions import UNSAID, Example
from onrecord.read.tokens import CLS, MASK, SEP, WINDOW, windows
from onrecord.resolve.pairs import FEATURES, described, features
from polnear import LABELS, load
from tagger import Crf, Tagger

DEPTH = 32
"""Numbers in each of a mention's two vectors."""
NAMES, MENTIONS = len(LABELS), len(LABELS) + len(mentions.LABELS)
ANAPHOR = MENTIONS + len(mentions.LABELS)
ANTECEDENT, NEW = ANAPHOR + DEPTH, ANAPHOR + 2 * DEPTH
OUTPUTS = NEW + 1
BACK = 100
"""Mentions looked back at."""


class Ranker(nn.Module):
    """Weights of the named features, and of beginning something new for each form of mention."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(len(FEATURES)))
        self.new = nn.Parameter(torch.zeros(3))


@dataclass
class Chained:
    """A document whose mentions have chains: where each mention's last word lies, and what the features say."""

    example: Example
    pieces: list[tuple[int, int]]
    chains: np.ndarray
    forms: np.ndarray
    features: np.ndarray
    """bool [n, n, features]"""


def chained(example: Example) -> Chained | None:
    document = example.document
    ordered = sorted(
        {m.span: (m, c) for m, c in document.mentions}.values(), key=lambda x: (x[0].span[0], -x[0].span[1])
    )
    if len(ordered) < 2:
        return None
    m = described(document.text, [x for x, _ in ordered])
    pieces = []
    for x in m.mentions:
        i = int(np.searchsorted(example.tokens.ends, x.span[0], side="right"))
        j = int(np.searchsorted(example.tokens.starts, x.span[1], side="left"))
        pieces.append((max(i, j - 3), max(j, i + 1)))
    forms = np.array([("name", "description", "pronoun").index(x.form) for x in m.mentions])
    chains = np.array([c for _, c in ordered])
    return Chained(example, pieces, chains, forms, features(document.text, m).astype(bool))


def doc_windows(example: Example, rng: random.Random | None) -> list[tuple[int, int, int, int]]:
    """As onrecord reads it; in training, laid end to end from a random place on."""
    if rng is None or len(example.tokens) <= WINDOW - 2:
        return windows(example.tokens)
    room, n = WINDOW - 2, len(example.tokens)
    starts = [0, *range(rng.randrange(room // 2, room), n, room)]
    return [(a, b, a, b) for a, b in zip(starts, [*starts[1:], n], strict=True)]


@dataclass
class Windows:
    """Documents as a batch of windows."""

    examples: list[Example]
    rows: list[tuple[Example, int, int, int, int]]
    ids: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor
    whole: torch.Tensor
    """`ids` before pieces of them were masked."""


def laid_out(examples: list[Example], rng: random.Random | None, nrng: np.random.Generator) -> Windows:
    """The documents' windows; in training some word pieces are masked and a few documents set in capitals."""
    rows = [(e, *w) for e in examples for w in doc_windows(e, rng)]
    length = max(b - a for _, a, b, _, _ in rows) + 2
    ids = np.zeros((len(rows), length), dtype=np.int64)
    feats = np.zeros((len(rows), length, 3), dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=bool)
    shout = {id(e): rng is not None and rng.random() < 0.05 for e in examples}
    for r, (e, a, b, _, _) in enumerate(rows):
        ids[r, : b - a + 2] = [CLS, *e.tokens.ids[a:b], SEP]
        feats[r, 1 : b - a + 1] = e.tokens.features[a:b]
        if shout[id(e)]:
            case = feats[r, 1 : b - a + 1, 0]
            case[(case == 0) | (case == 1) | (case == 3)] = 2
        mask[r, : b - a + 2] = True
    hidden = ids.copy()
    if rng is not None:
        hidden[(nrng.random(ids.shape) < 0.05) & (ids != CLS) & (ids != SEP) & mask] = MASK
    return Windows(examples, rows, *map(torch.from_numpy, (hidden, feats, mask, ids)))


def outputs(model: Tagger, batch: Windows, *, whole: bool = False) -> list[torch.Tensor]:
    """Per document its outputs [n, OUTPUTS]; `whole` shows the model every word piece."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(batch.whole if whole else batch.ids, batch.features, batch.mask).float()
    parts: dict[int, list[torch.Tensor]] = {id(e): [] for e in batch.examples}
    for r, (e, a, _, keep, to) in enumerate(batch.rows):
        parts[id(e)].append(out[r, 1 + keep - a : 1 + to - a])
    return [torch.cat(parts[id(e)]) for e in batch.examples]


def scored(model: Tagger, example: Example) -> torch.Tensor:
    """A document's outputs as onrecord reads it."""
    return outputs(model, laid_out([example], None, np.random.default_rng(0)))[0]


def rank(out: torch.Tensor, doc: Chained, ranker: Ranker) -> torch.Tensor:
    """Scores [n, n + 1]: column j of row i is that i stands for what j does; the last, that it is new."""
    vectors = torch.stack([out[i:j, ANAPHOR:].mean(0) for i, j in doc.pieces])
    a, b, new = vectors[:, :DEPTH], vectors[:, DEPTH : 2 * DEPTH], vectors[:, 2 * DEPTH]
    n = len(a)
    pair = a @ b.T / DEPTH**0.5 + torch.from_numpy(doc.features.astype(np.float32)) @ ranker.weights
    row, col = torch.arange(n)[:, None], torch.arange(n)[None]
    pair = pair.masked_fill((col >= row) | (col < row - BACK), -1e4)
    return torch.cat([pair, (new + ranker.new[torch.from_numpy(doc.forms)])[:, None]], 1)


def ranking_loss(scores: torch.Tensor, doc: Chained) -> torch.Tensor:
    """Marginal likelihood of all right antecedents."""
    chains = torch.from_numpy(doc.chains)
    n = len(chains)
    right = (chains[:, None] == chains[None]) & torch.tril(torch.ones(n, n, dtype=torch.bool), -1)
    right &= torch.arange(n)[None] >= torch.arange(n)[:, None] - BACK
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    return (scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)).mean()


def tag_spans(labels: np.ndarray, e: Example) -> set[tuple[int, int, int]]:
    """(kind, start, end) of each run of labels; a run may begin with I."""
    found, i = set(), 0
    while i < len(labels):
        if labels[i] > 0:
            kind = (labels[i] - 1) // 2
            j = i + 1
            while j < len(labels) and labels[j] == 2 * kind + 2:
                j += 1
            found.add((int(kind), int(e.tokens.starts[i]), int(e.tokens.ends[j - 1])))
            i = j
        else:
            i += 1
    return found


def f1(hit: int, got: int, want: int) -> float:
    return 2 * hit / max(1, got + want)


@torch.no_grad()
def report(model: Tagger, ranker: Ranker, sets: dict[str, list[Example]], docs: dict[str, list[Chained]]) -> str:
    model.eval()
    said = []
    for name, examples in sets.items():
        counts = np.zeros((2, 3), dtype=int)
        for e in examples:
            out = scored(model, e).numpy()
            for layer, (at, gold) in enumerate(((NAMES, e.names), (MENTIONS, e.mentions))):
                if (gold == UNSAID).all():
                    continue
                path = np.where(gold == UNSAID, 0, out[:, at : at + 7].argmax(1))
                mine, want = tag_spans(path, e), tag_spans(np.where(gold == UNSAID, 0, gold), e)
                counts[layer] += [len(mine & want), len(mine), len(want)]
        said.append(f"{name} names {f1(*counts[0]):.3f} mentions {f1(*counts[1]):.3f}")
    for name, chains in docs.items():
        right = total = links = good = 0
        for doc in chains:
            scores = rank(scored(model, doc.example), doc, ranker)
            best = scores.argmax(1).numpy()
            n = len(best)
            for i in range(n):
                earlier = set(np.flatnonzero(doc.chains[:i] == doc.chains[i]))
                total += 1
                right += best[i] in earlier if earlier else best[i] == n
                if best[i] < n:
                    links += 1
                    good += best[i] in earlier
        said.append(f"{name} antecedents right {right / max(1, total):.3f} links' precision {good / max(1, links):.3f}")
    return "; ".join(said)


def corpora(data: Path, tokenizer: Tokenizer) -> tuple[list[Example], dict[str, list[Example]]]:
    """Train, and the dev sets by name."""
    train = [
        *mentions.gum(data / "gum/train"),
        *mentions.uner(next((data / "uner_en_ewt").glob("*train*"))),
        *mentions.re3d(data / "re3d"),
        *mentions.conll(data / "meantime_en/train/dataset.conll", "meantime"),
        *mentions.conll(data / "ecbplus/train.conll", "ecbplus"),
    ]
    dev = {
        "gum-news": [d for d in mentions.gum(data / "gum/dev") if d.genre == "news"],
        "gum": list(mentions.gum(data / "gum/dev")),
        "uner": list(mentions.uner(next((data / "uner_en_ewt").glob("*dev*")))),
        "meantime": list(mentions.conll(data / "meantime_en/val/dataset.conll", "meantime")),
    }

    def made(documents: list[mentions.Document]) -> list[Example]:
        return [e for d in documents if d.text.strip() and len((e := mentions.example(d, tokenizer)).tokens) > 3]

    return made(train), {name: made(d) for name, d in dev.items()}


def grouped(examples: list[Example], rng: random.Random, size: int) -> list[list[Example]]:
    """Documents of like length, so many together that they fill about `size` windows."""
    order = sorted(examples, key=lambda e: len(e.tokens) * rng.uniform(0.8, 1.2))
    groups: list[list[Example]] = [[]]
    filled = 0
    for e in order:
        need = max(1, len(e.tokens) / (WINDOW - 2))
        if groups[-1] and (filled + need > size or len(groups[-1]) >= 32):
            groups.append([])
            filled = 0
        groups[-1].append(e)
        filled += need
    rng.shuffle(groups)
    return groups


def tagging_loss(out: torch.Tensor, group: list[Example], which: str, at: int) -> torch.Tensor:
    """Cross-entropy of a layer of tags where the corpora say one."""
    gold = torch.from_numpy(np.concatenate([getattr(e, which) for e in group]))
    if not (gold != UNSAID).any():
        return out.sum() * 0
    return functional.cross_entropy(out[:, at : at + 7], gold, ignore_index=UNSAID, label_smoothing=0.02)


def drift(out: torch.Tensor, was: torch.Tensor) -> torch.Tensor:
    """How far the attribution scores are from the teacher's, each piece's centred."""
    n = len(LABELS)
    mine, theirs = (x[:, :n] - x[:, :n].mean(1, keepdim=True) for x in (out, was))
    return functional.smooth_l1_loss(mine, theirs)


def narrowed(model: Tagger) -> Tagger:
    """The model with nothing but its attribution labels, to measure it as `attribution.py` does."""
    narrow = copy.deepcopy(model)
    narrow.head = nn.Linear(model.head.in_features, len(LABELS))
    with torch.no_grad():
        narrow.head.weight.copy_(model.head.weight[: len(LABELS)])
        narrow.head.bias.copy_(model.head.bias[: len(LABELS)])
    return narrow


def widened(teacher: Tagger, base: Path) -> Tagger:
    """The teacher with the new outputs, untrained."""
    model = Tagger(base, OUTPUTS)
    state = {k: v.clone() for k, v in teacher.state_dict().items() if not k.startswith("head.")}
    model.load_state_dict(state, strict=False)
    with torch.no_grad():
        model.head.weight.mul_(0.5)
        model.head.bias.zero_()
        model.head.weight[: len(LABELS)] = teacher.head.weight
        model.head.bias[: len(LABELS)] = teacher.head.bias
    return model


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("data", type=Path)
    cli.add_argument("base", type=Path)
    cli.add_argument("attribution", help="checkpoints of attribution.py to average, to start from and to hold to")
    cli.add_argument("out", type=Path)
    cli.add_argument("--silver", type=Path, help="what silver.py wrote")
    cli.add_argument("--share", type=float, default=0.5, help="of the silver texts in each epoch")
    cli.add_argument("--start", type=Path, help="a checkpoint of this script")
    cli.add_argument("--epochs", type=int, default=3)
    cli.add_argument("--lr", type=float, default=1.2e-4)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--ema", type=float, default=0.99)
    args = cli.parse_args()
    torch.manual_seed(args.seed)
    rng, nrng = random.Random(args.seed), np.random.default_rng(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    polnear_dev = load(args.data / "polnear" / "dev", tokenizer)
    train, dev = corpora(args.data, tokenizer)
    silver = [mentions.example(d, tokenizer) for d in mentions.silver(args.silver)] if args.silver else []
    chains = {id(e): c for e in train if (c := chained(e)) is not None}
    dev_chains = {k: [c for e in v if (c := chained(e)) is not None] for k, v in dev.items() if k != "uner"}
    state, crf_state, _ = average([Path(c) for c in args.attribution.split(",")])
    teacher, crf, ranker = Tagger(args.base, len(LABELS)), Crf(LABELS), Ranker()
    teacher.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()})
    crf.load_state_dict({k: torch.from_numpy(v) for k, v in crf_state.items()})
    teacher.eval()
    model = widened(teacher, args.base)
    if args.start:
        saved = torch.load(args.start, map_location="cpu", weights_only=False)
        model.load_state_dict(saved["model"])
        ranker.load_state_dict(saved["ranker"])

    def epoch_of(rng: random.Random) -> list[list[Example]]:
        return grouped(train + rng.sample(silver, int(len(silver) * args.share)), rng, 20)

    steps = len(epoch_of(random.Random(0))) * args.epochs
    print(f"documents {len(train)} with chains {len(chains)} silver {len(silver)} steps about {steps}", flush=True)
    optimizer = torch.optim.AdamW(
        [
            {"params": [*model.encoder.parameters(), *model.features.parameters()], "lr": args.lr},
            {"params": model.head.parameters(), "lr": args.lr * 10},
            {"params": ranker.parameters(), "lr": args.lr * 100, "weight_decay": 0.0},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[args.lr, args.lr * 10, args.lr * 100], total_steps=steps + 60, pct_start=0.1
    )
    both = nn.ModuleList([model, ranker])
    mean = copy.deepcopy(both)
    step, started, losses = 0, time.time(), []
    for epoch in range(args.epochs):
        for group in epoch_of(rng):
            model.train()
            batch = laid_out(group, rng, nrng)
            outs = outputs(model, batch)
            with torch.no_grad():
                was = torch.cat(outputs(teacher, batch, whole=True))
            out = torch.cat(outs)
            pairs = [(o, c) for o, e in zip(outs, group, strict=True) if (c := chains.get(id(e))) is not None]
            ranked = [ranking_loss(rank(o, c, ranker), c) for o, c in pairs]
            parts = (
                tagging_loss(out, group, "names", NAMES),
                tagging_loss(out, group, "mentions", MENTIONS),
                torch.stack(ranked).mean() if ranked else out.sum() * 0,
                drift(out, was),
            )
            loss = parts[0] * 2 + parts[1] + parts[2] * 0.5 + parts[3] * 2
            losses.append([p.item() for p in parts])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(args.ema, step / (step + 10))
            with torch.no_grad():
                for m, p in zip(mean.parameters(), both.parameters(), strict=True):
                    m.lerp_(p, 1 - decay)
            if step % 20 == 0:
                shown = " ".join(f"{x:.3f}" for x in np.mean(losses[-20:], axis=0))
                print(f"step {step} names mentions ranking drift {shown} {time.time() - started:.0f} s", flush=True)
        mean.eval()
        figures = dev_figures(narrowed(mean[0]), crf, polnear_dev)
        print(f"epoch {epoch + 1} attribution " + " ".join(f"{f:.4f}" for f in figures), flush=True)
        print(report(mean[0], mean[1], dev, dev_chains), f"{time.time() - started:.0f} s", flush=True)
        saved = {
            "model": mean[0].state_dict(), "crf": crf.state_dict(), "ranker": mean[1].state_dict(),
            "labels": LABELS, "mention_labels": mentions.LABELS, "depth": DEPTH, "features": FEATURES, "dev": figures,
        }  # fmt: skip
        torch.save(saved, args.out / "last.pt")


if __name__ == "__main__":
    main()
