"""Gaps between passes over areas, from a simulation of orbits on best estimates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses import constellations as fleet
from ishizue.lenses.lens import Outcome
from ishizue.models import coverage
from ishizue.models.coverage import Orbit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DAYS: Final = 20.0
LATITUDES: Final = (1 / 6, 3 / 6, 5 / 6)
"""Of an area, by its surface."""
LONGITUDES: Final = (0.0, 60.0, 120.0, 180.0, 240.0, 300.0)
PLACES: Final = len(LATITUDES) * len(LONGITUDES)
BY_YEAR: Final = ("area", "sensor", "year")
BY_OWNER: Final = ("area", "sensor", "owner")

WRITES: Final = (
    Outcome(
        "mean_gap",
        BY_YEAR,
        "hours",
        "Mean hours between shared passes over a place; 480 stands for never",
        "一地点での共有通過の平均間隔(時間、480は一度もないことを示す)",
    ),
    Outcome(
        "own_mean_gap",
        BY_YEAR,
        "hours",
        "Mean hours between passes of European satellites; 480 stands for never",
        "一地点での欧州所有衛星の通過の平均間隔(時間、480は一度もないことを示す)",
    ),
    Outcome(
        "longest_gap",
        BY_YEAR,
        "hours",
        "Longest time without a shared pass in twenty days, in the mean over places",
        "20日間で共有通過が途絶える最長時間(地点の平均)",
    ),
    Outcome(
        "own_longest_gap",
        BY_YEAR,
        "hours",
        "Longest time without a pass of European satellites in twenty days, in the mean "
        "over places",
        "20日間で欧州所有衛星の通過が途絶える最長時間(地点の平均)",
    ),
    Outcome(
        "mean_gap_without",
        BY_OWNER,
        "hours",
        "Mean hours between shared passes without an owner, first year; 480 stands for "
        "never",
        "ある所有国を除いた共有通過の平均間隔(時間、初年、480は一度もないことを示す)",
    ),
    Outcome(
        "longest_gap_without",
        BY_OWNER,
        "hours",
        "Longest time without a shared pass when an owner leaves, first year, in the "
        "mean over places",
        "ある所有国を除いた場合に共有通過が途絶える最長時間(初年、地点の平均)",
    ),
)


def simulated(best: xr.Dataset) -> xr.Dataset:
    """Mean and longest gaps by area, sensor, year and owner left out."""
    everybody, own = fleet.owners(best), fleet.european(best)
    areas, years = best.sizes["area"], best.sizes["year"]
    by_year = np.empty((4, areas, len(fleet.SENSORS), years))
    by_owner = np.empty((2, areas, len(fleet.SENSORS), len(everybody)))
    serving = [serves[:, 0] for serves in fleet.service(best)]
    shares = fleet.shared(best)
    sharing = {owner for owner, share in shares.items() if share.any()}
    north, east = _places(best)
    for kind, sensor in enumerate(fleet.SENSORS):
        stand = fleet.stand(best, sensor, sharing)
        try:
            events = _events(stand.orbits, stand.swaths, north, east)
        except ModelError as error:
            raise LensError(
                f"{error} Correct 'perigee', 'apogee', 'inclination' or 'swath' of "
                "satellites."
            ) from error
        names = np.array([orbit.owner for orbit in stand.orbits], dtype=np.str_)
        usable = np.zeros((len(names), years), dtype=np.bool_)
        for owner, share in shares.items():
            usable[names == owner] = share[:, 0] > 0
        for place, row in enumerate(stand.rows):
            usable[place] &= serving[row]
        ours = np.isin(names, sorted(own))
        gaps = _Gaps(events, areas)
        for year in range(years):
            by_year[:2, :, kind, year] = gaps.of(usable[:, year])
            by_year[2:, :, kind, year] = gaps.of(usable[:, year] & ours)
        for place, owner in enumerate(everybody):
            by_owner[:, :, kind, place] = gaps.of(usable[:, 0] & (names != owner))
    mean, longest, own_mean, own_longest = by_year
    found = (mean, own_mean, longest, own_longest, *by_owner)
    return xr.Dataset(
        {o.name: (o.dims, values) for o, values in zip(WRITES, found, strict=True)}
    )


@lru_cache(maxsize=16)
def _events(
    orbits: tuple[Orbit, ...],
    swaths: tuple[float, ...],
    north: tuple[float, ...],
    east: tuple[float, ...],
) -> coverage.Events:
    """Passes over places; scenarios that move no satellite share them."""
    return coverage.accesses(orbits, north, swaths, DAYS, longitudes=east)


def _places(best: xr.Dataset) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Places spread over each area, area by area."""
    south, north = (
        np.sin(np.radians(best.variables[name].values[0]))
        for name in ("southern_limit", "northern_limit")
    )
    parts = np.repeat(LATITUDES, len(LONGITUDES))
    sines = south[:, None] + (north - south)[:, None] * parts
    turned = np.arange(len(parts)) // len(LONGITUDES) * 20.0
    east = np.tile(np.tile(LONGITUDES, len(LATITUDES)) + turned, len(south))
    return tuple(np.degrees(np.arcsin(sines)).ravel().tolist()), tuple(east.tolist())


class _Gaps:
    """Gaps by area, for any choice of satellites; each choice is looked at once."""

    def __init__(self, events: coverage.Events, areas: int) -> None:
        self._events = events
        self._areas = areas
        self._known: dict[bytes, Array] = {}

    def of(self, chosen: NDArray[np.bool_]) -> Array:
        """Mean and longest gaps in hours, shape (2, areas)."""
        key = chosen.tobytes()
        if key not in self._known:
            seen = coverage.revisit(self._events.of(chosen))
            rate = seen.passes_per_day.reshape(self._areas, PLACES).mean(1)
            mean = 1 / np.maximum(rate, 1 / DAYS)
            longest = seen.longest_gap.reshape(self._areas, PLACES).mean(1)
            self._known[key] = 24 * np.stack([mean, longest])
        return self._known[key]
