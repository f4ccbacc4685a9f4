"""Write the SHA-256 of every shipped model file into each `pinned.py`. usage: python training/pin.py"""

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "onrecord"


def main() -> None:
    for package in ("read", "link", "gazetteer"):
        models = PACKAGE / package / "models"
        names = sorted(p.name for p in models.iterdir() if p.suffix in (".onnx", ".json", ".npy", ".gz", ".toml"))
        rows = [f'    "{n}": "{hashlib.sha256((models / n).read_bytes()).hexdigest()}",\n' for n in names]
        head = f'"""SHA-256 of each file under `{package}/models`, written by `training/pin.py`."""\n\n'
        text = head + "PINNED: dict[str, str] = {\n" + "".join(rows) + "}\n"
        (PACKAGE / package / "pinned.py").write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
