"""Shares of a whole as bars, a part of each drawn inside it, with their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, LINE, Row, measure, names_down, whole

WIDTH: Final = 420
SHADES: Final = ("#9BC7E4", "#0072B2")
"""Colours of the whole bar and of the part inside it."""


def bars(
    panels: Mapping[str, Sequence[Row]],
    lang: str,
    *,
    axis: Mapping[str, Any],
    words: tuple[str, str],
) -> dict[str, Any]:
    """Bars in panels above one another.

    Args:
        panels: By title, rows of `item`, `total`, `first`, `low`, `high` (the interval
            of the total) and `note`, in the order drawn.
        lang: Language of the labels.
        axis: Title, format and domain of the number's axis.
        words: What the whole bar is, and the part inside it.
    """
    last = list(panels)[-1]
    spec = {
        "vconcat": [
            _panel(title, rows, axis, words, is_last=title == last)
            for title, rows in panels.items()
        ],
        "spacing": 10,
        "resolve": {"scale": {"color": "shared"}},
    }
    return whole(lang, spec)


def _panel(
    title: str,
    rows: Sequence[Row],
    axis: Mapping[str, Any],
    words: tuple[str, str],
    *,
    is_last: bool,
) -> dict[str, Any]:
    lines = max(row["item"].count("\n") for row in rows) + 1

    def x(field: str) -> dict[str, Any]:
        channel = measure(field, axis)
        if not is_last:
            # The axis stands under the last panel.
            bare = {**channel["axis"], "labels": False, "ticks": False}
            channel |= {"title": None, "axis": bare}
        return channel

    y = {
        "field": "item",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": names_down(),
    }
    return {
        "title": {
            "text": title,
            "anchor": "start",
            "fontSize": 11,
            "fontWeight": "bold",
            "color": INK,
        },
        "data": {"values": list(rows)},
        "width": WIDTH,
        "height": {"step": max(18, LINE * lines + 6)},
        "encoding": {"y": y, "tooltip": {"field": "note"}},
        "layer": [
            _bar("total", 14, words, x("total")),
            _bar("first", 6, words, x("first")),
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
                "encoding": {"x": x("low"), "x2": {"field": "high"}},
            },
        ],
    }


def _bar(
    field: str,
    height: int,
    words: tuple[str, str],
    x: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "mark": {"type": "bar", "height": height},
        "encoding": {
            "x": x,
            "x2": {"datum": 0},
            "color": {
                "datum": words[0 if field == "total" else 1],
                "scale": {"domain": list(words), "range": list(SHADES)},
                "legend": {
                    "title": None,
                    "orient": "top",
                    "labelLimit": 0,
                    "symbolStrokeWidth": 0,
                },
            },
        },
    }
