"""SHA-256 of each file under `read/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "join.json": "275e9570e9b32113258b039058d7a67943843e37a174da280419a52ebc5112f1",
    "reader.json": "eb06c312a68100ef772631447f303a289af2427a839f335b497f693d5739b8ba",
    "reader.onnx": "696932d0111bc8788fb19b47e0395486d02b2b61c281a26d1197ce724852cd69",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
