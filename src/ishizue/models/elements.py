"""Satellites by their elements in a catalogue, followed with SGP4.

SGP4 is the theory such elements are made for; others read them wrongly. Files of elements
are read by `ishizue.models.catalogues`.

References:
    Hoots, F. R. & Roehrich, R. L. (1980). Spacetrack Report No. 3: Models for Propagation
    of NORAD Element Sets.
    Vallado, D. A., Crawford, P., Hujsak, R. & Kelso, T. S. (2006). Revisiting Spacetrack
    Report #3. AIAA 2006-6753.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.errors import ModelError
from ishizue.models.orbits import (
    EARTH_RADIUS_KM,
    EARTH_TURN,
    NOON_2000,
    Array,
    Orbit,
    Passes,
    days_since_2000,
    sidereal_angle,
)

if TYPE_CHECKING:
    from sgp4.api import Satrec  # type: ignore[import-untyped]  # it has no types

_J2000: Final = 2451545.0
_FAULTS: Final = {
    1: "its eccentricity leaves 0 to 1",
    2: "its mean motion falls below zero",
    3: "its eccentricity leaves 0 to 1 under the pull of sun and moon",
    4: "its orbit turns in on itself",
    6: "it has come down",
}


@dataclass(frozen=True)
class Elements:
    """A satellite with catalogued elements, usable wherever an `Orbit` is.

    Attributes:
        name: Its name in the catalogue, else its number.
        number: Its catalogue number.
        epoch: When the elements hold, UTC.
        perigee_km, apogee_km: Heights above the equator's radius.
        inclination_deg: Its inclination.
        sgp4: The elements as SGP4 takes them.
        owner: Who can take the satellite out.
        passes: Which passes serve.
    """

    name: str
    number: int
    epoch: datetime
    perigee_km: float
    apogee_km: float
    inclination_deg: float
    sgp4: Satrec = field(repr=False, compare=False)
    owner: str = ""
    passes: Passes = "both"

    def owned_by(self, owner: str) -> Elements:
        """The same satellite, of this owner."""
        return replace(self, owner=owner)

    @property
    def altitude_km(self) -> float:
        """Mean height above the equator's radius."""
        return (self.perigee_km + self.apogee_km) / 2

    @property
    def circular(self) -> Orbit:
        """The circular orbit of the same size and inclination, anywhere along it."""
        return Orbit(
            self.altitude_km,
            self.inclination_deg,
            owner=self.owner,
            name=self.name,
            passes=self.passes,
        )

    @property
    def fastest(self) -> float:
        """Most radians in a day that the satellite moves: at its perigee."""
        mean, e = float(self.sgp4.no_kozai) * 1440.0, float(self.sgp4.ecco)
        return float(mean * (1 + e) ** 2 / (1 - e * e) ** 1.5)

    def track(self, days: Array, start: datetime | None) -> tuple[Array, Array]:
        """Points below the satellite, and how they move over the turning Earth.

        Args:
            days: Times since the start.
            start: When that is; None for the epoch.

        Returns:
            Unit vectors and their derivatives per day, both of shape (times, 3).

        Raises:
            ModelError: The elements do not reach so far.
        """
        begin = start or self.epoch
        since = days_since_2000(begin)
        whole = np.full(len(days), _J2000 + math.floor(since))
        fault, place, speed = self.sgp4.sgp4_array(
            whole, since - math.floor(since) + days
        )
        if fault.any():
            at = int(np.argmax(fault > 0))
            raise ModelError(
                f"{self.name}: SGP4 cannot follow it to {days[at]:.2f} days from "
                f"{begin:%Y-%m-%d}: {_FAULTS.get(int(fault[at]), 'unknown fault')}. Fix: "
                "give newer elements, or ask about days near their epoch."
            )
        height = np.linalg.norm(place, axis=1)[:, None]
        radial = place / height
        speed = speed * 86400.0
        moving = (speed - radial * (radial * speed).sum(1)[:, None]) / height
        angle = sidereal_angle(begin) + EARTH_TURN * days
        turned, driven = _turned(radial, angle), _turned(moving, angle)
        driven[:, 0] += EARTH_TURN * turned[:, 1]
        driven[:, 1] -= EARTH_TURN * turned[:, 0]
        return turned, driven


def _turned(vectors: Array, angle: Array) -> Array:
    """Vectors seen from an Earth that has turned."""
    sine, cosine = np.sin(angle), np.cos(angle)
    found = vectors.copy()
    found[:, 0] = cosine * vectors[:, 0] + sine * vectors[:, 1]
    found[:, 1] = cosine * vectors[:, 1] - sine * vectors[:, 0]
    return found


def elements(name: str, satellite: Satrec) -> Elements:
    """A satellite that SGP4 can follow from its epoch on.

    Raises:
        ValueError: It cannot, or the satellite would be below the ground.
    """
    fault, _, _ = satellite.sgp4_tsince(0.0)
    days = satellite.jdsatepoch - _J2000 + satellite.jdsatepochF
    perigee, apogee = (
        float(height) * satellite.radiusearthkm
        + satellite.radiusearthkm
        - EARTH_RADIUS_KM
        for height in (satellite.altp, satellite.alta)
    )
    if fault:
        raise ValueError(
            f"SGP4 cannot follow it: {_FAULTS.get(fault, 'unknown fault')}"
        )
    if perigee <= 0:
        raise ValueError(f"its perigee lies {-perigee:.0f} km below the ground")
    return Elements(
        name=name or str(satellite.satnum),
        number=satellite.satnum,
        epoch=NOON_2000 + timedelta(days=days),
        perigee_km=perigee,
        apogee_km=apogee,
        inclination_deg=math.degrees(satellite.inclo),
        sgp4=satellite,
    )
