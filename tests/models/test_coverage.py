"""Passes over places: known repeats, the analytic rate, one owner less, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import coverage
from ishizue.models.coverage import Orbit, accesses, mean_passes, revisit
from ishizue.models.orbits import EARTH_RADIUS_KM, EARTH_TURN
from ishizue.models.revisit import statistics

AROUND = np.linspace(0, 360, 180, endpoint=False)
EQUATOR = np.zeros(180)


def in_line(revolutions, days, inclination, count):
    """Satellites behind each other on one repeating track, seeing by day."""
    return [
        Orbit.repeating(
            revolutions,
            days,
            inclination,
            phase_deg=360 * k / count,
            owner=f"owner {k}",
            passes="descending",
        )
        for k in range(count)
    ]


# --- Orbits ----------------------------------------------------------------------


def test_sun_synchronous_orbits_keep_pace_with_the_sun():
    # 360 degrees in 365.2422 days: Sentinel-2 and Landsat.
    for altitude, inclination in ((786, 98.62), (705, 98.2)):
        drift = Orbit(altitude, inclination).node_drift_deg
        assert drift == pytest.approx(0.9856, rel=0.01)
    assert Orbit(500, 90).node_drift_deg == pytest.approx(0)
    assert Orbit(500, 50).node_drift_deg < 0


def test_a_repeating_track_comes_back_to_where_it_began():
    orbit = Orbit.repeating(143, 10, 98.62)
    # Sentinel-2 flies at 786 km.
    assert orbit.altitude_km == pytest.approx(786, abs=1)
    motion, drift = orbit.motions
    days = 10 * 2 * np.pi / (EARTH_TURN - drift)
    place, _ = orbit.track(np.array([0.0, days]), None)
    np.testing.assert_allclose(place[0], place[1], atol=1e-6)
    assert motion * days / (2 * np.pi) == pytest.approx(143)


def test_a_track_moves_as_its_derivative_says():
    orbit = Orbit(560, 53, raan_deg=20, phase_deg=70)
    days = np.linspace(0, 1, 7)
    place, moving = orbit.track(days, None)
    later, _ = orbit.track(days + 1e-6, None)
    np.testing.assert_allclose((later - place) / 1e-6, moving, rtol=1e-3, atol=1e-2)
    np.testing.assert_allclose(np.linalg.norm(place, axis=1), 1)
    assert np.abs(place[:, 2]).max() <= np.sin(np.radians(53)) + 1e-12


# --- Known revisits --------------------------------------------------------------


@pytest.mark.parametrize(
    ("revolutions", "days", "inclination", "swath", "count", "gap"),
    [
        (143, 10, 98.62, 290, 1, 10),  # Sentinel-2
        (143, 10, 98.62, 290, 2, 5),
        (233, 16, 98.2, 185, 1, 16),  # Landsat
        (233, 16, 98.2, 185, 2, 8),
    ],
)
def test_every_place_on_the_equator_is_seen_once_a_cycle(
    revolutions, days, inclination, swath, count, gap
):
    satellites = in_line(revolutions, days, inclination, count)
    events = accesses(satellites, EQUATOR, swath, 4 * days, longitudes=AROUND)
    seen = revisit(events)
    assert seen.longest_gap.max() == pytest.approx(gap, rel=1e-3)
    # Neighbouring strips overlap a little, so the mean is somewhat less.
    assert 0.93 * gap < seen.mean_gap.mean() < gap


# --- The analytic rate -----------------------------------------------------------


@pytest.mark.parametrize(
    ("latitude", "rate"), [(0, 0.0773), (30, 0.0895), (50, 0.1216), (70, 0.2415)]
)
def test_the_analytic_rate_has_its_known_values(latitude, rate):
    assert mean_passes(500, 97.4, latitude, 100) == pytest.approx(rate, abs=5e-5)


@pytest.mark.parametrize("latitude", [0, 30, 50, 70])
def test_simulated_passes_come_as_often_as_the_analytic_rate(latitude):
    orbit = Orbit(500, 97.4)
    places = np.full(180, float(latitude))
    events = accesses([orbit], places, 100, 400, longitudes=AROUND)
    found = revisit(events).passes_per_day.mean()
    assert found == pytest.approx(mean_passes(500, 97.4, latitude, 100), rel=0.005)


@given(
    altitude=st.floats(300, 2000),
    inclination=st.floats(20, 160),
    south=st.floats(-85, 80),
    width=st.floats(0.5, 40),
)
@settings(max_examples=60, deadline=None)
def test_a_band_is_passed_as_often_as_its_places_are(
    altitude, inclination, south, width
):
    north = min(south + width, 89.0)
    sines = np.linspace(np.sin(np.radians(south)), np.sin(np.radians(north)), 20_001)
    # By area: evenly in the sine of latitude, from the middle of each part.
    latitudes = np.degrees(np.arcsin((sines[1:] + sines[:-1]) / 2))
    places = mean_passes(altitude, inclination, latitudes, 30).mean()
    band = coverage.mean_passes_between(altitude, inclination, south, north, 30)
    # Near the latitude where the track turns the mean over places converges slowly.
    assert band == pytest.approx(places, rel=0.03, abs=1e-4)


def test_nothing_passes_where_the_track_never_comes():
    assert mean_passes(500, 45, 60, 100) == 0
    assert coverage.mean_passes_between(500, 45, 50, 60, 100) == 0
    assert len(accesses([Orbit(500, 45)], [60.0], 100, 10)) == 0


def test_the_whole_earth_is_swept_as_fast_as_the_strip_moves():
    # An equatorial strip covers its width times its way over the ground, every day.
    orbit = Orbit(500, 0)
    motion, drift = orbit.motions
    way = (motion - EARTH_TURN + drift) * 100 / EARTH_RADIUS_KM
    everywhere = coverage.mean_passes_between(500, 0, -90, 90, 100)
    assert everywhere == pytest.approx(way / (4 * np.pi), rel=1e-6)


# --- Passes as crossings ---------------------------------------------------------


def test_passes_are_those_that_close_sampling_finds():
    orbit = Orbit(510, 97.5, raan_deg=10, phase_deg=50)
    latitudes, longitudes = np.array([0.0, 41, 58, 81]), np.array([3.0, 35, 20, 170])
    events = accesses([orbit], latitudes, 200, 6, longitudes=longitudes)
    days = np.arange(0, 6, 1 / 86400)
    place, _ = orbit.track(days, None)
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    points = np.stack(
        [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]
    )
    away = np.arccos(np.clip(place @ points, -1, 1)) * EARTH_RADIUS_KM
    for point in range(4):
        d = away[:, point]
        nearest = (d[1:-1] <= d[:-2]) & (d[1:-1] < d[2:]) & (d[1:-1] <= 100)
        expected = days[1:-1][nearest]
        chosen = events.points == point
        np.testing.assert_allclose(events.times[chosen], expected, atol=1.5 / 86400)
        np.testing.assert_allclose(
            np.abs(events.offsets_km[chosen]), d[1:-1][nearest], atol=4
        )


def test_a_wider_strip_sees_all_that_a_narrower_one_does():
    places = np.linspace(-80, 80, 40)
    narrow, wide = (accesses([Orbit(600, 60)], places, w, 20) for w in (50, 100))
    kept = np.abs(wide.offsets_km) <= 25
    np.testing.assert_allclose(wide.times[kept], narrow.times)
    assert 1.8 < len(wide) / len(narrow) < 2.2


def test_ascending_and_descending_passes_make_up_all():
    places = np.linspace(-70, 70, 30)
    sizes = {
        passes: len(accesses([Orbit(500, 97.4, passes=passes)], places, 100, 30))
        for passes in ("both", "ascending", "descending")
    }
    assert sizes["both"] == sizes["ascending"] + sizes["descending"]


# --- Owners and revisits ---------------------------------------------------------


def test_an_owner_leaves_and_takes_its_passes_only():
    satellites = in_line(143, 10, 98.62, 2)
    both = accesses(satellites, EQUATOR, 290, 20, longitudes=AROUND)
    left = both.without("owner 1")
    alone = accesses(satellites[:1], EQUATOR, 290, 20, longitudes=AROUND)
    np.testing.assert_array_equal(left.times, alone.times)
    np.testing.assert_array_equal(left.points, alone.points)
    assert len(both.without("owner 0", "owner 1")) == 0


def test_gaps_count_from_the_start_and_to_the_end():
    # Two places: one seen at 1, 4 and 8 of 10 days, the other never.
    seen = statistics(np.array([1.0, 4.0, 8.0]), np.zeros(3, dtype=np.intp), 2, 10.0)
    assert seen.longest_gap.tolist() == [4, 10]
    assert seen.mean_gap.tolist() == pytest.approx([10 / 3, 10])
    assert seen.passes_per_day.tolist() == [0.3, 0]


def test_a_place_in_the_middle_that_is_never_seen():
    seen = statistics(
        np.array([2.0, 1.0, 9.0]), np.array([0, 2, 2], dtype=np.intp), 3, 10.0
    )
    assert seen.longest_gap.tolist() == [8, 10, 8]


def test_nothing_to_look_with_or_at():
    assert revisit(accesses([], [10.0], 50, 3)).longest_gap.tolist() == [3]
    assert revisit(accesses([Orbit(500, 60)], [], 50, 3)).longest_gap.size == 0


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-10, 50), r"altitude_km is -10, below the ground.*Fix"),
        ((0, 50), "below the ground"),
        ((500, 190), "inclination_deg is 190.*0 to 180"),
        ((500, float("nan")), "is nan at"),
        ((500, 50, 0, 0, "", "", "sideways"), "passes is 'sideways'.*both, ascending"),
    ],
)
def test_orbits_that_cannot_be_are_refused(arguments, words):
    with pytest.raises(ModelError, match=words):
        Orbit(*arguments)


def test_repeats_that_no_orbit_has_are_refused():
    with pytest.raises(ModelError, match="no orbit above the ground makes 20 rev"):
        Orbit.repeating(20, 1, 97)


@pytest.mark.parametrize(
    ("latitudes", "swath", "days", "words"),
    [
        ([95.0], 100, 1, "latitudes holds 95"),
        ([[0.0]], 100, 1, "latitudes has 2 dimensions"),
        ([0.0], 0, 1, "swath_km is 0.*above 0"),
        ([0.0], [10, 20], 1, "shape .* for 1 satellites"),
        ([0.0], 30_000, 1, "half round the Earth"),
        ([0.0], 100, -1, "days is -1"),
        (["north"], 100, 1, "latitudes is a list without numbers"),
    ],
)
def test_arguments_out_of_bounds_are_refused(latitudes, swath, days, words):
    with pytest.raises(ModelError, match=words):
        accesses([Orbit(500, 97)], latitudes, swath, days)


def test_places_and_longitudes_that_do_not_match_are_refused():
    with pytest.raises(ModelError, match="shapes do not fit"):
        accesses([Orbit(500, 97)], [0.0, 1.0], 10, 1, longitudes=[0.0, 1.0, 2.0])


def test_an_owner_without_satellites_is_refused():
    events = accesses([Orbit(500, 97, owner="usa")], [0.0], 100, 1)
    with pytest.raises(ModelError, match=r"'fra' owns none.*'usa'"):
        events.without("fra")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-5, 50, 0, 10), "below the ground"),
        ((500, 200, 0, 10), "from 0 to 180"),
        ((500, 50, 91, 10), "from -90 to 90"),
        ((500, 50, 0, -10), "swath_km is -10"),
    ],
)
def test_rates_of_what_cannot_be_are_refused(arguments, words):
    with pytest.raises(ModelError, match=words):
        mean_passes(*arguments)


def test_bands_without_width_are_refused():
    with pytest.raises(ModelError, match="north_deg must be above south_deg"):
        coverage.mean_passes_between(500, 50, 30, 20, 10)
    with pytest.raises(ModelError, match="beyond a pole"):
        coverage.mean_passes_between(500, 50, 30, 95, 10)
