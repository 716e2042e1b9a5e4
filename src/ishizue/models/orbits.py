"""Circular orbits that drift as the Earth's flattening makes them, and their ground tracks.

The flattening (J2) turns the plane of an orbit about the Earth's axis and changes how long
a revolution takes from node to node; to first order both are steady (Kozai 1959; Vallado
2013, section 9.6). For a circular orbit of radius a, inclination i and mean motion
n = sqrt(mu / a^3), with j = 3/2 J2 (R / a)^2:

    node drift             -n j cos i
    motion from the node    n (1 + j (3 - 4 sin^2 i))

    >>> orbit = Orbit(786, 98.62)
    >>> round(orbit.revolutions_per_day, 2), round(orbit.node_drift_deg, 2)
    (14.3, 0.99)

Tracks are on a round Earth; latitudes are geocentric. Left out: eccentricity, drag,
manoeuvres and all that is periodic in the perturbations. Where a catalogue gives elements,
`ishizue.models.elements` follows them with SGP4 instead.

References:
    Kozai, Y. (1959). The motion of a close earth satellite. Astronomical Journal 64,
    367-377.
    Vallado, D. A. (2013). Fundamentals of Astrodynamics and Applications, 4th edition.
    Microcosm Press.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments

Array = NDArray[np.float64]
Passes = Literal["both", "ascending", "descending"]

EARTH_RADIUS_KM: Final = 6378.137
MU: Final = 398600.4418
"""Gravity of the Earth, km^3/s^2."""
J2: Final = 1.08262668e-3
EARTH_TURN: Final = 7.292115855e-5 * 86400.0
"""Radians per day against the stars."""
NOON_2000: Final = datetime(2000, 1, 1, 12, tzinfo=UTC)
PASSES: Final = ("both", "ascending", "descending")


def motions(altitude_km: Array, inclination: Array) -> tuple[Array, Array]:
    """Motion from the ascending node and drift of the node, both in radians per day.

    Args:
        altitude_km: Heights above the equator's radius, any shape.
        inclination: In radians, of a shape that fits.
    """
    radius = EARTH_RADIUS_KM + altitude_km
    mean = np.sqrt(MU / (radius * radius * radius)) * 86400.0
    j = 1.5 * J2 * (EARTH_RADIUS_KM / radius) ** 2
    sine, cosine = np.sin(inclination), np.cos(inclination)
    return mean * (1.0 + j * (3.0 - 4.0 * sine * sine)), -mean * j * cosine


@dataclass(frozen=True)
class Orbit:
    """A satellite on a circular orbit with J2 secular drift.

    Attributes:
        altitude_km: Height above the equator's radius.
        inclination_deg: From 0 to 180 degrees; above 90, against the Earth's turning.
        raan_deg: Where the ascending node stands at the start: right ascension, or
            longitude where no date is given.
        phase_deg: Angle from the ascending node at the start.
        owner: Who can take the satellite out.
        name: Of the satellite.
        passes: Which passes serve. An optical satellite on a sun-synchronous orbit sees
            in daylight only, on one of the two.

    Raises:
        ModelError: The orbit lies below the ground, or an angle is no angle.
    """

    altitude_km: float
    inclination_deg: float
    raan_deg: float = 0.0
    phase_deg: float = 0.0
    owner: str = ""
    name: str = ""
    passes: Passes = "both"

    def __post_init__(self) -> None:
        what = f"orbit {self.name}".strip()
        given = (self.altitude_km, self.inclination_deg, self.raan_deg, self.phase_deg)
        arguments.numbers(f"{what}: altitude, inclination, node and phase", given)
        if self.altitude_km <= 0:
            raise ModelError(
                f"{what}: altitude_km is {self.altitude_km:g}, below the ground. Fix: "
                "give the height above the Earth's surface in km, such as 500; a radius "
                f"from the Earth's centre is {EARTH_RADIUS_KM:g} km more."
            )
        if not 0 <= self.inclination_deg <= 180:
            raise ModelError(
                f"{what}: inclination_deg is {self.inclination_deg:g}. Fix: give degrees "
                "from 0 to 180."
            )
        if self.passes not in PASSES:
            raise ModelError(
                f"{what}: passes is {self.passes!r}. Fix: choose from "
                f"{', '.join(PASSES)}."
            )

    @classmethod
    def repeating(
        cls,
        revolutions: int,
        days: int,
        inclination_deg: float,
        *,
        phase_deg: float = 0.0,
        owner: str = "",
        passes: Passes = "both",
    ) -> Orbit:
        """The orbit whose track repeats after whole revolutions and turns of the Earth.

        Args:
            revolutions: Revolutions in a cycle.
            days: Turns of the Earth under the orbit's plane in a cycle; days, where it
                keeps pace with the sun.
            inclination_deg: Its inclination.
            phase_deg: Angle from the ascending node at the start.
            owner: Who can take the satellite out.
            passes: Which passes serve.

        Raises:
            ModelError: No orbit above the ground repeats so.
        """
        inclination = np.asarray(np.radians(inclination_deg))

        def excess(altitude_km: float) -> float:
            motion, drift = motions(np.asarray(altitude_km), inclination)
            return float(motion * days - (EARTH_TURN - drift) * revolutions)

        low, high = 1.0, 60_000.0
        if not excess(low) > 0 > excess(high):
            raise ModelError(
                f"repeating: no orbit above the ground makes {revolutions} revolutions "
                f"in {days} days. Fix: give from 1 to 16 revolutions a day."
            )
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if excess(middle) > 0 else (low, middle)
        return cls(
            low,
            inclination_deg,
            phase_deg=phase_deg,
            owner=owner,
            passes=passes,
        )

    @property
    def motions(self) -> tuple[float, float]:
        """Motion from the node and drift of the node, in radians per day."""
        altitude, inclination = np.asarray(self.altitude_km), np.asarray(self._tilt)
        motion, drift = motions(altitude, inclination)
        return float(motion), float(drift)

    @property
    def revolutions_per_day(self) -> float:
        """Revolutions from node to node in a day."""
        return self.motions[0] / (2 * np.pi)

    @property
    def fastest(self) -> float:
        """Most radians in a day that the satellite moves."""
        return self.motions[0]

    @property
    def node_drift_deg(self) -> float:
        """Degrees per day by which the plane turns; the sun's pace is 0.9856."""
        return float(np.degrees(self.motions[1]))

    @property
    def _tilt(self) -> float:
        return float(np.radians(self.inclination_deg))

    def track(self, days: Array, start: datetime | None) -> tuple[Array, Array]:
        """Points below the satellite, and how they move over the turning Earth.

        Args:
            days: Times since the start.
            start: When that is; None for when the prime meridian points at the equinox,
                so that the node's right ascension is its longitude.

        Returns:
            Unit vectors and their derivatives per day, both of shape (times, 3).
        """
        motion, drift = self.motions
        turn = drift - EARTH_TURN
        u = np.radians(self.phase_deg) + motion * days
        node = np.radians(self.raan_deg) - sidereal_angle(start) + turn * days
        sin_u, cos_u, sin_n, cos_n = np.sin(u), np.cos(u), np.sin(node), np.cos(node)
        sin_i, cos_i = np.sin(self._tilt), np.cos(self._tilt)
        place = np.empty((len(days), 3))
        place[:, 0] = cos_n * cos_u - sin_n * sin_u * cos_i
        place[:, 1] = sin_n * cos_u + cos_n * sin_u * cos_i
        place[:, 2] = sin_u * sin_i
        moving = np.empty_like(place)
        moving[:, 0] = motion * (-cos_n * sin_u - sin_n * cos_u * cos_i)
        moving[:, 0] -= turn * place[:, 1]
        moving[:, 1] = motion * (-sin_n * sin_u + cos_n * cos_u * cos_i)
        moving[:, 1] += turn * place[:, 0]
        moving[:, 2] = motion * cos_u * sin_i
        return place, moving


def days_since_2000(when: datetime) -> float:
    """Days since noon of 1 January 2000; a time without a zone is taken as UTC."""
    utc = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (utc - NOON_2000) / timedelta(days=1)


def sidereal_angle(when: datetime | None) -> float:
    """How far the prime meridian has turned from the equinox, in radians; 0 for None."""
    if when is None:
        return 0.0
    # IAU 1982, without the terms of a few seconds in a century.
    turns = 0.7790572732640 + 1.00273790935 * days_since_2000(when)
    return float(2 * np.pi * (turns % 1.0))
