"""What is reached against what it takes, a line for each of some designs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ishizue.briefs.charts.frame import COLOURS, Row, measure, whole


def frontier(
    rows: Sequence[Row], lang: str, *, series: Sequence[str], axes: Mapping[str, Any]
) -> dict[str, Any]:
    """Steps from point to point.

    Args:
        rows: `series`, `x`, `y` and `note`.
        lang: Language of the labels.
        series: The lines in the order of the legend.
        axes: For `x` and `y` title, format and domain of the axis.
    """
    told = {"domain": list(series), "range": list(COLOURS[1 : len(series) + 1])}
    encoding = {
        "x": measure("x", axes["x"]),
        "y": measure("y", axes["y"]),
        "color": {
            "field": "series",
            "type": "nominal",
            "scale": told,
            "legend": {"title": None, "orient": "top", "labelLimit": 0, "columns": 2},
        },
    }
    spec = {
        "width": 480,
        "height": 260,
        "data": {"values": list(rows)},
        "layer": [
            {
                "mark": {"type": "line", "interpolate": "step-after"},
                "encoding": encoding,
            },
            {
                "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
                "encoding": {**encoding, "tooltip": {"field": "note"}},
            },
        ],
    }
    return whole(lang, spec)
