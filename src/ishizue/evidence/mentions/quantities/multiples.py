"""Quantities told without a number: doubled, threefold, third-largest, 倍増, 半年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ishizue.evidence.mentions.numerals import read
from ishizue.evidence.mentions.quantities.quantity import Quantity

_VERBS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4}
_ORDINALS = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_WORDS = re.compile(
    rf"""(?=[倍半0-9A-Za-z])(?:
    (?P<twice>(?<![0-9一-龥])(?:倍増|倍加))
    |(?P<half_year>(?<![0-9一-龥])半年間?(?![前後]))
    |(?<![A-Za-z])(?P<verb>{"|".join(_VERBS)})(?:ed|ing)(?![A-Za-z])
    |(?<![A-Za-z])(?P<fold>two|three|four|five|six|seven|eight|nine|ten)-?fold(?![A-Za-z])
    |(?<![A-Za-z0-9])(?:(?P<nth>{"|".join(_ORDINALS)})|(?P<figure>[0-9]{{1,3}})(?:st|nd|rd|th))
     [ -](?:largest|biggest|highest|most\s))
    """,
    re.VERBOSE | re.IGNORECASE,
)


def multiples(text: str) -> Iterator[Quantity]:
    """Multiples and ranks in words, in order."""
    for match in _WORDS.finditer(text):
        unit = "times"
        if match["twice"]:
            count = Decimal(2)
        elif match["half_year"]:
            count, unit = Decimal(6), "month"
        elif match["verb"]:
            count = Decimal(_VERBS[match["verb"].lower()])
        elif match["fold"]:
            count = read(match["fold"]) or Decimal(1)
        else:
            unit = "rank"
            nth = match["nth"]
            count = Decimal(
                _ORDINALS.index(nth.lower()) + 2 if nth else match["figure"]
            )
        yield Quantity(match.start(), match.end(), count, count, unit)
