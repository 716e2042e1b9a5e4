"""How often satellites see a place: accesses, rates of passes, and what owners take with them.

A satellite sees a strip on both sides of its ground track. A place is seen when the strip
passes over it: when the nearest point of the track is within half the swath. Passes are
found as such crossings, on segments of the track between which nothing is lost or counted
twice, however far apart; sampling positions instead misses passes that fall between samples.

    >>> sentinels = [Orbit.repeating(143, 10, 98.62, phase_deg=phase, owner=owner,
    ...                              passes="descending")
    ...              for phase, owner in ((0, "esa"), (180, "other"))]
    >>> events = accesses(sentinels, [0.0], 290, days=40, longitudes=1.0)
    >>> [round(float(revisit(e).longest_gap[0]), 1) for e in (events, events.without("other"))]
    [5.0, 10.0]

How often that is over a long time has a formula (`mean_passes` and `mean_passes_between`,
in `ishizue.models.pass_rates`).

An owner's satellites are taken out by masking their events (`Events.without`); nothing is
simulated again.

What is left out: clouds, daylight beyond the choice of ascending or descending passes,
pointing to the side (the strip lies under the satellite), what a picture shows, and what
is done with it. Results are statistics of areas, for policy.

References:
    Vallado, D. A. (2013). Fundamentals of Astrodynamics and Applications, 4th edition,
    chapter 11. Microcosm Press.
    Wertz, J. R. (2001). Mission Geometry; Orbit and Constellation Design and Management,
    chapters 9 and 13. Microcosm Press.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.catalogues import read_omm, read_tle
from ishizue.models.elements import Elements
from ishizue.models.orbits import EARTH_RADIUS_KM, Array, Orbit
from ishizue.models.pass_rates import mean_passes, mean_passes_between
from ishizue.models.revisit import Revisit, statistics

__all__ = [
    "Elements",
    "Events",
    "Orbit",
    "Revisit",
    "accesses",
    "mean_passes",
    "mean_passes_between",
    "read_omm",
    "read_tle",
    "revisit",
]

_SEGMENT: Final = 0.25
"""Longest segment of a track, in radians; between its ends a cubic is right to 100 m."""
_BLOCK: Final = 100_000
"""Pairs of segment and place looked at together."""


@dataclass(frozen=True, eq=False)
class Events:
    """Passes of satellites over places, in order of place and time.

    Attributes:
        times: Days after the start, when the satellite is nearest.
        points: Number of the place seen, from 0.
        satellites: Number of the satellite, from 0.
        offsets_km: How far the place lies from the track; left of it is positive.
        latitudes, longitudes: Of the places, in degrees.
        owners: Owner of each satellite.
        days: How long was looked.
    """

    times: Array
    points: NDArray[np.intp]
    satellites: NDArray[np.intp]
    offsets_km: Array
    latitudes: Array
    longitudes: Array
    owners: tuple[str, ...]
    days: float

    def __len__(self) -> int:
        return len(self.times)

    def of(self, satellites: ArrayLike) -> Events:
        """Only the passes of satellites for which an array by satellite is true."""
        kept = np.asarray(satellites, dtype=np.bool_)[self.satellites]
        return replace(
            self,
            times=self.times[kept],
            points=self.points[kept],
            satellites=self.satellites[kept],
            offsets_km=self.offsets_km[kept],
        )

    def without(self, *owners: str) -> Events:
        """The passes left when these owners withdraw their satellites.

        Raises:
            ModelError: An owner has no satellite here.
        """
        unknown = [owner for owner in owners if owner not in self.owners]
        if unknown:
            known = ", ".join(sorted({repr(owner) for owner in self.owners}))
            raise ModelError(
                f"without: {unknown[0]!r} owns none of the satellites. Fix: choose from "
                f"{known}."
            )
        return self.of([owner not in owners for owner in self.owners])


def accesses(
    orbits: Sequence[Orbit | Elements],
    latitudes: ArrayLike,
    swath_km: ArrayLike,
    days: float,
    *,
    longitudes: ArrayLike = 0.0,
    start: datetime | None = None,
) -> Events:
    """Passes of satellites over places.

    Args:
        orbits: The satellites: circular orbits, elements from a catalogue, or both.
        latitudes: Of the places, geocentric, in degrees.
        swath_km: Width of the strip seen, one for all or one by satellite.
        days: How long to look.
        longitudes: Of the places, one for all or one by latitude.
        start: When to begin, UTC. Circular orbits without a date need none; elements
            begin at the latest of their epochs.

    Raises:
        ModelError: An argument is out of bounds, or SGP4 cannot follow a satellite.
    """
    north, east, widths = _arguments(orbits, latitudes, longitudes, swath_km, days)
    epochs = [orbit.epoch for orbit in orbits if isinstance(orbit, Elements)]
    begin = start or max(epochs, default=None)
    phi, lam = np.radians(north), np.radians(east)
    places = np.stack(
        [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]
    )
    found = [
        _passes(orbit, places, width / (2 * EARTH_RADIUS_KM), days, begin)
        for orbit, width in zip(orbits, widths.tolist(), strict=True)
    ]
    counts = [len(times) for times, _, _ in found]
    times, points, offsets = (
        np.concatenate([f[i] for f in found] or [np.zeros(0)]) for i in range(3)
    )
    satellites = np.repeat(np.arange(len(counts)), counts)
    order = np.lexsort((satellites, times, points))
    return Events(
        times=times[order],
        points=points[order].astype(np.intp),
        satellites=satellites[order],
        offsets_km=offsets[order] * EARTH_RADIUS_KM,
        latitudes=north,
        longitudes=east,
        owners=tuple(orbit.owner for orbit in orbits),
        days=days,
    )


def _arguments(
    orbits: Sequence[Orbit | Elements],
    latitudes: ArrayLike,
    longitudes: ArrayLike,
    swath_km: ArrayLike,
    days: float,
) -> tuple[Array, Array, Array]:
    """Places and widths, one by one."""
    north = np.atleast_1d(arguments.numbers("latitudes", latitudes))
    if (np.abs(north) > 90).any():
        raise ModelError(
            f"latitudes holds {north[np.abs(north) > 90][0]:g}. Fix: give degrees from "
            "-90 to 90."
        )
    given = {
        "latitudes": north,
        "longitudes": arguments.numbers("longitudes", longitudes),
    }
    shape = arguments.common_shape("accesses", given)
    if len(shape) != 1:
        raise ModelError(
            f"latitudes has {len(shape)} dimensions. Fix: give a list of latitudes."
        )
    east = np.broadcast_to(given["longitudes"], shape).copy()
    widths = arguments.positive("swath_km", swath_km)
    if widths.ndim > 1 or (widths.ndim and len(widths) != len(orbits)):
        raise ModelError(
            f"swath_km has shape {widths.shape} for {len(orbits)} satellites. Fix: give "
            "one width, or one for each satellite."
        )
    if (widths >= np.pi * EARTH_RADIUS_KM).any():
        raise ModelError(
            f"swath_km is {widths.max():g}, half round the Earth. Fix: give the width of "
            "the strip on the ground in km."
        )
    arguments.positive("days", days)
    return np.broadcast_to(north, shape), east, np.broadcast_to(widths, len(orbits))


def _passes(
    orbit: Orbit | Elements,
    places: Array,
    half: float,
    days: float,
    start: datetime | None,
) -> tuple[Array, NDArray[np.intp], Array]:
    """Times, places and offsets of one satellite's passes; half its swath in radians."""
    pieces = max(2, int(np.ceil(days * orbit.fastest / _SEGMENT)))
    ends = np.linspace(0.0, days, pieces + 1)
    place, moving = orbit.track(ends, start)
    first, point = _near(place, places, half)
    if not first.size:
        return np.zeros(0), point, np.zeros(0)
    step = days / pieces
    seen = places.T[point]
    # How fast a place is neared, at both ends of the segment. It is 0 at the nearest
    # point, which so lies within one segment and no other.
    before = np.einsum("ij,ij->i", moving[first], seen)
    after = np.einsum("ij,ij->i", moving[first + 1], seen)
    within = (before > 0) & (after <= 0)
    first, point, seen = first[within], point[within], seen[within]
    part = before[within] / (before[within] - after[within])
    cubic = _cubic(place, moving, first, step)
    for _ in range(3):
        _, speed, change = _along(cubic, part)
        slope = np.einsum("ij,ij->i", change, seen)
        part = np.clip(part - np.einsum("ij,ij->i", speed, seen) / slope, 0.0, 1.0)
    at, speed, _ = _along(cubic, part)
    left = np.cross(at, speed)
    left /= np.linalg.norm(left, axis=1)[:, None]
    offset = np.arcsin(np.clip(np.einsum("ij,ij->i", left, seen), -1.0, 1.0))
    # The far side of the Earth is nearest to nothing.
    strip = (np.abs(offset) <= half) & (np.einsum("ij,ij->i", at, seen) > 0)
    if orbit.passes != "both":
        strip &= (speed[:, 2] > 0) == (orbit.passes == "ascending")
    return ((first + part) * step)[strip], point[strip], offset[strip]


