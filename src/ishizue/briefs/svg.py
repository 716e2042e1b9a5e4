"""Static drawings of charts, which stand wherever nothing can draw them anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import vl_convert

from ishizue.briefs.geometry import HATCH_SVG_DEFS

# Shared by the page: defined once, outside all drawings.
_SHARED: Final = {"hatch"}


def drawing(spec: Mapping[str, Any], prefix: str) -> str:
    """The chart as SVG markup to put into a page.

    Args:
        spec: A Vega-Lite specification that needs nothing from outside.
        prefix: Goes before the ids in the drawing, which a page must not hold twice.
    """
    svg = vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[])
    svg = re.sub(
        r'\bid="([^"]+)"',
        lambda m: m[0] if m[1] in _SHARED else f'id="{prefix}-{m[1]}"',
        svg,
    )
    svg = re.sub(
        r"url\(#([^)]+)\)",
        lambda m: m[0] if m[1] in _SHARED else f"url(#{prefix}-{m[1]})",
        svg,
    )
    return re.sub(r' (d|transform|points)="[^"]*"', _rounded, svg)


def standalone(svg: str) -> str:
    """The drawing as a file of its own."""
    if "url(#hatch)" not in svg:
        return svg
    (defs,) = re.findall(r"<defs>.*?</defs>", HATCH_SVG_DEFS)
    return re.sub(r"(<svg[^>]*>)", lambda m: m[0] + defs, svg, count=1)


def _rounded(attribute: re.Match[str]) -> str:
    """The attribute with coordinates to a hundredth of a pixel."""
    return re.sub(
        r"-?\d+\.\d{3,}(?:e-?\d+)?",
        lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."),
        attribute[0],
    )
