"""Medians with their intervals, by item and scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import (
    GRID,
    INK,
    LINE,
    Row,
    colour,
    marked,
    spread,
    whole,
    wrapped,
)

CHARACTERS: Final[Mapping[str, int]] = {"en": 46, "ja": 25}
"""Characters of an item's label before it is broken, about 290 pixels."""
GAP: Final = 0.5
"""Between items, in lines."""


def intervals(
    groups: Sequence[tuple[str, Sequence[Row]]],
    lang: str,
    colours: Mapping[str, str],
    *,
    axis: Mapping[str, Any],
    zero: bool = False,
) -> dict[str, Any]:
    """Medians with their intervals.

    Rows are placed here rather than by Vega, so that an item takes as many lines as it
    has scenarios or its label has lines, whichever is more.

    Args:
        groups: Items as drawn: the label, and for each scenario a row with `scenario`,
            `low`, `median`, `high` and `note`, the words shown on hovering.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        axis: Title, format and domain of the number's axis.
        zero: Whether to mark zero, for differences.
    """
    rows: list[Row] = []
    labels: list[Row] = []
    bounds: list[Row] = []
    place = 0.0
    for text, members in groups:
        label = wrapped(text, lang, CHARACTERS[lang])
        lines = label.count("\n") + 1
        size = max(len(members), lines) + GAP
        bounds.append({"row": place})
        # Both stand in the middle of the item; a label hangs from its first line.
        labels.append({"row": place + (size - lines + 1) / 2, "label": label})
        first = place + (size - len(members) + 1) / 2
        rows += [{**member, "row": first + i} for i, member in enumerate(members)]
        place += size
    bounds.append({"row": place})
    y = {
        "field": "row",
        "type": "quantitative",
        "scale": {"domain": [0, place], "reverse": True, "nice": False},
        "axis": None,
    }
    shared = {"y": y, "color": colour(colours), "tooltip": {"field": "note"}}
    data = {"data": {"values": rows}}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": bounds},
            "mark": {"type": "rule", "color": GRID, "strokeWidth": 1},
            "encoding": {"y": y},
        },
        *spread(data, axis, shared, stroke=2, size=40),
        {
            "data": {"values": labels},
            "mark": {
                "type": "text",
                "align": "right",
                "baseline": "middle",
                "lineBreak": "\n",
                "x": -8,
                "color": INK,
                "fontSize": 11,
                "lineHeight": LINE,
            },
            "encoding": {"y": y, "text": {"field": "label"}},
        },
    ]
    if zero:
        layers.insert(0, {"data": {"values": [{"x": 0}]}, **marked("x")})
    return whole(lang, {"width": 480, "height": round(LINE * place), "layer": layers})
