"""Units by the words and signs for them, from `units.csv`.

Keys are English and singular; currencies have their ISO 4217 codes. `after` says what
the words may follow: `digits`, `kanji` (numbers in kanji alone as well), `kanji>1`
(but not 一, which is sooner an article or part of a word), `large` numbers only, or
`any`; `not_before` which characters make another word of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

from ishizue.evidence.mentions.quantities.number import Number

RATIOS = ("percent", "percentage-point", "share", "times", "rank")
"""Units that are no amount in a year, even of what is yearly."""


@dataclass(frozen=True)
class Unit:
    """A unit: its key, and by what a count in its words must be multiplied."""

    key: str
    factor: Decimal = Decimal(1)
    after: str = "any"

    def may_follow(self, number: Number) -> bool:
        """Whether its words after such a number are a unit."""
        if self.after == "large":
            return number.large
        if not number.kanji or self.after in ("any", "kanji"):
            return True
        return self.after == "kanji>1" and number.low > 1


@dataclass(frozen=True)
class Units:
    """The words of one language, and a pattern of them, the longest first."""

    by_surface: dict[str, Unit]
    pattern: str

    def __getitem__(self, surface: str) -> Unit:
        words = " ".join(surface.split())
        # Headlines write Billion Won; MW and USD stand as they are.
        return self.by_surface.get(words) or self.by_surface[words.lower()]


@cache
def units(language: Literal["ja", "en", "sign"]) -> Units:
    """The units of a language, or the signs that stand before a sum of money."""
    by_surface: dict[str, Unit] = {}
    patterns: dict[str, str] = {}
    for row in _rows():
        if row["language"] != language:
            continue
        unit = Unit(row["unit"], Decimal(row["factor"]), row["after"])
        stop = f"(?![{row['not_before']}])" if row["not_before"] else ""
        for surface in row["surfaces"].split("|"):
            by_surface[surface] = unit
            patterns[surface] = re.escape(surface).replace(r"\ ", r"\s") + stop
    longest_first = sorted(patterns, key=len, reverse=True)
    return Units(by_surface, "|".join(patterns[surface] for surface in longest_first))


def _rows() -> Iterator[dict[str, str]]:
    table = resources.files(__package__).joinpath("units.csv").read_text("utf-8")
    return csv.DictReader(table.splitlines())
