"""SHA-256 of each file under `link/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "agreement.json": "91a350285cdfb875efa2ea82ce599cc9b483f8693afd90c819d558623edf28a7",
    "passages.json": "754290876b758feaeb804c5e0c4074542ee287ad858efe68777d2f28f545cc84",
    "rarity.json": "aadc9b86fb432664fb03b0bb3430ffffb7828e671efb89caa8801714bb191201",
    "vectors.npy": "960fc83a9b011a049355ede1bb18aa43166fdfe732e6e76a5e7041680fce7eb7",
}
