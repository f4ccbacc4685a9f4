"""Names in news text without labels, as the present model and the wording of each article show them: to train on.

usage: python training/silver.py OUT.jsonl TEXT_OR_JSONL…

News has organisations that the free corpora hardly have. A name is kept with the kind that it has most often in its
article (one sense per discourse: Yarowsky 1995), wherever it stands there; an acronym is an
organisation's. A capital that no name covers, and that no
sentence begins with, is left unsaid, so that nothing wrong is learned from what was missed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.read.mentions import marked
from onrecord.read.model import Tagger
from onrecord.rows import Span
from onrecord.text.nouns import names_nobody, word_set

_ACRONYM = re.compile(r"(?<=[a-z,] )(?:the )?([A-Z]{3,6})(?=[ ,.’'][ a-z])")
_NO_NAME = word_set("""
    CEO CFO COO USA DNA RNA HIV AIDS GDP GOP DVD UFO SUV ATM PIN VIP IQ NYC DUI DWI LGBT LGBTQ PTSD ISBN URL FAQ GPS
    MRI IED RPG AWOL ASAP III VII VIII XIII EST EDT PST PDT GMT UTC BST CET WMD EMS COVID SARS IPO ROTC
""")

LEAST = 200
"""Characters of a text worth reading."""


def texts(paths: list[str]) -> Iterator[str]:
    for path in map(Path, paths):
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
            yield from (r.get("text") or "" for r in rows)
        else:
            yield path.open(encoding="utf8", newline="").read()


def names(text: str, found: list[tuple[Span, str]]) -> list[tuple[int, int, str]]:
    """The found names and every other place of them in the text, with the kind they have most."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for span, kind in found:
        kinds[text[slice(*span)]][kind] += 1
    taken: list[tuple[int, int, str]] = []
    kinds = {w: c for w, c in kinds.items() if " " in w or not names_nobody(w)}
    for words, count in sorted(kinds.items(), key=lambda x: -len(x[0])):
        kind = count.most_common(1)[0][0]
        for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            if words[:1].isupper() and not any(a < m.end() and m.start() < b for a, b, _ in taken):
                taken.append((m.start(), m.end(), kind))
    return sorted(taken)


def unsaid(text: str, taken: list[tuple[int, int, str]]) -> list[Span]:
    """Capitals within a sentence that no name covers."""
    out = []
    for m in re.finditer(r"(?<=[a-z,] )[A-Z][\w'’-]*", text):
        if not names_nobody(m[0]) and not any(a < m.end() and m.start() < b for a, b, _ in taken):
            out.append(m.span())
    return out


def main() -> None:
    out, paths = sys.argv[1], sys.argv[2:]
    tagger = Tagger()
    with Path(out).open("w", encoding="utf8") as f:
        for scored in tagger.score(t for t in texts(paths) if len(t) > LEAST):
            found = [(m.span, m.kind) for m in marked(scored).mentions if m.form == "name"]
            found += [(m.span(1), "organization") for m in _ACRONYM.finditer(scored.text) if m[1] not in _NO_NAME]
            taken = names(scored.text, found)
            f.write(json.dumps({"text": scored.text, "names": taken, "unsaid": unsaid(scored.text, taken)}) + "\n")


if __name__ == "__main__":
    main()
