"""The trained tagger as an ONNX graph written out by hand: int8 weights, fused operators, one window a call.

usage: python training/export.py CHECKPOINT[,CHECKPOINT…] BASE_MODEL_DIR POLNEAR_DIR OUT_DIR

Checkpoints are those of `reader.py`. Writes `reader.onnx`, `reader.json`, `tokenizer.json`, and `pairs.json` for
`src/onrecord/resolve/models`.

Several checkpoints are averaged weight by weight (model soup: Wortsman et al., ICML 2022).

Why by hand: six layers of four operators are easier to read here than as an exporter's trace, and every matrix is
quantised the same way: weights per column, activations by the window they belong to. A window is run alone, without
padding, so its scores depend on nothing but its own words. A few channels of MiniLM's activations are ten times
larger than the rest; a part of that is moved into the weights before rounding (SmoothQuant: Xiao et al., ICML 2023).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from onrecord.read.tokens import BREAKS, CASES, CLS, SEP, STATES, tokenize, windows

LAYERS, WIDTH, HEADS = 6, 384, 12
MS = "com.microsoft"
POSITIONS = 256
STEPS = 63
"""Weights are rounded to ±63, not ±127: on CPUs without VNNI the product of two full bytes could overflow."""

SMOOTHING = 0.7
"""The share of a channel's size that is moved into the weights. Labels of dev changed by rounding, of 26,985: 385 with
no smoothing, 520 at 0.5, 200 at 0.7, 235 at 0.85."""


class Graph:
    """A list of nodes and initializers under construction. `maxima` holds, for each matrix, its input's channels'
    largest values; without it nothing is rounded but the word embeddings."""

    def __init__(self, maxima: dict[str, np.ndarray] | None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.inits: list[onnx.TensorProto] = []
        self.maxima = maxima

    def const(self, name: str, value: np.ndarray) -> str:
        self.inits.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def op(self, kind: str, inputs: list[str], out: str, domain: str = "", **attrs: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **attrs))
        return out

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str) -> str:
        """`x @ weight.T + bias`, rounded where the size of `x` is known."""
        w = weight.T.astype(np.float32)
        b = self.const(f"{out}.bias", bias.astype(np.float32))
        if self.maxima is None or out not in self.maxima:
            return self.op("Add", [self.op("MatMul", [x, self.const(f"{out}.weight", w)], f"{out}.x"), b], out)
        smooth = np.maximum(self.maxima[out], 1e-3) ** SMOOTHING / np.maximum(np.abs(w).max(1), 1e-4) ** (1 - SMOOTHING)
        smooth /= np.exp(np.log(smooth).mean())
        w = w * smooth[:, None]
        x = self.op("Mul", [x, self.const(f"{out}.smooth", (1 / smooth).astype(np.float32))], f"{out}.smoothed")
        scale = np.maximum(np.abs(w).max(0), 1e-8) / STEPS
        q = np.clip(np.rint(w / scale), -STEPS, STEPS).astype(np.int8)
        names = [
            self.const(f"{out}.weight", q),
            self.const(f"{out}.scale", scale.astype(np.float32)),
            self.const(f"{out}.zero", np.zeros(w.shape[1], dtype=np.int8)),
        ]
        return self.op("DynamicQuantizeMatMul", [x, *names, b], out, MS)

    def embedding(self, table: np.ndarray, ids: str, out: str) -> str:
        """Rows of a table kept as int8 with a scale a row."""
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        q = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        rows = self.op("Gather", [self.const(f"{out}.table", q), ids], f"{out}.q", axis=0)
        scales = self.op("Gather", [self.const(f"{out}.scales", scale.astype(np.float32)), ids], f"{out}.s", axis=0)
        return self.op("Mul", [self.op("Cast", [rows], f"{out}.f", to=TensorProto.FLOAT), scales], out)


def build(state: dict[str, np.ndarray], maxima: dict[str, np.ndarray] | None) -> onnx.ModelProto:
    """Inputs `ids` int32 [1, n] and `features` int32 [1, n, 3]; output `scores` float32 [1, n, outputs]: the
    attribution labels, the tags of names and of mentions, two vectors and a number for joining mentions."""
    g = Graph(maxima)

    def norm(name: str) -> list[str]:
        return [g.const(f"{name}.w", state[f"{name}.weight"]), g.const(f"{name}.b", state[f"{name}.bias"])]

    words = g.embedding(state["encoder.embeddings.word_embeddings.weight"], "ids", "words")
    x = words
    for i, size in enumerate((CASES, STATES, BREAKS)):
        index = g.op(
            "Gather",
            ["features", g.const(f"feature{i}.at", np.array(i, dtype=np.int64))],
            f"feature{i}.ids",
            axis=2,
        )
        table = g.const(f"feature{i}.table", state[f"features.{i}.weight"])
        assert state[f"features.{i}.weight"].shape[0] == size
        x = g.op("Add", [x, g.op("Gather", [table, index], f"feature{i}", axis=0)], f"with{i}")
    positions = state["encoder.embeddings.position_embeddings.weight"][:POSITIONS]
    positions = positions + state["encoder.embeddings.token_type_embeddings.weight"][0]
    length = g.op(
        "Gather",
        [g.op("Shape", ["ids"], "shape"), g.const("one", np.array([1], dtype=np.int64))],
        "length",
        axis=0,
    )
    zero = g.const("zero", np.array([0], dtype=np.int64))
    here = g.op("Slice", [g.const("positions", positions), zero, length], "here")
    x = g.op("Add", [x, here], "summed")
    x = g.op("LayerNormalization", [x, *norm("encoder.embeddings.LayerNorm")], "embedded", axis=-1, epsilon=1e-12)
    for i in range(LAYERS):
        x = layer(g, state, i, x, norm)
    g.linear(x, state["head.weight"], state["head.bias"], "scores")
    n_labels = state["head.bias"].shape[0]
    graph = helper.make_graph(
        g.nodes,
        "reader",
        [helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "n"]),
         helper.make_tensor_value_info("features", TensorProto.INT32, [1, "n", 3])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "n", n_labels])],
        g.inits,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="onrecord")


def layer(g: Graph, state: dict[str, np.ndarray], i: int, x: str, norm: object) -> str:
    """One transformer layer: attention and a feed-forward net, each added to what came in and normalised."""
    p = f"encoder.encoder.layer.{i}"
    heads = [f"{p}.attention.self.{k}" for k in ("query", "key", "value")]
    weight = np.concatenate([state[f"{h}.weight"] for h in heads])
    bias = np.concatenate([state[f"{h}.bias"] for h in heads])
    qkv = [f"l{i}.query", f"l{i}.key", f"l{i}.value"]
    g.nodes.append(helper.make_node("Split", [g.linear(x, weight, bias, f"l{i}.qkv")], qkv, axis=-1))
    a = g.op("MultiHeadAttention", qkv, f"l{i}.attended", MS, num_heads=HEADS)
    out = f"{p}.attention.output"
    a = g.linear(a, state[f"{out}.dense.weight"], state[f"{out}.dense.bias"], f"l{i}.projected")
    x = add_and_norm(g, a, x, norm(f"{out}.LayerNorm"), f"l{i}.normed")
    h = g.linear(x, state[f"{p}.intermediate.dense.weight"], state[f"{p}.intermediate.dense.bias"], f"l{i}.wide")
    h = g.op("Gelu", [h], f"l{i}.gelu", MS)
    h = g.linear(h, state[f"{p}.output.dense.weight"], state[f"{p}.output.dense.bias"], f"l{i}.narrow")
    return add_and_norm(g, h, x, norm(f"{p}.output.LayerNorm"), f"l{i}.out")


def add_and_norm(g: Graph, a: str, b: str, norm: list[str], out: str) -> str:
    """Two operators, not the fused one: that is five times slower on a CPU (onnxruntime 1.32)."""
    return g.op("LayerNormalization", [g.op("Add", [a, b], f"{out}.sum"), *norm], out, axis=-1, epsilon=1e-12)


def channel_maxima(state: dict[str, np.ndarray], texts: list[str], tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """For each matrix but the labels' own, the largest value of each channel of its input over the texts."""
    exact = build(state, None)
    inputs = {n.name[:-2]: n.input[0] for n in exact.graph.node if n.op_type == "MatMul" and n.name != "scores.x"}
    wanted = sorted(set(inputs.values()))
    exact.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in wanted)
    session = ort.InferenceSession(exact.SerializeToString(), providers=["CPUExecutionProvider"])
    largest = {name: np.zeros(1) for name in wanted}
    for text in texts:
        tokens = tokenize(tokenizer, text)
        for start, end, _, _ in windows(tokens):
            ids = np.concatenate([[CLS], tokens.ids[start:end], [SEP]]).astype(np.int32)
            features = np.zeros((len(ids), 3), dtype=np.int32)
            features[1:-1] = tokens.features[start:end]
            got = session.run(wanted, {"ids": ids[None], "features": features[None]})
            for name, value in zip(wanted, got, strict=True):
                largest[name] = np.maximum(largest[name], np.abs(value[0]).max(0))
    return {out: largest[x] for out, x in inputs.items()}


