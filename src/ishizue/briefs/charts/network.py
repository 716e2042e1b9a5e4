"""Things on a circle, and what joins them two by two."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, Row, whole

SIZE: Final = 560
RADIUS: Final = 1.0
LABELS: Final = 1.09
EDGE: Final = 1.42
THICK: Final = (0.6, 6.0)


def network(
    rows: Sequence[Row],
    lang: str,
    *,
    names: Sequence[str],
    colours: Mapping[str, str],
) -> dict[str, Any]:
    """Lines between points on a circle, drawn in the order of the rows.

    Args:
        rows: `first`, `second` (two of the names), `kind`, `weight` (1 is drawn
            thickest) and `note`.
        lang: Language of the labels.
        names: The points, clockwise from the top.
        colours: By kind of line.
    """
    angles = {
        name: 2 * math.pi * place / len(names) for place, name in enumerate(names)
    }
    lines = [
        {
            **row,
            **_at(angles[row["first"]], RADIUS),
            **{f"{k}2": v for k, v in _at(angles[row["second"]], RADIUS).items()},
            "width": round(THICK[0] + (THICK[1] - THICK[0]) * row["weight"], 2),
        }
        for row in rows
    ]
    points = [{"name": name, **_at(angles[name], RADIUS)} for name in names]
    x, y = (_place(axis) for axis in ("x", "y"))
    told = {"domain": list(colours), "range": list(colours.values())}
    legend = {"title": None, "orient": "bottom", "labelLimit": 0, "symbolOpacity": 1}
    spec = {
        "width": SIZE,
        "height": SIZE,
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "opacity": 0.75, "strokeCap": "round"},
                "encoding": {
                    "x": x,
                    "y": y,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {
                        "field": "width",
                        "type": "quantitative",
                        "scale": None,
                    },
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": told,
                        "legend": {**legend, "symbolStrokeWidth": 3},
                    },
                    "tooltip": {"field": "note"},
                },
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "filled": True, "size": 50, "color": INK},
                "encoding": {"x": x, "y": y},
            },
            *_labels(names, angles, x, y),
        ],
    }
    return whole(lang, spec)


def _at(angle: float, radius: float) -> dict[str, float]:
    return {
        "x": round(radius * math.sin(angle), 4),
        "y": round(radius * math.cos(angle), 4),
    }


def _place(axis: str) -> dict[str, Any]:
    return {
        "field": axis,
        "type": "quantitative",
        "scale": {"domain": [-EDGE, EDGE], "nice": False},
        "axis": None,
    }


def _labels(
    names: Sequence[str], angles: Mapping[str, float], x: Row, y: Row
) -> list[dict[str, Any]]:
    """Names outside the circle, set from it whichever side they are on."""
    sides: dict[str, list[dict[str, Any]]] = {"left": [], "right": [], "center": []}
    for name in names:
        across = math.sin(angles[name])
        side = "center" if abs(across) < 0.1 else "left" if across > 0 else "right"
        sides[side].append({"name": name, **_at(angles[name], LABELS)})
    return [
        {
            "data": {"values": values},
            "mark": {"type": "text", "align": side, "fontSize": 11, "color": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        }
        for side, values in sides.items()
        if values
    ]
