"""How fast onrecord reads, beside PyTorch fp32 with the same weights in the same run.

usage: python bench/read.py STORIES_DIR [--articles 600] [--peer]

STORIES_DIR holds JSONL files with a `text` in each line; articles of the average news length (3,700 characters) are
built by recombining their paragraphs. Prints articles a second for the whole path (ingest, model, statements,
record), word pieces a second for the model alone and, with --peer (needs torch and onnx), for PyTorch; the ratio;
peak memory; and the time of `onrecord --help`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np

LENGTH = 3_700
"""Characters of the average news article."""


def build(stories: Path, n: int, out: Path) -> int:
    """Writes `n` articles as JSONL; returns their characters in all."""
    paragraphs = [
        p
        for path in sorted(stories.glob("*.jsonl"))
        for line in path.read_text(encoding="utf8").splitlines()
        for p in (json.loads(line).get("text") or "").split("\n")
        if 40 < len(p) < 1500
    ]
    rng = random.Random(1)
    total = 0
    with out.open("w", encoding="utf8") as f:
        for i in range(n):
            parts: list[str] = []
            size = int(rng.lognormvariate(0, 0.4) * LENGTH / 1.08)
            while sum(map(len, parts)) < size:
                parts.append(rng.choice(paragraphs))
            text = "\n".join(parts)
            total += len(text)
            row = {"url": f"https://outlet{i % 50}.example/{i}", "title": None, "text": text}
            f.write(json.dumps(row) + "\n")
    return total


def whole_path(corpus: Path, into: Path) -> float:
    """Seconds for `onrecord read` in a process of its own; prints its peak memory."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", str(corpus), "--into", str(into)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def model_alone(texts: list[str], peer: bool) -> None:
    """Word pieces a second, the model's kept pieces counted once; onrecord and its peer in turn, three times."""
    from onrecord.read.model import Tagger
    from onrecord.read.tokens import CLS, SEP, tokenize, windows

    tagger = Tagger()
    tokens = [tokenize(tagger.tokenizer, t) for t in texts]
    pieces = sum(len(t) for t in tokens)
    inputs = []
    for t in tokens:
        for start, end, _, _ in windows(t):
            ids = np.concatenate([[CLS], t.ids[start:end], [SEP]]).astype(np.int64)
            features = np.zeros((len(ids), 3), dtype=np.int64)
            features[1:-1] = t.features[start:end]
            inputs.append((ids, features))
    ours, theirs = [], []
    if peer:
        import torch

        from peer_torch import Peer, score

        torch.set_num_threads(os.cpu_count() or 1)
        other = Peer(Path(str(files("onrecord"))) / "read" / "models" / "reader.onnx")
    jobs = [(t, w) for t in tokens for w in windows(t)]
    for _ in range(3):
        started = time.perf_counter()
        with ThreadPoolExecutor(tagger.threads) as pool:
            list(pool.map(lambda job: tagger.run(*job), jobs))
        ours.append(time.perf_counter() - started)
        if peer:
            started = time.perf_counter()
            score(other, inputs)
            theirs.append(time.perf_counter() - started)
    print(f"model alone: {pieces / statistics.median(ours):,.0f} word pieces/s")
    if peer:
        print(f"PyTorch fp32, same weights: {pieces / statistics.median(theirs):,.0f} word pieces/s")
        ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
        print(f"ratio: {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")


def help_seconds() -> float:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=Path)
    cli.add_argument("--articles", type=int, default=600)
    cli.add_argument("--peer", action="store_true", help="measure PyTorch too (needs torch and onnx)")
    args = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        characters = build(args.stories, args.articles, corpus)
        print(f"{args.articles} articles, {characters / args.articles:,.0f} characters each, {os.cpu_count()} cores")
        seconds = whole_path(corpus, Path(folder) / "record.db")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"whole path: {args.articles / seconds:.1f} articles/s, start-up included; peak memory {peak:,.0f} MB")
        print(f"record: {(Path(folder) / 'record.db').stat().st_size / args.articles / 1024:.1f} KB an article")
        texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf8").splitlines()[:150]]
        model_alone(texts, args.peer)
    print(f"onrecord --help: {help_seconds():.2f} s")


if __name__ == "__main__":
    main()
