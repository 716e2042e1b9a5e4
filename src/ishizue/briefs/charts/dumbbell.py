"""Where each row's value goes: from one line that all share to a place of its own."""

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
FATES: Final[Mapping[str, str]] = {
    "overturned": "#D55E00",
    "unsupported": "#808080",
    "stands": "#0072B2",
}
"""Colours of what becomes of an answer, told apart by the colour-blind."""


def dumbbell(
    rows: Sequence[Row],
    lang: str,
    *,
    start: float,
    axis: Mapping[str, Any],
    words: Mapping[str, str],
    threshold: float = 0.5,
) -> dict[str, Any]:
    """Lines from where all begin to where each ends.

    Args:
        rows: `item`, `fate`, `note`, and `end`, which rows that end nowhere lack.
        lang: Language of the labels.
        start: Where all begin.
        axis: Title, format and domain of the number's axis.
        words: What becomes of an answer, in words, by fate.
        threshold: Where a dashed line stands.
    """
    found = [
        {**row, "start": start, "fate": words[row["fate"]], "known": "end" in row}
        for row in rows
    ]
    lines = max(row["item"].count("\n") for row in rows) + 1
    shown = [name for name in FATES if any(r["fate"] == name for r in rows)]
    shared: dict[str, Any] = {
        "y": {
            "field": "item",
            "type": "nominal",
            # Layers hold different rows; the order is that of all.
            "sort": [row["item"] for row in rows],
            "title": None,
            "axis": names_down() | {"grid": True},
        },
        "color": {
            "field": "fate",
            "type": "nominal",
            "scale": {
                "domain": [words[name] for name in shown],
                "range": [FATES[name] for name in shown],
            },
            "legend": {
                "title": None,
                "orient": "top",
                "labelLimit": 0,
                "symbolType": "circle",
                "symbolStrokeWidth": 0,
                "symbolOpacity": 1,
            },
        },
        "tooltip": {"field": "note"},
    }
    known: dict[str, Any] = {"transform": [{"filter": "datum.known"}]}
    silent: dict[str, Any] = {"transform": [{"filter": "!datum.known"}]}
    rows_drawn = [
        {
            **known,
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": measure("start", axis), "x2": {"field": "end"}},
        },
        {
            **known,
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {"x": measure("end", axis)},
        },
        {
            **silent,
            "mark": {
                "type": "point",
                "shape": "cross",
                "filled": True,
                "size": 80,
                "opacity": 1,
            },
            "encoding": {"x": measure("start", axis)},
        },
        {
            **silent,
            "mark": {
                "type": "text",
                "fontSize": 11,
                "align": "right" if start > 0.5 else "left",
                "dx": -9 if start > 0.5 else 9,
            },
            "encoding": {
                "x": measure("start", axis),
                "text": {"field": "fate"},
                "color": {"value": INK},
            },
        },
    ]
    spec = {
        "data": {"values": found},
        "width": WIDTH,
        "height": {"step": max(22, LINE * lines + 7)},
        "layer": [
            {"data": {"values": [{"x": threshold}]}, **marked("x", dash=True)},
            {"data": {"values": [{"x": start}]}, **marked("x")},
            {"encoding": shared, "layer": rows_drawn},
        ],
    }
    return whole(lang, spec)
