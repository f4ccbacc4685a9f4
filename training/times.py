"""How well times are found and resolved on TimeML news. usage: python training/times.py DATA [--show N]

DATA/tempeval3/TBAQ-cleaned holds TimeBank and AQUAINT, whose TIMEX3 have a value. Counted are those of type DATE and
TIME whose value is a day, a month, a year or a time of day, outside the document's head; a found time that meets a
TIMEX3 of another kind counts neither way. An extent is right where the two overlap, a value where it is the same and
of the same grain (a time of day must agree where both have one). Of a range TimeML marks both ends, which ours holds.
Prints precision, recall and F1 of the extents, the share of those with the right value, and the F1 of extent and value
together.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.times import times
from onrecord.rows import Span, Time

_TAG = re.compile(r"<[^>]*>")
_KEY = re.compile(r'(\w+)="([^"]*)"')
COUNTED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:T.*)?")


@dataclass(frozen=True)
class Marked:
    """A TIMEX3: its span in the bare text and its value; `None` for one of a kind that is not counted."""

    span: Span
    value: str | None


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("data", type=Path)
    cli.add_argument("--show", type=int, default=0, help="print so many misses of each sort")
    args = cli.parse_args()
    total: Counter[str] = Counter()
    misses: list[str] = []
    for corpus in ("TimeBank", "AQUAINT"):
        counts: Counter[str] = Counter()
        for path in sorted((args.data / "tempeval3" / "TBAQ-cleaned" / corpus).glob("*.tml")):
            published, text, marked = document(path.read_text(encoding="utf-8", errors="replace"))
            counts += compare(text, marked, times(text, published), misses)
        print(corpus, said(counts))
        total += counts
    print("both", said(total))
    for sort in ("missed", "extra", "value"):
        print(*[m for m in misses if m.startswith(sort)][: args.show], sep="\n")


def document(source: str) -> tuple[str | None, str, list[Marked]]:
    """The time it was made, its text without tags, and its TIMEX3."""
    made = re.search(r'<DCT>\s*<TIMEX3[^>]*value="([^"]*)"', source)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, marked, opened = "", list[Marked](), list[tuple[int, dict[str, str]]]()
    inside = body[1] if body else ""
    at = 0
    for m in _TAG.finditer(inside):
        text += html.unescape(inside[at : m.start()])
        at = m.end()
        if m[0].startswith("<TIMEX3"):
            opened.append((len(text), dict(_KEY.findall(m[0]))))
        elif m[0] == "</TIMEX3>" and opened:
            start, keys = opened.pop()
            counted = keys.get("type") in ("DATE", "TIME") and COUNTED.fullmatch(keys.get("value", ""))
            marked.append(Marked((start, len(text)), keys["value"] if counted else None))
    return made[1] if made else None, text + html.unescape(inside[at:]), marked


def compare(text: str, marked: list[Marked], found: list[Time], misses: list[str]) -> Counter[str]:
    """Counts `wanted`, `found`, `met` (extents) and `right` (values)."""
    counts: Counter[str] = Counter()
    used: set[Span] = set()
    for gold in marked:
        near = [t for t in found if t.span[0] < gold.span[1] and gold.span[0] < t.span[1]]
        if gold.value is None:
            used |= {t.span for t in near}
            continue
        counts["wanted"] += 1
        if not near:
            misses.append(f"missed {gold.value} | {beside(text, gold.span)}")
            continue
        used |= {t.span for t in near}
        counts["met"] += 1
        counts["found"] += 1
        if any(same(gold.value, t) for t in near):
            counts["right"] += 1
        else:
            misses.append(f"value {gold.value} for {near[0].start}/{near[0].end} | {beside(text, gold.span)}")
    for t in found:
        if t.span not in used:
            counts["found"] += 1
            misses.append(f"extra {t.start}/{t.end} | {beside(text, t.span)}")
    return counts


def same(value: str, t: Time) -> bool:
    """Whether a value names the found days, and the same time of day where both say one."""
    day, _, clock = value.partition("T")
    mine, _, mine_clock = t.start.partition("T")
    if clock[:1].isdigit() and mine_clock and clock[:2] != mine_clock[:2]:
        return False
    if not mine:
        return bool(clock[:1].isdigit())
    size = {"month": 7, "year": 4}.get(t.grain, 10)
    return day in (mine[:size], t.end[:size])


def beside(text: str, span: Span) -> str:
    """The words and what stands around them, on one line."""
    before, after = text[max(0, span[0] - 60) : span[0]], text[span[1] : span[1] + 40]
    return " ".join(f"{before}[{text[slice(*span)]}]{after}".split())


def said(c: Counter[str]) -> str:
    """The figures of one corpus."""
    p, r = c["met"] / max(1, c["found"]), c["met"] / max(1, c["wanted"])
    vp, vr = c["right"] / max(1, c["found"]), c["right"] / max(1, c["wanted"])
    return (
        f"{c['wanted']} times: extent P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}, value right in"
        f" {c['right'] / max(1, c['met']):.3f}, extent and value F1 {2 * vp * vr / max(1e-9, vp + vr):.3f}"
    )


if __name__ == "__main__":
    main()
