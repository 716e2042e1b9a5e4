"""What becomes of every answer without each source: a table of coloured cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ishizue.briefs.charts.frame import INK, Row, names_down, whole

CELL: Final = (46, 21)
FILLS: Final[Mapping[str, str]] = {
    "overturned": "#D55E00",
    "unsupported": "#5F6670",
    "moved": "#9BC7E4",
    "unmoved": "rgba(128,128,128,0.14)",
}
TEXTS: Final[Mapping[str, str]] = {"overturned": "#fff", "unsupported": "#fff"}


def standing(
    rows: Sequence[Row],
    lang: str,
    *,
    columns: Sequence[str],
    words: Mapping[str, str],
) -> dict[str, Any]:
    """Cells by answer and source.

    Args:
        rows: `item`, `column`, `fate`, `shown` and `note`, in the order drawn. Cells
            without a row stay empty.
        lang: Language of the labels.
        columns: The columns in order.
        words: What becomes of an answer, in words, by fate.
    """
    told = {words[name]: fill for name, fill in FILLS.items()}
    spec = {
        "width": {"step": CELL[0]},
        "height": {"step": CELL[1]},
        "data": {"values": [{**row, "told": words[row["fate"]]} for row in rows]},
        "encoding": {
            "x": {
                "field": "column",
                "type": "nominal",
                "sort": list(columns),
                "scale": {"domain": list(columns)},
                "title": None,
                "axis": {
                    "orient": "top",
                    "labelAngle": -38,
                    "labelAlign": "left",
                    "labelPadding": 6,
                    "labelLimit": 0,
                    "ticks": False,
                    "domain": False,
                },
            },
            "y": {
                "field": "item",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": names_down(),
            },
        },
        "layer": [
            {
                "mark": {"type": "rect"},
                "encoding": {
                    "color": {
                        "field": "told",
                        "type": "nominal",
                        "scale": {"domain": list(told), "range": list(told.values())},
                        "legend": {
                            "title": None,
                            "orient": "bottom",
                            "direction": "horizontal",
                            "labelLimit": 0,
                            "symbolType": "square",
                            "symbolStrokeWidth": 0,
                            "symbolSize": 120,
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
                        "condition": [
                            {"test": f"datum.fate == '{name}'", "value": shade}
                            for name, shade in (*TEXTS.items(), ("moved", "#111"))
                        ],
                        "value": INK,
                    },
                },
            },
        ],
    }
    return whole(lang, spec)
