"""Secrets and goals of the toy, worked out by hand.

The oracle comes by 2031 with .2 and by 2035 with .488 = 1 - .8 * .64: a hazard of
2 ln 1.25 in the four years between. At .36 = 1 - .8 * .8 half of it is passed: the end of
2033. The comet likewise comes at the end of 2040. The ciphers of the League are replaced
in the middle of 2032, and hide for four years; those of Dorn at the end of 2032, for
three.
"""

import numpy as np
import pytest

from ishizue.errors import LensError
from ishizue.lenses import lens_named
from ishizue.lenses.goals import moment
from toys import answer, changed, exactly


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "quantum")


def of(found, outcome, row):
    values = found[outcome]
    return values.sel({values.dims[0]: row}).values


def set_to(path, value):
    return {"kind": "set", "path": path, "value": value}


def test_what_is_to_come_comes_by_the_chances_given(found):
    assert of(found, "arrives", "oracle") == pytest.approx(2034.0)
    assert of(found, "arrives", "comet") == pytest.approx(2041.0)


def test_secrets_that_outlast_the_oracle_are_exposed(found):
    assert of(found, "margin", "league-ciphers") == pytest.approx(2034 - 2032.5 - 4)
    assert of(found, "exposed", "league-ciphers") == 1
    assert of(found, "margin", "dorn-ciphers") == pytest.approx(2041 - 2033 - 3)
    assert of(found, "exposed", "dorn-ciphers") == 0


def test_by_year_the_last_of_the_old_encryption_is_at_risk(toy):
    # A little more than four years of secrecy, so that the year 2030 is no tie.
    longer = set_to("migrations.league-ciphers.shelf_life", 4.1)
    by_year = exactly(toy, "quantum", longer)["exposed_by_year"]
    assert by_year.sel(migration="league-ciphers").values.tolist() == [1, 1, 1, 0, 0]
    assert not by_year.sel(migration="dorn-ciphers").any()


def test_what_is_migrated_already_is_safe(toy):
    done = set_to("migrations.league-ciphers.migration_end", 2029)
    found = exactly(toy, "quantum", done)
    assert not found["exposed_by_year"].sel(migration="league-ciphers").any()
    assert of(found, "margin", "league-ciphers") == pytest.approx(2034 - 2030 - 4)


def test_goals_are_set_against_what_was_observed(found):
    # 20 lamps at the end of 2028, 24 a year later; 40 are due at the end of 2033.
    assert of(found, "observations", "league-lamps") == 2
    assert of(found, "level", "league-lamps") == 24
    assert of(found, "growth_seen", "league-lamps") == pytest.approx(20)
    assert of(found, "growth_needed", "league-lamps") == pytest.approx(
        100 * ((40 / 24) ** 0.25 - 1)
    )
    assert of(found, "met_in_time", "league-lamps") == 1


def test_growth_that_slackens_misses_the_goal(toy):
    # 24 * 1.1 ** 4 is 35.
    slack = set_to("goals.league-lamps.momentum", 0.5)
    assert of(exactly(toy, "quantum", slack), "met_in_time", "league-lamps") == 0


def test_a_goal_nobody_observes_is_not_judged(found):
    for outcome in ("observations", "level", "growth_needed", "met_in_time"):
        assert of(found, outcome, "dorn-bells") == 0


def test_one_observation_tells_a_level_and_no_growth(toy):
    gone = {"kind": "remove", "path": "indicators.lamps-2028"}
    found = exactly(toy, "quantum", gone)
    assert of(found, "observations", "league-lamps") == 1
    assert of(found, "growth_seen", "league-lamps") == 0
    assert of(found, "met_in_time", "league-lamps") == 0
    met = exactly(toy, "quantum", gone, set_to("goals.league-lamps.goal_level", 24))
    assert of(met, "met_in_time", "league-lamps") == 1
    assert of(met, "growth_needed", "league-lamps") == 0


def test_an_observation_without_a_level_counts_as_none(toy):
    path = "indicators.lamps-2029.indicator_level"
    figures = [f for p, f in toy.world.figures.items() if p != path]
    world = toy.world.with_content(figures=figures).at(toy.settings.as_of)
    found = answer(toy, world, "quantum").isel(draw=0)
    assert of(found, "observations", "league-lamps") == 1
    assert of(found, "level", "league-lamps") == 20


def test_a_time_nobody_gave_is_drawn(toy):
    path = "arrivals.oracle.arrival_quantile"
    figures = [f for p, f in toy.world.figures.items() if p != path]
    world = toy.world.with_content(figures=figures).at(toy.settings.as_of)
    found = answer(toy, world, "quantum", draws=2000)
    arrives = found["arrives"].sel(arrival="oracle")
    assert float((arrives <= 2036).mean()) == pytest.approx(0.488, abs=0.04)
    assert np.isfinite(arrives).all()
    behind = lens_named("quantum").behind(world, "exposed", {"actor": "league"})
    assert path in behind


def test_forecasts_that_are_gone_are_missed(toy):
    world = toy.world.at(toy.settings.as_of)
    left = {k: r for k, r in world.tables["forecasts"].items() if k != "comet-2030"}
    world = world.with_content({**world.tables, "forecasts": left})
    with pytest.raises(
        LensError, match=r"arrival 'comet': .*Correct its rows of 'fore"
    ):
        answer(toy, world, "quantum")


def test_a_world_without_migrations_and_goals_has_no_answers_and_no_faults(toy):
    world = changed(
        toy,
        {"kind": "remove", "path": "migrations.*", "expect": 2},
        {"kind": "remove", "path": "goals.*", "expect": 2},
    )
    found = answer(toy, world, "quantum")
    assert found["exposed"].shape == (3, 0)
    assert found["level"].shape == (3, 0)


@pytest.mark.parametrize(
    ("stated", "year"),
    [
        ("2030", 2031.0),
        ("2030-06", 2030.5),
        ("2030-12-31", 2031.0),
        ("2028-07-01", 2028.5),
    ],
)
def test_a_date_is_meant_to_its_end(stated, year):
    assert moment(stated) == pytest.approx(year, abs=2e-3)
