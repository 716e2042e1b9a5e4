"""How often are broad areas seen from space, and who could take that away?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses import constellations as fleet
from ishizue.lenses import gaps
from ishizue.lenses.by_draw import by_draw, divided
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes, wants
from ishizue.lenses.rows import along, figure_paths, listed
from ishizue.world import World
from ishizue.world.world import Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY_YEAR = ("area", "sensor", "year")
BY_OWNER = ("area", "sensor", "owner")

WRITES = outcomes(
    Outcome(
        "passes",
        BY_YEAR,
        "passes per day",
        "Passes a day over a place of the area, by satellites whose pictures are shared",
        "地域内の一地点の上空を通過する、画像を共有できる衛星の1日当たりの回数",
    ),
    Outcome(
        "own_passes",
        BY_YEAR,
        "passes per day",
        "Passes a day over a place of the area by European satellites alone",
        "地域内の一地点の上空を通過する欧州所有衛星の1日当たりの回数",
    ),
    Outcome(
        "restored",
        BY_YEAR,
        "ratio",
        "Passes by European satellites alone against all that are shared in the first "
        "year; 0 where none are",
        "初年に共有される全通過回数に対する欧州所有衛星だけの通過回数の比(初年に皆無なら0)",
    ),
    Outcome(
        "owner_passes",
        BY_OWNER,
        "passes per day",
        "Passes a day by an owner's satellites, shared or not, first year",
        "所有国ごとの1日当たりの通過回数(共有の有無を問わない、初年)",
    ),
    Outcome(
        "lost",
        BY_OWNER,
        "share",
        "Share of shared passes that goes with an owner, first year; 0 where none are",
        "所有国が手を引くと失われる共有通過回数の割合(初年、皆無なら0)",
    ),
    *gaps.WRITES,
    Outcome(
        "supplied",
        ("satellite", "year"),
        "units",
        "Shared satellites at work for a capability that is measured in them",
        "衛星数で測る能力に供される衛星",
    ),
)
ANALYTIC: Final = ("passes", "own_passes", "restored", "owner_passes", "lost")
OWN: Final = ("own_passes", "own_mean_gap", "own_longest_gap")
"""Answers in which only European satellites count."""


def plan(best: xr.Dataset) -> xr.Dataset:
    """Gaps between passes, simulated once on best estimates where they are wanted."""
    names = [outcome.name for outcome in gaps.WRITES]
    return gaps.simulated(best) if wants(best, *names) else xr.Dataset()


def ask(e: xr.Dataset) -> xr.Dataset:
    """Rates of passes in every draw, and the gaps that were simulated."""
    found = _rates(e) if wants(e, *ANALYTIC) else {}
    for outcome in gaps.WRITES:
        if outcome.name in e.variables:
            found[outcome.name] = e.variables[outcome.name].values[..., None]
    serving = [
        place for place, (name,) in enumerate(listed(e, "satellite_capability")) if name
    ]
    if wants(e, "supplied"):
        found["supplied"] = _supplied(e, serving)
    cells = ("satellite", "satellite_actor", "satellite_capability")
    return xr.Dataset(
        by_draw(found, WRITES, e.sizes["draw"]),
        coords={
            **along(e, "draw", "year"),
            **{n: ("satellite", e.variables[n].values[serving]) for n in cells},
            "area": e.variables["area"],
            "sensor": np.array(fleet.SENSORS),
            "owner": np.array(fleet.owners(e), dtype=np.str_),
        },
    )


def _rates(e: xr.Dataset) -> dict[str, Array]:
    """Outcomes of the analytic rate that are wanted, draws last."""
    if not wants(e, *(name for name in ANALYTIC if WRITES[name].dims == BY_YEAR)):
        e = e.isel(year=[0])
    shares, own, everybody = fleet.shared(e), fleet.european(e), fleet.owners(e)
    brought = {name: f.passes() for name, f in fleet.fleets(e).items()}
    draws = max((v.shape[-1] for v in (*brought.values(), *shares.values())), default=1)
    sizes = {"area": e.sizes["area"], "year": e.sizes["year"]}
    sizes |= {"sensor": len(fleet.SENSORS), "owner": len(everybody)}
    found = {
        name: np.zeros((*(sizes[dim] for dim in WRITES[name].dims), draws))
        for name in ANALYTIC
    }
    given: dict[tuple[int, int], Array] = {}
    # In the order of owners: sums must not depend on that of rows.
    for (owner, sensor), passes in sorted(brought.items()):
        kind, place = fleet.SENSORS.index(sensor), everybody.index(owner)
        found["owner_passes"][:, kind, place] = passes[:, 0]
        if owner in shares:
            usable = passes * shares[owner]
            given[kind, place] = usable[:, 0]
            found["passes"][:, kind] += usable
            if owner in own:
                found["own_passes"][:, kind] += usable
    first = found["passes"][:, :, 0]
    if wants(e, "lost"):
        for (kind, place), usable in given.items():
            found["lost"][:, kind, place] = divided(usable, first[:, kind])
    if wants(e, "restored"):
        for kind in {kind for kind, _ in given}:
            alone = found["own_passes"][:, kind]
            found["restored"][:, kind] = divided(alone, first[:, kind, None])
    return {name: values for name, values in found.items() if wants(e, name)}


def _supplied(e: xr.Dataset, places: list[int]) -> Array:
    """Shared satellites at work, shape (those with a capability, years, draws)."""
    count, shares = e.variables["satellite_count"].values.T, fleet.shared(e)
    owners, serving = e.variables["satellite_actor"].values.tolist(), fleet.service(e)
    working = np.zeros((len(places), e.sizes["year"], e.sizes["draw"]))
    for i, place in enumerate(places):
        share = shares.get(owners[place], np.zeros((1, 1)))
        working[i] = count[place] * serving[place] * share
    return working


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Areas, satellites and sharing that the selection names, and what is known of them."""
    if outcome == "supplied":
        return tuple(dict.fromkeys(_suppliers(world, selection)))
    areas = [k for k in world.tables["areas"] if selection.get("area", k) == k]
    if not areas or selection.get("sensor", "radar") not in fleet.SENSORS:
        return ()
    last = int(selection["year"]) if "year" in selection else None
    paths = [path for key in areas for path in _whole(world, "areas", key, None)]
    for key in world.ever("satellites"):
        for row in world.versions("satellites", key):
            if _counts(world, row, outcome, selection):
                paths += _whole(world, "satellites", key, None)
                if row["actor"] and outcome in (*OWN, "restored"):
                    paths.append(f"actors.{row['actor']}")
    if outcome != "owner_passes":
        for key in world.ever("sharings"):
            paths += _whole(world, "sharings", key, last)
    return tuple(dict.fromkeys(paths))


