"""Two shares of each row and the way between them, with a third beside."""

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

WIDTH: Final = 460
SHAPES: Final = ("circle", "circle", "diamond")


def pairs(
    rows: Sequence[Row],
    lang: str,
    *,
    measures: Sequence[str],
    axis: Mapping[str, Any],
) -> dict[str, Any]:
    """Points by row and measure, a line from the first measure to the second.

    The axis is stretched towards zero, as a few rows are far larger than the others.

    Args:
        rows: `item`, `measure`, `value` and `note`, in the order drawn.
        lang: Language of the labels.
        measures: Names of up to three measures; a line joins the first two.
        axis: Title, format and domain of the number's axis.
    """
    items = list(dict.fromkeys(row["item"] for row in rows))
    values = {(row["item"], row["measure"]): row["value"] for row in rows}
    lines = [
        {
            "item": item,
            "from": values[item, measures[0]],
            "to": values[item, measures[1]],
        }
        for item in items
        if all((item, name) in values for name in measures[:2])
    ]
    y = {
        "field": "item",
        "type": "nominal",
        "sort": items,
        "title": None,
        "axis": names_down() | {"grid": True},
    }
    stretched = {"type": "sqrt", "domain": axis["domain"], "nice": False}
    ticks = {"format": axis["format"], "values": axis["ticks"]}
    told = {"domain": list(measures), "range": list(COLOURS[: len(measures)])}
    shapes = {"domain": list(measures), "range": list(SHAPES[: len(measures)])}
    legend = {
        "title": None,
        "orient": "top",
        "labelLimit": 0,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 0,
    }
    spec = {
        "width": WIDTH,
        "height": {"step": max(item.count("\n") for item in items) * LINE + 20},
        "layer": [
            {
                "data": {"values": lines},
                "mark": {
                    "type": "rule",
                    "strokeWidth": 2,
                    "color": INK,
                    "opacity": 0.5,
                },
                "encoding": {
                    "y": y,
                    "x": measure("from", axis) | {"scale": stretched, "axis": ticks},
                    "x2": {"field": "to"},
                },
            },
            {
                "data": {"values": list(rows)},
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": measure("value", axis) | {"scale": stretched, "axis": ticks},
                    "color": {
                        "field": "measure",
                        "type": "nominal",
                        "scale": told,
                        "legend": legend,
                    },
                    "shape": {
                        "field": "measure",
                        "type": "nominal",
                        "scale": shapes,
                        "legend": legend,
                    },
                    "tooltip": {"field": "note"},
                },
            },
        ],
    }
    return whole(lang, spec)
