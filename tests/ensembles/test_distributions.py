"""Each distribution against its textbook and against scipy's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ishizue.ensembles.distributions import quantile
from ishizue.errors import LensError
from ishizue.world import Figure
from ishizue.world.figure import DISTRIBUTIONS, NINETY

# Midpoints of a fine grid: the mean over them is the mean of the distribution.
GRID = (np.arange(50_000) + 0.5) / 50_000


def figure(distribution, value, low, high):
    return Figure(
        table="actors",
        row="ald",
        field="gdp",
        year=None,
        value=value,
        low=low,
        high=high,
        distribution=distribution,
        unit="USD bn",
        basis=("r-league",),
    )


EXAMPLES = {
    "uniform": figure("uniform", 3.0, 2.0, 6.0),
    "triangular": figure("triangular", 3.0, 2.0, 6.0),
    "triangular, mode at low": figure("triangular", 2.0, 2.0, 6.0),
    "triangular, mode at high": figure("triangular", 6.0, 2.0, 6.0),
    "pert": figure("pert", 3.0, 2.0, 6.0),
    "pert, mode at low": figure("pert", 2.0, 2.0, 6.0),
    "normal": figure("normal", 4.0, 2.0, 6.0),
    "lognormal": figure("lognormal", 4.0, 2.0, 8.0),
    "beta": figure("beta", 0.3, 0.1, 0.6),
    "bernoulli": figure("bernoulli", 0.3, 0.0, 1.0),
}

# Mean and standard deviation, as any table of distributions gives them.
SIGMA = np.log(8 / 2) / NINETY
MOMENTS = {
    "uniform": (4.0, 4 / 12**0.5),
    "triangular": ((2 + 3 + 6) / 3, ((4 + 9 + 36 - 6 - 12 - 18) / 18) ** 0.5),
    "triangular, mode at low": ((2 + 2 + 6) / 3, (16 / 18) ** 0.5),
    "triangular, mode at high": ((2 + 6 + 6) / 3, (16 / 18) ** 0.5),
    "pert": ((2 + 4 * 3 + 6) / 6, ((10 / 3 - 2) * (6 - 10 / 3) / 7) ** 0.5),
    "pert, mode at low": ((2 + 4 * 2 + 6) / 6, ((8 / 3 - 2) * (6 - 8 / 3) / 7) ** 0.5),
    "normal": (4.0, 4 / NINETY),
    "lognormal": (
        4 * np.exp(SIGMA**2 / 2),
        4 * np.exp(SIGMA**2 / 2) * np.expm1(SIGMA**2) ** 0.5,
    ),
    "beta": (0.3, 0.5 / NINETY),
    "bernoulli": (0.3, (0.3 * 0.7) ** 0.5),
}

SIZE = 0.3 * 0.7 / (0.5 / NINETY) ** 2 - 1
SCIPY = {
    "uniform": stats.uniform(2, 4),
    "triangular": stats.triang(0.25, 2, 4),
    "triangular, mode at low": stats.triang(0, 2, 4),
    "triangular, mode at high": stats.triang(1, 2, 4),
    "pert": stats.beta(2, 4, 2, 4),
    "pert, mode at low": stats.beta(1, 5, 2, 4),
    "normal": stats.norm(4, 4 / NINETY),
    "lognormal": stats.lognorm(SIGMA, scale=4),
    "beta": stats.beta(0.3 * SIZE, 0.7 * SIZE),
}


def test_every_distribution_is_tried():
    assert {name.partition(",")[0] for name in EXAMPLES} == set(DISTRIBUTIONS)
    assert set(MOMENTS) == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_mean_and_spread_are_the_textbook_s(name):
    draws = quantile(EXAMPLES[name], GRID)
    mean, spread = MOMENTS[name]
    assert draws.mean() == pytest.approx(mean, rel=1e-4)
    assert draws.std() == pytest.approx(spread, rel=2e-3)


@pytest.mark.parametrize("name", SCIPY)
def test_quantiles_are_scipy_s(name):
    u = np.array([1e-9, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 2**-53])
    found, expected = quantile(EXAMPLES[name], u), SCIPY[name].ppf(u)
    np.testing.assert_allclose(found, expected, rtol=1e-9)


@pytest.mark.parametrize("name", ["normal", "lognormal"])
def test_the_range_is_from_the_5th_to_the_95th_percentile(name):
    low, high = quantile(EXAMPLES[name], np.array([0.05, 0.95]))
    assert (low, high) == pytest.approx((EXAMPLES[name].low, EXAMPLES[name].high))


def test_the_value_of_a_lognormal_is_its_median_wherever_the_range_lies():
    lopsided = figure("lognormal", 3.0, 2.0, 8.0)
    low, median, high = quantile(lopsided, np.array([0.05, 0.5, 0.95]))
    assert median == pytest.approx(3.0)
    assert high / low == pytest.approx(8 / 2)


@pytest.mark.parametrize("name", EXAMPLES)
def test_draws_rise_with_the_probability_and_stay_in_the_support(name):
    given_figure = EXAMPLES[name]
    u = np.concatenate([[0.0], GRID, [1 - 2**-53]])
    draws = quantile(given_figure, u)
    assert draws.shape == u.shape
    assert draws.dtype == np.float64
    assert np.isfinite(draws).all()
    steps = np.diff(draws)
    # A bernoulli figure is 1 with the probability given, so it steps down once.
    assert (steps <= 0).all() if name == "bernoulli" else (steps >= 0).all()
    match name.partition(",")[0]:
        case "normal":
            return
        case "lognormal":
            assert (draws > 0).all()
        case "beta" | "bernoulli":
            assert ((draws >= 0) & (draws <= 1)).all()
        case _:
            low, high = given_figure.low, given_figure.high
            assert ((draws >= low) & (draws <= high)).all()


def test_a_bernoulli_figure_is_one_as_often_as_it_says():
    assert quantile(
        EXAMPLES["bernoulli"], np.array([0.0, 0.29, 0.3, 0.9])
    ).tolist() == [
        1.0,
        1.0,
        0.0,
        0.0,
    ]


def test_any_shape_of_probabilities_is_kept():
    u = GRID[:6].reshape(2, 3)
    for example in EXAMPLES.values():
        assert quantile(example, u).shape == (2, 3)


@given(
    st.sampled_from([n for n in EXAMPLES if n not in ("beta", "bernoulli")]),
    st.floats(0.01, 100),
    st.floats(0, 1, exclude_max=True),
)
def test_a_scaled_figure_has_scaled_draws(name, factor, u):
    f = EXAMPLES[name]
    scaled = figure(f.distribution, f.value * factor, f.low * factor, f.high * factor)
    at = np.array([u])
    assert quantile(scaled, at) == pytest.approx(quantile(f, at) * factor, rel=1e-9)


def test_a_figure_without_a_range_or_with_a_strange_distribution_is_refused():
    with pytest.raises(LensError, match=r"actors\.ald\.gdp has no range to draw from"):
        quantile(figure("uniform", 1.0, None, None), GRID)
    with pytest.raises(
        LensError, match=r"actors\.ald\.gdp: distribution 'even' is unk"
    ):
        quantile(figure("even", 1.0, 0.0, 2.0), GRID)
