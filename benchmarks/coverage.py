"""Passes of satellites over places: time taken, beside skyfield.

The question is when each of 30 satellites passes each of 500 places within half its swath
in seven days. Skyfield is asked with `find_events` for the elevation at which the edge of
the strip lies, for each satellite and place by itself. That would take some minutes,
so it is asked for a sample of pairs, the same elements on both sides, and its
time is scaled to all; what both find in the sample must agree. Everything runs in one
process; seconds are medians.

Run: python -m benchmarks.coverage
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
from sgp4.api import WGS72, Satrec
from skyfield.api import EarthSatellite, load, wgs84

from benchmarks.table import Row, seconds
from ishizue.models import coverage
from ishizue.models.coverage import Orbit, accesses
from ishizue.models.elements import Elements, elements
from ishizue.models.orbits import EARTH_RADIUS_KM

SATELLITES, PLACES, DAYS, SWATH = 30, 500, 7.0, 400.0
SAMPLE = (3, 10)
EPOCH = 28000.0
"""Days from 1949-12-31 to the elements' epoch, in 2026."""


def constellation() -> list[Elements]:
    """Satellites of several heights and inclinations, as a catalogue has them."""
    rng = np.random.default_rng(0)
    found = []
    for number in range(SATELLITES):
        satellite = Satrec()
        minutes = rng.uniform(94, 100)
        angles = rng.uniform(0, 2 * np.pi, 3)
        satellite.sgp4init(
            *(WGS72, "i", number + 1, EPOCH, 1e-5, 0.0, 0.0, 0.0005, angles[0]),
            *(
                np.radians(rng.uniform(45, 98)),
                angles[1],
                2 * np.pi / minutes,
                angles[2],
            ),
        )
        owner = f"owner {number % 3}"
        found.append(elements(f"satellite {number}", satellite).owned_by(owner))
    return found


def places() -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes all over the inhabited Earth."""
    rng = np.random.default_rng(1)
    return rng.uniform(-60, 80, PLACES), rng.uniform(0, 360, PLACES)


def elevation(height_km: float) -> float:
    """Degrees at which a satellite stands over the edge of its strip."""
    half = SWATH / 2 / EARTH_RADIUS_KM
    inner = EARTH_RADIUS_KM / (EARTH_RADIUS_KM + height_km)
    return float(np.degrees(np.arctan((np.cos(half) - inner) / np.sin(half))))


def skyfield_passes(
    satellites: list[Elements], north: np.ndarray, east: np.ndarray
) -> list[list[float]]:
    """Times of passes in days, for each satellite and place in turn."""
    scale = load.timescale(builtin=True)
    start = scale.from_datetime(max(s.epoch for s in satellites))
    end = scale.tt_jd(start.tt + DAYS)
    found = []
    for satellite in satellites:
        body = EarthSatellite.from_satrec(satellite.sgp4, scale)
        for latitude, longitude in zip(north, east, strict=True):
            # Ours are geocentric latitudes.
            radians = np.radians(latitude)
            geodetic = np.degrees(np.arctan(np.tan(radians) / (1 - 1 / 298.257) ** 2))
            place = wgs84.latlon(geodetic, longitude)
            times, kinds = body.find_events(
                place, start, end, altitude_degrees=elevation(satellite.altitude_km)
            )
            found.append((times.tt[kinds == 1] - start.tt).tolist())
    return found


def run() -> list[Row]:
    """Time the question, and an owner's leaving."""
    satellites, (north, east) = constellation(), places()
    few, near = satellites[: SAMPLE[0]], (north[: SAMPLE[1]], east[: SAMPLE[1]])
    begun = perf_counter()
    theirs = skyfield_passes(few, *near)
    peer = (perf_counter() - begun) * SATELLITES * PLACES / (SAMPLE[0] * SAMPLE[1])
    ours = accesses(few, near[0], SWATH, DAYS, longitudes=near[1])
    agree(ours, theirs)
    circles = [
        Orbit(s.altitude_km, s.inclination_deg, 17 * n, 29 * n, s.owner)
        for n, s in enumerate(satellites)
    ]
    events = accesses(circles, north, SWATH, DAYS, longitudes=east)
    what = f"{SATELLITES} satellites x {PLACES} places x {DAYS:g} days"
    return [
        Row(
            f"Passes of {what}, elements followed with SGP4",
            seconds(
                lambda: accesses(satellites, north, SWATH, DAYS, longitudes=east),
                repeats=5,
            ),
            peer,
            "skyfield, a sample scaled up",
            "< 0.5 s, 100x",
        ),
        Row(
            f"Passes of {what}, circular orbits",
            seconds(
                lambda: accesses(circles, north, SWATH, DAYS, longitudes=east),
                repeats=5,
            ),
            peer,
            "skyfield, a sample scaled up",
            "< 0.5 s, 100x",
        ),
        Row(
            "Revisit when an owner leaves",
            seconds(
                lambda: coverage.revisit(events.without("owner 1")),
                repeats=21,
            ),
            None,
            "",
            "< 0.05 s",
        ),
    ]


def agree(ours: coverage.Events, theirs: list[list[float]]) -> None:
    """Refuse to compare answers that differ but for passes at the edge of the strip."""
    for pair, times in enumerate(theirs):
        satellite, point = divmod(pair, SAMPLE[1])
        chosen = (ours.satellites == satellite) & (ours.points == point)
        inner = chosen & (np.abs(ours.offsets_km) < SWATH / 2 - 10)
        for time in ours.times[inner]:
            assert min(abs(time - t) for t in times) < 60 / 86400
        assert len(times) <= int(chosen.sum()) + 1


if __name__ == "__main__":
    for row in run():
        print(row)
