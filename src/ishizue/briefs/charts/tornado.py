"""A number with one figure after another at either end of its range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import (
    INK,
    LINE,
    Row,
    marked,
    measure,
    names_down,
    whole,
)

WIDTH: Final = 420
ENDS: Final = ("#56B4E9", "#8C6D31")
"""Colours of the low and the high end of a figure."""


def tornado(
    rows: Sequence[Row],
    lang: str,
    *,
    middle: float,
    axis: Mapping[str, Any],
    words: tuple[str, str],
    threshold: Row,
) -> dict[str, Any]:
    """Bars from the middle to where the number goes.

    Args:
        rows: `item`, `at_low`, `at_high` and `note`, in the order drawn.
        lang: Language of the labels.
        middle: The number with all figures as they vary.
        axis: Title, format and domain of the number's axis.
        words: What the bars are: figure at its low end, and at its high end.
        threshold: `x`, its `label`, and how that is aligned.
    """
    bars = [
        {"item": row["item"], "end": word, "to": row[field], "note": row["note"]}
        for row in rows
        for word, field in zip(words, ("at_low", "at_high"), strict=True)
    ]
    lines = max(row["item"].count("\n") for row in rows) + 1
    y = {
        "field": "item",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": names_down(),
    }
    line = {"data": {"values": [threshold]}}
    spec = {
        "data": {"values": bars},
        "width": WIDTH,
        "height": {"step": max(20, LINE * lines + 6)},
        "layer": [
            {
                "mark": {"type": "bar", "height": 12},
                "encoding": {
                    "x": measure("to", axis),
                    "x2": {"datum": middle},
                    "y": y,
                    "color": {
                        "field": "end",
                        "type": "nominal",
                        "scale": {"domain": list(words), "range": list(ENDS)},
                        "legend": {
                            "title": None,
                            "orient": "top",
                            "labelLimit": 0,
                            "columns": 1,
                        },
                    },
                    "tooltip": {"field": "note"},
                },
            },
            {"data": {"values": [{"x": middle}]}, **marked("x")},
            {**line, **marked("x", dash=True)},
            {
                **line,
                "mark": {
                    "type": "text",
                    "align": threshold["align"],
                    "dx": 4 if threshold["align"] == "left" else -4,
                    "y": -7,
                    "color": INK,
                    "fontSize": 11,
                },
                "encoding": {
                    "x": {"field": "x", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            },
        ],
    }
    return whole(lang, spec)
