"""Bands of latitude, north at the top, with how long each waits to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import COLOURS, INK, Row, names_down, whole

WIDTH: Final = 190
TICKS: Final = (1, 3, 10, 30, 100, 300)


def latitudes(
    rows: Sequence[Row],
    lang: str,
    *,
    panels: Sequence[str],
    cases: tuple[str, str],
    title: str,
) -> dict[str, Any]:
    """Hours by band and case, a line from one case to the other, on a log scale.

    Args:
        rows: `panel`, `item`, `case`, `value` and `note`, the north first.
        lang: Language of the labels.
        panels: The panels in order.
        cases: The two cases; a line joins them.
        title: Of the axis of hours.
    """
    items = list(dict.fromkeys(row["item"] for row in rows))
    y = {
        "field": "item",
        "type": "nominal",
        "sort": items,
        "title": None,
        "axis": names_down() | {"grid": True},
    }
    values = [row["value"] for row in rows]
    x = {
        "field": "value",
        "type": "quantitative",
        "title": title,
        "scale": {"type": "log", "domain": [0.8 * min(values), 1.25 * max(values)]},
        "axis": {"values": list(TICKS), "format": "~g"},
    }
    told = {
        "field": "case",
        "type": "nominal",
        "legend": {
            "title": None,
            "orient": "top",
            "labelLimit": 0,
            "symbolOpacity": 1,
            "symbolStrokeWidth": 0,
        },
    }
    colours = {"domain": list(cases), "range": [COLOURS[1], COLOURS[2]]}
    shapes = {"domain": list(cases), "range": ["circle", "diamond"]}
    spec = {
        "data": {"values": list(rows)},
        "facet": {
            "field": "panel",
            "type": "nominal",
            "sort": list(panels),
            "title": None,
            "header": {"labelFontWeight": "bold", "labelColor": INK, "labelLimit": 0},
        },
        "columns": len(panels),
        "spec": {
            "width": WIDTH,
            "height": {"step": 26},
            "layer": [
                {
                    "mark": {"type": "line", "color": INK, "opacity": 0.5},
                    "encoding": {"y": y, "x": x, "detail": {"field": "item"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 65, "opacity": 1},
                    "encoding": {
                        "y": y,
                        "x": x,
                        "color": told | {"scale": colours},
                        "shape": told | {"scale": shapes},
                        "tooltip": {"field": "note"},
                    },
                },
            ],
        },
    }
    return whole(lang, spec)
