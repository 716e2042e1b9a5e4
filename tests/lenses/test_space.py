"""Passes over the toy's areas, worked out by hand, and gaps against their rates.

Lantern is two radar satellites of Aldan, which shares half of their passes, from 2033 all.
Beacon is three of Borea on the same orbit, planned for 2032. Watcher is one camera of
Borea; Survey, jointly owned, looks at wide strips until 2033; Veil is four undisclosed
satellites of Dorn, which shares a quarter. Whisper listens and has no strip.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.ensembles import Draws
from ishizue.errors import CheckFailed, LensError
from ishizue.lenses import evaluate, gaps, lens_named
from ishizue.lenses.constellations import SENSORS
from ishizue.models.coverage import mean_passes
from toys import answer, changed, exactly

STRAITS = {"area": "straits"}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "space")


def by_hand(inclination, altitude, swath, south, north):
    """The analytic rate over a band: the mean over its places, by area."""
    edges = np.linspace(np.sin(np.radians(south)), np.sin(np.radians(north)), 5001)
    latitudes = np.degrees(np.arcsin((edges[1:] + edges[:-1]) / 2))
    return mean_passes(altitude, inclination, latitudes, swath).mean()


def test_passes_are_satellites_times_the_rate_of_their_orbit(found):
    radar = found["owner_passes"].sel(**STRAITS, sensor="radar")
    lantern = by_hand(97.4, 500, 100, 20, 60)
    assert float(radar.sel(owner="ald")) == pytest.approx(2 * lantern, rel=1e-4)
    assert float(radar.sel(owner="bor")) == 0  # not yet launched
    # By daylight a camera sees on every other pass.
    optical = found["owner_passes"].sel(area="north", sensor="optical", owner="bor")
    assert float(optical) == pytest.approx(by_hand(98.2, 700, 50, 30, 75) / 2, rel=1e-4)


def test_only_what_is_shared_counts_as_passes(found):
    had = found["owner_passes"].sel(STRAITS)
    for sensor, owner, share in (
        ("radar", "ald", 0.5),
        ("optical", "bor", 1),
        ("multispectral", "joint", 1),
        ("mixed", "dor", 0.25),
    ):
        passes = found["passes"].sel(**STRAITS, sensor=sensor, year=2030)
        brought = had.sel(sensor=sensor, owner=owner)
        assert float(passes) == pytest.approx(share * float(brought))


def test_europe_alone_leaves_out_whoever_is_elsewhere(found):
    own = found["own_passes"].sel(year=2030)
    passes = found["passes"].sel(year=2030)
    # Dorn lies in Eurasia.
    assert not own.sel(sensor="mixed").any()
    for sensor in ("radar", "optical", "multispectral"):
        np.testing.assert_array_equal(own.sel(sensor=sensor), passes.sel(sensor=sensor))


def test_what_a_mission_s_end_and_a_launch_do(found):
    radar = found["passes"].sel(**STRAITS, sensor="radar").values
    np.testing.assert_allclose(radar / radar[0], [1, 1, 4, 5, 5])
    wide = found["passes"].sel(**STRAITS, sensor="multispectral").values
    np.testing.assert_allclose(wide / wide[0], [1, 1, 1, 0, 0])


def test_a_plan_without_a_year_is_not_counted(toy):
    figures = [f for f in toy.world.figures.values() if f.field != "entry_year"]
    world = toy.world.with_content(figures=figures).at(toy.settings.as_of)
    radar = answer(toy, world, "space")["passes"].sel(**STRAITS, sensor="radar")
    np.testing.assert_allclose(radar[0] / radar[0, 0], [1, 1, 1, 2, 2])


def test_an_owner_takes_the_share_that_is_its_own(toy):
    # Borea's beacons fly from the first year: 3 against a shared 1.
    early = {"kind": "set", "path": "satellites.beacon.entry_year", "value": 2030}
    lost = exactly(toy, "space", early)["lost"].sel(**STRAITS, sensor="radar")
    assert lost.to_pandas().to_dict() == pytest.approx(
        {"ald": 0.25, "bor": 0.75, "dor": 0, "joint": 0}
    )


def test_when_an_owner_stops_sharing_its_satellites_fly_on(toy, found):
    stop = {"kind": "set", "path": "sharings.lantern-pictures.shared_share", "value": 0}
    left = exactly(toy, "space", stop)
    assert not left["passes"].sel(sensor="radar", year=2030).any()
    assert not left["restored"].sel(sensor="radar").any()
    np.testing.assert_array_equal(left["owner_passes"], found["owner_passes"])
    assert (left["mean_gap"].sel(sensor="radar", year=2030) == 480).all()
    assert not left["supplied"].any()


def test_when_satellites_are_gone_their_owner_is_remembered(toy):
    gone = {"kind": "remove", "path": "satellites.lantern"}
    world = changed(toy, gone)
    left = answer(toy, world, "space")
    assert not left["owner_passes"].sel(sensor="radar").any()
    behind = lens_named("space").behind
    paths = behind(world, "passes", {"area": "straits", "sensor": "radar"})
    assert "satellites.lantern" in paths
    assert "satellites.lantern.swath" not in paths


def test_gaps_are_what_rates_make_of_them(toy):
    # Many satellites, so that twenty days are a long time.
    more = {"kind": "set", "path": "satellites.beacon.satellite_count", "value": 60}
    early = {"kind": "set", "path": "satellites.beacon.entry_year", "value": 2030}
    many = exactly(toy, "space", more, early)
    rate = many["owner_passes"].sel(sensor="radar", owner=["ald", "bor"]).sum("owner")
    gap = many["mean_gap"].sel(sensor="radar", year=2030)
    np.testing.assert_allclose(24 / rate, gap, rtol=0.05)
    assert (many["longest_gap"].sel(sensor="radar", year=2030) > gap).all()
    alone = many["mean_gap_without"].sel(sensor="radar", owner="bor")
    assert (alone > 10 * gap).all()


def test_gaps_do_not_shrink_when_somebody_leaves(found):
    for without, whole in (
        ("mean_gap_without", "mean_gap"),
        ("longest_gap_without", "longest_gap"),
    ):
        assert (found[without] >= found[whole].sel(year=2030)).all()
    assert (found["own_mean_gap"] >= found["mean_gap"]).all()
    assert (found["own_longest_gap"] >= found["longest_gap"]).all()


def test_satellites_stand_where_they_stood_in_every_scenario(toy, found):
    gone = {"kind": "remove", "path": "satellites.watcher"}
    left = exactly(toy, "space", gone)
    np.testing.assert_array_equal(
        left["longest_gap"].sel(sensor="radar"),
        found["longest_gap"].sel(sensor="radar"),
    )


def test_gaps_are_simulated_once_and_only_if_wanted(toy, monkeypatch):
    made = []
    monkeypatch.setattr(
        gaps, "simulated", lambda best: made.append(best) or pytest.fail("not wanted")
    )
    lens = lens_named("space").only(["lost", "passes"])
    world = changed(toy, {"kind": "set", "path": "satellites.veil.swath", "value": 21})
    found = evaluate(world, [lens], toy.settings.years, Draws(0, 0, 3))["space"]
    assert set(found.data_vars) == {"lost", "passes"}
    assert made == []


def test_uncertain_orbits_are_looked_at_in_every_draw(toy):
    path = "satellites.lantern.inclination"
    wide = {"kind": "set", "path": path, "value": 80, "low": 60, "high": 100}
    world = changed(toy, {**wide, "distribution": "uniform"})
    many = answer(toy, world, "space", draws=50)
    passes = many["passes"].sel(area="north", sensor="radar", year=2030)
    assert float(passes.std("draw")) > 0
    few = answer(toy, world, "space", draws=7)
    np.testing.assert_array_equal(few["passes"], many["passes"][:7])


def test_numbers_that_are_not_given_are_drawn_from_a_range(toy):
    path = "satellites.lantern.swath"
    figures = [f for p, f in toy.world.figures.items() if p != path]
    world = toy.world.with_content(figures=figures).at(toy.settings.as_of)
    passes = answer(toy, world, "space", draws=20)["passes"]
    assert float(passes.sel(**STRAITS, sensor="radar", year=2030).std("draw")) > 0
    paths = lens_named("space").behind(world, "passes", {"sensor": "radar"})
    assert path in paths


def test_a_band_without_width_is_refused(toy):
    turned = {"kind": "set", "path": "areas.north.southern_limit", "value": 80}
    with pytest.raises(CheckFailed, match="reaches from 80 to 75"):
        changed(toy, turned)
    # Ranges are drawn from, so a draw may still turn a band over.
    figures = [
        replace(f, value=80.0) if f.path == "areas.north.southern_limit" else f
        for f in toy.world.figures.values()
    ]
    world = toy.world.with_content(figures=figures)
    with pytest.raises(LensError, match=r"must be above .* Correct .*limits of areas"):
        answer(toy, world, "space")


@pytest.mark.parametrize("table", ["satellites", "areas", "sharings"])
def test_a_world_without_them_has_no_answers_and_no_faults(toy, table):
    gone = {"kind": "remove", "path": f"{table}.*"}
    left = answer(toy, changed(toy, gone), "space")
    assert left.sizes["sensor"] == len(SENSORS)
    assert not left["passes"].any()
    assert not left["lost"].any()


def test_answers_name_the_satellites_they_rest_on_and_no_others(toy):
    behind = lens_named("space").behind
    paths = behind(
        toy.world, "passes", {"area": "north", "sensor": "optical", "year": 2031}
    )
    assert {p for p in paths if p.startswith("satellites.")} == {
        "satellites.watcher",
        *(
            f"satellites.watcher.{f}"
            for f in ("satellite_count", "perigee", "apogee", "inclination", "swath")
        ),
    }
    assert "areas.north.southern_limit" in paths
    assert "areas.straits" not in paths
    assert "sharings.lantern-pictures.shared_share@2030" in paths
    assert "sharings.lantern-pictures.shared_share@2033" not in paths
    owner = behind(toy.world, "owner_passes", {"owner": "dor"})
    assert {p.split(".")[1] for p in owner if p.startswith("satellites")} == {"veil"}
    assert behind(toy.world, "passes", {"sensor": "signals"}) == ()
    assert behind(toy.world, "passes", {"area": "nowhere"}) == ()
    supplied = behind(toy.world, "supplied", {"satellite": "whisper", "year": 2030})
    assert set(supplied) == {
        "satellites.whisper",
        "satellites.whisper.satellite_count",
        "sharings.lantern-pictures",
        "sharings.lantern-pictures.shared_share@2030",
    }


@pytest.mark.real
def test_the_bundled_study_shows_what_hangs_on_the_united_states():
    folder = Path(ishizue.__file__).parent / "studies" / "europe"
    study = ishizue.open(folder)
    lens = lens_named("space").only(["passes", "own_passes", "lost"])
    found = {
        name: evaluate(world, [lens], study.settings.years, Draws(0, 0, 50))["space"]
        for name, world in study.worlds(
            ["baseline", "us-withdraws", "us-intelligence-pause"]
        ).items()
    }
    first, later = ({"year": year} for year in (2026, 2027))
    baseline, gone, pause = (f["passes"] for f in found.values())
    assert (gone.sel(first) < baseline.sel(first)).sel(sensor="optical").all()
    np.testing.assert_array_equal(gone, found["baseline"]["own_passes"])
    np.testing.assert_array_equal(pause.sel(first), gone.sel(first))
    assert (pause.sel(later) > gone.sel(later)).sel(sensor="optical").all()
    assert not found["us-withdraws"]["lost"].sel(owner="usa").any()
    # Signals satellites have no strip; nothing is said of what they see.
    assert "signals" not in baseline["sensor"].values
    assert study.world.tables["satellites"]["hawkeye-360-constellation"]["sensor"] == (
        "signals"
    )
