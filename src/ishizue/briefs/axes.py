"""Axes of charts of one number: how far they reach, and how they write it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ishizue.briefs.numbers import Form, form_of

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array


def domain(
    values: Sequence[Array], threshold: float, form: Form
) -> tuple[float, float]:
    """The stretch of the axis that shows all draws and the threshold."""
    low = min(threshold, *(float(v.min()) for v in values))
    high = max(threshold, *(float(v.max()) for v in values))
    margin = 0.04 * (high - low) or 0.1 * abs(high) or 1.0
    low, high = low - margin, high + margin
    if form in ("share", "likelihood", "fine"):
        low, high = max(low, 0.0), min(high, 1.0)
    elif min(threshold, *(float(v.min()) for v in values)) >= 0:
        low = max(low, 0.0)
    return low, high


def number_format(unit: str, width: float) -> str:
    """The d3 format of an axis."""
    if form_of(unit) in ("share", "likelihood"):
        return ".1%" if width < 0.06 else ".0%"
    return "~f" if width < 1000 else "~s"
