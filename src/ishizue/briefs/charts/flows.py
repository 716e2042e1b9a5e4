"""Who supplies what: stacked bars by item, from what goes in to what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import (
    COLOURS,
    INK,
    LINE,
    Row,
    measure,
    names_down,
    whole,
)

WIDTH: Final = 520
MOST: Final = len(COLOURS) - 1
"""Suppliers with a colour of their own; the others are grey together."""


def flows(
    rows: Sequence[Row],
    lang: str,
    *,
    suppliers: Sequence[str],
    axis: Mapping[str, Any],
    wanted: float,
    others: bool,
) -> dict[str, Any]:
    """Stacked bars, one per item, with a line at what is wanted.

    Args:
        rows: `item`, `supplier`, `order` (of the supplier), `value` and `note`, items in
            the order drawn.
        lang: Language of the labels.
        suppliers: In the order of their colours, the others last.
        axis: Title, format and domain of the number's axis.
        wanted: Where the line stands.
        others: Whether the last of the suppliers are all others together.
    """
    items = list(dict.fromkeys(row["item"] for row in rows))
    lines = max(item.count("\n") for item in items) + 1
    shades = [*COLOURS[1 : len(suppliers) + 1]]
    if others:
        shades[-1] = COLOURS[0]
    spec = {
        "data": {"values": list(rows)},
        "width": WIDTH,
        "height": {"step": max(30, LINE * lines + 10)},
        "layer": [
            {
                "mark": {
                    "type": "bar",
                    "height": 20,
                    "stroke": INK,
                    "strokeWidth": 0.3,
                },
                "encoding": {
                    "x": measure("value", axis) | {"stack": "zero"},
                    "y": {
                        "field": "item",
                        "type": "nominal",
                        "sort": items,
                        "title": None,
                        "axis": names_down(),
                    },
                    "order": {"field": "order", "type": "quantitative"},
                    "tooltip": {"field": "note"},
                    "color": {
                        "field": "supplier",
                        "type": "nominal",
                        "scale": {"domain": list(suppliers), "range": shades},
                        "legend": {
                            "title": None,
                            "orient": "top",
                            "columns": 5,
                            "labelLimit": 0,
                            "symbolStrokeWidth": 0,
                        },
                    },
                },
            },
            {
                "data": {"values": [{"x": wanted}]},
                "mark": {
                    "type": "rule",
                    "color": INK,
                    "strokeWidth": 1.5,
                    "strokeDash": [4, 3],
                },
                "encoding": {"x": {"field": "x", "type": "quantitative"}},
            },
        ],
    }
    return whole(lang, spec)
