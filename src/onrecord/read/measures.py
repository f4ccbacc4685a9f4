"""Units that figures are given in, each with its kind and its size in the kind's own unit; what begins like another
("miles per hour") comes before it."""

from __future__ import annotations

import re

_KINDS: dict[str, dict[str, tuple[float, str]]] = {
    "speed": {
        "kilometre per hour": (1, r"(?:km|kilomet(?:er|re)s?)\s?(?:/|an\s|per\s)\s?h(?:our)?|kph|kmh"),
        "mile per hour": (1.609344, r"mph|miles\s(?:an|per)\shour"), "knot": (1.852, r"knots?"),
    },
    "area": {
        "square metre": (1, r"square\smet(?:er|re)s?|sq\.?\s?m|m²"), "acre": (4046.86, r"acres?"),
        "square kilometre": (1e6, r"square\skilomet(?:er|re)s?|sq\.?\s?km|km²"), "hectare": (1e4, r"hectares?"),
        "square mile": (2589988.11, r"square\smiles?"), "square foot": (0.09290304, r"square\sf(?:ee|oo)t|sq\.?\s?ft"),
    },
    "time": {
        "second": (1, r"seconds?|secs?"), "minute": (60, r"minutes?|mins?"), "hour": (3600, r"hours?|hrs?"),
        "day": (86400, r"days?"), "week": (604800, r"weeks?"), "month": (2629800, r"months?"),
        "year": (31557600, r"years?"),
    },
    "length": {
        "millimetre": (0.001, r"millimet(?:er|re)s?|mm"), "centimetre": (0.01, r"centimet(?:er|re)s?|cm"),
        "metre": (1, r"met(?:er|re)s?|m(?!\w)"), "kilometre": (1000, r"kilomet(?:er|re)s?|km|kms"),
        "inch": (0.0254, r"inch(?:es)?"), "foot": (0.3048, r"feet|foot|ft"), "yard": (0.9144, r"yards?"),
        "mile": (1609.344, r"miles?"), "nautical mile": (1852, r"nautical\smiles?"),
    },
    "mass": {
        "gram": (0.001, r"grams?|g(?!\w)"), "kilogram": (1, r"kilograms?|kilos?|kgs?"),
        "tonne": (1000, r"tons?|tonnes?"), "pound-mass": (0.45359237, r"pounds?(?=\s(?:of|in|heav))|lbs?"),
        "ounce": (0.028349523, r"ounces?|oz"),
    },
    "volume": {"litre": (1, r"lit(?:er|re)s?"), "gallon": (3.785, r"gallons?"), "barrel": (158.987, r"barrels?")},
    "power": {
        "megawatt": (1, r"megawatts?|MW"), "kilowatt": (0.001, r"kilowatts?|kW"), "gigawatt": (1e3, r"gigawatts?|GW"),
    },
    "data": {
        "kilobyte": (1, r"kilobytes?|KB"), "megabyte": (1e3, r"megabytes?|MB"), "gigabyte": (1e6, r"gigabytes?|GB"),
        "terabyte": (1e9, r"terabytes?|TB"),
    },
    "degree Celsius": {"degree Celsius": (1, r"(?:°|degrees?\s|deg\s)\s?(?:C|Celsius|centigrade)\b")},
    "degree Fahrenheit": {"degree Fahrenheit": (1, r"(?:°|degrees?\s)\s?(?:F|Fahrenheit)\b")},
    "kelvin": {"kelvin": (1, r"kelvins?|K(?!\w)")},
    "angle": {
        "degree": (3600, r"degrees?|°"), "minute of arc": (60, r"arc\s?minutes?|′"),
        "second of arc": (1, r"arc\s?seconds?|″"),
    },
    "share": {"percent": (1, r"percent|per\scent|%|pct"), "percentage point": (1, r"percentage\spoints?")},
    "USD": {"USD": (1, r"(?:US\s)?dollars?|USD|bucks"), "cent": (0.01, r"cents?")},
    "EUR": {"EUR": (1, r"euros?|EUR")},
    "GBP": {"GBP": (1, r"pounds?(?:\ssterling)?|GBP"), "pence": (0.01, r"pence|p(?!\w)")},
    "JPY": {"JPY": (1, r"yen")},
    "RUB": {"RUB": (1, r"roubles?|rubles?")},
    "CNY": {"CNY": (1, r"yuan|renminbi")},
    "INR": {"INR": (1, r"rupees?"), "lakh": (1e5, r"lakhs?"), "crore": (1e7, r"crores?")},
    "NGN": {"NGN": (1, r"naira")},
}  # fmt: skip

UNITS: dict[str, tuple[str, float]] = {
    name: (kind, size) for kind, units in _KINDS.items() for name, (size, _) in units.items()
}
"""Units by name: of which kind each is, and its size."""

_NAMED = [(name, words) for units in _KINDS.values() for name, (_, words) in units.items()]
_UNIT = re.compile(
    r"[\s-]?(?:" + "|".join(f"(?P<u{i}>{words})" for i, (_, words) in enumerate(_NAMED)) + r")(?![A-Za-z])"
)


def measured(after: str) -> tuple[str, int] | None:
    """The unit that the text behind a number begins with, and how many characters it takes up."""
    m = _UNIT.match(after)
    return (_NAMED[int(m.lastgroup[1:])][0], m.end()) if m and m.lastgroup else None


def family(unit: str) -> str:
    """What kind of unit it is: figures of one kind can be compared."""
    return UNITS[unit][0] if unit in UNITS else unit
