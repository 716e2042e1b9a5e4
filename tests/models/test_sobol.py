"""Sobol' indices and Shapley effects: analytic answers, SALib, and properties."""

from __future__ import annotations

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from ishizue.errors import ModelError
from ishizue.models import sobol

# Ishigami & Homma (1990), a = 7, b = 0.1: closed forms of the parts of the variance.
ISHIGAMI_PARTS = {
    "1": 0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2,
    "2": 7**2 / 8,
    "13": 0.1**2 * math.pi**8 * 8 / 225,
}
ISHIGAMI = sum(ISHIGAMI_PARTS.values())
# Coefficients of Saltelli & Sobol' (1995): from a strong factor to two idle ones.
G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])
SINGLES = {str(i + 1): [i] for i in range(3)}


def ishigami(u):
    x1, x2, x3 = (2 * math.pi * u - math.pi).T
    return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)


def g_function(u):
    return np.prod((np.abs(4 * u - 2) + G_WEIGHTS) / (1 + G_WEIGHTS), axis=1)


def design(model, dimensions, groups, rows, *, seed=0, balanced=True):
    """Outputs on A, on B, and on A with the columns of each group from B."""
    if balanced:
        both = qmc.Sobol(2 * dimensions, seed=seed).random(rows)
    else:
        both = np.random.default_rng(seed).random((rows, 2 * dimensions))
    a, b = both[:, :dimensions], both[:, dimensions:]
    mixed = {}
    for name, columns in groups.items():
        x = a.copy()
        x[:, columns] = b[:, columns]
        mixed[name] = model(x)
    return model(a), model(b), mixed


def ishigami_worth(group):
    return sum(v for part, v in ISHIGAMI_PARTS.items() if set(part) <= group)


def g_indices(columns):
    """Closed and total index of a group, from products over independent factors."""
    part = 1 / (3 * (1 + G_WEIGHTS) ** 2)
    inside, outside = np.prod(1 + part[columns]), np.prod(1 + np.delete(part, columns))
    whole = inside * outside - 1
    return (inside - 1) / whole, (inside - 1) * outside / whole


def test_ishigami_agrees_with_the_closed_form():
    found = sobol.indices(*design(ishigami, 3, SINGLES, 2**15))
    assert found.names == ("1", "2", "3")
    assert found.first == pytest.approx((0.3139, 0.4424, 0.0), abs=1e-3)
    assert found.total == pytest.approx((0.5576, 0.4424, 0.2437), abs=1e-3)
    assert found.interactions == pytest.approx((0.2437, 0.0, 0.2437), abs=2e-3)
    assert found.mean == pytest.approx(3.5, abs=1e-3)
    assert found.variance == pytest.approx(ISHIGAMI, rel=1e-3)


def test_ishigami_in_groups_agrees_with_the_closed_form():
    groups = {"13": [0, 2], "2": [1], "12": [0, 1], "all": [0, 1, 2], "none": []}
    found = sobol.indices(*design(ishigami, 3, groups, 2**15))
    assert found.first == pytest.approx((0.5576, 0.4424, 0.7563, 1, 0), abs=2e-3)
    assert found.total == pytest.approx((0.5576, 0.4424, 1, 1, 0), abs=2e-3)
    assert found.total[-1] == found.total_error[-1] == found.first_error[-1] == 0.0


@pytest.mark.parametrize(
    "groups",
    [
        {f"x{i}": [i] for i in range(6)},
        {"strong": [0, 1], "middle": [2, 3], "idle": [4, 5]},
        {"odd": [0, 2, 4], "even": [1, 3, 5]},
    ],
)
def test_g_function_agrees_with_the_closed_form(groups):
    found = sobol.indices(*design(g_function, 6, groups, 2**15))
    truth = [g_indices(columns) for columns in groups.values()]
    assert found.first == pytest.approx([t[0] for t in truth], abs=5e-3)
    assert found.total == pytest.approx([t[1] for t in truth], abs=5e-3)


