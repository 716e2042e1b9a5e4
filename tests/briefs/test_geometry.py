import itertools
import json
import re

import pytest
import vl_convert

from ishizue.briefs.geometry import HATCH_SVG_DEFS, VIEW, map_spec, world_shapes

ACTORS = """
    alb bel bgr can hrv cze dnk est fin fra deu grc hun isl ita lva ltu lux mne nld
    mkd nor pol prt rou svk svn esp swe tur gbr usa aut cyp irl mlt aus jpn kor nzl
    ukr rus chn prk isr jor egy mar zaf ind bra nga che blr twn phl sgp tha irn pak
    dza tun mrt mda geo srb arg mex ven
"""

SEVASTOPOL = (33.53, 44.6)
SIMFEROPOL = (34.1, 44.95)

VALUES = [
    {"actor": "fra", "value": 0.4, "label": "France: 40%"},
    {"actor": "usa", "value": 0.9, "label": "United States: 90%"},
    {"actor": "ukr", "value": 0.6, "label": "Ukraine: 60%"},
]


def decode_arcs(topology):
    """Undoes the delta encoding and the quantisation of TopoJSON."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (shift_x, shift_y) = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs = itertools.accumulate(x for x, _ in arc)
        ys = itertools.accumulate(y for _, y in arc)
        arcs.append(
            [
                (x * scale_x + shift_x, y * scale_y + shift_y)
                for x, y in zip(xs, ys, strict=True)
            ]
        )
    return arcs


def decode_ring(indices, arcs):
    points = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def decode(topology, name):
    """Returns the features of one object as (properties, polygons)."""
    arcs = decode_arcs(topology)
    return [
        (
            geometry["properties"],
            [
                [decode_ring(ring, arcs) for ring in polygon]
                for polygon in geometry["arcs"]
            ],
        )
        for geometry in topology["objects"][name]["geometries"]
    ]


def in_ring(point, ring):
    (x, y) = point
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def contains(polygons, point):
    return any(
        in_ring(point, polygon[0])
        and not any(in_ring(point, hole) for hole in polygon[1:])
        for polygon in polygons
    )


def at(features, point, key):
    return [p[key] for p, polygons in features if contains(polygons, point)]


@pytest.fixture(scope="module")
def countries():
    return decode(world_shapes(), "countries")


@pytest.fixture(scope="module")
def disputed():
    return decode(world_shapes(), "disputed")


def svg_of(lang, region):
    spec = map_spec(VALUES, "T", lang=lang, legend="L", region=region, format=".0%")
    return vl_convert.vegalite_to_svg(spec)


def test_every_actor_of_interest_has_exactly_one_shape(countries):
    actors = [properties["actor"] for properties, _ in countries]
    assert len(actors) == len(set(actors))
    assert set(ACTORS.split()) <= set(actors)


def test_countries_carry_only_actor_and_name(countries):
    for properties, _ in countries:
        assert properties.keys() == {"actor", "name"}
        assert re.fullmatch("[a-z]{3}", properties["actor"])
        assert properties["name"]


@pytest.mark.parametrize("name", ["countries", "disputed", "world", "europe"])
def test_rings_are_closed_and_have_an_area(name):
    for properties, polygons in decode(world_shapes(), name):
        assert polygons, properties
        for ring in itertools.chain.from_iterable(polygons):
            assert ring[0] == ring[-1], properties
            assert len(set(ring)) >= 3, properties


@pytest.mark.parametrize(
    ("actor", "point"),
    [
        ("mlt", (14.42, 35.89)),
        ("lux", (6.13, 49.7)),
        ("sgp", (103.82, 1.35)),
        ("twn", (121.0, 23.8)),
        ("rus", (37.6, 55.7)),
        ("jpn", (142.8, 43.3)),
    ],
)
def test_a_place_lies_in_its_country_and_no_other(countries, actor, point):
    assert at(countries, point, "actor") == [actor]


@pytest.mark.parametrize("point", [SEVASTOPOL, SIMFEROPOL])
def test_crimea_is_drawn_with_ukraine_and_hatched(countries, disputed, point):
    assert at(countries, point, "actor") == ["ukr"]
    assert at(disputed, point, "name") == ["Crimea"]


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Kosovo", (20.9, 42.6)),
        ("Northern Cyprus", (33.4, 35.3)),
        ("Western Sahara", (-14.0, 24.5)),  # west of the berm
        ("Western Sahara", (-9.0, 26.5)),  # east of it
        ("Somaliland", (44.0, 9.6)),
        ("Siachen Glacier", (77.0, 35.5)),
        ("Northern Territories / southern Kurils", (147.9, 45.1)),
    ],
)
def test_a_disputed_area_is_hatched(disputed, name, point):
    assert at(disputed, point, "name") == [name]


def test_the_file_is_small_enough_to_put_in_a_page():
    assert len(json.dumps(world_shapes(), separators=(",", ":"))) <= 350_000


@pytest.mark.parametrize("view", ["world", "europe"])
def test_a_view_shows_crimea_hatched_over_ukraine(view):
    found = [
        properties.get("actor", properties["name"])
        for properties, polygons in decode(world_shapes(), view)
        if contains(polygons, SIMFEROPOL)
    ]
    assert found == ["ukr", "Crimea"]


@pytest.mark.parametrize("region", ["europe", "world"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_map_compiles_to_a_self_contained_svg(lang, region):
    svg = svg_of(lang, region)
    assert "url(#hatch)" in svg
    namespaces = set(re.findall(r'xmlns(?::\w+)?="([^"]+)"', svg))
    assert set(re.findall(r"https?://[^\s\"'<>)]+", svg)) <= namespaces
    assert not re.search(r"href\s*=|@import|<image|<script", svg)
    assert len(svg.encode()) < 250_000


def test_countries_with_and_without_data_are_drawn_and_read_aloud():
    svg = svg_of("en", "europe")
    assert 'aria-label="France: 40%"' in svg
    assert 'aria-label="Spain: no data"' in svg


def test_hatched_areas_are_named_in_the_reader_s_language():
    assert 'aria-label="Crimea: disputed"' in svg_of("en", "europe")
    assert 'aria-label="クリミア：帰属・地位に争いのある地域"' in svg_of("ja", "europe")


def test_a_row_may_say_why_it_has_no_value():
    rows = [*VALUES, {"actor": "che", "value": None, "label": "Not a member"}]
    spec = map_spec(rows, "T", lang="en", legend="L", region="europe", format=".0%")
    assert 'aria-label="Not a member"' in vl_convert.vegalite_to_svg(spec)


def test_the_shapes_stand_apart_so_that_a_page_supplies_them_once():
    spec = map_spec(VALUES, "T", lang="en", legend="L", region="world", format="d")
    assert spec["datasets"] == {"shapes": world_shapes()}
    assert spec["data"]["name"] == "shapes"


def test_the_hatch_pattern_is_defined_under_the_name_the_map_uses():
    assert '<pattern id="hatch"' in HATCH_SVG_DEFS
    assert "http" not in HATCH_SVG_DEFS


def test_captions_name_the_view_and_the_source():
    assert VIEW.keys() == {"en", "ja"}
    for caption in VIEW.values():
        assert "68/262" in caption
        assert "Natural Earth" in caption


def test_every_hatched_area_is_named_in_both_captions(disputed):
    for properties, _ in disputed:
        assert properties["name"] in VIEW["en"]
        assert properties["ja"] in VIEW["ja"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"lang": "fr"}, "language 'fr'"),
        ({"region": "asia"}, "region 'asia'"),
        ({"values": [{"actor": "nato", "value": 1, "label": ""}]}, "'nato'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, complaint):
    arguments = {
        "values": VALUES,
        "title": "T",
        "lang": "en",
        "legend": "L",
        "region": "europe",
        "format": "d",
    } | change
    with pytest.raises(ValueError, match=complaint):
        map_spec(**arguments)
