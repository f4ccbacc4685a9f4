"""SHA-256 of each file under `gazetteer/models`, written by `training/pin.py`."""

PINNED: dict[str, str] = {
    "names.tsv.gz": "8903c1babc6ff4eb554ab961b80a5a7b396ffcde552925b258683666efd34809",
    "places.tsv.gz": "a38adc828dfb7cf9ed246d7676296a5cfc55e877f6b3e8dc94e3c31013cda3e0",
}
