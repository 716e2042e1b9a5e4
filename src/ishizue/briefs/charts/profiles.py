"""Medians with their bands along a scale of named places, one panel per measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, Row, colour, measure, whole, widths

WIDTH: Final = 390
HEIGHT: Final = 150


def profiles(
    rows: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    places: Sequence[str],
    panels: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Medians with their bands.

    Args:
        rows: `panel`, `scenario`, `place`, `low`, `median`, `high` and `note`.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        places: The places in the order of the scale.
        panels: By title, format and domain of the number's axis.
    """
    thick = widths(colours)
    rows = [{**row, "width": thick[row["scenario"]]} for row in rows]
    drawn = []
    for title, axis in panels.items():
        panel = _panel([row for row in rows if row["panel"] == title], axis, places)
        panel["title"] = {
            "text": title,
            "anchor": "start",
            "fontSize": 11,
            "color": INK,
        }
        panel["encoding"]["color"] = colour(colours)
        drawn.append(panel)
    spec = {
        "hconcat": drawn,
        # Frames are set side by side, whatever labels stand out of them.
        "bounds": "flush",
        "spacing": 64,
        "resolve": {"scale": {"color": "shared"}},
    }
    return whole(lang, spec)


def _panel(
    rows: Sequence[Row], axis: Mapping[str, Any], places: Sequence[str]
) -> dict[str, Any]:
    titled = {"title": None, **axis}
    return {
        "data": {"values": list(rows)},
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": {
                "field": "place",
                "type": "ordinal",
                "sort": list(places),
                "title": None,
                "scale": {"type": "point", "padding": 0.3},
                "axis": {
                    "labelExpr": "split(datum.label, '\\n')",
                    "labelAngle": 0,
                    "labelLimit": 0,
                    "grid": False,
                },
            },
        },
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.12},
                "encoding": {"y": measure("low", titled), "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line"},
                "encoding": {
                    "y": measure("median", titled),
                    "strokeWidth": {
                        "field": "width",
                        "type": "quantitative",
                        "scale": None,
                    },
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
                "encoding": {
                    "y": measure("median", titled),
                    "tooltip": {"field": "note"},
                },
            },
        ],
    }
