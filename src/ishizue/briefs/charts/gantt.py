"""Projects as bars over the years, with the interval of their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, LINE, Row, measure, names_down, whole

WIDTH: Final = 440


def gantt(
    rows: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    axis: Mapping[str, Any],
) -> dict[str, Any]:
    """Bars from a start to the median end, and a line over the interval of the end.

    Args:
        rows: `item`, `group`, `start`, `low`, `median`, `high` and `note`, as drawn.
        lang: Language of the labels.
        colours: By group.
        axis: Title, format and domain of the axis of years.
    """
    lines = max(row["item"].count("\n") for row in rows) + 1
    y = {
        "field": "item",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": names_down(),
    }
    told = {"domain": list(colours), "range": list(colours.values())}
    spec = {
        "data": {"values": list(rows)},
        "width": WIDTH,
        "height": {"step": max(22, LINE * lines + 6)},
        "encoding": {"y": y, "tooltip": {"field": "note"}},
        "layer": [
            {
                "mark": {"type": "bar", "height": 12, "clip": True},
                "encoding": {
                    "x": measure("start", axis),
                    "x2": {"field": "median"},
                    "color": {
                        "field": "group",
                        "type": "nominal",
                        "scale": told,
                        "legend": {
                            "title": None,
                            "orient": "top",
                            "columns": 4,
                            "labelLimit": 0,
                            "symbolStrokeWidth": 0,
                        },
                    },
                },
            },
            {
                "mark": {
                    "type": "rule",
                    "color": INK,
                    "strokeWidth": 1.5,
                    "clip": True,
                },
                "encoding": {"x": measure("low", axis), "x2": {"field": "high"}},
            },
        ],
    }
    return whole(lang, spec)
