"""Vega-Lite specifications, as plain dictionaries, of the charts in a brief.

Ink is `currentColor`, so that a chart takes the colours of the page it stands in, light
or dark. Rows hold what is drawn and no more: quantiles and histograms, never draws.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

Row = Mapping[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
INK: Final = "currentColor"
GRID: Final = "rgba(128,128,128,0.25)"
FONTS: Final[Mapping[str, str]] = {
    "en": "Helvetica Neue, Arial, Liberation Sans, Noto Sans CJK JP, sans-serif",
    "ja": "Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif",
}

# Okabe & Ito (2008), told apart by the colour-blind; the baseline is grey.
COLOURS: Final = (
    "#808080",
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#8C6D31",
    "#7B4FA3",
)
LABEL_CHARACTERS: Final[Mapping[str, int]] = {"en": 34, "ja": 19}
"""Characters of a row's label before it is broken, about 200 pixels."""


def palette(scenarios: Sequence[str]) -> dict[str, str]:
    """A colour for each scenario, the same in every chart."""
    return {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(scenarios)}


def wrapped(text: str, lang: str, characters: int | None = None) -> str:
    """The text broken into lines, for labels of axes."""
    size = characters or LABEL_CHARACTERS[lang]
    if lang == "en":
        return "\n".join(textwrap.wrap(text, size, break_long_words=False))
    lines = [""]
    for character in text:
        # A line does not begin with a closing mark, nor with the prolonged sound.
        if len(lines[-1]) >= size and character not in "、。)）」ー・:":
            lines.append("")
        lines[-1] += character
    return "\n".join(lines)


def intervals(
    rows: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    axis: Mapping[str, Any],
    zero: bool = False,
) -> dict[str, Any]:
    """Medians with their intervals, by item and scenario.

    Args:
        rows: `item`, `scenario`, `low`, `median`, `high` and `note`, the words shown
            on hovering, in the order drawn.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        axis: Title, format and domain of the number's axis.
        zero: Whether to mark zero, for differences.
    """
    y = {
        "field": "item",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": _labels(),
    }
    offset = {"field": "scenario", "type": "nominal", "sort": list(colours)}
    shared = {
        "y": y,
        "yOffset": offset,
        "color": _colour(colours),
        "tooltip": {"field": "note"},
    }
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.75},
            "encoding": {
                "x": _measure("low", axis),
                "x2": {"field": "high"},
                **shared,
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1},
            "encoding": {"x": _measure("median", axis), **shared},
        },
    ]
    if zero:
        layers.insert(0, {"data": {"values": [{"x": 0}]}, **_rule("x")})
    return _whole(
        lang,
        {
            "width": 520,
            "height": {"step": 11, "for": "offset"},
            "data": {"values": list(rows)},
            "layer": layers,
        },
    )