def average(checkpoints: list[Path]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], list[str]]:
    """The mean of the checkpoints' model and CRF weights, and their labels."""
    saved = [torch.load(c, map_location="cpu", weights_only=False) for c in checkpoints]
    model, crf = (
        {k: np.mean([s[part][k].float().numpy() for s in saved], axis=0) for k in saved[0][part]}
        for part in ("model", "crf")
    )
    return model, crf, list(saved[0]["labels"])


def ranker(checkpoints: list[Path]) -> dict[str, object]:
    """The mean of the checkpoints' weights of the pairs' features, by name, and of beginning something new by form."""
    saved = [torch.load(c, map_location="cpu", weights_only=False) for c in checkpoints]
    weights, new = (np.mean([s["ranker"][k].numpy() for s in saved], axis=0) for k in ("weights", "new"))
    names = saved[0]["features"]
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        "new": {f: round(float(w), 4) for f, w in zip(("name", "description", "pronoun"), new, strict=True)},
    }


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("checkpoints", help="files, with commas between")
    cli.add_argument("base", type=Path)
    cli.add_argument("polnear", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--float32", action="store_true", help="write the unrounded model, for comparison")
    args = cli.parse_args()
    checkpoints = [Path(c) for c in args.checkpoints.split(",")]
    state, crf, labels = average(checkpoints)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    paths = sorted((args.polnear / "train" / "text").glob("*.txt"))[::40]
    texts = [p.open(encoding="utf8", newline="").read() for p in paths]
    model = build(state, None if args.float32 else channel_maxima(state, texts, tokenizer))
    args.out.mkdir(parents=True, exist_ok=True)
    data = model.SerializeToString(deterministic=True)
    (args.out / "reader.onnx").write_bytes(data)
    print("reader.onnx", len(data), "bytes, SHA-256", hashlib.sha256(data).hexdigest())
    steps = (crf["step"] + crf["forbidden"]).round(5).tolist()
    raw = {
        "labels": labels,
        "start": crf["start"].round(5).tolist(),
        "end": crf["end"].round(5).tolist(),
        "step": steps,
    }
    (args.out / "reader.json").write_text(json.dumps(raw, indent=0) + "\n", encoding="utf8")
    pairs = json.dumps(ranker(checkpoints), indent=0) + "\n"
    (args.out / "pairs.json").write_text(pairs, encoding="utf8")
    shutil.copyfile(args.base / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
