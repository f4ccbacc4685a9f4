"""Train the attribution tagger on PolNeAR train; print dev figures after each epoch.

usage: python training/attribution.py POLNEAR_DIR BASE_MODEL_DIR OUT_DIR [--epochs 6] [--seed 1]

Regularised by masked word pieces, changing windows, every annotator's reading in turn, and an exponential moving
average of the weights, which is what is evaluated and saved (`OUT_DIR/best.pt`).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.read.tokens import CLS, MASK, SEP, WINDOW, tokenize, windows
from polnear import LABELS, Example, load
from tagger import Crf, Tagger

MASKED = 0.1
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def extra(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """Articles with the labels that a teacher gave them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    return [Example("", r["text"], tokenize(tokenizer, r["text"]), [np.array(r["labels"])]) for r in rows]


def train_windows(example: Example, rng: random.Random) -> list[tuple[int, int]]:
    """Windows laid end to end from a random place on, so that no epoch cuts a text as the one before did."""
    n, room = len(example.tokens), WINDOW - 2
    starts = [0, *range(rng.randrange(room // 2, room), n, room)]
    return list(zip(starts, [*starts[1:], n], strict=True))


def batch_of(items: list[tuple[Example, int, int, int]], masked: float, rng: np.random.Generator) -> Batch:
    length = max(b - a for _, a, b, _ in items) + 2
    ids = np.zeros((len(items), length), dtype=np.int64)
    features = np.zeros((len(items), length, 3), dtype=np.int64)
    gold = np.zeros((len(items), length), dtype=np.int64)
    mask = np.zeros((len(items), length), dtype=bool)
    for row, (example, a, b, reading) in enumerate(items):
        pieces = example.tokens.ids[a:b].copy()
        pieces[rng.random(b - a) < masked] = MASK
        ids[row, : b - a + 2] = [CLS, *pieces, SEP]
        features[row, 1 : b - a + 1] = example.tokens.features[a:b]
        gold[row, 1 : b - a + 1] = example.readings[reading][a:b]
        mask[row, : b - a + 2] = True
    return torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(gold), torch.from_numpy(mask)


def crf_part(scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Without [CLS] and [SEP]."""
    return scores[:, 1:-1], gold[:, 1:-1], mask[:, 2:]


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list]:
    items = []
    for e in examples:
        reading = rng.randrange(len(e.readings))
        items += [(e, a, b, reading) for a, b in train_windows(e, rng) if b - a > 4]
    items.sort(key=lambda i: (i[2] - i[1], rng.random()))
    groups = [items[i : i + size] for i in range(0, len(items), size)]
    rng.shuffle(groups)
    return groups


@torch.no_grad()
def emissions(model: Tagger, examples: list[Example]) -> list[torch.Tensor]:
    """Per article the scores of its pieces, windows joined as onrecord joins them."""
    model.eval()
    items = [(e, a, b, 0) for e in examples for a, b, _, _ in windows(e.tokens)]
    order = sorted(range(len(items)), key=lambda i: items[i][2] - items[i][1])
    got: dict[int, torch.Tensor] = {}
    rng = np.random.default_rng(0)
    for i in range(0, len(order), 16):
        rows = order[i : i + 16]
        ids, features, _, mask = batch_of([items[r] for r in rows], 0.0, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, features, mask).float()
        for r, s in zip(rows, scores, strict=True):
            got[r] = s
    out, at = [], 0
    for e in examples:
        parts = []
        for a, _, keep, to in windows(e.tokens):
            parts.append(got[at][1 + keep - a : 1 + to - a])
            at += 1
        out.append(torch.cat(parts))
    return out


def viterbi(scores: torch.Tensor, crf: Crf) -> np.ndarray:
    steps, s = crf.steps().detach().numpy(), scores.numpy()
    best, back = crf.start.detach().numpy() + s[0], []
    for row in s[1:]:
        table = best[:, None] + steps
        back.append(table.argmax(0))
        best = table.max(0) + row
    path = [int((best + crf.end.detach().numpy()).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return np.array(path[::-1])


def spans(labels: np.ndarray, e: Example) -> set[tuple[int, int, int]]:
    found, i = set(), 0
    while i < len(labels):
        if labels[i] % 2 == 1:
            j = i + 1
            while j < len(labels) and labels[j] == labels[i] + 1:
                j += 1
            a, b = int(e.tokens.starts[i]), int(e.tokens.ends[j - 1])
            while a < b and not e.text[a].isalnum():
                a += 1
            while b > a and not e.text[b - 1].isalnum():
                b -= 1
            found.add((int(labels[i]), a, b))
            i = j
        else:
            i += 1
    return found


def dev_figures(model: Tagger, crf: Crf, dev: list[Example]) -> tuple[float, float, float, float]:
    """Exact-span F1 of source, cue, content, and content by token."""
    hit, got, want = np.zeros(6), np.zeros(6), np.zeros(6)
    tok = np.zeros(3)
    for e, scores in zip(dev, emissions(model, dev), strict=True):
        path = viterbi(scores, crf)
        mine, gold = spans(path, e), spans(e.readings[0], e)
        for k, _, _ in mine & gold:
            hit[k] += 1
        for k, _, _ in mine:
            got[k] += 1
        for k, _, _ in gold:
            want[k] += 1
        p, g = path >= 5, e.readings[0] >= 5
        tok += [(p & g).sum(), p.sum(), g.sum()]
    f = 2 * hit / np.maximum(1, got + want)
    return f[1], f[3], f[5], 2 * tok[0] / (tok[1] + tok[2])


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("polnear", type=Path)
    cli.add_argument("base", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--epochs", type=int, default=6)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--init", type=int, default=1, help="seed of the new layers: runs to be averaged share it")
    cli.add_argument("--extra", type=Path, help="articles labelled by `selftrain.py`, added to train")
    cli.add_argument("--masked", type=float, default=MASKED)
    cli.add_argument("--batch", type=int, default=20)
    cli.add_argument("--lr", type=float, default=3e-4)
    cli.add_argument("--ema", type=float, default=0.998)
    cli.add_argument("--steps", type=int, default=0, help="stop after so many steps (for timing)")
    args = cli.parse_args()
    torch.manual_seed(args.init)
    rng, nrng = random.Random(args.seed), np.random.default_rng(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, dev = load(args.polnear / "train", tokenizer), load(args.polnear / "dev", tokenizer)
    if args.extra:
        train += extra(args.extra, tokenizer)
    model, crf = Tagger(args.base, len(LABELS)), Crf(LABELS)
    torch.manual_seed(args.seed)
    total = len(batches(train, args.batch, random.Random(0))) * args.epochs
    head = [*model.head.parameters(), *model.features.parameters(), *crf.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": list(model.encoder.parameters()), "lr": args.lr}, {"params": head, "lr": args.lr * 10}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[args.lr, args.lr * 10], total_steps=total + 50, pct_start=0.15
    )
    both = torch.nn.ModuleList([model, crf])
    mean = copy.deepcopy(both)
    best, step, started, seen = 0.0, 0, time.time(), 0
    print(f"train {len(train)} dev {len(dev)} steps {total}", flush=True)
    for epoch in range(args.epochs):
        losses = []
        for group in batches(train, args.batch, rng):
            model.train()
            ids, features, gold, mask = batch_of(group, args.masked, nrng)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, features, mask)
            loss = crf.loss(*crf_part(scores, gold, mask))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step, seen = step + 1, seen + int(mask.sum())
            decay = min(args.ema, step / (step + 10))
            with torch.no_grad():
                for m, p in zip(mean.parameters(), both.parameters(), strict=True):
                    m.lerp_(p, 1 - decay)
            losses.append(loss.item())
            if step % 25 == 0:
                print(
                    f"step {step} loss {np.mean(losses[-25:]):.3f} {seen / (time.time() - started):.0f} tok/s",
                    flush=True,
                )
            if args.steps and step >= args.steps:
                return
        figures = dev_figures(mean[0], mean[1], dev)
        print(
            f"epoch {epoch + 1} loss {np.mean(losses):.3f} dev source {figures[0]:.4f} cue {figures[1]:.4f} "
            f"content {figures[2]:.4f} token {figures[3]:.4f} {time.time() - started:.0f} s",
            flush=True,
        )
        state = {"model": mean[0].state_dict(), "crf": mean[1].state_dict(), "labels": LABELS, "dev": figures}
        torch.save(state, args.out / "last.pt")
        if sum(figures[:3]) > best:
            best = sum(figures[:3])
            torch.save(state, args.out / "best.pt")


if __name__ == "__main__":
    main()
