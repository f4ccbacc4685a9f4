"""SHA-256 of each file under `link/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "agreement.json": "c3fe4e8b99b69e27618cf48434194380cc66f76117d933cbcbb22558b18c5bb1",
    "names.toml": "cb02b44787eccba3e6832fcac07283a105e50cba9eb378908dbaa41a753f4d82",
    "passages.json": "87b22920f2795522c7747381b52c03797bb8af3d846290cc20af7ad7c7897564",
    "rarity.json": "aadc9b86fb432664fb03b0bb3430ffffb7828e671efb89caa8801714bb191201",
    "vectors.npy": "960fc83a9b011a049355ede1bb18aa43166fdfe732e6e76a5e7041680fce7eb7",
}
