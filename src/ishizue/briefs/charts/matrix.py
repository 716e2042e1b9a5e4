"""A heat map of shares with the number in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ishizue.briefs.charts.frame import Row, names_above, names_down, whole


def matrix(
    rows: Sequence[Row],
    lang: str,
    *,
    columns: Sequence[str],
    legend: str | Mapping[str, Any],
    cell: tuple[int, int],
    angle: int = 0,
) -> dict[str, Any]:
    """A heat map, dark being much in light mode and in dark.

    Args:
        rows: `item`, `column`, `value`, `shown` (the number in words) and `note`, in the order drawn. Cells without a row stay empty.
        lang: Language of the labels.
        columns: The columns in order.
        legend: Title of the colour scale; where values are no shares, a mapping of its
            title, format and top.
        cell: Width and height of a cell, in pixels.
        angle: Angle of the columns' labels.
    """
    scale = legend if isinstance(legend, Mapping) else {"title": legend}
    top = float(scale.get("top", 1))
    across = names_above() | {"labelAngle": angle}
    if angle:
        across |= {"labelAlign": "left", "labelPadding": 6}
    shade = {
        "field": "value",
        "type": "quantitative",
        "scale": {
            "domain": [0, top],
            "scheme": {"name": "viridis", "extent": [1, 0.1]},
        },
        "legend": {
            "title": scale["title"],
            "format": scale.get("format", ".0%"),
            "orient": "bottom",
            "direction": "horizontal",
            "gradientLength": 240,
            "gradientThickness": 10,
            "titleLimit": 0,
            "titleOrient": "left",
        },
    }
    spec = {
        "width": {"step": cell[0]},
        "height": {"step": cell[1]},
        "data": {"values": list(rows)},
        "encoding": {
            "x": {
                "field": "column",
                "type": "nominal",
                "sort": list(columns),
                "title": None,
                "axis": across,
            },
            "y": {
                "field": "item",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": names_down(),
            },
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#80808055", "strokeWidth": 0.5},
                "encoding": {"color": shade, "tooltip": {"field": "note"}},
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    "text": {"field": "shown"},
                    "color": {
                        "condition": {
                            "test": f"datum.value > {0.4 * top:g}",
                            "value": "#fff",
                        },
                        "value": "#111",
                    },
                },
            },
        ],
    }
    return whole(lang, spec)
