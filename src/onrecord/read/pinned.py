"""SHA-256 of each file under `read/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "join.json": "98d56c8d092692b0abafafd97eea4b1192d6c4e9e2acec6e3c58744773c63a1f",
    "reader.json": "d3097ceb0a874b99d50bc1421d0f7b9bd71d082425bd94b2a7c5c9500d5b7a6e",
    "reader.onnx": "9c50e575c97f627a2e659cbfaaa6bf5b2109a8af796cece5343e901c0bc72c4d",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
