"""Static drawings of charts, which stand wherever nothing can draw them anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import digits
from typing import Any, Final

import vl_convert

# What holds anyway where an attribute is left out.
_DEFAULTS: Final = (
    r' (?:opacity="1"|transform="translate\(0,0\)"|stroke-width="1"|x2="0"|y2="0"|'
    r'font-weight="normal"|version="1\.1"|xmlns:xlink="[^"]*")'
)
_ID: Final = re.compile(r'\bid="([^"]+)"')
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_SIZE: Final = ' font-size="11px"'
_EMPTY: Final = "<g></g>"
# What shapes and words have from the group around them where they do not say it.
_INHERITED: Final = r' (?:fill|stroke|stroke-width|stroke-linejoin|text-anchor)="[^"]*"'
_LEAF: Final = r"<(?:path|line|rect|text)\b[^>]*>"


@dataclass(frozen=True)
class Drawing:
    """A chart to be drawn in one language; drawings do not depend on one another.

    Attributes:
        name: Goes before the ids in the drawing, which a page must not hold twice.
    """

    name: str
    spec: Mapping[str, Any]

    def __call__(self) -> str:
        """The drawing as SVG markup."""
        return drawing(self.spec, self.name)


def drawing(spec: Mapping[str, Any], prefix: str) -> str:
    """The chart as SVG markup to put into a page.

    Args:
        spec: A Vega-Lite specification that needs nothing from outside.
        prefix: Goes before the ids in the drawing, which a page must not hold twice.
    """
    svg = vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[])
    # Ids are counted on from one drawing of a process to the next; here they must not
    # depend on what was drawn before.
    found = dict.fromkeys(_ID.findall(svg))
    names = {
        old: f"{prefix}-{old.rstrip(digits)}{number}"
        for number, old in enumerate(found, start=1)
    }
    svg = _ID.sub(lambda m: f'id="{names[m[1]]}"', svg)
    # What is not in the drawing stands once in the page, for all drawings.
    svg = _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", svg)
    return _lean(svg)


def _lean(svg: str) -> str:
    """The same drawing in fewer bytes."""
    # Its parts are not read one by one: the drawing is one image to those who listen.
    svg = re.sub(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"', "", svg)
    # Points that are there to be hovered over have nothing to do in a still drawing.
    svg = re.sub(r'<path[^>]* opacity="0"[^>]*/>', "", svg)
    # Nor have frames that are neither filled nor drawn round.
    svg = re.sub(r'<path d="[^"]*"(?: display="none")?/>', "", svg)
    svg = re.sub(_DEFAULTS, "", svg)
    families = set(re.findall(r' font-family="[^"]*"', svg))
    if len(families) == 1:
        (family,) = families
        svg = svg.replace(family, "").replace("<svg", f"<svg{family}", 1)
    svg = svg.replace(_SIZE, "").replace("<svg", f"<svg{_SIZE}", 1)
    # Grid lines; a fourth pair of digits is how opaque a colour is.
    svg = svg.replace("rgba(128,128,128,0.25)", "#80808040")
    svg = re.sub(r"<g>((?:(?!</?g\b).)+)</g>", _gathered, svg)
    while _EMPTY in svg:
        svg = svg.replace(_EMPTY, "")
    svg = _ungrouped(svg)
    return re.sub(r' (d|transform|points)="[^"]*"', _rounded, svg)


def _gathered(group: re.Match[str]) -> str:
    """A group of shapes or words with what all of them share said once, by itself."""
    leaves = re.findall(_LEAF, group[1])
    if len(leaves) < 2:
        return group[0]
    shared = set.intersection(*(set(re.findall(_INHERITED, leaf)) for leaf in leaves))

    def bare(leaf: re.Match[str]) -> str:
        return re.sub(_INHERITED, lambda m: "" if m[0] in shared else m[0], leaf[0])

    return f"<g{''.join(sorted(shared))}>{re.sub(_LEAF, bare, group[1])}</g>"


def _ungrouped(svg: str) -> str:
    """The drawing without groups that say nothing."""
    silent: list[bool] = []

    def kept(tag: re.Match[str]) -> str:
        if tag[0].endswith("/>"):
            return ""
        if tag[0] == "</g>":
            return "" if silent.pop() else tag[0]
        silent.append(tag[0] == "<g>")
        return "" if silent[-1] else tag[0]

    return re.sub(r"</?g\b[^>]*>", kept, svg)


def _rounded(attribute: re.Match[str]) -> str:
    """The attribute with coordinates to a tenth of a pixel."""
    return re.sub(
        r"-?\d+\.\d{2,}(?:e-?\d+)?",
        # Adding zero turns a minus zero into a plain one.
        lambda m: f"{round(float(m[0]), 1) + 0:g}",
        attribute[0],
    )
