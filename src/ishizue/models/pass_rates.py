"""Mean passes of satellites over places and bands of latitude, without simulation.

Over a long time, a circular orbit that does not repeat itself passes a place of latitude
phi with a strip of width W

    revolutions per day x 2 x W / (2 pi R cos(phi) cos(heading over the ground))

times a day. Averaged over a band of latitudes this is the area that the strip sweeps there
over the area of the band, which is finite where the track turns.

    >>> [round(float(mean_passes(500, 97.4, phi, 100)), 4) for phi in (0, 30, 50, 70)]
    [0.0773, 0.0895, 0.1216, 0.2415]

References:
    Wertz, J. R. (2001). Mission Geometry; Orbit and Constellation Design and Management,
    chapter 9. Microcosm Press.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.orbits import EARTH_RADIUS_KM, EARTH_TURN, Array, motions


def mean_passes(
    altitude_km: ArrayLike,
    inclination_deg: ArrayLike,
    latitude_deg: ArrayLike,
    swath_km: ArrayLike,
) -> Array:
    """Mean passes per day over a place, by one satellite on a circular orbit.

    Strips that overlap near the latitude where the track turns are counted each; beyond
    it there are none. Exact while the strip is narrow against its distance from there.

    Args:
        altitude_km: Above 0.
        inclination_deg: From 0 to 180.
        latitude_deg: Geocentric, from -90 to 90.
        swath_km: Width of the strip, 0 or more.

    Returns:
        Passes per day, of the shape the arguments broadcast to.

    Raises:
        ModelError: An argument is out of bounds.
    """
    altitude, tilt, phi, width = _orbital(
        altitude_km, inclination_deg, swath_km, latitude_deg
    )
    motion, drift = motions(altitude, tilt)
    room = np.sin(tilt) ** 2 - np.sin(phi) ** 2
    turns = room <= 0
    speed = _ground_speed(motion, drift, tilt, np.cos(phi))
    passes = (
        motion * width * speed / (2 * np.pi**2 * np.sqrt(np.where(turns, 1.0, room)))
    )
    return np.where(turns, 0.0, passes)


def mean_passes_between(
    altitude_km: ArrayLike,
    inclination_deg: ArrayLike,
    south_deg: ArrayLike,
    north_deg: ArrayLike,
    swath_km: ArrayLike,
) -> Array:
    """Mean passes per day over the places of a band of latitudes, by area.

    It is the area that the strip sweeps within the band, over the band's.

    Args:
        altitude_km: Above 0.
        inclination_deg: From 0 to 180.
        south_deg: Southern limit of the band, from -90.
        north_deg: Northern limit of the band, to 90.
        swath_km: Width of the strip, 0 or more.

    Returns:
        Passes per day, of the shape the arguments broadcast to.

    Raises:
        ModelError: An argument is out of bounds, or a band has no width.
    """
    altitude, tilt, south, width = _orbital(
        altitude_km, inclination_deg, swath_km, south_deg
    )
    limits = {
        "north_deg": arguments.numbers("north_deg", north_deg),
        "south_deg": arguments.numbers("south_deg", south_deg),
    }
    arguments.common_shape("mean_passes_between", limits)
    arguments.ranked("mean_passes_between", limits, "north_deg", "south_deg")
    if (np.abs(limits["north_deg"]) > 90).any():
        raise ModelError("north_deg is beyond a pole. Fix: give degrees up to 90.")
    north = np.radians(limits["north_deg"])
    motion, drift = motions(altitude, tilt)
    # The part of a revolution, up and down, that is spent within the band.
    sine = np.maximum(np.sin(tilt), 1e-12)
    begin, end = (
        np.arcsin(np.clip(np.sin(x) / sine, -1.0, 1.0)) for x in (south, north)
    )
    # Over the ground the speed hardly varies within it: Simpson's rule.
    speeds = [
        _ground_speed(motion, drift, tilt, np.sqrt(1 - (sine * np.sin(u)) ** 2))
        for u in (begin, (begin + end) / 2, end)
    ]
    swept = (end - begin) * (speeds[0] + 4 * speeds[1] + speeds[2]) / 6
    band = np.sin(north) - np.sin(south)
    return np.asarray(motion * width * swept / (2 * np.pi**2 * band))


def _ground_speed(motion: Array, drift: Array, tilt: Array, cos_phi: Array) -> Array:
    """Speed of the track over the turning ground, against that along the orbit."""
    turn = (EARTH_TURN - drift) / motion
    return np.sqrt(1.0 - 2.0 * turn * np.cos(tilt) + (turn * cos_phi) ** 2)


def _orbital(
    altitude_km: ArrayLike,
    inclination_deg: ArrayLike,
    swath_km: ArrayLike,
    latitude_deg: ArrayLike,
) -> tuple[Array, Array, Array, Array]:
    """Altitude in km, inclination, latitude and width in radians."""
    altitude = arguments.numbers("altitude_km", altitude_km)
    if (altitude <= 0).any():
        raise ModelError(
            f"altitude_km is {altitude.min():g}, below the ground. Fix: give heights above "
            "the Earth's surface."
        )
    tilt = arguments.numbers("inclination_deg", inclination_deg)
    if ((tilt < 0) | (tilt > 180)).any():
        raise ModelError("inclination_deg: Fix: give degrees from 0 to 180.")
    phi = arguments.numbers("latitude", latitude_deg)
    if (np.abs(phi) > 90).any():
        raise ModelError("latitude: Fix: give degrees from -90 to 90.")
    width = arguments.amounts("swath_km", swath_km) / EARTH_RADIUS_KM
    return altitude, np.radians(tilt), np.radians(phi), width