def _near(
    place: Array, places: Array, half: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Segments and the places that may lie within their strips."""
    middle = place[:-1] + place[1:]
    middle /= np.linalg.norm(middle, axis=1)[:, None]
    longest = 2 * np.arcsin(np.linalg.norm(np.diff(place, axis=0), axis=1).max() / 2)
    # From the middle of a segment to the corner of its strip, and a little more.
    reach = np.cos(min(np.pi, np.hypot(longest / 2, half) + 0.003))
    size = max(1, _BLOCK // max(1, places.shape[1]))
    found = [
        np.flatnonzero(middle[begin : begin + size] @ places >= reach)
        + begin * places.shape[1]
        for begin in range(0, len(middle), size)
    ]
    first, point = np.divmod(np.concatenate(found), max(1, places.shape[1]))
    return first, point


def _cubic(
    place: Array, moving: Array, first: NDArray[np.intp], step: float
) -> tuple[Array, Array, Array, Array]:
    """Coefficients of the cubics that join the ends of segments, rising powers."""
    begin, end = place[first], place[first + 1]
    leaving, coming = moving[first] * step, moving[first + 1] * step
    rise = end - begin
    return begin, leaving, 3 * rise - 2 * leaving - coming, leaving + coming - 2 * rise


def _along(
    cubic: tuple[Array, Array, Array, Array], part: Array
) -> tuple[Array, Array, Array]:
    """Place, speed and change of speed some part along each segment."""
    a, b, c, d = cubic
    x = part[:, None]
    return (
        a + x * (b + x * (c + x * d)),
        b + x * (2 * c + 3 * x * d),
        2 * c + 6 * x * d,
    )


def revisit(events: Events) -> Revisit:
    """How often each place is seen, and how long it is not."""
    return statistics(events.times, events.points, len(events.latitudes), events.days)
