"""How often satellites pass over areas, by owner, sensor and year.

Arrays are by area, year and draw, draws last; one draw stands for all where nothing varies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.by_draw import distinct
from ishizue.lenses.rows import listed
from ishizue.models import coverage
from ishizue.models.coverage import Orbit
from ishizue.schema import dictionary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SENSORS: Final = ("optical", "radar", "multispectral", "mixed")
"""What takes pictures; satellites that listen for signals have no strip."""
BY_DAYLIGHT: Final = ("optical", "multispectral")
JOINT: Final = "joint"
"""The owner of satellites that no single state owns."""
UNSTATED: Final = dictionary().figure("entry_year").missing[0]
"""What stands in the ensemble where no year of entry is given."""
GOLDEN: Final = 0.6180339887498949

if set(SENSORS) | {"signals"} != set(
    dictionary().tables["satellites"].fields["sensor"].options
):
    raise AssertionError("the sensors of the dictionary are not those of this lens")


@dataclass(frozen=True)
class Fleet:
    """The passes of one owner's satellites with one kind of sensor.

    Attributes:
        steady: Per day, by those that serve in every year, shape (areas, draws or 1).
        changing: Per day, by the others, shape (areas, years, draws or 1); or 0.
    """

    steady: Array
    changing: Array

    def passes(self) -> Array:
        """Passes per day, shape (areas, years or 1, draws or 1)."""
        return self.steady[:, None] + self.changing


def owners(e: xr.Dataset) -> list[str]:
    """Who has satellites, or shares what they see."""
    cells = ("satellite_actor", "sharing_actor")
    return sorted({actor or JOINT for cell in cells for (actor,) in listed(e, cell)})


def fleets(e: xr.Dataset) -> dict[tuple[str, str], Fleet]:
    """Fleets by owner and sensor."""
    rates = _rates(e)
    serving = service(e)
    nothing = np.zeros((e.sizes["area"], 1))
    found: dict[tuple[str, str], Fleet] = {}
    rows = listed(e, "satellite_actor", "satellite_sensor")
    for place, (actor, sensor) in enumerate(rows):
        if sensor not in SENSORS:
            continue
        name = (actor or JOINT, sensor)
        fleet = found.get(name, Fleet(nothing, np.zeros((1, 1, 1))))
        rate, serves = rates[place], serving[place]
        if serves.all():
            found[name] = Fleet(fleet.steady + rate, fleet.changing)
        else:
            changing = fleet.changing + rate[:, None] * serves
            found[name] = Fleet(fleet.steady, changing)
    return found


def _rates(e: xr.Dataset) -> list[Array]:
    """Passes per day of each row of satellites while it serves, (areas, draws or 1)."""
    height = (distinct(e, "perigee") + distinct(e, "apogee")) / 2
    tilt, south, north = (
        distinct(e, name)
        for name in ("inclination", "southern_limit", "northern_limit")
    )
    width = distinct(e, "satellite_count") * distinct(e, "swath")
    # An orbit that is known is looked at once, not in every draw.
    known = (height == height[:, :1]).all(1) & (tilt == tilt[:, :1]).all(1)
    per_km = np.empty(len(known), dtype=object)
    try:
        at_once = coverage.mean_passes_between(
            height[known, None, :1], tilt[known, None, :1], south, north, 1.0
        )
        for place, rate in zip(np.flatnonzero(known), at_once, strict=True):
            per_km[place] = rate
        for place in np.flatnonzero(~known):
            per_km[place] = coverage.mean_passes_between(
                height[place], tilt[place], south, north, 1.0
            )
    except ModelError as error:
        raise LensError(
            f"{error} Correct 'perigee', 'apogee' or 'inclination' of satellites, or the "
            "limits of areas."
        ) from error
    seen = [
        0.5 if sensor in BY_DAYLIGHT else 1.0
        for (sensor,) in listed(e, "satellite_sensor")
    ]
    return [r * (w * part) for r, w, part in zip(per_km, width, seen, strict=True)]


def service(e: xr.Dataset) -> list[NDArray[np.bool_]]:
    """Whether each row of satellites serves, shape (years, draws or 1)."""
    years = e.variables["year"].values[:, None]
    dates = (distinct(e, name) for name in ("entry_year", "exit_year"))
    rows = zip(listed(e, "satellite_status"), *dates, strict=True)
    return [
        (_begun(status, _once(entry)) <= years) & (years < np.floor(_once(leaving)))
        for (status,), entry, leaving in rows
    ]


def _begun(status: str, entry: Array) -> Array:
    """The year in which service begins; plans without a year never come true."""
    unstated = (status == "planned") & (entry == UNSTATED)
    return np.where(unstated, np.inf, np.floor(entry))


def _once(values: Array) -> Array:
    """What is the same in every draw, once."""
    return values[:1] if (values == values[0]).all() else values


def shared(e: xr.Dataset) -> dict[str, Array]:
    """What owners share, by owner, shape (years, draws or 1)."""
    share = e.variables["shared_share"].values
    by_row = np.moveaxis(share if share.strides[0] else share[:1], 0, -1)
    rows = zip(listed(e, "sharing_actor"), by_row, strict=True)
    return {actor or JOINT: values for (actor,), values in rows}


def european(e: xr.Dataset) -> set[str]:
    """Owners in Europe."""
    rows = listed(e, "actor", "actor_region")
    return {JOINT} | {actor for actor, region in rows if region == "europe"}


@dataclass(frozen=True)
class Stand:
    """Satellites as they stand in best estimates, and where they are put.

    Attributes:
        orbits: One for each satellite.
        rows: The row of the table each belongs to.
        swaths: Of each, in km.
    """

    orbits: tuple[Orbit, ...]
    rows: tuple[int, ...]
    swaths: tuple[float, ...]


def stand(best: xr.Dataset, sensor: str, sharing: Container[str]) -> Stand:
    """The satellites with one kind of sensor of owners that share, spread over orbits.

    A study holds the shape of orbits and not where in them satellites are. Each row's
    first is put somewhere by its name, so that it stands there in every scenario, and the
    others evenly apart from it.
    """
    orbits: list[Orbit] = []
    rows: list[int] = []
    swaths: list[float] = []
    fields = ("satellite_count", "perigee", "apogee", "inclination", "swath")
    figures = zip(*(best.variables[n].values[0].tolist() for n in fields), strict=True)
    cells = listed(best, "satellite", "satellite_actor", "satellite_sensor")
    for row, ((name, actor, kind), figure) in enumerate(
        zip(cells, figures, strict=True)
    ):
        if kind != sensor or (actor or JOINT) not in sharing:
            continue
        count, perigee, apogee, inclination, swath = figure
        size = int(np.floor(count + 0.5))
        node, phase = _somewhere(name)
        orbits += [
            Orbit(
                (perigee + apogee) / 2,
                inclination,
                raan_deg=360 * ((node + k / size) % 1),
                phase_deg=360 * ((phase + k * GOLDEN) % 1),
                owner=actor or JOINT,
                # Those by which it is day below stand for all that are.
                passes="descending" if sensor in BY_DAYLIGHT else "both",
            )
            for k in range(size)
        ]
        rows += [row] * size
        swaths += [swath] * size
    return Stand(tuple(orbits), tuple(rows), tuple(swaths))


def _somewhere(name: str) -> tuple[float, float]:
    """Two numbers from 0 to 1 that go with a name."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    first, second = (int.from_bytes(part, "big") for part in (digest[:4], digest[4:]))
    return first / 2**32, second / 2**32
