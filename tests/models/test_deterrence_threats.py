"""Threats of a risk, contests of strength and bargains: worked answers and trial."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models.deterrence import (
    bargaining_range,
    contest_success,
    probabilistic_threat,
    ultimatum,
)

# Dixit & Skeath's Cuban missile crisis.
TARGET = {"defy": 2, "yield": -4, "disaster": -8}
THREATENER = {"success": 1, "concession": -2, "disaster": -10}

gaps = st.floats(0.1, 10)
shares = st.floats(0, 1)


@st.composite
def utilities(draw, names):
    """Three utilities in falling order."""
    values = np.cumsum([draw(gaps) for _ in names])[::-1] - 10
    return dict(zip(names, values.tolist(), strict=True))


targets = utilities(("defy", "yield", "disaster"))
threateners = utilities(("success", "concession", "disaster"))


# --- Threats ---------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.05, 0.2, 0.3, 0.384, 0.386, 0.9])
def test_the_cuban_missile_crisis(p):
    # Yielding is no worse than defying when -4 >= 2 (1 - q) - 8 q. The threatener's
    # 1 (1 - p) + (-2 (1 - q) - 10 q) p is above -2 when q < 3 (1 - p) / 8 p; at q = 1
    # that is p < 3/11, and at q = .6, p < 3/7.8 = .385.
    found = probabilistic_threat(TARGET, THREATENER, p)
    assert found.least_effective == pytest.approx(0.6)
    assert found.acceptable_below == pytest.approx(0.375 * (1 - p) / p)
    assert found.pure_below == pytest.approx(3 / 11)
    assert found.brink_below == pytest.approx(3 / 7.8)
    assert found.possible == (p < 0.385)
    assert found.acceptable(1.0) == (p < 3 / 11)


def test_a_threat_defied_by_all_is_carried_out_on_all():
    found = probabilistic_threat(TARGET, THREATENER, 0.25)
    assert found.effective([0.5, 0.7]).tolist() == [False, True]
    assert found.pr_disaster([0.5, 0.7]) == pytest.approx([0.5, 0.25 * 0.7])


def test_where_every_target_is_soft_any_risk_is_acceptable():
    found = probabilistic_threat(TARGET, THREATENER, np.array([0.0, 5e-324, 1.0]))
    assert found.acceptable_below.tolist() == [np.inf, np.inf, 0.0]
    assert found.possible.tolist() == [True, True, False]
    assert found.acceptable(1.0).tolist() == [True, True, False]
    assert found.acceptable(0.0).tolist() == [True, True, False]


@settings(max_examples=200)
@given(targets, threateners, shares, shares)
def test_regions_are_those_of_the_choices_themselves(target, threatener, p, q):
    found = probabilistic_threat(target, threatener, p)
    defied = (1 - q) * target["defy"] + q * target["disaster"]
    carried = (1 - q) * threatener["concession"] + q * threatener["disaster"]
    threatened = (1 - p) * threatener["success"] + p * carried
    if abs(target["yield"] - defied) > 1e-9:
        assert found.effective(q) == (target["yield"] > defied)
    if abs(threatened - threatener["concession"]) > 1e-9:
        assert found.acceptable(q) == (threatened > threatener["concession"])
    if abs(found.brink_below - p) > 1e-9:
        assert found.possible == (p < found.brink_below)
    # Brinkmanship reaches further than a pure threat.
    assert 0 < found.pure_below < found.brink_below < 1


def test_threats_in_arrays_are_each_as_if_alone():
    p = np.linspace(0, 1, 1001)
    yields = np.linspace(-7, 1, 1001)
    found = probabilistic_threat(TARGET | {"yield": yields}, THREATENER, p)
    for i in (0, 1, 500, 999, 1000):
        alone = probabilistic_threat(TARGET | {"yield": yields[i]}, THREATENER, p[i])
        for name, value in vars(alone).items():
            assert getattr(found, name)[i] == value


@pytest.mark.parametrize(
    ("target", "threatener", "p", "message"),
    [
        ({"yield": 3}, {}, 0.2, "target: defy is 2 and yield is 3. Fix: defy must be"),
        ({"yield": -9}, {}, 0.2, "target: .* yield must be above disaster"),
        ({}, {"success": -2}, 0.2, "threatener: .* success must be above concession"),
        ({}, {"disaster": 0}, 0.2, "threatener: .* concession must be above disaster"),
        ({"win": 1}, {}, 0.2, r"target has \['win'\]"),
        ({}, {}, 1.5, "p_hard is 1.5. Fix: give a probability"),
        (
            {"yield": np.full(3, -4.0)},
            {},
            np.full(2, 0.2),
            r"shapes do not fit together: target yield \(3,\), p_hard \(2,\)",
        ),
    ],
)
def test_threats_outside_the_model_are_refused(target, threatener, p, message):
    with pytest.raises(ModelError, match=message):
        probabilistic_threat(TARGET | target, THREATENER | threatener, p)


def test_a_utility_that_is_missing_is_named():
    with pytest.raises(ModelError, match=r"threatener lacks \['success', 'disaster'\]"):
        probabilistic_threat(TARGET, {"concession": -2}, 0.2)


def test_a_risk_is_a_probability():
    found = probabilistic_threat(TARGET, THREATENER, 0.2)
    for ask in (found.effective, found.acceptable, found.pr_disaster):
        with pytest.raises(ModelError, match=r"q is -0\.1\. Fix: give a probability"):
            ask(-0.1)


# --- Contests --------------------------------------------------------------------


def test_strength_tells_the_more_the_more_decisive_the_contest():
    # 3^m / (3^m + 1): 1/2, 3/4, 9/10; then 27/28.
    found = contest_success(3.0, 1.0, np.array([0, 1, 2, 3]))
    assert found == pytest.approx([1 / 2, 3 / 4, 9 / 10, 27 / 28])


def test_contests_at_their_limits():
    assert contest_success(0, 0, 1) == 0.5
    assert contest_success(0, 2, 1) == 0
    assert contest_success(2, 0, 1) == 1
    assert contest_success(2, 0, 0) == 0.5
    assert contest_success([1e300, 1e-300], 1, 50).tolist() == [1, 0]


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 20), st.floats(0.01, 100))
def test_contests_are_between_two_sides_and_have_no_unit(a, b, m, unit):
    ours, theirs = contest_success(a, b, m), contest_success(b, a, m)
    assert 0 <= ours <= 1
    assert ours + theirs == pytest.approx(1)
    if min(a, b) > 1e-6:
        assert contest_success(a * unit, b * unit, m) == pytest.approx(ours, rel=1e-9)
    assert contest_success(a + 1, b, m) >= ours - 1e-12


@pytest.mark.parametrize("size", [1, 3, 8, 100])
def test_splitting_contests_changes_no_bit(size):
    rng = np.random.default_rng(2)
    a, b, m = rng.uniform(0, 5, (3, 1001))
    together = contest_success(a, b, m)
    parts = [
        contest_success(a[i : i + size], b[i : i + size], m[i : i + size])
        for i in range(0, 1001, size)
    ]
    assert np.concatenate(parts).tobytes() == together.tobytes()
    assert contest_success(a[::-1], b[::-1], m[::-1])[::-1].tobytes() == (
        together.tobytes()
    )


def test_contests_refuse_what_is_no_strength():
    with pytest.raises(ModelError, match=r"ours is -1\. Fix: give 0 or more"):
        contest_success(-1, 1, 1)
    with pytest.raises(ModelError, match="theirs is nan"):
        contest_success(1, float("nan"), 1)
    with pytest.raises(ModelError, match=r"decisiveness is -2 at \[1\]"):
        contest_success(1, 1, [1, -2])
    with pytest.raises(ModelError, match="contest_success: shapes do not fit"):
        contest_success([1, 1], [1, 1, 1], 1)


# --- Bargains --------------------------------------------------------------------


def test_the_range_is_what_war_would_waste():
    low, high = bargaining_range(0.5, 0.1, [0.4, 0.7])
    assert low == pytest.approx([0.4, 0.4])
    # Nobody can have more than the whole.
    assert high == pytest.approx([0.9, 1.0])


def test_a_demand_trades_the_share_against_the_risk():
    # .5 + (.4 - .1) / 2 = .65, and .15 / .4 = .375.
    found = ultimatum(0.5, 0.1, 0.4)
    assert found.demand == pytest.approx(0.65)
    assert found.pr_war == pytest.approx(0.375)


def test_a_side_to_which_war_is_dear_demands_what_is_never_refused():
    found = ultimatum(0.5, [0.4, 0.9], 0.4)
    assert found.demand.tolist() == [0.5, 0.5]
    assert found.pr_war.tolist() == [0, 0]


@settings(max_examples=100)
@given(shares, st.floats(0, 2), st.floats(0.01, 2))
def test_no_other_demand_is_better(p, cost_a, most):
    found = ultimatum(p, cost_a, most)
    demands = np.linspace(0, 1, 401)

    def worth(x):
        war = np.clip((x - p) / most, 0, 1)
        return (1 - war) * x + war * (p - cost_a)

    assert worth(found.demand) >= worth(demands).max() - 1e-9
    assert found.pr_war == pytest.approx(max(found.demand - p, 0) / most)
    low, high = bargaining_range(p, cost_a, most)
    assert low <= found.demand <= high + 1e-12


def test_bargains_outside_the_model_are_refused():
    with pytest.raises(ModelError, match=r"p is 1\.2\. Fix: give a probability"):
        bargaining_range(1.2, 0.1, 0.1)
    with pytest.raises(ModelError, match=r"cost_a is -0\.1\. Fix: give 0 or more"):
        ultimatum(0.5, -0.1, 0.1)
    with pytest.raises(
        ModelError, match=r"cost_b_most is 0\. Fix: give a number above"
    ):
        ultimatum(0.5, 0.1, 0.0)
    with pytest.raises(ModelError, match="bargaining_range: shapes do not fit"):
        bargaining_range([0.5, 0.5], [0.1, 0.1, 0.1], 0.1)
