"""What all charts share: colours, labels, axes.

Ink is `currentColor`, so that a chart takes the colours of the page it stands in, light
or dark.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
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
LABEL: Final[Mapping[str, int]] = {"en": 40, "ja": 22}
"""Characters of a row's label before it is broken, about 220 pixels."""
THINNEST: Final = 1.5
THICKEST: Final = 4.0
LINE: Final = 13
"""Height of a line of a label."""
MOST_LINES: Final = 5
_CLOSING: Final = "、。)）」ー・:：ァィゥェォッャュョ"
"""What a line does not begin with."""
_WORD: Final = re.compile(r"[ァ-ヶー]{2}|[0-9A-Za-z]{2}|[一-龠]{2}")
"""Two characters that mostly belong to one word."""


def palette(scenarios: Sequence[str]) -> dict[str, str]:
    """A colour for each scenario, the same in every chart."""
    return {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(scenarios)}


def wrapped(text: str, lang: str, characters: int) -> str:
    """The text broken into lines, for labels of axes."""
    if lang == "en":
        return "\n".join(textwrap.wrap(text, characters, break_long_words=False))
    lines = []
    while len(text) > characters:
        end = _break(text, characters)
        lines.append(text[:end])
        text = text[end:]
    return "\n".join([*lines, text])


def _break(text: str, limit: int) -> int:
    """Where a line of Japanese ends: after a particle or mark, or between words."""
    places = range(limit, limit // 2, -1)
    for end in places:
        if text[end - 1] in "のとで・、。:：)」" and text[end] not in _CLOSING:
            return end
    for end in places:
        if text[end] not in _CLOSING and not _WORD.fullmatch(text[end - 1 : end + 1]):
            return end
    return limit


def measure(field: str, axis: Mapping[str, Any]) -> dict[str, Any]:
    """The channel of a number, whose axis has a title, a format and a domain."""
    return {
        "field": field,
        "type": "quantitative",
        "title": axis["title"],
        "scale": {"domain": axis["domain"], "nice": False},
        "axis": {"format": axis["format"], "tickCount": 6},
    }


def colour(colours: Mapping[str, str]) -> dict[str, Any]:
    """The channel that tells scenarios apart."""
    return {
        "field": "scenario",
        "type": "nominal",
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {
            "title": None,
            "orient": "top",
            "columns": 5,
            "labelLimit": 0,
            "symbolOpacity": 1,
            "symbolStrokeWidth": 0,
        },
    }


def widths(scenarios: Collection[str]) -> dict[str, float]:
    """Widths of lines drawn over one another in that order, the thickest first.

    Where lines coincide, those beneath show at the edges.
    """
    step = (THICKEST - THINNEST) / max(len(scenarios) - 1, 1)
    return {
        scenario: round(THICKEST - step * i, 2) for i, scenario in enumerate(scenarios)
    }


def spread(
    data: Mapping[str, Any],
    axis: Mapping[str, Any],
    shared: Mapping[str, Any],
    *,
    stroke: int,
    size: int,
) -> list[dict[str, Any]]:
    """An interval from `low` to `high` as a line, and its `median` as a point."""
    return [
        {
            **data,
            "mark": {"type": "rule", "strokeWidth": stroke, "opacity": 0.75},
            "encoding": {
                "x": measure("low", axis),
                "x2": {"field": "high"},
                **shared,
            },
        },
        {
            **data,
            "mark": {"type": "point", "filled": True, "size": size, "opacity": 1},
            "encoding": {"x": measure("median", axis), **shared},
        },
    ]


def names_down() -> dict[str, Any]:
    """A vertical axis of names, which may have several lines."""
    # Vega lets lines hang from the first; several are moved up to straddle the tick.
    return _names() | {"labelPadding": 6, "labelOffset": _by_lines(0, -LINE / 2)}


def names_above() -> dict[str, Any]:
    """A horizontal axis of names above a chart, which may have several lines."""
    return _names() | {"orient": "top", "labelPadding": _by_lines(6, LINE)}


def marked(channel: str, *, dash: bool = False) -> dict[str, Any]:
    """A line across the chart at the value `x` of its data."""
    mark: dict[str, Any] = {"type": "rule", "color": INK, "strokeWidth": 1}
    if dash:
        mark["strokeDash"] = [4, 3]
    return {"mark": mark, "encoding": {channel: {"field": "x", "type": "quantitative"}}}


def whole(lang: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification with what all charts share."""
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


def _names() -> dict[str, Any]:
    return {
        "labelExpr": "split(datum.value, '\\n')",
        "labelLimit": 0,
        "labelLineHeight": LINE,
        "ticks": False,
        "domain": False,
    }


def _by_lines(first: float, step: float) -> dict[str, Any]:
    """A number that grows with the lines of a label."""
    return {
        "condition": [
            {
                "test": f"length(split(datum.value, '\\n')) == {n}",
                "value": first + step * (n - 1),
            }
            for n in range(2, MOST_LINES + 1)
        ],
        "value": first,
    }
