"""SHA-256 of each file under `read/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "join.json": "98d56c8d092692b0abafafd97eea4b1192d6c4e9e2acec6e3c58744773c63a1f",
    "reader.json": "de1b8329e3be28ef151d33e0c8f419dcdfa24430136b74a0f6be1d8ef30db261",
    "reader.onnx": "3adae833021f0d6d878c251b4b72040a4cb45ed0ba1946a7bfb4d2aeb913a987",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
