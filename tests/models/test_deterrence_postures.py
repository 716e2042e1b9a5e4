"""Postures against two types of adversary: worked by hand, bounds, and refusals."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models.deterrence import (
    POSTURES,
    Confrontation,
    choose_posture,
    posture_outcomes,
)
from models.standoffs import by_posture, confrontations, facing, shares

# --- Worked by hand --------------------------------------------------------------


def test_as_denial_grows_each_lower_posture_is_enough():
    # What a greedy adversary expects, by posture and year; its least cost is .25.
    expected = np.array(
        [
            [1.00, 0.80, 0.60, 0.40, 0.20],
            [0.76, 0.58, 0.40, 0.22, 0.04],
            [0.52, 0.36, 0.20, 0.04, -0.12],
            [0.28, 0.14, 0.00, -0.14, -0.28],
            [0.04, -0.08, -0.20, -0.32, -0.44],
        ]
    )
    found = posture_outcomes(facing(), tolerance=0.0)
    attacks = np.clip((expected - 0.25) / 0.75, 0, 1)
    assert by_posture(found["pr_attack_greedy"]) == pytest.approx(attacks)
    assert by_posture(found["pr_attack"]) == pytest.approx(attacks)
    assert found["best"].values.tolist() == [[1, 0.75, 0.5, 0.25, 0]]
    assert found["window"].values.tolist() == [[True, False, False, False, False]]


def test_value_and_disaster_of_one_posture_by_hand():
    # Posture .5 in the second year: r = .2, attack (.36 - .25) / .75 = .14667. It
    # succeeds with .2 + .8 x .8 x .75 = .68 and ends in disaster with .8 x .2 = .16:
    # 1 x .68 + 2 x .16 = 1. An accident comes before, with .005, and costs 2.
    found = posture_outcomes(facing(), tolerance=0.0).isel(draw=0, posture=2, year=1)
    attack = 0.11 / 0.75
    assert found["value"] == pytest.approx(-(0.005 * 2 + 0.995 * attack * 1.0))
    assert found["pr_disaster"] == pytest.approx(0.005 + 0.995 * attack * 0.16)
    assert found["regret"] == pytest.approx(-0.015 - found["value"])


def test_fear_of_one_posture_by_hand():
    # Posture .5: .5 x .5 x 4 = 1 to fear, .16 x 2 = .32 to risk: (.68 - .25) / .75.
    # An attack costs 1 x .84 + 2 x .16 = 1.16.
    found = posture_outcomes(facing(p_greedy=0.25), tolerance=0.0)
    here = found.isel(draw=0, posture=2, year=1)
    seeker, greedy = 0.43 / 0.75, 0.11 / 0.75
    assert here["pr_attack_seeker"] == pytest.approx(seeker)
    assert here["pr_attack"] == pytest.approx(0.25 * greedy + 0.75 * seeker)
    loss = 0.25 * greedy * 1.0 + 0.75 * seeker * 1.16
    assert here["value"] == pytest.approx(-(0.01 + 0.995 * loss))


def test_thresholds_by_hand():
    # (1 - .25) / (1 - .04); and .75 / .8 of denial leaves .25 at the minimal posture.
    found = facing()
    assert found.deterring_posture()[0, 0] == pytest.approx(0.75 / 0.96)
    assert found.deterring_posture()[0, -1] == 0
    assert found.sufficient_denial()[0] == pytest.approx(np.full(5, 0.75 / 0.8))


def test_a_threshold_that_cannot_be_reached_is_infinite():
    feeble = facing(p_defender=0.1)
    assert np.isinf(feeble.deterring_posture()[0, 0])
    assert np.isinf(feeble.sufficient_denial()).all()
    assert np.isinf(facing(p_defender=1e-310).deterring_posture()).all()
    assert not facing(p_defender=0, gain=0.2).deterring_posture().any()
    assert np.isinf(facing(p_defender=0).deterring_posture()).all()


def test_of_two_types_the_robust_posture_pleases_neither_and_harms_neither():
    # First year. Against greed maximal is best, at .02; less costs up to .98 more.
    # Against fear minimal is best, at 0; more costs .1343 (.005 of accident, and
    # .9975 x .12 x 1.08), .6717, 1.2457 and 1.3268 more.
    found = posture_outcomes(facing(p_greedy=0.5), tolerance=0.0)
    greedy = by_posture(posture_outcomes(facing(p_greedy=1), 0.0)["value"])
    seeker = by_posture(posture_outcomes(facing(p_greedy=0), 0.0)["value"])
    worst = np.maximum(greedy.max(0) - greedy, seeker.max(0) - seeker)
    assert by_posture(found["regret_type"]) == pytest.approx(worst)
    assert worst[:, 0] == pytest.approx(
        [0.98, 0.7176, 0.6717, 1.2457, 1.3268], abs=1e-4
    )
    assert found["robust"].values[0, 0] == 0.5
    assert by_posture(found["value"]) == pytest.approx((greedy + seeker) / 2)


# --- Properties ------------------------------------------------------------------


@settings(max_examples=200)
@given(confrontations(), shares)
def test_outcomes_keep_within_their_bounds(c, tolerance):
    found = posture_outcomes(c, tolerance)
    for name in ("pr_attack_greedy", "pr_attack_seeker", "pr_attack", "pr_disaster"):
        assert found[name].min() >= 0
        assert found[name].max() <= 1 + 1e-12
    assert found["value"].max() <= 0
    for name in ("regret", "regret_type"):
        assert found[name].min() >= 0
    assert not found["regret"].min("posture").any()
    best = found["best"].values[..., None] == np.array(POSTURES)
    chosen = np.moveaxis(found["regret"].values, 1, 2)[best]
    assert not chosen.any()


@settings(max_examples=100)
@given(confrontations(), st.floats(0.1, 10))
def test_each_side_counts_in_a_unit_of_its_own(c, unit):
    found = posture_outcomes(c, 0.1)
    names = ("gain", "disaster_adversary", "cost_least", "cost_most", "struck")
    theirs = posture_outcomes(
        replace(c, **{name: getattr(c, name) * unit for name in names}), 0.1
    )
    assert theirs["value"].values == pytest.approx(found["value"].values, abs=1e-6)
    names = ("loss", "disaster_defender")
    ours = posture_outcomes(
        replace(c, **{name: getattr(c, name) * unit for name in names}), 0.1
    )
    assert ours["value"].values == pytest.approx(found["value"].values * unit, rel=1e-9)
    assert ours["pr_attack"].equals(found["pr_attack"])


def many(draws, years=4, seed=0):
    rng = np.random.default_rng(seed)
    each, every = (draws, 1), (draws, years)
    return {
        **{"denial": rng.random(every), "p_defender": rng.random(every)},
        **{"p_greedy": rng.random(each), "gain": rng.uniform(1, 2, each)},
        **{"loss": rng.uniform(1, 2, each), "risk_least": rng.uniform(0, 0.2, each)},
        **{"disaster_adversary": rng.uniform(1, 9, each), "cost_least": 0.1},
        **{"disaster_defender": rng.uniform(2, 9, each), "cost_most": 2.0},
        **{"alarm": rng.random(each), "struck": rng.uniform(0, 9, each)},
        **{"risk_most": rng.uniform(0.2, 0.9, each), "accident": 0.01},
    }


@pytest.mark.parametrize("size", [1, 3, 16, 100])
def test_splitting_the_draws_changes_no_bit(size):
    figures = many(400)
    together = posture_outcomes(Confrontation(**figures), 0.05)
    for start in (0, 7, 300):
        part = {
            k: v[start : start + size] if isinstance(v, np.ndarray) else v
            for k, v in figures.items()
        }
        alone = posture_outcomes(Confrontation(**part), 0.05)
        whole = together.isel(draw=slice(start, start + size))
        for name, values in alone.items():
            assert values.values.tobytes() == whole[name].values.tobytes(), name


def test_dimensions_are_named_and_units_told():
    c = Confrontation(**many(30))
    assert c.shape == (30, 4)
    found = posture_outcomes(c, 0.05, postures=(0.0, 0.5, 1.0))
    assert found["value"].dims == ("draw", "posture", "year")
    assert found["value"].shape == (30, 3, 4)
    assert found["best"].dims == ("draw", "year")
    assert found["posture"].values.tolist() == [0, 0.5, 1]
    assert all({"units", "long_name"} <= v.attrs.keys() for v in found.values())
    assert c.sufficient_denial().shape == c.deterring_posture().shape == (30, 4)
    assert c.success(0.3).shape == (30, 4)


# --- Choosing over draws ---------------------------------------------------------


def test_minimax_regret_differs_from_the_best_on_average():
    # Regrets are 0, 2 and 4 in the first draw, and 3, 1.4 and 0 in the second.
    value = np.array([[[0.0], [-2.0], [-4.0]], [[-4.0], [-2.4], [-1.0]]])
    found = choose_posture(value, (0.0, 0.5, 1.0))
    assert found["expected_value"].values[:, 0] == pytest.approx([-2, -2.2, -2.5])
    assert found["greatest_regret"].values[:, 0] == pytest.approx([3, 2, 4])
    assert found["best"].values.tolist() == [0]
    assert found["robust"].values.tolist() == [0.5]


def test_of_equal_postures_the_lowest_is_chosen():
    found = choose_posture(np.zeros((2, 3, 1)), (0.0, 0.5, 1.0))
    assert found["best"].values.tolist() == found["robust"].values.tolist() == [0]
    helpless = posture_outcomes(facing(p_defender=0, accident=0, alarm=0), 0.0)
    assert not helpless["best"].values.any()
    assert not helpless["robust"].values.any()


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"denial": 1.2}, r"denial is 1\.2\. Fix: give a probability or share from 0"),
        ({"p_defender": np.array([[0.5], [-1]])}, r"p_defender is -1 at \[1, 0\]"),
        ({"accident": float("nan")}, r"accident is nan\. Fix: give a finite number"),
        ({"gain": 0}, r"gain is 0\. Fix: give a number above 0"),
        ({"struck": -1}, r"struck is -1\. Fix: give 0 or more"),
        ({"cost_most": 0.25}, "cost_most must be above cost_least"),
        ({"risk_least": 0.5}, "risk_most must be at least risk_least"),
        ({"disaster_defender": 0.5}, "disaster_defender must be at least loss"),
        ({"alarm": [0.1, 0.2]}, r"alarm has the shape \(2,\)\. Fix: give a number or"),
        ({"alarm": np.full((1, 3), 0.1)}, "Confrontation: shapes do not fit together"),
    ],
)
def test_what_is_outside_the_model_is_refused(changes, message):
    with pytest.raises(ModelError, match=message):
        facing(**changes)


@pytest.mark.parametrize("postures", [(1.0,), (0.5, 0.5), (1.0, 0.0), 0.5, [[0, 1]]])
def test_postures_are_a_rising_scale(postures):
    with pytest.raises(ModelError, match="Fix: give two or more, rising, from 0 to 1"):
        posture_outcomes(facing(), 0.0, postures)
    with pytest.raises(ModelError, match=r"postures is 2 at \[1\]") as refused:
        posture_outcomes(facing(), 0.0, (0.0, 2.0))
    # The place is one on the scale, which says nothing of draws.
    assert refused.value.places is None


def test_tolerance_is_a_probability():
    with pytest.raises(ModelError, match=r"tolerance is -0\.1"):
        posture_outcomes(facing(), -0.1)


def test_values_to_choose_from_are_by_draw_posture_and_year():
    with pytest.raises(ModelError, match=r"shape \(2, 4, 1\)\. Fix: give \(draws, 5"):
        choose_posture(np.zeros((2, 4, 1)))
    with pytest.raises(ModelError, match="at least one draw"):
        choose_posture(np.zeros((0, 5, 1)))
    with pytest.raises(ModelError, match=r"value is nan at \[0, 0, 0\]"):
        choose_posture(np.full((1, 5, 1), np.nan))