def _whole(world: World, table: str, row: str, last: int | None) -> Iterator[str]:
    """A row, and its figures where it still stands."""
    yield f"{table}.{row}"
    if row in world.tables[table]:
        yield from figure_paths(world, table, row, last)


def _counts(world: World, row: Row, outcome: str, selection: Selection) -> bool:
    """Whether satellites have a part in an answer, or might have had."""
    if row["sensor"] not in fleet.SENSORS:
        return False
    if selection.get("sensor", row["sensor"]) != row["sensor"]:
        return False
    owner = row["actor"] or fleet.JOINT
    if outcome == "owner_passes":
        return bool(selection.get("owner", owner) == owner)
    if outcome in OWN and owner != fleet.JOINT:
        actors = world.versions("actors", owner)
        return any(actor["region"] == "europe" for actor in actors)
    return True


def _suppliers(world: World, selection: Selection) -> Iterator[str]:
    """Satellites that supply a capability, or might, and the sharing they go by."""
    last = int(selection["year"]) if "year" in selection else None
    for key in world.ever("satellites"):
        if selection.get("satellite", key) != key:
            continue
        served = [row["capability"] for row in world.versions("satellites", key)]
        if selection.get("capability", served[0]) not in served:
            continue
        yield f"satellites.{key}"
        if not any(served):
            continue
        owners = {row["actor"] for row in world.versions("satellites", key)}
        for name in world.ever("sharings"):
            if owners & {row["actor"] for row in world.versions("sharings", name)}:
                yield from _whole(world, "sharings", name, last)
        fields = ("satellite_count", "entry_year", "exit_year")
        for path in _whole(world, "satellites", key, None):
            if path.endswith(fields):
                yield path


LENS = Lens(
    name="space",
    title={"en": "Space", "ja": "宇宙"},
    question={
        "en": "How often are broad areas seen from space, by whose satellites, and who "
        "could take that away?",
        "ja": "広い地域は宇宙からどれほどの頻度で、誰の衛星によって観測されており、"
        "誰がそれを止められるのか。",
    },
    method={
        "en": "Mean passes of the swath of circular orbits with J2 secular drift, by area "
        "swept (Wertz 2001; Vallado 2013); gaps between passes by simulating twenty days on "
        "best estimates, passes being crossings of the strip under the ground track; "
        "owners are taken out by masking their passes",
        "ja": "J2項による永年変化を考慮した円軌道について、観測幅が掃く面積から平均通過回数を求める"
        "(ワーツ、2001年、バラド、2013年)。通過の間隔は、最良推定値の下で20日間を模擬し、地上軌跡に"
        "沿う観測帯との交差を数えて求める。所有国の離脱は、その衛星の通過を除いて計算する",
    },
    leaves_out={
        "en": "The strip lies straight below: pointing to the side, which lets a satellite "
        "choose where to look within some hundreds of km, is not counted, so these are "
        "measures of capacity and not of what is tasked. Optical satellites count on half "
        "their passes, those by day, and undisclosed ones on all; clouds, season and ice are "
        "left out, and so are sharpness, downlink and analysis. In gaps, what is shared at "
        "all counts in full. Where in their orbits satellites are is not in "
        "the study: for gaps they are spread evenly, as their owners seldom do. "
        "Satellites that listen for signals have no strip and are not counted. Launches "
        "nobody has announced are not foreseen.",
        "ja": "観測帯は衛星の真下にあるものとし、斜め方向への指向は数えない。実際の衛星は数百kmの範囲で"
        "観測先を選べるため、結果は撮像能力の目安であって、実際の撮像計画ではない。光学衛星は昼間に当たる"
        "半分の通過だけを数え、センサー非公表の衛星は全通過を数える。雲、季節、氷、解像度、データの受信と"
        "解析は扱わない。通過の間隔では、一部でも共有される分は全て数える。軌道上の位置は研究に含めず、"
        "通過の間隔を求めるときは均等に配置する。電波を傍受する衛星には観測幅がないため数えない。"
        "公表されていない打上げは見込まない。",
    },
    reads=(
        "actors.region",
        "areas.southern_limit",
        "areas.northern_limit",
        "satellites.actor",
        "satellites.sensor",
        "satellites.status",
        "satellites.capability",
        "satellites.satellite_count",
        "satellites.perigee",
        "satellites.apogee",
        "satellites.inclination",
        "satellites.swath",
        "satellites.entry_year",
        "satellites.exit_year",
        "sharings.actor",
        "sharings.shared_share",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    plan=plan,
)
