"""Catalogues of satellites: what is read, what is refused, and that skyfield agrees."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models.coverage import Orbit, accesses, mean_passes, read_omm, read_tle
from ishizue.models.orbits import EARTH_RADIUS_KM

# The space station, from the documentation of sgp4.
ONE = "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991"
TWO = "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482"
FIELDS = {
    "OBJECT_NAME": "ISS (ZARYA)",
    "OBJECT_ID": "1998-067A",
    "EPOCH": "2019-12-09T16:38:29.363424",
    "MEAN_MOTION": "15.50103472",
    "ECCENTRICITY": "0.0007417",
    "INCLINATION": "51.6439",
    "RA_OF_ASC_NODE": "211.2001",
    "ARG_OF_PERICENTER": "17.6667",
    "MEAN_ANOMALY": "85.6398",
    "NORAD_CAT_ID": "25544",
    "BSTAR": "3.8792e-5",
}


def file(tmp_path, text, name="elements.txt"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def as_xml(fields):
    inner = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    return (
        '<?xml version="1.0"?><ndm><omm><body><segment><metadata/>'
        f"<data><meanElements>{inner}</meanElements></data></segment></body></omm></ndm>"
    )


MESSAGES = {
    "json": json.dumps([FIELDS]),
    "csv": f"{','.join(FIELDS)}\n{','.join(FIELDS.values())}\n",
    "kvn": "CCSDS_OMM_VERS = 2.0\n"
    + "".join(f"{k} = {v}\n" for k, v in FIELDS.items()),
    "xml": as_xml(FIELDS),
}


@pytest.fixture
def station(tmp_path):
    (found,) = read_tle(file(tmp_path, f"ISS (ZARYA)\n{ONE}\n{TWO}\n"))
    return found


def test_a_set_of_two_lines_is_read(station):
    assert (station.name, station.number) == ("ISS (ZARYA)", 25544)
    assert f"{station.epoch:%Y-%m-%dT%H:%M:%S}" == "2019-12-09T16:38:29"
    assert 405 < station.perigee_km < station.apogee_km < 430
    assert station.inclination_deg == pytest.approx(51.6439)
    assert station.owned_by("usa").circular == Orbit(
        station.altitude_km, station.inclination_deg, owner="usa", name="ISS (ZARYA)"
    )


def test_sets_come_with_and_without_names_and_comments(tmp_path):
    text = f"# a catalogue\n0 STATION\n{ONE}\n{TWO}\n\n{ONE}\n{TWO}\n"
    assert [s.name for s in read_tle(file(tmp_path, text))] == ["STATION", "25544"]


@pytest.mark.parametrize("form", MESSAGES)
def test_messages_say_what_sets_say(tmp_path, station, form):
    (found,) = read_omm(file(tmp_path, MESSAGES[form]))
    assert found.name == station.name
    assert abs(found.epoch - station.epoch) < timedelta(milliseconds=1)
    days = np.linspace(0, 2, 9)
    for ours, theirs in zip(
        found.track(days, station.epoch), station.track(days, None), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-3)


def test_units_of_a_message_are_passed_over(tmp_path):
    text = MESSAGES["kvn"].replace("51.6439", "51.6439 [deg]")
    assert read_omm(file(tmp_path, text))[0].inclination_deg == pytest.approx(51.6439)


def test_elements_and_circular_orbits_pass_together(station):
    lone = Orbit(500, 97.4, owner="fra")
    events = accesses([station.owned_by("usa"), lone], np.linspace(0, 50, 40), 100, 20)
    rate = len(events.without("fra")) / 40 / 20
    mean = mean_passes(station.altitude_km, 51.6439, np.linspace(0, 50, 40), 100).mean()
    # One set of places and 20 days: within some per cent.
    assert rate == pytest.approx(mean, rel=0.1)


def test_a_track_moves_as_its_derivative_says(station):
    days = np.linspace(0, 1, 7)
    place, moving = station.track(days, None)
    later, _ = station.track(days + 1e-6, None)
    np.testing.assert_allclose((later - place) / 1e-6, moving, rtol=1e-3, atol=0.05)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"{ONE[:-1]}5\n{TWO}",
            r"txt:1: the checksum is '5', and .* adds up to 1.*Fix",
        ),
        (f"{ONE}\n{TWO[:-1]}0", r"txt:2: the checksum is '0'"),
        (f"{ONE[:-1]}\n{TWO}", r"txt:1: 68 characters, .* has 69"),
        (ONE, "ends within a set"),
        (TWO, r"txt:1: no line 1 goes before"),
        (f"{ONE}\n{ONE}\n{TWO}", r"txt:1: no line 2 follows"),
        (f"{ONE}\nname\n{TWO}", r"txt:1: no line 2 follows"),
        ("one\ntwo\n", r"txt:2: 'two' is neither line 1 nor line 2"),
        ("", "no satellite in it"),
        (f"{ONE}\n{TWO[:2]}25545{TWO[7:-1]}3", r"line 2 is of satellite 25545"),
    ],
)
def test_damaged_sets_are_refused_with_file_and_line(tmp_path, text, words):
    with pytest.raises(ModelError, match=words):
        read_tle(file(tmp_path, text))


def without(*names, **more):
    kept = {k: v for k, v in FIELDS.items() if k not in names}
    return json.dumps([{**kept, **more}])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            without("MEAN_MOTION", "EPOCH"),
            r"satellite 1 \(ISS.*lacks EPOCH, MEAN_MOTION",
        ),
        (without(INCLINATION="steep"), "INCLINATION is 'steep'.*angles in degrees"),
        (without(ECCENTRICITY="nan"), "ECCENTRICITY is 'nan'"),
        (without(EPOCH="yesterday"), "EPOCH as 2026-08-31T12"),
        (without(MEAN_MOTION="17.5"), "below the ground|cannot follow"),
        (without(ECCENTRICITY="1.2"), "cannot follow|eccentricity"),
        ("[1, 2]", "no list of satellites"),
        ("{", "not an orbit mean-elements message"),
        ("<ndm>", "not an orbit mean-elements message"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><ndm/>', "declares a document type"),
        ("<ndm/>", "no satellite in it"),
        ("NAME,COLOUR\nx,blue\n", r"\(no name\): lacks OBJECT_NAME"),
    ],
)
def test_damaged_messages_are_refused_with_file_and_satellite(tmp_path, text, words):
    with pytest.raises(ModelError, match=words):
        read_omm(file(tmp_path, text))


def test_files_that_are_none_are_refused(tmp_path):
    with pytest.raises(ModelError, match="no such file"):
        read_tle(tmp_path / "missing.tle")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match="not text"):
        read_omm(tmp_path / "bytes")


def test_elements_reach_only_so_far(station):
    with pytest.raises(ModelError, match=r"SGP4 cannot follow it to .*newer elements"):
        station.track(np.array([0.0, 20_000.0]), None)


@pytest.mark.slow
def test_skyfield_finds_the_same_passes(station):
    from skyfield.api import EarthSatellite, load
    from skyfield.framelib import itrs

    scale = load.timescale(builtin=True)
    satellite = EarthSatellite(ONE, TWO, "ISS", scale)
    days = np.arange(0, 3, 2 / 86400)
    first = satellite.epoch
    times = scale.tt_jd(first.tt + days)
    there = satellite.at(times).frame_xyz(itrs).km
    place = (there / np.linalg.norm(there, axis=0)).T
    ours, _ = station.track(days, None)
    # UT1 is not UTC: up to some tenths of a second, and so of a km.
    assert np.abs(ours - place).max() * EARTH_RADIUS_KM < 0.5
    rng = np.random.default_rng(0)
    latitudes, longitudes = rng.uniform(-51, 51, 30), rng.uniform(0, 360, 30)
    events = accesses([station], latitudes, 200, 3, longitudes=longitudes)
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    points = np.stack(
        [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]
    )
    away = np.arccos(np.clip(place @ points, -1, 1)) * EARTH_RADIUS_KM
    assert len(events) > 20
    for point in range(30):
        d = away[:, point]
        nearest = np.flatnonzero((d[1:-1] <= d[:-2]) & (d[1:-1] < d[2:])) + 1
        expected = days[nearest[d[nearest] <= 100]]
        np.testing.assert_allclose(
            events.times[events.points == point], expected, atol=3 / 86400
        )
