"""Teach a sentence-pair model which statements agree and which contradict, and measure whether to believe it.

usage: python training/contradiction.py DATA_DIR BASE_MODEL_DIR GOLD_DIR OUT.pt [--epochs 1] [--stories RECORD]

DATA_DIR holds `nli_new_protocols`, `counterfactual_nli` and `polnear`; BASE_MODEL_DIR the MiniLM that all our models
start from. Added are sentences of news edited to say otherwise (`edits.py`), and, with `--stories`, a record of many
stories: statements of one event that a model links say the same, those that have little in common do not. A pair is
given in either order, since neither contradiction nor agreement has one.

Prints the figures on the held-out inference pairs, then, for the pairs of the gold stories, how many of those that
conflict, agree or only look alike score above each threshold: what a threshold of .9 precision would find. No model
is shipped: see docs/quality.md, "A model of sentence pairs".
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel

import edits
from agreement import FAMILY
from onrecord.link import agree, compare
from onrecord.link.told import Told, told
from onrecord.link.trees import probabilities
from onrecord.link.vetoes import vetoed
from onrecord.store import Record
from onrecord.text.sentences import sentences
from passages import find, story_folders

SAME, OTHER, CONTRADICTS = range(3)
LABELS = {"entailment": SAME, "neutral": OTHER, "contradiction": CONTRADICTS}
LONGEST, BATCH = 56, 32
RATE, HEAD_RATE = 1.2e-4, 1e-3

Pair = tuple[str, str, int]
Coded = tuple[list[int], list[int], int]


def inference(data: Path, part: str) -> Iterator[Pair]:
    """The shared sentence pairs; of the counterfactual ones, which are of picture captions, two thirds."""
    rng = random.Random(1)
    for folder in ("base", "contrast", "edit_other", "edit_premise"):
        path = data / "nli_new_protocols" / folder / f"{part}.tsv"
        for row in csv.DictReader(path.open(encoding="utf8"), delimiter="\t"):
            if row["gold_label"] in LABELS:
                yield row["sentence1"].strip(), row["sentence2"].strip(), LABELS[row["gold_label"]]
    path = data / "counterfactual_nli" / ("train.tsv" if part == "train" else "dev.tsv")
    for row in csv.DictReader(path.open(encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["gold_label"] in LABELS and rng.random() < 0.6:
            yield row["sentence1"], row["sentence2"], LABELS[row["gold_label"]]


_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def names_in(texts: list[str]) -> list[str]:
    return sorted({m for text in texts for m in _NAMES.findall(text)})


def edited(text: str, names: list[str], rng: random.Random) -> str | None:
    every = (edits.number, edits.date, edits.named(names), edits.opposite, edits.negated, edits.denied)
    made = (edit(text, rng) for edit in rng.sample(every, 4))
    return next((x for x in made if x and x != text), None)


def news(data: Path, rng: random.Random) -> Iterator[Pair]:
    """Sentences of news with one of their clauses, or with an edit of it, or with a sentence of another place."""
    paths = sorted((data / "polnear" / "train").rglob("*.txt"))
    for path in rng.sample(paths, min(420, len(paths))):
        text = path.read_text(encoding="utf8")
        found = [" ".join(text[a:b].split()) for a, b in sentences(text)]
        found = [x for x in found if 8 < len(x.split()) < 40]
        names = names_in([text])
        for x in rng.sample(found, min(len(found), 14)):
            short = max(re.split(r", (?:but|and|while|which|who) |; ", x), key=len) if rng.random() < 0.6 else x
            if other := edited(short, names, rng):
                yield x, other, CONTRADICTS
            if short != x and len(short.split()) > 5:
                yield x, short, SAME
        for _ in range(6 if len(found) > 1 else 0):
            a, b = rng.sample(found, 2)
            yield a, b, OTHER


def of_stories(record: Record, without: set[str], rng: random.Random) -> Iterator[Pair]:
    """Statements of one event that surely say the same, these edited, and statements that have little in common."""
    articles, names = {a.id: a for a in record.articles()}, {s.id: s.name for s in record.speakers()}
    for story in record.stories():
        ids = [a for a in story.articles if articles[a].text[:200] not in without]
        each = [t for a in ids for t in told(articles[a], record.statements(a), names, list(record.figures(a)))]
        if len({t.article.id for t in each}) > 1:
            yield from _of_story(each, rng)


def _of_story(each: list[Told], rng: random.Random) -> Iterator[Pair]:
    e = compare.event(each, [{t.article.id} for t in each])
    pairs = compare.compared(e)
    if not len(pairs):
        return
    values = compare.features(e, pairs)
    said = probabilities(agree.model(), values)
    values[:, agree.ANSWERS] = 0
    asked = probabilities(agree.model(), values)
    texts = [" ".join(t.said.split()) for t in each]
    names = names_in(texts)
    same = [(i, j) for (i, j), p in zip(pairs, said, strict=True) if p > 0.55 and not vetoed(each[i], each[j])]
    for i, j in rng.sample(same, min(250, len(same))):
        yield texts[i], texts[j], SAME
        if other := edited(texts[j], names, rng):
            yield texts[i], other, CONTRADICTS
    far = [k for k in range(len(pairs)) if said[k] < 0.08 and asked[k] < 0.15]
    far.sort(key=lambda k: -(values[k][0] + 0.3 * rng.random()))  # mostly those that look alike
    for k in far[:300]:
        yield texts[pairs[k][0]], texts[pairs[k][1]], OTHER


class Judge(nn.Module):
    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        self.out = nn.Linear(self.encoder.config.hidden_size, len(LABELS))

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.out(functional.dropout(hidden[:, 0], 0.1, self.training))


def coded(tokenizer: Tokenizer, pairs: list[Pair]) -> list[Coded]:
    sides = [tokenizer.encode_batch([p[k] for p in pairs], add_special_tokens=False) for k in (0, 1)]
    return [(a.ids[:LONGEST], b.ids[:LONGEST], p[2]) for a, b, p in zip(*sides, pairs, strict=True)]


def batch(rows: list[Coded]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    length = max(len(a) + len(b) for a, b, _ in rows) + 3
    ids, kinds, mask = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    for i, (a, b, _) in enumerate(rows):
        row = [101, *a, 102, *b, 102]
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
        kinds[i, len(a) + 2 : len(row)] = 1
    return ids, kinds, mask


def train(model: Judge, rows: list[Coded], epochs: float) -> None:
    steps, rng = int(epochs * len(rows) / BATCH), random.Random(5)
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters()}, {"params": model.out.parameters()}], lr=RATE, weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1)
    model.train()
    started = time.monotonic()
    for step, chunk in enumerate(_chunks(rows, steps, rng)):
        ids, kinds, mask = batch([(b, a, y) if rng.random() < 0.5 else (a, b, y) for a, b, y in chunk])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, kinds, mask)
        loss = functional.cross_entropy(scores.float(), torch.tensor([y for *_, y in chunk]), label_smoothing=0.05)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.3f}, {time.monotonic() - started:.0f} s", flush=True)


def _chunks(rows: list[Coded], steps: int, rng: random.Random) -> Iterator[list[Coded]]:
    """Batches of pairs of like length, in no order."""
    done = 0
    while True:
        order = rng.sample(rows, len(rows))
        parts = [sorted(order[i : i + 1280], key=lambda r: len(r[0]) + len(r[1])) for i in range(0, len(order), 1280)]
        for chunk in (
            part[i : i + BATCH]
            for part in parts
            for i in rng.sample(range(0, len(part), BATCH), -(-len(part) // BATCH))
        ):
            if done == steps:
                return
            done += 1
            yield chunk


def judged(model: Judge, rows: list[Coded]) -> np.ndarray:
    """Probabilities [pairs, 3], the mean over both orders."""
    model.eval()
    out = []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for i in range(0, len(rows), 64):
            some = rows[i : i + 64]
            both = [model(*batch(s)).float().softmax(1) for s in (some, [(b, a, y) for a, b, y in some])]
            out.append(((both[0] + both[1]) / 2).numpy())
    return np.concatenate(out)


def gold_pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The texts of each pair of a story with gold answers, and its family."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    meta = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    texts = {m["id"]: (folder / m["file"]).open(encoding="utf-8", newline="").read() for m in meta}
    refs = {r["id"]: r for r in gold["statements"] + gold["assertions"]}

    def words(ref: str) -> str:
        text = texts[refs[ref]["article"]]
        return " ".join(" ".join(text[slice(*find(text, piece))] for piece in refs[ref]["content"]).split())

    for fact in gold["facts"]:
        for p in fact.get("pairs", []):
            yield words(p["a"]), words(p["b"]), FAMILY.get(p["relation"], "different")


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("data", "base", "gold", "out"):
        cli.add_argument(name, type=Path)
    cli.add_argument("--epochs", type=float, default=1)
    cli.add_argument("--stories", type=Path)
    args = cli.parse_args()
    rng = random.Random(1)
    torch.manual_seed(1)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    folders = list(story_folders([args.gold]))
    pairs = [*inference(args.data, "train"), *news(args.data, rng)]
    if args.stories:
        gold_texts = {p.open(encoding="utf-8", newline="").read()[:200] for f in folders for p in f.glob("*.txt")}
        pairs += of_stories(Record.open(args.stories), gold_texts, rng)
    print(len(pairs), "pairs to learn from")
    model = Judge(args.base)
    train(model, coded(tokenizer, pairs), args.epochs)
    torch.save(model.state_dict(), args.out)
    held_out = list(inference(args.data, "val"))
    scores = judged(model, coded(tokenizer, held_out))
    right = np.array([y for *_, y in held_out])
    print(f"inference pairs: {(scores.argmax(1) == right).mean():.3f} right of {len(right)}")
    for least in (0.5, 0.7, 0.8, 0.9):
        taken = scores[:, CONTRADICTS] >= least
        print(f"  contradiction from {least}: {(right[taken] == CONTRADICTS).mean():.3f} right of {taken.sum()}")
    found = [pair for folder in folders for pair in gold_pairs(folder)]
    scores = judged(model, coded(tokenizer, [(a, b, 0) for a, b, _ in found]))
    family = np.array([f for *_, f in found])
    for name, column in (("says the same", SAME), ("contradicts", CONTRADICTS)):
        for least in (0.5, 0.7, 0.8, 0.9):
            above = {f: int((scores[family == f, column] >= least).sum()) for f in ("agree", "conflict", "different")}
            print(f"gold, {name} from {least}: {above}")


if __name__ == "__main__":
    main()
