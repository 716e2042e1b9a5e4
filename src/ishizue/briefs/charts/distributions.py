"""Distributions of one number, scenarios over one another, and their summaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import (
    INK,
    Row,
    colour,
    marked,
    names_down,
    spread,
    whole,
)

WIDTH: Final = 330


def distributions(
    bins: Sequence[Row],
    summary: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    axis: Mapping[str, Any],
    threshold: Row,
) -> dict[str, Any]:
    """Histograms above, medians with intervals below, the threshold through both.

    Args:
        bins: `scenario`, `from`, `to` and `height`, the tallest bin of each being 1.
        summary: `scenario`, `low`, `median`, `high` and `note`.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        axis: Title, format and domain of the number's axis.
        threshold: `x`, its `label`, and how that is aligned.
    """
    line = {"data": {"values": [threshold]}}
    shades = colour(colours) | {"legend": None}
    x = {"scale": {"domain": axis["domain"], "nice": False}}
    spec = {
        "vconcat": [
            _histograms(bins, line, shades, x, threshold["align"]),
            _summaries(summary, line, shades, list(colours), axis),
        ],
        "spacing": 4,
        "resolve": {"scale": {"x": "shared"}},
    }
    return whole(lang, spec)


def _histograms(
    bins: Sequence[Row],
    line: Row,
    shades: Row,
    x: Row,
    align: str,
) -> dict[str, Any]:
    bare = {"title": None, "axis": {"labels": False, "ticks": False, "grid": False}}
    label = {
        "type": "text",
        "align": align,
        "dx": 4 if align == "left" else -4,
        "y": 0,
        "baseline": "top",
        "color": INK,
        "fontSize": 11,
    }
    return {
        "width": WIDTH,
        "height": 76,
        "layer": [
            {
                "data": {"values": list(bins)},
                "mark": {"type": "rect", "opacity": 0.45},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", **x, **bare},
                    "x2": {"field": "to"},
                    "y": {
                        "field": "height",
                        "type": "quantitative",
                        # Room above for the label of the threshold.
                        "scale": {"domain": [0, 1.25]},
                        "axis": None,
                    },
                    "y2": {"datum": 0},
                    "color": shades,
                },
            },
            {**line, **marked("x", dash=True)},
            {
                **line,
                "mark": label,
                "encoding": {
                    "x": {"field": "x", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            },
        ],
    }


def _summaries(
    summary: Sequence[Row],
    line: Row,
    shades: Row,
    order: Sequence[str],
    axis: Mapping[str, Any],
) -> dict[str, Any]:
    data = {"data": {"values": list(summary)}}
    shared = {
        "y": {
            "field": "scenario",
            "type": "nominal",
            "sort": list(order),
            "title": None,
            "axis": names_down(),
        },
        "color": shades,
        "tooltip": {"field": "note"},
    }
    return {
        "width": WIDTH,
        "height": {"step": 20},
        "layer": [
            {**line, **marked("x", dash=True)},
            *spread(data, axis, shared, stroke=3, size=55),
        ],
    }
