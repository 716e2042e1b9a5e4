"""Medians by year with their bands, one panel per item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, Row, colour, measure, whole, widths

COLUMNS: Final = 4


def lines(
    rows: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    panels: Sequence[str],
    axis: Mapping[str, Any],
    size: tuple[int, int] = (180, 84),
) -> dict[str, Any]:
    """Medians by year with their bands.

    Args:
        rows: `panel`, `scenario`, `year`, `low`, `median`, `high`.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        panels: The panels in order.
        axis: Title, format and domain of the number's axis; the years marked on the
            other one; and field, title and kind of what is shown on hovering.
        size: Width and height of a panel.
    """
    year = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False, "nice": False},
        "axis": {"format": "d", "values": axis["years"], "grid": False},
    }
    hover = [
        {
            "field": name,
            "title": title,
            **({"format": axis["format"]} if number else {}),
        }
        for name, title, number in axis["hover"]
    ]
    thick = widths(colours)
    width = {"field": "width", "type": "quantitative", "scale": None}
    shades = colour(colours)
    spec = {
        "data": {"values": [{**row, "width": thick[row["scenario"]]} for row in rows]},
        "facet": {
            "field": "panel",
            "type": "nominal",
            "sort": list(panels),
            "title": None,
            "header": {
                "labelAnchor": "start",
                "labelFontWeight": "bold",
                "labelLimit": 210,
                "labelColor": INK,
            },
        },
        "columns": COLUMNS,
        # Panels are laid out by their frames, whatever labels stand out of them.
        "bounds": "flush",
        "spacing": {"row": 56, "column": 24},
        "resolve": {"axis": {"x": "independent"}},
        "spec": {
            "width": size[0],
            "height": size[1],
            "layer": [
                {
                    "mark": {"type": "area", "opacity": 0.16},
                    "encoding": {
                        "x": year,
                        "y": measure("low", axis),
                        "y2": {"field": "high"},
                        "color": shades,
                    },
                },
                {
                    "mark": {"type": "line"},
                    "encoding": {
                        "x": year,
                        "y": measure("median", axis),
                        "color": shades,
                        "strokeWidth": width,
                    },
                },
                {
                    # Nothing to see, but something to hover over.
                    "mark": {"type": "point", "size": 80, "opacity": 0},
                    "encoding": {
                        "x": year,
                        "y": measure("median", axis),
                        "tooltip": hover,
                    },
                },
            ],
        },
    }
    return whole(lang, spec)