def test_salib_gives_the_same_on_the_same_sample():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its imports may be deprecated
        salib = pytest.importorskip("SALib.analyze.sobol")
    a, b, mixed = design(ishigami, 3, SINGLES, 2**12)
    ours = sobol.indices(a, b, mixed)
    outputs = np.column_stack([a, *mixed.values(), b]).ravel()
    problem = {"num_vars": 3, "names": list("123"), "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(
        problem, outputs, calc_second_order=False, num_resamples=400, seed=1
    )
    assert ours.total == pytest.approx(theirs["ST"], abs=1e-12)
    # SALib centres by the mean of all its outputs, of mixed ones too.
    assert ours.first == pytest.approx(theirs["S1"], abs=1e-4)
    # Its bootstrap has an error of its own, 1 / sqrt(800) of each figure.
    bootstrap = theirs["S1_conf"] / 1.96, theirs["ST_conf"] / 1.96
    assert ours.first_error == pytest.approx(bootstrap[0], rel=0.15)
    assert ours.total_error == pytest.approx(bootstrap[1], rel=0.15)


@pytest.mark.parametrize(("model", "dimensions"), [(ishigami, 3), (g_function, 6)])
def test_two_errors_hold_the_truth_about_95_times_in_100(model, dimensions):
    groups = {str(i + 1): [i] for i in range(dimensions)}
    if model is ishigami:
        first = [ishigami_worth({name}) / ISHIGAMI for name in groups]
        rest = [ishigami_worth(set(groups) - {name}) / ISHIGAMI for name in groups]
        truth = np.array([first, 1 - np.array(rest)])
    else:
        truth = np.array([g_indices(columns) for columns in groups.values()]).T
    held = []
    for seed in range(40):
        outputs = design(model, dimensions, groups, 2**11, seed=seed, balanced=False)
        found = sobol.indices(*outputs)
        error = np.array([found.first_error, found.total_error])
        held.append(np.abs([found.first, found.total] - truth) < 2 * error)
    shares = np.mean(held, axis=0)
    assert 0.90 <= shares.mean() <= 0.99
    assert shares.min() >= 0.80


def test_without_interactions_first_and_total_agree():
    groups = {name: [i] for i, name in enumerate("abcd")}
    weights = np.array([4.0, 3.0, 2.0, 1.0])
    found = sobol.indices(*design(lambda u: 1e4 + u @ weights, 4, groups, 2**14))
    shares = weights**2 / (weights**2).sum()
    assert found.first == pytest.approx(shares, abs=1e-3)
    assert found.interactions == pytest.approx(np.zeros(4), abs=1e-3)


SMALL = design(ishigami, 3, SINGLES, 256, balanced=False)


def figures(found):
    return [found.first, found.first_error, found.total, found.total_error]


