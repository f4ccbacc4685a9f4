"""Write the SHA-256 of every shipped model file into `read/pinned.py`. usage: python training/pin.py"""

import hashlib
from pathlib import Path

READ = Path(__file__).parent.parent / "src" / "onrecord" / "read"


def main() -> None:
    names = sorted(p.name for p in (READ / "models").iterdir() if p.suffix in (".onnx", ".json"))
    rows = [f'    "{n}": "{hashlib.sha256((READ / "models" / n).read_bytes()).hexdigest()}",\n' for n in names]
    head = '"""SHA-256 of each file under `read/models`, written by `training/pin.py`."""\n\n'
    (READ / "pinned.py").write_text(head + "PINNED: dict[str, str] = {\n" + "".join(rows) + "}\n", encoding="utf8")


if __name__ == "__main__":
    main()
