"""Meanings of words, for telling that two statements say alike what they say in other words.

usage: python training/vectors.py BASE_MODEL_DIR OUT_DIR

Each word of `rarity.json` is read by the base sentence encoder (all-MiniLM-L6-v2) by itself; the vectors are centred,
cut to DEPTH numbers by their principal components, made of length 1 and rounded to int8 (static distillation, as in
model2vec: Tulkens & van Dongen 2024). A statement's vector is the sum of its words', weighted by rarity: no second pass
of a model over millions of statements. Writes `vectors.npy`, a row for each word of `rarity.json` in its order.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

DEPTH = 64
"""Numbers a word. On the gold stories 64 tell as much of agreement as 384, beside the words themselves."""


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("base", type=Path)
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    words = list(json.loads((args.out / "rarity.json").read_text(encoding="utf-8")))
    tokenizer, model = AutoTokenizer.from_pretrained(args.base), AutoModel.from_pretrained(args.base).eval()
    rows = []
    for at in range(0, len(words), 256):
        batch = tokenizer(words[at : at + 256], padding=True, return_tensors="pt")
        with torch.no_grad():
            hidden = model(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None]
        rows.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    x = np.concatenate(rows)
    x -= x.mean(0)
    _, _, axes = np.linalg.svd(x, full_matrices=False)
    x = x @ axes[:DEPTH].T
    x /= np.linalg.norm(x, axis=1, keepdims=True) + 1e-9
    np.save(args.out / "vectors.npy", np.rint(x * 127).astype(np.int8))
    print(f"{len(words)} words, {(args.out / 'vectors.npy').stat().st_size} bytes")


if __name__ == "__main__":
    main()
