"""A number with what the words around it make of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Bound = Literal["", "low", "high"]


@dataclass(frozen=True)
class Quantity:
    """How many of what, where it stands.

    Attributes:
        start, end: From the first word that belongs to it to the last.
        low, high: The number, or the ends of a range.
        unit: Key of the unit; empty where the text names none.
        per: Key of the period or unit for each of which it holds.
        bound: Whether the number is the least or the most.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    per: str = ""
    approximate: bool = False
    bound: Bound = ""
