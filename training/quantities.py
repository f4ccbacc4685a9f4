"""How well figures are read in sentences about quantities. usage: python training/quantities.py DATA

DATA/quantities/train.json holds sentences with `{quantity}` where a quantity of a named unit goes. Each is filled with
numbers in digits and in words; a figure is right where its value and its unit's kind are, and so is every other number
that the sentence has. Prints precision, recall and F1, and each miss.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from onrecord.read.figures import figures
from onrecord.read.measures import family

WRITTEN = {
    "pound-mass": "pounds", "pound sterling": "pounds", "mach number": "mach", "minute of arc": "minutes",
    "second of arc": "seconds", "inch": "inches", "degree Celsius": "degrees Celsius", "density": "kilograms",
    "concentration": "percent",
}  # fmt: skip
FAMILY = {"pound sterling": "GBP", "pound-mass": "mass", "density": "mass", "concentration": "share"}
NUMBERS = (("40", 40), ("2.5", 2.5), ("1,200", 1200), ("twelve", 12), ("two hundred", 200))


def main() -> None:
    cli = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    cli.add_argument("data", type=Path)
    rows = json.loads((cli.parse_args().data / "quantities" / "train.json").read_text(encoding="utf-8"))
    right = got = wanted = 0
    for row in rows:
        unit = row["unit"]
        for words, value in NUMBERS:
            text = row["text"].replace("{quantity}", f"{words} {WRITTEN.get(unit, unit + 's')}")
            marks = [m.start() for m in re.finditer(re.escape(words), text)]
            found = figures(text)
            kinds = {FAMILY.get(unit) or family(unit), "time" if "arc" in unit else None}
            fits = [f for f in found if f.span[0] in marks and _fits(f.low, f.high, value)]
            fits = [f for f in fits if f.unit and family(f.unit) in kinds]
            others = text.count("°C") + text.count("°F")
            wanted += len(marks) + others
            got += len(found)
            right += len(fits) + min(others, len(found) - len([f for f in found if f.span[0] in marks]))
            if len(fits) < len(marks):
                print("missed", unit, "|", text, "|", [(text[slice(*f.span)], f.low, f.high, f.unit) for f in found])
    precision, recall = right / got, right / wanted
    print(f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f} of {wanted}")


def _fits(low: float | None, high: float | None, value: float) -> bool:
    return (low is None or low <= value * 1.001) and (high is None or high >= value * 0.999)


if __name__ == "__main__":
    main()
