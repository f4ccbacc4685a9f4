"""SHA-256 of each file under `read/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "join.json": "98d56c8d092692b0abafafd97eea4b1192d6c4e9e2acec6e3c58744773c63a1f",
    "reader.json": "7b57f1f28d60141ebb7c2927d2235f0174477a1fb5163774c613c17f408ee839",
    "reader.onnx": "2cfd413551a93e0beb8e06ff89385695156567d33d242b4a60f1b0b4a9692d0d",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
