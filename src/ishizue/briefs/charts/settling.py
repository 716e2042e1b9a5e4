"""How estimates settle as draws are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ishizue.briefs.charts.frame import COLOURS, Row, measure, whole


def settling(
    rows: Sequence[Row], lang: str, *, axis: Mapping[str, Any], draws: str
) -> dict[str, Any]:
    """Estimates against draws, which double from point to point.

    Args:
        rows: `item`, `draws`, `total`, `low`, `high` and `note`.
        lang: Language of the labels.
        axis: Title, format and domain of the estimates' axis.
        draws: Title of the axis of draws.
    """
    items = list(dict.fromkeys(row["item"] for row in rows))
    shared = {
        "x": {
            "field": "draws",
            "type": "quantitative",
            "title": draws,
            "scale": {"type": "log", "base": 2, "nice": False},
            "axis": {
                "grid": False,
                "format": ",d",
                "values": sorted({row["draws"] for row in rows}),
            },
        },
        "color": {
            "field": "item",
            "type": "nominal",
            # Without the grey of the baseline: these are no scenarios.
            "scale": {"domain": items, "range": list(COLOURS[1 : len(items) + 1])},
            "legend": {
                "title": None,
                "orient": "right",
                "labelLimit": 0,
                "labelExpr": "split(datum.label, '\\n')",
                "rowPadding": 4,
                "symbolType": "stroke",
                "symbolStrokeWidth": 3,
                "symbolOpacity": 1,
            },
        },
    }
    spec = {
        "data": {"values": list(rows)},
        "width": 330,
        "height": 150,
        "encoding": shared,
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.13, "clip": True},
                "encoding": {"y": measure("low", axis), "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line", "strokeWidth": 2, "clip": True},
                "encoding": {"y": measure("total", axis)},
            },
            {
                "mark": {"type": "point", "size": 70, "opacity": 0},
                "encoding": {
                    "y": measure("total", axis),
                    "tooltip": {"field": "note"},
                },
            },
        ],
    }
    return whole(lang, spec)
