"""The articles of BASIL (Fan et al., EMNLP 2019) as JSONL, a file for each event: three outlets on one event."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any


def write(folder: Path, out: Path) -> None:
    """Writes `basil_XXXXXXXX.jsonl` for each triple of articles in BASIL's folder, named by the first of its id."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((folder / "articles").rglob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = "\n".join(" ".join(p) for p in row["body-paragraphs"])
        events[row["triplet-uuid"]].append(
            {
                "url": row["url"],
                "outlet": row["source"],
                "title": row["title"],
                "published": row["date"],
                "text": f"{row['title']}\n\n{paragraphs}",
            }
        )
    for name, rows in events.items():
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (out / f"basil_{name[:8]}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
