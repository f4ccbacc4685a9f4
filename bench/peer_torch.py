"""The shipped reader's weights in plain PyTorch, fp32: the alternative that `bench/read.py` measures against.

Batches of 8 windows of like length, padded, as a careful user of PyTorch would run it. Needs torch and onnx.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

LAYERS, HEADS, WIDTH = 6, 12, 384
BATCH = 8


class Peer(nn.Module):
    """The graph of `training/export.py`, weights dequantised once."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        raw = {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}
        self.raw = {k: torch.from_numpy(v.astype(np.float32)) for k, v in raw.items() if v.dtype != np.int64}
        for name, value in list(self.raw.items()):
            if name.endswith(".weight"):
                self.raw[name] = self._exact(value, name.removesuffix(".weight")).T.contiguous()
        self.raw["words.table"] *= self.raw["words.scales"]

    def _exact(self, weight: torch.Tensor, name: str) -> torch.Tensor:
        """An int8 weight as the float32 one it stands for; the smoothing of its input put back."""
        if f"{name}.scale" not in self.raw:
            return weight
        return weight * self.raw[f"{name}.scale"] * self.raw[f"{name}.smooth"][:, None]

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, self.raw[f"{name}.weight"], self.raw[f"{name}.bias"])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, (WIDTH,), self.raw[f"{name}.w"], self.raw[f"{name}.b"], 1e-12)

    def forward(self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.raw["words.table"][ids]
        for i in range(3):
            x = x + self.raw[f"feature{i}.table"][features[..., i]]
        x = self._norm(x + self.raw["positions"][: ids.shape[1]], "encoder.embeddings.LayerNorm")
        for i in range(LAYERS):
            p = f"encoder.encoder.layer.{i}"
            q, k, v = (
                part.unflatten(2, (HEADS, WIDTH // HEADS)).transpose(1, 2)
                for part in self._linear(x, f"l{i}.qkv").chunk(3, dim=-1)
            )
            a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
            a = self._linear(a.transpose(1, 2).flatten(2), f"l{i}.projected")
            x = self._norm(a + x, f"{p}.attention.output.LayerNorm")
            h = self._linear(functional.gelu(self._linear(x, f"l{i}.wide")), f"l{i}.narrow")
            x = self._norm(h + x, f"{p}.output.LayerNorm")
        return self._linear(x, "scores")


@torch.inference_mode()
def score(peer: Peer, windows: list[tuple[Any, Any]]) -> list[np.ndarray]:
    """The scores of windows `(ids, features)`, in their order."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][0]))
    out: list[np.ndarray] = [np.zeros(0)] * len(windows)
    for at in range(0, len(order), BATCH):
        rows = order[at : at + BATCH]
        length = len(windows[rows[-1]][0])
        ids = torch.zeros((len(rows), length), dtype=torch.long)
        features = torch.zeros((len(rows), length, 3), dtype=torch.long)
        mask = torch.zeros((len(rows), length), dtype=torch.bool)
        for j, r in enumerate(rows):
            n = len(windows[r][0])
            ids[j, :n], features[j, :n] = torch.from_numpy(windows[r][0]), torch.from_numpy(windows[r][1])
            mask[j, :n] = True
        scores = peer(ids, features, mask).numpy()
        for j, r in enumerate(rows):
            out[r] = scores[j, : len(windows[r][0])]
    return out
