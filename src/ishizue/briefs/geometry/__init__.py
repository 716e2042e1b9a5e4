"""Country shapes, and the choropleth map drawn from them.

The shapes are one TopoJSON file derived from Natural Earth 50m by the script in
the repository's ``geometry`` folder. It holds four objects over the same arcs:
``countries`` and ``disputed``, and the two views ``world`` and ``europe`` that
join both, because Vega-Lite reads a single object from a named data set.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

__all__ = ["HATCH_SVG_DEFS", "VIEW", "Region", "map_spec", "world_shapes"]

Region: TypeAlias = Literal["europe", "world"]

VIEW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": (
            "Boundaries follow Natural Earth's de facto view, except Crimea, drawn"
            " with Ukraine following UN General Assembly resolution 68/262."
            " Hatched: areas whose sovereignty or status is disputed (Crimea,"
            " Kosovo, Northern Cyprus, Western Sahara, Somaliland, the Siachen"
            " Glacier, the Northern Territories / southern Kurils). Taiwan and"
            " Palestine are drawn as entities of their own; other disputed areas"
            " are not drawn apart. Grey: no data. The map implies no position on"
            " the legal status of any territory. Made with Natural Earth (1:50m,"
            " public domain)."
        ),
        "ja": (
            "境界線はNatural Earthの実効支配に基づく表示に従う。ただし、クリミアは"
            "国連総会決議68/262に従いウクライナに含めて描いた。斜線は帰属または地位に"
            "争いのある地域（クリミア、コソボ、北キプロス、西サハラ、ソマリランド、"
            "シアチェン氷河、北方領土）。台湾とパレスチナは個別の区域として描き、"
            "その他の係争地域は区分していない。灰色はデータなし。本図は領土の帰属や"
            "法的地位に関するいかなる立場を示すものでもない。"
            "地図データ：Natural Earth（縮尺5,000万分の1、パブリックドメイン）を加工。"
        ),
    }
)

HATCH_SVG_DEFS: Final = (
    # Not display:none, which would stop browsers from painting with the pattern.
    # A dark and a light stripe together stay visible over any fill, and on a dark
    # page as on a light one.
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true"'
    ' focusable="false"><defs><pattern id="hatch" width="4" height="4"'
    ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M1 0V4" stroke="#1a1a1a" stroke-width="0.9"/>'
    '<path d="M1.9 0V4" stroke="#fff" stroke-width="0.9"/>'
    "</pattern></defs></svg>"
)

_NO_DATA: Final = {
    "en": "datum.properties.name + ': no data'",
    # The shapes carry English names only, so none is shown rather than a mix.
    "ja": "'データなし'",
}
_DISPUTED: Final = {
    "en": "datum.properties.name + ': disputed'",
    "ja": "datum.properties.ja + '：帰属・地位に争いのある地域'",
}

_INK: Final = "currentColor"  # text takes the page's colour, light or dark
_LINE: Final = "#808080"  # the one grey that shows on white and on black

# Width and height of the drawing, and the projection that fills it. Scale and
# translation are fixed, not fitted: fitting would follow the shapes, and Russia
# alone would push the rest of Europe into a corner.
_FRAMES: Final[Mapping[str, tuple[int, int, Mapping[str, Any]]]] = {
    "europe": (
        720,
        560,
        {
            "type": "azimuthalEqualArea",
            "rotate": [-15, -54, 0],
            "scale": 810,
            "translate": [345, 280],
        },
    ),
    "world": (
        720,
        316,
        {
            "type": "equalEarth",
            # The cut falls in the Bering Strait, so that Chukotka stays whole.
            "rotate": [-11, 0, 0],
            "scale": 132,
            "translate": [360, 174],
        },
    ),
}


@cache
def world_shapes() -> dict[str, Any]:
    """Loads the country shapes.

    Returns:
        The TopoJSON topology. It is shared between callers: read, do not modify.
    """
    text = (files(__name__) / "world-50m.topo.json").read_text(encoding="utf-8")
    shapes: dict[str, Any] = json.loads(text)
    return shapes


@cache
def _actors() -> frozenset[str]:
    """Lists the actors that have a shape."""
    countries = world_shapes()["objects"]["countries"]["geometries"]
    return frozenset(country["properties"]["actor"] for country in countries)


def map_spec(
    values: list[dict[str, Any]],
    title: str,
    *,
    lang: str,
    legend: str,
    region: Region,
    format: str,
) -> dict[str, Any]:
    """Builds the Vega-Lite specification of a choropleth map.

    The page that shows the map must contain ``HATCH_SVG_DEFS`` once and print
    ``VIEW[lang]`` under the map. The shapes are the data set ``shapes``; a page
    with several maps may remove it from each specification and supply it once.

    Args:
        values: Rows with ``actor`` (lower-case ISO 3166-1 alpha-3), ``value`` and
            ``label``, the text shown on hovering and read aloud.
        title: The title above the map.
        lang: Language of the words the map adds itself, a key of ``VIEW``.
        legend: The title of the colour legend.
        region: The part of the world shown.
        format: Number format of the legend in d3 notation, such as ``.0%``.

    Returns:
        The specification as a plain dictionary.

    Raises:
        ValueError: If the language, the region or an actor is unknown.
    """
    if lang not in VIEW:
        raise ValueError(f"no map captions in language {lang!r}")
    if region not in _FRAMES:
        raise ValueError(f"no map of region {region!r}")
    # The lookup would drop such a row in silence, and the reader take the country
    # for one without data.
    if strangers := sorted({row["actor"] for row in values} - _actors()):
        raise ValueError(f"no shape for {', '.join(map(repr, strangers))}")
    width, height, projection = _FRAMES[region]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "anchor": "start", "color": _INK},
        "background": None,
        "width": width,
        "height": height,
        "datasets": {"shapes": world_shapes()},
        "data": {
            "name": "shapes",
            "format": {"type": "topojson", "feature": region},
        },
        # Clipping in the projection keeps points outside the frame out of the SVG;
        # the margin keeps the stroke along the cut out of sight.
        "projection": {
            **projection,
            "clipExtent": [[-3, -3], [width + 3, height + 3]],
        },
        "layer": [_countries(values, lang, legend, format), _hatching(lang)],
        "config": {"view": {"stroke": None}},
    }


def _countries(
    values: list[dict[str, Any]], lang: str, legend: str, number_format: str
) -> dict[str, Any]:
    """Builds the layer of countries, coloured by value."""
    return {
        "transform": [
            {"filter": "isValid(datum.properties.actor)"},
            {
                "lookup": "properties.actor",
                "from": {
                    "data": {"values": values},
                    "key": "actor",
                    "fields": ["value", "label"],
                },
            },
            {
                "calculate": f"isValid(datum.label) ? datum.label : {_NO_DATA[lang]}",
                "as": "note",
            },
        ],
        "mark": {
            "type": "geoshape",
            "clip": True,
            "stroke": _LINE,
            "strokeWidth": 0.5,
            "strokeJoin": "round",
            # Countries without a value stay on the map, in grey.
            "invalid": "show",
        },
        "encoding": {
            "color": {
                # Translucent, hence light grey on a white page, dark on a dark one.
                "condition": {
                    "test": "!isValid(datum.value)",
                    "value": "rgba(128,128,128,0.22)",
                },
                "field": "value",
                "type": "quantitative",
                "scale": {"scheme": {"name": "viridis", "extent": [1, 0.1]}},
                "legend": {
                    "title": legend,
                    "format": number_format,
                    "orient": "bottom",
                    "direction": "horizontal",
                    "gradientLength": 240,
                    "gradientThickness": 12,
                    "titleLimit": 0,
                    "titleColor": _INK,
                    "labelColor": _INK,
                },
            },
            "tooltip": {"field": "note", "type": "nominal"},
            "description": {"field": "note", "type": "nominal"},
        },
    }


def _hatching(lang: str) -> dict[str, Any]:
    """Builds the layer that hatches the disputed areas."""
    return {
        "transform": [
            {"filter": "datum.properties.disputed"},
            {"calculate": _DISPUTED[lang], "as": "note"},
        ],
        "mark": {
            "type": "geoshape",
            "clip": True,
            "fill": "url(#hatch)",
            "stroke": _LINE,
            "strokeWidth": 0.5,
        },
        "encoding": {
            "tooltip": {"field": "note", "type": "nominal"},
            "description": {"field": "note", "type": "nominal"},
        },
    }
