"""Label unlabelled news with an ensemble of trained taggers, for `attribution.py --extra`.

usage: python training/selftrain.py CHECKPOINT,CHECKPOINT BASE_MODEL_DIR OUT_JSONL TEXTS_JSONL…

Each line of TEXTS_JSONL has a `text`. The taggers' scores are averaged before decoding (self-training with an
ensemble as its teacher). Keep stories that are used for measuring out of TEXTS_JSONL.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from attribution import emissions, viterbi
from onrecord.read.tokens import tokenize
from polnear import LABELS, Example
from tagger import Crf, Tagger


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("checkpoints")
    cli.add_argument("base", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("texts", type=Path, nargs="+")
    args = cli.parse_args()
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = [
        json.loads(line).get("text") or "" for p in args.texts for line in p.read_text(encoding="utf8").splitlines()
    ]
    examples = [
        Example("", t, tokens, [np.zeros(len(tokens), dtype=np.int64)])
        for t in dict.fromkeys(texts)
        if len(t) > 300 and len(tokens := tokenize(tokenizer, t)) > 60
    ]
    total, crf = None, Crf(LABELS)
    for path in args.checkpoints.split(","):
        saved = torch.load(path, map_location="cpu", weights_only=False)
        model = Tagger(args.base, len(LABELS))
        model.load_state_dict(saved["model"])
        crf.load_state_dict(saved["crf"])
        scores = emissions(model, examples)
        total = scores if total is None else [a + b for a, b in zip(total, scores, strict=True)]
    assert total is not None
    n = len(args.checkpoints.split(","))
    with args.out.open("w", encoding="utf8") as f:
        for e, s in zip(examples, total, strict=True):
            f.write(json.dumps({"text": e.text, "labels": viterbi(s / n, crf).tolist()}) + "\n")
    print(len(examples), "articles labelled")


if __name__ == "__main__":
    main()