@given(st.permutations(range(256)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(order):
    a, b, mixed = SMALL
    moved = {name: m[order] for name, m in mixed.items()}
    found = sobol.indices(a[order], b[order], moved)
    np.testing.assert_allclose(
        figures(found), figures(sobol.indices(*SMALL)), 1e-9, 1e-12
    )


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.sampled_from([-1, 1]))
@settings(deadline=None)
def test_unit_and_origin_of_the_output_do_not_matter(shift, size, sign):
    scale = sign * size
    a, b, mixed = SMALL
    moved = {name: shift + scale * m for name, m in mixed.items()}
    found = sobol.indices(shift + scale * a, shift + scale * b, moved)
    plain = sobol.indices(*SMALL)
    np.testing.assert_allclose(figures(found), figures(plain), 1e-4, 1e-6)
    assert found.variance == pytest.approx(scale**2 * plain.variance, rel=1e-4)


def test_an_output_that_does_not_vary_owes_nothing_to_anything():
    same = np.full(64, 0.1)
    rounded = same.copy()
    rounded[::2] = 0.3 - 0.2
    found = sobol.indices(same, rounded, {"x": rounded, "y": same})
    assert found.variance == 0.0
    assert figures(found) == [(0.0, 0.0)] * 4
    assert sobol.closed_index(same, rounded) == 0.0


def test_variation_that_only_mixed_shows_is_not_called_zero():
    same = np.zeros(64)
    found = sobol.indices(same, same, {"rare": np.eye(64)[5], "idle": same})
    np.testing.assert_equal(figures(found), [(np.nan, 0.0)] * 4)


def test_yes_or_no_outputs_are_measured_too():
    a, b, mixed = design(lambda u: u[:, 0] < 0.3, 2, {"x": [0], "y": [1]}, 2**12)
    found = sobol.indices(a, b, mixed)
    assert found.total == pytest.approx((1.0, 0.0), abs=0.01)
    assert found.variance == pytest.approx(0.21, abs=0.001)


def test_table_lists_the_largest_total_first():
    table = sobol.indices(*SMALL).table()
    assert table.index.name == "factor"
    assert list(table.index) == ["1", "2", "3"]
    assert list(table) == [*sobol._FIGURES, "interactions"]
    assert table["total"].is_monotonic_decreasing


def test_convergence_ends_at_the_indices_of_all_rows():
    a, b, mixed = SMALL
    short = sobol.convergence(a[:200], b[:200], {k: m[:200] for k, m in mixed.items()})
    assert list(short["rows"].unique()) == [16, 32, 64, 128, 200]
    long = sobol.convergence(*SMALL, steps=3)
    assert list(long["rows"].unique()) == [64, 128, 256]
    last = long[long["rows"] == 256].set_index("factor").loc[["1", "2", "3"]]
    assert tuple(last["first"]) == sobol.indices(*SMALL).first
    assert tuple(last["total_error"]) == sobol.indices(*SMALL).total_error


def test_closed_index_takes_the_set_that_is_shared():
    groups = {"1": [0], "13": [0, 2], "12": [0, 1], "all": [0, 1, 2]}
    a, b, mixed = design(ishigami, 3, groups, 2**15)
    for name, outputs in mixed.items():
        own, others = ishigami_worth(set(name)), ishigami_worth(set("123") - set(name))
        if name == "all":
            own, others = ISHIGAMI, 0.0
        assert sobol.closed_index(b, outputs) == pytest.approx(own / ISHIGAMI, abs=3e-3)
        found = sobol.closed_index(a, outputs)
        assert found == pytest.approx(others / ISHIGAMI, abs=3e-3)


def test_shapley_effects_of_ishigami_split_the_interaction_in_half():
    def left(group):
        return ISHIGAMI - ishigami_worth(set("123") - group)

    half = ISHIGAMI_PARTS["13"] / 2
    truth = (ISHIGAMI_PARTS["1"] + half, ISHIGAMI_PARTS["2"], half)
    for worth in (ishigami_worth, left):
        found = sobol.shapley_effects(worth, "123")
        assert found.effects == pytest.approx(truth, rel=1e-12)
        assert sum(found.effects) == pytest.approx(ISHIGAMI, rel=1e-12)
        assert found.errors == (0.0, 0.0, 0.0)


def test_shapley_effects_from_estimated_worths():
    sets = ["".join(s) for k in (1, 2, 3) for s in itertools.combinations("123", k)]
    groups = {name: [int(c) - 1 for c in name] for name in sets}
    _, b, mixed = design(ishigami, 3, groups, 2**15)
    found = sobol.shapley_effects(
        lambda s: sobol.closed_index(b, mixed["".join(sorted(s))]), "123"
    )
    assert found.effects == pytest.approx((0.4357, 0.4424, 0.1218), abs=3e-3)
    assert sum(found.effects) == pytest.approx(1.0, abs=1e-12)


TWELVE = tuple("abcdefghijkl")


def triple(group):
    """Worth 1 for each letter and 6 for holding a, b and c: each of them has 1 + 2."""
    return len(group) + 6.0 * (group >= set("abc"))


def test_sampled_orders_estimate_the_exact_effects():
    truth = np.array([3.0] * 3 + [1.0] * 9)
    held = []
    for seed in range(40):
        found = sobol.shapley_effects(triple, TWELVE, permutations=200, seed=seed)
        assert sum(found.effects) == pytest.approx(18.0, rel=1e-12)
        assert found.effects[3:] == pytest.approx(truth[3:], abs=1e-12)
        error = np.array(found.errors[:3])
        assert (error > 0).all()
        held.append(np.abs(found.effects - truth)[:3] < 2 * error)
    assert 0.90 <= np.mean(held) <= 0.99


def test_sampling_is_seeded_and_values_no_set_twice():
    asked = []

    def worth(group):
        asked.append(group)
        return triple(group)

    found = sobol.shapley_effects(worth, TWELVE, seed=3)
    assert len(asked) == len(set(asked)) < 2 * 500 * 12
    assert frozenset() not in asked
    assert found == sobol.shapley_effects(triple, TWELVE, permutations=500, seed=3)
    assert found != sobol.shapley_effects(triple, TWELVE, permutations=500, seed=4)


def test_walking_back_cancels_what_pairs_do():
    rng = np.random.default_rng(0)
    joint = np.triu(rng.random((12, 12)))

    def worth(group):
        held = [TWELVE.index(p) for p in group]
        return joint[np.ix_(held, held)].sum()

    truth = (joint + joint.T).sum(axis=1) / 2
    found = sobol.shapley_effects(worth, TWELVE, permutations=2)
    assert found.effects == pytest.approx(truth, rel=1e-12)


def test_sampling_agrees_with_all_coalitions():
    exact = sobol.shapley_effects(triple, TWELVE[:8])
    found = sobol.shapley_effects(triple, TWELVE[:8], permutations=4000)
    assert found.effects == pytest.approx(exact.effects, abs=0.1)


ROWS = np.arange(32.0)
HOLED = np.where(ROWS == 7, np.nan, ROWS)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sobol.indices(ROWS, ROWS, {}), r"mixed is empty\. Fix"),
        (lambda: sobol.convergence(ROWS, ROWS, {}), r"mixed is empty\. Fix"),
        (
            lambda: sobol.indices(ROWS[:15], ROWS, {"x": ROWS}),
            r"a has 15 rows\. Fix: 16",
        ),
        (
            lambda: sobol.indices(ROWS, ROWS[1:], {"x": ROWS}),
            r"b has shape \(31,\), not",
        ),
        (
            lambda: sobol.indices(ROWS, ROWS, {"x": ROWS[:, None]}),
            r"mixed\['x'\] has shape \(32, 1\), not \(32,\)\. Fix: give one output",
        ),
        (
            lambda: sobol.indices(ROWS, HOLED, {"x": ROWS}),
            r"b is nan in row 7\. Fix: mend the model",
        ),
        (
            lambda: sobol.convergence(ROWS, ROWS, {"x": 1 / HOLED * np.inf}),
            r"mixed\['x'\] is inf in row 0\. Fix",
        ),
        (
            lambda: sobol.convergence(ROWS, ROWS, {"x": ROWS}, 0),
            "steps is 0. Fix: give 1",
        ),
        (lambda: sobol.closed_index(ROWS, ROWS[:20]), r"swapped has shape \(20,\)"),
        (lambda: sobol.shapley_effects(len, []), r"players are \[\]\. Fix"),
        (lambda: sobol.shapley_effects(len, "aba"), r"players are \['a', 'b', 'a'\]"),
        (
            lambda: sobol.shapley_effects(len, "ab", permutations=1),
            r"permutations is 1\. Fix: give 2 or more",
        ),
        (
            lambda: sobol.shapley_effects(lambda s: math.nan, "ab"),
            r"worth of \['a'\] is nan\. Fix: return a finite variance",
        ),
    ],
)
def test_arguments_outside_the_domain_are_refused(call, message):
    with np.errstate(divide="ignore"), pytest.raises(ModelError, match=message):
        call()
