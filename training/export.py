"""The trained tagger as an ONNX graph written out by hand: int8 weights, fused operators, one window a call.

usage: python training/export.py CHECKPOINT BASE_MODEL_DIR OUT_DIR

Why by hand: six layers of four operators are easier to read here than as an exporter's trace, and every matrix is
quantised the same way: weights per column, activations by the window they belong to. A window is run alone, without
padding, so its scores depend on nothing but its own words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from onrecord.read.tokens import BREAKS, CASES, STATES

LAYERS, WIDTH, HEADS = 6, 384, 12
MS = "com.microsoft"
POSITIONS = 256


class Graph:
    """A list of nodes and initializers under construction."""

    def __init__(self, precision: str) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.inits: list[onnx.TensorProto] = []
        self.precision = precision
        self.exact: set[str] = {"scores"}
        """Matrices left in float32: the labels' own is tiny, and rounding its input costs most."""

    def const(self, name: str, value: np.ndarray) -> str:
        self.inits.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def op(self, kind: str, inputs: list[str], out: str, domain: str = "", **attrs: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **attrs))
        return out

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, out: str) -> str:
        """`x @ weight.T + bias`, the weight int8 with a scale for each column."""
        w = weight.T.astype(np.float32)
        b = self.const(f"{out}.bias", bias.astype(np.float32))
        if self.precision == "float32" or out in self.exact:
            return self.op("Add", [self.op("MatMul", [x, self.const(f"{out}.weight", w)], f"{out}.x"), b], out)
        scale = np.maximum(np.abs(w).max(0), 1e-8) / 127
        q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
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


def build(state: dict[str, np.ndarray], precision: str, exact: frozenset[str] = frozenset()) -> onnx.ModelProto:
    """Inputs `ids` int32 [1, n] and `features` int32 [1, n, 3]; output `scores` float32 [1, n, labels]."""
    g = Graph(precision)
    g.exact |= exact

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


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("checkpoint", type=Path)
    cli.add_argument("base", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--float32", action="store_true", help="also write reader.float32.onnx, for comparison")
    args = cli.parse_args()
    saved = torch.load(args.checkpoint, map_location="cpu", weights_only=False)
    state = {k: v.float().numpy() for k, v in saved["model"].items()}
    args.out.mkdir(parents=True, exist_ok=True)
    for precision in ["int8"] + ["float32"] * args.float32:
        name = "reader.onnx" if precision == "int8" else "reader.float32.onnx"
        model = build(state, precision)
        (args.out / name).write_bytes(model.SerializeToString(deterministic=True))
        print(name, hashlib.sha256((args.out / name).read_bytes()).hexdigest(), (args.out / name).stat().st_size)
    crf = {k: v.float().numpy().round(5).tolist() for k, v in saved["crf"].items() if k != "forbidden"}
    forbidden = saved["crf"]["forbidden"].numpy()
    crf["step"] = (np.array(crf["step"]) + forbidden).round(5).tolist()
    text = json.dumps({"labels": list(saved["labels"]), **crf}, indent=0)
    (args.out / "reader.json").write_text(text + "\n", encoding="utf8")
    shutil.copyfile(args.base / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