def distributions(
    bins: Sequence[Row],
    summary: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    axis: Mapping[str, Any],
    threshold: Row,
) -> dict[str, Any]:
    """Distributions of one number, scenarios over one another, and their summaries.

    Args:
        bins: `scenario`, `from`, `to` and `height`, the tallest bin of each being 1.
        summary: `scenario`, `low`, `median`, `high` and `note`.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        axis: Title, format and domain of the number's axis.
        threshold: `x` and its `label`.
    """
    colour = _colour(colours) | {"legend": None}
    x = {"scale": {"domain": axis["domain"], "nice": False}}
    hidden = {"title": None, "axis": {"labels": False, "ticks": False, "grid": False}}
    rows = {
        "field": "scenario",
        "type": "nominal",
        "sort": list(colours),
        **_untitled(),
    }
    hover = {"tooltip": {"field": "note"}}
    marked = {"data": {"values": [threshold]}}
    top = {
        "width": 520,
        "height": 70,
        "layer": [
            {
                "data": {"values": list(bins)},
                "mark": {"type": "rect", "opacity": 0.45},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", **x, **hidden},
                    "x2": {"field": "to"},
                    "y": {
                        "field": "height",
                        "type": "quantitative",
                        "scale": {"domain": [0, 1]},
                        "axis": None,
                    },
                    "y2": {"datum": 0},
                    "color": colour,
                },
            },
            {**marked, **_rule("x", dash=True)},
            {
                **marked,
                "mark": {
                    "type": "text",
                    "align": threshold["align"],
                    "dx": 4 if threshold["align"] == "left" else -4,
                    "y": 0,
                    "baseline": "top",
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
    bottom = {
        "width": 520,
        "height": {"step": 18},
        "layer": [
            {**marked, **_rule("x", dash=True)},
            {
                "data": {"values": list(summary)},
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.75},
                "encoding": {
                    "x": _measure("low", axis) | x,
                    "x2": {"field": "high"},
                    "y": rows,
                    "color": colour,
                    **hover,
                },
            },
            {
                "data": {"values": list(summary)},
                "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
                "encoding": {
                    "x": _measure("median", axis) | x,
                    "y": rows,
                    "color": colour,
                    **hover,
                },
            },
        ],
    }
    return _whole(
        lang,
        {"vconcat": [top, bottom], "spacing": 4, "resolve": {"scale": {"x": "shared"}}},
    )


def matrix(
    rows: Sequence[Row],
    lang: str,
    *,
    columns: Sequence[str],
    legend: str,
    cell: tuple[int, int] = (78, 24),
    angle: int = 0,
) -> dict[str, Any]:
    """A heat map of shares with the number in each cell.

    Args:
        rows: `item`, `column`, `value` (0 to 1), `shown` (the number in words) and
            `note`, in the order drawn. Cells without a row stay empty.
        lang: Language of the labels.
        columns: The columns in order.
        legend: Title of the colour scale.
        cell: Width and height of a cell, in pixels.
        angle: Angle of the columns' labels.
    """
    across = {
        "field": "column",
        "type": "nominal",
        "sort": list(columns),
        "title": None,
        "axis": {
            **_labels(),
            "orient": "top",
            "labelAngle": angle,
            "labelLimit": 260,
            **({} if angle == 0 else {"labelAlign": "left"}),
        },
    }
    down = {
        "field": "item",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": _labels(),
    }
    return _whole(
        lang,
        {
            "width": {"step": cell[0]},
            "height": {"step": cell[1]},
            "data": {"values": list(rows)},
            "encoding": {"x": across, "y": down},
            "layer": [
                {
                    "mark": {"type": "rect", "stroke": "#80808055", "strokeWidth": 0.5},
                    "encoding": {
                        "color": {
                            "field": "value",
                            "type": "quantitative",
                            "scale": {
                                "domain": [0, 1],
                                # Dark is much, in light mode and in dark.
                                "scheme": {"name": "viridis", "extent": [1, 0.1]},
                            },
                            "legend": {
                                "title": legend,
                                "format": ".0%",
                                "orient": "bottom",
                                "direction": "horizontal",
                                "gradientLength": 240,
                                "gradientThickness": 10,
                                "titleLimit": 0,
                                "titleOrient": "left",
                            },
                        },
                        "tooltip": {"field": "note"},
                    },
                },
                {
                    "mark": {"type": "text", "fontSize": 11},
                    "encoding": {
                        "text": {"field": "shown"},
                        "color": {
                            "condition": {"test": "datum.value > 0.4", "value": "#fff"},
                            "value": "#111",
                        },
                    },
                },
            ],
        },
    )


def lines(
    rows: Sequence[Row],
    lang: str,
    colours: Mapping[str, str],
    *,
    panels: Sequence[str],
    axis: Mapping[str, Any],
) -> dict[str, Any]:
    """Medians by year with their bands, one panel per item.

    Args:
        rows: `panel`, `scenario`, `year`, `low`, `median`, `high`.
        lang: Language of the labels.
        colours: By the scenarios' titles.
        panels: The panels in order.
        axis: Title, format and domain of the number's axis.
    """
    year = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False, "nice": False},
        "axis": {"format": "d", "tickMinStep": 1, "tickCount": 4, "labelFlush": True},
    }
    tooltip = [
        {
            "field": name,
            "title": title,
            **({"format": axis["format"]} if number else {}),
        }
        for name, title, number in axis["tooltip"]
    ]
    colour = _colour(colours)
    return _whole(
        lang,
        {
            "data": {"values": list(rows)},
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
            "columns": 4,
            "spec": {
                "width": 180,
                "height": 84,
                "layer": [
                    {
                        "mark": {"type": "area", "opacity": 0.16},
                        "encoding": {
                            "x": year,
                            "y": _measure("low", axis) | {"title": None},
                            "y2": {"field": "high"},
                            "color": colour,
                        },
                    },
                    {
                        "mark": {
                            "type": "line",
                            "strokeWidth": 2,
                            "point": {"size": 14},
                        },
                        "encoding": {
                            "x": year,
                            "y": _measure("median", axis) | {"title": None},
                            "color": colour,
                            "tooltip": tooltip,
                        },
                    },
                ],
            },
            "spacing": {"row": 14, "column": 22},
        },
    )


def _measure(field: str, axis: Mapping[str, Any]) -> dict[str, Any]:
    # A missing domain leaves the choice to Vega, which then follows the numbers.
    scale = {"domain": axis["domain"]} if axis.get("domain") else {"zero": False}
    return {
        "field": field,
        "type": "quantitative",
        "title": axis["title"],
        "scale": {**scale, "nice": False},
        "axis": {"format": axis["format"], "tickCount": 6},
    }


def _colour(colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "field": "scenario",
        "type": "nominal",
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {"title": None, "orient": "top", "columns": 5, "labelLimit": 0},
    }


def _labels() -> dict[str, Any]:
    """An axis of names, which may have several lines."""
    return {
        "labelExpr": "split(datum.value, '\\n')",
        "labelLimit": 0,
        "ticks": False,
        "domain": False,
        "labelPadding": 6,
    }


def _untitled() -> dict[str, Any]:
    return {"title": None, "axis": _labels()}


def _rule(channel: str, *, dash: bool = False) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": "rule", "color": INK, "strokeWidth": 1}
    if dash:
        mark["strokeDash"] = [4, 3]
    return {"mark": mark, "encoding": {channel: {"field": "x", "type": "quantitative"}}}


def _whole(lang: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "background": None,
        **spec,
        "config": {
            # Marks are not read one by one: the alternative and the table are.
            "aria": False,
            "font": FONTS[lang],
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "tickColor": GRID,
                "domainColor": GRID,
                "gridColor": GRID,
                "titleFontWeight": "normal",
                "titleLimit": 0,
                "labelFontSize": 11,
                "titleFontSize": 11,
            },
            "legend": {
                "labelColor": INK,
                "titleColor": INK,
                "titleFontWeight": "normal",
                "labelFontSize": 11,
                "titleFontSize": 11,
            },
            "header": {"labelFontSize": 11},
            "scale": {"bandPaddingInner": 0.02},
        },
    }
