"""Where members stand on a scale, with the median and the core under each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import GRID, INK, LINE, Row, measure, whole, wrapped

CHARACTERS: Final[Mapping[str, int]] = {"en": 40, "ja": 24}
"""Characters of a rule's label before it is broken, about 250 pixels."""
COLOURS: Final[Mapping[str, str]] = {
    "core": "#9BC7E4",
    "member": "#808080",
    "median": "#D55E00",
}
"""Told apart by the colour-blind, and on light and dark paper."""
HEIGHT: Final = 34


def spectrum(
    rules: Sequence[tuple[str, Row]],
    lang: str,
    *,
    members: Sequence[Row],
    axis: Mapping[str, Any],
    words: Mapping[str, str],
) -> dict[str, Any]:
    """A scale for each rule, from one end of the axis to the other.

    Args:
        rules: Labels, each with a row of `median` and `note`; and of `low`, `high` and
            `core`, the words on it, unless the core is empty.
        lang: Language of the labels.
        members: `rule` (its place among the rules), `point` and `note`.
        axis: Title, format and domain of the scale; by name, points to mark in `marks`.
        words: What `core`, `member` and `median` are called.
    """
    labels = [wrapped(label, lang, CHARACTERS[lang]) for label, _ in rules]
    # Labels hang from their first line.
    names = [
        {"row": i + 0.5 - label.count("\n") * LINE / HEIGHT / 2, "label": label}
        for i, label in enumerate(labels)
    ]
    rows = [{**row, "row": i + 0.5} for i, (_, row) in enumerate(rules)]
    ticks = [{**member, "row": member["rule"] + 0.5} for member in members]
    y = {
        "field": "row",
        "type": "quantitative",
        "scale": {"domain": [0, len(rules)], "reverse": True, "nice": False},
        "axis": None,
    }
    hover = {"tooltip": {"field": "note"}}
    layers = [
        {
            "data": {"values": [{"row": i} for i in range(len(rules) + 1)]},
            "mark": {"type": "rule", "color": GRID, "strokeWidth": 1},
            "encoding": {"y": y},
        },
        {
            "data": {"values": [row for row in rows if "low" in row]},
            "mark": {"type": "rule", "strokeWidth": 14},
            "encoding": {
                "x": measure("low", axis),
                "x2": {"field": "high"},
                "y": y,
                "color": _colour("core", words),
                "tooltip": {"field": "core"},
            },
        },
        {
            "data": {"values": ticks},
            "mark": {
                "type": "tick",
                "thickness": 1.5,
                "size": 14,
                "orient": "vertical",
            },
            "encoding": {
                "x": measure("point", axis),
                "y": y,
                "color": _colour("member", words),
                **hover,
            },
        },
        {
            "data": {"values": rows},
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 90},
            "encoding": {
                "x": measure("median", axis),
                "y": y,
                "color": _colour("median", words),
                "opacity": {"value": 1},
                **hover,
            },
        },
        *_marks(axis),
        {
            "data": {"values": names},
            "mark": {
                "type": "text",
                "align": "right",
                "baseline": "middle",
                "lineBreak": "\n",
                "x": -8,
                "color": INK,
                "fontSize": 11,
                "lineHeight": LINE,
            },
            "encoding": {"y": y, "text": {"field": "label"}},
        },
    ]
    return whole(lang, {"width": 480, "height": HEIGHT * len(rules), "layer": layers})


def _colour(what: str, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "datum": words[what],
        "type": "nominal",
        "scale": {
            "domain": [words[name] for name in COLOURS],
            "range": list(COLOURS.values()),
        },
        "legend": {
            "title": None,
            "orient": "top",
            "labelLimit": 0,
            "offset": 22,
            "symbolType": "square",
            "symbolOpacity": 1,
            "symbolStrokeWidth": 0,
        },
    }


def _marks(axis: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Dashed lines down the chart with their names above it."""
    points = [{"x": x, "name": name} for name, x in axis["marks"].items()]
    x = measure("x", axis)
    line = {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [4, 3]}
    return [
        {"data": {"values": points}, "mark": line, "encoding": {"x": x}},
        {
            "data": {"values": points},
            "mark": {"type": "text", "y": -8, "fontSize": 11, "color": INK},
            "encoding": {"x": x, "text": {"field": "name"}},
        },
    ]
